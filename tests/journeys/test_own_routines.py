"""A routine of one's own in the real window: written, moved, saved, tried, shared, taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from acutimer.app.file_dialogs import dialog_options
from acutimer.core.composing import YOUR_POINTS
from acutimer.core.drafting import NEW_ID
from acutimer.core.points import Side
from acutimer.core.routine_lint import findings_of
from acutimer.core.safety import Answer
from acutimer.places import places_for
from acutimer.storage.resource_files import load_routine_file, load_routines
from acutimer.ui.routine_editor.page import RoutineEditor
from tests.journeys.conftest import Journey
from tests.journeys.hands import CTRL, Hands, Key

Start = Callable[..., Journey]
ALT = Qt.KeyboardModifier.AltModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton
GIFT = """schema = 1
id = "desk-pause"
name = "From the practice"
author = "A. Example"

[[steps]]
kind = "hold"
point = "GB21"
side = "in_turn"
seconds = 90
own = true
"""


def editor(day: Journey) -> RoutineEditor:
    page = day.app.editing.page.built
    assert page is not None
    return page


def begin(journey: Start, **answers: Answer) -> Journey:
    day = journey(**answers)
    day.app.window.resize(1280, 800)
    day.app.editing.write_new()
    day.settle()
    return day


def click_marker(day: Journey, code: str, side: str) -> None:
    body = editor(day).map.body
    assert body._layout is not None
    spot = next(s for s in body._layout.spots if (s.look.code, s.look.side) == (code, side))
    QTest.mouseClick(body, LEFT_BUTTON, pos=spot.centre.toPoint())
    day.settle()


def order(day: Journey) -> list[str]:
    draft = editor(day).draft
    assert draft is not None
    return [step.point or step.care or "" for step in draft.routine.steps]


def spoken(day: Journey) -> list[str]:
    steps = editor(day).column.steps
    role = Qt.ItemDataRole.AccessibleTextRole
    return [steps.item(index).data(role) for index in range(steps.count())]


def drag(day: Journey, start: int, to: int) -> None:
    """Let a step go just below another, as the mouse would."""
    steps = editor(day).column.steps
    steps.setCurrentRow(start)
    mime = steps.model().mimeData(steps.selectedIndexes())
    at = QPointF(steps.visualItemRect(steps.item(to)).bottomLeft())
    none = Qt.KeyboardModifier.NoModifier
    steps.dropEvent(QDropEvent(at, Qt.DropAction.MoveAction, mime, LEFT_BUTTON, none))
    day.settle()


def drop_on_window(day: Journey, *paths: Path | QUrl) -> bool:
    """Drag files onto the window and let them go; gives whether it would have them."""
    mime = QMimeData()
    mime.setUrls([p if isinstance(p, QUrl) else QUrl.fromLocalFile(str(p)) for p in paths])
    window, move = day.app.window, Qt.DropAction.CopyAction
    middle, none = window.rect().center(), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(middle, move, mime, LEFT_BUTTON, none)
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), move, mime, LEFT_BUTTON, none))
    QTest.qWait(1)
    day.settle()
    return True


def press_notice(day: Journey, key: str, words: str) -> None:
    """Press a button of a notice."""
    buttons = day.app.window.notices._notices[key].findChildren(QPushButton)
    next(one for one in buttons if one.text() == words).click()
    day.settle()


def test_a_routine_is_written_by_mouse_and_keys_saved_and_started(journey: Start) -> None:
    day = begin(journey)
    hands, page = Hands(day), editor(day)
    page.column.name.selectAll()
    QTest.keyClicks(page.column.name, "From my physio")
    click_marker(day, "GB20", "left")
    click_marker(day, "GB21", "right")
    click_marker(day, "BL10", "left")
    assert order(day) == ["GB20", "GB21", "BL10"]

    page.column.care_asked.emit("head_turns")
    page.column.steps.setFocus()
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Down, held=ALT)
    assert order(day) == ["GB21", "GB20", "BL10", "head_turns"]
    drag(day, 2, 0)
    assert order(day) == ["GB21", "BL10", "GB20", "head_turns"]
    drag(day, 1, 3)
    assert order(day) == ["GB21", "GB20", "head_turns", "BL10"]
    drag(day, 3, 1)
    assert spoken(day)[2] == "Step 3 of 4, Nape, both sides, hold, 1:00"

    hands.press(Key.Key_Delete)
    assert order(day) == ["GB21", "GB20", "head_turns"]
    assert page.column.undo_bar.words == "Nape was removed."
    hands.press(Key.Key_Z, held=CTRL)
    assert order(day) == ["GB21", "GB20", "BL10", "head_turns"]
    assert page.column.unsaved.isVisible()

    hands.press(Key.Key_S, held=CTRL)
    assert not page.column.unsaved.isVisible()
    (path,) = day.places.routines.iterdir()
    assert path.name == "from-my-physio.toml"
    atlas = day.app.content.atlas
    written = load_routine_file(path, atlas)
    assert written.name == "From my physio"
    assert written.date == day.clock.now().date().isoformat()
    assert findings_of(written, atlas, day.app.gate.verdict()) == ()

    day.app.show_page("press")
    day.settle()
    offer = day.app.press.chooser.offer
    assert offer is not None
    assert offer.routine == written
    assert "draft" not in day.app.window.notices.keys()
    day.app.press.chooser.ask_start()
    day.settle()
    assert day.app.runner.is_running
    day.let_pass(10)
    assert day.app.window.windowTitle() == "From my physio"


def test_a_draft_is_kept_when_the_page_is_left(journey: Start) -> None:
    day = begin(journey)
    click_marker(day, "GB21", "left")
    editor(day).form.note.setPlainText("Let the shoulder drop first.")
    day.app.window.page_asked.emit("history")
    day.settle()
    assert day.app.window.page == "history"
    (sentence,) = day.app.window.notices.sentences()
    assert sentence == "My routine is not saved yet. It stays as you left it."
    day.app.editing.write_new()
    draft = editor(day).draft
    assert draft is not None
    assert [step.note for step in draft.routine.steps] == ["Let the shoulder drop first."]
    assert not [*day.places.routines.glob("*.toml")]  # its draft may be kept there already


def test_a_shipped_routine_is_never_changed_only_copied(journey: Start) -> None:
    day = journey()
    day.app.editing.edit("desk-pause")
    day.settle()
    assert editor(day).column.name.text() == "Desk pause (mine)"
    editor(day).remove_step()
    assert day.app.editing.save()
    names = {routine.id: len(routine.steps) for routine in day.app.content.routines}
    assert names["desk-pause"] == 3
    assert names["desk-pause-mine"] == 2


def test_trying_passes_the_safety_answers_like_any_start(journey: Start) -> None:
    day = begin(journey, neck=Answer.YES)
    for code in ("GB21", "GB14"):
        editor(day).column.point_asked.emit(code)
    assert any(one.code == "switched_off" for one in editor(day)._findings)
    editor(day).column.attempt.click()
    day.settle()
    state = day.app.runner.state
    assert state is not None
    assert [step.point for step in state.routine.steps] == ["GB14"]


def led_lengths(day: Journey) -> list[int]:
    state = day.app.runner.state
    assert state is not None
    return [step.seconds for step in state.routine.steps]


def test_what_is_written_counts_and_not_a_length_kept_of_the_step_before(journey: Start) -> None:
    day = begin(journey)
    app, page = day.app, editor(day)
    page.column.point_asked.emit("GB21")
    assert app.editing.save()
    kept = {"my-routine/1/GB21.hold": 100, "other/1/GB21.hold": 50}
    app.choices.choose(app.choices.now._replace(step_lengths=kept))
    page.form.length.field.setValue(60)
    page.column.attempt.click()
    assert led_lengths(day) == [60]
    app.runner.stop()
    day.settle()
    assert app.choices.now.step_lengths == kept  # the file's step is as it was
    assert app.editing.save()
    assert app.choices.now.step_lengths == {"other/1/GB21.hold": 50}


def test_trying_without_an_answer_asks_first(journey: Start) -> None:
    day = journey(answered=False)
    day.app.editing.write_new()
    editor(day).column.point_asked.emit("GB21")
    editor(day).column.attempt.click()
    day.settle()
    assert day.app.window.page == "safety"
    assert not day.app.runner.is_running


def test_a_dropped_file_is_taken_in_told_and_opened(journey: Start, tmp_path: Path) -> None:
    day = journey()
    gift = tmp_path / "gift.toml"
    gift.write_text(GIFT)
    (tmp_path / "broken.toml").write_text("[[[")
    assert drop_on_window(day, gift, tmp_path / "broken.toml")
    told, broken = day.app.window.notices.sentences()
    assert told == (
        "From the practice by A. Example was added: 1 step · 3:10 in all · "
        "the hand changes once. 1 thing is good to know. "
        "Another routine has its id, so it got a new one."
    )
    assert broken.startswith("broken.toml, line 1:")
    assert broken.endswith("Nothing was added.")
    offer = day.app.press.chooser.offer
    assert offer is not None
    assert offer.routine.id == "desk-pause-2"
    day.app.editing.edit("desk-pause-2")
    draft = editor(day).draft
    assert draft is not None
    assert not draft.is_changed
    assert [step.side for step in draft.routine.steps] == [Side.IN_TURN]


def test_what_was_told_of_files_makes_way_and_too_many_are_not_taken(
    journey: Start, tmp_path: Path
) -> None:
    day = journey()
    paths = [tmp_path / f"{number}.toml" for number in range(11)]
    assert drop_on_window(day, *paths[:3])
    assert len(day.app.window.notices.sentences()) == 3
    assert drop_on_window(day, tmp_path, QUrl("https://example.org/x.toml"))
    (folder,) = day.app.window.notices.sentences()
    assert "it is no ordinary file. Nothing was added." in folder
    assert drop_on_window(day, *paths)
    (sentence,) = day.app.window.notices.sentences()
    assert sentence == "These are 11 files; at most 10 are added at once. Nothing was added."
    assert not drop_on_window(day, QUrl("https://example.org/x.toml"))


def test_a_file_dropped_in_a_session_is_left_alone(journey: Start, tmp_path: Path) -> None:
    day = journey()
    gift = tmp_path / "gift.toml"
    gift.write_text(GIFT)
    day.app.requests.quick()
    day.settle()
    assert not drop_on_window(day, gift)
    assert not day.places.routines.exists()


def test_an_own_routine_goes_with_undo_and_is_shared(journey: Start, tmp_path: Path) -> None:
    day = journey()
    (tmp_path / "gift.toml").write_text(GIFT)
    day.app.editing.exchange.take_in([tmp_path / "gift.toml"])
    (routine,) = load_routines([day.places.routines], day.app.content.atlas)[0]
    day.app.editing.exchange.share_to(routine, tmp_path / "shared.toml")
    assert load_routine_file(tmp_path / "shared.toml", day.app.content.atlas) == routine

    before = [one.id for one in day.app.content.routines]
    acts = day.app.press.routines.acts.buttons
    assert acts["remove"].accessibleName() == "Remove From the practice"
    acts["remove"].click()
    assert "desk-pause-2" not in [one.id for one in day.app.content.routines]
    assert acts["remove"].isHidden()  # what we ship cannot be removed
    press_notice(day, "routine", "Undo")
    assert [one.id for one in day.app.content.routines] == before


def test_a_quick_start_of_a_removed_routine_says_so_where_one_sees_it(
    journey: Start, tmp_path: Path
) -> None:
    day = journey()
    (tmp_path / "gift.toml").write_text(GIFT)
    day.app.editing.exchange.take_in([tmp_path / "gift.toml"])
    day.app.choices.choose(day.app.choices.now._replace(quick_routine="desk-pause-2"))
    day.app.editing.exchange.remove("desk-pause-2")
    day.hide()
    day.app.requests.quick()
    assert day.app.window.isVisible()
    assert not day.app.runner.is_running
    assert "There is no routine 'desk-pause-2' any more." in day.app.window.notices.sentences()


@pytest.mark.parametrize("words", ["The disk", ""])
def test_what_cannot_be_saved_stays_a_draft(journey: Start, words: str) -> None:
    day = begin(journey)
    click_marker(day, "GB21", "left")
    if words:
        day.places.routines.parent.mkdir(parents=True, exist_ok=True)
        day.places.routines.write_text("no folder")
        assert not day.app.editing.save()
        assert editor(day).column.undo_bar.words.startswith("Not saved: ")
    else:
        editor(day).remove_step()
        editor(day).column.save.click()
        assert editor(day).column.undo_bar.words == "A routine needs at least one step."
    draft = editor(day).draft
    assert draft is not None
    assert draft.saved is None


def test_a_draft_outlives_the_program(journey: Start) -> None:
    day = begin(journey)
    click_marker(day, "GB21", "left")
    assert editor(day).form.length.field.value() == 180
    editor(day).form.length.field.setValue(120)
    # as after a crash: nothing else was asked to close
    day.app.editing.drafts._keep_later.timeout.emit()
    (kept,) = (day.places.routines / "drafts").iterdir()
    next_day = journey(answered=False)
    assert [one.id for one in next_day.app.content.routines] == [
        one.id for one in day.app.content.routines
    ]
    notices = next_day.app.window.notices
    next_day.qtbot.waitUntil(lambda: "draft" in notices.keys())  # type: ignore[attr-defined]
    assert notices.sentences()[-1].startswith("My routine is not saved yet.")
    next_day.app.editing.write_new()
    draft = editor(next_day).draft
    assert draft is not None
    assert [(step.point, step.seconds) for step in draft.routine.steps] == [("GB21", 120)]
    assert next_day.app.editing.save()
    next_day.app.editing.drafts.keep()
    assert not kept.exists()


def test_what_is_being_typed_when_the_program_is_quit_is_in_the_draft(journey: Start) -> None:
    day = begin(journey)
    click_marker(day, "GB21", "left")
    editor(day).form.note.setPlainText("Let the shoulder drop first.")
    day.app.close()
    (kept,) = (day.places.routines / "drafts").iterdir()
    written = load_routine_file(kept, day.app.content.atlas)
    assert [step.note for step in written.steps] == ["Let the shoulder drop first."]


@pytest.mark.parametrize("name", ["New routine", "Your points"])
def test_a_new_routine_is_never_written_over_one_that_is_there(journey: Start, name: str) -> None:
    day = begin(journey)
    for code in ("GB21", "GB20"):
        day.app.editing.write_new()
        editor(day).column.named.emit(name)
        editor(day).column.point_asked.emit(code)
        assert day.app.editing.save()
    own, _ = load_routines([day.places.routines], day.app.content.atlas)
    assert sorted(one.points for one in own) == [("GB20",), ("GB21",)]
    assert not {one.id for one in own} & {NEW_ID, YOUR_POINTS}


def test_a_copy_is_not_written_over_a_routine_that_came_meanwhile(journey: Start) -> None:
    day = journey()
    day.app.editing.duplicate("desk-pause")
    foreign = GIFT.replace("desk-pause", "desk-pause-mine")
    day.places.routines.mkdir(parents=True)
    (day.places.routines / "x.toml").write_text(foreign)  # as "acutimer routine add" would
    (day.places.routines / "y.toml").write_text('id = "desk-pause-mine-2"')
    assert day.app.editing.save()
    assert (day.places.routines / "x.toml").read_text() == foreign
    assert (day.places.routines / "y.toml").read_text() == 'id = "desk-pause-mine-2"'
    offer = day.app.press.chooser.offer
    assert offer is not None
    assert (offer.routine.id, len(offer.routine.steps)) == ("desk-pause-mine-3", 3)


def test_every_draft_that_was_left_comes_up_again(journey: Start) -> None:
    day = begin(journey)
    editor(day).column.point_asked.emit("GB21")
    for routine_id in ("desk-pause", "nape-and-forehead"):
        day.app.editing.duplicate(routine_id)
    told = []
    for _ in range(3):
        day.app.show_page("press")
        day.settle()
        told += day.app.window.notices.sentences()
        press_notice(day, "draft", "Go on editing")
        assert day.app.editing.save()
    assert told == [
        "Nape and forehead (mine) is not saved yet, nor are 2 others. It stays as you left it.",
        "Desk pause (mine) is not saved yet, nor is another. It stays as you left it.",
        "My routine is not saved yet. It stays as you left it.",
    ]
    day.app.show_page("press")
    day.settle()
    assert day.app.window.notices.sentences() == []


def test_a_removed_routine_takes_its_draft_along_and_brings_it_back(
    journey: Start, tmp_path: Path
) -> None:
    day = journey()
    (tmp_path / "gift.toml").write_text(GIFT)
    day.app.editing.exchange.take_in([tmp_path / "gift.toml"])
    day.app.editing.edit("desk-pause-2")
    editor(day).column.named.emit("Changed")
    day.app.show_page("press")
    day.settle()
    day.app.editing.drafts.keep()
    day.app.editing.exchange.remove("desk-pause-2")
    day.app.window.page_asked.emit("press")
    day.settle()
    assert not any("not saved" in one for one in day.app.window.notices.sentences())
    day.app.editing.drafts._keep_later.timeout.emit()
    assert list(day.places.routines.glob("drafts/*")) == []
    press_notice(day, "routine", "Undo")
    day.app.editing.edit("desk-pause-2")
    draft = editor(day).draft
    assert draft is not None
    assert draft.routine.name == "Changed"


def test_a_draft_can_be_discarded_and_taken_back(journey: Start) -> None:
    day = begin(journey)
    click_marker(day, "GB21", "left")
    draft = editor(day).draft
    assert draft is not None
    day.app.show_page("press")
    day.settle()
    day.app.editing.drafts.discard(draft)
    day.app.window.page_asked.emit("history")
    day.settle()
    day.app.editing.drafts.keep()
    assert list((day.places.routines).glob("drafts/*")) == []
    day.app.editing.open(draft)
    assert editor(day).draft == draft
    assert order(day) == ["GB21"]


def test_what_a_terminal_adds_and_removes_is_shown_and_nothing_else_moves(
    journey: Start, tmp_path: Path
) -> None:
    day = begin(journey)
    app, chooser = day.app, day.app.press.chooser
    click_marker(day, "GB21", "left")
    app.show_page("press")
    chooser.choose_routine("nape-and-forehead")
    day.settle()
    row = next(r for r in app.press.routines._rows if r.offer.routine.id == "nape-and-forehead")
    row.setFocus()
    day.places.routines.mkdir(parents=True, exist_ok=True)
    path = day.places.routines / "gift.toml"
    path.write_text(GIFT.replace("desk-pause", "gift"))
    day.hide()
    for is_there in (True, False):
        app.act_on_request("reload", {})
        day.settle()
        assert any(one.id == "gift" for one in app.content.routines) is is_there
        assert any(o.routine.id == "gift" for o in app.press.routines.offers) is is_there
        assert chooser.chosen_id == "nape-and-forehead"
        assert not app.window.isVisible()
        assert app.window.focusWidget() is row
        assert app.window.page == "press"
        path.unlink(missing_ok=True)
    app.editing.write_new()
    assert order(day) == ["GB21"]


def test_what_was_clicked_together_stays_chosen_when_routines_are_read_anew(
    journey: Start,
) -> None:
    day = journey()
    chooser = day.app.press.chooser
    chooser.add_point()
    assert chooser.chosen_id == YOUR_POINTS
    day.app.act_on_request("reload", {})
    assert chooser.chosen_id == YOUR_POINTS


def test_good_news_does_not_come_along_into_a_session(journey: Start, tmp_path: Path) -> None:
    day = journey()
    routine = day.app.offers.routine("desk-pause")
    assert routine is not None
    day.app.editing.exchange.share_to(routine, tmp_path / "shared.toml")
    assert day.app.window.notices.keys() == ("routine file",)
    day.app.requests.quick()
    day.settle()
    assert day.app.runner.is_running
    assert day.app.window.notices.keys() == ()


def test_a_step_without_words_costs_a_draft_nothing_else(journey: Start) -> None:
    day = begin(journey)
    click_marker(day, "GB21", "left")
    editor(day).column.care_asked.emit("")
    day.app.editing.drafts.keep()
    (kept,) = (day.places.routines / "drafts").iterdir()
    assert load_routine_file(kept, day.app.content.atlas).points == ("GB21",)
    assert not day.app.editing.save()


def test_a_dim_window_opens_no_bright_dialog(journey: Start) -> None:
    day = journey()
    own = QFileDialog.Option.DontUseNativeDialog
    for theme, uses_own in (("light", False), ("dim", True)):
        day.app.choices.choose(day.app.choices.now._replace(theme=theme))
        assert (own in dialog_options(day.app.window.theme)) is uses_own


def test_what_is_typed_takes_the_place_of_a_new_routines_name(journey: Start) -> None:
    day = begin(journey)
    name = editor(day).column.name
    assert name.hasFocus()
    QTest.keyClicks(name, "From my physio")
    draft = editor(day).draft
    assert draft is not None
    assert draft.routine.name == "From my physio"


def test_your_points_outlive_a_quit(journey: Start) -> None:
    day = journey()
    chooser = day.app.press.chooser
    for code, side in (("GB21", Side.RIGHT), ("GB20", Side.BOTH)):
        chooser.choose_point(code, Side.RIGHT)
        chooser.choose_side(side)
        chooser.add_point()
    chosen = chooser.routine(YOUR_POINTS)
    assert chosen is not None
    day.app.choices.flush()
    next_day = Journey(day.places.data.parent, day.qtbot)
    next_day.open()
    try:
        again = next_day.app.press.chooser
        assert again.routine(YOUR_POINTS) == chosen
        assert again.chosen_id == YOUR_POINTS
        for code in ("GB20", "GB21"):
            again.choose_point(code, Side.RIGHT)
            again.remove_point()
        next_day.app.choices.flush()
        assert next_day.app.choices.now.your_points == {}
    finally:
        next_day.leave()


def test_a_point_that_is_none_any_more_costs_no_other(journey: Start, tmp_path: Path) -> None:
    preferences = places_for(tmp_path).preferences
    preferences.parent.mkdir(parents=True, exist_ok=True)
    points = '[your_points]\nGB20 = "both"\nXX99 = "left"\nGV16 = "left"\nBL10 = "under"\n'
    preferences.write_text(points)
    day = journey()
    routine = day.app.press.chooser.routine(YOUR_POINTS)
    assert routine is not None
    assert routine.points == ("GB20",)
    assert any("your_points BL10 must be one of" in s for s in day.app.window.notices.sentences())


def test_done_saves_what_changed_and_goes_back_to_the_routines(journey: Start) -> None:
    day = begin(journey)
    hands, page = Hands(day), editor(day)
    page.column.name.selectAll()
    QTest.keyClicks(page.column.name, "From my physio")
    click_marker(day, "GB20", "left")
    hands.tab_to("Done")
    hands.press(Key.Key_Return)
    assert day.app.window.page == "press"
    assert day.app.window.notices.sentences() == ["From my physio was saved."]
    assert [one.name for one in day.app.content.routines if day.app.content.is_own(one.id)] == [
        "From my physio"
    ]
    offer = day.app.press.chooser.offer
    assert offer is not None
    assert offer.routine.name == "From my physio"

    day.app.editing.edit(offer.routine.id)
    day.settle()
    (path,) = day.places.routines.iterdir()
    before = path.stat().st_mtime_ns
    editor(day).column.done.click()
    day.settle()
    assert day.app.window.page == "press"
    assert path.stat().st_mtime_ns == before, "nothing changed, so nothing is written"
    assert day.app.window.notices.sentences() == []


def test_done_says_what_is_missing_and_stays(journey: Start) -> None:
    day = begin(journey)
    page = editor(day)
    click_marker(day, "GB20", "left")
    page.column.name.clear()
    page.column.done.click()
    day.settle()
    assert day.app.window.page == "editor"
    assert page.column.undo_bar.words
    assert not day.places.routines.exists()
