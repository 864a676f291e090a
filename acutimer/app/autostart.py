"""Starting with the desktop: the switch in Settings, and whoever keeps what it says.

Must never leave the switch at what is not so: what was refused, or switched off elsewhere, is off.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from acutimer.places import places_for

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.outside import Outside
    from acutimer.core.preferences import Preferences

#: There in every Flatpak, where a file of autostart would reach nobody.
_SANDBOX = Path("/.flatpak-info")
_REFUSED = "The desktop does not let acutimer start with it; its own settings may allow that."


class Autostart(QObject):
    """Follows the choice; ``look`` takes over what is so."""

    def __init__(
        self, desk: Desk, outside: Outside, parent: QObject, sandbox: Path = _SANDBOX
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._outside = outside
        self._is_in_sandbox = sandbox.exists()
        #: while what is so is taken over, nothing is to be done about it
        self._takes_over = False
        desk.choices.changed.connect(self._chosen)

    def look(self) -> None:
        """Let the switch say what the desktop's file says."""
        if not self._is_in_sandbox:
            from acutimer.desktop.autostart import is_on

            self._take_over(is_on(self._file()))

    def _file(self) -> Path:
        from acutimer.desktop.autostart import autostart_file

        return autostart_file(os.environ, Path.home())

    def _chosen(self, before: Preferences, now: Preferences) -> None:
        if now.autostart == before.autostart or self._takes_over:
            return
        if self._is_in_sandbox:
            from acutimer.desktop.autostart_portal import ask_autostart

            bus = self._outside.session_bus()
            ask_autostart(bus, wanted=now.autostart, then=self._decided)
        else:
            self._switch(now.autostart)

    def _switch(self, wanted: bool) -> None:
        from acutimer.desktop.autostart import AutostartError, switch_off, switch_on
        from acutimer.desktop.launcher import LauncherError, own_command

        try:
            if wanted:
                switch_on(self._file(), own_command(), self._words())
            else:
                switch_off(self._file())
        except (AutostartError, LauncherError) as fault:
            self._desk.window.notices.say("autostart", str(fault))
            # once everybody was told of the choice, so that nobody shows it last
            QTimer.singleShot(0, self, lambda: self._take_over(not wanted))

    def _words(self) -> tuple[str, ...]:
        """What leads a start to this profile; nothing for the account's own."""
        places = self._desk.places
        return () if places == places_for() else ("--home", str(places.data.parent))

    def _decided(self, granted: bool) -> None:
        if self._desk.choices.now.autostart and not granted:
            self._desk.window.notices.say("autostart", _REFUSED)
        self._take_over(granted)

    def _take_over(self, is_on: bool) -> None:
        choices = self._desk.choices
        self._takes_over = True
        choices.choose(choices.now._replace(autostart=is_on))
        self._takes_over = False
