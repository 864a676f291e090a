"""Where a profile lies: XDG folders, --home, and what we ship."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from acutimer.places import places_for, resource_path

VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG is for Linux")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@on_linux
def test_without_variables_the_folders_are_where_xdg_says(home: Path) -> None:
    places = places_for()
    assert places.config == home / ".config/acutimer"
    assert places.data == home / ".local/share/acutimer"
    assert places.state == home / ".local/state/acutimer"
    assert places.runtime == home / ".local/state/acutimer/run"
    assert places.meeting == home / ".local/state/acutimer/run"


@on_linux
def test_variables_are_followed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.setenv(variable, str(home / variable))
    places = places_for()
    assert places.config == home / "XDG_CONFIG_HOME/acutimer"
    assert places.data == home / "XDG_DATA_HOME/acutimer"
    assert places.state == home / "XDG_STATE_HOME/acutimer"
    assert places.runtime == home / "XDG_RUNTIME_DIR/acutimer"
    # a script without XDG_RUNTIME_DIR must find the window that has it
    assert places.meeting == home / "XDG_STATE_HOME/acutimer/run"


@on_linux
@pytest.mark.parametrize("wrong", ["", "relative/path", "."])
def test_variables_that_are_no_absolute_path_are_passed_over(
    wrong: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = places_for()
    for variable in VARIABLES:
        monkeypatch.setenv(variable, wrong)
    assert places_for() == plain


def test_a_profile_elsewhere_keeps_everything_under_one_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in VARIABLES:
        monkeypatch.setenv(variable, "/somewhere/else")
    places = places_for(home / "profile")
    assert places.meeting == home / "profile" / "run"
    assert {places.config, places.data, places.state, places.runtime} == {
        home / "profile" / name for name in ("config", "data", "state", "run")
    }


def test_a_home_may_be_written_short(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    assert places_for(Path("~/p")) == places_for(home / "p")
    assert places_for(Path("p")) == places_for(home / "p")


def test_a_home_of_nobody_is_a_folder_of_that_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    assert places_for(Path("~nobody-at-all/p")).data == home / "~nobody-at-all/p/data"


def test_files_of_a_profile_lie_in_their_folders(home: Path) -> None:
    places = places_for(home / "p")
    assert places.database == home / "p/data/journal.sqlite3"
    assert places.backups == home / "p/data/backups"
    assert places.routines == home / "p/data/routines"
    assert places.preferences == home / "p/config/preferences.toml"
    assert places.window_state == home / "p/state/window.json"
    assert places.mini_state == home / "p/state/mini-window.json"


def test_asking_where_creates_nothing(home: Path) -> None:
    places_for(home / "p")
    places_for()
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["points.toml", "safety.toml", "routines", "body"])
def test_what_we_ship_is_found(name: str) -> None:
    assert resource_path(name).exists()
