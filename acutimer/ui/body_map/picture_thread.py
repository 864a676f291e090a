"""Pictures made off the UI thread: one thread that lives only while there is something to make.

Must never touch a widget or a pixmap.
"""

from __future__ import annotations

from threading import Lock, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtGui import QImage

    Order = tuple[Hashable, Callable[[], QImage]]


class PictureThread(QObject):
    """Makes pictures in the order asked for; ``made(key, image, fault)`` on the asking thread.

    Has no parent, so that it outlives the window while the thread still works for it.
    """

    made = Signal(object, object, object)
    _answered = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._orders: list[Order] = []
        self._at_work: Hashable | None = None
        self._runs = False
        self._answered.connect(self.made, Qt.ConnectionType.QueuedConnection)

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
            self._answered.emit(key, image, fault)
