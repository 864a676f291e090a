"""Routines built from the mappings of their files, every fault with the way of keys to it.

A malformed routine cannot be built at all. Must never read a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from acutimer.core.points import (
    FASTEST_STROKE_S,
    MOST_PRESSED_S,
    SLOWEST_STROKE_S,
    STROKE_S,
    Atlas,
    Point,
    Side,
    StepKind,
    body_sides,
)
from acutimer.core.reading import ContentError, Reader, on_one_line, shown, unseen_in
from acutimer.core.routines import (
    CARE_DEFAULT_S,
    CARE_LEAST_S,
    CARE_MOST_S,
    FASTEST_PRESS_MS,
    HEAD_TURNS,
    LEAD_IN_LEAST_S,
    LEAD_IN_MOST_S,
    MAT_DEFAULT_S,
    MAT_LEAST_S,
    MAT_MOST_S,
    MOST_LINES,
    MOST_NAME,
    MOST_NOTE,
    MOST_STEPS,
    MOST_TIMES_A_WEEK,
    MOST_WEEKS,
    SLOWEST_PRESS_MS,
    STEP_SIDES,
    Routine,
    Schedule,
    Step,
    credited_s,
)

_KEYS = (
    *("schema", "id", "name", "origin", "author", "date", "cautions", "sources", "plan"),
    "steps",
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class UnknownPoint(ContentError):
    """A step names a point that the atlas does not have; ``name`` is what it calls it."""

    def __init__(self, name: str, fault: ContentError) -> None:
        super().__init__(fault.reason, fault.path)
        self.name = name


def read_routine(
    content: Mapping[str, object], atlas: Atlas, *, within_limits: bool = True
) -> Routine:
    """Build a routine from the mapping of its file; raises ContentError naming the bad key.

    Without ``within_limits`` a point may add up to more than it may be pressed: such a routine is
    for being looked through, never for being started.
    """
    top = Reader(content)
    _check_schema(top)
    top.only(*_KEYS)
    rows = top.rows("steps")
    if not rows:
        raise top.error("a routine needs at least one step", "steps")
    if len(rows) > MOST_STEPS:
        raise top.error(f"a routine has at most {MOST_STEPS} steps, not {len(rows)}", "steps")
    identifier = _read_id(top)
    steps = tuple(read_step(row, atlas) for row in rows)
    if within_limits and (over := over_limit(steps)) is not None:
        index, side, seconds = over
        raise rows[index].error(
            f"{atlas.named(steps[index].point or '')} adds up to {seconds} s on the {side}; "
            f"at most {MOST_PRESSED_S} s a side in one session",
            "seconds",
        )
    return Routine(
        identifier,
        _words(top, "name", most=MOST_NAME),
        _words(top, "origin", "", most=200),
        steps,
        author=_words(top, "author", "", most=MOST_NAME),
        date=_read_date(top),
        cautions=_read_lines(top, "cautions"),
        sources=_read_lines(top, "sources"),
        plan=_read_plan(top),
    )


def over_limit(steps: Sequence[Step]) -> tuple[int, Side, int] | None:
    """The first step with which a point is pressed too long on a side, and the seconds there."""
    pressed_s: dict[tuple[str, Side], int] = {}
    for index, step in enumerate(steps):
        for side, seconds in credited_s(step):
            key = (step.point or "", side)
            pressed_s[key] = pressed_s.get(key, 0) + seconds
            if step.point and pressed_s[key] > MOST_PRESSED_S:
                return index, side, pressed_s[key]
    return None


def _check_schema(top: Reader) -> None:
    """A newer file may hold what this version would read wrongly, so nothing of it is read."""
    schema = top.values.get("schema")
    if type(schema) is int and schema > 1:
        raise top.error(
            f"it was written for a newer acutimer (schema {shown(schema)}; this one reads 1)",
            "schema",
        )
    top.whole("schema", 1, 1)


def _read_id(top: Reader) -> str:
    identifier = top.text("id", most=MOST_NAME)
    if not all(letter.isalnum() or letter in "-_" for letter in identifier):
        raise top.error("id may only hold letters, digits, - and _", "id")
    return identifier


def _read_date(top: Reader) -> str:
    date = top.text("date", "", most=10)
    if date and not _DATE.fullmatch(date):
        raise top.error("date is a day like 2026-05-28", "date")
    return date


def _read_lines(top: Reader, key: str) -> tuple[str, ...]:
    lines = top.texts(key) if top.has(key) else ()
    if len(lines) > MOST_LINES or any(len(line) > MOST_NOTE for line in lines):
        raise top.error(f"{key} holds at most {MOST_LINES} texts of {MOST_NOTE} characters", key)
    return tuple(_seen(top, key, line) for line in lines)


def _read_plan(top: Reader) -> Schedule | None:
    if not top.has("plan"):
        return None
    plan = top.table("plan")
    plan.only("times_a_week", "weeks")
    return Schedule(
        plan.whole("times_a_week", 1, MOST_TIMES_A_WEEK), plan.whole("weeks", 1, MOST_WEEKS)
    )


def _words(reader: Reader, key: str, default: str | None = None, *, most: int) -> str:
    """Words that are shown, spoken and passed on to other programs."""
    return _seen(reader, key, reader.text(key, default, most))


def _seen(reader: Reader, key: str, text: str) -> str:
    line = on_one_line(text)
    if unseen := unseen_in(line):
        raise reader.error(f"{key} holds a character that cannot be seen ({unseen})", key)
    return line


#: Keys that would say nothing in a step of that kind.
_NOT_FOR = {
    StepKind.HOLD: ("presses", "stroke", "care", "place"),
    StepKind.CIRCLES: ("presses", "stroke", "care", "place"),
    StepKind.PRESSES: ("stroke", "care", "place"),
    StepKind.STROKES: ("presses", "care", "place"),
    StepKind.MAT: ("point", "side", "presses", "stroke", "care"),
    StepKind.CARE: ("point", "side", "presses", "stroke", "place"),
}


def read_step(row: Reader, atlas: Atlas) -> Step:
    """Build one step; raises ContentError naming the bad key."""
    step = _read_doing(row, atlas)
    lead_in = None
    if row.has("lead_in"):
        if step.kind is StepKind.CARE:
            raise row.error("a care step has no lead_in", "lead_in")
        lead_in = row.whole("lead_in", LEAD_IN_LEAST_S, LEAD_IN_MOST_S)
    note = _words(row, "note", "", most=MOST_NOTE) or None
    return replace(step, note=note, lead_in=lead_in)


def _read_doing(row: Reader, atlas: Atlas) -> Step:
    row.only(
        "kind",
        "point",
        "side",
        "seconds",
        "presses",
        "stroke",
        "wait",
        "own",
        "care",
        "place",
        "note",
        "lead_in",
    )  # a misspelt key would otherwise silently change the step
    kind = row.choice("kind", tuple(StepKind))
    wait, own = row.flag("wait", False), row.flag("own", False)
    for key in _NOT_FOR[kind]:
        if row.has(key):
            raise row.error(f"a {kind} step has no {key}", key)
    if kind is StepKind.CARE:
        seconds = row.whole("seconds", CARE_LEAST_S, CARE_MOST_S) if row.has("seconds") else None
        care = _words(row, "care", HEAD_TURNS, most=80)
        return Step(kind, None, None, seconds or CARE_DEFAULT_S, wait=wait, own=own, care=care)
    if kind is StepKind.MAT:
        least, most = (1, CARE_MOST_S) if own else (MAT_LEAST_S, MAT_MOST_S)
        seconds = row.whole("seconds", least, most) if row.has("seconds") else MAT_DEFAULT_S
        place = _words(row, "place", "", most=120) or None
        return Step(kind, None, None, seconds, wait=wait, own=own, place=place)
    return _read_press(row, atlas, kind, wait=wait, own=own)


def _read_press(row: Reader, atlas: Atlas, kind: StepKind, *, wait: bool, own: bool) -> Step:
    name = row.text("point", most=80)
    point = atlas.get(name)
    if point is None:
        raise UnknownPoint(name, row.error(f"there is no point {name!r}", "point"))
    if not point.timed:
        raise row.error(f"{point.named} is shown only and has no timer", "point")
    side = _read_side(row, point)
    protocol = point.protocol(kind)
    if protocol is None and not own:
        raise row.error(f"{point.named} has no {kind} of its own; set own = true to use it", "kind")
    if protocol is None and not row.has("seconds"):
        raise row.error("seconds is missing", "kind")
    seconds = (
        row.whole("seconds", 1, MOST_PRESSED_S)
        if row.has("seconds")
        else (protocol.default_s if protocol else 0)
    )
    if protocol and not own and not protocol.least_s <= seconds <= protocol.most_s:
        raise row.error(
            f"{point.named}, {kind}: {protocol.least_s} to {protocol.most_s} s, "
            f"not {seconds}; set own = true to keep it",
            "seconds",
        )
    presses = _read_presses(row, kind, protocol.presses if protocol else None, seconds, own=own)
    usual = protocol.stroke if protocol else None
    stroke = _read_stroke(row, usual, seconds) if kind is StepKind.STROKES else None
    return Step(kind, point.code, side, seconds, presses, wait, own, stroke=stroke)


def _read_side(row: Reader, point: Point) -> Side:
    side = row.choice("side", STEP_SIDES)
    if not set(body_sides(side)) <= set(point.sides):
        raise row.error(f"{point.named} cannot be pressed on {side}", "side")
    if side is Side.BOTH and point.one_at_a_time:
        raise row.error(
            f"{point.named} cannot be pressed on both sides at once; use in_turn", "side"
        )
    return side


def _read_presses(
    row: Reader, kind: StepKind, usual: int | None, seconds: int, *, own: bool
) -> int | None:
    if kind is not StepKind.PRESSES:
        return None
    presses = row.whole("presses", 1, 240) if row.has("presses") else usual
    if presses is None:
        raise row.error("presses is missing")
    if usual is not None and presses != usual and not own:
        raise row.error(f"presses is {usual} here, not {presses}; set own = true", "presses")
    if not FASTEST_PRESS_MS <= seconds * 1000 / presses <= SLOWEST_PRESS_MS:
        raise row.error(f"{presses} presses in {seconds} s cannot be followed by hand", "presses")
    return presses


def _read_stroke(row: Reader, usual: int | None, seconds: int) -> int:
    """Seconds from one stroke to the next: slow enough to be a slow stroke, and one at least."""
    stroke = row.whole("stroke", 0, MOST_PRESSED_S) if row.has("stroke") else usual or STROKE_S
    if stroke < FASTEST_STROKE_S:
        raise row.error(
            f"a stroke takes at least {FASTEST_STROKE_S} s, not {stroke}: "
            "slow strokes suit pressing oneself best, and rapid ones stir too much",
            "stroke",
        )
    if stroke > SLOWEST_STROKE_S:
        raise row.error(
            f"a stroke takes at most {SLOWEST_STROKE_S} s, not {stroke}: "
            "slower than that a hand cannot be led along",
            "stroke",
        )
    if stroke > seconds:
        raise row.error(f"one stroke of {stroke} s does not fit into {seconds} s", "seconds")
    return stroke
