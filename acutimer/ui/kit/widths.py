"""Sizes at which pages stand otherwise, and how wide a widget is in its own text.

Plain numbers and questions. Must never lay anything out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget

#: Widths of the window in em from which there is room for three columns, and for two.
WIDE_EM, MIDDLE_EM = 84, 56
#: Below this height of a page it saves on its margins.
SHORT_PX = 640
#: The rail at its widest, and the em that the pages are drawn with.
RAIL_PX, DRAWN_EM_PX = 88, 14
#: Qt's own "no limit".
ANY_PX = 16_777_215


def em_px(widget: QWidget) -> int:
    """The size of the widget's text in pixels."""
    return max(1, widget.fontInfo().pixelSize())


def width_em(widget: QWidget) -> float:
    """How wide the widget is in its own text."""
    return widget.width() / em_px(widget)


def columns_beside_rail(page: QWidget) -> int:
    """How many columns, up to three, stand on a page with the rail beside it."""
    # the rail is part of the window's width
    em = width_em(page) + RAIL_PX / DRAWN_EM_PX
    return 3 if em >= WIDE_EM else (2 if em >= MIDDLE_EM else 1)


def longest_word_px(words: QLabel) -> int:
    """The least width at which no word of a text that wraps is broken."""
    metrics = words.fontMetrics()
    return max((metrics.horizontalAdvance(one) for one in words.text().split()), default=0)
