"""The fields of a note: numbers, time, places, words and tags, and what in them differs from it.

Must never change what was pressed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.core.corrections import NO_NUMBER, EntryChange
from acutimer.core.headaches import Headache, NotedHeadacheDay
from acutimer.core.history_content import DayNote
from acutimer.core.journal import MOST_NOTE, Moment, Rating
from acutimer.core.medicine import Medicine
from acutimer.core.said import tags_of
from acutimer.ui.history.day_fields import HeadacheEnd, MedicineKind
from acutimer.ui.history.table_rows import TableRow
from acutimer.ui.history.wall_edit import WallEdit
from acutimer.ui.kit.pieces import column, empty_layout, holding, label, row
from acutimer.ui.kit.rating_row import RatingRow, scale_ends

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER_NAMES = {
    Moment.NOW: "Pain",
    Moment.BEFORE: "Before",
    Moment.AFTER: "After",
    Moment.FOLLOW_UP: "Half an hour after",
    Moment.EVENING_WORST: "The day, at its worst",
    Moment.EVENING_AVERAGE: "The day, on average",
}


class Places(Protocol):
    """A widget with a box to tick for each place."""

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the places marked."""
        ...

    def mark(self, places: Iterable[str]) -> None:
        """Mark these places and no other."""
        ...


class NoteFields(QWidget):
    """What of one row of the table can be changed; ``places`` is a widget too."""

    def __init__(self, pattern: str, places: Places, now: Callable[[], datetime]) -> None:
        """``pattern`` is how a day and a time are written."""
        super().__init__()
        self._now = now
        self.numbers: dict[str, RatingRow] = {}
        self.notes: dict[str, QLineEdit] = {}
        self.places = places
        self.at = WallEdit("When", pattern)
        self.end = HeadacheEnd(pattern, now)
        self.medicine = MedicineKind()
        self._numbers, self._notes = column(spacing=6), column(spacing=6)
        assert isinstance(places, QWidget)
        where = label("Where it hurts", "bodyStrong")
        when = row(self.at, None)
        self._where = holding(column(where, places, 10, spacing=6))
        self.tags = QLineEdit()
        self.tags.setAccessibleName("Tags, with commas between")
        self._of_rating = holding(
            column(
                self.medicine,
                label("When", "bodyStrong"),
                when,
                4,
                self.end,
                4,
                self._where,
                spacing=6,
            )
        )
        self._tags = holding(column(label("Tags", "bodyStrong"), self.tags, spacing=6))
        self._lines = column(self._numbers, self._of_rating, self._notes, 6, self._tags, None)
        self.setLayout(self._lines)

    # --- what is asked ----------------------------------------------------------------------

    def ask(self, noted: TableRow) -> None:
        """Show what a row notes, ready to be changed."""
        for fields in (self._numbers, self._notes):
            empty_layout(fields)
        self.numbers, self.notes = {}, {}
        for rating in noted.ratings:
            self._add_number(rating.id, _NUMBER_NAMES[rating.moment], rating.value)
        headache = _headache_of(noted.day_note)
        if headache is not None:
            self._add_number(headache.id, "At its worst", headache.worst)
        if self.numbers:
            self._numbers.addLayout(scale_ends("caption"))
            self._numbers.addSpacing(10)
        timed = noted.timed
        self._of_rating.setVisible(timed is not None)
        self._tags.setVisible(timed is not None)
        if timed is not None:
            self._show_timed(timed)
        for entry, (name, text) in noted.notes.items():
            self._add_note(entry, name, text)

    @property
    def in_order(self) -> list[QWidget]:
        """All fields in the order of the Tab key."""
        assert isinstance(self.places, QWidget)
        kind = (self.medicine.of_class, self.medicine.name, self.at, self.end.state, self.end.at)
        return [*self.numbers.values(), *kind, self.places, *self.notes.values(), self.tags]

    @property
    def least_height(self) -> int:
        """The height in px that what is asked needs."""
        self._lines.invalidate()
        self._lines.activate()
        return self._lines.totalSizeHint().height()

    def _add_number(self, entry: str, name: str, value: int | None) -> None:
        cells = RatingRow()
        cells.setAccessibleName(f"{name}, pain from 0 to 10")
        cells.choose(value)
        self.numbers[entry] = cells
        self._numbers.addWidget(label(name, "bodyStrong"))
        self._numbers.addWidget(cells)

    def _show_timed(self, timed: Rating | DayNote) -> None:
        self.at.show_moment(timed.at, self._now())
        self.end.setVisible(isinstance(timed, Headache))
        if isinstance(timed, Headache):
            self.end.show_headache(timed)
        self.medicine.setVisible(isinstance(timed, Medicine))
        if isinstance(timed, Medicine):
            self.medicine.show_medicine(timed)
        self._where.setVisible(_has_places(timed))
        self.places.mark(_places_of(timed))
        self.tags.setText(", ".join(timed.tags))

    def _add_note(self, entry: str, name: str, text: str) -> None:
        edit = QLineEdit(text)
        edit.setAccessibleName(name)
        edit.setMaxLength(MOST_NOTE)
        edit.setCursorPosition(0)
        self.notes[entry] = edit
        self._notes.addWidget(label(name, "bodyStrong"))
        self._notes.addWidget(edit)

    @property
    def asked_number(self) -> RatingRow | None:
        """The number that has the keyboard, or the first."""
        rows = list(self.numbers.values())
        focused = self.window().focusWidget()
        holds = (one for one in rows if focused is not None and one.isAncestorOf(focused))
        return next(holds, rows[0] if rows else None)

    # --- what was said ----------------------------------------------------------------------

    def changes(self, noted: TableRow) -> list[EntryChange]:
        """What differs from what is noted; a number that was cleared goes with its entry.

        Raises TagError.
        """
        ratings = {rating.id: rating for rating in noted.ratings}
        entries = {**ratings, **noted.notes}
        changes = [self._change(noted, entry, ratings.get(entry)) for entry in entries]
        return [change for change in changes if change != EntryChange(change.entry)]

    def _change(self, noted: TableRow, entry: str, rating: Rating | None) -> EntryChange:
        change = EntryChange(entry)
        if rating is not None:
            value = self.numbers[entry].value
            if value is None:
                return EntryChange(entry, removed=True)
            if value != rating.value:
                change = change._replace(value=value)
        if (timed := noted.timed) is not None and timed.id == entry:
            change = self._elsewhere(change, timed)
        headache = _headache_of(noted.day_note)
        if headache is not None:
            value = self.numbers[entry].value
            if value != headache.worst:
                change = change._replace(value=NO_NUMBER if value is None else value)
        if (edit := self.notes.get(entry)) is not None:
            text = edit.text().strip()
            if text != noted.notes[entry][1].strip():
                change = change._replace(note=text)
        return change

    def _elsewhere(self, change: EntryChange, timed: Rating | DayNote) -> EntryChange:
        """With another moment, other places or tags, where they are others."""
        if self.at.moment != timed.at:
            change = change._replace(at=self.at.moment)
        if isinstance(timed, Headache):
            change = self.end.changed(change)
        elif isinstance(timed, Medicine):
            change = self.medicine.changed(change)
        if _has_places(timed) and set(self.places.places) != set(_places_of(timed)):
            change = change._replace(places=self.places.places)
        tags = tags_of(self.tags.text())
        return change if tags == timed.tags else change._replace(tags=tags)


def _has_places(timed: Rating | DayNote) -> bool:
    return not isinstance(timed, Medicine) and getattr(timed, "had", True)


def _places_of(timed: Rating | DayNote) -> tuple[str, ...]:
    return () if isinstance(timed, Medicine) else timed.places


def _headache_of(noted: DayNote | None) -> Headache | NotedHeadacheDay | None:
    """The headache that may have a number, of what is noted."""
    match noted:
        case Headache():
            return noted
        case NotedHeadacheDay(had=True):
            return noted
        case _:
            return None
