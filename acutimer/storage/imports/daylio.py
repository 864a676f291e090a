"""Daylio: an entry with a mood, in a person's own word, from the CSV file or the backup.

Which number a mood is the person says, once for each word; the word is kept beside it.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import Found, Noting
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.values import note_of, plain_words
from acutimer.core.journal import EntryKind, Moment, Rating, rating_body
from acutimer.storage.imports.made_notes import noting, tags_of


class MoodEntry(NamedTuple):
    """One entry; ``day`` and ``time`` are as written, ``offset_ms`` is known in a backup only."""

    day: str
    time: str
    mood: str
    activities: tuple[str, ...] = ()
    title: str = ""
    note: str = ""
    offset_ms: int | None = None


def mood_note(entry: MoodEntry, asking: Asking) -> Found:
    """What an entry says; raises RowRefused."""
    day, time = asking.day(entry.day, "date"), asking.time(entry.time, "time")
    key = (day.isoformat(), f"{time:%H:%M}", entry.mood)
    words = f"{entry.title}\x1f{entry.note}\x1f{'|'.join(entry.activities)}"
    if not entry.mood:
        raise RowRefused("mood", "it names no mood.")
    value = asking.word(entry.mood)
    naive = datetime.combine(day, time)
    if entry.offset_ms is None:
        at = asking.wall(naive)
    else:
        at = naive.replace(tzinfo=timezone(timedelta(milliseconds=entry.offset_ms)))
    notes: list[Noting] = []
    if value is not None:
        note = note_of(entry.mood, plain_words(entry.title), plain_words(entry.note))
        tags = tags_of(asking, *entry.activities)
        rating = Rating("", value, Moment.NOW, at, note=note, tags=tags)
        notes = [noting(EntryKind.RATING, at, rating_body(rating))]
    return Found(key, words, notes)
