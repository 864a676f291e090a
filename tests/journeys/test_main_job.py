"""From the body to the plot: choose points, press, pause, skip, rate, see the arrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from acutimer.core.guidance.score import CueId
from acutimer.core.journal import EntryKind, read_rating, read_session
from acutimer.core.safety import Answer
from acutimer.core.session import Status
from tests.journeys.conftest import Journey

Start = Callable[..., Journey]
LEFT = Qt.MouseButton.LeftButton


def click_marker(journey: Journey, code: str, side: str) -> None:
    """Click on the body where the point's marker is."""
    atlas = journey.app.press.map.atlas
    button = next(b for b in atlas.buttons() if (b.look.code, b.look.side) == (code, side))
    centre = button.geometry().center()
    journey.qtbot.mouseClick(atlas, LEFT, pos=QPoint(centre.x(), centre.y()))  # type: ignore[attr-defined]
    QApplication.processEvents()


def click(journey: Journey, widget: Any) -> None:
    journey.qtbot.mouseClick(widget, LEFT)  # type: ignore[attr-defined]
    QApplication.processEvents()


def press_key(journey: Journey, key: Qt.Key) -> None:
    focused = QApplication.focusWidget() or journey.app.window
    journey.qtbot.keyClick(focused, key)  # type: ignore[attr-defined]
    journey.settle()


def test_a_side_chosen_on_the_card_turns_the_side_view(journey: Start) -> None:
    day = journey()
    press = day.app.press
    click_marker(day, "GB20", "left")
    press.map.show_view("side")
    click(day, press.card.side_button("right"))
    assert press.map.view_id == "side_right"
    assert press.map.atlas.focus_point("GB20", "right")
    click(day, press.card.side_button("both"))
    assert press.map.view_id == "side_right", "both sides leave the picture as it is"


def test_from_two_points_on_the_body_to_the_arrow_in_history(journey: Start) -> None:
    day = journey()
    app = day.app
    card = app.press.card

    click_marker(day, "GB20", "left")
    click(day, card.side_button("left"))
    click(day, card.add_button)
    click_marker(day, "GB21", "left")
    click(day, card.side_button("both"))
    click(day, card.add_button)
    offer = app.press.chooser.offer
    assert offer is not None
    chosen = [(step.point, step.side.value) for step in offer.routine.steps if step.point]
    assert chosen == [("GB20", "left"), ("GB21", "both")]

    press_key(day, Qt.Key.Key_6)
    click(day, app.press.bar.start)
    day.settle()
    runner = app.runner
    assert app.window.page == "session"
    assert runner.state is not None
    assert runner.state.status is Status.RUNNING
    assert day.sound.is_open

    day.let_pass(day.lead_in_s + 20)
    press_key(day, Qt.Key.Key_Space)
    assert runner.state.status is Status.PAUSED
    assert [cue.clause for cue in day.sound.plans[-1]] == ["paused"], "nothing else sounds"
    day.let_pass(120)
    press_key(day, Qt.Key.Key_Space)
    assert runner.state.status is Status.RUNNING
    assert day.sound.plans[-1]
    day.let_pass(40)
    day.let_pass(day.lead_in_s + 30)
    press_key(day, Qt.Key.Key_Right)
    assert runner.progress().phase.kind.value == "care"  # type: ignore[union-attr]
    day.let_pass(31)

    assert app.window.page == "rating"
    assert CueId.ALL_DONE in {cue.id for plan in day.sound.plans for cue in plan}
    press_key(day, Qt.Key.Key_3)
    press_key(day, Qt.Key.Key_Return)
    assert app.window.notices.sentences() == ["Noted 3 (before 6)."]
    assert app.window.page == "press"

    ratings = [read_rating(entry) for entry in day.of_kind(EntryKind.RATING)]
    assert [(r.value, r.moment.value) for r in ratings if r] == [(6, "before"), (3, "after")]
    (ended,) = day.of_kind(EntryKind.SESSION_ENDED)
    session = read_session(ended)
    assert session is not None
    assert {r.session for r in ratings if r} == {session.id}
    pressed = {(part.point, part.side): part.seconds for part in session.parts}
    assert pressed == {("GB20", "left"): 60, ("GB21", "left"): 30, ("GB21", "right"): 30}
    assert (session.pressed_s, session.pauses, session.skipped) == (90, 1, 1)

    app.show_page("history")
    day.settle()
    page: Any = app.window.built("history")
    (pair,) = page.shown.pairs
    assert (pair.before.value, pair.after.value) == (6, 3)
    frame = page.plot.frame
    x = round(frame.x(pair.at.date().toordinal() + _part_of_day(pair.at)))
    y = round((frame.y(6) + frame.y(3)) / 2)
    image = page.plot.grab().toImage()
    line = app.window.theme.colour("now")
    assert line in [image.pixelColor(x + dx, y) for dx in range(-3, 4)]


def _part_of_day(at: Any) -> float:
    return (at.hour * 60 + at.minute) / 1440


def test_no_session_begins_before_the_safety_questions(journey: Start) -> None:
    day = journey(answered=False)
    app = day.app
    click(day, app.press.bar.start)
    day.settle()
    assert app.window.page == "safety"
    assert not app.runner.is_running
    assert day.of_kind(EntryKind.SESSION_BEGAN) == []


def test_a_point_that_is_out_cannot_be_pressed(journey: Start) -> None:
    day = journey(fever=Answer.YES)
    app = day.app
    app.press.chooser.choose_routine("article-whole")
    offer = app.press.chooser.offer
    assert offer is not None
    assert "BL11" in offer.routine.points
    click(day, app.press.bar.start)
    day.settle()
    state = app.runner.state
    assert state is not None
    assert "BL11" not in state.routine.points
    assert "GB20" in state.routine.points


def test_without_sound_the_session_says_so_and_goes_on(journey: Start) -> None:
    day = journey()
    app = day.app
    click(day, app.press.bar.start)
    app.sound_changed.emit(False, "No sound output. The screen shows every cue.")
    day.let_pass(20)
    page: Any = app.window.built("session")
    assert page.sound_banner.isVisible()
    assert app.runner.progress().phase.kind.value == "hold"  # type: ignore[union-attr]


def test_sleep_pauses_and_plays_nothing_late(journey: Start) -> None:
    day = journey()
    app = day.app
    click(day, app.press.bar.start)
    day.let_pass(day.lead_in_s + 20)
    day.clock.sleep(4 * 60_000)
    plans = len(day.sound.plans)
    app.runner.look()
    assert app.runner.state is not None
    assert app.runner.state.status is Status.PAUSED
    assert app.runner.state.pause_reason == "sleep"
    assert all(plan == () for plan in day.sound.plans[plans:])
    assert app.runner.progress().elapsed_ms == 20_000  # type: ignore[union-attr]


def test_a_crash_costs_at_most_the_press_in_hand_and_the_session_goes_on(journey: Start) -> None:
    day = journey()
    app = day.app
    press_key(day, Qt.Key.Key_5)
    click(day, app.press.bar.start)
    day.let_pass(day.lead_in_s + 60)
    day.let_pass(day.lead_in_s + 20)
    # as after kill -9: nothing more is written, and another copy opens the same file
    again = Journey(day.places.data.parent, day.qtbot)
    again.open()
    try:
        said = again.app.window.notices.sentences()
        assert any("was not finished" in sentence for sentence in said), said
        presses = again.of_kind(EntryKind.PRESS_ENDED)
        assert [entry.body["point"] for entry in presses] == ["GB20"]
        go_on = next(
            b
            for b in again.app.window.notices.findChildren(QPushButton)
            if b.text() == "Continue at step 2"
        )
        click(again, go_on)
        again.settle()
        progress = again.app.runner.progress()
        assert progress is not None
        assert (progress.step, progress.steps) == (1, 6)
        again.let_pass(again.lead_in_s + 60)
        again.app.runner.stop()
        again.settle()
        press_key(again, Qt.Key.Key_4)
        press_key(again, Qt.Key.Key_Return)
        (ended,) = again.of_kind(EntryKind.SESSION_ENDED)
        session = read_session(ended)
        assert session is not None
        pressed = {(part.point, part.side): part.seconds for part in session.parts}
        assert pressed[("GB20", "left")] == pressed[("BL10", "left")] == 60
        ratings = [read_rating(entry) for entry in again.of_kind(EntryKind.RATING)]
        assert [(r.moment.value, r.session) for r in ratings if r] == [
            ("before", session.id),
            ("after", session.id),
        ]
    finally:
        again.app.close()
        again.app.window.deleteLater()


def test_rating_three_points_up_opens_the_stop_page(journey: Start) -> None:
    day = journey()
    app = day.app
    press_key(day, Qt.Key.Key_2)
    click(day, app.press.bar.start)
    day.let_pass(10)
    app.runner.stop()
    day.settle()
    press_key(day, Qt.Key.Key_5)
    press_key(day, Qt.Key.Key_Return)
    assert app.window.page == "stop"
    verdict = app.gate.verdict()
    assert verdict is not None
    assert verdict.rests_until is not None
    assert not verdict.may_start
