"""The keys of a place as shortcuts: they come before the control that has the keyboard.

What is bound stands in core.commands. Must never decide what a command does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from acutimer.core.commands import command_at, keys_at
from acutimer.ui.kit.typed_keys import typed_key


class BoundKeys:
    """Each command of a place, by its id, with what it does; every one of them is needed."""

    def __init__(
        self,
        owner: QWidget,
        place: str,
        acts: Mapping[str, Callable[[], object]],
        *,
        repeats: bool = True,
    ) -> None:
        """A window binds its keys for all of itself, any other widget for what lies in it.

        ``repeats`` says whether a key that is held down asks again and again.
        """
        self._place = place
        self._acts = acts
        self._repeats = repeats
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        context = Qt.ShortcutContext.WindowShortcut if owner.isWindow() else inside
        for key, command in keys_at(place).items():
            shortcut = QShortcut(QKeySequence(key), owner)
            shortcut.setContext(context)
            shortcut.setAutoRepeat(repeats)
            shortcut.activated.connect(acts[command])

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key that no shortcut knew: a letter by its place; False when it means nothing.

        Qt looks shortcuts up by the sign on the key, and a layout may have no Latin ones. The
        owner asks here with every key that is left to it.
        """
        command = command_at(self._place, typed_key(event))
        if not command or (event.isAutoRepeat() and not self._repeats):
            return False
        self._acts[command]()
        return True
