"""Own words on the command line: clips of them for a file, and which of them no voice can say.

Must never print the words: the steps that hold them are named.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from acutimer.cli.asking import places_of
from acutimer.cli.content import warn
from acutimer.places import voice_folders

if TYPE_CHECKING:
    from acutimer.core.guidance.own_words import Speaker
    from acutimer.core.guidance.speech import Clause, Guidance
    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine

_NO_ENGINE = (
    "Your own words {steps} are not in the file, because no voice for own words is installed"
    "{how}; the rest is."
)
_UNMADE = "Your own words {steps} could not be spoken, so they are not in the file; the rest is."
_UNKEPT = "Your own words could not be kept as sound ({reason}), so {steps} are not in the file."


def speaker_of(language: str, clauses: Mapping[str, Clause]) -> Speaker:
    """Who says own words in a language, and knows which they cannot."""
    from acutimer.core.guidance.own_words import Speaker
    from acutimer.storage.other_voices import clauses_besides

    return Speaker(clauses, clauses_besides(language, voice_folders()))


def own_clips(
    options: argparse.Namespace, routine: Routine, atlas: Atlas, guidance: Guidance
) -> Mapping[str, Clause]:
    """Clips of all own words that a routine says, made now where they are missing.

    What will not be in the file is said on stderr.
    """
    if not guidance.speaks:
        return {}
    speaker = speaker_of(guidance.language, guidance.clauses)
    steps = speaker.own_words(routine, atlas)
    by_reason: dict[str, list[str]] = {}
    for words in steps:
        by_reason.setdefault(speaker.why_unsaid(words), []).append(words)
    sayable = by_reason.pop("", [])
    for why, unsaid in by_reason.items():
        warn([f"Your own words {_at(steps, unsaid)} are not in the file. {why}"])
    return _made(options, guidance.language, sayable, steps)


def _made(
    options: argparse.Namespace, language: str, sayable: list[str], steps: Mapping[str, list[int]]
) -> Mapping[str, Clause]:
    from acutimer.audio.own_voice import Speaking, engine_of, how_to_install
    from acutimer.core.guidance.speech import Clause
    from acutimer.storage.errors import StorageError
    from acutimer.storage.own_clips import OwnClipFiles

    engine = engine_of(language)
    if engine is None:
        how = how_to_install(language)
        if sayable:
            warn([_NO_ENGINE.format(steps=_at(steps, sayable), how=how and f" ({how})")])
        return {}
    files, found = OwnClipFiles(places_of(options).own_clips), dict[str, Clause]()
    for words in sayable:
        clip = engine.clip_id(words)
        length_ms = files.length_ms(language, clip)
        if length_ms is not None:
            found[words] = Clause(clip, words, length_ms)
    missing = [words for words in sayable if words not in found]
    reason = ""
    try:
        for made in Speaking(engine, missing) if missing else ():
            clip = engine.clip_id(made.words)
            files.keep(language, clip, made.clip, made.length_ms)
            found[made.words] = Clause(clip, made.words, made.length_ms)
    except StorageError as fault:
        reason = fault.reason
    if left := [words for words in missing if words not in found]:
        where = _at(steps, left)
        warn(
            [_UNKEPT.format(reason=reason, steps=where) if reason else _UNMADE.format(steps=where)]
        )
    return found


def _at(steps: Mapping[str, list[int]], words: Iterable[str]) -> str:
    """Which steps those are: "in step 2", "in steps 1, 2 and 4"."""
    from acutimer.core.word_lists import listed

    numbers = [str(number) for number in sorted({at + 1 for one in words for at in steps[one]})]
    return f"in step{'s' * (len(numbers) > 1)} {listed(numbers)}"
