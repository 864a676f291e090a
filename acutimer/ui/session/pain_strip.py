"""The pain question of quick sessions: one row of cells that one key answers while one gets ready.

Must never wait for an answer or take the keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from acutimer.core.commands import command_at
from acutimer.core.scale import SCALE_HIGH_WORDS, SCALE_LOW_WORDS, SCALE_MOST
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.pieces import holding, label
from acutimer.ui.kit.rating_row import RatingRow
from acutimer.ui.kit.wording import PAIN_NOW

#: From the question to what is beside it, or below it.
_BESIDE_PX, _ABOVE_PX = 18, 4
#: Between question, cells and the words of the scale, all together.
_BETWEEN_PX = 40


class PainStrip(QWidget):
    """ "Pain right now", eleven cells and the words of the scale."""

    #: the value; the strip leaves by itself
    rated = Signal(int)

    def __init__(self, kind: str = "rating") -> None:
        """``kind`` is the look of the cells in the style sheet."""
        super().__init__()
        self.cells = RatingRow(kind)
        for value in range(SCALE_MOST + 1):
            self.cells.cell(value).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cells.rated.connect(self._answered)
        self._question = label(PAIN_NOW, "bodyStrong")
        self._low = Elided(SCALE_LOW_WORDS, "caption", "secondary", lines=2)
        self._high = Elided(SCALE_HIGH_WORDS, "caption", "secondary", lines=2)
        self._flow = Flow(14, 2)
        self._flow.addWidget(self._question)
        self._words = holding(self._flow)
        self._cells = QHBoxLayout()
        self._cells.setSpacing(10)
        self._cells.addWidget(self._low)
        self._cells.addWidget(self.cells)
        self._cells.addWidget(self._high)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(_BESIDE_PX)
        self._across.addStretch(1)
        self._across.addWidget(self._words, 0, Qt.AlignmentFlag.AlignCenter)
        self._across.addLayout(self._cells)
        self._across.addStretch(1)
        # eleven cells in one row would never let the page become narrower
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._narrow = self._asked_narrow = False
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that have no room beside the cells stand above them, and too many cells in two."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        cells = self.cells.whole_px()
        words = sum(one.sizeHint().width() for one in (self._question, self._low, self._high))
        beside = cells + words + _BETWEEN_PX <= self.width()
        self._stand(narrow=self._asked_narrow or not beside)
        self.cells.fold(folded=cells > self.width())

    def ask(self) -> None:
        """Show the question, nothing chosen."""
        with QSignalBlocker(self.cells):
            self.cells.choose(None)
        self.show()

    def obey(self, key: str) -> bool:
        """Answer by a key, named as in ui.kit.typed_keys; False when it is none of ours."""
        return not self.isHidden() and self.cells.obey(command_at("question", key), key)

    def show_room(self, *, narrow: bool) -> None:
        """Narrow: the words of the scale stand above the cells, whatever room is beside."""
        self._asked_narrow = narrow
        self._fit()

    def _stand(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._across.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self._across.setSpacing(_ABOVE_PX if narrow else _BESIDE_PX)
        for end in (self._low, self._high):
            if narrow:
                self._cells.removeWidget(end)
                self._flow.addWidget(end)
            else:
                self._flow.removeWidget(end)
                self._cells.insertWidget(0 if end is self._low else 2, end)
        # "No pain" without its number would mean nothing away from the first cell
        self._low.setText(f"0 {SCALE_LOW_WORDS}" if narrow else SCALE_LOW_WORDS)
        self._high.setText(f"10 {SCALE_HIGH_WORDS}" if narrow else SCALE_HIGH_WORDS)

    def _answered(self, value: int) -> None:
        if value < 0:
            return
        self.hide()
        self.rated.emit(value)
