"""How a session is guided, from what the person chose: clauses of the voice, level, breath.

Must never fail: without a usable table of phrases there are tones only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.own_words import Speaker
from acutimer.core.guidance.speech import Clause, Guidance, Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.points import Atlas
from acutimer.core.preferences import Preferences
from acutimer.core.preparing import with_waits
from acutimer.core.routines import Routine
from acutimer.places import shipped_voices, voice_folders

_SILENT = "The voice is silent, tones are played. "


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


def speaker_of(language: str) -> Speaker:
    """Who says a person's own words in a language, and knows which they cannot."""
    clauses, _ = phrases(language)
    return _speaker(language) if clauses else Speaker({})


@cache
def _speaker(language: str) -> Speaker:
    return Speaker(phrases(language)[0], _Others(language))


class _Others:
    """The clauses of the other languages, read for the first words of one's own: few have any."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __iter__(self) -> Iterator[Mapping[str, Clause]]:
        return iter(self._read)

    @cached_property
    def _read(self) -> tuple[Mapping[str, Clause], ...]:
        from acutimer.storage.other_voices import clauses_besides

        return clauses_besides(self._language, voice_folders())


def phrases(language: str) -> tuple[Mapping[str, Clause], str]:
    """The clauses of a language, and the sentence that says why there are none.

    What is installed besides ours is looked for only where ours has no such language, and each time
    anew: it may come while we run.
    """
    from acutimer.storage.phrase_files import VoiceMissing, table_of

    try:
        try:
            return _read(table_of(language, (shipped_voices(),)))
        except VoiceMissing:
            return _read(table_of(language, voice_folders()))
    except VoiceMissing as fault:
        return {}, _SILENT + fault.sentence


@cache
def _read(table: Path) -> tuple[Mapping[str, Clause], str]:
    from acutimer.storage.errors import StorageError
    from acutimer.storage.phrase_files import load_clauses

    try:
        return load_clauses(table), ""
    except StorageError as fault:
        return {}, _SILENT + fault.sentence
