"""Drafts of routines, in memory and in a file that survives a crash.

Must never lose a draft: it stays until it is saved or discarded by the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer.core.drafting import Draft
from acutimer.places import MORE_POINTS, resource_path
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.pages import Page
    from acutimer.ui.routine_editor.page import RoutineEditor

#: A draft is written down this long after the last change.
_KEEP_AFTER_MS = 1500
#: What was left of last time is told of when Start works.
_TAKE_UP_AFTER_MS = 150


class Drafts(QObject):
    """The drafts by the id of their routine; the last is the one written on last."""

    #: a draft to go on with
    open_asked = Signal(object)

    def __init__(self, desk: Desk, page: Page[RoutineEditor], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self._drafts: dict[str, Draft] = {}
        self._are_taken_up = False
        self._keep_later = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._keep_later.timeout.connect(self.keep)
        QTimer.singleShot(_TAKE_UP_AFTER_MS, self, self._take_up)

    def get(self, routine_id: str) -> Draft | None:
        """The draft of a routine."""
        return self._drafts.get(routine_id)

    def ids(self) -> set[str]:
        """The routines that have a draft."""
        return set(self._drafts)

    def take(self, draft: Draft) -> None:
        """What is not in a file yet is kept here, whatever page is shown."""
        self._drafts.pop(draft.routine.id, None)
        if draft.is_changed:
            self._drafts[draft.routine.id] = draft
        self._keep_later.start()

    def saved(self, routine_id: str) -> None:
        """The draft has come into its file."""
        self._drafts.pop(routine_id, None)

    def flush(self) -> None:
        """What is being typed belongs to its draft from now on."""
        if (page := self._page.built) is not None:
            _ = page.draft

    def forget(self, routine_id: str) -> Draft | None:
        """Leave the draft of a routine for good; gives it, so that it can be taken back."""
        self.flush()
        draft = self._drafts.pop(routine_id, None)
        self._keep_later.start()
        page = self._page.built
        if page is not None and page.draft is not None and page.draft.routine.id == routine_id:
            page.leave_draft()
        return draft

    def take_back(self, draft: Draft | None) -> None:
        """Keep a draft again that was left."""
        if draft is not None:
            self._drafts[draft.routine.id] = draft
            self._keep_later.start()

    # --- the file ---------------------------------------------------------------------------

    def keep(self) -> None:
        """Write down what is not saved, for the case that the program ends."""
        from acutimer.storage.draft_files import keep_drafts

        self._keep_later.stop()
        self._take_up()  # closed so soon that they were not yet: what is not known here would go
        drafts = [kept for one in self._drafts.values() if (kept := one.keepable) is not None]
        try:
            keep_drafts(self._desk.content.folder, drafts)
        except StorageError as fault:
            self._desk.window.notices.say("draft file", fault.sentence)

    def _take_up(self) -> None:
        """Offer what was being written when the program last ended; once."""
        if self._are_taken_up:
            return
        self._are_taken_up = True
        from acutimer.storage.draft_files import load_drafts

        content = self._desk.content
        known = {one.id: one for one in content.routines if content.is_own(one.id)}
        for routine in load_drafts(content.folder, content.atlas, resource_path(MORE_POINTS)):
            draft = Draft(routine, known.get(routine.id), 0)
            if draft.is_changed:
                self._drafts.setdefault(routine.id, draft)
        self._tell()

    # --- what is said of them ---------------------------------------------------------------

    def remind(self) -> None:
        """A draft that was left stays, and one is told."""
        if self._page.built is None:
            return  # a draft of last time is told of until one writes again
        self.flush()
        if not self._drafts or self._desk.window.page in ("editor", "session"):
            self._desk.window.notices.drop("draft")
            return
        self._tell()

    def _tell(self) -> None:
        """Tell of the draft written last; the others come up when it is saved or discarded."""
        if not self._drafts:
            return
        *others, draft = self._drafts.values()
        more = {0: "", 1: ", nor is another"}.get(len(others), f", nor are {len(others)} others")
        name = draft.routine.name or "The routine"
        words = f"{name} is not saved yet{more}. It stays as you left it."
        actions = [
            ("Go on editing", lambda: self.open_asked.emit(draft)),
            ("Discard", lambda: self.discard(draft)),
        ]
        self._desk.window.notices.say("draft", words, actions)

    def discard(self, draft: Draft) -> None:
        """Leave a draft for good; what its file holds stays, and for now there is a way back."""
        self.forget(draft.routine.id)
        name = draft.routine.name or "the routine"
        words = f"The draft of {name} was discarded."
        actions = [("Undo", lambda: self.open_asked.emit(draft))]
        self._desk.window.notices.say("draft", words, actions)
