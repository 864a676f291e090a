"""What the Press page offers: points and routines, each as long as the person has it.

Must never let a routine go from the list without a sentence that says why.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer.app.guidance import led, led_by, phrases
from acutimer.core.composing import YOUR_POINTS
from acutimer.core.routine_order import moved, starred
from acutimer.storage.errors import StorageError
from acutimer.ui.kit.wording import FRAME_MISSING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acutimer.app.desk import Desk
    from acutimer.app.own_words import OwnWordsVoice
    from acutimer.core.points import Atlas
    from acutimer.core.preferences import Preferences
    from acutimer.core.routines import Routine
    from acutimer.ui.press.page import PressPage

#: The start is long over by then.
_SPEAK_AFTER_MS = 2000
#: routines led that are kept; more than a list of them has
_MOST_LED = 128


class Offers(QObject):
    """Keeps the Press page in line with content and choices."""

    #: the person's own routines were read anew
    routines_read = Signal()
    #: other points are shown
    points_changed = Signal()

    def __init__(
        self, desk: Desk, press: PressPage, own_words: OwnWordsVoice, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._press = press
        self._own_words = own_words
        press.routines.show_own(self._own_ids())
        press.chooser.routine_chosen.connect(self._routine_chosen)
        press.chooser.your_points_changed.connect(self._your_points_changed)
        press.routines.starred.connect(self._star)
        press.routines.moved.connect(self._move)
        press.map.atlas.picture_missed.connect(self._picture_missed)
        desk.choices.changed.connect(self._chosen)
        desk.choices.motion_changed.connect(lambda: press.set_motion(desk.choices.moves))
        desk.diary.opened.connect(lambda _: self._show_led())
        own_words.clips.changed.connect(self._show_led)
        own_words.clips.not_kept.connect(
            lambda sentence: desk.window.notices.say("own words", sentence)
        )
        QTimer.singleShot(_SPEAK_AFTER_MS, self, self._speak_ahead)

    def routine(self, routine_id: str) -> Routine | None:
        """A routine on offer, the one clicked together on the map among them."""
        return self._press.chooser.routine(routine_id)

    def choose(self, name: str) -> Routine | str:
        """Choose the routine of that id or file; without one, gives the sentence that says why."""
        content = self._desk.content
        before = len(content.routines)
        try:
            routine = content.routine(name)
        except StorageError as fault:
            return fault.sentence
        if routine is None:
            return f"There is no routine {name!r} any more."
        if len(content.routines) > before:
            self._press.chooser.show_routines(content.routines, routine.id, ())
        self._press.chooser.choose_routine(routine.id)
        return routine

    def ask_where(self) -> None:
        """Show the tab that asks where it hurts."""
        self._press.ask_where()

    def reload(self) -> None:
        """Offer what the folder holds now; what is chosen, shown and being written stays."""
        self._show(self._press.chooser.chosen_id)

    def show_routines(self, chosen_id: str) -> None:
        """Offer what there is now, with that routine chosen."""
        self._show(chosen_id)
        if chosen_id:
            self._press.chooser.choose_routine(chosen_id)

    def _show(self, chosen_id: str) -> None:
        content = self._desk.content
        faults = content.load_own()
        self._press.routines.show_own(self._own_ids())
        self._press.chooser.show_routines(content.routines, chosen_id, faults)
        self.routines_read.emit()
        self._speak_ahead()

    def _own_ids(self) -> list[str]:
        content = self._desk.content
        return [routine.id for routine in content.routines if content.is_own(routine.id)]

    def _routine_chosen(self, routine_id: str) -> None:
        choices = self._desk.choices
        offered = {YOUR_POINTS, *(routine.id for routine in self._desk.content.routines)}
        if routine_id in offered:
            choices.choose(choices.now._replace(last_routine=routine_id))
        self._speak_ahead()

    def _your_points_changed(self, points: Mapping[str, str]) -> None:
        """They outlive a quit, and so does that they are chosen."""
        choices = self._desk.choices
        last = YOUR_POINTS if points else choices.now.last_routine
        choices.choose(choices.now._replace(your_points=points, last_routine=last))

    def _star(self, routine_id: str) -> None:
        choices = self._desk.choices
        favourites = starred(choices.now.favourites, routine_id)
        choices.choose(choices.now._replace(favourites=favourites))

    def _move(self, routine_id: str, before: str) -> None:
        choices = self._desk.choices
        favourites = moved(choices.now.favourites, routine_id, before)
        choices.choose(choices.now._replace(favourites=favourites))

    # --- choices ----------------------------------------------------------------------------

    def _chosen(self, before: Preferences, now: Preferences) -> None:
        if now.extra_points != before.extra_points:
            self._show_points(more=now.extra_points)
        listed = lambda one: (one.favourites, one.recent_routines)  # noqa: E731
        if listed(now) != listed(before):
            self._press.chooser.show_order(*listed(now))
        if now.step_lengths != before.step_lengths:
            self._press.chooser.show_lengths(now.step_lengths)
        if led_by(now) != led_by(before):
            self._show_led()
            self._speak_ahead()

    def _show_points(self, *, more: bool) -> None:
        """Show or hide the points beyond the article.

        Runner and session page keep the atlas they began with: those points have no timer, so
        no session ever holds one.
        """
        content, notices = self._desk.content, self._desk.window.notices
        notices.drop("points")
        for sentence in content.show_points(more=more)[:1]:
            notices.say("points", sentence)
        self._press.take_atlas(content.atlas)
        self.points_changed.emit()

    def _show_led(self) -> None:
        """Lengths as they are led; not at the start, whose first frames they would hold up.

        The page asks with each of its changes, so a routine is led once for each atlas and table
        of clauses; whatever else counts leads here again.
        """
        desk = self._desk

        @lru_cache(maxsize=_MOST_LED)
        def lead(routine: Routine, atlas: Atlas, _table: int) -> Routine:
            now = desk.choices.now
            return led(routine, atlas, now, self._own_words.ready(routine, atlas, now.voice))

        def as_now(routine: Routine) -> Routine:
            clauses, _ = phrases(desk.choices.now.voice)
            return lead(routine, desk.content.atlas, id(clauses) if clauses else 0)

        self._press.chooser.show_led(as_now)

    def _speak_ahead(self) -> None:
        """Have the chosen routine's own words made ready for the voice."""
        content, chosen = self._desk.content, self.routine(self._press.chooser.chosen_id)
        if chosen is not None:
            self._own_words.prepare(chosen, content.routines, content.atlas)

    def _picture_missed(self, file: str) -> None:
        """The map itself says when it has nothing to show; here it shows a neighbour."""
        if self._press.map.atlas.view() is not None:
            self._desk.window.notices.say("picture", FRAME_MISSING.format(file=file))
