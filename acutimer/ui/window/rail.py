"""The narrow column of pages at the left edge.

Must never hold anything that is not a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QVBoxLayout,
)

from acutimer.ui.kit.choice_button import ChoiceButton
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.theme import Theme

#: key, name, icon; the last one stands at the bottom
PAGES: Sequence[tuple[str, str, str]] = (
    ("press", "Press", "press"),
    ("history", "History", "history"),
    ("safety", "Safety", "safety"),
    ("settings", "Settings", "settings"),
)


#: Between the icon and the name below it, as in a QToolButton.
_GAP_PX = 4


class RailButton(ChoiceButton):
    """A page's icon above its name, drawn like a QToolButton, which is never a radio button."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._icon_only = False
        self.setProperty("kind", "rail")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(22, 22))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_icon_only(self, icon_only: bool) -> None:
        """The name gives way, or comes back."""
        if self._icon_only != icon_only:
            self._icon_only = icon_only
            self.updateGeometry()
            self.update()

    def _drawn(self) -> QStyleOptionToolButton:
        option = QStyleOptionToolButton()
        option.initFrom(self)
        pressed, checked = self.isDown(), self.isChecked()
        if pressed:
            option.state |= QStyle.StateFlag.State_Sunken
        if checked:
            option.state |= QStyle.StateFlag.State_On
        if not (pressed or checked):
            option.state |= QStyle.StateFlag.State_Raised
        option.subControls = QStyle.SubControl.SC_ToolButton
        option.icon, option.iconSize = self.icon(), self.iconSize()
        option.text, option.font = self.text(), self.font()
        style = Qt.ToolButtonStyle
        option.toolButtonStyle = (
            style.ToolButtonIconOnly if self._icon_only else style.ToolButtonTextUnderIcon
        )
        return option

    def sizeHint(self) -> QSize:
        """As wide as icon or name, as high as both."""
        size = QSize(self.iconSize())
        if not self._icon_only:
            metrics = self.fontMetrics()
            name = metrics.size(Qt.TextFlag.TextShowMnemonic.value, self.text())
            across = name.width() + 2 * metrics.horizontalAdvance(" ")
            size = QSize(max(size.width(), across), size.height() + _GAP_PX + name.height())
        drawn = self._drawn()
        return self.style().sizeFromContents(QStyle.ContentsType.CT_ToolButton, drawn, size, self)

    def minimumSizeHint(self) -> QSize:
        """Icon and name are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """As the style draws tools."""
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, self._drawn())
        painter.end()


class Rail(QFrame):
    """One button a page; the page shown is the one that is on."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setAccessibleName("Pages")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._below = below = QVBoxLayout(self)
        below.setSpacing(4)
        for key, name, _ in PAGES:
            page_button = RailButton(name)
            page_button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._buttons[key] = page_button
            self._group.addButton(page_button)
            if key == PAGES[-1][0]:
                below.addStretch(1)
            below.addWidget(page_button)
        self.set_theme(theme)
        self.show_page(PAGES[0][0])

    def show_page(self, key: str) -> None:
        """Mark the page that is shown, when it is one of ours; card and editor belong to Press."""
        key = "press" if key in ("point", "editor") else key
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def button(self, key: str) -> RailButton:
        """The button of a page."""
        return self._buttons[key]

    def show_width(self, *, icons_only: bool, width: int) -> None:
        """Names give way to icons when there is little room; they stay as tooltips.

        ``width`` px are taken, or what the buttons need.
        """
        margin = 8 if width > 80 else 3
        self._below.setContentsMargins(margin, 12, margin, 12)
        for page_button in self._buttons.values():
            page_button.show_icon_only(icons_only)
            page_button.setToolTip(page_button.text())
        widest = max(page_button.sizeHint().width() for page_button in self._buttons.values())
        self.setFixedWidth(max(width, widest + 2 * margin + 1))

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for key, _, icon_name in PAGES:
            self._buttons[key].setIcon(icon(icon_name, theme.colour("text2"), 22))
