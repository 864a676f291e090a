"""Pain noted on its own: the small panel, the note, and taking it back.

Must never say "noted" before the note is on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.core.journal import Entry, Moment, Rating
from acutimer.ui.log_panel import LogPanel

if TYPE_CHECKING:
    from acutimer.app.application import App


class PainLog(QObject):
    """The panel and the last note that can still be taken back."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._last: Entry | None = None
        #: the number that is asked now; one of before may be written late
        self._asked = object()
        self.panel = LogPanel(app.window.theme, app.window)
        self.panel.rating_given.connect(self._given)
        self.panel.undo_asked.connect(self._take_back)

    def begin(self) -> None:
        """Show the panel, ready for a key."""
        self._asked = object()
        self.panel.begin()

    def _given(self, value: int, site: str | None, side: str | None, note: str) -> None:
        rating = Rating("", value, Moment.NOW, self._app.now(), site, side, note)

        asked = self._asked

        def noted(entry: Entry) -> None:
            if asked is self._asked:
                self._last = entry
                self.panel.show_noted(value)
            self._app.refresh_history()

        self._app.diary.note_rating(rating, noted, self.panel.show_not_saved, asked=asked)

    def _take_back(self) -> None:
        entry, self._last = self._last, None
        if entry is None:
            return

        def taken_back(_: object) -> None:
            self.panel.show_undone()
            self._app.refresh_history()

        self._app.diary.take_back(entry.id, taken_back)
