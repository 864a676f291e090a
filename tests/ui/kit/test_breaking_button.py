"""A button whose words break into lines: never a word cut, never another text."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from acutimer.ui.kit.breaking_button import lines_of
from acutimer.ui.kit.pieces import breaking_button, button


def test_wide_enough_it_is_as_any_button(qtbot: QtBot) -> None:
    broken, usual = breaking_button("Press only this, 1:05"), button("Press only this, 1:05")
    for one in (broken, usual):
        qtbot.addWidget(one)
        one.ensurePolished()
    assert broken.sizeHint() == usual.sizeHint()
    broken.resize(broken.sizeHint())
    usual.resize(usual.sizeHint())
    assert broken.grab().toImage() == usual.grab().toImage()


def test_narrower_it_is_higher_and_no_word_is_broken(qtbot: QtBot) -> None:
    made = breaking_button("Press only this, 1:05")
    qtbot.addWidget(made)
    least = made.minimumSizeHint().width()
    assert least < made.sizeHint().width()
    one, three = (made.heightForWidth(made.sizeHint().width()), made.heightForWidth(least))
    assert one < three
    widest = max(made.fontMetrics().horizontalAdvance(word) for word in made.text().split())
    assert least > widest
    assert made.text() == lines_of(made, 1000)[0] == " ".join(lines_of(made, least))
