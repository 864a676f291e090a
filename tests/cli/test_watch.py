"""log watch; and what is remembered of it leaves lists, exports and undo as they were."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.carrying import carried
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from tests.cli.in_process import Verbs
from tests.storage.journals import change

WORSE = [3] * 98 + [6] * 28


@pytest.fixture
def verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(tmp_path / "home", capsys)


def noon() -> datetime:
    return SystemClock().now().replace(hour=12)


def within(verbs: Verbs, act: Callable[[JournalStore], object]) -> None:
    places, now = places_for(verbs.home), SystemClock().now
    with closing(open_database(places.database, now=now, backups=places.backups)) as database:
        act(JournalStore(database, now))


def keep(verbs: Verbs, values: Sequence[int]) -> None:
    """A rating for each of the last days, today included."""

    def write(store: JournalStore) -> None:
        for ago, value in enumerate(reversed(values)):
            store.add_rating(Rating("", value, Moment.NOW, noon() - timedelta(days=ago)))

    within(verbs, write)


def tell(verbs: Verbs, key: str, ago: int = 0) -> None:
    at = noon() - timedelta(days=ago)
    within(verbs, lambda store: store.append(EntryKind.REMARK_TOLD, {"remark": key}, at))


def remarks(verbs: Verbs) -> list[dict[str, Any]]:
    return json.loads(verbs("log", "watch", "--json"))["remarks"]


def test_a_remark_is_listed_with_numbers_days_and_sources(verbs: Verbs) -> None:
    keep(verbs, WORSE)
    answer = json.loads(verbs("log", "watch", "--json"))
    assert list(answer) == ["schema", "today", "remarks"]
    assert answer["schema"] == 1
    assert answer["today"] == noon().date().isoformat()
    (row,) = answer["remarks"]
    assert list(row) == [
        *("key", "rule", "words", "numbers", "days", "sources", "standing", "numbers_from"),
        *("told", "to_be_told"),
    ]
    assert row["numbers"]["recent"] == 6.0
    assert row["sources"] == ["ART", "PCN", "NICE"]
    assert len(row["days"]) == 28
    assert (row["told"], row["to_be_told"]) == (None, True)
    said = verbs("log", "watch").splitlines()
    assert said[0] == row["words"]
    assert said[1].strip().startswith("Source: The article; primarycarenotebook.com")
    assert said[2].strip() == f"Days: 28 from {row['days'][0]} to {row['days'][-1]}"
    assert len(said) == 3


def test_what_the_window_said_is_listed_as_said(verbs: Verbs) -> None:
    keep(verbs, WORSE)
    tell(verbs, "pain-worse", ago=3)
    (row,) = remarks(verbs)
    day = (noon() - timedelta(days=3)).date().isoformat()
    assert (row["told"], row["to_be_told"]) == (day, False)
    assert verbs("log", "watch").splitlines()[-1].strip() == f"The window said so on {day}."


def test_a_steady_diary_and_no_diary_at_all_say_nothing(verbs: Verbs) -> None:
    assert remarks(verbs) == []
    assert not places_for(verbs.home).database.exists(), "looking makes no journal"
    keep(verbs, [2] * 126)
    assert remarks(verbs) == []
    assert verbs("log", "watch") == "Nothing in these notes calls for a remark."


def test_a_journal_with_a_damaged_entry_is_refused_in_one_sentence(verbs: Verbs) -> None:
    keep(verbs, WORSE)
    change(places_for(verbs.home).database, "UPDATE entry SET body = '{}' WHERE seq = 7")
    for words in (("log", "watch"), ("log", "watch", "--json")):
        assert verbs.refused(*words) == (
            "acutimer: 1 entry could not be read. A diary that is not whole is not looked through."
        )


def test_a_file_that_is_no_journal_is_refused_in_one_sentence(verbs: Verbs) -> None:
    path = places_for(verbs.home).database
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no journal at all" * 100)
    assert "journal.sqlite3" in verbs.refused("log", "watch")


def test_lists_exports_and_undo_are_as_if_nothing_was_remembered(
    verbs: Verbs, tmp_path: Path
) -> None:
    keep(verbs, [4, 5])
    listed, shown = verbs("log", "list", "--json"), verbs("log", "list")
    tell(verbs, "pain-worse")
    assert (verbs("log", "list", "--json"), verbs("log", "list")) == (listed, shown)
    target = tmp_path / "notes.csv"
    assert "2 entries" in verbs("log", "export", "--format", "csv", target)
    assert len(list(csv.reader(target.read_text(encoding="utf-8").splitlines()))) == 3
    exported = json.loads(verbs("log", "export", "--format", "json", "-"))
    assert exported["entries"] == json.loads(listed)["entries"]
    verbs("log", "undo")
    assert [row["value"] for row in json.loads(verbs("log", "list", "--json"))["entries"]] == [5]


def test_a_backup_and_another_journal_carry_what_was_said(verbs: Verbs) -> None:
    keep(verbs, [4])
    tell(verbs, "pain-worse")
    places, now = places_for(verbs.home), SystemClock().now
    with closing(open_database(places.database, now=now, backups=places.backups)) as database:
        kinds = [one.kind for one in carried(database) or ()]
    assert kinds == [EntryKind.RATING, EntryKind.REMARK_TOLD]
