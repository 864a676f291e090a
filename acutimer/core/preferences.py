"""What the person chose, with defaults and bounds. Not window state, not safety answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from acutimer.core.spots import Spot, read_spots
from acutimer.core.step_lengths import read_step_lengths

THEMES = ("system", "light", "dim", "hcLight", "hcDim")
MOVEMENTS = ("system", "calm", "still")
#: Which build of the body is drawn, and the tone of its skin.
FIGURES = ("male", "female")
SKIN_TONES = ("fair", "sand", "brown", "deep")
#: How much is said and sounded: everything, the short form, tones without a voice, nothing.
GUIDANCE = ("all", "short", "tones", "silent")
VOICES = ("en", "de")
#: When a step waits for the person's word beside where its routine says so.
WAITS = ("never", "change", "always")


class Preferences(NamedTuple):
    """Every choice; volumes and brightness are parts of one, 0 to 1."""

    theme: str = "system"
    movement: str = "system"
    tones: bool = True
    tones_volume: float = 0.5
    metronome: bool = True
    metronome_volume: float = 0.4
    stereo: bool = True
    guidance: str = "all"
    #: the language of the recorded phrases
    voice: str = "en"
    voice_volume: float = 0.8
    breath: bool = False
    breath_volume: float = 0.3
    breaths_per_minute: float = 6.0
    wait: str = "never"
    hide_point_names: bool = True
    picture_brightness: float = 1.0
    figure: str = "male"
    skin_tone: str = "fair"
    #: points beyond the article's seven
    extra_points: bool = False
    #: width of the person's own thumb at its joint, 0 while not measured
    thumb_mm: float = 0.0
    #: the person's own spots by "GB20.left"; never part of an export
    spots: Mapping[str, Spot] = MappingProxyType({})
    #: seconds that a step shall last from now on, by core.step_lengths.key_of
    step_lengths: Mapping[str, int] = MappingProxyType({})
    keep_in_tray: bool = True
    last_routine: str = "neck-and-shoulders"
    quick_routine: str = "desk-pause"
    emergency_number: str = "112"


_CHOICES = {
    "theme": THEMES,
    "movement": MOVEMENTS,
    "figure": FIGURES,
    "skin_tone": SKIN_TONES,
    "guidance": GUIDANCE,
    "voice": VOICES,
    "wait": WAITS,
}
_BOUNDS = {
    "tones_volume": (0.0, 1.0),
    "metronome_volume": (0.0, 1.0),
    "voice_volume": (0.0, 1.0),
    "breath_volume": (0.0, 1.0),
    "breaths_per_minute": (3.0, 12.0),
    "picture_brightness": (0.4, 1.0),
    "thumb_mm": (0.0, 40.0),
}
_MOST_TEXT = 80


def read_preferences(content: Mapping[str, object]) -> tuple[Preferences, list[str]]:
    """Preferences from a mapping; what cannot be used keeps its default and is named."""
    chosen = Preferences()
    faults: list[str] = []
    for name, default in chosen._asdict().items():
        if name not in content:
            continue
        value = content[name]
        if name == "spots":
            spots, spot_faults = read_spots(value)
            chosen = chosen._replace(spots=spots)
            faults += spot_faults
            continue
        if name == "step_lengths":
            lengths, length_faults = read_step_lengths(value)
            chosen = chosen._replace(step_lengths=lengths)
            faults += length_faults
            continue
        if fault := _fault(name, value, default):
            faults.append(f"{name} {fault}")
            continue
        if isinstance(default, float):
            value = float(str(value))
        chosen = chosen._replace(**{name: value})
    return chosen, faults


def _fault(name: str, value: object, default: object) -> str | None:
    if isinstance(default, bool):
        return None if isinstance(value, bool) else "must be true or false"
    if isinstance(default, float):
        least, most = _BOUNDS[name]
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "must be a number"
        return None if least <= value <= most else f"must lie from {least} to {most}"
    if not isinstance(value, str) or not value.strip() or len(value) > _MOST_TEXT:
        return f"must be a text of 1 to {_MOST_TEXT} characters"
    if name in _CHOICES and value not in _CHOICES[name]:
        return f"must be one of {', '.join(_CHOICES[name])}"
    return None


def preferences_content(preferences: Preferences) -> dict[str, object]:
    """The mapping that is written to the preferences file."""
    spots = {key: list(spot) for key, spot in preferences.spots.items()}
    lengths = dict(preferences.step_lengths)
    return {**preferences._asdict(), "spots": spots, "step_lengths": lengths}
