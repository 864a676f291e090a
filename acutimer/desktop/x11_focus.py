"""Which window of an X11 display the window manager calls the active one.

Asked on a connection of its own, once in a long while. Must never import Qt nor change anything.
"""

from __future__ import annotations

from ctypes import CDLL, POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_ulong, c_void_p, cast

_ANY_TYPE = 0


def active_window(display: str) -> int:
    """The id of the active window; 0 when none is, nobody says, or it cannot be asked."""
    try:
        x = CDLL("libX11.so.6")
    except OSError:
        return 0
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
    connection = x.XOpenDisplay(display.encode()) if display else None
    if not connection:
        return 0
    try:
        root = x.XDefaultRootWindow(connection)
        name = x.XInternAtom(connection, b"_NET_ACTIVE_WINDOW", 0)
        kind, left, count, bits = c_ulong(), c_ulong(), c_ulong(), c_int()
        values = POINTER(c_ubyte)()
        told = (byref(kind), byref(bits), byref(count), byref(left), byref(values))
        failed = x.XGetWindowProperty(connection, root, name, 0, 1, 0, _ANY_TYPE, *told)
        # ids come as longs, whatever a long is here
        found = not failed and count.value and bits.value == 32
        window = cast(values, POINTER(c_ulong))[0] if found else 0
        if values:
            x.XFree(values)
        return window
    finally:
        x.XCloseDisplay(connection)
