"""What was taken in from another program's file at one stroke, as the journal knows it.

An entry of kind ``import`` stands for the whole of it; each entry that came with it bears its mark.
Must never say what the file was called or where it lay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from acutimer.core.importing.sources import OWN, SOURCES
from acutimer.core.journal import Entry, EntryKind
from acutimer.core.said import text_said

#: In the body of an entry that came with an import: which one, and by what its row is known again.
MARK = "import"
#: The mark that an entry had in the profile from which a file of ours brought it.
FIRST_MARK = "first_import"
#: More letters than any mark has.
_MOST_MARK = 200


@dataclass(frozen=True, slots=True)
class Imported:
    """One import; ``rows`` of the file made ``entries``. ``id`` is of the entry that says it."""

    id: str
    at: datetime
    batch: str
    source: str
    rows: int
    entries: int

    @property
    def words(self) -> str:
        """In few words: "12 rows from Migraine Buddy"."""
        return import_words(self.rows, self.source)


def import_words(rows: object, source: str) -> str:
    """So many rows of a source: "12 rows from Migraine Buddy"."""
    return f"{rows} row{'' if rows == 1 else 's'} from {SOURCES.get(source, source)}"


def imported_body(batch: str, source: str, rows: int, entries: int) -> dict[str, object]:
    """What is written of an import."""
    return {"batch": batch, "source": source, "rows": rows, "entries": entries}


def read_imported(entry: Entry) -> Imported | None:
    """The import an entry stands for, or None when it is no readable one."""
    batch, source = (text_said(entry.body, key) for key in ("batch", "source"))
    rows, entries = (entry.body.get(key) for key in ("rows", "entries"))
    if entry.kind != EntryKind.IMPORT or not batch or not source:
        return None
    if not isinstance(rows, int) or not isinstance(entries, int):
        return None
    return Imported(entry.id, entry.at, batch, source, rows, entries)


def mark(batch: str, row: str) -> dict[str, object]:
    """The mark of an entry that comes with an import."""
    return {MARK: {"batch": batch, "row": row}}


def batch_of(entry: Entry) -> str | None:
    """The import an entry came with, or went with; None where it was none."""
    return text_said(_marked(entry), "batch")


def row_of(entry: Entry) -> str | None:
    """By what the row is known again that an entry came from."""
    return text_said(_marked(entry), "row")


def foreign_mark(entry: Entry) -> dict[str, str] | None:
    """The mark of the row of another program that an entry came from, here or where it was before.

    None where it came from none: rows of our own files are known by the ids of their entries.
    """
    for key in (FIRST_MARK, MARK):
        if (found := read_mark(entry.body.get(key))) is not None:
            return found if not found["row"].startswith(f"{OWN}:") else None
    return None


def read_mark(said: object) -> dict[str, str] | None:
    """A mark as it is written; None where it is none."""
    if not isinstance(said, dict):
        return None
    marked = cast("dict[str, object]", said)
    batch, row = text_said(marked, "batch"), text_said(marked, "row")
    if not batch or not row or max(len(batch), len(row)) > _MOST_MARK:
        return None
    return {"batch": batch, "row": row}


def went_with_batch(entry: Entry) -> bool:
    """Whether it came or went as part of an import, and is no change of its own."""
    is_new_or_gone = entry.replaces is None or entry.kind == EntryKind.TOMBSTONE
    return is_new_or_gone and MARK in entry.body


def _marked(entry: Entry) -> Mapping[str, object]:
    said = entry.body.get(MARK)
    return cast("dict[str, object]", said) if isinstance(said, dict) else {}
