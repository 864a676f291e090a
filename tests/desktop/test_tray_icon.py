"""What the tray icon shows and when it rests, without a desktop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QIcon
from pytestqt.qtbot import QtBot

from acutimer.ui.window import tray as tray_module
from acutimer.ui.window.tray import Look, Tray, drawn_icon


def active_timers(tray: Tray) -> list[QTimer]:
    return [timer for timer in tray.findChildren(QTimer) if timer.isActive()]


def ink(icon: QIcon, size_px: int) -> int:
    """How much of the icon is dark teal."""
    image = icon.pixmap(size_px, size_px).toImage()
    return sum(
        image.pixelColor(x, y).alpha() > 200 and image.pixelColor(x, y).lightness() < 110
        for x in range(size_px)
        for y in range(size_px)
    )


def contrast(one: QColor, other: QColor) -> float:
    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("panel", ["#ffffff", "#c8c8c8", "#808080", "#3b4045", "#000000"])
def test_ring_or_disc_stands_out_on_any_panel(qtbot: QtBot, panel: str) -> None:
    image = drawn_icon(Look.IDLE, 0).pixmap(22, 22).toImage()
    colours = [image.pixelColor(x, 11) for x in range(22) if image.pixelColor(x, 11).alpha() == 255]
    assert max(contrast(QColor(panel), colour) for colour in colours) >= 3


def test_the_arc_is_what_is_left(qtbot: QtBot) -> None:
    inks = [ink(drawn_icon(Look.RUNNING, left), 22) for left in (1.0, 0.75, 0.5, 0.25, 0.0)]
    assert inks == sorted(inks, reverse=True)
    assert len(set(inks)) == 5


def test_the_three_looks_differ_even_at_the_smallest_size(qtbot: QtBot) -> None:
    images = [drawn_icon(look, 0.5).pixmap(16, 16).toImage() for look in Look]
    assert images[0] != images[1] != images[2] != images[0]


def test_idle_and_found_nothing_it_gives_up_looking(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray_module, "LOOK_AGAIN_MS", (1, 1, 1))
    tray = Tray()
    looks: list[bool] = []
    monkeypatch.setattr(tray, "available", lambda: bool(looks.append(False)))
    tray.appear()
    # when it appears, at once, and three times more
    qtbot.waitUntil(lambda: len(looks) >= 5 and not tray._later.isActive())
    assert len(looks) == 6


def test_it_is_drawn_and_told_at_once_and_then_not_too_soon_again(qtbot: QtBot) -> None:
    tray = Tray()
    assert active_timers(tray) == []
    tray.show_session("a", 0.9, paused=False)
    assert (tray._drawn, tray._icon.toolTip()) == ((Look.RUNNING, 0.9), "a")
    assert active_timers(tray) == [tray._rest, tray._breath]
    assert (tray._rest.interval(), tray._breath.interval()) >= (2500, 1000)
    tray.show_session("b", 0.8, paused=False)
    tray.show_session("c", 0.7, paused=True)
    assert (tray._drawn, tray._icon.toolTip()) == ((Look.RUNNING, 0.9), "a")
    for timer in (tray._rest, tray._breath):
        timer.stop()
        timer.timeout.emit()
    assert (tray._drawn, tray._icon.toolTip()) == ((Look.PAUSED, 0.7), "c")
    tray.show_idle()
    for timer in (tray._rest, tray._breath):
        timer.stop()
        timer.timeout.emit()
    assert (tray._drawn, tray._icon.toolTip()) == ((Look.IDLE, 0.0), "Acutimer")


def test_an_arc_that_hardly_moved_is_not_drawn_again(qtbot: QtBot) -> None:
    tray = Tray()
    tray.show_session("a", 0.5, paused=False)
    for left, drawn in ((0.49, 0.5), (0.47, 0.47)):
        tray._rest.stop()
        tray.show_session("a", left, paused=False)
        assert tray._drawn == (Look.RUNNING, drawn)


def test_every_row_has_words(qtbot: QtBot) -> None:
    tray = Tray([("a", "A & B", "1:00")])
    tray.show_session("GB20 & GB21", 0.5, paused=False)
    texts = [row.text() for row in tray.menu.actions() if not row.isSeparator()]
    assert all(texts)
    assert texts[0] == "GB20 && GB21"
    assert tray.menu.accessibleName() == "Acutimer"


def test_without_routines_there_is_no_quick_session(qtbot: QtBot) -> None:
    tray = Tray()
    quick = next(row for row in tray.menu.actions() if row.objectName() == "tray.quick")
    assert not quick.isEnabled()
    tray.set_routines([("a", "A", "1:00")])
    assert quick.isEnabled()
    chosen: list[str] = []
    tray.quick_chosen.connect(chosen.append)
    quick.menu().actions()[0].trigger()
    assert chosen == ["a"]
