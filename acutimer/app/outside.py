"""A running session and the desktop round it: media keys, the screen, sleep, scripts.

Nothing of it is made before the first session; between sessions nothing is held and nothing ticks.
The session bus is opened by whoever needs it first, and shared. Must never keep a session from
going on: what the desktop lacks is left out.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer.app.session_commands import lead
from acutimer.core.commands import command_of_verb
from acutimer.core.control_answer import control_answer
from acutimer.core.events import Event, PhaseBegan
from acutimer.core.session_state import Status

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.own_words import OwnWordsVoice
    from acutimer.desktop.bus import Bus
    from acutimer.desktop.media_controls import MediaControls
    from acutimer.desktop.mpris import Shown
    from acutimer.desktop.sleep_watch import SleepWatch
    from acutimer.desktop.stay_awake import StayAwake

_MAY_GO_DARK = (
    "Nothing on this desktop lets acutimer keep the screen on, so it may go dark; "
    "the session goes on, and so does its sound."
)
#: The session's page is painted by then: what is imported for a bus takes some frames' time.
_AFTER_PAGE_MS = 80


class Outside(QObject):
    """Connects the runner to the desktop; ``close`` lets go of everything."""

    #: the id of a command that is about the program and not about its session
    asked = Signal(str)

    def __init__(self, desk: Desk, own_words: OwnWordsVoice, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._own_words = own_words
        self._session_bus: Bus | None = None
        self._buses: tuple[Bus, ...] = ()
        self._is_told = False
        desk.runner.happened.connect(self._happened)
        desk.choices.changed.connect(self._chosen)

    media: MediaControls
    awake: StayAwake
    sleep: SleepWatch

    def close(self) -> None:
        """Leave the buses, and with them all that is held there."""
        self._own_words.leave()
        if self._buses:
            self._end()
        for bus in (*self._buses, self._session_bus):
            if bus is not None:
                bus.close()

    def session_bus(self) -> Bus:
        """The person's own bus, perhaps not open yet; all of ours there is on this connection."""
        if self._session_bus is None:
            from acutimer.desktop.bus import session_bus

            self._session_bus = session_bus(self)
        return self._session_bus

    def take_bus(self, bus: Bus) -> None:
        """Go on with a connection that is there already, and has our name."""
        assert self._session_bus is None  # nobody has asked for one yet
        bus.setParent(self)
        self._session_bus = bus

    # --- scripts and pedals -----------------------------------------------------------------

    def control(self, verb: str) -> dict[str, object]:
        """Do what a control verb asks, and tell where the session then stands.

        ``heard`` says whether there was a session. The window stays where it is, and so does
        the keyboard.
        """
        runner = self._desk.runner
        heard = runner.is_running
        if heard and (command := command_of_verb(verb)):
            lead(runner, command)
        pressed_ms = runner.clock_pressed_ms()
        told = control_answer(runner.state, runner.progress(), pressed_ms, self._desk.content.atlas)
        return {**told, "heard": heard}

    # --- following the session --------------------------------------------------------------

    def _happened(self, events: Sequence[Event]) -> None:
        state = self._desk.runner.state
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
        if self._is_told or not self._desk.runner.is_running:
            return
        self._is_told = True
        if not self._buses:
            self._make()
        session, system = self._buses
        if session.open():
            self.media.begin_player(self._shown())
        if system.open():
            self.sleep.begin_watch()
        self._follow(jumped=False)

    def _end(self) -> None:
        self._is_told = False
        self.media.end()
        self.awake.release()
        self._desk.window.notices.drop("screen")
        self.sleep.end()
        self._own_words.close()

    def _chosen(self) -> None:
        """Show points and routine outside, or hide them, as is now chosen."""
        if self._is_told:
            self._follow(jumped=False)

    def _follow(self, *, jumped: bool) -> None:
        state = self._desk.runner.state
        assert state is not None
        self.media.show(self._shown(), jumped=jumped)
        if state.status is Status.RUNNING:
            self.awake.hold()
        else:
            self.awake.pause()

    def _shown(self) -> Shown:
        from acutimer.app.shown_outside import shown_of

        runner = self._desk.runner
        state, progress = runner.state, runner.progress()
        assert state is not None
        assert progress is not None
        return shown_of(state, progress, self._desk.content.atlas, self._desk.choices.now)

    def _position_us(self) -> int:
        from acutimer.app.shown_outside import position_us

        runner = self._desk.runner
        state, progress = runner.state, runner.progress()
        return position_us(state, progress) if state is not None and progress is not None else 0

    # --- what is made for the first session -------------------------------------------------

    def _make(self) -> None:
        from acutimer.desktop.bus import system_bus
        from acutimer.desktop.media_controls import MediaControls
        from acutimer.desktop.sleep_watch import SleepWatch
        from acutimer.desktop.stay_awake import StayAwake
        from acutimer.desktop.wayland import wayland_path

        session, system = self._buses = self.session_bus(), system_bus(self)
        self.media = MediaControls(session, self._position_us, self)
        wayland = wayland_path(os.environ)
        self.awake = StayAwake(session, self._desk.clock.monotonic_ms, self, wayland)
        if wayland:  # elsewhere the settings of the display decide, which nobody here can read
            self.awake.unheld.connect(self._tell_unheld)
        self.sleep = SleepWatch(system, self)
        self.media.asked.connect(self._media_asked)
        self.sleep.going_to_sleep.connect(self._going_to_sleep)
        self.sleep.woke.connect(self._desk.runner.woke)

    def _tell_unheld(self) -> None:
        self._desk.window.notices.say("screen", _MAY_GO_DARK)

    def _media_asked(self, command: str) -> None:
        if not lead(self._desk.runner, command):
            self.asked.emit(command)

    def _going_to_sleep(self) -> None:
        """Pause; sleep waits until what was pressed is on the disk."""
        self._desk.runner.pause_for_sleep()
        self._desk.diary.when_written(self.sleep.let_sleep)
