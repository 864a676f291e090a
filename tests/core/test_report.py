"""The report's numbers and words, from made-up diaries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from acutimer.core import report_words as words
from acutimer.core.headaches import Headache, HeadacheState, NotedHeadacheDay
from acutimer.core.history_content import DayNote
from acutimer.core.journal import Moment, Rating, SessionNote, Unwelcome
from acutimer.core.medicine import MEDICINE_CLASSES, Medicine
from acutimer.core.pain_places import PLACES
from acutimer.core.report import Report, report_of
from acutimer.core.report_parts import PARTS, USUAL_PARTS, ReportError, Wish
from acutimer.core.summaries import history
from tests.architecture.test_plain_words import unexplained
from tests.architecture.test_words import faults
from tests.core.notes import CEST, TODAY, at, pair, pairs, rating, session

WRITTEN = datetime(2026, 5, 31, 14, 32, tzinfo=CEST)
ALL = frozenset(PARTS)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def made(
    ratings: Iterable[Rating] = (),
    sessions: Iterable[SessionNote] = (),
    notes: Iterable[DayNote] = (),
    unwelcome: Iterable[Unwelcome] = (),
    weeks: int = 8,
    parts: frozenset[str] = USUAL_PARTS,
    who: str = "",
) -> Report:
    wish = Wish(weeks, parts, who)
    first, last = wish.span(TODAY)
    content = history(
        ratings, sessions, first, last, TODAY, day_notes=notes, unwelcome=unwelcome,
        noted_before=True,
    )  # fmt: skip
    return report_of(content, wish, WRITTEN)


def marked(day: date, *places: str) -> Rating:
    return replace(rating(4, at(day)), places=places)


def took(of_class: str, *days_ago: int, name: str = "") -> list[Medicine]:
    return [Medicine(at(ago(n)), of_class, ago(n), name=name) for n in days_ago]


def had(*days_ago: int, had: bool = True, worst: int | None = None) -> list[NotedHeadacheDay]:
    return [NotedHeadacheDay(at(ago(n)), ago(n), had=had, worst=worst) for n in days_ago]


# --- what can be asked --------------------------------------------------------------------------


@pytest.mark.parametrize("weeks", [1, 8, 26])
def test_the_span_is_whole_weeks_up_to_today(weeks: int) -> None:
    report = made(weeks=weeks)
    assert (report.last_day, len(report.days)) == (TODAY, 7 * weeks)
    assert len(report.weeks) == weeks
    assert report.weeks[-1].last_day == TODAY


@pytest.mark.parametrize("weeks", [0, -1, 27, 1000])
def test_another_number_of_weeks_is_refused(weeks: int) -> None:
    with pytest.raises(ReportError, match="1 to 26 weeks"):
        Wish(weeks)


def test_a_part_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(ReportError, match=r"no part 'pains'; there are days, weeks"):
        Wish(parts=frozenset({"pains"}))


@pytest.mark.parametrize(
    "who", ["x" * 81, "two\nlines", "a\0b", "tab\t", "turned \u202e round", "\u2028"]
)
def test_who_is_one_short_line(who: str) -> None:
    with pytest.raises(ReportError):
        Wish(who=who)


def test_notes_are_off_at_first_and_nobody_is_named() -> None:
    assert "notes" not in Wish().parts
    assert Wish().parts == ALL - {"notes"}
    assert Wish().who == ""


# --- what is counted ----------------------------------------------------------------------------


def test_a_blank_diary_makes_a_report_without_a_zero_of_pain() -> None:
    report = made(parts=ALL)
    assert report.whole.noted == 0
    assert [week.typical for week in report.weeks] == [None] * 8
    assert not any(day.is_noted for day in report.days)
    assert report.places == ()
    assert all(row[2:] == ("–",) * 5 for row in words.weeks_table(report).rows)
    assert words.session_lines(report.told) == ("No session in these weeks.",)


def test_days_count_against_days_noted() -> None:
    report = made([rating(5, at(ago(n))) for n in (0, 1, 2)], notes=[*had(1, 5), *took("plain", 1)])
    assert [(fact.number, fact.of) for fact in words.facts(report)] == [
        ("4", "of 56"), ("2", "of 4 noted"), ("1", "of 4 noted"), ("0", ""),
    ]  # fmt: skip


def test_what_is_not_said_of_headache_is_told() -> None:
    report = made([rating(5, at(ago(0)))], notes=[*had(1, had=False)])
    said = words.unsaid_line(report)
    assert said == "Nothing is said of headache on 1 noted day and of medicine on 2 noted days."
    assert words.unsaid_line(made(notes=[*had(1), *took("none", 1)])) == ""


def test_a_week_is_the_middle_of_its_days_so_that_each_day_counts_once() -> None:
    ratings = [rating(2, at(ago(6), hour)) for hour in range(8, 18)]
    ratings += [rating(6, at(ago(5))), rating(7, at(ago(4)))]
    (week,) = made(ratings, weeks=1).weeks
    assert (week.typical, week.lowest, week.highest) == (6, 2, 7)


def test_numbers_after_pressing_move_neither_middle_nor_range() -> None:
    day = ago(2)
    ratings = [*pair("s", day, 6, 1), replace(rating(0, at(day, 11), "follow-up", "s"))]
    (week,) = made(ratings, [session("s", at(day, 10, 15))], weeks=1).weeks
    assert (week.typical, week.lowest, week.highest) == (6, 6, 6)


def test_the_worst_of_an_evening_widens_the_range_and_leaves_the_middle() -> None:
    worst = Rating("w", 9, Moment.EVENING_WORST, at(ago(2), 22))
    (week,) = made([rating(4, at(ago(2))), worst], weeks=1).weeks
    assert (week.typical, week.lowest, week.highest) == (4, 4, 9)


def test_half_points_are_written_with_their_decimals() -> None:
    ratings = [rating(3, at(ago(0))), rating(4, at(ago(1), 8)), rating(5, at(ago(1), 9))]
    (row,) = words.weeks_table(made(ratings, weeks=1)).rows
    assert row[1:4] == ("2 of 7", "3.75", "3 to 5")


@pytest.mark.parametrize(
    ("value", "text"), [(5.0, "5"), (4.5, "4.5"), (3.75, "3.75"), (0.0, "0"), (10.0, "10")]
)
def test_numbers_keep_the_decimals_they_have(value: float, text: str) -> None:
    assert words.number(value) == text


def test_the_strip_has_every_day_and_tells_blank_ones() -> None:
    report = made([rating(5, at(ago(1)))], weeks=1)
    rows = words.days_table(report).rows
    assert len(rows) == 7
    assert [row[1] for row in rows] == ["nothing noted"] * 5 + ["5", "nothing noted"]


def test_a_day_of_the_strip_tells_pairs_headache_and_medicine() -> None:
    day = ago(1)
    report = made(
        pair("s", day, 6, 7),
        [session("s", at(day, 10, 15))],
        [*had(1, worst=7), *took("triptan", 1), *took("plain", 1)],
        weeks=1,
    )
    row = words.days_table(report).rows[-2]
    assert row == (
        "Sat 30 May", "6", "6 to 7", "1", "yes, worst 7",
        "plain painkiller, migraine medicine (triptan)",
    )  # fmt: skip
    assert words.letters(report.days[-2].medicine or ()) == "PT"


@pytest.mark.parametrize(
    ("notes", "headache", "medicine"),
    [
        ([], "", ""),
        (had(1, had=False), "none", ""),
        (had(1), "yes", ""),
        (took("none", 1), "", "none"),
        (took("later", 1), "", "later"),
    ],
)
def test_what_is_said_and_what_is_not_are_told_apart(
    notes: list[DayNote], headache: str, medicine: str
) -> None:
    report = made([rating(5, at(ago(1)))], notes=notes, weeks=1)
    assert words.days_table(report).rows[-2][4:] == (headache, medicine)


def test_every_class_has_few_words_and_a_limit() -> None:
    for one in MEDICINE_CLASSES:
        assert words.short_class(one) in words.limits_line()
    for said in ("from 10 days", "from 15 days", "15 days a month", "over 3 months", "experts"):
        assert said in words.limits_line()


def test_only_letters_that_stand_there_are_explained() -> None:
    assert words.letters_line(made(notes=took("plain", 1))) == "P plain painkiller"
    assert words.letters_line(made(notes=took("later", 1))) == "? other medicine"
    assert words.letters_line(made()) == ""


def test_windows_of_28_days_tile_the_span_and_name_the_classes_taken() -> None:
    report = made([rating(5, at(ago(n))) for n in range(40)], notes=took("triptan", 1, 30, 31))
    table = words.windows_table(report)
    assert table.heads[-1] == "migraine medicine (triptan)"
    assert [row[1:] for row in table.rows] == [
        ("12 of 28", "0 of 12", "2 of 12", "2"), ("28 of 28", "0 of 28", "1 of 28", "1"),
    ]  # fmt: skip


# --- where it hurt ------------------------------------------------------------------------------


def test_places_count_days_the_most_first_and_never_swap_sides() -> None:
    ratings = [marked(ago(n), "neck.right") for n in range(3)]
    ratings += [marked(ago(n), "neck.right", "temple.left") for n in range(2)]
    report = made(ratings)
    counts = {one.place: one.days for one in report.places}
    assert counts == {"neck.right": 3, "temple.left": 2}
    assert report.marked == ("neck.right", "temple.left")
    assert words.places_table(report).rows == (
        ("Neck, right", "1", "3 of 3"), ("Temple, left", "2", "2 of 3"),
    )  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_each_place_alone_is_marked_alone(place: str) -> None:
    assert made([marked(ago(1), place)]).marked == (place,)


def test_places_of_headaches_count_on_each_of_their_days_in_the_span() -> None:
    headache = Headache(
        at(ago(7), 23), HeadacheState.ENDED, at(ago(5), 9), places=("forehead.left",)
    )
    report = made(notes=[headache], weeks=1)
    assert [(one.place, one.days) for one in report.places] == [("forehead.left", 2)]


def test_a_word_of_ones_own_is_listed_and_marks_nothing() -> None:
    report = made([replace(rating(4, at(ago(1))), site="neck", side="right")])
    assert report.marked == ()
    assert words.places_table(report).rows == (("neck, right", "–", "1 of 1"),)


# --- sessions -----------------------------------------------------------------------------------


def test_sessions_are_told_by_name_and_time() -> None:
    held = [session(f"s{n}", at(ago(n)), 240) for n in range(3)]
    report = made(sessions=held)
    assert words.facts(report)[3].what == "sessions, 12 minutes"
    assert words.session_lines(report.told)[0] == "Routine 3."


def test_many_routines_are_summed_up() -> None:
    held = [replace(session(f"s{n}", at(ago(n))), routine_name=f"R{n}") for n in range(6)]
    assert words.session_lines(made(sessions=held).told)[0] == "R0 1, R1 1, R2 1, R3 1, other 2."


def test_few_pairs_give_no_mean() -> None:
    lines = words.session_lines(made(pairs([-1] * 4), [session("x", at(ago(1)))]).told)
    assert (
        lines[1]
        == "Rated before and after: 4 times. Too few: the usual change is told from 5 times on."
    )


def test_more_pairs_give_a_mean_and_wait_for_a_range() -> None:
    lines = words.session_lines(made(pairs([-1, -1, -2, 0, -1]), [session("x", at(ago(1)))]).told)
    assert "Middle change (median) 1 lower; on average 1 lower." in lines[1]
    assert lines[1].endswith("is told from 12 times on.")


def test_many_pairs_are_set_beside_what_comes_by_itself_or_say_it_is_not_known() -> None:
    lines = words.session_lines(made(pairs([-1, -2] * 7), [session("x", at(ago(1)))]).told)
    assert "likely between" in lines[1]
    assert lines[2] == "How the pain changes by itself is not known from these notes."


def test_higher_is_told_as_plainly_as_lower() -> None:
    lines = words.session_lines(made(pairs([1] * 5, 5), [session("x", at(ago(1)))]).told)
    assert "Middle change (median) 1 higher; on average 1 higher." in lines[1]


def after(name: str, day: date, *ids: str) -> Rating:
    return replace(rating(3, at(day, 10, 20), "after", name), unwelcome=ids or None)


def test_effects_are_told_with_days_and_blanks_as_blanks() -> None:
    held = [session(f"s{n}", at(ago(n))) for n in range(4)]
    ratings = [
        after("s0", ago(0), "sore_spot"),
        after("s1", ago(1), "nothing"),
        after("s2", ago(2)),
    ]
    report = made(ratings, held)
    assert words.effect_lines(report.told, {"sore_spot": "Sore spot"}) == (
        "Asked after 4 sessions: nothing unwelcome 1, sore spot 1 (31 May), left unanswered 2.",
    )


def test_effects_of_sessions_that_were_not_rated_count_too() -> None:
    noticed = Unwelcome("u", at(ago(1)), ("bruise",), session="s0")
    report = made(sessions=[session("s0", at(ago(1)))], unwelcome=[noticed])
    assert [(one.id, one.sessions) for one in report.told.effects] == [("bruise", 1)]
    assert report.told.unanswered == 0


def test_many_days_of_one_effect_are_summed_up() -> None:
    held = [session(f"s{n}", at(ago(n))) for n in range(6)]
    report = made([after(f"s{n}", ago(n), "bruise") for n in range(6)], held)
    (line,) = words.effect_lines(report.told, {})
    assert "bruise 6 (2 days before, 28 May, 29 May, 30 May, 31 May)" in line


# --- own words ----------------------------------------------------------------------------------


def worded() -> Report:
    return made(
        [replace(rating(4, at(ago(1))), note="after\nthe garden", tags=("aura",))],
        [replace(session("s", at(ago(2))), note="short")],
        [*took("triptan", 1, name="Suma 50"), replace(had(3)[0], note="left side")],
        [Unwelcome("u", at(ago(4)), None, note="odd")],
        parts=ALL,
    )


def test_own_words_stand_in_order_and_on_one_line_each() -> None:
    assert [words.note_line(note) for note in worded().notes] == [
        ("27 May, 12:00, after a session", "odd"),
        ("28 May, 12:00, headache", "left side"),
        ("29 May, 12:00, Routine", "short"),
        ("30 May, 12:00, pain 4", "after the garden · aura"),
        ("30 May, 12:00, medicine", "Suma 50"),
    ]


def test_without_the_part_no_own_word_is_even_kept() -> None:
    report = made([replace(rating(4, at(ago(1))), note="secret", tags=("t",))])
    assert report.notes == ()
    assert "secret" not in repr(report)


# --- words --------------------------------------------------------------------------------------


def test_dates_have_their_months_in_letters_and_the_year_at_the_top() -> None:
    assert words.span_line(made()) == "Monday 6 April 2026 to Sunday 31 May 2026, 8 weeks"
    assert words.written_line(WRITTEN) == "written 31 May 2026, 14:32"


def test_entries_that_cannot_be_read_are_told() -> None:
    assert words.lost_line(made()) == ""
    assert words.lost_line(replace(made(), unreadable=1)).startswith("1 entry of the diary")


def test_everything_said_is_plain_and_promises_nothing() -> None:
    report = worded()
    report = replace(report, unreadable=2)
    many = made(pairs([-1, -2] * 7), [session("x", at(ago(1)))], notes=took("opioid", 1))
    said = [words.limits_line(), words.NOT_TEXT, words.MEDIANS, words.SCALE, words.NO_PLACE]
    for one in (report, many):
        tables = (words.days_table, words.weeks_table, words.windows_table, words.places_table)
        for table in (make(one) for make in tables):
            said += [table.caption, *table.heads, *(cell for row in table.rows for cell in row)]
        said += [*words.session_lines(one.told), *words.effect_lines(one.told, {})]
        said += [words.unsaid_line(one), words.lost_line(one), words.letters_line(one)]
    assert [text for text in said if unexplained(text) or faults(text)] == []


def test_every_row_of_every_table_has_a_cell_for_every_head() -> None:
    report = made([marked(ago(1), "neck.left")], notes=took("ergot", 1, 40))
    for make in (words.days_table, words.weeks_table, words.windows_table, words.places_table):
        table = make(report)
        assert {len(row) for row in table.rows} == {len(table.heads)}
