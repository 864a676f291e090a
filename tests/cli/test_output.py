"""Where the answer of a verb cannot go: one sentence or none, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from acutimer.runtime.clock import SystemClock
from tests.journeys.conftest import keep_answers

ROOT = Path(__file__).parents[2]
VERBS = (
    ("routines",),
    ("routines", "--json"),
    ("status", "--json"),
    ("routine", "lint", "resources/routine-example.toml"),
    ("log", "list", "--json"),
)


@pytest.fixture(autouse=True)
def answers(tmp_path: Path) -> None:
    """Without any, routine lint says so."""
    keep_answers(tmp_path, SystemClock())


def started(home: Path, shell: str, *words: str, encoding: str = "") -> tuple[int, str]:
    """Exit code and errors of a verb whose streams the shell sets up."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if encoding:
        environment["PYTHONIOENCODING"] = encoding
    command = [sys.executable, "-m", "acutimer", "--home", str(home), *words]
    ended = subprocess.run(
        ["sh", "-c", f'"$@" {shell}', "sh", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=60,
    )
    return ended.returncode, ended.stderr.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("words", VERBS)
def test_closed_output_is_no_fault(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert started(tmp_path, ">&-", *words) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("words", VERBS)
def test_full_output_is_one_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    said = "acutimer: The answer could not be written (no space left on device).\n"
    assert started(tmp_path, "> /dev/full", *words) == (2, said)


def test_a_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    shell = "| true; exit 0"
    assert started(tmp_path, shell, "score", "article-whole", "--voice", "en") == (0, "")
    assert started(tmp_path, shell, "routines") == (0, "")


@pytest.mark.parametrize("encoding", ["utf-8:strict", "ascii:strict"])
def test_what_the_terminal_cannot_show_is_spelt_out(tmp_path: Path, encoding: str) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml")
    code, said = started(tmp_path, "", "routine", "export", "desk-pause", odd, encoding=encoding)
    assert (code, said) == (0, "")
    assert Path(odd).exists()
    for form in ((), ("--json",)):
        code, said = started(tmp_path, "", "routine", "lint", odd, *form, encoding=encoding)
        assert (code, said) == (0, "")


@pytest.mark.parametrize("words", [("status",), ("routine", "remove", "x"), ("routines",)])
def test_a_home_no_folder_can_be_called_is_one_sentence(words: tuple[str, ...]) -> None:
    code, said = started(Path("/tmp/" + "a" * 300), "", *words)
    assert code == 2
    assert said.startswith("acutimer: --home takes a folder, and ")
    assert said.count("\n") == 1


def test_asking_a_verb_loads_nothing_heavy() -> None:
    heavy = "PySide6 numpy sqlite3 tempfile shutil tomllib zoneinfo unicodedata csv uuid soundfile"
    code = (
        "import sys, acutimer.cli as _;"
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
