"""The running app: what the person asks for goes to the engine and the diary, and comes back.

It starts in three parts: the window with the body; after its first paint the rest of the page;
after that is painted, everything else (journal, engine, sound, tray). So the body shows as soon as
Qt can. Must never block the event loop: files are the diary's business, sound the player's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from acutimer.app.body_look import dress_body
from acutimer.app.choices import Choices
from acutimer.app.window_place import WindowPlace
from acutimer.core.preferences import Preferences
from acutimer.places import Places, resource_path
from acutimer.storage.errors import StorageError
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.theme import choose_theme, load_theme
from acutimer.ui.press.page import PressPage
from acutimer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from datetime import date, datetime

    from acutimer.app.after_session import AfterSession
    from acutimer.app.content import Content
    from acutimer.app.diary import Diary, Opening
    from acutimer.app.editing import Editing
    from acutimer.app.gate import Gate
    from acutimer.app.outside import Outside
    from acutimer.app.own_words import OwnWordsVoice
    from acutimer.app.pain_log import PainLog
    from acutimer.app.point_guide import PointGuide
    from acutimer.app.session_sound import SessionSound
    from acutimer.app.sessions import Sessions
    from acutimer.app.tray_link import TrayLink
    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine
    from acutimer.runtime.clock import Clock
    from acutimer.runtime.session_runner import SessionRunner
    from acutimer.runtime.sounding import Sounding
    from acutimer.ui.history.page import HistoryPage
    from acutimer.ui.settings.page import SettingsPage
    from acutimer.ui.window.keys_panel import KeysPanel

#: The first frame is on the screen by then, and not held up by what follows.
_GO_ON_AFTER_MS = 20
#: Other views of the body are coloured when the start is long over.
_AHEAD_AFTER_MS = 1500


class App(QObject):
    """Everything together; ``open`` shows the window, ``close`` ends what runs."""

    #: the player tells from its own thread whether sound comes out; a signal brings it here
    sound_changed = Signal(bool, str)
    #: the last part of the start is done
    furnished = Signal()
    #: the journal was read: from now on the safety answers are known
    ready = Signal()

    content: Content
    sounding: Sounding
    runner: SessionRunner
    diary: Diary
    gate: Gate
    sound: SessionSound
    after: AfterSession
    sessions: Sessions
    own_words: OwnWordsVoice
    outside: Outside
    guide: PointGuide
    editing: Editing
    tray: TrayLink

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
        self._pain_log: PainLog | None = None
        self._keys_panel: KeysPanel | None = None
        self._furnished = self._whole = False

        self.choices = Choices(places.preferences, self)
        qt_app = _qt_app()
        self._hints = qt_app.styleHints()
        theme = load_theme(choose_theme(self._hints, self.preferences.theme))
        self.window = MainWindow(qt_app, theme)
        self._window_place = WindowPlace(self.window, places.window_state)
        self.pictures = pictures or Pictures(resource_path("body"))
        self.press = PressPage(theme, self.pictures, self.preferences.figure)
        self.press.map.atlas.set_motion(self.moves)
        dress_body(self.press.map.atlas, self.preferences)
        self.window.add_page("press", lambda: self.press)
        furnish = self.furnish
        self.window.first_painted.connect(lambda: QTimer.singleShot(_GO_ON_AFTER_MS, self, furnish))
        self.choices.changed.connect(self._chosen)
        self.choices.not_saved.connect(
            lambda sentence: self.window.notices.say("preferences", sentence)
        )

    # --- opening and closing ----------------------------------------------------------------

    def open(self) -> None:
        """Show the window with the body; everything else begins after its first paint."""
        self._window_place.restore()
        self.window.show_page("press")
        self.window.show()

    def furnish(self) -> None:
        """Fill the window; the rest follows once that is painted."""
        if self._furnished:
            return
        self._furnished = True
        self.window.furnish()
        from acutimer.app.content import Content

        self.content = Content(self._places)
        faults = self.content.load(more=self.preferences.extra_points)
        self.press.furnish(self.atlas, self.window.theme, self._clock.now)
        self.press.chooser.show_lengths(self.preferences.step_lengths)
        self.press.chooser.show_routines(self.routines, self.preferences.last_routine, faults)
        self.press.setFocus()
        QTimer.singleShot(0, self, self.go_on_opening)

    def go_on_opening(self) -> None:
        """The last part of the start: engine, journal, tray; fills the window first if need be."""
        if self._whole:
            return
        self._whole = True
        self.furnish()
        from acutimer.app.after_session import AfterSession
        from acutimer.app.aloud import Aloud
        from acutimer.app.desk import Desk
        from acutimer.app.diary import Diary
        from acutimer.app.editing import Editing
        from acutimer.app.gate import Gate
        from acutimer.app.outside import Outside
        from acutimer.app.own_words import OwnWordsVoice
        from acutimer.app.point_guide import PointGuide
        from acutimer.app.session_sound import SessionSound
        from acutimer.app.sessions import Sessions
        from acutimer.app.tray_link import TrayLink
        from acutimer.runtime.session_runner import SessionRunner
        from acutimer.ui.window.program_icon import program_icon

        self.sounding = self._given_sounding or self._player()
        self.own_words = OwnWordsVoice(self.choices, self)
        aloud = Aloud(self.sounding, self._clock, self.own_words.say, self.own_words.hush, self)
        self.runner = SessionRunner(self._clock, aloud, self.atlas, self)
        self.diary = Diary(self._places, self._clock, self)
        desk = Desk(
            self._places,
            self._clock,
            self.window,
            self.content,
            self.choices,
            self.diary,
            self.runner,
        )
        self.gate = Gate(self)
        self.sound = SessionSound(self)
        self.after = AfterSession(self)
        self.sessions = Sessions(self)
        self.outside = Outside(desk, self.own_words, self)
        self.guide = PointGuide(self)
        self.editing = Editing(self)
        self._add_pages()
        self.tray = TrayLink(desk, self)
        self._connect()
        self.tray.appear()
        self.diary.open()
        if self.choices.fault:
            self.window.notices.say("preferences", self.choices.fault)
        self.furnished.emit()
        QTimer.singleShot(0, self, lambda: _qt_app().setWindowIcon(program_icon()))
        QTimer.singleShot(0, self, lambda: self.guide.dress(self.press.map.atlas))
        QTimer.singleShot(_AHEAD_AFTER_MS, self, self.press.map.make_ahead)

    @property
    def atlas(self) -> Atlas:
        """The points shown now."""
        return self.content.atlas

    @property
    def routines(self) -> list[Routine]:
        """Every routine that can be started."""
        return self.content.routines

    def _choose_points(self) -> None:
        """Show or hide the points beyond the article.

        Runner and session page keep the atlas they began with: those points have no timer, so
        no session ever holds one.
        """
        if not self._furnished:
            return
        self.window.notices.drop("points")
        for sentence in self.content.show_points(more=self.preferences.extra_points)[:1]:
            self.window.notices.say("points", sentence)
        self.press.take_atlas(self.atlas)
        if self._whole:
            if (page := self.gate.page) is not None:
                page.take_atlas(self.atlas)
            self.gate.refresh()

    def _player(self) -> Sounding:
        from acutimer.audio.player import Player
        from acutimer.audio.tones import Loudness

        return Player(self._clock, self.sound_changed.emit, Loudness.chosen(self.preferences))

    def _add_pages(self) -> None:
        add = self.window.add_page
        add("history", self._make_history)
        add("safety", self.gate.make_page)
        add("settings", self._make_settings)
        add("session", self.sessions.make_session_page)
        add("rating", self.after.make_rating_page)
        add("stop", self.after.make_stop_page)

    def _connect(self) -> None:
        window, chooser, tray = self.window, self.press.chooser, self.tray
        chooser.start_asked.connect(self.sessions.start)
        chooser.review_asked.connect(lambda: self.show_page("safety"))
        chooser.routine_chosen.connect(self._routine_chosen)
        window.page_asked.connect(self.show_page)
        window.log_pain_asked.connect(self.log_pain)
        window.keys_asked.connect(self._show_keys)
        window.quit_asked.connect(self.quit)
        window.close_asked.connect(self._close_asked)
        tray.show_routines(chooser.by_id)
        chooser.offered.connect(tray.show_routines)
        tray.quick_asked.connect(self.quick)
        tray.asked.connect(self.act)
        tray.found.connect(self._tray_found)
        self.outside.asked.connect(self.act)
        self.diary.opened.connect(self._diary_opened)
        self.diary.not_saved.connect(self._not_saved)
        self.diary.all_saved.connect(lambda: window.notices.drop("not saved"))
        self.diary.damage_found.connect(lambda sentence: window.notices.say("damage", sentence))
        self.press.map.atlas.picture_missed.connect(self._picture_missed)
        self._hints.colorSchemeChanged.connect(lambda _: self._dress())

    def close(self) -> None:
        """End what runs and finish writing; after this the app is done."""
        self._window_place.keep()
        self.pictures.close()
        self.choices.flush()
        if not self._whole:
            return
        if self.runner.is_running:
            self.runner.stop()
        self.outside.close()
        self.editing.flush()
        self.editing.keep_drafts()
        self.sounding.close()
        self.tray.leave()
        self.diary.close()

    def quit(self) -> None:
        """Quit, but ask first while a session runs."""
        asks = "quit" not in self.window.notices.keys()
        if self.runner.is_running and asks:
            self.window.come_forward()
            self.runner.pause()
            self.sessions.open_eyes()
            words = "A session is running; it is paused. What was pressed so far is noted."
            self.window.notices.say("quit", words, [("Quit", self.quit_now)])
            return
        self.quit_now()

    def quit_now(self) -> None:
        """Quit; a session under way is noted as far as it went."""
        # not quit(): that asks every window first, and ours only ever asks back
        _qt_app().exit(0)

    def _close_asked(self) -> None:
        """Closing hides where the tray leads back, else it quits; a session is never lost."""
        if not self.tray.is_there:
            self.quit()
        elif self.preferences.keep_in_tray or self.runner.is_running:
            self.tray.hide_window()
        else:
            self.quit_now()

    # --- what was asked from outside --------------------------------------------------------

    def act_on_request(self, verb: str, details: Mapping[str, str]) -> None:
        """Do what a launcher, a terminal or a later start asked."""
        self.go_on_opening()
        if verb == "reload":
            self.editing.reload()
            return
        self.window.come_forward(details.get("token", ""))
        if verb == "quick":
            self.quick(details.get("routine", ""))
        elif verb == "log-pain":
            self.log_pain()

    def act(self, command: str) -> None:
        """Do what a command of core.commands asks of the program."""
        acts: dict[str, Callable[[], object]] = {
            "open": self.window.come_forward,
            "log_pain": self.log_pain,
            "settings": self._open_settings,
            "quit": self.quit,
        }
        acts[command]()

    def _open_settings(self) -> None:
        self.window.come_forward()
        self.show_page("settings")

    def quick(self, name: str = "") -> None:
        """Start a session at once; the pain question is a strip that never blocks."""
        if self.runner.is_running or self.window.page == "rating":
            self.window.come_forward()  # one session after the other, and none without its rating
            return
        routine = self._routine_named(name or self.preferences.quick_routine)
        self.window.come_forward()  # without a routine, to say so: it may have been removed
        if routine is None:
            return
        self.press.chooser.choose_routine(routine.id)
        self.sessions.start(routine, None, ask_pain=True)

    def _routine_named(self, name: str) -> Routine | None:
        """The routine to begin; without one a sentence says why."""
        before = len(self.routines)
        try:
            routine = self.content.routine(name)
        except StorageError as fault:
            self.window.notices.say("quick", fault.sentence)
            return None
        if routine is None:
            self.window.notices.say("quick", f"There is no routine {name!r} any more.")
        elif len(self.routines) > before:
            self.press.chooser.show_routines(self.routines, routine.id, ())
        return routine

    # --- what the other parts ask ------------------------------------------------------------

    def today(self) -> date:
        """The local date."""
        return self._clock.now().date()

    def now(self) -> datetime:
        """The local time."""
        return self._clock.now()

    def clock_ms(self) -> int:
        """The monotonic clock."""
        return self._clock.monotonic_ms()

    def later(self, after_ms: int, act: Callable[[], object]) -> None:
        """Act once after some time."""
        QTimer.singleShot(after_ms, self, act)

    def _diary_opened(self, opening: Opening) -> None:
        notices = self.window.notices
        notices.drop("journal")
        if opening.sentence:
            backup = opening.backup
            actions = [("Open latest backup", lambda: self.diary.restore(backup))] if backup else []
            notices.say("journal", opening.sentence, actions)
        if opening.unfinished is not None:
            from acutimer.app.cut_off import offer_to_go_on

            offer_to_go_on(self, opening.unfinished, opening.before)
        self.press.chooser.show_led(self.sessions.led)
        self.gate.take(opening.profile)
        self.diary.check()
        self.ready.emit()

    # --- pages ------------------------------------------------------------------------------

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

    def _make_history(self) -> HistoryPage:
        from acutimer.ui.history.page import HistoryPage

        page = HistoryPage(self.window.theme, self.today)
        page.span_wanted.connect(
            lambda first, last: self.diary.history(first, last, self.today(), page.show_content)
        )
        page.log_pain_wanted.connect(self.log_pain)
        return page

    def _make_settings(self) -> SettingsPage:
        from acutimer.ui.settings.page import SettingsPage

        page = SettingsPage(self.window.theme)
        page.show_routines([(routine.id, routine.name) for routine in self.routines])
        page.show_preferences(self.preferences)
        page.show_places(str(self._places.data))
        page.show_tray(self.tray.is_there)
        page.show_sound(self.sound.sentence)
        page.preferences_changed.connect(self.choose_preferences)
        page.review_wanted.connect(lambda: self.show_page("safety"))
        page.test_wanted.connect(self.sound.try_out)
        return page

    def _tray_found(self, available: bool) -> None:
        page: SettingsPage | None = self.window.built("settings")  # type: ignore[assignment]
        if page is not None:
            page.show_tray(available)

    def _show_keys(self) -> None:
        from acutimer.ui.window.keys_panel import KeysPanel

        if self._keys_panel is None:
            self._keys_panel = KeysPanel(self.window)
        self._keys_panel.toggle()

    def log_pain(self) -> None:
        """Open the small panel that notes pain with one key."""
        self.window.come_forward()
        if self._whole:
            self.sessions.open_eyes()  # in the dark nobody would see it
        if self._pain_log is None:
            from acutimer.app.pain_log import PainLog

            self._pain_log = PainLog(self)
        self._pain_log.begin()

    def refresh_history(self) -> None:
        """Let History fetch again what it shows."""
        page: HistoryPage | None = self.window.built("history")  # type: ignore[assignment]
        if page is not None:
            page.ask_again()

    # --- preferences, looks -----------------------------------------------------------------

    @property
    def preferences(self) -> Preferences:
        """What the person chose."""
        return self.choices.now

    @property
    def moves(self) -> bool:
        """Whether things may move calmly rather than stand still."""
        return self.choices.moves

    def _routine_chosen(self, routine_id: str) -> None:
        if any(routine.id == routine_id for routine in self.routines):
            self.choices.choose(self.preferences._replace(last_routine=routine_id))

    def choose_preferences(self, preferences: Preferences) -> None:
        """Take over what the person chose, and keep it."""
        self.choices.choose(preferences)

    def _chosen(self, before: Preferences, preferences: Preferences) -> None:
        page: SettingsPage | None = self.window.built("settings")  # type: ignore[assignment]
        if page is not None:
            page.show_preferences(preferences)
        if preferences.theme != before.theme:
            self._dress()
        if preferences.extra_points != before.extra_points:
            self._choose_points()
        if preferences.movement != before.movement:
            self.press.map.atlas.set_motion(self.moves)
        if preferences.step_lengths != before.step_lengths and self._furnished:
            self.press.chooser.show_lengths(preferences.step_lengths)
        if self._whole:
            if _led_by(preferences) != _led_by(before):
                self.press.chooser.show_led(self.sessions.led)
            if preferences.figure != before.figure and self._pain_log is not None:
                self._pain_log.leave()
                self._pain_log = None  # made anew with the other figure
            self.guide.take(before)
            self.sound.tune(preferences)

    def _picture_missed(self, file: str) -> None:
        """The map itself says when it has nothing to show; here it shows a neighbour."""
        if self.press.map.atlas.view() is not None:
            from acutimer.ui.kit.wording import FRAME_MISSING

            self.window.notices.say("picture", FRAME_MISSING.format(file=file))

    def _dress(self) -> None:
        name = choose_theme(self._hints, self.preferences.theme)
        if name != self.window.theme.name:
            self.window.set_theme(load_theme(name))
            if self._pain_log is not None:
                self._pain_log.dress()

    def _not_saved(self, sentence: str, kept: int) -> None:
        if kept:
            notes = "1 note is" if kept == 1 else f"{kept} notes are"
            sentence = f"{sentence} {notes} kept in memory."
        self.window.notices.say("not saved", sentence, [("Try again", self.diary.try_again)])


def _led_by(preferences: Preferences) -> tuple[str, ...]:
    """What changes how long a routine lasts besides its own steps."""
    return preferences.wait, preferences.guidance, preferences.voice


def _qt_app() -> QApplication:
    """The one application object; nobody outside this module asks Qt for it."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
