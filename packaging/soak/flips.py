"""One bit of a journal turned over: no traceback, no changed note, and every lost one is said."""

from __future__ import annotations

import contextlib
import io
import json
import random
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from acutimer.cli import run
from acutimer.core.journal import Entry, EntryKind
from acutimer.places import Places, places_for
from acutimer.storage.backups import back_up, newest_backup
from acutimer.storage.database import open_database
from acutimer.storage.errors import StorageError
from acutimer.storage.journal_store import JournalStore

_START = datetime(2026, 3, 1, 9, tzinfo=UTC)
ENTRIES = 60
#: Every so often the verbs are asked too: they take longer.
_VERBS_EVERY = 40


def _noted(places: Places) -> tuple[dict[str, Entry], bytes, bytes]:
    """A journal with ratings, sessions, corrections and a removal.

    Gives what it holds, its file and the log beside it, as a kill would leave both.
    """
    moment = _START

    def now() -> datetime:
        return moment

    with closing(open_database(places.database, now=now, backups=places.backups)) as database:
        store = JournalStore(database, now)
        for number in range(ENTRIES):
            moment = _START + timedelta(hours=number)
            body = {"value": number % 11, "moment": "now", "note": f"note {number} " + "x" * 60}
            entry = store.append(EntryKind.RATING, body)
            if number % 10 == 3:
                store.correct(entry.id, {**body, "value": 0})
            if number % 10 == 5:
                store.append(EntryKind.SESSION_BEGAN, {"routine": "desk-pause"})
            if number % 20 == 7:
                store.remove(entry.id)
        store.append(EntryKind.SAFETY_ANSWERS, {"n": 1})
        log = places.database.with_name(f"{places.database.name}-wal")
        entries = {entry.id: entry for entry in store.entries()}
        return entries, places.database.read_bytes(), log.read_bytes()


def soak(flips: int, seed: int) -> dict[str, object]:
    """Turn so many bits over, one in a fresh journal each time."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        places = places_for(Path(name))
        noted, file, log = _noted(places)
        folded = places.database.read_bytes()
        back_up(places.database, places.backups, _START)
        counts = {"tracebacks": 0, "changed": 0, "unsaid": 0, "refused": 0, "dropped": 0}
        shown: list[str] = []
        for number in range(flips):
            # every other one with its log, as a killed acutimer leaves it
            sound = file + log if number % 2 else folded
            bit = chance.randrange(len(sound) * 8)
            content = bytearray(sound)
            content[bit // 8] ^= 1 << bit % 8
            parts = (content[: len(file)], content[len(file) :]) if number % 2 else (content, b"")
            _put(places.database, *parts)
            try:
                _look(places, noted, counts, bit, shown)
                if number % _VERBS_EVERY < 2:
                    _put(places.database, *parts)
                    _ask_verbs(Path(name), noted, counts, bit, shown)
            except Exception:  # noqa: BLE001 - any is what is counted here
                counts["tracebacks"] += 1
                shown.append(f"bit {bit}: {traceback.format_exc(limit=-2)}")
            if number % 100 == 0:
                print(f"{number} of {flips} flips", end="\r", file=sys.stderr)
    holds = not (counts["tracebacks"] or counts["changed"] or counts["unsaid"])
    return {"flips": flips, **counts, "shown": shown[:5], "holds": holds}


def _put(path: Path, file: bytes, log: bytes) -> None:
    """A journal with the log beside it, and nothing of the one before."""
    for left in path.parent.glob("journal*sqlite3*"):
        left.unlink()
    path.write_bytes(file)
    if log:
        path.with_name(f"{path.name}-wal").write_bytes(log)


def _look(
    places: Places, noted: dict[str, Entry], counts: dict[str, int], bit: int, shown: list[str]
) -> None:
    try:
        with closing(
            open_database(places.database, now=lambda: _START, backups=places.backups)
        ) as database:
            store = JournalStore(database, lambda: _START)
            lost, fault = store.unreadable(), database.quick_check()
            entries = store.entries()
            for look in _LOOKS:
                look(store)
    except StorageError as refused:
        _require_sentence(refused)
        assert newest_backup(places.backups) is not None
        counts["refused"] += 1
        return
    changed = [entry.id for entry in entries if noted.get(entry.id, entry) != entry]
    # Where a correction cannot be read, what it corrected still does not show.
    dropped = len(set(noted) - {entry.id for entry in entries})
    counts["changed"] += len(changed)
    counts["dropped"] += dropped
    if dropped and not lost and not fault:
        counts["unsaid"] += 1
        shown.append(f"bit {bit}: {dropped} dropped and nothing said")


def _require_sentence(fault: StorageError) -> None:
    assert fault.sentence.isprintable(), fault.sentence


_LOOKS: tuple[Callable[[JournalStore], object], ...] = (
    lambda store: store.ratings(_START, _START + timedelta(days=1)),
    lambda store: store.sessions(),
    lambda store: store.latest(EntryKind.SAFETY_ANSWERS),
    lambda store: store.latest_certain(EntryKind.SAFETY_ANSWERS),
    lambda store: store.first_at(),
    lambda store: store.unfinished_session(),
    lambda store: store.append(EntryKind.RATING, {"value": 1, "moment": "now"}),
    lambda store: store.undo(),
)


def _ask_verbs(
    home: Path, noted: dict[str, Entry], counts: dict[str, int], bit: int, shown: list[str]
) -> None:
    """The same as a script meets it."""
    target = home / "out.csv"
    for words in (
        ["log", "list", "--json"],
        ["log", "list"],
        ["log", "export", "--force", "--format", "csv", str(target)],
        ["backup", "list"],
        ["log", "add", "4"],
    ):
        out, said = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
            code = run(["--home", str(home), *words])
        assert code in (0, 2), words
        if words[-1] == "--json" and code == 0 and not said.getvalue():
            ids = {row["id"] for row in json.loads(out.getvalue())["entries"]}
            ratings = {entry.id for entry in noted.values() if entry.kind == EntryKind.RATING}
            if ratings - ids:
                counts["unsaid"] += 1
                shown.append(f"bit {bit}: log list says nothing of {len(ratings - ids)}")
