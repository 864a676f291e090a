"""Routines of one's own: from the list to the editor and back into their files.

Must never change a routine we ship, lose a draft, or go round the safety answers: what is written
here is started like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from acutimer.app.routine_exchange import RoutineExchange
from acutimer.core.composing import YOUR_POINTS
from acutimer.core.drafting import NEW_ID, Draft, copy_of, draft_of, free_id, taken_over
from acutimer.core.routines import Routine
from acutimer.core.step_lengths import lengths_without
from acutimer.places import MORE_POINTS, resource_path
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.ui.routine_editor.page import RoutineEditor

NEW_NAME = "My routine"
#: A draft is written down this long after the last change.
_KEEP_AFTER_MS = 1500
#: What was left of last time is told of when Start works.
_TAKE_UP_AFTER_MS = 150


class Editing(QObject):
    """The drafts by the id of their routine, and the files of the finished ones."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._drafts: dict[str, Draft] = {}
        self.exchange = RoutineExchange(app, self)
        self._keep_later = QTimer(self)
        self._keep_later.setSingleShot(True)
        self._keep_later.setInterval(_KEEP_AFTER_MS)
        self._keep_later.timeout.connect(self.keep_drafts)
        app.press.routines.asked.connect(self._asked)
        app.press.routines.show_own(self._own_ids())
        app.window.add_page("editor", self._make_page)
        # after whoever shows the page that was asked for
        app.window.page_asked.connect(lambda _: app.later(0, self._remind))
        app.press.installEventFilter(self)
        app.later(_TAKE_UP_AFTER_MS, self._take_up_drafts)

    @property
    def page(self) -> RoutineEditor | None:
        """The editor when it was shown before."""
        page: RoutineEditor | None = self._app.window.built("editor")  # type: ignore[assignment]
        return page

    def _asked(self, what: str, routine_id: str) -> None:
        acts: dict[str, Callable[[str], object]] = {
            "new": lambda _: self.write_new(),
            "file": lambda _: self.exchange.choose_file(),
            "edit": self.edit,
            "duplicate": self.duplicate,
            "share": self._share,
            "remove": self.exchange.remove,
        }
        self._app.window.notices.drop_passing()
        acts[what](routine_id)

    # --- drafts -----------------------------------------------------------------------------

    def write_new(self) -> None:
        """Begin an empty routine, or go on with the one begun before."""
        draft = self._drafts.get(NEW_ID)
        self._open(draft or draft_of(Routine(NEW_ID, NEW_NAME, "", ()), is_saved=False))

    def edit(self, routine_id: str) -> None:
        """Write on one's own routine; of any other on a copy."""
        if (draft := self._drafts.get(routine_id)) is not None:
            self._open(draft)
            return
        routine = self.routine(routine_id)
        if routine is None:
            return
        if self._app.content.is_own(routine_id):
            self._open(draft_of(routine, is_saved=True))
            return
        self.duplicate(routine_id)

    def duplicate(self, routine_id: str) -> None:
        """Write on a copy."""
        routine = self.routine(routine_id)
        if routine is None:
            return
        copy = copy_of(routine, self._ids())
        if routine_id == YOUR_POINTS:
            copy = Routine(NEW_ID, NEW_NAME, "", routine.steps)
        self._open(draft_of(copy, is_saved=False))

    def routine(self, routine_id: str) -> Routine | None:
        """A routine on offer, the one clicked together on the map among them."""
        return self._app.press.chooser.routine(routine_id)

    def _ids(self) -> set[str]:
        return {one.id for one in self._app.routines} | set(self._drafts)

    def _own_ids(self) -> list[str]:
        content = self._app.content
        return [one.id for one in content.routines if content.is_own(one.id)]

    def _open(self, draft: Draft) -> None:
        if self._app.runner.is_running:
            return
        self._app.window.notices.drop("draft")
        page: RoutineEditor = self._app.window.show_page("editor")  # type: ignore[assignment]
        # answers, points and looks may be others since it was last shown
        page.take_atlas(self._app.atlas)
        page.map.body.set_motion(self._app.moves)
        self._app.guide.dress(page.map.body)
        page.show_verdict(self._app.gate.verdict())
        page.open(draft)
        (page.column.steps if draft.routine.steps else page.column.name).setFocus()

    def _make_page(self) -> RoutineEditor:
        from acutimer.ui.body_map.atlas_view import AtlasView
        from acutimer.ui.routine_editor.page import RoutineEditor

        app = self._app
        body = AtlasView(app.window.theme, pictures=app.pictures, figure=app.preferences.figure)
        page = RoutineEditor(app.atlas, app.window.theme, body)
        page.drafted.connect(self._drafted)
        page.save_asked.connect(self.save)
        page.share_asked.connect(self._share_draft)
        page.try_asked.connect(self._try)
        return page

    def _drafted(self, draft: Draft) -> None:
        """What is not in a file yet is kept here, whatever page is shown."""
        self._drafts.pop(draft.routine.id, None)
        if draft.is_changed:
            self._drafts[draft.routine.id] = draft
        self._keep_later.start()

    def keep_drafts(self) -> None:
        """Write down what is not saved, for the case that the program ends."""
        from acutimer.storage.draft_files import keep_drafts

        self._keep_later.stop()
        drafts = [kept for one in self._drafts.values() if (kept := one.keepable) is not None]
        try:
            keep_drafts(self._app.content.folder, drafts)
        except StorageError as fault:
            self._app.window.notices.say("draft file", fault.sentence)

    def _take_up_drafts(self) -> None:
        """Offer what was being written when the program last ended."""
        from acutimer.storage.draft_files import load_drafts

        app = self._app
        known = {one.id: one for one in app.routines if app.content.is_own(one.id)}
        found = load_drafts(app.content.folder, app.atlas, resource_path(MORE_POINTS))
        for routine in found:
            draft = Draft(routine, known.get(routine.id), 0)
            if draft.is_changed:
                self._drafts.setdefault(routine.id, draft)
        self._say_draft()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Back on the Press page, be it by way of a session, the draft is told of."""
        if event.type() == QEvent.Type.Show:
            self._app.later(0, self._remind)
        return super().eventFilter(watched, event)

    def _remind(self) -> None:
        """A draft that was left stays, and one is told."""
        page = self.page
        if page is None:
            return  # a draft of last time is told of until one writes again
        self.flush()
        if not self._drafts or self._app.window.page in ("editor", "session"):
            self._app.window.notices.drop("draft")
            return
        self._say_draft()

    def flush(self) -> None:
        """What is being typed belongs to its draft from now on."""
        if self.page is not None:
            _ = self.page.draft

    def _say_draft(self) -> None:
        """Tell of the draft written last; the others come up when it is saved or discarded."""
        if not self._drafts:
            return
        *others, draft = self._drafts.values()
        more = {0: "", 1: ", nor is another"}.get(len(others), f", nor are {len(others)} others")
        name = draft.routine.name or "The routine"
        words = f"{name} is not saved yet{more}. It stays as you left it."
        actions = [
            ("Go on editing", lambda: self._open(draft)),
            ("Discard", lambda: self.discard(draft)),
        ]
        self._app.window.notices.say("draft", words, actions)

    def discard(self, draft: Draft) -> None:
        """Leave a draft for good; what its file holds stays, and for now there is a way back."""
        self.forget(draft.routine.id)
        name = draft.routine.name or "the routine"
        words = f"The draft of {name} was discarded."
        actions = [("Undo", lambda: self._open(draft))]
        self._app.window.notices.say("draft", words, actions)

    def save(self) -> bool:
        """Put the draft into its file; gives whether that was done."""
        from dataclasses import replace

        from acutimer.storage.routine_files import save_routine, taken_ids

        page, app = self.page, self._app
        draft = page.draft if page is not None else None
        if page is None or draft is None or draft.missing:
            return False
        routine = replace(draft.routine, date=app.today().isoformat())
        if draft.saved is None or not app.content.is_own(routine.id):
            # others may have come since it was begun, by this window or by the command line
            taken = taken_ids(app.content.folder, app.routines)
            taken |= (set(self._drafts) - {routine.id}) | app.content.shipped
            wanted = routine.name if routine.id == NEW_ID else routine.id
            routine = replace(routine, id=free_id(wanted, taken))
        try:
            save_routine(app.content.folder, routine)
        except StorageError as fault:
            page.say(f"Not saved: {fault.sentence}")
            return False
        self._drafts.pop(draft.routine.id, None)
        if draft.saved is None or draft.saved.steps != routine.steps:
            # what is written now counts, not what was kept of the steps before
            kept = lengths_without(app.preferences.step_lengths, routine.id)
            if kept != app.preferences.step_lengths:
                app.choose_preferences(app.preferences._replace(step_lengths=kept))
        page.show_saved(taken_over(draft, routine))
        self.show_routines(routine.id)
        return True

    def _try(self) -> None:
        """Begin a session with the draft as it stands; the safety answers are asked as always."""
        page = self.page
        if page is not None and (draft := page.draft) is not None:
            self._app.sessions.start(draft.routine, None, as_written=True)

    def reload(self) -> None:
        """Offer what the folder holds now; what is chosen, shown and being written stays."""
        self._show_offers(self._app.press.chooser.chosen_id)

    def show_routines(self, chosen_id: str) -> None:
        """Offer what there is now, with that routine chosen."""
        self._show_offers(chosen_id)
        if chosen_id:
            self._app.press.chooser.choose_routine(chosen_id)

    def _show_offers(self, chosen_id: str) -> None:
        app = self._app
        faults = app.content.load_own()
        chooser = app.press.chooser
        app.press.routines.show_own(self._own_ids())
        chooser.show_routines(app.routines, chosen_id, faults)
        if (settings := app.window.built("settings")) is not None:
            settings.show_routines([(one.id, one.name) for one in app.routines])  # type: ignore[attr-defined]

    def _share_draft(self) -> None:
        page = self.page
        if page is not None and (draft := page.draft) is not None:
            self.exchange.share(draft.routine)

    def _share(self, routine_id: str) -> None:
        if (routine := self.routine(routine_id)) is not None:
            self.exchange.share(routine)

    def forget(self, routine_id: str) -> Draft | None:
        """Leave the draft of a routine for good; gives it, so that it can be taken back."""
        self.flush()
        draft = self._drafts.pop(routine_id, None)
        self._keep_later.start()
        page = self.page
        if page is not None and page.draft is not None and page.draft.routine.id == routine_id:
            page.leave_draft()
        return draft

    def take_back(self, draft: Draft | None) -> None:
        """Keep a draft again that was left."""
        if draft is not None:
            self._drafts[draft.routine.id] = draft
            self._keep_later.start()
