"""Other programs of the same desktop: what they ask over the bus, and what they are told.

A session begins only by the same request as from a terminal, and so behind the gate. Must never
take the keyboard from anybody.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.desktop.session_door import (
    Doers,
    session_interface,
    tell_finished,
    tell_started,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from acutimer.app.doers import Doers as CalledDoers
    from acutimer.desktop.bus_object import Interface


class Neighbours(QObject):
    """The interface for them; ``follow`` tells them of sessions."""

    def __init__(self, doers: CalledDoers, parent: QObject) -> None:
        super().__init__(parent)
        self._doers = doers
        self._bus = doers.outside.session_bus()
        #: the routine of the session that was told as begun
        self._told: str | None = None

    def interface(self) -> Interface:
        """What they find."""
        return session_interface(Doers(self._start, self._doers.note_pain, self._status))

    def follow(self) -> None:
        """Tell of sessions from now on, of one that runs already too."""
        self._doers.runner.happened.connect(self._look)
        self._look()

    def _start(self, routine: str, tell: Callable[[str], None]) -> None:
        self._doers.act("start", {"routine": routine}, tell)

    def _status(self) -> str:
        told = self._doers.outside.control("status")
        del told["heard"]
        return json.dumps(told, ensure_ascii=False)

    def _look(self, _: object = None) -> None:
        runner = self._doers.runner
        if self._told is None and runner.is_running and runner.state is not None:
            self._told = runner.state.routine.id
            tell_started(self._bus, self._told)
        elif self._told is not None and not runner.is_running:
            routine, self._told = self._told, None
            tell_finished(self._bus, routine, runner.clock_pressed_ms() // 1000)
