"""Methods of dataclasses that are compiled when they are first called, not when they are imported.

Python up to 3.12 writes each of them as text and compiles it on its own: for the dataclasses of the
start that is a twelfth of its time, and most of these methods are never called. Must never change
what a method does: it is the very same, made later. Where Python goes another way, as from 3.13 on,
nothing happens and nothing is lost.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

_WRITER = "_create_fn"


def compile_late() -> None:
    """From now on, for every dataclass that is yet to be made."""
    write: Callable[..., Callable[..., object]] | None = getattr(dataclasses, _WRITER, None)
    if write is None:
        return

    def write_late(name: str, *text: object, **more: object) -> Callable[..., object]:
        made: Callable[..., object] | None = None

        def method(self: object, *given: object, **named: object) -> object:
            nonlocal made
            if made is None:
                made = write(name, *text, **more)
                made.__qualname__ = method.__qualname__
                for cls in type(self).__mro__:
                    if cls.__dict__.get(name) is method:
                        setattr(cls, name, made)
            return made(self, *given, **named)

        method.__name__ = name
        return method

    setattr(dataclasses, _WRITER, write_late)
