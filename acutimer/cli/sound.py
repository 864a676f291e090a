"""The verb on sound: a whole guided session as a file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from acutimer.cli.answers import require_session
from acutimer.cli.asking import BadInput, places_of
from acutimer.cli.content import article_atlas, routine_of, warn
from acutimer.cli.voices import NO_VOICE, clauses_of, require_voice
from acutimer.places import voice_folders

if TYPE_CHECKING:
    from acutimer.audio.tones import Loudness
    from acutimer.core.guidance.speech import Guidance
    from acutimer.core.points import Atlas
    from acutimer.core.preferences import Preferences
    from acutimer.core.routines import Routine


def add_options(render: argparse.ArgumentParser) -> None:
    """What render understands."""
    render.add_argument("routine", metavar="ROUTINE", help="a routine's id, or its file")
    render.add_argument(
        "file", metavar="FILE", help="a file that ends in .wav or .flac, or - for standard output"
    )
    render.add_argument("--format", choices=("wav", "flac"), help="what to write to -")
    render.add_argument("--force", action="store_true", help="write over a file that is there")
    render.add_argument("--voice", metavar="LANG", help=f"the language to speak, or {NO_VOICE}")
    render.add_argument("--level", choices=("all", "short", "tones", "silent"))
    render.add_argument("--breath", metavar="N", help="with a pacer of N breaths a minute, or 0")


def render(options: argparse.Namespace) -> int:
    """Write a routine, as it sounds when nobody touches it, to a file."""
    from acutimer.audio.render import render_score
    from acutimer.audio.tones import Loudness
    from acutimer.audio.voice import Voice
    from acutimer.cli.sound_target import SoundTarget
    from acutimer.core.durations import clock_text
    from acutimer.core.guidance.lead_ins import with_told_lead_ins
    from acutimer.core.guidance.score import score_of
    from acutimer.core.guidance.telling import Telling

    goes_to = SoundTarget(options.file, options.format, force=options.force)
    preferences = _chosen(options)
    atlas = article_atlas()
    routine = _allowed(options, routine_of(options, atlas), atlas)
    loudness = Loudness.chosen(preferences)
    voice = Voice(voice_folders(), loudness)
    telling = Telling(routine, atlas, _guidance(preferences, loudness), in_one_go=True)
    score = score_of(with_told_lead_ins(telling))
    try:
        with goes_to.file() as path:
            length_ms = render_score(score, path, loudness, voice=voice)
            goes_to.require_length(path, length_ms)
    except ImportError:
        raise BadInput(
            "FLAC cannot be written here, because soundfile is missing; end the file in .wav."
        ) from None
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise BadInput(
            f"{goes_to.name} could not be written ({reason}); nothing was kept of it."
        ) from None
    if voice.missing:
        warn([f"Not every phrase is recorded; the first missing one is {voice.missing}."])
    goes_to.say(f"{routine.name}, {clock_text(round(length_ms / 1000))}, checked")
    return 0


def _allowed(options: argparse.Namespace, routine: Routine, atlas: Atlas) -> Routine:
    """The routine as the window would lead it today; raises BadInput where it would not begin."""
    from acutimer.core.safety import allow

    verdict = require_session(options, atlas)
    allowed = allow(routine, verdict)
    if allowed.routine is None:
        raise BadInput("Your safety answers switch off all of it; nothing was written.")
    sides = [step.side for step in routine.steps if step not in allowed.left_out]
    if allowed.left_out or allowed.unsaid or sides != [one.side for one in allowed.routine.steps]:
        why = (reason.text for reason in allowed.why)
        warn(["What your safety answers switch off is left out of it.", *why])
    if any(step.light for step in allowed.routine.steps):
        warn(["Your safety answers allow light pressure only: press every point of it lightly."])
    return allowed.routine


def _chosen(options: argparse.Namespace) -> Preferences:
    """What the person chose in the window, and what the options change of it."""
    from acutimer.core.preferences import read_preferences
    from acutimer.storage.preferences_file import load_preferences

    preferences, fault = load_preferences(places_of(options).preferences)
    warn([fault] if fault else [])
    changes: dict[str, object] = {}
    if options.level is not None:
        changes["guidance"] = options.level
    if options.voice == NO_VOICE:
        changes["voice_volume"] = 0.0
    elif options.voice is not None:
        require_voice(options.voice)
        changes["voice"] = options.voice
    if options.breath is not None:
        breaths = _number(options.breath)
        changes |= {"breath": True, "breaths_per_minute": breaths} if breaths else {"breath": False}
    _, faults = read_preferences(changes)
    if faults:
        raise BadInput(f"--breath takes breaths a minute: {faults[0].partition(' ')[2]}, or 0.")
    return preferences._replace(**changes)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _guidance(preferences: Preferences, loudness: Loudness) -> Guidance:
    """What is said, by whom, and how one breathes."""
    from acutimer.core.guidance.speech import Guidance, Level

    clauses = {}
    if loudness.voice > 0:
        clauses = clauses_of(loudness.language)
    breath_ms = 2 * loudness.half_breath_ms if loudness.breath else 0
    return Guidance(clauses, Level(preferences.guidance), breath_ms, loudness.language)
