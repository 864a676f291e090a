"""The voices as the verbs know them: by the code of their language, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput
from acutimer.places import voice_folders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from acutimer.core.guidance.speech import Clause

#: ``--voice`` for nobody speaking.
NO_VOICE = "none"


def clauses_of(language: str) -> Mapping[str, Clause]:
    """What is recorded in a language; raises BadInput or StorageError."""
    from acutimer.storage.phrase_files import load_clauses

    return load_clauses(require_voice(language))


def require_voice(language: str) -> Path:
    """The table of a language; raises BadInput, which lists what there is."""
    from acutimer.storage.phrase_files import VoiceMissing, languages, table_of

    try:
        return table_of(language, voice_folders())
    except VoiceMissing:
        there = ", ".join(languages(voice_folders()))
        raise BadInput(
            f"There is no voice {language!r}; there are {there} and {NO_VOICE}."
        ) from None


def voices_line() -> tuple[bool, str]:
    """Whether each table of phrases can be read, and the languages there are, in one sentence."""
    from acutimer.storage.errors import StorageError
    from acutimer.storage.phrase_files import languages, load_clauses, table_of

    there = languages(voice_folders())
    try:
        for language in there:
            load_clauses(table_of(language, voice_folders()))
    except StorageError as error:
        return False, error.sentence
    named = ", ".join(f"{name} ({language})" for language, name in there.items())
    return bool(there), f"Recorded phrases: {named}." if named else "No recorded phrases are there."
