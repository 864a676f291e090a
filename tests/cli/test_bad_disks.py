"""log import and log export on a full disk, a read-only one, and beside a program that holds all.

Each gets one sentence; what was noted before is there, and nothing by halves.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from acutimer.places import places_for
from acutimer.storage import sqlite_file
from tests.cli.in_process import Verbs

ROWS = 4000
FORMATS = ("csv", "json", "fhir", "sqlite")


def mounted(place: Path, *options: str) -> None:
    """Lay a disk over a folder, or skip where none may be mounted."""
    if shutil.which("mount") is None:
        pytest.skip("there is no mount here")
    done = subprocess.run(
        ["mount", *options, str(place)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted(place, "-t", "tmpfs", "-o", "size=1m", "tmpfs")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def verbs(disk: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    """The verbs, with a profile on the disk."""
    return Verbs(disk / "home", capsys)


@pytest.fixture
def import_words(tmp_path: Path) -> tuple[object, ...]:
    """The import of a table that is larger than what is left of the disk."""
    table = tmp_path / "any.csv"
    rows = (
        f"2020-{1 + n // 28 % 12:02}-{1 + n % 28:02} {n % 24:02}:{n // 24 % 60:02},{n % 11},{n}"
        for n in range(ROWS)
    )
    table.write_text("\n".join(("day,pain,words", *rows)), encoding="utf-8")
    columns = ("--column", "day=time", "--column", "pain=pain", "--column", "words=note")
    return ("log", "import", table, "--yes", "--zone", "Europe/Berlin", *columns)


def fill(place: Path, leave: int = 0) -> Path:
    """Leave so many bytes of a disk; gives the file that takes the rest."""
    filler = place / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    with filler.open("r+b") as file:
        file.truncate(max(0, filler.stat().st_size - leave))
    return filler


def listed(verbs: Verbs) -> list[tuple[int, str]]:
    """What the list shows, whatever is told beside it."""
    code, out, _ = verbs.ended("log", "list", "--json")
    assert code == 0
    return [(one["value"], one["note"] or "") for one in json.loads(out)["entries"]]


def files_in(place: Path) -> set[str]:
    """The files of a folder that somebody left there."""
    return {one.name for one in place.iterdir()}


@pytest.mark.parametrize("leave", [0, 200_000], ids=["full", "full in its midst"])
def test_an_import_that_the_disk_has_no_room_for_leaves_no_row(
    verbs: Verbs, disk: Path, import_words: tuple[object, ...], leave: int
) -> None:
    verbs("log", "add", 4, "--note", "before")
    filler = fill(disk, leave)
    code, _, said = verbs.ended(*import_words)
    assert code == 2
    assert "the disk is full" in said
    assert len(said.splitlines()) == 1
    assert listed(verbs) == [(4, "before")]
    filler.unlink()
    shutil.rmtree(disk / "home" / "cache", ignore_errors=True)
    subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)
    assert "Taken in as" in verbs(*import_words)
    assert len(listed(verbs)) == 1 + ROWS
    assert json.loads(verbs(*import_words, "--json"))["already_here"] == ROWS


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_onto_a_full_disk_gets_one_sentence_and_no_file(
    tmp_path: Path, disk: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    verbs = Verbs(tmp_path / "home", capsys)
    verbs("log", "add", 4)
    fill(disk)
    out = disk / "out"
    assert f"{out} could not be written" in verbs.refused("log", "export", "--format", form, out)
    assert files_in(disk) == {"filler"}
    assert listed(verbs) == [(4, "")]


def test_on_a_read_only_disk_an_import_gets_one_sentence_and_changes_nothing(
    verbs: Verbs, disk: Path, import_words: tuple[object, ...]
) -> None:
    verbs("log", "add", 4)
    before = places_for(verbs.home).database.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    said = verbs.refused(*import_words)
    assert "could not be used" in said or "can only be read" in said
    assert places_for(verbs.home).database.read_bytes() == before
    subprocess.run(["mount", "-o", "remount,rw,size=16m", str(disk)], check=True)
    assert "Taken in as" in verbs(*import_words)
    assert len(listed(verbs)) == 1 + ROWS


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_onto_a_read_only_disk_gets_one_sentence(
    tmp_path: Path, disk: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    verbs = Verbs(tmp_path / "home", capsys)
    verbs("log", "add", 4)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    out = disk / "out"
    assert f"{out} could not be written" in verbs.refused("log", "export", "--format", form, out)
    assert files_in(disk) == set()


@pytest.mark.parametrize("form", ["csv", "json", "fhir"])
def test_notes_on_a_read_only_disk_go_out_to_another(
    verbs: Verbs, disk: Path, tmp_path: Path, form: str
) -> None:
    verbs("log", "add", 4)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    out = tmp_path / f"out.{form}"
    code, told, said = verbs.ended("log", "export", "--format", form, out)
    assert (code, told) == (0, f"{out}: 1 entry, checked\n"), said
    assert out.stat().st_size


def test_an_import_beside_a_program_that_writes_waits_its_turn_and_then_says_so(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    import_words: tuple[object, ...],
) -> None:
    verbs = Verbs(tmp_path / "home", capsys)
    verbs("log", "add", 4)
    monkeypatch.setattr(sqlite_file, "BUSY_S", 0.02)
    with closing(_held(verbs)):
        code, _, said = verbs.ended(*import_words)
        assert code == 2
        assert "another program is holding it" in said
        assert len(said.splitlines()) == 1
        assert listed(verbs) == [(4, "")]
    assert "Taken in as" in verbs(*import_words)
    assert len(listed(verbs)) == 1 + ROWS


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_beside_a_program_that_writes_has_what_was_noted(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    verbs = Verbs(tmp_path / "home", capsys)
    verbs("log", "add", 4)
    monkeypatch.setattr(sqlite_file, "BUSY_S", 0.02)
    out = tmp_path / "out"
    with closing(_held(verbs)):
        assert verbs("log", "export", "--format", form, out) == f"{out}: 1 entry, checked"


def _held(verbs: Verbs) -> sqlite3.Connection:
    """Another program in the midst of writing."""
    other = sqlite3.connect(places_for(verbs.home).database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other
