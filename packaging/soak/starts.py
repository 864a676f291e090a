"""Eight first starts at once, again and again: nothing that one noted is hidden by another."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from acutimer.core.journal import EntryKind
from acutimer.storage.database import open_database
from acutimer.storage.errors import StorageError
from acutimer.storage.journal_store import JournalStore

PROCESSES = 8


def now() -> datetime:
    """The time, as the app reads it."""
    return datetime.now().astimezone()


def _start(path: Path, go: int, tell: int) -> None:
    os.read(go, 1)  # all wait for the end of this pipe
    try:
        store = JournalStore(open_database(path, now=now, backups=path.parent / "backups"), now)
        said = store.append(EntryKind.RATING, {"value": 4, "moment": "now"}).id
    except StorageError as fault:
        said = f"!{fault.sentence}"
    os.write(tell, f"{said}\n".encode())
    os.read(go, 1)
    os._exit(0)


def soak(rounds: int, _: int) -> dict[str, object]:
    """So many rounds; the seed changes nothing, chance is the system's."""
    hidden = faults = devices = 0
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name, "profile", "data", "journal.sqlite3")
            go_reads, go_writes = os.pipe()
            reads, writes = os.pipe()
            children = []
            for _ in range(PROCESSES):
                pid = os.fork()
                if pid == 0:
                    os.close(go_writes)
                    _start(path, go_reads, writes)
                children.append(pid)
            os.close(writes)
            os.close(go_writes)
            said = b""
            while more := os.read(reads, 65536):
                said += more
            for pid in children:
                os.waitpid(pid, 0)
            os.close(reads)
            os.close(go_reads)
            lines = said.decode().splitlines()
            with closing(open_database(path, now=now, backups=path.parent)) as database:
                there = {row[0] for row in database.rows("SELECT id FROM entry")}
                devices += len(database.rows("SELECT id FROM device")) - 1
            noted = {line for line in lines if not line.startswith("!")}
            faults += PROCESSES - len(noted)
            hidden += len(noted - there)
            hidden += len(list(path.parent.glob("*damaged*")))
        print(f"{number} of {rounds} rounds", end="\r", file=sys.stderr)
    return {
        "rounds": rounds,
        "processes": PROCESSES,
        "hidden": hidden,
        "faults": faults,
        "devices_too_many": devices,
        "holds": not (hidden or faults or devices),
    }
