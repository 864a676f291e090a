"""What launchers ask over the bus (org.freedesktop.Application): come forward, an action, a file.

Our name on the bus makes it work: the bus starts acutimer for whoever calls it, and delivers the
call when the name is there. Must never do what is asked: it only says what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from acutimer import APP_ID
from acutimer.core.commands import launches_in_order
from acutimer.desktop.bus import Bus
from acutimer.desktop.bus_dialogue import (
    INVALID_ARGS,
    UNKNOWN_INTERFACE,
    UNKNOWN_METHOD,
    Answer,
    Call,
    Reply,
)

PATH = "/" + APP_ID.replace(".", "/")
APPLICATION = "org.freedesktop.Application"
_INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
_METHODS = {
    APPLICATION: {"Activate": "a{sv}", "ActivateAction": "sava{sv}", "Open": "asa{sv}"},
    _INTROSPECTABLE: {"Introspect": ""},
}
_INTROSPECTION = f"""<node>
<interface name="{APPLICATION}">
<method name="Activate"><arg type="a{{sv}}" name="platform_data" direction="in"/></method>
<method name="ActivateAction"><arg type="s" name="action_name" direction="in"/>\
<arg type="av" name="parameter" direction="in"/>\
<arg type="a{{sv}}" name="platform_data" direction="in"/></method>
<method name="Open"><arg type="as" name="uris" direction="in"/>\
<arg type="a{{sv}}" name="platform_data" direction="in"/></method>
</interface>
<interface name="{_INTROSPECTABLE}">
<method name="Introspect"><arg type="s" name="xml" direction="out"/></method>
</interface>
</node>"""
#: Under these a launcher gives its leave to come forward, the newer one first.
_TOKENS = ("activation-token", "desktop-startup-id")
_ALLOW_REPLACEMENT, _REPLACE, _UNQUEUED = 1, 2, 4


class LauncherDoor(QObject):
    """Our name and object on the bus; ``open`` takes the name."""

    #: an action of the launcher, empty for none; a routine, perhaps empty; a token
    asked = Signal(str, str, str)
    #: addresses of files, and a token
    given = Signal(list, str)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._actions = {launch.action for launch in launches_in_order()}

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
            self._bus.serve(PATH, self._answer)
            flags = _UNQUEUED | (_REPLACE if is_own else _ALLOW_REPLACEMENT)
            self._bus.call_bus("RequestName", "su", (APP_ID, flags), answered)
        else:
            then(False)

    def _answer(self, call: Call) -> Answer:
        interface = call.interface or next(
            (name for name, methods in _METHODS.items() if call.member in methods), ""
        )
        if interface not in _METHODS:
            return Answer(error=UNKNOWN_INTERFACE)
        if call.member not in _METHODS[interface]:
            return Answer(error=UNKNOWN_METHOD)
        if call.signature != _METHODS[interface][call.member]:
            return Answer(error=INVALID_ARGS)
        if interface == _INTROSPECTABLE:
            return Answer("s", (_INTROSPECTION,))
        if call.member == "Open":
            self.given.emit(call.body[0], _token(call.body[1]))
        elif call.member == "Activate":
            self.asked.emit("", "", _token(call.body[0]))
        elif call.body[0] in self._actions:
            self.asked.emit(call.body[0], _text(call.body[1]), _token(call.body[2]))
        else:
            return Answer(error=INVALID_ARGS)
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
