"""log add with every kind, log headache, log medicine, and the undo of each."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from tests.cli.in_process import Verbs


@pytest.fixture
def verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(tmp_path / "home", capsys)


def listed(verbs: Verbs) -> list[dict[str, Any]]:
    return json.loads(verbs("log", "list", "--json"))["entries"]


def test_every_kind_is_noted_with_zone_tags_and_the_day_it_is_of(verbs: Verbs) -> None:
    when = ("--when", "2026-05-02T01:30", "--zone", "Asia/Tokyo")
    for kind in ("now", "before", "after", "follow-up", "evening-worst", "evening-average"):
        verbs("log", "add", 6, "--kind", kind, *when, "--tag", " bad  night ", "--tag", "storm")
    rows = listed(verbs)
    assert [row["kind"] for row in rows] == [
        *("now", "before", "after", "follow-up", "evening-worst", "evening-average")
    ]
    assert {row["at"] for row in rows} == {"2026-05-02T01:30:00+09:00"}
    assert {row["zone"] for row in rows} == {"Asia/Tokyo"}
    assert all(row["tags"] == ["bad night", "storm"] for row in rows)
    assert [row["day"] for row in rows] == ["2026-05-02"] * 4 + ["2026-05-01"] * 2
    assert "of 2026-05-01" in verbs("log", "list")


def test_where_a_day_ends_is_as_chosen(verbs: Verbs) -> None:
    preferences = places_for(verbs.home).preferences
    preferences.parent.mkdir(parents=True)
    preferences.write_text('day_ends = "00:00"\n')
    verbs("log", "add", 6, "--kind", "evening-worst", "--when", "2026-05-02T01:30+02:00")
    (row,) = listed(verbs)
    assert row["day"] == "2026-05-02"


def test_another_time_of_an_evening_is_of_another_day(verbs: Verbs) -> None:
    first = verbs("log", "add", 6, "--kind", "evening-worst", "--when", "2026-05-02T23:30+02:00")
    assert listed(verbs)[0]["day"] == "2026-05-02"
    verbs("log", "edit", first, "--when", "2026-05-02T03:59+02:00")
    assert listed(verbs)[0]["day"] == "2026-05-01"


def test_a_headache_begins_is_there_still_and_ends(verbs: Verbs) -> None:
    begin = ("--when", "2026-05-01T18:00+02:00", "--where", "temple.left", "--tag", "aura")
    verbs("log", "headache", "begin", *begin, "--note", "after screen")
    assert "2026-05-01 18:00" in verbs.refused("log", "headache", "begin")
    assert len(listed(verbs)) == 1
    verbs("log", "headache", "still", "--when", "2026-05-02T08:00+02:00")
    (row,) = listed(verbs)
    assert (row["state"], row["still_at"]) == ("open", "2026-05-02T08:00:00+02:00")
    too_early = ("--when", "2026-05-01T17:00+02:00")
    assert "before that" in verbs.refused("log", "headache", "end", *too_early)
    words = ("--when", "2026-05-02T11:00+02:00", "--worst", 7, "--json")
    ended = json.loads(verbs("log", "headache", "end", *words))
    assert ended == listed(verbs)[0]
    assert ended == {
        "id": ended["id"],
        "kind": "headache",
        "at": "2026-05-01T18:00:00+02:00",
        "value": None,
        "site": None,
        "side": None,
        "note": "after screen",
        "session": None,
        "state": "ended",
        "ended_at": "2026-05-02T11:00:00+02:00",
        "worst": 7,
        "still_at": "2026-05-02T08:00:00+02:00",
        "day": "2026-05-01",
        "zone": ended["zone"],
        "places": ["temple.left"],
        "tags": ["aura"],
    }
    assert "No headache is open" in verbs.refused("log", "headache", "end")
    verbs("log", "undo")
    assert listed(verbs)[0]["state"] == "open"
    verbs("log", "headache", "end", "--unknown")
    row = listed(verbs)[0]
    assert (row["state"], row["ended_at"]) == ("end_unknown", None)
    for _ in range(3):
        verbs("log", "undo")
    assert listed(verbs) == []
    assert "nothing to undo" in verbs.refused("log", "undo")


def test_days_with_and_without_headache_and_medicine(verbs: Verbs) -> None:
    verbs("log", "headache", "day", "--date", "2026-05-01", "--worst", 5)
    verbs("log", "headache", "day", "--date", "2026-05-02", "--none")
    verbs("log", "medicine", "triptan", "--name", "Suma", "--date", "2026-05-01")
    verbs("log", "medicine", "none", "--date", "2026-05-02")
    with_one, suma, without, none = listed(verbs)
    assert (with_one["day"], with_one["had"], with_one["worst"]) == ("2026-05-01", True, 5)
    assert (without["day"], without["had"], without["worst"]) == ("2026-05-02", False, None)
    assert (suma["class"], suma["medicine"], suma["day"]) == ("triptan", "Suma", "2026-05-01")
    assert (none["class"], none["medicine"]) == ("none", None)
    said = verbs("log", "list")
    assert "triptan, Suma" in said
    assert "without" in said
    assert "Taken back, it shows no more: No medicine of 2026-05-02" in verbs("log", "undo")
    verbs("log", "edit", suma["id"], "--when", "2026-05-03T09:00+02:00", "--note", "half")
    moved = listed(verbs)[-1]
    assert (moved["day"], moved["class"], moved["note"]) == ("2026-05-03", "triptan", "half")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("medicine", "aspirin"), "choose from"),
        (("medicine", "plain", "--date", "1st of May"), "takes a day like"),
        (("medicine", "plain", "--date", "2999-01-01"), "lies ahead"),
        (("medicine", "plain", "--date", "2026-05-01", "--when", "2026-05-01T08:00"), "contradict"),
        (("medicine", "plain", "--name", "x" * 81), "at most 80"),
        (("headache", "day", "--none", "--worst", "3"), "no worst"),
        (("headache", "begin", "--worst", "11"), "whole number from 0 to 10"),
        (("headache", "begin", "--where", "knee.left"), "no place"),
        (("headache", "end", "--unknown", "--when", "2026-05-01T08:00"), "contradict"),
        (("headache", "end"), "No headache is open"),
        (("add", "3", "--zone", "Asia/Tokyo"), "give both"),
        (("add", "3", "--when", "2026-05-01T08:00", "--zone", "Mars/Base"), "no time zone"),
        (("add", "3", "--when", "2026-03-29T02:30", "--zone", "Europe/Berlin"), "does not exist"),
        (("add", "3", "--tag", "a, b"), "without commas"),
        (("edit", "ID", "--tag", "a, b"), "without commas"),
        (("add", "3", "--kind", "later"), "invalid choice"),
    ],
)
def test_what_cannot_be_noted_makes_no_journal(
    verbs: Verbs, words: tuple[str, ...], said: str
) -> None:
    assert said in verbs.refused("log", *words)
    assert not places_for(verbs.home).database.exists()


def test_the_table_carries_the_new_kinds(verbs: Verbs, tmp_path: Path) -> None:
    verbs("log", "headache", "begin", "--when", "2026-05-01T18:00+02:00", "--tag", "=a")
    verbs("log", "headache", "end", "--when", "2026-05-01T20:00+02:00", "--worst", 4)
    verbs("log", "medicine", "opioid", "--name", "+x", "--date", "2026-05-02")
    verbs("log", "headache", "day", "--date", "2026-05-03", "--none")
    verbs("log", "export", "--format", "csv", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        headache, medicine, day = csv.DictReader(file, strict=True)
    assert (headache["kind"], headache["state"], headache["worst"]) == ("headache", "ended", "4")
    assert headache["ended_at"] == "2026-05-01T20:00:00+02:00"
    assert headache["tags"] == "'=a"
    assert (medicine["class"], medicine["medicine"]) == ("opioid", "'+x")
    assert (day["kind"], day["had"], day["day"]) == ("headache_day", "False", "2026-05-03")


def test_a_table_can_be_marked_as_utf_8(verbs: Verbs, tmp_path: Path) -> None:
    verbs("log", "add", 4, "--note", "naïve")
    verbs("log", "export", "--format", "csv", "--bom", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfid,kind,at,")
    assert "csv only" in verbs.refused("log", "export", "--format", "json", "--bom", "-")


def test_headache_and_medicine_days_are_watched(verbs: Verbs) -> None:
    today = SystemClock().now().date()
    for ago in range(10):
        verbs("log", "medicine", "triptan", "--date", today - timedelta(days=ago))
    said = json.loads(verbs("log", "watch", "--json"))["remarks"]
    assert [one["rule"] for one in said] == ["medicine-ten-days"]
