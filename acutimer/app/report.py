"""The report for a doctor in the window: its dialog, and the file that is made off the UI thread.

Must never write over a file that nobody was asked about, nor keep what it made anywhere else.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.app.file_dialogs import dialog_options
from acutimer.places import resource_path
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.core.report_parts import Wish
    from acutimer.storage.journal_store import JournalStore
    from acutimer.ui.report.dialog import ReportDialog
    from acutimer.ui.report.making import Form

_KINDS = {"pdf": "Page to print (*.pdf)", "html": "Page for a browser (*.html)"}
_LOCKED = "Locked page (*{ending})"
_THERE = "{path} is there already; nothing was written. Choose another name."


class Reports:
    """Opens the dialog and does what it asks for."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        self._desk = desk
        self._gate = gate
        self.dialog: ReportDialog | None = None

    def open(self) -> None:
        """Ask what the report shall have."""
        if self.dialog is None:
            self.dialog = self._make_dialog()
        self.dialog.begin()

    def dress(self) -> None:
        """The dialog looks as the window does."""
        if self.dialog is not None:
            self._ring.set_theme(self._desk.window.theme)
            self.dialog.set_theme(self._desk.window.theme)

    def _make_dialog(self) -> ReportDialog:
        from PySide6.QtWidgets import QApplication

        from acutimer.ui.kit.focus_ring import FocusRing
        from acutimer.ui.report.dialog import ReportDialog

        theme = self._desk.window.theme
        dialog = ReportDialog(theme, self._desk.window)
        dialog.save_asked.connect(self._ask_where)
        self._ring = FocusRing(theme, dialog)
        if isinstance(qt_app := QApplication.instance(), QApplication):
            self._ring.follow(qt_app)
        return dialog

    def _ask_where(self, form: Form, wish: Wish, passphrase: str) -> None:
        from PySide6.QtWidgets import QFileDialog

        from acutimer.storage.locking import ENDING

        assert self.dialog is not None  # it asked
        ending = f".{form}{ENDING}" if passphrase else f".{form}"
        start = Path.home() / f"acutimer-report-{self._desk.today().isoformat()}{ending}"
        kinds = _LOCKED.format(ending=ending) if passphrase else _KINDS[form]
        name, _ = QFileDialog.getSaveFileName(
            self.dialog, "Save the report", str(start), kinds,
            options=dialog_options(self._desk.window.theme),
        )  # fmt: skip
        if not name:
            return
        path = Path(name)
        if not path.name.lower().endswith(ending):
            path = path.with_name(f"{path.name}{ending}")
            if path.exists():  # the dialog asked about another name
                self.dialog.show_fault(_THERE.format(path=path))
                return
        self.save(form, wish, path, passphrase)

    def save(self, form: Form, wish: Wish, path: Path, passphrase: str = "") -> None:
        """Make the report and write it to a file that may be there already."""
        assert self.dialog is not None  # it asked
        self.dialog.show_made_or_not(ready=False)
        chosen, rules, now = self._desk.choices.now, self._gate.rules, self._desk.clock.now()
        unwelcome = {one.id: one.label for one in rules.unwelcome} if rules is not None else {}
        look = chosen.figure, chosen.skin_tone

        def write(store: JournalStore) -> None:
            from acutimer.core.report import report_of
            from acutimer.storage.locking import write_locked
            from acutimer.storage.noted_days import noted_days
            from acutimer.storage.outgoing import write_same
            from acutimer.ui.report.making import report_content

            first, last = wish.span(now.date())
            noted = noted_days(store, first, last, now.date(), store.unreadable())
            report = report_of(noted, wish, now)
            content = report_content(report, form, resource_path("body"), look, unwelcome)
            if passphrase:
                write_locked(path, content, passphrase, force=True)
            else:
                write_same(path, content, force=True)

        self._desk.diary.ask(write, partial(self._written, path), self._failed)

    def _written(self, path: Path, _: None) -> None:
        from PySide6.QtGui import QGuiApplication

        assert self.dialog is not None  # it asked
        self.dialog.show_made_or_not(ready=True)
        self.dialog.close()

        def copy() -> None:
            QGuiApplication.clipboard().setText(str(path))

        words = f"The report was written to {path}. Only you can read that file."
        self._desk.window.notices.say("report", words, [("Copy the path", copy)], passing=True)

    def _failed(self, fault: Exception) -> None:
        assert self.dialog is not None  # it asked
        if not isinstance(fault, StorageError):
            self.dialog.show_made_or_not(ready=True)
            raise fault
        self.dialog.show_fault(fault.sentence)
