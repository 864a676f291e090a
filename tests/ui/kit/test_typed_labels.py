"""A text keeps the font of its role, wherever it is put and however often the size changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from acutimer.ui.kit.pieces import label, typed, wear_again
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import load_theme
from tests.ui.session.stage import size_text


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """The application's own font and sheet, afterwards."""
    font, sheet = qapp.font(), qapp.styleSheet()
    yield
    qapp.setFont(font)
    qapp.setStyleSheet(sheet)


def _grow(qapp: QApplication, points: float) -> None:
    size_text(qapp, points)
    qapp.setStyleSheet("")
    qapp.setStyleSheet(stylesheet(load_theme("light"), points))
    wear_again(qapp)


@pytest.mark.parametrize("role", ["bodyStrong", "caption", "small"])
def test_put_elsewhere_after_another_size_it_has_the_size_of_now(
    qtbot: QtBot, qapp: QApplication, role: str
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    inside, below = QWidget(), QVBoxLayout(page)
    below.addWidget(inside)
    _grow(qapp, 21.0)
    said = label("Steps that are left out", role)
    QVBoxLayout(inside).addWidget(said)
    page.show()
    _grow(qapp, 10.5)
    area = QScrollArea()
    below.addWidget(area)
    area.setWidget(inside)
    page.grab()
    assert said.font().pointSizeF() == pytest.approx(typed(role).pointSizeF(), abs=0.1)
