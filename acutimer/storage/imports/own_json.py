"""Our own JSON file, read back: see storage.exchange.json_file; entries are counted from 1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from acutimer.core.importing.own import own_note
from acutimer.core.importing.reading import Reading, Row
from acutimer.core.importing.refusing import Refused
from acutimer.core.importing.sources import OWN
from acutimer.storage.errors import reason_of
from acutimer.storage.exchange.json_file import SCHEMA, SCHEMA_VERSION
from acutimer.storage.imports.errors import ImportFault

_MOST_BYTES = 1 << 30


def read_json(path: Path) -> Reading[dict[str, object]]:
    """A file of ours; raises ImportFault for any other."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ImportFault(f"{path} is larger than any file of acutimer; nothing was changed.")
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise ImportFault(f"{path} could not be read ({reason_of(error)}).") from error
    except (ValueError, RecursionError) as error:
        raise ImportFault(f"{path} is no JSON that can be read; nothing was changed.") from error
    if isinstance(content, dict) and "resourceType" in content:
        raise ImportFault(
            f"{path} is a FHIR file, which acutimer writes and does not read; nothing was changed. "
            "Take the CSV or JSON file of the same notes."
        )
    if not isinstance(content, dict) or cast("dict[str, object]", content).get("schema") != SCHEMA:
        raise ImportFault(f"{path} is no JSON file of acutimer; nothing was changed.")
    return _reading(cast("dict[str, object]", content))


def _reading(content: dict[str, object]) -> Reading[dict[str, object]]:
    version, entries = content.get("version"), content.get("entries")
    if not isinstance(version, int) or not isinstance(entries, list):
        raise ImportFault("The file names no version or no entries; nothing was changed.")
    if version > SCHEMA_VERSION:
        raise ImportFault(
            "The file was written by a newer acutimer; nothing was changed. Update acutimer first."
        )
    return reading_of(cast("list[object]", entries))


def reading_of(entries: Iterable[object]) -> Reading[dict[str, object]]:
    """Entries as listing gives them, as rows that can be asked what they say."""
    rows: list[Row[dict[str, object]]] = []
    refused: list[Refused] = []
    for place, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            refused.append(Refused(place, "", "it is no note."))
        elif not _is_text(entry_ := cast("dict[str, object]", entry)):
            refused.append(Refused(place, "", "it holds bytes that are no text."))
        else:
            rows.append(Row(place, entry_))
    return Reading(OWN, tuple(rows), own_note, tuple(refused))


def _is_text(entry: dict[str, object]) -> bool:
    try:
        json.dumps(entry, ensure_ascii=False, allow_nan=False).encode()
    except (UnicodeEncodeError, ValueError, RecursionError):
        return False
    return True
