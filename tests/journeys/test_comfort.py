"""Larger text, no movement, strong contrast: as one chooses it here, and as the desktop wishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from acutimer.core.preferences import Preferences
from acutimer.places import places_for
from acutimer.storage.preferences_file import load_preferences, save_preferences
from tests.desktop.bus_stage import PrivateBus, private_bus, until
from tests.journeys.conftest import Journey
from tests.journeys.hands import CTRL, Hands, Key

Start = Callable[..., Journey]
PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch, qtbot: object) -> Iterator[PrivateBus]:
    """A desktop that asks for text of 125 per cent."""
    with private_bus() as bus:
        bus.start_service("settings")
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        yield bus


def change(bus: PrivateBus, namespace: str, key: str, value: str) -> None:
    bus.tell(*PORTAL, "test.Settings.Set", namespace, key, value)


def times(day: Journey, before_pt: float) -> float:
    """How large text is, as times what it was before the app."""
    title = next(one for one in day.app.window.findChildren(QLabel) if one.text() == "Find it")
    pt = QApplication.font().pointSizeF()
    until(lambda: title.font().pointSizeF() >= pt * 1.14, "the titles to follow")
    return round(pt / before_pt, 3)


def test_text_grows_at_once_by_setting_and_by_keys_and_is_kept(
    journey: Start, qapp: QApplication
) -> None:
    own_pt = qapp.font().pointSizeF()
    day = journey()
    hands = Hands(day)
    assert times(day, own_pt) == 1.0
    day.app.show_page("settings")
    page: Any = day.app.window.built("settings")
    page.comfort.text_size.button("1.5").click()
    assert times(day, own_pt) == 1.5
    page_title = next(one for one in page.findChildren(QLabel) if one.text() == "Comfort")
    assert page_title.font().pointSizeF() >= own_pt * 1.5
    hands.press(Key.Key_Plus, held=CTRL)
    assert (times(day, own_pt), page.comfort.text_size.key) == (1.75, "1.75")
    hands.press(Key.Key_Minus, held=CTRL)
    hands.press(Key.Key_Minus, held=CTRL)
    assert times(day, own_pt) == 1.25
    day.app.choices.flush()
    kept, fault = load_preferences(day.places.preferences)
    assert kept.text_size == 1.25
    assert not fault
    hands.press(Key.Key_0, held=CTRL)
    assert times(day, own_pt) == 1.0


def test_a_size_that_was_kept_holds_from_the_first_paint(
    journey: Start, qapp: QApplication, tmp_path: Path
) -> None:
    own_pt = qapp.font().pointSizeF()
    save_preferences(places_for(tmp_path).preferences, Preferences(text_size=2.0))
    assert times(journey(), own_pt) == 2.0


def test_the_desktops_wishes_are_followed_while_it_runs(
    desktop: PrivateBus, journey: Start, qapp: QApplication
) -> None:
    own_pt = qapp.font().pointSizeF()
    day = journey()
    choices, window = day.app.choices, day.app.window
    until(lambda: choices.wishes.text == 1.25, "the desktop's text scale")
    assert times(day, own_pt) == 1.25
    choices.choose(choices.now._replace(text_size=1.5))
    assert times(day, own_pt) == 1.875
    choices.choose(choices.now._replace(text_size=2.0))
    assert times(day, own_pt) == 2.0, "the two multiply up to the largest"

    assert choices.moves
    change(desktop, "org.gnome.desktop.interface", "enable-animations", "<false>")
    until(lambda: not choices.moves, "stillness")
    choices.choose(choices.now._replace(movement="calm"))
    assert choices.moves, "a choice goes before the desktop's wish"

    assert not window.theme.high_contrast
    change(desktop, "org.gnome.desktop.a11y.interface", "high-contrast", "<true>")
    until(lambda: window.theme.high_contrast, "high contrast")
    choices.choose(choices.now._replace(theme="dim"))
    assert window.theme.name == "dim"
    change(desktop, "org.gnome.desktop.a11y.interface", "high-contrast", "<false>")
    until(lambda: not choices.wishes.contrast, "the end of it")
    assert window.theme.name == "dim"
    assert choices.now.text_size == 2.0, "nothing of it becomes a choice"
