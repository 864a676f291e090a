"""A database of another program, opened so that it is only read.

Must never run what such a file may hold beside its tables, nor change the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from acutimer.storage.imports.errors import ImportFault


@contextmanager
def reading(path: Path) -> Generator[sqlite3.Connection]:
    """The database; its faults become ImportFault."""
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            connection.text_factory = _text
            yield connection
    except (sqlite3.Error, OverflowError, ValueError) as error:
        raise ImportFault(
            f"{path.name} is a database that cannot be read; nothing was changed."
        ) from error


def _text(content: bytes) -> str:
    return content.decode(errors="replace")


def version_of(connection: sqlite3.Connection) -> int:
    """The version its program gave it."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def columns_of(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    """The columns of a table in small letters; none where there is no such table."""
    is_table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE"
    if connection.execute(is_table, (table,)).fetchone() is None:
        return frozenset()
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return frozenset(str(name).lower() for (name,) in rows)
