"""Points, routines and scores as mappings for JSON; the keys are an interface and stay as they are.

Must never leave a key out: what there is none of is null.
"""

from __future__ import annotations

from collections.abc import Iterable

from acutimer.core.guidance.score import Score
from acutimer.core.points import Atlas, Point
from acutimer.core.routines import Routine


def points_json(atlas: Atlas) -> dict[str, object]:
    """All points."""
    return {"points": [_point(point) for point in atlas.points]}


def _point(point: Point) -> dict[str, object]:
    return {
        "code": point.code,
        "aliases": list(point.aliases),
        "pinyin": point.pinyin,
        "hanzi": point.hanzi,
        "plain": point.plain,
        "name": point.name,
        "sides": [side.value for side in point.sides],
        "views": list(point.views),
        "find": list(point.find),
        "timed": point.timed,
        "seconds": list(point.seconds) if point.seconds else None,
        "presses": point.presses,
        "tool": point.tool,
        "intensity": point.intensity,
        "care": point.care,
        "cautions": list(point.cautions),
        "who": {
            "place": point.who.place,
            "derived": point.who.derived,
            "source": point.who.source,
        },
        "article": {
            "place": point.article.place,
            "agrees": point.article.agrees,
            "difference": point.article.difference,
        }
        if point.article
        else None,
        "sources": list(point.sources),
        "pack": point.pack.value,
        "standing": point.standing.value if point.standing else None,
        "strokes": {
            "seconds": [point.strokes.least_s, point.strokes.most_s],
            "stroke_s": point.strokes.stroke,
            "along": point.strokes.along,
        }
        if point.strokes
        else None,
    }


def routines_json(routines: Iterable[Routine]) -> dict[str, object]:
    """All routines with their steps."""
    return {"routines": [_routine(routine) for routine in routines]}


def _routine(routine: Routine) -> dict[str, object]:
    return {
        "id": routine.id,
        "name": routine.name,
        "origin": routine.origin,
        "length_s": routine.length_s,
        "steps": [
            {
                "kind": step.kind.value,
                "point": step.point,
                "side": step.side.value if step.side else None,
                "seconds": step.seconds,
                "presses": step.presses,
                "stroke_s": step.stroke,
                "wait": step.wait,
                "own": step.own,
                "lead_in_s": routine.lead_in_s(index),
            }
            for index, step in enumerate(routine.steps)
        ],
    }


def score_json(score: Score) -> dict[str, object]:
    """A whole routine's phases and cues, in ms from its start; a wait counts 0 ms."""
    return {
        "routine": score.routine.id,
        "length_ms": score.length_ms,
        "phases": [
            {
                "kind": span.phase.kind.value,
                "point": span.phase.point,
                "side": span.phase.side.value if span.phase.side else None,
                "begins_ms": span.begins_ms,
                "ends_ms": span.ends_ms,
                "waits": span.phase.waits,
            }
            for span in score.spans
        ],
        "cues": [
            {
                "at_ms": cue.at_ms,
                "id": cue.id.value,
                "caption": cue.caption,
                "side": cue.side.value if cue.side else None,
                "clause": cue.clause or None,
            }
            for cue in score.cues
        ],
    }
