"""The card of hours and weekdays: on enough days only, in the week and clock of a locale."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.summaries import history
from acutimer.ui.history.when_card import NOT_ENOUGH, WhenCard
from acutimer.ui.history.words import Words
from tests.ui.history.notes import TODAY, at, day, now, pair


def opened(qtbot: QtBot, locale: str, mornings: int, evenings: int = 0) -> WhenCard:
    ratings = [now(4, at(41 - nth, 8)) for nth in range(mornings)]
    ratings += [now(6, at(41 - nth, 21)) for nth in range(evenings)]
    ratings += pair("s", at(3), 9, 1)
    card = WhenCard(Words(QLocale(locale)))
    qtbot.addWidget(card)
    card.show_content(history(ratings, [], day(41), TODAY, TODAY))
    card.show()
    return card


def texts(within: QWidget) -> list[str]:
    return [one.text() for one in within.findChildren(QLabel)]


def test_a_blank_diary_says_what_is_needed(qtbot: QtBot) -> None:
    card = opened(qtbot, "en_GB", mornings=4)
    assert card.none.isVisible()
    assert card.none.text() == NOT_ENOUGH
    assert not card.parts.isVisible()


@pytest.mark.parametrize(
    ("locale", "morning", "first", "last"),
    [("en_GB", "06:00", "Mon", "Sun"), ("en_US", "6:00\u202fAM", "Sun", "Sat")],
)
def test_clock_and_week_are_those_of_the_locale(
    qtbot: QtBot, locale: str, morning: str, first: str, last: str
) -> None:
    card = opened(qtbot, locale, mornings=14, evenings=2)
    assert not card.none.isVisible()
    rows = texts(card.parts)
    place = rows.index(f"Morning, from {morning}")
    assert rows[place : place + 3] == [f"Morning, from {morning}", "4", "14 days"]
    assert rows[-2:] == ["–", "2 days"], "on two evenings nothing shows but how many they are"
    week = texts(card.weekdays)
    assert (week[0], week[-3]) == (first, last)
    assert "Morning" in card.parts.accessibleName()
    assert card.parts.accessibleName().endswith(": too few, 2 days")
    assert "Monday: too few, 2 days" in card.weekdays.accessibleName()
