"""The editor's page by itself: its controls, its limits, and that nothing is cut at any width."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QLineF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QPushButton
from pytestqt.qtbot import QtBot

from acutimer.core.commands import keys_at
from acutimer.core.drafting import Draft, draft_of
from acutimer.core.points import Side, StepKind
from acutimer.core.routines import Routine, Step
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.markers import _REACH, MarkerState
from acutimer.ui.kit.pieces import typed
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.routine_editor.length_box import LengthBox
from acutimer.ui.routine_editor.page import RoutineEditor
from acutimer.ui.routine_editor.undo_bar import SHOWN_MS, UndoBar
from tests.core.shipped import atlas, built, routine
from tests.ui.keys_stage import bound
from tests.ui.pages_stage import SIZES, cut, settle, shown
from tests.ui.pages_stage import text_size as text_size

Key = Qt.Key
GB20 = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}
GB21 = {"kind": "hold", "point": "GB21", "side": "in_turn", "seconds": 90, "own": True}
LI4 = {"kind": "presses", "point": "LI4", "side": "in_turn"}
BL10 = {"kind": "hold", "point": "BL10", "side": "both", "seconds": 60, "own": True}
BL11 = {"kind": "hold", "point": "BL11", "side": "both", "seconds": 60, "own": True}
OWN_CARE = {"kind": "care", "care": "Roll the shoulders back", "seconds": 62}


@pytest.fixture
def page(qtbot: QtBot) -> RoutineEditor:
    theme = load_theme("light")
    made = RoutineEditor(atlas(), theme, AtlasView(theme))
    shown(qtbot, made)
    made.open(draft_of(built(GB20, GB21, LI4, OWN_CARE), is_saved=True))
    settle(made)
    return made


def draft(page: RoutineEditor) -> Draft:
    found = page.draft
    assert found is not None
    return found


def step(page: RoutineEditor) -> Step:
    found = draft(page).step
    assert found is not None
    return found


def choose(page: RoutineEditor, index: int) -> None:
    page.column.steps.setCurrentRow(index)
    settle(page)


# --- length -------------------------------------------------------------------------------------


@pytest.fixture
def box(qtbot: QtBot) -> LengthBox:
    made = LengthBox("Time")
    shown(qtbot, made, (300, 60))
    made.show_value(60, 5, 180)
    return made


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("1:30", 90), ("90", 90), ("0:45", 45), ("9:59", 180), ("2", 5), ("abc", 60), ("", 60)],
)
def test_a_length_is_typed_as_minutes_or_seconds_and_kept_within_its_limits(
    box: LengthBox, typed: str, seconds: int
) -> None:
    box.field.setFocus()
    box.field.selectAll()
    QTest.keyClick(box.field, Key.Key_Delete)
    QTest.keyClicks(box.field, typed)
    box.more.setFocus()
    assert box.field.value() == seconds


def test_less_and_more_go_to_whole_fives_and_end_at_the_limits(
    box: LengthBox, qtbot: QtBot
) -> None:
    told: list[int] = []
    box.show_value(62, 5, 70)
    box.chosen.connect(told.append)
    box.more.click()
    box.more.click()
    assert told == [65, 70]
    assert not box.more.isEnabled()
    box.show_value(62, 5, 70)
    box.less.click()
    assert told == [65, 70, 60]


# --- the form -----------------------------------------------------------------------------------


def test_a_step_shows_only_what_its_point_can(page: RoutineEditor) -> None:
    form = page.form
    choose(page, 1)
    assert form.title().text() == "Step 2: Top of the shoulder, left then right"
    assert form.side.isVisible()
    assert form.side.key == "in_turn"
    assert form.length.field.accessibleName() == "Time for each side"
    assert form._limit.text() == "The article says 3:00. The longest allowed is 3:00."
    assert not form.presses.isVisible()
    choose(page, 2)
    assert not form.side.isVisible()  # both hands cannot press each other
    assert form.no_both.key == "in_turn"
    assert form.presses.field.value() == 30
    choose(page, 3)
    assert not form.side.isVisible()
    assert not form.no_both.isVisible()
    assert form.care_words.text() == "Roll the shoulders back"


def test_what_is_set_in_the_form_is_in_the_draft(page: RoutineEditor) -> None:
    choose(page, 1)
    form = page.form
    form.side.button("left").click()
    form.kind.button("circles").click()
    form.length.less.click()
    form.wait.click()
    form.lead_in.setCurrentIndex(form.lead_in.findData(10))
    form.lead_in.activated.emit(form.lead_in.currentIndex())
    form.note.setPlainText("  Let the shoulder\ndrop first. ")
    found = step(page)
    assert (found.side, found.kind, found.seconds) == (Side.LEFT, StepKind.CIRCLES, 85)
    assert (found.wait, found.lead_in, found.note) == (True, 10, "Let the shoulder drop first.")
    assert found.own
    form.lead_in.setCurrentIndex(form.lead_in.findData(5))
    form.lead_in.activated.emit(form.lead_in.currentIndex())
    assert step(page).lead_in is None


def test_strokes_ask_for_the_seconds_of_each_and_never_for_fast_ones(page: RoutineEditor) -> None:
    choose(page, 0)
    form = page.form
    assert not form.stroke.isVisible()
    form.kind.button("strokes").click()
    settle(page)
    assert (step(page).kind, step(page).stroke, step(page).own) == (StepKind.STROKES, 5, False)
    assert form.stroke.isVisible()
    assert not form.presses.isVisible()
    assert form.stroke.field.accessibleName() == "Seconds for each stroke"
    assert form._limit.text() == "acutimer says 0:30 to 1:00. The longest allowed is 3:00."
    form.stroke.less.click()
    assert step(page).stroke == 4
    assert not form.stroke.less.isEnabled()
    settle(page)
    row = page.column.steps.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "both sides, strokes, 1:00" in row
    form.stroke.field.setValue(30)
    assert step(page).stroke == 12
    form.kind.button("hold").click()
    assert (step(page).kind, step(page).stroke) == (StepKind.HOLD, None)


def test_a_movement_can_be_another_or_in_own_words(page: RoutineEditor) -> None:
    choose(page, 3)
    care = page.form.care
    care.setCurrentIndex(care.findData("rest"))
    care.activated.emit(care.currentIndex())
    assert step(page).care == "rest"
    assert not page.form.care_words.isVisible()
    care.setCurrentIndex(care.findData("own"))
    care.activated.emit(care.currentIndex())
    assert page.form.care_words.isVisible()
    QTest.keyClicks(page.form.care_words, "Look far away")
    assert step(page).care == "Look far away"


def test_the_longest_allowed_counts_the_other_steps_of_that_point(page: RoutineEditor) -> None:
    choose(page, 0)
    page.form.duplicate.click()
    assert page.form._limit.text().endswith("The longest allowed is 2:00.")
    page.form.length.field.setValue(400)
    assert step(page).seconds == 120


# --- steps, findings, undo ----------------------------------------------------------------------


def test_rows_say_all_to_a_screen_reader(page: RoutineEditor) -> None:
    items = [page.column.steps.item(index) for index in range(4)]
    assert [one.data(Qt.ItemDataRole.AccessibleTextRole) for one in items] == [
        "Step 1 of 4, Skull edge, both sides, hold, 1:00",
        "Step 2 of 4, Top of the shoulder, left then right, hold, 3:00",
        "Step 3 of 4, Hand, thumb web, left then right, presses, 2:00",
        "Step 4 of 4, Roll the shoulders back, 1:02",
    ]
    notes = items[2].data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert notes == ("Top of the shoulder (GB21) and Hand, thumb web (LI4) follow each other.")
    assert page.column.total.text() == "4 steps · 7:27 in all · the hand changes 3 times"


def test_a_finding_leads_to_its_step_and_stands_there_with_its_reason(page: RoutineEditor) -> None:
    links = page.column.findings.findChildren(QPushButton)
    link = next(one for one in links if "follow each other" in one.accessibleName())
    link.click()
    assert draft(page).chosen == 2
    (box,) = (
        one
        for one in page.form.findings.findChildren(QFrame)
        if page.form.findings._below.indexOf(one) >= 0
    )
    assert "can leave soreness" in box.accessibleName()


def test_the_map_numbers_steps_as_the_list_does_and_a_click_chooses(page: RoutineEditor) -> None:
    choose(page, 1)
    looks = {(look.code, look.side): look for look in page.map.body._looks}
    assert looks["GB21", "left"].state is MarkerState.SELECTED_IN_ROUTINE
    assert looks["GB21", "right"].number == "2"
    assert looks["GB20", "left"].state is MarkerState.IN_ROUTINE
    assert looks["BL11", "left"].description == "adds it to the routine"
    assert looks["TE17", "left"].state is MarkerState.REFERENCE
    page.map.point_chosen.emit("GB20", "left")
    assert draft(page).chosen == 0
    assert len(draft(page).routine.steps) == 4
    page.map.point_chosen.emit("BL11", "left")
    assert [one.point for one in draft(page).routine.steps][:2] == ["GB20", "BL11"]


def test_choosing_a_step_shows_its_point(page: RoutineEditor) -> None:
    choose(page, 2)
    assert page.map.views.currentData() == "hand"
    choose(page, 0)
    assert page.map.views.currentData() == "nape"


def test_the_menus_add_points_and_movements(page: RoutineEditor) -> None:
    page.column.add_movement.click()
    menu = page.column._menu
    assert menu is not None
    assert [one.text() for one in menu.actions()][:2] == ["Slow head turns", "Rest the hands"]
    menu.actions()[1].trigger()
    menu.close()
    page.column.add_point.click()
    points = page.column._menu
    assert points is not None
    assert all("TE17" not in one.text() for one in points.actions())
    points.actions()[0].trigger()
    points.close()
    assert [one.point or one.care for one in draft(page).routine.steps][:3] == (
        ["GB20", "rest", "GB20"]
    )


def test_mirroring_is_one_click_and_one_undo(page: RoutineEditor) -> None:
    page.column.mirror.click()
    assert page.column.undo_bar.words.startswith("No step presses one side alone")
    choose(page, 1)
    page.form.side.button("left").click()
    page.column.mirror.click()
    assert step(page).side is Side.RIGHT
    page.undo()
    assert step(page).side is Side.LEFT


def test_undo_belongs_to_what_is_shown(page: RoutineEditor) -> None:
    page.column.about.author.setText("A physio")
    page.column.about.author.setModified(True)
    page.remove_step()
    assert len(draft(page).routine.steps) == 3
    page.column.about_button.click()
    settle(page)
    page.undo()
    assert (draft(page).routine.author, len(draft(page).routine.steps)) == ("", 3)
    page.undo()
    assert len(draft(page).routine.steps) == 3, "no step comes or goes unseen"
    assert page.column.undo_bar.words == "There is nothing to undo."
    page.redo()
    assert draft(page).routine.author == "A physio"
    page.column.about_button.click()
    settle(page)
    page.undo()
    assert (draft(page).routine.author, len(draft(page).routine.steps)) == ("A physio", 4)


def test_the_bar_brings_back_the_step_it_names_and_shows_it(page: RoutineEditor) -> None:
    page.remove_step()
    page.column.about_button.click()
    page.column.about.author.setText("A physio")
    page.column.about.author.setModified(True)
    page.column.undo_bar.undo_asked.emit()
    settle(page)
    assert not page.column.shows_about
    assert (draft(page).routine.author, len(draft(page).routine.steps)) == ("A physio", 4)


def test_the_undo_bar_leaves_after_eight_seconds(qtbot: QtBot) -> None:
    bar = UndoBar()
    shown(qtbot, bar, (400, 60))
    bar.say("GB20 was removed.", can_undo=True)
    assert bar.undo.isVisible()
    assert bar.undo.accessibleName() == "Undo: GB20 was removed."
    assert SHOWN_MS == bar._leaves.interval() == 8000
    assert bar._leaves.isActive()
    bar._leaves.timeout.emit()
    assert bar.words == ""


def test_the_list_leaves_letters_to_the_window(page: RoutineEditor) -> None:
    steps = page.column.steps
    steps.setFocus()
    steps.setCurrentRow(0)
    QTest.keyClick(steps, Key.Key_G)
    assert steps.currentRow() == 0
    QTest.keyClick(steps, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert draft(page).chosen == 0
    QTest.keyClick(steps, Key.Key_End)
    QTest.keyClick(steps, Key.Key_Backspace)
    assert len(draft(page).routine.steps) == 3


def test_the_page_binds_what_is_listed_for_it(page: RoutineEditor) -> None:
    assert bound(page) == set(keys_at("editor"))


def test_about_keeps_author_cautions_and_sources(page: RoutineEditor) -> None:
    page.column.about_button.click()
    about = page.column.about
    QTest.keyClicks(about.author, "A. Example")
    about.cautions.setPlainText("Sit down for it.\n\n Stop when dizzy. ")
    found = draft(page).routine
    assert found.author == "A. Example"
    assert found.cautions == ("Sit down for it.", "Stop when dizzy.")


def test_without_a_name_or_steps_nothing_is_asked_for(page: RoutineEditor, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.save_asked.connect(lambda: asked.append("save"))
    page.try_asked.connect(lambda: asked.append("try"))
    page.column.name.selectAll()
    QTest.keyClick(page.column.name, Key.Key_Delete)
    page.column.save.click()
    assert page.column.undo_bar.words == "A routine needs a name."
    page.open(draft_of(Routine("x", "X", "", ()), is_saved=False))
    page.column.attempt.click()
    assert page.column.undo_bar.words == "A routine needs at least one step."
    assert asked == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["light", "dim"])
def test_nothing_is_cut(page: RoutineEditor, size: tuple[int, int], theme: str) -> None:
    page.set_theme(load_theme(theme))
    page.resize(*size)
    for index in range(4):
        choose(page, index)
        assert cut(page) == []
    page.column.about_button.click()
    settle(page)
    assert cut(page) == []


def scrollers(page: RoutineEditor) -> list[QAbstractScrollArea]:
    """What scrolls in the column of the steps."""
    areas = page.column.findChildren(QAbstractScrollArea)
    return [one for one in areas if one.isVisible() and one.verticalScrollBar().maximum()]


def in_sight(page: RoutineEditor, index: int) -> bool:
    steps, area = page.column.steps, page.column._scroller.viewport()
    middle = steps.visualItemRect(steps.item(index)).center()
    return area.rect().contains(steps.viewport().mapTo(area, middle))


def test_a_long_routine_scrolls_with_all_that_is_round_it(page: RoutineEditor) -> None:
    long = replace(routine("article-whole"), steps=routine("acupressure-mat").steps * 20)
    page.open(draft_of(long, is_saved=True))
    settle(page)
    steps = page.column.steps
    steps.setFocus()
    last = steps.count() - 1
    assert not in_sight(page, last)
    QTest.keyClick(steps, Key.Key_End)
    settle(page)
    assert in_sight(page, last)
    assert scrollers(page) == [page.column._scroller]
    assert page.column.save.isVisible()
    page.form.duplicate.click()
    settle(page)
    assert in_sight(page, last + 1)


def test_what_is_good_to_know_is_one_click_away(page: RoutineEditor) -> None:
    page.resize(900, 564)
    settle(page)
    column = page.column
    assert column.to_know.text() == "4 things to know"
    column.to_know.click()
    settle(page)
    link = column.findings.findChildren(QPushButton)[0]
    assert link.hasFocus()
    assert not link.visibleRegion().isEmpty()


@pytest.mark.parametrize(("spare", "drawn"), [((0, 0), 0), ((-1, 0), 1), ((-1, -1), None)])
def test_the_words_of_a_row_shorten_or_wrap(
    page: RoutineEditor,
    monkeypatch: pytest.MonkeyPatch,
    spare: tuple[int, int],
    drawn: int | None,
) -> None:
    delegate = page.column.steps._delegate
    in_one_line: list[str] = []
    monkeypatch.setattr(delegate, "_text", lambda _p, text, *_: in_one_line.append(text))
    texts = ("left then right, presses", "in turn, presses")
    widths = [QFontMetrics(typed("body")).horizontalAdvance(text) for text in texts]
    width = widths[0] if spare[0] == 0 else widths[1] + spare[1]
    painter = QPainter(picture := QPixmap(300, 60))
    delegate._wrapped(painter, texts, QRect(0, 0, width, 60), QColor("black"))
    painter.end()
    assert picture.width() == 300
    assert in_one_line == ([] if drawn is None else [texts[drawn]])


# --- the map ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1152, 764), (812, 564)], ids=str)
def test_no_marker_of_the_routine_lies_on_another_and_no_pill_on_a_marker(
    page: RoutineEditor, size: tuple[int, int]
) -> None:
    page.open(draft_of(built(GB20, BL10, GB21, BL11), is_saved=True))
    page.resize(*size)
    choose(page, 1)
    page._room._tabs.choose("map")
    page._room._show_tab()
    settle(page)
    body = page.map.body
    layout = body._layout
    assert layout is not None
    # each point of the routine in this view is named beside its marker, and under no marker
    assert {pill.wish.key for pill in layout.pills} == {
        spot.look.key for spot in layout.spots if spot.look.number
    }
    assert {pill.wish.text for pill in layout.pills} == {
        "Skull edge", "Nape", "Top of the shoulder", "Beside the spine",
    }  # fmt: skip
    for pill, spot in itertools.product(layout.pills, layout.spots):
        if spot.look.state is not MarkerState.LANDMARK:
            assert not pill.box.contains(spot.centre), (pill.wish.text, spot.look.key)
    numbered = [spot for spot in layout.spots if spot.look.number]
    assert len(numbered) == 8
    for one, other in itertools.combinations(numbered, 2):
        apart = QLineF(one.centre, other.centre).length()
        reach = sum(_REACH[spot.look.state] for spot in (one, other)) * body._scale
        assert apart >= reach, (one.look.key, other.look.key)


def test_the_body_stands_in_the_middle_and_as_wide_as_its_column(page: RoutineEditor) -> None:
    page.resize(1192, 764)
    settle(page)
    body = page.map.body
    assert page.map.width() >= 399
    assert body._layout is not None
    assert body._layout.picture.width() >= page.map.width() - 4
    above = body.y() - page.map.views.geometry().bottom()
    assert abs(above - (page.map.height() - body.geometry().bottom())) <= 40


def test_a_marker_with_the_keyboard_is_named(page: RoutineEditor) -> None:
    body = page.map.body
    assert body._layout is not None
    page.resize(812, 564)
    settle(page)
    page._room._tabs.choose("map")
    page._room._show_tab()
    settle(page)
    page.column.steps.setFocus()
    named = lambda: {pill.wish.text for pill in body._layout.pills}  # noqa: E731
    assert named() == {"Skull edge", "Top of the shoulder"}, "those of the routine"
    assert body.focus_point("BL11", "left")
    body._row.ringed = True
    body._rearrange()
    assert named() == {"Skull edge", "Top of the shoulder", "Beside the spine"}


# --- what cannot be saved yet -------------------------------------------------------------------


def test_a_step_in_own_words_waits_for_them_and_says_so(page: RoutineEditor) -> None:
    asked: list[str] = []
    page.save_asked.connect(lambda: asked.append("save"))
    page.column.add_movement.click()
    menu = page.column._menu
    assert menu is not None
    next(one for one in menu.actions() if one.text() == "In my own words").trigger()
    menu.close()
    settle(page)
    form = page.form
    assert form.care_words.text() == ""
    assert form.care_words.placeholderText() == "Roll the shoulders back"
    assert form._wordless.isVisible()
    assert not form.note.isVisible()
    choose(page, 0)
    page.column.save.click()
    assert asked == []
    assert page.column.undo_bar.words == "Step 2 has no words yet: write what to do."
    assert draft(page).chosen == 1
    QTest.keyClicks(form.care_words, "Look far away")
    page.column.save.click()
    assert asked == ["save"]
    assert not form._wordless.isVisible()
    assert step(page).care == "Look far away"


def test_a_note_that_is_there_is_never_hidden(page: RoutineEditor) -> None:
    page.open(draft_of(built({**OWN_CARE, "note": "Slowly."}), is_saved=True))
    settle(page)
    assert page.form.note.isVisible()
    page.form.care.setCurrentIndex(page.form.care.findData("rest"))
    page.form.care.activated.emit(page.form.care.currentIndex())
    assert page.form.note.isVisible()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("4:30", "The longest allowed is 3:00."),
        ("2", "The shortest allowed is 0:05."),
    ],
)
def test_a_length_that_was_drawn_in_says_so_until_one_goes_on(
    page: RoutineEditor, typed: str, words: str
) -> None:
    choose(page, 0)
    length, limit = page.form.length, page.form._limit
    calm = limit.text()
    length.field.setFocus()
    length.field.selectAll()
    QTest.keyClicks(length.field, typed)
    length.less.setFocus()
    assert (limit.text(), limit.property("kind")) == (words, "nowWord")
    length.field.stepBy(1)
    length.less.click()
    assert (limit.text(), limit.property("kind")) == (calm, "secondary")


def test_what_is_typed_as_a_length_is_in_the_draft_that_is_saved(page: RoutineEditor) -> None:
    choose(page, 0)
    field = page.form.length.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0:40")
    QTest.keyClick(field, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert step(page).seconds == 40


def test_save_shows_its_key(page: RoutineEditor) -> None:
    assert page.column.save._cap == "Ctrl S"


def test_a_side_chosen_in_the_form_turns_the_side_view(page: RoutineEditor) -> None:
    choose(page, 0)
    page.map.show_view("side")
    page.form.side.button("right").click()
    assert page.map.body.view_id() == "side_right"
    page.form.side.button("both").click()
    assert page.map.body.view_id() == "side_right", "both sides leave the picture as it is"
    page.form.side.button("left").click()
    assert page.map.body.view_id() == "side"
    page.map.show_view("nape")
    page.form.side.button("right").click()
    assert page.map.body.view_id() == "nape"


def test_only_views_that_hold_a_point_are_listed(page: RoutineEditor) -> None:
    views = page.map.views
    listed = lambda: [views.itemData(index) for index in range(views.count())]  # noqa: E731
    assert {"nape", "side", "face", "hand"} <= set(listed())
    assert "leg" not in listed(), "no point of the article lies there"
    page.map.show_view("leg")
    assert "leg" in listed(), "what is in view is listed"
    assert views.currentData() == "leg"
    page.map.show_view("nape")
    assert "leg" not in listed()
