"""What a key means: the sign it types, never the modifiers it takes to type that sign.

A digit is Shift and a key in France, a slash is Shift and 7 in Germany. Where a layout has no Latin
letters, a letter is told by the key's place. Must never decide what a key does.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_Held = Qt.KeyboardModifier
_COMMAND_KEYS = (
    (_Held.ControlModifier, "Ctrl"),
    (_Held.AltModifier, "Alt"),
    (_Held.MetaModifier, "Meta"),
)
#: All that can stand in a name.
_NAMED_KEYS = _Held.ControlModifier | _Held.AltModifier | _Held.MetaModifier | _Held.ShiftModifier
#: The rows of letters on a US keyboard and the code of their first key, as X11 and Wayland count.
_ROWS = ((24, "QWERTYUIOP[]"), (38, "ASDFGHJKL;'"), (52, "ZXCVBNM,./"))
_BY_PLACE = {first + index: sign for first, row in _ROWS for index, sign in enumerate(row)}
#: Letters from here on are Greek, Cyrillic, Arabic ..., but for a few blocks of Latin and of signs.
_FIRST_OTHER_LETTER = 0x370
_NO_OTHER_LETTERS = ((0x1E00, 0x1EFF), (0x2000, 0x2BFF))
#: Qt gives no character a code above this; what lies there are keys by name.
_LAST_CHARACTER = 0x10FFFF


def typed_key(event: QKeyEvent) -> str:
    """The key by Qt's portable name: "7", "T", "/", "Space", "Shift+Left", "Ctrl+Z".

    Shift is named only where it changes no sign: with arrows and the like, and beside Ctrl, Alt or
    Meta with a letter. Enter of the number pad is "Return".
    """
    held = event.modifiers()
    sign = _sign(event)
    if not sign:
        return _named(event)
    names = [name for flag, name in _COMMAND_KEYS if held & flag]
    if names and sign.isalpha() and held & _Held.ShiftModifier:
        names.append("Shift")
    return "+".join((*names, sign))


def _named(event: QKeyEvent) -> str:
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_unknown, Qt.Key(0)):
        return ""
    held = event.modifiers() & _NAMED_KEYS
    name = QKeySequence(held | (Qt.Key.Key_Return if key == Qt.Key.Key_Enter else key))
    return name.toString(QKeySequence.SequenceFormat.PortableText)


def _sign(event: QKeyEvent) -> str:
    """The sign that is typed, letters in capitals; empty for keys that type none."""
    text, key = event.text(), event.key()
    if len(text) != 1 or not text.isprintable():
        # with Ctrl held the text is a control sign, and the key alone knows what stands on it
        text = chr(key) if Qt.Key.Key_Space <= key <= _LAST_CHARACTER else ""
    if text == " ":
        return "Space"
    if text.isdecimal():
        return str(int(text))  # the digits of any script
    if text and _is_other_letter(ord(text)):
        return _BY_PLACE.get(event.nativeScanCode(), text.upper())
    return text.upper() if len(text.upper()) == 1 else text


def _is_other_letter(code: int) -> bool:
    """Whether a character belongs to a script that has no Latin letters."""
    return code >= _FIRST_OTHER_LETTER and not any(
        first <= code <= last for first, last in _NO_OTHER_LETTERS
    )
