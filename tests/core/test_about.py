"""The text that is accepted: read whole or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from acutimer.core.about import read_about
from acutimer.core.reading import ContentError
from tests.core.shipped import content


def test_the_shipped_text_names_version_day_and_age() -> None:
    about = read_about(content("about.toml"))
    assert about.version >= 1
    assert date(2026, 1, 1) < about.date < date(2100, 1, 1)
    assert "18 or older" in about.accept
    assert any("diary" in words for words in about.is_words)
    assert any("medical advice" in words for words in about.is_not_words)
    assert any("emergencies" in words for words in about.is_not_words)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", 0),
        ("version", "1"),
        ("version", None),
        ("date", "soon"),
        ("date", 2026),
        ("is_words", []),
        ("is_not_words", ["Not medical advice.", " "]),
        ("is_not_words", None),
        ("accept", ""),
        ("promise", "much"),
    ],
)
def test_half_a_text_is_none(key: str, value: Any) -> None:
    text = {**content("about.toml"), key: value}
    if value is None:
        del text[key]
    with pytest.raises(ContentError) as fault:
        read_about(text)
    assert key in fault.value.reason
