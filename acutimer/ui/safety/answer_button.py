"""One answer of a safety question, with the key that gives it.

It is a radio button for who cannot see it. Must never answer by itself: there is no default.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle

from acutimer.ui.kit.key_buttons import cap_size, paint_cap
from acutimer.ui.kit.theme import Theme

_PAD_PX, _GAP_PX, _LEAST_HIGH_PX = 14, 9, 44
_ASIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
#: Up and down go to another question, which the page knows.
_TO_OTHERS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class AnswerButton(QRadioButton):
    """Yes, No or Not sure; left and right choose the one beside it."""

    def __init__(self, theme: Theme, text: str, cap: str) -> None:
        super().__init__(text)
        self._theme = theme
        self._cap = cap
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.update()

    def hitButton(self, pos: object) -> bool:
        """All of it can be clicked."""
        del pos
        return True

    def sizeHint(self) -> QSize:
        """Words and key."""
        metrics = QFontMetrics(self._font())
        cap = cap_size(self._cap)
        width = metrics.horizontalAdvance(self.text()) + _GAP_PX + cap.width() + 2 * _PAD_PX
        return QSize(width, max(_LEAST_HIGH_PX, metrics.height() + 20))

    def minimumSizeHint(self) -> QSize:
        """Nothing may be cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose; up and down are the page's."""
        if event.key() in _TO_OTHERS:
            event.ignore()
        elif (step := _ASIDE.get(Qt.Key(event.key()))) is not None:
            self._choose_beside(step)
        else:
            super().keyPressEvent(event)

    def _choose_beside(self, step: int) -> None:
        group = self.group()
        answers: Sequence[object] = group.buttons() if group is not None else (self,)
        beside = answers[(answers.index(self) + step) % len(answers)]
        assert isinstance(beside, AnswerButton)
        beside.setFocus(Qt.FocusReason.TabFocusReason)
        beside.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded box; chosen, it has a stronger line and a ground."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, colour = self.isChecked(), self._theme.colour
        width = 2 if on else 1
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(colour("accent" if on or self.underMouse() else "lineStrong"), width))
        painter.setBrush(colour("accentSoft" if on else "surface"))
        painter.drawRoundedRect(box, 10, 10)
        font = self._font()
        words = QFontMetrics(font).horizontalAdvance(self.text())
        cap = cap_size(self._cap)
        left = (self.width() - words - _GAP_PX - cap.width()) // 2
        painter.setFont(font)
        painter.setPen(colour("onAccentSoft" if on else "text"))
        told = self._placed(QRect(left, 0, words + 2, self.height()))
        painter.drawText(told, Qt.AlignmentFlag.AlignVCenter, self.text())
        place = QRect(left + words + _GAP_PX, (self.height() - cap.height()) // 2, 0, 0)
        place.setSize(cap)
        paint_cap(painter, self._placed(place), self._cap, self._theme)
        painter.end()

    def _placed(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _font(self) -> QFont:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return bold
