"""Where the notes lie, their backups, the way out, the way in, and the end of all of it.

Must never do anything to a note: it tells what was asked, and shows what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.lock_box import LockBox
from acutimer.ui.kit.pieces import (
    breaking_button,
    button,
    column,
    empty_layout,
    frame,
    holding,
    label,
    line,
)
from acutimer.ui.kit.segments import Segments
from acutimer.ui.settings.erase_form import EraseForm
from acutimer.ui.settings.rows import SettingRow
from acutimer.ui.settings.section import Section, inset

#: Shown at first; the others unfold.
_FIRST = 3
_STAYS = "Everything stays on this computer, in the folder of your profile."
_DAILY = "One is made each day, and before every update. 7 days and 8 weeks are kept."
_SOURCES = (
    "Files of acutimer, of several other programs, or any table (CSV). You see it all before "
    "anything changes."
)
_REPORT = "The weeks you choose on a page or two, as PDF or HTML."
NONE_YET = "There is no backup yet. The first one is made when something was noted."
#: Name of the format, its button, and what it is for.
FORMATS = (
    ("json", "Everything, JSON", "Holds everything and can be brought back."),
    ("csv", "Table, CSV", "A row for each note, for a spreadsheet."),
    ("fhir", "Clinic, FHIR", "Every note but plans, for programs of clinics."),
    ("sqlite", "Database", "A copy of the whole file, with what was changed and removed."),
)


class ShownBackup(NamedTuple):
    """A backup as its row shows it; ``notes`` is -1 where it cannot be opened."""

    id: str
    when: str
    notes: int
    #: what it was made for, in words; empty for the daily ones
    why: str = ""


class KeptNotesSection(Section):
    """Backups, take out, bring in, delete."""

    folder_asked = Signal()
    backup_asked = Signal()
    drill_asked = Signal()
    #: the id of a backup, once it was asked whether it shall be
    restore_asked = Signal(str)
    #: a key of FORMATS, and the passphrase of the lock, empty without one
    export_asked = Signal(str, str)
    #: the page for a doctor is wanted
    report_asked = Signal()
    import_asked = Signal()
    #: the import that was brought in last shall go again
    import_undo_asked = Signal()
    erase_asked = Signal()

    def __init__(self, title: str, notice: str = "") -> None:
        """``notice`` has to be said beside the format for clinics."""
        super().__init__()
        self._notice = notice
        self._backups: Sequence[ShownBackup] = ()
        self._entries = 0
        self._unfolded = False
        self.folder = label("", "small", "secondary", wraps=True)
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_folder = button("Open folder", "soft")
        self.open_folder.clicked.connect(self.folder_asked)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        #: what came of backups, and of files that go
        self.notice, self.notice_out = NoticeLine(), NoticeLine()
        self.more = button("", "soft")
        self.more.clicked.connect(self._unfold)
        self._make_backup_parts()
        self._make_ways_out()
        self.erase_form = EraseForm()
        self.erase_form.erase_asked.connect(self.erase_asked)
        self.erase_form.export_asked.connect(lambda: self.export_asked.emit("json", ""))
        self.erase_form.closed.connect(lambda: self._show_erase_form(shown=False))
        self._erasing = self.keep(SettingRow("Delete everything", "Asks you to type a word first."))
        self.erase = button("Delete…", "danger", name="Delete everything…")
        self.erase.clicked.connect(lambda: self._show_erase_form(shown=True))
        self._erasing.add(self.erase)
        where = holding(
            column(
                label(_STAYS, "body", "secondary", wraps=True), self.folder, 6,
                flowing(self.open_folder), spacing=4, margins=(4, 0, 4, 0),
            )
        )  # fmt: skip
        self.lay_out(
            title, where, 14,
            _heading("Backups"), self._backup_row, line(), holding(self._rows),
            6, inset(self.tried), 6, inset(flowing(self.more)), self._asking, self.notice, 14,
            _heading("Take out"), self.way_out, inset(self.lock), 8, line(), self.way_to_doctor,
            line(), self.notice_out, 14,
            _heading("Bring in"), self.way_in, line(), self.brought, 14,
            _heading("Delete"), self._erasing, self.erase_form,
        )  # fmt: skip
        self.erase_form.hide()
        self._fill()

    def _make_backup_parts(self) -> None:
        self.drill = breaking_button("Try a restore", "toolbar")
        self.drill.clicked.connect(self.drill_asked)
        self.back_up = breaking_button("Back up now", "toolbar")
        self.back_up.clicked.connect(self.backup_asked)
        self._backup_row = self.keep(SettingRow("Copies of your notes", _DAILY))
        self._backup_row.add(self.drill, self.back_up)
        #: when a restore was last tried
        self.tried = label("", "small", "secondary", wraps=True)
        self.tried.hide()
        self._asking = frame("caution")
        self._question = label("", wraps=True)
        self.restore = breaking_button("Restore it", "toolbar")
        self.restore.clicked.connect(self._restore)
        self.leave = button("Cancel", "toolbar")
        self.leave.clicked.connect(self._asking.hide)
        ways = flowing(self.restore, self.leave)
        self._asking.setLayout(column(self._question, ways, spacing=8, margins=(16, 10, 16, 10)))
        self._asking.hide()
        self._asked = ""

    def _make_ways_out(self) -> None:
        self.formats = Segments([(key, words) for key, words, _ in FORMATS], "Format")
        self.formats.choose("json")
        self.formats.chosen.connect(self._say_format)
        self.save = button("Save file…", "toolbar", name="Save all notes to a file")
        self.save.clicked.connect(self._export)
        self.lock = LockBox()
        self.way_out = self.keep(SettingRow("All notes", FORMATS[0][2]))
        self.way_out.add(flowing(self.formats, self.save))
        self.report = button("Report…", "toolbar", name="Make the report for a doctor…")
        self.report.clicked.connect(self.report_asked)
        self.way_to_doctor = self.keep(SettingRow("Report for a doctor", _REPORT))
        self.way_to_doctor.add(self.report)
        self.choose = button("Choose file…", "toolbar", name="Choose a file to bring in")
        self.choose.clicked.connect(self.import_asked)
        self.way_in = self.keep(SettingRow("Notes from a file", _SOURCES))
        self.way_in.add(self.choose)
        self.brought = self.keep(SettingRow("Last brought in", " "))
        self.undo_import = button("Undo", "toolbar", name="Undo what was brought in last")
        self.undo_import.clicked.connect(self.import_undo_asked)
        self.brought.add(self.undo_import)
        self.brought.hide()

    # --- what the app tells -----------------------------------------------------------------

    def show_folder(self, path: str) -> None:
        """Where the notes lie."""
        self.folder.setText(path)

    def show_backups(self, backups: Sequence[ShownBackup], entries: int) -> None:
        """The backups, the newest first, and how many entries the journal has now."""
        self._backups, self._entries = backups, entries
        self._fill()

    def show_tried(self, sentence: str) -> None:
        """When a restore was last tried and what came of it; empty where none was."""
        self.tried.setText(sentence)
        self.tried.setVisible(bool(sentence))

    def show_brought_in(self, sentence: str) -> None:
        """What was brought in last and when; empty where nothing was."""
        self.brought.help.setText(sentence)
        self.brought.setVisible(bool(sentence))

    def say(self, sentence: str) -> None:
        """What came of it, below the backups."""
        self.notice_out.say("")
        self.notice.say(sentence)

    def say_out(self, sentence: str) -> None:
        """What came of a file that went, beside its button."""
        self.notice.say("")
        self.notice_out.say(sentence)

    def _export(self) -> None:
        passphrase = self.lock.take()
        if passphrase is not None:
            self.export_asked.emit(self.formats.key, passphrase)

    def _say_format(self, key: str) -> None:
        words = next(words for one, _, words in FORMATS if one == key)
        self.way_out.help.setText(f"{words} {self._notice}" if key == "fhir" else words)

    # --- backups ----------------------------------------------------------------------------

    def _fill(self) -> None:
        self.rows = [
            self._backup_row, self.way_out, self.way_to_doctor, self.way_in, self.brought,
            self._erasing,
        ]  # fmt: skip
        empty_layout(self._rows)
        shown = self._backups if self._unfolded else self._backups[:_FIRST]
        for one in shown:
            made = self.keep(self._row(one))
            made.set_stacked(self._backup_row.is_stacked)
            self._rows.addWidget(made)
            self._rows.addWidget(line())
        if not shown:
            self._rows.addWidget(inset(label(NONE_YET, "small", "secondary", wraps=True)))
        hidden = len(self._backups) - _FIRST
        self.more.setVisible(hidden > 0)
        self.more.setText("Fewer" if self._unfolded else f"{hidden} more")
        self.drill.setEnabled(bool(self._backups))

    def _row(self, one: ShownBackup) -> SettingRow:
        if one.notes < 0:
            return SettingRow(one.when, "It cannot be opened.")
        words = f"{_notes(one.notes)} · {one.why or 'checked when it was made'}"
        made = SettingRow(one.when, words)
        restore = button("Restore…", "toolbar", name=f"Restore the backup of {one.when}…")
        restore.clicked.connect(lambda _=False: self._ask(one))
        return made.add(restore)

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._fill()

    def _ask(self, one: ShownBackup) -> None:
        self._asked = one.id
        words = (
            f"Go back to the backup of {one.when}? It holds {_notes(one.notes)}, the file of now "
            f"{self._entries:,}. The file of now is kept beside it. The safety questions are asked "
            "again."
        )
        self._question.setText(words)
        self._asking.show()
        self.restore.setFocus()
        announce(self._asking, words)

    def _restore(self) -> None:
        self._asking.hide()
        self.restore_asked.emit(self._asked)

    # --- the end of it ----------------------------------------------------------------------

    def _show_erase_form(self, *, shown: bool) -> None:
        self.erase.setVisible(not shown)
        self.erase_form.setVisible(shown)
        if shown:
            self.erase_form.begin()
        else:
            self.erase.setFocus()


class NoticeLine(QWidget):
    """A sentence that comes when there is something to say, and is read out."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", wraps=True)
        box = frame("note")
        box.setLayout(column(self._words, margins=(16, 8, 16, 8)))
        self.setLayout(column(box, margins=(0, 6, 0, 0)))
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, sentence: str) -> None:
        """Say it; nothing hides the line."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)


def _heading(text: str) -> QWidget:
    return inset(label(text, "h2", wraps=True))


def _notes(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"
