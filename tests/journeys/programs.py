"""The real program as a child process, and what a test reads of it: its journal and its end."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from acutimer.core.journal import Entry, EntryKind
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from tests.desktop_stage import Stage, StageError

#: The command as it is installed, beside the Python that runs the tests.
ACUTIMER = Path(sys.executable).with_name("acutimer")


def entries_in(home: Path) -> list[Entry]:
    """What is in a profile's journal now, read beside the running program."""
    places, now = places_for(home), SystemClock().now
    if not places.database.exists():
        return []
    database = open_database(places.database, now=now, backups=places.backups)
    try:
        return JournalStore(database, now).entries()
    finally:
        database.close()


def of_kind(home: Path, kind: EntryKind) -> list[Entry]:
    """The entries of one kind."""
    return [entry for entry in entries_in(home) if entry.kind == kind]


def fault_of(home: Path) -> str | None:
    """What quick_check says of a profile's journal; None when it is sound."""
    places, now = places_for(home), SystemClock().now
    database = open_database(places.database, now=now, backups=places.backups)
    try:
        return database.quick_check()
    finally:
        database.close()


@contextmanager
def profile() -> Iterator[Path]:
    """A new folder for a profile: short, because a socket lives in it."""
    made = Path(tempfile.mkdtemp(prefix="acutimer-"))
    try:
        yield made
    finally:
        shutil.rmtree(made)


class Program:
    """The program on a stage, seen as a screen reader and the window manager see it."""

    _READER = Path(__file__).with_name("reader.py")

    def __init__(
        self,
        stage: Stage,
        home: Path,
        *words: str,
        command: Sequence[str | Path] = (ACUTIMER,),
    ) -> None:
        self.stage = stage
        self.home = home
        # what a running screen reader would switch on
        readable = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self.running = stage.start([*command, "--home", home, *words], readable)

    def window(self, title: str = "^Acutimer$") -> int:
        """The window, waited for; the icon in the tray has its title too and is small."""

        def found() -> int:
            return next((w for w in self.stage.windows(title) if self.is_large(w)), 0)

        return self.stage.wait_until(found, f"the window {title!r}")

    def is_large(self, window: int) -> bool:
        """Whether a window is more than an icon or a menu."""
        return self.stage.geometry(window)[2] > 400

    def windows(self) -> list[int]:
        """Every window of the program in sight: its own, menus, the icon in the tray."""
        return self.stage.windows("acutimer", "--class")

    def icon(self) -> int:
        """The icon, once it is in the tray."""

        def found() -> int:
            return next((w for w in self.windows() if self.is_in_tray(w)), 0)

        return self.stage.wait_until(found, "the icon in the tray")

    def is_in_tray(self, window: int) -> bool:
        """Whether the window lies inside another one of the tray's size."""
        return self.stage.geometry(window)[3] <= 32

    def press_key(self, window: int, key: str) -> None:
        """Press a key while a window has the keyboard."""

        def has_it() -> bool:
            if self.stage.xdotool("getactivewindow").strip() == str(window):
                return True
            self.stage.xdotool("windowactivate", window)
            return False

        self.stage.wait_until(has_it, "the keyboard in the window")
        self.stage.xdotool("key", key)

    def close(self, window: int) -> None:
        """Ask a window to close as its frame's button does, through the window manager."""
        self.press_key(window, "alt+F4")

    def hide(self, window: int) -> None:
        """Close a window that goes into the tray."""
        self.close(window)

        def is_gone() -> bool:
            # a search that fails, because some window goes just then, sees not even the icon
            seen = self.windows()
            return bool(seen) and window not in seen

        try:
            self.stage.wait_until(is_gone, "the window to go", within_s=4)
        except StageError:
            # a key that comes while the window manager hands on the focus is lost now and then
            self.close(window)
            self.stage.wait_until(is_gone, "the window to go")

    def look(self) -> list[dict[str, Any]]:
        """Every part in sight, as assistive technology gets it (see reader.py)."""
        return json.loads(self.stage.run(["/usr/bin/python3", self._READER, "look"]))

    def walk(self) -> int:
        """How many parts assistive technology finds, in sight or not."""
        return int(self.stage.run(["/usr/bin/python3", self._READER, "tree"]))

    def press(self, role: str, name: str) -> None:
        """Do the Press action of a part, as assistive technology does."""
        self.stage.run(["/usr/bin/python3", self._READER, "press", role, name])

    def says(self, sentence: str) -> bool:
        """Whether a text is in sight."""
        return any(sentence in part["name"] for part in self.look())

    def noted(self, kind: EntryKind, count: int = 1) -> list[Entry]:
        """The entries of one kind, once there are so many."""
        return self.stage.wait_until(
            lambda: found if len(found := of_kind(self.home, kind)) >= count else [],
            f"{count} {kind.value} in the journal",
        )
