"""Where things lie: configuration, notes, state, and the resources we ship.

Must never create or read anything; whoever writes makes the folder, 0700.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_NAME = "acutimer"
#: Where routines that are not saved yet lie, within the folder of the finished ones.
DRAFTS = "drafts"


class Places(NamedTuple):
    """The folders of one profile."""

    config: Path
    data: Path
    state: Path
    runtime: Path
    #: where the copies of acutimer meet: the same place for every start on this profile
    meeting: Path

    @property
    def database(self) -> Path:
        """The journal."""
        return self.data / "journal.sqlite3"

    @property
    def backups(self) -> Path:
        """Copies of the journal."""
        return self.data / "backups"

    @property
    def preferences(self) -> Path:
        """What the person chose."""
        return self.config / "preferences.toml"

    @property
    def routines(self) -> Path:
        """The person's own routines, one file each."""
        return self.data / "routines"

    @property
    def reminders(self) -> Path:
        """The reminders, and how each last ended."""
        return self.data / "reminders.toml"

    @property
    def own_clips(self) -> Path:
        """The person's own words as recordings, made anew where they are missing."""
        return self.data / "spoken"

    @property
    def voices(self) -> tuple[Path, ...]:
        """All folders with recordings of what is said."""
        return *voice_folders(), self.own_clips

    @property
    def window_state(self) -> Path:
        """Size and place of the window, nothing worth keeping."""
        return self.state / "window.json"

    @property
    def mini_state(self) -> Path:
        """Place of the small window of a session, nothing worth keeping."""
        return self.state / "mini-window.json"


def places_for(home: Path | None = None) -> Places:
    """The folders of the profile at ``home``, or of this account when that is None.

    A profile elsewhere keeps everything, even its socket, under its one folder.
    """
    if home is not None:
        with suppress(RuntimeError):  # ~nobody: then the name is meant as written
            home = home.expanduser()
        home = home.absolute()
        run = home / "run"
        return Places(home / "config", home / "data", home / "state", run, meeting=run)
    if sys.platform.startswith("linux"):
        return _linux_places()
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(_NAME, appauthor=False)
    return Places(
        dirs.user_config_path,
        dirs.user_data_path,
        dirs.user_state_path,
        dirs.user_runtime_path,
        meeting=dirs.user_state_path / "run",
    )


def _linux_places() -> Places:
    """The XDG folders, spelt out because importing platformdirs would slow every headless verb."""

    def folder(variable: str, below_home: str) -> Path:
        named = os.environ.get(variable, "")
        return Path(named) if os.path.isabs(named) else Path.home() / below_home

    state = folder("XDG_STATE_HOME", ".local/state") / _NAME
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return Places(
        config=folder("XDG_CONFIG_HOME", ".config") / _NAME,
        data=folder("XDG_DATA_HOME", ".local/share") / _NAME,
        state=state,
        runtime=Path(runtime) / _NAME if os.path.isabs(runtime) else state / "run",
        # not below XDG_RUNTIME_DIR: a pedal's script or a timer may not have it set
        meeting=state / "run",
    )


#: The points beyond the article's seven, which a preference switches on.
MORE_POINTS = "points-more.toml"
#: Who said what we show, and where that can be read.
SOURCES = "sources.toml"


def resource_path(name: str) -> Path:
    """A file we ship: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    inside = package / "resources"
    return (inside if inside.is_dir() else package.parent / "resources") / name


#: What packages of further languages install: a package without a file of its own, shared by all.
_INSTALLED_VOICES = "acutimer_voices"


def shipped_voices() -> Path:
    """The folder of our own recorded phrases, which holds a folder for each language."""
    return resource_path("voice")


def voice_folders() -> tuple[Path, ...]:
    """The folders that hold a folder for each language: ours, then what is installed besides.

    Looks along Python's path; nothing is imported, and no list of packages is read.
    """
    from importlib.machinery import PathFinder

    found = PathFinder.find_spec(_INSTALLED_VOICES)
    installed = () if found is None else found.submodule_search_locations or ()
    return shipped_voices(), *map(Path, installed)
