"""What launchers ask over the bus (org.freedesktop.Application): come forward, an action, a file.

Our name on the bus makes it work: the bus starts acutimer for whoever calls it, and delivers the
call when the name is there. Must never do what is asked: it only says what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from acutimer import APP_ID
from acutimer.core.commands import launches_in_order
from acutimer.desktop.bus import Bus
from acutimer.desktop.bus_dialogue import INVALID_ARGS, UNKNOWN_OBJECT, Answer, Reply
from acutimer.desktop.bus_object import BusObject, Interface, Method

PATH = "/" + APP_ID.replace(".", "/")
APPLICATION = "org.freedesktop.Application"
_HINTS = ("platform_data", "a{sv}")
#: Under these a launcher gives its leave to come forward, the newer one first.
_TOKENS = ("activation-token", "desktop-startup-id")
_LEAVING = "acutimer is just ending; ask again."
_ALLOW_REPLACEMENT, _REPLACE, _UNQUEUED = 1, 2, 4


class LauncherDoor(QObject):
    """Our name and object on the bus; ``open`` takes the name."""

    #: an action of the launcher, empty for none; a routine, perhaps empty; a token
    asked = Signal(str, str, str)
    #: addresses of files, and a token
    given = Signal(list, str)

    def __init__(
        self, bus: Bus, parent: QObject | None = None, beside: Sequence[Interface] = ()
    ) -> None:
        """``beside`` are the object's other interfaces."""
        super().__init__(parent)
        self._bus = bus
        self._actions = {launch.action for launch in launches_in_order()}
        action = (("action_name", "s"), ("parameter", "av"), _HINTS)
        methods = {
            "Activate": Method((_HINTS,), (), self._activate),
            "ActivateAction": Method(action, (), self._act),
            "Open": Method((("uris", "as"), _HINTS), (), self._take),
        }
        self._object = BusObject((Interface(APPLICATION, methods), *beside))

    def open(self, *, is_own: bool, then: Callable[[bool], object] = lambda _: None) -> None:
        """Take the name; ``then`` is told whether the bus knows us by it.

        The account's own profile (``is_own``) takes it from another one, which takes it only where
        it is free: whoever has acutimer open on a stick is heard, and a trial is no diary.
        """

        def answered(reply: Reply) -> None:
            owner, owner_already = 1, 4
            then(reply.body in ((owner,), (owner_already,)))

        if self._bus.open():
            # before the name: a call that started us may overtake the answer
            self._bus.serve(PATH, self._object.answer)
            flags = _UNQUEUED | (_REPLACE if is_own else _ALLOW_REPLACEMENT)
            self._bus.call_bus("RequestName", "su", (APP_ID, flags), answered)
        else:
            then(False)

    def rest(self) -> None:
        """Give the name up; what was on its way to us by then is an error, and not done."""
        self._bus.serve(PATH, lambda _: Answer(error=UNKNOWN_OBJECT, words=_LEAVING))
        self._bus.call_bus("ReleaseName", "s", (APP_ID,))

    def _activate(self, hints: Mapping[str, tuple[str, Any]]) -> Answer:
        self.asked.emit("", "", _token(hints))
        return Answer()

    def _act(
        self, action: str, parameter: list[Any], hints: Mapping[str, tuple[str, Any]]
    ) -> Answer:
        if action not in self._actions:
            return Answer(error=INVALID_ARGS)
        self.asked.emit(action, _text(parameter), _token(hints))
        return Answer()

    def _take(self, addresses: list[str], hints: Mapping[str, tuple[str, Any]]) -> Answer:
        self.given.emit(addresses, _token(hints))
        return Answer()


def _token(hints: Mapping[str, tuple[str, Any]]) -> str:
    """The leave to come forward; empty where there is none, or none that could be one."""
    return next((text for name in _TOKENS if (text := _text([hints.get(name)]))), "")


def _text(values: list[Any]) -> str:
    """The first of some variants, when it is a printable text; else empty."""
    match values:
        case [("s", str(text)), *_] if text.isprintable():
            return text
    return ""
