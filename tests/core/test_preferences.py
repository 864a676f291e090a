"""Preferences keep their bounds, and one bad value never costs the others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.preferences import Preferences, preferences_content, read_preferences
from acutimer.core.settings import MOVEMENT, PICTURE_BRIGHTNESS, SETTINGS, THEME, Setting

NAMES = list(Preferences._fields)


def test_every_preference_has_the_default_of_its_setting_and_none_is_forgotten() -> None:
    assert {name: setting.default for name, setting in SETTINGS.items()} == Preferences()._asdict()


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_a_setting_may_be_its_default(setting: Setting[Any]) -> None:
    if isinstance(setting.default, str | float):
        assert setting.fault(setting.default) == ""
    assert len(set(setting.keys)) == len(setting.choices)
    least, most = setting.bounds
    assert least < most


def test_a_number_is_brought_within_its_bounds() -> None:
    assert [PICTURE_BRIGHTNESS.within(share) for share in (0.0, 0.7, 3.0)] == [0.4, 0.7, 1.0]


def test_nothing_written_means_the_defaults() -> None:
    assert read_preferences({}) == (Preferences(), [])


def test_what_is_written_is_read_again() -> None:
    chosen = Preferences()._replace(
        theme="hcDim",
        movement="still",
        tones=False,
        tones_volume=0.25,
        picture_brightness=0.4,
        quick_routine="my-own",
        emergency_number="144",
        your_points={"GB21": "right", "GB20": "both"},
    )
    assert read_preferences(preferences_content(chosen)) == (chosen, [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tones_volume", 0),
        ("tones_volume", 1),
        ("metronome_volume", 0.0),
        ("metronome_volume", 1.0),
        ("picture_brightness", 0.4),
        ("picture_brightness", 1),
        *(("theme", theme) for theme in THEME.keys),
        *(("movement", movement) for movement in MOVEMENT.keys),
        ("emergency_number", "9" * 80),
        ("emergency_number", ""),
        ("stereo", True),
        *(("voice", language) for language in ("en", "es", "gsw")),
    ],
)
def test_a_value_within_its_bounds_is_kept(name: str, value: object) -> None:
    chosen, faults = read_preferences({name: value})
    assert faults == []
    assert getattr(chosen, name) == value
    assert type(getattr(chosen, name)) is type(getattr(Preferences(), name))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("theme", "neon", "theme must be one of system, light, dim, hcLight, hcDim"),
        ("theme", 3, "theme must be a text"),
        ("movement", "wild", "movement must be one of system, calm, still"),
        ("tones", "yes", "tones must be true or false"),
        ("tones", 1, "tones must be true or false"),
        ("tones_volume", -0.01, "tones_volume must lie from 0.0 to 1.0"),
        ("tones_volume", 1.01, "tones_volume must lie from 0.0 to 1.0"),
        ("tones_volume", float("nan"), "tones_volume must lie"),
        ("tones_volume", float("inf"), "tones_volume must lie"),
        ("tones_volume", 10**400, "tones_volume must lie"),
        ("tones_volume", True, "tones_volume must be a number"),
        ("tones_volume", "0.5", "tones_volume must be a number"),
        ("picture_brightness", 0.39, "picture_brightness must lie from 0.4 to 1.0"),
        *(
            ("voice", one, "voice must be the code of a language, like en")
            for one in ("english", "e", "../en", "EN", "en\n")
        ),
        ("quick_routine", "", "quick_routine must be a text"),
        ("emergency_number", "  ", "emergency_number must be a text"),
        ("emergency_number", "9" * 81, "emergency_number must be a text"),
    ],
)
def test_a_bad_value_keeps_its_default_and_is_named(name: str, value: object, words: str) -> None:
    other = "stereo" if name != "stereo" else "tones"
    chosen, faults = read_preferences({name: value, other: True})
    assert chosen == Preferences()._replace(**{other: True})
    assert len(faults) == 1
    assert faults[0].startswith(words)


def test_what_a_newer_acutimer_wrote_is_passed_over() -> None:
    assert read_preferences({"hologram": True}) == (Preferences(), [])


@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
    )
)
def test_any_mapping_gives_preferences_within_bounds(content: dict[str, Any]) -> None:
    chosen, faults = read_preferences(content)
    assert 0 <= chosen.tones_volume <= 1
    assert 0 <= chosen.metronome_volume <= 1
    assert 0.4 <= chosen.picture_brightness <= 1
    assert chosen.theme in THEME.keys
    assert chosen.movement in MOVEMENT.keys
    for fault in faults:
        name = fault.split()[0]
        assert getattr(chosen, name) == getattr(Preferences(), name)
    assert read_preferences(preferences_content(chosen)) == (chosen, [])
