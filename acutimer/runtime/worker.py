"""One thread that does one kind of slow work in order; results come back on the thread that asked.

Must never be asked for anything that touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class _Asked(NamedTuple):
    work: Callable[[], Any]
    then: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None


class Worker(QObject):
    """Runs pieces of work one after the other off the UI thread.

    The thread is told a number only and never holds what was asked: were it the last to let go of
    a widget's method, Qt would delete the widget there, and that ends the program.
    """

    #: the number of what was asked, what came of it, what failed
    _answered = Signal(int, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._asked: dict[int, _Asked] = {}
        self._jobs: SimpleQueue[int | None] = SimpleQueue()
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do ``work`` on the thread, then call ``then`` or ``failed`` on the asking thread.

        A fault that nobody takes surfaces on the asking thread, and the worker lives on.
        """
        number = next(self._numbers)
        self._asked[number] = _Asked(work, then, failed)
        self._jobs.put(number)

    def wait(self) -> None:
        """Block until everything asked so far is done; the answers still come as events."""
        done = Event()
        self.submit(done.set)
        done.wait()

    def finish(self) -> None:
        """Do what was asked so far, then end the thread; blocks until it has."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (number := self._jobs.get()) is not None:
            outcome, fault = None, None
            try:
                outcome = self._asked[number].work()
            except Exception as problem:  # noqa: BLE001 - the asker decides what a fault means
                fault = problem
            self._answered.emit(number, outcome, fault)

    def _answer(self, number: int, outcome: object, fault: Exception | None) -> None:
        asked = self._asked.pop(number)
        if fault is None:
            if asked.then is not None:
                asked.then(outcome)
        elif asked.failed is not None:
            asked.failed(fault)
        else:
            raise fault
