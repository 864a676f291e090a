"""The picture that is saved, and zooming: what is shown is what is given away, and no more."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.app.picture_file import PictureFile
from acutimer.core.headaches import NotedHeadacheDay
from acutimer.core.history_content import HistoryContent
from acutimer.core.summaries import history, spoken_summary
from acutimer.ui.history.days_shown import zoomed
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.kit.theme import load_theme
from tests.ui.history.notes import TODAY, at, day, weeks_of_notes

Key = Qt.Key


def content(first: date, last: date) -> HistoryContent:
    ratings, sessions = weeks_of_notes()
    notes = [NotedHeadacheDay(at(3, 20), day(3), worst=6, id="h")]
    made = history(ratings, sessions, first, last, TODAY, day_notes=notes, noted_before=True)
    return replace(made, began=day(800))


@pytest.fixture
def page(qtbot: QtBot) -> HistoryPage:
    made = HistoryPage(load_theme("dim"), lambda: TODAY, QLocale("en_GB"))
    made.span_wanted.connect(lambda first, last: made.show_content(content(first, last)))
    qtbot.addWidget(made)
    made.resize(1192, 764)
    made.show()
    QApplication.processEvents()
    return made


def test_the_picture_is_light_a_drawing_without_dots_and_holds_no_hidden_layer(
    page: HistoryPage, tmp_path: Path
) -> None:
    said: list[str] = []
    notices = SimpleNamespace(say=lambda _, words, **__: said.append(words))
    desk: Any = SimpleNamespace(window=SimpleNamespace(notices=notices))
    saver = PictureFile(desk)
    for name in ("plot.png", "plot.svg"):
        saver.save(page, tmp_path / name)
        assert said[-1] == f"The picture was written to {tmp_path / name}."
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    image = QImage(str(tmp_path / "plot.png"))
    assert image.pixelColor(2, 2) == load_theme("light").colour("surface")
    drawing = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert "<image" not in drawing
    assert "headache on 1 day" in drawing
    page.plot_card.legend.layers["headache"].click()
    saver.save(page, tmp_path / "plot.svg")
    assert "eadache" not in (tmp_path / "plot.svg").read_text(encoding="utf-8")
    saver.save(page, tmp_path / "nowhere" / "plot.svg")
    assert "could not be written" in said[-1]


def test_zooming_by_keys_goes_through_spans_round_the_focused_day(page: HistoryPage) -> None:
    plot = page.plot
    assert plot is not None
    plot.setFocus()
    page.focus_day(day(20))
    QTest.keyClick(plot, Key.Key_Plus)
    first, last = page.span
    assert (last - first).days + 1 == 28
    assert first <= day(20) <= last
    assert page.spans.key == ""
    for _ in range(9):
        QTest.keyClick(plot, Key.Key_Minus)
    assert page.span == (day(800), TODAY)
    QTest.keyClick(plot, Key.Key_T)
    assert page.span[1] == TODAY
    assert plot.readout_text.startswith("Today")


@pytest.mark.parametrize(
    ("days", "step", "all_days", "then"),
    [
        (42, -1, 900, 28), (42, 1, 900, 91), (7, -1, 900, 7), (900, 1, 900, 900),
        (730, 1, 900, 900), (900, -1, 900, 730), (42, 1, 20, 42), (42, -1, 20, 20),
        (2922, 1, 36_500, 36_500), (7, 1, 3, 7), (50, 1, 900, 91), (50, -1, 900, 42),
    ],
)  # fmt: skip
def test_zooming_takes_the_next_span(days: int, step: int, all_days: int, then: int) -> None:
    assert zoomed(days, step, all_days) == then


@pytest.mark.parametrize(
    ("hidden", "gone"),
    [
        ({"headache"}, "headache"), ({"session"}, "sessions"), ({"pair"}, "after a session"),
        ({"raw", "median"}, "ratings"),
    ],
)  # fmt: skip
def test_the_sentence_leaves_out_what_is_hidden(hidden: set[str], gone: str) -> None:
    shown = content(day(41), TODAY)
    named: Callable[[date], str] = str
    assert gone in spoken_summary(shown, named)
    assert gone not in spoken_summary(shown, named, hidden=hidden | {"pair"})
