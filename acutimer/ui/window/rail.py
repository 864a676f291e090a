"""The narrow column of pages at the left edge.

Without the names of QStyle, which cost the start 11 ms. Must never hold what is not a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QVBoxLayout

from acutimer.ui.kit.choice_button import ChoiceButton
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionButton

#: key, name, icon; the last one stands at the bottom
PAGES: Sequence[tuple[str, str, str]] = (
    ("press", "Press", "press"),
    ("history", "History", "history"),
    ("safety", "Safety", "safety"),
    ("settings", "Settings", "settings"),
)


_ICON_PX = 22
#: Between the icon and the name below it, as in a QToolButton.
_GAP_PX = 4
#: Line and padding of the style sheet's rail buttons, on each side, and the least within them.
_ACROSS_PX, _DOWN_PX = 1 + 2, 1 + 10
_LEAST = QSize(46, 42)
#: What Qt gives every tool button besides.
_MORE_PX = 3


class RailButton(ChoiceButton):
    """A page's icon above its name, as in a QToolButton, which is never a radio button.

    The style draws a button with nothing on it, and icon and name are painted over that.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._icon_only = False
        self._theme: Theme | None = None
        self.setProperty("kind", "rail")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme, icon_name: str) -> None:
        """Take other colours."""
        self._theme = theme
        self.setIcon(icon(icon_name, theme.colour("text2"), _ICON_PX))

    def show_icon_only(self, icon_only: bool) -> None:
        """The name gives way, or comes back."""
        if self._icon_only != icon_only:
            self._icon_only = icon_only
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as icon or name, as high as both."""
        size = QSize(self.iconSize())
        if not self._icon_only:
            metrics = self.fontMetrics()
            name = metrics.size(Qt.TextFlag.TextShowMnemonic.value, self.text())
            across = name.width() + 2 * metrics.horizontalAdvance(" ")
            size = QSize(max(size.width(), across), size.height() + _GAP_PX + name.height())
        size = size.expandedTo(_LEAST)
        around = QSize(2 * _ACROSS_PX + _MORE_PX, 2 * _DOWN_PX + _MORE_PX)
        return size + around

    def minimumSizeHint(self) -> QSize:
        """Icon and name are never cut."""
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """What the style draws is the button alone."""
        super().initStyleOption(option)
        option.text, option.icon = "", QIcon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and name on the button."""
        super().paintEvent(event)
        inside = self.rect().adjusted(_ACROSS_PX, _DOWN_PX, -_ACROSS_PX, -_DOWN_PX)
        painter = QPainter(self)
        if self._icon_only:
            self._paint_icon(painter, inside)
        else:
            upper = QRect(inside.topLeft(), QSize(inside.width(), _ICON_PX + _GAP_PX))
            self._paint_icon(painter, upper)
            if self._theme is not None:
                painter.setPen(self._theme.colour(self._token))
            name = inside.adjusted(0, upper.height() - 1, 0, -1)
            painter.drawText(name, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _paint_icon(self, painter: QPainter, box: QRect) -> None:
        mode = QIcon.Mode.Active if self.underMouse() else QIcon.Mode.Normal
        self.icon().paint(painter, box, Qt.AlignmentFlag.AlignCenter, mode)

    @property
    def _token(self) -> str:
        """The colour of the name, as in the style sheet."""
        if self.isChecked():
            return "onAccentSoft"
        return "text" if self.underMouse() else "text2"


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
            self._buttons[key].set_theme(theme, icon_name)
