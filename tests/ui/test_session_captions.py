"""The caption of the last cue: shown when it is due, as long as it stands, only when seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.core.captions import Caption
from acutimer.ui.session_captions import CaptionLine
from acutimer.ui.theme import load_theme
from tests.ui.pages_stage import shown
from tests.ui.pages_stage import text_size as text_size
from tests.ui.session_stage import Stage

NECK = "neck-and-shoulders"


@pytest.fixture
def line(qtbot: QtBot) -> CaptionLine:
    made = CaptionLine(load_theme("light"))
    shown(qtbot, made, (480, 60))
    return made


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.close()


def armed(line: CaptionLine) -> list[int]:
    return [one.interval() for one in line.findChildren(QTimer) if one.isActive()]


def test_it_waits_for_the_next_one_and_for_nothing_else(line: CaptionLine) -> None:
    line.show_caption(Caption("Left shoulder.", None, 5000, 7500), 6000)
    assert line.words == "Left shoulder."
    assert armed(line) == [1502]
    line.show_caption(Caption("Paused.", None, 7500, None), 7600)
    assert armed(line) == []
    line.show_caption(Caption("Late.", None, 7500, 7550), 7600)
    assert armed(line) == [2], "what is overdue is asked for at once"
    line.show_caption(None, 8000)
    assert (line.words, armed(line)) == ("", [])


def test_off_the_screen_it_asks_for_nothing_and_then_for_what_is_due(line: CaptionLine) -> None:
    line.show_caption(Caption("Left shoulder.", None, 0, 9000), 0)
    line.hide()
    assert armed(line) == []
    line.show_caption(Caption("Hold.", None, 0, 9000), 0)
    assert armed(line) == []
    wanted = QSignalSpy(line.wanted)
    line.show()
    assert wanted.count() == 1


def test_long_words_are_cut_in_sight_and_whole_in_the_tooltip(line: CaptionLine) -> None:
    words = "word " * 39 + "end"
    line.show_caption(Caption(words, None, 0, None), 0)
    fitting = line._fitting(line.fontMetrics())
    assert fitting.endswith(" …")
    assert len(fitting) > 60
    assert line.toolTip() == line.accessibleName() == words


def test_own_words_that_look_like_markup_stay_words(line: CaptionLine) -> None:
    words = 'Press < 5 <img src="file:///etc/hostname"> & rest'
    line.show_caption(Caption(words, None, 0, None), 0)
    assert line.accessibleName() == words
    assert "<img" not in line.toolTip()
    document = QTextDocument()
    document.setHtml(line.toolTip())
    assert document.toPlainText() == words


def test_nothing_else_moves_when_the_words_change(stage: Stage) -> None:
    stage.start(NECK)
    QApplication.processEvents()
    ring = stage.page.column.ring
    before = ring.geometry()
    for words in ("", "Short.", "word " * 39):
        stage.page.show_caption(Caption(words, None, 0, None), 0)
        QApplication.processEvents()
        assert ring.geometry() == before


def test_a_session_shows_the_words_of_each_cue(stage: Stage) -> None:
    page, runner = stage.page, stage.runner
    page.caption_wanted.connect(
        lambda: page.show_caption(runner.caption(), stage.clock.monotonic_ms())
    )
    stage.start(NECK)
    seen = [page.column.caption.words]
    for _ in range(70):
        stage.go(1000)
        page.caption_wanted.emit()
        words = page.column.caption.words
        if words != seen[-1]:
            seen.append(words)
    assert seen[0] == "Get ready. Nape, both sides."
    assert "Nape, both sides: press and hold." in seen
    assert any("Ease off" in words for words in seen)
    runner.pause()
    assert page.column.caption.words == "Paused."
    assert page.eyes.look.caption == "Paused."
