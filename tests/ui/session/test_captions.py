"""The caption of the last cue: shown when it is due, as long as it stands, only when seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.core.guidance.captions import Caption
from acutimer.core.routines import PhaseKind
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.session.captions import CaptionLine
from tests.core.shipped import built
from tests.ui.pages_stage import shown
from tests.ui.pages_stage import text_size as text_size
from tests.ui.session.stage import Stage

CHIN = "Chin in, hold, let go. Ten times"
DROP = "Let the shoulder drop, says Anna"
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
    assert seen[0] == "Get ready. Skull edge, both sides."
    assert "Skull edge, both sides: press and hold." in seen
    assert any("Ease off" in words for words in seen)
    runner.pause()
    assert page.column.caption.words == "Paused."
    assert page.eyes.look.caption == "Paused."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Paused.", ""),
        ("left shoulder", ""),
        ("Left shoulder: press on the tone, let go on the tick.", ""),
        ("Left shoulder: press and hold.", "Left shoulder: press and hold."),
        ("Half way.", "Half way."),
        ("", ""),
    ],
)
def test_what_the_page_says_already_is_not_said_twice(
    line: CaptionLine, words: str, shown: str
) -> None:
    line.stand_beside(
        "Left shoulder", "Use your right hand.", "Paused. Press on the tone, let go on the tick."
    )
    line.show_caption(Caption(words, None, 0, None), 0)
    assert (line.words, line.shown) == (words, shown)
    assert line.accessibleName() == line.toolTip() == shown
    line.stand_beside("Nape")
    assert line.shown == words


def own_care(stage: Stage) -> None:
    care = {"kind": "care", "care": CHIN, "seconds": 30}
    press = {"kind": "hold", "point": "GB21", "side": "left", "seconds": 180, "note": DROP}
    stage.routines["own"] = replace(built(care, press), name="Own")
    page, runner = stage.page, stage.runner
    page.caption_wanted.connect(
        lambda: page.show_caption(runner.caption(), stage.clock.monotonic_ms())
    )
    stage.start("own")


def test_own_care_stands_once_and_names_itself_in_few_words(stage: Stage) -> None:
    own_care(stage)
    stage.go_to(0, PhaseKind.CARE)
    stage.page.caption_wanted.emit()
    column = stage.page.column
    assert column.title.text() == column.caption.words == CHIN
    assert (column.instruction.text(), column.feel.text(), column.caption.shown) == ("", "", "")
    assert column.ring.state().head == "Chin in"
    assert "Chin in" in stage.page.foot.timeline.accessibleName()
    assert column.ring.state().spoken.casefold().count("chin in") == 1
    stage.runner.pause()
    assert (column.caption.words, column.caption.shown) == ("Paused.", "")


@pytest.mark.parametrize("size", [(900, 572), (1280, 764)])
def test_the_steps_own_note_is_on_the_page_in_its_lead_in(
    stage: Stage, size: tuple[int, int]
) -> None:
    own_care(stage)
    stage.page.resize(*size)
    QApplication.processEvents()
    stage.go_to(1, PhaseKind.LEAD_IN)
    column = stage.page.column
    stage.page.caption_wanted.emit()

    def lines() -> list[str]:
        return [one.text() for one in (column.instruction, column.feel) if one.isVisible()]

    assert sum(DROP in one for one in lines()) == 1
    assert column.caption.shown == ""
    stage.go_to(1, PhaseKind.HOLD)
    assert not any(DROP in one for one in lines())
    assert column.instruction.text()


@pytest.mark.parametrize("size", [(600, 490), (900, 572)])
def test_a_long_note_moves_no_ring_on_a_low_page(stage: Stage, size: tuple[int, int]) -> None:
    note = ("Let the shoulder drop. " * 9)[:199].strip()
    press = {"kind": "hold", "point": "GB21", "side": "left", "seconds": 180}
    stage.routines |= {"plain": built(press), "noted": built({**press, "note": note})}
    stage.page.resize(*size)
    column, places = stage.page.column, []
    for routine in ("plain", "noted"):
        stage.start(routine, ask_pain=True)
        for _ in range(4):
            QApplication.processEvents()
        places.append(column.ring.geometry())
        assert column.instruction.text().startswith("Let the") is (routine == "noted")
        stage.runner.stop()
    assert places[0] == places[1]
    assert column.instruction.toolTip() in ("", note)


def test_saying_it_again_asks_for_the_caption(stage: Stage) -> None:
    stage.start(NECK)
    wanted = QSignalSpy(stage.page.caption_wanted)
    told: list[int] = []
    stage.page.say_again_asked.connect(lambda: told.append(wanted.count()))
    stage.page.say_again()
    assert told == [0]
    assert wanted.count() == 1, "asked once the runner knows of it"
