"""The verbs on routines of one's own: routine add, lint, export, remove."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.cli.answers import judged
from acutimer.cli.asking import STDOUT, BadInput, places_of, print_bytes, print_json
from acutimer.cli.content import all_routines, article_atlas, warn
from acutimer.places import MORE_POINTS, resource_path, voice_folders

if TYPE_CHECKING:
    from acutimer.core.guidance.own_words import Speaker
    from acutimer.core.points import Atlas
    from acutimer.core.routine_lint import Finding
    from acutimer.core.routines import Routine
    from acutimer.core.safety import Verdict

#: Exit code of a routine that can be read, but with which no session can begin.
STOPPED = 1


def routine_help(options: argparse.Namespace) -> int:
    """What can be asked of routines."""
    options.parser.print_help()
    return 0


def add(options: argparse.Namespace) -> int:
    """Take a file's routine into the profile."""
    from acutimer.core.routine_lint import findings_of
    from acutimer.storage.routine_files import take_in

    atlas = article_atlas()
    known = all_routines(options, atlas)
    folder, more = places_of(options).routines, resource_path(MORE_POINTS)
    taken = take_in(Path(options.file), folder, known, atlas, more)
    routine = taken.routine
    by = f" by {routine.author}" if routine.author else ""
    if taken.was_there:
        print(f"{routine.name}{by} is there already as {routine.id}; nothing was added.")
        return 0
    _tell_window(options)
    print(f"{routine.name}{by} was added as {routine.id}.")
    if taken.renamed_from:
        print(f"The id {taken.renamed_from} belongs to another routine.")
    for finding in findings_of(routine, atlas, _verdict(options, atlas), _speaker(options)):
        _print_finding(finding)
    return 0


def lint(options: argparse.Namespace) -> int:
    """What a person would want to know of a routine; 1 when no session can begin with it."""
    from acutimer.core.routine_lint import findings_of
    from acutimer.storage.resource_files import load_routine_file
    from acutimer.storage.toml_files import ContentFileError

    atlas, path = article_atlas(), Path(options.file)
    more = resource_path(MORE_POINTS)
    try:
        routine = load_routine_file(path, atlas, more, within_limits=False)
    except ContentFileError as fault:
        raise BadInput(f"{path}, line {fault.line}: {fault.reason}.") from fault
    found = findings_of(routine, atlas, _verdict(options, atlas), _speaker(options))
    stopped = any(finding.stops for finding in found)
    if options.json:
        print_json(_json(path, routine, atlas, found))
    else:
        from acutimer.core.routine_lint import totals

        print(f"{routine.name}: {totals(routine, atlas)}")
        for caution in routine.cautions:
            print(f"caution: {caution}")
        if routine.plan is not None:
            from acutimer.core.plan import schedule_words

            print(f"plan: {schedule_words(routine.plan)}")
        for finding in found:
            _print_finding(finding, _line(path, finding))
        if not found:
            print("Nothing to say about it.")
    return STOPPED if stopped else 0


def _verdict(options: argparse.Namespace, atlas: Atlas) -> Verdict:
    """What the profile's answers switch off; says so where that is not known, or is all.

    The danger signs, which are looked at anew each day, say nothing about a routine.
    """
    from acutimer.core.safety_check import why_answers_allow_none

    found = judged(options, atlas)
    why_not = found.fault or why_answers_allow_none(found.verdict)
    warn([why_not] if why_not else [])
    return found.verdict


def _speaker(options: argparse.Namespace) -> Speaker | None:
    """The voice chosen in the window; None where no words are spoken, or its table is unusable."""
    from acutimer.cli.own_words import speaker_of
    from acutimer.core.guidance.speech import Level
    from acutimer.storage.errors import StorageError
    from acutimer.storage.phrase_files import load_clauses, table_of
    from acutimer.storage.preferences_file import load_preferences

    chosen, _ = load_preferences(places_of(options).preferences)
    if not Level(chosen.guidance).has_voice:
        return None
    try:
        clauses = load_clauses(table_of(chosen.voice, voice_folders()))
    except StorageError:
        return None
    return speaker_of(chosen.voice, clauses)


def export(options: argparse.Namespace) -> int:
    """Write a routine to a file that can be given away."""
    from acutimer.storage.routine_files import export_routine

    routine = _named(options)
    if options.file == STDOUT:
        from acutimer.storage.routine_files import routine_text

        return print_bytes(routine_text(routine).encode())
    export_routine(Path(options.file), routine, replaces=options.force)
    print(f"{routine.name} was written to {options.file}")
    return 0


def remove(options: argparse.Namespace) -> int:
    """Set one's own routine aside; its file is kept under another name."""
    from acutimer.storage.routine_files import remove_routine

    aside = remove_routine(places_of(options).routines, options.routine)
    _tell_window(options)
    print(f"{options.routine} was removed; its file is kept as {aside}")
    return 0


def _tell_window(options: argparse.Namespace) -> None:
    """Let a running copy show what was done; the verb has succeeded, whatever comes of this.

    A copy that is busy reads it when it is free, so there is no need to wait for it.
    """
    from contextlib import suppress

    from acutimer.desktop.single_copy import hand_over

    with suppress(OSError):
        hand_over(str(places_of(options).meeting), ("reload",), patience_s=0.5)


def _named(options: argparse.Namespace) -> Routine:
    routines = all_routines(options, article_atlas())
    for routine in routines:
        if routine.id == options.routine:
            return routine
    known = ", ".join(routine.id for routine in routines)
    raise BadInput(f"There is no routine {options.routine!r}; there are {known}.")


def _line(path: Path, finding: Finding) -> int:
    """The line of the file that a finding is about; the first for the whole."""
    from acutimer.storage.toml_files import read_toml
    from acutimer.storage.toml_lines import line_of

    if finding.step is None:
        return 1
    return line_of(read_toml(path)[0], ("steps", finding.step))


def _print_finding(finding: Finding, line: int = 0) -> None:
    where = "" if finding.step is None else f"step {finding.step + 1}"
    if line:
        where = f"line {line}, {where}" if where else f"line {line}"
    print(f"{where + ': ' if where else ''}{finding.sentence} ({finding.code.value})")
    print(f"  {finding.reason} [{finding.source}]")


def _json(
    path: Path, routine: Routine, atlas: Atlas, found: tuple[Finding, ...]
) -> dict[str, object]:
    """The answer for scripts; steps are counted from 1, as the pages do."""
    from acutimer.core.routine_content import content_hash
    from acutimer.core.routine_lint import hand_switches

    return {
        "file": str(path),
        "id": routine.id,
        "name": routine.name,
        "author": routine.author or None,
        "date": routine.date or None,
        "cautions": list(routine.cautions),
        "sources": list(routine.sources),
        "plan": None
        if routine.plan is None
        else {"times_a_week": routine.plan.times_a_week, "weeks": routine.plan.weeks},
        "hash": content_hash(routine),
        "steps": len(routine.steps),
        "length_s": routine.length_s,
        "hand_switches": hand_switches(routine, atlas),
        "usable": not any(finding.stops for finding in found),
        "findings": [
            {
                "code": finding.code.value,
                "step": None if finding.step is None else finding.step + 1,
                "line": _line(path, finding),
                "sentence": finding.sentence,
                "reason": finding.reason,
                "source": finding.source,
                "stops": finding.stops,
            }
            for finding in found
        ],
    }
