"""How far one is in the safety questions: a bar for each screen, which also leads there.

It is told everything. Must never decide where one may go.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import row, typed
from acutimer.ui.kit.theme import Theme

_BAR_PX, _GAP_PX, _TICK_PX = 5, 8, 16
#: A bar without words is at least so wide.
_LEAST_PX = 24


class StepButton(QPushButton):
    """A bar with the screen's name below; the name goes where there is no room for all."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._is_here = self._is_done = self._names = False
        self.setProperty("kind", "step")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_step(
        self, number: int, of: int, *, is_here: bool, unanswered: int, names: bool
    ) -> None:
        """Which of how many it is, whether one is there, and what is still to be answered."""
        self._is_here, self._is_done, self._names = is_here, unanswered == 0, names
        self.setText(f"{number} of {of} · {self._title}" if is_here else self._title)
        left = "all answered" if unanswered == 0 else f"{unanswered} still open"
        self.setAccessibleName(f"Step {number} of {of}, {self._title}, {left}")
        self.setAccessibleDescription("You are here" if is_here else "")
        self.setToolTip("" if names or is_here else self._title)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The bar, and its words where they are shown."""
        metrics = QFontMetrics(self._font())
        words = metrics.horizontalAdvance(self.text()) + _TICK_PX + _GAP_PX
        width = words if self._has_words else _LEAST_PX
        return QSize(width, _BAR_PX + _GAP_PX + metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Words that are shown are shown whole."""
        return self.sizeHint()

    @property
    def _has_words(self) -> bool:
        return self._names or self._is_here

    def _font(self) -> QFont:
        words = typed("small")
        words.setWeight(QFont.Weight.DemiBold if self._is_here else QFont.Weight.Normal)
        return words

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar is filled as far as one is, and where all is answered."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_on = self._is_here or self._is_done
        painter.setBrush(self._theme.colour("accent" if is_on else "ringTrack"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), _BAR_PX), 2, 2)
        if not self._has_words:
            painter.end()
            return
        font = self._font()
        top, left = _BAR_PX + _GAP_PX, 0
        if self._is_done:
            sign = icon("tick", self._theme.colour("accent"), _TICK_PX)
            middle = top + (QFontMetrics(font).height() - _TICK_PX) // 2
            painter.drawPixmap(0, middle, sign.pixmap(QSize(_TICK_PX, _TICK_PX)))
            left = _TICK_PX + _GAP_PX // 2
        ink = "text" if self._is_here else "accent" if self._is_done else "text2"
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        place = QRect(left, top, self.width() - left, QFontMetrics(font).height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class StepBar(QWidget):
    """All screens beside each other."""

    #: the index of a screen one would go to
    asked = Signal(int)

    def __init__(self, theme: Theme, titles: Sequence[str]) -> None:
        super().__init__()
        self.buttons = [StepButton(theme, title) for title in titles]
        self._here = 0
        self._unanswered: Sequence[int] = [0] * len(titles)
        self._names = True
        for index, one in enumerate(self.buttons):
            one.clicked.connect(lambda _=False, index=index: self.asked.emit(index))
        # margins are room for the focus ring
        self._across = row(spacing=10, margins=(4, 4, 4, 4))
        for one in self.buttons:
            self._across.addWidget(one, 1)
        self.setLayout(self._across)

    def show_steps(self, here: int, unanswered: Sequence[int]) -> None:
        """Where one is, and how many questions of each screen are still open."""
        self._here, self._unanswered = here, unanswered
        self._write()

    def set_room(self, width: int) -> None:
        """Name every screen where that fits into so many px, else only the one in sight."""
        for names in (True, False):
            self._names = names
            self._write()
            # bars need not be alike: a short name leaves its room to a long one
            if self.sizeHint().width() <= width:
                break

    def _write(self) -> None:
        for index, one in enumerate(self.buttons):
            one.show_step(
                index + 1,
                len(self.buttons),
                is_here=index == self._here,
                unanswered=self._unanswered[index],
                names=self._names,
            )
            # named alone, it may be wider than the others
            one.setMinimumWidth(one.sizeHint().width())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for one in self.buttons:
            one.set_theme(theme)
