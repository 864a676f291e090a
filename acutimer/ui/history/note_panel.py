"""The panel that changes one note of the table: numbers, time, places and words.

Must never change what was pressed, nor say that something was kept: it tells what was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from acutimer.core.commands import command_at
from acutimer.core.corrections import NO_NUMBER, EntryChange
from acutimer.core.headaches import Headache, NotedHeadacheDay
from acutimer.core.history_content import DayNote
from acutimer.core.journal import MOST_NOTE, Moment, Rating
from acutimer.core.medicine import Medicine
from acutimer.core.said import TagError, tags_of
from acutimer.ui.history.day_fields import HeadacheEnd, MedicineKind
from acutimer.ui.history.table_rows import TableRow
from acutimer.ui.history.wall_edit import WallEdit
from acutimer.ui.history.words import Words, pressed_of
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import button, column, empty_layout, holding, label, row, scrolling
from acutimer.ui.kit.rating_row import RatingRow, scale_ends
from acutimer.ui.kit.tab_order import bring_into_sight, tab_after
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acutimer.ui.kit.theme import Theme

NEEDS_NUMBER = "A rating needs a number. Remove takes the whole note away."
_OF_IMPORT = "Remove takes all of them away, but for those you changed since."
_NUMBER_NAMES = {
    Moment.NOW: "Pain",
    Moment.BEFORE: "Before",
    Moment.AFTER: "After",
    Moment.FOLLOW_UP: "Half an hour after",
    Moment.EVENING_WORST: "The day, at its worst",
    Moment.EVENING_AVERAGE: "The day, on average",
}
_WIDE_PX, _MOST_HIGH_PX = 600, 740
#: What the frame of a window and the bars of a desktop may take.
_FRAME_PX = 90


class Places(Protocol):
    """A widget with a box to tick for each place."""

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the places marked."""
        ...

    def mark(self, places: Iterable[str]) -> None:
        """Mark these places and no other."""
        ...


class NotePanel(QDialog):
    """One row of the table, ready to be changed; ``places`` is a widget too."""

    #: the row (table.TableRow) and the EntryChanges that were asked for
    change_asked = Signal(object, list)
    #: the row shall show no more
    remove_asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        places: Places,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setModal(False)
        self._words, self._now = words, now
        self._row: TableRow | None = None
        self._tag_fault = ""
        self.numbers: dict[str, RatingRow] = {}
        self.notes: dict[str, QLineEdit] = {}
        self.places = places
        self.at = WallEdit("When", words.moment_pattern)
        self.end = HeadacheEnd(words.moment_pattern, now)
        self.medicine = MedicineKind()
        self._title = label("", "h1", wraps=True)
        self._about = label("", "body", "secondary", wraps=True)
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
        self._fields = column(self._numbers, self._of_rating, self._notes, 6, self._tags, None)
        self._inside = holding(self._fields)
        self._area = scrolling(self._inside)
        self.outcome = label("", "bodyStrong", wraps=True)
        self.remove = button("Remove", "danger")
        self.remove.clicked.connect(self._remove)
        self.cancel = CapButton(theme, "Cancel", "Esc")
        self.cancel.clicked.connect(self.close)
        self.keep = CapButton(theme, "Save", "Enter", kind="primary")
        self.keep.clicked.connect(self._keep)
        self._foot = row(self.remove, None, self.cancel, self.keep, spacing=10)
        self.setLayout(
            column(
                self._title, 2, self._about, 14, (self._area, 1), 8, self.outcome, 8, self._foot,
                margins=(24, 20, 24, 18),
            )
        )  # fmt: skip
        for control in self.findChildren(QPushButton):
            # in a dialog Enter would press whichever came first; here it keeps
            control.setAutoDefault(False)

    # --- what the app tells -----------------------------------------------------------------

    def begin(self, noted: TableRow) -> None:
        """Show what a row notes, ready to be changed."""
        self._row = noted
        self._title.setText(self._words.row_day(noted.day, None, self._now().date()))
        self._about.setText(_about(noted, self._words))
        self.setWindowTitle(f"{noted.what}: {self._title.text()}")
        self._say("")
        self._allow(answers=True)
        self._ask(noted)
        self.show()
        self._fit()
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_not_changed(self, sentence: str) -> None:
        """Say why nothing was changed; what was typed stays."""
        self._allow(answers=True)
        self._say(sentence)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.cancel.set_theme(theme)
        self.keep.set_theme(theme)

    def follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the keyboard came to."""
        if now is not None and self.isAncestorOf(now):
            bring_into_sight(now)

    # --- what is asked ----------------------------------------------------------------------

    def _ask(self, noted: TableRow) -> None:
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
        assert isinstance(self.places, QWidget)
        kind = (self.medicine.of_class, self.medicine.name, self.at, self.end.state, self.end.at)
        asked = [*self.numbers.values(), *kind, self.places, *self.notes.values(), self.tags]
        tab_after(self, *asked, self.remove, self.cancel, self.keep)

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

    # --- what the person does ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and T rate, Backspace clears, Enter saves, Esc leaves."""
        key = typed_key(event)
        command = command_at("note", key)
        if command == "keep_change":
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused in (self.remove, self.cancel):
                focused.click()
            else:
                self._keep()
        elif command == "leave":
            self.close()
        elif command:
            cells = self._asked_now
            if cells is not None and cells.obey(command, key) and cells.value is not None:
                cells.cell(cells.value).setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    @property
    def _asked_now(self) -> RatingRow | None:
        """The number that has the keyboard, or the first."""
        rows = list(self.numbers.values())
        focused = self.focusWidget()
        holds = (one for one in rows if focused is not None and one.isAncestorOf(focused))
        return next(holds, rows[0] if rows else None)

    def _keep(self) -> None:
        if self._row is None or not self.keep.isEnabled():
            return
        self._tag_fault = ""
        changes = self._changes(self._row)
        if self._row.is_rating and any(one.removed for one in changes):
            self._say(NEEDS_NUMBER)
        elif self._tag_fault:
            self._say(self._tag_fault)
        elif not changes:
            self.close()
        else:
            self._allow(answers=False)
            self.change_asked.emit(self._row, changes)

    def _changes(self, noted: TableRow) -> list[EntryChange]:
        """What differs from what is noted; a number that was cleared goes with its entry."""
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
        try:
            tags = tags_of(self.tags.text())
        except TagError as fault:
            self._tag_fault = str(fault)
            return change
        return change if tags == timed.tags else change._replace(tags=tags)

    def _remove(self) -> None:
        if self._row is not None:
            self.close()
            self.remove_asked.emit(self._row)

    # --- showing ----------------------------------------------------------------------------

    def _allow(self, *, answers: bool) -> None:
        for part in (self._inside, self.keep, self.remove):
            part.setEnabled(answers)

    def _say(self, sentence: str) -> None:
        self.outcome.setText(sentence)
        self.outcome.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _fit(self) -> None:
        """As high as what is asked needs, as far as the screen goes; the rest scrolls."""
        self._fields.invalidate()
        self._fields.activate()
        around = self.height() - self._area.height()
        most = min(_MOST_HIGH_PX, self.screen().availableSize().height() - _FRAME_PX)
        self.resize(_WIDE_PX, min(most, self._fields.totalSizeHint().height() + around))


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


def _about(noted: TableRow, words: Words) -> str:
    """What it is, and what of it stays as it is."""
    at = f", {words.time(noted.at)}" if noted.at is not None else ""
    if noted.imported is not None:
        return f"{noted.what}{at}: {noted.note}. {_OF_IMPORT}"
    if noted.session is None:
        return noted.what + at
    pressed = pressed_of(noted.session.pressed_s, noted.session.planned_s)
    return f"{noted.session.routine_name}{at}. Pressed {pressed}; that stays as it was."
