"""Routines of one's own: from the list to the editor and back into their files.

Must never change a routine we ship, lose a draft, or go round the safety answers: what is written
here is started like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from acutimer.app.drafts import Drafts
from acutimer.app.guidance import speaker_of
from acutimer.app.pages import Page
from acutimer.app.routine_exchange import RoutineExchange
from acutimer.core.composing import YOUR_POINTS
from acutimer.core.drafting import NEW_ID, Draft, copy_of, draft_of, free_id, taken_over
from acutimer.core.guidance.speech import Level
from acutimer.core.routines import Routine
from acutimer.core.step_lengths import lengths_without
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from acutimer.app.bodies import Bodies
    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.app.offers import Offers
    from acutimer.ui.press.page import PressPage
    from acutimer.ui.routine_editor.page import RoutineEditor

NEW_NAME = "My routine"


class Editing(QObject):
    """The editor, and what the list of routines asks of it."""

    #: a routine to be tried as it is written
    try_asked = Signal(object)

    def __init__(
        self,
        desk: Desk,
        gate: Gate,
        bodies: Bodies,
        offers: Offers,
        press: PressPage,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._bodies = bodies
        self._offers = offers
        self.page = Page(desk.window, "editor", self._make_page)
        self.drafts = Drafts(desk, self.page, self)
        self.drafts.open_asked.connect(self.open)
        self.exchange = RoutineExchange(desk, gate, offers, self.drafts, self)
        self.exchange.edit_asked.connect(self.edit)
        press.routines.asked.connect(self._asked)
        # after whoever shows the page that was asked for
        desk.window.page_asked.connect(self._remind_later)
        press.installEventFilter(self)

    def _asked(self, what: str, routine_id: str) -> None:
        acts: dict[str, Callable[[str], object]] = {
            "new": lambda _: self.write_new(),
            "file": lambda _: self.exchange.choose_file(),
            "edit": self.edit,
            "duplicate": self.duplicate,
            "share": self._share,
            "remove": self.exchange.remove,
        }
        self._desk.window.notices.drop_passing()
        acts[what](routine_id)

    def write_new(self) -> None:
        """Begin an empty routine, or go on with the one begun before."""
        draft = self.drafts.get(NEW_ID)
        self.open(draft or draft_of(Routine(NEW_ID, NEW_NAME, "", ()), is_saved=False))

    def edit(self, routine_id: str) -> None:
        """Write on one's own routine; of any other on a copy."""
        if (draft := self.drafts.get(routine_id)) is not None:
            self.open(draft)
            return
        routine = self._offers.routine(routine_id)
        if routine is not None and self._desk.content.is_own(routine_id):
            self.open(draft_of(routine, is_saved=True))
            return
        self.duplicate(routine_id)

    def duplicate(self, routine_id: str) -> None:
        """Write on a copy."""
        routine = self._offers.routine(routine_id)
        if routine is None:
            return
        copy = copy_of(routine, self._ids())
        if routine_id == YOUR_POINTS:
            copy = Routine(NEW_ID, NEW_NAME, "", routine.steps)
        self.open(draft_of(copy, is_saved=False))

    def write_on(self, routine: Routine) -> None:
        """Write on a routine that is in no file, as it would be led now."""
        self.open(draft_of(Routine(NEW_ID, routine.name, "", routine.steps), is_saved=False))

    def keep(self, routine: Routine) -> None:
        """Put a routine that is in no file into one, under its name; the list offers it then."""
        from dataclasses import replace

        from acutimer.storage.routine_files import save_routine

        desk, notices = self._desk, self._desk.window.notices
        kept = Routine(self._free_id(routine.name), routine.name, "", routine.steps)
        try:
            save_routine(desk.content.folder, replace(kept, date=desk.today().isoformat()))
        except StorageError as fault:
            notices.say("kept", f"Not kept: {fault.sentence}")
            return
        self._offers.reload()
        notices.say("kept", f"{kept.name} is among your routines now.", passing=True)

    def _free_id(self, wanted: str, own: str = "") -> str:
        """An id no routine has, nor a draft but the one of the id ``own``.

        Others may have come since it was begun, by this window or by the command line.
        """
        from acutimer.storage.routine_files import taken_ids

        content = self._desk.content
        taken = taken_ids(content.folder, content.routines)
        return free_id(wanted, taken | (self.drafts.ids() - {own}) | content.shipped)

    def _ids(self) -> set[str]:
        return {one.id for one in self._desk.content.routines} | self.drafts.ids()

    def open(self, draft: Draft) -> None:
        """Write on a draft; a running session keeps the window."""
        desk = self._desk
        if desk.runner.is_running:
            return
        desk.window.notices.drop("draft")
        page = self.page.shown()
        # answers, points and looks may be others since it was last shown
        page.take_atlas(desk.content.atlas)
        page.map.body.set_motion(desk.choices.moves)
        self._bodies.dress(page.map.body)
        page.show_verdict(self._gate.verdict())
        chosen = desk.choices.now
        page.speaker = speaker_of(chosen.voice) if Level(chosen.guidance).has_voice else None
        page.open(draft)
        (page.column.steps if draft.routine.steps else page.column.name).setFocus()
        if draft.routine.name == NEW_NAME:
            page.column.name.selectAll()  # what is typed takes the place of a name nobody chose

    def _make_page(self) -> RoutineEditor:
        from acutimer.ui.routine_editor.page import RoutineEditor

        desk = self._desk
        page = RoutineEditor(desk.content.atlas, desk.window.theme, self._bodies.new_map())
        page.drafted.connect(self.drafts.take)
        page.save_asked.connect(self.save)
        page.share_asked.connect(self._share_draft)
        page.try_asked.connect(self._try)
        page.done_asked.connect(self._done)
        return page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Back on the Press page, be it by way of a session, the draft is told of."""
        if event.type() == QEvent.Type.Show:
            self._remind_later()
        return super().eventFilter(watched, event)

    def _remind_later(self) -> None:
        QTimer.singleShot(0, self, self.drafts.remind)

    def save(self) -> bool:
        """Put the draft into its file; gives whether that was done."""
        from dataclasses import replace

        from acutimer.storage.routine_files import save_routine

        page, content, choices = self.page.built, self._desk.content, self._desk.choices
        draft = page.draft if page is not None else None
        if page is None or draft is None or draft.missing:
            return False
        routine = replace(draft.routine, date=self._desk.today().isoformat())
        if draft.saved is None or not content.is_own(routine.id):
            wanted = routine.name if routine.id == NEW_ID else routine.id
            routine = replace(routine, id=self._free_id(wanted, routine.id))
        try:
            save_routine(content.folder, routine)
        except StorageError as fault:
            page.say(f"Not saved: {fault.sentence}")
            return False
        self.drafts.saved(draft.routine.id)
        if draft.saved is None or draft.saved.steps != routine.steps:
            # what is written now counts, not what was kept of the steps before
            kept = lengths_without(choices.now.step_lengths, routine.id)
            choices.choose(choices.now._replace(step_lengths=kept))
        page.show_saved(taken_over(draft, routine))
        self._offers.show_routines(routine.id)
        return True

    def _done(self) -> None:
        """Save what changed and go back to the routines; what cannot be saved stays open."""
        page, window = self.page.built, self._desk.window
        draft = page.draft if page is not None else None
        is_changed = draft is not None and draft.is_changed
        if is_changed and not self.save():
            return
        window.page_asked.emit("press")
        if is_changed and draft is not None:
            window.notices.say("saved", f"{draft.routine.name} was saved.", passing=True)

    def _try(self) -> None:
        """Begin a session with the draft as it stands; the safety answers are asked as always."""
        page = self.page.built
        if page is not None and (draft := page.draft) is not None:
            self.try_asked.emit(draft.routine)

    def _share_draft(self) -> None:
        page = self.page.built
        if page is not None and (draft := page.draft) is not None:
            self.exchange.share(draft.routine)

    def _share(self, routine_id: str) -> None:
        if (routine := self._offers.routine(routine_id)) is not None:
            self.exchange.share(routine)
