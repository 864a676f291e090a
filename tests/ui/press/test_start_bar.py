"""What the start bar tells of the routine that Start would begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from acutimer.places import resource_path
from acutimer.storage.resource_files import load_atlas, load_routines
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.press.start_bar import StartBar
from tests.ui.pages_stage import cut, shown
from tests.ui.pages_stage import text_size as text_size


@pytest.fixture
def locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "ends"), [("en_US", "2:55\u202fPM"), ("de_DE", "14:55"), ("fi_FI", "14.55")]
)
def test_the_end_is_told_by_the_clock_of_the_locale(
    qtbot: QtBot, locale: None, name: str, ends: str
) -> None:
    atlas, _ = load_atlas(resource_path("points.toml"))
    routine = load_routines([resource_path("routines")], atlas)[0][0]
    QLocale.setDefault(QLocale(name))
    moment = datetime(2026, 5, 31, 14, 55) - timedelta(seconds=routine.length_s)
    bar = StartBar(load_theme("light"), lambda: moment)
    bar.show_routine(routine, "Start")
    shown(qtbot, bar, (1192, 84))
    lines = [one.text() for one in bar.findChildren(QLabel) if "ends about" in one.text()]
    assert [line.rpartition(" · ")[2] for line in lines] == [f"ends about {ends}"]
    assert cut(bar) == []


def test_a_line_that_is_too_long_says_less_instead_of_half(qtbot: QtBot) -> None:
    line = Elided("", "caption")
    qtbot.addWidget(line)
    line.show()
    told = ("6 steps · 10:29 · ends about 09:10", "6 steps · 10:29", "10:29")
    line.say(*told)
    metrics = line.fontMetrics()
    for text in told:
        line.resize(metrics.horizontalAdvance(text) + 1, 20)
        assert line._lines(metrics, line.width()) == [text]
        assert line.is_cut == (text != told[0])
        assert bool(line.toolTip()) == line.is_cut
    line.resize(metrics.horizontalAdvance("10:2"), 20)
    assert line._lines(metrics, line.width())[0].endswith("…")
