"""What of the desktop is there: display, bus, tray, speech; each in one plain line.

For ``acutimer check``, so it asks the desktop directly, each time for a second or two at most, and
tells what it found. Must never import Qt, start anything, or change anything.
"""

from __future__ import annotations

import re
import shutil
import socket
from collections.abc import Callable, Mapping, Sequence
from threading import Thread
from typing import NamedTuple

from acutimer.desktop.wayland import wayland_path

_PATIENCE_S = 1.0
_WATCHER = "org.kde.StatusNotifierWatcher"
_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_NO_DISPLAY = "No display is set; start acutimer from a desktop, or use its verbs without a window."


class Line(NamedTuple):
    """One finding: its name, whether it is there, and a sentence."""

    name: str
    works: bool
    sentence: str


def findings(environment: Mapping[str, str]) -> list[Line]:
    """Everything here, in the order of reading; ``environment`` is os.environ."""
    return [bounded(finding, environment) for finding in (display, bus, tray, speech)]


def bounded(finding: Callable[[Mapping[str, str]], Line], environment: Mapping[str, str]) -> Line:
    """A finding, or the word that there was none in time; a frozen desktop must not freeze us."""
    lines: list[Line] = []
    # A daemon: Python does not wait at its end for one that hangs.
    asking = Thread(target=lambda: lines.append(finding(environment)), daemon=True)
    asking.start()
    asking.join(_PATIENCE_S * 3)
    name = finding.__name__
    return lines[0] if lines else Line(name, False, f"The {name} gave no answer in time.")


def display(environment: Mapping[str, str]) -> Line:
    """Whether a Wayland or X11 display is set and takes connections."""
    wayland, x11 = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if wayland and _reaches_file(wayland_path(environment)):
        return Line("display", True, f"Wayland display {wayland} answers.")
    if x11 and _reaches_x11(x11):
        return Line("display", True, f"X11 display {x11} answers.")
    if wayland or x11:
        return Line("display", False, f"The display {wayland or x11} is set but does not answer.")
    return Line("display", False, _NO_DISPLAY)


def no_display(environment: Mapping[str, str], reasons: Sequence[str]) -> str:
    """Why no window can be shown; ``reasons`` are what Qt said of it, the first one first."""
    found = display(environment)
    if not found.works:
        return found.sentence
    reason = reasons[0].splitlines()[0].rstrip(".") if reasons and reasons[0] else "no reason given"
    return f"{found.sentence[:-1]}, but shows no window of ours ({reason})."


def bus(environment: Mapping[str, str]) -> Line:
    """Whether a session bus lets us in."""
    address = bus_address(environment)
    if not address:
        return Line(
            "bus", False, "No session bus is set; reminders come in a window of acutimer's own."
        )
    problem = _bus_problem(address)
    if problem:
        return Line("bus", False, f"The session bus does not answer ({problem}).")
    return Line("bus", True, "The session bus answers.")


def tray(environment: Mapping[str, str]) -> Line:
    """Whether a tray would show our icon: one on the bus, else one of X11's kind."""
    address = bus_address(environment)
    if address and _watcher_has_host(address):
        return Line("tray", True, "A tray is there (StatusNotifier).")
    x11 = environment.get("DISPLAY", "")
    if not x11 or not _reaches_x11(x11):
        return Line("tray", False, "No tray; the window and the launcher offer the same.")
    found = xembed_tray(x11)
    if found is None:
        return Line("tray", False, "Whether there is an X11 tray is not known (libX11 is missing).")
    if found:
        return Line("tray", True, "A tray is there (X11).")
    return Line("tray", False, "No tray; the window and the launcher offer the same.")


def speech(environment: Mapping[str, str]) -> Line:
    """Whether speech-dispatcher is installed, for own words that no recorded phrase has."""
    if shutil.which("speech-dispatcher", path=environment.get("PATH", "")):
        return Line("speech", True, "speech-dispatcher is installed; it speaks your own words.")
    return Line(
        "speech", False, "speech-dispatcher is not installed; your own words are only shown."
    )


def xembed_tray(x11: str) -> bool | None:
    """Whether a program is the tray of this X11 display; None when that cannot be asked."""
    from ctypes import CDLL, c_char_p, c_int, c_ulong, c_void_p

    try:
        x = CDLL("libX11.so.6")
    except OSError:
        return None
    x.XOpenDisplay.restype = c_void_p
    x.XOpenDisplay.argtypes = [c_char_p]
    x.XInternAtom.restype = c_ulong
    x.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
    x.XGetSelectionOwner.restype = c_ulong
    x.XGetSelectionOwner.argtypes = [c_void_p, c_ulong]
    x.XDefaultScreen.argtypes = [c_void_p]
    x.XCloseDisplay.argtypes = [c_void_p]
    connection = x.XOpenDisplay(x11.encode())
    if not connection:
        return None
    try:
        name = f"_NET_SYSTEM_TRAY_S{x.XDefaultScreen(connection)}"
        return bool(x.XGetSelectionOwner(connection, x.XInternAtom(connection, name.encode(), 0)))
    finally:
        x.XCloseDisplay(connection)


# --- the display --------------------------------------------------------------------------------


def _reaches_x11(name: str) -> bool:
    """Whether an X11 display like ":0", "unix:0.0" or "host:10" takes a connection."""
    match = re.fullmatch(r"(?:[a-z]+/)?(?P<host>[^/]*):(?P<number>\d{1,5})(\.\d+)?", name)
    if match is None:
        return False
    host, number = match["host"], int(match["number"])
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        return _reaches_file(f"\0{path}") or _reaches_file(path)
    return number < 59_536 and _reaches(socket.AF_INET, (host, 6000 + number))


def _reaches_file(path: str) -> bool:
    return hasattr(socket, "AF_UNIX") and _reaches(socket.AF_UNIX, path)


def _reaches(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as caller:
            caller.settimeout(_PATIENCE_S)
            caller.connect(address)
    except (OSError, ValueError):
        return False
    return True


def wayland_offers(path: str) -> frozenset[str]:
    """What the compositor at a socket's path can be asked; nothing where none answers."""
    from acutimer.desktop.wayland import WaylandError, WaylandTalk

    if not path or not hasattr(socket, "AF_UNIX"):
        return frozenset()
    talk, answered = WaylandTalk(), list[bool]()
    talk.when_told(lambda: answered.append(True))
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.settimeout(_PATIENCE_S)
            caller.connect(path)
            caller.sendall(talk.unsent)
            while not answered and (came := caller.recv(4096)):
                talk.receive(came)
    except (OSError, ValueError, WaylandError):
        return frozenset()
    return frozenset(talk.offers)


# --- the bus ------------------------------------------------------------------------------------


def bus_address(environment: Mapping[str, str]) -> str:
    """The session bus's address; without one in the environment, systemd's usual place."""
    named = environment.get("DBUS_SESSION_BUS_ADDRESS", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    if named or not folder or not _reaches_file(f"{folder}/bus"):
        return named
    return f"unix:path={folder}/bus"


def _bus_problem(address: str) -> str:
    """Why the bus cannot be used; empty when it can."""
    try:
        ask_bus(address, _BUS, "GetId")
    except Exception as error:  # noqa: BLE001 - whatever an odd bus makes jeepney raise is the finding
        return str(error) or type(error).__name__
    return ""


def _watcher_has_host(address: str) -> bool:
    """Whether somebody keeps the list of tray icons and somebody shows them."""
    properties = (_WATCHER, "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties")
    wanted = (_WATCHER, "IsStatusNotifierHostRegistered")
    try:
        return ask_bus(address, properties, "Get", "ss", wanted) == (("b", True),)
    except Exception:  # noqa: BLE001 - the line about the bus says what is wrong with it
        return False


def ask_bus(
    address: str,
    target: tuple[str, str, str],
    method: str,
    signature: str = "",
    body: tuple[object, ...] = (),
) -> tuple[object, ...] | None:
    """One call on a connection of its own to a name, path and interface.

    None when the answer is an error. Raises as jeepney.
    """
    from jeepney import DBusAddress, MessageFlag, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    name, path, interface = target
    call = new_method_call(DBusAddress(path, name, interface), method, signature, body)
    # Looking must not start a service that was not there.
    call.header.flags |= MessageFlag.no_auto_start
    with open_dbus_connection(address, auth_timeout=_PATIENCE_S) as connection:
        answer = connection.send_and_get_reply(call, timeout=_PATIENCE_S)
    return None if answer.header.message_type is MessageType.error else answer.body
