"""Anything that can be noted goes out as JSON and comes into an empty profile as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from acutimer.core.headaches import (
    Headache,
    HeadacheState,
    NotedHeadacheDay,
    headache_body,
    headache_day_body,
)
from acutimer.core.importing.plan import Plan, PlannedRow, make_plan
from acutimer.core.importing.questions import Answers
from acutimer.core.importing.reading import Noting
from acutimer.core.importing.sources import OWN
from acutimer.core.journal import (
    EntryKind,
    Moment,
    PressedPart,
    Rating,
    SessionNote,
    rating_body,
    session_ended_body,
)
from acutimer.core.medicine import MEDICINE_CLASSES, NO_MEDICINE, Medicine, medicine_body
from acutimer.core.pain_places import PLACES
from acutimer.core.plan import Plan as PressingPlan
from acutimer.core.plan import PlanState, plan_body
from acutimer.core.routines import Schedule
from acutimer.places import resource_path
from acutimer.storage.database import open_database
from acutimer.storage.exchange.json_file import SCHEMA_FILE, write_json
from acutimer.storage.exchange.listing import KEPT_KINDS, whole_entry
from acutimer.storage.imports.opening import read_file
from acutimer.storage.journal_store import JournalStore
from tests.amounts import examples
from tests.storage.imports.files import MIGRAINE_BUDDY, NOW, planned

VALIDATOR = Draft202012Validator(json.loads(resource_path(SCHEMA_FILE).read_bytes()))
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: text == text.strip() and bool(text)
)
NOTES = st.just("") | st.text(st.characters(exclude_categories=("Cs",)), max_size=200).filter(
    lambda text: "\0" not in text and text == text.strip()
)
TAGS = st.lists(st.from_regex(r"\A[a-zäß0-9]{1,12}\Z"), max_size=3, unique=True).map(tuple)
SPOTS = st.lists(st.sampled_from(sorted(PLACES)), max_size=3, unique=True).map(
    lambda ids: tuple(one for one in PLACES if one in ids)
)
MOMENTS = st.builds(
    lambda s, minutes: (
        datetime(2020, 1, 1, tzinfo=timezone(timedelta(minutes=minutes))) + timedelta(seconds=s)
    ),
    st.integers(0, 5 * 365 * 86_400),
    st.integers(-11 * 60, 13 * 60),
)
SCALE = st.integers(0, 10)
OF = st.none() | WORDS


@st.composite
def ratings(draw: st.DrawFn) -> Noting:
    at, moment = draw(MOMENTS), draw(st.sampled_from(tuple(Moment)))
    rating = Rating(
        *("", draw(SCALE), moment, at, draw(OF), draw(OF), draw(NOTES), draw(OF)),
        unwelcome=draw(st.none() | st.lists(WORDS, max_size=3).map(tuple)),
        places=draw(SPOTS),
        tags=draw(TAGS),
        of_day=at.date() - timedelta(days=draw(st.integers(0, 1))) if moment.is_evening else None,
    )
    return Noting(EntryKind.RATING, at, rating_body(rating))


@st.composite
def sessions(draw: st.DrawFn) -> Noting:
    at, seconds = draw(MOMENTS), st.integers(0, 1800).map(float)
    part = st.builds(
        PressedPart, st.sampled_from(("GB20", "GB21")), st.sampled_from(("left", "right")),
        seconds, st.none() | seconds,
    )  # fmt: skip
    note = SessionNote(
        *(draw(WORDS), draw(WORDS), draw(WORDS), at, draw(seconds), draw(seconds)),
        tuple(draw(st.lists(part, max_size=3))),
        *(draw(st.sampled_from(("finished", "stopped"))), draw(SCALE), draw(SCALE), draw(OF)),
        note=draw(NOTES),
        places=draw(SPOTS),
    )
    return Noting(EntryKind.SESSION_ENDED, at, session_ended_body(note))


@st.composite
def headaches(draw: st.DrawFn) -> Noting:
    at, state = draw(MOMENTS), draw(st.sampled_from(tuple(HeadacheState)))
    later = at + timedelta(minutes=draw(st.integers(0, 9000)))
    headache = Headache(
        *(at, state, later if state is HeadacheState.ENDED else None),
        still_at=draw(st.none() | st.just(later)),
        worst=draw(st.none() | SCALE),
        places=draw(SPOTS),
        note=draw(NOTES),
        tags=draw(TAGS),
    )
    return Noting(EntryKind.HEADACHE, at, headache_body(headache))


@st.composite
def days(draw: st.DrawFn) -> Noting:
    at, said, tags = draw(MOMENTS), draw(NOTES), draw(TAGS)
    day = at.date() - timedelta(days=draw(st.integers(0, 3)))
    if draw(st.booleans()):
        of_class = draw(st.sampled_from((*MEDICINE_CLASSES, NO_MEDICINE)))
        name = "" if of_class == NO_MEDICINE else draw(st.just("") | WORDS)
        medicine = Medicine(at, of_class, day, name, said, tags)
        return Noting(EntryKind.MEDICINE, at, medicine_body(medicine))
    had = draw(st.booleans())
    worst = draw(st.none() | SCALE) if had else None
    noted = NotedHeadacheDay(at, day, had, worst, draw(SPOTS) if had else (), said, tags)
    return Noting(EntryKind.HEADACHE_DAY, at, headache_day_body(noted))


@st.composite
def others(draw: st.DrawFn) -> Noting:
    at = draw(MOMENTS)
    if draw(st.booleans()):
        body: dict[str, object] = {"unwelcome": draw(st.none() | st.lists(WORDS, max_size=3))}
        said = (("note", draw(NOTES)), ("session", draw(st.just("") | WORDS)))
        body |= {key: text for key, text in said if text}
        return Noting(EntryKind.UNWELCOME, at, body)
    state = draw(st.sampled_from(tuple(PlanState)))
    schedule = Schedule(draw(st.integers(1, 7)), draw(st.integers(1, 12)))
    paused = at.date() if state is PlanState.PAUSED else None
    plan = PressingPlan(
        routine=draw(WORDS), routine_name=draw(WORDS), schedule=schedule, at=at, state=state,
        paused_on=paused, paused_days=draw(st.integers(0, 20)),
    )  # fmt: skip
    return Noting(EntryKind.PLAN, at, plan_body(plan))


NOTINGS = st.one_of(ratings(), sessions(), headaches(), days(), others())


@contextmanager
def profile(folder: Path, name: str) -> Iterator[JournalStore]:
    path = folder / name / "journal.sqlite3"
    database = open_database(path, now=lambda: NOW, backups=path.parent / "backups")
    try:
        yield JournalStore(database, lambda: NOW)
    finally:
        database.close()


def listed(store: JournalStore) -> list[dict[str, object]]:
    entries = store.entries(KEPT_KINDS)
    rows = [whole_entry(one) for one in entries]
    # an import from a file of ours leaves no line
    ours = [one.id for one in store.batches.imports() if one.source == OWN]
    assert [one.id for one, row in zip(entries, rows, strict=True) if row is None] == ours
    return sorted((row for row in rows if row is not None), key=lambda row: str(row["id"]))


def known(store: JournalStore, source: str) -> set[str]:
    """The rows of a source that are here already."""
    return {row for row in store.batches.known_rows(source) if row.startswith(f"{source}:")}


def moved(store: JournalStore, other: JournalStore, path: Path) -> Plan:
    """The notes of one profile brought into another by a JSON file."""
    write_json(path, store.entries(KEPT_KINDS), NOW, force=True)
    content = json.loads(path.read_bytes())
    assert [fault.message for fault in VALIDATOR.iter_errors(content)] == []
    reading = read_file(path)
    plan = make_plan(reading, Answers(), NOW, other.batches.known_rows(reading.source))
    assert plan.refused == ()
    other.batches.take(plan)
    return plan


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(NOTINGS, max_size=8), st.lists(NOTINGS, max_size=4))
def test_what_is_noted_and_what_came_from_elsewhere_comes_back_as_it_was(
    own: list[Noting], foreign: list[Noting]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with profile(folder, "one") as store, profile(folder, "other") as other:
            for note in own:
                store.append(note.kind, note.body, note.at)
            rows = [PlannedRow(nth, f"cluster:{nth}", (note,)) for nth, note in enumerate(foreign)]
            if rows:
                store.batches.take(Plan("cluster", (), tuple(rows), 0, ()))
            before = listed(store)
            assert len(before) == len(own) + len(foreign) + bool(rows)
            moved(store, other, folder / "notes.json")
            assert listed(other) == before
            assert known(other, "cluster") == {row.row for row in rows}


def test_a_file_that_came_before_the_move_adds_nothing_after_it(tmp_path: Path) -> None:
    plan = planned(tmp_path, MIGRAINE_BUDDY)
    with profile(tmp_path, "one") as store, profile(tmp_path, "other") as other:
        store.batches.take(plan)
        moved(store, other, tmp_path / "notes.json")
        assert known(other, "migraine-buddy") == {row.row for row in plan.rows}
        assert other.batches.take(plan) is None
        # and on to a third, from which nothing is lost either
        with profile(tmp_path, "third") as third:
            moved(other, third, tmp_path / "again.json")
            assert listed(third) == listed(store)
        # the line of the first import goes with what came with it, and comes again with it
        line, move = other.batches.imports()
        assert (line.source, move.source) == ("migraine-buddy", OWN)
        other.remove(line.id)
        assert listed(other) == []
        assert not known(other, "migraine-buddy")
        other.undo()
        assert [one["kind"] for one in listed(other)].count("import") == 1
        assert len(listed(other)) == len(listed(store))
        assert known(other, "migraine-buddy") == {row.row for row in plan.rows}
        # taken back as a whole, the rows can come again
        other.remove(move.id)
        assert listed(other) == []
        assert not known(other, "migraine-buddy")


def test_a_mark_that_is_none_is_left_out_and_the_note_stays(tmp_path: Path) -> None:
    with profile(tmp_path, "one") as store, profile(tmp_path, "other") as other:
        store.add_rating(Rating("", 4, Moment.NOW, NOW))
        path = tmp_path / "notes.json"
        write_json(path, store.entries(KEPT_KINDS), NOW)
        content = json.loads(path.read_bytes())
        row = content["entries"][0]
        content["entries"] = [
            {**row, "id": f"019ca869-5000-7ffa-b1c0-d0f1fac28d7{nth}", "import": mark}
            for nth, mark in enumerate(
                [None, [], "x", {}, {"batch": "b"}, {"batch": "b", "row": "r" * 300}]
            )
        ]
        path.write_text(json.dumps(content), encoding="utf-8")
        plan = make_plan(read_file(path), Answers(), NOW)
        assert (plan.taken, plan.refused) == (6, ())
        other.batches.take(replace(plan))
        assert all("import" not in one for one in listed(other))
