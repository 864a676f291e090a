"""What a person's answers switch off, with the reason and the source of each rule.

Built from mappings, like atlas and routines. The gate never fails open: no answers, answers that
cannot be read, or a question that is due again mean no session. "Not sure" counts as yes, and of
two rules the stricter wins. Must never diagnose: it says what is off and why, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from acutimer.core.points import BOTH_SIDES, Atlas, Side, body_sides
from acutimer.core.reading import ContentError, Reader
from acutimer.core.routines import Routine, Step
from acutimer.core.safety_places import is_touched, places_of, points_out
from acutimer.core.safety_values import Effect, Question, Reason, Rules, StepRule

#: After a stop nobody presses until the next local day, and for at least so long.
REST_AFTER_STOP = timedelta(hours=6)


class Answer(StrEnum):
    """There is no default: unanswered is no answer at all."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: on which day, where (for skin), and when the clearance was ticked."""

    answer: Answer
    on: date
    where: tuple[tuple[str, Side], ...] = ()
    cleared_on: date | None = None

    @property
    def counts_as_yes(self) -> bool:
        """Not sure counts as yes."""
        return self.answer is not Answer.NO


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's answers by question, and what else decides whether they may press.

    ``stopped_at`` is when the stop page was last shown, with its offset; ``signs_seen_on`` the
    local day on which none of the danger signs was there; ``accepted`` the version of the first
    screens that was accepted, 0 for none.
    """

    given: Mapping[str, Given] = field(default_factory=dict[str, Given], hash=False)
    confirmed_on: date | None = None
    stopped_at: datetime | None = None
    signs_seen_on: date | None = None
    accepted: int = 0
    #: the local day on which that version was accepted; None where nobody noted it
    accepted_on: date | None = None


class SignsDue(StrEnum):
    """What is shown of the danger signs before a session may begin."""

    NOTHING = "nothing"
    #: whether anything is new since last time
    TODAY = "today"
    #: all of them, and what acutimer is
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds today. ``out`` maps a point's code and body side to the reasons."""

    #: whether the answers allow pressing; the danger signs are asked about besides
    answers_allow: bool
    signs_due: SignsDue
    ask: tuple[Question, ...]
    barred_by: tuple[Question, ...]
    awaits_clearance: tuple[Question, ...]
    #: while it rests after a stop: until when, in the offset of the moment it was judged at
    rests_until: datetime | None
    out: Mapping[tuple[str, Side], tuple[Reason, ...]] = field(hash=False)
    #: the questions for whose answers every press is light
    light_by: tuple[Question, ...]
    #: the rules by which whole steps are out
    steps_out: tuple[StepRule, ...]
    notes: tuple[Reason, ...]
    #: the local day it was judged on
    today: date

    @property
    def may_start(self) -> bool:
        """Whether a session may begin now: the answers allow it, and no danger sign is due."""
        return self.answers_allow and self.signs_due is SignsDue.NOTHING

    @property
    def light_only(self) -> bool:
        """Whether every press must be light."""
        return bool(self.light_by)

    def why_not(self, step: Step) -> tuple[Reason, ...]:
        """The reasons that keep a whole step out, whatever its point; empty where it may be led."""
        return tuple(rule.reason for rule in self.steps_out if rule.speaks_of(step))

    def why_off(self, code: str, side: Side) -> tuple[Reason, ...]:
        """The reasons why a point cannot be pressed on that side; empty where it can."""
        if self.is_out(code, side):
            return self.why_out(code)
        found = (rule for rule in self.steps_out if rule.point == code and side in rule.sides)
        return tuple(rule.reason for rule in found)

    @property
    def own_words_out(self) -> Reason | None:
        """Why words of the person's own are not led now; None where they are."""
        return next((rule.reason for rule in self.steps_out if rule.own_words), None)

    def is_out(self, code: str, side: Side | None = None) -> bool:
        """Whether the point may not be pressed on that side; any other side or none means both.

        A point of the midline is out for whatever side is asked about.
        """
        sides = (side,) if side in BOTH_SIDES else BOTH_SIDES
        return (code, Side.MIDDLE) in self.out or all((code, one) in self.out for one in sides)

    def why_out(self, code: str) -> tuple[Reason, ...]:
        """All reasons that keep a point out on any side."""
        found = (reason for (c, _), reasons in self.out.items() if c == code for reason in reasons)
        return tuple(dict.fromkeys(found))

    def why_light(self, code: str) -> tuple[Reason, ...] | None:
        """All reasons to press a point lightly; None where the answers do not ask for that."""
        found = (reason for question in self.light_by for reason in question.reasons_for(code))
        return tuple(dict.fromkeys(found)) if self.light_only else None


@dataclass(frozen=True, slots=True)
class Allowed:
    """A routine without its forbidden steps, and what was left out.

    ``unsaid`` are the steps that are led without the person's own words in them.
    """

    routine: Routine | None
    left_out: tuple[Step, ...]
    total: int
    unsaid: tuple[Step, ...] = ()
    #: why steps are left out that no point decides, and words
    why: tuple[Reason, ...] = ()


def judge(rules: Rules, profile: Profile, atlas: Atlas, now: datetime) -> Verdict:
    """What a person's answers allow at a moment, which has its offset."""
    today = now.date()
    yes = [
        (question, given)
        for question in rules.questions
        if (given := profile.given.get(question.id)) and given.counts_as_yes
    ]
    fresh = _is_fresh(profile, today)
    ask = tuple(
        question
        for question in rules.questions
        if not fresh or _is_due(question, profile.given.get(question.id), today)
    )
    barred = tuple(question for question, _ in yes if question.effect is Effect.NO_SESSION)
    waiting = tuple(
        question
        for question, given in yes
        if question.effect is Effect.NO_SESSION_UNTIL_CLEARED
        and not is_cleared(question, given, today)
    )
    rests_until = _rests_until(profile.stopped_at, now)
    light_by = tuple(question for question, _ in yes if question.light_only)
    untold = {question.id for question, given in yes if not is_cleared(question, given, today)}
    marked = {
        region
        for question, given in yes
        if question.effect is Effect.REGION_OUT
        for region, _ in places_of(rules, given.where)
    }
    out: dict[tuple[str, Side], tuple[Reason, ...]] = {}
    for question, given in yes:
        for point, sides in points_out(
            rules, question, given.where, atlas, cleared=is_cleared(question, given, today)
        ):
            for side in sides:
                reasons = (*out.get((point.code, side), ()), *question.reasons_for(point.code))
                out[point.code, side] = tuple(dict.fromkeys(reasons))
    return Verdict(
        answers_allow=not (ask or barred or waiting or rests_until),
        signs_due=_signs_due(rules, profile, today),
        ask=ask,
        barred_by=barred,
        awaits_clearance=waiting,
        rests_until=rests_until,
        out=out,
        light_by=light_by,
        steps_out=tuple(
            rule
            for rule in rules.step_rules
            if (rule.point is None or rule.point in atlas)
            and (
                (light_by and rule.out_when_light_only)
                or not untold.isdisjoint(rule.until_cleared)
                or is_touched(rules, rule, atlas, marked, out)
            )
        ),
        notes=tuple(
            reason
            for question, _ in yes
            if question.effect is Effect.NOTE
            for reason in question.reasons
        ),
        today=today,
    )


def _is_fresh(profile: Profile, today: date) -> bool:
    """Whether there are answers, and given on a later day than the stop page was shown."""
    confirmed_on = profile.confirmed_on
    if confirmed_on is None or _is_from_the_future(confirmed_on, today):
        return False
    return profile.stopped_at is None or confirmed_on > profile.stopped_at.date()


def _rests_until(stopped_at: datetime | None, now: datetime) -> datetime | None:
    """Until when a stop still holds: the next local day, and some hours in any case."""
    if stopped_at is None:
        return None
    next_day = datetime.combine(stopped_at.date() + timedelta(days=1), time(), now.tzinfo)
    until = max(next_day, (stopped_at + REST_AFTER_STOP).astimezone(now.tzinfo))
    return until if now < until else None


def _signs_due(rules: Rules, profile: Profile, today: date) -> SignsDue:
    if profile.accepted < rules.signs_version:
        return SignsDue.FIRST
    return SignsDue.NOTHING if profile.signs_seen_on == today else SignsDue.TODAY


def _is_from_the_future(day: date, today: date) -> bool:
    """The clock was wrong then or is wrong now; one day is left for travel across time zones."""
    return day - today > timedelta(days=1)


def _is_due(question: Question, given: Given | None, today: date) -> bool:
    if given is None or _is_from_the_future(given.on, today):
        return True
    return question.asked_again.is_due(given.on, today, counts_as_yes=given.counts_as_yes)


def is_cleared(question: Question, given: Given, today: date) -> bool:
    """Whether the person asked, was told they may, and that still holds."""
    if not question.clearance or given.cleared_on is None:
        return False
    if _is_from_the_future(given.cleared_on, today):
        return False
    return not question.asked_again.is_due(given.cleared_on, today, counts_as_yes=True)


def allow(routine: Routine, verdict: Verdict) -> Allowed:
    """The routine without what is out, its steps light where nothing else is allowed.

    A step on both sides keeps the side that may be pressed. What cannot be light is left out, and
    so are the person's own words where they could ask for a movement that is out.
    """
    kept: list[Step] = []
    left_out: list[Step] = []
    unsaid: list[Step] = []
    why: list[Reason] = []
    for step in routine.steps:
        left = left_of(step, verdict)
        reasons = verdict.why_not(left) if left is not None else ()
        if left is None or reasons:
            left_out.append(step)
            why += reasons
            continue
        if left.note and (reason := verdict.own_words_out):
            unsaid.append(step)
            why.append(reason)
            left = replace(left, note=None)
        kept.append(left)
    # care that is left over when all presses are out is no session
    worth_it = not left_out or any(step.kind.is_pressing for step in kept)
    remaining = routine.with_steps(kept) if worth_it else None
    return Allowed(
        remaining, tuple(left_out), len(routine.steps), tuple(unsaid), tuple(dict.fromkeys(why))
    )


def left_of(step: Step, verdict: Verdict) -> Step | None:
    """A step on the sides that may be pressed, as lightly as it must be; None without a side."""
    if step.point is None or step.side is None:
        return step
    asked = body_sides(step.side)
    free = [side for side in asked if not verdict.is_out(step.point, side)]
    if not free:
        return None
    side = step.side if len(free) == len(asked) else free[0]
    return replace(step, side=side, light=verdict.light_only)


def allow_whole(routine: Routine, verdict: Verdict) -> Routine | None:
    """The routine, as lightly as it must be; None where anything of it may not be led."""
    allowed = allow(routine, verdict).routine
    if allowed is None:
        return None
    plain = [[replace(step, light=False) for step in one.steps] for one in (allowed, routine)]
    return allowed if plain[0] == plain[1] else None


class ProfileError(ValueError):
    """Answers that cannot be read; the questions come first again."""


def profile_body(profile: Profile) -> dict[str, object]:
    """What is written of the answers."""
    answers: dict[str, object] = {}
    for key, given in profile.given.items():
        row: dict[str, object] = {"answer": given.answer.value, "on": given.on.isoformat()}
        if given.where:
            row["where"] = [[region, side.value] for region, side in given.where]
        if given.cleared_on:
            row["cleared_on"] = given.cleared_on.isoformat()
        answers[key] = row
    return {"answers": answers}


def read_profile(body: Mapping[str, object], confirmed_on: date) -> Profile:
    """The answers as written; raises ProfileError rather than guess at a single one."""
    try:
        rows = Reader(body).table("answers")
        given = {key: _read_given(rows.table(key)) for key in rows.keys()}
    except (ContentError, ValueError, TypeError, IndexError) as fault:
        raise ProfileError(f"the safety answers cannot be read: {fault}") from fault
    return Profile(given, confirmed_on)


def _where_side(written: object) -> Side:
    """Skin is asked about left and right: nobody can have answered with the middle."""
    side = Side(str(written))
    if side is Side.MIDDLE:
        raise ValueError(f"skin has no side {side}")
    return side


def _read_given(row: Reader) -> Given:
    where: list[tuple[str, Side]] = []
    if row.has("where"):
        for pair in row.lists("where"):
            region, side = pair
            where.append((str(region), _where_side(side)))
    cleared = _read_day(row, "cleared_on") if row.has("cleared_on") else None
    answer, on = row.choice("answer", tuple(Answer)), _read_day(row, "on")
    return Given(answer, on, tuple(where), cleared)


def _read_day(row: Reader, key: str) -> date:
    """A day as it is written; Python reads other spellings too, and some as another day."""
    written = row.text(key)
    day = date.fromisoformat(written)
    if day.isoformat() != written:
        raise ValueError(f"{key} is no day: {written}")
    return day
