"""The table of safety answers as a mapping for JSON; its keys are an interface and stay.

Must never leave a key out: what there is none of is null.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acutimer.core.safety_table import DangerSign, Question, Reason, Rules
    from acutimer.core.sources import Sources


def safety_json(rules: Rules, sources: Sources) -> dict[str, object]:
    """Questions, every rule with its source and standing, and the sources that are named."""
    rows = list(_rules(rules, sources))
    named = {one for row in rows for one in source_ids(str(row["source"]))}
    return {
        "schema": 1,
        "questions": [_question(question) for question in rules.questions],
        "rules": rows,
        "sources": [
            {"id": row.id, "name": row.name, "url": row.url, "standing": row.standing.value}
            for row in sources.rows
            if row.id in named
        ],
    }


def source_ids(written: str) -> list[str]:
    """The ids of a source that holds one or more, with commas."""
    return [one.strip() for one in written.split(",") if one.strip()]


def _question(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "ask": question.ask,
        "explains": question.explains or None,
        "effect": question.effect.value,
        "asked_again": question.asked_again.value,
        "clearance": question.clearance or None,
        "points_out": list(question.points_out),
        "groups_out": list(question.groups_out),
        "light_only": question.light_only,
        "asks_where": question.asks_where,
        "danger_signs_first": question.danger_signs_first,
        "sources": list(dict.fromkeys(reason.source for reason in question.reasons)),
    }


def _rules(rules: Rules, sources: Sources) -> Iterator[dict[str, object]]:
    for question in rules.questions:
        for reason in question.reasons:
            yield _rule("question", question.id, reason)
    for rule in rules.step_rules:
        own = "own_words" if rule.own_words else None
        kind = rule.kind.value if rule.kind is not None else None
        yield _rule("step", rule.point or rule.care or own or kind, rule.reason)
    for reason in rules.always:
        yield _rule("always", None, reason)
    standings = {row.id: row.standing.value for row in sources.rows}
    for sign in rules.danger_signs:
        yield _sign(sign, standings)


def _rule(of: str, identifier: str | None, reason: Reason) -> dict[str, object]:
    return {
        "of": of,
        "id": identifier,
        "text": reason.text,
        "source": reason.source,
        "standing": reason.standing,
        "points": list(reason.points),
        "tier": None,
        "threshold": None,
    }


def _sign(sign: DangerSign, standings: dict[str, str]) -> dict[str, object]:
    """A danger sign stands as the first source does that it names."""
    first = next(iter(source_ids(sign.source)), "")
    return {
        "of": "danger_sign",
        "id": sign.id,
        "text": sign.ask,
        "source": sign.source,
        "standing": standings.get(first, "ours"),
        "points": [],
        "tier": sign.tier,
        "threshold": sign.threshold or None,
    }
