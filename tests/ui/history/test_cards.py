"""The cards below the plot: the change beside pain by itself, what was ticked after sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.day_windows import DayWindow, day_windows
from acutimer.core.history_content import DayNote, HistoryContent
from acutimer.core.journal import Rating
from acutimer.core.medicine import Medicine
from acutimer.core.summaries import history
from acutimer.ui.history.cards import ChangeCard
from acutimer.ui.history.change_words import BRACKET, FAIR_IF, NOT_KNOWN, care_sentence
from acutimer.ui.history.charts import ChangeChart
from acutimer.ui.history.day_cards import MonthCard, NoticedCard
from acutimer.ui.history.words import Words
from acutimer.ui.kit.theme import Theme, load_theme
from tests.ui.history.notes import TODAY, at, day, now, pair, session

LIGHT, DIM = load_theme("light"), load_theme("dim")
WORDS = Words(QLocale("en_GB"), {"bruise": "Bruise", "sore_spot": "Sore spot"})
FALL = [-3, -2] * 6


def mornings(count: int, value: int) -> list[Rating]:
    """Numbers of their own at 8, from six weeks ago; sessions are at noon."""
    return [now(value, at(41 - nth, 8)) for nth in range(count)]


def shown(
    changes: Sequence[int], before: int, free: Sequence[Rating] = (), *more: Rating
) -> HistoryContent:
    pairs = [pair(f"s{n}", at(n), before, before + change) for n, change in enumerate(changes)]
    ratings = [*free, *more, *(rating for both in pairs for rating in both)]
    return history(ratings, [], day(41), TODAY, TODAY)


@pytest.fixture
def change_card(qtbot: QtBot) -> ChangeCard:
    card = ChangeCard(LIGHT, WORDS)
    qtbot.addWidget(card)
    card.resize(390, 300)
    return card


@pytest.mark.parametrize(
    ("changes", "before", "free", "verdict"),
    [
        (FALL, 5, 4, "this is lower"),
        ([1, 2] * 6, 6, 4, "this is higher"),
        (FALL, 9, 4, "too close to call"),
        ([-1, 0] * 6, 6, 4, "too close to call"),
        (FALL, 6, 3, "too close to call yet"),
    ],
)
def test_the_card_says_what_is_expected_and_how_the_numbers_lie_to_it(
    change_card: ChangeCard, changes: list[int], before: int, free: int, verdict: str
) -> None:
    change_card.show_content(shown(changes, before, mornings(20, free)))
    assert "On average <b>" in change_card.sentence.text()
    assert "</b>; likely between " in change_card.sentence.text()
    said = change_card.judged.text()
    assert said.startswith("By itself, ")
    assert f" would be expected {BRACKET}: <b>{verdict}</b>." in said


@pytest.mark.parametrize(("days", "wanted"), [(6, "1 more day"), (4, "3 more days")])
def test_without_enough_free_numbers_nothing_is_judged_and_it_is_said_what_is_wanted(
    change_card: ChangeCard, days: int, wanted: str
) -> None:
    content = shown(FALL, 8, mornings(days, 4))
    change_card.show_content(content)
    assert change_card.sentence.text().endswith("; likely between 2.8 and 2.2 lower.")
    assert change_card.judged.text() == NOT_KNOWN
    said = care_sentence(WORDS, content)
    assert f"note a number on {wanted}, more than 2 hours" in said
    assert BRACKET not in said


def test_it_is_said_which_days_without_a_session_are_wanted() -> None:
    evenings = [now(5, at(n, 21)) for n in (*range(12), 41)]
    said = care_sentence(WORDS, shown(FALL, 8, evenings))
    assert "on 2 more days without a session," in said


@pytest.mark.parametrize(
    ("before", "start", "expected"),
    [
        (8, "start when pain is high, so it often falls", "0 to 2.8 lower ┄┄┄."),
        (3, "start when pain is low, so it often rises", "0 to 0.7 higher ┄┄┄."),
        (4, "You start at about your usual pain", "hardly any change is to be expected by itself."),
    ],
)
def test_what_is_expected_is_said_with_what_it_rests_on(
    before: int, start: str, expected: str
) -> None:
    said = care_sentence(WORDS, shown([0] * 12, before, mornings(20, 4)))
    assert start in said
    assert f"{expected} This rests" in said
    assert said.endswith(f"sessions on 20 days. {FAIR_IF}")


def picture(chart: ChangeChart, content: HistoryContent, theme: Theme) -> QImage:
    chart.set_theme(theme)
    chart.show_content(content)
    chart.resize(360, chart.sizeHint().height())
    image = QImage(chart.size(), QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    chart.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


def inked(image: QImage, spot: QPointF, theme: Theme) -> bool:
    """Whether a dot of the bracket is drawn at its upper line, near the spot."""
    text = theme.colour("text")
    for dx in range(-5, 6):
        for y in range(3):
            found = image.pixelColor(round(spot.x()) + dx, y)
            if abs(found.lightness() - text.lightness()) < 60:
                return True
    return False


@pytest.mark.parametrize("theme", [LIGHT, DIM], ids=["light", "dim"])
def test_the_bracket_spans_what_comes_by_itself_and_is_left_out_when_that_is_unknown(
    qtbot: QtBot, theme: Theme
) -> None:
    chart = ChangeChart(theme, WORDS)
    qtbot.addWidget(chart)
    image = picture(chart, shown(FALL, 8, mornings(20, 4)), theme)
    for change, there in ((0, True), (-1.4, True), (-2.8, True), (1, False), (-4, False)):
        assert inked(image, QPointF(chart.place(change), 1), theme) is there
    assert chart.accessibleDescription().endswith(
        "; likely 2.8 to 2.2 lower; expected by itself 2.8 lower to 0"
    )
    image = picture(chart, shown(FALL, 8), theme)
    assert not any(inked(image, QPointF(chart.place(change), 1), theme) for change in (0, -1, -2))
    assert chart.accessibleDescription().endswith("; likely 2.8 to 2.2 lower")


def test_what_was_ticked_after_sessions_is_counted_in_the_days_shown(qtbot: QtBot) -> None:
    card = NoticedCard(WORDS)
    qtbot.addWidget(card)
    held = [session(f"s{n}", at(n)) for n in (0, 1, 2, 3, 60)]
    ticked = {0: ("bruise",), 1: ("sore_spot", "bruise"), 2: ("nothing",), 60: ("bruise",)}
    ratings = [
        replace(rating, unwelcome=ids)
        for n, ids in ticked.items()
        for rating in pair(f"s{n}", at(n), 5, 5)[1:]
    ]
    card.show_content(history(ratings, held, day(41), TODAY, TODAY))
    assert card.noticed.text() == (
        "Noticed after sessions in these days: bruise 2, sore spot 1 (3 of 4 sessions answered)."
    )
    card.show_content(history(ratings, held, day(2), TODAY, TODAY))
    assert card.noticed.text().endswith(": bruise 2, sore spot 1 (of 3 sessions).")
    card.show_content(history([], held, day(41), TODAY, TODAY))
    assert card.noticed.text().startswith(
        "What you felt after 4 sessions in these days was left blank."
    )
    card.show_content(history([], [], day(41), TODAY, TODAY))
    assert card.noticed.text() == "No session in these days."


def medicine(ago: int, *classes: str) -> list[Medicine]:
    return [Medicine(at(ago, 14), one, day(ago), id=f"{ago} {one}") for one in classes]


def windows(
    notes: Sequence[DayNote], ratings: Sequence[Rating] = (), count: int = 1
) -> tuple[DayWindow, ...]:
    noted = [one.at.date() for one in ratings]
    return day_windows(noted, notes, TODAY, count)


@pytest.fixture
def month_card(qtbot: QtBot) -> MonthCard:
    card = MonthCard(LIGHT, WORDS)
    qtbot.addWidget(card)
    return card


def test_before_a_month_was_read_nothing_is_said_of_its_medicine(month_card: MonthCard) -> None:
    month_card.show()
    assert "".join(one.text() for one in month_card.findChildren(QLabel) if one.isVisible()) == ""


def test_nine_days_of_24_noted_are_said_so_with_the_limits_and_their_source(
    month_card: MonthCard,
) -> None:
    notes = [note for ago in range(9) for note in medicine(ago, "triptan")]
    days = [now(4, at(ago)) for ago in range(24)]
    month_card.show_windows(windows(notes, days), until_today=True)
    assert month_card.counts["Medicine"].text() == "<b>9</b> of 24 noted days"
    assert month_card.counts["Headache"].text() == "<b>0</b> of 24 noted days"
    assert (
        month_card.classes.text()
        == "Migraine medicine (triptan) 9 days. That counts 9 days towards the limit of 10."
    )
    assert "opinion of experts" in month_card.source.text()
    assert month_card.limits.isVisibleTo(month_card)
    assert month_card.reached.isHidden()
    assert month_card.progress.isHidden()
    month_card.show_windows(windows([*notes, *medicine(9, "opioid")], days), until_today=True)
    assert month_card.reached.isVisibleTo(month_card)


def test_not_enough_noted_yet_is_what_the_card_begins_with(month_card: MonthCard) -> None:
    month_card.show_windows(windows([]), until_today=True)
    assert month_card.progress.count.text() == "0 of 14 days noted"
    for piece in (month_card.rows, month_card.limits, month_card.reached, month_card.earlier):
        assert piece.isHidden()
    # what was noted is shown all the same
    month_card.show_windows(windows(medicine(3, "plain")), until_today=True)
    assert month_card.counts["Medicine"].text() == "<b>1</b> of 1 noted day"
    assert month_card.progress.isVisibleTo(month_card)


def test_windows_before_are_told_too_and_a_blank_one_is_blank(month_card: MonthCard) -> None:
    month_card.show_windows(windows(medicine(30, "plain"), count=3), until_today=False)
    assert month_card.earlier.text() == (
        "6 Apr – 3 May: headache 0, medicine 1 of 1 noted\n9 Mar – 5 Apr: nothing noted"
    )
