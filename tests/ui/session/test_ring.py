"""The ring paints what it is told, and only what changed."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.ui.kit.theme import Theme, load_theme
from acutimer.ui.session.ring import CountdownRing, RingMode, RingState, paint_ring, ring_box

BOX = 372


def painted(state: RingState, theme: Theme, disc: float = 0.0, *, still: bool = False) -> QImage:
    image = QImage(BOX, BOX, QImage.Format.Format_ARGB32)
    image.fill(theme.colour("window"))
    painter = QPainter(image)
    paint_ring(painter, QRectF(0, 0, BOX, BOX), state, theme, QFont(), disc, still=still)
    painter.end()
    return image


def on_circle(image: QImage, turn: float, radius: float = 172) -> QColor:
    """The colour at a share of the circle, clockwise from 12 o'clock."""
    angle = 2 * math.pi * turn
    return image.pixelColor(
        round(BOX / 2 + radius * math.sin(angle)), round(BOX / 2 - radius * math.cos(angle))
    )


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


@pytest.mark.parametrize("name", ["light", "dim"])
@pytest.mark.parametrize("fraction", [0.25, 0.5, 0.75])
def test_what_is_left_shrinks_clockwise_from_twelve(
    qapp: QApplication, name: str, fraction: float
) -> None:
    theme = load_theme(name)
    image = painted(RingState("1:00", fraction=fraction), theme)
    for turn in (0.1, fraction - 0.05):
        assert near(on_circle(image, turn), theme.colour("accent"))
    for turn in (fraction + 0.05, 0.95):
        assert near(on_circle(image, turn), theme.colour("ringTrack"))


def test_lead_in_has_the_colour_of_now(qapp: QApplication) -> None:
    theme = load_theme("light")
    image = painted(RingState("0:05", "Get ready", mode="lead_in"), theme)
    assert near(on_circle(image, 0.3), theme.colour("now"))


def test_a_paused_ring_is_paler_and_keeps_its_digits(qapp: QApplication) -> None:
    theme = load_theme("light")
    running = painted(RingState("1:47", "Hold", fraction=0.6), theme)
    paused = painted(RingState("1:47", "Hold", fraction=0.6, paused=True), theme)
    assert not near(on_circle(paused, 0.3), theme.colour("accent"))
    assert not near(on_circle(paused, 0.3), theme.colour("ringTrack"))
    middle = QRectF(90, 140, 190, 90).toRect()
    assert running.copy(middle) == paused.copy(middle)


def test_the_dot_goes_round_once_a_circle_and_is_absent_when_still(qapp: QApplication) -> None:
    theme = load_theme("light")
    quarter = RingState("1:00", mode="circles", beat_phase=0.25)
    assert near(on_circle(painted(quarter, theme), 0.25, 140), theme.colour("accent"))
    assert near(on_circle(painted(quarter, theme, still=True), 0.25, 140), theme.colour("window"))
    half = replace(quarter, beat_phase=0.5)
    assert near(on_circle(painted(half, theme), 0.5, 140), theme.colour("accent"))


def test_the_dot_of_a_stroke_is_full_on_the_skin_and_hollow_on_the_way_back(
    qapp: QApplication,
) -> None:
    theme = load_theme("light")
    along = RingState("1:00", mode="strokes", beat_phase=0.25, pressing=True)
    assert near(on_circle(painted(along, theme), 0.25, 140), theme.colour("accent"))
    back = replace(along, beat_phase=0.75, pressing=False)
    assert near(on_circle(painted(back, theme), 0.75, 140), theme.colour("window"))
    assert near(on_circle(painted(back, theme), 0.75, 146), theme.colour("accent"))
    assert near(on_circle(painted(back, theme, still=True), 0.75, 146), theme.colour("window"))


@pytest.mark.parametrize("count", [20, 30])
def test_presses_are_segments_done_now_and_to_come(qapp: QApplication, count: int) -> None:
    theme = load_theme("dim")
    state = RingState("6", "Press", mode="presses", segments=count, segment_now=5)
    image = painted(state, theme)
    middles = [on_circle(image, (number + 0.5) / count) for number in range(count)]
    assert all(near(colour, theme.colour("accent")) for colour in middles[:5])
    assert near(middles[5], theme.colour("now"))
    assert all(near(colour, theme.colour("ringTrack")) for colour in middles[6:])
    assert near(on_circle(image, 3 / count), theme.colour("window"))  # the gap


@pytest.mark.parametrize(("name", "most"), [("light", 0.10), ("dim", 0.10)])
def test_the_press_disc_changes_luminance_only_a_little(
    qapp: QApplication, name: str, most: float
) -> None:
    theme = load_theme(name)
    state = RingState("6", mode="presses")
    spot = QPointF(BOX / 2, BOX / 2 + 110).toPoint()
    pressed = painted(state, theme, 1.0).pixelColor(spot)
    let_go = painted(state, theme, 0.0).pixelColor(spot)
    assert near(pressed, theme.colour("nowSoft"))
    assert near(let_go, theme.colour("window"))
    assert abs(pressed.lightnessF() - let_go.lightnessF()) < most


def test_a_long_word_is_made_to_fit_inside_the_ring(qapp: QApplication) -> None:
    theme = load_theme("light")
    image = painted(RingState("100:00", "Seitenwechsel, bitte warten " * 2, fraction=0.0), theme)
    bare = painted(RingState("", "", fraction=0.0), theme)
    changed = [
        (x, y)
        for x in range(0, BOX, 2)
        for y in range(0, BOX, 2)
        if image.pixelColor(x, y) != bare.pixelColor(x, y)
    ]
    assert changed
    assert max(math.hypot(x - BOX / 2, y - BOX / 2) for x, y in changed) < 164


@pytest.mark.parametrize(
    ("width", "height", "side"),
    [(1280, 764, 372), (400, 400, 240), (3000, 2000, 520), (700, 900, 315)],
)
def test_the_box_follows_the_window(width: int, height: int, side: int) -> None:
    assert ring_box(width, height) == side


class Watched(CountdownRing):
    """A ring that notes what Qt asked it to paint."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.regions: list[QRegion] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        self.regions.append(QRegion(event.region()))
        super().paintEvent(event)


@pytest.fixture
def ring(qtbot: QtBot) -> Watched:
    made = Watched(load_theme("light"))
    made.resize(BOX, BOX)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.set_motion(True)
    made.show_state(RingState("1:47", "Hold", fraction=0.6))
    qtbot.wait(1)
    made.regions.clear()
    return made


def area(regions: list[QRegion]) -> int:
    return sum(box.width() * box.height() for region in regions for box in list(region))


def test_the_same_state_paints_nothing(ring: Watched, qapp: QApplication) -> None:
    ring.show_state(RingState("1:47", "Hold", fraction=0.6))
    qapp.processEvents()
    assert ring.regions == []


@pytest.mark.parametrize("mode", ["circles", "strokes"])
def test_the_travelling_dot_paints_two_small_squares(
    ring: Watched, qapp: QApplication, mode: RingMode
) -> None:
    ring.show_state(RingState("1:47", mode=mode, beat_phase=0.0))
    qapp.processEvents()
    ring.regions.clear()
    ring.show_state(RingState("1:47", mode=mode, beat_phase=0.1))
    qapp.processEvents()
    assert 0 < area(ring.regions) < 2 * 24 * 24


def test_the_disc_takes_180_ms_when_calm_and_no_time_when_still(ring: Watched) -> None:
    ring.show_state(RingState("1", mode="presses"))
    ring.show_state(RingState("1", mode="presses", pressing=True))
    changes = ring.findChildren(QVariantAnimation)
    assert [change.duration() for change in changes] == [180]
    assert changes[0].state() == QVariantAnimation.State.Running
    ring.set_motion(False)
    ring.show_state(RingState("1", mode="presses", pressing=False))
    assert changes[0].state() == QVariantAnimation.State.Stopped


def test_an_idle_ring_runs_no_timer(ring: Watched) -> None:
    assert ring.findChildren(QVariantAnimation) == []


def test_the_spoken_words_are_the_callers(ring: Watched) -> None:
    ring.show_state(RingState("1:46", "Hold", spoken="1 minute 46 left, hold, left shoulder"))
    assert ring.accessibleName() == "1 minute 46 left, hold, left shoulder"
    assert ring.focusPolicy() == Qt.FocusPolicy.NoFocus
