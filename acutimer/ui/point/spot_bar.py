"""The bar with which a person moves a point's marker to where it is tender.

Beside dragging: arrows by key and by button, told as they are seen in the picture. Must never know
where the spot lies: it is told in words.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton

from acutimer.core.commands import command_at
from acutimer.core.spots import FINE_STEP_MM, STEP_MM, mm_text
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, label
from acutimer.ui.kit.typed_keys import typed_key

_WAYS: tuple[tuple[str, str, str, tuple[int, int]], ...] = (
    ("Left", "←", "Move the spot to the left of the picture", (-1, 0)),
    ("Right", "→", "Move the spot to the right of the picture", (1, 0)),
    ("Up", "↑", "Move the spot up in the picture", (0, -1)),
    ("Down", "↓", "Move the spot down in the picture", (0, 1)),
)
_HELP = (
    f"Drag the marker to where it is tender, or use the arrows: {mm_text(STEP_MM)} each, with "
    f"Shift {mm_text(FINE_STEP_MM)}. The ring stays at the point's place. Enter keeps your spot, "
    "Esc cancels."
)


class SpotBar(QFrame):
    """Words, four arrows, Keep, Cancel, and back to the point's place."""

    #: how far in the picture, mm; x to the right, y down
    nudged = Signal(QPointF)
    kept = Signal()
    left = Signal()
    reset = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("My spot")
        self.setAccessibleDescription(_HELP)
        self._words = label("", "bodyStrong", wraps=True)
        self.arrows: dict[str, QPushButton] = {}
        for key, sign, name, way in _WAYS:
            arrow = button(sign, "toolbar", name=name)
            arrow.clicked.connect(partial(self._nudge, way, fine=False))
            self.arrows[key] = arrow
        self.keep_button = button("Keep", "toolbar", "Keep (Enter)")
        self.keep_button.clicked.connect(self.kept)
        self.standard_button = button(
            "Back to the point's place", "toolbar", "Back to the point's place (Backspace)"
        )
        self.standard_button.clicked.connect(self.reset)
        self.cancel_button = button("Cancel", "toolbar", "Cancel (Esc)")
        self.cancel_button.clicked.connect(self.left)
        acts = (self.keep_button, self.cancel_button, self.standard_button)
        across = flowing(*self.arrows.values(), *acts)
        self.setLayout(
            column(
                self._words,
                label(_HELP, "small", "secondary", wraps=True),
                across,
                spacing=8,
                margins=(14, 10, 14, 12),
            )
        )

    def say(self, words: str) -> None:
        """Where the spot lies now, shown and read out."""
        if words == self._words.text():
            return
        self._words.setText(words)
        if self.isVisible():
            announce(self, words)

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def _nudge(self, way: tuple[int, int], checked: bool = False, *, fine: bool) -> None:
        del checked
        step = FINE_STEP_MM if fine else STEP_MM
        self.nudged.emit(QPointF(way[0] * step, way[1] * step))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter keeps, Esc cancels, Backspace goes back to the point's place."""
        if not self.obey(typed_key(event)):
            super().keyPressEvent(event)

    def obey(self, key: str) -> bool:
        """Does what a key means for the spot; False where it means nothing."""
        command = command_at("spot", key)
        if command == "nudge":
            ways = {name: way for name, _, _, way in _WAYS}
            self._nudge(ways[key.removeprefix("Shift+")], fine=key.startswith("Shift+"))
        elif command == "keep_spot":
            self.kept.emit()
        elif command == "leave":
            self.left.emit()
        elif command == "standard":
            self.reset.emit()
        else:
            return False
        return True
