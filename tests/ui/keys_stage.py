"""Keys as a keyboard sends them, what is bound to them, and who takes them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NO_KEY = Qt.KeyboardModifier.NoModifier
#: Every key that a page might take: signs, keys by name, and both with what can be held beside.
SIGNS = tuple(chr(code) for code in range(0x21, 0x7F) if not chr(code).islower())
NAMED = (
    *("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Return", "Space"),
    *("Ins", "Del", "Backspace", "Esc", "F1", "F2"),
)
EVERY_KEY = (
    *SIGNS,
    *NAMED,
    *(f"{held}+{name}" for held in ("Shift", "Ctrl", "Alt") for name in NAMED if name != "Space"),
    *(f"Ctrl+{sign}" for sign in SIGNS),
    *(f"Ctrl+Shift+{letter}" for letter in SIGNS if letter.isalpha()),
)


def bound(widget: QWidget) -> set[str]:
    """The keys of the shortcuts below a widget."""
    return {one.key().toString(_PORTABLE) for one in widget.findChildren(QShortcut)}


def key_event(
    key: int,
    text: str = "",
    held: Qt.KeyboardModifier = _NO_KEY,
    scan_code: int = 0,
    kind: QEvent.Type = QEvent.Type.KeyPress,
) -> QKeyEvent:
    """A key as the X server tells it; ``scan_code`` is the number of its place."""
    return QKeyEvent(kind, key, held, scan_code, 0, 0, text)


def event_of(name: str) -> QKeyEvent:
    """The event of a key by its portable name."""
    combination = QKeySequence(name, _PORTABLE)[0]
    sign = name[-1] if len(name) == 1 else " " if name == "Space" else ""
    return key_event(combination.key(), sign, combination.keyboardModifiers())


def takes(widget: QWidget, name: str) -> bool:
    """Whether a widget takes a key itself and leaves it to nobody around it."""
    event = event_of(name)
    widget.event(event)
    return event.isAccepted()


def type_key(event: QKeyEvent) -> None:
    """Press a key where the keyboard is; shortcuts are not asked, as of a key they do not know."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, event)
