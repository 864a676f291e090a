"""Rows of the journal by a condition on ``entry AS e``, and what is read of each.

Must never leave one out in silence: whatever is read says how many entries could not be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from acutimer.core.journal import Entry
from acutimer.storage.database import Database
from acutimer.storage.entry_rows import COLUMNS, entry_of
from acutimer.storage.families import FAMILIES, SHOWN, within
from acutimer.storage.readings import Readings, readings_of

T = TypeVar("T")


class EntryReader:
    """Reads entries of an open database."""

    _database: Database

    def _in_range(
        self,
        kinds: Sequence[str] | None,
        first: datetime | None,
        last: datetime | None,
        read: Callable[[tuple[Any, ...]], T | None],
    ) -> Readings[T]:
        condition, values = within(kinds, first, last)
        return self._each(f"{condition} AND {SHOWN} ORDER BY e.at_us, e.hlc", values, read)

    def _first(
        self, condition: str, values: Sequence[object], table: str = "entry AS e"
    ) -> Entry | None:
        """The first entry that can be read."""
        entries = self._read(f"{condition} LIMIT 1", values, table)
        if entries.unreadable:
            entries = self._read(condition, values, table)
        return entries[0] if entries else None

    def _read(
        self, condition: str, values: Sequence[object], table: str = "entry AS e"
    ) -> Readings[Entry]:
        return self._each(condition, values, entry_of, table)

    def _each(
        self,
        condition: str,
        values: Sequence[object],
        read: Callable[[tuple[Any, ...]], T | None],
        table: str = "entry AS e",
    ) -> Readings[T]:
        """What is read of each row; no more than that is in memory."""
        sql = f"{FAMILIES} SELECT {COLUMNS} FROM {table} WHERE {condition}"  # noqa: S608
        return self._database.taken(sql, values, lambda rows: readings_of(rows, read))
