"""A reminder that has come: whether it may be offered, the quiet hint, the question, the answer.

Must never offer what today's answers bar, nor open a way into a session that goes round the gate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.app.reminder_prompt import OPEN, SKIP, SNOOZE, START, AskedNow
from acutimer.app.stillness import Stillness
from acutimer.core.durations import clock_text
from acutimer.core.reminder_words import offer_words, routine_of, title_words
from acutimer.core.reminders import Known, Outcome, Reminder
from acutimer.core.safety import allow

if TYPE_CHECKING:
    from collections.abc import Callable

    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.app.requests import Requests
    from acutimer.core.routines import Routine
    from acutimer.desktop.bus import Bus

#: Pages on which somebody is asked something else.
_BUSY = {"session", "rating", "stop", "signs", "safety"}
_OUTCOMES = {START: Outcome.STARTED, SNOOZE: Outcome.SNOOZED, SKIP: Outcome.SKIPPED}


class ReminderOffer(QObject):
    """One at a time: ``begin`` it; then it has ``ended``, or was ``held`` and is to come again."""

    #: the Reminder and its Outcome
    ended = Signal(object, object)
    held = Signal()
    #: the name of one that is about to be offered; empty when none is
    hinted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        gate: Gate,
        requests: Requests,
        session_bus: Callable[[], Bus],
        known: Callable[[], Known],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._requests = requests
        self._known = known
        self.asked: Reminder | None = None
        self.still = Stillness(session_bus(), desk.clock, self)
        self.prompt = AskedNow(desk, session_bus, self)
        self.prompt.answered.connect(self._answered)
        self.prompt.left.connect(lambda: self._end(Outcome.UNANSWERED))
        gate.judged.connect(self._judged)
        desk.runner.happened.connect(self._session_moved)

    def begin(self, reminder: Reminder) -> None:
        """Offer one that has come, unless it is barred or something holds it back."""
        self.asked = reminder
        if self._gate.verdict() is None or self._is_busy():
            self._hold()
        elif self._is_barred(reminder):
            self._end(Outcome.BARRED)
        else:
            self.hinted.emit(reminder.name)
            self.still.when_still(self._offer, self._hold)

    def withdraw(self) -> None:
        """It is not offered any more, and nothing is told of it."""
        if self.asked is not None:
            self.asked = None
            self.hinted.emit("")
            self.prompt.withdraw()
            self.still.let_be()

    def _hold(self) -> None:
        self.withdraw()
        self.held.emit()

    def _offer(self) -> None:
        reminder = self.asked
        if reminder is None:
            return
        if self._is_busy():
            self._hold()
            return
        if self._is_barred(reminder):
            self._end(Outcome.BARRED)
            return
        routine = self._routine(reminder)
        name, length = (routine.name, clock_text(routine.length_s)) if routine else ("", "")
        words = offer_words(reminder, self._known(), name, length)
        self.prompt.ask(title_words(reminder), words)

    def _routine(self, reminder: Reminder) -> Routine | None:
        """What it offers; one that is no longer there asks where it hurts."""
        wanted = routine_of(reminder, self._known().plan)
        return self._requests.offers.routine(wanted) if wanted else None

    # --- what keeps it from being offered ---------------------------------------------------

    def _is_busy(self) -> bool:
        window, runner = self._desk.window, self._desk.runner
        return runner.is_running or (window.isVisible() and window.page in _BUSY)

    def _is_barred(self, reminder: Reminder) -> bool:
        """Whether today's answers leave nothing of it."""
        verdict = self._gate.verdict()
        if verdict is None or not verdict.answers_allow:
            return True
        routine = self._routine(reminder)
        return routine is not None and allow(routine, verdict).routine is None

    def _judged(self, _: object) -> None:
        """Other answers hold: what they bar is not offered any longer."""
        if self.asked is not None and self._is_barred(self.asked):
            self._end(Outcome.BARRED)

    def _session_moved(self, _: object) -> None:
        if self.asked is not None and self._desk.runner.is_running:
            self._end(Outcome.UNANSWERED)

    # --- what became of it ------------------------------------------------------------------

    def _answered(self, answer: str, token: str) -> None:
        reminder = self.asked
        if reminder is None:
            return
        self._end(_OUTCOMES.get(answer, Outcome.UNANSWERED))
        if answer == START:
            self._start(reminder, token)
        elif answer == OPEN:
            self._desk.window.come_forward(token)

    def _start(self, reminder: Reminder, token: str) -> None:
        """Begin as the tray does, by the gate; without a routine ask where it hurts."""
        window, routine = self._desk.window, self._routine(reminder)
        window.come_forward(token)
        if routine is not None:
            self._requests.quick(routine.id)
        elif not self._is_busy():
            self._requests.ask_where()

    def _end(self, outcome: Outcome) -> None:
        reminder = self.asked
        self.withdraw()
        if reminder is not None:
            self.ended.emit(reminder, outcome)
