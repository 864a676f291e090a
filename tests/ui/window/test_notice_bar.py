"""The line of notices: good news leaves by itself, what needs an answer stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from acutimer.ui.window.notice_bar import PASSING_MS, NoticeBar
from tests.ui.pages_stage import settle, shown


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    shown(qtbot, made, (600, 200))
    made.say("journal", "The journal is damaged.")
    made.say("file", "It was written.", [("Copy the path", lambda: None)], passing=True)
    settle(made)
    return made


def test_good_news_leaves_after_a_while_and_trouble_stays(bar: NoticeBar) -> None:
    leaves = bar._passing["file"]
    assert PASSING_MS == leaves.interval() == 10_000
    assert leaves.isActive()
    leaves.timeout.emit()
    assert bar.keys() == ("journal",)


def test_good_news_is_calm_and_trouble_is_not(bar: NoticeBar) -> None:
    bar.say("import", "12 rows brought in.", calm=True)
    kinds = {key: box.property("kind") for key, box in bar._notices.items()}
    assert kinds == {"journal": "caution", "file": "note", "import": "note"}


def test_good_news_makes_way_for_the_next_action(bar: NoticeBar) -> None:
    bar.drop_passing()
    assert bar.keys() == ("journal",)


def test_nothing_leaves_from_under_the_keyboard(bar: NoticeBar) -> None:
    bar._notices["file"].findChildren(QPushButton)[0].setFocus()
    bar._passing["file"].timeout.emit()
    assert bar.keys() == ("journal", "file")
    bar._notices["journal"].findChildren(QPushButton)[0].setFocus()
    bar._passing["file"].timeout.emit()
    assert bar.keys() == ("journal",)


def test_news_that_replaces_other_news_has_its_own_time(bar: NoticeBar) -> None:
    before = bar._passing["file"]
    bar.say("file", "It could not be written.")
    assert not before.isActive()
    bar.drop_passing()
    assert bar.keys() == ("journal", "file")


def test_in_a_narrow_bar_the_buttons_stand_below_the_words(bar: NoticeBar) -> None:
    def lies_below(box: QFrame) -> bool:
        (words,), act = box.findChildren(QLabel), box.findChildren(QPushButton)[0]
        return act.mapTo(bar, QPoint()).y() >= words.mapTo(bar, QPoint(0, words.height())).y()

    for width, below in ((900, False), (380, True)):
        bar.resize(width, 400)
        bar.say("later", "Words that need the width. " * 6, [("Do it", lambda: None)])
        settle(bar)
        boxes = [one for one in bar.findChildren(QFrame) if one.findChildren(QPushButton)]
        assert [lies_below(box) for box in boxes if box.isVisible()] == [below] * 3
