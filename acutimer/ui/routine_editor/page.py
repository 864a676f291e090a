"""The editor: the steps | the body | the chosen step; one draft at a time.

Every change goes through core.drafting and is shown from the draft that comes back. Must never
write a file or begin a session: it says that this was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from acutimer.core import drafting
from acutimer.core.commands import command_at
from acutimer.core.drafting import Draft
from acutimer.core.routine_lint import Finding, findings_of
from acutimer.core.step_limits import Limits, limits_of, room_s
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.bound_keys import BoundKeys
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.routine_editor.map import EditorMap
from acutimer.ui.routine_editor.room import EditorRoom
from acutimer.ui.routine_editor.step_form import StepForm
from acutimer.ui.routine_editor.step_words import called
from acutimer.ui.routine_editor.steps_column import StepsColumn

if TYPE_CHECKING:
    from acutimer.core.guidance.own_words import Speaker
    from acutimer.core.points import Atlas
    from acutimer.core.routines import Step
    from acutimer.core.safety import Verdict
    from acutimer.ui.body_map.atlas_view import AtlasView
    from acutimer.ui.kit.theme import Theme


class RoutineEditor(QWidget):
    """The page of one draft."""

    #: the draft (core.drafting.Draft) shall be kept, given away, tried
    save_asked = Signal()
    share_asked = Signal()
    try_asked = Signal()
    #: what changed shall be kept, and the page left
    done_asked = Signal()
    #: the draft changed
    drafted = Signal(object)

    def __init__(self, atlas: Atlas, theme: Theme, body: AtlasView) -> None:
        super().__init__()
        self._atlas = atlas
        self._verdict: Verdict | None = None
        #: the voice that is to say the person's own words; None where none is wanted
        self.speaker: Speaker | None = None
        self._draft: Draft | None = None
        self._findings: tuple[Finding, ...] = ()
        self.column = StepsColumn(atlas, theme)
        self.map = EditorMap(body)
        self.form = StepForm(atlas, theme)
        self._room = EditorRoom(self, self.column, self.map, self.form)
        self._connect()
        self._bind_keys()

    def _connect(self) -> None:
        atlas, column, form = self._atlas, self.column, self.form
        act = self._act
        column.named.connect(lambda text: act(lambda d: drafting.describe(d, name=text)))
        column.steps.chosen.connect(self._choose)
        column.steps.moved.connect(self._move)
        column.steps.remove_asked.connect(self.remove_step)
        column.point_asked.connect(
            lambda code: act(lambda d: drafting.add_point(d, self._atlas, code, again=True))
        )
        column.care_asked.connect(self._add_care)
        column.mat_asked.connect(lambda: act(lambda d: drafting.add_mat(d, atlas)))
        column.mirror_asked.connect(lambda: act(drafting.mirror))
        column.findings.step_asked.connect(self._choose)
        column.undo_bar.undo_asked.connect(self._bring_back)
        column.save_asked.connect(self._ask_save)
        column.done_asked.connect(self._ask_done)
        column.try_asked.connect(self._ask_try)
        column.share_asked.connect(self._ask_share)
        about = column.about
        about.author_written.connect(lambda t: act(lambda d: drafting.describe(d, author=t)))
        about.cautions_written.connect(lambda t: act(lambda d: drafting.describe(d, cautions=t)))
        about.sources_written.connect(lambda t: act(lambda d: drafting.describe(d, sources=t)))
        self.map.point_chosen.connect(self._point_clicked)
        form.changed.connect(self._change_step)
        form.duplicate_asked.connect(lambda: act(lambda d: drafting.duplicate(d, self._atlas)))
        form.remove_asked.connect(self.remove_step)

    def _bind_keys(self) -> None:
        acts = {"save": self._ask_save, "undo": self.undo, "redo": self.redo}
        self._keys = BoundKeys(self, "editor", acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters of layouts without Latin ones, and Esc for all of an enlarged picture."""
        key = typed_key(event)
        if key == "Esc" and self.map.body.obey_size(command_at("map", key)):
            return
        if not self._keys.take_key(event):
            super().keyPressEvent(event)

    # --- what the app tells -----------------------------------------------------------------

    @property
    def draft(self) -> Draft | None:
        """The draft as it stands, with what was typed a moment ago."""
        self._flush()
        return self._draft

    def open(self, draft: Draft) -> None:
        """Write on this draft from now on."""
        self._flush()
        self._draft = None
        self.column.undo_bar.leave()
        self.column.show_about(shown=False)
        self._take(draft)
        step = draft.step
        self.map.show_step(step, self._atlas)

    def show_saved(self, draft: Draft) -> None:
        """The same draft, which now has a file; whoever types goes on typing."""
        self._take(draft)
        self.say(f"{draft.routine.name} was saved.")

    def leave_draft(self) -> None:
        """Write on nothing until another draft is opened."""
        self._draft = None

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Name what the safety answers strike."""
        self._verdict = verdict
        if self._draft is not None:
            self._show(self._draft)

    def take_atlas(self, atlas: Atlas) -> None:
        """Show other points from now on."""
        self._atlas = atlas
        self.column.take_atlas(atlas)
        self.form.take_atlas(atlas)
        if self._draft is not None:
            self._show(self._draft)

    def say(self, sentence: str) -> None:
        """Tell what came of what was asked."""
        self.column.undo_bar.say(sentence, can_undo=False)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.map.body.set_theme(theme)
        self.column.set_theme(theme)
        self.form.set_theme(theme)

    # --- what the person does ---------------------------------------------------------------

    def _act(self, command: Callable[[Draft], Draft]) -> None:
        if self._draft is None:
            return
        before = self._draft
        after = command(before)
        self._take(after)
        if after.said:
            self.say(after.said)
        elif after.routine != before.routine:
            self.column.undo_bar.leave()

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self._show(draft)
        self.drafted.emit(draft)

    def _add_care(self, care: str) -> None:
        self._act(lambda draft: drafting.add_care(draft, self._atlas, care))
        draft = self._draft
        if draft is not None and draft.step is not None and drafting.is_wordless(draft.step):
            self._ask_for_words()

    def _ask_for_words(self) -> None:
        self._room.show_form()
        self.form.ask_for_words()

    def _move(self, start: int, to: int) -> None:
        self._act(lambda draft: drafting.move(draft, start, to))
        draft = self._draft
        if draft is not None and draft.step is not None:
            count = len(draft.routine.steps)
            name = called(draft.step, self._atlas.plain_names)
            announce(self.column.steps, f"{name} is now step {to + 1} of {count}.")

    def _choose(self, index: int) -> None:
        self._flush()
        self._act(lambda draft: drafting.choose(draft, index))
        if self._draft is not None:
            self.map.show_step(self._draft.step, self._atlas)
        self._room.show_form()

    def _point_clicked(self, code: str, _side: str) -> None:
        self._flush()
        self._act(lambda draft: drafting.add_point(draft, self._atlas, code))

    def _change_step(self, step: Step) -> None:
        before = self._draft.step if self._draft is not None else None
        self._act(lambda draft: drafting.change(draft, self._atlas, step))
        if before is not None and step.side is not None and step.side != before.side:
            self.map.turn_to_side(step.side)

    def remove_step(self) -> None:
        """Take the chosen step away; the bar leads back for a while."""
        self._flush()
        draft = self._draft
        if draft is None or draft.step is None:
            return
        name = called(draft.step, self._atlas.plain_names)
        self._act(drafting.remove)
        self.column.undo_bar.say(f"{name} was removed.", can_undo=True)
        if not self.column.steps.isVisible() or not self.form.remove.isVisible():
            self.column.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Back by one change of what is shown."""
        self._flush()
        fields = self._shown_fields()
        self._act(lambda draft: drafting.undo(draft, fields))

    def redo(self) -> None:
        """Forward again by one change of what is shown."""
        self._flush()
        fields = self._shown_fields()
        self._act(lambda draft: drafting.redo(draft, fields))

    def _shown_fields(self) -> tuple[str, ...]:
        """What a step says is shown beside the words about the routine; the keyboard tells."""
        focused = self.focusWidget()
        in_form = focused is not None and self.form.isAncestorOf(focused)
        about = self.column.shows_about and not in_form
        return drafting.ABOUT_FIELDS if about else drafting.STEPS_FIELDS

    def _bring_back(self) -> None:
        """The step that the bar names, be it out of sight."""
        self._flush()
        self.column.show_about(shown=False)
        self._act(lambda draft: drafting.undo(draft, drafting.STEPS_FIELDS))

    def _ask_save(self) -> None:
        if self._is_whole():
            self.save_asked.emit()

    def _ask_done(self) -> None:
        draft = self.draft
        if draft is None or not draft.is_changed or self._is_whole():
            self.done_asked.emit()

    def _ask_share(self) -> None:
        if self._is_whole():
            self.share_asked.emit()

    def _ask_try(self) -> None:
        if self._is_whole():
            self.try_asked.emit()

    def _is_whole(self) -> bool:
        draft = self.draft
        if draft is None or not draft.missing:
            return draft is not None
        self.say(draft.missing)
        if not draft.routine.name:
            self.column.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif draft.wordless is not None:
            self._act(lambda now: drafting.choose(now, draft.wordless))
            self.say(draft.missing)
            self._ask_for_words()
        return False

    def _flush(self) -> None:
        """Whatever is being typed belongs to the draft before anything else happens to it."""
        if self._draft is not None:
            self.column.flush()
            self.form.flush()

    # --- showing ----------------------------------------------------------------------------

    def _show(self, draft: Draft) -> None:
        routine, step = draft.routine, draft.step
        self._findings = findings_of(routine, self._atlas, self._verdict, self.speaker)
        self.column.show_draft(draft, self._findings)
        self.map.show_steps(routine.steps, draft.chosen, self._atlas, self._verdict)
        if step is None or draft.chosen is None:
            self.form.show_step(None, 0, Limits(0, 0), 0, ())
            return
        others = (*routine.steps[: draft.chosen], *routine.steps[draft.chosen + 1 :])
        own = [finding for finding in self._findings if finding.step == draft.chosen]
        limits = limits_of(step, room_s(others, step))
        self.form.show_step(step, draft.chosen + 1, limits, routine.lead_in_s(draft.chosen), own)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns, two, or one, by the width in em."""
        super().resizeEvent(event)
        self._room.fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed stays in the draft."""
        self._flush()
        super().hideEvent(event)
