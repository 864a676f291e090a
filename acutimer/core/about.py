"""What acutimer is and is not, as the text that a person accepts: its words, version and date.

Built from a mapping; a text that cannot be read whole is no text. Must never promise anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from acutimer.core.reading import Reader


@dataclass(frozen=True, slots=True)
class About:
    """One version of the text; a later one has to be accepted anew."""

    #: 1 or more, counted up whenever what is accepted changes
    version: int
    #: the day this version was written
    date: date
    is_title: str
    is_words: tuple[str, ...]
    is_not_title: str
    is_not_words: tuple[str, ...]
    #: the words on the button that accepts it
    accept: str


def read_about(content: Mapping[str, object]) -> About:
    """The text from the mapping of about.toml; raises ContentError."""
    row = Reader(content)
    row.only(
        *("schema", "version", "date", "accept"),
        *("is_title", "is_words", "is_not_title", "is_not_words"),
    )
    return About(
        version=row.whole("version", 1, 9999),
        date=_day(row),
        is_title=row.text("is_title"),
        is_words=_sentences(row, "is_words"),
        is_not_title=row.text("is_not_title"),
        is_not_words=_sentences(row, "is_not_words"),
        accept=row.text("accept"),
    )


def _day(row: Reader) -> date:
    written = row.text("date")
    try:
        return date.fromisoformat(written)
    except ValueError as fault:
        raise row.error("date must be a day like 2026-03-01", "date") from fault


def _sentences(row: Reader, key: str) -> tuple[str, ...]:
    said = row.texts(key)
    if not said or not all(one.strip() for one in said):
        raise row.error(f"{key} must hold at least one sentence, and no empty one", key)
    return said
