"""A label that may break before it is cut."""

from pytestqt.qtbot import QtBot

from acutimer.ui.kit.elided import Elided


def test_a_name_breaks_into_its_lines_before_it_is_cut(qtbot: QtBot) -> None:
    name = Elided("Neck and shoulder, right", "bodyStrong", lines=2)
    qtbot.addWidget(name)
    name.show()
    advance = name.fontMetrics().horizontalAdvance
    one = name.heightForWidth(advance(name.text()) + 1)
    for width, lines, is_cut in (
        (advance("Neck and shoulder, right"), 1, False),
        (advance("Neck and shoulder,"), 2, False),
        (advance("Neck and"), 2, True),
    ):
        name.resize(width, 40)
        assert name.is_cut == is_cut
        assert name.toolTip() == (name.text() if is_cut else "")
        assert name.heightForWidth(width) - one == (lines - 1) * name.fontMetrics().lineSpacing()


def test_one_word_that_is_too_long_is_cut(qtbot: QtBot) -> None:
    name = Elided("Donaudampfschifffahrt", lines=2)
    qtbot.addWidget(name)
    name.resize(name.fontMetrics().horizontalAdvance("Donau"), 40)
    assert name.is_cut
    assert name.heightForWidth(name.width()) == name.sizeHint().height()
