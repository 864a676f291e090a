"""The headless verbs as a script meets them: real processes, their JSON, their exit codes."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from acutimer import __version__
from acutimer.core.preferences import Preferences
from acutimer.core.spots import Spot
from acutimer.places import places_for
from acutimer.storage.preferences_file import load_preferences

ROOT = Path(__file__).parents[2]

POINT_KEYS = [
    *("code", "aliases", "pinyin", "hanzi", "plain", "name", "sides", "views", "find"),
    *("timed", "seconds"),
    *("presses", "tool", "intensity", "care", "cautions", "who", "article", "sources"),
    *("pack", "standing", "strokes"),
]
STEP_KEYS = ["kind", "point", "side", "seconds", "presses", "stroke_s", "wait", "own", "lead_in_s"]


def acutimer(
    *words: object, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "acutimer", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def answer(*words: object) -> dict[str, list[dict[str, object]]]:
    done = acutimer(*words)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def refused(*words: object) -> str:
    """The one sentence that bad input gets."""
    done = acutimer(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("acutimer: ")
    return line


def test_the_version_is_told() -> None:
    assert acutimer("--version").stdout == f"acutimer {__version__}\n"


def test_a_person_s_own_spots_leave_in_json_alone(tmp_path: Path) -> None:
    """Points, routines and tables tell the standard places, whatever the preferences hold."""
    preferences = places_for(tmp_path).preferences
    preferences.parent.mkdir(parents=True)
    preferences.write_text('spots = {"GB20.left" = [0.34, -0.56]}\n')
    assert load_preferences(preferences) == (
        Preferences(spots={"GB20.left": Spot(0.34, -0.56)}),
        None,
    )
    for words in (("points", "--json"), ("points",), ("routines", "--json")):
        own = acutimer("--home", tmp_path, *words)
        assert own.stdout == acutimer("--home", tmp_path / "plain", *words).stdout
        assert own.stdout
    assert acutimer("--home", tmp_path, "log", "add", "4").returncode == 0
    for form in ("json", "csv", "fhir"):
        target = tmp_path / f"out.{form}"
        done = acutimer("--home", tmp_path, "log", "export", "--format", form, target)
        assert done.returncode == 0
        assert ("0.34" in target.read_text()) == (form == "json")


def test_points_have_the_keys_that_scripts_rely_on() -> None:
    points = answer("points", "--json")["points"]
    assert [point["code"] for point in points if point["pack"] == "article"] == (
        ["GB20", "GB21", "GB14", "BL10", "BL11", "TE17", "LI4"]
    )
    assert len(points) == 26
    for point in points:
        assert list(point) == POINT_KEYS
        assert list(point["who"]) == ["place", "derived", "source"]  # type: ignore[call-overload]
        if point["pack"] == "article":
            assert list(point["article"]) == ["place", "agrees", "difference"]  # type: ignore[call-overload]
            assert point["standing"] is None
        else:
            assert point["pack"] == "more"
            assert point["article"] is None
            assert point["standing"] in ("tradition only", "used in a trial")
        assert (point["seconds"] is None) == (not point["timed"])
    by_code = {point["code"]: point for point in points}
    assert by_code["GV16"]["sides"] == ["middle"]
    assert by_code["TE5"]["sides"] == ["left", "right"]
    assert by_code["GB20"]["seconds"] == [30, 60]
    assert by_code["BL10"]["seconds"] == [120, 180]
    assert (by_code["GB14"]["presses"], by_code["LI4"]["presses"]) == (20, 30)
    assert by_code["GB21"]["strokes"] == {
        "seconds": [30, 60],
        "stroke_s": 5,
        "along": "Outwards over the shoulder, away from the neck.",
    }
    assert by_code["GB14"]["strokes"] is None
    assert by_code["TE17"]["timed"] is False
    assert "TH17" in by_code["TE17"]["aliases"]  # type: ignore[operator]


def test_routines_have_the_keys_that_scripts_rely_on() -> None:
    routines = answer("routines", "--json")["routines"]
    assert {routine["id"] for routine in routines} >= {
        "article-whole",
        "neck-and-shoulders",
        "desk-pause",
        "nape-and-forehead",
        "acupressure-mat",
        "slow-strokes",
    }
    for routine in routines:
        assert list(routine) == ["id", "name", "origin", "length_s", "steps"]
        for step in routine["steps"]:  # type: ignore[attr-defined]
            assert list(step) == STEP_KEYS


def test_a_score_has_the_keys_and_the_times_of_the_desk_pause() -> None:
    score = answer("score", "desk-pause", "--json")
    assert list(score) == ["routine", "length_ms", "phases", "cues"]
    assert score["length_ms"] == 250_000
    phases = score["phases"]
    assert all(
        list(phase) == ["kind", "point", "side", "begins_ms", "ends_ms", "waits"]
        for phase in phases
    )
    assert [(p["kind"], p["begins_ms"], p["ends_ms"]) for p in phases] == [
        ("lead_in", 0, 5_000),
        ("hold", 5_000, 35_000),
        ("lead_in", 35_000, 40_000),
        ("hold", 40_000, 220_000),
        ("care", 220_000, 250_000),
    ]
    assert all(list(cue) == ["at_ms", "id", "caption", "side", "clause"] for cue in score["cues"])


def test_a_wait_counts_no_time() -> None:
    phases = answer("score", "acupressure-mat", "--json")["phases"]
    waits = [phase for phase in phases if phase["waits"]]
    assert waits
    assert all(phase["kind"] == "rest" for phase in waits)
    assert all(phase["begins_ms"] == phase["ends_ms"] for phase in waits)


def test_a_routine_may_be_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'schema = 1\nid = "own"\nname = "Own"\norigin = "Mine"\n'
        '[[steps]]\nkind = "hold"\npoint = "GB20"\nside = "left"\nseconds = 30\n'
    )
    assert answer("score", own, "--json")["length_ms"] == 35_000


def test_a_rating_goes_in_and_comes_out(tmp_path: Path) -> None:
    home = ("--home", tmp_path)
    words = ("--kind", "before", "--site", "neck", "--side", "left", "--note", "=1+1")
    added = acutimer(*home, "log", "add", 7, "--when", "2024-05-01T08:30:00+02:00", *words)
    assert added.returncode == 0
    identifier = added.stdout.strip()
    (entry,) = answer(*home, "log", "list", "--json")["entries"]
    assert entry["id"] == identifier
    assert (entry["kind"], entry["value"]) == ("before", 7)
    assert (entry["site"], entry["side"], entry["note"]) == ("neck", "left", "=1+1")
    at = datetime.fromisoformat(str(entry["at"]))
    assert at == datetime.fromisoformat("2024-05-01T08:30:00+02:00")
    assert at.utcoffset() == timedelta(hours=2)
    target = tmp_path / "out.csv"
    assert acutimer(*home, "log", "export", "--format", "csv", target).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o600
    with target.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["value"]) == (identifier, "7")
    assert not row["note"].startswith("=")
    copy = tmp_path / "out.json"
    assert acutimer(*home, "log", "export", "--format", "json", copy).returncode == 0
    assert identifier in copy.read_text()


def test_where_it_hurts_goes_in_and_comes_out(tmp_path: Path) -> None:
    home = ("--home", tmp_path)
    where = ("--where", "temple.right", "--where", "neck.left", "--where", "neck.left")
    assert acutimer(*home, "log", "add", 4, *where).returncode == 0
    assert acutimer(*home, "log", "add", 5).returncode == 0
    one, other = answer(*home, "log", "list", "--json")["entries"]
    assert one["places"] == ["neck.left", "temple.right"]
    assert other["places"] is None
    assert "Neck, left · Temple, right" in acutimer(*home, "log", "list").stdout


def test_a_place_that_is_none_is_said_with_those_there_are(tmp_path: Path) -> None:
    ended = acutimer("--home", tmp_path / "new", "log", "add", 4, "--where", "knee.left")
    assert ended.returncode == 2
    assert ended.stdout == ""
    (sentence,) = ended.stderr.splitlines()
    assert "There is no place 'knee.left'; there are neck.left, neck.right, " in sentence
    assert not (tmp_path / "new").exists()


def test_a_when_without_offset_is_local_time(tmp_path: Path) -> None:
    home = ("--home", tmp_path)
    zone = {"TZ": "America/New_York"}
    words = ("log", "add", 2, "--when", "2024-07-01T12:00")
    assert acutimer(*home, *words, environment=zone).returncode == 0
    (entry,) = answer(*home, "log", "list", "--json")["entries"]
    assert datetime.fromisoformat(str(entry["at"])).utcoffset() == timedelta(hours=-4)


def test_looking_makes_no_journal(tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert answer("--home", home, "log", "list", "--json") == {"entries": []}
    assert not home.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("log", "add", "11"),
        ("log", "add", "-1"),
        ("log", "add", "4.5"),
        ("log", "add", "ten"),
        ("log", "add"),
        ("log", "add", "4", "--when", "tomorrow"),
        ("log", "add", "4", "--when", "0001-01-01"),
        ("log", "add", "4", "--note", "x" * 3000),
        ("log", "add", "4", "--side", "middle"),
        ("log", "export", "--format", "xml", "f"),
        ("log", "export", "--format", "csv", "/nowhere/at/all/f.csv"),
        ("score", "no-such-routine"),
        ("score", "/nowhere/routine.toml"),
        ("quick", "no-such-routine"),
        ("points", "--yaml"),
        ("dance",),
        ("--uninstall",),
        ("--home",),
    ],
)
def test_bad_input_gets_one_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    home = () if words[0] == "--home" else ("--home", tmp_path)
    assert refused(*home, *words)


def test_a_broken_routine_of_ones_own_is_named_and_the_rest_load(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "routines"
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text(
        'schema = 1\nid = "bad"\nname = "Bad"\norigin = "Mine"\n\n[[steps]]\nkind = "hold"\n'
        'point = "XX9"\nside = "left"\nseconds = 30\n'
    )
    done = acutimer("--home", tmp_path, "routines", "--json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["routines"]) == 6
    (line,) = done.stderr.splitlines()
    assert "bad.toml, line 8" in line
    assert "XX9" in line


def test_a_damaged_journal_is_told_and_stays(tmp_path: Path) -> None:
    journal = tmp_path / "data" / "journal.sqlite3"
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b"SQLite format 3\x00" + b"nonsense" * 500)
    before = journal.read_bytes()
    assert "journal.sqlite3" in refused("--home", tmp_path, "log", "add", "4")
    checked = acutimer("--home", tmp_path, "check")
    assert checked.returncode == 2
    assert checked.stdout.startswith("database  no")
    assert journal.read_bytes() == before


def test_check_has_a_line_for_each_part_of_the_surroundings(tmp_path: Path) -> None:
    quiet = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"), "")
    done = acutimer("--home", tmp_path, "check", environment=quiet)
    assert done.returncode == 0
    said = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    parts = ["database", "points", "sound", "voices", "display", "bus", "tray", "speech"]
    parts += ["presence", "reminders"]
    assert list(said) == parts
    assert said["voices"] == "yes  Recorded phrases: English (en), Deutsch (de)."
    assert said["display"].startswith("no")


def test_the_launcher_entry_comes_and_goes(tmp_path: Path) -> None:
    where = {"XDG_DATA_HOME": str(tmp_path)}
    assert acutimer("--install-desktop", environment=where).returncode == 0
    (entry,) = (tmp_path / "applications").glob("*.desktop")
    assert "Actions=quick-session;log-pain;" in entry.read_text()
    assert acutimer("--install-desktop", "--uninstall", environment=where).returncode == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "words",
    [(), ("points",), ("routines",), ("score",), ("quick",), ("check",), ("log",), ("log", "add"),
     ("log", "list"), ("log", "export")],
)  # fmt: skip
def test_every_verb_has_help_with_an_example(words: tuple[str, ...]) -> None:
    done = acutimer(*words, "--help")
    assert done.returncode == 0
    assert "example" in done.stdout
