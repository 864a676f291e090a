"""The session page: side, number, pause. Everything it shows it was told; everything it does is a
signal.

It paints again only when something looks different: one timer, armed for the next visible change,
and only while the page is on screen and the session runs. Must never read a clock or keep time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from acutimer.core.points import MOST_PRESSED_S, Atlas
from acutimer.core.progress import Progress
from acutimer.core.routines import Routine
from acutimer.core.session import Event, Status
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.key_buttons import CapButton
from acutimer.ui.session_banner import SessionBanner
from acutimer.ui.session_column import SessionColumn
from acutimer.ui.session_foot import SessionFoot
from acutimer.ui.session_keys import SessionKeys
from acutimer.ui.session_markers import looks_of, view_of
from acutimer.ui.session_teller import SessionTeller
from acutimer.ui.session_top import SessionTop
from acutimer.ui.session_words import (
    END_AND_RATE,
    NO_LONGER,
    begun_words,
    left_text,
    next_change_ms,
    ring_of,
    slept_text,
    spoken_of,
    words_of,
)
from acutimer.ui.theme import Theme

#: Below this width in em the picture hides; below this height in px the feel line does.
NARROW_EM, SHORT_PX = 56, 640
_LEAST_WIDTH, _LEAST_HEIGHT = 600, 490


class SessionPage(QWidget):
    """Leads through a routine; see the module for what it never does."""

    progress_wanted = Signal()
    pause_or_go_on_asked = Signal()
    skip_asked = Signal()
    back_asked = Signal()
    restart_asked = Signal()
    lengthen_asked = Signal()
    shorten_asked = Signal()
    #: end and rate
    stop_asked = Signal()
    unwell_asked = Signal()
    mute_toggled = Signal(bool)
    #: the answer to the pain question of quick sessions
    rated_before = Signal(int)
    #: what was sent to the screen reader
    announced = Signal(str)

    def __init__(self, atlas: Atlas, theme: Theme, pictures: Pictures | None = None) -> None:
        super().__init__()
        self._atlas = atlas
        self._routine: Routine | None = None
        self._progress: Progress | None = None
        self._light_only = False
        self._muted = False
        self._no_sound = False
        self._calm = True
        self._on_screen = False
        self._narrow = False
        self._picture_wanted: bool | None = None
        self._teller = SessionTeller()
        self._spoken = ""
        self._shown: object = None
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setTimerType(Qt.TimerType.PreciseTimer)
        self._repaint.timeout.connect(self.progress_wanted)

        self.top = SessionTop(theme)
        self.sound_banner = SessionBanner("note")
        self.banner = SessionBanner("caution")
        self.body = AtlasView(theme, pictures=pictures)
        # nothing is chosen here and the arrows lead the session, so no key stops at its points
        self.body.setEnabled(False)
        self.column = SessionColumn(theme)
        self.foot = SessionFoot(theme)
        self._lay_out()
        self._connect()
        # the page takes the keys itself, but nobody shall land on it by Tab: it shows no ring
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Session")

    def _lay_out(self) -> None:
        self._middle = QHBoxLayout()
        self._middle.setContentsMargins(12, 0, 12, 0)
        self._middle.setSpacing(12)
        self._middle.addWidget(self.body, 600)
        self._middle.addWidget(self.column, 680)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        # what is least depends on the room there is, so the room must come first
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part in (self.top, self.sound_banner, self.banner):
            whole.addWidget(part)
        whole.addLayout(self._middle, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.top.sound_clicked.connect(self.toggle_sound)
        self.top.picture_clicked.connect(self.toggle_picture)
        self.top.end_clicked.connect(self.ask_how_to_end)
        foot = self.foot
        foot.back_clicked.connect(self.back_asked)
        foot.skip_clicked.connect(self.skip_asked)
        foot.main_clicked.connect(self.pause_or_go_on_asked)
        foot.lengthen_clicked.connect(self.lengthen)
        foot.shorten_clicked.connect(self.shorten_asked)
        foot.keep_going_clicked.connect(self.keep_going)
        foot.end_clicked.connect(self.stop_asked)
        foot.unwell_clicked.connect(self.unwell_asked)
        foot.strip.rated.connect(self._rated)
        self._keys = SessionKeys(
            self,
            {
                "Space": self._space_pressed,
                "Left": self.back_asked.emit,
                "Right": self.skip_asked.emit,
                "Up": self.lengthen,
                "Down": self.shorten_asked.emit,
                "Home": self.restart_asked.emit,
                "M": self.toggle_sound,
                "P": self.toggle_picture,
                "R": self.say_again,
                "Esc": self.ask_how_to_end,
            },
            foot.strip.take_value,
        )

    # --- what the app tells -----------------------------------------------------------------

    def begin(self, routine: Routine, light_only: bool = False, ask_pain: bool = False) -> None:
        """Take a routine that is about to start; ``ask_pain`` asks during the lead-in."""
        self._routine = routine
        self._light_only = light_only
        self._progress = None
        self._teller = SessionTeller()
        self._spoken = ""
        self._shown = None
        self._picture_wanted = None
        self.top.show_name(routine.name)
        self.foot.timeline.show_routine(routine)
        self.foot.show_choice(shown=False)
        self._ask_pain(asks=ask_pain)
        self.banner.clear()
        self._show_room()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, progress: Progress | None) -> None:
        """Show a moment of the session and arm the timer for the next visible change."""
        before, self._progress = self._progress, progress
        if progress is None or self._routine is None:
            self._repaint.stop()
            return
        if progress.status is Status.RUNNING and before and before.status is not Status.RUNNING:
            self.foot.show_choice(shown=False)
            self.banner.clear()
        if self.foot.is_asking and (progress.phase.kind.is_pressing or progress.status.is_over):
            self._ask_pain(asks=False)
        self.top.show_line(left_text(progress))
        self._show_step(progress)
        if words := self._teller.time_words(before, progress):
            self._spoken = spoken_of(progress, self._routine, self._atlas)
            self._announce(words)
        ring = ring_of(progress, self._routine, calm=self._calm)
        self.column.show_ring(ring, self._spoken)
        self._arm()

    def show_events(self, events: Sequence[Event]) -> None:
        """Take what happened, tell it to screen readers, and ask for the moment to show."""
        for words in self._teller.take(events):
            self._announce(words)
        self.progress_wanted.emit()
        if self._teller.begun and self._progress and self._routine:
            self._teller.begun = False
            self._announce(begun_words(self._progress, self._routine, self._atlas))

    def show_muted(self, muted: bool) -> None:
        """Whether the tones are off."""
        self._muted = muted
        self.top.show_muted(muted=muted)
        self._show_again()

    def show_sound_banner(self, text: str, *, sounds: bool = False) -> None:
        """Say that there is no sound, or that it is back; an empty text takes the banner away."""
        self._no_sound = bool(text) and not sounds
        self.sound_banner.tell(text)
        self._show_again()

    def show_banner(self, text: str, actions: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Say something with a button for each action; it leaves when the session goes on."""
        self.banner.tell(text, actions)
        self._announce(text)

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

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.top, self.body, self.column, self.foot):
            part.set_theme(theme)

    def set_motion(self, calm: bool) -> None:
        """True moves calmly; False is Still."""
        self._calm = calm
        self.column.ring.set_motion(calm)
        self._show_again()

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
        """Mute, or let the tones be heard again."""
        self.show_muted(not self._muted)
        self.mute_toggled.emit(self._muted)

    def toggle_picture(self) -> None:
        """Hide or show the body."""
        self._picture_wanted = self.body.isHidden()
        self._show_room()

    def lengthen(self) -> None:
        """Ask for 15 s more; at 3:00 a side say why nothing changes."""
        progress = self._progress
        longest = progress is not None and progress.length_ms >= MOST_PRESSED_S * 1000
        if progress is not None and progress.phase.point and longest:
            self._teller.note = NO_LONGER
            self._announce(NO_LONGER)
            self._show_again()
        self.lengthen_asked.emit()

    def say_again(self) -> None:
        """Tell the instruction and the time once more."""
        if self._progress is not None and self._routine is not None:
            words = words_of(
                self._progress, self._routine, self._atlas, light_only=self._light_only
            )
            spoken = spoken_of(self._progress, self._routine, self._atlas)
            self._announce(f"{words.title}. {words.instruction} {spoken}.")

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
        self._keys.allow_digits(allowed=asks)

    # --- showing ----------------------------------------------------------------------------

    def _show_step(self, progress: Progress) -> None:
        """Everything that changes with the phase and not with the second."""
        assert self._routine is not None
        key = (
            progress.status, progress.phase, progress.following, self._teller.skipped,
            self._teller.eases_off, self._teller.note, self._silent,
        )  # fmt: skip
        if key == self._shown:
            return
        self._shown = key
        words = words_of(
            progress,
            self._routine,
            self._atlas,
            light_only=self._light_only,
            silent=self._silent,
            eases_off=self._teller.eases_off,
        )
        note = self._teller.note if progress.status is Status.RUNNING else ""
        self.column.show_words(words.title, words.instruction, note or words.feel)
        view = view_of(progress, self._routine, self._atlas, self.body.view_id())
        if view != self.body.view_id():
            self.body.show_view(view)
        self.body.set_motion(self._calm and progress.status is Status.RUNNING)
        self.body.set_markers(looks_of(progress, self._routine, self._atlas, self._teller.skipped))
        done = len(self._routine.steps) if progress.status is Status.FINISHED else progress.step
        self.foot.timeline.show_step(done, self._teller.skipped)
        self.foot.show_status(progress.status)
        self._spoken = spoken_of(progress, self._routine, self._atlas)

    @property
    def _silent(self) -> bool:
        return self._muted or self._no_sound

    def _show_again(self) -> None:
        if self._progress is not None:
            self.show_progress(self._progress)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self.announced.emit(text)

    # --- time and room ----------------------------------------------------------------------

    def _arm(self) -> None:
        wait_ms = next_change_ms(self._progress, calm=self._calm) if self._progress else None
        if wait_ms is None or not self._on_screen:
            self._repaint.stop()
        else:
            self._repaint.start(wait_ms)

    def showEvent(self, event: QShowEvent) -> None:
        """On screen again: what is to be shown now?"""
        super().showEvent(event)
        self._on_screen = True
        if self._progress is not None:
            self.progress_wanted.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden or minimised, nothing runs here."""
        super().hideEvent(event)
        self._on_screen = False
        self._repaint.stop()

    def minimumSizeHint(self) -> QSize:
        """What the narrowest arrangement needs, whichever is shown."""
        return QSize(_LEAST_WIDTH, _LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ring and Pause never leave the view."""
        super().resizeEvent(event)
        self._show_room()

    def _show_room(self) -> None:
        narrow = self.width() / max(1, self.fontInfo().pixelSize()) < NARROW_EM
        short = self.height() < SHORT_PX
        self.top.show_room(narrow=narrow, short=short)
        self.foot.show_room(narrow=narrow, short=short)
        shown = self._picture_wanted if self._picture_wanted is not None else not narrow
        self.body.setVisible(shown)
        self.body.set_pills(not narrow)
        self.body.set_marker_scale(0.85 if short or narrow else 1.1)
        self.top.show_picture_words(shown=shown)
        self.column.show_room(
            self.width(), self.height(), small_title=short or narrow, feels=not short
        )
