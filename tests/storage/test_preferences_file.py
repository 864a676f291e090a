"""Preferences: missing or broken gives defaults, and nothing a person wrote is thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest

from acutimer.core.preferences import Preferences
from acutimer.core.spots import Spot
from acutimer.storage.errors import StorageError
from acutimer.storage.preferences_file import load_preferences, save_preferences

CHOSEN = Preferences()._replace(theme="dim", tones=False, tones_volume=0.25, emergency_number="1")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "preferences.toml"


def names(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir())


def test_without_a_file_everything_is_as_usual(file: Path) -> None:
    assert load_preferences(file) == (Preferences(), None)
    assert not file.parent.exists()


def test_what_was_chosen_comes_back(file: Path) -> None:
    save_preferences(file, CHOSEN)
    assert load_preferences(file) == (CHOSEN, None)
    save_preferences(file, Preferences())
    assert load_preferences(file) == (Preferences(), None)
    assert names(file) == ["preferences.toml"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"x" * 300_000])
def test_a_broken_file_is_kept_aside_when_saving(file: Path, content: bytes) -> None:
    for count in (1, 2):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
        preferences, sentence = load_preferences(file)
        assert preferences == Preferences()
        assert sentence is not None
        assert "kept aside" in sentence
        assert "\n" not in sentence
        assert file.read_bytes() == content  # reading changed nothing
        save_preferences(file, CHOSEN)
        assert file.with_name(f"preferences.toml.broken-{count}").read_bytes() == content
        assert load_preferences(file) == (CHOSEN, None)


def test_one_value_that_cannot_be_used_costs_only_itself(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('theme = "dim"\ntones_volume = 7\n')
    preferences, sentence = load_preferences(file)
    assert preferences == Preferences()._replace(theme="dim")
    assert sentence is not None
    assert "tones_volume must lie from 0.0 to 1.0" in sentence
    save_preferences(file, preferences)
    assert names(file) == ["preferences.toml", "preferences.toml.broken-1"]


def test_own_spots_come_back_and_one_outside_is_brought_within(file: Path) -> None:
    own = Preferences()._replace(spots={"GB20.left": Spot(0.3, -0.2)})
    save_preferences(file, own)
    assert load_preferences(file) == (own, None)
    file.write_text('spots = {"GB20.left" = [3, 4]}\n')
    preferences, sentence = load_preferences(file)
    assert preferences.spots == {"GB20.left": Spot(0.6, 0.8)}
    assert sentence is not None
    assert "GB20.left lay outside and was brought to within 1 thumb width" in sentence


def test_a_file_elsewhere_stays_linked(file: Path, tmp_path: Path) -> None:
    file.parent.mkdir()
    elsewhere = tmp_path / "dotfiles.toml"
    elsewhere.write_text("")
    file.symlink_to(elsewhere)
    save_preferences(file, CHOSEN)
    assert file.is_symlink()
    assert load_preferences(elsewhere) == (CHOSEN, None)


def test_what_cannot_be_saved_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"could not be saved .*; they hold until"):
        save_preferences(tmp_path / "file" / "preferences.toml", CHOSEN)


def test_a_save_that_is_cut_short_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    save_preferences(file, CHOSEN)

    def no_room(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(StorageError, match="no space left on device"):
        save_preferences(file, Preferences())
    monkeypatch.undo()
    assert load_preferences(file) == (CHOSEN, None)
    assert names(file) == ["preferences.toml"]
