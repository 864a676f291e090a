"""What comes from outside: from later starts and from launchers, each to whoever does it.

A session begins only by ``act``, as from a terminal, and so behind the gate. Must never do anything
itself that is about a session or the diary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

from acutimer.app.doers import Doers, Tell
from acutimer.app.session_commands import lead
from acutimer.core.commands import command_of_action

if TYPE_CHECKING:
    from acutimer.app.neighbours import Neighbours
    from acutimer.desktop.launcher_door import LauncherDoor

_RUNS = "A session is running, so no file was added. Open it again afterwards."
_NO_FILE = "What was to be opened is no file on this computer; nothing was added."


class Called(QObject):
    """Passes on what is asked; ``open_door`` lets launchers in."""

    def __init__(self, doers: Doers, parent: QObject, *, is_own: bool, by_bus: bool) -> None:
        """``is_own``: on the account's own profile; ``by_bus``: started for a launcher's call."""
        super().__init__(parent)
        self._doers = doers
        self._is_own = is_own
        self._is_started_for = by_bus
        self._door: LauncherDoor | None = None

    def open_door(self, then: Callable[[bool], object] = lambda _: None) -> None:
        """Take our name on the bus; ``then`` is told whether we have it."""
        if self._door is None:
            from acutimer.desktop.launcher_door import LauncherDoor

            bus, neighbours = self._doers.outside.session_bus(), self.neighbours()
            self._door = door = LauncherDoor(bus, self, (neighbours.interface(),))
            door.asked.connect(self.ask)
            door.given.connect(self.take)
            bus.open()
            neighbours.follow()
        self._door.open(is_own=self._is_own, then=then)

    def rest(self) -> None:
        """Give our name up: what a launcher asks from now on starts the copy after us."""
        if self._door is not None:
            self._door.rest()

    def listen(self) -> None:
        """Take our name again, since we stay."""
        if self._door is not None:
            self._door.open(is_own=self._is_own)

    def neighbours(self) -> Neighbours:
        """What other programs find of us."""
        from acutimer.app.neighbours import Neighbours

        return Neighbours(self._doers, self)

    def show_unless(self, is_heard: bool) -> None:
        """Show the window where no launcher can ask for it."""
        if not is_heard and self._is_started_for:
            self.ask("", "", "")

    def act(self, verb: str, details: Mapping[str, str], tell: Tell) -> None:
        """Do what a later start asks; ``tell`` gets why not, as in app.requests."""
        if verb == "background":
            tell("")  # a copy is there, and that was all
        elif verb == "quit":
            tell("")
            self._doers.quit()
        elif verb == "bus":
            # the bus has started another copy, and waits for the name
            self.open_door(lambda _: tell(""))
        else:
            self._is_started_for = False
            self._doers.act(verb, details, tell)

    def ask(self, action: str, routine: str, token: str) -> None:
        """Do an action of the launcher; without one, come forward."""
        command = command_of_action(action)
        details = {"routine": routine, "token": token}
        if lead(self._doers.runner, command):
            self._leave_unless_needed()
        elif command == "quit":
            self._doers.quit()
        else:
            verb = {"quick": "quick", "log_pain": "log-pain"}.get(command, "show")
            self.act(verb, details, lambda _: None)

    def take(self, addresses: Sequence[str], token: str) -> None:
        """Take in files of routines, as if they were dropped on the window."""
        self.ask("", "", token)
        paths = [Path(url.toLocalFile()) for url in map(QUrl, addresses) if url.isLocalFile()]
        notices = self._doers.window.notices
        if self._doers.runner.is_running:
            notices.say("routine file", _RUNS)
        elif not paths:
            notices.say("routine file", _NO_FILE)
        else:
            self._doers.take_in(paths)

    def _leave_unless_needed(self) -> None:
        """Without a session there was nothing to do, and nobody wants a window."""
        if self._is_started_for and not self._doers.runner.is_running:
            self._doers.quit()
