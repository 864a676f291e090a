"""Small pieces every page is built from: labels by type role, buttons by kind, cards, segments.

Looks come from the style sheet by the properties set here; type comes from theme.font. Must never
know what a piece is used for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acutimer.core.scale import SCALE_HIGH_WORDS, SCALE_LOW_WORDS, SCALE_MOST
from acutimer.ui.kit.theme import font
from acutimer.ui.kit.wording import PAIN_NOW

L = TypeVar("L", bound=QBoxLayout)


def typed(role: str) -> QFont:
    """The font of a type role at the application's text size."""
    return font(role, QApplication.font())


def label(text: str, role: str = "body", kind: str = "", *, wraps: bool = False) -> QLabel:
    """A text; ``role`` is its type, ``kind`` its colour or box in the style sheet."""
    made = QLabel(text)
    if role != "body":
        made.setFont(typed(role))
    if kind:
        made.setProperty("kind", kind)
    if wraps:
        made.setWordWrap(True)
        # a wrapped label must be free to become narrow, or it would push its page sideways
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def key_hint(lead: str, role: str = "caption") -> list[QLabel]:
    """The labels of "``lead`` [0] to [9] or [T] for 10."; ``role`` types words, not keys."""
    return [
        label(lead, role, "secondary"),
        label("0", "caption", "key"),
        label("to", role, "secondary"),
        label("9", "caption", "key"),
        label("or", role, "secondary"),
        label("T", "caption", "key"),
        label("for 10.", role, "secondary"),
    ]


def button(text: str, kind: str = "", tip: str = "", name: str = "") -> QPushButton:
    """A push button; ``name`` is what a screen reader says where the text is not enough."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if tip:
        made.setToolTip(tip)
    if name:
        made.setAccessibleName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(True)  # Enter presses the button that has the keyboard
    return made


def frame(kind: str = "", *, card: bool = False) -> QFrame:
    """A box that the style sheet paints."""
    made = QFrame()
    if kind:
        made.setProperty("kind", kind)
    if card:
        made.setProperty("card", True)
    return made


def line() -> QFrame:
    """A hairline across."""
    return frame("line")


def column(*items: QWidget | QLayout | int | None, spacing: int = 0) -> QVBoxLayout:
    """Items below each other: a widget, a layout, a gap in px, or None for a stretch."""
    return _filled(QVBoxLayout(), items, spacing)


def row(*items: QWidget | QLayout | int | None, spacing: int = 0) -> QHBoxLayout:
    """Items beside each other: a widget, a layout, a gap in px, or None for a stretch."""
    return _filled(QHBoxLayout(), items, spacing)


def _filled(layout: L, items: Iterable[QWidget | QLayout | int | None], spacing: int) -> L:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout


def scrolling(content: QWidget) -> QScrollArea:
    """A page that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("ground", True)
    area.setWidget(content)
    return area


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
            made = button(text, "segment")
            made.setCheckable(True)
            self._buttons[key] = made
            self._group.addButton(made)
            across.addWidget(made)
        self._group.buttonClicked.connect(self._tell)
        if choices:
            self._buttons[choices[0][0]].setChecked(True)

    @property
    def key(self) -> str:
        """The choice that is on."""
        return next((key for key, made in self._buttons.items() if made.isChecked()), "")

    def choose(self, key: str) -> None:
        """Switch one on without telling."""
        self._buttons[key].setChecked(True)

    def choose_none(self) -> None:
        """Switch all off: what is chosen is not among them."""
        self._group.setExclusive(False)
        for made in self._buttons.values():
            made.setChecked(False)
        self._group.setExclusive(True)

    def add_beside(self, made: QWidget) -> None:
        """A control of its own at the end of the row."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(made)

    def button(self, key: str) -> QPushButton:
        """The button of a choice."""
        return self._buttons[key]

    def _tell(self, clicked: QAbstractButton) -> None:
        self.chosen.emit(next(k for k, made in self._buttons.items() if made is clicked))


class RatingRow(QWidget):
    """Eleven cells for pain from 0 to 10 with the scale's fixed words; nothing is preselected."""

    #: the value now chosen, or -1 when cleared
    rated = Signal(int)

    def __init__(self, kind: str = "rating", gap: int = 4) -> None:
        super().__init__()
        self.setAccessibleName(PAIN_NOW)
        self.setAccessibleDescription(f"0: {SCALE_LOW_WORDS}. 10: {SCALE_HIGH_WORDS}.")
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.cells = QGridLayout(self)
        self.cells.setContentsMargins(0, 0, 0, 0)
        self.cells.setHorizontalSpacing(gap)
        for value in range(SCALE_MOST + 1):
            cell = button(str(value), kind, name=f"{PAIN_NOW}: {value}")
            cell.setCheckable(True)
            cell.setAutoDefault(
                False
            )  # Enter goes on with the page, it does not take the number back
            self._group.addButton(cell, value)
            self.cells.addWidget(cell, 0, value)
        self._group.idClicked.connect(self._clicked)

    @property
    def value(self) -> int | None:
        """What is chosen, None while nothing is."""
        chosen = self._group.checkedId()
        return chosen if chosen >= 0 else None

    def cell(self, value: int) -> QAbstractButton:
        """The cell of a value."""
        return self._group.button(value)

    def choose(self, value: int | None) -> None:
        """Choose a value, or none, and tell."""
        self._mark(value)
        self.rated.emit(-1 if value is None else value)

    def _clicked(self, value: int) -> None:
        cell = self._group.button(value)
        self.choose(value if cell.isChecked() else None)

    def _mark(self, value: int | None) -> None:
        for one in self._group.buttons():
            one.setChecked(self._group.id(one) == value)

    def obey(self, command: str, key: str) -> bool:
        """Rate as a command of core.commands asks, by the key typed; False when it is another."""
        if command == "rate":
            self.choose(int(key))
        elif command == "rate_ten":
            self.choose(SCALE_MOST)
        elif command == "clear":
            self.choose(None)
        else:
            return False
        return True


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a property the style sheet looks at, and let it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
