"""What the desktop asks of every program: larger text, no movement, strong contrast.

Plain values from what the settings portal tells; a value that makes no sense asks for nothing. Must
never decide against the person: what was chosen here holds (app.looks, app.choices).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_LOOKS = "org.freedesktop.appearance"
_GNOME = "org.gnome.desktop.interface"
_GNOME_ACCESS = "org.gnome.desktop.a11y.interface"
#: The parts of the desktop's settings that hold a wish.
NAMESPACES = (_LOOKS, _GNOME, _GNOME_ACCESS)
_TEXT = (_GNOME, "text-scaling-factor")
_MOVES = (_GNOME, "enable-animations")
_STILL = (_LOOKS, "reduced-motion")
_CONTRAST = (_LOOKS, "contrast")
_GNOME_CONTRAST = (_GNOME_ACCESS, "high-contrast")
#: No desktop's slider goes further.
_LEAST_TEXT, _MOST_TEXT = 0.5, 4.0


class Wishes(NamedTuple):
    """``text`` is times the usual size."""

    text: float = 1.0
    still: bool = False
    contrast: bool = False


def read_wishes(told: Mapping[tuple[str, str], object]) -> Wishes:
    """The wishes in settings by namespace and key."""
    text = told.get(_TEXT)
    if isinstance(text, bool) or not isinstance(text, int | float):
        text = 1.0
    return Wishes(
        text=float(text) if _LEAST_TEXT <= text <= _MOST_TEXT else 1.0,
        still=_is_on(told.get(_STILL)) or told.get(_MOVES) is False,
        contrast=_is_on(told.get(_CONTRAST)) or told.get(_GNOME_CONTRAST) is True,
    )


def _is_on(value: object) -> bool:
    """Whether a number of the portal says yes: 1, of 0 and 1."""
    return not isinstance(value, bool) and value == 1
