"""How long somebody was there: what went by between two looks, less what nobody was there.

Plain numbers, so that whoever counts can hand them on. Must never count a moment twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

#: Who has touched nothing for so long is away.
AWAY_MS = 2 * 60_000


class Counted(NamedTuple):
    """What has been counted: milliseconds of presence, until when, and at which count each
    reminder began anew, by id; "" for all of them.
    """

    present_ms: int
    until_ms: int
    began_ms: Mapping[str, int]


class PresenceCount:
    """Counts from ``now_ms`` on, or goes on with what was counted; all by one clock."""

    def __init__(self, now_ms: int, before: Counted | None = None) -> None:
        counted = before if before is not None else Counted(0, now_ms, {})
        self._present_ms, self._until_ms, began_ms = counted
        self._began_ms = {"": 0, **began_ms}

    @property
    def counted(self) -> Counted:
        """What another one goes on with."""
        return Counted(self._present_ms, self._until_ms, dict(self._began_ms))

    def look(self, now_ms: int, idle_ms: int | None) -> None:
        """Count until now; ``idle_ms`` is how long nothing was touched, None where nobody knows."""
        passed_ms, self._until_ms = now_ms - self._until_ms, now_ms
        away_ms = idle_ms if idle_ms is not None and idle_ms >= AWAY_MS else 0
        self._present_ms += max(0, passed_ms - away_ms)

    def since(self, reminder: str, now_ms: int | None = None) -> timedelta:
        """How long somebody was there since that reminder last came, or all began anew.

        With ``now_ms`` as if nobody had left since the last look.
        """
        began_ms = max(self._began_ms[""], self._began_ms.get(reminder, 0))
        more_ms = max(0, now_ms - self._until_ms) if now_ms is not None else 0
        return timedelta(milliseconds=self._present_ms + more_ms - began_ms)

    def begin_anew(self, reminder: str = "") -> None:
        """Count anew from the last look on, for one reminder or for all."""
        self._began_ms[reminder] = self._present_ms
