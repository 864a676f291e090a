"""One quiet line across the top for what the person should know, with what can be done about it.

Must never cover a page or take the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, frame, label, row
from acutimer.ui.kit.widths import width_em

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

#: How long good news stays.
PASSING_MS = 10_000
#: In a bar narrower than this, in em, the buttons stand below the words, which need the width.
_BESIDE_EM = 40


class NoticeBar(QWidget):
    """Notices by key, newest below; the same key replaces."""

    def __init__(self) -> None:
        super().__init__()
        self._below = QVBoxLayout(self)
        self._below.setContentsMargins(12, 8, 12, 0)
        self._below.setSpacing(6)
        self._notices: dict[str, QFrame] = {}
        #: the keys of good news, which leaves by itself
        self._passing: dict[str, QTimer] = {}
        self.hide()

    def say(
        self,
        key: str,
        sentence: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        *,
        passing: bool = False,
        calm: bool = False,
    ) -> None:
        """Show a sentence; each action closes the notice and does its thing.

        ``passing`` is good news, which needs no answer: it leaves by itself. ``calm`` is good
        news that stays. Both have a calm colour; all else has that of a caution.
        """
        self.drop(key)
        box = frame("note" if passing or calm else "caution")
        box.setAccessibleName(sentence)
        buttons: list[QWidget] = []
        for text, act in actions:
            act_button = button(text, "toolbar")
            act_button.clicked.connect(lambda _=False, act=act: (self.drop(key), act()))
            buttons.append(act_button)
        close = button("Close", "toolbar", name=f"Close: {sentence}")
        close.clicked.connect(lambda: self.drop(key))
        buttons.append(close)
        inside = row(label(sentence, wraps=True), spacing=8, margins=(14, 8, 8, 8))
        inside.setStretch(0, 1)
        inside.addWidget(flowing(*buttons))
        inside.setDirection(self._direction)
        box.setLayout(inside)
        self._notices[key] = box
        if passing:
            self._passing[key] = leaves = QTimer(box)
            leaves.setInterval(PASSING_MS)
            leaves.timeout.connect(lambda: self._pass(key))
            leaves.start()
        self._below.addWidget(box)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words and buttons stand beside each other where there is room for both."""
        super().resizeEvent(event)
        for box in self._notices.values():
            inside = box.layout()
            assert isinstance(inside, QBoxLayout)
            inside.setDirection(self._direction)

    @property
    def _direction(self) -> QBoxLayout.Direction:
        beside = width_em(self) >= _BESIDE_EM
        return QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom

    def drop(self, key: str) -> None:
        """Take a notice away."""
        box = self._notices.pop(key, None)
        if (leaves := self._passing.pop(key, None)) is not None:
            leaves.stop()
        if box is not None:
            self._below.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.setVisible(bool(self._notices))

    def drop_passing(self) -> None:
        """The person has gone on to something else."""
        for key in tuple(self._passing):
            self.drop(key)

    def _pass(self, key: str) -> None:
        box, now = self._notices[key], self.window().focusWidget()
        # never from under the pointer, nor with the keyboard in it
        if not box.underMouse() and not (now is not None and box.isAncestorOf(now)):
            self.drop(key)

    def keys(self) -> tuple[str, ...]:
        """The keys of what is said now."""
        return tuple(self._notices)

    def sentences(self) -> list[str]:
        """What is said now."""
        return [box.accessibleName() for box in self._notices.values()]
