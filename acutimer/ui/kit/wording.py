"""The words and number forms that more than one page uses.

Calm, short, second person, present tense. Must never promise, praise or blame.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTime

from acutimer.core.durations import clock_text
from acutimer.core.points import Point, Side, StepKind
from acutimer.core.routines import HEAD_TURNS, REST, Routine, Step

if TYPE_CHECKING:
    from acutimer.core.safety import Verdict

FOOTER = "acutimer is a timer and diary. It is not medical advice."
PAIN_NOW = "Pain right now"
NO_TRAY = "This desktop has no tray. acutimer stays in the window list."
NOT_IN_ARTICLE = "Not in the article."
FRAME_MISSING = "{file} could not be read. The picture beside it is shown in its place."
DIFFER = "They differ. acutimer times the WHO place."
AGREE = "Article and WHO agree."
#: What a marker says of its point.
OFF_BY_SAFETY = "off, switched off by the safety check"
REFERENCE_ONLY = "shown only, no timer"
REVIEW = "Review answers"
ALL_OFF = "Your answers switch off every point in this routine."
LIGHT_ONLY = "Light only, by your answers."
ON_HOLD = "Paused. Your place is kept."
HIGHER = "Higher than before. Leave it for today."
RESTING = "A number can also fall after a rest alone. History sets the two side by side."

VIEW_NAMES = {
    "nape": "Nape",
    "side": "Side",
    "face": "Face",
    "hand": "Hand",
    "turn": "Turn",
}
MORE_VIEW_NAMES = {
    "shoulder": "Shoulder",
    "back34": "Back, from your left",
    "back34_right": "Back, from your right",
    "side_right": "Right side",
    "hand_right": "Right hand",
    "hand_edge": "Edge of the hand",
    "arm": "Arm",
    "leg": "Leg",
    "whole_back": "Whole back",
    "front": "Front",
}
#: The movements that every routine may have.
CARE_NAMES = {HEAD_TURNS: "Slow head turns", REST: "Rest the hands"}
#: As many letters of a sentence as the ring has room for.
_FIRST_LETTERS = 16
SIDE_LETTERS = {Side.LEFT: "L", Side.RIGHT: "R"}
_SIDES = {
    Side.LEFT: "left",
    Side.RIGHT: "right",
    Side.BOTH: "both",
    Side.IN_TURN: "left, then right",
    Side.MIDDLE: "middle",
}
_NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_KINDS = {
    StepKind.HOLD: "hold",
    StepKind.CIRCLES: "circles",
    StepKind.PRESSES: "presses",
    StepKind.STROKES: "strokes",
    StepKind.MAT: "mat",
    StepKind.CARE: "care",
}


def pain_rose(least: int) -> str:
    """The rise of pain that ends pressing, 1 to 10: "pain higher than before by three or more"."""
    return f"pain higher than before by {_NUMBERS[least]} or more"


def wall_time(at: datetime) -> str:
    """The time of day as this person's clocks show it: "15:05", "3:05 PM"."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def rest_text(verdict: Verdict) -> str:
    """Until when pressing rests after a stop: "until tomorrow, 05:50"; empty when it does not."""
    until = verdict.rests_until
    if until is None:
        return ""
    days = (until.date() - verdict.today).days
    day = {0: "", 1: "tomorrow"}.get(days, f"{until.day} {until:%B}")
    at = wall_time(until) if (until.hour, until.minute) != (0, 0) else ""
    return f"until {', '.join(part for part in (day, at) if part)}"


def countdown_text(left_ms: int) -> str:
    """What is left, rounded up, so that 0:00 means over."""
    return clock_text(-(-left_ms // 1000))


def only_this_text(seconds: int) -> str:
    """What begins a session with one point alone: "Press only this, 1:05"; 0 without its time."""
    return f"Press only this, {clock_text(seconds)}" if seconds else "Press only this"


def side_text(side: Side) -> str:
    """A side within a row: "both"."""
    return _SIDES[side]


def step_name(step: Step, names: Mapping[str, str]) -> str:
    """What a step is called in a list: the point's everyday name, the place of a mat, the care.

    ``names`` are the everyday names by code; a point that has none there keeps its code.
    """
    if step.point:
        return names.get(step.point, step.point)
    if step.kind is StepKind.CARE:
        return CARE_NAMES.get(step.care or "", step.care or "Care")
    return step.place or "On the mat"


def step_manner(step: Step) -> str:
    """How a step is done, in a list: "both, hold"."""
    if step.side is None:
        return ""
    return f"{side_text(step.side)}, {_KINDS[step.kind]}"


def step_told(step: Step) -> tuple[str, str]:
    """Point and manner of a step beside its name: "GB20 R", "hold"; "BL10", "both, circles"."""
    if step.side is None:
        return step.point or "", ""
    kind = _KINDS[step.kind]
    if letter := SIDE_LETTERS.get(step.side):
        return f"{step.point} {letter}", kind
    where = {Side.BOTH: "both", Side.IN_TURN: "in turn"}.get(step.side, "")
    told = [where, kind] if not where or step.kind is not StepKind.HOLD else [where]
    return step.point or "", ", ".join(part for part in told if part)


def step_short(step: Step, names: Mapping[str, str]) -> str:
    """A step on the timeline: "Top of the shoulder L", "Nape circles", "Turns"."""
    if step.point is None:
        return care_short(step)
    letter = SIDE_LETTERS.get(step.side) if step.side else None
    words = [step_name(step, names), letter or ""]
    if step.kind in (StepKind.CIRCLES, StepKind.STROKES):
        words.append(step.kind.value)
    return " ".join(word for word in words if word)


def care_short(step: Step) -> str:
    """A step without a point, where there is little room: "Turns"."""
    if step.kind is StepKind.MAT:
        return "Mat"
    short = {HEAD_TURNS: "Turns", REST: "Rest"}.get(step.care or "")
    return short or first_words(step.care or "") or "Care"


def first_words(text: str) -> str:
    """What a person's own sentence begins with, for where there is little room: "Chin in"."""
    clause = re.split(r"[,.;:!?\n]", text, maxsplit=1)[0].strip()
    if len(clause) <= _FIRST_LETTERS:
        return clause
    whole, space, _ = clause[:_FIRST_LETTERS].rpartition(" ")
    return f"{whole if space else clause[:_FIRST_LETTERS]}…"


def routine_points(routine: Routine, plain_names: Mapping[str, str]) -> str:
    """The line under a routine's name: its points."""
    names = ", ".join(plain_names.get(code, code) for code in routine.points)
    if not names:
        return f"{len(routine.steps)} places" if len(routine.steps) != 1 else "1 place"
    return names


def steps_text(count: int) -> str:
    """ "6 steps"."""
    return "1 step" if count == 1 else f"{count} steps"


def seconds_range(seconds: tuple[int, int] | None) -> str:
    """The time of a protocol: "0:30–1:00", or one time when there is only one."""
    if seconds is None:
        return "No timer"
    least, most = seconds
    return clock_text(most) if least == most else f"{clock_text(least)}–{clock_text(most)}"


def point_name(point: Point, side: Side | None = None) -> str:
    """A point as it is read out: "Skull edge, left, GB20 Fengchi, under the skull edge"."""
    parts = [point.plain]
    if side is not None:
        parts.append("both sides" if side is Side.BOTH else side_text(side))
    parts += [f"{point.code} {point.plain_pinyin}", point.landmark_words]
    return ", ".join(parts)


def named_with_code(code: str, names: Mapping[str, str]) -> str:
    """A point within a sentence: "Skull edge (GB20)"; one that has no name keeps its code."""
    return f"{names[code]} ({code})" if code in names else code


def unreadable_text(count: int) -> str:
    """How many entries of the journal could not be read."""
    return f"{count} {'entry' if count == 1 else 'entries'} could not be read."
