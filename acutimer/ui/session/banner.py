"""A line across the session page that says what happened, with a button for each way on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.pieces import button, column, frame, holding, label, row
from acutimer.ui.kit.widths import width_em

#: Narrower than this in em, the buttons stand below the words.
_BESIDE_EM = 46


class SessionBanner(QWidget):
    """Hidden while there is nothing to say; ``kind`` is a box of the style sheet."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._text = label("", wraps=True)
        self._acts = Flow(8, 6)
        self._across = row((self._text, 1), holding(self._acts), spacing=8, margins=(14, 6, 6, 6))
        self._buttons: list[QPushButton] = []
        box = frame(kind)
        box.setLayout(self._across)
        around: QVBoxLayout = column(box)
        around.setContentsMargins(16, 0, 16, 6)
        self.setLayout(around)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The ways on."""
        return tuple(self._buttons)

    def tell(self, text: str, actions: Sequence[tuple[str, Callable[[], None]]] = ()) -> None:
        """Say something; an empty text takes the banner away."""
        for action_button in self._buttons:
            self._acts.removeWidget(action_button)
            action_button.hide()
            action_button.deleteLater()
        self._buttons = []
        for words, act in actions:
            action_button = button(words, "toolbar")
            action_button.clicked.connect(lambda _=False, act=act: act())
            self._acts.addWidget(action_button)
            action_button.show()
            self._buttons.append(action_button)
        self._text.setText(text)
        self.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ways on stand below the words where those need the width."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        beside = width_em(self) >= _BESIDE_EM
        self._across.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def clear(self) -> None:
        """Nothing to say."""
        self.tell("")
