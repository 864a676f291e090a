"""Where the Tab key goes next, and that one sees where it went.

Qt's own order is that of making, but pages are filled in pieces and lists are filled again. Must
never take or move the keyboard itself.
"""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_UNREACHED = Qt.FocusPolicy.NoFocus


def tab_after(anchor: QWidget, *parts: QWidget) -> None:
    """Let Tab come to these parts one after the other, right after ``anchor``.

    Inside each part the order stays. A part's own place in the order moves with it, so that what is
    put into it later can be anchored there.
    """
    stops = [stop for part in parts for stop in (part, *_stops_in(part))]
    # Qt orders only what can take the focus, so for this moment all of it can
    lent = [widget for widget in (anchor, *parts) if widget.focusPolicy() == _UNREACHED]
    for widget in lent:
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in itertools.pairwise([anchor, *stops]):
        QWidget.setTabOrder(before, after)
    for widget in lent:
        widget.setFocusPolicy(_UNREACHED)


def _stops_in(part: QWidget) -> list[QWidget]:
    """What can take the focus inside a part, in the order of now."""
    found: list[QWidget] = []
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        if widget.focusPolicy() != _UNREACHED and part.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


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
