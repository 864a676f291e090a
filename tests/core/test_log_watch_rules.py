"""The table of the log watch is read whole, or the bad key is named and nothing is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from acutimer.core.log_watch_rules import Kind, Lasting, WatchRules, read_watch_rules
from acutimer.core.reading import ContentError
from tests.core.shipped import atlas, content, rules

Row = dict[str, Any]


def shipped() -> WatchRules:
    return read_watch_rules(content("log-watch.toml"))


def row_of(table: dict[str, Any], identifier: str) -> tuple[int, Row]:
    rows = table["rules"]
    return next((index, row) for index, row in enumerate(rows) if row["id"] == identifier)


def test_the_shipped_table_has_every_kind_and_the_gravest_first() -> None:
    ids = [rule.id for rule in shipped().rules]
    assert ids == [
        *("danger-again", "headache-stronger", "headache-more-often", "pain-worse", "pain-spreads"),
        *("medicine-ten-days", "medicine-fifteen-days", "no-better"),
        *("bruise-again", "soreness-again", "medicine-eight-days"),
    ]
    assert {rule.kind for rule in shipped().rules} == set(Kind)


def test_the_limits_of_medicine_days_are_those_of_the_facts() -> None:
    limits = {
        rule.id: (rule.terms.days, rule.terms.classes)
        for rule in shipped().rules
        if rule.kind is Kind.MEDICINE_DAYS
        if hasattr(rule.terms, "classes")
    }
    assert limits == {
        "medicine-ten-days": (10, ("triptan", "ergot", "opioid", "combination")),
        "medicine-fifteen-days": (15, ("plain", "anti-inflammatory")),
        "medicine-eight-days": (8, ("any",)),
    }


def test_the_weeks_of_no_better_are_those_of_danger_sign_b10() -> None:
    (sign,) = (one for one in rules().danger_signs if one.id == "B10")
    assert f"{shipped().no_better_weeks} weeks" in sign.threshold


def test_every_source_is_one_of_ours() -> None:
    for rule in shipped().rules:
        named = {*rule.source.split(", "), rule.numbers_from}
        assert named <= atlas().sources.keys(), rule.id


def test_every_effect_can_be_noted_after_a_session_and_none_is_left_out() -> None:
    named = [name for rule in shipped().rules for name in getattr(rule.terms, "effects", ())]
    assert sorted(named) == sorted(one.id for one in rules().unwelcome if one.id != "nothing")


def test_what_opens_the_stop_page_is_watched_by_the_gravest_rule() -> None:
    opening = {one.id for one in rules().unwelcome if one.opens_stop_page}
    assert getattr(shipped().rules[0].terms, "effects").keys() == opening  # noqa: B009


def test_it_looks_back_as_far_as_the_rule_that_looks_back_farthest() -> None:
    assert shipped().look_back_days == 126


def change(key: str, value: object) -> Callable[[Row], None]:
    def spoil(row: Row) -> None:
        row[key] = value

    return spoil


def drop(key: str) -> Callable[[Row], None]:
    def spoil(row: Row) -> None:
        del row[key]

    return spoil


@pytest.mark.parametrize(
    ("rule", "spoil", "reason", "key"),
    [
        ("pain-worse", change("kind", "pain_better"), "kind must be one of", "kind"),
        ("pain-worse", change("margin", 2), "'margin' is not known", "margin"),
        ("pain-worse", drop("margins"), "margins must be a number", None),
        ("pain-worse", change("margins", "2"), "margins must be a number", "margins"),
        ("pain-worse", change("margins", True), "margins must be a number", "margins"),
        ("pain-worse", change("margins", 0), "margins must lie above 0", "margins"),
        ("pain-worse", change("margins", float("nan")), "margins must lie above 0", "margins"),
        ("pain-worse", change("least_rise", 29), "at most 28", "least_rise"),
        ("pain-worse", change("recent_days", 27), "must be whole weeks, not 27", "recent_days"),
        ("pain-worse", change("recent_days", 0), "must lie from 7", "recent_days"),
        ("pain-worse", change("apart_days", -7), "must lie from 0", "apart_days"),
        ("pain-worse", change("least_recent", 1), "must lie from 2", "least_recent"),
        ("pain-worse", change("text", "Up by much."), "{apart_weeks} is missing", "text"),
        ("pain-worse", change("text", "Up by {lots}."), "{apart_weeks} is missing", "text"),
        ("pain-worse", change("text", "Up {"), "a brace that nothing closes", "text"),
        ("pain-worse", change("text", ""), "text must be a text", "text"),
        ("pain-worse", change("source", ""), "source must be a text", "source"),
        ("pain-worse", drop("source"), "source is missing", None),
        ("pain-worse", drop("numbers_from"), "numbers_from is missing", None),
        ("pain-worse", change("standing", "sure"), "standing must be one of", "standing"),
        ("pain-worse", change("again_days", 0), "must lie from 1 to 366", "again_days"),
        ("pain-worse", change("again_days", 400), "must lie from 1 to 366", "again_days"),
        ("pain-worse", change("unless", ["pain-worse"]), "unless may only hold", "unless"),
        ("pain-worse", change("unless", ["nobody"]), "unless may only hold", "unless"),
        ("pain-worse", change("id", "pain worse"), "letters and hyphens", "id"),
        ("pain-worse", change("id", "no:better"), "letters and hyphens", "id"),
        ("pain-spreads", change("days", 1), "must lie from 2", "days"),
        ("pain-spreads", change("within_days", 10), "whole weeks", "within_days"),
        ("pain-spreads", change("least_earlier", 0), "must lie from 1", "least_earlier"),
        ("no-better", change("weeks", 3), "must lie from 4", "weeks"),
        ("no-better", change("least_days", 29), "must lie from 4 to 28", "least_days"),
        ("no-better", change("look_back_days", 21), "must lie from 28", "look_back_days"),
        ("no-better", change("least_pain", 11), "at most 10", "least_pain"),
        ("medicine-ten-days", change("classes", []), "classes must name a class", "classes"),
        ("medicine-ten-days", change("classes", ["gold"]), "names must say 'gold'", "names"),
        ("medicine-ten-days", change("names", {"triptan": "x"}), "names must say", "names"),
        ("medicine-ten-days", change("days", 29), "must lie from 1 to 28", "days"),
        ("medicine-ten-days", change("several", "yes"), "several must be true or", "several"),
        ("danger-again", change("effects", {}), "effects must name one", "effects"),
        ("danger-again", change("together", 1), "together must be true or false", "together"),
    ],
)  # fmt: skip
def test_a_bad_key_is_named_and_nothing_is_read(
    rule: str, spoil: Callable[[Row], None], reason: str, key: str | None
) -> None:
    table = content("log-watch.toml")
    index, row = row_of(table, rule)
    spoil(row)
    with pytest.raises(ContentError, match=re.escape(reason)) as caught:
        read_watch_rules(table)
    assert caught.value.path == ("rules", index, *([key] if key else []))


def test_a_text_may_name_no_number_that_its_kind_has_not() -> None:
    table = content("log-watch.toml")
    _, row = row_of(table, "pain-worse")
    row["text"] += " {zeal}"
    with pytest.raises(ContentError, match=re.escape("{zeal} is not known in the text")):
        read_watch_rules(table)


def test_two_rules_may_not_share_an_id() -> None:
    table = content("log-watch.toml")
    table["rules"].append(dict(table["rules"][0]))
    with pytest.raises(ContentError, match="'danger-again' is there already") as caught:
        read_watch_rules(table)
    assert caught.value.path == ("rules", len(table["rules"]) - 1, "id")


@pytest.mark.parametrize("kind", list(Kind))
def test_no_kind_may_be_dropped(kind: Kind) -> None:
    table = content("log-watch.toml")
    left = [row for row in table["rules"] if row["kind"] != kind]
    kept = {row["id"] for row in left}
    for row in left:
        row["unless"] = [one for one in row["unless"] if one in kept]
    table["rules"] = left
    with pytest.raises(ContentError, match=f"a rule of the kind {kind.value} is missing"):
        read_watch_rules(table)


def test_another_schema_or_a_stray_key_is_refused() -> None:
    for spoiled in ({"schema": 2}, {"schema": True}, {"more": 1}):
        with pytest.raises(ContentError):
            read_watch_rules(content("log-watch.toml") | spoiled)


def test_b10_reads_its_number_from_the_rule() -> None:
    table = content("log-watch.toml")
    _, row = row_of(table, "no-better")
    row["weeks"] = 6
    changed = read_watch_rules(table)
    assert changed.no_better_weeks == 6
    assert any(isinstance(rule.terms, Lasting) and rule.terms.weeks == 6 for rule in changed.rules)
