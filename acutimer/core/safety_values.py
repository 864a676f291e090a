"""The safety table as values: questions and their effects, reasons, rules for steps, danger signs.

Must never be built by hand: safety_table reads them from the one table and refuses half of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from acutimer.core.points import Side, StepKind
from acutimer.core.routines import HEAD_TURNS, REST, Step

#: Care whose movement is known; any other is a person's own words.
_KNOWN_CARE = (HEAD_TURNS, REST)

#: Danger signs of this tier need help at once; those of the other a doctor first.
AT_ONCE = "A"


class Effect(StrEnum):
    """What yes or not sure does."""

    NO_SESSION = "no_session"
    NO_SESSION_UNTIL_CLEARED = "no_session_until_cleared"
    GROUPS_OUT_UNTIL_CLEARED = "groups_out_until_cleared"
    POINTS_OUT = "points_out"
    REGION_OUT = "region_out"
    NOTE = "note"


class AskedAgain(StrEnum):
    """When a question comes back; the ``if_yes`` ones only after yes or not sure."""

    MONTHLY = "monthly"
    YEARLY = "yearly"
    WEEKLY_IF_YES = "weekly_if_yes"
    DAILY_IF_YES = "daily_if_yes"
    ON_CHANGE = "on_change"

    def is_due(self, answered: date, today: date, *, counts_as_yes: bool) -> bool:
        """Whether an answer given on one day no longer holds on another."""
        match self:
            case AskedAgain.MONTHLY:
                return today >= _month_later(answered)
            case AskedAgain.YEARLY:
                return today >= answered + timedelta(days=365)
            case AskedAgain.WEEKLY_IF_YES:
                return counts_as_yes and today >= answered + timedelta(days=7)
            case AskedAgain.DAILY_IF_YES:
                return counts_as_yes and today > answered
            case AskedAgain.ON_CHANGE:
                return False


def _month_later(day: date) -> date:
    """The same day of the next month, or its last day."""
    first = day.replace(day=1) + timedelta(days=32)
    last = (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is off, whose rule it is and how it stands."""

    text: str
    source: str
    standing: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the table of safety answers."""

    id: str
    ask: str
    #: what shows a person whether the question means them; empty where it needs no words
    explains: str
    asked_again: AskedAgain
    effect: Effect
    clearance: str
    points_out: tuple[str, ...]
    groups_out: tuple[str, ...]
    light_only: bool
    asks_where: bool
    danger_signs_first: bool
    reasons: tuple[Reason, ...]

    def reasons_for(self, code: str | None) -> tuple[Reason, ...]:
        """The reasons that speak of a point, or of all pressing."""
        return tuple(r for r in self.reasons if not r.points or code in r.points)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the body as the skin question names it, with the points that lie in it."""

    id: str
    name: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepRule:
    """When a step goes out that no point alone decides: a mat, care, or a way of pressing.

    It goes out with any region marked or any point out of ``regions`` and ``groups``, with an
    answer of ``until_cleared`` that nobody cleared, and with light presses only where it says so.
    """

    #: a mat or care; None for a way of pressing a point
    kind: StepKind | None
    #: that care and no other; None for all
    care: str | None
    #: care in a person's own words, which may ask for any movement
    own_words: bool
    #: a mat anywhere but there; empty for a mat wherever it lies
    except_places: tuple[str, ...]
    #: a point pressed on one of these sides, which needs more than fingers
    point: str | None
    sides: tuple[Side, ...]
    regions: tuple[str, ...]
    groups: tuple[str, ...]
    until_cleared: tuple[str, ...]
    out_when_light_only: bool
    reason: Reason

    def speaks_of(self, step: Step) -> bool:
        """Whether this is a rule for that step."""
        if self.kind is None:
            return step.point == self.point and step.side in self.sides
        if step.kind is not self.kind:
            return False
        if self.own_words:
            return step.care not in _KNOWN_CARE or bool(step.note)
        if self.except_places:
            return step.place not in self.except_places
        return self.care is None or step.care == self.care


@dataclass(frozen=True, slots=True)
class DangerSign:
    """A sign that needs care elsewhere: tier A at once, tier B before any pressing.

    ``plain`` says it in short everyday words, ``ask`` whole; ``threshold`` from when on it counts;
    ``see`` who should look at it; ``source`` holds one id or more, with commas.
    """

    id: str
    tier: str
    plain: str
    ask: str
    threshold: str
    see: str
    source: str

    @property
    def needs_help_at_once(self) -> bool:
        """Whether it is of tier A."""
        return self.tier == AT_ONCE


@dataclass(frozen=True, slots=True)
class Unwelcome:
    """Something one may note after a session; some open the stop page."""

    id: str
    label: str
    opens_stop_page: bool
    #: one sentence that says it back once it is noted; empty where there is nothing to say
    said: str = ""


@dataclass(frozen=True, slots=True)
class StopLine:
    """A line of the stop page, and who says so."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole table."""

    questions: tuple[Question, ...]
    regions: tuple[Region, ...]
    #: the points of each group that a rule may name
    groups: Mapping[str, tuple[str, ...]] = field(hash=False)
    step_rules: tuple[StepRule, ...]
    danger_signs: tuple[DangerSign, ...]
    unwelcome: tuple[Unwelcome, ...]
    stop_page: Mapping[str, object] = field(hash=False)
    #: the same lines, each with its source
    stop_lines: tuple[StopLine, ...]
    #: what holds for everybody, whatever the answers
    always: tuple[Reason, ...]
    ask_title: str
    ask_note: str
    pain_rise_stops: int
    #: raised when the first screens say something that everybody should see once more
    signs_version: int
