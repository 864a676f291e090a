"""The small window of a session, led by the real runner: what it says, asks and needs of room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from acutimer.core.commands import keys_at
from acutimer.core.session import Status
from acutimer.runtime.session_runner import SessionRunner
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.session.mini import HEIGHT_PX, WIDTH_PX, MiniWindow
from tests.fakes import FakeClock, SilentSound
from tests.ui.session.stage import dress, running, size_text, the_atlas, the_routines

Key = Qt.Key


class Small:
    """The window wired to a real runner."""

    def __init__(self, qtbot: QtBot, routine_id: str, *, ask_pain: bool = False) -> None:
        self.clock, atlas = FakeClock(), the_atlas()
        self.runner = runner = SessionRunner(self.clock, SilentSound(), atlas)
        self.window = window = MiniWindow(load_theme("light"), atlas, on_top=True)
        qtbot.addWidget(window)
        dress(window)
        routine = the_routines(atlas)[routine_id]
        window.begin(routine, ask_pain=ask_pain)
        window.progress_wanted.connect(lambda: window.show_progress(runner.progress()))
        runner.start(routine)
        with qtbot.waitActive(window):
            window.appear(with_keyboard=True)

    def go(self, ms: int) -> None:
        while ms > 0:
            self.clock.advance(min(1000, ms))
            self.runner.look()
            ms -= 1000
        self.window.progress_wanted.emit()


@pytest.fixture(autouse=True)
def text_size(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    size_text(qapp, 10.5)
    yield
    qapp.setFont(before)


def test_it_says_where_by_plain_name_with_the_code_small(qtbot: QtBot) -> None:
    small = Small(qtbot, "desk-pause")
    middle = small.window.middle
    assert middle.title.text() == "Skull edge, both sides"
    assert middle.manner.text() == "GB20 · Get ready"
    assert middle.manner.font().pointSizeF() < middle.title.font().pointSizeF()
    small.go(30_000)
    assert middle.manner.text() == "GB20 · Hold"
    assert middle.following.text() == "Next: shoulders, both sides"
    assert middle.ring.state().spoken.endswith("left, hold, skull edge, both sides")
    small.runner.pause()
    small.window.progress_wanted.emit()
    assert (middle.manner.text(), small.window.foot.main.text()) == ("GB20 · Paused", "Resume")
    assert running(small.window) == []
    assert small.window.windowTitle() == "Desk pause"


def test_the_pain_question_is_one_key_and_leaves_by_itself(qtbot: QtBot) -> None:
    small = Small(qtbot, "desk-pause", ask_pain=True)
    rated, asked = QSignalSpy(small.window.rated_before), QSignalSpy(small.window.asked)
    assert not small.window.strip.isHidden()
    QTest.keyClick(small.window, Key.Key_4)
    assert rated.at(0) == [4]
    assert small.window.strip.isHidden()
    QTest.keyClick(small.window, Key.Key_5)
    assert (rated.count(), asked.count()) == (1, 0)

    unasked = Small(qtbot, "desk-pause", ask_pain=True)
    unasked.go(30_000)
    assert unasked.window.strip.isHidden()


def test_every_key_of_a_session_and_of_the_window_holds_here(qtbot: QtBot) -> None:
    small = Small(qtbot, "desk-pause")
    asked, whole = QSignalSpy(small.window.asked), QSignalSpy(small.window.window_asked)
    for place in ("session", "everywhere"):
        for key, command in keys_at(place).items():
            before = asked.count() + whole.count()
            QTest.keySequence(small.window, key)
            assert asked.count() + whole.count() == before + 1, key
            if command not in ("mini", "close"):
                assert asked.at(asked.count() - 1) == [command], key


def test_any_key_answers_a_step_that_waits(qtbot: QtBot) -> None:
    small = Small(qtbot, "acupressure-mat")
    while small.runner.state is not None and small.runner.state.status is not Status.WAITING:
        small.go(1000)
    ready = QSignalSpy(small.window.ready_asked)
    assert small.window.foot.main.text() == "Ready"
    QTest.keyClick(small.window, Key.Key_X)
    assert ready.count() == 1


@pytest.mark.parametrize(("points", "asks"), [(10.5, False), (10.5, True), (15.75, True)])
def test_nothing_is_cut_at_usual_and_at_large_text(
    qtbot: QtBot, qapp: QApplication, points: float, asks: bool
) -> None:
    size_text(qapp, points)
    small = Small(qtbot, "slow-strokes", ask_pain=asks)
    window = small.window
    if points == 10.5:
        assert (window.width(), window.height()) == (WIDTH_PX, HEIGHT_PX)
    if not asks:
        small.go(30_000)
        assert window.width() == WIDTH_PX
    for one in window.findChildren(QPushButton):
        if one.isVisible():
            assert one.accessibleName() or one.text()
            box = QRect(one.mapTo(window, QPoint()), one.size())
            assert window.rect().contains(box), one.accessibleName()
            assert one.height() >= one.minimumSizeHint().height()
    middle = window.middle
    for words in (middle.title, middle.manner, middle.instruction, middle.following):
        if words.isVisible():
            assert words.height() >= words.heightForWidth(words.width()), words.text()


def test_it_is_on_top_by_choice_and_closing_asks_for_the_window(qtbot: QtBot) -> None:
    small = Small(qtbot, "desk-pause")
    window = small.window
    chosen, whole = QSignalSpy(window.on_top_chosen), QSignalSpy(window.window_asked)
    on_top = Qt.WindowType.WindowStaysOnTopHint
    assert window.windowFlags() & on_top
    window.head.on_top.click()
    assert chosen.at(0) == [False]
    assert window.isVisible()
    assert not window.windowFlags() & on_top
    window.close()
    assert window.isVisible()
    assert whole.count() == 1
    window.hide()
    window.appear(with_keyboard=False)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
