"""One thread that does one kind of slow work in order; results come back on the thread that asked.

Must never be asked for anything that touches a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
_Job = Callable[[], Callable[[], None] | None]


class Worker(QObject):
    """Runs pieces of work one after the other off the UI thread."""

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._answered.connect(_call, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do ``work`` on the thread, then call ``then`` or ``failed`` on the asking thread."""

        def job() -> Callable[[], None] | None:
            try:
                outcome = work()
            except Exception as fault:  # noqa: BLE001 - the asker decides what a fault means
                return partial(failed or _raised, fault)
            return partial(then, outcome) if then is not None else None

        self._jobs.put(job)

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
        while (job := self._jobs.get()) is not None:
            answer = job()
            if answer is not None:
                self._answered.emit(answer)


def _call(answer: Callable[[], None]) -> None:
    answer()


def _raised(fault: Exception) -> None:
    """A fault nobody expected surfaces on the thread that asked, and the worker lives on."""
    raise fault
