"""Settings for how sessions go and where they are begun, and what safety needs to know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSizePolicy

from acutimer.core import settings
from acutimer.core.preferences import Preferences
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.pieces import breaking_button, button, line
from acutimer.ui.kit.wording import NO_TRAY
from acutimer.ui.settings.rows import NumberRow, SettingRow, caution
from acutimer.ui.settings.section import Section, inset


class SessionsSection(Section):
    """Waiting, kept lengths, what others may see, the tray, more points."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._quick_routine = ""
        self.quick = Choice(settings.QUICK_ROUTINE.title)
        self.quick.setMinimumWidth(200)
        self.quick.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.quick.activated.connect(lambda _: self.change(quick_routine=self.quick.currentData()))
        self.wait = self.segments(settings.WAIT)
        self.forget = button("Forget", "toolbar", name="Forget the kept lengths")
        self.forget.clicked.connect(lambda: self.change(step_lengths={}))
        self._kept = self.row(settings.STEP_LENGTHS, self.forget)
        self.hide_names = self.switch(settings.HIDE_POINT_NAMES)
        self.keep_in_tray = self.switch(settings.KEEP_IN_TRAY)
        self.autostart = self.switch(settings.AUTOSTART)
        self._no_tray = caution(NO_TRAY)
        self.extra_points = self.switch(settings.EXTRA_POINTS)
        self.lay_out(
            title,
            self.row(settings.QUICK_ROUTINE, self.quick),
            self.row(settings.WAIT, self.wait),
            self._kept,
            self.row(settings.HIDE_POINT_NAMES, self.hide_names),
            self.row(settings.KEEP_IN_TRAY, self.keep_in_tray),
            inset(self._no_tray),
            line(),
            self.row(settings.AUTOSTART, self.autostart),
            self.row(settings.EXTRA_POINTS, self.extra_points),
        )
        self.show_tray(available=True)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        super().show_preferences(preferences)
        self._show_kept(len(preferences.step_lengths))
        self._quick_routine = preferences.quick_routine
        self._choose_quick()

    def show_routines(self, routines: Sequence[tuple[str, str]]) -> None:
        """The routines a quick session can be, as (id, name)."""
        with QSignalBlocker(self.quick):
            self.quick.clear()
            for routine_id, name in routines:
                self.quick.addItem(name, routine_id)
        self._choose_quick()

    def show_tray(self, available: bool) -> None:
        """Without a tray the switch has nothing to keep running in."""
        self._no_tray.setVisible(not available)
        self.keep_in_tray.setEnabled(available)

    def _choose_quick(self) -> None:
        self.quick.setCurrentIndex(self.quick.findData(self._quick_routine))

    def _show_kept(self, count: int) -> None:
        sentence = f"{count} steps have a length of their own."
        if count < 2:
            sentence = "1 step has a length of its own." if count else settings.STEP_LENGTHS.help
        self._kept.help.setText(sentence)
        self.forget.setEnabled(bool(count))


class SafetySection(Section):
    """The number to call, and the way to the questions."""

    review_wanted = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.number = NumberRow(settings.EMERGENCY_NUMBER)
        self.bind(settings.EMERGENCY_NUMBER, self.number.entered, self.number.show_number)
        self.keep(self.number)
        self.review = breaking_button("Review answers")
        self.review.clicked.connect(self.review_wanted)
        review = SettingRow("Safety answers", "They decide which points are switched off.")
        review = self.keep(review.add(self.review))
        self.lay_out(title, self.number, inset(self.number.fault), line(), review)
