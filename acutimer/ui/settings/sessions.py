"""Settings for how sessions go and where they are begun, and what safety needs to know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from acutimer.core.preferences import Preferences
from acutimer.ui.kit.choices import Choice, Segments
from acutimer.ui.kit.pieces import button, line, switch
from acutimer.ui.kit.wording import NO_TRAY
from acutimer.ui.settings.rows import NumberRow, caution
from acutimer.ui.settings.section import Section

_WAITS = (("never", "Never"), ("change", "When the point changes"), ("always", "Always"))


class SessionsSection(Section):
    """Waiting, kept lengths, what others may see, the tray, more points."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._quick_routine = ""
        self.quick = Choice("Quick session")
        self.quick.setMinimumWidth(200)
        self.quick.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.quick.activated.connect(lambda _: self.change(quick_routine=self.quick.currentData()))
        words = "What the tray and the launcher start at once."
        quick = self.row("Quick session", words).add(self.quick)
        self.wait = Segments(_WAITS, "Wait until I am ready")
        self.wait.chosen.connect(lambda key: self.change(wait=key))
        words = "The clock stands until you press any key."
        wait = self.row("Wait until I am ready", words).add(self.wait)
        self._kept = self.row("Kept lengths", "-")
        self.forget = button("Forget", "toolbar", name="Forget the kept lengths")
        self.forget.clicked.connect(lambda: self.change(step_lengths={}))
        self._kept.add(self.forget)
        name = "Hide point names on the lock screen"
        self.hide_names = switch(name, lambda on: self.change(hide_point_names=on))
        words = "Players and lock screens then show “Session running” and no names."
        hidden = self.row(name, words).add(self.hide_names)
        name = "Keep running in the tray"
        self.keep_in_tray = switch(name, lambda on: self.change(keep_in_tray=on))
        words = "Closing the window leaves the icon and its quick sessions."
        tray = self.row(name, words).add(self.keep_in_tray)
        self._no_tray = caution(NO_TRAY)
        self.extra_points = switch("More points", lambda on: self.change(extra_points=on))
        words = "19 points the article does not name, each with its standing; off at first."
        more = self.row("More points", words).add(self.extra_points)
        self.lay_out(
            title, quick, line(), wait, line(), self._kept, line(), hidden, line(), tray,
            self._no_tray, line(), more,
        )  # fmt: skip
        self.show_tray(available=True)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        self.wait.choose(preferences.wait)
        self.hide_names.setChecked(preferences.hide_point_names)
        self.keep_in_tray.setChecked(preferences.keep_in_tray)
        self.extra_points.setChecked(preferences.extra_points)
        self._show_kept(len(preferences.step_lengths))
        self._quick_routine = preferences.quick_routine
        self._choose_quick()

    def show_routines(self, routines: Sequence[tuple[str, str]]) -> None:
        """The routines a quick session can be, as (id, name)."""
        self.quick.blockSignals(True)
        self.quick.clear()
        for routine_id, name in routines:
            self.quick.addItem(name, routine_id)
        self.quick.blockSignals(False)
        self._choose_quick()

    def show_tray(self, available: bool) -> None:
        """Without a tray the switch has nothing to keep running in."""
        self._no_tray.setVisible(not available)
        self.keep_in_tray.setEnabled(available)

    def _choose_quick(self) -> None:
        self.quick.setCurrentIndex(self.quick.findData(self._quick_routine))

    def _show_kept(self, count: int) -> None:
        if count:
            many = f"{count} steps have a length of their own."
            self._kept.help.setText("1 step has a length of its own." if count == 1 else many)
        else:
            self._kept.help.setText("None. In a session, K keeps a length you changed.")
        self.forget.setEnabled(bool(count))


class SafetySection(Section):
    """The number to call, and the way to the questions."""

    review_wanted = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.number = NumberRow("Emergency number", "Shown large when pressing must stop.")
        self.number.entered.connect(lambda text: self.change(emergency_number=text))
        self.keep(self.number)
        self.review = button("Review answers")
        self.review.clicked.connect(self.review_wanted)
        words = "They decide which points are switched off."
        review = self.row("Safety answers", words).add(self.review)
        self.lay_out(title, self.number, self.number.fault, line(), review)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        self.number.show_number(preferences.emergency_number)
