"""What an X11 display tells: the active window, whether it fills the screen, how long all is idle.

Asked on a connection of its own, once in a long while. Must never import Qt nor change anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ctypes import (
    CDLL,
    CFUNCTYPE,
    POINTER,
    Structure,
    byref,
    c_char_p,
    c_int,
    c_long,
    c_ubyte,
    c_ulong,
    c_void_p,
    cast,
)
from typing import Any, NamedTuple

_ANY_TYPE = 0
#: More states than a window has.
_MOST_VALUES = 64


_UNHEARD = CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _, __: 0)


class _Display(NamedTuple):
    """An open connection."""

    x: Any
    connection: int
    root: int


def x11_display(environment: Mapping[str, str]) -> str:
    """The X11 display that all is done on; empty on Wayland, whose X11 sees its own windows only.

    There nothing would be touched, as X11 sees it, while somebody works in other windows.
    """
    return "" if environment.get("WAYLAND_DISPLAY") else environment.get("DISPLAY", "")


def active_window(display: str) -> int:
    """The id of the active window; 0 when none is, nobody says, or it cannot be asked."""
    with _opened(display) as there:
        return _active(there) if there is not None else 0


def is_full_screen(display: str) -> bool:
    """Whether the active window fills the screen, as a film or a talk does."""
    with _opened(display) as there:
        if there is None or not (window := _active(there)):
            return False
        wanted = there.x.XInternAtom(there.connection, b"_NET_WM_STATE_FULLSCREEN", 0)
        return wanted in _values(there, window, b"_NET_WM_STATE")


class _Idle(Structure):
    """What XScreenSaverQueryInfo fills in."""

    _fields_ = (
        ("window", c_ulong),
        ("state", c_int),
        ("kind", c_int),
        ("til_or_since", c_ulong),
        ("idle", c_ulong),
        ("event_mask", c_ulong),
    )


def idle_ms(display: str) -> int | None:
    """Milliseconds since a key or the pointer was touched; None where it cannot be asked."""
    with _opened(display) as there:
        if there is None:
            return None
        try:
            saver = CDLL("libXss.so.1")
        except OSError:
            return None
        filled = _Idle()
        saver.XScreenSaverQueryExtension.argtypes = [c_void_p, c_void_p, c_void_p]
        saver.XScreenSaverQueryInfo.argtypes = [c_void_p, c_ulong, c_void_p]
        event, error = c_int(), c_int()
        if not saver.XScreenSaverQueryExtension(there.connection, byref(event), byref(error)):
            return None
        told = saver.XScreenSaverQueryInfo(there.connection, there.root, byref(filled))
        return int(filled.idle) if told else None


def _active(there: _Display) -> int:
    return next(iter(_values(there, there.root, b"_NET_ACTIVE_WINDOW")), 0)


def _values(there: _Display, window: int, name: bytes) -> list[int]:
    """What a property of a window holds, as numbers."""
    x, atom = there.x, there.x.XInternAtom(there.connection, name, 0)
    kind, left, count, bits = c_ulong(), c_ulong(), c_ulong(), c_int()
    values = POINTER(c_ubyte)()
    told = (byref(kind), byref(bits), byref(count), byref(left), byref(values))
    asked = (there.connection, window, atom, 0, _MOST_VALUES, 0, _ANY_TYPE)
    failed = x.XGetWindowProperty(*asked, *told)
    # ids come as longs, whatever a long is here
    found = not failed and count.value and bits.value == 32
    numbers = [cast(values, POINTER(c_ulong))[at] for at in range(count.value)] if found else []
    if values:
        x.XFree(values)
    return numbers


@contextmanager
def _opened(display: str) -> Iterator[_Display | None]:
    """A connection for a block; None where there is no such display, or no libX11."""
    try:
        x = CDLL("libX11.so.6") if display else None
    except OSError:
        x = None
    if x is None:
        yield None
        return
    x.XOpenDisplay.restype = c_void_p
    x.XOpenDisplay.argtypes = [c_char_p]
    x.XDefaultRootWindow.restype = c_ulong
    x.XDefaultRootWindow.argtypes = [c_void_p]
    x.XInternAtom.restype = c_ulong
    x.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
    x.XFree.argtypes = [c_void_p]
    x.XCloseDisplay.argtypes = [c_void_p]
    several = [c_long, c_long, c_int, c_ulong]
    x.XGetWindowProperty.argtypes = [c_void_p, c_ulong, c_ulong, *several, *([c_void_p] * 5)]
    connection = x.XOpenDisplay(display.encode())
    if not connection:
        yield None
        return
    # a window that has just gone is an error, for which Xlib would end the whole program
    x.XSetErrorHandler.restype = c_void_p
    x.XSetErrorHandler.argtypes = [c_void_p]
    before = x.XSetErrorHandler(cast(_UNHEARD, c_void_p))
    try:
        yield _Display(x, connection, x.XDefaultRootWindow(connection))
    finally:
        x.XCloseDisplay(connection)
        x.XSetErrorHandler(before)
