"""What answers leave of one routine, and why no session may begin, for whoever asks in words.

Must never judge: safety.py does. Must never tell an answer of the profile's, only which question
is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from acutimer.core.routines import credited_s
from acutimer.core.safety import SignsDue, allow, left_of
from acutimer.core.safety_table import Reason

if TYPE_CHECKING:
    from acutimer.core.points import Atlas, Side
    from acutimer.core.routines import Routine, Step
    from acutimer.core.safety import Verdict
    from acutimer.core.safety_table import Question

#: In ``ask_first`` for the look at the danger signs, which is no question of the table.
DANGER_SIGNS = "danger_signs"
#: More questions than these are not named one by one.
_MOST_NAMED = 3
_RESTS = (
    "Pressing rests after the stop page until the next day, and for 6 hours at least; "
    "open acutimer then and answer the safety questions first."
)
_NO_ANSWERS = (
    "No session begins before the safety questions are answered; "
    "open acutimer and answer them under Safety."
)
_SIGNS = {
    SignsDue.FIRST: (
        "No session begins before the danger signs were read; "
        "open acutimer and go through its first screens."
    ),
    SignsDue.TODAY: (
        "The danger signs were not looked at today; "
        "open acutimer once and answer whether anything is new, then ask again."
    ),
}


# --- why not ------------------------------------------------------------------------------------


def why_no_session(verdict: Verdict) -> str:
    """Why no session may begin, and what to do, in one sentence; empty when one may.

    It names a question by its id and never what was answered.
    """
    return why_answers_allow_none(verdict) or _SIGNS.get(verdict.signs_due, "")


def why_answers_allow_none(verdict: Verdict) -> str:
    """The same without the danger signs, which are looked at anew each day."""
    if verdict.rests_until is not None:
        return _RESTS
    if verdict.barred_by:
        return (
            f"Your answer to the safety question {_named(verdict.barred_by[:1])} allows no "
            "session; acutimer says why under Safety."
        )
    if verdict.ask:
        return _to_answer(verdict)
    if verdict.awaits_clearance:
        return (
            f"Your answer to the safety question {_named(verdict.awaits_clearance[:1])} allows no "
            "session until you have asked and were told you may; "
            "ask, then tick that in acutimer under Safety."
        )
    return ""


def _to_answer(verdict: Verdict) -> str:
    """Which questions are due again; after a stop, or at first, they all are."""
    if len(verdict.ask) > _MOST_NAMED:
        return _NO_ANSWERS
    many = len(verdict.ask) > 1
    return (
        f"The safety question{'s' if many else ''} {_named(verdict.ask)} "
        f"{'are' if many else 'is'} to be answered again; open acutimer and do so under Safety."
    )


def _named(questions: Sequence[Question]) -> str:
    return ", ".join(f"“{question.id}”" for question in questions)


# --- what is left of a routine ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A point on one side, a step (counted from 1) without a point, or one of both; or all of it.

    With a point and a step, that step alone is meant: two balls at BL11, where a finger may press.
    """

    point: str | None = None
    side: Side | None = None
    step: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a verdict leaves of a routine; each part is in one of the three.

    Without a session nothing is allowed; then ``out`` still holds what would be out of it.
    """

    session: bool
    ask_first: tuple[str, ...]
    out: tuple[tuple[Part, tuple[Reason, ...]], ...]
    light_only: tuple[Part, ...]
    allowed: tuple[Part, ...]


def check_routine(routine: Routine, verdict: Verdict, fault: str = "") -> Checked:
    """Lay a routine beside a verdict; ``fault`` says why its answers could not be looked up."""
    out: dict[Part, tuple[Reason, ...]] = dict(_whole_out(verdict, fault))
    light, allowed = dict[Part, None](), dict[Part, None]()
    for number, step in enumerate(routine.steps, 1):
        led = allow(routine.with_steps((step,)), verdict).routine
        kept = led.steps if led is not None else ()
        left = {side for one in kept for side in _sides(one)}
        for side in _sides(step):
            part = _part(number, step, side)
            if side not in left:
                # a point that is out as a whole is out in every step; else the step alone is
                point_out = verdict.out.get((step.point, side), ()) if step.point and side else ()
                part = part if point_out else Part(step.point, side, number, step.kind.value)
                out[part] = point_out or verdict.why_not(left_of(step, verdict) or step)
            elif any(one.light for one in kept):
                light[part] = None
            else:
                allowed[part] = None
    may = verdict.may_start and verdict.signs_due is SignsDue.NOTHING and not fault
    session = may and allow(routine, verdict).routine is not None
    return Checked(
        session,
        _ask_first(verdict),
        tuple((part, tuple(dict.fromkeys(reasons))) for part, reasons in out.items()),
        tuple(light) if session else (),
        tuple(part for part in allowed if part not in light) if session else (),
    )


def _ask_first(verdict: Verdict) -> tuple[str, ...]:
    """The questions to be answered, or to be asked of a doctor, before a session may begin."""
    questions = [question.id for question in (*verdict.ask, *verdict.awaits_clearance)]
    signs = [DANGER_SIGNS] if verdict.signs_due is not SignsDue.NOTHING else []
    return tuple(dict.fromkeys((*questions, *signs)))


def _whole_out(verdict: Verdict, fault: str) -> Iterator[tuple[Part, tuple[Reason, ...]]]:
    """Why there is no session at all, each question for itself."""
    whole: list[Reason] = []
    if fault or verdict.rests_until is not None:
        whole.append(Reason(fault or _RESTS, "OURS", "ours"))
    for question in (*verdict.barred_by, *verdict.awaits_clearance):
        whole += question.reasons_for(None)
    if whole:
        yield Part(), tuple(whole)


def _sides(step: Step) -> tuple[Side | None, ...]:
    """Left and right for both of them; None for a step that has no side."""
    return tuple(side for side, _ in credited_s(step)) or (None,)


def _part(number: int, step: Step, side: Side | None) -> Part:
    if step.point is None:
        return Part(step=number, kind=step.kind.value)
    return Part(step.point, side)


def checked_json(checked: Checked) -> dict[str, object]:
    """What ``acutimer safety check --json`` prints."""
    return {
        "schema": 1,
        "session": checked.session,
        "ask_first": list(checked.ask_first),
        "out": [{**_row(part), **_because(reasons)} for part, reasons in checked.out],
        "light_only": [_row(part) for part in checked.light_only],
        "allowed": [_row(part) for part in checked.allowed],
    }


def _row(part: Part) -> dict[str, object]:
    side = part.side.value if part.side else None
    return {"point": part.point, "side": side, "step": part.step, "kind": part.kind}


def _because(reasons: Sequence[Reason]) -> dict[str, object]:
    sources = dict.fromkeys(reason.source for reason in reasons)
    return {"because": " ".join(one.text for one in reasons), "source": ", ".join(sources)}


def checked_lines(checked: Checked, atlas: Atlas) -> Iterator[str]:
    """The same for a person, line by line; points by their names in ``atlas``."""
    yield "A session may begin." if checked.session else "No session may begin."
    if checked.ask_first:
        yield f"ask first   {', '.join(checked.ask_first)}"
    for part, reasons in checked.out:
        told = _because(reasons)
        yield f"out         {_words(part, atlas)}: {told['because']} [{told['source']}]"
    yield from (f"light only  {_words(part, atlas)}" for part in checked.light_only)
    yield from (f"allowed     {_words(part, atlas)}" for part in checked.allowed)


def _words(part: Part, atlas: Atlas) -> str:
    step = f"step {part.step}, {part.kind}" if part.step is not None else ""
    point = f"{atlas.named(part.point)}, {part.side}" if part.point is not None else ""
    return ", in ".join(one for one in (point, step) if one) or "everything"
