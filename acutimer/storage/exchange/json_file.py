"""The shown ratings, sessions and plans as one JSON file, with everything that is kept of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from acutimer import APP_ID
from acutimer.core.journal import Entry
from acutimer.storage.exchange.listing import entry_json
from acutimer.storage.outgoing import write_checked

SCHEMA, SCHEMA_VERSION = f"{APP_ID}/journal", 1


def write_json(
    path: Path, entries: Iterable[Entry], exported_at: datetime, *, force: bool = False
) -> int:
    """Write what can be listed of the entries and tell how many; raises StorageError."""
    content, count = json_content(entries, exported_at)
    write_checked(path, content, count, _entries_in, force=force)
    return count


def json_content(entries: Iterable[Entry], exported_at: datetime) -> tuple[bytes, int]:
    """The file, and how many entries are in it."""
    listed = [row for entry in entries if (row := entry_json(entry)) is not None]
    content = {
        "schema": SCHEMA,
        "version": SCHEMA_VERSION,
        "exported_at": exported_at.isoformat(),
        "entries": listed,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode(), len(listed)


def _entries_in(path: Path) -> int:
    return len(json.loads(path.read_bytes())["entries"])
