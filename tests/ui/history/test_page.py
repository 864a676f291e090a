"""History as it is seen and walked through: real painting, real keys, no plot library too early."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from acutimer.core.history_content import HistoryContent
from acutimer.core.journal import PressedPart, Rating, SessionNote
from acutimer.core.summaries import history
from acutimer.ui.history.days_shown import BACK_DAYS, MARGIN_DAYS
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.history.words import Words, day_pattern
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import Theme, load_theme
from tests.ui.history.notes import TODAY, at, day, now, pair, session, weeks_of_notes

LIGHT, DIM = load_theme("light"), load_theme("dim")
Notes = tuple[list[Rating], list[SessionNote]]
Open = Callable[..., HistoryPage]


class Diary:
    """Answers the page as the app does, and keeps what was asked."""

    def __init__(self, page: HistoryPage, notes: Notes) -> None:
        self.page = page
        self.ratings, self.sessions = notes
        self.asked: list[tuple[date, date]] = []
        page.span_wanted.connect(self.answer)

    def answer(self, first: date, last: date) -> None:
        self.asked.append((first, last))
        before = any(r.at.date() < first for r in self.ratings)
        self.page.show_content(
            history(self.ratings, self.sessions, first, last, TODAY, noted_before=before)
        )


@pytest.fixture
def open_page(qtbot: QtBot) -> Iterator[Open]:
    def open_it(notes: Notes = ([], []), width: int = 1192, height: int = 764) -> HistoryPage:
        page = HistoryPage(LIGHT, lambda: TODAY, QLocale("en_GB"))
        page.setStyleSheet(stylesheet(LIGHT))
        page.diary = Diary(page, notes)  # type: ignore[attr-defined]
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        QApplication.processEvents()
        return page

    return open_it


def picture(page: HistoryPage) -> QImage:
    QApplication.processEvents()
    assert page.plot is not None
    return page.plot.grab().toImage()


def shown(page: HistoryPage) -> HistoryContent:
    assert page.shown is not None
    return page.shown


def place(page: HistoryPage, when_day: date, fraction: float, value: float) -> QPointF:
    assert page.plot is not None
    frame = page.plot.frame
    return QPointF(frame.x(when_day.toordinal() + fraction), frame.y(value))


def near(image: QImage, spot: QPointF, colour: QColor, reach: int = 2) -> bool:
    """Whether a pixel at the spot, or so many beside it, has about the colour."""
    for dx in range(-reach, reach + 1):
        for dy in range(-reach, reach + 1):
            x, y = round(spot.x()) + dx, round(spot.y()) + dy
            if not image.rect().contains(x, y):
                continue
            found = image.pixelColor(x, y)
            off = (found.red() - colour.red(), found.green() - colour.green())
            if max(map(abs, (*off, found.blue() - colour.blue()))) < 24:
                return True
    return False


# --- painting -----------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [LIGHT, DIM], ids=["light", "dim"])
def test_a_pair_is_an_arrow_from_before_to_after(open_page: Open, theme: Theme) -> None:
    page = open_page((pair("s", at(10), 8, 3), [session("s", at(10, 12, 11))]))
    page.set_theme(theme)
    image, orange = picture(page), theme.colour("now")
    # The line between, the filled tip just above after, nothing below it, and the ground in the
    # circle at before.
    assert near(image, place(page, day(10), 0.5, 5.5), orange, 1)
    tip = place(page, day(10), 0.5, 3)
    for off in (-3, 0, 3):
        assert near(image, tip + QPointF(off, -7), orange, 1)
    assert not near(image, tip + QPointF(0, 6), orange, 3)
    assert not near(image, tip + QPointF(4, -1), orange, 1)
    assert near(image, place(page, day(10), 0.5, 8), theme.colour("surface"), 0)
    assert near(image, place(page, day(10), 0.5, 8) + QPointF(4.8, 0), orange, 1)
    # Its session is a tick below 0.
    tick = place(page, day(10), (12 * 60 + 11) / 1440, 0) + QPointF(0, 16)
    assert near(image, tick, orange, 1)
    assert not near(image, tick + QPointF(0, 14), orange, 2)


def test_dots_that_come_into_sight_late_are_of_the_notes_taken_last(open_page: Open) -> None:
    page = open_page(([now(3, at(5)), now(4, at(900))], []))
    page.spans.button("all").click()  # too many days for dots
    diary = page.diary  # type: ignore[attr-defined]
    diary.ratings = [*diary.ratings, now(7, at(6))]
    page.ask_again()
    page.spans.button("42").click()
    page.settle()
    image, grey = picture(page), LIGHT.colour("plotRaw")
    for ago, value in ((5, 3), (6, 7)):
        dot = place(page, day(ago), 0.5, value) + QPointF(0, 3.2)
        assert near(image, dot, grey, 1), ago


def test_a_rise_points_upwards_and_no_change_is_a_dot_in_the_circle(open_page: Open) -> None:
    page = open_page((pair("up", at(10), 3, 6) + pair("same", at(20), 5, 5), []))
    image, orange = picture(page), LIGHT.colour("now")
    for off in (-3, 0, 3):
        assert near(image, place(page, day(10), 0.5, 6) + QPointF(off, 7), orange, 1)
    centre = place(page, day(20), 0.5, 5)
    assert near(image, centre, orange, 1)
    assert near(image, centre + QPointF(2.8, 0), LIGHT.colour("surface"), 1)
    assert near(image, centre + QPointF(4.8, 0), orange, 1)


def test_a_rating_is_a_hollow_dot_and_a_day_has_a_bar_at_its_median(open_page: Open) -> None:
    page = open_page(([now(2, at(10, 3)), now(7, at(10, 21))], []))
    image = picture(page)
    grey, teal = LIGHT.colour("plotRaw"), LIGHT.colour("accent")
    for value, hour in ((2, 3), (7, 21)):
        centre = place(page, day(10), hour / 24, value)
        assert near(image, centre + QPointF(3.2, 0), grey, 1)
        assert near(image, centre, LIGHT.colour("surface"), 1)
    bar = place(page, day(10), 0.5, 4.5)
    for off in (-6, 0, 6):
        assert near(image, bar + QPointF(off, 0), teal, 0)
    assert not near(image, bar + QPointF(0, 5), teal, 1)


def test_medians_are_joined_across_adjacent_noted_days_only(open_page: Open) -> None:
    page = open_page(([now(4, at(12)), now(4, at(11)), now(4, at(9)), now(4, at(8))], []))
    image = picture(page)
    assert page.plot is not None
    half = page.plot.frame.day_px / 2

    def joined(ago: int) -> bool:
        spot = place(page, day(ago), 0.5, 4) + QPointF(half, 0)
        tinted = image.pixelColor(round(spot.x()), round(spot.y()))
        return tinted.red() < LIGHT.colour("line").red() - 40

    assert joined(12)
    assert not joined(11)
    assert not joined(10)
    assert joined(9)


@pytest.mark.parametrize("theme", [LIGHT, DIM], ids=["light", "dim"])
def test_days_without_a_note_are_shaded_and_nothing_is_drawn_at_zero(
    open_page: Open, theme: Theme
) -> None:
    page = open_page(([now(5, at(10)), now(5, at(6))], []))
    page.set_theme(theme)
    image = picture(page)
    for ago in (9, 8, 7, 3, 1):
        for value in (1, 5.5, 9):
            assert near(image, place(page, day(ago), 0.4, value), theme.colour("sunken"), 0)
        assert not near(image, place(page, day(ago), 0.5, 0), theme.colour("accent"), 3)
        assert not near(image, place(page, day(ago), 0.5, 0), theme.colour("plotRaw"), 3)
    for ago in (30, 10, 6, 0):  # before the first note, noted, today
        assert near(image, place(page, day(ago), 0.85, 1), theme.colour("surface"), 0)


# --- gates --------------------------------------------------------------------------------------


def texts(page: HistoryPage) -> str:
    """Every word on the page that can be seen."""
    return " ".join(w.text() for w in page.findChildren(QLabel) if w.isVisibleTo(page))


def test_an_empty_diary_invites_to_note_a_first_number(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    assert "Nothing noted yet" in texts(page)
    with qtbot.waitSignal(page.log_pain_wanted, timeout=1000):
        page.invitation.action.click()
    with qtbot.waitSignal(page.log_pain_wanted, timeout=1000):
        qtbot.mouseClick(page.log_pain, Qt.MouseButton.LeftButton)


def test_nothing_is_averaged_below_the_gates(open_page: Open) -> None:
    ratings = [r for n in range(4) for r in pair(f"s{n}", at(n), 6, 3)]
    page = open_page((ratings, [session(f"s{n}", at(n)) for n in range(4)]))
    seen = texts(page)
    assert "Not enough noted yet" in seen
    assert "Not enough noted yet to say (4 of 5 times before and after pressing)." in seen
    assert "4 of 5 times" in page.cards.change.progress.count.text()
    assert "4 of 14 days noted" in seen
    assert "Usually" not in seen
    assert "On average" not in seen
    assert "expect" not in seen
    assert "%" not in seen
    assert not page.cards.change.chart.isVisibleTo(page)
    assert page.cards.change.sentence.text() == ""


def test_the_words_above_a_nearly_empty_plot_hide_nothing(open_page: Open) -> None:
    for spread in ((0, 3), (0, 20, 41), (0, 7, 14, 21, 28, 35, 41)):
        page = open_page(([now(5, at(ago)) for ago in spread], []))
        assert page.invitation.isVisible()
        assert page.plot is not None
        for piece in (page.plot, page.plot_card.said, page.plot_card.legend):
            assert not page.invitation.geometry().intersects(piece.geometry())


def test_five_pairs_show_a_mean_and_twelve_a_range(open_page: Open) -> None:
    few = [r for n in range(5) for r in pair(f"s{n}", at(n), 6, 4)]
    page = open_page((few, []))
    assert page.cards.change.sentence.text() == (
        "On average <b>2.0 lower</b>. How much of it may be chance is told from 12 times on."
    )
    assert page.cards.change.judged.isHidden()
    more = [r for n in range(12) for r in pair(f"s{n}", at(n), 6, 6 - n % 3)]
    page = open_page((more, []))
    assert "On average <b>1.0 lower</b>; likely between " in page.cards.change.sentence.text()


def test_the_dots_of_change_stand_where_the_changes_are(open_page: Open) -> None:
    page = open_page(([r for n in range(5) for r in pair(f"s{n}", at(n), 6, 3)], []))
    chart = page.cards.change.chart
    QApplication.processEvents()
    image = chart.grab().toImage()
    for change, there in ((-3, True), (-2, False), (0, False), (3, False)):
        spot = QPointF(chart.place(change) + 2.5, chart.line_y - 9)
        assert near(image, spot, LIGHT.colour("now"), 1) is there
    assert "−3: 5" in chart.accessibleDescription()


def test_week_bars_are_as_high_as_the_time_pressed(open_page: Open) -> None:
    held = [session("a", at(1), 300), session("b", at(8), 600)]
    page = open_page(([], held))
    bars = page.cards.pressed.chart.bars()
    assert [week.pressed_s for week in shown(page).weeks[-2:]] == [600, 300]
    assert bars[-2][1].height() == pytest.approx(2 * bars[-1][1].height())
    assert "This week <b>5 of 11 minutes planned</b>" in page.cards.pressed.sentence.text()
    assert "planned" in page.cards.pressed.chart.accessibleDescription()
    assert page.cards.parts.rows.isHidden()


def test_time_pressed_is_summed_by_point_and_side(open_page: Open) -> None:
    def held(name: str, ago: int, *parts: PressedPart) -> SessionNote:
        return replace(session(name, at(ago), 300), parts=parts)

    sessions = [
        held("a", 1, PressedPart("GB21", "left", 90, 90), PressedPart("GB21", "right", 60, 90)),
        held("b", 3, *(PressedPart("GB20", side, 245.6, 300) for side in ("left", "right"))),
        # an older note that did not say what was planned, and one that is not shown
        held("c", 5, PressedPart("GB21", "left", 30), PressedPart("LI4", "right", 0, 60)),
        held("d", 80, PressedPart("GB14", "left", 30, 30)),
    ]
    page = open_page(([], sessions))
    card = page.cards.parts
    cells = [one.text() for one in card.rows.findChildren(QLabel) if one.isVisibleTo(card)]
    assert cells == [
        *("Left", "Right"),
        *("GB20", "4:05 of 5:00", "4:05 of 5:00"),
        *("GB21", "2:00", "1:00 of 1:30"),
        *("LI4", "–", "0:00 of 1:00"),
    ]
    assert card.rows.accessibleName() == (
        "Time pressed in the days shown, in minutes: GB20 left 4:05 of 5:00, right 4:05 of 5:00; "
        "GB21 left 2:00, right 1:00 of 1:30; LI4 right 0:00 of 1:00"
    )
    parts = {(part.point, part.side): part for part in shown(page).pressed_parts}
    assert parts["GB21", "right"].planned_s == 90
    assert parts["GB21", "left"].planned_s is None


# --- keys and mouse -----------------------------------------------------------------------------


def test_arrows_walk_days_and_weeks_and_the_readout_says_the_day(
    open_page: Open, qtbot: QtBot
) -> None:
    notes = [*pair("s", at(8), 3, 1), now(2, at(2, 9)), now(5, at(2, 18))]
    page = open_page((notes, [session("s", at(8, 12, 11), 580)]))
    plot = page.plot
    assert plot is not None
    plot.setFocus()
    key = Qt.Key
    qtbot.keyClick(plot, key.Key_Left)
    assert plot.readout_text == "Today, Sun 31 May. Nothing noted"
    qtbot.keyClick(plot, key.Key_Left)
    qtbot.keyClick(plot, key.Key_Left)
    assert plot.readout_text == "Fri 29 May. Rated 2, 5. Typical that day 3.5"
    qtbot.keyClick(plot, key.Key_Right)
    qtbot.keyClick(plot, key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert (
        plot.readout_text
        == "Sat 23 May. Before 3 → after 1. Typical that day 3 · pressed 9:40 of 10:30 planned"
    )
    qtbot.keyClick(plot, key.Key_Home)
    assert plot.readout_text.startswith("Mon 20 Apr.")
    qtbot.keyClick(plot, key.Key_End)
    assert plot.readout_text.startswith("Today, Sun 31 May.")
    column = plot.frame.column(TODAY.toordinal())
    edge = QPointF(column.left(), column.center().y())
    assert near(picture(page), edge, LIGHT.colour("focus"), 1)


def test_the_day_card_offers_to_change_each_note(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(([now(2, at(2, 9)), now(5, at(2, 18))], []))
    assert page.plot is not None
    page.focus_day(day(2))
    ways = page.plot.readout.ways
    assert len(ways) == 2
    assert "Rating" in ways[0].text()
    with qtbot.waitSignal(page.change_asked, timeout=1000) as told:
        ways[0].click()
    assert told.args is not None
    assert told.args[0].value == 5
    page.focus_day(day(3))
    assert page.plot.readout.ways == []


def test_walking_over_the_edge_moves_the_days_shown_but_never_beyond_today(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page(weeks_of_notes(90))
    plot = page.plot
    assert plot is not None
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    qtbot.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert page.span == (day(48), day(7))
    assert plot.readout_text.startswith("Mon 13 Apr.")
    page.settle()
    assert (shown(page).first_day, shown(page).last_day) == page.span
    page.move_days(400)
    assert page.span == (day(41), TODAY)


def test_days_are_asked_for_with_a_margin_and_again_only_near_its_end(open_page: Open) -> None:
    page = open_page(weeks_of_notes(200))
    asked = page.diary.asked  # type: ignore[attr-defined]
    assert asked == [(day(41), TODAY)]
    page.move_days(-3)
    assert asked[1:] == [(day(41 + 3 + MARGIN_DAYS), TODAY)]
    page.move_days(-20)
    assert len(asked) == 2
    page.move_days(-7)
    assert asked[2:] == [(day(41 + 30 + MARGIN_DAYS), day(30 - BACK_DAYS))]
    page.move_days(6)
    assert asked[3:] == [(day(41 + 24 + BACK_DAYS), TODAY)]
    page.move_days(-6)
    page.spans.button("182").click()
    assert asked[-1][0] == day(30 + 181 + MARGIN_DAYS)
    assert shown(page).first_day == day(30 + 181)


def test_a_click_chooses_a_day_and_a_drag_moves_days(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(weeks_of_notes(90))
    plot = page.plot
    assert plot is not None
    spot = place(page, day(10), 0.5, 9).toPoint()
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert plot.readout_text.startswith(Words(QLocale("en_GB")).weekday(day(10)))
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    over = QPoint(round(5 * plot.frame.day_px), 0)
    qtbot.mouseMove(plot.viewport(), spot + over)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=spot + over)
    assert page.span[1] == day(5)


def test_marks_stay_with_their_days_when_the_view_moves(open_page: Open) -> None:
    page = open_page(([*pair("s", at(20), 8, 3), now(9, at(22))], []))
    for moved in (0, -5, -12):
        page.move_days(moved)
        image = picture(page)
        assert near(image, place(page, day(20), 0.5, 5.5), LIGHT.colour("now"), 1)
        dot = place(page, day(22), 0.5, 9) + QPointF(0, 3.2)
        assert near(image, dot, LIGHT.colour("plotRaw"), 1)
        for off in (-6, 6):
            bar = place(page, day(22), 0.5, 9) + QPointF(off, 0)
            assert near(image, bar, LIGHT.colour("accent"), 0)
        assert near(image, place(page, day(21), 0.5, 5), LIGHT.colour("sunken"), 0)
        assert near(image, place(page, day(23), 0.5, 5), LIGHT.colour("surface"), 0)


# --- the rest -----------------------------------------------------------------------------------


def test_the_plot_has_a_name_and_a_sentence_for_who_does_not_see_it(open_page: Open) -> None:
    page = open_page(weeks_of_notes())
    assert page.plot is not None
    assert page.plot.accessibleName()
    said = page.plot.accessibleDescription()
    assert "39 days" in said
    assert "3 days without a note" in said


@pytest.mark.parametrize(("width", "columns"), [(1192, 3), (828, 2), (480, 1)])
def test_cards_stack_and_nothing_goes_sideways(open_page: Open, width: int, columns: int) -> None:
    page = open_page(weeks_of_notes(), width, 564)
    QApplication.processEvents()
    tops = {card.mapTo(page, QPoint(0, 0)).y() for card in page.cards.all}
    assert len(tops) == {3: 3, 2: 4, 1: 7}[columns]
    inner = page.scroll_area.widget()
    assert inner.width() <= page.scroll_area.viewport().width()
    assert page.scroll_area.horizontalScrollBar().maximum() == 0
    assert page.plot is not None
    assert page.plot.height() >= 280


def test_a_theme_changes_the_colours_of_everything_painted(open_page: Open) -> None:
    page = open_page(weeks_of_notes())
    page.set_theme(DIM)
    image = picture(page)
    ground = DIM.colour("surface")
    light = sum(
        image.pixelColor(x, y).lightness() > 200
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    )
    assert near(image, QPointF(3, 3), ground, 0)
    assert light < 30


def test_day_and_month_follow_the_locale() -> None:
    found = {n: Words(QLocale(n)).day(date(2026, 4, 20)) for n in ("en_GB", "en_US", "ja_JP")}
    assert found == {"en_GB": "20 Apr", "en_US": "Apr 20", "ja_JP": "4月20日"}
    assert day_pattern("yyyy. MMMM d., dddd") == "MMM d."
    assert day_pattern("no date") == "d MMM"


def test_every_day_of_a_year_has_a_readout_that_shouts_and_promises_nothing() -> None:
    ratings, sessions = weeks_of_notes(365)
    content = history(ratings, sessions, day(364), TODAY, TODAY)
    words = Words(QLocale("en_GB"))
    for ago in range(365):
        lines = words.readout(content, day(ago))
        assert lines
        assert not any("!" in line or "%" in line for line in lines)
        noted = content.day(day(ago))
        assert (lines == ["Nothing noted"]) == (noted is None)


BEFORE_AND_AFTER = """
import sys
from datetime import date, timedelta
from pathlib import Path
from PySide6.QtWidgets import QApplication
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.kit.theme import load_theme
app = QApplication([])
page = HistoryPage(load_theme("light"), lambda: date(2026, 5, 31))
heavy = ("pyqtgraph", "numpy")
print([name in sys.modules for name in heavy])
page.show()
print([name in sys.modules for name in heavy])
"""


def test_the_plot_library_is_imported_when_the_page_is_first_shown() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEFORE_AND_AFTER],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.splitlines() == ["[False, False]", "[True, True]"]


def test_a_day_after_midnight_the_page_asks_for_the_new_day(qtbot: QtBot) -> None:
    days = [TODAY]
    page = HistoryPage(LIGHT, lambda: days[0])
    qtbot.addWidget(page)
    asked: list[tuple[date, date]] = []
    page.span_wanted.connect(lambda first, last: asked.append((first, last)))
    page.show()
    page.hide()
    days[0] = TODAY + timedelta(days=1)
    page.show()
    assert asked[-1][1] == TODAY + timedelta(days=1)
    assert page.span[1] == TODAY + timedelta(days=1)
