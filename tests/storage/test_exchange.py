"""Exports: every shown rating and session, for spreadsheets and for programs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from acutimer.core.journal import (
    EntryKind,
    Moment,
    PressedPart,
    Rating,
    RatingError,
    SessionNote,
    session_ended_body,
)
from acutimer.storage.errors import StorageError
from acutimer.storage.exchange.csv_file import COLUMNS, write_csv
from acutimer.storage.exchange.json_file import write_json
from acutimer.storage.exchange.listing import LISTED_KINDS, entry_json
from acutimer.storage.journal_store import JournalStore
from tests.storage.journals import WallClock


@pytest.fixture
def filled(store: JournalStore, now: WallClock) -> JournalStore:
    """A rating before, a session, a rating after with a note, and much that is not listed."""
    began = store.append(EntryKind.SESSION_BEGAN, {"routine": "desk-pause"})
    store.add_rating(Rating("", 6, Moment.BEFORE, now(), session=began.id))
    now.move(minutes=4)
    parts = (PressedPart("GB20", "left", 30.0, 60), PressedPart("GB20", "right", 29.5))
    session = SessionNote(
        *(began.id, "desk-pause", "Desk pause", now(), 210.0, 59.5, parts, "finished"),
        content_hash="0123456789abcdef",
        places=("neck.left", "shoulder.right"),
    )
    store.append(EntryKind.SESSION_ENDED, session_ended_body(session))
    note = '=1+1\n"quoted", naïve 痛'
    after = store.add_rating(
        Rating("", 3, Moment.AFTER, now(), "neck", "left", note, began.id, ("dizzy", "numb"))
    )
    store.remove(store.add_rating(Rating("", 9, Moment.NOW, now())).id)
    store.correct(after.id, {**after.body, "value": 2})
    return store


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_table_has_a_row_for_each_rating_and_session(
    filled: JournalStore, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    entries = filled.entries(LISTED_KINDS)
    assert write_csv(path, entries) == 3
    before, session, after = rows(path)
    assert tuple(before) == COLUMNS
    assert (before["kind"], before["value"], before["note"]) == ("before", "6", "")
    assert before["at"] == "2026-03-01T09:00:00+01:00"
    assert (session["kind"], session["value"], session["routine"]) == ("session", "", "desk-pause")
    assert (session["planned_s"], session["pressed_s"]) == ("210.0", "59.5")
    assert session["places"] == "neck.left; shoulder.right"
    assert (after["kind"], after["value"], after["site"]) == ("after", "2", "neck")
    assert after["note"] == '\'=1+1\n"quoted", naïve 痛'
    assert after["unwelcome"] == "dizzy; numb"
    assert [row["session"] for row in (before, session, after)] == [before["session"]] * 3
    assert path.read_bytes().startswith(b"id,kind,at,value,site,side,note,session,")
    assert path.read_bytes().count(b"\r\n") == 4
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "'=1", "'tis", "＝1", "plain", "a=1"]
)
def test_no_cell_is_a_formula_and_every_text_can_be_told_back(
    store: JournalStore, now: WallClock, tmp_path: Path, text: str
) -> None:
    store.add_rating(Rating("", 1, Moment.NOW, now(), text, text, text))
    write_csv(tmp_path / "out.csv", store.entries())
    (row,) = rows(tmp_path / "out.csv")
    for column in ("site", "side", "note"):
        assert row[column][0] not in "=+-@\t\r\n＝＋－＠"
        assert row[column].removeprefix("'") == text


def test_the_json_file_has_everything(filled: JournalStore, now: WallClock, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    entries = filled.entries(LISTED_KINDS)
    assert write_json(path, entries, now()) == 3
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["schema"] == "io.github.acutimer.acutimer/journal"
    assert content["version"] == 3
    assert content["exported_at"] == "2026-03-01T09:04:00+01:00"
    assert content["entries"] == [entry_json(entry) for entry in entries]
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_keys_of_the_listing_are_fixed(filled: JournalStore) -> None:
    before, session, after = map(entry_json, filled.entries(LISTED_KINDS))
    assert before is not None
    assert session is not None
    assert after is not None
    shared = ["id", "kind", "at", "value", "site", "side", "note", "session"]
    assert list(before) == list(after) == [*shared, "unwelcome", "zone", "places", "tags", "day"]
    assert list(session) == [
        *shared,
        *("routine", "routine_name", "planned_s", "pressed_s", "parts", "ended"),
        *("pauses", "skipped", "zone", "places", "content_hash"),
    ]
    assert before["places"] is None
    assert session["places"] == ["neck.left", "shoulder.right"]
    assert before["unwelcome"] is None
    assert before["note"] is None
    assert after["unwelcome"] == ["dizzy", "numb"]
    assert session["parts"] == [
        {"point": "GB20", "side": "left", "pressed_s": 30.0, "planned_s": 60.0},
        {"point": "GB20", "side": "right", "pressed_s": 29.5, "planned_s": None},
    ]
    assert session["content_hash"] == "0123456789abcdef"
    assert session["value"] is None
    assert session["zone"] == "Europe/Berlin"


def test_marked_places_come_back_from_the_file_and_leave_in_both_exports(
    store: JournalStore, now: WallClock, tmp_path: Path
) -> None:
    store.add_rating(Rating("", 4, Moment.NOW, now(), places=("temple.right", "neck.left")))
    (rating,) = store.ratings()
    assert rating.places == ("neck.left", "temple.right")
    write_csv(tmp_path / "out.csv", store.entries())
    (row,) = rows(tmp_path / "out.csv")
    assert list(row)[13:15] == ["places", "content_hash"]
    assert row["places"] == "neck.left; temple.right"
    write_json(tmp_path / "out.json", store.entries(), now())
    (listed,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["entries"]
    assert listed["places"] == ["neck.left", "temple.right"]


def test_a_rating_from_before_there_were_places_still_reads(store: JournalStore) -> None:
    store.append(EntryKind.RATING, {"value": 4, "moment": "now", "site": "neck", "side": "left"})
    (rating,) = store.ratings()
    assert (rating.site, rating.side, rating.places) == ("neck", "left", ())
    (listed,) = map(entry_json, store.entries())
    assert listed is not None
    assert listed["places"] is None


def test_a_place_that_is_none_is_not_written(store: JournalStore, now: WallClock) -> None:
    with pytest.raises(RatingError, match="There is no place 'knee'"):
        store.add_rating(Rating("", 4, Moment.NOW, now(), places=("knee",)))
    assert store.entries() == []


def test_other_entries_are_not_listed(filled: JournalStore) -> None:
    (began,) = filled.entries([EntryKind.SESSION_BEGAN])
    assert entry_json(began) is None


def test_an_older_export_is_replaced_whole(filled: JournalStore, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old" * 10_000)
    with pytest.raises(StorageError, match="is there already"):
        write_csv(path, filled.entries())
    assert path.read_text() == "old" * 10_000
    write_csv(path, filled.entries(), force=True)
    assert len(rows(path)) == 3
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["out.csv"]


@pytest.mark.parametrize("faulty", ["nowhere/out.csv", "folder", "pipe", "x" * 300, "a\0b"])
def test_what_cannot_be_written_says_so(filled: JournalStore, tmp_path: Path, faulty: str) -> None:
    import os

    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StorageError) as caught:
        write_csv(tmp_path / faulty, filled.entries())
    assert "\n" not in caught.value.sentence
    assert sorted(tmp_path.iterdir()) == before
