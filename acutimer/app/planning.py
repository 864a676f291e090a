"""The plan on the Press page: made, paused, gone on with, ended, each with a way back.

Must never say that something was planned before it is on disk, nor start a session.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.core.composing import YOUR_POINTS
from acutimer.core.journal import EntryKind
from acutimer.core.plan import Plan, ended, paused, resumed, schedule_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from acutimer.app.desk import Desk
    from acutimer.core.journal import Entry
    from acutimer.core.routines import Routine, Schedule
    from acutimer.storage.journal_store import JournalStore
    from acutimer.ui.press.page import PressPage
    from acutimer.ui.press.plan_row import PlanRow

_CHANGES = {
    "pause": (paused, "The plan is paused."),
    "go_on": (resumed, "The plan goes on."),
    "end": (ended, "The plan has ended."),
}
#: The notice that says what was done.
_NOTICE = "plan"


class Planning(QObject):
    """Notes what is asked of the plan; ``plan`` is the one that shows."""

    #: a change was not noted: what shows may hold no more
    missed = Signal()

    def __init__(self, desk: Desk, press: PressPage, row: PlanRow, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._press = press
        self._row = row
        self.plan: Plan | None = None
        row.asked.connect(self._change)
        row.made.connect(self._make)
        row.renumbered.connect(self._renumber)
        press.chooser.refreshed.connect(self._show_routine)
        # another journal knows nothing of what could be undone
        desk.diary.read.connect(lambda _: desk.window.notices.drop(_NOTICE))
        self._show_routine()

    def _show_routine(self) -> None:
        self._row.show_routine(self._chosen())

    def _chosen(self) -> Routine | None:
        chooser = self._press.chooser
        return None if chooser.chosen_id == YOUR_POINTS else chooser.routine(chooser.chosen_id)

    def _make(self, schedule: Schedule) -> None:
        routine = self._chosen()
        if routine is not None:
            plan = Plan(routine.id, routine.name, schedule, self._desk.clock.now())
            self._note(plan, f"Planned: {routine.name}, {schedule_words(schedule)}.")

    def _renumber(self, schedule: Schedule) -> None:
        if self.plan is not None:
            words = f"Planned: {self.plan.routine_name}, {schedule_words(schedule)}."
            self._note(replace(self.plan, schedule=schedule), words)

    def _change(self, key: str) -> None:
        if self.plan is not None:
            change, words = _CHANGES[key]
            self._note(change(self.plan, self._desk.today()), words)

    def _note(self, plan: Plan, words: str) -> None:
        from acutimer.storage.plans import note_plan

        def noted(entry: Entry) -> None:
            undo = ("Undo", lambda: self._undo(entry.id))
            self._desk.window.notices.say(_NOTICE, words, [undo], passing=True)

        self._write(lambda store: note_plan(store, plan), noted)

    def _undo(self, change: str) -> None:
        self._write(lambda store: store.take_back(change), lambda _: None)

    def _write(self, write: Callable[[JournalStore], Entry], then: Callable[[Entry], None]) -> None:
        """Change the journal; why it cannot be is said by the window, as of every note."""
        self._desk.diary.change(EntryKind.PLAN, write, then, lambda _: self.missed.emit())
