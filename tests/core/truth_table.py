"""The table of safety answers read once more, by itself, and held against the one gate.

What is expected follows from the facts of the second reading, which come from the table of rules
and not from safety.toml or the code. ``some_cases`` is for every test run; ``every_case`` is the
whole table, which ``violations`` goes through in minutes: for each case every shipped routine and
every point.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from acutimer.core.points import Side
from acutimer.core.routines import STEP_SIDES, Routine, Step
from acutimer.core.safety import Answer, Given, Profile, Verdict, allow, judge
from tests.core.shipped import built, routines, rules, whole_atlas
from tests.second_reading import (
    FEVER_OUT,
    MIDLINE,
    NECK_AND_UPPER_BACK,
    NO_SESSION,
    PLACES,
    PREGNANCY_OUT,
    QUESTIONS,
    TURNING,
    UNTIL_TOLD,
)

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
#: How a question can be answered: no, yes, not sure, or yes and told one may.
NO, YES, UNSURE, TOLD = "no", "yes", "not sure", "told"
#: Where skin is marked: a region and a side, or everywhere.
Where = tuple[str, Side] | None

#: Points on the neck and upper back: a mat lies on them, wherever else it may lie.
UNDER_A_MAT = NECK_AND_UPPER_BACK
#: What bears the weight of the body, which cannot be light.
HEAVY = (("BL11", Side.BOTH), *(("SI11", side) for side in (Side.LEFT, Side.RIGHT, Side.BOTH)))
MAT_PLACES = ("nape", "back_of_head", "upper_back", "shoulder")

#: Where a mat may lie: as the article has it, and in words of one's own.
MATS = (
    *(step.place or "" for step in routines()["acupressure-mat"].steps),
    *("Under the calves", "Under the back of the neck"),
)
#: Steps that no shipped routine has, one for each way round the points.
WAYS_ROUND = built(
    {"kind": "hold", "point": "BL11", "side": "both", "seconds": 60, "own": True},
    {"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 60, "own": True},
    {"kind": "mat", "place": "Under the calves"},
    {"kind": "mat"},
    {"kind": "care", "care": "Drop the head to each shoulder"},
    {"kind": "care", "care": "rest", "note": "Let the head hang back"},
    {"kind": "care", "care": "rest"},
    {"kind": "presses", "point": "GB14", "side": "both", "note": "Nod meanwhile"},
    {"kind": "presses", "point": "LI4", "side": "in_turn"},
)


@dataclass(frozen=True)
class Case:
    """How each question is answered; what is not named is a no. ``where`` is for skin."""

    answers: tuple[tuple[str, str], ...]
    where: Where = None

    def __str__(self) -> str:
        said = ", ".join(f"{key} {answer}" for key, answer in self.answers) or "no to everything"
        return said if self.where is None else f"{said} at {self.where[0]} {self.where[1]}"


def some_cases(count: int = 300, seed: int = 1) -> Iterator[Case]:
    """Every answer alone, every two together, every place of skin, and some of all others."""
    states = {key: _states(key) for key in QUESTIONS}
    yield Case(())
    for key in QUESTIONS:
        for state in (*states[key], UNSURE):
            yield Case(((key, state),))
    for one, other in itertools.combinations(QUESTIONS, 2):
        for pair in itertools.product(states[one], states[other]):
            yield Case(tuple(zip((one, other), pair, strict=True)))
    for where in _places():
        yield Case((("skin", YES),), where)
    chance = random.Random(seed)
    for _ in range(count):
        named = [(key, chance.choice((NO, *states[key]))) for key in QUESTIONS]
        where = chance.choice((None, *_places()))
        yield Case(tuple(pair for pair in named if pair[1] != NO), where)


def every_case() -> Iterator[Case]:
    """All that changes points and pressure, in all combinations, each alone with what bars."""
    free = ("pregnant", "bleeding", "fever", "neck", "chest")
    barring: list[tuple[tuple[str, str], ...]] = [()]
    barring += [((key, YES),) for key in sorted(NO_SESSION)]
    asked = ("told-not", "long-term", "cancer")
    barring += [((key, state),) for key in asked for state in (YES, TOLD)]
    barring.append(tuple((key, TOLD) for key in asked))
    skins: list[tuple[bool, Where]] = [(False, None), (True, None)]
    skins += [(True, where) for where in _places()]
    ways = [(NO, *_states(key)) for key in free]
    for states, bars, (skin, where) in itertools.product(itertools.product(*ways), barring, skins):
        named = [*zip(free, states, strict=True), *bars]
        if skin:
            named.append(("skin", YES))
        yield Case(tuple(pair for pair in named if pair[1] != NO), where)


def any_case(chance: random.Random) -> Case:
    """Answers by chance to all questions."""
    named = [(key, chance.choice((NO, NO, *_states(key)))) for key in QUESTIONS]
    return Case(tuple(pair for pair in named if pair[1] != NO), chance.choice((None, *_places())))


def any_routine(chance: random.Random) -> Routine:
    """One to six steps of every kind, with words of one's own here and there."""
    steps: list[dict[str, object]] = []
    for point in chance.sample([one for one in whole_atlas().points if one.timed], 3):
        protocol = chance.choice(point.protocols)
        sides = [one for one in STEP_SIDES if one is not Side.BOTH or not point.one_at_a_time]
        step = {"kind": protocol.kind.value, "point": point.code}
        steps.append(step | {"side": chance.choice(sides).value})
    steps.append({"kind": "mat", "place": chance.choice(MATS)})
    steps.append({"kind": "care", "care": chance.choice(("head_turns", "rest", "Nod"))})
    for step in steps:
        if chance.random() < 0.3:
            step["note"] = "Roll the head"
    chance.shuffle(steps)
    return built(*steps[: chance.randint(1, len(steps))])


def violations(cases: Iterable[Case], routine: Routine | None = None) -> Iterator[str]:
    """What the gate does otherwise than the table says, one sentence each.

    With every shipped routine and the ways round, unless one routine is named.
    """
    steps = {id(one): one for one in (*routines().values(), WAYS_ROUND)}
    if routine is not None:
        steps = {id(routine): routine}
    for case in cases:
        verdict = judge(rules(), profile_of(case), whole_atlas(), NOW)
        for said in (
            *_of_verdict(case, verdict),
            *(said for one in steps.values() for said in _of_routine(case, verdict, one)),
        ):
            yield f"{case}: {said}"


def profile_of(case: Case) -> Profile:
    """The answers as a person would have given them today."""
    given = {key: Given(Answer.NO, TODAY) for key in QUESTIONS}
    for key, state in case.answers:
        answer = Answer.NOT_SURE if state == UNSURE else Answer.YES
        where = (case.where,) if key == "skin" and case.where else ()
        given[key] = Given(answer, TODAY, where, TODAY if state == TOLD else None)
    return Profile(given, confirmed_on=TODAY)


def _states(key: str) -> tuple[str, ...]:
    return (YES, TOLD) if key in (*UNTIL_TOLD, "neck") else (YES,)


def _places() -> list[Where]:
    return list(itertools.product(PLACES, (Side.LEFT, Side.RIGHT, Side.BOTH)))


# --- what the table says --------------------------------------------------------------------------


def may_start(answers: Mapping[str, str]) -> bool:
    """No session with four of the answers, and with five until one was told that one may."""
    return not any(key in answers for key in NO_SESSION) and all(
        answers.get(key, TOLD) == TOLD for key in UNTIL_TOLD
    )


def out_of(answers: Mapping[str, str], where: Where) -> set[tuple[str, Side]]:
    """The points that are out, each on its sides."""
    both: set[str] = set()
    if "pregnant" in answers:
        both |= PREGNANCY_OUT
    if "fever" in answers:
        both |= FEVER_OUT
    if answers.get("neck", TOLD) != TOLD:
        both |= NECK_AND_UPPER_BACK
    out: set[tuple[str, Side]] = set()
    if "skin" in answers and where is not None:
        region, side = where
        for code in PLACES[region]:
            if side is Side.BOTH or code in MIDLINE:
                both.add(code)
            else:
                out.add((code, side))
    elif "skin" in answers:
        both |= set().union(*PLACES.values())
    for code in both:
        sides = (Side.MIDDLE,) if code in MIDLINE else (Side.LEFT, Side.RIGHT)
        out |= {(code, side) for side in sides}
    return out


def is_light(answers: Mapping[str, str]) -> bool:
    """Whether every press must be light."""
    return "bleeding" in answers or "fever" in answers


def led(step: Step, case: Case) -> Step | None:
    """What is left of a step, by the table alone; None where it is out."""
    answers = dict(case.answers)
    out = out_of(answers, case.where)
    codes = {code for code, _ in out}
    neck, light = answers.get("neck", TOLD) != TOLD, is_light(answers)
    places: set[str] = set()
    if "skin" in answers:
        places = {case.where[0]} if case.where else set(PLACES)
    if step.point is not None:
        return _led_press(step, out, light=light, neck=neck)
    if step.kind.is_pressing:
        known = step.place in MATS[:2]
        marked = bool(places) if not known else bool(places & set(MAT_PLACES))
        touched = bool(codes & UNDER_A_MAT) if known else bool(codes)
        return None if light or neck or marked or touched else step
    if step.care == "head_turns":
        off = neck or "nape" in places or bool(codes & TURNING)
        return None if off or (neck and step.note) else step
    is_own = step.care != "rest" or bool(step.note)
    return None if neck and is_own else step


def _led_press(step: Step, out: set[tuple[str, Side]], *, light: bool, neck: bool) -> Step | None:
    from dataclasses import replace

    assert step.side is not None
    wanted = (Side.LEFT, Side.RIGHT) if step.side in (Side.BOTH, Side.IN_TURN) else (step.side,)
    free = [side for side in wanted if (step.point, side) not in out]
    if not free:
        return None
    side = step.side if len(free) == len(wanted) else free[0]
    if light and (step.point, side) == ("BL11", Side.BOTH):
        return None  # it is leant on
    return replace(step, side=side, light=light, note=None if neck else step.note)


# --- what the gate does ---------------------------------------------------------------------------


def _of_verdict(case: Case, verdict: Verdict) -> Iterator[str]:
    answers = dict(case.answers)
    if verdict.answers_allow != may_start(answers):
        yield f"answers_allow is {verdict.answers_allow}"
    if verdict.light_only != is_light(answers):
        yield f"light_only is {verdict.light_only}"
    wanted = out_of(answers, case.where)
    if set(verdict.out) != wanted:
        yield f"out differs by {sorted(set(verdict.out) ^ wanted)}"
    if not all(verdict.out.values()) or not all(rule.reason.text for rule in verdict.steps_out):
        yield "something is out without a reason"
    for code, side in HEAVY:
        off = wanted >= {(code, side)} or is_light(answers)
        if bool(verdict.why_off(code, side)) != (off or verdict.is_out(code, side)):
            yield f"{code} {side} why_off is {verdict.why_off(code, side)}"
    for point in whole_atlas().points:
        for side in point.sides:
            if verdict.is_out(point.code, side) != ((point.code, side) in wanted):
                yield f"{point.code} {side} is_out is {verdict.is_out(point.code, side)}"


def _of_routine(case: Case, verdict: Verdict, routine: Routine) -> Iterator[str]:
    allowed = allow(routine, verdict)
    wanted = [left for step in routine.steps if (left := led(step, case)) is not None]
    dropped = len(wanted) < len(routine.steps)
    if dropped and not any(step.kind.is_pressing for step in wanted):
        wanted = []
    got = list(allowed.routine.steps) if allowed.routine is not None else []
    if got != wanted:
        yield f"{routine.id} is led with {got}, not {wanted}"
