"""What History does not show by itself: entries that cannot be read, days far from today.

Must never leave an entry out of reach: each such day can be gone to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from acutimer.ui.history.words import TODAY
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.pieces import button, label
from acutimer.ui.kit.wording import unreadable_text

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.words import Words

#: So many days are offered of either end; what lies between is near one of them.
_MOST_DAYS = 3
_ASTRAY = "Noted by a clock that was wrong, or for another day:"


class Besides(QWidget):
    """One line, and none where all is shown."""

    #: a day (date) to be shown
    day_wanted = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.unreadable = label("", "body")
        self._astray = label(_ASTRAY, "body", "secondary")
        self.days: list[QPushButton] = []
        self._offered: tuple[date, ...] = ()
        self._flow = Flow(12, 6)
        for piece in (self.unreadable, self._astray):
            self._flow.addWidget(piece)
        self.setLayout(self._flow)
        self.hide()

    def show_content(self, content: HistoryContent) -> None:
        """Take what was read of the journal."""
        self.unreadable.setText(unreadable_text(content.unreadable) if content.unreadable else "")
        self.unreadable.setVisible(content.unreadable > 0)
        self._astray.setVisible(bool(content.astray))
        offered = dict.fromkeys((*content.astray[:_MOST_DAYS], *content.astray[-_MOST_DAYS:]))
        if offered:
            offered[content.today] = None
        self._offer(tuple(offered), content.today)
        self.setVisible(content.unreadable > 0 or bool(content.astray))

    def _offer(self, days: tuple[date, ...], today: date) -> None:
        if days == self._offered:
            return  # the keyboard may be on one of them
        self._offered = days
        for former in self.days:
            self._flow.removeWidget(former)
            former.deleteLater()
        self.days = []
        for day in days:
            name = TODAY if day == today else self._words.full_day(day)
            made = button(name, "toolbar")
            made.clicked.connect(lambda _=False, day=day: self.day_wanted.emit(day))
            self._flow.addWidget(made)
            self.days.append(made)
