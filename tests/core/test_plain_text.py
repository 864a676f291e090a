"""Any text becomes one line that a terminal shows as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.plain_text import one_line


@given(st.text(st.characters()))
def test_any_text_is_one_line_that_can_be_printed(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert "\x1b" not in line
    assert line.replace("\u200c", "").replace("\u200d", "").isprintable() or _is_odd(line)
    assert one_line(line) == line


def _is_odd(line: str) -> bool:
    """Whether what cannot be printed is only what Python's tables do not know yet."""
    import unicodedata

    return all(
        sign.isprintable() or unicodedata.category(sign) in ("Cn", "Co") or sign in "\u200c\u200d"
        for sign in line
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain", "plain"),
        ("naïve 痛 👩‍⚕️", "naïve 痛 👩‍⚕️"),
        ("a\r\nb\nc\td\u2028e\x85f", "a b c d e f"),
        ("\x1b[2J\x07\x00", "\\x1b[2J\\x07\\x00"),
        ("\u202eback\u2066", "\\u202eback\\u2066"),
        ("\udcff", "\\udcff"),
        ("a\u00a0b", "a b"),
    ],
)
def test_breaks_are_spaces_and_signs_are_spelt_out(text: str, line: str) -> None:
    assert one_line(text) == line
