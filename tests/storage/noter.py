"""Forks children that note and press until they are killed; test_kill.py decides when.

Speaks in lines: for each line it gets it forks a child and says ``child PID``; the child says
``noted ID`` after each entry; when it is dead, ``gone``. Run as a program, without Qt.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore


def now() -> datetime:
    return datetime.now().astimezone()


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # in one piece, however the child ends


def note_until_killed(path: Path) -> None:
    store = JournalStore(open_database(path, now=now, backups=path.parent), now, lambda at: "")
    while True:
        began = store.append(EntryKind.SESSION_BEGAN, {"routine": "desk-pause"})
        say(f"noted {began.id}")
        for point in ("GB20", "GB21", "BL10"):
            press = {"session": began.id, "point": point, "side": "both", "pressed_s": 30.0}
            say(f"noted {store.append(EntryKind.PRESS_ENDED, press).id}")
            rating = Rating("", 5, Moment.NOW, now(), "neck", note="x" * 200, session=began.id)
            say(f"noted {store.add_rating(rating).id}")
        say(f"noted {store.append(EntryKind.SESSION_ENDED, {'session': began.id}).id}")


def main() -> None:
    path = Path(sys.argv[1])
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                note_until_killed(path)
            finally:
                os._exit(1)
        say(f"child {pid}")
        os.waitpid(pid, 0)
        say("gone")


if __name__ == "__main__":
    main()
