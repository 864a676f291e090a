"""Reminders as a file holds them and a person types them; what is said of them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from acutimer.core.reminder_reading import (
    MOST_REMINDERS,
    ReminderError,
    Reminders,
    checked,
    free_id,
    hours_text,
    read_days,
    read_hours,
    read_reminders,
    read_time,
    reminders_content,
)
from acutimer.core.reminder_words import (
    details_words,
    first_of,
    missed_words,
    offer_words,
    rule_words,
    since_words,
)
from acutimer.core.reminders import After, At, Every, FromPlan, Known, Outcome, Reminder, Rule, Span

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
RULES: tuple[Rule, ...] = (
    *(Every(50), At((time(8), time(15, 30)), (0, 1, 2, 3, 4)), After(4), FromPlan(time(17))),
)


def made(rule: Rule = RULES[0], key: str = "one") -> Reminder:
    return Reminder(key, "Neck pause", rule, NOW)


def faults_of(**row: object) -> list[str]:
    whole = {"id": "one", "name": "One", **row}
    reminders, faults = read_reminders({"reminders": [whole]}, NOW)
    assert bool(faults) != bool(reminders.rows)
    return [fault.reason for fault in faults]


def test_what_is_written_is_read_again() -> None:
    whole = made(After(4), "four")._replace(
        routine="desk-pause",
        hours=(Span(time(9), time(12)), Span(time(22), time(2))),
        unless_done_h=2,
        enabled=False,
        snoozed_until=NOW + timedelta(minutes=15),
        quiet_until=NOW + timedelta(hours=9),
        last=Outcome.SNOOZED,
    )
    rows = (*(made(rule, f"r{number}") for number, rule in enumerate(RULES)), whole)
    reminders = Reminders(rows, NOW)
    assert read_reminders(reminders_content(reminders), NOW - timedelta(1)) == (reminders, [])


def test_a_row_written_by_hand_needs_a_rule_and_a_name_only() -> None:
    assert faults_of(every_minutes=50) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, "a reminder has one of every_minutes, times, after_hours, plan_at"),
        ({"every_minutes": 5, "after_hours": 1}, "a reminder has one of"),
        ({"every_minutes": 1}, "every_minutes must lie from 5 to 600, not 1"),
        ({"every_minutes": True}, "every_minutes must be a whole number"),
        ({"times": ["25:00"]}, "'25:00' is no time of day"),
        ({"times": []}, "A reminder has 1 to 24 times a day"),
        ({"times": "08:00"}, "times must be a list of texts"),
        ({"times": ["08:00"], "days": ["monday"]}, "'monday' is no day"),
        ({"after_hours": 1, "days": ["mon"]}, "days go with times"),
        ({"times": ["08:00"], "hours": ["09:00-12:00"]}, "08:00 lies outside its working hours"),
        ({"every_minutes": 90, "hours": ["09:00-10:00"]}, "too short for it ever to come"),
        ({"every_minutes": 50, "hours": ["nine"]}, "'nine' are no hours"),
        ({"every_minutes": 50, "name": "a\nb"}, "on one line"),
        ({"every_minutes": 50, "id": "../up"}, "id may hold small letters"),
        ({"every_minutes": 50, "since": "yesterday"}, "since must be a moment"),
        ({"every_minutes": 50, "last": "cured"}, "last must be one of"),
        ({"every_minutes": 50, "colour": "red"}, "the key 'colour' is not known here"),
        ({"every_minutes": 50, "unless_done_hours": -1}, "unless_done_hours must lie from 0"),
    ],
)
def test_what_cannot_be_used_is_left_out_with_a_reason(row: dict[str, object], reason: str) -> None:
    (said,) = faults_of(**row)
    assert reason in said


def test_others_are_kept_beside_a_bad_one_and_nonsense_is_nothing() -> None:
    rows = [{"id": "one", "name": "One", "every_minutes": 50}, 7]
    reminders, faults = read_reminders({"reminders": rows, "quiet_until": "soon", "x": 1}, NOW)
    assert [one.id for one in reminders.rows] == ["one"]
    assert len(faults) == 2
    assert read_reminders({}, NOW) == (Reminders(), [])
    assert read_reminders({"reminders": "all"}, NOW)[0] == Reminders()


def test_two_of_one_id_and_too_many_are_refused() -> None:
    rows = [{"id": "one", "name": "One", "every_minutes": 50}] * 2
    assert "two reminders one" in read_reminders({"reminders": rows}, NOW)[1][0].reason
    many = [{"id": f"r{n}", "name": "One", "every_minutes": 50} for n in range(60)]
    reminders, faults = read_reminders({"reminders": many}, NOW)
    assert (len(reminders.rows), len(faults)) == (MOST_REMINDERS, 60 - MOST_REMINDERS)


def test_words_a_person_types() -> None:
    assert read_time("8.30") == time(8, 30)
    assert read_days("Weekdays, sun") == (0, 1, 2, 3, 4, 6)
    hours = read_hours("13:00-17:00, 9:00–12:00")
    assert hours_text(hours) == "09:00-12:00, 13:00-17:00"
    for bad in ("", "8", "24:00", "08:60", "８:00"):
        with pytest.raises(ReminderError, match="no time of day"):
            read_time(bad)
    with pytest.raises(ReminderError, match="a day at least"):
        read_days(" , ")


def test_ids_come_from_names_and_are_free() -> None:
    assert free_id("Neck pause!", []) == "neck-pause"
    assert free_id("Neck pause", ["neck-pause", "neck-pause-2"]) == "neck-pause-3"
    assert free_id("首", []) == "reminder"


def test_a_whole_day_of_hours_is_long_enough() -> None:
    day = (Span(time(0), time(0)),)
    assert checked(made(Every(600))._replace(hours=day)).hours == day


def test_what_is_said_of_a_rule() -> None:
    assert [rule_words(rule) for rule in RULES] == [
        "every 50 minutes you are here",
        "at 08:00, 15:30 on weekdays",
        "4 hours after the last session",
        "at 17:00 while the week's plan has something left",
    ]
    assert rule_words(At((time(8),), (0, 3))) == "at 08:00 on Mon, Thu"
    narrowed = made()._replace(hours=(Span(time(9), time(12)),), unless_done_h=1)
    assert details_words(narrowed) == (
        "every 50 minutes you are here, only 09:00-12:00, not within 1 hour of a session"
    )


def test_what_the_prompt_says() -> None:
    pressed = Known(NOW, UTC, NOW - timedelta(hours=4))
    assert offer_words(made(), pressed, "Desk pause", "3:10") == (
        "Your last session was 4 hours ago. Desk pause takes 3:10."
    )
    assert offer_words(made(), Known(NOW, UTC)) == "Where does it hurt?"
    assert since_words(timedelta(seconds=1)) == "1 minute"
    assert since_words(timedelta(days=3)) == "3 days"
    assert missed_words(1) == "While you were away: 1 reminder. Nothing to catch up."


def test_the_first_of_several() -> None:
    rows = (made(After(4), "later"), made(Every(50), "sooner"), made(FromPlan(time(17)), "never"))
    found = first_of(rows, Known(NOW, UTC))
    assert found is not None
    assert (found[0].id, found[1]) == ("sooner", NOW + timedelta(minutes=50))
    assert first_of((), Known(NOW, UTC)) is None
