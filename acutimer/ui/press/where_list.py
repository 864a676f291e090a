"""The routines for the tapped places, best first, and how long one has.

Must never start anything: it says what was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from acutimer.core.routines import MOST_NAME
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, empty_layout, label, row
from acutimer.ui.kit.segments import Segments
from acutimer.ui.press.offers import Offer
from acutimer.ui.press.routine_list import RoutineRow
from acutimer.ui.press.where_words import HOW_LONG, NOTHING_TAPPED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from acutimer.core.where_choices import Choice

ANY = "any"
_TIMES = (("2", "2 min"), ("5", "5 min"), ("10", "10 min"), (ANY, "Any"))


class ChoiceRow(RoutineRow):
    """One routine as it would begin: what it reaches, and what was left out for want of time."""

    def __init__(
        self, choice: Choice, length: str, lines: Sequence[str], names: Mapping[str, str]
    ) -> None:
        super().__init__(Offer(choice.routine, names=names))
        self._length.setText(length)
        self.setAccessibleName(f"{choice.routine.name}, {length}")
        for line in lines:
            self._inside.addWidget(label(line, "caption", "secondary", wraps=True))
        said = (self.accessibleDescription(), *lines)
        self.setAccessibleDescription(" ".join(part for part in said if part))
        for text in self.findChildren(QLabel):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class WhereList(QWidget):
    """How long, then the routines; arrow keys move between them."""

    #: minutes, or None for any
    time_chosen = Signal(object)
    #: a routine's id
    chosen = Signal(str)
    review_asked = Signal()
    #: the name under which the chosen routine shall be kept
    keep_asked = Signal(str)
    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.times = Segments(_TIMES, HOW_LONG)
        for key, _ in _TIMES:
            self.times.button(key).setProperty("tight", True)
        self.times.chosen.connect(self._time_clicked)
        self._heading = label(NOTHING_TAPPED, "bodyStrong", wraps=True)
        self._said = label("", "body", "secondary", wraps=True)
        self.review = button("Review answers", "link")
        self.review.clicked.connect(self.review_asked)
        self._rows: list[ChoiceRow] = []
        self._list = column(spacing=4)
        self.keep = button("Keep this routine", "link")
        self.keep.clicked.connect(self._ask_name)
        self.change = button("Change steps", "link")
        self.change.clicked.connect(self.change_asked)
        self._acts = flowing(self.keep, self.change, across=18)
        self.name = QLineEdit()
        self.name.setMaxLength(MOST_NAME)
        self.name.setAccessibleName("Name of the routine")
        self.name.returnPressed.connect(self._name_given)
        self.name.hide()
        self.setLayout(
            column(
                label(HOW_LONG, "bodyStrong", wraps=True), self.times, 10, self._heading,
                self._said,
                row(self.review, None), self._list, row((self._acts, 1), margins=(13, 0, 4, 0)),
                self.name, None, spacing=6, margins=(4, 6, 4, 4),
            )
        )  # fmt: skip
        self.say("")

    def _time_clicked(self, key: str) -> None:
        self.time_chosen.emit(None if key == ANY else int(key))

    def show_time(self, minutes: int | None) -> None:
        """Which time is chosen, without telling."""
        self.times.choose(str(minutes) if minutes else ANY)

    def say(self, sentence: str, *, review: bool = False, heading: str = "") -> None:
        """One sentence above the list, and whether the answers can be reviewed there."""
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self.review.setVisible(review)

    def show_rows(self, rows: Sequence[ChoiceRow], chosen_id: str) -> None:
        """Show these routines; the keyboard stays on its own."""
        had = next((one.offer.routine.id for one in self._rows if one.hasFocus()), None)
        empty_layout(self._list)
        self._rows = list(rows)
        for one in rows:
            key = one.offer.routine.id
            one.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            one.show_chosen(key == chosen_id)
            self._list.addWidget(one)
            one.show()
            if key == had:
                one.setFocus(Qt.FocusReason.OtherFocusReason)
        self._acts.setVisible(bool(rows))
        if not rows:
            self.name.hide()

    @property
    def rows(self) -> list[ChoiceRow]:
        """What is offered, best first."""
        return list(self._rows)

    def _ask_name(self) -> None:
        chosen = next((one.offer.routine.name for one in self._rows if one.isChecked()), "")
        self.name.setText(chosen)
        self.name.show()
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_given(self) -> None:
        if name := self.name.text().strip():
            self.name.hide()
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
            self.keep_asked.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move between the rows; Esc leaves the name."""
        if self.name.hasFocus():
            if event.key() == Qt.Key.Key_Escape:
                self.name.hide()
                self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((index for index, one in enumerate(self._rows) if one.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(self._rows):
            self._rows[at + step].setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(self._rows[at + step].offer.routine.id)
