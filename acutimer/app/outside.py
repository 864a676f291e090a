"""A running session and the desktop round it: media keys, the screen, sleep, scripts, own words.

Nothing of it is made and no bus is opened before the first session; between sessions nothing is
held and nothing ticks. Must never keep a session from going on: what the desktop lacks is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from acutimer.core.commands import command_of_verb
from acutimer.core.control_answer import control_answer
from acutimer.core.events import Event, PhaseBegan
from acutimer.core.guidance.speech import Level
from acutimer.core.session_state import Status

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.desktop.bus import Bus
    from acutimer.desktop.media_controls import MediaControls
    from acutimer.desktop.mpris import Shown
    from acutimer.desktop.sleep_watch import SleepWatch
    from acutimer.desktop.speech import OwnWords
    from acutimer.desktop.stay_awake import StayAwake

#: The session's page is painted by then: what is imported for a bus takes some frames' time.
_AFTER_PAGE_MS = 80


class Outside(QObject):
    """Connects the runner to the desktop; ``close`` lets go of everything."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._buses: tuple[Bus, ...] = ()
        self._own_words: OwnWords | None = None
        self._is_told = False
        app.runner.happened.connect(self._happened)

    media: MediaControls
    awake: StayAwake
    sleep: SleepWatch

    def close(self) -> None:
        """Leave the buses, and with them all that is held there."""
        if self._own_words is not None:
            self._own_words.close()
        if self._buses:
            self._end()
        for bus in self._buses:
            bus.close()

    # --- scripts and pedals -----------------------------------------------------------------

    def control(self, verb: str) -> dict[str, object]:
        """Do what a control verb asks, and tell where the session then stands.

        ``heard`` says whether there was a session. The window stays where it is, and so does
        the keyboard.
        """
        runner = self._app.runner
        heard = runner.is_running
        if heard and (command := command_of_verb(verb)):
            self.act(command)
        pressed_ms = runner.clock_pressed_ms()
        told = control_answer(runner.state, runner.progress(), pressed_ms, self._app.atlas)
        return {**told, "heard": heard}

    # --- own words --------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Speak the person's own words, unless they want no voice."""
        preferences = self._app.preferences
        if self._app.sound.is_muted or not Level(preferences.guidance).has_voice:
            return
        if self._own_words is None:
            from acutimer.desktop.speech import own_words

            self._own_words = own_words(self)
        self._own_words.say(words, preferences.voice, preferences.voice_volume)

    def hush(self) -> None:
        """Stop speaking."""
        if self._own_words is not None:
            self._own_words.hush()

    # --- following the session --------------------------------------------------------------

    def _happened(self, events: Sequence[Event]) -> None:
        state = self._app.runner.state
        if state is None:
            return
        if state.status.is_over:
            if self._is_told:
                self._end()
            return
        if self._is_told:
            self._follow(jumped=any(isinstance(event, PhaseBegan) for event in events))
        else:
            QTimer.singleShot(_AFTER_PAGE_MS, self, self._begin)

    def _begin(self) -> None:
        if self._is_told or not self._app.runner.is_running:
            return
        self._is_told = True
        if not self._buses:
            self._make()
        session, system = self._buses
        if session.open():
            self.media.begin(self._shown())
        if system.open():
            self.sleep.begin()
        self._follow(jumped=False)

    def _end(self) -> None:
        self._is_told = False
        self.media.end()
        self.awake.release()
        self.sleep.end()
        if self._own_words is not None:
            self._own_words.close()

    def follow_preferences(self) -> None:
        """Show points and routine outside, or hide them, as is now chosen."""
        if self._is_told:
            self._follow(jumped=False)

    def _follow(self, *, jumped: bool) -> None:
        state = self._app.runner.state
        assert state is not None
        self.media.show(self._shown(), jumped=jumped)
        if state.status is Status.RUNNING:
            self.awake.hold()
        else:
            self.awake.pause()

    def _shown(self) -> Shown:
        from acutimer.app.shown_outside import shown_of

        runner = self._app.runner
        state, progress = runner.state, runner.progress()
        assert state is not None
        assert progress is not None
        return shown_of(state, progress, self._app.atlas, self._app.preferences)

    def _position_us(self) -> int:
        from acutimer.app.shown_outside import position_us

        runner = self._app.runner
        state, progress = runner.state, runner.progress()
        return position_us(state, progress) if state is not None and progress is not None else 0

    # --- what is made for the first session -------------------------------------------------

    def _make(self) -> None:
        from acutimer.desktop.bus import session_bus, system_bus
        from acutimer.desktop.media_controls import MediaControls
        from acutimer.desktop.sleep_watch import SleepWatch
        from acutimer.desktop.stay_awake import StayAwake

        session, system = self._buses = session_bus(self), system_bus(self)
        self.media = MediaControls(session, self._position_us, self)
        self.awake = StayAwake(session, self._app.clock_ms, self)
        self.sleep = SleepWatch(system, self)
        self.media.asked.connect(self.act)
        self.sleep.going_to_sleep.connect(self._going_to_sleep)
        self.sleep.woke.connect(self._app.runner.woke)

    def act(self, command: str) -> None:
        """Do what a command of core.commands means that has a door outside."""
        app, runner = self._app, self._app.runner
        acts: dict[str, Callable[[], object]] = {
            "pause_or_go_on": runner.pause_or_go_on,
            "pause": runner.pause,
            "go_on": runner.resume,
            "play": self._play,
            "skip": runner.skip,
            "back": runner.back,
            "ready": runner.ready,
            "stop": runner.stop,
            "quick": app.quick,
            "log_pain": app.log_pain,
            "open": app.window.come_forward,
            "settings": app.open_settings,
            "quit": app.quit,
        }
        acts[command]()

    def _play(self) -> None:
        """Let the clock go on, or answer a step that waits."""
        runner = self._app.runner
        if runner.state is not None and runner.state.status in (Status.PAUSED, Status.WAITING):
            runner.pause_or_go_on()

    def _going_to_sleep(self) -> None:
        """Pause; sleep waits until what was pressed is on the disk."""
        self._app.runner.pause_for_sleep()
        self._app.diary.when_written(self.sleep.let_sleep)
