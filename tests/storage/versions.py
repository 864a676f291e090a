"""Journals as each version of acutimer wrote them, made by the SQL of that version."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from acutimer.storage.checksums import checksum
from acutimer.storage.migrating import MIGRATIONS
from acutimer.storage.sqlite_file import APPLICATION_ID

VERSIONS = range(1, len(list(MIGRATIONS.glob("*.sql"))) + 1)
#: id, kind, replaces, body
ENTRIES = (
    ("e1", "rating", None, {"value": 6, "moment": "before", "note": "naïve 痛", "session": "s"}),
    ("e2", "session_ended", None, {"session": "s", "routine": "desk-pause", "planned_s": 210}),
    ("e3", "rating", "e1", {"value": 5, "moment": "before", "session": "s"}),
    ("e4", "weather", None, {"hPa": 1013}),
)


def write_version(path: Path, version: int) -> None:
    """Make a journal of that version with the entries above."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.create_function("entry_checksum", 10, checksum)
        for step in sorted(MIGRATIONS.glob("*.sql"))[:version]:
            connection.executescript(step.read_text())
        connection.execute("INSERT INTO device VALUES ('d', 1)")
        for number, (identifier, kind, replaces, body) in enumerate(ENTRIES, 1):
            row = (identifier, "d", number, number << 16, kind, 1_700_000_000_000_000 + number)
            row = (*row, 3600, "Europe/Berlin", replaces, json.dumps(body))
            if version >= 2:
                row = (*row, checksum(*row))
            connection.execute(f"INSERT INTO entry VALUES ({', '.join('?' * len(row))})", row)
        connection.execute(f"PRAGMA user_version = {version}")
