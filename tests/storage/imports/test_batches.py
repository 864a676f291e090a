"""An import as one stroke: noted, known again, taken back and brought back as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from acutimer.core.importing.plan import Plan
from acutimer.core.importing.questions import Answers
from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.storage.errors import EntryError
from acutimer.storage.journal_store import JournalStore
from tests.storage.imports.files import MIGRAINE_BUDDY, planned
from tests.storage.journals import WallClock

_HEADACHES = (EntryKind.HEADACHE,)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, MIGRAINE_BUDDY)


def test_what_is_planned_is_noted_once_and_known_again(
    store: JournalStore, plan: Plan, tmp_path: Path
) -> None:
    entry = store.batches.take(plan)
    assert entry is not None
    assert entry.kind == EntryKind.IMPORT
    assert (entry.body["rows"], entry.body["entries"]) == (3, 3)
    assert len(store.entries(_HEADACHES)) == 3
    known = store.batches.known_rows("migraine-buddy")
    assert {row.row for row in plan.rows} == known
    # a plan that was made before does not note again what came meanwhile
    assert store.batches.take(plan) is None
    assert len(store.entries(_HEADACHES)) == 3
    assert len(store.batches.imports()) == 1


def test_one_undo_takes_all_of_it_back_and_no_more(
    store: JournalStore, plan: Plan, now: WallClock
) -> None:
    store.add_rating(Rating("", 4, Moment.NOW, now()))
    store.batches.take(plan)
    undone = store.undo()
    assert undone is not None
    assert undone[0].kind == EntryKind.IMPORT
    assert not store.entries(_HEADACHES)
    assert not store.batches.imports()
    assert len(store.ratings()) == 1
    # the next undo takes the note before it
    again = store.undo()
    assert again is not None
    assert again[0].kind == EntryKind.RATING
    assert store.undo() is None


def test_what_was_taken_back_can_come_again(store: JournalStore, plan: Plan) -> None:
    store.batches.take(plan)
    store.undo()
    assert not store.batches.known_rows("migraine-buddy")
    assert store.batches.take(plan) is not None
    assert len(store.entries(_HEADACHES)) == 3


def test_a_removed_import_comes_back_whole_with_an_undo(store: JournalStore, plan: Plan) -> None:
    entry = store.batches.take(plan)
    assert entry is not None
    before = [(one.at, one.body) for one in store.entries(_HEADACHES)]
    store.remove(entry.id)
    assert not store.entries(_HEADACHES)
    store.undo()
    shown = store.entries(_HEADACHES)
    assert [one.at for one in shown] == [at for at, _ in before]
    assert {one.body["state"] for one in shown} == {body["state"] for _, body in before}
    (back,) = store.batches.imports()
    store.remove(back.id)  # and it goes as a whole once more
    assert not store.entries(_HEADACHES)
    store.undo()
    assert len(store.entries(_HEADACHES)) == 3
    assert store.undo() is not None  # the import itself
    assert not store.entries(_HEADACHES)


def test_what_a_person_changed_since_stays_when_the_import_goes(
    store: JournalStore, plan: Plan
) -> None:
    entry = store.batches.take(plan)
    assert entry is not None
    one = store.entries(_HEADACHES)[0]
    store.correct(one.id, {**one.body, "note": "mine"})
    store.remove(entry.id)
    (kept,) = store.entries(_HEADACHES)
    assert kept.body["note"] == "mine"
    assert len(store.batches.known_rows("migraine-buddy")) == 1


def test_a_row_removed_by_hand_does_not_come_again(store: JournalStore, plan: Plan) -> None:
    store.batches.take(plan)
    store.remove(store.entries(_HEADACHES)[0].id)
    assert store.batches.take(plan) is None
    assert len(store.entries(_HEADACHES)) == 2


def test_a_plan_with_an_open_question_notes_nothing(store: JournalStore, tmp_path: Path) -> None:
    content = b"start_time,end_time,intensity\n2026-03-01 08:00:00,,4\n"
    with pytest.raises(EntryError, match="no answer"):
        store.batches.take(planned(tmp_path, content, Answers()))
    assert not store.batches.imports()
