"""One routine in a list: its name, how long it lasts, and its steps while it is the chosen one.

Must never start anything: it says that it was chosen, starred or dragged.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QSizePolicy, QWidget

from acutimer.core.routines import Routine
from acutimer.ui.kit.beside import Beside
from acutimer.ui.kit.choice_button import ChoiceButton
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, holding, label, restyle, row
from acutimer.ui.kit.wording import clock_text, routine_points, step_name, step_told
from acutimer.ui.press.offers import Offer
from acutimer.ui.press.star_button import StarButton

#: The longest of the usual words.
NOT_USED = "not used yet"


class RoutineRow(ChoiceButton):
    """One routine: name, length and origin; its steps when chosen."""

    #: the routine's id, and where on the screen
    menu_asked = Signal(str, QPoint)
    #: the mouse holds the row there on the screen
    dragged = Signal(QPoint)
    #: it was let go there
    dropped = Signal(QPoint)

    def __init__(self, offer: Offer, lines: Sequence[QWidget] = ()) -> None:
        """``lines`` stand below the name instead of the points."""
        super().__init__()
        self.offer = offer
        routine = offer.routine
        self.setProperty("kind", "routine")
        self.setAutoExclusive(False)  # or Tab would come to one row only
        # a button would not be narrower than its words, and these wrap
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty("chosen", False)
        self._is_starred = False
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        self._steps: QWidget | None = None
        self._name = Elided(routine.name, "bodyStrong", lines=2)
        self.star = StarButton(routine.name)
        self.star.hide()
        points = "" if lines else routine_points(routine, offer.names)
        self._line = label(points, "caption", "secondary", wraps=True)
        if lines:
            self._line.hide()
        self._used = label("", "caption", "secondary")
        self._used.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._used.hide()
        self._length = label("", "bodyStrong", "secondary")
        self._length.setMinimumHeight(self.star.sizeHint().height())  # with a star or without
        self._inside = column(
            row(self._name, self.star, None, self._length, spacing=4),
            holding(Beside(self._line, self._used)),
            *lines,
            spacing=1,
            margins=(13, 6, 13, 9),
        )
        if offer.off_note:
            self._inside.addWidget(label(offer.off_note, "caption", "nowWord", wraps=True))
        self.setLayout(self._inside)
        self.show_length(offer)
        said = (f"{points}.", offer.off_note, *offer.why, *routine.cautions)
        self.setAccessibleDescription(" ".join(part for part in said if len(part) > 1))
        self._let_through()

    def _let_through(self) -> None:
        """What is said in the row is no place of its own for the mouse."""
        for text in self.findChildren(QLabel):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def fits(self, offer: Offer) -> bool:
        """Whether nothing but the length would have to change for an offer."""
        mine = self.offer
        same = (mine.off_note, mine.why) == (offer.off_note, offer.why)
        return same and mine.routine == offer.routine and mine.left_out == offer.left_out

    def show_length(self, offer: Offer) -> None:
        """Show how long it lasts now; everything else has to fit."""
        self.offer = offer
        self._length.setText(clock_text(offer.startable.length_s))
        self._say_name()

    def show_star(self, *, on: bool) -> None:
        """Mark it as a favourite, or not."""
        self._is_starred = on
        self.star.show()
        self.star.setChecked(on)
        self._say_name()

    def show_used(self, words: str) -> None:
        """Say when it was used last: "21 May"; nothing, in the same room, before that is known."""
        self._used.setText(words)
        self._used.setMinimumWidth(self._used.fontMetrics().horizontalAdvance(NOT_USED))
        self._used.show()

    def _say_name(self) -> None:
        said = [self.offer.routine.name, self._length.text()]
        said += ["favourite"] if self._is_starred else []
        self.setAccessibleName(", ".join(said))

    def show_chosen(self, chosen: bool) -> None:
        """Open or close the steps."""
        self.setChecked(chosen)
        restyle(self, "chosen", chosen)
        # Tab would stop twice in every row; the key F and the mouse star any of them
        self.star.setFocusPolicy(Qt.FocusPolicy.TabFocus if chosen else Qt.FocusPolicy.NoFocus)
        whose = _whose(self.offer.routine) if chosen else ""
        self._line.setText(whose or routine_points(self.offer.routine, self.offer.names))
        if chosen and self._steps is None:
            self._steps = _step_table(self.offer)
            self._inside.addWidget(self._steps)
        if self._steps is not None:
            self._steps.setVisible(chosen)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A name that is cut stands whole in the tooltip."""
        super().resizeEvent(event)
        self.setToolTip(self.offer.routine.name if self._name.is_cut else "")

    # --- keys and mouse ---------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down are the list's; a button alone would take them for Tab."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the buttons below the list do, at hand."""
        self.menu_asked.emit(self.offer.routine.id, event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        super().mousePressEvent(event)
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Held and moved far enough, it is dragged and no more clicked."""
        at = event.position().toPoint()
        if self._pressed_at is not None and self._is_dragged:
            self.dragged.emit(event.globalPosition().toPoint())
        elif self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far_px = (at - self._pressed_at).manhattanLength()
            if far_px >= QApplication.startDragDistance():
                self._is_dragged = True
                self.setDown(False)
                self.dragged.emit(event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: dropped, or clicked."""
        was_dragged = self._is_dragged
        self.let_go()
        super().mouseReleaseEvent(event)
        if was_dragged:
            self.dropped.emit(event.globalPosition().toPoint())

    def let_go(self) -> None:
        """Forget that it is held, as when the list changes under the mouse."""
        self._is_dragged, self._pressed_at = False, None

    # --- room -------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """Wrapped lines need more height when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The layout's, because a button measures only its own text."""
        return self._inside.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """The layout's size."""
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The layout's least size."""
        return QSize(120, self._inside.totalMinimumSize().height())


def _whose(routine: Routine) -> str:
    """Where a routine comes from and who wrote it: "From the article · by A. Example"."""
    by = f"by {routine.author}" if routine.author else ""
    return " · ".join(part for part in (routine.origin, by) if part)


def _step_table(offer: Offer) -> QWidget:
    """The steps with the numbers they have on the map."""
    table = QWidget()
    table.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 6, 0, 2)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for line, caution in enumerate((*offer.routine.cautions, *offer.why), len(offer.routine.steps)):
        words = label(caution, "caption", "nowWord", wraps=True)
        grid.addWidget(words, line, 0, 1, 3)
    number = 0
    for index, step in enumerate(offer.routine.steps):
        if step.point:
            number += 1
            disc = label(str(number), "caption", "disc")
            disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
            # stretched it would no longer be round
            grid.addWidget(disc, index, 0, Qt.AlignmentFlag.AlignCenter)
        if step.point:
            name: QLabel = Elided(step_name(step, offer.names), "small", lines=2)
            code, manner = step_told(step)
            manner = "off" if offer.is_off(step) else manner
            caption, grey = "caption", "secondary"
            told = flowing(
                name,
                label(code, caption, grey),
                None,
                label(manner, caption, grey),
                across=7,
                down=0,
            )
        else:
            told = name = label(step_name(step, offer.names), "small", wraps=True)
        grid.addWidget(told, index, 1, Qt.AlignmentFlag.AlignVCenter)
        if offer.is_off(step):
            struck = name.font()
            struck.setStrikeOut(True)
            name.setFont(struck)
        length = label(clock_text(step.clock_s), "small", "secondary")
        grid.addWidget(
            length, index, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
    return table
