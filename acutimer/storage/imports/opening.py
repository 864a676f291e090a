"""A file to import, known by what it holds and never by its name.

Must never follow what a file says to another file, nor hold more of it than its notes.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from acutimer.core.importing.reading import Reading
from acutimer.storage.errors import reason_of
from acutimer.storage.imports.errors import ImportFault
from acutimer.storage.imports.table import Tick, numbered_in

_START_BYTES = 4096
_ZIP, _SQLITE = b"PK\x03\x04", b"SQLite format 3\x00"


def read_file(path: Path, tick: Tick = lambda _done, _all: None) -> Reading[Any]:
    """The rows of a file; raises ImportFault for one that no reader knows.

    ``tick`` is told how much is read of how much; what it raises ends the reading.
    """
    start = _start_of(path)
    if not start.strip():
        raise ImportFault(f"{path} is empty; nothing was changed.")
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"{"):
        from acutimer.storage.imports.own_json import read_json

        return read_json(path)
    return _read_table(path, tick)


def _start_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ImportFault(f"{path} is no ordinary file; nothing was changed. Name another.")
        with path.open("rb") as file:
            return file.read(_START_BYTES)
    except (OSError, ValueError) as error:
        why = reason_of(error) if isinstance(error, OSError) else "its name is none"
        raise ImportFault(f"{path} could not be read ({why}); nothing was changed.") from error


def _read_table(path: Path, tick: Tick) -> Reading[Any]:
    from acutimer.storage.imports import any_table, migraine_buddy, own_csv
    from acutimer.storage.imports.table import is_separator, table_of

    rows = numbered_in(path, tick)
    first = next((one for one in rows if not is_separator(one[1])), None)
    if first is None or isinstance(first[1], str):
        raise ImportFault(f"{path} is no table that can be read; nothing was changed.")
    every = chain([first], rows)
    if migraine_buddy.begins(first[1]):
        return migraine_buddy.reading_of(table_of(every, migraine_buddy.is_header))
    table = table_of(every)
    if own_csv.is_ours(table.columns):
        return own_csv.reading_of(table)
    return any_table.reading_of(table)
