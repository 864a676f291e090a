"""Android's Health Connect: the headaches in the database of its zip file.

Must never look at the device or the program that noted something.
"""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import Found, Reading, Row
from acutimer.core.importing.refusing import Refused
from acutimer.core.importing.values import plain_words
from acutimer.storage.imports.archives import opened
from acutimer.storage.imports.errors import ImportFault
from acutimer.storage.imports.foreign_database import columns_of, reading
from acutimer.storage.imports.severity import WORDS, headache_of
from acutimer.storage.imports.table import MOST_ROWS
from acutimer.storage.private_files import FILE_MODE

MEMBER = "health_connect_export.db"
_TABLE = "symptom_record_table"
_OTHER_TABLES = ("application_info_table", "steps_record_table")
_NEEDED = {"start_time", "end_time", "symptom_type", "severity"}
_HEADACHE = 26
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_MS, _MOST_OFFSET_S = 10**13, 18 * 3600
#: A database of years of steps; what is larger is no such file.
_MOST_BYTES = 4 << 30
_CHUNK_BYTES = 1 << 20


class SymptomRecord(NamedTuple):
    """A headache as it stands in the database; offsets in seconds, None where not known."""

    began_ms: int
    ended_ms: int
    offset_s: int | None
    end_offset_s: int | None
    severity: int
    note: str


def read_zip(path: Path) -> Reading[SymptomRecord]:
    """The headaches of a zip file, counted from 1; raises ImportFault."""
    with TemporaryDirectory(prefix="acutimer-") as folder:  # 0700
        database = Path(folder, MEMBER)
        with opened(path) as archive:
            member = next(one for one in archive.infolist() if is_export(one.filename))
            if member.file_size > _MOST_BYTES:
                raise ImportFault("The zip file holds more than any diary; nothing was changed.")
            database.touch(FILE_MODE)
            with archive.open(member) as packed, database.open("wb") as file:
                shutil.copyfileobj(packed, file, _CHUNK_BYTES)
        return read_database(database)


def is_export(name: str) -> bool:
    """Whether a member of a zip file is the database."""
    return name.rpartition("/")[2] == MEMBER


def is_theirs(connection: sqlite3.Connection) -> bool:
    """Whether a database is one of Health Connect, with symptoms or from before it kept them."""
    return any(columns_of(connection, table) for table in (_TABLE, *_OTHER_TABLES))


def read_database(path: Path) -> Reading[SymptomRecord]:
    """The headaches of a database; raises ImportFault."""
    with reading(path) as connection:
        columns = columns_of(connection, _TABLE)
        if not columns >= _NEEDED:
            raise ImportFault(
                "This file of Health Connect holds no symptoms; nothing was changed. Only newer "
                "phones keep them there."
            )
        first, last, note = (
            name if name in columns else "NULL"
            for name in ("start_zone_offset", "end_zone_offset", "notes")
        )
        found = connection.execute(
            f"SELECT start_time, end_time, {first}, {last}, severity, {note} FROM {_TABLE}"  # noqa: S608
            " WHERE symptom_type = ? ORDER BY start_time LIMIT ?",
            (_HEADACHE, MOST_ROWS),
        ).fetchall()
    rows: list[Row[SymptomRecord]] = []
    refused: list[Refused] = []
    for place, (*numbers, words) in enumerate(found, start=1):
        record = _record(numbers, str(words or ""))
        if record is None:
            refused.append(Refused(place, "", "its times or how strong it was cannot be read."))
        else:
            rows.append(Row(place, record))
    return Reading("health-connect", tuple(rows), _note, tuple(refused))


def _record(numbers: list[object], note: str) -> SymptomRecord | None:
    began, ended, first, last, severity = numbers
    if not isinstance(began, int) or not isinstance(severity, int):
        return None
    ended = began if ended is None else ended
    if not isinstance(ended, int) or not (0 <= began < _MOST_MS and 0 <= ended < _MOST_MS):
        return None
    if not 0 <= severity <= len(WORDS):
        return None
    offsets = [one if _is_offset(one) else None for one in (first, last)]
    return SymptomRecord(began, ended, offsets[0], offsets[1], severity, note)  # type: ignore[arg-type]


def _is_offset(value: object) -> bool:
    return isinstance(value, int) and abs(value) <= _MOST_OFFSET_S


def _note(record: SymptomRecord, asking: Asking) -> Found:
    at = _moment(record.began_ms, record.offset_s, asking)
    until = _moment(record.ended_ms, record.end_offset_s or record.offset_s, asking)
    word = WORDS[record.severity - 1] if record.severity else ""
    note = headache_of(at, until, word, plain_words(record.note), "end_time", asking)
    return Found((str(record.began_ms), str(record.ended_ms), word), record.note, (note,))


def _moment(at_ms: int, offset_s: int | None, asking: Asking) -> datetime:
    at = _EPOCH + timedelta(milliseconds=at_ms)
    return (
        asking.here(at)
        if offset_s is None
        else at.astimezone(timezone(timedelta(seconds=offset_s)))
    )
