"""What every part of the app may need, handed to it whole; must never grow past these seven."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from acutimer.app.choices import Choices
    from acutimer.app.content import Content
    from acutimer.app.diary import Diary
    from acutimer.places import Places
    from acutimer.runtime.clock import Clock
    from acutimer.runtime.session_runner import SessionRunner
    from acutimer.ui.window.main_window import MainWindow


class Desk(NamedTuple):
    """The same for everybody, from the last part of the start to the end."""

    places: Places
    clock: Clock
    window: MainWindow
    content: Content
    choices: Choices
    diary: Diary
    runner: SessionRunner

    def today(self) -> date:
        """The local date."""
        return self.clock.now().date()
