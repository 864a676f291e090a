"""A line across the session page that says what happened, with a button for each way on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from acutimer.ui.kit.pieces import button, column, frame, label


class SessionBanner(QWidget):
    """Hidden while there is nothing to say; ``kind`` is a box of the style sheet."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._text = label("", wraps=True)
        self._across = QHBoxLayout()
        self._across.setContentsMargins(14, 6, 6, 6)
        self._across.setSpacing(8)
        self._across.addWidget(self._text, 1)
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
        for made in self._buttons:
            self._across.removeWidget(made)
            made.deleteLater()
        self._buttons = []
        for words, act in actions:
            made = button(words, "toolbar")
            made.clicked.connect(lambda _=False, act=act: act())
            self._across.addWidget(made)
            self._buttons.append(made)
        self._text.setText(text)
        self.setVisible(bool(text))

    def clear(self) -> None:
        """Nothing to say."""
        self.tell("")
