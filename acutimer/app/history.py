"""The History page: asks the diary for what is shown, and again when something was noted.

Must never ask for anything before the page was shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.app.pages import Page
from acutimer.core.journal import EntryKind

if TYPE_CHECKING:
    from datetime import date

    from acutimer.app.desk import Desk
    from acutimer.app.pain_log import PainLog
    from acutimer.ui.history.page import HistoryPage

#: What changes the page.
_SHOWN = (EntryKind.RATING, EntryKind.SESSION_ENDED, EntryKind.UNWELCOME, EntryKind.TOMBSTONE)


class History:
    """The page and what it shows of the diary."""

    def __init__(self, desk: Desk, pain_log: PainLog) -> None:
        self._desk = desk
        self._pain_log = pain_log
        self.page = Page(desk.window, "history", self._make_page)
        desk.diary.noted.connect(self._noted)
        desk.diary.read.connect(lambda _: self._ask_again())

    def _noted(self, kind: EntryKind) -> None:
        if kind in _SHOWN:
            self._ask_again()

    def _ask_again(self) -> None:
        if (page := self.page.built) is not None:
            page.ask_again()

    def _make_page(self) -> HistoryPage:
        from acutimer.ui.history.page import HistoryPage

        desk = self._desk
        page = HistoryPage(desk.window.theme, desk.today)

        def ask(first: date, last: date) -> None:
            desk.diary.history(first, last, desk.today(), page.show_content)

        page.span_wanted.connect(ask)
        page.log_pain_wanted.connect(self._pain_log.begin)
        return page
