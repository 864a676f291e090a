"""The running app: builds every part, connects them, and owns the order of start and of shutdown.

It starts in three parts: the window with the body; after its first paint the rest of the page;
after that is painted, everything else (journal, engine, sound, tray). So the body shows as soon as
Qt can. Must never block the event loop, nor decide anything that a part could decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from acutimer.app.bodies import dress_body
from acutimer.app.choices import Choices
from acutimer.app.looks import Looks, first_window
from acutimer.app.window_place import WindowPlace
from acutimer.places import Places, resource_path
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.press.page import PressPage

if TYPE_CHECKING:
    from PySide6.QtGui import QSessionManager

    from acutimer.app.desk import Desk
    from acutimer.app.opening import Opening
    from acutimer.runtime.clock import Clock
    from acutimer.runtime.sounding import Sounding

#: The first frame is on the screen by then, and not held up by what follows.
_FILL_MS = 5
#: Own spots and zones come when Start works; figure and layers take as long to load as the journal.
_DRESS_AFTER_MS = 100
#: What the start needed and nothing needs any more is given back when it is long over.
_GIVE_BACK_AFTER_MS = 1500


class App(QObject):
    """Everything together; ``open`` shows the window, ``close`` ends what runs."""

    #: the player tells from its own thread whether sound comes out; a signal brings it here
    sound_changed = Signal(bool, str)
    #: the last part of the start is done
    furnished = Signal()
    #: the journal was read: from now on the safety answers are known
    ready = Signal()

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
        self._furnished = self._whole = False

        self.choices = Choices(places.preferences, self)
        qt_app = QApplication.instance()
        assert isinstance(qt_app, QApplication)
        self._hints = qt_app.styleHints()
        chosen = self.choices.now
        self.window = first_window(qt_app, chosen)
        self._window_place = WindowPlace(self.window, places.window_state)
        self.pictures = pictures or Pictures(resource_path("body"))
        self.press = PressPage(self.window.theme, self.pictures, chosen.figure)
        self.press.map.atlas.set_motion(self.choices.moves)
        dress_body(self.press.map.atlas, chosen)
        self.window.add_page("press", lambda: self.press)
        self.window.first_painted.connect(lambda: QTimer.singleShot(_FILL_MS, self, self.furnish))

    # --- the start, in three parts ----------------------------------------------------------

    def open(self, *, hidden: bool = False) -> None:
        """Show the window with the body; everything else begins after its first paint."""
        self._window_place.restore()
        self.window.show_page("press")
        self.window.setVisible(not hidden)

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
        QTimer.singleShot(0, self, self.go_on_opening)

    def go_on_opening(self) -> None:
        """The last part of the start: engine, journal, tray; fills the window first if need be."""
        if self._whole:
            return
        self._whole = True
        self.furnish()
        from acutimer.app.spare_memory import give_back_memory

        desk = self._lay_desk()
        self._build(desk)
        self._connect(desk)
        self.tray.appear()
        self.diary.open()
        if self.choices.fault:
            self.window.notices.say("preferences", self.choices.fault)
        self.furnished.emit()
        QTimer.singleShot(_DRESS_AFTER_MS, self, self.window.show_icon)
        QTimer.singleShot(_DRESS_AFTER_MS, self, lambda: self.bodies.dress(self.press.map.atlas))
        QTimer.singleShot(_GIVE_BACK_AFTER_MS, self, give_back_memory)

    def _lay_desk(self) -> Desk:
        """What every part may need."""
        from acutimer.app.aloud import Aloud
        from acutimer.app.desk import Desk
        from acutimer.app.diary import Diary
        from acutimer.app.own_words import OwnWordsVoice
        from acutimer.runtime.session_runner import SessionRunner

        self.sounding: Sounding = self._given_sounding or self._player()
        self.own_words = voice = OwnWordsVoice(self.choices, self._places.own_clips, self)
        aloud = Aloud(self.sounding, self._clock, voice.say, voice.hush, self)
        self.runner = SessionRunner(self._clock, aloud, self.content.atlas, self)
        self.diary = Diary(self._places, self._clock, self)
        parts = self.window, self.content, self.choices, self.diary, self.runner
        return Desk(self._places, self._clock, *parts)

    def _player(self) -> Sounding:
        from acutimer.audio.player import Player
        from acutimer.audio.tones import Loudness

        loudness, voices = Loudness.chosen(self.choices.now), self._places.voices
        return Player(self._clock, self.sound_changed.emit, loudness, voices)

    def _build(self, desk: Desk) -> None:
        """Every part, each after those it is given."""
        from acutimer.app.after_session import AfterSession
        from acutimer.app.bodies import Bodies
        from acutimer.app.calling import Calling
        from acutimer.app.cut_off import CutOff
        from acutimer.app.danger_signs import DangerSigns
        from acutimer.app.day import Day
        from acutimer.app.editing import Editing
        from acutimer.app.gate import Gate
        from acutimer.app.handbook import Handbook
        from acutimer.app.history import History
        from acutimer.app.key_list import KeyList
        from acutimer.app.leaving import Leaving
        from acutimer.app.mini import Mini
        from acutimer.app.offers import Offers
        from acutimer.app.outside import Outside
        from acutimer.app.pain_log import PainLog
        from acutimer.app.point_card import PointCard
        from acutimer.app.reminding import Reminding
        from acutimer.app.requests import Requests
        from acutimer.app.session_sound import SessionSound
        from acutimer.app.sessions import Sessions
        from acutimer.app.settings import Settings
        from acutimer.app.tray_link import TrayLink
        from acutimer.app.welcome import Welcome
        from acutimer.app.where import WhereItHurts

        press, go = self.press, self.show_page
        self.offers = Offers(desk, press, self.own_words, self)
        self.bodies = Bodies(desk, self.pictures, self)
        self.gate = Gate(desk, self.bodies, go, self)
        self.handbook = Handbook(desk, go)
        self.gate.accepted.connect(self.handbook.show_accepted)
        self.card = PointCard(desk, self.gate, self.bodies, press, self.handbook, go)
        self.sound = SessionSound(desk, self.sounding, self.own_words, self)
        self.sessions = Sessions(desk, self.gate, self.sound, self.bodies, go, self)
        self.signs = DangerSigns(desk, self.gate, calling := Calling(desk.choices), go, self)
        self.after = AfterSession(desk, self.gate, self.signs, self)
        self.cut_off = CutOff(desk, self.gate, self.sessions, go)
        self.outside = Outside(desk, self.own_words, self)
        self.editing = Editing(desk, self.gate, self.bodies, self.offers, press, self)
        self.pain_log = PainLog(desk, self.gate, self.bodies, press, go, self)
        self.where = WhereItHurts(desk, press, self.sessions, self.after, self.editing, self)
        self.tray = TrayLink(desk, self.outside, self)
        told = self.sound, self.outside, self.tray, self.handbook, calling
        self.settings = Settings(desk, *told, go, self)
        self.history = History(desk, self.gate, self.pain_log, self.settings, self)
        self.day = Day(desk, press, self.history, self.sessions, go, self)
        self.leaving = Leaving(desk, self.sessions, self.tray)
        self.keys = KeyList(self.window)
        self.welcome = Welcome(desk, self.gate, press, self)
        parts = self.offers, self.sessions, self.after, self.pain_log, self.keys, self.signs
        self.requests = Requests(desk, self.gate, *parts)
        self.mini = Mini(desk, self.requests, self.sessions, self)
        ways = self.requests, self.outside, self.tray, self.settings
        self.reminding = Reminding(desk, self.gate, *ways, self)

    def _connect(self, desk: Desk) -> None:
        from acutimer.app.journal_notices import tell_of_journal
        from acutimer.app.program_commands import doing

        window, press, gate, sessions = self.window, self.press, self.gate, self.sessions
        press.chooser.start_asked.connect(sessions.start)
        press.chooser.review_asked.connect(lambda: self.show_page("safety"))
        window.page_asked.connect(self.show_page)
        window.log_pain_asked.connect(self.pain_log.begin)
        window.keys_asked.connect(self.keys.toggle)
        window.signs_asked.connect(self.signs.look)
        window.quit_asked.connect(self.leaving.quit)
        window.close_asked.connect(self.leaving.close_window)
        self.tray.quick_asked.connect(self.mini.quick)
        act = doing(window, self.show_page, self.pain_log, self.leaving, sessions, self.signs)
        self.tray.asked.connect(act)
        self.outside.asked.connect(act)
        self.tray.show_routines(press.chooser.by_id)
        press.chooser.offered.connect(self.tray.show_routines)
        self.pain_log.wanted.connect(sessions.open_eyes)  # in the dark nobody would see it
        gate.judged.connect(press.chooser.show_verdict)
        self.signs.wanted.connect(sessions.open_eyes)
        self.signs.told_in_session.connect(sessions.feel_unwell)
        gate.danger_told.connect(self.after.show_danger)
        self.signs.told.connect(self.after.show_danger)
        sessions.ended.connect(self.after.begin)
        self.after.left.connect(lambda: self.show_page("press"))
        self.offers.points_changed.connect(gate.show_points)
        self.offers.routines_read.connect(self.settings.show_routines)
        self.editing.try_asked.connect(lambda one: sessions.start(one, None, as_written=True))
        self.sound_changed.connect(self.sound.tell)
        self.choices.not_saved.connect(lambda fault: window.notices.say("preferences", fault))
        tell_of_journal(desk)
        looks = Looks(desk, self._hints, self.outside.session_bus, self)
        for part in (self.pain_log, self.history, self.mini):
            looks.changed.connect(part.dress)
        self.diary.read.connect(self._journal_read)

    def _journal_read(self, opening: Opening) -> None:
        if opening.unfinished is not None:
            self.cut_off.offer(opening.unfinished, opening.before)
        self.gate.take(opening.profile)
        self.diary.check()
        self.ready.emit()

    # --- the end ----------------------------------------------------------------------------

    def close(self) -> None:
        """End what runs and finish writing; after this the app is done."""
        self._window_place.keep()
        self.pictures.close()
        self.choices.flush()
        if not self._whole:
            return
        if self.runner.is_running:
            self.runner.stop()
        self.mini.leave()
        self.outside.close()
        self.editing.drafts.flush()
        self.editing.drafts.keep()
        self.sounding.close()
        self.tray.leave()
        self.diary.close()

    def keep_before_logout(self, session: QSessionManager) -> None:
        """Keep every note before the desktop's session ends."""
        if self._whole:
            self.leaving.keep_before_logout(session)

    # --- what is asked of the whole ---------------------------------------------------------

    def act_on_request(
        self, verb: str, details: Mapping[str, str], tell: Callable[[str], None] = lambda _: None
    ) -> None:
        """Do what a launcher, a terminal or a later start asked, be it amid the start.

        ``tell`` gets the sentence that says why it was not done, empty when it was.
        """
        self.go_on_opening()
        self.requests.act(verb, details, tell)

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
