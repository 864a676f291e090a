"""An object of ours on the bus: its interfaces as tables, and what is answered of them.

The tables are also what D-Bus tools are shown when they ask what there is. Must never know a
connection, nor what a method does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from acutimer.desktop.bus_dialogue import (
    INVALID_ARGS,
    UNKNOWN_INTERFACE,
    UNKNOWN_METHOD,
    Answer,
    Call,
    Later,
)

INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
#: Names with their D-Bus types, in order.
Values = tuple[tuple[str, str], ...]


class Method(NamedTuple):
    """What a method takes and gives, and who answers it."""

    takes: Values
    gives: Values
    answer: Callable[..., Answer | Later]


class Interface(NamedTuple):
    """Methods and signals by name."""

    name: str
    methods: Mapping[str, Method]
    signals: Mapping[str, Values] = {}


class BusObject:
    """Answers calls by its interfaces; what none of them has is an error."""

    def __init__(self, interfaces: Sequence[Interface]) -> None:
        introspect = Method((), (("xml", "s"),), lambda: Answer("s", (self.introspection(),)))
        ours = (*interfaces, Interface(INTROSPECTABLE, {"Introspect": introspect}))
        self._interfaces = {one.name: one for one in ours}

    def answer(self, call: Call) -> Answer | Later:
        """The answer to a call; one that names no interface finds its method in any."""
        named = call.interface or next(
            (name for name, one in self._interfaces.items() if call.member in one.methods), ""
        )
        if named not in self._interfaces:
            return Answer(error=UNKNOWN_INTERFACE)
        method = self._interfaces[named].methods.get(call.member)
        if method is None:
            return Answer(error=UNKNOWN_METHOD)
        if call.signature != "".join(kind for _, kind in method.takes):
            return Answer(error=INVALID_ARGS)
        return method.answer(*call.body)

    def introspection(self) -> str:
        """What the object offers, as the XML that D-Bus tools ask for."""
        lines = ["<node>"]
        for name, interface in self._interfaces.items():
            lines.append(f'<interface name="{name}">')
            for member, method in interface.methods.items():
                inner = _arguments(method.takes, ' direction="in"')
                inner += _arguments(method.gives, ' direction="out"')
                lines.append(f'<method name="{member}">{inner}</method>')
            for member, values in interface.signals.items():
                lines.append(f'<signal name="{member}">{_arguments(values)}</signal>')
            lines.append("</interface>")
        return "\n".join([*lines, "</node>"])


def _arguments(values: Values, way: str = "") -> str:
    return "".join(f'<arg type="{kind}" name="{name}"{way}/>' for name, kind in values)
