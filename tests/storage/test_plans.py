"""The plan in the journal: made, changed, undone, listed and exported with everything else."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from acutimer.core.journal import EntryKind
from acutimer.core.plan import Plan, PlanError, ended, paused, plan_body
from acutimer.core.routines import Schedule
from acutimer.storage.errors import EntryError
from acutimer.storage.exchange.csv_file import write_csv
from acutimer.storage.exchange.json_file import write_json
from acutimer.storage.exchange.listing import LISTED_KINDS, entry_json
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.plans import note_plan, plan_in
from tests.storage.journals import WallClock


def made(now: WallClock, routine: str = "desk-pause") -> Plan:
    return Plan(routine, "Desk pause", Schedule(5, 6), now())


def noted(store: JournalStore) -> Plan:
    plan = plan_in(store)
    assert plan is not None
    return plan


def test_a_journal_from_before_there_were_plans_has_none(store: JournalStore) -> None:
    store.append(EntryKind.RATING, {"value": 4, "moment": "now"})
    assert plan_in(store) is None


def test_each_change_of_a_plan_is_undone_one_by_one(store: JournalStore, now: WallClock) -> None:
    note_plan(store, made(now))
    first = noted(store)
    began = now()
    now.move(days=7)
    note_plan(store, paused(first, now().date()))
    held = noted(store)
    assert held.at == began, "a pause does not move the beginning"
    assert held == replace(paused(first, now().date()), entry=held.entry)
    note_plan(store, ended(held, now().date()))
    assert len(store.entries([EntryKind.PLAN])) == 1
    for before in (held, first):
        assert store.undo() is not None
        plan = noted(store)
        assert plan == replace(before, entry=plan.entry)
    assert store.undo() is not None
    assert plan_in(store) is None
    assert store.undo() is None


def test_a_plan_that_is_undone_gives_way_to_the_one_before(
    store: JournalStore, now: WallClock
) -> None:
    note_plan(store, made(now))
    note_plan(store, ended(noted(store), now().date()))
    old = noted(store)
    now.move(days=1)
    note_plan(store, made(now, "neck-and-shoulders"))
    assert noted(store).routine == "neck-and-shoulders"
    store.undo()
    assert noted(store) == old


def test_a_plan_that_changed_elsewhere_is_not_changed_again(
    store: JournalStore, now: WallClock
) -> None:
    note_plan(store, made(now))
    first = noted(store)
    note_plan(store, paused(first, now().date()))
    with pytest.raises(EntryError, match="corrected or removed since"):
        note_plan(store, ended(first, now().date()))


def test_what_cannot_be_planned_is_not_noted(store: JournalStore, now: WallClock) -> None:
    with pytest.raises(PlanError):
        note_plan(store, replace(made(now), schedule=Schedule(99, 6)))
    assert store.entries() == []


def test_undoing_a_rating_leaves_the_plan_and_the_other_way_round(
    store: JournalStore, now: WallClock
) -> None:
    note_plan(store, made(now))
    store.append(EntryKind.RATING, {"value": 4, "moment": "now"})
    store.undo()
    assert not store.ratings()
    assert plan_in(store) is not None


def test_a_plan_is_in_lists_and_both_exports(
    store: JournalStore, now: WallClock, tmp_path: Path
) -> None:
    note_plan(store, made(now))
    began = now()
    now.move(days=3)
    note_plan(store, paused(noted(store), now().date()))
    entries = store.entries(LISTED_KINDS)
    (listed,) = map(entry_json, entries)
    assert listed is not None
    assert listed["kind"] == "plan"
    assert listed["at"] == began.isoformat()
    for key, said in plan_body(noted(store)).items():
        assert listed[key] == said
    assert write_json(tmp_path / "out.json", entries, now()) == 1
    content = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert content["entries"] == [listed]
    assert write_csv(tmp_path / "out.csv", entries) == 1
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file, strict=True)
    assert (row["kind"], row["routine"], row["times_a_week"]) == ("plan", "desk-pause", "5")
    assert (row["weeks"], row["state"]) == ("6", "paused")
    assert row["paused_on"] == (began + timedelta(days=3)).date().isoformat()
    assert row["paused_days"] == "0"
