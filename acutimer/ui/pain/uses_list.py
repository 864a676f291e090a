"""What sources use points for, for the places that were marked: said with the source's name.

Must never promise anything, and never offer a point that the safety answers switch off: the caller
says which points may be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acutimer.core.pain_places import REGIONS, regions_of
from acutimer.core.point_uses import NO_SOURCE, PointUses, Suggestion
from acutimer.ui.kit.pieces import button, column, holding, label, row

TITLE = "Used for this place"
NO_PROMISE = "These sources say so; nobody here promises it."
#: Each is off after the safety questions, or beyond the article's points and not wanted.
ALL_OFF = "Sources name points for this place; none of them is switched on."
AWAITS_SAFETY = "Points are shown here once your safety answers let a session begin."
_CODE_PX = 64
#: Brings the first line of small words to the line of the link.
_TO_LINK_PX = 3


class PointUsesList(QWidget):
    """Region by region the points sources name; ``point_asked`` tells whose card is wanted."""

    point_asked = Signal(str)

    def __init__(self, uses: PointUses) -> None:
        super().__init__()
        self._uses = uses
        self._offered: Mapping[str, str] | None = None
        self._cards = True
        self._places: tuple[str, ...] = ()
        self._rows: QWidget | None = None
        self._below = QVBoxLayout(self)
        self._below.setContentsMargins(0, 0, 0, 0)

    def offer(self, points: Mapping[str, str] | None, *, cards: bool = True) -> None:
        """The points that may be shown, code and name; None while no session may begin.

        ``cards``: whether a card can be shown now.
        """
        self._offered, self._cards = points, cards
        self.show_places(self._places)

    def show_places(self, places: Iterable[str]) -> None:
        """Say what sources use for these places."""
        self._places = tuple(places)
        if self._rows is not None:
            self._below.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
            self._rows = None
        regions = regions_of(self._places)
        self.setVisible(bool(regions))
        if regions:
            self._rows = self._filled(regions)
            self._below.addWidget(self._rows)

    def _filled(self, regions: tuple[str, ...]) -> QWidget:
        rows = column(label(TITLE if len(regions) == 1 else "Used for these places", "bodyStrong"))
        rows.setSpacing(4)
        if self._offered is None:
            rows.addWidget(label(AWAITS_SAFETY, "small", "secondary", wraps=True))
        sources: list[str] = []
        for region in regions:
            rows.addSpacing(4)
            sources += self._add_region(rows, region, named=len(regions) > 1)
        if sources:
            rows.addSpacing(6)
            said = "; ".join(dict.fromkeys(sources))
            rows.addWidget(label(f"{NO_PROMISE} {said}.", "caption", "secondary", wraps=True))
        return holding(rows)

    def _add_region(self, rows: QVBoxLayout, region: str, *, named: bool) -> list[str]:
        """Add what is said of one region; gives the sources in full."""
        sources: list[str] = []
        if named:
            rows.addWidget(label(REGIONS[region], "small", "strong"))
        for note in self._uses.notes_for(region):
            rows.addWidget(label(note.text, "small", "nowWord", wraps=True))
            sources.append(note.source.full)
        if self._offered is None:
            return sources
        suggestions = self._uses.suggestions(region, self._offered)
        for suggestion in suggestions:
            rows.addWidget(self._row(suggestion))
            sources += suggestion.sources
        if not suggestions:
            words = ALL_OFF if self._uses.names_a_point(region) else NO_SOURCE
            rows.addWidget(label(words, "small", "secondary", wraps=True))
        return sources

    def _row(self, suggestion: Suggestion) -> QWidget:
        code = suggestion.point
        assert self._offered is not None
        plain = self._offered[code]
        link = button(plain, "link", name=f"{plain}, {code}, show its card")
        link.setAutoDefault(False)
        link.setAccessibleDescription(". ".join((suggestion.words, *suggestion.notes)))
        link.setMinimumWidth(_CODE_PX)
        link.setEnabled(self._cards)
        link.setToolTip("" if self._cards else "After the session")
        link.clicked.connect(lambda _=False: self.point_asked.emit(code))
        said = column(label(suggestion.words, "small", wraps=True), spacing=1)
        for note in suggestion.notes:
            said.addWidget(label(note, "caption", "secondary", wraps=True))
        across = row(column(link, None), spacing=10)
        said.setContentsMargins(0, _TO_LINK_PX, 0, 0)
        across.addLayout(said, 1)
        return holding(across)
