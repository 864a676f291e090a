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
_ZIP, _SQLITE, _AGE = b"PK\x03\x04", b"SQLite format 3\x00", b"age-encryption.org/"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: Bytes that no text has; pictures, programs and papers have them soon.
_NO_TEXT = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")
#: A text has at most one of them in so many.
_FEW = 20


def read_file(path: Path, tick: Tick = lambda _done, _all: None) -> Reading[Any]:
    """The rows of a file; raises ImportFault for one that no reader knows.

    ``tick`` is told how much is read of how much; what it raises ends the reading.
    """
    start = _start_of(path)
    if not start.strip():
        raise ImportFault(f"{path} is empty; nothing was changed.")
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(_ZIP):
        return _read_zip(path, tick)
    if start.startswith(_SQLITE):
        return _read_database(path, start)
    if text.startswith(_AGE):
        raise ImportFault(
            f"{path} is locked with a passphrase; nothing was changed. Open it first: "
            "age -d -o OPENED LOCKED."
        )
    if text.startswith(b"%PDF") or not _is_text(start):
        raise ImportFault(
            f"{path} is no table and no file of a known program; nothing was changed."
        )
    if text.startswith(b"<"):
        from acutimer.storage.imports.apple_health import read_xml

        return read_xml(path, tick)
    if text.startswith((b"{", b"[{", b"[\n", b"[]")):
        from acutimer.storage.imports.own_json import read_json

        return read_json(path)
    return _read_table(path, tick)


def _is_text(start: bytes) -> bool:
    """Whether it may be a table; one row that is damaged does not make it none."""
    if start.startswith(_UTF16):
        return True
    odd = sum(one in _NO_TEXT for one in start)
    return odd * _FEW <= len(start) and _NO_TEXT.isdisjoint(start.splitlines()[0])


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
    from acutimer.storage.imports import (
        any_table,
        bearable,
        cluster,
        daylio_csv,
        headi,
        migraine_buddy,
        own_csv,
        track_and_graph,
    )
    from acutimer.storage.imports.table import is_separator, table_of

    rows = numbered_in(path, tick)
    first = next((one for one in rows if not is_separator(one[1])), None)
    if first is None or isinstance(first[1], str):
        raise ImportFault(f"{path} is no table that can be read; nothing was changed.")
    every = chain([first], rows)
    if migraine_buddy.begins(first[1]):
        return migraine_buddy.reading_of(table_of(every, migraine_buddy.is_header))
    table = table_of(every)
    for reader in (own_csv, track_and_graph, daylio_csv, cluster, headi, bearable):
        if reader.is_theirs(table.columns):
            return reader.reading_of(table)
    return any_table.reading_of(table)


def _read_zip(path: Path, tick: Tick) -> Reading[Any]:
    from acutimer.storage.imports import (
        apple_health,
        daylio_backup,
        health_connect,
        loop_zip,
    )
    from acutimer.storage.imports.archives import opened

    with opened(path) as archive:
        names = archive.namelist()
    ends = {name.rpartition("/")[2] for name in names}
    if daylio_backup.MEMBER in names:
        return daylio_backup.read_backup(path)
    if health_connect.MEMBER in ends:
        return health_connect.read_zip(path)
    if loop_zip.HABITS in ends:
        return loop_zip.read_zip(path)
    if apple_health.MEMBER in ends:
        return apple_health.read_zip(path, tick)
    raise ImportFault(f"{path} is a zip file of no program that is known; nothing was changed.")


def _read_database(path: Path, start: bytes) -> Reading[Any]:
    from acutimer.storage.imports import health_connect, loop_database
    from acutimer.storage.imports.foreign_database import reading
    from acutimer.storage.sqlite_file import is_ours

    if is_ours(start):
        from acutimer.storage.imports import own_database

        return own_database.read_database(path)
    with reading(path) as connection:
        if loop_database.is_theirs(connection):
            reader = loop_database.read_database
        elif health_connect.is_theirs(connection):
            reader = health_connect.read_database
        else:
            raise ImportFault(
                f"{path} is a database of no program that is known; nothing was changed."
            )
    return reader(path)
