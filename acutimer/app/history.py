"""The History page: asks the diary for what is shown, and changes what a person wants changed.

Must never ask for anything before the page was shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from acutimer.app.corrections import Corrections
from acutimer.app.pages import Page
from acutimer.app.picture_file import PictureFile
from acutimer.app.report import Reports
from acutimer.core.corrections import EntryChange
from acutimer.core.journal import EntryKind

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QObject

    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.app.pain_log import PainLog
    from acutimer.app.settings import Settings
    from acutimer.storage.journal_store import JournalStore
    from acutimer.ui.history.note_panel import NotePanel
    from acutimer.ui.history.note_search import Found, Stretch
    from acutimer.ui.history.page import HistoryPage
    from acutimer.ui.history.table_rows import TableRow
    from acutimer.ui.history.words import Words

#: What changes the page.
_SHOWN = (
    *(EntryKind.RATING, EntryKind.SESSION_ENDED, EntryKind.UNWELCOME, EntryKind.TOMBSTONE),
    *(EntryKind.HEADACHE, EntryKind.HEADACHE_DAY, EntryKind.MEDICINE, EntryKind.IMPORT),
)


def looked(store: JournalStore, stretch: Stretch, today: date, words: Words) -> Found:
    """What is found in a stretch of days; on the storage thread."""
    from acutimer.storage.noted_days import days_alone
    from acutimer.ui.history.note_search import look

    return look(stretch, lambda first, last: days_alone(store, first, last, today), words)


class History:
    """The page, what it shows of the diary, and the panel that changes a note."""

    def __init__(
        self, desk: Desk, gate: Gate, pain_log: PainLog, settings: Settings, parent: QObject
    ) -> None:
        self._desk = desk
        self._gate = gate
        self._pain_log = pain_log
        self._settings = settings
        self.page = Page(desk.window, "history", self._make_page)
        self.panel: NotePanel | None = None
        self.corrections = Corrections(desk, parent)
        self.reports = Reports(desk, gate)
        settings.report_asked.connect(self.reports.open)
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

        desk, rules = self._desk, self._gate.rules
        unwelcome = {one.id: one.label for one in rules.unwelcome} if rules is not None else {}
        page = HistoryPage(
            desk.window.theme,
            desk.today,
            unwelcome=unwelcome,
            points=desk.content.atlas.plain_names,
        )

        def ask(first: date, last: date) -> None:
            desk.diary.history(first, last, desk.today(), page.show_content)

        page.span_wanted.connect(ask)

        words = page.words

        def search(stretch: Stretch) -> None:
            today = desk.today()
            desk.diary.ask(lambda store: looked(store, stretch, today, words), page.show_found)

        page.search_wanted.connect(search)
        page.log_pain_wanted.connect(self._pain_log.begin)
        page.add_wanted.connect(self._pain_log.begin_on)
        page.report_asked.connect(self.reports.open)
        page.export_asked.connect(self._settings.open_notes)
        page.import_asked.connect(self._settings.bringing_in.choose_file)
        page.change_asked.connect(self._open_panel)
        page.remove_asked.connect(self._remove)
        page.picture_wanted.connect(lambda: PictureFile(desk).ask(page))
        page.undo_asked.connect(self.corrections.undo)
        self.corrections.told.connect(page.undo_line.say)
        return page

    def show_day(self, day: date) -> None:
        """Turn the page that is shown to a day."""
        if (page := self.page.built) is None:
            return
        first, last = page.span
        if first <= day <= last:
            page.focus_day(day)
        else:
            page.show_day(day)

    # --- changing a note --------------------------------------------------------------------

    def dress(self) -> None:
        """The panel and the report's dialog look as the window does."""
        self.reports.dress()
        if self.panel is not None:
            self._ring.set_theme(self._desk.window.theme)
            self.panel.set_theme(self._desk.window.theme)

    def _open_panel(self, noted: TableRow) -> None:
        if self.panel is None:
            self.panel = self._make_panel()
        self.panel.begin(noted)

    def _make_panel(self) -> NotePanel:
        from acutimer.ui.history.note_panel import NotePanel
        from acutimer.ui.kit.focus_ring import FocusRing
        from acutimer.ui.pain.places import PainPlaces

        desk, page = self._desk, self.page.built
        assert page is not None  # its table asked
        theme = desk.window.theme
        panel = NotePanel(theme, page.words, PainPlaces(theme), desk.clock.now, desk.window)
        panel.change_asked.connect(self._change)
        panel.remove_asked.connect(self._remove)
        self._ring = FocusRing(theme, panel)
        if isinstance(qt_app := QApplication.instance(), QApplication):
            self._ring.follow(qt_app)
            qt_app.focusChanged.connect(panel.follow_focus)
        return panel

    def _change(self, noted: TableRow, changes: list[EntryChange]) -> None:
        panel = self.panel
        assert panel is not None  # it asked
        words = f"{self._named(noted)} was changed."
        self.corrections.change(changes, words, panel.close, panel.show_not_changed)

    def _remove(self, noted: TableRow) -> None:
        changes = [EntryChange(entry, removed=True) for entry in noted.entries]
        self.corrections.change(changes, f"{self._named(noted)} was removed.")

    def _named(self, noted: TableRow) -> str:
        """A row in a few words: "Rating of Thu 28 May, 09:05"."""
        page = self.page.built
        assert page is not None  # it shows the row
        day = page.words.row_day(noted.day, None, self._desk.today())
        at = f", {page.words.time(noted.at)}" if noted.at is not None else ""
        return f"{noted.what} of {day}{at}"
