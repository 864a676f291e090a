"""One search through the notes of all days: newest first, a stretch of days at a time.

Plain values: a stretch is looked through on the storage thread, and only what was found comes from
there, so that neither time nor memory grows with the years behind it. Must never show what the
table of all days would not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from acutimer.core.history_content import HistoryContent
from acutimer.core.note_search import those_holding
from acutimer.ui.history.table_rows import TableRow, searched_text, table_rows
from acutimer.ui.history.words import Words

#: So many notes are looked for; more only when somebody wants them.
AT_ONCE = 200
#: How many days are looked through first. Half as many follow where they held more notes than
#: ``_MANY``, twice as many where fewer than ``_FEW``.
_FIRST_DAYS, _LEAST_DAYS, _MOST_DAYS = 91, 7, 1461
_FEW, _MANY = 1000, 4000
#: A session may lie round midnight: its numbers are one row, of the day of the first.
_AROUND = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both included, in which words are looked for."""

    first: date
    last: date
    sought: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The notes of a stretch that hold the words, below their headings; ``seen`` counts all."""

    stretch: Stretch
    rows: tuple[TableRow, ...]
    seen: int


def look(stretch: Stretch, days: Callable[[date, date], HistoryContent], words: Words) -> Found:
    """Look through a stretch; ``days`` gives what is noted between two, both included."""
    heading = None
    notes: list[tuple[TableRow, TableRow]] = []
    for row in table_rows(days(stretch.first - _AROUND, stretch.last + _AROUND), words):
        if row.is_heading:
            heading = row
        elif heading is not None and stretch.first <= row.day <= stretch.last:
            notes.append((heading, row))
    rows: list[TableRow] = []
    last = None
    for place in those_holding([searched_text(row, words) for _, row in notes], stretch.sought):
        above, row = notes[place]
        if above is not last:
            rows.append(above)
            last = above
        rows.append(row)
    return Found(stretch, tuple(rows), len(notes))


class Search:
    """How far a search has come; ``next`` is the stretch that is looked through now, or is next."""

    def __init__(
        self, sought: tuple[str, ...], first: date, last: date, wanted: int = AT_ONCE
    ) -> None:
        self._first = first
        self._wanted = max(wanted, AT_ONCE)
        #: how many notes were found so far
        self.found = 0
        self.next: Stretch | None = self._stretch(sought, last, _FIRST_DAYS)

    @property
    def is_enough(self) -> bool:
        """Whether as many were found as are wanted."""
        return self.found >= self._wanted

    def want_more(self) -> None:
        """As many again."""
        self._wanted = self.found + AT_ONCE

    def take(self, found: Found) -> bool:
        """Take what was found; False where it was looked for by another search."""
        stretch = found.stretch
        if stretch is not self.next:
            return False
        self.found += sum(1 for row in found.rows if not row.is_heading)
        days = (stretch.last - stretch.first).days + 1
        days = days * 2 if found.seen < _FEW else days // 2 if found.seen > _MANY else days
        self.next = None
        if stretch.first > self._first:
            before = stretch.first - timedelta(days=1)
            self.next = self._stretch(
                stretch.sought, before, max(_LEAST_DAYS, min(days, _MOST_DAYS))
            )
        return True

    def _stretch(self, sought: tuple[str, ...], last: date, days: int) -> Stretch:
        return Stretch(max(self._first, last - timedelta(days=days - 1)), last, sought)
