"""acutimer while nobody has asked for it: an icon in the tray, and an ear for what is asked.

Started in the background, nothing else is made: no window, no page, no journal, no engine. What is
asked of the icon, over the bus or by a later start wakes the app, and the app then does it. Must
never answer for the app but that no session runs, nor open a way into a session of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer.core.commands import command_of_action
from acutimer.desktop.listening import SingleCopy
from acutimer.ui.window.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acutimer.app.called import Called
    from acutimer.app.doers import Doers, Tell
    from acutimer.app.page_again import PageAgain
    from acutimer.app.reminded_asleep import RemindedAsleep
    from acutimer.app.reminders import ReminderTimes
    from acutimer.app.tray_link import TrayLink
    from acutimer.desktop.bus import Bus
    from acutimer.desktop.launcher_door import LauncherDoor
    from acutimer.desktop.single_copy import Claim
    from acutimer.desktop.tray_host import TrayHost
    from acutimer.places import Places
    from acutimer.runtime.clock import Clock

#: How the waiting ends: for good, or because the app is to be built.
ENDED, WOKEN = 0, 3
#: A panel that the desktop starts beside us has its tray by then, one that starts again sooner.
TRAY_COMES_MS, AWAY_MS = 5000, 1000
#: The icon is in the tray by then.
_SPEAK_AFTER_MS = 200


class Woken(NamedTuple):
    """The app, as far as what was asked needs it."""

    doers: Doers
    called: Called
    tray: TrayLink
    times: ReminderTimes
    page_again: PageAgain


#: Something that was asked, to be done by the app.
Wish = Callable[[Woken], object]


class Waiting(QObject):
    """Waits until it is done; once woken, ``hand_over`` lets the app do what was asked."""

    #: ENDED or WOKEN
    done = Signal(int)

    def __init__(
        self,
        places: Places,
        claim: Claim,
        clock: Clock,
        *,
        is_own: bool,
        bus: tuple[int, int] = (-1, 0),
        notes: str = "",
    ) -> None:
        """``is_own``: on the account's own profile; ``bus``: a connection as in HandedOn, and
        ``notes`` what the app before wrote there.
        """
        super().__init__()
        self._places = places
        self._clock = clock
        self._is_own = is_own
        self._wishes: list[Wish] = []
        self._woken = self._had_tray = self._is_filled = self._shows = False
        self.bus: Bus | None = None
        self._door: LauncherDoor | None = None
        self._host: TrayHost | None = None
        self._kept_bus = bus
        self._notes = notes
        self._page = "press"
        self.reminded: RemindedAsleep | None = None
        self.copy = SingleCopy(claim, self, self.status)
        self.copy.asked.connect(self._asked_by_start)
        self.tray = tray = Tray((), self)
        tray.quick_chosen.connect(lambda key: self.wake(lambda app: app.tray.quick_asked.emit(key)))
        tray.quiet_chosen.connect(lambda key: self.wake(lambda app: app.tray.quiet_asked.emit(key)))
        tray.asked.connect(self._asked_by_tray)
        tray.clicked.connect(self._clicked)
        tray.menu.aboutToShow.connect(self._fill)
        tray.available_changed.connect(self._tray_changed)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self._lacks_tray)
        tray.appear()
        QTimer.singleShot(_SPEAK_AFTER_MS, self, self._speak)
        self._take_up()

    @property
    def opens_window(self) -> bool:
        """Whether the window can be seen at once, as at a start: it was asked for, and no other
        page has to be built for it first.
        """
        return self._shows and self._page == "press"

    def wake(self, wish: Wish, *, shows: bool = False) -> None:
        """Keep what was asked, and have the app built; ``shows``: the window was asked for."""
        self._wishes.append(wish)
        self._shows = self._shows or shows
        if not self._woken:
            self._woken = True
            self.done.emit(WOKEN)

    def hand_over(self, app: Woken) -> None:
        """The app is there, with an icon of its own: all that is asked is asked of it."""
        self._away.stop()
        if self.reminded is not None:
            self.reminded.end()
            app.times.go_on(self.reminded.counted)
        app.page_again.show_again(self._page)
        self.tray.leave()
        self.copy.asked.disconnect(self._asked_by_start)
        self.copy.asked.connect(app.called.act)
        self.copy.answer_by(app.doers.outside.control)
        if self.bus is None and self._kept_bus[0] >= 0:
            self._session_bus()
        if self.bus is not None:
            app.doers.outside.take_bus(self.bus)
        for wish in self._wishes:
            wish(app)

    def leave(self) -> None:
        """The end: first our name, so that what launchers ask from now on starts another copy."""
        self.tray.leave()
        if self.bus is not None:
            self.bus.close()

    # --- the tray ---------------------------------------------------------------------------

    def _fill(self) -> None:
        """The routines, when the menu is first opened: nobody else needs them."""
        if not self._is_filled:
            self._is_filled = True
            from acutimer.app.quick_rows import quick_rows

            self.tray.set_routines(quick_rows(self._places))

    def _clicked(self) -> None:
        self.wake(lambda app: app.doers.window.come_forward(), shows=True)

    def _asked_by_tray(self, command: str) -> None:
        if command == "quit":
            self.done.emit(ENDED)
        else:
            self.wake(lambda app: app.tray.asked.emit(command))

    def _tray_changed(self, available: bool) -> None:
        if available:
            self._had_tray = True
            self._away.stop()
        else:
            self._away.start(AWAY_MS if self._had_tray else TRAY_COMES_MS)

    def _lacks_tray(self) -> None:
        """Without an icon nothing would lead to us: the app comes, minimised at a start."""
        if not self.tray.available():
            had = self._had_tray
            self.wake(lambda app: app.tray.come_without_tray(minimised=not had))

    # --- a later start, and the bus ---------------------------------------------------------

    def status(self, _: str) -> Mapping[str, object]:
        """No session runs: what any control verb is answered."""
        from acutimer.core.control_answer import control_answer
        from acutimer.core.points import Atlas

        return {**control_answer(None, None, 0, Atlas((), {})), "heard": False}

    def _asked_by_start(self, verb: str, details: Mapping[str, str], tell: Tell) -> None:
        if verb in ("background", "reload"):
            tell("")
            self._reload()
        elif verb == "quit":
            tell("")
            self.done.emit(ENDED)
        else:
            shows = verb == "show"
            self.wake(lambda app: app.called.act(verb, details, tell), shows=shows)

    def _speak(self) -> None:
        """Let launchers and other programs find us, and know whether anybody shows the icon."""
        if self._woken:
            return  # the app speaks there
        from acutimer.desktop.launcher_door import LauncherDoor
        from acutimer.desktop.session_door import Doers, session_interface
        from acutimer.desktop.tray_host import TrayHost

        bus = self._session_bus()
        doers = Doers(self._start, self._note_pain, self._status_words)
        self._door = door = LauncherDoor(bus, self, (session_interface(doers),))
        door.asked.connect(self._asked_by_launcher)
        door.given.connect(
            lambda files, token: self.wake(lambda app: app.called.take(files, token))
        )
        door.open(is_own=self._is_own)
        self._host = host = TrayHost(bus, self)
        host.changed.connect(lambda: self.tray.host_changed(is_lacking=host.lacks_host))
        host.watch()

    def _session_bus(self) -> Bus:
        """The session bus, on the connection of the app before us where there is one."""
        if self.bus is not None:
            return self.bus
        from acutimer.desktop.bus import Left, session_bus

        self.bus = bus = session_bus(self)
        if self._kept_bus[0] >= 0:
            bus.go_on(Left(*self._kept_bus))
        return bus

    def _asked_by_launcher(self, action: str, routine: str, token: str) -> None:
        if command_of_action(action) == "quit":
            self.done.emit(ENDED)
        else:
            shows = not action
            self.wake(lambda app: app.called.ask(action, routine, token), shows=shows)

    def _start(self, routine: str, tell: Callable[[str], None]) -> None:
        self.wake(lambda app: app.doers.act("start", {"routine": routine}, tell))

    def _note_pain(
        self, value: int, when: str, places: list[str], tell: Callable[[str, str], None]
    ) -> None:
        self.wake(lambda app: app.doers.note_pain(value, when, places, tell))

    def _status_words(self) -> str:
        import json

        told = dict(self.status(""))
        del told["heard"]
        return json.dumps(told)

    # --- reminders --------------------------------------------------------------------------

    def _take_up(self) -> None:
        """Go on with what the app before us knew, and look for reminders where there are any."""
        if not self._notes and not self._places.reminders.exists():
            return
        from acutimer.app.carried import read_carried

        carried = read_carried(self._notes)
        self._page = carried.page
        if self._places.reminders.exists():
            from acutimer.app.reminded_asleep import RemindedAsleep

            path, bus = self._places.reminders, self._session_bus
            self.reminded = RemindedAsleep(path, self._clock, bus, carried, self)
            self.reminded.due.connect(lambda: self.wake(lambda _: None))
            self.reminded.look()

    def _reload(self) -> None:
        if self.reminded is not None:
            self.reminded.reload()
        else:
            self._take_up()
