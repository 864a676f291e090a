"""The question where it hurts: the body to mark places on, and the same places as boxes to tick.

Map and boxes are always in step; without picture or outlines the boxes do the job alone. Must never
suggest anything: that is uses_list.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from acutimer.core.pain_places import PLACE_SIDES, PLACES, REGIONS, checked_places
from acutimer.ui.kit.pieces import column, label, row
from acutimer.ui.kit.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from acutimer.ui.body_map.pictures import Pictures
    from acutimer.ui.body_map.regions import V
    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.kit.theme import Theme
    from acutimer.ui.pain.map import PainMap

_MAP_PX = 300


class PainPlaces(QWidget):
    """Map above, boxes below; ``changed`` tells that the person marked or unmarked a place."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures | None = None,
        views: Sequence[BodyView] = (),
        outlines: Mapping[str, Sequence[Sequence[V]]] | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName("Where it hurts")
        self._boxes: dict[str, QCheckBox] = {}
        self._tells = True
        self.missing = label("", "caption", "secondary", wraps=True)
        self.missing.hide()
        self.map: PainMap | None = None
        self.views: Segments | None = None
        self._below = column(spacing=8)
        self.setLayout(self._below)
        if pictures is not None and outlines:
            self._add_map(theme, pictures, views, outlines)
        self._below.addWidget(self.missing)
        self._below.addLayout(self._box_grid())

    def _add_map(
        self,
        theme: Theme,
        pictures: Pictures,
        views: Sequence[BodyView],
        outlines: Mapping[str, Sequence[Sequence[V]]],
    ) -> None:
        from acutimer.ui.pain.map import PainMap

        missing = {view.view_id: pictures.readable(view) for view in views}
        usable = [view for view in views if not missing[view.view_id]]
        broken = [file for file in missing.values() if file]
        if broken:
            self._say_missing(broken)
        if not usable:
            return
        self.map = PainMap(theme, pictures, usable, outlines)
        self.map.setMinimumHeight(_MAP_PX)
        self.map.place_toggled.connect(self._toggled)
        self.map.picture_missed.connect(self._picture_missed)
        self._files = {view.view_id: view.file for view in usable}
        if len(usable) > 1:
            named = [(view.view_id, view.title) for view in usable]
            self.views = Segments(named, "Views of the body")
            self.views.chosen.connect(self.map.show_view)
            self._below.addLayout(row(None, self.views, None))
        self._below.addWidget(self.map)

    def _box_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(4, 0, 4, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for across, side in enumerate(PLACE_SIDES):
            grid.addWidget(label(f"Your {side}", "caption", "secondary"), 0, across)
            grid.setColumnStretch(across, 1)
        for down, (region, name) in enumerate(REGIONS.items(), start=1):
            for across, side in enumerate(PLACE_SIDES):
                grid.addWidget(self._box(f"{region}.{side}", name), down, across)
        return grid

    def _box(self, place: str, name: str) -> QCheckBox:
        box = QCheckBox(name)
        box.setProperty("kind", "place")
        box.setAccessibleName(PLACES[place].name)
        box.setCursor(Qt.CursorShape.PointingHandCursor)
        # toggled, not clicked: a screen reader toggles without a click
        box.toggled.connect(lambda on, place=place: self._toggled(place, on))
        self._boxes[place] = box
        return box

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the places marked, in their order."""
        return checked_places(place for place, box in self._boxes.items() if box.isChecked())

    def mark(self, places: Iterable[str]) -> None:
        """Mark these places and no other, without telling."""
        wanted = set(places)
        self._tells = False
        for place, box in self._boxes.items():
            box.setChecked(place in wanted)
        self._tells = True
        if self.map is not None:
            self.map.mark(wanted)

    def box(self, place: str) -> QCheckBox:
        """The box of a place."""
        return self._boxes[place]

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        if self.map is not None:
            self.map.set_theme(theme)

    def set_look(self, tone: str, share: float) -> None:
        """The skin's tone, and how bright the body is in dark themes."""
        if self.map is not None:
            self.map.set_look(tone, share)

    def _toggled(self, place: str, on: bool) -> None:
        if self._tells:
            self.mark({*self.places, place} if on else {*self.places} - {place})
            self.changed.emit()

    def _picture_missed(self, view_id: str) -> None:
        """A picture broke after all: the boxes go on without the map."""
        self._say_missing([self._files[view_id]])
        for part in (self.map, self.views):
            if part is not None:
                part.hide()

    def _say_missing(self, files: Sequence[str]) -> None:
        self.missing.setText(
            f"The picture {', '.join(files)} could not be loaded; the list below does the same."
        )
        self.missing.show()
