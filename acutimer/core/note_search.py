"""Whether a note holds the words somebody types: small and large letters, accents and signs alike.

Must never rank or choose: a note holds all of the words, or it does not.
"""

from __future__ import annotations

from unicodedata import combining, normalize


def folded(text: str) -> str:
    """Small letters and digits without accents, a blank for every other sign."""
    small = text.casefold()
    if not small.isascii():
        small = "".join(one for one in normalize("NFKD", small) if not combining(one))
    return "".join(one if one.isalnum() else " " for one in small)


def sought_words(text: str) -> tuple[str, ...]:
    """The words of what was typed, folded."""
    return tuple(folded(text).split())


def holds(folded_note: str, words: tuple[str, ...]) -> bool:
    """Whether a note, folded, holds every one of the words or their beginnings."""
    return all(word in folded_note for word in words)
