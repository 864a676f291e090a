"""Noting, correcting, removing and undoing; what shows; whose clock counts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.core.journal import (
    Entry,
    EntryKind,
    Moment,
    PressedPart,
    Rating,
    RatingError,
    SessionNote,
    session_ended_body,
    shown,
)
from acutimer.storage.database import Database, open_database
from acutimer.storage.errors import EntryError
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.zones import zone_of
from tests.amounts import examples
from tests.storage.journals import OpenJournal, WallClock, insert

HOUR_MS = 3_600_000


def rating(now: WallClock, value: int = 4, moment: Moment = Moment.NOW, **more: Any) -> Rating:
    return Rating("", value, moment, now(), **more)


def test_what_is_noted_is_read_back_the_same(
    store: JournalStore, open_journal: OpenJournal, now: WallClock
) -> None:
    noted = store.add_rating(
        rating(now, 7, Moment.AFTER, site="neck", side="left", note="naïve 痛 '\"\n", session="s")
    )
    again = JournalStore(open_journal(), now)
    assert again.by_id(noted.id) == noted
    assert again.entries() == [noted]
    (read,) = again.ratings()
    assert read == Rating(
        *(noted.id, 7, Moment.AFTER, now(), "neck", "left", "naïve 痛 '\"\n", "s", None)
    )
    assert noted.zone == "Europe/Berlin"
    assert noted.seq == 1


def test_a_rating_off_the_scale_is_refused(store: JournalStore, now: WallClock) -> None:
    with pytest.raises(RatingError):
        store.add_rating(rating(now, 11))
    assert store.entries() == []


@pytest.mark.parametrize(
    "offset",
    [timedelta(hours=-9, minutes=-30), timedelta(hours=14), timedelta(minutes=53, seconds=28)],
)
def test_the_offset_of_a_moment_is_kept(store: JournalStore, offset: timedelta) -> None:
    at = datetime(2026, 7, 1, 23, 59, 59, 123456, tzinfo=timezone(offset))
    noted = store.append(EntryKind.RATING, {"value": 1, "moment": "now"}, at)
    read = store.by_id(noted.id)
    assert read.at == at
    assert read.at.isoformat() == at.isoformat()


def test_the_doubled_hour_is_two_moments(store: JournalStore) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    at = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    first = store.append(EntryKind.RATING, {"value": 1, "moment": "now"}, at)
    second = store.append(EntryKind.RATING, {"value": 2, "moment": "now"}, at.replace(fold=1))
    assert second.at - first.at == timedelta(hours=1)
    assert [entry.id for entry in store.entries()] == [first.id, second.id]


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_moment_outside_all_lifetimes_is_refused(
    store: JournalStore, utc: Callable[..., datetime], year: int
) -> None:
    with pytest.raises(EntryError, match="1900 and 2200"):
        store.append(EntryKind.RATING, {}, utc(year, 12, 31))
    assert store.entries() == []


def test_a_note_that_is_no_text_is_refused(store: JournalStore, now: WallClock) -> None:
    with pytest.raises(EntryError, match="nothing was noted"):
        store.add_rating(rating(now, note=b"\xff".decode(errors="surrogateescape")))
    assert store.entries() == []


# Corrections, removals, undoing


def test_a_correction_shows_in_place_of_what_it_corrects(
    store: JournalStore, now: WallClock
) -> None:
    first = store.add_rating(rating(now, 4))
    now.move(minutes=5)
    second = store.correct(first.id, {"value": 6, "moment": "now"})
    assert [(r.id, r.value, r.at) for r in store.ratings()] == [(second.id, 6, first.at)]
    assert store.by_id(first.id) == first


def test_a_removed_entry_is_gone_from_what_shows_and_can_come_back(
    store: JournalStore, now: WallClock
) -> None:
    first = store.add_rating(rating(now, 4))
    tombstone = store.remove(first.id)
    assert store.entries() == []
    assert store.by_id(first.id) == first
    back = store.restore(first.id)
    assert store.ratings()[0].value == 4
    assert back.replaces == tombstone.id
    assert back.at == first.at
    store.remove(back.id)
    assert store.entries() == []


def test_a_removal_is_undone_by_the_tombstone_too(store: JournalStore, now: WallClock) -> None:
    tombstone = store.remove(store.add_rating(rating(now, 4)).id)
    store.restore(tombstone.id)
    assert [r.value for r in store.ratings()] == [4]


def test_a_correction_is_undone(store: JournalStore, now: WallClock) -> None:
    first = store.add_rating(rating(now, 4))
    store.correct(first.id, {"value": 6, "moment": "now"})
    store.restore(first.id)
    assert [r.value for r in store.ratings()] == [4]


def test_restoring_what_shows_changes_nothing(store: JournalStore, now: WallClock) -> None:
    first = store.add_rating(rating(now, 4))
    assert store.restore(first.id) == first
    assert store.entries() == [first]


def test_what_no_longer_shows_is_not_corrected_or_removed_again(
    store: JournalStore, now: WallClock
) -> None:
    first = store.add_rating(rating(now, 4))
    store.correct(first.id, {"value": 6, "moment": "now"})
    for change in (store.remove, lambda it: store.correct(it, {"value": 1, "moment": "now"})):
        with pytest.raises(EntryError, match="nothing was changed"):
            change(first.id)
    assert [r.value for r in store.ratings()] == [6]


def test_an_entry_that_is_not_there_is_named(store: JournalStore) -> None:
    for change in (store.remove, store.restore, lambda it: store.correct(it, {})):
        with pytest.raises(EntryError, match="no entry nowhere"):
            change("nowhere")


def test_of_two_corrections_the_later_shows_and_an_undo_beats_both(
    store: JournalStore, database: Database, now: WallClock
) -> None:
    first = store.add_rating(rating(now, 4))
    body = {"value": 5, "moment": "now"}
    base = {"kind": "rating", "at": first.at, "zone": "", "replaces": first.id, "body": body}
    insert(
        database,
        Entry("b1", "m2", 1, first.hlc + 10, **base),
        Entry("b2", "m3", 1, first.hlc + 20, **base),
    )
    assert [e.id for e in store.entries()] == ["b2"]
    now.move(hours=1)
    back = store.restore(first.id)
    assert [e.id for e in store.entries()] == [back.id]
    assert [r.value for r in store.ratings()] == [4]


def test_a_correction_shows_even_of_what_a_machine_far_ahead_noted(
    store: JournalStore, database: Database, now: WallClock
) -> None:
    ahead = int(now().timestamp() * 1000 + 1000 * HOUR_MS) << 16
    body = {"value": 5, "moment": "now"}
    insert(database, Entry("x", "m2", 1, ahead, "rating", now(), "", None, body))
    store.correct("x", {"value": 6, "moment": "now"})
    assert [r.value for r in store.ratings()] == [6]


def test_of_two_lines_of_corrections_one_entry_shows(
    store: JournalStore, database: Database, now: WallClock
) -> None:
    first = store.add_rating(rating(now, 4))
    base = {"kind": "rating", "at": first.at, "zone": "", "body": {}}
    insert(
        database,
        Entry("b1", "m2", 1, first.hlc + 10, replaces=first.id, **base),
        Entry("b2", "m3", 1, first.hlc + 20, replaces=first.id, **base),
        Entry("c1", "m2", 2, first.hlc + 30, replaces="b1", **base),
    )
    assert [e.id for e in store.entries()] == ["c1"]


def test_entries_that_replace_one_another_in_a_ring_end(
    store: JournalStore, database: Database, now: WallClock
) -> None:
    at = now().astimezone(UTC)
    insert(
        database,
        Entry("x", "m2", 1, 1, "rating", at, "", "y"),
        Entry("y", "m2", 2, 2, "rating", at, "", "x"),
    )
    store.restore("x")


entry_lists = st.lists(
    st.tuples(
        st.integers(0, 6),  # hlc
        st.sampled_from(["d1", "d2", "d3"]),
        st.sampled_from(["rating", "tombstone", "session_ended"]),
        st.one_of(st.none(), st.integers(0, 13)),  # which one it replaces, perhaps one not there
        st.integers(0, 5),  # days
    ),
    max_size=12,
    unique_by=lambda row: (row[0], row[1]),
)


@settings(max_examples=examples(150), deadline=None)
@given(entry_lists, st.integers(0, 5), st.integers(0, 6))
def test_the_database_shows_what_the_core_shows(
    rows: list[tuple[int, str, str, int | None, int]], first_day: int, last_day: int
) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    entries = [
        Entry(
            *(f"e{n}", device, n + 1, hlc, kind, start + timedelta(days=day), ""),
            None if replaced is None else f"e{replaced}" if replaced < n else "elsewhere",
        )
        for n, (hlc, device, kind, replaced, day) in enumerate(rows)
    ]
    first, last = start + timedelta(days=first_day), start + timedelta(days=last_day)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journal.sqlite3")
        database = open_database(path, now=lambda: start, backups=path.parent)
        store = JournalStore(database, lambda: start)
        insert(database, *entries)
        expected = {e.id for e in shown(entries)}
        in_range = {e.id for e in shown(entries) if first <= e.at < last}
        ratings = {e.id for e in shown(entries) if e.kind == "rating" and e.at >= first}
        assert {e.id for e in store.entries()} == expected
        assert {e.id for e in store.entries(first=first, last=last)} == in_range
        assert {e.id for e in store.entries(kinds=["rating"], first=first)} == ratings
        latest = max(
            (e for e in shown(entries) if e.kind == "rating"), key=lambda e: e.order, default=None
        )
        assert store.latest("rating") == latest
        assert store.first_at() == min((e.at for e in shown(entries)), default=None)
        database.close()


# The hybrid logical clock


def test_the_clock_goes_on_when_the_wall_clock_stands_or_runs_back(
    store: JournalStore, now: WallClock
) -> None:
    clocks = []
    for hours in (0, 0, -1, -24 * 400, 1):
        now.move(hours=hours)
        clocks.append(store.append("note", {}).hlc)
    assert clocks == sorted(set(clocks))
    assert clocks[0] >> 16 == int(datetime(2026, 3, 1, 8, tzinfo=UTC).timestamp() * 1000)


def test_another_machine_ahead_pulls_our_clock_along(
    store: JournalStore, database: Database, now: WallClock
) -> None:
    ahead = int(now().timestamp() * 1000 + 23 * HOUR_MS) << 16
    insert(database, Entry("x", "m2", 1, ahead, "note", now(), ""))
    assert store.append("note", {}).hlc == ahead + 1


def test_another_machine_more_than_a_day_ahead_does_not(
    store: JournalStore, database: Database, now: WallClock
) -> None:
    ahead = int(now().timestamp() * 1000 + 25 * HOUR_MS) << 16
    insert(database, Entry("x", "m2", 1, ahead, "note", now(), ""))
    assert store.append("note", {}).hlc >> 16 == int(now().timestamp() * 1000)


def test_a_clock_before_1970_is_survived(store: JournalStore, now: WallClock) -> None:
    now.moment = datetime(1969, 12, 31, tzinfo=UTC)
    assert store.append("note", {}).hlc >= 0


# Reading


def test_ranges_take_their_beginning_in_and_leave_their_end_out(
    store: JournalStore, now: WallClock
) -> None:
    moments = [now.move(days=1) for _ in range(5)]
    for moment in moments:
        store.append("rating", {"value": 1, "moment": "now"}, moment)
    found = store.ratings(moments[1], moments[3])
    assert [r.at for r in found] == moments[1:3]
    assert store.first_at(["rating"]) == moments[0]
    assert store.first_at(["session_ended"]) is None
    assert store.first_at(["rating"], moments[1], moments[3]) == moments[1]
    assert store.last_at(["rating"], moments[1], moments[3]) == moments[2]
    assert store.last_at() == moments[4]
    assert store.last_at(["rating"], moments[4] + timedelta(seconds=1)) is None


def test_entries_come_in_order_of_their_moment_whatever_their_offset(
    store: JournalStore, utc: Callable[..., datetime]
) -> None:
    late = store.append("note", {}, utc(2026, 3, 1, 12))
    early = datetime(2026, 3, 1, 14, tzinfo=timezone(timedelta(hours=9)))
    early = store.append("note", {}, early)
    assert store.entries() == [early, late]


def test_latest_is_what_was_noted_last(store: JournalStore, now: WallClock) -> None:
    assert store.latest("safety_answers") is None
    first = store.append("safety_answers", {"n": 1})
    now.move(days=-3)
    second = store.append("safety_answers", {"n": 2})
    assert store.latest("safety_answers") == second
    store.remove(second.id)
    assert store.latest("safety_answers") == first


def test_a_session_is_read_back_the_same(store: JournalStore, now: WallClock) -> None:
    parts = (PressedPart("GB20", "left", 58.5), PressedPart("GB20", "right", 58.5))
    note = SessionNote(
        *("s1", "desk-pause", "Desk pause", now(), 210.0, 58.5, parts, "finished", 1, 2)
    )
    store.append(EntryKind.SESSION_ENDED, session_ended_body(note), now())
    assert store.sessions() == [note]
    assert store.sessions(first=now.move(seconds=1)) == []


def test_a_session_cut_short_by_a_crash_is_found_with_its_presses(store: JournalStore) -> None:
    assert store.unfinished_session() is None
    old = store.append(EntryKind.SESSION_BEGAN, {"routine": "a"})
    store.append(EntryKind.PRESS_ENDED, {"session": old.id, "point": "GB20"})
    store.append(EntryKind.SESSION_ENDED, {"session": old.id})
    assert store.unfinished_session() is None
    began = store.append(EntryKind.SESSION_BEGAN, {"routine": "desk-pause"})
    presses = [
        store.append(EntryKind.PRESS_ENDED, {"session": began.id, "point": point})
        for point in ("GB20", "GB21")
    ]
    store.append("rating", {"value": 3, "moment": "before", "session": began.id})
    unfinished = store.unfinished_session()
    assert unfinished is not None
    assert unfinished.began == began
    assert list(unfinished.presses) == presses
    store.append(EntryKind.SESSION_ENDED, {"session": began.id})
    assert store.unfinished_session() is None


def test_a_session_removed_from_the_diary_is_not_called_unfinished(store: JournalStore) -> None:
    began = store.append("session_began", {})
    ended = store.append("session_ended", {"session": began.id})
    store.remove(ended.id)
    assert store.unfinished_session() is None


def test_one_change_is_taken_back_whatever_came_after_it(
    store: JournalStore, now: WallClock
) -> None:
    first = store.add_rating(rating(now, 6))
    changed = store.correct(first.id, {**first.body, "value": 2})
    later = store.add_rating(rating(now, 9))
    back = store.take_back(changed.id)
    assert [entry.body["value"] for entry in store.entries(("rating",))] == [9, 6]
    assert back.body["undo_of"] == changed.id
    removed = store.remove(later.id)
    store.take_back(removed.id)
    assert sorted(str(entry.body["value"]) for entry in store.entries(("rating",))) == ["6", "9"]


def test_kinds_and_keys_of_a_later_version_are_kept(store: JournalStore) -> None:
    entry = store.append("weather", {"pressure": {"hPa": 1013}})
    assert store.by_id(entry.id).body == {"pressure": {"hPa": 1013}}


# Zones


def test_the_zone_is_named_only_when_it_is_known(
    monkeypatch: pytest.MonkeyPatch, utc: Callable[..., datetime]
) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert zone_of(utc(2026, 3, 1).astimezone()) == "Europe/Berlin"
        assert zone_of(utc(2026, 3, 1)) == ""
        assert zone_of(datetime(2026, 3, 1, tzinfo=ZoneInfo("Asia/Tokyo"))) == "Asia/Tokyo"
        monkeypatch.setenv("TZ", "CET-1CEST")
        time.tzset()
        assert zone_of(utc(2026, 3, 1).astimezone()) == ""
    finally:
        monkeypatch.undo()
        time.tzset()


def ended(routine: object, pressed_s: object = 60) -> dict[str, object]:
    return {"session": "s", "routine": routine, "pressed_s": pressed_s, "ended": "finished"}


def test_when_each_routine_was_pressed_last(
    store: JournalStore, now: WallClock, open_journal: OpenJournal
) -> None:
    def note(routine: object, days_ago: int, pressed_s: object = 60) -> Entry:
        at = now() - timedelta(days=days_ago)
        return store.append(EntryKind.SESSION_ENDED, ended(routine, pressed_s), at)

    note("a", 40)
    last_of_a = note("a", 9)
    gone = note("a", 3)
    note("b", 2)
    note("c", 1, pressed_s=0)
    note("c", 1, pressed_s=None)
    note(["d"], 1)
    note("e", -1)
    store.append(EntryKind.SESSION_BEGAN, {"routine": "f", "pressed_s": 60}, now())
    store.remove(gone.id)
    uses = store.last_uses(now())
    assert list(uses) == ["b", "a"], "the last used first; what is not yet is not"
    assert uses["a"] == last_of_a.at
    assert uses["a"].utcoffset() == last_of_a.at.utcoffset()
    again = JournalStore(open_journal(), now)
    assert again.last_uses(now()) == uses
