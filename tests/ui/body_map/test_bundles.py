"""On a picture of the whole body, discs that cover each other are one with a count."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from acutimer.places import resource_path
from acutimer.ui.body_map.bundles import bundled, closer_view
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.body_map.spot import Spot
from acutimer.ui.body_map.views import BodyViews

NORMAL, CHOSEN = MarkerState.NORMAL, MarkerState.SELECTED


def spot(code: str, x: float, y: float, state: MarkerState = NORMAL) -> Spot:
    return Spot(MarkerLook(code, "left", state, plain=f"place {code}"), QPointF(x, y))


def test_discs_that_cover_each_other_are_one_with_a_count() -> None:
    spots = [spot("A", 100, 100), spot("B", 112, 100), spot("C", 124, 100), spot("D", 200, 100)]
    shown, members = bundled(spots)
    assert [(one.look.state, one.look.number) for one in shown] == [
        (MarkerState.BUNDLE, "×3"),
        (NORMAL, ""),
    ]
    assert shown[0].centre == QPointF(112, 100)
    assert [look.code for look in members["A", "left", False]] == ["A", "B", "C"]
    assert shown[0].look.name == "3 points close together: place A, place B, place C"
    assert shown[0].look.label == "3 points"


def test_discs_beside_each_other_stay_as_they_are() -> None:
    spots = (spot("A", 100, 100), spot("B", 118.5, 100))
    assert bundled(spots) == (spots, {})


def test_a_crowd_with_the_chosen_point_keeps_its_ring_and_rings_of_bones_join_none() -> None:
    bone = spot("C7", 101, 100, MarkerState.LANDMARK)
    shown, members = bundled([spot("A", 100, 100), spot("B", 104, 100, CHOSEN), bone])
    assert [one.look.state for one in shown] == [MarkerState.BUNDLE_CHOSEN, MarkerState.LANDMARK]
    assert len(members) == 1


def test_a_count_leads_to_the_nearest_picture_that_shows_its_points() -> None:
    views = BodyViews.load(resource_path("body"), "male")
    looks = [MarkerLook(code, "left") for code in ("GB20", "BL10")]
    closer = closer_view(views, looks, "whole_back")
    view = views.view(closer)
    assert all(view.shows(look.code, look.side) for look in looks)
    assert view.camera.down > views.view("whole_back").camera.down
    assert closer_view(views, [MarkerLook("LI4", "left")], "front") == "hand"
    assert closer_view(views, [MarkerLook("XX1", "left")], "front") == ""
