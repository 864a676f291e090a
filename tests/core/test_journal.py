"""What the diary shows of entries that never change, and what can be read back from them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

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
    checked_value,
    rating_body,
    read_rating,
    read_session,
    session_ended_body,
    shown,
)
from acutimer.core.pain_places import PLACES, checked_places
from acutimer.core.scale import SCALE_HIGH_WORDS, SCALE_LEAST, SCALE_LOW_WORDS, SCALE_MOST
from tests.amounts import examples

AT = datetime(2026, 3, 2, 9, 15, tzinfo=timezone(timedelta(hours=1)))


def entry(
    identifier: str,
    hlc: int = 0,
    replaces: str | None = None,
    kind: str = EntryKind.RATING,
    device: str = "desk",
    **body: Any,
) -> Entry:
    return Entry(identifier, device, hlc, hlc, kind, AT, "Europe/Vienna", replaces, body)


def tombstone(identifier: str, hlc: int, replaces: str) -> Entry:
    return entry(identifier, hlc, replaces, EntryKind.TOMBSTONE)


def ids(*entries: Entry) -> list[str]:
    """What shows, which must not depend on the order in which machines were merged."""
    expected = [one.id for one in shown(entries)]
    for seed in range(5):
        shuffled = random.Random(seed).sample(entries, len(entries))
        assert {one.id for one in shown(shuffled)} == set(expected)
    return expected


def test_entries_show_in_the_order_given() -> None:
    assert ids(entry("b", 2), entry("a", 1), entry("c", 3)) == ["b", "a", "c"]
    assert ids() == []


def test_a_correction_shows_instead_of_what_it_replaces() -> None:
    assert ids(entry("a", 1), entry("b", 2), entry("a2", 3, "a")) == ["b", "a2"]


def test_a_correction_of_a_correction_shows_alone() -> None:
    assert ids(entry("a", 1), entry("a2", 2, "a"), entry("a3", 3, "a2")) == ["a3"]


def test_of_two_corrections_the_later_shows() -> None:
    assert ids(entry("a", 1), entry("early", 5, "a"), entry("late", 6, "a")) == ["late"]


def test_of_two_corrections_at_the_same_time_one_machine_wins_everywhere() -> None:
    one = entry("x", 5, "a", device="desk")
    other = entry("y", 5, "a", device="lap")
    assert ids(entry("a", 1), one, other) == ["y"]


def test_two_machines_that_corrected_on_and_on_still_show_one_entry() -> None:
    """One corrected twice, the other once in between or afterwards."""
    line = [entry("a", 1), entry("desk1", 2, "a"), entry("desk2", 4, "desk1")]
    assert ids(*line, entry("lap", 3, "a", device="lap")) == ["desk2"]
    assert ids(*line, entry("lap", 5, "a", device="lap")) == ["lap"]


def test_a_tombstone_hides_what_it_replaces_and_never_shows() -> None:
    assert ids(entry("a", 1), entry("b", 2), tombstone("t", 3, "a")) == ["b"]
    assert ids(entry("a", 1), entry("a2", 2, "a"), tombstone("t", 3, "a2")) == []


def test_undo_of_a_deletion_is_another_entry() -> None:
    assert ids(entry("a", 1), tombstone("t", 2, "a"), entry("again", 3, "t")) == ["again"]
    assert ids(entry("a", 1), tombstone("t", 2, "a"), entry("again", 3, "a")) == ["again"]


def test_of_a_deletion_and_a_correction_the_later_counts() -> None:
    assert ids(entry("a", 1), tombstone("t", 2, "a"), entry("fix", 3, "a", device="lap")) == ["fix"]
    assert ids(entry("a", 1), tombstone("t", 4, "a"), entry("fix", 3, "a", device="lap")) == []


def test_a_correction_shows_though_what_it_replaces_has_not_arrived_yet() -> None:
    assert ids(entry("a2", 2, "a"), entry("b", 3)) == ["a2", "b"]
    assert ids(tombstone("t", 2, "a")) == []


def test_damage_that_makes_a_ring_hides_no_other_entry() -> None:
    ring = [entry("x", 1, "z"), entry("y", 2, "x"), entry("z", 3, "y")]
    assert ids(*ring, entry("own", 5, "own"), entry("b", 4)) == ["z", "own", "b"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.sampled_from("dl")), max_size=14))
def test_each_family_shows_at_most_once_and_nothing_is_lost(
    rows: list[tuple[bool, int, str]],
) -> None:
    entries: list[Entry] = []
    first: dict[str, str] = {}
    for number, (is_new, which, device) in enumerate(rows):
        replaces = None if is_new or not entries else entries[which % len(entries)].id
        made = entry(str(number), number, replaces, device=device)
        entries.append(made)
        first[made.id] = first[replaces] if replaces else made.id
    showing = [first[one] for one in ids(*entries)]
    assert len(showing) == len(set(showing))
    assert set(showing) == set(first.values())


def test_the_scale_never_changes() -> None:
    assert (SCALE_LEAST, SCALE_LOW_WORDS) == (0, "No pain")
    assert (SCALE_MOST, SCALE_HIGH_WORDS) == (10, "Worst pain you can imagine")


@pytest.mark.parametrize("value", range(11))
def test_a_value_on_the_scale_is_kept(value: int) -> None:
    assert checked_value(value) == value


@pytest.mark.parametrize("value", [-1, 11, 100, True, False, 5.0, "5", None])
def test_a_value_off_the_scale_is_refused(value: Any) -> None:
    with pytest.raises(RatingError, match="from 0 to 10"):
        checked_value(value)
    with pytest.raises(RatingError):
        rating_body(Rating("r", value, Moment.NOW, AT))


RATINGS = st.builds(
    Rating,
    id=st.just("r"),
    value=st.integers(0, 10),
    moment=st.sampled_from(Moment),
    at=st.just(AT),
    site=st.none() | st.text(min_size=1, max_size=9),
    side=st.none() | st.sampled_from(["left", "right", "both"]),
    note=st.text(max_size=2000),
    session=st.none() | st.just("s"),
    unwelcome=st.none() | st.lists(st.text(max_size=5), max_size=3).map(tuple),
    places=st.sets(st.sampled_from(list(PLACES))).map(checked_places),
)


@given(RATINGS)
def test_a_rating_is_read_as_it_was_written(rating: Rating) -> None:
    assert read_rating(entry("r", **rating_body(rating))) == rating


def test_what_was_not_answered_is_not_written() -> None:
    body = rating_body(Rating("r", 3, Moment.BEFORE, AT))
    assert body == {"value": 3, "moment": "before"}
    none_at_all = rating_body(Rating("r", 3, Moment.AFTER, AT, unwelcome=()))
    assert none_at_all["unwelcome"] == []


def test_places_are_written_in_their_order_and_only_those_there_are() -> None:
    body = rating_body(Rating("r", 3, Moment.NOW, AT, places=("temple.left", "neck.right")))
    assert body["places"] == ["neck.right", "temple.left"]
    with pytest.raises(RatingError, match=r"There is no place 'knee'; there are neck\.left, "):
        rating_body(Rating("r", 3, Moment.NOW, AT, places=("knee",)))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["neck.left"], ("neck.left",)),
        (["of a newer version"], ("of a newer version",)),
        (["neck.left", 3, None], ("neck.left",)),
        ("neck.left", ()),
        (None, ()),
    ],
)
def test_places_are_read_as_far_as_they_can_be(written: object, read: tuple[str, ...]) -> None:
    rating = read_rating(entry("r", value=3, moment="now", places=written))
    assert rating is not None
    assert rating.places == read


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"value": 3},
        {"value": 11, "moment": "now"},
        {"value": -1, "moment": "now"},
        {"value": True, "moment": "now"},
        {"value": 3.0, "moment": "now"},
        {"value": "3", "moment": "now"},
        {"value": 3, "moment": "later"},
        {"value": 3, "moment": ["now"]},
    ],
)
def test_what_is_no_rating_reads_as_none(body: dict[str, Any]) -> None:
    assert read_rating(entry("r", **body)) is None


def test_another_kind_of_entry_is_no_rating_and_no_session() -> None:
    body = rating_body(Rating("r", 3, Moment.NOW, AT))
    assert read_rating(entry("r", kind=EntryKind.SESSION_ENDED, **body)) is None
    assert read_session(entry("r", **body)) is None


SECONDS = st.floats(0, 1e6, allow_nan=False)
CODES, SIDES = st.sampled_from(["GB20", "BL10"]), st.sampled_from(["left", "right"])
SESSIONS = st.builds(
    SessionNote,
    id=st.just("s"),
    routine=st.text(min_size=1, max_size=9),
    routine_name=st.text(max_size=9),
    at=st.just(AT),
    planned_s=SECONDS,
    pressed_s=SECONDS,
    parts=st.lists(
        st.builds(PressedPart, CODES, SIDES, SECONDS, st.none() | SECONDS), max_size=4
    ).map(tuple),
    ended=st.sampled_from(["finished", "stopped"]),
    pauses=st.integers(0, 99),
    skipped=st.integers(0, 99),
    content_hash=st.none() | st.just("0123456789abcdef"),
)


@given(SESSIONS)
def test_a_session_is_read_as_it_was_written(note: SessionNote) -> None:
    written = entry("e", kind=EntryKind.SESSION_ENDED, **session_ended_body(note))
    assert read_session(written) == note


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["point", "side", "pressed_s", "planned_s", "x"]), inner)
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=examples(300))
@given(st.sampled_from(EntryKind), st.data())
def test_any_body_reads_as_something_whole_or_as_none(kind: EntryKind, draw: st.DataObject) -> None:
    good = session_ended_body(SessionNote("s", "r", "R", AT, 1, 1, (), "finished"))
    good |= rating_body(Rating("r", 3, Moment.NOW, AT))
    for key in draw.draw(st.sets(st.sampled_from(sorted(good)), max_size=3)):
        good[key] = draw.draw(JSON)
    found = entry("e", kind=kind, **good)
    rating, note = read_rating(found), read_session(found)
    assert rating is None or (kind is EntryKind.RATING and 0 <= rating.value <= 10)
    if note is not None:
        assert kind is EntryKind.SESSION_ENDED
        planned = (part.planned_s or 0 for part in note.parts)
        lengths = (note.planned_s, note.pressed_s, *(p.seconds for p in note.parts), *planned)
        assert all(0 <= length < float("inf") for length in lengths)


def test_order_is_by_logical_clock_then_device() -> None:
    assert entry("a", 1, device="z").order < entry("b", 2, device="a").order
    assert entry("a", 1, device="a").order < entry("b", 1, device="b").order
    assert entry("a", 1).at.astimezone(UTC) == AT
