"""What a row of the journal says, read at once: a whole diary needs no list of its entries first.

Must never give anything of a row that entry_rows does not trust.
"""

from __future__ import annotations

from typing import Any

from acutimer.core.journal import Rating, SessionNote, read_rating, read_session
from acutimer.storage.entry_rows import entry_of


def rating_of(row: tuple[Any, ...]) -> Rating | None:
    """The rating in a row, or None where it cannot be read."""
    entry = entry_of(row)
    return None if entry is None else read_rating(entry)


def session_of(row: tuple[Any, ...]) -> SessionNote | None:
    """The ended session in a row, or None."""
    entry = entry_of(row)
    return None if entry is None else read_session(entry)


def place_of(row: tuple[Any, ...]) -> tuple[str, int] | None:
    """The device of a row and the number it counts there, or None."""
    entry = entry_of(row)
    return None if entry is None else (entry.device, entry.seq)
