"""The session page: side, number, pause. Everything it shows it was told; everything it does is a
signal.

What it shows lies in view.py; this adds what the person does there. Must never read a clock, keep
time or change the session.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from acutimer.core.commands import command_at
from acutimer.core.events import LengthChanged, PhaseBegan
from acutimer.core.points import Atlas
from acutimer.core.progress import Progress
from acutimer.core.routines import Routine
from acutimer.core.session import Event, Status
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.bound_keys import BoundKeys
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.session.any_key import answers
from acutimer.ui.session.view import SessionView
from acutimer.ui.session.words import (
    END_AND_RATE,
    NO_LONGER,
    in_all_text,
    is_waiting,
    slept_text,
    spoken_of,
    words_of,
)


class SessionPage(SessionView):
    """Leads through a routine; see the module for what it never does."""

    pause_or_go_on_asked = Signal()
    #: the answer to a step that waits
    ready_asked = Signal()
    skip_asked = Signal()
    back_asked = Signal()
    restart_asked = Signal()
    lengthen_asked = Signal()
    shorten_asked = Signal()
    say_again_asked = Signal()
    #: True: keep the length of this step for next time; False: take that back
    keep_length_asked = Signal(bool)
    #: end and rate
    stop_asked = Signal()
    unwell_asked = Signal()
    mute_toggled = Signal(bool)
    #: the small window instead
    mini_asked = Signal()
    #: the answer to the pain question of quick sessions
    rated_before = Signal(int)

    def __init__(self, atlas: Atlas, theme: Theme, pictures: Pictures | None = None) -> None:
        super().__init__(atlas, theme, pictures)
        self._kept = False
        self._connect()
        # the page takes the keys itself, but nobody shall land on it by Tab: it shows no ring
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Session")

    def _connect(self) -> None:
        self.top.sound.clicked.connect(self.toggle_sound)
        self.top.picture.clicked.connect(self.toggle_picture)
        self.top.mini.clicked.connect(self.mini_asked)
        self.top.eyes.clicked.connect(self.close_eyes)
        self.top.end.clicked.connect(self.ask_how_to_end)
        self.column.keep.clicked.connect(self.keep_length)
        self.eyes.main_asked.connect(self.pause_or_go_on_asked)
        self.eyes.unwell_asked.connect(self.unwell_asked)
        foot = self.foot
        foot.back.clicked.connect(self.back_asked)
        foot.skip.clicked.connect(self.skip_asked)
        foot.main.clicked.connect(self.pause_or_go_on_asked)
        foot.lengthen.clicked.connect(self.lengthen)
        foot.shorten.clicked.connect(self.shorten_asked)
        foot.keep_going.clicked.connect(self.keep_going)
        foot.end.clicked.connect(self.stop_asked)
        foot.unwell.clicked.connect(self.unwell_asked)
        foot.strip.rated.connect(self._rated)
        acts = {
            "unwell": self.unwell_asked.emit,
            "pause_or_go_on": self._space_pressed,
            "back": self.back_asked.emit,
            "skip": self.skip_asked.emit,
            "lengthen": self.lengthen,
            "shorten": self.shorten_asked.emit,
            "restart": self.restart_asked.emit,
            "sound": self.toggle_sound,
            "close_eyes": self.close_eyes,
            "picture": self.toggle_picture,
            "mini": self.mini_asked.emit,
            "say_again": self.say_again,
            "keep_length": self.keep_length,
            "end": self.ask_how_to_end,
        }
        self._keys = BoundKeys(self, "session", acts, repeats=False)

    # --- what the app tells -----------------------------------------------------------------

    def begin(self, routine: Routine, ask_pain: bool = False) -> None:
        """Take a routine that is about to start; ``ask_pain`` asks during the lead-in."""
        self.show_routine(routine)
        self._ask_pain(asks=ask_pain)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, progress: Progress | None) -> None:
        """Show a moment; the pain question leaves when the press begins."""
        pressing = progress is not None and progress.phase.kind.is_pressing
        if self.foot.is_asking and (pressing or (progress and progress.status.is_over)):
            self._ask_pain(asks=False)
        super().show_progress(progress)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show what happened; a length that was changed can be kept until the next begins."""
        for event in events:
            if isinstance(event, LengthChanged | PhaseBegan):
                self._offer_length(shown=isinstance(event, LengthChanged))
            if isinstance(event, LengthChanged):
                self._reader.say(in_all_text(event.length_ms))
        super().show_events(events)

    def show_slept(self, slept_ms: int) -> None:
        """Say that the computer slept and where the session is paused."""
        if self._progress is not None:
            self.show_banner(
                slept_text(slept_ms, self._progress),
                (
                    ("Resume", self.pause_or_go_on_asked.emit),
                    (END_AND_RATE, self.stop_asked.emit),
                ),
            )

    # --- what the person does ---------------------------------------------------------------

    def ask_how_to_end(self) -> None:
        """Pause, and offer to keep going, to end and rate, or to say that one feels unwell.

        A second time the offer leaves; the session stays paused.
        """
        if self.foot.is_choosing:
            self.foot.show_choice(shown=False)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._progress is not None and self._progress.status is Status.RUNNING:
            self.pause_or_go_on_asked.emit()
        self.foot.show_choice(shown=True)

    def keep_going(self) -> None:
        """Take the offer away and go on."""
        self.foot.show_choice(shown=False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._progress is not None and self._progress.status is Status.PAUSED:
            self.pause_or_go_on_asked.emit()

    def toggle_sound(self) -> None:
        """Mute, or let everything be heard again."""
        self.show_muted(not self._muted)
        self.mute_toggled.emit(self._muted)

    def lengthen(self) -> None:
        """Ask for 15 s more; where a point has had its 3:00 a side say why nothing changes."""
        before = self._progress
        self.lengthen_asked.emit()
        now = self._progress
        if before is None or now is None or not before.phase.point:
            return
        same = (now.phase, now.length_ms) == (before.phase, before.length_ms)
        if same and now.phase.kind.is_pressing and not now.status.is_over:
            self._reader.teller.note = NO_LONGER
            self._reader.say(NO_LONGER)
            self._show_again()

    def keep_length(self) -> None:
        """Keep the length this step has now for next time; pressed again, take that back."""
        if self.column.is_offering:
            self._offer_length(shown=True, kept=not self._kept)
            self.keep_length_asked.emit(self._kept)
            self._reader.say("Kept." if self._kept else "Not kept.")

    def say_again(self) -> None:
        """Tell the instruction and the time once more."""
        progress, routine = self._progress, self._routine
        if progress is not None and routine is not None:
            words = words_of(progress, routine, self._atlas)
            spoken = spoken_of(progress, routine, self._atlas)
            self._reader.say_unless_heard(f"{words.title}. {words.instruction} {spoken}.")
            self.say_again_asked.emit()
            self.caption_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate while that is asked; any key that means nothing else answers a wait."""
        key = typed_key(event)
        if self.foot.strip.obey(key) or self._keys.take_key(event):
            return
        if command_at("everywhere", key):
            super().keyPressEvent(event)
            return
        waits = self._progress is not None and is_waiting(self._progress)
        on_button = isinstance(self.focusWidget(), QAbstractButton)
        if not waits or self.foot.is_choosing or not answers(event, on_button=on_button):
            super().keyPressEvent(event)
        elif self._progress is not None and self._progress.status is Status.PAUSED:
            self.pause_or_go_on_asked.emit()
        else:
            self.ready_asked.emit()

    def _space_pressed(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, CapButton) and focused.hasFocus() and focused.isVisible():
            focused.click()
        elif self.foot.is_choosing:
            self.keep_going()
        else:
            self.pause_or_go_on_asked.emit()

    def _rated(self, value: int) -> None:
        self._ask_pain(asks=False)
        self.rated_before.emit(value)

    def _ask_pain(self, *, asks: bool) -> None:
        self.foot.ask_pain(asks=asks)

    def _offer_length(self, *, shown: bool, kept: bool = False) -> None:
        self._kept = kept
        if not shown and self.column.keep.hasFocus():
            # else the next button would have the keyboard, and Space would press that
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.column.show_offer(shown=shown, kept=kept)
