"""What the person chose among core.settings. Not window state, not safety answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from acutimer.core import settings
from acutimer.core.routine_order import read_ids
from acutimer.core.spots import Spot, read_spots
from acutimer.core.step_lengths import read_step_lengths
from acutimer.core.your_points import read_your_points


class Preferences(NamedTuple):
    """Every choice; volumes and brightness are parts of one, 0 to 1."""

    theme: str = settings.THEME.default
    movement: str = settings.MOVEMENT.default
    text_size: float = settings.TEXT_SIZE.default
    tones: bool = settings.TONES.default
    tones_volume: float = settings.TONES_VOLUME.default
    metronome: bool = settings.METRONOME.default
    metronome_volume: float = settings.METRONOME_VOLUME.default
    stereo: bool = settings.STEREO.default
    guidance: str = settings.GUIDANCE.default
    voice: str = settings.VOICE.default
    voice_volume: float = settings.VOICE_VOLUME.default
    breath: bool = settings.BREATH.default
    breath_volume: float = settings.BREATH_VOLUME.default
    breaths_per_minute: float = settings.BREATHS_PER_MINUTE.default
    wait: str = settings.WAIT.default
    hide_point_names: bool = settings.HIDE_POINT_NAMES.default
    picture_brightness: float = settings.PICTURE_BRIGHTNESS.default
    figure: str = settings.FIGURE.default
    skin_tone: str = settings.SKIN_TONE.default
    extra_points: bool = settings.EXTRA_POINTS.default
    thumb_mm: float = settings.THUMB_MM.default
    spots: Mapping[str, Spot] = settings.SPOTS.default
    step_lengths: Mapping[str, int] = settings.STEP_LENGTHS.default
    keep_in_tray: bool = settings.KEEP_IN_TRAY.default
    autostart: bool = settings.AUTOSTART.default
    your_points: Mapping[str, str] = settings.YOUR_POINTS.default
    last_routine: str = settings.LAST_ROUTINE.default
    greeting_px: float = settings.GREETING_PX.default
    how_long: str = settings.HOW_LONG.default
    mini_on_top: bool = settings.MINI_ON_TOP.default
    tray_told: bool = settings.TRAY_TOLD.default
    welcomed: bool = settings.WELCOMED.default
    favourites: Sequence[str] = settings.FAVOURITES.default
    recent_routines: Sequence[str] = settings.RECENT_ROUTINES.default
    quick_routine: str = settings.QUICK_ROUTINE.default
    day_ends: str = settings.DAY_ENDS.default
    follow_up: bool = settings.FOLLOW_UP.default
    emergency_number: str = settings.EMERGENCY_NUMBER.default


#: What is more than one value, and reads itself.
_TABLES: dict[str, Callable[[object], tuple[object, list[str]]]] = {
    settings.SPOTS.name: read_spots,
    settings.STEP_LENGTHS.name: read_step_lengths,
    settings.YOUR_POINTS.name: read_your_points,
    settings.FAVOURITES.name: partial(read_ids, settings.FAVOURITES.name),
    settings.RECENT_ROUTINES.name: partial(read_ids, settings.RECENT_ROUTINES.name),
}


def read_preferences(content: Mapping[str, object]) -> tuple[Preferences, list[str]]:
    """Preferences from a mapping; what cannot be used keeps its default and is named."""
    chosen: dict[str, Any] = {}
    faults: list[str] = []
    for name, setting in settings.SETTINGS.items():
        if name not in content:
            continue
        value = content[name]
        if (read_table := _TABLES.get(name)) is not None:
            chosen[name], table_faults = read_table(value)
            faults += table_faults
        elif fault := setting.fault(value):
            faults.append(f"{name} {fault}")
        else:
            chosen[name] = float(str(value)) if isinstance(setting.default, float) else value
    return Preferences()._replace(**chosen), faults


def preferences_content(preferences: Preferences) -> dict[str, object]:
    """The mapping that is written to the preferences file."""
    spots = {key: list(spot) for key, spot in preferences.spots.items()}
    lengths = dict(preferences.step_lengths)
    points = dict(preferences.your_points)
    tables = {"spots": spots, "step_lengths": lengths, "your_points": points}
    lists = {
        "favourites": list(preferences.favourites),
        "recent_routines": list(preferences.recent_routines),
    }
    return {**preferences._asdict(), **tables, **lists}
