"""Migraine Buddy's CSV file, of 24 columns or of 19, with or without what goes on in front of it.

Its rows are attacks only: a day without one is blank, never a day without pain. Must never look at
the column with the place of a person.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import Found, Reading
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.values import labelled, note_of, place_of, plain_words
from acutimer.storage.imports.made_notes import headache, medicines, tags_of
from acutimer.storage.imports.table import Cells, Table, seen_columns

_FIRST = ["#", "Started", "Lasted"]
_BEFORE = ["Date", "Time Period", "Description", "Notes"]
_LASTED = re.compile(r"(?:(\d{1,3})d)?\s*(?:(\d{1,3})h)?\s*(?:(\d{1,3})m)?")
_OFFSET, _END_OFFSET = "Start UTC Offset (min)", "End UTC Offset (min)"
_MOST_OFFSET = 18 * 60
_COUNT = re.compile(r"^\d{1,3}\s*x\s+", re.IGNORECASE)
_NO_MEDICINE = "no medication"
_MEDICINES = (
    "Helpful Medication",
    "Somewhat Helpful Medication",
    "Unhelpful Medication",
    "Unsure Medication",
)
#: What is more than words; what is neither is left out.
_BECOMES = {
    "Started": "Headache began",
    "Lasted": "Headache ended",
    _OFFSET: "Time zone",
    _END_OFFSET: "Time zone",
    "Pain Level": "Its worst, 0 to 10",
    "Pain Positions": "Places and words",
    "Attack Types": "Tags",
    "Notes": "Words",
    **dict.fromkeys(_MEDICINES, "Medicine and words"),
}
#: What is kept as words: how the name of a column begins, and what it is called in a note.
_KEPT = (
    ("Affected Activities", "Activities"),
    ("Potential Triggers", "Triggers"),
    ("Symptoms", "Symptoms"),
    ("Most Bothersome Symptom", "Worst symptom"),
    ("Premonitory Symptoms", "Beforehand"),
    ("Pain Positions", "Where"),
    ("Helpful Medication", "Medicine, helpful"),
    ("Somewhat Helpful Medication", "Medicine, somewhat helpful"),
    ("Unhelpful Medication", "Medicine, unhelpful"),
    ("Unsure Medication", "Medicine, unsure"),
    ("Helpful Non Drug", "Without medicine, helpful"),
    ("Somewhat Helpful Non Drug", "Without medicine, somewhat helpful"),
    ("Unhelpful Non Drug", "Without medicine, unhelpful"),
    ("Unsure Non Drug", "Without medicine, unsure"),
)


def begins(cells: list[str]) -> bool:
    """Whether the first row of a table is one of Migraine Buddy's."""
    return cells[:4] == _BEFORE or is_header(cells)


def is_header(cells: list[str]) -> bool:
    """Whether a row names the columns."""
    return cells[:3] == _FIRST


def reading_of(table: Table) -> Reading[Cells]:
    """The table as rows that can be asked what they say."""
    return Reading(
        source="migraine-buddy",
        rows=table.rows,
        read=_note,
        refused=table.refused,
        dates=lambda cells: (cells["Started"],),
        columns=seen_columns(table, _becomes),
    )


def _becomes(column: str) -> str:
    """What a column becomes, in words; empty where it is left out."""
    kept = "Words" if any(column.startswith(begins) for begins, _ in _KEPT) else ""
    return _BECOMES.get(column, kept)


def _note(cells: Cells, asking: Asking) -> Found:
    started = cells["Started"].strip()
    at = _begun(cells, started, asking)
    pain = cells["Pain Level"].strip()
    worst, said = asking.number(pain, "Pain Level") if pain else (None, "")
    kept = [
        labelled(label, plain_words(cells[column]))
        for begins_with, label in _KEPT
        for column in cells.names
        if column.startswith(begins_with) and cells[column].strip().casefold() != _NO_MEDICINE
    ]
    note = note_of(said, plain_words(cells["Notes"]), *kept)
    tags = tags_of(asking, *_listed(cells["Attack Types"]))
    places = [
        place
        for words in _listed(cells["Pain Positions"])
        for place in place_of(words) or asking.places(words)
    ]
    notes = [headache(at, _ended(cells, at), worst, note, tags, places, "Lasted")]
    for column in _MEDICINES:
        names = (_COUNT.sub("", name) for name in _listed(cells[column]))
        taken = [name for name in names if name.casefold() != _NO_MEDICINE]
        notes += medicines(taken, at, asking)
    return Found((started, cells[_OFFSET].strip()), _said(cells), notes)


def _said(cells: Cells) -> str:
    """All that a row says but for its number, which another export counts anew."""
    return "\x1f".join(cells.values[1:])


def _begun(cells: Cells, started: str, asking: Asking) -> datetime:
    written = asking.written(started, "Started")
    if written.at is None:
        raise RowRefused("Started", "it names no time.")
    offset = _offset(cells, _OFFSET)
    if offset is None:
        return asking.wall(written.wall)
    return written.wall.replace(tzinfo=timezone(offset))


def _ended(cells: Cells, at: datetime) -> datetime | None:
    """When it was over; None where the file does not say how long it lasted."""
    text = cells["Lasted"].strip()
    if not text:
        return None
    found = _LASTED.fullmatch(text)
    if found is None or not any(found.groups()):
        raise RowRefused("Lasted", f"{text[:40]!r} is no length of time.")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    ended = at.astimezone(UTC) + timedelta(days=days, hours=hours, minutes=minutes)
    offset = _offset(cells, _END_OFFSET)
    return ended.astimezone(at.tzinfo if offset is None else timezone(offset))


def _offset(cells: Cells, column: str) -> timedelta | None:
    text = cells[column].strip()
    if not text:
        return None
    if not re.fullmatch(r"[+-]?\d{1,4}(?:\.0)?", text) or abs(float(text)) > _MOST_OFFSET:
        raise RowRefused(column, f"{text[:40]!r} is no offset in minutes.")
    return timedelta(minutes=int(float(text)))


def _listed(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip())]
