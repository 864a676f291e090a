"""What keys mean on keyboards of the world: events as X11 tells them, with text, key and place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from acutimer.ui.kit.typed_keys import typed_key
from tests.ui.keys_stage import EVERY_KEY, event_of, key_event

Key, Held = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CTRL = Held.NoModifier, Held.ShiftModifier, Held.ControlModifier

#: layout, key, text, held, code of the place, what is meant
TYPED = [
    # AZERTY: the row of digits gives them with Shift only
    ("fr", Key.Key_7, "7", SHIFT, 16, "7"),
    ("fr", Key.Key_Egrave, "è", NONE, 16, "È"),
    ("fr", Key.Key_Slash, "/", SHIFT, 60, "/"),
    ("fr", Key.Key_Question, "?", SHIFT, 58, "?"),
    # the letter typed, not its place: A lies where Q is elsewhere
    ("fr", Key.Key_A, "a", NONE, 24, "A"),
    ("fr", Key.Key_M, "m", NONE, 47, "M"),
    # brackets by AltGr, which is no modifier here
    ("fr", Key.Key_BracketLeft, "[", Held.GroupSwitchModifier, 14, "["),
    ("fr", Key.Key_7, "7", Held.KeypadModifier, 79, "7"),
    # Czech QWERTZ
    ("cz", Key.Key_3, "3", SHIFT, 12, "3"),
    ("cz", 0x160, "š", NONE, 12, "Š"),
    ("cz", Key.Key_Plus, "+", NONE, 10, "+"),
    ("cz", Key.Key_1, "1", SHIFT, 10, "1"),
    ("cz", Key.Key_Z, "z", NONE, 29, "Z"),
    # German
    ("de", Key.Key_Slash, "/", SHIFT, 16, "/"),
    ("de", Key.Key_7, "7", NONE, 16, "7"),
    ("de", Key.Key_Question, "?", SHIFT, 20, "?"),
    ("de", Key.Key_Backslash, "\\", NONE, 20, "\\"),
    ("de", Key.Key_Udiaeresis, "ü", NONE, 34, "Ü"),
    # Russian alone: letters by place, signs and digits as typed
    ("ru", 0x414, "д", NONE, 46, "L"),
    ("ru", 0x415, "е", NONE, 28, "T"),
    ("ru", 0x41A, "к", NONE, 27, "R"),
    ("ru", 0x423, "у", NONE, 26, "E"),
    ("ru", 0x41B, "л", NONE, 45, "K"),
    ("ru", 0x42C, "ь", NONE, 58, "M"),
    ("ru", 0x422, "т", NONE, 57, "N"),
    ("ru", 0x41C, "м", NONE, 55, "V"),
    ("ru", 0x425, "х", NONE, 34, "["),
    ("ru", 0x414, "Д", SHIFT, 46, "L"),
    ("ru", Key.Key_5, "5", NONE, 14, "5"),
    ("ru", Key.Key_Question, "?", SHIFT, 16, "?"),
    # with Ctrl there is no text
    ("ru", 0x42F, "", CTRL, 52, "Ctrl+Z"),
    ("ru", 0x42F, "", CTRL | SHIFT, 52, "Ctrl+Shift+Z"),
    ("ru", 0x419, "", CTRL, 24, "Ctrl+Q"),
    # Greek alone
    ("gr", 0x39B, "λ", NONE, 46, "L"),
    ("gr", 0x3A4, "τ", NONE, 28, "T"),
    ("gr", 0x3A1, "ρ", NONE, 27, "R"),
    ("gr", 0x395, "ε", NONE, 26, "E"),
    ("gr", 0x3A9, "ω", NONE, 55, "V"),
    ("gr", 0x3A3, "ς", NONE, 25, "W"),
    # digits of other scripts are digits
    ("ar", 0x664, "٤", NONE, 13, "4"),
    # without a place that is known it means itself
    ("ru", 0x414, "д", NONE, 0, "Д"),
]


@pytest.mark.parametrize(
    ("layout", "key", "text", "held", "place", "meant"),
    TYPED,
    ids=[f"{row[0]}-{row[2]}-{row[5]}" for row in TYPED],
)
def test_a_key_means_what_it_types(
    layout: str, key: int, text: str, held: Qt.KeyboardModifier, place: int, meant: str
) -> None:
    assert typed_key(key_event(key, text, held, place)) == meant


@pytest.mark.parametrize("name", EVERY_KEY)
def test_keys_have_the_names_of_the_table(name: str) -> None:
    assert typed_key(event_of(name)) == name


@pytest.mark.parametrize(
    ("key", "text", "held", "meant"),
    [
        (Key.Key_Enter, "\r", Held.KeypadModifier, "Return"),
        (Key.Key_Return, "\r", NONE, "Return"),
        (Key.Key_Left, "", SHIFT | Held.KeypadModifier, "Shift+Left"),
        (Key.Key_Space, " ", SHIFT, "Space"),
        (Key.Key_Delete, "\x7f", NONE, "Del"),
        (Key.Key_T, "T", SHIFT, "T"),
        (Key.Key_Q, "\x11", CTRL, "Ctrl+Q"),
        (Key.Key_1, "1", CTRL, "Ctrl+1"),
        (Key.Key_unknown, "", NONE, ""),
    ],
)
def test_modifiers_are_named_only_where_they_change_no_sign(
    key: int, text: str, held: Qt.KeyboardModifier, meant: str
) -> None:
    assert typed_key(key_event(key, text, held)) == meant
