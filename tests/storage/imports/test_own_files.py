"""Our own CSV and JSON: what went out comes in again, each note once, and no answers with it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from acutimer.core.headaches import Headache, NotedHeadacheDay, ended
from acutimer.core.importing.plan import Plan, make_plan
from acutimer.core.importing.questions import Answers
from acutimer.core.journal import (
    EntryKind,
    Moment,
    PressedPart,
    Rating,
    SessionNote,
    session_ended_body,
)
from acutimer.core.medicine import Medicine
from acutimer.storage.database import Database
from acutimer.storage.day_notes import note_day, note_headache
from acutimer.storage.exchange.csv_file import csv_content
from acutimer.storage.exchange.database_copy import write_copy
from acutimer.storage.exchange.listing import LISTED_KINDS, entry_json
from acutimer.storage.imports.errors import ImportFault
from acutimer.storage.imports.opening import read_file
from acutimer.storage.journal_store import JournalStore
from tests.storage.imports.files import NOW
from tests.storage.journals import WallClock


@pytest.fixture
def rows(store: JournalStore, now: WallClock) -> list[dict[str, object]]:
    """One note of each kind, as lists show them."""
    at = now()
    store.add_rating(Rating("", 6, Moment.BEFORE, at, session="s-1", places=("neck.left",)))
    session = SessionNote(
        *("s-1", "desk-pause", "Desk pause", at, 210.0, 59.5),
        (PressedPart("GB20", "left", 30.0, 60),),
        *("finished", 1, 2, "0123456789abcdef"),
    )
    store.append(EntryKind.SESSION_ENDED, session_ended_body(session))
    store.add_rating(
        Rating("", 3, Moment.AFTER, at, "neck", "left", "'=1+1\nx", "s-1", ("dizzy", "numb"))
    )
    store.append(EntryKind.UNWELCOME, {"unwelcome": ["dizzy"], "note": "x", "session": "s-1"})
    evening = at + timedelta(hours=16)
    store.add_rating(
        Rating("", 7, Moment.EVENING_WORST, evening, tags=("storm",), of_day=at.date())
    )
    entry = note_headache(store, Headache(at, worst=4, note="n"))
    headache = Headache(at, worst=4, note="n", id=entry.id)
    note_headache(store, ended(headache, at + timedelta(hours=3)))
    note_day(store, NotedHeadacheDay(at, at.date(), had=False))
    note_day(store, Medicine(at, "triptan", at.date(), "Mine", tags=("a", "b")))
    store.append(
        EntryKind.PLAN,
        {"routine": "desk-pause", "routine_name": "Desk pause", "times_a_week": 5, "weeks": 6,
         "state": "running"},
    )  # fmt: skip
    return _listed(store)


def _listed(store: JournalStore) -> list[dict[str, object]]:
    return [row for one in store.entries(LISTED_KINDS) if (row := entry_json(one)) is not None]


@pytest.fixture
def empty(tmp_path: Path) -> JournalStore:
    """Another profile."""
    from acutimer.storage.database import open_database

    database = open_database(tmp_path / "other.sqlite3", now=lambda: NOW, backups=tmp_path / "b")
    return JournalStore(database, lambda: NOW)


def _planned(path: Path, store: JournalStore) -> Plan:
    reading = read_file(path)
    return make_plan(reading, Answers(), NOW, store.batches.known_rows(reading.source))


def test_json_comes_back_into_an_empty_profile_as_it_was(
    rows: list[dict[str, object]], store: JournalStore, empty: JournalStore, tmp_path: Path
) -> None:
    from acutimer.storage.exchange.json_file import SCHEMA

    path = tmp_path / "f.json"
    path.write_bytes(json.dumps({"schema": SCHEMA, "version": 2, "entries": rows}).encode())
    plan = _planned(path, empty)
    assert (plan.taken, plan.refused) == (len(rows), ())
    empty.batches.take(plan)
    by_id = {row["id"]: row for row in rows}
    assert {row["id"]: row for row in _listed(empty)} == by_id
    # and where it came from, nothing is new
    here = _planned(path, store)
    assert (here.taken, here.already_here) == (0, len(rows))
    assert _planned(path, empty).taken == 0


def test_csv_brings_what_it_carries(
    rows: list[dict[str, object]], store: JournalStore, empty: JournalStore, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(csv_content(store.entries(LISTED_KINDS), marked=True)[0])
    plan = _planned(path, empty)
    assert (plan.taken, plan.refused) == (len(rows), ())
    empty.batches.take(plan)
    lost = {"parts", "routine_name", "pauses", "skipped"}

    def carried(listed: list[dict[str, object]]) -> dict[object, dict[str, object]]:
        return {row["id"]: {key: row[key] for key in row if key not in lost} for row in listed}

    assert carried(_listed(empty)) == carried(rows)


def test_a_note_that_was_removed_comes_back(
    rows: list[dict[str, object]], store: JournalStore, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(csv_content(store.entries(LISTED_KINDS))[0])
    (medicine,) = store.entries((EntryKind.MEDICINE,))
    store.remove(medicine.id)
    plan = _planned(path, store)
    assert plan.taken == 1
    store.batches.take(plan)
    assert len(_listed(store)) == len(rows)
    assert _planned(path, store).taken == 0


def test_answers_and_broken_notes_are_refused_and_the_rest_is_taken(
    rows: list[dict[str, object]], empty: JournalStore, tmp_path: Path
) -> None:
    from acutimer.storage.exchange.json_file import SCHEMA

    good = rows[0]
    at = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1))).isoformat()
    broken: list[object] = [
        {"kind": "safety_answers", "at": at, "answers": {"skin": "no"}},
        {"kind": "tombstone", "at": at},
        {**good, "value": 11},
        {**good, "value": "6.5"},
        {**good, "at": "yesterday"},
        {**good, "id": "../../x"},
        {**good, "places": ["moon.left"]},
        {**good, "note": "x" * 2001},
        [],
        {**good, "note": "\ud800"},
        {**good, "at": datetime(2199, 1, 1, tzinfo=UTC).isoformat()},
    ]
    path = tmp_path / "f.json"
    content = {"schema": SCHEMA, "version": 2, "entries": [*broken, good]}
    path.write_text(json.dumps(content), encoding="utf-8")
    plan = _planned(path, empty)
    assert [one.line for one in plan.refused] == list(range(1, len(broken) + 1))
    assert plan.taken == 1
    empty.batches.take(plan)
    assert not empty.entries((EntryKind.SAFETY_ANSWERS,))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"schema": "x"}', "no JSON file of acutimer"),
        (b"{", "no JSON that can be read"),
        (b'{"a": ' + b"[" * 100_000, "no JSON that can be read"),
    ],
)
def test_another_json_is_refused_in_a_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "f"
    path.write_bytes(content)
    with pytest.raises(ImportFault, match=why):
        read_file(path)


def test_a_newer_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    from acutimer.storage.exchange.json_file import SCHEMA

    path = tmp_path / "f"
    path.write_text(json.dumps({"schema": SCHEMA, "version": 99, "entries": []}), encoding="utf-8")
    with pytest.raises(ImportFault, match="newer acutimer"):
        read_file(path)


def test_our_database_brings_what_shows_and_no_answers(
    store: JournalStore, rows: list[dict[str, object]], tmp_path: Path, database: Database
) -> None:
    store.append(EntryKind.SAFETY_ANSWERS, {"answers": {}})
    copy = tmp_path / "copy.sqlite3"
    write_copy(copy, database.path)
    before = copy.read_bytes()
    plan = make_plan(read_file(copy), Answers(), NOW)
    assert (plan.taken, plan.refused) == (len(rows), ())
    assert {note.kind for row in plan.rows for note in row.notes} <= set(LISTED_KINDS)
    assert {note.id for row in plan.rows for note in row.notes} == {row["id"] for row in rows}
    assert copy.read_bytes() == before
    copy.write_bytes(before[:9000])
    with pytest.raises(ImportFault, match="database of acutimer that cannot be read"):
        read_file(copy)
