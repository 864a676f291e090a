"""The keys of the session page, as shortcuts of the whole page.

Shortcuts come before the focused button, which would otherwise take Space and the arrows itself.
Must never decide what a key does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_DIGITS = (*map(str, range(10)), "T")


class SessionKeys:
    """Keys by name with what they do, and the digits, which rate only while that is asked."""

    def __init__(
        self,
        page: QWidget,
        commands: Mapping[str, Callable[[], None]],
        rate: Callable[[int], None],
    ) -> None:
        self._page = page
        for key, command in commands.items():
            self._shortcut(key, command)
        self._digits = [
            self._shortcut(key, lambda value=value: rate(value))
            for value, key in enumerate(_DIGITS)
        ]

    def allow_digits(self, *, allowed: bool) -> None:
        """Whether digits and T rate; while hands are busy they mean nothing."""
        for shortcut in self._digits:
            shortcut.setEnabled(allowed)

    def _shortcut(self, key: str, command: Callable[[], None]) -> QShortcut:
        made = QShortcut(QKeySequence(key), self._page)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setAutoRepeat(False)
        made.activated.connect(command)
        return made
