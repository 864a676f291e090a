"""A remark is told once, in the order of gravity, with its sources, and remembered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from acutimer.core.journal import Entry, EntryKind
from acutimer.core.log_watch import Remark
from acutimer.core.log_watch_rules import WatchRules, read_watch_rules
from acutimer.core.log_watch_telling import (
    remark_json,
    sources_in_words,
    told_body,
    told_last,
    told_of,
    untold,
)
from tests.core.notes import TODAY
from tests.core.shipped import atlas, content


@cache
def rules() -> WatchRules:
    return read_watch_rules(content("log-watch.toml"))


def remark(key: str) -> Remark:
    (rule,) = (one for one in rules().rules if one.id == key.partition(":")[0])
    return Remark(key, rule, "Words.", {"days": 4}, (TODAY,))


def left(*keys: str, told: dict[str, date]) -> list[str]:
    return [one.key for one in untold(rules(), map(remark, keys), told, TODAY)]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(("days", "is_left"), [(0, False), (83, False), (84, True), (900, True)])
def test_what_was_told_is_not_told_again_in_its_time(days: int, is_left: bool) -> None:
    assert left("pain-worse", told={"pain-worse": ago(days)}) == ["pain-worse"] * is_left


def test_a_wrong_clock_silences_nothing_for_good() -> None:
    assert left("pain-worse", told={"pain-worse": date(2106, 2, 7)}) == ["pain-worse"]
    assert left("pain-worse", told={"pain-worse": ago(-1)}) == [], "travel across zones"


def test_a_place_is_told_once_and_another_place_is_news() -> None:
    told = {"pain-spreads:neck.left+temple.left": ago(9), "pain-spreads:neck.right": ago(8)}
    assert left("pain-spreads:temple.left", told=told) == []
    assert left("pain-spreads:neck.right+temple.left", told=told) == []
    news = "pain-spreads:shoulder.left+temple.left"
    assert left(news, told=told) == [news]


def test_what_a_graver_rule_said_leaves_the_milder_unsaid_in_its_time() -> None:
    assert left("no-better", told={"pain-worse": ago(83)}) == []
    assert left("no-better", told={"pain-spreads:neck.left": ago(300)}) == []
    assert left("no-better", told={"pain-worse": ago(84), "bruise-again": ago(1)}) == ["no-better"]


def test_a_key_of_a_rule_that_is_gone_disturbs_nothing() -> None:
    assert left("pain-worse", told={"bygone:x": TODAY, "": TODAY}) == ["pain-worse"]


def entry(day: date, body: dict[str, object], kind: str = EntryKind.REMARK_TOLD) -> Entry:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Entry("id", "d", 1, 1, kind, at, "", None, body)


def test_what_was_written_is_read_back_with_its_last_day() -> None:
    body = told_body(remark("pain-spreads:neck.left"))
    entries = [entry(ago(9), body), entry(ago(2), body), entry(ago(5), body)]
    assert told_of(entries) == {"pain-spreads:neck.left": ago(2)}


def test_what_is_no_such_entry_is_passed_over() -> None:
    entries = [entry(TODAY, {"remark": "x"}, EntryKind.RATING), entry(TODAY, {"remark": 3})]
    assert told_of([*entries, entry(TODAY, {})]) == {}


def test_sources_and_whose_numbers_are_said_in_words() -> None:
    names = atlas().sources
    assert sources_in_words(remark("pain-worse").rule, names) == (
        "Source: The article; primarycarenotebook.com, danger signs with neck pain; "
        "NICE CG150, headaches in over 12s. The numbers are ours."
    )
    assert sources_in_words(remark("medicine-ten-days").rule, names) == (
        "Source: ICHD-3, 8.2 headache from too much medicine."
    )
    assert sources_in_words(remark("soreness-again").rule, names) == (
        "Source: A cautious decision of ours."
    )
    assert sources_in_words(remark("pain-worse").rule, {}) == (
        "Source: ART; PCN; NICE. The numbers are ours."
    )


def test_json_says_when_the_rule_spoke_last() -> None:
    told = {"pain-spreads:neck.left": ago(9), "pain-spreads:neck.right": ago(8), "no-better": TODAY}
    spreads = remark("pain-spreads:temple.left")
    assert told_last(spreads, told) == ago(8)
    assert remark_json(spreads, told, to_be_told=True) == {
        "key": "pain-spreads:temple.left",
        "rule": "pain-spreads",
        "words": "Words.",
        "numbers": {"days": 4},
        "days": [TODAY.isoformat()],
        "sources": ["ART", "GPON"],
        "standing": "evidence",
        "numbers_from": "OURS",
        "told": ago(8).isoformat(),
        "to_be_told": True,
    }
    assert remark_json(remark("pain-worse"), {}, to_be_told=False)["told"] is None
