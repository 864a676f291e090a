"""Our own CSV file, read back: see storage.exchange.csv_file for its columns."""

from __future__ import annotations

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.own import own_note
from acutimer.core.importing.reading import Found, Reading
from acutimer.core.importing.sources import OWN
from acutimer.storage.exchange.csv_file import unguarded
from acutimer.storage.imports.table import Cells, Table

_NEEDED = {"kind", "at", "value"}


def is_theirs(columns: tuple[str, ...]) -> bool:
    """Whether a table is one of ours."""
    return columns[:1] == ("id",) and set(columns) >= _NEEDED


def reading_of(table: Table) -> Reading[Cells]:
    """The table as rows that can be asked what they say."""
    return Reading(OWN, table.rows, _note, table.refused)


def _note(cells: Cells, asking: Asking) -> Found:
    said = {name: unguarded(cells[name]) or None for name in cells.names}
    return own_note(said, asking)
