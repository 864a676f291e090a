"""What a person would want to know of a routine before pressing by it: findings, with the reason.

Must never forbid: only what no session allows stops a routine, and reading refuses that as well.
Must never judge a person: what the safety answers strike is told by the verdict it is given.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from acutimer.core.durations import clock_text
from acutimer.core.points import BOTH_SIDES, MOST_PRESSED_S, STROKE_S, Atlas, Point, Side, StepKind
from acutimer.core.routine_reading import over_limit
from acutimer.core.routines import HEAD_TURNS, Routine, Step, credited_s
from acutimer.core.safety import left_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.core.guidance.own_words import Speaker
    from acutimer.core.safety import Verdict
    from acutimer.core.safety_table import Reason

#: More changes from hand to hand than these are told.
MOST_SWITCHES = 6
_DAYS_A_WEEK = 7
_ALLOW_LIGHT = "Your safety answers allow light pressing only."
#: Up to here the voice has words for every second, after that for every fifth.
_EACH_SECOND_S, _EACH_FIFTH_S, _SPOKEN_STEP_S = 60, 180, 30


class Code(StrEnum):
    """What a finding is about; scripts rely on these words."""

    OVER_LIMIT = "over_limit"
    SWITCHED_OFF = "switched_off"
    LIGHT_ONLY = "light_only"
    OUTSIDE_SOURCE = "outside_source"
    ONE_SIDE_ONLY = "one_side_only"
    STRONG_IN_A_ROW = "strong_in_a_row"
    NO_CARE_AFTER = "no_care_after"
    MANY_SWITCHES = "many_switches"
    LENGTH_NOT_SPOKEN = "length_not_spoken"
    QUICK_STROKES = "quick_strokes"
    WORDS_NOT_SPOKEN = "words_not_spoken"
    OFTEN_A_WEEK = "often_a_week"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know: of which step (None: of the whole), in a sentence, why, and who says so.

    ``source`` is an id of the points file's sources, "ours", or "note" where the reason names it.
    ``stops`` is true when no session can begin with it.
    """

    code: Code
    step: int | None
    sentence: str
    reason: str
    source: str
    stops: bool = False


def findings_of(
    routine: Routine,
    atlas: Atlas,
    verdict: Verdict | None = None,
    speaker: Speaker | None = None,
) -> tuple[Finding, ...]:
    """All findings, those that stop it first, then in the order of the steps.

    ``speaker`` is the voice that is to say a person's own words.
    """
    findings = [
        *_over_limit(routine, atlas),
        *(_switched_off(routine, verdict, atlas) if verdict is not None else ()),
        *(_light_only(routine, verdict) if verdict is not None else ()),
        *_outside_source(routine, atlas),
        *_one_side_only(routine, atlas),
        *_strong_in_a_row(routine, atlas),
        *_no_care_after(routine, atlas),
        *_many_switches(routine, atlas),
        *_length_not_spoken(routine),
        *_quick_strokes(routine, atlas),
        *_often_a_week(routine),
        *(_words_not_spoken(routine, atlas, speaker) if speaker is not None else ()),
    ]
    last = len(routine.steps)
    return tuple(
        sorted(findings, key=lambda one: (not one.stops, last if one.step is None else one.step))
    )


def hand_switches(routine: Routine, atlas: Atlas) -> int:
    """How often the pressing goes over from one hand alone to the other alone."""
    hands: list[Side | None] = []
    for step in routine.steps:
        point = atlas.get(step.point) if step.point else None
        hands += [point.hand_for(side) for side in step.sides] if point else []
    known = [hand for hand in hands if hand is not None]
    return sum(1 for one, other in itertools.pairwise(known) if {one, other} == set(BOTH_SIDES))


def totals(routine: Routine, atlas: Atlas) -> str:
    """The line over the steps: "4 steps · 6:00 in all · the hand changes 2 times"."""
    count, switches = len(routine.steps), hand_switches(routine, atlas)
    steps = f"{count} {'step' if count == 1 else 'steps'}"
    hands = [f"the hand changes {_times(switches)}"] if switches else []
    return " · ".join((steps, f"{clock_text(routine.length_s)} in all", *hands))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _over_limit(routine: Routine, atlas: Atlas) -> Iterator[Finding]:
    over = over_limit(routine.steps)
    if over is not None:
        index, side, seconds = over
        most = clock_text(MOST_PRESSED_S)
        yield Finding(
            Code.OVER_LIMIT,
            index,
            f"{atlas.named(routine.steps[index].point or '')} adds up to "
            f"{clock_text(seconds)} on the {side.value}.",
            f"No point is pressed for more than {most} a side in one session.",
            "GACH",
            stops=True,
        )


def _switched_off(routine: Routine, verdict: Verdict, atlas: Atlas) -> Iterator[Finding]:
    for index, step in enumerate(routine.steps):
        left = left_of(step, verdict)
        if left is not None and (reasons := verdict.why_not(left)):
            words = "This step is switched off by your safety answers and will be left out."
            yield _off(index, words, reasons)
        elif left is not None and left.note and (reason := verdict.own_words_out):
            words = "The note of this step is switched off by your safety answers, not the step."
            yield _off(index, words, (reason,))
        if step.point is None or step.side is None:
            continue
        sides = BOTH_SIDES if len(credited_s(step)) > 1 else step.sides
        out = [side for side in sides if verdict.is_out(step.point, side)]
        if out:
            where = "" if len(out) == len(sides) else f" on the {out[0].value}"
            words = f"{atlas.named(step.point)} is switched off{where} by your safety answers"
            yield _off(index, f"{words} and will be left out.", verdict.why_out(step.point))


def _off(index: int, words: str, reasons: Sequence[Reason]) -> Finding:
    """That something of a step is switched off, with every reason and its source."""
    why = " ".join(reason.text for reason in reasons)
    sources = ", ".join(dict.fromkeys(reason.source for reason in reasons))
    return Finding(Code.SWITCHED_OFF, index, words, why, sources)


def _light_only(routine: Routine, verdict: Verdict) -> Iterator[Finding]:
    """Each step that is left to press, where the answers let nothing but lightly."""
    from acutimer.core.safety import allow

    for index, step in enumerate(routine.steps):
        allowed = allow(routine.with_steps((step,)), verdict).routine
        if allowed is None or step.point is None or not allowed.steps[0].light:
            continue
        reasons = verdict.why_light(step.point) or ()
        why = " ".join((_ALLOW_LIGHT, *(reason.text for reason in reasons)))
        sources = ", ".join(dict.fromkeys(reason.source for reason in reasons)) or "ours"
        yield Finding(Code.LIGHT_ONLY, index, "With your answers: press lightly.", why, sources)


def _outside_source(routine: Routine, atlas: Atlas) -> Iterator[Finding]:
    for index, step in enumerate(routine.steps):
        point = atlas.get(step.point) if step.point else None
        if point is None:
            continue
        strokes = step.kind is StepKind.STROKES
        says = "acutimer" if strokes else _who_says(point)
        protocol = point.protocol(step.kind)
        if protocol is None:
            words = f"{says} names no {_KIND_WORDS[step.kind]} at {point.named}; this is your own."
        elif not protocol.least_s <= step.seconds <= protocol.most_s:
            usual = clock_text(protocol.least_s)
            if protocol.most_s != protocol.least_s:
                usual += f" to {clock_text(protocol.most_s)}"
            words = (
                f"{point.named} lasts {clock_text(step.seconds)} here; {says.lower()} says {usual}."
            )
        elif step.presses != protocol.presses:
            usual = f"{protocol.presses}"
            words = f"{point.named} has {step.presses} presses here; {says.lower()} says {usual}."
        else:
            continue
        source = "ART" if point.protocol_origin == "article" else "note"
        reason = point.protocol_note or says
        if strokes:
            source, reason = "ours", _STROKES_ARE_OURS
        yield Finding(Code.OUTSIDE_SOURCE, index, words, reason, source)


_STROKES_ARE_OURS = (
    "The article finds slow strokes best for pressing oneself and names no point or time for them; "
    "where and how long is ours."
)
_KIND_WORDS = {
    StepKind.HOLD: "holding",
    StepKind.CIRCLES: "circles",
    StepKind.PRESSES: "presses",
    StepKind.STROKES: "strokes",
}


def _who_says(point: Point) -> str:
    return "The article" if point.protocol_origin == "article" else "Its source"


def _one_side_only(routine: Routine, atlas: Atlas) -> Iterator[Finding]:
    pressed_s: dict[str, dict[Side, int]] = {}
    last: dict[str, int] = {}
    for index, step in enumerate(routine.steps):
        for side, seconds in credited_s(step):
            sides = pressed_s.setdefault(step.point or "", dict.fromkeys(BOTH_SIDES, 0))
            sides[side] += seconds
            last[step.point or ""] = index
    for code, sides in pressed_s.items():
        left, right = sides[Side.LEFT], sides[Side.RIGHT]
        if left == right:
            continue
        if left and right:
            lefts, rights = clock_text(left), clock_text(right)
            words = f"{atlas.named(code)} is pressed {lefts} on the left, {rights} on the right."
        else:
            words = f"{atlas.named(code)} is pressed on the {'left' if left else 'right'} only."
        reason = (
            "That may be meant so. Pressing both sides, or one after the other, would even it out."
        )
        yield Finding(Code.ONE_SIDE_ONLY, last[code], words, reason, "ours")


def _strong_in_a_row(routine: Routine, atlas: Atlas) -> Iterator[Finding]:
    """Strong is a point whose own cautions say that it can leave soreness; care ends the row."""
    before: Step | None = None
    for index, step in enumerate(routine.steps):
        point = atlas.get(step.point) if step.point else None
        strong = point is not None and point.strong
        if strong and before is not None and before.point != step.point:
            reason = (
                "Both can be felt strongly and can leave soreness, as their cards say. "
                "A milder point or a rest between them is gentler."
            )
            names = [atlas.named(one.point or "") for one in (before, step)]
            words = f"{' and '.join(names)} follow each other."
            yield Finding(Code.STRONG_IN_A_ROW, index, words, reason, "ours")
        before = step if strong else None


def _no_care_after(routine: Routine, atlas: Atlas) -> Iterator[Finding]:
    """A point whose source closes with care, and none comes after it."""
    turns = [i for i, step in enumerate(routine.steps) if step.care == HEAD_TURNS]
    wanting: dict[str, int] = {}
    for index, step in enumerate(routine.steps):
        point = atlas.get(step.point) if step.point else None
        if point is not None and point.care and not any(turn > index for turn in turns):
            wanting[point.code] = index
    for code, index in wanting.items():
        words = f"No slow head turns come after {atlas.named(code)}."
        yield Finding(Code.NO_CARE_AFTER, index, words, atlas[code].care, "ART")


def _many_switches(routine: Routine, atlas: Atlas) -> Iterator[Finding]:
    count = hand_switches(routine, atlas)
    if count > MOST_SWITCHES:
        reason = "After each one the other hand has to find its place. Sorting by side needs fewer."
        yield Finding(
            Code.MANY_SWITCHES, None, f"The pressing hand changes {_times(count)}.", reason, "ours"
        )


def is_spoken(seconds: int) -> bool:
    """Whether the voice has a clause for a length."""
    if seconds <= _EACH_SECOND_S:
        return True
    return seconds % (5 if seconds <= _EACH_FIFTH_S else _SPOKEN_STEP_S) == 0


def _length_not_spoken(routine: Routine) -> Iterator[Finding]:
    for index, step in enumerate(routine.steps):
        if not is_spoken(step.seconds):
            length = clock_text(step.seconds)
            words = f"The voice cannot say exactly {length}; the page shows it."
            reason = (
                "Over a minute it counts in steps of 5 seconds, over three minutes in steps of 30."
            )
            yield Finding(Code.LENGTH_NOT_SPOKEN, index, words, reason, "ours")


def _quick_strokes(routine: Routine, atlas: Atlas) -> Iterator[Finding]:
    for index, step in enumerate(routine.steps):
        if step.stroke is not None and step.stroke < STROKE_S:
            name = atlas.named(step.point or "")
            words = f"{name} has a stroke every {step.stroke} s, the fastest there may be."
            reason = (
                "The article finds slow strokes best and says that rapid ones stir too much. "
                f"{STROKE_S} s or more for each is calmer."
            )
            yield Finding(Code.QUICK_STROKES, index, words, reason, "ART")


def _often_a_week(routine: Routine) -> Iterator[Finding]:
    if routine.plan is not None and routine.plan.times_a_week > _DAYS_A_WEEK:
        words = f"Its plan has {routine.plan.times_a_week} times a week, more than one a day."
        reason = (
            "The article gives no number. Let a place that is sore rest, also where the plan has "
            "more for that day."
        )
        yield Finding(Code.OFTEN_A_WEEK, None, words, reason, "ours")


def _words_not_spoken(routine: Routine, atlas: Atlas, speaker: Speaker) -> Iterator[Finding]:
    for words, steps in speaker.own_words(routine, atlas).items():
        if reason := speaker.why_unsaid(words):
            for index in steps:
                told = "The voice cannot say your words here; the page shows them."
                yield Finding(Code.WORDS_NOT_SPOKEN, index, told, reason, "ours")
