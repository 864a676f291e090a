"""What a reading function gives: the values, and how many entries could not be read.

Must never let an entry that cannot be read go by uncounted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")


class Readings(list[T]):
    """What was read, in order; ``unreadable`` is how many entries could not be."""

    def __init__(self, values: Iterable[T] = (), unreadable: int = 0) -> None:
        super().__init__(values)
        self.unreadable = unreadable


def readings_of(rows: Iterable[S], read: Callable[[S], T | None]) -> Readings[T]:
    """What is read of each row, and how many rows cannot be; counts on with rows counted so."""
    unreadable = rows.unreadable if isinstance(rows, Readings) else 0
    values: Readings[T] = Readings(unreadable=unreadable)
    for row in rows:
        value = read(row)
        if value is None:
            values.unreadable += 1
        else:
            values.append(value)
    return values
