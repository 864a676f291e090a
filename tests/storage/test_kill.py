"""Whatever was answered "noted" is there after ``kill -9`` at any moment: 200 of them."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from acutimer.core.journal import EntryKind
from acutimer.storage.journal_store import JournalStore
from tests.storage.journals import OpenJournal, WallClock

DATABASES, KILLS_EACH = 10, 20
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")


class Noter:
    """The program that notes, and what it says."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.noter", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout

    def kill_one_after(self, wait_s: float, *, noting: bool) -> list[str]:
        """Start a child, kill it after so long, and give the ids it said it had noted.

        The time runs from its start, or from its first entry when it shall be ``noting``.
        """
        self._stdin.write(b"go\n")
        said = b""
        while (
            b"child " not in said or not said.endswith(b"\n") or (noting and b"noted " not in said)
        ):
            said += self._more()
        pid = next(int(line.split()[1]) for line in said.splitlines() if b"child" in line)
        until = time.monotonic() + wait_s
        while (left_s := until - time.monotonic()) > 0:
            if select.select([self._stdout], [], [], left_s)[0]:
                said += self._more()
        os.kill(pid, signal.SIGKILL)
        while not said.endswith(b"gone\n"):
            said += self._more()
        return [line.split()[1] for line in said.decode().splitlines() if "noted" in line]

    def _more(self) -> bytes:
        content = os.read(self._stdout.fileno(), 65536)
        assert content, "the noting program has ended"
        return content

    def end(self) -> None:
        self._stdin.close()
        assert self._process.wait() == 0
        self._stdout.close()


@pytest.mark.parametrize("seed", range(DATABASES))
def test_nothing_that_was_noted_is_lost(
    open_journal: OpenJournal, path: Path, now: WallClock, seed: int
) -> None:
    chance = random.Random(seed)
    noter = Noter(path)
    noted: list[str] = []
    for kill in range(KILLS_EACH):
        said = noter.kill_one_after(chance.uniform(0, 0.03), noting=kill % 4 > 0)
        noted += said
        database = open_journal()
        assert database.quick_check() is None
        rows = database.rows("SELECT id, seq, hlc FROM entry ORDER BY seq")
        assert {row[0] for row in rows} >= set(noted)
        # At most the one entry in hand is there without having been answered.
        assert len(rows) <= len(noted) + KILLS_EACH
        assert [row[1] for row in rows] == list(range(1, len(rows) + 1))
        assert [row[2] for row in rows] == sorted({row[2] for row in rows})
        _require_presses(JournalStore(database, now), said)
        database.close()
    noter.end()
    assert len(noted) >= KILLS_EACH * 3 // 4


def _require_presses(store: JournalStore, said: list[str]) -> None:
    """A session cut short offers every press of it that was answered."""
    open_presses: set[str] = set()
    for identifier in said:
        entry = store.by_id(identifier)
        assert entry is not None
        if entry.kind in (EntryKind.SESSION_BEGAN, EntryKind.SESSION_ENDED):
            open_presses = set()
        elif entry.kind == EntryKind.PRESS_ENDED:
            open_presses.add(identifier)
    unfinished = store.unfinished_session()
    if unfinished is not None:
        assert {press.id for press in unfinished.presses} >= open_presses
    elif open_presses:  # killed between the ending and its answer
        ending = store.latest(EntryKind.SESSION_ENDED)
        assert ending is not None
        assert ending.id not in said
