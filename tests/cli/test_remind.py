"""remind list, add, remove, snooze, next."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from acutimer.core.journal import EntryKind, SessionNote, session_ended_body
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from tests.cli.in_process import Verbs


@pytest.fixture
def verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(tmp_path / "home", capsys)


def rows(verbs: Verbs) -> list[dict[str, Any]]:
    told = json.loads(verbs("remind", "list", "--json"))
    assert told["schema"] == 1
    return told["reminders"]


def in_minutes(text: str) -> float:
    ahead = datetime.fromisoformat(text) - SystemClock().now()
    return ahead.total_seconds() / 60


def test_nothing_yet(verbs: Verbs) -> None:
    assert verbs("remind", "list") == "There are no reminders."
    assert verbs("remind", "next") == "No reminder will come."
    assert json.loads(verbs("remind", "next", "--json")) is None
    assert rows(verbs) == []
    assert not places_for(verbs.home).data.exists()


def test_several_are_made_and_the_next_one_is_told(verbs: Verbs) -> None:
    made = verbs("remind", "add", "Neck pause", "--every", 50, "--routine", "desk-pause")
    assert made.startswith("Neck pause was made as neck-pause; it comes next on ")
    verbs("remind", "add", "Neck pause", "--after", 4)
    verbs("remind", "add", "Plan", "--plan", "17:00")
    verbs("remind", "add", "Noon", "--at", "12:00,08:30", "--days", "weekdays")
    first, second, plan, noon = rows(verbs)
    assert list(first) == ["id", "name", "rule", "routine", "next", "enabled"]
    assert (first["id"], first["routine"], first["enabled"]) == ("neck-pause", "desk-pause", True)
    assert first["rule"]["every_minutes"] == 50
    assert 49 < in_minutes(first["next"]) <= 50
    assert (second["id"], second["routine"]) == ("neck-pause-2", None)
    assert plan["next"] is None
    assert noon["rule"]["times"] == ["08:30", "12:00"]
    assert noon["next"][11:16] in ("08:30", "12:00")
    following = json.loads(verbs("remind", "next", "--json"))
    assert following["next"] == min(one["next"] for one in (first, second, noon))
    listed = verbs("remind", "list").splitlines()
    assert listed[2].split()[:4] == ["plan", "not", "planned", "Plan:"]


def test_the_last_session_counts(verbs: Verbs) -> None:
    places, now = places_for(verbs.home), SystemClock().now
    at = now() - timedelta(hours=1)
    with closing(open_database(places.database, now=now, backups=places.backups)) as database:
        note = SessionNote("s", "desk-pause", "Desk pause", at, 190, 190, (), "finished")
        JournalStore(database, now).append(EntryKind.SESSION_ENDED, session_ended_body(note), at)
    verbs("remind", "add", "Later", "--after", 4)
    assert 179 < in_minutes(rows(verbs)[0]["next"]) <= 180


def test_one_is_put_off_and_all_are_quiet(verbs: Verbs) -> None:
    verbs("remind", "add", "Later", "--after", 4)
    told = json.loads(verbs("remind", "snooze", "later", "--json"))
    assert 14 < in_minutes(told["reminders"][0]["next"]) <= 15
    said = verbs("remind", "snooze", "--minutes", 120)
    assert said.startswith("All reminders are quiet until 20")
    assert 119 < in_minutes(rows(verbs)[0]["next"]) <= 120
    verbs("remind", "snooze", "later", "--today")
    verbs("remind", "snooze", "--until", "00:00")
    assert in_minutes(rows(verbs)[0]["next"]) > 0


def test_a_reminder_is_removed(verbs: Verbs) -> None:
    verbs("remind", "add", "Later", "--after", 4)
    assert verbs("remind", "remove", "later") == "later was removed."
    assert "there are none yet" in verbs.refused("remind", "remove", "later")
    assert rows(verbs) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "x", "--every", "1"), "5 to 600 minutes, not 1."),
        (("add", "x", "--every", "soon"), "invalid int value"),
        (("add", "x"), "ne of the arguments --every --at --after --plan is required"),
        (("add", "x", "--every", "50", "--after", "4"), "not allowed with argument"),
        (("add", "x", "--at", "25:00"), "'25:00' is no time of day, such as 08:30."),
        (("add", "x", "--at", "8:00", "--hours", "9-10"), "'9' is no time of day"),
        (("add", "x", "--every", "50", "--days", "mon"), "--days goes with --at."),
        (("add", "", "--every", "50"), "a name of 1 to 60 characters"),
        (("add", "x", "--every", "50", "--routine", "none"), "There is no routine 'none'"),
        (("add", "x", "--plan", "17:00", "--routine", "desk-pause"), "leave --routine out."),
        (("snooze", "none"), "There is no reminder 'none'"),
        (("snooze", "--minutes", "0"), "put off by 1 to 1440 minutes."),
        (("snooze", "--until", "soon"), "'soon' is no time of day"),
        (("snooze", "--until", "9:00", "--today"), "not allowed with argument"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(
    verbs: Verbs, words: tuple[str, ...], says: str
) -> None:
    assert says in verbs.refused("remind", *words)
    assert not places_for(verbs.home).reminders.exists()


def test_a_damaged_file_is_said_and_kept_aside(verbs: Verbs) -> None:
    path = places_for(verbs.home).reminders
    path.parent.mkdir(parents=True)
    path.write_text("reminders = [", encoding="utf-8")
    code, out, said = verbs.ended("remind", "list")
    assert (code, out) == (0, "There are no reminders.\n")
    assert said.count("\n") == 1
    assert "No reminder could be read." in said
    verbs("remind", "add", "Later", "--after", 4)
    assert path.with_name("reminders.toml.broken-1").exists()
