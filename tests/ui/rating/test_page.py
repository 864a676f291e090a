"""The rating after a session: one key, nothing preselected, nothing called noted too early."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.stopping import PAIN_ROSE
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.kit.wording import HIGHER
from acutimer.ui.rating.page import RatingPage
from acutimer.ui.rating.parts import session_summary
from tests.ui.session.stage import dress, running, size_text, the_rules

Key = Qt.Key
RULES = the_rules()


@pytest.fixture(autouse=True)
def text_size(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    size_text(qapp, 10.5)
    yield
    qapp.setFont(before)


def opened(qtbot: QtBot, before: int | None = 5, size: tuple[int, int] = (1280, 764)) -> RatingPage:
    page = RatingPage(load_theme("light"))
    qtbot.addWidget(page)
    dress(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
    page.begin(before, 582, 570, 1, 0, RULES.unwelcome, RULES.pain_rise_stops)
    QApplication.processEvents()
    return page


@pytest.fixture
def page(qtbot: QtBot) -> RatingPage:
    return opened(qtbot)


def press(page: RatingPage, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    QTest.keyClick(focused if focused and page.isAncestorOf(focused) else page, key)


def given(spy: QSignalSpy) -> list[tuple[object, ...]]:
    return [tuple(spy.at(index)) for index in range(spy.count())]


def words_on(page: QWidget) -> str:
    return " ".join(part.text() for part in page.findChildren(QLabel) if part.isVisible())


def test_nothing_is_chosen_and_unanswered_stays_unanswered(page: RatingPage) -> None:
    spy, skipped = QSignalSpy(page.answered), QSignalSpy(page.skipped)
    assert page.cells.value is None
    assert not page.is_noted
    press(page, Key.Key_Return)
    assert (given(spy), skipped.count()) == ([], 1)


@pytest.mark.parametrize(
    ("key", "value"), [*((Key(Key.Key_0 + n), n) for n in range(10)), (Key.Key_T, 10)]
)
def test_one_key_rates_at_once_and_enter_leaves(page: RatingPage, key: Qt.Key, value: int) -> None:
    spy, left = QSignalSpy(page.answered), QSignalSpy(page.left)
    press(page, key)
    assert given(spy) == [(value, None, "")]
    press(page, Key.Key_Enter)
    assert given(spy) == [(value, None, "")], "it is on its way already"
    assert left.count() == 0, "and not noted yet"
    page.show_noted("Noted.", (value, None, ""))
    assert left.count() == (0 if value >= 8 else 1), "three points up open the stop page"


def test_it_can_be_changed_until_done_and_backspace_clears(page: RatingPage) -> None:
    spy = QSignalSpy(page.answered)
    press(page, Key.Key_7)
    press(page, Key.Key_4)
    assert page.cells.value == 4
    press(page, Key.Key_Backspace)
    assert page.cells.value is None
    press(page, Key.Key_3)
    press(page, Key.Key_Return)
    press(page, Key.Key_8)
    press(page, Key.Key_Return)
    values = [told[0] for told in given(spy)]
    assert values == [7, 4, None, 3], "each takes the place of the one before"


def test_the_same_digit_twice_and_a_double_click_note_once_and_stay(page: RatingPage) -> None:
    spy = QSignalSpy(page.answered)
    press(page, Key.Key_4)
    press(page, Key.Key_4)
    assert page.cells.value == 4
    cell = page.cells.cell(6)
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(cell, Qt.MouseButton.LeftButton)
    assert page.cells.value == 6
    assert [told[0] for told in given(spy)] == [4, 6]
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert page.cells.value is None, "a click of its own takes it back"


def test_what_was_answered_is_noted_when_it_is_all_on_disk_and_calls_for_no_stop(
    page: RatingPage,
) -> None:
    press(page, Key.Key_4)
    assert not page.is_noted
    page.show_noted("Noted 4 (before 5).", (4, None, ""))
    assert page.is_noted
    page.unwelcome.box("bruise").click()
    assert not page.is_noted
    page.show_noted("Noted 4 (before 5).", (4, ("bruise",), ""))
    assert page.is_noted
    page.unwelcome.box("numb_weak").click()
    page.show_noted("Noted 4 (before 5).", (4, ("bruise", "numb_weak"), ""))
    assert not page.is_noted, "the stop page has to come first"


def test_n_says_that_nothing_happened_and_takes_it_back(page: RatingPage) -> None:
    press(page, Key.Key_N)
    assert page.unwelcome.chosen == ("nothing",)
    press(page, Key.Key_N)
    assert page.unwelcome.chosen is None


def test_nothing_and_something_exclude_each_other(page: RatingPage) -> None:
    page.unwelcome.box("sore_spot").click()
    page.unwelcome.box("bruise").click()
    assert page.unwelcome.chosen == ("sore_spot", "bruise")
    page.unwelcome.box("nothing").click()
    assert page.unwelcome.chosen == ("nothing",)
    page.unwelcome.box("dizzy_faint").click()
    assert page.unwelcome.chosen == ("dizzy_faint",)


def test_the_eight_answers_stand_in_order_and_four_carry_the_sign(page: RatingPage) -> None:
    boxes = [page.unwelcome.box(choice.id) for choice in RULES.unwelcome]
    assert len(boxes) == 8
    places = [(box.mapTo(page, QPoint(0, 0)).y(), box.x()) for box in boxes]
    assert places == sorted(places)
    signed = [box.text() for box in boxes if box.accessibleDescription()]
    assert signed == [
        "Dizzy or faint",
        "Numb or weak",
        "Sharp or spreading pain",
        "New severe headache",
    ]


def test_nothing_is_called_noted_before_it_is(page: RatingPage) -> None:
    left = QSignalSpy(page.left)
    press(page, Key.Key_7)
    press(page, Key.Key_4)
    assert "oted" not in words_on(page)
    page.show_noted("Noted 7 (before 5).", (7, None, ""))
    assert "oted" not in words_on(page), "another one is on its way"
    page.show_noted("Noted 4 (before 5).", (4, None, ""))
    assert "Noted 4 (before 5)." in words_on(page)
    assert left.count() == 0
    press(page, Key.Key_Return)
    assert left.count() == 1, "no second page"


def test_what_was_not_saved_stands_and_can_be_tried_again(page: RatingPage) -> None:
    spy = QSignalSpy(page.answered)
    press(page, Key.Key_4)
    page.show_not_saved("Not saved: the disk is full.")
    assert "Not saved: the disk is full." in words_on(page)
    press(page, Key.Key_N)
    press(page, Key.Key_Return)
    page.show_not_saved("Not saved: the disk is full.")
    assert page.finish.text() == "Try again"
    press(page, Key.Key_Return)
    assert given(spy) == [(4, None, ""), *[(4, ("nothing",), "")] * 2]
    left = QSignalSpy(page.left)
    page.show_noted("Noted 4 (before 5).", (4, ("nothing",), ""))
    assert left.count() == 1


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "not-saved"])
def test_an_answer_with_the_sign_opens_the_stop_page_after_done(
    page: RatingPage, saved: bool
) -> None:
    spy = QSignalSpy(page.stop_page_wanted)
    page.unwelcome.box("severe_headache").click()
    page.unwelcome.box("dizzy_faint").click()
    page.unwelcome.box("bruise").click()
    assert spy.count() == 0
    press(page, Key.Key_Return)
    assert spy.count() == 0
    ticked = ("bruise", "dizzy_faint", "severe_headache")
    if saved:
        page.show_noted("Noted.", (None, ticked, ""))
    else:
        page.show_not_saved("Not saved: the disk is full.")
    assert given(spy) == [(["dizzy_faint", "severe_headache"],)]
    assert page.cells.value is None


def test_a_harmless_answer_opens_no_stop_page_and_is_said_back(page: RatingPage) -> None:
    spy = QSignalSpy(page.stop_page_wanted)
    page.unwelcome.box("bruise").click()
    press(page, Key.Key_Return)
    left = QSignalSpy(page.left)
    page.show_noted("Noted.", (None, ("bruise",), ""))
    assert (spy.count(), left.count()) == (0, 1)
    bruise = next(one for one in the_rules().unwelcome if one.id == "bruise")
    assert page.said_back == bruise.said
    assert bruise.said.startswith("Bruise noted. If it spreads")


def test_everything_that_can_be_ticked_but_nothing_is_said_back(page: RatingPage) -> None:
    for one in the_rules().unwelcome:
        assert bool(one.said) == (one.id != "nothing"), one.id
        assert one.said.count(".") >= 2 or not one.said


@pytest.mark.parametrize(
    ("before", "after", "warns"),
    [(5, 7, False), (5, 8, True), (0, 3, True), (8, 10, False), (7, 10, True), (None, 10, False)],
)
def test_three_higher_than_before_says_leave_it_for_today(
    qtbot: QtBot, before: int | None, after: int, warns: bool
) -> None:
    page = opened(qtbot, before)
    press(page, Key.Key_T if after == 10 else Key(Key.Key_0 + after))
    assert (HIGHER in words_on(page)) == warns
    if warns:
        press(page, Key.Key_Backspace)
        assert HIGHER not in words_on(page)
        press(page, Key.Key_T if after == 10 else Key(Key.Key_0 + after))
        page.unwelcome.box("numb_weak").click()
        page.show_noted("Noted.", (after, None, ""))
        wanted, done = QSignalSpy(page.stop_page_wanted), QSignalSpy(page.answered)
        QTest.mouseClick(page.stop_link, Qt.MouseButton.LeftButton)
        assert given(done) == [(after, ("numb_weak",), "")], "what was told is noted first"
        assert wanted.count() == 0
        page.show_noted("Noted.", (after, ("numb_weak",), ""))
        assert given(wanted) == [([PAIN_ROSE, "numb_weak"],)]


def test_skip_leaves_out_the_number_but_not_what_happened(page: RatingPage) -> None:
    skipped, done = QSignalSpy(page.skipped), QSignalSpy(page.answered)
    page.skip.click()
    assert (skipped.count(), done.count()) == (1, 0)
    press(page, Key.Key_4)
    page.unwelcome.box("bruise").click()
    page.skip.click()
    assert given(done) == [(4, None, ""), (None, ("bruise",), "")]
    assert skipped.count() == 1


def test_reopened_it_asks_with_what_was_given_and_hands_over_anew(page: RatingPage) -> None:
    page.add_note.click()
    page.note.setText("a slip")
    page.unwelcome.box("numb_weak").click()
    page.setFocus()
    press(page, Key.Key_8)
    press(page, Key.Key_Return)
    page.show_noted("Noted 8 (before 5).", (8, ("numb_weak",), "a slip"))
    done = QSignalSpy(page.answered)
    page.reopen()
    assert (page.cells.value, page.unwelcome.chosen) == (8, ("numb_weak",))
    assert page.note.isVisible()
    assert "takes the place of the first answer" in words_on(page)
    press(page, Key.Key_5)
    page.unwelcome.box("numb_weak").click()
    press(page, Key.Key_Return)
    assert given(done)[-1] == (5, None, "a slip")
    assert page.is_leaving


def test_reopened_and_unchanged_it_is_handed_over_once_more(page: RatingPage) -> None:
    done, left = QSignalSpy(page.answered), QSignalSpy(page.left)
    page.reopen()
    press(page, Key.Key_Return)
    assert given(done) == [(None, None, "")], "who only felt unwell by a slip takes the stop back"
    page.show_noted("Noted.", (None, None, ""))
    assert left.count() == 1


def test_taken_back_it_asks_again_without_a_number(page: RatingPage) -> None:
    press(page, Key.Key_4)
    page.unwelcome.box("bruise").click()
    press(page, Key.Key_Return)
    page.show_noted("Noted 4 (before 5).", (4, ("bruise",), ""))
    done = QSignalSpy(page.answered)
    page.take_up()
    assert (page.cells.value, page.unwelcome.chosen) == (None, ("bruise",))
    assert "Taken back." in words_on(page)
    assert done.count() == 0
    press(page, Key.Key_5)
    assert given(done) == [(5, ("bruise",), "")]


def test_reopened_and_emptied_it_hands_over_that_nothing_is_left(page: RatingPage) -> None:
    page.unwelcome.box("numb_weak").click()
    press(page, Key.Key_Return)
    page.show_noted("Noted.", (None, ("numb_weak",), ""))
    page.reopen()
    page.unwelcome.box("numb_weak").click()
    done, skipped = QSignalSpy(page.answered), QSignalSpy(page.skipped)
    page.skip.click()
    assert (given(done), skipped.count()) == ([(None, None, "")], 0)


def test_a_note_takes_letters_and_digits_and_goes_along(page: RatingPage) -> None:
    spy = QSignalSpy(page.answered)
    press(page, Key.Key_4)
    page.add_note.click()
    assert page.note.hasFocus()
    QTest.keyClicks(page.note, "not 7 but 9, T")
    assert page.cells.value == 4
    assert page.unwelcome.chosen is None
    press(page, Key.Key_Return)
    assert given(spy) == [(4, None, ""), (4, None, "not 7 but 9, T")]


def test_enter_on_another_button_presses_that_one(page: RatingPage) -> None:
    skipped, done = QSignalSpy(page.skipped), QSignalSpy(page.answered)
    page.skip.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Key.Key_Return)
    assert (skipped.count(), done.count()) == (1, 0)


def test_a_second_session_begins_empty(page: RatingPage) -> None:
    press(page, Key.Key_9)
    page.unwelcome.box("bruise").click()
    page.add_note.click()
    page.note.setText("x")
    press(page, Key.Key_Return)
    page.show_noted("Noted.", (9, ("bruise",), "x"))
    page.begin(None, 60, 60, 0, 0, RULES.unwelcome, RULES.pain_rise_stops)
    assert page.cells.value is None
    assert page.unwelcome.chosen is None
    assert (page.note.text(), page.note.isVisible()) == ("", False)
    assert "oted" not in words_on(page)
    spy = QSignalSpy(page.answered)
    press(page, Key.Key_2)
    press(page, Key.Key_Return)
    assert given(spy) == [(2, None, "")]


@pytest.mark.parametrize(
    ("pauses", "skipped", "words"),
    [
        (1, 0, "Pressed 9:42 of 9:30 planned. One pause, no steps skipped."),
        (0, 1, "Pressed 9:42 of 9:30 planned. No pauses, one step skipped."),
        (3, 2, "Pressed 9:42 of 9:30 planned. 3 pauses, 2 steps skipped."),
    ],
)
def test_the_line_about_the_session(pauses: int, skipped: int, words: str) -> None:
    assert session_summary(582, 570, pauses, skipped) == words


@pytest.mark.parametrize("before", [0, 5, 6, 10])
@pytest.mark.parametrize("size", [(1280, 764), (900, 564), (640, 500)], ids=str)
def test_before_stands_over_its_cell(qtbot: QtBot, before: int, size: tuple[int, int]) -> None:
    page = opened(qtbot, before, size)
    press(page, Key.Key_3)
    mark = next(w for w in page.findChildren(QWidget) if w.accessibleName() == f"Before: {before}")
    cell = page.cells.cell(before)
    assert mark.isVisible()
    assert abs(mark.geometry().center().x() - cell.geometry().center().x()) <= 1
    assert 0 <= cell.y() - mark.geometry().bottom() <= 8


@pytest.mark.parametrize("size", [(1280, 764), (900, 564), (640, 500)], ids=str)
def test_cells_and_done_are_in_view_at_any_size(qtbot: QtBot, size: tuple[int, int]) -> None:
    page = opened(qtbot, 7, size)
    assert (page.width(), page.height()) == size
    parts: list[QWidget] = [page.finish, page.skip, page.add_note]
    parts += [page.cells.cell(value) for value in range(11)]
    for part in parts:
        place = QRect(part.mapTo(page, QPoint(0, 0)), part.size())
        assert page.rect().contains(place), part
    assert page.cells.cell(0).height() == 80
    # nothing is wider than the page: it scrolls up and down only
    for box in (page.unwelcome.box(choice.id) for choice in RULES.unwelcome):
        assert box.mapTo(page, QPoint(box.width(), 0)).x() <= page.width()


def test_everything_has_a_name_and_nothing_ticks(page: RatingPage) -> None:
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
    assert page.cells.cell(4).accessibleName() == "Pain right now: 4"
    assert running(page) == []


@pytest.mark.parametrize("theme_name", ["light", "dim"])
def test_a_ticked_box_is_painted_ticked(page: RatingPage, theme_name: str) -> None:
    theme = load_theme(theme_name)
    dress(page, theme_name)
    page.set_theme(theme)
    box = page.unwelcome.box("bruise")
    spot = box.mapTo(page, QPoint(box.width() - 8, 10))
    assert page.grab().toImage().pixelColor(spot) == theme.colour("surface")
    box.click()
    assert page.grab().toImage().pixelColor(spot) == theme.colour("accentSoft")


def test_what_was_noted_moves_no_button(page: RatingPage) -> None:
    page.resize(900, 600)
    QApplication.processEvents()
    before = page.finish.mapTo(page, QPoint(0, 0))
    press(page, Qt.Key.Key_4)
    page.show_noted("Noted 4 (before 6).", (4, None, ""))
    QApplication.processEvents()
    assert page.outcome.isVisible()
    assert page.finish.mapTo(page, QPoint(0, 0)) == before
