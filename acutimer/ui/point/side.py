"""The words of the full card between its title and what can be done with the point.

Must never do anything by itself: it tells what the person asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from acutimer.core.points import Side
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import breaking_button, column, label, scrolling
from acutimer.ui.kit.point_parts import names_of
from acutimer.ui.kit.scroll_keys import reach_by_tab
from acutimer.ui.kit.widths import width_em
from acutimer.ui.kit.wording import only_this_text
from acutimer.ui.point.text import PointText, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from acutimer.core.points import Point
    from acutimer.ui.kit.theme import Theme


_SIDES = {
    Side.LEFT: "Your left side.",
    Side.RIGHT: "Your right side.",
    Side.MIDDLE: "In the middle.",
}


#: From this width on the words stand well off the edges.
_ROOMY_EM = 20


class PointSide(QFrame):
    """Title, text that scrolls, and the acts below."""

    only_this_asked = Signal()
    add_asked = Signal()
    remove_asked = Signal()
    spot_asked = Signal()
    #: the code of the point
    sources_asked = Signal(str)

    def __init__(self, theme: Theme, sources: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self._code = ""
        self._removes = False
        self._title = label("", "h1", wraps=True)
        self._names = label("", "small", "secondary", wraps=True)
        self._where = label("", "body", "secondary", wraps=True)
        self._head = column(self._title, self._names, self._where, spacing=2)
        self.text = PointText(theme, sources)
        self._scroll = scrolling(self.text)
        reach_by_tab(self._scroll, "About this point")
        self.only_button = breaking_button(only_this_text(0), "primary")
        self.only_button.clicked.connect(self.only_this_asked)
        self.add_button = breaking_button("Add to routine")
        self.add_button.clicked.connect(self._add_or_remove)
        self.spot_button = breaking_button("My spot", tip="Move the marker to where it is tender.")
        self.spot_button.clicked.connect(self.spot_asked)
        self.sources_button = breaking_button(
            "Sources", "quiet", tip="The article, WHO, and all addresses."
        )
        self.sources_button.clicked.connect(lambda: self.sources_asked.emit(self._code))
        acts = (self.only_button, self.add_button, self.spot_button, self.sources_button)
        self._foot = column(flowing(*acts))
        self.setLayout(column(self._head, (self._scroll, 1), self._foot))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a narrow window needs the room at its edges."""
        edge = 28 if width_em(self) >= _ROOMY_EM else 8
        self._head.setContentsMargins(edge, 18, edge, 0)
        self._foot.setContentsMargins(edge, 8, edge, 16)
        super().resizeEvent(event)

    def show_point(
        self,
        point: Point,
        side: Side,
        told: Told,
        *,
        in_your_points: bool,
        alone_s: int,
        can_move: bool,
    ) -> None:
        """Say everything about a point; ``can_move`` where its own spot can be set.

        Pressed alone it takes ``alone_s`` seconds.
        """
        self._title.setText(point.plain)
        self._names.setText(names_of(point))
        where = point.landmark_words
        self._where.setText(f"{where[:1].upper()}{where[1:]}. {_SIDES[side]}")
        may = point.timed and not told.reasons
        self.only_button.setEnabled(may)
        self.add_button.setEnabled(may)
        self.only_button.setText(only_this_text(alone_s if may else 0))
        self._removes = in_your_points
        self.add_button.setText("Take out" if in_your_points else "Add to routine")
        self.spot_button.setEnabled(can_move)
        self.text.show_point(point, told)
        if point.code != self._code:
            self._code = point.code
            self._scroll.verticalScrollBar().setValue(0)

    def hasHeightForWidth(self) -> bool:
        """The text scrolls: the column takes the height there is."""
        return False

    def _add_or_remove(self) -> None:
        (self.remove_asked if self._removes else self.add_asked).emit()
