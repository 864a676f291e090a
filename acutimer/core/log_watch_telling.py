"""How a remark of the log watch is told: once, with its sources, and remembered in the journal.

Must never let a wrong clock silence a remark for good, nor tell what a graver one says already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from acutimer.core.history_content import local_day
from acutimer.core.journal import Entry, EntryKind
from acutimer.core.log_watch import Remark
from acutimer.core.log_watch_rules import Rule, WatchRules

_OURS = "OURS"


def untold(
    rules: WatchRules, remarks: Iterable[Remark], told: Mapping[str, date], today: date
) -> tuple[Remark, ...]:
    """The remarks that were not said before; ``told`` are keys with the day each was said last."""
    again = {rule.id: rule.again_days for rule in rules.rules}
    about: dict[str, set[str]] = {}
    for key, day in told.items():
        rule, _, parts = key.partition(":")
        if -1 <= (today - day).days < again.get(rule, 0):  # a wrong clock silences nothing for good
            about.setdefault(rule, set()).update(parts.split("+"))
    return tuple(
        remark
        for remark in remarks
        if about.keys().isdisjoint(remark.rule.unless)
        and not set(remark.key.partition(":")[2].split("+")) <= about.get(remark.rule.id, set())
    )


def told_body(remark: Remark) -> dict[str, object]:
    """What is written of a remark once it was said."""
    return {"remark": remark.key}


def told_of(entries: Iterable[Entry]) -> dict[str, date]:
    """The keys of what was said, each with the day it was said last."""
    told: dict[str, date] = {}
    for entry in entries:
        key = entry.body.get("remark")
        if entry.kind == EntryKind.REMARK_TOLD and isinstance(key, str):
            told[key] = max(local_day(entry.at), told.get(key, date.min))
    return told


def source_ids(rule: Rule) -> tuple[str, ...]:
    """Who calls it a reason to have it looked at, by id."""
    return tuple(one.strip() for one in rule.source.split(","))


def sources_in_words(rule: Rule, names: Mapping[str, str]) -> str:
    """Whose rule it is and whose numbers, in a sentence or two; ``names`` are sources by id."""

    def named(one: str) -> str:
        return names.get(one, one).partition(":")[0]  # a title behind it is in the list of sources

    said = f"Source: {'; '.join(named(one) for one in source_ids(rule))}."
    if source_ids(rule) == (rule.numbers_from,):
        return said
    whose = "ours" if rule.numbers_from == _OURS else f"from {named(rule.numbers_from)}"
    return f"{said} The numbers are {whose}."


def told_last(remark: Remark, told: Mapping[str, date]) -> date | None:
    """When the rule of a remark spoke last, None when it never did."""
    of_rule = (day for key, day in told.items() if key.partition(":")[0] == remark.rule.id)
    return max(of_rule, default=None)


def remark_json(remark: Remark, told: Mapping[str, date], *, to_be_told: bool) -> dict[str, object]:
    """A remark for JSON; ``told`` is when its rule spoke last, null when it never did."""
    rule, last = remark.rule, told_last(remark, told)
    return {
        "key": remark.key,
        "rule": rule.id,
        "words": remark.words,
        "numbers": dict(remark.numbers),
        "days": [day.isoformat() for day in remark.days],
        "sources": list(source_ids(rule)),
        "standing": rule.standing,
        "numbers_from": rule.numbers_from,
        "told": last.isoformat() if last is not None else None,
        "to_be_told": to_be_told,
    }
