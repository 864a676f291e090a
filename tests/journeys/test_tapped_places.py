"""From a tap on the body to the lead-in, and the same places again after; on a real profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from acutimer.core.composing import YOUR_PLACES
from acutimer.core.journal import EntryKind, Moment, Rating, read_rating
from acutimer.core.points import Side
from acutimer.core.routines import PhaseKind
from acutimer.core.safety import Answer
from acutimer.storage.preferences_file import load_preferences
from acutimer.ui.body_map.marker_button import MarkerButton
from acutimer.ui.body_map.region_button import RegionButton
from acutimer.ui.press.where import Where
from acutimer.ui.press.where_words import ALL_OFF, NONE_USED
from tests.journeys.conftest import Journey
from tests.journeys.hands import Hands

Key = Qt.Key
Start = Callable[..., Journey]
RIGHT = ("neck.right", "shoulder.right")


def asked(day: Journey) -> Where:
    """The tab, shown with the zones of the figure."""
    day.app.bodies.dress(day.app.press.map.atlas)
    day.app.press.ask_where()
    day.settle()
    where = day.app.press.where
    assert where is not None
    return where


def tap(day: Journey, place: str) -> None:
    """Tap a place on the body, beside its markers."""
    atlas = day.app.press.map.atlas
    zones = atlas.zones
    assert zones is not None
    path = zones.shape(place).path
    box = path.boundingRect().toAlignedRect()
    spots = (QPoint(x, y) for y in range(box.top(), box.bottom(), 3)
             for x in range(box.left(), box.right(), 3))  # fmt: skip
    at = next(
        spot
        for spot in spots
        if path.contains(spot.toPointF()) and atlas.hit(spot.toPointF()) is None
    )
    QTest.mouseClick(atlas, Qt.MouseButton.LeftButton, pos=at)
    day.settle()


def ratings(day: Journey) -> list[Rating]:
    read = (read_rating(entry) for entry in day.of_kind(EntryKind.RATING))
    return [rating for rating in read if rating is not None]


def said(where: Where) -> str:
    parts = (where.tab, where.tab.beside)
    return " ".join(one.text() for part in parts for one in part.findChildren(QLabel))


def test_from_the_tap_to_the_lead_in_and_the_same_places_after(journey: Start) -> None:
    day = journey()
    app, where = day.app, asked(day)
    for place in RIGHT:
        tap(day, place)
    assert where.places == RIGHT
    choice = where.choice
    assert choice is not None
    assert choice.routine.id == YOUR_PLACES
    assert choice.length_s <= 300
    assert app.press.bar.start.text().startswith("Press these, 4:")
    QTest.keyClick(app.press, Key.Key_6)
    QTest.mouseClick(app.press.bar.start, Qt.MouseButton.LeftButton)
    day.settle()
    assert app.window.page == "session"
    progress, state = app.runner.progress(), app.runner.state
    assert progress is not None
    assert state is not None
    assert progress.phase.kind is PhaseKind.LEAD_IN
    assert state.routine.points == choice.routine.points
    assert state.routine.length_s == choice.length_s
    assert {step.side for step in state.routine.steps if step.point} == {Side.RIGHT}
    (before,) = ratings(day)
    assert (before.value, before.moment, before.places) == (6, Moment.BEFORE, RIGHT)

    app.runner.stop()
    day.settle()
    page = app.after.rating.built
    assert page is not None
    assert "Neck, right · Shoulder, right" in " ".join(
        one.text() for one in page.findChildren(QLabel)
    )
    QTest.keyClick(page, Key.Key_4)
    QTest.keyClick(page, Key.Key_Return)
    day.settle()
    after = ratings(day)[-1]
    assert (after.value, after.moment, after.places) == (4, Moment.AFTER, RIGHT)
    QTest.keyClick(page, Key.Key_Return)
    day.settle()
    assert where.places == ()


def test_by_keyboard_alone(journey: Start) -> None:
    day = journey()
    day.app.window.resize(1280, 800)
    where = asked(day)
    hands = Hands(day)
    hands.tab_until(lambda one: isinstance(one, RegionButton), "the body")
    hands.tab_to("Neck, right", key=Key.Key_Down)
    hands.press(Key.Key_Space)
    assert where.places == ("neck.right",)
    hands.press(Key.Key_Return)
    assert where.places == (), "Enter marks too, and does not start"
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Tab)
    assert isinstance(hands.focus, MarkerButton)
    hands.press(Key.Key_Backtab)
    assert isinstance(hands.focus, RegionButton)
    hands.tab_to("Neck, right, take it off")
    hands.press(Key.Key_Delete)
    assert where.places == ()
    hands.tab_to("Neck, right")
    hands.press(Key.Key_Space)
    hands.tab_to(day.app.press.bar.start.text())
    hands.press(Key.Key_Return)
    assert day.app.runner.is_running


def test_clear_can_be_undone(journey: Start) -> None:
    day = journey()
    where = asked(day)
    where.tap(RIGHT)
    where.tab.chips.clear.click()
    assert where.places == ()
    assert day.app.press.bar.start.text() == "Start"
    assert day.app.press.bar.start.text() == "Start"
    where.tab.chips.undo.click()
    assert where.places == RIGHT
    assert not where.tab.chips.undo.isVisible()


def test_another_tab_starts_what_is_chosen_there(journey: Start) -> None:
    day = journey()
    where = asked(day)
    where.tap(RIGHT)
    where.show(False)
    assert day.app.press.bar.start.text() == "Start"
    day.app.press.chooser.ask_start()
    day.settle()
    state = day.app.runner.state
    assert state is not None
    assert state.routine.id == "neck-and-shoulders"


def test_the_temple_says_why_there_is_no_point(journey: Start) -> None:
    day = journey()
    where = asked(day)
    where.tap(["temple.left"])
    QApplication.processEvents()
    assert NONE_USED in said(where)
    assert "not to press there" in said(where)
    assert not day.app.press.bar.start.isEnabled()
    where.tap(["neck.left"])
    assert day.app.press.bar.start.isEnabled()


def test_points_that_are_off_stand_there_with_the_reason_and_do_not_start(journey: Start) -> None:
    day = journey(pregnant=Answer.YES)
    where = asked(day)
    where.tap(["shoulder.right"])
    codes = {one.point.code for one in where._here if one.off}
    assert codes == {"GB21"}
    assert "Off: " in said(where)
    choice = where.choice
    assert choice is not None
    assert "GB21" not in choice.routine.points


def test_all_off_leads_to_the_answers(journey: Start) -> None:
    day = journey()
    profile = day.app.gate._profile
    assert profile is not None
    skin = replace(profile.given["skin"], answer=Answer.YES, where=(("forehead", Side.LEFT),))
    day.app.gate.take(replace(profile, given={**profile.given, "skin": skin}))
    where = asked(day)
    where.tap(["forehead.left"])
    assert ALL_OFF in said(where)
    day.app.press.bar.start.click()
    day.settle()
    assert day.app.window.page == "safety"
    assert not day.app.runner.is_running


def test_a_routine_of_places_is_kept_under_its_name_and_survives(journey: Start) -> None:
    day = journey()
    where = asked(day)
    where.tap(RIGHT)
    where.tab.list.keep.click()
    assert where.tab.list.name.text() == "Neck and shoulder, right"
    where.tab.list.name.setText("My right side")
    where.tab.list.keep_named.click()
    day.settle()
    kept = next(one for one in day.app.content.routines if one.name == "My right side")
    choice = where.choice
    assert choice is not None
    assert [(s.point, s.side, s.seconds) for s in kept.steps] == [
        (s.point, s.side, s.seconds) for s in choice.routine.steps
    ]


def test_change_steps_opens_the_editor(journey: Start) -> None:
    day = journey()
    where = asked(day)
    where.tap(RIGHT)
    where.tab.list.change.click()
    day.settle()
    assert day.app.window.page == "editor"


def test_time_refits_at_once_and_what_is_too_short_is_said(journey: Start) -> None:
    day = journey()
    where = asked(day)
    where.tap(RIGHT)
    lengths: list[int] = []
    for key in ("2", "5", "10"):
        where.tab.list.times.button(key).click()
        choice = where.choice
        assert choice is not None
        assert choice.length_s <= int(key) * 60
        lengths.append(choice.length_s)
    assert lengths == sorted(lengths)
    where.tab.list.times.button("any").click()
    choice = where.choice
    assert choice is not None
    assert choice.left_out == ()


def test_who_is_new_is_asked_where_it_hurts_at_once(journey: Start) -> None:
    new = journey(answered=False)
    assert new.app.press.where is not None
    assert new.app.press.where.tab.isVisible()


def test_who_is_back_finds_the_routines(journey: Start) -> None:
    assert journey().app.press.where is None


def test_the_side_on_the_card_is_the_side_that_starts(journey: Start) -> None:
    day = journey()
    chooser, card = day.app.press.chooser, day.app.press.card
    chooser.choose_routine("desk-pause")
    chooser.choose_point("GB21", Side.LEFT)
    assert card.side_button("both").isChecked(), "the routine presses both"
    card.side_button("right").click()
    chooser.ask_start()
    day.settle()
    state = day.app.runner.state
    assert state is not None
    pressed = {step.point: step.side for step in state.routine.steps if step.point}
    assert pressed == {"GB20": Side.BOTH, "GB21": Side.RIGHT}
    day.app.runner.stop()
    chooser.choose_routine("neck-and-shoulders")
    chooser.choose_routine("desk-pause")
    offer = chooser.offer
    assert offer is not None
    assert {step.side for step in offer.routine.steps if step.point} == {Side.BOTH}


def test_the_skin_beside_a_marker_is_the_place_and_the_marker_the_point(journey: Start) -> None:
    day = journey()
    where, atlas = asked(day), day.app.press.map.atlas
    zones, layout = atlas.zones, atlas._layout
    assert zones is not None
    assert layout is not None
    assert layout.spots == (), "until a place is tapped, nothing else can be"
    where.tap(("back_of_head.right",))
    layout = atlas._layout
    assert layout is not None
    (marker,) = [spot.centre for spot in layout.spots if spot.look.key == ("BL10", "right", False)]
    beside = (
        marker + QPointF(15 * across, 15 * down) for across in (-1, 0, 1) for down in (-1, 0, 1)
    )
    neck = zones.shape("neck.right").path
    centres = [spot.centre for spot in layout.spots]
    skin = next(
        at
        for at in beside
        if neck.contains(at) and all(QLineF(at, one).length() > 13 for one in centres)
    )
    QTest.mouseClick(atlas, Qt.MouseButton.LeftButton, pos=skin.toPoint())
    day.settle()
    tapped = ("back_of_head.right", "neck.right")
    assert sorted(where.places) == sorted(tapped)
    QTest.mouseClick(atlas, Qt.MouseButton.LeftButton, pos=marker.toPoint())
    day.settle()
    assert sorted(where.places) == sorted(tapped)
    assert day.app.press.chooser._point is not None
    assert day.app.press.chooser._point.code == "BL10"


def test_again_asks_about_the_same_places(journey: Start) -> None:
    day = journey()
    where = asked(day)
    where.tap(RIGHT)
    for begin in (day.app.press.bar.start.click, day.app.press.again_asked.emit):
        begin()
        day.settle()
        assert day.app.runner.is_running
        day.let_pass(day.lead_in_s + 40)
        day.app.runner.stop()
        day.settle()
        page = day.app.after.rating.built
        assert page is not None
        QTest.keyClick(page, Key.Key_4)
        QTest.keyClick(page, Key.Key_Return)
        day.settle()
        day.app.show_page("press")
        day.settle()
    assert [one.places for one in ratings(day)] == [RIGHT, RIGHT]


def test_no_name_of_a_point_lies_over_a_tick(journey: Start) -> None:
    day = journey()
    where, atlas = asked(day), day.app.press.map.atlas
    zones = atlas.zones
    assert zones is not None
    covered: list[tuple[object, ...]] = []
    for size in ((1280, 800), (900, 600)):
        day.app.window.resize(*size)
        day.settle()
        for places in (RIGHT, (*RIGHT, "upper_back.right"), tuple(zones.shown())):
            where.tap(places)
            day.settle()
            for place in (place for place in places if place in zones.shown()):
                centre, radius = zones.tick(place)
                tick = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
                covered += [(size, place, pill.wish.text) for pill in atlas._layout.pills
                            if pill.box.intersects(tick)]  # fmt: skip
    assert covered == []


def test_five_minutes_are_usual_and_another_time_is_remembered(journey: Start) -> None:
    day = journey()
    where, times = asked(day), asked(day).tab.list.times
    assert times.key == "5"
    offered = {one.offer.routine.id: one.offer.routine for one in where.tab.list.rows}
    assert 0 < max(one.length_s for one in offered.values()) <= 300
    whole = day.app.content.routine("neck-and-shoulders")
    assert whole is not None
    assert where.choice is not None
    assert where.choice.routine.length_s < whole.length_s
    times.button("any").click()
    day.app.choices.flush()
    kept, fault = load_preferences(day.places.preferences)
    assert (kept.how_long, fault) == ("any", None)
    # elsewhere the chosen routine is as long as ever
    times.button("2").click()
    panel, chooser = day.app.press._panel, day.app.press.chooser
    assert panel is not None
    panel._show_list("routines")
    assert chooser.offer is not None
    assert chooser.offer.routine == whole
    assert day.app.press.bar.start.text() == "Start"
