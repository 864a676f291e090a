"""Everything that shows of the journal as one JSON file, with everything that is kept of them.

Its shape is resources/schema/journal-3.json. With it go the person's own spots, for it is the file
that brings a diary to another computer whole; no other export holds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import cast

from acutimer import APP_ID
from acutimer.core.journal import Entry
from acutimer.core.spots import Spot, read_spots
from acutimer.storage.exchange.listing import whole_entry
from acutimer.storage.outgoing import write_checked

#: 2: headaches, medicine, the evening's numbers, tags and days. 3: own spots.
SCHEMA, SCHEMA_VERSION = f"{APP_ID}/journal", 3
#: What says how it looks, among the resources.
SCHEMA_FILE = f"schema/journal-{SCHEMA_VERSION}.json"
_NO_SPOTS: Mapping[str, Spot] = MappingProxyType({})


def write_json(
    path: Path,
    entries: Iterable[Entry],
    exported_at: datetime,
    spots: Mapping[str, Spot] = _NO_SPOTS,
    *,
    force: bool = False,
) -> int:
    """Write what can be listed of the entries and tell how many; raises StorageError."""
    content, count = json_content(entries, exported_at, spots)
    write_checked(path, content, count + len(spots), _counted, force=force)
    return count


def json_content(
    entries: Iterable[Entry], exported_at: datetime, spots: Mapping[str, Spot] = _NO_SPOTS
) -> tuple[bytes, int]:
    """The file, and how many entries are in it."""
    listed = [row for entry in entries if (row := whole_entry(entry)) is not None]
    content = {
        "schema": SCHEMA,
        "version": SCHEMA_VERSION,
        "exported_at": exported_at.isoformat(),
        "spots": {key: list(spot) for key, spot in spots.items()},
        "entries": listed,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode(), len(listed)


def spots_in(path: Path) -> dict[str, Spot]:
    """The own spots in such a file; none where it has another shape, or is older than they are."""
    try:
        content: object = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict):
        return {}
    return read_spots(cast("dict[str, object]", content).get("spots", {}))[0]


def _counted(path: Path) -> int:
    content = json.loads(path.read_bytes())
    return len(content["entries"]) + len(content["spots"])
