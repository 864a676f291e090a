"""Two minutes of ``packaging/dev soak``: kills, flipped bits, first starts, damaged content."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL"),
]


@pytest.mark.parametrize(
    ("name", "share"), [("kills", 0.04), ("flips", 0.04), ("starts", 0.05), ("content", 0.3)]
)
def test_nothing_is_lost_and_nothing_breaks(name: str, share: float) -> None:
    done = subprocess.run(
        [sys.executable, "packaging/soak", name, "--share", str(share)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    seen = json.loads(done.stdout)
    assert seen["holds"], seen
    assert done.returncode == 0


def test_a_soak_that_is_none_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "packaging/soak", "fire"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "There is no soak fire; there are kills, " in done.stdout
