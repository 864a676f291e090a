"""Pictures made off the UI thread: one thread that lives only while there is something to make.

Must never touch a widget or a pixmap.
"""

from __future__ import annotations

import weakref
from functools import cache
from threading import Lock, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtGui import QImage

    Order = tuple[Hashable, Callable[[], QImage]]


class PictureThread(QObject):
    """Makes pictures in the order asked for; ``made(key, image, fault)`` on the asking thread."""

    made = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._bench = _Bench(weakref.ref(self))

    def ask(self, orders: Sequence[Order]) -> None:
        """Make these next; what was asked for before and is not begun is forgotten."""
        self._bench.ask(orders)

    @property
    def runs(self) -> bool:
        """Whether the thread is there."""
        return self._bench.runs


class _Post(QObject):
    """Carries what is made to the thread of the windows; lives as long as the program.

    The working thread knows no other QObject: one whose last user it were would be deleted there,
    while the windows' thread may be handing it an event, and that ends the program.
    """

    told = Signal(object, object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.told.connect(_hand_over, Qt.ConnectionType.QueuedConnection)


@cache
def _post() -> _Post:
    return _Post()


def _hand_over(
    asker: weakref.ref[PictureThread], key: Hashable, image: QImage | None, fault: Exception | None
) -> None:
    """To who asked, if that is still there."""
    asking = asker()
    if asking is not None:
        asking.made.emit(key, image, fault)


class _Bench:
    """The orders and the work on them; all that the thread holds."""

    def __init__(self, asker: weakref.ref[PictureThread]) -> None:
        self._asker = asker
        self._post = _post()  # made here, in the thread of the windows
        self._lock = Lock()
        self._orders: list[Order] = []
        self._at_work: Hashable | None = None
        self._runs = False

    def ask(self, orders: Sequence[Order]) -> None:
        """Make these next; what was asked for before and is not begun is forgotten."""
        with self._lock:
            self._orders = [order for order in orders if order[0] != self._at_work]
            if self._runs or not self._orders:
                return
            self._runs = True
        # No daemon: at the end of the program Python waits for the picture in hand, because Qt
        # may not be taken apart under it.
        Thread(target=self._run, name="acutimer-pictures").start()

    @property
    def runs(self) -> bool:
        """Whether the thread is there."""
        with self._lock:
            return self._runs

    def _run(self) -> None:
        while True:
            with self._lock:
                self._at_work = None
                if not self._orders:
                    self._runs = False
                    return
                key, make = self._orders.pop(0)
                self._at_work = key
            image, fault = None, None
            try:
                image = make()
            except Exception as problem:  # noqa: BLE001 - told; the thread goes on with the rest
                fault = problem
            self._post.told.emit(self._asker, key, image, fault)
