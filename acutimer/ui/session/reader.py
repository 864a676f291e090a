"""What a screen reader is told of a session, and when it is left to the voice.

The rule. One speaks at a time. While the voice is heard, it says where, how, how long, half time,
ten seconds, pause and end, and nothing of that is announced. While it is not heard (tones only,
silent, muted, no sound, voice at zero, no phrases) the page announces the same in whole sentences
of its own, made from events, not from clauses: so no clause is ever announced beside a sentence
that says it already, and none is lost when the page was late. Each cue but counts and beats has
its sentence: the lead-in or switch of sides, the beginning (with the person's own words), easing
off, care, "Ready?", the end. What the voice never says (banners, what a key did) is announced
always.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from acutimer.core.points import Atlas
from acutimer.core.progress import Progress
from acutimer.core.routines import Routine
from acutimer.core.session import Event
from acutimer.ui.kit.announcing import announce
from acutimer.ui.session.teller import SessionTeller
from acutimer.ui.session.words import begun_words, spoken_of


class SessionReader(QObject):
    """Announces what one session does; ``spoken`` is the name of the ring since it last did."""

    #: what was sent to the screen reader
    said = Signal(str)

    def __init__(self, page: QWidget, atlas: Atlas) -> None:
        super().__init__(page)
        self._page = page
        self._atlas = atlas
        self.teller = SessionTeller(self._atlas)
        self.voice_heard = False
        self.spoken = ""

    def begin_session(self) -> None:
        """Another session."""
        self.teller = SessionTeller(self._atlas)
        self.spoken = ""

    def take_events(self, events: Sequence[Event]) -> None:
        """Follow what happened, and tell it."""
        for words, is_spoken in self.teller.take_events(events):
            if is_spoken:
                self.say_unless_heard(words)
            else:
                self.say(words)

    def tell_beginning(self, progress: Progress | None, routine: Routine | None) -> None:
        """Tell the stretch that has begun, if one has since the last time."""
        teller = self.teller
        if teller.begun and progress is not None and routine is not None:
            teller.begun = False
            words = begun_words(progress, routine, self._atlas, eases_off=teller.eases_off)
            self.say_unless_heard(words)

    def tell_time(self, before: Progress | None, progress: Progress, routine: Routine) -> None:
        """Tell half time and ten seconds when they pass."""
        if words := self.teller.time_words(before, progress):
            self.name_moment(progress, routine)
            self.say_unless_heard(words)

    def name_moment(self, progress: Progress, routine: Routine) -> None:
        """Give the ring the name of this moment."""
        self.spoken = spoken_of(progress, routine, self._atlas)

    def say_unless_heard(self, text: str) -> None:
        """Announce what the voice says too, so only while that is not heard."""
        if not self.voice_heard:
            self.say(text)

    def say(self, text: str) -> None:
        """Announce what nobody else says."""
        announce(self._page, text)
        self.said.emit(text)
