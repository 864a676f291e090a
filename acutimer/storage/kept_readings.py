"""The ratings and sessions of the days read last, so that moving on reads only what comes new.

Must never give anything older than the file: whoever writes into it, all is read anew.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from acutimer.core.journal import Rating, SessionNote
from acutimer.storage.readings import Readings

if TYPE_CHECKING:
    from acutimer.storage.database import Database

T = TypeVar("T", Rating, SessionNote)
#: Reads what lies from one moment until before another, in order.
Read = Callable[[datetime, datetime], Readings[T]]


class KeptReadings:
    """What was read last of one journal; ``ratings`` and ``sessions`` are those of its store."""

    def __init__(
        self, database: Database, ratings: Read[Rating], sessions: Read[SessionNote]
    ) -> None:
        self._database = database
        self._version: object = None
        self._ratings, self._sessions = _Kept(ratings), _Kept(sessions)

    def ratings(self, first: datetime, last: datetime) -> Readings[Rating]:
        """The ratings from ``first`` until before ``last``; raises DatabaseError."""
        self._forget_old()
        return self._ratings.between(first, last)

    def sessions(self, first: datetime, last: datetime) -> Readings[SessionNote]:
        """The ended sessions of these days; raises DatabaseError."""
        self._forget_old()
        return self._sessions.between(first, last)

    def _forget_old(self) -> None:
        # asked before anything is read: what is written meanwhile is seen the next time
        version = self._database.version
        if version != self._version:
            self._version = version
            self._ratings.forget()
            self._sessions.forget()


class _Kept(Generic[T]):
    """What was read last of one kind, without a hole in between."""

    def __init__(self, read: Read[T]) -> None:
        self._read = read
        self._span: tuple[datetime, datetime] | None = None
        self._values: Readings[T] = Readings()

    def forget(self) -> None:
        self._span, self._values = None, Readings()

    def between(self, first: datetime, last: datetime) -> Readings[T]:
        span, kept = self._span, self._values
        # with entries that cannot be read, of which nobody knows when they were, all is read anew
        if span is None or last < span[0] or span[1] < first or kept.unreadable:
            found = self._read(first, last)
        else:
            before = self._read(first, span[0]) if first < span[0] else Readings[T]()
            after = self._read(span[1], last) if span[1] < last else Readings[T]()
            inside = (one for one in kept if first <= one.at < last)
            found = Readings((*before, *inside, *after), before.unreadable + after.unreadable)
        self._span, self._values = (first, last), found
        return found
