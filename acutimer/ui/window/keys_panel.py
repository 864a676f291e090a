"""The list of keys as a calm card over the page, for F1 and ?.

Must never bind the keys it lists, except Esc to close itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from acutimer.core.commands import command_at
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.key_table import KeyTable
from acutimer.ui.kit.pieces import button, column, frame, label, row, scrolling
from acutimer.ui.kit.scroll_keys import scroll_by_key
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import em_px

_EDGE = 24
_WIDEST, _HIGHEST = 860, 690
#: From this width in em the sections stand in two columns.
_TWO_COLUMNS_EM = 50


class KeysPanel(QWidget):
    """A card in the middle of its parent; Esc, Close or a click beside it take it away."""

    closed = Signal()
    #: the danger signs shall be shown
    signs_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Keys")
        self._before: QWidget | None = None
        self.table = KeyTable()
        self.close_button = QToolButton()
        self.close_button.setProperty("kind", "quiet")
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.setAccessibleName("Close the list of keys")
        self.close_button.setIconSize(QSize(22, 22))
        self.close_button.clicked.connect(self.close_panel)
        self.signs = button("Danger signs", "quiet")
        self.signs.clicked.connect(self._go_to_signs)
        self.card = frame("popup")
        content = QWidget()
        inside = column(self.table, None)
        inside.setContentsMargins(_EDGE, 4, _EDGE, 20)
        content.setLayout(inside)
        self._scroll = scrolling(content)
        head = row(label("Keys", "h2"), 12, self.signs, None, self.close_button)
        head.setContentsMargins(_EDGE, 12, 12, 8)
        self.card.setLayout(column(head, self._scroll))
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self.card, 1)
        self._draw_cross()
        self.hide()
        parent.installEventFilter(self)

    def open_panel(self) -> None:
        """Come up over the page and take the keyboard."""
        self.show()

    def close_panel(self) -> None:
        """Go, and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _go_to_signs(self) -> None:
        self.close_panel()
        self.signs_asked.emit()

    def toggle(self) -> None:
        """Come, or go: the same key does both."""
        if self.isHidden():
            self.open_panel()
        else:
            self.close_panel()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, and remember who had it."""
        self._before = QApplication.focusWidget()
        self._fit()
        self.raise_()
        self._scroll.verticalScrollBar().setValue(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the cross takes its colour."""
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_cross()
        super().changeEvent(event)

    def _draw_cross(self) -> None:
        tint = self.palette().color(QPalette.ColorRole.WindowText)
        self.close_button.setIcon(icon("close", tint, 22))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; arrows and page keys scroll."""
        if command_at("keys", typed_key(event)) == "leave":
            self.close_panel()
        else:
            scroll_by_key(self._scroll, event)
        # every other key stays here: what lies below the card must not act on it
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002 - Qt's name
        """Tab stays in the card."""
        other = self.close_button if self.signs.hasFocus() else self.signs
        other.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the middle when the window changes its size."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        room = parent.rect()
        self.setGeometry(room)
        least = 12 if room.width() < 700 else _EDGE
        across = max(least, (room.width() - _WIDEST) // 2)
        down = max(12, (room.height() - _HIGHEST) // 2)
        self._whole.setContentsMargins(across, down, across, down)
        em = (room.width() - 2 * across) / em_px(self)
        self.table.set_columns(2 if em >= _TWO_COLUMNS_EM else 1)
