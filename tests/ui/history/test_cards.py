"""The cards below the plot: the change, pain by itself, and what was ticked after sessions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.history_content import HistoryContent
from acutimer.core.journal import Rating
from acutimer.core.summaries import history
from acutimer.ui.history.cards import CareCard, ChangeCard, PressedCard
from acutimer.ui.history.change_words import BRACKET, FAIR_IF, NO_VERDICT, VERDICTS
from acutimer.ui.history.charts import ChangeChart
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


@pytest.fixture
def care_card(qtbot: QtBot) -> CareCard:
    card = CareCard(LIGHT, WORDS)
    qtbot.addWidget(card)
    return card


@pytest.mark.parametrize(
    ("changes", "before", "free", "verdict"),
    [
        (FALL, 5, 4, "Lower than expected by itself."),
        ([1, 2] * 6, 6, 4, "Higher than expected by itself."),
        (FALL, 9, 4, "Too close to call."),
        ([-1, 0] * 6, 6, 4, "Too close to call."),
        (FALL, 6, 3, "Too close to call yet: when you look after every session, chance"),
    ],
)
def test_the_verdict_says_how_the_range_lies_to_what_comes_by_itself(
    change_card: ChangeCard, changes: list[int], before: int, free: int, verdict: str
) -> None:
    change_card.show_content(shown(changes, before, mornings(20, free)))
    said = change_card.sentence.text()
    assert f"lower. {verdict}" in said or f"higher. {verdict}" in said or f"0. {verdict}" in said
    assert sum(said.count(words) for words in ("Too close", "Lower than", "Higher than")) == 1


@pytest.mark.parametrize(("days", "wanted"), [(6, "1 more day"), (4, "3 more days")])
def test_without_enough_free_numbers_there_is_no_verdict_and_the_card_says_what_is_wanted(
    change_card: ChangeCard, care_card: CareCard, days: int, wanted: str
) -> None:
    content = shown(FALL, 8, mornings(days, 4))
    change_card.show_content(content)
    care_card.show_content(content)
    said = change_card.sentence.text()
    assert said.endswith(f"Plausible range: 2.8 to 2.2 lower. {NO_VERDICT}")
    assert not any(words in said for words in VERDICTS.values())
    assert f"a number away from sessions on <b>{wanted}</b>: noted more than 2 hours" in (
        care_card.care.text()
    )
    assert BRACKET not in care_card.care.text()


def test_the_care_card_says_which_days_without_a_session_are_wanted(care_card: CareCard) -> None:
    evenings = [now(5, at(n, 21)) for n in (*range(12), 41)]
    care_card.show_content(shown(FALL, 8, evenings))
    assert "on <b>2 more days</b> without a session:" in care_card.care.text()


@pytest.mark.parametrize(
    ("before", "start", "expected"),
    [
        (8, "start when pain is high, so it often falls", "<b>0 to 2.8 lower ┄┄┄</b>."),
        (3, "start when pain is low, so it often rises", "<b>0 to 0.7 higher ┄┄┄</b>."),
        (4, "You start at about your usual pain", "hardly any change is to be expected by itself."),
    ],
)
def test_what_is_expected_is_said_with_what_it_rests_on(
    care_card: CareCard, before: int, start: str, expected: str
) -> None:
    care_card.show_content(shown([0] * 12, before, mornings(20, 4)))
    assert start in care_card.care.text()
    assert f"{expected} This rests" in care_card.care.text()
    assert care_card.care.text().endswith(f"sessions on 20 days. {FAIR_IF}")


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
        "; plausible range 2.8 to 2.2 lower; expected by itself 2.8 lower to 0"
    )
    image = picture(chart, shown(FALL, 8), theme)
    assert not any(inked(image, QPointF(chart.place(change), 1), theme) for change in (0, -1, -2))
    assert chart.accessibleDescription().endswith("; plausible range 2.8 to 2.2 lower")


def test_what_was_ticked_after_sessions_is_counted_in_the_days_shown(qtbot: QtBot) -> None:
    card = PressedCard(LIGHT, WORDS)
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
    assert card.noticed.text().endswith(": not answered (4 sessions).")
    card.show_content(history([], [], day(41), TODAY, TODAY))
    assert card.noticed.isHidden()


def test_no_sentence_of_the_cards_claims_a_cause() -> None:
    said = " ".join((*VERDICTS.values(), NO_VERDICT, FAIR_IF))
    assert not re.search(r"(?i)work|help|thanks|because|%|!", said)
