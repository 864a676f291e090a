"""log edit, log remove and log undo; what lists and exports show of a journal."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from acutimer.core.journal import EntryKind, SessionNote, session_ended_body
from acutimer.core.plan import Plan
from acutimer.core.routines import Schedule
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.plans import note_plan
from acutimer.storage.spill import Spill, spill_folders
from tests.cli.in_process import Verbs
from tests.storage.journals import change


@pytest.fixture
def verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(tmp_path / "home", capsys)


@pytest.fixture
def store(verbs: Verbs) -> Iterator[JournalStore]:
    places, now = places_for(verbs.home), SystemClock().now
    with closing(open_database(places.database, now=now, backups=places.backups)) as database:
        yield JournalStore(database, now)


def listed(verbs: Verbs) -> list[dict[str, Any]]:
    return json.loads(verbs("log", "list", "--json"))["entries"]


def test_an_entry_is_changed_in_what_is_named(verbs: Verbs) -> None:
    first = verbs("log", "add", 4, "--when", "2024-05-01T08:30+02:00", "--where", "neck.left",
                  "--note", "in bed", "--site", "neck")  # fmt: skip
    second = verbs("log", "edit", first, "--value", 6)
    assert second != first
    (row,) = listed(verbs)
    assert (row["id"], row["value"], row["note"]) == (second, 6, "in bed")
    assert (row["places"], row["site"], row["at"]) == (
        *(["neck.left"], "neck", "2024-05-01T08:30:00+02:00"),
    )
    third = verbs("log", "edit", second, "--when", "2024-05-02T09:00+02:00", "--where", "")
    fourth = verbs("log", "edit", third, "--note", "", "--where", "temple.right")
    (row,) = listed(verbs)
    assert (row["id"], row["note"], row["places"]) == (fourth, None, ["temple.right"])
    assert row["at"] == "2024-05-02T09:00:00+02:00"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--value", "11"), "from 0 to 10"),
        (("--value", "4.5"), "from 0 to 10"),
        (("--where", "knee.left"), "There is no place 'knee.left'"),
        (("--note", "x" * 3000), "at most 2000"),
        (("--when", "tomorrow"), "--when takes"),
        ((), "Say what to change"),
    ],
)
def test_a_change_that_cannot_be_made_changes_nothing(
    verbs: Verbs, words: tuple[str, ...], says: str
) -> None:
    first = verbs("log", "add", 4)
    assert says in verbs.refused("log", "edit", first, *words)
    assert [row["id"] for row in listed(verbs)] == [first]


@pytest.mark.parametrize("words", [("edit", "nowhere", "--value", 1), ("remove", "nowhere")])
def test_an_entry_that_is_not_there_is_named(verbs: Verbs, words: tuple[str, ...]) -> None:
    assert "Nothing was noted yet" in verbs.refused("log", *words)
    assert not verbs.home.exists()
    verbs("log", "add", 4)
    assert "There is no entry nowhere" in verbs.refused("log", *words)


def test_an_entry_that_was_changed_since_is_not_changed_again(verbs: Verbs) -> None:
    first = verbs("log", "add", 4)
    verbs("log", "edit", first, "--value", 6)
    assert "corrected or removed since" in verbs.refused("log", "edit", first, "--value", 7)


def test_undo_takes_the_changes_back_one_after_the_other(verbs: Verbs) -> None:
    other = verbs("log", "add", 1, "--when", "2024-05-01T08:00")
    first = verbs("log", "add", 4)
    second = verbs("log", "edit", first, "--value", 6)
    assert "acutimer log undo" in verbs("log", "remove", second)
    assert [row["value"] for row in listed(verbs)] == [1]
    assert "shows as before: 6 of" in verbs("log", "undo")
    assert [row["value"] for row in listed(verbs)] == [1, 6]
    assert "shows as before: 4 of" in verbs("log", "undo")
    assert [row["value"] for row in listed(verbs)] == [1, 4]
    assert "it shows no more: 4 of" in verbs("log", "undo")
    assert [row["id"] for row in listed(verbs)] == [other]
    verbs("log", "undo")
    assert listed(verbs) == []
    assert verbs.refused("log", "undo") == "acutimer: There is nothing to undo."


def test_what_is_changed_after_an_undo_can_be_undone_too(verbs: Verbs) -> None:
    first = verbs("log", "add", 4)
    verbs("log", "edit", first, "--value", 6)
    again = verbs("log", "undo").splitlines()[-1]
    verbs("log", "edit", again, "--value", 9)
    verbs("log", "undo")
    assert [row["value"] for row in listed(verbs)] == [4]
    verbs("log", "undo")
    assert listed(verbs) == []


def test_a_session_keeps_its_times_and_gets_a_note(verbs: Verbs, store: JournalStore) -> None:
    note = SessionNote(
        "s", "desk-pause", "Desk pause", SystemClock().now(), 210, 30, (), "finished"
    )
    ended = store.append(EntryKind.SESSION_ENDED, session_ended_body(note))
    assert "no number" in verbs.refused("log", "edit", ended.id, "--value", 3)
    assert "time stays" in verbs.refused("log", "edit", ended.id, "--when", "2024-05-01T08:00")
    changed = verbs("log", "edit", ended.id, "--note", "in the train")
    (row,) = listed(verbs)
    assert (row["id"], row["note"], row["pressed_s"]) == (changed, "in the train", 30)
    assert "in the train" in verbs("log", "list")
    verbs("log", "undo")
    assert listed(verbs)[0]["note"] is None
    assert "nothing to undo" in verbs.refused("log", "undo")  # a session is no slip


def test_ill_effects_without_a_rating_are_told(
    verbs: Verbs, store: JournalStore, tmp_path: Path
) -> None:
    body = {"unwelcome": ["dizzy", "numb"], "note": "at once", "session": "s"}
    noticed = store.append(EntryKind.UNWELCOME, body)
    (row,) = listed(verbs)
    assert (row["id"], row["kind"], row["value"]) == (noticed.id, "unwelcome", None)
    assert (row["unwelcome"], row["note"], row["session"]) == (["dizzy", "numb"], "at once", "s")
    assert verbs("log", "list").endswith("at once, dizzy, numb")
    target = tmp_path / "out.csv"
    verbs("log", "export", "--format", "csv", target)
    with target.open(encoding="utf-8", newline="") as file:
        (written,) = csv.DictReader(file)
    assert (written["kind"], written["unwelcome"]) == ("unwelcome", "dizzy; numb")


def test_a_note_cannot_break_a_row(verbs: Verbs) -> None:
    note = "one\r\ntwo\u2028three\x1b[2Jfour\x07\tfive \u202eback"
    verbs("log", "add", 4, "--note", note)
    (row,) = verbs("log", "list").splitlines()
    assert row.isprintable()
    assert row.endswith("one two three\\x1b[2Jfour\\x07 five \\u202eback")
    assert listed(verbs)[0]["note"] == note


def test_an_export_is_counted_and_never_written_over(verbs: Verbs, tmp_path: Path) -> None:
    for value in (1, 2):
        verbs("log", "add", value, "--note", "first\nsecond")
    for form in ("csv", "json"):
        target = tmp_path / f"out.{form}"
        words = ("log", "export", "--format", form, target)
        assert verbs(*words) == f"{target}: 2 entries, checked"
        before = target.read_bytes()
        assert "is there already" in verbs.refused(*words)
        assert target.read_bytes() == before
        assert verbs(*words, "--force") == f"{target}: 2 entries, checked"
        link = tmp_path / f"link.{form}"
        link.symlink_to(target)
        said = verbs.refused("log", "export", "--force", "--format", form, link)
        assert "is a link" in said


def test_entries_that_cannot_be_read_are_said(verbs: Verbs, tmp_path: Path) -> None:
    verbs("log", "add", 1)
    damaged = verbs("log", "add", 2)
    turn_3 = "UPDATE entry SET body = replace(body, '2', '3') WHERE id = ?"
    change(places_for(verbs.home).database, turn_3, damaged)
    for words in (("list",), ("list", "--json"), ("export", "--format", "csv", tmp_path / "f")):
        code, out, said = verbs.ended("log", *words)
        assert code == 0
        assert said.startswith("acutimer: 1 entry could not be read;")
        assert damaged not in out
    code, out, _ = verbs.ended("check")
    assert code == 2
    assert out.startswith("database  no")
    assert "1 entry could not be read." in out.splitlines()[0]


def test_what_had_to_be_kept_elsewhere_comes_in(verbs: Verbs) -> None:
    spill = Spill(SystemClock().now)
    noted = spill.append(EntryKind.RATING, {"value": 7, "moment": "now"})
    spill.write(spill_folders(places_for(verbs.home)))
    added = verbs("log", "add", 3)
    assert {row["id"] for row in listed(verbs)} == {noted.id, added}


def test_check_says_that_nothing_can_be_written(verbs: Verbs) -> None:
    verbs.home.mkdir()
    (verbs.home / "data").write_text("a file where the folder should be")
    code, out, _ = verbs.ended("check")
    assert code == 2
    assert out.startswith("database  no   Nothing can be noted: ")


# Clocks


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("berlin")
def test_an_hour_that_was_left_out_is_refused(verbs: Verbs) -> None:
    said = verbs.refused("log", "add", 4, "--when", "2024-03-31T02:30")
    assert "2024-03-31 02:30 does not exist here" in said
    assert not verbs.home.exists()
    verbs("log", "add", 4, "--when", "2024-03-31T02:30+01:00")
    verbs("log", "add", 4, "--when", "2024-03-31T03:00")
    assert [row["zone"] for row in listed(verbs)] == ["Europe/Berlin", None]  # +01:00 was over


@pytest.mark.parametrize("when", ["2106-02-07T06:28:15", "2199-01-01"])
def test_what_lies_ahead_is_refused(verbs: Verbs, when: str) -> None:
    assert f"{when} lies ahead" in verbs.refused("log", "add", 4, "--when", when)


@pytest.mark.parametrize("year", [1970, 2106])
def test_a_clock_that_cannot_be_right_notes_nothing(
    verbs: Verbs, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(year, 1, 1, tzinfo=UTC))
    assert f"shows {year}-01-01 00:00" in verbs.refused("log", "add", 4)
    verbs("log", "add", 4, "--when", "2024-05-01T08:30+02:00")
    assert len(listed(verbs)) == 1


def test_a_zone_that_is_none_is_said_and_the_note_is_kept(
    verbs: Verbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC+25")
    try:
        code, out, said = verbs.ended("log", "add", 4)
        assert code == 0
        assert "'UTC+25'" in said
        (row,) = listed(verbs)
        assert row["id"] == out.strip()
        assert (row["zone"], row["at"][-6:]) == (None, "+00:00")
        with_offset = verbs.refused("log", "add", 4, "--when", "2024-05-01T08:30")
        assert "give --when with an offset" in with_offset
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_plan_is_listed_and_taken_back_like_any_note(verbs: Verbs, store: JournalStore) -> None:
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    note_plan(store, Plan("desk-pause", "Desk pause", Schedule(5, 6), at))
    assert "plan" in verbs("log", "list")
    assert "desk-pause, 5 times a week for 6 weeks, running" in verbs("log", "list")
    assert "Desk pause of 2026-03-01" in verbs("log", "undo")
    assert listed(verbs) == []
