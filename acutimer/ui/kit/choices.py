"""One of several: a row of buttons where few, a drop-down list where many.

Must never know what is chosen for.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QPushButton,
    QStyle,
    QWidget,
)

from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import choice_button, row


class Segments(QFrame):
    """A row of exclusive choices; ``chosen`` tells the key of the one that was clicked."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        across = row(spacing=0)
        self.setLayout(across)
        for key, text in choices:
            segment = choice_button(text, "segment")
            segment.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._buttons[key] = segment
            self._group.addButton(segment)
            across.addWidget(segment)
        if choices:
            self._buttons[choices[0][0]].setChecked(True)

    @property
    def key(self) -> str:
        """The choice that is on."""
        return next((key for key, segment in self._buttons.items() if segment.isChecked()), "")

    def choose(self, key: str) -> None:
        """Switch one on without telling."""
        self._buttons[key].setChecked(True)

    def choose_none(self) -> None:
        """Switch all off: what is chosen is not among them."""
        self._group.setExclusive(False)
        for segment in self._buttons.values():
            segment.setChecked(False)
        self._group.setExclusive(True)

    def add_beside(self, control: QWidget) -> None:
        """A control of its own at the end of the row."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(control)

    def button(self, key: str) -> QPushButton:
        """The button of a choice."""
        return self._buttons[key]


class Choice(QComboBox):
    """A drop-down list with our own chevron, which a style sheet could take from a file only."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's box and words, then the chevron in the colour of the text."""
        super().paintEvent(event)
        tone = self.palette().color(QPalette.ColorRole.ButtonText)
        sign = icon("chevron_down", tone, 18).pixmap(QSize(18, 18))
        place = QRect(self.width() - 30, (self.height() - 18) // 2, 18, 18)
        painter = QPainter(self)
        painter.drawPixmap(
            QStyle.visualRect(self.layoutDirection(), self.rect(), place).topLeft(), sign
        )
        painter.end()
