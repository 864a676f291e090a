"""What the desktop says against disturbing somebody now: one word for each reason.

Everybody is asked at once, and whoever does not answer in time says nothing against it. Must never
change anything, nor keep a reminder for good: the app asks again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QTimer

from acutimer.desktop.parting import delete_alone
from acutimer.desktop.wayland import wayland_path
from acutimer.desktop.wayland_idle import ask_full_screen

if TYPE_CHECKING:
    from acutimer.desktop.bus import Bus
    from acutimer.desktop.bus_dialogue import Reply

ANSWER_MS = 1000
LOCKED, QUIET_ASKED, INHIBITED, FULL_SCREEN = "locked", "quiet", "inhibited", "full screen"

_SAVER = "org.freedesktop.ScreenSaver"
_GNOME_SAVER = "org.gnome.ScreenSaver"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_NOTIFICATIONS = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", _PROPERTIES)
_POWER = "org.freedesktop.PowerManagement.Inhibit"
_KDE_POWER = "org.kde.Solid.PowerManagement.PolicyAgent"
_IDLE, _SCREEN = 8, 4
#: reason, whom to ask (name, path, interface), the method, its signature and its values
QUESTIONS: tuple[tuple[str, tuple[str, str, str], str, str, tuple[Any, ...]], ...] = (
    (LOCKED, (_SAVER, "/org/freedesktop/ScreenSaver", _SAVER), "GetActive", "", ()),
    (LOCKED, (_GNOME_SAVER, "/org/gnome/ScreenSaver", _GNOME_SAVER), "GetActive", "", ()),
    (QUIET_ASKED, _NOTIFICATIONS, "Get", "ss", (_NOTIFICATIONS[0], "Inhibited")),
    (
        *(QUIET_ASKED, ("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")),
        *("GetProperty", "ss", ("xfce4-notifyd", "/do-not-disturb")),
    ),
    (
        INHIBITED,
        ("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager"),
        *("IsInhibited", "u", (_IDLE,)),
    ),
    (INHIBITED, (_POWER, "/org/freedesktop/PowerManagement/Inhibit", _POWER), "HasInhibit", "", ()),
    (
        INHIBITED,
        (_KDE_POWER, "/org/kde/Solid/PowerManagement/PolicyAgent", _KDE_POWER),
        *("HasInhibition", "u", (_SCREEN,)),
    ),
)
_BANNERS = ("gsettings", ("get", "org.gnome.desktop.notifications", "show-banners"))


class HoldBack(QObject):
    """Asks all of them."""

    def __init__(
        self, bus: Bus, parent: QObject | None = None, environment: Mapping[str, str] = os.environ
    ) -> None:
        super().__init__(parent)
        self._bus = bus
        self._environment = environment

    def ask(self, then: Callable[[frozenset[str]], object]) -> None:
        """``then`` gets the reasons against it, empty where there are none."""
        reasons: set[str] = set()
        waits = len(QUESTIONS) + 2
        is_open = True

        def finish() -> None:
            nonlocal is_open
            if is_open:
                is_open = False
                then(frozenset(reasons))

        def answered(reason: str, *, holds: bool) -> None:
            nonlocal waits
            waits -= 1
            if holds:
                reasons.add(reason)
            if not waits:
                finish()

        QTimer.singleShot(ANSWER_MS, self, finish)
        self._ask_full_screen(answered)
        self._bus.open()
        for reason, target, method, signature, body in QUESTIONS:
            heard = partial(_heard, reason, answered)
            self._bus.call(target, method, signature, body, heard)
        self._ask_gnome(answered)

    def _ask_full_screen(self, answered: Callable[..., None]) -> None:
        """X11 knows windows of its own only, so on Wayland its compositor is asked."""
        from acutimer.desktop.x11_focus import is_full_screen, x11_display

        if not (path := wayland_path(self._environment)):
            answered(FULL_SCREEN, holds=is_full_screen(x11_display(self._environment)))
            return
        ask_full_screen(path, self, lambda fills: answered(FULL_SCREEN, holds=fills))

    def _ask_gnome(self, answered: Callable[..., None]) -> None:
        """GNOME keeps its do-not-disturb in its settings, which the bus does not tell."""
        if "GNOME" not in self._environment.get("XDG_CURRENT_DESKTOP", "").split(":"):
            answered(QUIET_ASKED, holds=False)
            return
        asking = QProcess(self)
        program, words = _BANNERS

        def ended() -> None:
            said = bytes(asking.readAllStandardOutput().data()).strip()
            delete_alone(asking)
            answered(QUIET_ASKED, holds=said == b"false")

        asking.finished.connect(ended)
        asking.errorOccurred.connect(lambda _: ended() if not asking.processId() else None)
        asking.start(program, list(words))


def _heard(reason: str, answered: Callable[..., None], reply: Reply) -> None:
    value = reply.body[0] if reply.body and not reply.error else None
    if isinstance(value, tuple) and len(value) == 2:  # a variant comes with its signature
        value = value[1]
    answered(reason, holds=value is True)
