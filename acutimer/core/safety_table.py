"""The one table of safety questions as values: what is asked, what a yes does, and why.

Built from a mapping; a table that cannot be read is no table at all, so that nobody presses by
half of it. Must never judge: safety.py does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from acutimer.core.points import StepKind
from acutimer.core.reading import Reader
from acutimer.core.routines import Step


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
    """When a step without a point goes out: with any point of these regions or groups."""

    kind: StepKind
    care: str | None
    regions: tuple[str, ...]
    groups: tuple[str, ...]
    out_when_light_only: bool
    reason: Reason

    def speaks_of(self, step: Step) -> bool:
        """Whether this is a rule for that step."""
        return step.kind is self.kind and (self.care is None or step.care == self.care)


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


@dataclass(frozen=True, slots=True)
class Unwelcome:
    """Something one may note after a session; some open the stop page."""

    id: str
    label: str
    opens_stop_page: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole table."""

    questions: tuple[Question, ...]
    regions: tuple[Region, ...]
    step_rules: tuple[StepRule, ...]
    danger_signs: tuple[DangerSign, ...]
    unwelcome: tuple[Unwelcome, ...]
    stop_page: Mapping[str, object] = field(hash=False)
    #: what holds for everybody, whatever the answers
    always: tuple[Reason, ...]
    ask_title: str
    ask_note: str
    pain_rise_stops: int
    #: raised when the first screens say something that everybody should see once more
    signs_version: int


def read_rules(content: Mapping[str, object]) -> Rules:
    """The table from the mapping of safety.toml; raises ContentError naming the bad key."""
    top = Reader(content)
    for key in ("questions", "regions", "steps_without_point", "danger_signs", "unwelcome"):
        if not top.rows(key):
            raise top.error(f"a table of safety rules needs [[{key}]]", key)
    stop = top.table("stop_page")
    return Rules(
        questions=tuple(_read_question(row) for row in top.rows("questions")),
        regions=tuple(
            Region(row.text("id"), row.text("name"), row.texts("points"))
            for row in top.rows("regions")
        ),
        step_rules=tuple(_read_step_rule(row) for row in top.rows("steps_without_point")),
        danger_signs=tuple(
            DangerSign(
                row.text("id"),
                row.text("tier"),
                row.text("plain"),
                row.text("ask"),
                row.text("threshold", ""),
                row.text("see"),
                row.text("source"),
            )
            for row in top.rows("danger_signs")
        ),
        unwelcome=tuple(
            Unwelcome(row.text("id"), row.text("label"), row.flag("opens_stop_page"))
            for row in top.rows("unwelcome")
        ),
        stop_page=stop.values,
        always=tuple(_read_reason(row) for row in top.rows("always")),
        ask_title=top.text("ask_title"),
        ask_note=top.text("ask_note"),
        pain_rise_stops=top.whole("pain_rise_opens_stop_page", 1, 10),
        signs_version=top.whole("signs_version", 1, 1000),
    )


def _read_question(row: Reader) -> Question:
    effect = row.choice("effect", tuple(Effect))
    _check_effect(row, effect)
    return Question(
        id=row.text("id"),
        ask=row.text("ask"),
        explains=row.text("explains", ""),
        asked_again=row.choice("asked_again", tuple(AskedAgain)),
        effect=effect,
        clearance=row.text("clearance", ""),
        points_out=row.texts("points_out"),
        groups_out=row.texts("groups_out"),
        light_only=row.flag("light_only"),
        asks_where=row.flag("where"),
        danger_signs_first=row.flag("danger_signs_first"),
        reasons=tuple(_read_reason(reason) for reason in row.rows("reasons")),
    )


def _check_effect(row: Reader, effect: Effect) -> None:
    """An effect that names nothing would switch nothing off."""
    if effect is Effect.POINTS_OUT and not row.texts("points_out"):
        raise row.error("points_out must name a point", "points_out")
    if effect is Effect.GROUPS_OUT_UNTIL_CLEARED and not row.texts("groups_out"):
        raise row.error("groups_out must name a group", "groups_out")


def _read_step_rule(row: Reader) -> StepRule:
    return StepRule(
        row.choice("kind", (StepKind.MAT, StepKind.CARE)),
        row.text("care") if row.has("care") else None,
        row.texts("regions"),
        row.texts("groups"),
        row.flag("out_when_light_only"),
        _read_reason(row),
    )


def _read_reason(row: Reader) -> Reason:
    points = row.texts("points") if row.has("points") else ()
    return Reason(row.text("text"), row.text("source"), row.text("standing"), points)
