"""The keys of the session page, as shortcuts of the whole page.

Shortcuts come before the focused button, which would otherwise take Space and the arrows itself.
Must never decide what a key does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_Key = Qt.Key
#: Alone they mean nothing: a hand that rests on Shift presses nothing.
_MODIFIERS = frozenset(
    (
        _Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta,
        _Key.Key_Super_L, _Key.Key_Super_R, _Key.Key_Hyper_L, _Key.Key_Hyper_R,
        _Key.Key_CapsLock, _Key.Key_NumLock, _Key.Key_ScrollLock, _Key.Key_Mode_switch,
    )
)  # fmt: skip
#: The desktop's own keys keep their meaning: louder, darker, play, next. Dead keys lie above.
_FIRST_DESKTOP_KEY, _LAST_DESKTOP_KEY = _Key.Key_Back, 0x0100_0FFF
_PRESSING = frozenset((_Key.Key_Return, _Key.Key_Enter, _Key.Key_Select, _Key.Key_Space))
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
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


def means_nothing(key: int) -> bool:
    """Whether a key by itself is no wish: a modifier, or one of the desktop's own."""
    return key in _MODIFIERS or _FIRST_DESKTOP_KEY <= key <= _LAST_DESKTOP_KEY


def answers(event: QKeyEvent, *, on_button: bool) -> bool:
    """Whether a key that no shortcut took answers a step that waits.

    With the keyboard on a button, what presses buttons is that button's.
    """
    if event.isAutoRepeat() or means_nothing(event.key()) or event.modifiers() & _COMMAND:
        return False
    return not (on_button and event.key() in _PRESSING)
