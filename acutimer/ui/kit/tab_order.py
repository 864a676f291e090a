"""Where the Tab key goes next, and that one sees where it went.

Qt's own order is that of making, but pages are filled in pieces and lists are filled again. Must
never take or move the keyboard itself.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


_UNREACHED = Qt.FocusPolicy.NoFocus


def tab_after(anchor: QWidget, *parts: QWidget) -> None:
    """Let Tab come to these parts one after the other, right after ``anchor``.

    Inside each part it goes as the part is laid out. A part's own place in the order moves with it,
    so that what is put into it later can be anchored there. A part named twice comes last.
    """
    stops = [stop for part in parts for stop in (part, *_stops_in(part))]
    stops = list(dict.fromkeys(reversed(stops)))[::-1]
    # Qt orders only what can take the focus, so for this moment all of it can
    lent = [widget for widget in (anchor, *parts) if widget.focusPolicy() == _UNREACHED]
    for widget in lent:
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in itertools.pairwise([anchor, *stops]):
        QWidget.setTabOrder(before, after)
    for widget in lent:
        widget.setFocusPolicy(_UNREACHED)


def _stops_in(part: QWidget) -> Iterator[QWidget]:
    """What can take the focus inside a part, as it is laid out.

    Not by Qt's own chain: that leads through the insides of scroll areas, and for one such widget
    PySide6 loads every class of widget there is.
    """
    for inside in _laid_out(part):
        if inside.focusPolicy() != _UNREACHED:
            yield inside
        yield from _stops_in(inside)


def _laid_out(part: QWidget) -> Iterator[QWidget]:
    if isinstance(part, QScrollArea):
        held = [part.widget()]
    elif isinstance(part, QStackedWidget):
        held = [part.widget(index) for index in range(part.count())]
    else:
        held = _held(part, part.layout())
    yield from (widget for widget in held if widget is not None)


def _held(part: QWidget, layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout, in its order.

    Not by ``itemAt``: PySide6 keeps the item it gives for as long as the layout lives, also when Qt
    has deleted it with its widget, and what is made at its address later crashes.
    """
    if layout is None:
        return
    pieces = (*part.children(), *layout.children())
    placed = [(layout.indexOf(one), one) for one in pieces if isinstance(one, QWidget | QLayout)]
    for index, one in sorted(placed, key=lambda pair: pair[0]):
        if index >= 0 and isinstance(one, QWidget):
            yield one
        elif index >= 0 and isinstance(one, QLayout):
            yield from _held(part, one)


def bring_into_sight(now: QWidget) -> None:
    """Scroll to what the keyboard came to; a click came to what is in sight already.

    Qt does so only for Tab inside a scrolled area, not for Tab into it nor for arrows.
    """
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        return
    around = now.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(now, 8, 8)
        around = around.parentWidget()
