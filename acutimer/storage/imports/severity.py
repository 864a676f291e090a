"""A headache with a word for how strong it was, as phones keep it."""

from __future__ import annotations

from datetime import datetime

from acutimer.core.headaches import NotedHeadacheDay, headache_day_body
from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import Noting
from acutimer.core.importing.values import note_of
from acutimer.core.journal import EntryKind
from acutimer.storage.imports.made_notes import headache, noting, tags_of

WORDS = ("Mild", "Moderate", "Severe")


def headache_of(
    at: datetime, until: datetime, word: str, note: str, column: str, asking: Asking
) -> Noting:
    """The headache; ``word`` is one of WORDS, or empty where nobody said how strong it was.

    One that ends where it begins was noted as a moment: its end is not known.
    """
    worst = asking.word(word) if word else None
    ended = None if until == at else until
    return headache(at, ended, worst, note_of(word, note), tags_of(asking), column=column)


def none_that_day(at: datetime, asking: Asking) -> Noting:
    """That the day had no headache."""
    said = NotedHeadacheDay(at, at.date(), had=False, tags=tags_of(asking))
    return noting(EntryKind.HEADACHE_DAY, at, headache_day_body(said))
