"""The project stands alone: it names no folder of the machine it was written on."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files

_PICTURES_AND_SOUNDS = frozenset({".png", ".webp", ".wav", ".ogg", ".svgz", ".ico", ".npz"})

# Written so that this file does not find itself.
FOREIGN = re.compile(r"\.\./sh[a]red|(?<![\w.])/wo[r]k/|/opt/(?:wh[e]els|py[p]i)|/ro[o]t/\.")


def texts() -> list[Path]:
    return [path for path in files() if path.suffix not in _PICTURES_AND_SOUNDS]


def test_such_a_folder_is_recognised() -> None:
    assert FOREIGN.search("open('/wo" + "rk/main/x')")
    assert FOREIGN.search("../sh" + "ared/facts")
    assert not FOREIGN.search("tests/work/x https://example.org/work/")


def test_no_file_names_a_folder_outside() -> None:
    found = [
        f"{path}:{number}"
        for path in texts()
        for number, line in enumerate((ROOT / path).read_bytes().splitlines(), 1)
        if FOREIGN.search(line.decode("utf-8", "replace"))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_a_lock_file_holds_packages_and_hashes_only(name: str) -> None:
    lines = (ROOT / "packaging" / "lock" / name).read_text(encoding="utf-8").splitlines()
    allowed = re.compile(r"[a-z0-9-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|\s*#.*")
    assert [line for line in lines if not allowed.fullmatch(line)] == []
    assert not any("://" in line for line in lines)
