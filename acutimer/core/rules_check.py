"""Whether a table of safety rules allows anything that the table acutimer came with does not.

Other words and stricter rules are welcome; a ban that is gone, an effect that is softer or a
question that is asked less often is not. Must never judge a person, nor mend a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from acutimer.core.safety_table import AskedAgain, Effect, Question, Rules, StepRule

_NO_SESSION = frozenset({Effect.NO_SESSION})
_ASK_FIRST = _NO_SESSION | {Effect.NO_SESSION_UNTIL_CLEARED}
#: What an effect may be replaced by: itself, and what allows no more.
_AS_STRICT = {
    Effect.NO_SESSION: _NO_SESSION,
    Effect.NO_SESSION_UNTIL_CLEARED: _ASK_FIRST,
    Effect.GROUPS_OUT_UNTIL_CLEARED: _ASK_FIRST | {Effect.GROUPS_OUT_UNTIL_CLEARED},
    # told that one may, a place with broken skin stays out
    Effect.REGION_OUT: _NO_SESSION | {Effect.REGION_OUT},
    # points that are named are out with every effect but a note
    Effect.POINTS_OUT: frozenset(Effect) - {Effect.NOTE},
    Effect.NOTE: frozenset(Effect),
}
_NEVER = 10**6
#: Days until a question comes back: after yes or not sure, and after no.
_DAYS = {
    AskedAgain.DAILY_IF_YES: (1, _NEVER),
    AskedAgain.WEEKLY_IF_YES: (7, _NEVER),
    AskedAgain.MONTHLY: (31, 31),
    AskedAgain.YEARLY: (365, 365),
    AskedAgain.ON_CHANGE: (_NEVER, _NEVER),
}


def weakness(rules: Rules, shipped: Rules, sources: Set[str]) -> str:
    """The first thing by which the rules allow more than those shipped; empty where nothing does.

    ``sources`` are the ids that a rule may name besides those of the shipped rules.
    """
    return next(_weaknesses(rules, shipped, sources), "")


def sources_of(rules: Rules) -> frozenset[str]:
    """The ids of all sources that the rules name."""
    return frozenset(one for named in _named(rules) for one in named.split(", "))


def _weaknesses(rules: Rules, shipped: Rules, sources: Set[str]) -> Iterator[str]:
    yield from _of_questions(rules, shipped)
    yield from _of_lists("region", _points_by_id(rules), _points_by_id(shipped))
    yield from _of_lists("group", dict(rules.groups), dict(shipped.groups))
    for old in shipped.step_rules:
        if not any(_covers(new, old) for new in rules.step_rules):
            yield f"the rule for {_about(old)} is missing or softer"
    yield from _of_stopping(rules, shipped)
    if Counter(_always(shipped)) - Counter(_always(rules)):
        yield "one of the rules that always hold is missing"
    for unknown in sorted(sources_of(rules) - sources - sources_of(shipped)):
        yield f"the source {unknown} is not known"


def _of_stopping(rules: Rules, shipped: Rules) -> Iterator[str]:
    """What leads to the stop page, and what that says."""
    tiers = {sign.id: sign.tier for sign in rules.danger_signs}
    for sign in shipped.danger_signs:
        # a sign that needs help at once may not become one that needs a doctor
        if tiers.get(sign.id, "") not in {"A", sign.tier}:
            yield f"the danger sign {sign.id} is missing or no longer of tier {sign.tier}"
    opens = {one.id: one.opens_stop_page for one in rules.unwelcome}
    for one in shipped.unwelcome:
        if one.id not in opens or (one.opens_stop_page and not opens[one.id]):
            yield f"{one.id!r} among what is unwelcome is missing or opens no stop page"
    if rules.pain_rise_stops > shipped.pain_rise_stops:
        yield f"pain may rise by more than {shipped.pain_rise_stops} before the stop page comes"
    if rules.signs_version < shipped.signs_version:
        yield f"signs_version is below {shipped.signs_version}"
    if len(rules.stop_lines) < len(shipped.stop_lines):
        yield "a line of the stop page is missing"


def _of_questions(rules: Rules, shipped: Rules) -> Iterator[str]:
    asked = {question.id: question for question in rules.questions}
    for old in shipped.questions:
        new = asked.get(old.id)
        if new is None:
            yield f"the question {old.id!r} is missing"
        else:
            yield from (f"the question {old.id!r} {what}" for what in _softened(new, old))


def _softened(new: Question, old: Question) -> Iterator[str]:
    if new.effect not in _AS_STRICT[old.effect]:
        yield f"has the effect {new.effect}, not {old.effect}"
    for what, now, before in (
        ("point", new.points_out, old.points_out),
        ("group", new.groups_out, old.groups_out),
    ):
        for missing in sorted(set(before) - set(now)):
            yield f"leaves the {what} {missing} in"
    if old.light_only and not new.light_only:
        yield "no longer asks for light presses only"
    if old.danger_signs_first and not new.danger_signs_first:
        yield "no longer shows the danger signs first"
    days = zip(_DAYS[new.asked_again], _DAYS[old.asked_again], strict=True)
    if any(now > before for now, before in days):
        yield f"comes back {new.asked_again}, not {old.asked_again}"


def _of_lists(
    what: str, now: dict[str, tuple[str, ...]], before: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    for identifier, codes in before.items():
        if identifier not in now:
            yield f"the {what} {identifier!r} is missing"
        for missing in sorted(set(codes) - set(now.get(identifier, codes))):
            yield f"the {what} {identifier!r} is without {missing}"


def _points_by_id(rules: Rules) -> dict[str, tuple[str, ...]]:
    return {region.id: region.points for region in rules.regions}


def _covers(new: StepRule, old: StepRule) -> bool:
    """Whether a rule speaks of all that another speaks of, and puts it out no less often."""
    same = (new.kind, new.care, new.own_words, new.point) == (
        old.kind, old.care, old.own_words, old.point
    )  # fmt: skip
    return (
        same
        and set(new.sides) >= set(old.sides)
        and set(new.except_places) <= set(old.except_places)
        and bool(new.except_places) == bool(old.except_places)
        and set(new.regions) >= set(old.regions)
        and set(new.groups) >= set(old.groups)
        and set(new.until_cleared) >= set(old.until_cleared)
        and new.out_when_light_only >= old.out_when_light_only
    )


def _about(rule: StepRule) -> str:
    if rule.point is not None:
        return f"{rule.point} on {', '.join(rule.sides)}"
    return "words of one's own" if rule.own_words else f"{rule.care or rule.kind}"


def _always(rules: Rules) -> Iterable[frozenset[str]]:
    """What always holds, by the points it is about: its words may change."""
    return [frozenset(reason.points) for reason in rules.always]


def _named(rules: Rules) -> Iterator[str]:
    for question in rules.questions:
        yield from (reason.source for reason in question.reasons)
    yield from (rule.reason.source for rule in rules.step_rules)
    yield from (reason.source for reason in rules.always)
    yield from (sign.source for sign in rules.danger_signs)
    yield from (line.source for line in rules.stop_lines)
