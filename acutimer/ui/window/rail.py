"""The narrow column of pages at the left edge.

Must never hold anything that is not a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.theme import Theme

#: key, name, icon; the last one stands at the bottom
PAGES: Sequence[tuple[str, str, str]] = (
    ("press", "Press", "press"),
    ("history", "History", "history"),
    ("safety", "Safety", "safety"),
    ("settings", "Settings", "settings"),
)


class Rail(QFrame):
    """One button a page; the page shown is the one that is on."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setAccessibleName("Pages")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._below = below = QVBoxLayout(self)
        below.setSpacing(4)
        for key, name, _ in PAGES:
            page_button = QToolButton()
            page_button.setText(name)
            page_button.setProperty("kind", "rail")
            page_button.setCheckable(True)
            page_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            page_button.setIconSize(QSize(22, 22))
            page_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            page_button.setCursor(Qt.CursorShape.PointingHandCursor)
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

    def show_width(self, *, icons_only: bool, width: int) -> None:
        """Names give way to icons when there is little room; they stay as tooltips."""
        self.setFixedWidth(width)
        margin = 8 if width > 80 else 3
        self._below.setContentsMargins(margin, 12, margin, 12)
        style = Qt.ToolButtonStyle
        for page_button in self._buttons.values():
            page_button.setToolButtonStyle(
                style.ToolButtonIconOnly if icons_only else style.ToolButtonTextUnderIcon
            )
            page_button.setToolTip(page_button.text())
            page_button.setAccessibleName(page_button.text())

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for key, _, icon_name in PAGES:
            self._buttons[key].setIcon(icon(icon_name, theme.colour("text2"), 22))
