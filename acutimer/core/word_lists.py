"""Several words as one part of a sentence.

Must never be given none.
"""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """As "a", "a and b" or "a, b and c"."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last
