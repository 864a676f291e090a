"""What is left over goes in the thread of the windows, before the loop waits, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.app.garbage import Garbage


class Knot:
    """Refers to itself, so that only a look for garbage finds it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def looking(qapp: QApplication) -> Iterator[Garbage]:
    was_on = gc.isenabled()
    parent = QObject()
    made = Garbage(parent)
    yield made
    QAbstractEventDispatcher.instance().aboutToBlock.disconnect(made.look)
    if was_on:
        gc.enable()


def test_knots_made_in_another_thread_are_undone_in_this_one(
    looking: Garbage, qtbot: QtBot
) -> None:
    gone_in: list[int] = []

    def make() -> None:
        for _ in range(5000):
            knot = Knot()
            weakref.finalize(knot, lambda: gone_in.append(threading.get_ident()))

    gc.collect()
    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    assert gone_in == [], "by itself nothing is looked through"
    looking.look()
    assert set(gone_in) == {threading.get_ident()}
    assert len(gone_in) > 4000


def test_it_comes_before_the_loop_waits(looking: Garbage, qtbot: QtBot) -> None:
    gc.collect()
    gone = [0]
    for _ in range(5000):
        weakref.finalize(Knot(), lambda: gone.__setitem__(0, gone[0] + 1))
    qtbot.waitUntil(lambda: gone[0] > 4000, timeout=5000)


def test_little_that_is_new_is_left_for_later(looking: Garbage) -> None:
    gc.collect()
    gone = [0]
    weakref.finalize(Knot(), lambda: gone.__setitem__(0, 1))
    looking.look()
    assert gone == [0]
