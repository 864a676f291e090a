"""Loop Habit Tracker's zip file: the names in Habits.csv, the days in a folder for each habit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.core.importing.reading import Reading, Row
from acutimer.core.importing.refusing import Refused
from acutimer.storage.imports.archives import content_of, opened
from acutimer.storage.imports.errors import ImportFault
from acutimer.storage.imports.loop import HabitDay, reading_of
from acutimer.storage.imports.table import MOST_ROWS, numbered_bytes, table_of

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

HABITS = "Habits.csv"
_DAYS = re.compile(r"(?:.*/)?(\d{1,6}) ?[^/]*/Checkmarks\.csv")


def read_zip(path: Path) -> Reading[HabitDay]:
    """The days of all habits; raises ImportFault."""
    with opened(path) as archive:
        names = archive.infolist()
        habits = _habits(archive, next(one for one in names if _is_list(one)))
        rows: list[Row[HabitDay]] = []
        refused: list[Refused] = []
        for member in names:
            found = _DAYS.fullmatch(member.filename)
            if found is not None and (habit := habits.get(int(found[1]))) is not None:
                _add_days(archive, member, habit, rows, refused)
    return reading_of(rows, refused)


def _is_list(member: ZipInfo) -> bool:
    return member.filename.rpartition("/")[2] == HABITS


def _habits(archive: ZipFile, member: ZipInfo) -> dict[int, tuple[str, bool]]:
    """Name of each habit by its place, and whether it is of numbers."""
    table = table_of(numbered_bytes(content_of(archive, member)))
    habits: dict[int, tuple[str, bool]] = {}
    for row in table.rows:
        place, name = row.value["Position"].strip(), row.value["Name"].strip()
        if place.isascii() and place.isdecimal() and len(place) < 7 and name:
            habits[int(place)] = name, row.value["Type"].strip() == "NUMERICAL"
    if not habits:
        raise ImportFault("The zip file names no habits; nothing was changed.")
    return habits


def _add_days(
    archive: ZipFile,
    member: ZipInfo,
    habit: tuple[str, bool],
    rows: list[Row[HabitDay]],
    refused: list[Refused],
) -> None:
    name, is_number = habit
    table = table_of(numbered_bytes(content_of(archive, member)))
    refused += [Refused(one.line, name, one.reason) for one in table.refused]
    for row in table.rows:
        cells = row.value
        said = HabitDay(
            name, is_number, cells["Date"].strip(), cells["Value"].strip(), cells["Notes"]
        )
        rows.append(Row(row.line, said))
    if len(rows) > MOST_ROWS:
        raise ImportFault(f"The zip file has more than {MOST_ROWS} days; nothing was changed.")
