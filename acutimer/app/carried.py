"""What the app and the copy that waits tell each other when one takes the other's place.

Written for the same process a moment later, and read by nobody else. Must never hold what is not
needed for that: it is about somebody's health.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from acutimer.core.presence_count import Counted


class Reminded(NamedTuple):
    """What the app knows for its reminders and the copy that waits cannot find out."""

    #: when a routine was pressed last
    pressed_at: datetime | None = None
    #: when those from the plan come next, by id, and the offset of the wall that it holds for
    planned: Mapping[str, datetime | None] = {}
    offset_s: int = 0


class Carried(NamedTuple):
    """All of it; what is None has to be found out anew."""

    page: str = "press"
    reminded: Reminded | None = None
    counted: Counted | None = None


def carried_text(carried: Carried) -> str:
    """It as text; Python's own, for json would have to be loaded."""
    page, reminded, counted = carried
    told: list[object] | None = None
    if reminded is not None:
        planned = {key: _written(at) for key, at in reminded.planned.items()}
        told = [_written(reminded.pressed_at), planned, reminded.offset_s]
    return repr([page, told, None if counted is None else list(counted)])


def read_carried(text: str) -> Carried:
    """What ``carried_text`` wrote; nothing of any other text."""
    try:
        page, told, counted = literal_eval(text)
        reminded = None
        if told is not None:
            pressed_at, planned, offset_s = told
            moments = {key: _read(at) for key, at in planned.items()}
            reminded = Reminded(_read(pressed_at), moments, offset_s)
        return Carried(page, reminded, Counted(*counted) if counted is not None else None)
    except (ValueError, SyntaxError, TypeError, AttributeError):
        return Carried()


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _read(at: str | None) -> datetime | None:
    return None if at is None else datetime.fromisoformat(at)
