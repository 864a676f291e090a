"""Whether a level of late lies above the one before, in days that resemble each other.

Pain of one day is much like that of the day before, so a month of it holds far fewer than a month
of separate notes; and the log is looked at every day, so that chance gets many tries. Both are
allowed for: by how alike neighbouring days of this very diary are, and by wide margins.
Must never say that something fell, nor why something rose.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from acutimer.core.log_watch_rules import Comparing

#: How alike neighbouring days are taken to be: what a diary shows, and this much more, since so
#: few days show too little of it; within these bounds, where 0 is not at all and 1 is the same.
_MORE_ALIKE, _LEAST_ALIKE, _MOST_ALIKE = 0.3, 0.4, 0.85
#: A day with its value.
Noted = tuple[int, float]


def risen(
    earlier: Sequence[Noted], recent: Sequence[Noted], terms: Comparing, least_spread: float
) -> tuple[float, float] | None:
    """The mean before and the one of late when the rise is large and sure enough, else None.

    ``least_spread`` is the least standard deviation from day to day that is believed: whole
    numbers that happen to be the same say less than they seem to.
    """
    if len(recent) < terms.least_recent or len(earlier) < terms.least_earlier:
        return None
    means = mean(earlier), mean(recent)
    if means[1] - means[0] < terms.least_rise:
        return None
    if means[1] - means[0] < terms.margins * _error(earlier, recent, means, least_spread):
        return None
    return means


def mean(span: Sequence[Noted]) -> float:
    """The mean of the values; there must be one."""
    return sum([value for _, value in span]) / len(span)


def _error(
    earlier: Sequence[Noted],
    recent: Sequence[Noted],
    means: tuple[float, float],
    least_spread: float,
) -> float:
    """The standard error of the difference of two means, days being alike as time goes by."""
    squares = products = 0.0
    pairs = 0
    for span, middle in zip((earlier, recent), means, strict=True):
        before: Noted | None = None
        for day, value in span:
            away = value - middle
            squares += away * away
            if before is not None and day - before[0] == 1:
                products += away * before[1]
                pairs += 1
            before = (day, away)
    days = len(earlier) + len(recent)
    spread = max(squares / (days - 2), least_spread**2)
    seen = products / max(pairs, 1) / max(squares / days, 0.05)
    alike = min(max(seen + _MORE_ALIKE, _LEAST_ALIKE), _MOST_ALIKE)
    return sqrt(spread * _inflated(earlier, recent, alike))


def _inflated(earlier: Sequence[Noted], recent: Sequence[Noted], alike: float) -> float:
    """The variance of the difference of both means where each day has a variance of one.

    ``alike`` is the correlation of a day with the next; it fades with the days between.
    """
    weights = [(day, -1 / len(earlier)) for day, _ in earlier]
    weights += [(day, 1 / len(recent)) for day, _ in recent]
    total = carried = 0.0
    last = weights[0][0]
    for day, weight in weights:
        carried *= alike ** (day - last)
        total += weight * (weight + 2 * carried)
        carried += weight
        last = day
    return total
