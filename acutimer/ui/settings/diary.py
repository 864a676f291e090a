"""Settings for what is noted: when a day ends, and whether a number is asked for later."""

from __future__ import annotations

from acutimer.core import settings
from acutimer.core.preferences import Preferences
from acutimer.ui.kit.choices import Choice
from acutimer.ui.settings.section import Section


class DiarySection(Section):
    """The end of a day, and the question half an hour after a session."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.day_ends = Choice(settings.DAY_ENDS.title)
        for key, words in settings.DAY_ENDS.choices:
            self.day_ends.addItem(words, key)
        self.day_ends.activated.connect(lambda _: self.change(day_ends=self.day_ends.currentData()))
        self.follow_up = self.switch(settings.FOLLOW_UP)
        self.lay_out(
            title,
            self.row(settings.DAY_ENDS, self.day_ends),
            self.row(settings.FOLLOW_UP, self.follow_up),
        )

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        super().show_preferences(preferences)
        self.day_ends.setCurrentIndex(self.day_ends.findData(preferences.day_ends))
