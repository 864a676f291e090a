"""The steps that bring a journal to this version: numbered SQL, each in a transaction of its own.

Must never leave a journal between two versions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from acutimer.core.plain_text import one_line
from acutimer.storage.checksums import checksum
from acutimer.storage.errors import MigrationError
from acutimer.storage.sqlite_file import decoded_rows, outer_reason

MIGRATIONS = Path(__file__).with_name("migrations")


def numbered(migrations: Path) -> list[Path]:
    """The steps 0001_….sql, 0002_….sql, … in order."""
    return sorted(migrations.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def version_of(connection: sqlite3.Connection) -> int:
    """Which step a journal has come to; 0 where it has lost its version."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(path: Path, connection: sqlite3.Connection, steps: Sequence[Path]) -> None:
    """Take the steps that are missing; raises MigrationError or sqlite3.Error."""
    connection.create_function("entry_checksum", 10, checksum, deterministic=True)
    for number, step in enumerate(steps, start=1):
        try:
            with transaction(connection):
                # Asked within the transaction: another copy may have been quicker.
                if version_of(connection) == number - 1:
                    for statement in _statements(step.read_text(encoding="utf-8")):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {number}")
        except sqlite3.Error as error:
            if outer_reason(error):
                raise  # it was not the step's fault
            raise MigrationError(
                f"The journal {path} could not be brought to version {number} "
                f"({one_line(str(error))}). "
                "It is as it was, nothing is lost; use the acutimer you had before."
            ) from error


def _statements(script: str) -> Iterator[str]:
    """Statement by statement, because sqlite3's executescript would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def missing_part(connection: sqlite3.Connection, steps: Sequence[Path]) -> str | None:
    """A table, an index or a rule of the journal's that is not there as it should be."""
    parts = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrate(Path(), model, steps)
        wanted = model.execute(parts).fetchall()
    there = decoded_rows(connection, parts)
    for part in wanted:
        if part not in there:
            return f"the {part[0]} {part[1]} is missing or changed"
    return None


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """On disk when the block ends, or undone whole."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # some errors have rolled back already
            connection.execute("ROLLBACK")
        raise
