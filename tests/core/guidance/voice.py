"""The recorded phrases as a session gets them."""

from __future__ import annotations

from functools import cache

from acutimer.core.guidance.cues import Cue
from acutimer.core.guidance.speech import Clause, Guidance, Level
from acutimer.storage.phrase_files import languages, load_clauses, table_of
from tests.core.shipped import RESOURCES

#: What goes with the app, and what is built here to be a package of its own.
PACKAGES = RESOURCES.parent / "packaging" / "voice" / "packages"
FOLDERS = (RESOURCES / "voice", *sorted(PACKAGES.glob("*/acutimer_voices")))
LANGUAGES = tuple(languages(FOLDERS))


@cache
def clauses(language: str) -> dict[str, Clause]:
    return load_clauses(table_of(language, FOLDERS))


def guidance(language: str = "en", level: Level = Level.ALL, breath_ms: int = 0) -> Guidance:
    return Guidance(clauses(language), level, breath_ms, language)


def ends_ms(cue: Cue, guide: Guidance) -> int:
    """When a sentence has been said, by the length that the table has of it."""
    sentence = guide.sentence(cue.clause, cue.caption)
    assert sentence is not None
    return cue.at_ms + sentence.length_ms
