"""``kill -9`` at any moment: what was acknowledged is there, and so is a journal at its place."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from acutimer.core.importing.plan import make_plan
from acutimer.core.importing.questions import Answers
from acutimer.core.journal import EntryKind
from acutimer.places import resource_path
from acutimer.storage.backups import back_up, newest_backup
from acutimer.storage.database import Database, open_database
from acutimer.storage.draft_files import keep_drafts
from acutimer.storage.errors import StorageError
from acutimer.storage.exchange.formats import Notes, write_notes
from acutimer.storage.exchange.listing import LISTED_KINDS
from acutimer.storage.imports.opening import read_file
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.rescue import go_back, set_aside
from acutimer.storage.resource_files import load_atlas, load_routine_file
from acutimer.storage.routine_files import save_routine
from tests.storage.versions import write_version

KILLS_EACH = 40
_LONGEST_S = 0.05
_LATER = datetime(2027, 1, 1, tzinfo=UTC)


def now() -> datetime:
    """The time, as the app reads it."""
    return datetime.now().astimezone()


class Profile:
    """A profile that is ill-treated, and what was acknowledged in it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "data" / "journal.sqlite3"
        self.backups = folder / "data" / "backups"
        self.routines = folder / "data" / "routines"
        self.acknowledged: set[str] = set()
        self._asides: dict[str, set[str]] = {}

    def out(self, file_format: str) -> Path:
        """Where what was noted is written to."""
        return self.path.parent / f"out.{file_format}"

    def open(self) -> Database:
        """Its journal."""
        return open_database(self.path, now=now, backups=self.backups)

    def kept(self) -> set[str]:
        """The ids in its journal and in all journals that were set aside."""
        with closing(self.open()) as database:
            fault = database.quick_check()
            assert fault is None, fault
            lost = JournalStore(database, now).unreadable()
            assert lost == 0, f"{lost} could not be read"
            ids = {row[0] for row in database.rows("SELECT id FROM entry")}
        for aside in self.path.parent.glob("journal-*.sqlite3"):
            if aside.name not in self._asides:
                with closing(sqlite3.connect(aside)) as connection:
                    rows = connection.execute("SELECT id FROM entry").fetchall()
                self._asides[aside.name] = {row[0] for row in rows}
            ids |= self._asides[aside.name]
        return ids


Say = Callable[[str], None]


def note(profile: Profile, say: Say) -> None:
    """Ratings, one after the other."""
    store = JournalStore(profile.open(), now)
    while True:
        say(store.append(EntryKind.RATING, {"value": 4, "moment": "now", "note": "x" * 200}).id)


def edit(profile: Profile, say: Say) -> None:
    """Corrections, removals and undoing."""
    store = JournalStore(profile.open(), now)
    while True:
        entry = store.append(EntryKind.RATING, {"value": 4, "moment": "now"})
        say(entry.id)
        changed = store.correct(entry.id, {"value": 5, "moment": "now"})
        say(changed.id)
        say(store.remove(changed.id).id)
        undone = store.undo()
        if undone is not None:
            say(undone[1].id)


def press(profile: Profile, say: Say) -> None:
    """Whole sessions, with the log folded in after each."""
    database = profile.open()
    store = JournalStore(database, now)
    while True:
        began = store.append(EntryKind.SESSION_BEGAN, {"routine": "desk-pause"})
        say(began.id)
        for point in ("GB20", "GB21", "BL10"):
            pressed = {"session": began.id, "point": point, "side": "both", "pressed_ms": 30_000}
            say(store.append(EntryKind.PRESS_ENDED, pressed).id)
        say(store.append(EntryKind.SESSION_ENDED, {"session": began.id}).id)
        database.checkpoint()


def migrate(profile: Profile, say: Say) -> None:
    """A journal of the first version, opened by this one, again and again."""
    for number in count():
        old = profile.path.parent / f"old-{os.getpid()}-{number}" / "journal.sqlite3"
        write_version(old, 1)
        open_database(old, now=now, backups=old.parent / "backups").close()
        with closing(open_database(old, now=now, backups=old.parent / "backups")) as database:
            assert JournalStore(database, now).unreadable() == 0
        say("")


def back_up_often(profile: Profile, say: Say) -> None:
    """Backups between notes."""
    store = JournalStore(profile.open(), now)
    while True:
        say(store.append(EntryKind.RATING, {"value": 4, "moment": "now"}).id)
        back_up(profile.path, profile.backups, now())


def go_back_often(profile: Profile, say: Say) -> None:
    """A note, a backup, a note that it lacks, and back to the backup."""
    while True:
        with closing(profile.open()) as database:
            store = JournalStore(database, now)
            say(store.append(EntryKind.RATING, {"value": 4, "moment": "now"}).id)
            if newest_backup(profile.backups) is None:
                back_up(profile.path, profile.backups, now())
            say(store.append(EntryKind.RATING, {"value": 5, "moment": "now"}).id)
        backup = newest_backup(profile.backups)
        assert backup is not None
        if random.random() < 0.5:
            go_back(backup, profile.path, now())
        else:
            set_aside(profile.path, now=now(), backups=profile.backups)
        say("")


def write_routines(profile: Profile, say: Say) -> None:
    """Routines of one's own, and drafts."""
    atlas = load_atlas(resource_path("points.toml"))[0]
    routine = load_routine_file(resource_path("routine-example.toml"), atlas)
    while True:
        save_routine(profile.routines, routine)
        keep_drafts(profile.routines, [routine])
        say("")


def bring_in(profile: Profile, say: Say) -> None:
    """Tables of other programs, each as one import, every second one taken back."""
    store, zone = JournalStore(profile.open(), now), ZoneInfo("Europe/Berlin")
    columns = {"when": "time", "pain": "pain", "words": "note"}
    for number in count():
        table = profile.path.parent / f"table-{os.getpid()}-{number}.csv"
        rows = (f"2026-01-{day:02} 08:{number % 60:02},4,{os.getpid()}" for day in range(1, 29))
        table.write_text("\n".join(("when,pain,words", *rows)))
        plan = make_plan(read_file(table), Answers(zone=zone, columns=columns), _LATER)
        entry = store.batches.take(plan)
        if entry is not None:
            say(entry.id)
            if number % 2:
                say(store.remove(entry.id).id)


def take_out(profile: Profile, say: Say) -> None:
    """A note, and a file with everything in place of the one before."""
    store = JournalStore(profile.open(), now)
    while True:
        say(store.append(EntryKind.RATING, {"value": 4, "moment": "now"}).id)
        notes = Notes(store.entries(LISTED_KINDS), {}, now())
        for file_format in ("json", "csv", "fhir"):
            write_notes(file_format, profile.out(file_format), notes, force=True)


_AT_THE_JOURNAL = (note, edit, press, migrate, back_up_often, go_back_often)
WORK = (*_AT_THE_JOURNAL, write_routines, bring_in, take_out)


def kill_once(
    profile: Profile, work: Callable[[Profile, Say], None], wait_s: float, *, working: bool
) -> list[str]:
    """Let a child work, kill it after so long, and give what it acknowledged.

    The time runs from its first acknowledgement where it shall be ``working``, or from its birth.
    """
    reads, writes = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reads)
        random.seed()
        try:
            work(profile, lambda said: os.write(writes, f"{said}\n".encode()) and None)
        except BaseException as fault:  # noqa: BLE001 - the parent is told
            os.write(writes, f"!{type(fault).__name__}: {fault}\n".encode())
        os._exit(1)
    os.close(writes)
    said = os.read(reads, 65536) if working else b""
    until = time.monotonic() + wait_s
    while (left_s := until - time.monotonic()) > 0:
        if select.select([reads], [], [], left_s)[0]:
            more = os.read(reads, 65536)
            said += more
            if not more:
                break
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while more := os.read(reads, 65536):
        said += more
    os.close(reads)
    return said.decode().split("\n")[:-1]


def soak(kills: int, seed: int) -> dict[str, object]:
    """Kill so often, and look after each."""
    chance = random.Random(seed)
    lost: list[str] = []
    faults: list[str] = []
    acknowledged = missing = done = 0
    while done < kills:
        with tempfile.TemporaryDirectory() as name:
            profile = Profile(Path(name))
            profile.open().close()
            for _ in range(min(KILLS_EACH, kills - done)):
                work, wait_s = WORK[done % len(WORK)], chance.uniform(0, _LONGEST_S)
                said = kill_once(profile, work, wait_s, working=chance.random() < 0.75)
                faults += [f"{work.__name__}: {line}" for line in said if line.startswith("!")]
                ids = {line for line in said if line and not line.startswith("!")}
                acknowledged += len(ids)
                profile.acknowledged |= ids
                missing += not profile.path.exists()
                try:
                    gone = profile.acknowledged - profile.kept()
                    lost += sorted(gone)
                    profile.acknowledged -= gone
                    _require_whole_routines(profile)
                    _require_whole_imports(profile)
                    _require_whole_files(profile)
                except (AssertionError, StorageError, sqlite3.Error) as fault:
                    faults.append(f"after {work.__name__}: {fault}")
                done += 1
            parts = len(list(profile.path.parent.glob(".*.part*")))
            faults += [f"{parts} parts were left"] if parts else []
        print(f"{done} of {kills} kills", end="\r", file=sys.stderr)
    return {
        "kills": done,
        "acknowledged": acknowledged,
        "lost": len(lost),
        "without_journal": missing,
        "faults": faults[:10],
        "holds": not (lost or missing or faults) and acknowledged > done // 4,
    }


def _require_whole_routines(profile: Profile) -> None:
    atlas = load_atlas(resource_path("points.toml"))[0]
    for path in profile.routines.rglob("*.toml"):
        load_routine_file(path, atlas)


def _require_whole_imports(profile: Profile) -> None:
    """Every import has all that came with it, or none of it."""
    marked = "json_extract(body, '$.import.batch')"
    with closing(profile.open()) as database:
        came = database.rows(
            f"SELECT {marked}, count(*) FROM entry WHERE {marked} IS NOT NULL"
            " AND kind <> 'tombstone' GROUP BY 1"
        )
        said = database.rows(
            "SELECT json_extract(body, '$.batch'), json_extract(body, '$.entries') FROM entry"
            " WHERE kind = 'import'"
        )
    assert dict(came) == dict(said), "half an import"


def _require_whole_files(profile: Profile) -> None:
    """Every file that left is whole."""
    for file_format in ("json", "fhir"):
        if profile.out(file_format).exists():
            json.loads(profile.out(file_format).read_bytes())
    if profile.out("csv").exists():
        assert profile.out("csv").read_bytes().endswith(b"\r\n"), "half a table"
