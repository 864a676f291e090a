"""Small pieces every page is built from: labels by type role, buttons by kind, boxes, rows.

Looks come from the style sheet by the properties set here; type comes from theme.font. Must never
know what a piece is used for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
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
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from acutimer.ui.kit.breaking_button import BreakingButton
from acutimer.ui.kit.choice_button import ChoiceButton
from acutimer.ui.kit.theme import font

B = TypeVar("B", bound=QPushButton)
L = TypeVar("L", bound=QBoxLayout)
#: A widget or a layout, also with its share of the room, a gap in px, or None for a stretch.
Item = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None
#: Left, top, right and bottom in px.
Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)


def typed(role: str) -> QFont:
    """The font of a type role at the application's text size."""
    return font(role, QApplication.font())


def wear(widget: QWidget, role: str, weight: QFont.Weight | None = None) -> None:
    """Give a widget the font of a type role, and again whenever the text size changes.

    ``weight`` is another than the role's own.
    """
    _dress_type(widget, role, weight)  # first: a label of a role looks whether the font is its own
    widget.setProperty("typeRole", role)
    if weight is not None or widget.property("typeWeight") is not None:
        widget.setProperty("typeWeight", weight)


def wear_again(app: QApplication) -> None:
    """Give everything that wears a role its font at the text size there is now."""
    for widget in app.allWidgets():
        if (role := widget.property("typeRole")) is not None:
            _dress_type(widget, role, widget.property("typeWeight"))


def _dress_type(widget: QWidget, role: str, weight: QFont.Weight | None) -> None:
    dressed = typed(role)
    if weight is not None:
        dressed.setWeight(weight)
    widget.setFont(dressed)


class TypedLabel(QLabel):
    """A text that keeps its role's font: in another place Qt puts one back that it had before."""

    _is_dressing = False

    def changeEvent(self, event: QEvent) -> None:
        """A font that nobody asked for is changed back, once."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self._is_dressing:
            role = self.property("typeRole")
            if role is not None and self.font().pointSizeF() != typed(role).pointSizeF():
                self._is_dressing = True
                _dress_type(self, role, self.property("typeWeight"))
                self._is_dressing = False


def label(text: str, role: str = "body", kind: str = "", *, wraps: bool = False) -> QLabel:
    """A text; ``role`` is its type, ``kind`` its colour or box in the style sheet."""
    text_label = QLabel(text) if role == "body" else TypedLabel(text)
    if role != "body":
        wear(text_label, role)
    if kind:
        text_label.setProperty("kind", kind)
    if kind == "key":
        # a cap beside something higher stays as high as its letter needs
        text_label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    if wraps:
        text_label.setWordWrap(True)
        # a wrapped label must be free to become narrow, or it would push its page sideways
        text_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    text_label.setTextFormat(Qt.TextFormat.PlainText)
    return text_label


def button(text: str, kind: str = "", tip: str = "", name: str = "") -> QPushButton:
    """A push button; ``name`` is what a screen reader says where the text is not enough."""
    return _dressed(QPushButton(text), kind, tip, name)


def breaking_button(text: str, kind: str = "", tip: str = "", name: str = "") -> BreakingButton:
    """A push button whose words may stand in more lines than one."""
    return _dressed(BreakingButton(text), kind, tip, name)


def choice_button(text: str, kind: str = "", name: str = "") -> ChoiceButton:
    """A push button that is one of several; it still has to be put into their group."""
    return _dressed(ChoiceButton(text), kind, "", name)


def _dressed(push_button: B, kind: str, tip: str, name: str) -> B:
    if kind:
        push_button.setProperty("kind", kind)
    if tip:
        push_button.setToolTip(tip)
    if name:
        push_button.setAccessibleName(name)
    push_button.setCursor(Qt.CursorShape.PointingHandCursor)
    push_button.setAutoDefault(True)  # Enter presses the button that has the keyboard
    return push_button


def switch(name: str) -> QCheckBox:
    """On or off; ``clicked`` tells what the person chose."""
    check_box = QCheckBox()
    check_box.setProperty("kind", "switch")
    check_box.setProperty("bare", True)
    check_box.setAccessibleName(name)
    check_box.setCursor(Qt.CursorShape.PointingHandCursor)
    return check_box


def frame(kind: str = "", *, card: bool = False) -> QFrame:
    """A box that the style sheet paints."""
    box = QFrame()
    if kind:
        box.setProperty("kind", kind)
    if card:
        box.setProperty("card", True)
    return box


def line() -> QFrame:
    """A hairline across."""
    return frame("line")


def upright() -> QFrame:
    """A hairline down, between what stands side by side."""
    divider = frame("upright")
    divider.setFixedWidth(1)
    return divider


def column(*items: Item, spacing: int = 0, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """Items below each other, in px."""
    return _filled(QVBoxLayout(), items, spacing, margins)


def row(*items: Item, spacing: int = 0, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Items beside each other, in px."""
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


def _filled(layout: L, items: Iterable[Item], spacing: int, margins: Margins) -> L:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for item in items:
        part, share = item if isinstance(item, tuple) else (item, 0)
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part, share)
        else:
            layout.addWidget(part, share)
    return layout


def scrolling(content: QWidget, pages: QStackedWidget | None = None) -> QScrollArea:
    """A page that scrolls up and down, never sideways; it may be the next of some pages."""
    area = QScrollArea()
    if pages is not None:
        pages.addWidget(area)  # while it is empty: what is moved is dressed anew, with all it holds
    fill(area, content)
    return area


def fill(area: QScrollArea, content: QWidget) -> None:
    """Let an area scroll its content up and down, never sideways."""
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("ground", True)
    area.setWidget(content)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a property the style sheet looks at, and let it look again if it has looked."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
