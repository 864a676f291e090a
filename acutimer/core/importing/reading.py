"""A file of another program as rows that nobody has understood yet, and what a row says.

Must never hold where somebody was, a PIN, or the name of a device.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.refusing import Refused
from acutimer.core.journal import EntryKind

T = TypeVar("T")


class Noting(NamedTuple):
    """An entry to be noted; ``zone`` is an IANA name or empty, ``id`` its own where it has one."""

    kind: EntryKind
    at: datetime
    body: dict[str, object]
    zone: str = ""
    id: str = ""


class Found(NamedTuple):
    """What a row says: entries, none where it says nothing of pain.

    ``key`` is by what the row is known again, ``content`` all of it: rows with one key that differ
    are two notes, rows that are alike are one.
    """

    key: tuple[str, ...]
    content: str
    notes: Sequence[Noting] = ()


class Row(NamedTuple, Generic[T]):
    """A row as it was read, with its line."""

    line: int
    value: T


class SeenColumn(NamedTuple):
    """A column of a table; ``becomes`` is what its program's reader makes of it, in words.

    It is empty where the column is left out, and so is ``first``, its first entry: what is not
    brought in is not shown either. None is for the person to say.
    """

    name: str
    first: str
    becomes: str | None


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A file that was read whole; ``read`` says what a row means once the questions are answered.

    ``read`` raises RowRefused, or lets Asking note that it waits for an answer.
    """

    source: str
    rows: Sequence[Row[T]]
    read: Callable[[T, Asking], Found]
    refused: tuple[Refused, ...] = ()
    #: the texts of a row that may be dates with day and month in either order
    dates: Callable[[T], Iterable[str]] = field(default=lambda _: ())
    #: the columns of a table of another program
    columns: tuple[SeenColumn, ...] = ()
