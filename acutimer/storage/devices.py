"""The id of this machine in a journal: every entry says on which it was written.

Must never take a backup's id for this machine's: what it holds is another's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from acutimer.storage.entry_rows import new_id
from acutimer.storage.migrating import transaction

#: The machine of a journal that went on from a backup and was not opened since: none yet.
_NO_DEVICE = "none"


def known_device(connection: sqlite3.Connection) -> str:
    """The id of this machine in a journal that is only read; what a backup holds is another's."""
    with suppress(sqlite3.Error):  # a newer journal may have another shape
        own = connection.execute("SELECT id FROM device WHERE is_this = 1").fetchone()
        return str(own[0]) if own else _NO_DEVICE
    return _NO_DEVICE


def own_device(connection: sqlite3.Connection, now: Callable[[], datetime]) -> str:
    """The id of this machine, made up when the journal has none yet."""
    own = "SELECT id FROM device WHERE is_this = 1"
    if connection.execute(own).fetchone() is None:
        with transaction(connection):
            connection.execute(
                f"INSERT INTO device (id, is_this) SELECT ?, 1 WHERE NOT EXISTS ({own})",
                (new_id(now()),),
            )
    return str(connection.execute(own).fetchone()[0])
