"""What does not fit in a window: texts and controls that are cut, out of reach or over each other.

Everything is measured on the widgets as they stand, so that whatever a page shows is found, also
what is added to it later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.faceless_button import FacelessButton
from acutimer.ui.kit.elided import Elided

#: A pixel is lost where sizes are rounded.
_ROUNDED_PX = 1
#: So much of a part that scrolls is in sight at least, or its words cannot be read.
_LEAST_SEEN_PX = 48
_LETTERS = re.compile(r"\b[^\W\d_]{2,}\b")
#: An address on the web stays as it is, too.
_ADDRESS = re.compile(r"\S+://\S+|\S+\.(?:com|net|org|au|info)\b")
#: Codes of points, and what stands on a key: no language changes them.
_KEPT = re.compile(r"[A-Z]{2}\d+|[A-Z]|F\d+|Esc|Ctrl")


class Text(NamedTuple):
    """A widget with a text that can be read or pressed."""

    widget: QWidget
    words: str

    @property
    def told(self) -> str:
        """What it is called in a fault."""
        words = " ".join(self.words.split())
        return f"{type(self.widget).__name__} {words[:48]!r}"


def faults(window: QWidget) -> list[str]:
    """Everything in a window that is cut, out of reach, or over another text."""
    shown = list(texts(window))
    found = [f"{one.told} {fault}" for one in shown if (fault := cut(one.widget))]
    controls = [one for one in window.findChildren(QWidget) if _is_operated(one)]
    found += [f"{told(one)} {fault}" for one in controls if (fault := out_of_reach(one, window))]
    found += [f"{one.told} {far}" for one in shown if (far := out_of_reach(one.widget, window))]
    found += too_wide(window)
    found += [f"{a.told} lies over {b.told}" for a, b in overlaps(shown, window)]
    return sorted(set(found))


def told(widget: QWidget) -> str:
    """What a control is called in a fault."""
    speaks = isinstance(widget, QLabel | QAbstractButton)
    words = widget.accessibleName() or (widget.text() if speaks else "")
    return f"{type(widget).__name__} {words[:48]!r}"


def texts(window: QWidget) -> Iterator[Text]:
    """What is shown with words on it."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, FacelessButton):
            continue
        words = ""
        if isinstance(widget, QLabel):
            words = widget.text() if widget.pixmap().isNull() else ""
        elif isinstance(widget, QAbstractButton):
            words = widget.text()
        elif isinstance(widget, QComboBox):
            words = widget.currentText()
        elif isinstance(widget, QLineEdit):
            words = "" if widget.text() else widget.placeholderText()
        if words.strip():
            yield Text(widget, words)


def cut(widget: QWidget) -> str:
    """Why a text is not shown whole; empty when it is."""
    if isinstance(widget, QLabel):
        return _cut_label(widget)
    if isinstance(widget, QAbstractButton):
        needs = widget.minimumSizeHint()
        if widget.hasHeightForWidth() and needs.width() <= widget.width():
            needs.setHeight(widget.heightForWidth(widget.width()))
        return _smaller(widget.size(), needs)
    metrics = widget.fontMetrics()
    if isinstance(widget, QComboBox):
        needs = metrics.horizontalAdvance(widget.currentText()) + 24
        return _smaller(widget.size(), QSize(needs, metrics.height()))
    assert isinstance(widget, QLineEdit)
    needs = metrics.horizontalAdvance(widget.placeholderText()) + 12
    return _smaller(widget.size(), QSize(needs, metrics.height()))


def _cut_label(label: QLabel) -> str:
    if label.property("elides"):
        # who cuts a text with dots has it whole in its tooltip
        whole = label.toolTip() or label.accessibleName()
        high = label.heightForWidth(label.width())
        high = high if high > 0 else label.sizeHint().height()
        lines = _smaller(QSize(1, label.height()), QSize(0, high))
        is_cut = (
            label.is_cut if isinstance(label, Elided) else label.sizeHint().width() > label.width()
        )
        return lines or ("elides" if is_cut and not whole else "")
    if not label.wordWrap():
        return _smaller(label.size(), label.sizeHint())
    inside = label.contentsRect().width() - 2 * label.margin()
    plain = re.sub(r"<[^>]+>", " ", label.text())
    if label.toolTip() == label.text():
        return ""  # an address, in which no line can break
    # a line of an address breaks behind a stroke too
    parts = re.split(r"\s+|(?<=/)", plain)
    longest = max((label.fontMetrics().horizontalAdvance(one) for one in parts), default=0)
    needs = QSize(longest + label.width() - inside, label.heightForWidth(label.width()))
    return _smaller(label.size(), needs)


def _smaller(has: QSize, needs: QSize) -> str:
    if has.width() + _ROUNDED_PX < needs.width():
        return f"is {has.width()} of {needs.width()} px wide"
    if has.height() + _ROUNDED_PX < needs.height():
        return f"is {has.height()} of {needs.height()} px high"
    return ""


def _is_operated(widget: QWidget) -> bool:
    """Whether it is a control of the page; markers on the body have their own tests."""
    return (
        widget.isVisible()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not isinstance(widget, FacelessButton | AtlasView)
        and not isinstance(widget.parentWidget(), AtlasView)
    )


def out_of_reach(widget: QWidget, window: QWidget) -> str:
    """Why no scrolling brings a widget into sight; empty when it can be seen whole."""
    part = widget
    box = QRect(QPoint(), widget.size())
    while part is not window:
        around = part.parentWidget()
        if around is None:
            return ""  # a window of its own
        box.translate(part.pos())
        area = around.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is around:
            if around.height() < min(_LEAST_SEEN_PX, box.height()):
                return f"scrolls in {around.height()} px"
            part, box = area, QRect(QPoint(), area.size())
            continue
        room = around.rect().adjusted(-_ROUNDED_PX, -_ROUNDED_PX, _ROUNDED_PX, _ROUNDED_PX)
        if not room.contains(box):
            return f"is cut by {told(around)} of {around.width()} x {around.height()}"
        part = around
    return ""


def too_wide(window: QWidget) -> Iterator[str]:
    """What scrolls though it is wider than its room, with the part that asks for so much."""
    for area in window.findChildren(QScrollArea):
        inside, room = area.widget(), area.viewport().width()
        if not area.isVisible() or inside is None:
            continue
        least = max(inside.minimumWidth(), inside.minimumSizeHint().width())
        if least > room + _ROUNDED_PX:
            yield f"a page is {least} of {room} px wide for {_widest(inside)}"


def _widest(inside: QWidget) -> str:
    """The innermost part that needs most width."""
    stacked = isinstance(inside, QStackedWidget)  # as wide as the widest of its pages
    parts = [one for one in inside.children() if isinstance(one, QWidget)]
    parts = [one for one in parts if stacked or one.isVisibleTo(inside)]
    parts = [one for one in parts if not isinstance(one, QLabel) or not one.wordWrap()]
    if not parts:
        return told(inside)
    part = max(parts, key=lambda one: max(one.minimumWidth(), one.minimumSizeHint().width()))
    least = max(part.minimumWidth(), part.minimumSizeHint().width())
    return f"{told(part)} ({least}) < {_widest(part)}" if least > 60 else told(inside)


def overlaps(shown: list[Text], window: QWidget) -> Iterator[tuple[Text, Text]]:
    """Pairs of texts in one layer of the window of which one lies over the other."""
    places = [(one, _seen(one.widget, window)) for one in shown]
    for (a, box), (b, other) in combinations(places, 2):
        common = box & other
        if common.width() <= 2 or common.height() <= 2:
            continue
        related = a.widget.isAncestorOf(b.widget) or b.widget.isAncestorOf(a.widget)
        if not related and _layer(a.widget, window) is _layer(b.widget, window):
            yield a, b


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget is in its window, as far as it is not scrolled away."""
    box = QRect(widget.mapTo(window, QPoint()), widget.size())
    around = widget.parentWidget()
    while around is not None and around is not window:
        box &= QRect(around.mapTo(window, QPoint()), around.size())
        around = around.parentWidget()
    return box


def _layer(widget: QWidget, window: QWidget) -> QWidget:
    """What floats over the rest and holds this widget: no layout placed it; else the window."""
    part = widget
    while part is not window and (around := part.parentWidget()) is not None:
        layout = around.layout()
        placed = layout is not None and layout.indexOf(part) >= 0
        inside = isinstance(around.parentWidget(), QAbstractScrollArea)
        if layout is not None and not placed and not inside and not _holds(around, part):
            return part
        part = around
    return window


def _holds(around: QWidget, part: QWidget) -> bool:
    """Whether a layout within the layout of ``around`` places a widget."""
    return any(layout.indexOf(part) >= 0 for layout in around.findChildren(QLayout))


# --- another language ---------------------------------------------------------------------------


@contextmanager
def longer_words(window: QWidget, share: float = 0.4) -> Iterator[None]:
    """Every word on labels and buttons grown by a share, as in a language with longer ones."""
    before = [one for one in texts(window) if _speaks(one.widget)]
    for one in before:
        _say(one.widget, longer(one.words, share))
    _look_again(window)
    try:
        yield
    finally:
        for one in before:
            if isValid(one.widget):  # a list may have made its rows anew
                _say(one.widget, one.words)
        _look_again(window)


def _look_again(window: QWidget) -> None:
    """Let pages arrange what they hold by its words, as they do when they are first shown."""
    for widget in (window, *window.findChildren(QWidget)):
        QApplication.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))
    settle()


def longer(words: str, share: float) -> str:
    """A text with every word of a language grown."""
    begin, told = 0, ""
    for kept in _ADDRESS.finditer(words):
        told += _grown_words(words[begin : kept.start()], share) + kept[0]
        begin = kept.end()
    return told + _grown_words(words[begin:], share)


def _grown_words(words: str, share: float) -> str:
    return _LETTERS.sub(lambda word: grown(word[0], share), words)


def grown(word: str, share: float) -> str:
    """A word with more letters in its middle: "Settings" becomes "Settttings"."""
    if _KEPT.fullmatch(word):
        return word
    more = max(1, round(len(word) * share))
    middle = len(word) // 2
    return word[:middle] + "e" * more + word[middle:]


def _speaks(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton) and widget.property("kind") != "key"


def _say(widget: QWidget, words: str) -> None:
    widget.setText(words)  # type: ignore[attr-defined]


def settle() -> None:
    """Let layouts that depend on each other's width come to rest."""
    for _ in range(6):
        QApplication.processEvents()
