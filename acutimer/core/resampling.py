"""The plausible range of a mean, by drawing again and again from what was noted.

The same notes give the same range on every machine: the draws come from a fixed seed. Must never
be asked below its gate; summaries decides that.
"""

from __future__ import annotations

import random
from bisect import bisect
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log

DRAWS = 4000
SEED = 20260418
#: 95 %: this part is cut off at either end.
_CUT = 0.025
#: Changes lie from -10 to 10; as bytes they must not be below zero.
_SHIFT = 10
_BYTE = 256


@lru_cache(maxsize=64)
def interval_of_mean(changes: tuple[int, ...]) -> tuple[float, float]:
    """The bootstrap percentile range (95 %) of the mean of whole numbers from -10 to 10."""
    size = len(changes)
    rng = random.Random(SEED)  # noqa: S311 - statistics, not secrecy
    sums = sorted(_sums(changes, [size] * DRAWS, rng))
    cut = round(_CUT * DRAWS)
    return sums[cut - 1] / size, sums[DRAWS - cut] / size


def _sums(changes: tuple[int, ...], sizes: list[int], rng: random.Random) -> list[int]:
    """For each size the sum of a sample that large, drawn with replacement."""
    many = len(changes)
    if many > _BYTE:
        # How many of each sample come from the first rows is drawn first, then both parts are.
        part = _BYTE / many
        tables = {size: _binomial(size, part) for size in set(sizes)}
        firsts = [bisect(tables[size], rng.random()) for size in sizes]
        rests = [size - first for size, first in zip(sizes, firsts, strict=True)]
        both = (_sums(changes[:_BYTE], firsts, rng), _sums(changes[_BYTE:], rests, rng))
        return [one + other for one, other in zip(*both, strict=True)]
    # A random byte names a row; bytes past the last full round of rows are thrown away, so that
    # all rows stay equally likely. Ten times as fast as choosing one by one.
    limit = _BYTE - _BYTE % many
    table = bytes(changes[byte % many] + _SHIFT for byte in range(_BYTE))
    surplus = bytes(range(limit, _BYTE))
    wanted = sum(sizes)
    drawn = b""
    while len(drawn) < wanted:
        missing = wanted - len(drawn)
        drawn += rng.randbytes(missing * _BYTE // limit + 64).translate(table, surplus)
    ends = accumulate(sizes)
    return [
        sum(drawn[end - size : end]) - _SHIFT * size for size, end in zip(sizes, ends, strict=True)
    ]


def _binomial(size: int, part: float) -> list[float]:
    """The chances of at most 0, 1, 2 ... of ``size`` draws, all but the last, which is 1."""
    whole = lgamma(size + 1)
    return list(
        accumulate(
            exp(
                whole - lgamma(k + 1) - lgamma(size - k + 1)
                + k * log(part) + (size - k) * log(1 - part)
            )
            for k in range(size)
        )
    )  # fmt: skip
