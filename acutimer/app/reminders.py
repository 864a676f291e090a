"""Reminders in time: the file, what the journal says, and one timer for what comes next.

The timer is armed anew at most every ten minutes, and there is none without a reminder. Must never
let one come twice, nor pile up what came while nobody was there: that is told once.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from acutimer.core.journal import EntryKind
from acutimer.core.reminder_reading import Reminders
from acutimer.core.reminder_words import missed_words
from acutimer.core.reminders import (
    SNOOZE,
    Every,
    FromPlan,
    Known,
    Outcome,
    PlanDays,
    Reminder,
    ended,
    has_come,
    is_missed,
    next_moment,
    skipped,
    snoozed,
)
from acutimer.runtime.local_time import WallZone
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from acutimer.app.carried import Reminded
    from acutimer.app.desk import Desk
    from acutimer.app.reminder_offer import ReminderOffer
    from acutimer.core.presence_count import Counted
    from acutimer.desktop.sleep_watch import SleepWatch
    from acutimer.storage.journal_store import JournalStore
    from acutimer.storage.reminder_file import Change

#: Between two looks there is never more; a clock may have been changed meanwhile.
LOOK_MS = 10 * 60_000
#: While presence counts, and while something is held.
COUNT_MS, HOLD_MS = 2 * 60_000, 60_000
#: Later than the start, whose first seconds belong to the window.
_AFTER_START_MS = 2500
_FOLLOWED = {EntryKind.SESSION_ENDED, EntryKind.PLAN, EntryKind.TOMBSTONE}
_NOTICE, _MISSED = "reminders", "reminders-missed"


class ReminderTimes(QObject):
    """Looks and keeps; ``kept`` are the reminders as the file has them."""

    #: the reminders, or what is known of them, are otherwise than before
    changed = Signal()
    #: the name of one that is about to be offered; empty when none is
    hinted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        make_offer: Callable[[Callable[[], Known], QObject], ReminderOffer],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make_offer = make_offer
        self.zone: tzinfo = WallZone()
        self.kept = Reminders()
        self.offer: ReminderOffer | None = None
        self._pressed_at: datetime | None = None
        self._plan: PlanDays | None = None
        self._is_read = self._is_learned = False
        #: one has come, and is held back
        self.is_held = False
        self._counted: Counted | None = None
        self._sleep: SleepWatch | None = None
        precise = Qt.TimerType.PreciseTimer
        self.timer = QTimer(self, singleShot=True, timerType=precise)
        self.timer.timeout.connect(self.look)
        desk.diary.read.connect(lambda _: QTimer.singleShot(_AFTER_START_MS, self, self.read))
        desk.diary.noted.connect(self._noted)

    @property
    def is_asking(self) -> bool:
        """Whether one is offered, or about to be."""
        return self.offer is not None and self.offer.asked is not None

    # --- the copy that waits ----------------------------------------------------------------

    def go_on(self, counted: Counted | None) -> None:
        """Count presence on from what was counted before this app was there."""
        self._counted = counted

    @property
    def counted(self) -> Counted | None:
        """What was counted so far, if there is anything to count."""
        return self.offer.still.present.counted if self.offer is not None else self._counted

    @property
    def can_be_left(self) -> bool:
        """Whether another one can go on: what the journal says is known where that matters."""
        return self.offer is None or self._is_learned

    def told(self) -> Reminded | None:
        """What nobody but the app knows; None before it knows it."""
        from acutimer.app.carried import Reminded
        from acutimer.app.reminded_asleep import offset_s

        if not self._is_learned:
            return None
        rows = (one for one in self.kept.rows if isinstance(one.rule, FromPlan))
        planned = {one.id: self.next_of(one) for one in rows}
        return Reminded(self._pressed_at, planned, offset_s(self._desk.clock.now()))

    def seconds_to_next(self) -> float | None:
        """Until the first comes, 0 or less when one is due; None where none does."""
        now = self._desk.clock.now()
        moments = (at for one in self.kept.rows if (at := self.next_of(one)) is not None)
        return min(((at - now).total_seconds() for at in moments), default=None)

    # --- what there is ----------------------------------------------------------------------

    def reload(self) -> None:
        """Read the file again, if it was read: somebody else may have changed it."""
        if self._is_read:
            self.read()

    def read(self) -> None:
        """Take the reminders of the file, and begin to look."""
        from acutimer.storage.reminder_file import load_reminders

        kept, fault = load_reminders(self._desk.places.reminders, self._desk.clock.now())
        if fault:
            self._desk.window.notices.say(_NOTICE, fault)
        self._take(kept)

    def change(self, change: Change) -> bool:
        """Change the file and go by it; False, with a sentence in the window, where that failed."""
        from acutimer.storage.reminder_file import change_reminders

        path, now = self._desk.places.reminders, self._desk.clock.now()
        try:
            self._take(change_reminders(path, now, change))
        except StorageError as fault:
            self._desk.window.notices.say(_NOTICE, fault.sentence)
            return False
        return True

    def known(self, reminder: Reminder | None = None) -> Known:
        """What is known now, for this reminder where presence is counted."""
        present = None
        if self.offer is not None and reminder is not None:
            present = self.offer.still.present.since(reminder.id)
        now, quiet = self._desk.clock.now(), self.kept.quiet_until
        return Known(now, self.zone, self._pressed_at, self._plan, present, quiet)

    def next_of(self, reminder: Reminder) -> datetime | None:
        """When it comes next, by the wall here."""
        return next_moment(reminder, self.known(reminder))

    def quiet(self, until: datetime | None) -> None:
        """Let all of them be quiet until then; None: no longer."""
        self.change(lambda kept: kept._replace(quiet_until=until))

    def _take(self, kept: Reminders) -> None:
        self._is_read, self.kept = True, kept
        is_any = any(one.enabled for one in kept.rows)
        if self.offer is not None and self.offer.asked is not None:
            one = kept.by_id(self.offer.asked.id)
            if one is None or not one.enabled:
                self.offer.withdraw()
        self.changed.emit()
        if is_any:
            self._begin()
            self._ask_journal()
        else:
            self.timer.stop()

    def _begin(self) -> None:
        """Make what only reminders need."""
        if self.offer is not None:
            return
        from acutimer.desktop.bus import system_bus
        from acutimer.desktop.sleep_watch import SleepWatch

        self.offer = offer = self._make_offer(self.known, self)
        if self._counted is not None:
            offer.still.go_on(self._counted)
        offer.hinted.connect(self.hinted)
        offer.held.connect(self._held)
        offer.ended.connect(self._ended)
        system = system_bus(self)
        self._sleep = SleepWatch(system, self, delays=False)
        self._sleep.woke.connect(self.look)
        if system.open():
            self._sleep.begin_watch()

    def _noted(self, kind: EntryKind) -> None:
        if self.offer is not None and kind in _FOLLOWED:
            self._ask_journal()

    def _ask_journal(self) -> None:
        from acutimer.storage.reminded_notes import pressed_and_plan
        from acutimer.ui.press.day_dots import first_weekday

        now, week_begins = self._desk.clock.now(), first_weekday()

        def read(store: JournalStore) -> tuple[datetime | None, PlanDays | None]:
            return pressed_and_plan(store, now, week_begins)

        self._desk.diary.ask(read, self._learn, lambda _: self.look())

    def _learn(self, told: tuple[datetime | None, PlanDays | None]) -> None:
        before = self._pressed_at
        self._pressed_at, self._plan = told
        is_pressed, self._is_learned = self._is_learned and before != self._pressed_at, True
        if is_pressed and self.offer is not None:
            self.offer.still.present.begin_anew()
        self.changed.emit()
        self.look()

    # --- looking ----------------------------------------------------------------------------

    def look(self) -> None:
        """See what has come, and arm the timer for what comes next."""
        if self.offer is None or self.offer.asked is not None:
            return
        if any(one.enabled and isinstance(one.rule, Every) for one in self.kept.rows):
            self.offer.still.count(self._look)
        else:
            self._look()

    def _look(self) -> None:
        if self.offer is None or self.offer.asked is not None:
            return
        now = self._desk.clock.now()
        moments = [(one, self.next_of(one)) for one in self.kept.rows]
        missed = {one.id for one, at in moments if is_missed(at, now)}
        if missed:
            self._become(missed, partial(ended, outcome=Outcome.MISSED, now=now))
            self._desk.window.notices.say(_MISSED, missed_words(len(missed)))
        due = [one for one, at in moments if has_come(at, now)]
        if len(due) > 1:  # one is asked about; nobody wants a row of questions
            others = {one.id for one in due[1:]}
            self._become(others, partial(ended, outcome=Outcome.UNANSWERED, now=now))
        self._arm(LOOK_MS)
        self.is_held = self.is_held and bool(due)
        if due:
            self.offer.begin(due[0])

    def _held(self) -> None:
        self.is_held = True
        self._arm(HOLD_MS)

    def _arm(self, most_ms: int) -> None:
        """Look again when the next one comes, and at the latest after ``most_ms``."""
        now, wait_ms = self._desk.clock.now(), most_ms
        for one in self.kept.rows:
            if (at := self.next_of(one)) is not None and at > now:
                wait_ms = min(wait_ms, round((at - now).total_seconds() * 1000) + 1)
            if one.enabled and isinstance(one.rule, Every):
                wait_ms = min(wait_ms, COUNT_MS)
        self.timer.start(max(1, wait_ms))

    # --- what became of them ----------------------------------------------------------------

    def _ended(self, reminder: Reminder, outcome: Outcome) -> None:
        now = self._desk.clock.now()
        if self.offer is not None:
            self.offer.still.present.begin_anew(reminder.id)

        def become(one: Reminder) -> Reminder:
            if outcome is Outcome.SNOOZED:
                return snoozed(one, now, now + SNOOZE)
            if outcome is Outcome.SKIPPED:
                return skipped(one, now, self.zone)
            return ended(one, outcome, now)

        self._become({reminder.id}, become)
        self.look()

    def _become(self, keys: set[str], become: Callable[[Reminder], Reminder]) -> None:
        """Keep what became of these; where the disk fails, in memory: none comes twice."""
        from acutimer.storage.reminder_file import change_reminders

        def change(kept: Reminders) -> Reminders:
            rows = (become(one) if one.id in keys else one for one in kept.rows)
            return kept._replace(rows=tuple(rows))

        path, now = self._desk.places.reminders, self._desk.clock.now()
        try:
            self.kept = change_reminders(path, now, change)
        except StorageError as fault:
            self.kept = change(self.kept)
            self._desk.window.notices.say(_NOTICE, fault.sentence)
        self.changed.emit()
