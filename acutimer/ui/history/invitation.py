"""What an empty or nearly empty plot says, and where among the marks it stands.

Must never hide a mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from acutimer.ui.history.words import (
    FEW,
    FEW_TEXT,
    NOTHING_HERE,
    NOTHING_HERE_TEXT,
    NOTHING_NOTED,
    NOTHING_NOTED_TEXT,
)
from acutimer.ui.kit.pieces import column, label, row

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.plot import HistoryPlot

_WIDEST_PX, _NARROWEST_PX = 520, 340


class Invitation(QFrame):
    """What to expect of the plot, with a way to note a first number."""

    def __init__(self, action: QWidget) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.heading = label("", "h2")
        self.heading.setWordWrap(True)
        self.body = label("", kind="secondary", wraps=True)
        self.action = action
        self.setLayout(
            column(
                self.heading, self.body, 6, row(action, None), spacing=6, margins=(24, 18, 24, 20)
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def invite(
        self, shown: HistoryContent, plot: HistoryPlot, above: QVBoxLayout, *, ever: bool
    ) -> None:
        """Show itself where there is little to see; ``ever`` tells whether anything was noted.

        It lies over the plot where there is free room, else in the layout ``above`` it.
        """
        gates = shown.gates
        if shown.is_empty:
            words = (
                (NOTHING_HERE, NOTHING_HERE_TEXT) if ever else (NOTHING_NOTED, NOTHING_NOTED_TEXT)
            )
        elif not gates.shows_mean and not gates.shows_weeks:
            words = (FEW, FEW_TEXT)
        else:
            self.hide()
            above.removeWidget(self)
            return
        self.heading.setText(words[0])
        self.body.setText(words[1])
        self._place(shown, plot, above)
        self.show()

    def _place(self, shown: HistoryContent, plot: HistoryPlot, above: QVBoxLayout) -> None:
        place = plot.frame
        edges = [place.left]
        for day in shown.days:
            column_ = place.column(day.day.toordinal())
            edges += [column_.left() - 12, column_.right() + 12]
        edges.append(place.right)
        left, right = max(
            zip(edges[::2], edges[1::2], strict=True), key=lambda ends: ends[1] - ends[0]
        )
        width = min(_WIDEST_PX, int(right - left) - 48)
        height = self.heightForWidth(width)
        if width < _NARROWEST_PX or height > place.bottom - place.top - 40:
            # No free room among the marks: above them, then.
            above.insertWidget(1, self)
            return
        above.removeWidget(self)
        x = plot.x() + int((left + right - width) / 2)
        y = plot.y() + int((place.top + place.bottom - height) / 2) - 10
        self.setGeometry(x, y, width, height)
        self.raise_()
