"""Any other table: somebody says what its columns hold, and the rest is left out.

Must never take a column for pain because of its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.dates import Written
from acutimer.core.importing.questions import Field
from acutimer.core.importing.reading import Found, Noting, Reading
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.sources import ANY
from acutimer.core.importing.values import note_of, place_of, plain_words, region_of, sides_of
from acutimer.core.journal import EntryKind, Moment, Rating, rating_body
from acutimer.storage.imports.made_notes import medicines, noting, tags_of
from acutimer.storage.imports.table import Cells, Table, seen_columns

_FIELDS = tuple(Field)


def reading_of(table: Table) -> Reading[Cells]:
    """The table as rows that can be asked what they say."""
    return Reading(
        source=ANY,
        rows=table.rows,
        read=_Reader().note,
        refused=table.refused,
        dates=lambda cells: cells.values,
        columns=seen_columns(table, lambda _: None),
    )


class _Reader:
    """Rows of one table, all of the same columns, which are asked about once for a plan."""

    def __init__(self) -> None:
        self._asked: tuple[Asking, dict[Field, list[str]]] | None = None

    def note(self, cells: Cells, asking: Asking) -> Found:
        """What a row says; raises RowRefused."""
        asked = self._asked
        if asked is None or asked[0] is not asking:
            names = _columns_asked(cells.names, asking)
            if names is None:
                return Found((cells.whole,), "")
            if not asking.waits:  # an answer that is none must let every row wait
                self._asked = asking, names
        else:
            names = asked[1]
        return _note(_Held(cells, names), asking)


def _columns_asked(names: Sequence[str], asking: Asking) -> dict[Field, list[str]] | None:
    """The columns by what they were said to hold; None where that is too little for a note.

    Raises RowRefused where all is said, and still too little.
    """
    fields = {name: asking.field(name, _FIELDS, is_needed=False) for name in names}
    said = {field: [name for name, its in fields.items() if its is field] for field in _FIELDS}
    has_day = bool(said[Field.TIME] or said[Field.DATE])
    if has_day and (said[Field.PAIN] or said[Field.MEDICINE]):
        return said
    for name in said[Field.IGNORE]:
        asking.field(name, _FIELDS)
    if len(said[Field.IGNORE]) < len(names) and not asking.waits:
        what = "pain or medicine" if has_day else "a day"
        raise RowRefused("", f"no column was said to hold {what}.")
    return None


@dataclass(frozen=True, slots=True)
class _Held:
    """One row, and its columns by what they were said to hold."""

    cells: Cells
    names: dict[Field, list[str]]

    def texts(self, field: Field) -> list[tuple[str, str]]:
        """The columns that hold it and say something, each with its name."""
        cells = self.cells
        return [(name, text) for name in self.names[field] if (text := cells[name].strip())]

    def first(self, field: Field) -> tuple[str, str]:
        """The first of them; empty where there is none."""
        for name in self.names[field]:
            if text := self.cells[name].strip():
                return name, text
        return "", ""


def _note(held: _Held, asking: Asking) -> Found:
    at, has_time = _moment(held, asking)
    notes: list[Noting] = []
    words = [plain_words(text) for _, text in held.texts(Field.NOTE)]
    pains = held.texts(Field.PAIN)
    for column, text in pains:
        value, said = asking.number(text, column)
        several = column if len(pains) > 1 else ""
        places, site, side = _where(held, asking)
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
    return Found((held.cells.whole,), "", notes)


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


def _where(held: _Held, asking: Asking) -> tuple[tuple[str, ...], str | None, str | None]:
    """The places that are known, or that somebody said; else what was written of place and side."""
    (_, place), (_, side) = held.first(Field.PLACE), held.first(Field.SIDE)
    sides, region, places = sides_of(side), region_of(place), place_of(place)
    if not places and place and (region is None or sides is None):
        places = asking.places(place)
        region = places[0].partition(".")[0] if places else None
    if region is not None and sides is not None:  # the side of the row, whatever else was said
        places = tuple(f"{region}.{one}" for one in sides)
    if places:
        is_said = {one.rpartition(".")[2] for one in places}.issubset(sides or ())
        return places, None, None if is_said else side or None
    return (), place or None, side or None
