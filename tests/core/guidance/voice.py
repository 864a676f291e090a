"""The recorded phrases as a session gets them, and the same words by a voice of known lengths."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from acutimer.core.guidance.cues import Cue
from acutimer.core.guidance.speech import Clause, Guidance, Level
from acutimer.storage.phrase_files import languages, load_clauses, table_of
from tests.core.shipped import RESOURCES

#: What goes with the app, and what is built here to be a package of its own.
PACKAGES = RESOURCES.parent / "packaging" / "voice" / "packages"
FOLDERS = (RESOURCES / "voice", *sorted(PACKAGES.glob("*/acutimer_voices")))
LANGUAGES = tuple(languages(FOLDERS))
_FIRST_MS, _LETTER_MS = 300, 50


@cache
def clauses(language: str) -> dict[str, Clause]:
    return load_clauses(table_of(language, FOLDERS))


def guidance(language: str = "en", level: Level = Level.ALL, breath_ms: int = 0) -> Guidance:
    return Guidance(clauses(language), level, breath_ms, language)


@cache
def steady_clauses(language: str) -> dict[str, Clause]:
    """The same words, about as long as a calm voice takes, whatever the recordings last."""
    return {
        key: replace(one, length_ms=_FIRST_MS + _LETTER_MS * len(one.words))
        for key, one in clauses(language).items()
    }


def steady(language: str = "en", level: Level = Level.ALL, breath_ms: int = 0) -> Guidance:
    """A voice for what is written down to the millisecond: a new pack changes nothing of it."""
    return Guidance(steady_clauses(language), level, breath_ms, language)


def ends_ms(cue: Cue, guide: Guidance) -> int:
    """When a sentence has been said, by the length that the table has of it."""
    sentence = guide.sentence(cue.clause, cue.caption)
    assert sentence is not None
    return cue.at_ms + sentence.length_ms
