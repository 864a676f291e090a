"""What a launcher, a terminal, the tray or a later start asks of the running app.

Must never begin a second session, nor one before the rating of the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.offers import Offers
    from acutimer.app.pain_log import PainLog
    from acutimer.app.sessions import Sessions


@dataclass(frozen=True)
class Requests:
    """Does what is asked by word."""

    desk: Desk
    offers: Offers
    sessions: Sessions
    pain_log: PainLog

    def act(self, verb: str, details: Mapping[str, str]) -> None:
        """Do what the verb asks; any but "reload" brings the window forward."""
        if verb == "reload":
            self.offers.reload()
            return
        self.desk.window.come_forward(details.get("token", ""))
        if verb == "quick":
            self.quick(details.get("routine", ""))
        elif verb == "log-pain":
            self.pain_log.begin()

    def quick(self, name: str = "") -> None:
        """Start a session at once; the pain question is a strip that never blocks."""
        window = self.desk.window
        window.come_forward()  # without a routine, to say so: it may have been removed
        if self.desk.runner.is_running or window.page == "rating":
            return  # one session after the other, and none without its rating
        routine = self.offers.choose(name or self.desk.choices.now.quick_routine)
        if routine is not None:
            self.sessions.start(routine, None, ask_pain=True)
