"""Headache and medicine day by day: what was said, and nothing of days of which nothing was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from acutimer.core.day_lanes import CLASS_LETTERS, class_letter, class_name, in_order, lanes_of
from acutimer.core.headaches import Headache, HeadacheState, NotedHeadacheDay
from acutimer.core.medicine import MEDICINE_CLASSES, NO_MEDICINE, Medicine
from tests.core.notes import FIRST, TODAY, at


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def headache(from_ago: int, until_ago: int, worst: int | None = None) -> Headache:
    end = at(ago(until_ago), 18)
    return Headache(at(ago(from_ago), 9), HeadacheState.ENDED, end, worst=worst)


def had(days: int, had: bool = True, worst: int | None = None) -> NotedHeadacheDay:
    return NotedHeadacheDay(at(ago(days), 20), ago(days), had, worst)


def took(days: int, of_class: str) -> Medicine:
    return Medicine(at(ago(days), 14), of_class, ago(days))


def test_a_day_without_a_word_is_in_no_lane() -> None:
    lanes = lanes_of([had(3), took(5, "plain")], FIRST, TODAY)
    assert set(lanes.headaches) == {ago(3)}
    assert set(lanes.medicines) == {ago(5)}
    assert not lanes.headache_free
    assert not lanes.medicine_free


def test_a_headache_is_on_each_of_its_days_and_only_on_those_shown() -> None:
    lanes = lanes_of([headache(4, 1, 6)], ago(3), ago(2))
    assert lanes.headaches == {ago(3): 6, ago(2): 6}


def test_a_day_said_to_have_none_is_kept_apart_from_a_blank_one() -> None:
    lanes = lanes_of([had(3, had=False), took(2, NO_MEDICINE)], FIRST, TODAY)
    assert lanes.headache_free == {ago(3)}
    assert lanes.medicine_free == {ago(2)}
    assert not lanes.headaches
    assert not lanes.medicines


@pytest.mark.parametrize("turned", [False, True])
def test_a_headache_outweighs_a_word_that_there_was_none(turned: bool) -> None:
    notes = [had(3, had=False), headache(3, 3, 4)]
    lanes = lanes_of(reversed(notes) if turned else notes, FIRST, TODAY)
    assert lanes.headaches == {ago(3): 4}
    assert not lanes.headache_free


@pytest.mark.parametrize("turned", [False, True])
def test_medicine_outweighs_a_word_that_there_was_none(turned: bool) -> None:
    notes = [took(3, NO_MEDICINE), took(3, "triptan")]
    lanes = lanes_of(reversed(notes) if turned else notes, FIRST, TODAY)
    assert lanes.medicines == {ago(3): ("triptan",)}
    assert not lanes.medicine_free


@pytest.mark.parametrize(
    ("said", "worst"),
    [((None, None), None), ((None, 5), 5), ((3, None), 3), ((3, 7), 7), ((7, 3), 7), ((0, 2), 2)],
)
def test_of_several_headaches_on_a_day_the_worst_number_counts(
    said: tuple[int | None, int | None], worst: int | None
) -> None:
    notes = [headache(3, 3, said[0]), had(3, worst=said[1])]
    assert lanes_of(notes, FIRST, TODAY).headaches == {ago(3): worst}


def test_several_classes_of_a_day_are_one_day_in_the_order_of_the_classes() -> None:
    notes = [took(3, "opioid"), took(3, "plain"), took(3, "plain"), took(3, "later-class")]
    assert lanes_of(notes, FIRST, TODAY).medicines == {ago(3): ("plain", "opioid", "later-class")}


def test_an_open_headache_is_no_longer_than_it_was_said_to_be() -> None:
    began = at(ago(6), 9)
    lanes = lanes_of([Headache(began, still_at=at(ago(5), 8))], FIRST, TODAY)
    assert set(lanes.headaches) == {ago(6), ago(5)}


def test_a_headache_over_midnight_is_on_both_days() -> None:
    late, early = at(ago(3), 23, 59), at(ago(2), 0, 1)
    lanes = lanes_of([Headache(late, HeadacheState.ENDED, early)], FIRST, TODAY)
    assert set(lanes.headaches) == {ago(3), ago(2)}


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)], ids=["spring", "autumn"])
def test_days_of_23_and_25_hours_are_one_day_each(day: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    begins = datetime(day.year, day.month, day.day, tzinfo=berlin)
    last = datetime(day.year, day.month, day.day, 23, 59, tzinfo=berlin)
    lanes = lanes_of([Headache(begins, HeadacheState.ENDED, last)], day, day)
    assert set(lanes.headaches) == {day}


def test_a_day_is_that_of_the_note_s_own_zone() -> None:
    # one moment, of the 30th in Honolulu and of the 31st in Auckland
    moment = datetime(2026, 5, 30, 23, 0, tzinfo=UTC)
    for zone, day in (("Pacific/Honolulu", 30), ("Pacific/Auckland", 31)):
        there = moment.astimezone(ZoneInfo(zone))
        note = Headache(there, HeadacheState.ENDED, there)
        assert [one.day for one in lanes_of([note], FIRST, TODAY).headaches] == [day]


def test_every_class_has_a_letter_of_its_own_and_few_words() -> None:
    assert CLASS_LETTERS.keys() == MEDICINE_CLASSES.keys()
    assert len({class_letter(one) for one in MEDICINE_CLASSES}) == len(MEDICINE_CLASSES)
    assert in_order(reversed(MEDICINE_CLASSES)) == tuple(MEDICINE_CLASSES)
    assert (class_letter("of later"), class_name("of later")) == ("?", "of later")
