"""Loop Habit Tracker: numbers a thousandfold, a 0 that is written NO, days without a time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from acutimer.core.importing.questions import Answers
from acutimer.storage.imports.errors import ImportFault
from tests.storage.imports.files import bodies, planned, refused

_HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,"
    "Target Type,Target Value,Archived?\n"
    "001,Took it,YES_NO,Did you?,,1,1,#FF8F00,,,,false\n"
    '002,"Ache, worst",NUMERICAL,How bad?,"0 to 10",1,1,#00897B,of 10,AT_MOST,3.0,false\n'
)
_TOLD = Answers(
    columns={"Ache, worst": "pain", "Took it": "medicine"}, words={"Took it": "anti-inflammatory"}
)


def zipped() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("Habits.csv", _HABITS)
        archive.writestr(
            "Checkmarks.csv", "Date,Took it,Ache, worst,\n2026-03-05,YES_MANUAL,6000,\n"
        )
        archive.writestr(
            "001 Took it/Checkmarks.csv",
            "Date,Value,Notes\n2026-03-05,YES_MANUAL,\n2026-03-04,YES_AUTO,\n2026-03-03,NO,\n",
        )
        archive.writestr(
            "002 Ache worst/Checkmarks.csv",
            "Date,Value,Notes\n2026-03-05,6000,at night\n2026-03-04,NO,\n2026-03-03,4500,\n"
            "2026-03-02,UNKNOWN,\n2026-03-01,SKIP,\n2026-02-28,YES_MANUAL,\n2026-02-27,14000,\n",
        )
    return packed.getvalue()


def database(tmp_path: Path, version: int = 25) -> bytes:
    path = tmp_path / "made.db"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT, type INTEGER)")
        made.execute(
            "CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER,"
            " value INTEGER, notes TEXT)"
        )
        made.executemany(
            "INSERT INTO Habits VALUES (?, ?, ?)", [(1, "Took it", 0), (2, "Ache, worst", 1)]
        )
        days = [
            *((1, 1772668800000, 2, None), (2, 1772668800000, 6000, "at night")),
            *((2, 1772582400000, 0, None), (2, "no day", 0, None)),
        ]
        made.executemany(
            "INSERT INTO Repetitions (habit, timestamp, value, notes) VALUES (?, ?, ?, ?)", days
        )
        made.execute(f"PRAGMA user_version = {version}")
    content = path.read_bytes()
    path.unlink()
    return content


def test_a_habit_is_asked_for_and_no_is_a_pain_of_0(tmp_path: Path) -> None:
    asked = planned(tmp_path, zipped()).waiting
    assert [one.flag for one in asked] == [
        "--column 'Took it=medicine|ignore'",
        "--column 'Ache, worst=pain|medicine|ignore'",
    ]
    plan = planned(tmp_path, zipped(), _TOLD)
    assert refused(plan) == [(7, "Ache, worst"), (8, "Ache, worst")]
    taken, worst, none, half = bodies(plan)
    assert (taken["class"], taken["day"]) == ("anti-inflammatory", "2026-03-05")
    assert (worst["value"], worst["note"], worst["moment"]) == (6, "at night", "evening-average")
    assert none["value"] == 0
    assert (half["value"], half["note"]) == (5, "4.5")
    # what was not done, or worked out, or not known, is blank
    assert plan.left_out == 4


def test_the_database_says_the_same_days(tmp_path: Path) -> None:
    plan = planned(tmp_path, database(tmp_path), _TOLD)
    assert len(plan.refused) == 1
    of_zip = {row.row for row in planned(tmp_path, zipped(), _TOLD).rows}
    assert plan.taken == 3
    assert {row.row for row in plan.rows} <= of_zip


def test_a_newer_database_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="newer Loop"):
        planned(tmp_path, database(tmp_path, version=26))


def test_the_file_of_another_program_is_never_changed(tmp_path: Path) -> None:
    content = database(tmp_path)
    planned(tmp_path, content, _TOLD)
    assert [path.name for path in tmp_path.iterdir()] == ["f"]
    assert (tmp_path / "f").read_bytes() == content
