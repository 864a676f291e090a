"""A moment as a person or a program writes it: ISO 8601, in local time where it has no offset.

Must never take a moment that lies ahead: a note is of what was. No Qt: verbs need it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from acutimer.core.clock_doubt import lies_ahead
from acutimer.runtime.local_time import wall_time, zone_fault


class MomentError(ValueError):
    """What was written is no moment of a note, and why, in one sentence."""


def moment_of(text: str, now: datetime, named: str, zone: str | None = None) -> datetime:
    """The moment; raises MomentError, whose sentence calls what was written ``named``.

    Without an offset it is local time, or that of ``zone``, as Europe/Berlin.
    """
    try:
        written = datetime.fromisoformat(text)
        if zone is not None:
            at = _in_zone(written, zone)
        else:
            at = written if written.tzinfo else wall_time(written)
    except MomentError:
        raise
    except (ValueError, OverflowError, OSError):
        fault = zone_fault(now)
        if fault is not None:
            raise MomentError(f"{fault} Or give {named} with an offset.") from None
        raise MomentError(
            f"{named} takes a date and time like {now:%Y-%m-%dT%H:%M}, not {text!r}."
        ) from None
    if at is None:
        raise MomentError(
            f"{written:%Y-%m-%d %H:%M} does not exist here: the clocks were put forward over it. "
            "Give another time, or this one with its offset."
        )
    if lies_ahead(at, now):
        raise MomentError(f"{text} lies ahead; a note is of what was. Give another date.")
    return at


def _in_zone(written: datetime, zone: str) -> datetime | None:
    """The time on the walls of a zone; None where they never show it. Raises MomentError."""
    try:
        there = ZoneInfo(zone)
    except (ValueError, OSError, KeyError) as fault:  # no such zone is a KeyError
        raise MomentError(
            f"There is no time zone {zone!r}; zones have names like Europe/Berlin."
        ) from fault
    if written.tzinfo is not None:
        return written.astimezone(there)
    at = written.replace(tzinfo=there)
    is_shown = at.astimezone(UTC).astimezone(there).replace(tzinfo=None) == written
    return at if is_shown else None
