"""The thread that makes pictures holds nothing of Qt that could be deleted there."""

from __future__ import annotations

import threading
import weakref

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from acutimer.ui.body_map.picture_thread import PictureThread


def _picture() -> QImage:
    return QImage(4, 4, QImage.Format.Format_RGB32)


def test_pictures_come_in_the_order_asked_for(qtbot: QtBot) -> None:
    asker = PictureThread()
    came: list[object] = []
    asker.made.connect(lambda key, image, fault: came.append((key, image.width(), fault)))
    asker.ask([(1, _picture), (2, _picture)])
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came == [(1, 4, None), (2, 4, None)]


def test_a_fault_is_told_and_the_next_is_made(qtbot: QtBot) -> None:
    def broken() -> QImage:
        raise ValueError("no picture")

    asker = PictureThread()
    came: list[tuple[object, bool, str]] = []
    asker.made.connect(lambda key, image, fault: came.append((key, image is None, str(fault))))
    asker.ask([("broken", broken), ("whole", _picture)])
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came == [("broken", True, "no picture"), ("whole", False, "None")]


def test_who_goes_while_its_picture_is_made_goes_in_its_own_thread(qtbot: QtBot) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow() -> QImage:
        begun.set()
        may_end.wait(10)
        return _picture()

    asker, other = PictureThread(), PictureThread()
    seen = weakref.ref(asker)
    asker.ask([("slow", slow)])
    assert begun.wait(10)
    del asker
    gone_at_once = seen() is None
    may_end.set()
    came: list[object] = []
    other.made.connect(lambda key, *_: came.append(key))
    other.ask([("after", _picture)])
    qtbot.waitUntil(lambda: came == ["after"])
    assert gone_at_once, "the thread held it, and would have deleted it there"
