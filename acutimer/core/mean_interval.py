"""The plausible range of a mean of whole numbers: for one look, and for a look after every session.

Both hold for differences that spread to either side alike; skewed ones are measured by
packaging/dev honesty. Must never be asked below its gate of 12; core.change decides that.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

#: 2.5 % of a normal curve lie beyond this on either side.
_Z = 1.959963984540054
#: How often a range may miss: 5 %.
_MISS = 0.05
#: Weighs the range for every look: it is narrowest near 1 / this many spreads; measured at 12-60.
_WEIGHT = 0.5
#: A change is the difference of two rounded numbers, so it is never known better than this.
_ROUNDING = sqrt(2 / 12)
#: No change is larger.
_MOST = 10


def interval_of_mean(changes: Sequence[int]) -> tuple[float, float]:
    """Student's range (95 %) of the mean of 12 or more whole numbers from -10 to 10."""
    return _around(changes, t_quantile(len(changes) - 1))


def interval_for_every_look(changes: Sequence[int]) -> tuple[float, float]:
    """The wider range that misses at most once in 20 people, however often they look.

    A t confidence sequence with a normal mixture (Lai 1976; Wang and Ramdas, arXiv 2310.03722):
    the likelihood ratio of "some mean" to "this mean" stays below 20. For 12 or more.
    """
    freedom, grown = len(changes) - 1, 1 + _WEIGHT * len(changes)
    limit = (sqrt(grown) / _MISS) ** (2 / len(changes))
    return _around(changes, sqrt(freedom * (limit - 1) / (1 - limit / grown)))


def t_quantile(freedom: int) -> float:
    """What 2.5 % of Student's curve lie beyond, for 11 or more degrees of freedom.

    The expansion of Abramowitz and Stegun, 26.7.5; from 11 on it is right to 0.0002.
    """
    z = _Z
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def _around(changes: Sequence[int], spreads: float) -> tuple[float, float]:
    size, total = len(changes), sum(changes)
    # whole numbers: exact, and much faster than statistics.stdev
    variance = (size * sum(one * one for one in changes) - total * total) / (size * (size - 1))
    half = spreads * max(sqrt(variance), _ROUNDING) / sqrt(size)
    return max(total / size - half, -_MOST), min(total / size + half, _MOST)
