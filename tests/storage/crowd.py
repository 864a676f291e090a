"""Notes entries one after the other, or takes in a file; test_crowd.py starts several at once.

Run as a program, without Qt: ``crowd.py JOURNAL COUNT`` or ``crowd.py JOURNAL FILE``. Says
``ready``, waits for a line, says ``noted ID`` after each entry, and after the import.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from acutimer.core.importing.plan import make_plan
from acutimer.core.importing.questions import Answers
from acutimer.core.journal import Moment, Rating
from acutimer.storage.database import open_database
from acutimer.storage.imports.opening import read_file
from acutimer.storage.journal_store import JournalStore
from tests.storage.noter import now, say


def main() -> None:
    path, wanted = Path(sys.argv[1]), sys.argv[2]
    store = JournalStore(open_database(path, now=now, backups=path.parent), now, lambda at: "")
    if wanted.isdigit():
        wait()
        for nth in range(int(wanted)):
            say(f"noted {store.add_rating(Rating('', nth % 11, Moment.NOW, now())).id}")
        return
    columns = {"day": "time", "pain": "pain", "words": "note"}
    reading = read_file(Path(wanted))
    plan = make_plan(reading, Answers(zone=ZoneInfo("Europe/Berlin"), columns=columns), now())
    wait()
    came = store.batches.take(plan)
    assert came is not None
    say(f"noted {came.id}")


def wait() -> None:
    say("ready")
    sys.stdin.readline()


if __name__ == "__main__":
    main()
