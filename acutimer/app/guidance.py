"""How a session is guided, from what the person chose: clauses of the voice, level, breath.

Must never fail: without a usable table of phrases there are tones only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from acutimer.core.guidance import own_words
from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.speech import Clause, Guidance, Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.points import Atlas
from acutimer.core.preferences import Preferences
from acutimer.core.preparing import with_waits
from acutimer.core.routines import Routine
from acutimer.core.settings import VOICE
from acutimer.places import resource_path


def guidance_of(preferences: Preferences, own: Mapping[str, Clause] | None = None) -> Guidance:
    """The guidance that a session needs; the table of a language is read once.

    ``own`` are the clauses made of the person's own words.
    """
    clauses, _ = phrases(preferences.voice)
    breath_ms = round(60_000 / preferences.breaths_per_minute) if preferences.breath else 0
    level = Level(preferences.guidance)
    return Guidance(clauses, level, breath_ms, preferences.voice, own or {})


def led(
    routine: Routine,
    atlas: Atlas,
    preferences: Preferences,
    own: Mapping[str, Clause] | None = None,
) -> Routine:
    """A routine as it is led today: with waits, and with the time that words take."""
    waiting = with_waits(routine, preferences.wait)
    return with_told_lead_ins(Telling(waiting, atlas, guidance_of(preferences, own))).routine


def led_by(preferences: Preferences) -> tuple[str, ...]:
    """What changes how long a routine lasts besides its own steps."""
    return preferences.wait, preferences.guidance, preferences.voice


def own_words_in(routine: Routine, atlas: Atlas, language: str) -> tuple[str, ...]:
    """All that a routine says and nobody recorded, as far as a voice of that language can."""
    clauses, _ = phrases(language)
    words = own_words.own_words_of(routine, atlas, clauses) if clauses else {}
    return tuple(one for one in words if not why_unsaid(one, language))


def why_unsaid(words: str, language: str) -> str:
    """Why a voice of that language cannot say the words, in a sentence; empty where it can."""
    others = (phrases(other)[0] for other, _ in VOICE.choices if other != language)
    return own_words.why_unsaid(words, phrases(language)[0], others)


@cache
def phrases(language: str) -> tuple[Mapping[str, Clause], str]:
    """The clauses of a language, and the sentence that says why there are none."""
    from acutimer.storage.errors import StorageError
    from acutimer.storage.phrase_files import load_clauses

    try:
        return load_clauses(resource_path(f"voice/{language}/phrases.toml")), ""
    except StorageError as fault:
        return {}, f"The voice is silent, tones are played. {fault.sentence}"
