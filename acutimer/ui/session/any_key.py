"""Any key: which of those that mean nothing else answer a step that waits, or pause in the dark.

Must never decide what a key does.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

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
