"""Notes are found by their words, routines, places and points, live and by keys."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.journal import PressedPart, Rating, Unwelcome
from acutimer.core.note_search import folded, sought_words, those_holding
from acutimer.core.summaries import history
from acutimer.ui.history import table_part
from acutimer.ui.history.note_search import AT_ONCE, look
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.history.table_part import NONE_FOUND
from acutimer.ui.history.table_rows import table_rows
from acutimer.ui.history.words import CHANGE_HINT
from acutimer.ui.kit.theme import load_theme
from tests.ui.history.notes import TODAY, at, day, now, pair, session

Key = Qt.Key
POINTS = {"GB20": "Skull edge", "LI4": "Hand, thumb web"}


@pytest.mark.parametrize(
    ("note", "typed", "is_held"),
    [
        ("After the physio", "PHYSIO", True),
        ("Müde, caffè", "mude caffe", True),
        ("slept badly", "badly slept", True),
        ("slept badly", "slept well", False),
        ("Skull edge (GB20)", "gb20", True),
        ("Skull edge (GB20)", "skull-edge", True),
        ("风池", "风池", True),
        ("anything", "  ", True),
    ],
)
def test_a_note_holds_every_word_that_is_sought(note: str, typed: str, is_held: bool) -> None:
    notes = [folded(one) for one in ("", note)]
    assert (1 in those_holding(notes, sought_words(typed))) is is_held


@pytest.fixture
def notes() -> list[Rating]:
    return [
        *pair("s", at(3, 10), 7, 4),
        replace(now(2, at(3, 9)), note="After the physio"),
        replace(now(6, at(7)), places=("neck.right", "temple.right")),
        now(5, at(9)),
        replace(now(3, at(400)), note="Long ago, on the stairs"),
    ]


@pytest.fixture
def page(qtbot: QtBot, notes: list[Rating]) -> HistoryPage:
    pressed = replace(
        session("s", at(3, 10, 11)), parts=(PressedPart("GB20", "left", 60, 60),), note="at work"
    )
    noticed = Unwelcome("u", at(1), ("bruise",))
    made = HistoryPage(
        load_theme("light"), lambda: TODAY, QLocale("en_GB"), {"bruise": "Bruise"}, POINTS
    )
    qtbot.addWidget(made)
    made.span_wanted.connect(
        lambda first, last: made.show_content(
            replace(
                history(notes, [pressed], first, last, TODAY, unwelcome=[noticed]), began=day(400)
            )
        )
    )
    made.search_wanted.connect(
        lambda stretch: made.show_found(
            look(
                stretch,
                lambda first, last: history(
                    notes, [pressed], first, last, TODAY, unwelcome=[noticed]
                ),
                made.words,
            )
        )
    )
    made.resize(1192, 764)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def typed(page: HistoryPage, text: str) -> list[str]:
    """What the table shows once something is typed, by its notes."""
    page.find()
    page.table_part.field.setText(text)
    return [row.what for row in page.table.rows if not row.is_heading]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("physio", ["Rating"]),
        ("neck and should", ["Session"]),
        ("at WORK", ["Session"]),
        ("gb20", ["Session"]),
        ("skull", ["Session"]),
        ("thumb web", []),
        ("temple", ["Rating"]),
        ("neck", ["Session", "Rating"]),
        ("bruise", ["Noticed"]),
        ("28 may", ["Session", "Rating"]),
        ("thursday", ["Session", "Rating"]),
        ("stairs", ["Rating"]),
        ("2025", ["Rating"]),
        ("", ["Noticed", "Session", "Rating", "Rating", "Rating"]),
    ],
)
def test_notes_are_found_by_words_routine_place_point_and_day(
    page: HistoryPage, text: str, found: list[str]
) -> None:
    assert typed(page, text) == found
    part = page.table_part
    if text:
        assert part.count.text() == ("1 entry" if len(found) == 1 else f"{len(found)} entries")
    assert part.count.isVisible() == part.clear.isVisible() == bool(text)
    assert part.hint.text() == (CHANGE_HINT if found else NONE_FOUND)
    # only days with something found keep their heading, and each note stands below its own
    if text:
        headings = [row.day for row in page.table.rows if row.is_heading]
        assert headings == list(dict.fromkeys(row.day for row in page.table.rows))
        assert len(headings) == len({row.day for row in page.table.rows if not row.is_heading})


@pytest.mark.parametrize(
    "press",
    [
        lambda: QTest.keyClick(_window(), Key.Key_F, Qt.KeyboardModifier.ControlModifier),
        lambda: QTest.keyClick(_window(), Key.Key_Slash),
    ],
    ids=["Ctrl F", "slash"],
)
@pytest.mark.parametrize("form", ["plot", "table"])
def test_keys_search_find_clear_and_go_back(
    page: HistoryPage, press: Callable[[], None], form: str
) -> None:
    page.forms.button(form).click()
    (page.table if form == "table" else page.plot).setFocus()  # type: ignore[union-attr]
    press()
    part = page.table_part
    assert page.forms.key == "table"
    assert part.isVisible()
    assert part.field.hasFocus()
    QTest.keyClicks(part.field, "l/4 temple")
    assert part.field.text() == "l/4 temple", "letters are no commands there"
    QTest.keyClick(part.field, Key.Key_Home)
    assert part.field.cursorPosition() == 0
    QTest.keyClick(part.field, Key.Key_Escape)
    assert part.field.text() == ""
    assert part.field.hasFocus()
    QTest.keyClicks(part.field, "temple")
    QTest.keyClick(part.field, Key.Key_Return)
    assert page.table.hasFocus()
    assert page.table.rows[page.table.currentIndex().row()].where.startswith("Neck, right")
    press()
    assert part.field.selectedText() == "temple"
    QTest.keyClick(part.field, Key.Key_Escape)
    QTest.keyClick(part.field, Key.Key_Escape)
    assert page.table.hasFocus()


def _window() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_what_is_found_is_announced_and_clear_is_a_button(
    page: HistoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(table_part, "announce", lambda _, sentence: told.append(sentence))
    typed(page, "physio")
    part = page.table_part
    assert part.clear.accessibleName() == "Clear the search"
    part.clear.setFocus()
    QTest.keyClick(part.clear, Key.Key_Space)
    assert told == ["1 entry", "5 entries"]
    assert part.field.hasFocus()


def test_the_chosen_note_stays_chosen_while_it_is_found(page: HistoryPage) -> None:
    typed(page, "")
    at_row = next(n for n, row in enumerate(page.table.rows) if row.note == "After the physio")
    page.table.selectRow(at_row)
    typed(page, "physio")
    assert page.table.rows[page.table.currentIndex().row()].note == "After the physio"


def test_searching_sums_nothing_up_anew_and_lasts_while_days_change(page: HistoryPage) -> None:
    said, shown = page.opening.sentence.text(), page.shown
    assert typed(page, "physio") == ["Rating"]
    assert page.opening.sentence.text() == said
    assert page.shown is shown
    page.spans.button("14").click()
    page.settle()
    assert [row.note for row in page.table.rows if not row.is_heading] == ["After the physio"]
    assert page.table_part.count.text() == "1 entry"


def test_a_note_changed_meanwhile_is_found_as_it_is_now(
    page: HistoryPage, notes: list[Rating]
) -> None:
    assert typed(page, "ladder") == []
    notes[-1] = replace(notes[-1], note="on a ladder")
    notes.append(replace(now(3, at(1)), note="a ladder again"))
    page.ask_again()
    found = [row.note for row in page.table.rows if not row.is_heading]
    assert found == ["a ladder again", "on a ladder"]
    # with the keyboard on a note of long ago, it is there until that one was found once more
    page.table.selectRow(len(page.table.rows) - 1)
    notes[0] = replace(notes[0], note="before the ladder")
    page.ask_again()
    assert page.table.rows[page.table.currentIndex().row()].note == "on a ladder"
    assert page.table_part.count.text() == "3 entries"
    del notes[-1]
    notes[0] = replace(notes[0], note="")
    notes[-1] = replace(notes[-1], note="on the stairs again")
    page.ask_again()
    assert page.table.rows == []
    assert page.table_part.hint.text() == NONE_FOUND
    assert len(typed(page, "")) == 5


def test_no_row_of_a_search_is_another_day(page: HistoryPage) -> None:
    typed(page, "neck")
    days = [row.day for row in page.table.rows]
    assert days == [day(3), day(3), day(7), day(7)]


def test_what_is_found_in_stretches_is_what_all_days_hold_and_more_comes_when_wanted(
    page: HistoryPage, notes: list[Rating]
) -> None:
    rng = random.Random(16)
    for _ in range(3 * AT_ONCE):
        when = at(rng.randrange(3000), rng.randrange(24), rng.randrange(60))
        notes.append(replace(now(rng.randint(0, 10), when), note=rng.choice(("ache", "calm"))))
    for nth in range(300):  # round midnight too, where the two are of different days
        notes += pair(f"night {nth}", at(rng.randrange(3000), 23, 55), 5, 4)
    began = at(3000).date()
    notes = [note for note in notes if note.session != "s"]
    whole = history(notes, [], began, TODAY, TODAY, noted_before=True)
    wanted = [row for row in table_rows(whole, page.words) if not row.is_heading]
    page.day_forms.table_part.take_ever(began, TODAY)
    for words, rows in (
        ("ache", [row for row in wanted if row.note == "ache"]),
        ("warm", [row for row in wanted if row.what == "Before, after"]),
    ):
        found = typed(page, words)
        part = page.table_part
        while part.further.isVisible():
            assert len(found) >= AT_ONCE
            assert part.count.text() == f"{len(found)} entries so far"
            part.further.click()
            found = [row.what for row in page.table.rows if not row.is_heading]
        shown = [row for row in page.table.rows if not row.is_heading]
        assert [row for row in shown if row.session is None] == rows
