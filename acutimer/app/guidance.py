"""How a session is guided, from what the person chose: clauses of the voice, level, breath.

Must never fail: without a usable table of phrases there are tones only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.speech import Clause, Guidance, Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.points import Atlas
from acutimer.core.preferences import Preferences
from acutimer.core.preparing import with_waits
from acutimer.core.routines import Routine
from acutimer.places import shipped_voices, voice_folders

_SILENT = "The voice is silent, tones are played. "


def guidance_of(preferences: Preferences) -> Guidance:
    """The guidance that a session needs; the table of a language is read once."""
    clauses, _ = phrases(preferences.voice)
    breath_ms = round(60_000 / preferences.breaths_per_minute) if preferences.breath else 0
    return Guidance(clauses, Level(preferences.guidance), breath_ms, preferences.voice)


def led(routine: Routine, atlas: Atlas, preferences: Preferences) -> Routine:
    """A routine as it is led today: with waits, and with the time that words take."""
    waiting = with_waits(routine, preferences.wait)
    return with_told_lead_ins(Telling(waiting, atlas, guidance_of(preferences))).routine


def led_by(preferences: Preferences) -> tuple[str, ...]:
    """What changes how long a routine lasts besides its own steps."""
    return preferences.wait, preferences.guidance, preferences.voice


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
