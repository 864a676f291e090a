"""Small pieces every page is built from: labels by type role, buttons by kind, cards, segments.

Looks come from the style sheet by the properties set here; type comes from theme.font. Must never
know what a piece is used for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acutimer.ui.kit.theme import font

L = TypeVar("L", bound=QBoxLayout)
#: Left, top, right and bottom in px.
Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)


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


def switch(name: str) -> QCheckBox:
    """On or off; ``clicked`` tells what the person chose."""
    made = QCheckBox()
    made.setProperty("kind", "switch")
    made.setProperty("bare", True)
    made.setAccessibleName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
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


def upright() -> QFrame:
    """A hairline down, between what stands side by side."""
    divider = frame("upright")
    divider.setFixedWidth(1)
    return divider


def column(
    *items: QWidget | QLayout | int | None, spacing: int = 0, margins: Margins = NO_MARGINS
) -> QVBoxLayout:
    """Items below each other: a widget, a layout, a gap in px, or None for a stretch."""
    return _filled(QVBoxLayout(), items, spacing, margins)


def row(
    *items: QWidget | QLayout | int | None, spacing: int = 0, margins: Margins = NO_MARGINS
) -> QHBoxLayout:
    """Items beside each other: a widget, a layout, a gap in px, or None for a stretch."""
    return _filled(QHBoxLayout(), items, spacing, margins)


def holding(layout: QLayout) -> QWidget:
    """A plain widget for a layout, where only a widget can stand."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def empty_layout(layout: QLayout) -> None:
    """Take everything out of a layout, for good."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            empty_layout(inner)
        if (widget := item.widget()) is not None:
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            widget.hide()
            widget.deleteLater()


def _filled(
    layout: L, items: Iterable[QWidget | QLayout | int | None], spacing: int, margins: Margins
) -> L:
    layout.setContentsMargins(*margins)
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


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a property the style sheet looks at, and let it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
