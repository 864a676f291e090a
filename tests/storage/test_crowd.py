"""Two programs that note 500 entries each while a third takes in a file: all of it is there."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from acutimer.core.journal import EntryKind
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore

NOTES_EACH, ROWS = 500, 3000
ROOT = Path(__file__).parents[2]


def now() -> datetime:
    return datetime(2030, 1, 1, tzinfo=UTC)


def test_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    path, table = tmp_path / "journal.sqlite3", tmp_path / "any.csv"
    rows = (
        f"2020-{1 + n // 28 % 12:02}-{1 + n % 28:02} {n % 24:02}:{n // 24 % 60:02},{n % 11},{n}"
        for n in range(ROWS)
    )
    table.write_text("\n".join(("day,pain,words", *rows)), encoding="utf-8")
    crowd = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.storage.crowd", str(path), str(wanted)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for wanted in (NOTES_EACH, NOTES_EACH, table)
    ]
    for one in crowd:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in crowd:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [[line.split()[1] for line in one.communicate()[0].splitlines()] for one in crowd]
    assert [one.returncode for one in crowd] == [0, 0, 0]
    assert list(map(len, said)) == [NOTES_EACH, NOTES_EACH, 1]
    noted = {*said[0], *said[1]}
    assert len(noted) == 2 * NOTES_EACH

    with closing(open_database(path, now=now, backups=tmp_path)) as database:
        assert database.quick_check() is None
        store = JournalStore(database, now)
        ids = {entry.id for entry in store.entries((EntryKind.RATING,))}
        assert noted <= ids
        assert len(ids) == 2 * NOTES_EACH + ROWS
        numbers = database.rows("SELECT seq, hlc FROM entry ORDER BY seq")
        assert [seq for seq, _ in numbers] == list(range(1, len(numbers) + 1))
        clocks = [hlc for _, hlc in numbers]
        assert clocks == sorted(set(clocks))
        assert store.unreadable() == 0
        store.remove(said[2][0])
        left = {entry.id for entry in store.entries((EntryKind.RATING,))}
        assert left == noted, "what came with the file goes with it, and nothing else"
