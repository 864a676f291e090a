"""log import: looked at first, asked what is open, taken in once, taken back whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.in_process import Verbs

_TABLE = "day,pain,where\n05/04/2026 08:00,4,neck\n05/13/2026 08:00,11,neck\n"
_COLUMNS = ("--column", "day=time", "--column", "pain=pain")


@pytest.fixture
def verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(tmp_path / "home", capsys)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "any.csv"
    path.write_text(_TABLE, encoding="utf-8")
    return path


def test_what_is_open_is_asked_by_its_flag(verbs: Verbs, table: Path) -> None:
    asked = verbs.refused("log", "import", table, "--yes")
    assert "--column 'pain=time|date|pain|place|side|note|medicine|ignore'" in asked
    asked = verbs.refused("log", "import", table, "--yes", *_COLUMNS)
    assert "--zone Europe/Berlin" in asked
    assert "--dates" not in asked  # the second row decides it
    assert not verbs.home.exists()


def test_a_dry_run_changes_nothing_and_tells_what_would_come(verbs: Verbs, table: Path) -> None:
    words = ("log", "import", table, "--dry-run", "--zone", "Europe/Berlin", *_COLUMNS)
    said = json.loads(verbs(*words, "--json"))
    reason = "pain: 11 is no number from 0 to 10."
    assert said == {"taken": 1, "already_here": 0, "refused": [{"line": 3, "reason": reason}]}
    assert f"line 3: {reason}" in verbs(*words)
    assert not verbs.home.exists()


def test_it_is_taken_in_once_and_back_with_one_undo(verbs: Verbs, table: Path) -> None:
    words = ("log", "import", table, "--zone", "Europe/Berlin", *_COLUMNS)
    assert "--yes" in verbs.ended(*words)[2]
    assert "Taken in as" in verbs(*words, "--yes")
    assert json.loads(verbs(*words, "--yes", "--json"))["already_here"] == 1
    (entry,) = json.loads(verbs("log", "list", "--json"))["entries"]
    assert (entry["value"], entry["at"]) == (4, "2026-05-04T08:00:00+02:00")
    assert "the import of 1 row from a table" in verbs("log", "undo")
    assert json.loads(verbs("log", "list", "--json"))["entries"] == []
    assert json.loads(verbs(*words, "--yes", "--json"))["taken"] == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--zone", "Mars/Base"], "time zone 'Mars/Base'"),
        (["--map", "x"], "--map takes WORD=VALUE"),
        (["--column", "=pain"], "--column takes NAME=FIELD"),
        (["--column", "pain=agony"], "A column holds one of time, date, pain"),
        (["--dates", "year-first"], "--dates"),
    ],
)
def test_an_answer_that_is_none_gets_one_sentence(
    verbs: Verbs, table: Path, words: list[str], why: str
) -> None:
    assert why in verbs.refused("log", "import", table, *words)


def test_a_file_that_cannot_be_read_gets_one_sentence(verbs: Verbs, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for name in ("empty", "none", ".", "x" * 300):
        assert verbs.refused("log", "import", tmp_path / name)
