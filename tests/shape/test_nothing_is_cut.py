"""Nothing is cut on any page: small and large windows, large text, other fonts, longer words.

The whole grid takes long: ACUTIMER_SHAPES=all packaging/dev test tests/shape (docs/proofs.md).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.shape.measure import faults, grown, longer_words, settle
from tests.shape.scenes import SCENES, keep_days, rest

#: The point size that the pages are drawn with.
DRAWN_PT = 10.5
FAMILIES = ("DejaVu Sans", "Cantarell", "Noto Sans")
TIMES = (1.0, 1.25, 1.5, 2.0)
SIZES = ((480, 420), (640, 500), (900, 600), (1280, 800), (2560, 1600))


class Shape(NamedTuple):
    """One window: its size, its text, its words."""

    size: tuple[int, int]
    times: float
    longer: bool = False


#: With two banners at once the lowest pages are too full still.
LEAST_HEIGHT = {"session slept": 490}
#: What every run tries: the smallest window, and the one that is drawn.
FEW = (Shape((480, 420), 1.0), Shape((1280, 800), 1.0))
ALL = tuple(
    Shape(size, times, longer) for times in TIMES for size in SIZES for longer in (False, True)
)
TRIES_ALL = os.environ.get("ACUTIMER_SHAPES") == "all"
#: Fonts, each with the shapes that are tried in one window.
WINDOWS = [(family, ALL) for family in FAMILIES] if TRIES_ALL else [(FAMILIES[0], FEW)]


@pytest.fixture(scope="module", params=WINDOWS, ids=lambda one: one[0])
def tried(
    qapp: QApplication, request: pytest.FixtureRequest
) -> Iterator[tuple[Journey, tuple[Shape, ...]]]:
    """One window in which page follows page, in one font, and the shapes to give it."""
    family, shapes = request.param
    if family not in QFontDatabase.families():
        pytest.skip(f"{family} is not on this machine")
    # short, as a person's own is: Settings shows it, and a path has no place to break
    home = Path(tempfile.mkdtemp(prefix="shape"))
    keep_answers(home, FakeClock())
    keep_days(home)
    before = qapp.font()
    font = QFont(family)
    font.setPointSizeF(DRAWN_PT)
    qapp.setFont(font)
    made = Journey(home, _Exposed())
    made.open()
    yield made, shapes
    made.leave()
    qapp.setFont(before)
    shutil.rmtree(home, ignore_errors=True)


class _Exposed:
    """What a journey asks of pytest-qt, for longer than one test."""

    def waitExposed(self, window: QWidget) -> None:  # noqa: N802 - as pytest-qt has it
        settle()
        assert window.isVisible()


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_cut(tried: tuple[Journey, tuple[Shape, ...]], name: str) -> None:
    day, shapes = tried
    rest(day)
    shown = SCENES[name](day)
    found: list[str] = []
    window = day.app.window
    for shape in shapes:
        if shape.size[1] < LEAST_HEIGHT.get(name, 0):
            continue
        window.set_text_size(shape.times)
        settle()
        shown.resize(*shape.size)
        settle()
        if shape.longer:
            with longer_words(shown):
                found += [f"{shape}: {fault}" for fault in faults(shown)]
        else:
            found += [f"{shape}: {fault}" for fault in faults(shown)]
    if shown is not window:
        shown.close()
    assert not found, "\n".join(found)


def test_a_smaller_window_leaves_the_questions_of_safety_their_room(
    tried: tuple[Journey, tuple[Shape, ...]],
) -> None:
    """With large text, where what is said below them scrolls."""
    day, _ = tried
    rest(day)
    window = SCENES["safety 1"](day)
    day.app.window.set_text_size(1.5)
    for size in ((1280, 800), (900, 600), (640, 500)):
        window.resize(*size)
        settle()
        screens = day.app.window.built("safety").screens  # type: ignore[union-attr]
        assert screens.scroll.height() >= size[1] // 3, size
    day.app.window.set_text_size(1.0)


# --- would it notice? ---------------------------------------------------------------------------


def page(qtbot: QtBot, *parts: QWidget) -> QWidget:
    made = QWidget()
    below = QVBoxLayout(made)
    for part in parts:
        below.addWidget(part)
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    settle()
    return made


def test_what_fits_is_no_fault(qtbot: QtBot) -> None:
    assert faults(page(qtbot, QLabel("Press"), QPushButton("Start"))) == []


def test_a_label_narrower_than_its_words_is_a_fault(qtbot: QtBot) -> None:
    label = QLabel("Where does it hurt?")
    made = page(qtbot, label)
    label.setFixedWidth(40)
    settle()
    (fault,) = faults(made)
    assert "is 40 of" in fault


def test_a_button_lower_than_its_words_is_a_fault(qtbot: QtBot) -> None:
    start = QPushButton("Start")
    made = page(qtbot, start)
    start.setFixedHeight(6)
    settle()
    assert [fault for fault in faults(made) if "px high" in fault]


def test_a_word_broken_off_in_a_wrapped_label_is_a_fault(qtbot: QtBot) -> None:
    label = QLabel("an acupressuretimerforeverybody")
    label.setWordWrap(True)
    made = page(qtbot, label)
    label.setFixedWidth(60)
    settle()
    assert [fault for fault in faults(made) if "wide" in fault]


def test_a_control_outside_the_window_is_a_fault(qtbot: QtBot) -> None:
    made = page(qtbot, QLabel("Press"))
    lost = QPushButton("Start", made)
    lost.setGeometry(280, 20, 90, 40)
    lost.show()
    settle()
    assert [fault for fault in faults(made) if "is cut by" in fault]


def test_a_text_over_another_is_a_fault(qtbot: QtBot) -> None:
    below, above = QLabel("No pain"), QLabel("Worst pain")
    made = page(qtbot, below, above)
    above.setGeometry(below.geometry())
    assert [fault for fault in faults(made) if "lies over" in fault]


def test_longer_words_come_and_go(qtbot: QtBot) -> None:
    label, start = QLabel("Settings of GB20"), QPushButton("4:15")
    made = page(qtbot, label, start)
    with longer_words(made):
        assert (label.text(), start.text()) == ("Setteeeings oef GB20", "4:15")
    assert label.text() == "Settings of GB20"
    assert len(grown("Settings", 0.4)) >= 1.35 * len("Settings")
