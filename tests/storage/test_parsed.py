"""The files that we ship as they were read when acutimer was built."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from acutimer.places import resource_path
from acutimer.storage.toml_files import PARSED, ContentFileError, parsed_name, read_toml

#: What a session may do is read from the very file that was checked, and from nothing beside it.
NOT = ("routine-example.toml", "safety.toml", "emergency.toml")
FILES = sorted(path for path in resource_path("").rglob("*.toml") if path.name not in NOT)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_is_kept_just_as_it_reads(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kept = json.loads((PARSED / parsed_name(path)).read_text(encoding="utf-8"))
    assert kept["text"] == text, "it was changed: run packaging/parsed.py"
    # by its look, so that 1, 1.0 and True are told apart
    assert repr(kept["content"]) == repr(tomllib.loads(text))
    assert read_toml(path) == (text, kept["content"])


def test_there_is_nothing_else() -> None:
    assert {one.name for one in PARSED.iterdir()} == {parsed_name(path) for path in FILES}


def test_two_reads_share_nothing() -> None:
    path = resource_path("points.toml")
    first = read_toml(path)[1]
    kept = json.dumps(first)
    first.clear()
    assert json.dumps(read_toml(path)[1]) == kept


@pytest.fixture
def like_ours(tmp_path: Path) -> Path:
    """A file of the same name in a folder of the same name, as somebody may have written one."""
    folder = tmp_path / "resources"
    folder.mkdir()
    return Path(shutil.copy(resource_path("points.toml"), folder))


def test_one_letter_more_is_read_from_the_file(like_ours: Path) -> None:
    shipped = read_toml(like_ours)[1]
    text = like_ours.read_text(encoding="utf-8").replace("Skull edge", "Skull hedge", 1)
    like_ours.write_text(text, encoding="utf-8")
    assert read_toml(like_ours) == (text, tomllib.loads(text))
    assert read_toml(like_ours)[1] != shipped
    like_ours.write_text(f"{text}[", encoding="utf-8")
    with pytest.raises(ContentFileError):
        read_toml(like_ours)


@pytest.mark.parametrize(
    "kept", ["", "[", "[]", "3", "null", "{}", '{"text": "a = 1"}', '{"content": {}}', "\udcff"]
)
def test_what_is_damaged_there_is_not_taken(
    like_ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    like_ours.write_text("a = 1", encoding="utf-8")
    there = tmp_path / parsed_name(like_ours)
    there.write_text(kept, encoding="utf-8", errors="surrogateescape")
    monkeypatch.setattr("acutimer.storage.toml_files.PARSED", tmp_path)
    assert read_toml(like_ours) == ("a = 1", {"a": 1})
