"""Files of routines that come and go: shared, taken in by dialog or drop, removed and brought back.

Must never let a file past the checks of reading, nor write over another routine.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from acutimer.app.file_dialogs import dialog_options
from acutimer.core.drafting import free_id
from acutimer.places import MORE_POINTS, resource_path
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.drafts import Drafts
    from acutimer.app.gate import Gate
    from acutimer.app.offers import Offers
    from acutimer.core.routines import Routine
    from acutimer.storage.routine_files import TakenIn

_UNDO_MS = 8000
#: More files at once are mostly a folder's worth dropped by mistake.
_MOST_FILES = 10


class RoutineExchange(QObject):
    """Between the profile's routines and files elsewhere."""

    #: the id of a routine to be opened in the editor
    edit_asked = Signal(str)

    def __init__(
        self, desk: Desk, gate: Gate, offers: Offers, drafts: Drafts, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._offers = offers
        self._drafts = drafts
        #: the number of the removal told of last; its notice leaves, not a later one
        self._removal = 0
        desk.window.setAcceptDrops(True)
        desk.window.installEventFilter(self)

    # --- files that go ----------------------------------------------------------------------

    def share(self, routine: Routine) -> None:
        """Ask where to, and write the routine there."""
        from PySide6.QtWidgets import QFileDialog

        start = str(Path.home() / f"{free_id(routine.name, ())}.toml")
        name, _ = QFileDialog.getSaveFileName(
            self._desk.window,
            "Share a routine",
            start,
            "Routines (*.toml)",
            options=dialog_options(self._desk.window.theme),
        )
        if name:
            self.share_to(routine, Path(name))

    def share_to(self, routine: Routine, path: Path) -> None:
        """Write a routine to a file; the dialog has asked before writing over one."""
        from PySide6.QtGui import QGuiApplication

        from acutimer.storage.routine_files import export_routine

        try:
            export_routine(path, routine, replaces=True)
        except StorageError as fault:
            self._desk.window.notices.say("routine file", fault.sentence)
            return

        def copy() -> None:
            QGuiApplication.clipboard().setText(str(path))

        words = f"{routine.name} was written to {path}."
        self._desk.window.notices.say(
            "routine file", words, [("Copy the path", copy)], passing=True
        )

    def remove(self, routine_id: str) -> None:
        """Set one's own routine aside; for a while it can be brought back from the notice."""
        from acutimer.storage.routine_files import bring_back, remove_routine

        desk, notices = self._desk, self._desk.window.notices
        routine = self._offers.routine(routine_id)
        if routine is None or not desk.content.is_own(routine_id):
            return
        try:
            aside = remove_routine(desk.content.folder, routine_id)
        except StorageError as fault:
            notices.say("routine", fault.sentence)
            return
        draft = self._drafts.forget(routine_id)
        self._offers.show_routines("")

        def undo() -> None:
            try:
                bring_back(aside)
            except StorageError as fault:
                notices.say("routine", fault.sentence)
                return
            self._drafts.take_back(draft)
            self._offers.show_routines(routine_id)

        self._removal += 1
        removal = self._removal
        notices.say("routine", f"{routine.name} was removed.", [("Undo", undo)], calm=True)
        QTimer.singleShot(_UNDO_MS, self, lambda: self._leave_notice(removal))

    def _leave_notice(self, removal: int) -> None:
        if removal == self._removal:
            self._desk.window.notices.drop("routine")

    # --- files that come --------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file, and take its routine in."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(
            self._desk.window,
            "Add a routine file",
            str(Path.home()),
            "Routines (*.toml)",
            options=dialog_options(self._desk.window.theme),
        )
        self.take_in([Path(name) for name in names])

    def take_in(self, paths: list[Path]) -> None:
        """Add the routines of these files, and say for each what came of it."""
        from acutimer.storage.routine_files import take_in

        content, notices = self._desk.content, self._desk.window.notices
        for key in [key for key in notices.keys() if key.startswith("routine file")]:
            notices.drop(key)
        if len(paths) > _MOST_FILES:
            words = f"These are {len(paths)} files; at most {_MOST_FILES} are added at once."
            notices.say("routine file", f"{words} Nothing was added.")
            return
        for number, path in enumerate(paths):
            try:
                taken = take_in(
                    path,
                    content.folder,
                    content.routines,
                    content.atlas,
                    resource_path(MORE_POINTS),
                )
            except StorageError as fault:
                notices.say(f"routine file {number}", fault.sentence)
                continue
            self._offers.show_routines(taken.routine.id)
            self._tell(taken, f"routine file {number}")

    def _tell(self, taken: TakenIn, key: str) -> None:
        from acutimer.core.routine_lint import findings_of, totals

        routine, atlas, notices = taken.routine, self._desk.content.atlas, self._desk.window.notices
        by = f" by {routine.author}" if routine.author else ""
        if taken.was_there:
            words = f"{routine.name}{by} is there already; nothing was added."
            notices.say(key, words, passing=True)
            return
        found = len(findings_of(routine, atlas, self._gate.verdict()))
        notes = {0: "Nothing to mind.", 1: "1 thing is good to know."}.get(
            found, f"{found} things are good to know."
        )
        words = f"{routine.name}{by} was added: {totals(routine, atlas)}. {notes}"
        if taken.renamed_from:
            words += " Another routine has its id, so it got a new one."
        notices.say(
            key,
            words,
            [("Open in editor", lambda: self.edit_asked.emit(routine.id))],
            passing=True,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files dropped anywhere on the window are taken in, but never during a session."""
        if isinstance(event, QDragEnterEvent):
            if _dropped(event) and not self._desk.runner.is_running:
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            paths = _dropped(event)
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.take_in(paths))
            return True
        return super().eventFilter(watched, event)


def _dropped(event: QDropEvent) -> list[Path]:
    """The files that hang on the pointer."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
