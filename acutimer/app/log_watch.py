"""Says once what the log watch sees, in the window's notice bar, when there is time to read it.

It looks after the journal is read and after each note, on the storage thread. Must never speak
during a session or on a page that asks something, nor of a diary that cannot be read whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from acutimer.core.journal import EntryKind
from acutimer.places import resource_path
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from datetime import date

    from acutimer.app.desk import Desk
    from acutimer.app.opening import Look
    from acutimer.core.log_watch import Remark
    from acutimer.core.log_watch_rules import WatchRules
    from acutimer.storage.journal_store import JournalStore

#: What changes what there is to see.
_WATCHED = (
    *(EntryKind.RATING, EntryKind.SESSION_ENDED, EntryKind.UNWELCOME, EntryKind.TOMBSTONE),
    *(EntryKind.HEADACHE, EntryKind.HEADACHE_DAY, EntryKind.MEDICINE),
)
_NOTICE = "watch"
#: Pages on which nothing is asked.
_READ_ON = ("press", "point", "history", "settings")


class LogWatch(QObject):
    """One remark at a time, the gravest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        #: read once, on the storage thread
        self._rules: WatchRules | None = None
        #: what this window has said, whether or not it could be written down
        self._told: dict[str, date] = {}
        #: whether every entry of the journal could be read when it was last looked over
        self._is_whole = True
        #: why the rules cannot be used; said once
        self._fault = ""
        #: something is to be said as soon as there is time to read it
        self._waits = False
        desk.diary.read.connect(lambda _: self._begin())
        desk.diary.damage_found.connect(self._take_damage)
        desk.diary.noted.connect(self._noted)
        desk.window.page_shown.connect(lambda _: self._go_on())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is there to be read again."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.WindowActivate):
            self._go_on()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        """Look through a journal that was opened, behind all the start asks of its thread."""
        self._is_whole = True
        self._desk.diary.when_written(self._look)

    def _take_damage(self, look: Look) -> None:
        self._is_whole = self._is_whole and not look.unreadable

    def _noted(self, kind: EntryKind) -> None:
        if kind in _WATCHED:
            self._look()

    def _go_on(self) -> None:
        if self._waits and self._may_speak:
            self._look()

    @property
    def _may_speak(self) -> bool:
        desk, window = self._desk, self._desk.window
        return (
            window.isVisible()
            and not window.isMinimized()
            and window.page in _READ_ON
            and not desk.runner.is_running
            and _NOTICE not in window.notices.keys()
        )

    def _look(self) -> None:
        """Have the diary looked through; whatever cannot be read is told by others."""
        today, told = self._desk.today(), dict(self._told)

        def read(store: JournalStore) -> Remark | str | None:
            return self._first_remark(store, today, told)

        self._desk.diary.ask(read, self._seen, _not_read)

    def _first_remark(
        self, store: JournalStore, today: date, told: dict[str, date]
    ) -> Remark | str | None:
        """The gravest remark that was not said, or why the rules cannot be used."""
        from acutimer.core.log_watch import watch
        from acutimer.core.log_watch_rules import read_watch_rules
        from acutimer.core.log_watch_telling import untold
        from acutimer.storage.toml_files import load_content
        from acutimer.storage.watched_notes import watched_notes

        if self._rules is None:
            try:
                self._rules = load_content(resource_path("log-watch.toml"), read_watch_rules)
            except StorageError as fault:
                return f"{fault.sentence} Your notes are not looked through."
        rules = self._rules
        notes = watched_notes(store, today, rules.look_back_days)
        if notes.unreadable:
            return None
        remarks = untold(rules, watch(rules, notes.diary, today), notes.told | told, today)
        return remarks[0] if remarks else None

    def _seen(self, seen: Remark | str | None) -> None:
        if not self._is_whole:
            seen = None
        self._wait(seen is not None and not self._may_speak)
        if seen is None or self._waits:
            return
        if not isinstance(seen, str):
            self._say(seen)
        elif seen != self._fault:
            self._fault = seen
            self._desk.window.notices.say(_NOTICE, seen)

    def _wait(self, waits: bool) -> None:
        """Have an eye on the window only for as long as there is something to say."""
        if waits and not self._waits:
            self._desk.window.installEventFilter(self)
        elif self._waits and not waits:
            self._desk.window.removeEventFilter(self)
        self._waits = waits

    def _say(self, remark: Remark) -> None:
        """Say it, and remember that it was said."""
        from acutimer.core.log_watch_telling import sources_in_words, told_body

        desk = self._desk
        whose = sources_in_words(remark.rule, desk.content.atlas.sources)
        show = ("Show these days", lambda: self._show_days(remark))
        desk.window.notices.say(_NOTICE, f"{remark.words} {whose}", [show])
        self._told[remark.key] = desk.today()
        body, at = told_body(remark), desk.clock.now()

        def write(store: JournalStore) -> object:
            return store.append(EntryKind.REMARK_TOLD, body, at)

        desk.diary.change(EntryKind.REMARK_TOLD, write, lambda _: None, lambda _: None)

    def _show_days(self, remark: Remark) -> None:
        """Show History with the last of the days it rests on."""
        from acutimer.ui.history.page import HistoryPage

        window = self._desk.window
        window.page_asked.emit("history")
        page = window.built("history")
        if isinstance(page, HistoryPage):
            page.show_day(remark.days[-1])


def _not_read(fault: Exception) -> None:
    """A journal that cannot be read is told of by others."""
    if not isinstance(fault, StorageError):
        raise fault
