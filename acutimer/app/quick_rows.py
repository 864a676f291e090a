"""The routines that the tray offers while no window is there, in the order of the window's list.

Must never be a way to begin one: it only names them.
"""

from __future__ import annotations

from acutimer.app.content import Content
from acutimer.app.guidance import led
from acutimer.core.durations import clock_text
from acutimer.core.preparing import with_lengths
from acutimer.core.routine_order import in_order
from acutimer.places import Places
from acutimer.storage.preferences_file import load_preferences

#: A menu is read at a glance; the window has the rest.
QUICK_ROWS = 5


def quick_rows(places: Places) -> list[tuple[str, str, str]]:
    """Id, name and length of each; today's answers may shorten one that is begun."""
    chosen, _ = load_preferences(places.preferences)
    content = Content(places)
    content.load(more=chosen.extra_points)
    listed = in_order(content.routines, chosen.favourites, chosen.recent_routines)
    rows: list[tuple[str, str, str]] = []
    for one in listed[:QUICK_ROWS]:
        as_led = led(with_lengths(one, chosen.step_lengths), content.atlas, chosen)
        rows.append((one.id, one.name, clock_text(as_led.length_s)))
    return rows
