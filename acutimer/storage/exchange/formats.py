"""The formats in which what was noted can leave, by the names that verbs and the window use.

Must never import what writes a format before that is asked for: the verbs list only the names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from acutimer.core.journal import Entry
    from acutimer.core.spots import Spot

#: Name, and how such a file's name ends.
FORMATS = {"csv": ".csv", "json": ".json", "fhir": ".fhir.json", "sqlite": ".sqlite3"}


def format_named(name: str) -> str | None:
    """The format that a file's ending stands for, the longest first; None where it is of none."""
    endings = sorted(FORMATS.items(), key=lambda one: -len(one[1]))
    return next((known for known, end in endings if name.lower().endswith(end)), None)


class Notes(NamedTuple):
    """What goes out: the entries that show, own spots, the moment; ``marked`` is a CSV with BOM."""

    entries: Sequence[Entry]
    spots: Mapping[str, Spot]
    at: datetime
    marked: bool = False


def content_of(file_format: str, notes: Notes) -> tuple[bytes, int]:
    """A file of any format but sqlite, and how many entries are in it."""
    from acutimer.storage.exchange import csv_file, fhir_file, json_file

    match file_format:
        case "csv":
            return csv_file.csv_content(notes.entries, marked=notes.marked)
        case "fhir":
            return fhir_file.fhir_content(notes.entries, notes.at)
        case _:
            return json_file.json_content(notes.entries, notes.at, notes.spots)


def write_notes(file_format: str, path: Path, notes: Notes, *, force: bool = False) -> int:
    """Write such a file, read it back and tell how many entries it has; raises StorageError."""
    from acutimer.storage.exchange import csv_file, fhir_file, json_file

    match file_format:
        case "csv":
            return csv_file.write_csv(path, notes.entries, force=force, marked=notes.marked)
        case "fhir":
            return fhir_file.write_fhir(path, notes.entries, notes.at, force=force)
        case _:
            return json_file.write_json(path, notes.entries, notes.at, notes.spots, force=force)
