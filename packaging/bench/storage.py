"""What a noted rating costs: on disk when it returns, against a bare insert synced to disk."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from acutimer.core.journal import Moment, Rating
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore

_NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
#: A noted rating may take this many times a bare insert that is synced to disk as well.
LIMIT = 3.0


def _now() -> datetime:
    return datetime.now(UTC)


def _ms(call: Callable[[], object]) -> float:
    began_ns = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - began_ns) / 1e6


def measure(rounds: int = 301) -> dict[str, object]:
    """Medians of noting a rating and of a bare fsynced insert of the same size, interleaved."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        database = open_database(Path(folder, "journal.sqlite3"), now=_now, backups=Path(folder))
        store = JournalStore(database, _now)
        bare = sqlite3.connect(Path(folder, "bare.sqlite3"), isolation_level=None)
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, body TEXT)")
        rating = Rating("", 5, Moment.NOW, _NOW, "neck", "left", "after work")
        body = json.dumps({"value": 5, "moment": "now", "site": "neck", "note": "after work"})
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(_ms(lambda: store.add_rating(rating)))
            theirs.append(_ms(lambda: bare.execute("INSERT INTO entry (body) VALUES (?)", (body,))))
        database.close()
        bare.close()
    ratio = median(ours) / median(theirs)
    return {
        "bench": "storage",
        "rounds": rounds,
        "rating_ms": round(median(ours), 3),
        "bare_insert_ms": round(median(theirs), 3),
        "ratio": round(ratio, 2),
        "holds": ratio <= LIMIT,
    }
