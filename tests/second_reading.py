"""The table of safety answers once more, read by hand and judged in the plainest way.

What the program lets through is laid beside this. It must never ask the program's own rules, nor
read resources/safety.toml: a fault that both had would be seen by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from acutimer.core.routines import Routine, Step

#: The questions in the order of the table.
QUESTIONS = (
    *("pregnant", "bleeding", "fever", "carotid", "vessel", "neck", "injury", "skin", "chest"),
    *("told-not", "long-term", "cancer", "minor"),
)
NO_SESSION = {"carotid", "vessel", "injury", "minor"}
UNTIL_TOLD = {"pregnant", "bleeding", "told-not", "long-term", "cancer"}
#: Those that a clearance opens wholly or in part.
CLEARABLE = UNTIL_TOLD | {"neck"}

PREGNANCY_OUT = {"GB21", "LI4", "BL11", "LR3"}
FEVER_OUT = {"BL11"}
NECK_AND_UPPER_BACK = {
    *("GB20", "BL10", "GV16", "GV14", "TE17", "GB21", "BL11", "SI11", "SI14", "SI15"),
}
PLACES = {
    "nape": {"GB20", "BL10", "GV16", "GV14"},
    "back_of_head": {"GB20", "GV16"},
    "upper_back": {"BL11", "SI11", "SI14", "SI15", "GV14"},
    "shoulder": {"GB21", "SI15"},
    "forehead": {"GB14", "BL2", "EX-HN3"},
    "temple": {"EX-HN5", "GB8"},
    "crown": {"GV20"},
    "ear": {"TE17"},
    "hand": {"LI4", "SI3", "TE3", "EX-UE8"},
    "arm": {"TE5", "LI10", "LI11", "LU7"},
    "leg": {"LR3", "GB39"},
}
MIDLINE = {"GV20", "GV16", "GV14", "EX-HN3"}
#: Where a mat lies, and what moves when the head turns.
UNDER_MAT = {"nape", "back_of_head", "upper_back", "shoulder"}
TURNING = {"GB20", "BL10", "GV16"}
MAT_PLACES = {
    "Under the back of the head, lying down",
    "Behind the upper back, sitting on a chair",
}


@dataclass(frozen=True)
class Told:
    """One answer: yes, no or not_sure; whether a doctor allowed it; where, for skin."""

    answer: str = "no"
    cleared: bool = False
    where: tuple[tuple[str, str], ...] = ()


Answers = Mapping[str, Told]


@dataclass(frozen=True)
class Led:
    """One step as it may be led: what it is, on which sides, how, and with which own words."""

    kind: str
    point: str | None
    sides: frozenset[str]
    light: bool
    words: str


def no_to_all(**changed: Told) -> dict[str, Told]:
    """No to everything that is not named (told_not for told-not)."""
    named = {key.replace("_", "-"): told for key, told in changed.items()}
    assert named.keys() <= set(QUESTIONS)
    return {one: named.get(one, Told()) for one in QUESTIONS}


def is_yes(answers: Answers, question: str) -> bool:
    """Not sure counts as yes."""
    return answers[question].answer in ("yes", "not_sure")


def is_open(answers: Answers, question: str) -> bool:
    """A yes that no doctor has cleared."""
    return is_yes(answers, question) and not answers[question].cleared


def may_begin(answers: Answers) -> bool:
    """Whether the answers, all given today, allow any session."""
    if set(answers) != set(QUESTIONS):
        return False
    barred = any(is_yes(answers, one) for one in NO_SESSION)
    return not barred and not any(is_open(answers, one) for one in UNTIL_TOLD)


def is_light(answers: Answers) -> bool:
    """Whether everything is to be pressed lightly."""
    return is_yes(answers, "bleeding") or is_yes(answers, "fever")


def marked(answers: Answers) -> tuple[tuple[str, str], ...]:
    """The places of the skin; all of them when nobody said where."""
    if not is_yes(answers, "skin"):
        return ()
    return answers["skin"].where or tuple((place, "both") for place in PLACES)


def points_out(answers: Answers) -> set[tuple[str, str]]:
    """Every point and side that is left alone."""
    codes: set[str] = set()
    if is_yes(answers, "pregnant"):
        codes |= PREGNANCY_OUT
    if is_yes(answers, "fever"):
        codes |= FEVER_OUT
    if is_open(answers, "neck"):
        codes |= NECK_AND_UPPER_BACK
    out = {(code, side) for code in codes for side in sides_of(code, "both")}
    for place, side in marked(answers):
        out |= {(code, one) for code in PLACES[place] for one in sides_of(code, side)}
    return out


def sides_of(code: str, side: str) -> set[str]:
    """What a side means at a point; the midline goes with either side."""
    if code in MIDLINE:
        return {"middle"}
    return {"left", "right"} if side in ("both", "in_turn") else {side}


def led(routine: Routine, answers: Answers) -> tuple[Led, ...] | None:
    """The steps as they may be led; None where no session begins with this routine."""
    if not may_begin(answers):
        return None
    steps = [left for step in routine.steps if (left := left_of(step, answers)) is not None]
    whole = len(steps) == len(routine.steps)
    if not whole and not any(step.kind != "care" for step in steps):
        return None  # care alone is no session
    return tuple(steps)


def left_of(step: Step, answers: Answers) -> Led | None:
    """What is left of a step; None where it goes out."""
    silent = is_open(answers, "neck")
    words = "" if silent else step.note or ""
    if step.kind.value == "mat":
        return None if mat_is_out(step, answers) else shown(step, set(), False, words)
    if step.kind.value == "care":
        return None if care_is_out(step, answers) else shown(step, set(), False, words)
    assert step.point is not None
    assert step.side is not None
    out = points_out(answers)
    sides = {one for one in sides_of(step.point, step.side) if (step.point, one) not in out}
    light = is_light(answers)
    if not sides or (light and on_balls(step, sides)):
        return None
    return shown(step, sides, light, words)


def mat_is_out(step: Step, answers: Answers) -> bool:
    """A mat lies on nape, head, shoulders and upper back, and its spikes cannot be light."""
    places = {place for place, _ in marked(answers)}
    own_place = step.place not in MAT_PLACES  # or none named: it may lie anywhere
    lies_on = set(PLACES) if own_place else UNDER_MAT
    near = {code for code, _ in points_out(answers)} & NECK_AND_UPPER_BACK
    return is_light(answers) or is_open(answers, "neck") or bool(places & lies_on) or bool(near)


def care_is_out(step: Step, answers: Answers) -> bool:
    """Turning the head, and words of one's own, which may ask for it."""
    if step.note and is_open(answers, "neck"):
        return True
    if step.care == "rest":
        return False
    if step.care == "head_turns":
        turning = {code for code, _ in points_out(answers)} & TURNING
        marked_nape = "nape" in {place for place, _ in marked(answers)}
        return bool(turning) or marked_nape or is_open(answers, "neck")
    return is_open(answers, "neck")


def on_balls(step: Step, sides: set[str]) -> bool:
    """Both sides of BL11 at once are leaned on; SI11 goes with a ball against a wall."""
    both_at_once = step.side is not None and step.side.value == "both" and len(sides) > 1
    return step.point == "SI11" or (step.point == "BL11" and both_at_once)


def shown(step: Step, sides: Iterable[str], light: bool, words: str) -> Led:
    """A step of the program in these words."""
    own = step.care if step.care not in (None, "head_turns", "rest") else ""
    return Led(step.kind.value, step.point, frozenset(sides), light, f"{own or ''}{words}")


def read(routine: Routine) -> tuple[Led, ...]:
    """What a routine that is led holds, in the same words."""
    return tuple(
        shown(
            step,
            sides_of(step.point, step.side.value) if step.point and step.side else (),
            step.light,
            step.note or "",
        )
        for step in routine.steps
    )
