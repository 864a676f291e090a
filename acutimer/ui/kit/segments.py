"""One of a few: a row of buttons of which one is down; too narrow, it breaks into more rows.

A module without the drop-down list, whose QComboBox and QStyle the Press page does not need at the
start. Must never know what is chosen for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from acutimer.ui.kit.breaking_button import BreakingButton
from acutimer.ui.kit.choice_button import ChoiceButton
from acutimer.ui.kit.flow import Flow


class Segment(BreakingButton):
    """One choice of a row: Space presses it; Enter goes on with the page, as on the pain scale."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("kind", "segment")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setCheckable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page; some desktops would press the button with it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Choice(Segment, ChoiceButton):
    """A segment that screen readers are told of as a radio button."""


class Segments(QFrame):
    """A row of exclusive choices; ``chosen`` tells the key of the one that was clicked."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str = "", *, fills: bool = False
    ) -> None:
        """``fills``: the choices share the width there is."""
        super().__init__()
        self.setProperty("kind", "segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        across = Flow(0, 0, fills=fills)
        self.setLayout(across)
        for key, text in choices:
            segment = _Choice(text)
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
        """Switch one on without telling; Tab then comes to it."""
        self._buttons[key].setChecked(True)
        for other, segment in self._buttons.items():
            stops = Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(stops)

    def choose_none(self) -> None:
        """Switch all off: what is chosen is not among them."""
        self._group.setExclusive(False)
        for segment in self._buttons.values():
            segment.setChecked(False)
        self._group.setExclusive(True)

    def show_only(self, keys: Collection[str]) -> None:
        """Show these choices and the one that is on; the others are hidden."""
        for key, segment in self._buttons.items():
            segment.setVisible(key in keys or segment.isChecked())

    def add_beside(self, control: QWidget) -> None:
        """A control of its own at the end of the row."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(control)

    def button(self, key: str) -> QPushButton:
        """The button of a choice."""
        return self._buttons[key]
