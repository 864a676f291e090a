"""Health Connect: the headaches of its database, each by its own offset."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from acutimer.core.importing.questions import Answers
from acutimer.storage.imports.errors import ImportFault
from tests.storage.imports.files import bodies, planned

_TOLD = Answers(words={"Moderate": "5"})
_ROWS = [
    # 2026-03-02 08:15 +01:00 until 10:30
    (1772435700000, 1772443800000, 3600, 3600, 26, 2, "at work"),
    (1772522100000, 1772522100000, -18000, -18000, 26, 0, None),
    (1772522100000, 1772522100000, 3600, 3600, 3, 2, "the back"),
    (1772522100000, 1772522100000, 3600, 3600, 26, 9, "no such severity"),
]


def zipped(tmp_path: Path, table: str = "symptom_record_table") -> bytes:
    path = tmp_path / "made.db"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute(
            f"CREATE TABLE {table} (row_id INTEGER PRIMARY KEY, uuid BLOB, device_info_id INTEGER,"
            " start_time INTEGER, end_time INTEGER, start_zone_offset INTEGER,"
            " end_zone_offset INTEGER, symptom_type INTEGER, severity INTEGER, notes TEXT)"
        )
        made.executemany(
            f"INSERT INTO {table} (start_time, end_time, start_zone_offset, end_zone_offset,"
            " symptom_type, severity, notes) VALUES (?, ?, ?, ?, ?, ?, ?)",
            _ROWS,
        )
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.write(path, "health_connect_export.db")
    path.unlink()
    return packed.getvalue()


def test_headaches_are_taken_and_words_asked(tmp_path: Path) -> None:
    content = zipped(tmp_path)
    assert [one.flag for one in planned(tmp_path, content).waiting] == [
        "--map 'Moderate=0..10|none'"
    ]
    plan = planned(tmp_path, content, _TOLD)
    assert (plan.taken, len(plan.refused)) == (2, 1)
    first, second = bodies(plan)
    assert (first["worst"], first["note"]) == (5, "Moderate\nat work")
    assert first["ended_at"] == "2026-03-02T10:30:00+01:00"
    assert second == {"state": "end_unknown"}
    assert [row.notes[0].at.isoformat() for row in plan.rows] == [
        "2026-03-02T08:15:00+01:00",
        "2026-03-03T02:15:00-05:00",
    ]


def test_a_file_without_symptoms_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="no symptoms"):
        planned(tmp_path, zipped(tmp_path, "steps_record_table"))
