"""Any other table: somebody says what its columns hold, and the rest is left out.

Must never take a column for pain because of its name.
"""

from __future__ import annotations

from datetime import datetime

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.dates import Written
from acutimer.core.importing.questions import Field
from acutimer.core.importing.reading import Found, Noting, Reading
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.values import note_of, plain_words, region_of, sides_of
from acutimer.core.journal import EntryKind, Moment, Rating, rating_body
from acutimer.core.pain_places import PLACES
from acutimer.storage.imports.made_notes import medicines, noting, tags_of
from acutimer.storage.imports.table import Cells, Table, seen_columns

_FIELDS = tuple(Field)


def reading_of(table: Table) -> Reading[Cells]:
    """The table as rows that can be asked what they say."""
    return Reading(
        source="table",
        rows=table.rows,
        read=_note,
        refused=table.refused,
        dates=lambda cells: cells.values,
        columns=seen_columns(table, lambda _: None),
    )


class _Held:
    """The columns of one row by what they were said to hold."""

    def __init__(self, cells: Cells, asking: Asking) -> None:
        self._cells = cells
        fields = {name: asking.field(name, _FIELDS, is_needed=False) for name in cells.names}
        self._by_field = {
            field: [name for name, its in fields.items() if its is field] for field in _FIELDS
        }
        said = self._by_field
        self.is_enough = bool(said[Field.TIME] or said[Field.DATE]) and bool(
            said[Field.PAIN] or said[Field.MEDICINE]
        )
        if not self.is_enough:
            for name in said[Field.IGNORE]:
                asking.field(name, _FIELDS)

    def texts(self, field: Field) -> list[tuple[str, str]]:
        """The columns that hold it and say something, each with its name."""
        return [
            (name, text) for name in self._by_field[field] if (text := self._cells[name].strip())
        ]

    def first(self, field: Field) -> tuple[str, str]:
        """The first of them; empty where there is none."""
        return next(iter(self.texts(field)), ("", ""))


def _note(cells: Cells, asking: Asking) -> Found:
    held = _Held(cells, asking)
    key = (cells.whole,)
    if not held.is_enough:
        return Found(key, "")
    at, has_time = _moment(held, asking)
    notes: list[Noting] = []
    words = [plain_words(text) for _, text in held.texts(Field.NOTE)]
    for column, text in held.texts(Field.PAIN):
        value, said = asking.number(text, column)
        several = column if len(held.texts(Field.PAIN)) > 1 else ""
        places, site, side = _where(held)
        rating = Rating(
            id="",
            value=value,
            moment=Moment.NOW if has_time else Moment.EVENING_AVERAGE,
            at=at,
            site=site,
            side=side,
            note=note_of(said, *words),
            places=places,
            tags=tags_of(asking, several),
        )
        notes.append(noting(EntryKind.RATING, at, rating_body(rating)))
    names = [text for _, text in held.texts(Field.MEDICINE)]
    notes += medicines(names, at, asking, is_needed=True)
    return Found(key, "", notes)


def _moment(held: _Held, asking: Asking) -> tuple[datetime, bool]:
    """When it was, and whether the row names a time of the day."""
    (day_column, day), (column, time) = held.first(Field.DATE), held.first(Field.TIME)
    if not day and not time:
        raise RowRefused("", "it names no day.")
    if not day:
        written = asking.written(time, column)
    elif not time:
        written = asking.written(day, day_column)
    else:
        of_day = asking.written(day, day_column)
        written = Written(of_day.day, asking.time(time, column), of_day.offset)
    return asking.at(written), written.at is not None


def _where(held: _Held) -> tuple[tuple[str, ...], str | None, str | None]:
    """The places that are known; else what was written of place and side."""
    (_, place), (_, side) = held.first(Field.PLACE), held.first(Field.SIDE)
    sides, region = sides_of(side), region_of(place)
    if place.casefold() in PLACES:
        return (place.casefold(),), None, None
    if region is not None and sides is not None:
        return tuple(f"{region}.{one}" for one in sides), None, None
    return (), place or None, side or None
