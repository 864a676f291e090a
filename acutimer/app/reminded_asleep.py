"""Reminders while only the copy that waits is there: counted and looked for with little memory.

The app is woken a moment before one is offered, and not while nobody is there or something holds it
back. Must never say longer than it is: who wakes too early thinks again with all that is known.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from acutimer.app.carried import Carried
from acutimer.core.presence_count import AWAY_MS
from acutimer.core.reminders import After, Every, FromPlan, Known, Reminder, next_moment
from acutimer.runtime.local_time import WallZone
from acutimer.storage.reminder_file import load_reminders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from acutimer.app.stillness import Stillness
    from acutimer.core.presence_count import Counted
    from acutimer.core.reminder_reading import Reminders
    from acutimer.desktop.bus import Bus
    from acutimer.runtime.clock import Clock

#: Between two looks; a computer that slept is late by no more.
LOOK_MS = 60_000
#: Between two looks at who is there, each of which costs as much as four others.
COUNT_MS = 2 * 60_000
#: The app is there by then, and lets the reminder come at its time.
EARLIER_S = 10
_ZONE = WallZone()
_NEVER, _UNKNOWN = float("inf"), float("-inf")


class RemindedAsleep(QObject):
    """Looks; ``due`` says that one is about to be offered, or that only the app can know."""

    due = Signal()

    def __init__(
        self,
        path: Path,
        clock: Clock,
        session_bus: Callable[[], Bus],
        carried: Carried,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._clock = clock
        self._session_bus = session_bus
        self._reminded, self._counted = carried.reminded, carried.counted
        self._still: Stillness | None = None
        self._kept: Reminders | None = None
        self._is_over = False
        #: when it is time for the first, if nobody leaves
        self._due_ms = 0
        self.timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.look)

    def reload(self) -> None:
        """Somebody else changed the file: what comes from the plan has to be found out anew."""
        self._kept = None
        if self._reminded is not None:
            self._reminded = self._reminded._replace(planned={})
        self.look()

    @property
    def counted(self) -> Counted | None:
        """The presence counted so far, for the app to go on with."""
        return self._still.present.counted if self._still is not None else self._counted

    def end(self) -> None:
        """The app looks from now on."""
        self._is_over = True
        self.timer.stop()
        if self._still is not None:
            self._still.presence.leave()

    def look(self) -> None:
        """See what comes next, and tell or look again later."""
        if self._kept is None:
            self._kept, fault = load_reminders(self._path, self._clock.now())
            if fault:
                self.due.emit()  # the app says what is wrong with the file
                return
        if self._is_count_due():
            self._stillness().count(self._decide)
        else:
            self._decide()

    def _is_count_due(self) -> bool:
        if not any(isinstance(one.rule, Every) for one in self._rows()):
            return False
        now_ms = self._clock.monotonic_ms()
        until_ms = self._stillness().present.counted.until_ms
        return now_ms >= self._due_ms or now_ms - until_ms >= COUNT_MS

    def _decide(self) -> None:
        if self._is_over:
            return
        left_s = self._seconds()
        if left_s == _UNKNOWN:
            self.due.emit()
        elif left_s <= EARLIER_S:
            self._due_ms = 0
            self.timer.start(LOOK_MS)
            self._stillness().ask_welcome(self._welcome)
        elif left_s < _NEVER:
            wait_ms = round((left_s - EARLIER_S) * 1000)
            self._due_ms = self._clock.monotonic_ms() + wait_ms
            self.timer.start(min(LOOK_MS, wait_ms))

    def _welcome(self, is_welcome: bool) -> None:
        if is_welcome:
            self.due.emit()

    def _rows(self) -> list[Reminder]:
        return [one for one in self._kept.rows if one.enabled] if self._kept is not None else []

    def _seconds(self) -> float:
        """Until the first comes, if nobody leaves; _UNKNOWN where only the app can know."""
        now = self._clock.now()
        return min((self._seconds_to(one, now) for one in self._rows()), default=_NEVER)

    def _seconds_to(self, one: Reminder, now: datetime) -> float:
        reminded = self._reminded
        if isinstance(one.rule, FromPlan):
            if reminded is None or not self._is_planned(one, now):
                return _UNKNOWN
            at = reminded.planned[one.id]
        elif isinstance(one.rule, After) and reminded is None:
            return _UNKNOWN
        else:
            at = next_moment(one, self._known(one, now))
        return _NEVER if at is None else (at - now).total_seconds()

    def _is_planned(self, one: Reminder, now: datetime) -> bool:
        """Whether it is known when it comes, by the wall of this place."""
        reminded = self._reminded
        if reminded is None or one.id not in reminded.planned:
            return False
        return reminded.offset_s == offset_s(now)

    def _known(self, one: Reminder, now: datetime) -> Known:
        pressed_at = self._reminded.pressed_at if self._reminded is not None else None
        quiet_until = self._kept.quiet_until if self._kept is not None else None
        if not isinstance(one.rule, Every):
            return Known(now, _ZONE, pressed_at, quiet_until=quiet_until)
        present = self._stillness().present.since(one.id, self._clock.monotonic_ms())
        # the wall is asked only where it matters, for that takes long
        zone = _ZONE if one.hours else UTC
        return Known(now, zone, pressed_at, None, present, quiet_until)

    def _stillness(self) -> Stillness:
        if self._still is None:
            from acutimer.app.stillness import Stillness

            self._still = Stillness(
                self._session_bus(), self._clock, self, self._counted, touched_after_ms=AWAY_MS
            )
        return self._still


def offset_s(now: datetime) -> int:
    """How far the wall is east of UTC."""
    offset = now.utcoffset()
    return round(offset.total_seconds()) if offset is not None else 0
