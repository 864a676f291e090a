"""What the voice can say, and how much of it: the recorded clauses of one language.

Must never glue words: whatever is said is a whole clause of the table, or a person's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

#: Words without a clause: how long they take is judged by their letters.
_OWN_MS, _OWN_LETTER_MS = 400, 65
#: Lengths that are recorded as "about a minute left", and between which of them one is said.
_ABOUT_S = (20, 30, 40, 50, 60, 90, 120, 150, 180)
_LEAST_LEFT_MS, _MOST_LEFT_MS = 15_000, 195_000

#: The language of all words that are not the voice's.
PAGES_LANGUAGE = "en"


class Level(StrEnum):
    """How much is said and sounded."""

    ALL = "all"
    SHORT = "short"
    TONES = "tones"
    SILENT = "silent"

    @property
    def has_voice(self) -> bool:
        """Whether words are spoken at this level."""
        return self in (Level.ALL, Level.SHORT)


@dataclass(frozen=True, slots=True)
class Clause:
    """One recorded clause: its id ("where.GB21.left"), its words (the caption), its length."""

    id: str
    words: str
    length_ms: int


@dataclass(frozen=True, slots=True)
class Guidance:
    """How a session is guided; without clauses nothing is spoken. ``breath_ms`` 0 is no pacer.

    ``language`` is that of the clauses. ``own`` are clauses made of the person's own words, by
    these words; they too stay what they are as long as a session lasts.
    """

    clauses: Mapping[str, Clause] = field(default_factory=dict[str, Clause])
    level: Level = Level.ALL
    breath_ms: int = 0
    language: str = PAGES_LANGUAGE
    own: Mapping[str, Clause] = field(default_factory=dict[str, Clause])

    @property
    def speaks(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.clauses) and self.level.has_voice

    @property
    def speaks_otherwise(self) -> bool:
        """Whether the voice speaks another language than the pages are written in."""
        return self.speaks and self.language != PAGES_LANGUAGE

    @property
    def says_all(self) -> bool:
        """Whether what the short form leaves out is said too."""
        return self.speaks and self.level is Level.ALL

    def sentence(self, clause: str, words: str = "") -> Sentence | None:
        """The clause of that id; where it is not recorded, these words, and None without any.

        Words that were made into a clause of their own are that.
        """
        if recorded := self.clauses.get(clause):
            return Sentence(clause, recorded.words, recorded.length_ms)
        if made := self.own.get(words):
            return Sentence(made.id, words, made.length_ms)
        return Sentence("", words, spoken_ms(words)) if words else None

    def about_left(self, left_ms: int) -> Sentence | None:
        """About how long it still lasts, to the nearest that is recorded.

        None when it is soon over, and when that is far beyond what is recorded.
        """
        if not _LEAST_LEFT_MS <= left_ms <= _MOST_LEFT_MS:
            return None
        nearest = min(_ABOUT_S, key=lambda seconds: abs(seconds * 1000 - left_ms))
        return self.sentence(f"about.{nearest}")


TONES_ONLY = Guidance()


class Sentence(NamedTuple):
    """One thing to say; ``clause`` is empty where nothing is recorded for it."""

    clause: str
    words: str
    length_ms: int


def spoken_ms(words: str) -> int:
    """About how long it takes to speak these words."""
    return _OWN_MS + _OWN_LETTER_MS * len(words)


def slug(words: str) -> str:
    """A text as a part of a clause's id: "under_the_head" of "Under the head"."""
    letters = "".join(one if one.isascii() and one.isalnum() else " " for one in words.lower())
    return "_".join(letters.split())
