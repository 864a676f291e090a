"""Presence is counted once: whoever goes on with the count loses no minute and doubles none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.app.carried import Carried, Reminded, carried_text, read_carried
from acutimer.core.presence_count import AWAY_MS, PresenceCount
from tests.fakes import FakeClock

#: How long until a look, how long nothing was touched then, who begins anew after it, and whether
#: another one goes on from there, so long after it.
LOOKS = st.lists(
    st.tuples(
        st.integers(0, 20 * 60_000),
        st.none() | st.integers(0, 30 * 60_000),
        st.sampled_from(["", "one", "two", None]),
        st.none() | st.integers(0, 5 * 60_000),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(LOOKS)
def test_giving_way_and_waking_change_nothing(
    looks: list[tuple[int, int | None, str | None, int | None]],
) -> None:
    clock = FakeClock()
    alone = PresenceCount(clock.monotonic_ms())
    handed = PresenceCount(clock.monotonic_ms())
    began_ms = clock.monotonic_ms()
    for wait_ms, idle_ms, anew, change_ms in looks:
        clock.advance(wait_ms)
        for count in (alone, handed):
            count.look(clock.monotonic_ms(), idle_ms)
            if anew is not None:
                count.begin_anew(anew)
        if change_ms is not None:
            text = carried_text(Carried(counted=handed.counted))
            clock.advance(change_ms)  # building or beginning anew takes a while
            handed = PresenceCount(clock.monotonic_ms(), read_carried(text).counted)
        for one in ("one", "two"):
            assert handed.since(one) == alone.since(one)
            gone = timedelta(milliseconds=clock.monotonic_ms() - began_ms)
            assert timedelta(0) <= handed.since(one) <= gone


@given(st.lists(st.integers(0, 20 * 60_000), min_size=1, max_size=8))
def test_of_somebody_who_stays_no_minute_is_lost(waits: list[int]) -> None:
    clock = FakeClock()
    count = PresenceCount(clock.monotonic_ms())
    for wait_ms in waits:
        clock.advance(wait_ms)
        count.look(clock.monotonic_ms(), min(wait_ms, AWAY_MS - 1))
        clock.advance(1000)
        count = PresenceCount(clock.monotonic_ms(), count.counted)
    count.look(clock.monotonic_ms(), None)
    assert count.since("one") == timedelta(milliseconds=sum(waits) + 1000 * len(waits))


def test_what_is_handed_on_is_read_as_it_was_and_rubbish_is_nothing() -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    carried = Carried("history", Reminded(at, {"one": at, "two": None}, 3600), None)
    assert read_carried(carried_text(carried)) == carried
    for rubbish in ("", "[]", "7", '["press", 3, 4]', '["press", [1, 2, 3], null]'):
        assert read_carried(rubbish) == Carried()
