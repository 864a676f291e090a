"""A moment as the wall shows it here: its offset and the zone's name, read together.

A program that lives in the tray for weeks sees a new zone at once. Must never give an offset and a
zone of different moments, nor the name of a zone that does not exist. No Qt: verbs need it.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path

_LOCALTIME = Path("/etc/localtime")
#: Where systems keep their zones, as zoneinfo.TZPATH has it, which costs more to import.
_ZONES = tuple(
    Path(folder)
    for folder in ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo")
)
_TRIES = 3


class LocalZone(tzinfo):
    """The offset of one moment with the IANA name of its zone, empty where nobody knows it."""

    def __init__(self, offset: timedelta, key: str) -> None:
        self._offset = offset
        self.key = key

    def utcoffset(self, _: datetime | None) -> timedelta:
        """East of UTC."""
        return self._offset

    def dst(self, _: datetime | None) -> None:
        """Not known: the offset holds it."""

    def fromutc(self, at: datetime) -> datetime:
        """The same moment by this offset."""
        return at + self._offset

    def tzname(self, _: datetime | None) -> str:
        """The zone's name, for people."""
        return self.key or "local time"


class WallZone(tzinfo):
    """This computer's zone at any moment, looked up anew each time: summer and winter differ."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        """East of UTC at a time of the wall; ``fold`` says which one of two is meant."""
        if at is None:
            return timedelta(0)
        try:
            return _offset_of(at.replace(tzinfo=None))
        except (ValueError, OverflowError, OSError):
            return timedelta(0)  # as local_time has it

    def dst(self, _: datetime | None) -> None:
        """Not known: the offset holds it."""

    def fromutc(self, at: datetime) -> datetime:
        """The same moment by the wall, with the fold that leads back to it."""
        moment = at.replace(tzinfo=UTC)
        wall = at + (local_time(moment).utcoffset() or timedelta(0))
        first = wall.replace(fold=0)
        return first if first - self.utcoffset(first) == at else wall.replace(fold=1)

    def tzname(self, _: datetime | None) -> str:
        """The zone's name, for people."""
        return zone_name() or "local time"


def local_time(at: datetime) -> datetime:
    """The moment in this computer's zone of now; in UTC where the zone is none (``zone_fault``)."""
    offset, key = timedelta(0), ""
    try:
        for _ in range(_TRIES):
            key = zone_name()
            offset = _offset_of(at)
            if key == zone_name():
                break
        else:
            key = ""  # it changes all the time
    except (ValueError, OverflowError, OSError):
        return at.astimezone(_zone(timedelta(0), ""))
    return at.astimezone(_zone(offset, key))


def zone_fault(at: datetime) -> str | None:
    """Why local time is none here, in one sentence, or None."""
    try:
        _offset_of(at)
    except (ValueError, OverflowError, OSError):
        named = os.environ.get("TZ", "")
        return (
            f"The time zone of this computer, {named!r}, is none, so times are taken as UTC. "
            "Set it right, for instance TZ=Europe/Berlin."
        )
    return None


def zone_name() -> str:
    """The IANA name of this computer's zone, or '' where it has none that exists."""
    named = os.environ.get("TZ")
    if named is None:
        try:
            named = str(_LOCALTIME.readlink())
        except OSError:
            return ""
    named = named.removeprefix(":")
    if named.startswith((".", "/")):
        named = named.partition("zoneinfo/")[2]
    return named if _exists(named) else ""


def _exists(name: str) -> bool:
    if not name or ".." in name.split("/"):
        return False
    return any((folder / name).is_file() for folder in _ZONES)


def _offset_of(at: datetime) -> timedelta:
    """What the system says, looked up anew; raises ValueError for a zone that is none."""
    if hasattr(time, "tzset"):
        time.tzset()
    return at.astimezone().utcoffset() or timedelta(0)


@lru_cache(maxsize=16)
def _zone(offset: timedelta, key: str) -> LocalZone:
    return LocalZone(offset, key)


def wall_time(at: datetime) -> datetime | None:
    """The moment at which the wall shows a time without offset; None where it never does.

    Where it shows it twice, the first is meant. Raises ValueError or OverflowError.
    """
    if hasattr(time, "tzset"):
        time.tzset()
    moment = at.astimezone(UTC)
    local = local_time(moment)
    return local if local.replace(tzinfo=None) == at else None
