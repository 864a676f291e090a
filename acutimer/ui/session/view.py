"""What the session page shows: moments, captions, banners, and the dark over all of it.

It paints again only when something looks different: one timer, armed for the next visible change,
and only while the page is on screen and the session runs. Must never ask anything of the session:
it shows what it was told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from acutimer.core.points import Atlas
from acutimer.core.progress import Progress
from acutimer.core.routines import Routine
from acutimer.core.session import Event, Status
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.theme import Theme
from acutimer.ui.session.eyes_closed import EyesClosed
from acutimer.ui.session.eyes_words import EYES_CLOSED, dark_words
from acutimer.ui.session.hand import press_of
from acutimer.ui.session.markers import looks_of, view_of
from acutimer.ui.session.parts import SessionParts
from acutimer.ui.session.reader import SessionReader
from acutimer.ui.session.words import (
    PAUSED,
    is_waiting,
    left_text,
    next_change_ms,
    ring_of,
    words_of,
)

if TYPE_CHECKING:
    from acutimer.core.guidance.score import Caption


class SessionView(SessionParts):
    """Shows one session."""

    progress_wanted = Signal()
    caption_wanted = Signal()
    #: what was sent to the screen reader
    announced = Signal(str)

    def __init__(self, atlas: Atlas, theme: Theme, pictures: Pictures | None) -> None:
        super().__init__(theme, pictures)
        self._atlas = atlas
        self._routine: Routine | None = None
        self._progress: Progress | None = None
        self._muted = False
        self._no_sound = False
        self._voice_on = False
        self._calm = True
        self._shown: object = None
        self._reader = SessionReader(self, atlas)
        self._reader.said.connect(self.announced)
        self.eyes = EyesClosed(theme, self)
        self.eyes.light_asked.connect(self.open_eyes)
        self.column.caption.wanted.connect(self.caption_wanted)
        self.column.caption.changed.connect(self.eyes.show_caption)
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setTimerType(Qt.TimerType.PreciseTimer)
        self._repaint.timeout.connect(self.progress_wanted)

    # --- what the app tells -----------------------------------------------------------------

    def show_routine(self, routine: Routine) -> None:
        """Show a routine that is about to start."""
        self._routine = routine
        self._progress = None
        self._reader.begin_session()
        self._shown = None
        self.eyes.uncover()
        self.column.show_offer(shown=False)
        self.column.caption.show_caption(None, 0)
        self.top.show_name(routine.name)
        self.show_muted(False)
        self.foot.timeline.show_routine(routine, self._atlas.plain_names)
        self.foot.show_choice(shown=False)
        self.show_banner("", ())
        self.show_usual_picture()

    def show_progress(self, progress: Progress | None) -> None:
        """Show a moment of the session and arm the timer for the next visible change."""
        before, self._progress = self._progress, progress
        routine = self._routine
        if progress is None or routine is None:
            self._repaint.stop()
            return
        if progress.status is Status.RUNNING and before and before.status is not Status.RUNNING:
            self.foot.show_choice(shown=False)
            self.show_banner("", ())
        if not progress.status.is_over:
            self.foot.timeline.show_length(progress.phase, progress.length_ms)
        self._show_step(progress, routine)
        self._reader.tell_time(before, progress, routine)
        self.top.show_line(left_text(progress))
        if self.eyes.is_dark:
            words = dark_words(progress, routine, self._atlas)
            self.eyes.show_words(words, progress.status, self._reader.spoken)
        else:
            ring = ring_of(progress, routine, calm=self._calm)
            self.column.show_ring(ring, self._reader.spoken)
            self.body.show_press(press_of(progress, calm=self._calm))
        self._arm()

    def show_events(self, events: Sequence[Event]) -> None:
        """Take what happened, tell it to screen readers, and ask for the moment to show."""
        self._reader.take_events(events)
        self.progress_wanted.emit()
        self.caption_wanted.emit()
        self._reader.tell_beginning(self._progress, self._routine)
        if self._progress is not None and self._progress.status.is_over:
            self.open_eyes()

    def show_caption(self, caption: Caption | None, now_ms: int) -> None:
        """Show the words of the last cue; ``now_ms`` is on the clock of its times."""
        self.column.caption.show_caption(caption, now_ms)

    def show_voice(self, sounds: str, *, on: bool) -> None:
        """What is to be heard ("Voice, tones"), and whether the voice leads through it."""
        self._voice_on = on
        self.top.show_sounds(sounds)
        self._weigh_sound()

    def show_muted(self, muted: bool) -> None:
        """Whether all sound is off."""
        self._muted = muted
        self.top.show_muted(muted=muted)
        self._weigh_sound()

    def show_sound_banner(self, text: str, *, sounds: bool = False) -> None:
        """Say what is the matter with the sound; ``sounds`` says that it can be heard again."""
        self._no_sound = bool(text) and not sounds
        if text and text != self.sound_banner.text:
            self._reader.say(text)
        self.sound_banner.tell(text)
        self._show_banners_in_the_dark()
        self._weigh_sound()

    def show_banner(self, text: str, actions: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Say something with a button for each action; it leaves when the session goes on."""
        self.banner.tell(text, actions)
        self._show_banners_in_the_dark()
        if text:
            self._reader.say(text)

    def set_motion(self, calm: bool) -> None:
        """True moves calmly; False is Still."""
        self._calm = calm
        self.column.ring.set_motion(calm)
        self._show_again()

    def close_eyes(self) -> None:
        """Darken the whole window; the session goes on as it was."""
        if self._progress is None or self._progress.status.is_over or self.eyes.is_dark:
            return
        self.body.set_motion(False)
        self.eyes.cover(self.window(), calm=self._calm)
        self._show_again()
        self._reader.say(EYES_CLOSED)

    def open_eyes(self) -> None:
        """Let the light come back, and with it the page as it is now."""
        if self.eyes.is_dark:
            self.eyes.uncover()
            self._show_again()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def note(self) -> str:
        """Why nothing changed, or what is the matter with the sound; empty for neither."""
        return self._reader.teller.note or self.sound_banner.text

    # --- showing ----------------------------------------------------------------------------

    def _show_step(self, progress: Progress, routine: Routine) -> None:
        """Everything that changes with the phase and not with the second."""
        teller = self._reader.teller
        silent = self._muted or self._no_sound
        key = (
            progress.status, progress.phase, progress.following, progress.skipped,
            teller.eases_off, teller.note, silent, self.eyes.is_dark,
        )  # fmt: skip
        if key == self._shown:
            return
        self._shown = key
        words = words_of(
            progress,
            routine,
            self._atlas,
            silent=silent,
            eases_off=teller.eases_off,
        )
        note = teller.note if progress.status is Status.RUNNING else ""
        standing = PAUSED if progress.status is Status.PAUSED else ""
        self.column.show_words(
            words.title,
            words.instruction,
            note or words.feel,
            note=words.note,
            standing=standing,
            way=words.way,
            finding=words.finding and not note,
        )
        view = view_of(progress, routine, self._atlas, self.body.view_id())
        if view != self.body.view_id():
            self.body.show_view(view)
        moves = self._calm and progress.status is Status.RUNNING and not self.eyes.is_dark
        self.body.set_motion(moves)
        self.body.set_markers(looks_of(progress, routine, self._atlas))
        done = len(routine.steps) if progress.status is Status.FINISHED else progress.step
        self.foot.timeline.show_step(done, progress.skipped)
        waits = is_waiting(progress) and not progress.status.is_over
        self.foot.show_status(Status.WAITING if waits else progress.status)
        self._reader.name_moment(progress, routine)

    def _weigh_sound(self) -> None:
        self._reader.voice_heard = self._voice_on and not (self._muted or self._no_sound)
        self._show_again()

    def _show_banners_in_the_dark(self) -> None:
        self.eyes.show_banners(self.sound_banner.text, self.banner.text)

    def _show_again(self) -> None:
        if self._progress is not None:
            self.show_progress(self._progress)

    # --- time -------------------------------------------------------------------------------

    def _arm(self) -> None:
        # in the dark nothing is to be seen but the seconds
        calm = self._calm and not self.eyes.is_dark
        wait_ms = next_change_ms(self._progress, calm=calm) if self._progress else None
        if wait_ms is None or not self.isVisible():
            self._repaint.stop()
        else:
            self._repaint.start(wait_ms)

    def showEvent(self, event: QShowEvent) -> None:
        """On screen again: what is to be shown now?"""
        super().showEvent(event)
        if self._progress is not None:
            self.progress_wanted.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden or minimised, nothing runs here."""
        super().hideEvent(event)
        self._repaint.stop()
