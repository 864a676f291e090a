"""The pressing hand goes with the engine's beat, rests where motion is not wanted, and covers no
marker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from acutimer.core.points import Side
from acutimer.core.progress import Progress, progress
from acutimer.core.routines import PhaseKind
from acutimer.core.session import advance, next_due, ready, start
from acutimer.ui.body_map.hand_picture import COMING, PRESS, ROUND, hand_on
from acutimer.ui.body_map.pressing_hand import Press
from acutimer.ui.session.hand import press_of
from acutimer.ui.session.words import next_change_ms
from tests.core.shipped import ROUTINES, routines
from tests.ui.session.stage import Stage

FOREHEAD = "nape-and-forehead"


def moments(routine_id: str, every_ms: int = 250) -> Iterator[tuple[int, Progress]]:
    """A shipped routine from beginning to end, nobody touching anything but "I am ready".

    When in ms, and what is to be seen then.
    """
    now, state = 0, start(routines()[routine_id], 0)[0]
    while not state.status.is_over:
        yield now, progress(state, now)
        due = next_due(state)
        if due is None:
            state, _ = ready(state, now)
        elif due <= now + every_ms:
            now, state = due, advance(state, due)[0]
        else:
            now += every_ms


def poses(routine_id: str, kind: PhaseKind) -> list[str]:
    """The poses of all moments of a kind, one for each change."""
    told: list[str] = []
    for _, moment in moments(routine_id):
        press = press_of(moment, calm=True)
        if moment.phase.kind is kind and press and press.pose not in told[-1:]:
            told.append(press.pose)
    return told


def test_the_hand_comes_off_between_presses_and_goes_round_in_circles() -> None:
    assert poses(FOREHEAD, PhaseKind.PRESSES)[:4] == [PRESS, COMING, PRESS, COMING]
    assert poses(FOREHEAD, PhaseKind.CIRCLES)[:7] == [*ROUND, *ROUND, PRESS]
    assert poses("slow-strokes", PhaseKind.STROKES)[:4] == [PRESS, COMING, PRESS, COMING]
    assert poses(FOREHEAD, PhaseKind.LEAD_IN) == [COMING]
    assert set(poses("neck-and-shoulders", PhaseKind.HOLD)) == {PRESS}


@pytest.mark.parametrize("routine_id", ROUTINES)
def test_there_is_a_hand_wherever_a_point_is_pressed_and_it_never_moves_when_still(
    routine_id: str,
) -> None:
    for _, moment in moments(routine_id, 1000):
        press, still = press_of(moment, calm=True), press_of(moment, calm=False)
        assert (press is None) == (moment.phase.point is None)
        assert (press and press[:2]) == (still and still[:2])
        assert still is None or still.pose == PRESS


def test_no_press_is_seen_late_by_more_than_the_ring() -> None:
    """The page looks again when the ring changes; no pose changes before that but on a circle."""
    told: Press | None = None
    until = -1
    for now, moment in moments(FOREHEAD, 50):
        press = press_of(moment, calm=True)
        if moment.phase.kind is PhaseKind.CIRCLES:
            until = -1
        elif now < until and press and told and press[:2] == told[:2]:
            assert press == told
        else:
            told, until = press, now + (next_change_ms(moment) or 0) - 2


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.close()


def test_paused_the_hand_stays_as_it_is_and_over_it_is_gone(stage: Stage) -> None:
    stage.start(FOREHEAD)
    stage.go_to(0, PhaseKind.HOLD)
    hand = stage.page.body.pressing_hand()
    assert hand is not None
    assert hand.isVisible()
    stage.runner.pause()
    stage.page.progress_wanted.emit()
    assert hand.isVisible()
    stage.runner.stop()
    stage.page.progress_wanted.emit()
    assert not hand.isVisible()
    assert not hand.is_fading


def test_the_hand_covers_no_marker_no_pill_and_no_zone(stage: Stage) -> None:
    body, seen = stage.page.body, set[str]()
    stage.start("article-whole")
    while (moment := stage.runner.progress()) is not None and not moment.status.is_over:
        hand, layout = body.pressing_hand(), body._layout
        if moment.phase.point and hand is not None and hand.isVisible() and layout is not None:
            room = QRectF(hand.geometry())
            sides = {pill.wish.key[:2] for pill in layout.pills}
            if moment.phase.side is not Side.BOTH:
                assert (moment.phase.point, moment.phase.side) in sides, "the point has its name"
            assert not any(room.contains(spot.centre) for spot in layout.spots)
            assert not any(room.intersects(pill.box) for pill in layout.pills)
            assert not any(room.intersects(zone.boundingRect()) for zone in layout.zones)
            seen.add(moment.phase.point)
        stage.runner.skip()
    assert seen == {"GB20", "BL10", "GB21", "BL11", "GB14"}


def test_poses_differ_and_a_circle_is_clockwise_on_either_side(stage: Stage) -> None:
    body = stage.page.body
    body.show_view("nape")
    pictures = {
        (side, pose): hand_on(body, "GB20", side, 120, pose)
        for side in ("left", "right")
        for pose in (*ROUND, COMING)
    }
    images = {key: one.toImage() for key, one in pictures.items() if one is not None}
    assert len(images) == 8
    assert len({bytes(one.constBits()) for one in images.values()}) == 8
    assert images["right", PRESS] == images["left", PRESS].flipped(Qt.Orientation.Horizontal)
    assert images["right", ROUND[1]] == images["left", ROUND[2]].flipped(Qt.Orientation.Horizontal)
