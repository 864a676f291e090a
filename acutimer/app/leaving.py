"""Quitting and closing: asked first while a session runs, hidden where the tray leads back.

Must never lose a session: what was pressed so far is noted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.sessions import Sessions
    from acutimer.app.tray_link import TrayLink


@dataclass(frozen=True)
class Leaving:
    """The ways out."""

    desk: Desk
    sessions: Sessions
    tray: TrayLink

    def quit(self) -> None:
        """Quit, but ask first while a session runs."""
        window, runner = self.desk.window, self.desk.runner
        if not runner.is_running or "quit" in window.notices.keys():
            self.quit_now()
            return
        window.come_forward()
        runner.pause()
        self.sessions.open_eyes()
        words = "A session is running; it is paused. What was pressed so far is noted."
        window.notices.say("quit", words, [("Quit", self.quit_now)])

    def quit_now(self) -> None:
        """Quit; a session under way is noted as far as it went."""
        # not quit(): that asks every window first, and ours only ever asks back
        QCoreApplication.exit(0)

    def close_window(self) -> None:
        """Closing hides where the tray leads back, else it quits."""
        if not self.tray.is_there:
            self.quit()
        elif self.desk.choices.now.keep_in_tray or self.desk.runner.is_running:
            self.tray.hide_window()
        else:
            self.quit_now()
