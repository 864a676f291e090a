"""log export --format sqlite and backup drill: a copy is what it says it is."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from acutimer.core.preferences import Preferences
from acutimer.core.spots import Spot
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.backups import backups_in
from acutimer.storage.database import open_database
from acutimer.storage.drill import drill
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.preferences_file import save_preferences
from tests.cli.in_process import Verbs
from tests.storage.versions import ENTRIES, VERSIONS, write_version


@pytest.fixture
def verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(tmp_path / "home", capsys)


def test_the_database_goes_out_whole_and_is_of_no_machine(verbs: Verbs, tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite3"
    assert "nothing to copy" in verbs.refused("log", "export", "--format", "sqlite", out)
    first = verbs("log", "add", 4)
    verbs("log", "edit", first, "--value", 5)
    verbs("log", "medicine", "plain")
    assert verbs("log", "export", "--format", "sqlite", out) == f"{out}: 3 entries, checked"
    assert out.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.name != "home"] == ["out.sqlite3"]
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (3,)
        assert connection.execute("SELECT max(is_this) FROM device").fetchone() == (0,)
    assert "is there already" in verbs.refused("log", "export", "--format", "sqlite", out)
    assert "name a file" in verbs.refused("log", "export", "--format", "sqlite", "-")
    now = SystemClock().now
    with closing(open_database(out, now=now, backups=tmp_path / "b")) as database:
        assert [one.value for one in JournalStore(database, now).ratings()] == [5]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("out.csv", b"id,kind,"),
        ("OUT.CSV", b"id,kind,"),
        ("out.json", b'{\n "schema"'),
        ("out.fhir.json", b'{\n "resourceType"'),
        ("out.sqlite3", b"SQLite format 3"),
    ],
)
def test_a_file_is_of_the_format_that_its_name_ends_in(
    verbs: Verbs, tmp_path: Path, name: str, begins: bytes
) -> None:
    verbs("log", "add", 4)
    out = tmp_path / name
    assert verbs("log", "export", out) == f"{out}: 1 entry, checked"
    assert out.read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["out", "out.txt", "csv", "out.json.gz", "-"])
def test_a_name_that_says_no_format_is_told_what_would(
    verbs: Verbs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    verbs("log", "add", 4)
    told = verbs.refused("log", "export", name)
    assert ".csv, .json, .fhir.json, .sqlite3" in told
    assert "--format csv|json|fhir|sqlite" in told
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


def test_json_carries_own_spots_and_fhir_goes_to_standard_output(
    verbs: Verbs, tmp_path: Path
) -> None:
    places = places_for(verbs.home)
    save_preferences(places.preferences, Preferences(spots={"GB20.left": Spot(0.25, -0.5)}))
    verbs("log", "add", 4)
    out = tmp_path / "out.json"
    assert verbs("log", "export", "--format", "json", out) == f"{out}: 1 entry, checked"
    assert json.loads(out.read_bytes())["spots"] == {"GB20.left": [0.25, -0.5]}
    schema = json.loads(verbs("log", "schema"))
    assert schema["properties"]["version"] == {"const": 3}
    out = tmp_path / "out.fhir.json"
    assert verbs("log", "export", "--format", "fhir", out) == f"{out}: 1 entry, checked"
    bundle = json.loads(verbs("log", "export", "--format", "fhir", "-"))
    assert [one["resource"]["resourceType"] for one in bundle["entry"]] == ["Observation"]
    assert "is there already" in verbs.refused("log", "export", "--format", "fhir", out)
    assert "--bom is for" in verbs.refused("log", "export", "--format", "fhir", "--bom", "-")


def test_a_drill_counts_and_compares_and_leaves_nothing(verbs: Verbs) -> None:
    assert "no backup to try" in verbs.refused("backup", "drill")
    verbs("log", "add", 4)
    verbs("log", "headache", "begin")
    verbs("backup", "make")
    verbs("log", "add", 5)
    before = sorted(path for path in verbs.home.rglob("*") if path.is_file())
    assert "all 2 entries came back" in verbs("backup", "drill")
    said = json.loads(verbs("backup", "drill", "--json"))
    assert (said["entries"], said["came_back"], said["readable"]) == (2, 2, 2)
    assert verbs("backup", "drill", said["id"])
    tried = places_for(verbs.home).backups / "last-restore-tried.json"
    after = {path for path in verbs.home.rglob("*") if path.is_file()}
    assert after == {*before, tried}, "that it was tried is kept, and nothing else"
    assert "There is no backup" in verbs.refused("backup", "drill", "x")


def test_a_backup_with_an_entry_that_cannot_be_read_does_not_pass(verbs: Verbs) -> None:
    verbs("log", "add", 4)
    verbs("backup", "make")
    (backup,) = backups_in(places_for(verbs.home).backups)
    with closing(sqlite3.connect(backup.path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER entry_never_changes")
        connection.execute("UPDATE entry SET checksum = 1")
        connection.execute(
            "CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry\nBEGIN\n"
            "    SELECT RAISE(ABORT, 'an entry of the journal never changes');\nEND"
        )
    said = verbs.refused("backup", "drill")
    assert "1 came back and 0 could be read" in said


@pytest.mark.parametrize("version", VERSIONS)
def test_a_backup_of_every_version_comes_back(tmp_path: Path, version: int) -> None:
    write_version(tmp_path / "b" / "journal-2026-01-01T000000.sqlite3", version)
    (backup,) = backups_in(tmp_path / "b")
    came = drill(backup, tmp_path / "b", SystemClock().now)
    assert (came.entries, came.is_whole) == (len(ENTRIES), True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a quarter of a megabyte, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def _fill(place: Path) -> None:
    with suppress(OSError), (place / "fill").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_notes_on_a_full_disk_are_listed_and_go_out_to_another(
    small_disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verbs, out = Verbs(small_disk / "home", capsys), tmp_path / "out.csv"
    verbs("log", "add", 4)
    _fill(small_disk)
    assert "the disk is full" in verbs.refused("log", "add", 5)
    code, listed, said = verbs.ended("log", "list")
    assert (code, listed.split()[1:]) == (0, ["now", "4"])
    assert "can only be read now: the disk is full" in said
    code, told, _ = verbs.ended("log", "export", out)
    assert (code, told) == (0, f"{out}: 1 entry, checked\n")


def test_a_copy_that_finds_no_room_blames_its_own_place(verbs: Verbs, small_disk: Path) -> None:
    verbs("log", "add", 4)
    _fill(small_disk)
    out = small_disk / "out.sqlite3"
    told = verbs.refused("log", "export", out)
    assert f"{out} could not be written" in told
    assert not out.exists()
