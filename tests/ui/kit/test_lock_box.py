"""The lock of a file that goes: typed twice, hidden at first, and gone once it was taken."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from acutimer.ui.kit.lock_box import EMPTY, NO_WAY_BACK, NOT_THE_SAME, LockBox

HIDDEN, SHOWN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal


@pytest.fixture
def box(qtbot: QtBot) -> LockBox:
    made = LockBox()
    qtbot.addWidget(made)
    made.show()
    return made


def said(box: LockBox) -> str:
    return " ".join(one.text() for one in box.findChildren(QLabel) if one.isVisible())


def test_without_the_tick_nothing_is_locked_and_nothing_asked(box: LockBox) -> None:
    assert not box.first.isVisible()
    assert box.take() == ""


def test_it_says_that_a_lost_passphrase_cannot_be_found_again(box: LockBox) -> None:
    box.locks.click()
    assert NO_WAY_BACK in said(box)


@pytest.mark.parametrize(
    ("first", "again", "fault"),
    [
        ("", "", EMPTY),
        ("", "horse", EMPTY),
        ("horse", "", NOT_THE_SAME),
        ("a b", "a  b", NOT_THE_SAME),
    ],
)
def test_what_is_not_the_same_twice_locks_nothing(
    box: LockBox, first: str, again: str, fault: str
) -> None:
    box.locks.click()
    box.first.setText(first)
    box.again.setText(again)
    assert box.take() is None
    assert fault in said(box)


def test_it_is_hidden_until_shown_and_gone_once_it_was_taken(box: LockBox) -> None:
    box.locks.click()
    assert {box.first.echoMode(), box.again.echoMode()} == {HIDDEN}
    box.shows.click()
    assert {box.first.echoMode(), box.again.echoMode()} == {SHOWN}
    box.first.setText("correct horse ")
    box.again.setText("correct horse ")
    assert box.take() == "correct horse "
    assert (box.first.text(), box.again.text()) == ("", "")
    box.first.setText("left over")
    box.begin()
    assert not box.locks.isChecked()
    box.locks.click()
    assert box.first.text() == ""
    assert box.first.echoMode() == HIDDEN
