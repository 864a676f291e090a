"""The card of the plot: what its marks mean, the plot, and what is said while it is bare.

The plot and its heavy libraries are imported when it is made. Must never fetch anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from acutimer.core.summaries import spoken_summary
from acutimer.ui.history.invitation import Invitation
from acutimer.ui.history.legend import Legend
from acutimer.ui.kit.pieces import button, column, label

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.picture import Picture
    from acutimer.ui.history.plot import HistoryPlot
    from acutimer.ui.history.words import Words
    from acutimer.ui.kit.theme import Theme


class PlotCard(QFrame):
    """Without its plot until ``make_plot``."""

    log_pain_wanted = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._theme, self._words = theme, words
        self.plot: HistoryPlot | None = None
        self._shown: HistoryContent | None = None
        self.legend = Legend(theme)
        self.legend.hidden_changed.connect(lambda _: self._say())
        action = button("Log pain now", "primary")
        action.clicked.connect(self.log_pain_wanted)
        #: what is shown, in a sentence
        self.said = label("", "small", "secondary", wraps=True)
        self.invitation = Invitation(action)
        self._lines = column(
            self.legend, self.invitation, self.said, spacing=6, margins=(20, 13, 20, 10)
        )
        self.setLayout(self._lines)

    def make_plot(self) -> HistoryPlot:
        """Make the plot and put it below the legend."""
        from acutimer.ui.history.plot import HistoryPlot

        self.plot = plot = HistoryPlot(self._theme, self._words)
        plot.hide_layers(self.legend.hidden)
        self.legend.hidden_changed.connect(plot.hide_layers)
        self._lines.insertWidget(self._lines.indexOf(self.said), plot, 1)
        return plot

    def picture(self, shown: HistoryContent) -> Picture:
        """What is shown now, to be kept."""
        from acutimer.ui.history.picture import Picture

        legend = self.legend
        return Picture(
            shown, self._words, self.said.font(), legend.hidden, legend.entries, self.said.text()
        )

    def show_content(self, shown: HistoryContent) -> None:
        """Tell what the marks of the days shown mean, and all of them in one sentence."""
        self._shown = shown
        self.legend.show_content(shown)
        self._say()

    def _say(self) -> None:
        if self._shown is None:
            return
        words, hidden = self._words, self.legend.hidden
        said = spoken_summary(self._shown, words.full_day, words.unwelcome_one, hidden)
        self.said.setText(said)
        if self.plot is not None:
            self.plot.setAccessibleDescription(said)

    def invite(self, shown: HistoryContent, *, ever: bool) -> None:
        """Say what to expect of an empty plot."""
        self.invitation.invite(shown, ever=ever)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self.legend.set_theme(theme)
        if self.plot is not None:
            self.plot.set_theme(theme)
