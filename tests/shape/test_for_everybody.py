"""Nothing is cut in strong contrast without movement, from right to left, or twice as large.

Longer words are of test_nothing_is_cut.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from acutimer.core.wishes import Wishes
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.shape.measure import faults, settle
from tests.shape.scenes import SCENES, keep_days, rest
from tests.shape.test_nothing_is_cut import DRAWN_PT, FAMILIES, _Exposed

ROOT = Path(__file__).parents[2]
SIZE = (1280, 800)
#: Pages of every kind; in all of them it would take minutes.
FEW = (*("routines", "where", "history", "editor", "sessions", "session", "rating"),)
WAYS = ("strong contrast", "right to left")


@pytest.fixture(scope="module", params=WAYS)
def seen(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[tuple[Journey, str]]:
    """The window in one of these ways."""
    way: str = request.param
    home = Path(tempfile.mkdtemp(prefix="shape"))
    keep_answers(home, FakeClock())
    keep_days(home)
    before, direction = qapp.font(), qapp.layoutDirection()
    font = QFont(FAMILIES[0])
    font.setPointSizeF(DRAWN_PT)
    qapp.setFont(font)
    if way == "right to left":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made = Journey(home, _Exposed())
    made.open()
    if way == "strong contrast":
        choices = made.app.choices
        choices.choose(choices.now._replace(theme="hcLight"))
        choices.hear_desktop(Wishes(still=True, contrast=True))
        assert not choices.moves
    yield made, way
    made.leave()
    qapp.setFont(before)
    qapp.setLayoutDirection(direction)
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.parametrize("name", FEW)
def test_nothing_is_cut_for_anybody(seen: tuple[Journey, str], name: str) -> None:
    day, way = seen
    rest(day)
    shown = SCENES[name](day)
    shown.resize(*SIZE)
    settle()
    is_mirrored = shown.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert is_mirrored == (way == "right to left")
    assert faults(shown) == []


def test_nothing_is_cut_on_a_screen_of_twice_the_points() -> None:
    """Qt reads that when it begins, so in a program of its own."""
    chosen = "cut_for_anybody and strong and (routines or history or session or rating)"
    words = "-m pytest -q -n0 -p no:cacheprovider"
    ended = subprocess.run(
        [sys.executable, *words.split(), __file__, "-k", chosen],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
    assert "passed" in ended.stdout
