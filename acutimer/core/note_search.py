"""Which notes hold the words somebody types: small and large letters, accents and signs alike.

Must never rank or choose: a note holds all of the words, or it does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining, normalize

_NO_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Small letters and digits without accents, a blank for all between."""
    small = text.casefold()
    if not small.isascii():
        small = "".join(one for one in normalize("NFKD", small) if not combining(one))
    return _NO_WORD.sub(" ", small)


def sought_words(text: str) -> tuple[str, ...]:
    """The words of what was typed, folded."""
    return tuple(folded(text).split())


def those_holding(folded_notes: Sequence[str], words: tuple[str, ...]) -> list[int]:
    """Which of the notes hold every one of the words or its beginning, by their places."""
    found = list(range(len(folded_notes)))
    for word in words:
        found = [place for place in found if word in folded_notes[place]]
    return found
