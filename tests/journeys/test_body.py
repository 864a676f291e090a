"""The body in the whole app: full card, own spots, zones in every view, a broken figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt

from acutimer.app import bodies
from acutimer.core.points import Side
from acutimer.core.spots import Spot
from acutimer.storage.preferences_file import load_preferences
from acutimer.ui.body_map.markers import MarkerState
from acutimer.ui.body_map.views import TURN
from acutimer.ui.point.page import PointPage
from tests.journeys.conftest import Journey
from tests.journeys.hands import Hands

Start = Callable[..., Journey]
Key = Qt.Key


def card(journey: Journey) -> PointPage:
    """The full card that is shown."""
    assert journey.app.window.page == "point"
    page = journey.app.card.page.built
    assert page is not None
    return page


def marker_at(journey: Journey, code: str, side: str) -> QPointF:
    """Where the Press page's map shows a point."""
    layout = journey.app.press.map.atlas._layout
    assert layout is not None
    return layout.by_key[code, side, False].centre


def test_enter_on_a_marker_opens_its_full_card_and_escape_leads_back(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    day.app.press.map.atlas.focus_point("GB20", "left")
    hands.press(Key.Key_Return)
    page = card(day)
    assert page._content is not None
    assert (page._content.point.code, page._content.side) == ("GB20", Side.LEFT)
    assert not day.app.runner.is_running, "Enter on a marker is not Start"
    layers = page._layers
    assert layers is not None
    assert layers.has_way
    assert layers.has_article
    hands.press(Key.Key_U, Key.Key_M)
    assert page._layers is not None
    assert page._layers.look.under_skin
    assert page._layers.look.measures
    hands.press(Key.Key_Escape)
    assert day.app.window.page == "press"


def test_an_own_spot_is_kept_shown_everywhere_and_taken_back(journey: Start) -> None:
    day = journey()
    before, other = marker_at(day, "GB20", "left"), marker_at(day, "GB20", "right")
    day.app.press.chooser.choose_point("GB20", Side.LEFT)
    day.app.card.open()
    page, hands = card(day), Hands(day)
    page.begin_spot()
    hands.press(Key.Key_Left, Key.Key_Left, Key.Key_Left, Key.Key_Return)
    kept = day.app.choices.now.spots["GB20.left"]
    body = day.app.bodies.figure()
    assert body is not None
    assert kept.distance * body.cun_m * 1000 == pytest.approx(3.0, abs=0.1)
    assert set(day.app.choices.now.spots) == {"GB20.left"}
    hands.press(Key.Key_Escape)
    assert marker_at(day, "GB20", "left").x() < before.x() - 1
    assert marker_at(day, "GB20", "right") == other
    day.app.choices.flush()
    written, fault = load_preferences(day.places.preferences)
    assert fault is None or fault == ""
    assert written.spots["GB20.left"] == kept

    day.app.card.open()
    page.begin_spot()
    hands.press(Key.Key_Backspace, Key.Key_Return)
    assert dict(day.app.choices.now.spots) == {}
    day.app.show_page("press")
    assert marker_at(day, "GB20", "left") == before


def test_a_spot_is_kept_within_one_cun_however_often_it_is_pushed(journey: Start) -> None:
    day = journey()
    day.app.press.chooser.choose_point("GB21", Side.RIGHT)
    day.app.card.open()
    page, hands = card(day), Hands(day)
    page.begin_spot()
    hands.press(*[Key.Key_Down] * 30, Key.Key_Return)
    spot = day.app.choices.now.spots["GB21.right"]
    assert isinstance(spot, Spot)
    assert 0.95 < spot.distance <= 1.005


def test_the_never_press_zone_is_there_wherever_the_throat_is_seen(journey: Start) -> None:
    day = journey()
    atlas = day.app.press.map.atlas
    seen: dict[str, bool] = {}
    for view in ("nape", "side", "side_right", "face", "hand", "back34"):
        day.app.press.map.show_view(view)
        assert atlas._layout is not None
        seen[view] = bool(atlas._layout.zones)
    assert seen["side"]
    assert seen["side_right"]
    assert seen["face"]
    assert not seen["nape"]
    assert not seen["hand"]
    day.app.press.map.show_view(TURN)
    for yaw, shown in ((0, True), (90, True), (180, False), (270, True)):
        atlas.turn_to(yaw)
        day.qtbot.waitUntil(  # type: ignore[attr-defined]
            lambda yaw=yaw: atlas.view() is not None and atlas.view().view_id.endswith(f"{yaw:03d}")
        )
        assert atlas._layout is not None
        assert bool(atlas._layout.zones) is shown, yaw


@pytest.mark.parametrize("content", [None, "{", '{"figures": {"male": {}}}'])
def test_without_its_figure_the_card_still_tells_everything(
    journey: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "figure.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(bodies, "resource_path", lambda _: tmp_path)
    day = journey()
    said = day.app.window.notices
    day.qtbot.waitUntil(lambda: "figure" in said.keys())  # type: ignore[attr-defined]
    day.app.card.open()
    page = card(day)
    assert page._layers is None
    assert page._content is not None
    assert page._content.point.code == "GB20"
    day.app.show_page("press")
    day.app.press.map.show_view("side")
    layout = day.app.press.map.atlas._layout
    assert layout is not None
    assert layout.zones, "the throat is striped all the same"


def test_a_point_that_is_not_pressed_in_time_has_no_spot_of_ones_own(journey: Start) -> None:
    day = journey()
    before = day.app.choices.now
    day.app.choices.choose(before._replace(spots={"TE17.left": Spot(0.0, -1.0)}))
    day.app.press.map.show_view("side")
    at = marker_at(day, "TE17", "left")
    day.app.choices.choose(before)
    assert marker_at(day, "TE17", "left") == at
    day.app.press.chooser.choose_point("TE17", Side.LEFT)
    day.app.card.open()
    assert not card(day).side.spot_button.isEnabled()


def test_the_bones_of_the_chosen_point_are_drawn_in_frame(journey: Start) -> None:
    day = journey()
    day.app.press.chooser.choose_point("GB21", Side.LEFT)
    atlas = day.app.press.map.atlas
    assert atlas._layout is not None
    marks = [spot for spot in atlas._layout.spots if spot.look.state is MarkerState.LANDMARK]
    assert {spot.look.code for spot in marks} == {"C7", "acromion"}
    assert all(atlas.rect().contains(spot.centre.toPoint()) for spot in marks)
