"""What History said before: an own mean with the numbers noted before sessions, and drawn ranges.

Kept here only to show in the tables what was wrong with it.
"""

from __future__ import annotations

from statistics import fmean

import numpy as np

from acutimer.core.history_content import HistoryContent
from acutimer.core.journal import Moment

_DRAWS, _DAYS, _PAIRS = 2000, 5, 12


def drawn_interval(changes: list[int], rng: np.random.Generator) -> tuple[float, float]:
    """The bootstrap percentile range (95 %) of the mean."""
    means = np.sort(rng.choice(changes, (_DRAWS, len(changes))).mean(axis=1))
    cut = round(0.025 * _DRAWS)
    return float(means[cut - 1]), float(means[_DRAWS - cut])


def beyond(content: HistoryContent, rng: np.random.Generator) -> int | None:
    """-1 when the range lay wholly below "by itself", 1 above, else 0; None where it was silent."""
    away = {rating.at.date() for rating in content.ratings if rating.moment is Moment.NOW}
    if len(content.pairs) < _PAIRS or len(away) < _DAYS:
        return None
    medians = [day.median for day in content.days if day.median is not None]
    distance = fmean(medians) - fmean(pair.before.value for pair in content.pairs)
    ends = sorted(((1 - 0.3) * distance, (1 - 0.7) * distance))
    low, high = drawn_interval([pair.change for pair in content.pairs], rng)
    return -1 if high < ends[0] else 1 if low > ends[1] else 0
