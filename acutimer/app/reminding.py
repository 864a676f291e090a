"""Reminders where the person meets them: the Settings page, the tray, the notices.

Must never change a reminder that the person did not change; each change can be taken back.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.app.reminders import ReminderTimes
from acutimer.core.durations import clock_text
from acutimer.core.reminder_reading import MOST_REMINDERS, Reminders, free_id
from acutimer.core.reminder_words import routine_of
from acutimer.core.reminders import Every, FromPlan, Reminder
from acutimer.core.wall_time import moment, next_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.app.outside import Outside
    from acutimer.app.reminder_offer import ReminderOffer
    from acutimer.app.requests import Requests
    from acutimer.app.settings import Settings
    from acutimer.app.tray_link import TrayLink
    from acutimer.core.reminders import Known
    from acutimer.storage.reminder_file import Change

_NOTICE = "reminder-changed"
_START = "reminder-start"
_START_WORDS = "Reminders come while acutimer runs, in the window or the tray."
_EVENING = time(18)
_USUAL_MINUTES = 50
_TOO_MANY = f"There are {MOST_REMINDERS} reminders already. Remove one first."


class Reminding(QObject):
    """Owns the times; shows them, and does what is asked of them."""

    def __init__(
        self,
        desk: Desk,
        gate: Gate,
        requests: Requests,
        outside: Outside,
        tray: TrayLink,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings

        def make_offer(known: Callable[[], Known], parent: QObject) -> ReminderOffer:
            from acutimer.app.reminder_offer import ReminderOffer

            return ReminderOffer(desk, gate, requests, outside.session_bus, known, parent)

        self.times = ReminderTimes(desk, make_offer, self)
        requests.offers.routines_read.connect(self.times.reload)
        self.times.changed.connect(self._show)
        self.times.hinted.connect(tray.show_due)
        tray.quiet_asked.connect(self._quiet)
        settings.page_made.connect(self._made)

    def _made(self) -> None:
        """The Settings page is there: connect and fill it."""
        page = self._settings.page.built
        assert page is not None  # it was just made
        section = page.reminders
        section.kept.connect(self._keep)
        section.switched.connect(self._switch)
        section.removed.connect(self._remove)
        section.quiet_asked.connect(self._quiet)
        section.form_asked.connect(self._open_form)
        self.times.read()

    def _show(self) -> None:
        page = self._settings.page.built
        if page is None:
            return
        from acutimer.ui.settings.reminders import Shown

        times, now = self.times, self._desk.clock.now()
        shown = [Shown(one, times.next_of(one), self._offers(one)) for one in times.kept.rows]
        page.reminders.show_reminders(shown)
        quiet = times.kept.quiet_until
        is_quiet = quiet is not None and quiet > now
        page.reminders.show_quiet(quiet.astimezone(times.zone) if quiet and is_quiet else None)

    def _offers(self, one: Reminder) -> str:
        """What it offers, as a sentence without its full stop."""
        if isinstance(one.rule, FromPlan):
            return "Offers what is planned"
        wanted = routine_of(one, None)
        if not wanted:
            return "Asks where it hurts"
        routine = next((it for it in self._desk.content.routines if it.id == wanted), None)
        if routine is None:
            return "Its routine is not there any more, so it asks where it hurts"
        return f"Offers {routine.name}, {clock_text(routine.length_s)}"

    # --- what the person does ---------------------------------------------------------------

    def _open_form(self, key: str) -> None:
        from acutimer.ui.settings.reminder_form import ReminderForm

        page = self._settings.page.built
        assert page is not None  # it asks for it
        now, kept = self._desk.clock.now(), self.times.kept
        known = kept.by_id(key)
        if known is None and len(kept.rows) >= MOST_REMINDERS:
            self._desk.window.notices.say(_NOTICE, _TOO_MANY, passing=True)
            return
        quick = self._desk.choices.now.quick_routine
        fresh = Reminder("", "Neck pause", Every(_USUAL_MINUTES), now, quick)
        routines = [(one.id, one.name) for one in self._desk.content.routines]
        page.reminders.show_form(ReminderForm(known or fresh, routines, now))

    def _keep(self, reminder: Reminder) -> None:
        def change(kept: Reminders) -> Reminders:
            key = reminder.id or free_id(reminder.name, [one.id for one in kept.rows])
            return kept.having(reminder._replace(id=key))

        is_first = not self.times.kept.rows
        if self._change(change, f"{reminder.name} was kept."):
            if is_first and not self._desk.choices.now.autostart:
                self._offer_to_start()
            page = self._settings.page.built
            assert page is not None  # it asked for it
            page.reminders.close_form()

    def _offer_to_start(self) -> None:
        """A reminder comes only while acutimer runs; it is asked once, with the first."""
        choices = self._desk.choices

        def start() -> None:
            choices.choose(choices.now._replace(autostart=True))

        acts = [("Start with the desktop", start)]
        self._desk.window.notices.say(_START, _START_WORDS, acts)

    def _switch(self, key: str, is_on: bool) -> None:
        now = self._desk.clock.now()

        def change(kept: Reminders) -> Reminders:
            one = kept.by_id(key)
            if one is None:
                return kept
            fresh = one._replace(since=now, last=None) if is_on else one
            return kept.having(fresh._replace(enabled=is_on))

        self.times.change(change)

    def _remove(self, key: str) -> None:
        one = self.times.kept.by_id(key)
        if one is not None:
            self._change(lambda kept: kept.without(key), f"{one.name} was removed.")

    def _quiet(self, key: str) -> None:
        """Quiet for an hour, until the evening or until tomorrow; empty: no longer."""
        now, zone = self._desk.clock.now(), self.times.zone
        today = now.astimezone(zone).date()
        until: datetime | None = None
        if key == "hour":
            until = now + timedelta(hours=1)
        elif key == "evening":
            until = moment(today, _EVENING, zone)
            if until <= now:
                until = moment(today + timedelta(days=1), _EVENING, zone)
        elif key == "tomorrow":
            until = next_day(now, zone)
        self.times.quiet(until)

    def _change(self, change: Change, words: str) -> bool:
        """Change them, and say so with a way back."""
        before = self.times.kept
        if not self.times.change(change):
            return False
        undo = ("Undo", lambda: self.times.change(lambda _: before))
        self._desk.window.notices.say(_NOTICE, words, [undo], passing=True)
        return True
