"""What a journal holds of the last look at the danger signs, and of what was accepted."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from acutimer.core.journal import EntryKind
from acutimer.core.safety import Profile
from acutimer.places import places_for
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.safety_profile import profile_in
from tests.fakes import FakeClock


def profile_with(home: Path, *looks: tuple[int, Mapping[str, object]]) -> Profile:
    """The answers of a journal with looks at the signs, each so many days ago."""
    places, clock = places_for(home), FakeClock()
    with closing(open_database(places.database, now=clock.now, backups=places.backups)) as made:
        store = JournalStore(made, clock.now)
        for ago, body in looks:
            store.append(EntryKind.SIGNS_SEEN, body, clock.now() - timedelta(days=ago))
        return profile_in(store, clock.now())[0]


def test_the_last_look_counts_and_carries_when_it_was_accepted(tmp_path: Path) -> None:
    first = {"version": 1, "accepted_on": "2025-05-01"}
    profile = profile_with(tmp_path, (3, first), (1, first))
    yesterday = FakeClock().now().date() - timedelta(days=1)
    assert (profile.signs_seen_on, profile.accepted) == (yesterday, 1)
    assert profile.accepted_on == date(2025, 5, 1)


@pytest.mark.parametrize("on", [None, "", "yesterday", 7, "2025-13-40"])
def test_a_day_that_cannot_be_read_is_none_and_the_look_counts_all_the_same(
    tmp_path: Path, on: object
) -> None:
    profile = profile_with(tmp_path, (0, {"version": 1, "accepted_on": on}))
    assert (profile.accepted, profile.accepted_on) == (1, None)
    assert profile.signs_seen_on == FakeClock().now().date()


@pytest.mark.parametrize("version", [None, "1", True, 1.0])
def test_a_look_without_a_version_is_none(tmp_path: Path, version: object) -> None:
    profile = profile_with(tmp_path, (0, {"version": version}))
    assert (profile.accepted, profile.signs_seen_on) == (0, None)
