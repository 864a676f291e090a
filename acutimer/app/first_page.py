"""The window until Start works: the body, then the rest of the page, then what leads a session.

Each part waits until the one before is painted, so the body shows as soon as Qt can, and Start
works as soon as the journal tells the safety answers. Must never let a key or a click of that time
be lost: the first one has everything built before it is passed on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from acutimer.app.bodies import dress_body
from acutimer.app.choices import Choices
from acutimer.app.first_touch import FirstTouch
from acutimer.app.looks import first_window
from acutimer.app.window_place import WindowPlace
from acutimer.places import Places, resource_path
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.press.page import PressPage

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.opening import Opening
    from acutimer.core.routines import Routine
    from acutimer.runtime.clock import Clock
    from acutimer.runtime.sounding import Sounding

#: What was asked to be painted is on the screen by then, and not held up by what follows.
_PAINTED_MS = 5
#: A journal that cannot be read by then, as on a slow disk, holds up nothing but Start.
_JOURNAL_MS = 1000


class FirstPage(QObject):
    """The Press page with what its Start needs; whoever builds on it builds what follows."""

    #: the player tells from its own thread whether sound comes out; a signal brings it here
    sound_changed = Signal(bool, str)
    #: the safety answers are known and Start works
    ready = Signal()
    #: everything else shall be built now
    rest_wanted = Signal()

    def __init__(
        self,
        places: Places,
        clock: Clock,
        sounding: Sounding | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        super().__init__()
        self._places = places
        self._clock = clock
        self._given_sounding = sounding
        self._furnished = self._leads = False
        #: the opening of the journal by whose answers the gate judges
        self._taken: Opening | None = None

        self.choices = Choices(places.preferences, self)
        qt_app = QApplication.instance()
        assert isinstance(qt_app, QApplication)
        self._hints = qt_app.styleHints()
        chosen = self.choices.now
        self.window = first_window(qt_app, chosen)
        self._window_place = WindowPlace(self.window, places.window_state)
        self.pictures = pictures or Pictures(resource_path("body"))
        self.press = PressPage(self.window.theme, self.pictures, chosen.figure)
        self.press.set_motion(self.choices.moves)
        dress_body(self.press.map.atlas, chosen)
        self.window.add_page("press", lambda: self.press)
        self._first_touch = FirstTouch(self.rest_wanted.emit, self)
        self.window.first_painted.connect(
            lambda: QTimer.singleShot(_PAINTED_MS, self, self.furnish)
        )

    def open(self, *, hidden: bool = False) -> None:
        """Show the window with the body; everything else begins after its first paint."""
        self._window_place.restore()
        self.window.show_page("press")
        self.window.setVisible(not hidden)
        self._first_touch.watch(self.window)

    def furnish(self) -> None:
        """Fill the window; the rest follows once that is painted."""
        if self._furnished:
            return
        self._furnished = True
        # not shown meanwhile, so that all of it finds its place at once: one by one the body would
        # be painted in between, at sizes it does not keep, and decoded for each
        self.press.hide()
        self.window.furnish()
        from acutimer.app.content import Content

        chosen = self.choices.now
        self.content = content = Content(self._places)
        faults = content.load(more=chosen.extra_points)
        self.press.furnish(content.atlas, self.window.theme, self._clock.now)
        self.press.routines.keep_room(round(chosen.greeting_px))
        self.press.chooser.show_order(chosen.favourites, chosen.recent_routines)
        self.press.chooser.show_lengths(chosen.step_lengths)
        self.press.chooser.take_your_points(chosen.your_points)
        self.press.chooser.show_routines(content.routines, chosen.last_routine, faults)
        self.press.show()
        self.press.setFocus()
        QTimer.singleShot(0, self, self.make_ready)

    def make_ready(self) -> None:
        """Build what leads a session, and have the journal read; fills the window first."""
        if self._leads:
            return
        self._leads = True
        self.furnish()
        from acutimer.app.diary import Diary

        self.diary = Diary(self._places, self._clock, self)
        self.diary.open()  # read on its own thread, while the rest is built here
        self._desk = desk = self._lay_desk()
        self._build_session(desk)
        self.gate.judged.connect(self.press.chooser.show_verdict)
        self.press.chooser.start_asked.connect(self._start_early)
        self.diary.opened.connect(self._answers_known)
        QTimer.singleShot(_JOURNAL_MS, self, self.rest_wanted.emit)

    def show_page(self, key: str) -> None:
        """Go to a page of the rail; a running session keeps the window."""
        if self.runner.is_running:
            self.window.show_page("session")
            return
        if key == "safety" and not self.gate.is_open_to_questions:
            return
        self.window.show_page(key)
        if key in ("press", "safety"):
            self.gate.refresh()

    def _lay_desk(self) -> Desk:
        """What every part may need."""
        from acutimer.app.aloud import Aloud
        from acutimer.app.desk import Desk
        from acutimer.app.own_words import OwnWordsVoice
        from acutimer.runtime.session_runner import SessionRunner

        self.sounding: Sounding = self._given_sounding or self._player()
        self.own_words = voice = OwnWordsVoice(self.choices, self._places.own_clips, self)
        aloud = Aloud(self.sounding, self._clock, voice.say, voice.hush, self)
        self.runner = SessionRunner(self._clock, aloud, self.content.atlas, self)
        parts = self.window, self.content, self.choices, self.diary, self.runner
        return Desk(self._places, self._clock, *parts)

    def _player(self) -> Sounding:
        from acutimer.audio.player import Player
        from acutimer.audio.tones import Loudness

        loudness, voices = Loudness.chosen(self.choices.now), self._places.voices
        return Player(self._clock, self.sound_changed.emit, loudness, voices)

    def _build_session(self, desk: Desk) -> None:
        """What a session needs, each part after those it is given."""
        from acutimer.app.bodies import Bodies
        from acutimer.app.gate import Gate
        from acutimer.app.offers import Offers
        from acutimer.app.session_sound import SessionSound
        from acutimer.app.sessions import Sessions

        self.offers = Offers(desk, self.press, self.own_words, self)
        self.bodies = Bodies(desk, self.pictures, self)
        self.gate = Gate(desk, self.bodies, self.show_page, self)
        self.sound = SessionSound(desk, self.sounding, self.own_words, self)
        self.sessions = Sessions(desk, self.gate, self.sound, self.bodies, self.show_page, self)

    def _answers_known(self, opening: Opening) -> None:
        """The journal told the safety answers first: Start works from now on."""
        if self._taken is None:
            self._take(opening)
            QTimer.singleShot(_PAINTED_MS, self, self.rest_wanted.emit)

    def _take(self, opening: Opening) -> None:
        """Judge by the answers of a journal that was opened."""
        self._taken = opening
        self.gate.take(opening.profile)
        self.ready.emit()

    def _start_early(self, routine: Routine, before: int | None) -> None:
        """Start was asked for, as by a screen reader, before everything was there."""
        self.rest_wanted.emit()
        self.sessions.start(routine, before)
