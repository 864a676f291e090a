"""Writing entries into the journal: each gets its number and clock, and is on disk afterwards.

Must never write half of what belongs together, nor give two entries one number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import datetime

from acutimer.core.journal import Entry
from acutimer.storage.database import Database
from acutimer.storage.entry_rows import INSERT, Pending, entry_of, new_note, row_of, with_offset
from acutimer.storage.sqlite_file import damaged

_HLC_COUNTER_BITS = 16
#: Another machine's clock further ahead than this does not drag ours forward.
_MOST_AHEAD_MS = 24 * 60 * 60 * 1000
_MOST_WHOLE = 2**63 - 1
#: Lets no INSERT OR REPLACE take the place of an entry.
_RULE = "entry_never_comes_twice"


class EntryWriter:
    """Notes entries in an open database; time and zone of a note come from ``now`` and ``zone``."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], zone: Callable[[datetime], str]
    ) -> None:
        self._database = database
        self._now = now
        self._zone = zone

    def append(
        self,
        kind: str,
        body: Mapping[str, object],
        at: datetime | None = None,
        replaces: str | None = None,
    ) -> Entry:
        """Note an entry; on disk when this returns. Raises EntryError or DatabaseError."""
        now = with_offset(self._now())
        # what cannot be noted opens no transaction
        pending = new_note(kind, body, with_offset(at or now), replaces, now, self._zone)
        with self._database.writing() as connection:
            row = self._insert(connection, pending, now)
        entry = entry_of(row)
        assert entry is not None  # we made it this moment
        return entry

    def take_in(self, pending: Iterable[Pending]) -> int:
        """Note all that was kept elsewhere, each once however often it is given; gives how many.

        On disk, all or none, when this returns. Raises EntryError or DatabaseError.
        """
        now, taken = with_offset(self._now()), 0
        with self._database.writing() as connection:
            for one in pending:
                known = connection.execute("SELECT 1 FROM entry WHERE id = ?", (one.id,))
                if known.fetchone() is None:
                    self._insert(connection, one, now)
                    taken += 1
        return taken

    def note_all(self, pending: Iterable[Pending], after_hlc: int = 0) -> int:
        """Note many entries at one stroke, all or none, and give how many.

        ``after_hlc`` is the highest clock among those they replace. Raises EntryError or
        DatabaseError.
        """
        device = self._database.device
        with self._database.writing(many=True) as connection, _without_second_look(connection):
            first, hlc = self._next(with_offset(self._now()), None)
            hlc = max(hlc, after_hlc + 1)
            rows = (row_of(one, device, first + n, hlc + n) for n, one in enumerate(pending))
            return connection.executemany(INSERT, rows).rowcount

    def _insert(
        self, connection: sqlite3.Connection, pending: Pending, now: datetime
    ) -> tuple[object, ...]:
        seq, hlc = self._next(now, pending.replaces)
        row = row_of(pending, self._database.device, seq, hlc)
        connection.execute(INSERT, row)
        return row

    def _next(self, now: datetime, replaces: str | None) -> tuple[int, int]:
        """The next number and clock of this machine; asked within the writing transaction.

        After our own last entry and the one replaced, whatever the wall clock says, and after
        those of other machines unless they are far ahead.
        """
        now_ms = max(0, int(now.timestamp() * 1000))
        farthest = (now_ms + _MOST_AHEAD_MS) << _HLC_COUNTER_BITS
        (last,) = self._database.rows(
            """
            SELECT (SELECT max(seq) FROM entry WHERE device = :device),
                (SELECT hlc FROM entry WHERE device = :device ORDER BY seq DESC LIMIT 1),
                (SELECT hlc FROM entry WHERE id = :replaces),
                (SELECT max(hlc) FROM entry WHERE hlc <= :farthest)
            """,
            {"device": self._database.device, "replaces": replaces, "farthest": farthest},
        )
        try:
            seq, *clocks = (0 if value is None else value for value in last)
            following = seq + 1, max(now_ms << _HLC_COUNTER_BITS, 1 + max(clocks))
            if max(following) <= _MOST_WHOLE:
                return following
        except TypeError:
            pass  # no numbers at all
        raise damaged(self._database.path, "the last entry cannot be read")


@contextmanager
def _without_second_look(connection: sqlite3.Connection) -> Generator[None]:
    """Many entries without the rule that looks each up first, which costs as much as writing it.

    That rule is against INSERT OR REPLACE, and ours replaces nothing: columns that must differ stop
    what is there already. Within one transaction nobody sees the journal without its rule, and one
    that is undone brings the rule back.
    """
    known = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (_RULE,)).fetchone()
    if known is None:  # a damaged journal may have lost it
        yield
        return
    connection.execute(f"DROP TRIGGER {_RULE}")
    yield
    connection.execute(*known)
