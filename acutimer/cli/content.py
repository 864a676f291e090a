"""The verbs on content: points, routines, score, and the routine that quick shall start."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, places_of, print_json
from acutimer.places import MORE_POINTS, resource_path

if TYPE_CHECKING:
    from acutimer.core.guidance.speech import Guidance
    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine


def article_atlas() -> Atlas:
    """The article's points; faults are said on stderr."""
    from acutimer.storage.resource_files import load_atlas

    atlas, faults = load_atlas(resource_path("points.toml"))
    warn(fault.sentence for fault in faults)
    return atlas


def _whole_atlas() -> Atlas:
    """The article's points and the more."""
    from acutimer.storage.resource_files import load_more

    atlas, faults = load_more(resource_path(MORE_POINTS), article_atlas())
    warn(fault.sentence for fault in faults)
    return atlas


def all_routines(options: argparse.Namespace, atlas: Atlas) -> list[Routine]:
    """Ours and the person's own; faults are said on stderr."""
    from acutimer.storage.resource_files import load_routines

    folders = (resource_path("routines"), places_of(options).routines)
    routines, faults = load_routines(folders, atlas, resource_path(MORE_POINTS))
    warn(fault.sentence for fault in faults)
    return routines


def warn(sentences: Iterable[str]) -> None:
    """Say on stderr what could not be used."""
    for sentence in sentences:
        print(f"acutimer: {sentence}", file=sys.stderr)


def routine_of(options: argparse.Namespace, atlas: Atlas) -> Routine:
    """The routine named by id or file; raises BadInput or StorageError."""
    name: str = options.routine
    if name.endswith(".toml") or "/" in name:
        from acutimer.storage.resource_files import load_routine_file
        from acutimer.storage.toml_files import ContentFileError

        try:
            return load_routine_file(Path(name), atlas, resource_path(MORE_POINTS))
        except ContentFileError as fault:
            raise BadInput(f"{name}, line {fault.line}: {fault.reason}.") from fault
    routines = all_routines(options, atlas)
    for routine in routines:
        if routine.id == name:
            return routine
    known = ", ".join(routine.id for routine in routines)
    raise BadInput(f"There is no routine {name!r}; there are {known}.")


def points(options: argparse.Namespace) -> int:
    """List the points, the article's first, then the more."""
    atlas = _whole_atlas()
    if options.json:
        from acutimer.core.listing import points_json

        return print_json(points_json(atlas))
    for point in atlas.points:
        words = "no timer"
        if point.seconds is not None:
            words = "-".join(str(one) for one in dict.fromkeys(point.seconds)) + " s"
        standing = f"; {point.standing}" if point.standing else ""
        names = f"{point.plain:24} {point.code:6} {point.pinyin:13}"
        print(f"{names} {words:10} {point.landmark_words}{standing}")
    return 0


def routines(options: argparse.Namespace) -> int:
    """List the routines with their lengths."""
    routines = all_routines(options, article_atlas())
    if options.json:
        from acutimer.core.listing import routines_json

        return print_json(routines_json(routines))
    from acutimer.core.durations import clock_text

    for routine in routines:
        print(f"{routine.id:20} {clock_text(routine.length_s):>6}  {routine.name}")
    return 0


def score(options: argparse.Namespace) -> int:
    """List what sounds when."""
    from acutimer.core.guidance.lead_ins import with_told_lead_ins
    from acutimer.core.guidance.score import score_of
    from acutimer.core.guidance.telling import Telling

    atlas, guidance = article_atlas(), _guidance(options)
    telling = Telling(routine_of(options, atlas), atlas, guidance, in_one_go=True)
    score = score_of(with_told_lead_ins(telling))
    if options.json:
        from acutimer.core.listing import score_json

        return print_json(score_json(score))
    for cue in score.cues:
        minutes, ms = divmod(cue.at_ms, 60_000)
        print(f"{minutes:3}:{ms / 1000:06.3f}  {cue.id.value:12}  {cue.caption}")
    print(f"{score.length_ms / 1000:g} s in all")
    return 0


def _guidance(options: argparse.Namespace) -> Guidance:
    """What the voice says and how much; raises BadInput where there is no such voice."""
    from acutimer.cli.voices import NO_VOICE, clauses_of
    from acutimer.core.guidance.speech import TONES_ONLY, Guidance, Level

    if options.voice == NO_VOICE:
        return TONES_ONLY
    return Guidance(clauses_of(options.voice), Level(options.level), language=options.voice)


def quick(options: argparse.Namespace) -> tuple[str, ...]:
    """What the window shall be asked: a session, perhaps of a named routine."""
    if options.routine is None:
        return ("quick",)
    routine_of(options, article_atlas())
    name: str = options.routine
    is_file = name.endswith(".toml") or "/" in name
    return ("quick", str(Path(name).absolute()) if is_file else name)
