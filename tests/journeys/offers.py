"""What the list calls a routine: by its name, and how long it lasts with what the voice says."""

from __future__ import annotations

from acutimer.app.guidance import led
from acutimer.core.durations import clock_text
from acutimer.core.preferences import Preferences
from tests.core.shipped import atlas, routine


def offered(identifier: str) -> str:
    """The name of its entry for somebody who changed no preference."""
    found = led(routine(identifier), atlas(), Preferences())
    return f"{found.name}, {clock_text(found.length_s)}"
