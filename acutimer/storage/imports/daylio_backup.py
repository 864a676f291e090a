"""Daylio's backup: a zip file with one member that is JSON in base64.

Must never look at its PIN.
"""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import cast

from acutimer.core.importing.reading import Reading, Row
from acutimer.core.importing.refusing import Refused
from acutimer.storage.imports.archives import content_of, opened
from acutimer.storage.imports.daylio import MoodEntry, mood_note
from acutimer.storage.imports.errors import ImportFault

MEMBER = "backup.daylio"
#: What Daylio calls its five levels itself.
_MOODS = {1: "rad", 2: "good", 3: "meh", 4: "bad", 5: "awful"}
_MOST_OFFSET_MS = 18 * 3600 * 1000


def read_backup(path: Path) -> Reading[MoodEntry]:
    """The entries of a backup, counted from 1; raises ImportFault."""
    with opened(path) as archive:
        member = next(one for one in archive.infolist() if one.filename == MEMBER)
        packed = content_of(archive, member)
    try:
        content = json.loads(base64.b64decode(packed))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise ImportFault(f"{path} is no backup that can be read; nothing was changed.") from error
    held = _mapping(content)
    moods = {_key(one): _mood(one) for one in _mappings(held, "customMoods")}
    names = {_key(one): str(one.get("name") or "") for one in _mappings(held, "tags")}
    rows: list[Row[MoodEntry]] = []
    refused: list[Refused] = []
    for place, entry in enumerate(_listed(held, "dayEntries"), start=1):
        made = _entry(_mapping(entry), moods, names)
        if made is None:
            refused.append(Refused(place, "", "it says no day and no time."))
        else:
            rows.append(Row(place, made))
    return Reading("daylio", tuple(rows), mood_note, tuple(refused))


def _entry(
    said: dict[str, object], moods: dict[int, str], names: dict[int, str]
) -> MoodEntry | None:
    parts = [said.get(key) for key in ("year", "month", "day", "hour", "minute")]
    numbers = [one for one in parts if type(one) is int and 0 <= one < 10_000]
    offset = said.get("timeZoneOffset")
    if len(numbers) < len(parts):
        return None
    if offset is not None and (type(offset) is not int or abs(offset) > _MOST_OFFSET_MS):
        return None
    year, month, day, hour, minute = numbers
    tags = [names.get(one, "") for one in _listed(said, "tags") if isinstance(one, int)]
    title, note = (str(said.get(key) or "") for key in ("note_title", "note"))
    mood = said.get("mood")
    return MoodEntry(
        f"{year:04}-{month + 1:02}-{day:02}",
        f"{hour:02}:{minute:02}",
        moods.get(mood, "") if isinstance(mood, int) else "",
        tuple(filter(None, tags)),
        _text(title),
        _text(note),
        offset,
    )


def _mood(said: dict[str, object]) -> str:
    """The person's own word, or Daylio's for the level."""
    own, level = said.get("custom_name"), said.get("mood_group_id")
    if isinstance(own, str) and own.strip():
        return _text(own.strip())
    return _MOODS.get(level, "") if isinstance(level, int) else ""


def _text(text: str) -> str:
    """A text that can be kept: half a sign of UTF-16 cannot."""
    return text.encode(errors="replace").decode()


def _key(said: dict[str, object]) -> int:
    identifier = said.get("id")
    return identifier if isinstance(identifier, int) else -1


def _mapping(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _listed(said: dict[str, object], key: str) -> list[object]:
    value = said.get(key)
    return cast("list[object]", value) if isinstance(value, list) else []


def _mappings(said: dict[str, object], key: str) -> list[dict[str, object]]:
    return [_mapping(one) for one in _listed(said, key)]
