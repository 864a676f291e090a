"""The conversation with a Wayland compositor as bytes in and bytes out, of the little we ask.

Three things are asked: to keep the screen on, to tell when nobody touches anything, and which
windows fill the screen. The protocol is plain enough to need no library. Must never import Qt nor
know a socket, and never ask for a descriptor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from struct import Struct

_WORD = Struct("=I")
_DISPLAY, _REGISTRY = 1, 2
#: Who says more than this in one message is no compositor.
_MOST_BYTES = 65_536
#: The two that tell of nobody's touch, the present one first; older wlroots have the other.
IDLE_NOTIFIERS = ("ext_idle_notifier_v1", "org_kde_kwin_idle")
INHIBITOR = "zwp_idle_inhibit_manager_v1"
TOPLEVELS = "zwlr_foreign_toplevel_manager_v1"
_ACTIVATED, _FULL_SCREEN = 2, 3
#: The first version of all is enough, but for windows: only the second tells which fill the screen.
_WINDOWS_VERSION = 2

#: Takes the number of an event and what it carries.
Hears = Callable[[int, bytes], object]


def wayland_path(environment: Mapping[str, str]) -> str:
    """The socket of the Wayland display, empty where none is set."""
    name, folder = (environment.get(key, "") for key in ("WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"))
    return name if not name or name.startswith("/") else f"{folder}/{name}"


class WaylandError(Exception):
    """What came is not Wayland, or the compositor refused something."""


class WaylandTalk:
    """One connection: ``receive`` what came, send ``unsent`` and empty it."""

    def __init__(self) -> None:
        self.unsent = bytearray()
        self._came = bytearray()
        self._ids = count(_REGISTRY + 1)
        self._hears: dict[int, Hears] = {_REGISTRY: self._announced, _DISPLAY: _refused}
        self._offers: dict[str, tuple[int, int]] = {}
        self._ask(_DISPLAY, 1, _REGISTRY)

    @property
    def offers(self) -> Mapping[str, tuple[int, int]]:
        """What can be asked, after the first ``when_told``: its number and newest version."""
        return self._offers

    def when_told(self, then: Callable[[], object]) -> None:
        """Call when everything that was asked until now has been answered."""
        mark = self._new(lambda event, body: then())  # noqa: ARG005
        self._ask(_DISPLAY, 0, mark)

    def receive(self, content: bytes) -> None:
        """Take what came. Raises WaylandError, after which the connection is of no use."""
        self._came += content
        while len(self._came) >= 8:
            subject, size_and_event = _word(self._came, 0), _word(self._came, 4)
            size, event = size_and_event >> 16, size_and_event & 0xFFFF
            if not 8 <= size <= _MOST_BYTES:
                raise WaylandError("what came is not Wayland")
            if len(self._came) < size:
                return
            body = bytes(self._came[8:size])
            del self._came[:size]
            if (hears := self._hears.get(subject)) is not None:
                hears(event, body)

    # --- what can be asked ------------------------------------------------------------------

    def keep_screen_on(self) -> bool:
        """Hold the screen awake as long as the connection is open; False where it cannot be.

        The surface has no window: nothing of it is ever seen.
        """
        if INHIBITOR not in self._offers or "wl_compositor" not in self._offers:
            return False
        compositor, keeper = self._bind("wl_compositor"), self._bind(INHIBITOR)
        surface = self._new()
        self._ask(compositor, 0, surface)
        self._ask(keeper, 1, self._new(), surface)
        return True

    def watch_idle(self, after_ms: int, told: Callable[[bool], object]) -> bool:
        """``told`` gets True when nothing was touched so long, and False at the next touch."""
        found = [name for name in IDLE_NOTIFIERS if name in self._offers]
        if not found or "wl_seat" not in self._offers:
            return False
        notifier, seat = self._bind(found[0]), self._bind("wl_seat")
        watch = self._new(lambda event, body: told(event == 0))  # noqa: ARG005
        if found[0] == IDLE_NOTIFIERS[0]:
            self._ask(notifier, 1, watch, after_ms, seat)
        else:
            self._ask(notifier, 0, watch, seat, after_ms)
        return True

    def look_for_full_screen(self, then: Callable[[bool], object]) -> bool:
        """``then`` gets whether the window in hand fills the screen; False where nobody tells."""
        if self._offers.get(TOPLEVELS, (0, 0))[1] < _WINDOWS_VERSION:
            return False
        states: dict[int, bytes] = {}

        def window_heard(window: int) -> Hears:
            def hears(event: int, body: bytes) -> None:
                if event == 4:
                    states[window] = body[4:]

            return hears

        def listed(event: int, body: bytes) -> None:
            if event == 0:
                window = _word(body, 0)
                self._hears[window] = window_heard(window)

        self._bind(TOPLEVELS, listed, _WINDOWS_VERSION)
        self.when_told(lambda: then(any(map(_fills_screen, states.values()))))
        return True

    # --- the wire ---------------------------------------------------------------------------

    def _new(self, hears: Hears | None = None) -> int:
        made = next(self._ids)
        if hears is not None:
            self._hears[made] = hears
        return made

    def _ask(self, subject: int, request: int, *words: int | bytes) -> None:
        body = b"".join(one if isinstance(one, bytes) else _WORD.pack(one) for one in words)
        size_and_request = (8 + len(body)) << 16 | request
        self.unsent += _WORD.pack(subject) + _WORD.pack(size_and_request) + body

    def _bind(self, name: str, hears: Hears | None = None, version: int = 1) -> int:
        bound = self._new(hears)
        self._ask(_REGISTRY, 0, self._offers[name][0], _string(name), version, bound)
        return bound

    def _announced(self, event: int, body: bytes) -> None:
        if event == 0:
            length = _word(body, 4)
            name = body[8 : 8 + length].rstrip(b"\0").decode("ascii", "replace")
            # of several seats or outputs the first one
            version = _word(body, 8 + length + -length % 4)
            self._offers.setdefault(name, (_word(body, 0), version))


def _refused(event: int, body: bytes) -> None:
    if event == 0:
        said = body[12:].rstrip(b"\0").decode("utf-8", "replace")
        raise WaylandError(f"the compositor refused something: {said}")


def _fills_screen(states: bytes) -> bool:
    told = {_word(states, at) for at in range(0, len(states) - 3, 4)}
    return {_ACTIVATED, _FULL_SCREEN} <= told


def _word(content: bytes | bytearray, at: int) -> int:
    if len(content) < at + 4:
        raise WaylandError("a message ended early")
    return int(_WORD.unpack_from(content, at)[0])


def _string(text: str) -> bytes:
    raw = text.encode("ascii") + b"\0"
    return _WORD.pack(len(raw)) + raw + b"\0" * (-len(raw) % 4)
