"""The body with its views to switch between and the legend below.

Made, it shows the body alone with room kept for the rest; ``furnish`` adds that. Must never decide
what a marker looks like: it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.views import TURN, TURNED, side_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPixmap

    from acutimer.core.points import Point, Side
    from acutimer.ui.body_map.markers import MarkerLook
    from acutimer.ui.body_map.pictures import Pictures
    from acutimer.ui.kit.segments import Segments
    from acutimer.ui.kit.theme import Theme
    from acutimer.ui.press.map_legend import MapLegend
    from acutimer.ui.press.more_views import MoreViews
    from acutimer.ui.press.search import PointSearch
    from acutimer.ui.press.turn_slider import TurnSlider

#: What the segments and the legend will need, so that the body does not move when they come.
_VIEWS_PX, _LEGEND_PX = 40, 36
_TALLEST_PX = 16_777_215  # Qt's own "no limit"


class MapPane(QWidget):
    """View segments, atlas, legend."""

    #: code and side
    point_chosen = Signal(str, str)
    side_key_pressed = Signal(str)
    #: a code or a name that was decided on, and what has been typed so far
    point_sought = Signal(str)
    point_typed = Signal(str)

    def __init__(
        self, theme: Theme, pictures: Pictures | None = None, figure: str = "male"
    ) -> None:
        super().__init__()
        self.theme = theme
        self._segments: Segments | None = None
        self._more: MoreViews | None = None
        self._slider: TurnSlider | None = None
        self._legend: MapLegend | None = None
        self._search: PointSearch | None = None
        self.atlas = AtlasView(theme, pictures=pictures, figure=figure)
        self.atlas.point_chosen.connect(self.point_chosen)
        self.atlas.side_key_pressed.connect(self.side_key_pressed)
        #: the views
        self.above = QWidget()
        self.above.setFixedHeight(_VIEWS_PX)
        self._under = QWidget()
        self._under.setFixedHeight(_LEGEND_PX)
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 12, 0, 0)
        below.setSpacing(8)
        below.addWidget(self.above)
        below.addWidget(self.atlas, 1)
        below.addWidget(self._under)
        # the first point of the article, which is chosen at the start, lies there: so the picture
        # is coloured once
        self.atlas.fade_hair(True)
        self._view_id = "nape"
        self.atlas.show_view(self._view_id)

    def furnish(self) -> None:
        """Add the views and the legend."""
        from acutimer.ui.kit.pieces import row
        from acutimer.ui.kit.segments import Segments
        from acutimer.ui.kit.wording import VIEW_NAMES
        from acutimer.ui.press.map_legend import MapLegend
        from acutimer.ui.press.more_views import MoreViews
        from acutimer.ui.press.search import PointSearch

        self._segments = Segments(tuple(VIEW_NAMES.items()), "View")
        self._segments.setToolTip("V, then arrows. Choose Side or Hand again for the other side.")
        self._segments.chosen.connect(self._view_clicked)
        self._more = MoreViews()
        self._more.chosen.connect(self._view_clicked)
        self._segments.add_beside(self._more)
        self.above.setLayout(row(None, self._segments, None))
        self.above.setMaximumHeight(_TALLEST_PX)
        self.above.setMinimumHeight(0)
        self._search = PointSearch(self)
        self._search.sought.connect(self.point_sought)
        self._search.textEdited.connect(self.point_typed)
        self._search.left.connect(self.focus_views)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(1, row(None, self._search, None))
        column.insertWidget(2, self._search.outcome)
        self._legend = MapLegend(self.theme)
        self._under.setLayout(row(self._legend, margins=(0, 0, 0, 12)))
        self._under.setMaximumHeight(_TALLEST_PX)
        self.atlas.turn_requested.connect(self.show_view)
        self.atlas.view_changed.connect(self._mark_view)

    @property
    def view_id(self) -> str:
        """The picture shown."""
        return self._view_id

    def show_view(self, view_id: str) -> None:
        """Show a picture by its id; a right-hand picture belongs to its left one's segment."""
        self._mark_view(view_id)
        self.atlas.show_view(view_id)

    def _mark_view(self, view_id: str) -> None:
        """Bring the controls in line with what is shown."""
        self._view_id = view_id
        if self._segments is not None and self._more is not None:
            segment = self._segment_of(view_id)
            if segment:
                self._segments.choose(segment)
            else:
                self._segments.choose_none()
            self._more.mark("" if segment else view_id)
        self._show_slider(shown=view_id == TURN)

    def _show_slider(self, *, shown: bool) -> None:
        """The slider comes with the first turn and is there only while the body turns."""
        if shown and self._slider is None:
            from acutimer.ui.press.turn_slider import TurnSlider

            self._slider = TurnSlider()
            self._slider.yaw_chosen.connect(self.atlas.turn_to)
            self.atlas.yaw_changed.connect(self._slider.show_yaw)
            column = self.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(column.indexOf(self._under), self._slider)
            QWidget.setTabOrder(self.atlas, self._slider.slider)
        if self._slider is not None:
            self._slider.setVisible(shown)

    def show_best_view(self, point: Point, side: Side, *, at_once: bool = False) -> None:
        """Show a picture that has this point, leaving the one in view when it does.

        ``at_once`` leaves out the turn there, for whoever wants the point's marker now.
        """
        views = self.atlas.views() or ()
        wanted = [view for view in (side_view(view, side) for view in point.views) if view in views]
        if wanted and self._view_id not in wanted:
            self._mark_view(wanted[0])
            (self.atlas.show_view if at_once else self.atlas.settle_on)(wanted[0])

    def turn_to_side(self, side: str) -> None:
        """Where a picture of one side is shown, show that of ``side``, left or right."""
        wanted = side_view(_left_of(self._view_id), side)
        if wanted != self._view_id and wanted in (self.atlas.views() or ()):
            self.show_view(wanted)

    def show_markers(self, looks: Sequence[MarkerLook]) -> None:
        """Take over how the markers look."""
        self.atlas.set_markers(looks)

    def show_room(self, *, tight: bool) -> None:
        """Hide the legend where height is scarce."""
        self._under.setVisible(not tight)

    def ask_for_point(self) -> None:
        """Show the field that finds a point by name or code."""
        if self._search is not None:
            self._search.ask()

    def show_matches(self, points: Sequence[Point]) -> None:
        """List the points that fit what was typed."""
        if self._search is not None:
            self._search.show_matches(points)

    def end_search(self, *, found: bool) -> None:
        """Take the field away, or let it say that there is no such point."""
        if self._search is None:
            return
        if found:
            self._search.hide()
        else:
            self._search.say_not_found()

    def focus_views(self) -> None:
        """Put the keyboard on the views."""
        if self._segments is None or self._more is None:
            return
        key = self._segment_of(self._view_id)
        chosen = self._segments.button(key) if key else self._more
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _segment_of(self, view_id: str) -> str:
        """The segment a picture belongs to; empty when it has none."""
        from acutimer.ui.kit.wording import VIEW_NAMES

        plain = _left_of(view_id)
        return plain if plain in VIEW_NAMES else ""

    def hand_on(self, code: str, side: str, width_px: int) -> QPixmap | None:
        """How the hand lies on a point, for the left but for ``side`` right."""
        from acutimer.ui.body_map.hand_picture import hand_on

        return hand_on(self.atlas, code, side, width_px)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self.atlas.set_theme(theme)
        if self._legend is not None:
            self._legend.set_theme(theme)

    def _view_clicked(self, key: str) -> None:
        self.show_view(TURNED[key] if self._view_id == key and key in TURNED else key)


def _left_of(view_id: str) -> str:
    """The picture of the left where this one shows the right, else this one."""
    return next((left for left, right in TURNED.items() if right == view_id), view_id)
