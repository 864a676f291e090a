"""Preferences in the app: told once when they change, written a little later."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from acutimer.app.choices import Choices
from acutimer.core.preferences import Preferences
from acutimer.storage.preferences_file import load_preferences

Told = list[tuple[Preferences, Preferences]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "preferences.toml"


def watched(path: Path) -> tuple[Choices, Told]:
    choices, told = Choices(path), []
    choices.changed.connect(lambda before, now: told.append((before, now)))
    return choices, told


def test_a_change_is_told_with_what_was_before_and_nothing_else_is(
    path: Path, qtbot: QtBot
) -> None:
    choices, told = watched(path)
    before = choices.now
    dim = before._replace(theme="dim")
    choices.choose(dim)
    choices.choose(dim)
    assert told == [(before, dim)]
    assert choices.now == dim


def test_who_listens_finds_the_new_choice_in_place(path: Path, qtbot: QtBot) -> None:
    choices, seen = Choices(path), []
    choices.changed.connect(lambda *_: seen.append(choices.moves))
    choices.choose(choices.now._replace(movement="still"))
    assert seen == [False]


def test_what_was_chosen_is_written_once_it_rests(path: Path, qtbot: QtBot) -> None:
    choices, _ = watched(path)
    choices.choose(choices.now._replace(theme="dim"))
    choices.choose(choices.now._replace(theme="light"))
    assert not path.exists()
    qtbot.waitUntil(path.exists)
    assert load_preferences(path) == (choices.now, None)


def test_the_end_does_not_wait(path: Path, qtbot: QtBot) -> None:
    choices, _ = watched(path)
    choices.flush()
    assert not path.exists()
    choices.choose(choices.now._replace(theme="dim"))
    choices.flush()
    assert Choices(path).now.theme == "dim"


def test_what_cannot_be_written_is_said_and_stays_chosen(path: Path, qtbot: QtBot) -> None:
    path.parent.write_text("no folder")
    choices, _ = watched(path)
    said: list[str] = []
    choices.not_saved.connect(said.append)
    choices.choose(choices.now._replace(theme="dim"))
    choices.flush()
    assert len(said) == 1
    assert choices.now.theme == "dim"
