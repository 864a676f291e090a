"""What a launcher, a terminal, the tray or a later start asks of the running app.

Must never begin a second session, nor one before the rating of the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.offers import Offers
    from acutimer.app.sessions import Sessions


class Requests(QObject):
    """Does what is asked by word."""

    log_pain_asked = Signal()

    def __init__(self, desk: Desk, offers: Offers, sessions: Sessions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._offers = offers
        self._sessions = sessions

    def act(self, verb: str, details: Mapping[str, str]) -> None:
        """Do what the verb asks; any but "reload" brings the window forward."""
        if verb == "reload":
            self._offers.reload()
            return
        self._desk.window.come_forward(details.get("token", ""))
        if verb == "quick":
            self.quick(details.get("routine", ""))
        elif verb == "log-pain":
            self.log_pain_asked.emit()

    def quick(self, name: str = "") -> None:
        """Start a session at once; the pain question is a strip that never blocks."""
        window = self._desk.window
        window.come_forward()  # without a routine, to say so: it may have been removed
        if self._desk.runner.is_running or window.page == "rating":
            return  # one session after the other, and none without its rating
        routine = self._offers.choose(name or self._desk.choices.now.quick_routine)
        if routine is not None:
            self._sessions.start(routine, None, ask_pain=True)
