"""What was ticked after sessions is counted once a session, and a blank is not nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from acutimer.core.journal import Rating, Unwelcome
from acutimer.core.noticed import Noticed, noticed_after, noticed_text
from acutimer.core.summaries import history, narrowed, spoken_summary
from tests.core.notes import FIRST, TODAY, at, rating, session

YESTERDAY = TODAY - timedelta(days=1)


def after(name: str | None, *ids: str, answered: bool = True) -> Rating:
    made = rating(3, at(TODAY, 12), "after", name)
    return replace(made, unwelcome=ids if answered else None)


def without_rating(name: str | None, *ids: str) -> Unwelcome:
    return Unwelcome(f"u {name}", at(TODAY), ids or None, session=name)


def held(count: int) -> list[str]:
    return [f"s{nth}" for nth in range(count)]


def counted(ratings: list[Rating], unrated: list[Unwelcome], sessions: int) -> Noticed:
    return noticed_after([session(name, at(TODAY)) for name in held(sessions)], ratings, unrated)


def test_each_thing_is_counted_by_the_sessions_it_was_ticked_after_the_most_first() -> None:
    ratings = [after("s0", "sore_spot"), after("s1", "bruise", "sore_spot"), after("s2", "nothing")]
    found = counted(ratings, [without_rating("s3", "bruise"), without_rating("s4", "bruise")], 6)
    assert found == Noticed((("bruise", 3), ("sore_spot", 2)), answered=5, sessions=6)


def test_the_same_thing_noted_twice_of_one_session_is_one() -> None:
    found = counted([after("s0", "bruise")], [without_rating("s0", "bruise", "dizzy_faint")], 1)
    assert found == Noticed((("bruise", 1), ("dizzy_faint", 1)), answered=1, sessions=1)


def test_a_blank_is_not_an_answer_and_nothing_is_one() -> None:
    blank = [after("s0", answered=False), after("s1")]
    assert counted(blank, [without_rating("s2")], 3) == Noticed((), answered=0, sessions=3)
    assert counted([after("s0", "nothing")], [], 3) == Noticed((), answered=1, sessions=3)


def test_a_session_that_left_only_its_answer_is_a_session() -> None:
    found = counted([after("lost", "bruise"), after(None, "nothing")], [], 1)
    assert found == Noticed((("bruise", 1),), answered=2, sessions=3)


def test_a_number_noted_before_or_away_from_sessions_answers_nothing() -> None:
    odd = [replace(rating(3, at(TODAY), moment, "s0"), unwelcome=("bruise",))
           for moment in ("now", "before")]  # fmt: skip
    assert counted(odd, [], 1) == Noticed((), answered=0, sessions=1)


@pytest.mark.parametrize(
    ("noticed", "said"),
    [
        (Noticed((), 0, 0), ""),
        (Noticed((), 0, 1), "left blank (1 session)"),
        (Noticed((), 0, 14), "left blank (14 sessions)"),
        (Noticed((), 14, 14), "nothing unwelcome (of 14 sessions)"),
        (Noticed((), 9, 14), "nothing unwelcome (9 of 14 sessions answered)"),
        (
            Noticed((("bruise", 2), ("sore_spot", 1)), 14, 14),
            "bruise 2, sore spot 1 (of 14 sessions)",
        ),
        (Noticed((("bruise", 1),), 1, 14), "bruise 1 (1 of 14 sessions answered)"),
    ],
)
def test_the_counts_are_told_with_the_sessions_that_were_answered(
    noticed: Noticed, said: str
) -> None:
    assert noticed_text(noticed, lambda one: one.replace("_", " ")) == said


def test_history_counts_the_days_shown_and_says_it_aloud() -> None:
    ratings = [
        after("today", "sore_spot"),
        replace(rating(3, at(YESTERDAY), "after", "yesterday"), unwelcome=("bruise",)),
    ]
    sessions = [session("today", at(TODAY)), session("yesterday", at(YESTERDAY))]
    content = history(ratings, sessions, FIRST, TODAY, TODAY)
    said = spoken_summary(content, str, lambda one: one.replace("_", " "))
    assert "; noticed after sessions: bruise 1, sore spot 1 (of 2 sessions)" in said
    assert narrowed(content, TODAY, TODAY).noticed == Noticed((("sore_spot", 1),), 1, 1)
