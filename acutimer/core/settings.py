"""Every setting, declared once: its default, what it may be, and the words of its row.

The names are those of the preferences file. Must never hold what was chosen: that is a value of
core.preferences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from acutimer.core.day_end import DAY_ENDS as DAY_ENDS_AT
from acutimer.core.day_end import USUAL_DAY_END
from acutimer.core.spots import Spot
from acutimer.core.text_sizes import TEXT_SIZES
from acutimer.core.voices import CODE, CODE_FAULT

T = TypeVar("T")
#: key in the file, words on the page
Choices = tuple[tuple[str, str], ...]
MOST_TEXT = 80


class Setting(NamedTuple, Generic[T]):
    """One thing to choose; without a ``section`` it is chosen elsewhere than on the Settings page.

    A text with ``choices`` must be one of them, one with a ``form`` (a regular expression, and what
    is said where it does not fit) must have that; a number must lie within ``bounds``.
    """

    name: str
    default: T
    section: str = ""
    title: str = ""
    help: str = ""
    choices: Choices = ()
    bounds: tuple[float, float] = (0.0, 1.0)
    form: tuple[str, str] = ("", "")

    @property
    def keys(self) -> tuple[str, ...]:
        """What a text may be."""
        return tuple(key for key, _ in self.choices)

    def within(self, value: float) -> float:
        """The number nearest to ``value`` that lies within the bounds."""
        least, most = self.bounds
        return min(most, max(least, value))

    def fault(self, value: object) -> str:
        """Why a value of a file cannot be used; empty when it can."""
        match self.default:
            case bool():
                return "" if isinstance(value, bool) else "must be true or false"
            case float():
                least, most = self.bounds
                if isinstance(value, bool) or not isinstance(value, int | float):
                    return "must be a number"
                return "" if least <= value <= most else f"must lie from {least} to {most}"
            case _:
                if value == self.default == "":
                    return ""  # nothing chosen, and nothing need be
                if not isinstance(value, str) or not value.strip() or len(value) > MOST_TEXT:
                    return f"must be a text of 1 to {MOST_TEXT} characters"
                if self.choices and value not in self.keys:
                    return f"must be one of {', '.join(self.keys)}"
                form, words = self.form
                if form and not re.fullmatch(form, value):
                    return words
                return ""


COMFORT, SOUND, SESSIONS, DIARY, SAFETY = "comfort", "sound", "sessions", "diary", "safety"
#: Breaths a minute; slower or faster is no pace to follow.
_SLOWEST, _FASTEST = 3.0, 12.0

# fmt: off
THEME = Setting("theme", "system", COMFORT, "Theme",
    choices=(("system", "System"), ("light", "Light"), ("dim", "Dim"),
             ("hcLight", "High contrast"), ("hcDim", "High contrast dim")))
MOVEMENT = Setting("movement", "system", COMFORT, "Movement",
    "Still: no pulsing, no sliding. Rings step once a second.",
    (("system", "Follow system"), ("calm", "Calm"), ("still", "Still")))
#: Times the size that the desktop gives.
TEXT_SIZE = Setting("text_size", 1.0, COMFORT, "Text size",
    "Changes at once, everywhere. Ctrl + and Ctrl − change it too; Ctrl 0 sets 100 %.",
    bounds=(TEXT_SIZES[0], TEXT_SIZES[-1]))
TONES = Setting("tones", True, SOUND, "Tones", "Soft, low. Start, end, switch sides, all done.")
TONES_VOLUME = Setting("tones_volume", 0.5, SOUND)
METRONOME = Setting("metronome", True, SOUND, "Metronome", "For presses, circles and strokes.")
METRONOME_VOLUME = Setting("metronome_volume", 0.4, SOUND)
STEREO = Setting("stereo", True, SOUND, "Left and right in stereo",
    "Cues come from the side to press. Needs headphones.")
#: How much is said and sounded.
GUIDANCE = Setting("guidance", "all", SOUND, "Guidance",
    "The page shows every cue as words, whatever is heard.",
    (("all", "Everything"), ("short", "Short"), ("tones", "Tones only"), ("silent", "Silent")))
#: The language of the recorded phrases; any that has a code, for its package may come and go.
VOICE = Setting("voice", "en", SOUND, "Language of the voice",
    "Recorded phrases, spoken without a network.",
    form=(CODE, CODE_FAULT))
VOICE_VOLUME = Setting("voice_volume", 0.8, SOUND, "Voice", "Where, with what, how and how long.")
BREATH = Setting("breath", False, SOUND, "Breath", "A soft sound to breathe with, in and out.")
BREATH_VOLUME = Setting("breath_volume", 0.3, SOUND)
BREATHS_PER_MINUTE = Setting("breaths_per_minute", 6.0, SOUND, "Breaths a minute",
    f"From {_SLOWEST:g} to {_FASTEST:g}. Take the pace that is easy.",
    bounds=(_SLOWEST, _FASTEST))
#: When a step waits for the person's word beside where its routine says so.
WAIT = Setting("wait", "never", SESSIONS, "Wait until I am ready",
    "The clock stands until you press any key.",
    (("never", "Never"), ("change", "When the point changes"), ("always", "Always")))
HIDE_POINT_NAMES = Setting("hide_point_names", True, SESSIONS,
    "Hide point names on the lock screen",
    "Players and lock screens then show “Session running” and no names.")
PICTURE_BRIGHTNESS = Setting("picture_brightness", 1.0, COMFORT, "Brightness of the body picture",
    "Only the picture, and only in dark themes.",
    bounds=(0.4, 1.0))
#: Which build of the body is drawn, and the tone of its skin.
FIGURE = Setting("figure", "male", COMFORT, "Figure",
    "Both show the same places.",
    (("male", "Male"), ("female", "Female")))
SKIN_TONE = Setting("skin_tone", "fair", COMFORT, "Skin tone",
    "How the body picture is coloured.",
    (("fair", "Fair"), ("sand", "Sand"), ("brown", "Brown"), ("deep", "Deep")))
#: Points beyond the article's seven.
EXTRA_POINTS = Setting("extra_points", False, SESSIONS, "More points",
    "19 points the article does not name. Each says what it rests on. Off at first.")
#: Width of the person's own thumb at its joint in millimetres, 0 while not measured.
THUMB_MM = Setting("thumb_mm", 0.0, COMFORT, "Width of your thumb",
    "Measure at the knuckle with a ruler. Optional.",
    bounds=(0.0, 40.0))
#: As core.day_end has it.
DAY_ENDS = Setting("day_ends", USUAL_DAY_END, DIARY, "My day ends at",
    "What you note of the evening after midnight, but before this time, counts for the day before.",
    tuple((one, one) for one in DAY_ENDS_AT))
FOLLOW_UP = Setting("follow_up", False, DIARY, "Ask once after 30 minutes",
    "A line at the top asks how the pain is, half an hour after a session. Off at first.")
_NO_SPOTS: Mapping[str, Spot] = MappingProxyType({})
#: The person's own spots by "GB20.left"; they leave in the JSON export alone, which brings a diary
#: to another computer whole.
SPOTS = Setting("spots", _NO_SPOTS)
_NO_LENGTHS: Mapping[str, int] = MappingProxyType({})
#: Seconds that a step shall last from now on, by core.step_lengths.key_of.
STEP_LENGTHS = Setting("step_lengths", _NO_LENGTHS, SESSIONS, "Kept lengths",
    "None. In a session, K keeps a length you changed.")
KEEP_IN_TRAY = Setting("keep_in_tray", True, SESSIONS, "Keep running in the tray",
    "Closing the window leaves the icon and its quick sessions.")
AUTOSTART = Setting("autostart", False, SESSIONS, "Start with the desktop",
    "Waits in the tray, and shows no window.")
_NO_POINTS: Mapping[str, str] = MappingProxyType({})
#: The points clicked together on the map, in their order, with their sides.
YOUR_POINTS = Setting("your_points", _NO_POINTS)
LAST_ROUTINE = Setting("last_routine", "")
#: How high the greeting above the routines was when it came last, in px; 0 while there is none.
GREETING_PX = Setting("greeting_px", 0.0, bounds=(0.0, 4000.0))
#: How long one has for the routines that *Where does it hurt?* offers, in minutes.
HOW_LONG = Setting("how_long", "5",
    choices=(("2", "2 min"), ("5", "5 min"), ("10", "10 min"), ("any", "Any")))
#: Whether the small window of a session lies above the others.
MINI_ON_TOP = Setting("mini_on_top", True)
#: Whether it was said that a closed window leaves its icon in the tray.
TRAY_TOLD = Setting("tray_told", False)
#: Whether the strip of a first start was seen.
WELCOMED = Setting("welcomed", False)
_NO_ROUTINES: Sequence[str] = ()
#: Routines with a star in their own order, and routines by their last use; ids.
FAVOURITES = Setting("favourites", _NO_ROUTINES)
RECENT_ROUTINES = Setting("recent_routines", _NO_ROUTINES)
QUICK_ROUTINE = Setting("quick_routine", "desk-pause", SESSIONS, "Quick session",
    "What the tray and the launcher start at once.")
#: The person's own; empty is the number of the computer's region.
EMERGENCY_NUMBER = Setting("emergency_number", "", SAFETY, "Emergency number",
    "Shown large when pressing must stop. Left empty, it is that of your country.")
# fmt: on
#: All of the above by their names, in their order.
SETTINGS: dict[str, Setting[Any]] = {
    setting.name: setting for setting in list(globals().values()) if isinstance(setting, Setting)
}
