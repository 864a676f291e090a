"""How long nobody touched anything, and whether a window fills the screen, told by Wayland.

Must never keep a connection for longer than it is of use: windows tell each change of their titles.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.desktop.parting import delete_alone
from acutimer.desktop.wayland_link import WaylandLink

if TYPE_CHECKING:
    from acutimer.desktop.wayland import WaylandTalk


class WaylandIdle(QObject):
    """Connects when first asked, and then only listens."""

    def __init__(
        self,
        path: str,
        now_ms: Callable[[], int],
        parent: QObject | None,
        after_ms: int,
    ) -> None:
        super().__init__(parent)
        self._after_ms = after_ms
        self._path = path
        self._now_ms = now_ms
        self._link: WaylandLink | None = None
        self._watches = False
        self._since_ms: int | None = None

    def ask(self, then: Callable[[int | None], object]) -> None:
        """``then`` gets milliseconds, 0 before ``after_ms`` of them, None where nobody tells."""
        if self._link is not None:
            then(self._idle_ms())
            return
        link = self._link = WaylandLink(self._path, self)

        def offered(talk: WaylandTalk) -> None:
            self._watches = talk.watch_idle(self._after_ms, self._told)
            if not self._watches:
                link.close()
            then(self._idle_ms())

        link.lost.connect(self._lost)
        if not link.open(offered):
            then(None)

    def leave(self) -> None:
        """Ask for nothing any more."""
        self._watches = False
        if self._link is not None:
            self._link.close()

    def _idle_ms(self) -> int | None:
        if not self._watches:
            return None
        return 0 if self._since_ms is None else self._now_ms() - self._since_ms

    def _told(self, is_idle: bool) -> None:
        self._since_ms = self._now_ms() - self._after_ms if is_idle else None

    def _lost(self) -> None:
        self._watches = False


def ask_full_screen(path: str, parent: QObject, then: Callable[[bool], object]) -> None:
    """``then`` gets whether the window in hand fills the screen; False where nobody tells."""
    link = WaylandLink(path, parent)

    def told(fills: bool) -> None:
        link.close()
        delete_alone(link)
        then(fills)

    def offered(talk: WaylandTalk) -> None:
        if not talk.look_for_full_screen(told):
            told(False)

    link.lost.connect(lambda: told(False))
    if not link.open(offered):
        told(False)
