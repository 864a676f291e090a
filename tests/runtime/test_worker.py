"""Slow work off the windows' thread: answers come back, and the thread holds nobody who asked."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from acutimer.runtime.worker import Worker


class Asker(QObject):
    """Who asks, and what it was told in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[object, bool]] = []

    def take(self, answer: object) -> None:
        """The answer, and whether it came in the thread of the windows."""
        self.told.append((answer, threading.current_thread() is threading.main_thread()))


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    made = Worker("acutimer-test")
    yield made
    made.finish()


def test_an_answer_comes_to_the_thread_that_asked(qtbot: QtBot, worker: Worker) -> None:
    asker = Asker()
    worker.submit(lambda: 7, asker.take)
    qtbot.waitUntil(lambda: asker.told == [(7, True)])


def test_a_fault_comes_to_who_wants_it(qtbot: QtBot, worker: Worker) -> None:
    asker = Asker()
    worker.submit(lambda: 1 // 0, asker.take, asker.take)
    qtbot.waitUntil(lambda: bool(asker.told))
    ((fault, in_ours),) = asker.told
    assert isinstance(fault, ZeroDivisionError)
    assert in_ours


def test_a_fault_that_nobody_wants_surfaces_and_the_worker_goes_on(
    qtbot: QtBot, worker: Worker
) -> None:
    asker = Asker()
    with qtbot.captureExceptions() as caught:
        worker.submit(lambda: 1 // 0)
        worker.submit(lambda: "next", asker.take)
        qtbot.waitUntil(lambda: bool(asker.told))
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_the_thread_lets_nobody_live_who_asked(qtbot: QtBot, worker: Worker) -> None:
    asker = Asker()
    seen = weakref.ref(asker)
    worker.submit(lambda: 1, asker.take)
    del asker
    qtbot.waitUntil(lambda: seen() is None)  # held, it would be deleted there, and Qt with it
