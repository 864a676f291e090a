"""How much of a long proof runs: a quarter with every change, all of it when it is asked for.

``packaging/dev test --whole`` asks for all. What runs otherwise is always the same quarter, so that
a failure comes again.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_IS_WHOLE = os.environ.get("ACUTIMER_TESTS") == "whole"
_EACH = 4
_FEWEST = 10


def examples(whole: int) -> int:
    """So many random examples, of so many in a whole proof."""
    return whole if _IS_WHOLE else max(min(whole, _FEWEST), whole // _EACH)


def some_of(cases: Sequence[T]) -> Sequence[T]:
    """Every fourth case of a grid, the first and the last among them; all in a whole proof."""
    if _IS_WHOLE or len(cases) <= _EACH:
        return cases
    picked = range(0, len(cases) - 1, _EACH)
    return [*(cases[at] for at in picked), cases[-1]]
