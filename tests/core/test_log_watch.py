"""What the log watch says of made-up diaries, and how often it is wrong."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from acutimer.core.journal import Moment, Rating, SessionNote, Unwelcome
from acutimer.core.log_watch import Remark, watch
from acutimer.core.log_watch_diary import (
    HeadacheDay,
    MedicineDay,
    WatchedDiary,
    watched_diary,
)
from acutimer.core.log_watch_rules import WatchRules, read_watch_rules
from tests.core.notes import TODAY, at, rating, session
from tests.core.shipped import content

ROOT = Path(__file__).parents[2]


@cache
def rules() -> WatchRules:
    return read_watch_rules(content("log-watch.toml"))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def seen(diary: WatchedDiary, today: date = TODAY) -> dict[str, Remark]:
    """The remarks by the ids of their rules."""
    return {remark.rule.id: remark for remark in watch(rules(), diary, today)}


def pain(values: Sequence[int], last: int = 0, moment: str = "now") -> list[Rating]:
    """One rating a day, the last of them ``last`` days ago."""
    first = len(values) - 1 + last
    return [rating(value, at(ago(first - n)), moment) for n, value in enumerate(values)]


def marked(places: dict[int, tuple[str, ...]]) -> list[Rating]:
    """Ratings with places, by days ago."""
    return [
        Rating(f"p{days}", 2, Moment.NOW, at(ago(days)), places=ids) for days, ids in places.items()
    ]


# --- pain that grows ----------------------------------------------------------------------------


def test_pain_that_went_up_by_two_points_is_told_with_its_numbers() -> None:
    remark = seen(watched_diary(pain([3] * 98 + [5] * 28)))["pain-worse"]
    assert remark.numbers == {
        "recent": 5.0,
        "recent_days": 28,
        "weeks": 4,
        "earlier": 3.0,
        "earlier_days": 84,
        "earlier_weeks": 12,
        "apart_weeks": 2,
    }
    assert "5.0 on average over 28 days of the last 4 weeks, and 3.0 over 84 days" in remark.words
    assert (remark.days[0], remark.days[-1], len(remark.days)) == (ago(27), TODAY, 28)
    assert remark.key == "pain-worse"


@pytest.mark.parametrize(("later", "is_told"), [(4, False), (5, True)])
def test_a_rise_below_the_least_is_not_told(later: int, is_told: bool) -> None:
    diary = watched_diary(pain([3] * 98 + [later, 4] * 14))
    assert ("pain-worse" in seen(diary)) == is_told, "1 point, and 1.5"


def test_the_same_rise_in_a_diary_that_swings_widely_is_not_told() -> None:
    assert "pain-worse" in seen(watched_diary(pain([3, 3] * 49 + [5, 4] * 14)))
    assert "pain-worse" not in seen(watched_diary(pain([0, 6] * 49 + [8, 1] * 14)))


def test_days_that_resemble_each_other_say_less() -> None:
    """The same values, once shuffled well and once in long waves."""
    waves = ([1] * 7 + [5] * 7) * 7
    mixed = [1, 5] * 49
    late = [4, 6] * 14
    assert "pain-worse" in seen(watched_diary(pain(mixed + late)))
    assert "pain-worse" not in seen(watched_diary(pain(waves + sorted(late))))


def test_few_notes_are_not_compared() -> None:
    many = pain([3] * 98, last=28)
    assert "pain-worse" not in seen(watched_diary(many + pain([8] * 9)))
    assert "pain-worse" in seen(watched_diary(many + pain([8] * 10)))
    late = pain([8] * 28)
    assert "pain-worse" not in seen(watched_diary(pain([3] * 13, last=42) + late))
    assert "pain-worse" in seen(watched_diary(pain([3] * 14, last=42) + late))


def test_what_lies_between_counts_for_neither() -> None:
    between = pain([10] * 14, last=28)
    remark = seen(watched_diary(pain([3] * 84, last=42) + between + pain([5] * 28)))["pain-worse"]
    assert (remark.numbers["earlier"], remark.numbers["recent"]) == (3.0, 5.0)


def test_ratings_round_a_session_are_not_taken_for_pain_noted_by_itself() -> None:
    """Who begins to rate before sessions rates high; that is no change of pain."""
    free = pain([3] * 126)
    high = pain([9] * 28, moment="before") + pain([8] * 28, moment="after")
    assert seen(watched_diary(free)).keys() == seen(watched_diary(free + high)).keys()
    assert "pain-worse" not in seen(watched_diary(pain([3] * 98, last=28) + high))


def test_notes_of_days_to_come_are_not_looked_at() -> None:
    diary = watched_diary(pain([3] * 126) + pain([10] * 28, last=-28))
    assert "pain-worse" not in seen(diary)
    assert "pain-worse" in seen(diary, TODAY + timedelta(days=20))


def test_a_day_counts_once_by_its_median_in_its_own_zone() -> None:
    three = [rating(value, at(ago(0), hour)) for value, hour in ((2, 1), (9, 12), (3, 23))]
    assert watched_diary(three).pain.between(0, 10**6) == [(TODAY.toordinal(), 3.0)]


# --- new places ---------------------------------------------------------------------------------

USUAL = dict.fromkeys(range(14, 98), ("neck.left",))


def test_a_place_marked_on_four_days_of_two_weeks_and_never_before_is_told() -> None:
    new = {0: ("neck.left", "shoulder.left"), **dict.fromkeys((3, 7, 13), ("shoulder.left",))}
    remark = seen(watched_diary(marked(USUAL | new | {5: ("neck.left",)})))["pain-spreads"]
    assert remark.numbers == {
        "places": "Shoulder, left",
        "days": 4,
        "recent_days": 5,
        "weeks": 2,
        "earlier_days": 84,
        "earlier_weeks": 12,
    }
    assert remark.key == "pain-spreads:shoulder.left"
    assert remark.days == (ago(13), ago(7), ago(3), ago(0))


@pytest.mark.parametrize(
    "places",
    [
        dict.fromkeys((0, 3, 7), ("shoulder.left",)),
        dict.fromkeys((0, 3, 7, 14), ("shoulder.left",)),
        dict.fromkeys(range(14), ("neck.left",)),
        {**dict.fromkeys(range(14), ("shoulder.left",)), 97: ("shoulder.left",)},
        {0: ("temple.left",), 1: ("temple.right",), 2: ("forehead.left",), 3: ("forehead.right",)},
    ],
    ids=["three days", "fourth too long ago", "known", "marked before", "four places once each"],
)
def test_what_is_no_new_place_is_not_told(places: dict[int, tuple[str, ...]]) -> None:
    assert "pain-spreads" not in seen(watched_diary(marked(USUAL | places)))


def test_a_new_place_needs_days_on_which_it_could_have_been_marked_before() -> None:
    new = dict.fromkeys(range(5), ("shoulder.left",))
    few = dict.fromkeys(range(14, 37), ("neck.left",))
    assert "pain-spreads" not in seen(watched_diary(marked(few | new)))
    assert "pain-spreads" in seen(watched_diary(marked(few | {37: ("neck.left",)} | new)))


def test_two_new_places_are_one_remark() -> None:
    new = dict.fromkeys(range(4), ("shoulder.left", "upper_back.left"))
    remark = seen(watched_diary(marked(USUAL | new)))["pain-spreads"]
    assert remark.key == "pain-spreads:shoulder.left+upper_back.left"


# --- no better ----------------------------------------------------------------------------------


def test_pain_that_stays_for_four_weeks_of_regular_noting_is_told() -> None:
    remark = seen(watched_diary(pain([4] * 28)))["no-better"]
    assert remark.numbers == {
        "weeks": 4,
        "recent": 4.0,
        "recent_days": 14,
        "earlier": 4.0,
        "earlier_days": 14,
        "limit_weeks": 4,
    }


@pytest.mark.parametrize(
    ("ratings", "why"),
    [
        (pain([4] * 27), "three weeks and six days"),
        (pain([2] * 28), "little pain"),
        (pain([5] * 14 + [4] * 14), "it is lower"),
        (pain([4] * 28, last=8), "the last note is too long ago"),
        (pain([4] * 20, last=9) + pain([4]), "more than a week without a note"),
        ([rating(4, at(ago(n))) for n in range(0, 28, 2)], "14 days of 28"),
        (pain([4] * 28, moment="before"), "none was noted by itself"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_no_better_is_not_told_without_reason(ratings: list[Rating], why: str) -> None:
    assert "no-better" not in seen(watched_diary(ratings)), why


def test_worse_leaves_no_better_unsaid() -> None:
    assert seen(watched_diary(pain([3] * 98 + [5] * 28))).keys() == {"pain-worse"}


# --- headache -----------------------------------------------------------------------------------


def headaches(worst: Iterable[int], last: int = 0) -> list[HeadacheDay]:
    values = list(worst)
    return [HeadacheDay(ago(len(values) - 1 + last - n), one) for n, one in enumerate(values)]


def test_more_headache_days_than_before_are_told() -> None:
    days = headaches([5, 0, 0, 0] * 21 + [5, 5, 5, 0] * 7)
    remark = seen(watched_diary((), headaches=days))["headache-more-often"]
    assert remark.numbers == {
        "headaches": 21,
        "recent_days": 28,
        "weeks": 4,
        "earlier_headaches": 21,
        "earlier_days": 84,
        "earlier_weeks": 12,
    }
    assert "headache-more-often" not in seen(
        watched_diary((), headaches=headaches([5, 0, 0, 0] * 28))
    )


def test_blank_days_are_no_days_without_headache() -> None:
    """21 headache days of 28 noted, and before 7 of 7: no more often than before."""
    days = headaches([5] * 28, last=28) + headaches([5, 5, 5, 0] * 7)
    assert "headache-more-often" not in seen(watched_diary((), headaches=days))


def test_stronger_headaches_are_told_and_are_the_graver() -> None:
    days = headaches([3, 0, 0] * 28 + [6, 6, 0] * 9)
    told = seen(watched_diary((), headaches=days))
    assert told.keys() == {"headache-stronger"}
    assert (told["headache-stronger"].numbers["recent"], told["headache-stronger"].numbers[
        "earlier"
    ]) == (6.0, 3.0)  # fmt: skip


def test_a_few_stronger_headaches_are_not_told() -> None:
    days = headaches([3, 0, 0] * 28, last=28) + headaches([6, 0, 0, 0, 0, 0] * 4)
    assert "headache-stronger" not in seen(watched_diary((), headaches=days))


# --- days with medicine -------------------------------------------------------------------------


def medicines(taken: Sequence[str], last: int = 0) -> list[MedicineDay]:
    """A noted day each; classes with blanks between, "" for none."""
    return [
        MedicineDay(ago(len(taken) - 1 + last - n), frozenset(one.split()))
        for n, one in enumerate(taken)
    ]


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (["plain"] * 7, None),
        (["plain"] * 8, "medicine-eight-days"),
        (["plain"] * 14, "medicine-eight-days"),
        (["plain"] * 15, "medicine-fifteen-days"),
        (["triptan"] * 9, "medicine-eight-days"),
        (["triptan"] * 10, "medicine-ten-days"),
        (["opioid", "", "ergot"] * 5, "medicine-ten-days"),
        (["combination"] * 10 + [""] * 18, "medicine-ten-days"),
        (["plain"] * 9 + ["triptan"], "medicine-ten-days"),
        (["plain triptan"] * 9, "medicine-eight-days"),
        (["plain", "anti-inflammatory"] * 5, "medicine-eight-days"),
        (["plain anti-inflammatory"] * 10, "medicine-ten-days"),
        (["plain", "anti-inflammatory"] * 8, "medicine-fifteen-days"),
        (["plain"] * 15 + [""] * 28, None),
        ([""] * 28, None),
    ],
)
def test_the_limits_of_medicine_days(taken: list[str], told: str | None) -> None:
    diary = watched_diary((), medicines=medicines(taken))
    assert list(seen(diary)) == ([told] if told else [])


def test_medicine_days_come_with_the_days_noted_and_the_limit() -> None:
    taken = medicines(["plain"] * 15 + [""] * 5)
    remark = seen(watched_diary((), medicines=taken))["medicine-fifteen-days"]
    assert remark.numbers == {
        "medicine": "a plain painkiller, such as paracetamol",
        "days": 15,
        "span": "the last 28 days",
        "noted_days": 20,
        "limit": 15,
    }
    assert "on 15 of the 20 days noted in the last 28 days" in remark.words


def test_a_calendar_month_counts_where_it_holds_more() -> None:
    """TODAY is the 31st: the first three days of the month lie outside of 28 days."""
    taken = medicines(["triptan"] * 3 + [""] * 21 + ["triptan"] * 7)
    remark = seen(watched_diary((), medicines=taken))["medicine-ten-days"]
    assert (remark.numbers["span"], remark.numbers["noted_days"]) == ("this month", 31)
    assert remark.days[0] == date(2026, 5, 1)


def test_several_kinds_together_are_said_as_such() -> None:
    taken = medicines(["plain", "triptan"] * 5)
    remark = seen(watched_diary((), medicines=taken))["medicine-ten-days"]
    assert remark.numbers["medicine"] == "several kinds of medicine"


# --- what is felt after pressing ----------------------------------------------------------------


def felt(effects: dict[int, tuple[str, ...]]) -> list[Unwelcome]:
    return [Unwelcome(f"u{days}", at(ago(days)), ids) for days, ids in effects.items()]


def held(*days: int) -> list[SessionNote]:
    return [session(f"s{one}", at(ago(one))) for one in days]


def test_a_danger_felt_twice_is_told_whichever_it_was() -> None:
    notes = felt({80: ("numb_weak",), 0: ("dizzy_faint", "bruise")})
    remark = seen(watched_diary((), held(80, 40, 0), notes))["danger-again"]
    assert remark.numbers == {
        "effects": "dizzy or faint, numb or weak",
        "days": 2,
        "weeks": 12,
        "session_days": 3,
    }
    assert "danger-again" not in seen(watched_diary((), (), felt({84: ("numb_weak",)}) + notes[1:]))


def test_what_is_noted_with_the_rating_after_a_session_counts_too() -> None:
    with_rating = [
        Rating(f"a{n}", 3, Moment.AFTER, at(ago(n)), unwelcome=("bruise",)) for n in (2, 9)
    ]
    note = felt({20: ("bruise",)})
    assert seen(watched_diary(with_rating, (), note))["bruise-again"].key == "bruise-again:bruise"
    assert "bruise-again" not in seen(watched_diary(with_rating))


@pytest.mark.parametrize(
    ("effects", "told"),
    [
        ({0: ("bruise",), 1: ("bruise",), 2: ("something_else",)}, []),
        ({0: ("bruise",), 1: ("bruise",), 28: ("bruise",)}, []),
        (dict.fromkeys(range(3), ("sore_spot",)), []),
        (dict.fromkeys(range(4), ("sore_spot",)), ["soreness-again"]),
        (dict.fromkeys(range(4), ("sore_spot", "bruise")), ["bruise-again"]),
        (dict.fromkeys(range(28), ("nothing",)), []),
    ],
)
def test_the_same_again_on_so_many_days(
    effects: dict[int, tuple[str, ...]], told: list[str]
) -> None:
    assert list(seen(watched_diary((), (), felt(effects)))) == told


# --- of all -------------------------------------------------------------------------------------


def test_an_empty_diary_says_nothing() -> None:
    assert watch(rules(), watched_diary(()), TODAY) == ()


def test_the_gravest_comes_first() -> None:
    diary = watched_diary(
        pain([3] * 98 + [5] * 28),
        (),
        felt(dict.fromkeys(range(4), ("numb_weak", "sore_spot"))),
        headaches([3, 0, 0] * 28 + [6, 6, 0] * 9),
        medicines(["triptan"] * 10),
    )
    assert list(seen(diary)) == [
        *("danger-again", "headache-stronger", "pain-worse", "medicine-ten-days"),
    ]


# --- how often it is wrong ----------------------------------------------------------------------


def simulation() -> ModuleType:
    """What ``packaging/dev honesty watch`` prints its table with."""
    where = ROOT / "packaging/honesty/watch.py"
    spec = importlib.util.spec_from_file_location("honesty_watch", where)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def test_steady_diaries_are_told_next_to_nothing_and_a_rise_is_found() -> None:
    """A small form of the table; the whole has 1,000 diaries a row."""
    honesty = simulation()
    spoke = honesty.steady(16, 1)
    assert spoke["any"] <= 0.05
    assert spoke["no-better"] >= 0.7, "it is true of them"
    assert honesty.rises_found(30, 1) >= 0.8
    assert honesty.places_found(12, 1) >= 0.8
