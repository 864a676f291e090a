"""Settings, Data: backups, files that go out, and the end of everything; done off the UI thread.

Must never write over a file that nobody was asked about, nor delete anything by itself: that is
done once the window is closed (app.erasing).
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, QTime, QUrl
from PySide6.QtGui import QDesktopServices

from acutimer.app.erasing import ERASES
from acutimer.app.file_dialogs import dialog_options
from acutimer.core.journal import EntryKind
from acutimer.storage.errors import StorageError
from acutimer.ui.settings.kept_notes import ShownBackup

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from acutimer.app.desk import Desk
    from acutimer.core.imported import Imported
    from acutimer.storage.backups import Backup
    from acutimer.storage.drill import Drill
    from acutimer.storage.journal_store import JournalStore
    from acutimer.storage.tried import Tried
    from acutimer.ui.settings.kept_notes import KeptNotesSection

T = TypeVar("T")
#: How the name of a backup says why it was made, and what the page says of it.
_WHYS = (
    (re.compile(r"-before-version-"), "made before an update"),
    (re.compile(r"-before-it-was-replaced"), "made before another file took its place"),
)


class KeptNotes:
    """Does what the section asks for."""

    def __init__(self, desk: Desk, section: KeptNotesSection) -> None:
        self._desk = desk
        self._section = section
        self._backups: dict[str, Backup] = {}
        self._imported: Imported | None = None
        section.show_folder(str(desk.places.data))
        section.folder_asked.connect(self._open_folder)
        section.backup_asked.connect(self.back_up)
        section.drill_asked.connect(self.drill)
        section.restore_asked.connect(self.restore)
        section.export_asked.connect(self._ask_where)
        section.erase_asked.connect(lambda: QCoreApplication.exit(ERASES))
        section.import_undo_asked.connect(self.undo_import)
        desk.diary.read.connect(lambda _: self._look_anew())
        desk.diary.noted.connect(self._noted)
        self._look_anew()

    # --- backups ----------------------------------------------------------------------------

    def _look_anew(self) -> None:
        self.look()
        self._look_at_imports()

    def look(self) -> None:
        """Show the backups there are."""
        self._ask(self._listed, self._show)

    def back_up(self) -> None:
        """Make one now."""

        def work() -> list[Backup]:
            from acutimer.storage.backups import back_up, backups_in

            places = self._desk.places
            made = back_up(places.database, places.backups, self._desk.clock.now())
            return [one for one in backups_in(places.backups) if one.path == made]

        def done(made: list[Backup]) -> None:
            self._section.say(f"A backup was made, with {_entries(made[0].entries)}.")
            self.look()

        self._ask(work, done)

    def drill(self) -> None:
        """Try the newest: restore it into a temporary place, count, compare, and say so."""

        def work() -> tuple[Backup, Drill] | None:
            from acutimer.storage.backups import backups_in
            from acutimer.storage.drill import drill
            from acutimer.storage.tried import keep_tried

            folder = self._desk.places.backups
            newest = next((one for one in backups_in(folder) if one.entries >= 0), None)
            if newest is None or newest.find_fault() is not None:
                return None
            came = drill(newest, folder, self._desk.clock.now)
            keep_tried(folder, self._desk.clock.now(), came)
            return newest, came

        self._ask(work, self._say_drill)

    def _say_drill(self, tried: tuple[Backup, Drill] | None) -> None:
        if tried is None:
            words = "The newest backup is damaged; nothing was changed. Make a new one."
        elif tried[1].is_whole:
            words = (
                f"The backup of {self._when(tried[0].made_at)} was restored into a temporary "
                f"place: all {_entries(tried[1].entries)} came back. Nothing was changed."
            )
        else:
            came = tried[1]
            words = (
                f"Of {_entries(came.entries)} {came.came_back} came back and {came.readable} could "
                "be read; nothing was changed. Make a new backup."
            )
        self._section.say(words)
        self.look()

    def restore(self, identifier: str) -> None:
        """Go back to a backup; the notice bar tells of it, as of every journal that is opened."""
        backup = self._backups[identifier]

        def found(fault: str | None) -> None:
            if fault is not None:
                self._section.say("This backup is damaged and was not restored; choose another.")
                return
            self._desk.diary.restore(backup.path, carries=False)

        self._ask(backup.find_fault, found)

    def _listed(self) -> tuple[list[Backup], int, Tried | None]:
        from acutimer.storage.backups import backups_in
        from acutimer.storage.exchange.database_copy import entries_in
        from acutimer.storage.tried import last_tried

        places = self._desk.places
        entries = entries_in(places.database) if places.database.exists() else 0
        return backups_in(places.backups), entries, last_tried(places.backups)

    def _show(self, listed: tuple[list[Backup], int, Tried | None]) -> None:
        backups, entries, tried = listed
        self._backups = {one.id: one for one in backups}
        shown = [
            ShownBackup(one.id, self._when(one.made_at), one.entries, _why(one)) for one in backups
        ]
        self._section.show_backups(shown, entries)
        self._section.show_tried(self._tried_words(tried))

    def _tried_words(self, tried: Tried | None) -> str:
        if tried is None:
            return ""
        when, came = f"Last restore tried: {self._when(tried.at)}.", tried.came
        if came.is_whole:
            return f"{when} All {_entries(came.entries)} came back."
        return f"{when} Of {_entries(came.entries)} {came.came_back} came back."

    def _look_at_imports(self) -> None:
        """Show what was brought in last."""
        self._desk.diary.ask(lambda store: store.batches.imports(), self._show_import, _ignore)

    def _show_import(self, imports: list[Imported]) -> None:
        self._imported = last = max(imports, key=lambda one: one.at.timestamp(), default=None)
        words = "" if last is None else f"{last.words}, {self._when(last.at)}"
        if last is not None and last.entries != last.rows:
            words += f"; they became {_entries(last.entries)}"
        self._section.show_brought_in(f"{words}." if words else "")

    def undo_import(self) -> None:
        """Let the import that is shown go, with all that came with it and was not changed."""
        if (last := self._imported) is None:
            return
        self._desk.diary.change(
            EntryKind.TOMBSTONE,
            lambda store: store.remove(last.id),
            lambda _: self._section.say_out("The import was taken back."),
            self._section.say_out,
        )

    def _noted(self, kind: EntryKind) -> None:
        if kind in (EntryKind.IMPORT, EntryKind.TOMBSTONE):
            self._look_at_imports()

    def _when(self, at: datetime) -> str:
        day = f"{at:%a} {at.day} {at:%b}"
        if at.year != self._desk.today().year:
            day += f" {at.year}"
        if at.date() == self._desk.today():
            day = "Today"
        time = QTime(at.hour, at.minute)
        return f"{day}, {QLocale().toString(time, QLocale.FormatType.ShortFormat)}"

    # --- files that go ----------------------------------------------------------------------

    def _ask_where(self, file_format: str, passphrase: str) -> None:
        from PySide6.QtWidgets import QFileDialog

        from acutimer.storage.exchange.formats import FORMATS
        from acutimer.storage.locking import ENDING, locked_name

        window = self._desk.window
        ending = FORMATS[file_format] + (ENDING if passphrase else "")
        start = str(Path.home() / f"acutimer-{self._desk.today().isoformat()}{ending}")
        name, _ = QFileDialog.getSaveFileName(
            window, "Save all notes", start, f"(*{ending})", options=dialog_options(window.theme)
        )
        if not name:
            return
        path = Path(name)
        if passphrase and locked_name(path) != path:
            path = locked_name(path)
            if path.exists():  # the dialog asked about another name
                self._section.say_out(f"{path} is there already; nothing was written.")
                return
        self.export_to(file_format, path, passphrase)

    def export_to(self, file_format: str, path: Path, passphrase: str = "") -> None:
        """Write everything to a file; the dialog has asked before writing over one."""
        places, now = self._desk.places, self._desk.clock.now()
        spots = self._desk.choices.now.spots

        def write(store: JournalStore) -> int:
            from acutimer.storage.exchange.database_copy import copy_content, write_copy
            from acutimer.storage.exchange.formats import Notes, content_of, write_notes
            from acutimer.storage.exchange.listing import KEPT_KINDS
            from acutimer.storage.locking import write_locked

            is_copy = file_format == "sqlite"
            if is_copy and not passphrase:
                return write_copy(path, places.database, force=True)
            notes = Notes(store.entries(KEPT_KINDS), spots, now)
            if not passphrase:
                return write_notes(file_format, path, notes, force=True)
            content, count = (
                copy_content(places.database) if is_copy else content_of(file_format, notes)
            )
            write_locked(path, content, passphrase, force=True)
            return count

        def done(count: int) -> None:
            locked = ", locked" if passphrase else ""
            self._section.say_out(
                f"{_entries(count)} went to {path}{locked}, read back and counted."
            )

        self._desk.diary.ask(write, done, partial(self._failed, tell=self._section.say_out))

    # --- shared -----------------------------------------------------------------------------

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.places.data)))

    def _ask(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._desk.diary.beside(work, then, self._failed)

    def _failed(self, fault: Exception, tell: Callable[[str], None] | None = None) -> None:
        if not isinstance(fault, StorageError):
            raise fault
        (tell or self._section.say)(fault.sentence)


def _ignore(_: Exception) -> None:
    """What cannot be read is told where the journal is opened."""


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _why(backup: Backup) -> str:
    return next((words for pattern, words in _WHYS if pattern.search(backup.id)), "")
