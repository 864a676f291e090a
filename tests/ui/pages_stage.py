"""Pages shown for real, with the real rules and points, and what is cut or out of reach on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.safety import Answer, Given, Profile
from acutimer.core.safety_table import Rules
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import load_theme, palette
from tests.ui.session.stage import size_text

TODAY = date(2025, 6, 3)
NOON = datetime(2025, 6, 3, 12, tzinfo=UTC)
#: The page beside the title bar at the sizes drawn, and one that is smaller than any.
SIZES = ((1280, 764), (900, 564), (640, 500))


@pytest.fixture(autouse=True)
def text_size(qapp: QApplication) -> Iterator[None]:
    """The text size of the drawings, so that widths in em are those of the drawings."""
    before = qapp.font()
    size_text(qapp, 10.5)
    yield
    qapp.setFont(before)


def shown(
    qtbot: QtBot, page: QWidget, size: tuple[int, int] = SIZES[0], theme_name: str = "light"
) -> None:
    theme = load_theme(theme_name)
    page.setPalette(palette(theme))
    page.setStyleSheet(stylesheet(theme, QApplication.font().pointSizeF()))
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
    settle(page)


def settle(page: QWidget) -> None:
    """Let layouts that depend on each other's width come to rest."""
    for _ in range(4):
        QApplication.processEvents()
    assert page.isVisible()


def all_no(rules: Rules, on: date = TODAY, confirmed_on: date | None = None) -> Profile:
    given = {question.id: Given(Answer.NO, on) for question in rules.questions}
    return Profile(given, confirmed_on or on)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def cut(page: QWidget) -> list[str]:
    """What is shown smaller than it needs, or wider than the page."""
    found: list[str] = []
    for one in page.findChildren(QLabel):
        if not one.isVisible() or not one.text():
            continue
        if one.wordWrap():
            needs = one.heightForWidth(one.width())
            if needs > one.height():
                found.append(f"label {one.text()[:40]!r} is {one.height()} of {needs} px high")
        elif one.sizeHint().width() > one.width():
            found.append(f"label {one.text()[:40]!r} is {one.width()} px wide")
    for one in page.findChildren(QAbstractButton):
        needs = one.minimumSizeHint()
        if one.isVisible() and (needs.width() > one.width() or needs.height() > one.height()):
            found.append(f"button {one.text()!r} is {one.size().toTuple()} of {needs.toTuple()}")
    for area in page.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside and inside.width() > area.viewport().width():
            found.append(f"an area scrolls sideways by {inside.width() - area.viewport().width()}")
    return found


def tabbed(
    page: QWidget, look: Callable[[QWidget], None] = lambda _: None, most: int = 120
) -> list[QWidget]:
    """Every control that Tab reaches, in order from the page itself; ``look`` sees each in turn."""
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    found: list[QWidget] = []
    for _ in range(most):
        focused = page.window().focusWidget() or page
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = page.window().focusWidget()
        if now is None or now in found:
            break
        look(now)
        found.append(now)
    return found
