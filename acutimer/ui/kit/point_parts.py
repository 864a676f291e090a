"""The parts in which a point is told, shared by the small card and the full one.

Must never leave out whose word something is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import column, frame, holding, label, row, typed
from acutimer.ui.kit.wording import AGREE, DIFFER, LIGHT_ONLY, NOT_IN_ARTICLE, seconds_range

if TYPE_CHECKING:
    from acutimer.core.points import Point
    from acutimer.core.safety_table import Reason
    from acutimer.ui.kit.theme import Theme

ELSEWHERE = "The article gives no times for this point; these come from elsewhere."
_STANDINGS = {
    "article": "the article",
    "tradition": "tradition",
    "evidence": "evidence",
    "ours": "our caution",
}


def names_of(point: Point) -> str:
    """The names behind the everyday one: code, pinyin, Han characters where they show, English."""
    return f"{point.code} · {point.pinyin}{_han(point.hanzi)} · “{point.name}”"


def said(icon_name: str, token: str, words: str, theme: Theme) -> QLayout:
    """A sentence with a sign before it."""
    return row(
        sign_of(icon_name, token, theme), label(words, wraps=True, kind="secondary"), spacing=8
    )


def sign_of(icon_name: str, token: str, theme: Theme) -> QLabel:
    """An icon at the height of a first line."""
    sign = QLabel()
    sign.setPixmap(icon(icon_name, theme.colour(token), 18).pixmap(QSize(18, 18)))
    sign.setAlignment(Qt.AlignmentFlag.AlignTop)
    sign.setFixedWidth(20)
    return sign


def how_they_differ(point: Point) -> str:
    """Whether article and standard agree; what a point rests on that the article does not name."""
    if point.article is None:
        return f"{NOT_IN_ARTICLE} {rests_on(point)} {point.known}"
    return AGREE if point.article.agrees else DIFFER


def rests_on(point: Point) -> str:
    """What pressing a point beyond the article rests on: "Tradition only."."""
    return f"{str(point.standing).capitalize()}."


def why_off(reasons: tuple[Reason, ...]) -> QWidget:
    """Why the point is off: each reason with whose it is."""
    box = frame("warning")
    inside = column(spacing=6, margins=(12, 10, 12, 10))
    for reason in reasons:
        inside.addWidget(label(_whose(reason), "small", wraps=True))
    box.setLayout(inside)
    return box


def pressure(point: Point, light: tuple[Reason, ...] | None) -> str:
    """How firmly a point is pressed; only lightly, and why, where the answers say so.

    ``light`` is the reasons, None where they do not. What has no timer is as light as it says.
    """
    if light is None or not point.timed:
        return point.intensity
    return " ".join((LIGHT_ONLY, *(_whose(reason) for reason in light)))


def _whose(reason: Reason) -> str:
    """A reason with whose it is."""
    return f"{reason.text} ({_STANDINGS.get(reason.standing, reason.standing)})"


def place_words(title: str, kind: str, sign: str, words: str) -> QVBoxLayout:
    """Where someone says the point is."""
    head = label(f"{sign} {title}", "small", kind, wraps=True)
    text = label(words, "small", wraps=True)
    return column(head, text, None, spacing=6, margins=(12, 10, 10, 12))


def titled(*rows: tuple[str, str]) -> QVBoxLayout:
    """Words under small titles; those without words are left out."""
    below = column(spacing=10)
    for title, words in rows:
        if words:
            text = label(words, "small", "secondary", wraps=True)
            below.addLayout(column(label(title, "small", "strong", wraps=True), text, spacing=1))
    return below


def how_to_press(rows: tuple[tuple[str, str], ...]) -> QWidget:
    """Answers beside each other, each under its question, or below where there is no room."""
    answers: list[QWidget] = []
    for title, words in rows:
        value = label(words, "bodyStrong")
        value.setWordWrap(True)
        value.setAlignment(Qt.AlignmentFlag.AlignTop)
        answers.append(holding(column(label(title, "small", "secondary"), value, spacing=2)))
    return flowing(*answers, across=20, tops=True)


def manner(point: Point) -> tuple[tuple[str, str], ...]:
    """How, how long and with what a point is pressed."""
    return (("How", point.mode), ("Time", seconds_range(point.seconds)), ("With", point.tool))


def _han(hanzi: str) -> str:
    """The Han characters when this machine has glyphs for them, else nothing."""
    layout = QTextLayout(hanzi, typed("bodyLarge"))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
    return f" {hanzi}" if glyphs and all(glyphs) else ""
