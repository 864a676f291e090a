"""The moment at which the wall of a zone shows a time, whatever its clocks do that night.

Must never give no moment: a time that the clocks leap over is the first one after the leap, and of
a time that comes twice the first is meant. The zone is handed in, so that nothing is read here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

_SECOND = timedelta(seconds=1)


def moment(day: date, at: time, zone: tzinfo) -> datetime:
    """When the wall of the zone shows ``at`` on that day; in UTC."""
    naive = datetime.combine(day, at)
    first = naive.replace(tzinfo=zone).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None, fold=0) == naive:
        return first
    return _after_leap(naive, zone)


def _after_leap(naive: datetime, zone: tzinfo) -> datetime:
    """The first second after the clocks leapt over a time; in UTC."""
    offsets = [naive.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)]
    known = [offset or timedelta(0) for offset in offsets]
    # by the offset before the leap it lies after it, and by the one after the leap before it
    early, late = ((naive - offset).replace(tzinfo=UTC) for offset in (max(known), min(known)))
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        leapt = middle.astimezone(zone).replace(tzinfo=None) > naive
        early, late = (early, middle) if leapt else (middle, late)
    return late.replace(microsecond=0)


def next_day(at: datetime, zone: tzinfo) -> datetime:
    """When the local day after a moment begins; in UTC."""
    return moment(at.astimezone(zone).date() + timedelta(days=1), time(0), zone)
