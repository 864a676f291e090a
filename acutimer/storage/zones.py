"""The IANA name of the zone a moment was noted in, without loading zoneinfo.

Must never guess: a moment with somebody else's offset has no known zone.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

_LOCALTIME = Path("/etc/localtime")


def zone_of(at: datetime) -> str:
    """The zone's name as the moment carries it, or this machine's when the offset fits, or ''."""
    key = getattr(at.tzinfo, "key", None)  # a zoneinfo.ZoneInfo
    if isinstance(key, str):
        return key
    return _local_zone() if at.utcoffset() == at.astimezone().utcoffset() else ""


def _local_zone() -> str:
    named = os.environ.get("TZ", "").removeprefix(":")
    if "/" in named and not named.startswith("/"):
        return named
    if named:
        return ""
    try:
        return str(_LOCALTIME.readlink()).partition("zoneinfo/")[2]
    except OSError:
        return ""
