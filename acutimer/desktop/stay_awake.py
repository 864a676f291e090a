"""Keeps the screen from blanking while a session runs: eyes shut and hands busy look like nobody.

Asked in order: the portal, the screen saver, GNOME's session, the Wayland compositor, each when the
one before says no, says nonsense or says nothing; where none answers the screen does as it likes,
and ``unheld`` says so. Only idleness is
held off: closing the lid must still put the computer to sleep. A crash needs no care here, because
the desktop takes everything back with the lost connection.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer import APP_ID
from acutimer.desktop.bus import Bus
from acutimer.desktop.bus_dialogue import Reply
from acutimer.desktop.parting import delete_alone
from acutimer.desktop.wayland import WaylandTalk
from acutimer.desktop.wayland_link import WaylandLink

#: Somebody who paused for longer has gone away or is doing something else.
PAUSE_MOST_MS = 5 * 60_000
#: Who has not answered by then is given up, and what it grants later is given back.
ANSWER_MS = 3000
_COOKIES = range(2**32)
_REASON = "A session is running"
_IDLE = 8
_PORTAL = "org.freedesktop.portal"
_PORTAL_NAME = f"{_PORTAL}.Desktop"
_PORTAL_PATH = "/org/freedesktop/portal/desktop"
_REGISTRY = (_PORTAL_NAME, _PORTAL_PATH, "org.freedesktop.host.portal.Registry")
_REQUEST = f"{_PORTAL}.Request"
_RULE = f"type='signal',sender='{_PORTAL_NAME}',interface='{_REQUEST}',member='Response'"
_INHIBIT = (_PORTAL_NAME, _PORTAL_PATH, f"{_PORTAL}.Inhibit")
_SAVER = "org.freedesktop.ScreenSaver"
_SCREEN_SAVER = (_SAVER, "/org/freedesktop/ScreenSaver", _SAVER)
_GNOME = ("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")

LetGo = Callable[[], object]


class StayAwake(QObject):
    """Holds the screen awake from ``hold`` to ``release``, and lets go in a long pause."""

    #: everybody was asked, and nobody keeps the screen awake
    unheld = Signal()

    def __init__(
        self,
        bus: Bus,
        now_ms: Callable[[], int],
        parent: QObject | None = None,
        wayland: str = "",
    ) -> None:
        """``wayland`` is the path of the compositor's socket, empty where there is none."""
        super().__init__(parent)
        self._bus = bus
        self._wayland = wayland
        self._now_ms = now_ms
        #: each hold has a number; an answer to an older one is let go at once
        self._hold = 0
        self._numbers = count(1)
        self._let_go: LetGo | None = None
        self._paused_at_ms: int | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.look)
        bus.lost.connect(self._lost)

    def hold(self) -> None:
        """The session runs: keep the screen awake."""
        self._patience.stop()
        self._paused_at_ms = None
        if self._hold:
            return
        self._hold = next(self._numbers)
        if self._bus.is_open:
            self._ask_portal(self._hold)
        else:
            self._ask_wayland(self._hold)

    def pause(self) -> None:
        """The session stands still: keep the screen awake a few minutes more."""
        if self._hold and self._paused_at_ms is None:
            self._paused_at_ms = self._now_ms()
            self.look()

    def look(self) -> None:
        """Let the screen be once the pause has become a long one."""
        if self._paused_at_ms is None:
            return
        left_ms = self._paused_at_ms + PAUSE_MOST_MS - self._now_ms()
        if left_ms > 0:
            self._patience.start(left_ms)
        else:
            self.release()

    def release(self) -> None:
        """Let the screen do as it likes again."""
        self._patience.stop()
        self._paused_at_ms = None
        self._hold = 0
        let_go, self._let_go = self._let_go, None
        if let_go is not None:
            let_go()

    def _lost(self) -> None:
        self._let_go = None
        self.release()

    def _held(self, number: int, let_go: LetGo) -> None:
        """Somebody holds the screen awake for us; too late when we want it no more."""
        if number == self._hold:
            self._let_go = let_go
        else:
            let_go()

    def _ask_next(self, number: int, ask: Callable[[int], object]) -> None:
        """Turn to somebody else under a new number, unless that hold is over."""
        if number == self._hold:
            self._hold = next(self._numbers)
            ask(self._hold)

    def _ask_next_when_late(self, number: int, ask: Callable[[int], object]) -> None:
        def is_late() -> None:
            if self._let_go is None:
                self._ask_next(number, ask)

        QTimer.singleShot(ANSWER_MS, self, is_late)

    # --- the four that can be asked --------------------------------------------------------

    def _ask_portal(self, number: int) -> None:
        def answered(reply: Reply) -> None:
            if reply.error or not reply.body:
                hear_no_more("")
                self._ask_next(number, self._ask_screen_saver)
                return
            path = str(reply.body[0])

            def decided(body: tuple[object, ...]) -> None:
                hear_no_more(path)
                if body and body[0] != 0 and number == self._hold:
                    self._let_go = None
                    self._ask_next(number, self._ask_screen_saver)

            def let_go() -> None:
                hear_no_more(path)
                self._bus.call((_PORTAL_NAME, path, _REQUEST), "Close")

            self._bus.hear(path, _REQUEST, "Response", decided)
            self._held(number, let_go)

        def hear_no_more(path: str) -> None:
            nonlocal hears
            if hears:
                hears = False
                self._bus.hear(path, _REQUEST, "Response", None)
                self._bus.call_bus("RemoveMatch", "s", (_RULE,))

        hears = True
        self._bus.call_bus("AddMatch", "s", (_RULE,))
        # The portal must know who we are before it is asked for anything; where it is too old to
        # be told, or was told before, that is no harm.
        self._bus.call(_REGISTRY, "Register", "sa{sv}", (APP_ID, {}))
        options = {"reason": ("s", _REASON), "handle_token": ("s", f"acutimer{number}")}
        self._bus.call(_INHIBIT, "Inhibit", "sua{sv}", ("", _IDLE, options), answered)
        self._ask_next_when_late(number, self._ask_screen_saver)

    def _ask_screen_saver(self, number: int) -> None:
        def answered(reply: Reply) -> None:
            if (cookie := _cookie_in(reply)) is None:
                self._ask_next(number, self._ask_gnome)
                return
            self._held(number, lambda: self._bus.call(_SCREEN_SAVER, "UnInhibit", "u", (cookie,)))

        self._bus.call(_SCREEN_SAVER, "Inhibit", "ss", ("Acutimer", _REASON), answered)
        self._ask_next_when_late(number, self._ask_gnome)

    def _ask_gnome(self, number: int) -> None:
        def answered(reply: Reply) -> None:
            if (cookie := _cookie_in(reply)) is None:
                self._ask_next(number, self._ask_wayland)
                return
            self._held(number, lambda: self._bus.call(_GNOME, "Uninhibit", "u", (cookie,)))

        body = (APP_ID, 0, _REASON, _IDLE)
        self._bus.call(_GNOME, "Inhibit", "susu", body, answered)
        self._ask_next_when_late(number, self._ask_wayland)

    def _ask_wayland(self, number: int) -> None:
        link = WaylandLink(self._wayland, self)

        def failed() -> None:
            link.close()
            delete_alone(link)
            if number == self._hold:
                self._let_go = None
                self.unheld.emit()

        def let_go() -> None:
            link.close()
            delete_alone(link)

        def offered(talk: WaylandTalk) -> None:
            if talk.keep_screen_on():
                self._held(number, let_go)
            else:
                failed()

        link.lost.connect(failed)
        if not link.open(offered):
            failed()


def _cookie_in(reply: Reply) -> int | None:
    """By what a hold is given back; None when it was not granted."""
    cookie = reply.body[0] if reply.body and not reply.error else None
    return cookie if type(cookie) is int and cookie in _COOKIES else None
