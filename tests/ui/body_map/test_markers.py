"""Each state has a shape of its own and stays inside the reach it announces."""

from __future__ import annotations

import itertools
import math

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from acutimer.ui.body_map.markers import MarkerState, paint_marker, reach
from acutimer.ui.kit.theme import load_theme

SIDE = 100


def painted(
    state: MarkerState, number: str = "", *, name: str = "light", **how: bool | float
) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(QColor("#C9A493"))
    painter = QPainter(image)
    paint_marker(painter, QPointF(SIDE / 2, SIDE / 2), state, load_theme(name), number, **how)
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> int:
    size = one.depth() // 8
    first, second = bytes(one.constBits()), bytes(other.constBits())
    return sum(first[at : at + size] != second[at : at + size] for at in range(0, len(first), size))


@pytest.mark.parametrize("name", ["light", "dim"])
def test_no_two_states_look_alike_even_without_colour(qapp: QApplication, name: str) -> None:
    grey = {
        state: painted(state, "2", name=name).convertToFormat(QImage.Format.Format_Grayscale8)
        for state in MarkerState
    }
    for one, other in itertools.combinations(MarkerState, 2):
        assert differing(grey[one], grey[other]) > 40, (one, other)


@pytest.mark.parametrize("state", MarkerState)
@pytest.mark.parametrize("focused", [False, True])
@pytest.mark.parametrize("scale", [0.4, 1.0, 1.15])
def test_nothing_is_painted_beyond_the_reach(
    qapp: QApplication, state: MarkerState, focused: bool, scale: float
) -> None:
    image = painted(state, "2·3", scale=scale, pulse=1.0, focused=focused, hovered=True)
    ground = QColor("#C9A493")
    limit = reach(state, scale, focused=focused) + 1
    far = [
        (x, y)
        for x in range(SIDE)
        for y in range(SIDE)
        if image.pixelColor(x, y) != ground
        and math.hypot(x + 0.5 - SIDE / 2, y + 0.5 - SIDE / 2) > limit
    ]
    assert far == []


@pytest.mark.parametrize("state", MarkerState)
def test_focus_and_hover_are_seen(qapp: QApplication, state: MarkerState) -> None:
    plain = painted(state, "2")
    assert differing(plain, painted(state, "2", focused=True)) > 60
    if state is not MarkerState.CURRENT:
        assert differing(plain, painted(state, "2", hovered=True)) > 60


def test_the_number_is_seen(qapp: QApplication) -> None:
    for state in (MarkerState.IN_ROUTINE, MarkerState.CURRENT, MarkerState.NEXT):
        assert differing(painted(state, "1"), painted(state, "4")) > 10


def test_the_pulse_is_slight(qapp: QApplication) -> None:
    rest, full = painted(MarkerState.CURRENT, "1"), painted(MarkerState.CURRENT, "1", pulse=1.0)
    steps = [
        abs(rest.pixelColor(x, y).lightnessF() - full.pixelColor(x, y).lightnessF())
        for x in range(SIDE)
        for y in range(SIDE)
    ]
    assert 0 < max(steps) < 0.10
