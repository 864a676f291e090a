"""The IANA name of the zone a moment was noted in, without loading zoneinfo.

Must never guess: a moment with somebody else's offset has no known zone.
"""

from __future__ import annotations

from datetime import datetime

from acutimer.runtime.local_time import local_time


def zone_of(at: datetime) -> str:
    """The zone's name as the moment carries it, or this machine's when the offset fits, or ''."""
    key = getattr(at.tzinfo, "key", None)  # a zoneinfo.ZoneInfo, or what the clock gave
    if isinstance(key, str):
        return key
    local = local_time(at)
    return getattr(local.tzinfo, "key", "") if local.utcoffset() == at.utcoffset() else ""
