"""The routines for the tapped places, best first, and how long one has.

Must never start anything: it says what was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.core.composing import YOUR_PLACES as MADE_OF_PLACES
from acutimer.core.routines import MOST_NAME
from acutimer.core.settings import HOW_LONG as TIMES
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.flow import Flow, flowing
from acutimer.ui.kit.pieces import (
    breaking_button,
    button,
    column,
    empty_layout,
    holding,
    label,
    row,
)
from acutimer.ui.kit.segments import Segments
from acutimer.ui.press.offers import Offer
from acutimer.ui.press.routine_row import RoutineRow
from acutimer.ui.press.where_words import (
    HOW_LONG,
    HOW_LONG_SHORT,
    NOTHING_TAPPED,
    OF_YOUR_PLACES,
    RANKED,
    RANKED_HOW,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from acutimer.core.where_choices import Choice

#: So many routines show before the rest is asked for, where there is little room.
_FEW = 2
_DOT_PX, _BETWEEN_PX = 7, 2
#: Left and right of the list.
_EDGE_PX = 4


class ReachDots(QWidget):
    """How many of the points are pressed, as filled dots among empty ones; the words say it too."""

    def __init__(self, pressed: int, points: int) -> None:
        super().__init__()
        self._pressed, self._points = pressed, points
        self.setFixedSize(points * (_DOT_PX + _BETWEEN_PX), _DOT_PX + 2)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the colour of links, as on the map."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.Link)
        painter.setPen(QPen(colour, 1.2))
        for nth in range(self._points):
            painter.setBrush(colour if nth < self._pressed else Qt.BrushStyle.NoBrush)
            left = nth * (_DOT_PX + _BETWEEN_PX) + 1
            painter.drawEllipse(QRectF(left, 1, _DOT_PX - 1, _DOT_PX - 1))
        painter.end()


class ChoiceRow(RoutineRow):
    """One routine as it would begin: what it reaches, and what was left out for want of time."""

    def __init__(
        self,
        choice: Choice,
        length: str,
        reach: str,
        left_out: str,
        names: Mapping[str, str],
        points: int = 0,
    ) -> None:
        """``reach`` is empty where nothing was tapped; ``points`` are all that count there."""
        lines: list[QWidget] = []
        if choice.whole.id == MADE_OF_PLACES:
            whose = label(OF_YOUR_PLACES, "caption", "accentWord", wraps=True)
            whose.setContentsMargins(0, 0, 0, 4)
            lines.append(whose)
        if reach:
            said = label(reach, "caption", "secondary", wraps=True)
            dots = ReachDots(len(choice.reach.points), points)
            lines.append(holding(row(dots, (said, 1), spacing=6)))
        super().__init__(Offer(choice.routine, names=names), lines)
        self._length.setText(length)
        #: whether it stands where it does by what it reaches
        self.is_ranked = bool(reach)
        self._left_out = label(left_out, "caption", "secondary", wraps=True)
        self._left_out.setContentsMargins(0, 4, 0, 0)
        self._left_out.hide()
        self._inside.addWidget(self._left_out)
        self.setAccessibleName(f"{choice.routine.name}, {length}")
        made = OF_YOUR_PLACES if choice.whole.id == MADE_OF_PLACES else ""
        told = (self.accessibleDescription(), made, reach, left_out)
        self.setAccessibleDescription(" ".join(part for part in told if part))
        self._let_through()

    def show_chosen(self, chosen: bool) -> None:
        """Open or close the steps; what was left out stands below them."""
        super().show_chosen(chosen)
        self._inside.addWidget(self._left_out)
        self._left_out.setVisible(bool(self._left_out.text()))


class WhereList(QWidget):
    """How long, then the routines; arrow keys move between them."""

    #: as core.settings.HOW_LONG has it
    time_chosen = Signal(str)
    #: a routine's id
    chosen = Signal(str)
    review_asked = Signal()
    #: the name under which the chosen routine shall be kept
    keep_asked = Signal(str)
    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.times = Segments(TIMES.choices, HOW_LONG, fills=True)
        for key in TIMES.keys:
            self.times.button(key).setProperty("tight", True)
        self.times.chosen.connect(self.time_chosen)
        self._heading = Elided(NOTHING_TAPPED, "bodyStrong", lines=3)
        self._order = Elided(RANKED, "caption", "secondary", lines=2)
        self._order.setAccessibleDescription(RANKED_HOW)
        self._headed = flowing(self._heading, None, self._order, down=2)
        self._said = label("", "body", "secondary", wraps=True)
        self.review = button("Review answers", "link")
        self.review.clicked.connect(self.review_asked)
        self._rows: list[ChoiceRow] = []
        self._list = column(spacing=4)
        self.keep = breaking_button("Keep this routine", "link")
        self.keep.clicked.connect(self._ask_name)
        self.change = breaking_button("Change steps", "link")
        self.change.clicked.connect(self.change_asked)
        self._acts = flowing(self.keep, self.change, across=18)
        self.more = button("", "link")
        self.more.clicked.connect(self._show_all)
        self._is_folded = self._shows_all = False
        self.name = QLineEdit()
        self.name.setMaxLength(MOST_NAME)
        self.name.setAccessibleName("Name of the routine")
        self.name.setPlaceholderText("Name of the routine")
        self.name.returnPressed.connect(self._name_given)
        self.keep_named = button("Keep", "soft", "Keep it under this name (Enter); Esc leaves it")
        self.keep_named.clicked.connect(self._name_given)
        self._naming = holding(row((self.name, 1), self.keep_named, spacing=8))
        self._naming.hide()
        #: what can be done with the chosen one, right below it
        self._below_chosen = holding(
            column(row((self._acts, 1), margins=(13, 0, 4, 0)), self._naming, spacing=6)
        )
        self._asks = label(HOW_LONG, "bodyStrong")
        self._ask_down, self._ask_across = column(spacing=6), Flow(8, 4)
        self._ask = column(self._ask_down, self._ask_across)
        self.setLayout(
            column(
                self._ask, 6, self._headed, self._said, row(self.review, None), self._list,
                self._below_chosen, row(self.more, None), None,
                spacing=6, margins=(_EDGE_PX, 6, _EDGE_PX, 4),
            )
        )  # fmt: skip
        self.say("")
        self.show_columns(wide=True)

    def show_columns(self, *, wide: bool) -> None:
        """In a narrow column the first few routines, and the time in one row with its question."""
        self._is_folded, self._shows_all = not wide, False
        self._asks.setText(HOW_LONG if wide else HOW_LONG_SHORT)
        for part in (self._asks, self.times):
            (self._ask_down if wide else self._ask_across).addWidget(part)
        self._fold()

    def _show_all(self) -> None:
        self._shows_all = True
        self._fold()
        if self._rows:
            self._rows[_FEW].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        """Show the first few, and all once they were asked for or one of the rest is chosen."""
        rest = self._rows[_FEW:]
        shows = not self._is_folded or self._shows_all or any(one.isChecked() for one in rest)
        for one in rest:
            one.setVisible(shows)
        self.more.setVisible(bool(rest) and not shows)
        count = len(rest)
        self.more.setText("One more routine" if count == 1 else f"{count} more routines")

    def show_time(self, key: str) -> None:
        """Which time is chosen, without telling."""
        self.times.choose(key)

    def say(self, sentence: str, *, review: bool = False, heading: str = "") -> None:
        """One sentence above the list, and whether the answers can be reviewed there."""
        self._heading.setText(heading)
        self._headed.setVisible(bool(heading))
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self.review.setVisible(review)

    def show_rows(self, rows: Sequence[ChoiceRow], chosen_id: str) -> None:
        """Show these routines; the keyboard stays on its own."""
        had = next((one.offer.routine.id for one in self._rows if one.hasFocus()), None)
        self._list.removeWidget(self._below_chosen)
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
            if key == chosen_id:
                self._list.addWidget(self._below_chosen)
        self._acts.setVisible(bool(rows))
        self._order.setVisible(len(rows) > 1 and rows[0].is_ranked)
        if not rows:
            self._naming.hide()
        self._fold()

    @property
    def rows(self) -> list[ChoiceRow]:
        """What is offered, best first."""
        return list(self._rows)

    def _ask_name(self) -> None:
        chosen = next((one.offer.routine.name for one in self._rows if one.isChecked()), "")
        self.name.setText(chosen)
        self._naming.show()
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_given(self) -> None:
        if name := self.name.text().strip():
            self._naming.hide()
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
            self.keep_asked.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move between the rows; Esc leaves the name."""
        if self.name.hasFocus():
            if event.key() == Qt.Key.Key_Escape:
                self._naming.hide()
                self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((index for index, one in enumerate(self._rows) if one.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(self._rows):
            self._rows[at + step].setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(self._rows[at + step].offer.routine.id)
