"""A reminder in a small window of its own: it asks, and leaves by itself.

Must never take the keyboard, nor answer in the person's place.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, column, frame, label, row
from acutimer.ui.kit.theme import Theme

LEAVES = "It leaves by itself in a minute. It never takes the keyboard."
_WIDTH_PX, _EDGE_PX, _ICON_PX = 420, 24, 24


class ReminderPrompt(QWidget):
    """The question, what it offers, and a button for each answer."""

    #: the id of the answer that was pressed
    pressed = Signal(str)
    #: it left, by itself or because somebody closed it
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        words: str,
        actions: tuple[tuple[str, str], ...],
        stays_ms: int,
    ) -> None:
        super().__init__()
        flags = Qt.WindowType
        self.setWindowFlags(
            flags.Tool
            | flags.FramelessWindowHint
            | flags.WindowStaysOnTopHint
            | flags.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        sign = label("")
        drawn = icon("bell", theme.colour("accent"), _ICON_PX)
        sign.setPixmap(drawn.pixmap(QSize(_ICON_PX, _ICON_PX)))
        sign.setFixedWidth(_ICON_PX)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        says = column(label(title, "h2", wraps=True), label(words, wraps=True), spacing=4)
        self.buttons = {
            key: button(text, "" if at else "primary") for at, (key, text) in enumerate(actions)
        }
        for key, one in self.buttons.items():
            one.setAutoDefault(False)
            one.clicked.connect(lambda _=False, key=key: self._press(key))
        head = row(sign, says, spacing=14)
        head.setStretch(1, 1)
        foot = label(LEAVES, "caption", "secondary", wraps=True)
        acts = flowing(*self.buttons.values(), across=10, down=8)
        box = frame(card=True)
        box.setLayout(column(head, 16, acts, 12, foot, margins=(20, 18, 20, 16)))
        self.setLayout(column(box))
        self._leaves = QTimer(self, singleShot=True, interval=stays_ms)
        self._leaves.timeout.connect(self.close)

    def appear(self) -> None:
        """Come into the upper corner of the screen, above what is there, and begin to leave."""
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.ensurePolished()
        width = min(round(_WIDTH_PX * self.fontMetrics().height() / 17), screen.width() - 48)
        self.setFixedWidth(max(_WIDTH_PX, width) if screen.width() > _WIDTH_PX + 48 else width)
        self.adjustSize()
        self.move(screen.right() - self.width() - _EDGE_PX, screen.top() + _EDGE_PX)
        self._leaves.start()
        self.show()

    def _press(self, key: str) -> None:
        self._leaves.stop()
        self.blockSignals(True)
        self.close()
        self.blockSignals(False)
        self.pressed.emit(key)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Somebody reads it: it waits."""
        self._leaves.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nobody does any more."""
        self._leaves.start()
        super().leaveEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell once that it is gone."""
        self._leaves.stop()
        super().closeEvent(event)
        self.closed.emit()
