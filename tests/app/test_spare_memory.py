"""What is free goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: Frees 64 MiB of which every thousandth block stays, and tells how much is held before and after.
SCRIPT = """
from acutimer.app.spare_memory import give_back_memory

def held_mib():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 2**20

blocks = [bytes(2048) for _ in range(32 * 1024)]
stay = blocks[::1000]
del blocks
before = held_mib()
give_back_memory()
print(before - held_mib())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc can")
def test_what_was_freed_is_given_back() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=60
    )
    assert float(ended.stdout) > 40
