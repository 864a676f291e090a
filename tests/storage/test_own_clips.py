"""Recordings of own words: whole or not there, for their owner alone, and not for ever."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from acutimer.places import places_for
from acutimer.storage.errors import StorageError
from acutimer.storage.own_clips import SPARE, OwnClipFiles

CLIP, OTHER = "own.0a1b", "own.2c3d"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return places_for(tmp_path).own_clips


@pytest.fixture
def files(folder: Path) -> OwnClipFiles:
    made = OwnClipFiles(folder)
    made.keep("en", CLIP, b"sound", 1234)
    return made


def test_a_clip_that_was_kept_is_there_with_its_length(files: OwnClipFiles) -> None:
    assert files.length_ms("en", CLIP) == 1234
    assert files.length_ms("de", CLIP) is None
    assert files.length_ms("en", OTHER) is None


def test_nobody_else_may_read_them(files: OwnClipFiles, folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
    assert sorted(path.name for path in folder.rglob("*.*")) == [f"{CLIP}.length", f"{CLIP}.ogg"]


@pytest.mark.parametrize("spoil", ["", "x", "12", "-5 x", "1234", "one two", "1234 \xff"])
def test_a_broken_length_is_no_clip_and_is_made_anew(
    files: OwnClipFiles, folder: Path, spoil: str
) -> None:
    (folder / "en" / f"{CLIP}.length").write_text(spoil, "latin-1")
    assert files.length_ms("en", CLIP) is None
    files.keep("en", CLIP, b"sound", 1234)
    assert files.length_ms("en", CLIP) == 1234


@pytest.mark.parametrize("content", [b"", b"soun", b"sounD", b"sound."])
def test_half_a_recording_or_a_changed_one_is_no_clip(
    files: OwnClipFiles, folder: Path, content: bytes
) -> None:
    (folder / "en" / f"{CLIP}.ogg").write_bytes(content)
    assert files.length_ms("en", CLIP) is None


def test_a_recording_alone_is_no_clip(files: OwnClipFiles, folder: Path) -> None:
    (folder / "en" / f"{CLIP}.length").unlink()
    assert files.length_ms("en", CLIP) is None
    (folder / "en" / f"{OTHER}.length").write_text("1234 x")
    assert files.length_ms("en", OTHER) is None


def test_what_no_routine_names_goes_but_for_those_used_last(
    files: OwnClipFiles, folder: Path
) -> None:
    for number in range(SPARE + 5):
        files.keep("en", f"own.{number:04}", b"sound", 100)
        os.utime(folder / "en" / f"own.{number:04}.ogg", (1000 + number, 1000 + number))
    os.utime(folder / "en" / f"{CLIP}.ogg", (1, 1))
    assert files.length_ms("en", "own.0000") == 100  # used just now
    (folder / "en" / ".own.9999.ogg.abc.part").write_bytes(b"half")
    files.keep("de", OTHER, b"sound", 100)
    files.tidy("en", {CLIP})
    left = {path.stem for path in (folder / "en").glob("*.ogg")}
    newest = {f"own.{number:04}" for number in range(6, SPARE + 5)}
    assert left == {CLIP, "own.0000", *newest}
    assert {path.stem for path in (folder / "en").glob("*.length")} == left
    assert list((folder / "en").glob(".*")) == []
    assert files.length_ms("de", OTHER) == 100


def test_tidying_where_nothing_is_does_nothing(tmp_path: Path) -> None:
    OwnClipFiles(tmp_path / "absent").tidy("en", ())
    assert not (tmp_path / "absent").exists()


def test_a_place_that_takes_no_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    files = OwnClipFiles(places_for(tmp_path).own_clips)
    with pytest.raises(StorageError) as refused:
        files.keep("en", CLIP, b"sound", 1234)
    assert refused.value.reason
    assert files.length_ms("en", CLIP) is None
