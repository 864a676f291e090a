"""The reminders on the Settings page: made, changed, switched off, removed, all quiet for a while.

Must never keep a reminder: each change is told as the person made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acutimer.core.reminder_words import OUTCOMES, details_words
from acutimer.core.reminders import Reminder
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, empty_layout, holding, label, line, switch
from acutimer.ui.settings.rows import SettingRow
from acutimer.ui.settings.section import Section, inset

if TYPE_CHECKING:
    from acutimer.ui.settings.reminder_form import ReminderForm

NONE_YET = "None yet. A reminder asks whether now is a good time. It never starts anything itself."
PRIVATE = "They come from acutimer itself, in the window or the tray, so it has to run for them."
#: key and words of the ways to be left in peace
QUIETS = (("hour", "1 hour"), ("evening", "Until 18:00"), ("tomorrow", "Until tomorrow"))
_QUIET, _LOUD = "Quiet", "Hold all reminders back for a while."


class Shown(NamedTuple):
    """A reminder as its row shows it; ``next_at`` by the wall here."""

    reminder: Reminder
    next_at: datetime | None
    offers: str


class RemindersSection(Section):
    """A row for each, and one to make another."""

    #: a Reminder as it is from now on; its id is empty where it is new
    kept = Signal(object)
    #: ids
    switched = Signal(str, bool)
    removed = Signal(str)
    #: a key of QUIETS, empty for not quiet any more
    quiet_asked = Signal(str)
    #: a form is wanted: the id of the reminder to change, empty for a new one
    form_asked = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.form: ReminderForm | None = None
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self.add = button("New reminder", "soft")
        self.add.clicked.connect(lambda: self.form_asked.emit(""))
        self._none = label(NONE_YET, "small", "secondary", wraps=True)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        quiets: list[QWidget] = []
        for key, words in QUIETS:
            one = button(words, "toolbar", name=f"Quiet: {words.lower()}")
            one.clicked.connect(lambda _=False, key=key: self.quiet_asked.emit(key))
            quiets.append(one)
        self.loud = button("Not quiet", "toolbar")
        self.loud.clicked.connect(lambda: self.quiet_asked.emit(""))
        self._quiet = self.keep(SettingRow(_QUIET, _LOUD))
        self._quiet.add(flowing(*quiets, self.loud))
        lists, place = holding(self._list), holding(self._place)
        note = inset(label(PRIVATE, "caption", "secondary", wraps=True))
        adding = inset(flowing(self.add))
        parts = (inset(self._none), lists, place, 8, adding, 12, line(), self._quiet, note)
        self.lay_out(title, *parts)
        self.show_quiet(None)

    # --- what the app tells -----------------------------------------------------------------

    def show_reminders(self, shown: Sequence[Shown]) -> None:
        """A row for each of these."""
        self.rows = [self._quiet]
        empty_layout(self._list)
        self._none.setVisible(not shown)
        for one in shown:
            made = self.keep(self._row(one))
            made.set_stacked(self._quiet.is_stacked)
            self._list.addWidget(made)
            self._list.addWidget(line())

    def show_quiet(self, until: datetime | None) -> None:
        """Until when all are quiet, by the wall here; None: they are not."""
        self._quiet.help.setText(_LOUD if until is None else f"All are quiet until {_when(until)}.")
        self.loud.setVisible(until is not None)

    def show_form(self, form: ReminderForm) -> None:
        """Write a reminder down in this form."""
        self.close_form()
        self.form = form
        form.given.connect(self.kept)
        form.cancelled.connect(self.close_form)
        self._place.addWidget(form)
        self.add.hide()
        form.begin()

    def close_form(self) -> None:
        """The form goes; where the keyboard was in it, it goes back to the button."""
        form, self.form = self.form, None
        if form is None:
            return
        self.add.show()
        if form.isAncestorOf(self.focusWidget() or self):
            self.add.setFocus()
        empty_layout(self._place)

    def _row(self, shown: Shown) -> SettingRow:
        one = shown.reminder
        when = "Off." if not one.enabled else "Not planned now."
        if one.enabled and shown.next_at is not None:
            when = f"Next: {_when(shown.next_at)}."
        ended = f" Last time: {OUTCOMES[one.last]}." if one.last is not None else ""
        details = details_words(one)
        words = f"{details[:1].upper()}{details[1:]}. {shown.offers}. {when}{ended}"
        made = SettingRow(one.name, words)
        on = switch(f"{one.name}: on")
        on.setChecked(one.enabled)
        on.clicked.connect(lambda is_on, key=one.id: self.switched.emit(key, is_on))
        change = button("Change", "toolbar", name=f"Change {one.name}")
        change.clicked.connect(lambda _=False, key=one.id: self.form_asked.emit(key))
        remove = button("Remove", "toolbar", name=f"Remove {one.name}")
        remove.clicked.connect(lambda _=False, key=one.id: self.removed.emit(key))
        return made.add(change, remove, on)


def _when(at: datetime) -> str:
    """A moment of the next days in few words."""
    return f"{at:%a %H:%M}"
