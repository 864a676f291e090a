"""The buttons behind the names of what lies under the skin: one for each name on the picture.

The map has the mouse and paints the names. Must never decide where a name stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from acutimer.ui.body_map.faceless_button import FacelessButton
from acutimer.ui.body_map.focus_step import step_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from acutimer.ui.body_map.card_plan import Word
    from acutimer.ui.kit.theme import Theme

_RING_PX = 4.0


class WordButton(FacelessButton[str]):
    """A name of a structure: pressed, the structure lights; only the ring of the keyboard shows."""

    def __init__(self, word: Word, watcher: WordButtons, parent: QWidget) -> None:
        super().__init__(watcher, parent)
        self._kind = word.kind
        self.setCheckable(True)
        self.setAccessibleName(word.name or word.text)
        self.setAccessibleDescription(self.tr("Shows where this lies under the skin"))
        self.setAccessibleIdentifier(f"layer.{word.kind}")

    def told(self) -> str:
        """The map knows its structures by their kinds."""
        return self._kind

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The ring while it has the keyboard."""
        watcher = self.watcher()
        if not self.hasFocus() or watcher is None or not watcher.ringed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(watcher.theme.colour("focus"), 2.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        painter.end()

    def watcher(self) -> WordButtons | None:
        """Whose button it is; None while the map is being destroyed."""
        watcher = self._watcher()
        return watcher if isinstance(watcher, WordButtons) else None


class WordButtons(QObject):
    """Those of one map, in the order Tab takes; ``tapped`` tells the kind that was pressed."""

    tapped = Signal(str)

    def __init__(self, on: QWidget, theme: Theme) -> None:
        super().__init__(on)
        self._map = on
        self.theme = theme
        #: Whether the focus is drawn: a click leaves no ring behind.
        self.ringed = False
        self._buttons: dict[str, WordButton] = {}
        self._order: list[str] = []

    def lay_out(self, words: Sequence[Word], lit: str, theme: Theme) -> None:
        """Show a button at each name of a structure, and no other."""
        self.theme = theme
        named = {word.kind: word for word in words if word.kind}
        self._order = list(named)
        for kind, button in self._buttons.items():
            if kind not in named:
                if button.hasFocus():
                    self._map.setFocus(Qt.FocusReason.OtherFocusReason)
                button.hide()
        for kind, word in named.items():
            button = self._buttons.get(kind)
            if button is None:
                button = self._buttons[kind] = WordButton(word, self, self._map)
                button.clicked.connect(lambda _=False, kind=kind: self.tapped.emit(kind))
            around = word.placed.box.adjusted(-_RING_PX, -_RING_PX, _RING_PX, _RING_PX)
            button.setGeometry(around.toAlignedRect())
            button.setChecked(kind == lit)
            button.show()

    def stops(self) -> list[WordButton]:
        """The buttons shown."""
        return [self._buttons[kind] for kind in self._order]

    @property
    def has_keyboard(self) -> bool:
        """Whether one of them has the keyboard."""
        return any(button.hasFocus() for button in self.stops())

    def step(self, *, forward: bool) -> bool:
        """Move the keyboard to the next name, or to the first; False at the end of the row."""
        return step_focus(self.stops(), forward=forward)

    def focus_came(self, _kind: str, reason: Qt.FocusReason) -> None:
        """Part of WordButton's contract."""
        if reason != Qt.FocusReason.ActiveWindowFocusReason:
            self.ringed = reason != Qt.FocusReason.MouseFocusReason

    def focus_left(self) -> None:
        """Part of WordButton's contract."""
