"""The body with its views to switch between and the legend below.

Made, it shows the body alone with room kept for the rest; ``furnish`` adds that. Must never decide
what a marker looks like: it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.views import TURN, TURNED, side_view, turned_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPixmap

    from acutimer.core.points import Point, Side
    from acutimer.ui.body_map.markers import MarkerLook
    from acutimer.ui.body_map.pictures import Pictures
    from acutimer.ui.kit.point_search import PointSearch
    from acutimer.ui.kit.segments import Segments
    from acutimer.ui.kit.theme import Theme
    from acutimer.ui.press.map_legend import MapLegend
    from acutimer.ui.press.more_views import MoreViews
    from acutimer.ui.press.turn_slider import TurnSlider

#: What the segments and the legend will need, so that the body does not move when they come.
_VIEWS_PX, _FIELD_PX, _LEGEND_PX = 40, 36, 36
_BETWEEN_PX = 6
_TALLEST_PX = 16_777_215  # Qt's own "no limit"


class MapPane(QWidget):
    """View segments, atlas, legend."""

    #: code and side
    point_chosen = Signal(str, str)
    side_key_pressed = Signal(str)
    #: a code or a name that was decided on
    point_sought = Signal(str)

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
        #: the views, and the field that finds a point
        self.above = QWidget()
        self.above.setFixedHeight(_VIEWS_PX + _BETWEEN_PX + _FIELD_PX)
        self._under = QWidget()
        self._under.setFixedHeight(_LEGEND_PX)
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 12, 0, 0)
        below.setSpacing(_BETWEEN_PX)
        below.addWidget(self.above)
        below.addWidget(self.atlas, 1)
        below.addWidget(self._under)
        # the first point of the article, which is chosen at the start, lies there: so the picture
        # is coloured once
        self.atlas.fade_hair(True)
        self._asks = False
        self._held: frozenset[str] | None = None
        self._view_id = "nape"
        self.atlas.show_view(self._view_id)

    def furnish(self) -> None:
        """Add the views, the field that finds a point, and the legend."""
        from acutimer.ui.kit.pieces import column, row
        from acutimer.ui.kit.point_search import PointSearch
        from acutimer.ui.kit.segments import Segments
        from acutimer.ui.kit.wording import VIEW_NAMES
        from acutimer.ui.press.map_legend import MapLegend
        from acutimer.ui.press.more_views import MoreViews

        self._segments = Segments(tuple(VIEW_NAMES.items()), "View")
        self._segments.setToolTip("V, then arrows. Choose Side or Hand again for the other side.")
        self._segments.chosen.connect(self._view_clicked)
        self._more = MoreViews()
        self._more.chosen.connect(self._view_clicked)
        self._segments.add_beside(self._more)
        self._search = search = PointSearch(self)
        search.setFixedHeight(max(_FIELD_PX, search.sizeHint().height()))
        search.sought.connect(self.point_sought)
        search.left.connect(self.focus_views)
        views, field = row(None, self._segments, None), row(12, search, 12)
        self.above.setLayout(column(views, field, search.outcome, spacing=_BETWEEN_PX))
        self.above.setMaximumHeight(_TALLEST_PX)
        self.above.setMinimumHeight(0)
        self._legend = MapLegend(self.theme)
        self._under.setLayout(row(self._legend, margins=(0, 0, 0, 12)))
        self.atlas.states_changed.connect(self._legend.show_states)
        self._legend.show_states(self.atlas.states())
        self.atlas.keep_buttons()
        self.atlas.bundle_far_points()
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
            if self._held is not None:
                self._segments.show_only(self._held)
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
        wanted = turned_to(self._view_id, side)
        if wanted != self._view_id and wanted in (self.atlas.views() or ()):
            self.show_view(wanted)

    def show_markers(self, looks: Sequence[MarkerLook]) -> None:
        """Take over how the markers look."""
        self.atlas.set_markers(looks)
        self._show_held()

    def ask_for_places(self, asks: bool) -> None:
        """Show the places that can be tapped; every view has some."""
        self.atlas.ask_for_places(asks)
        self._asks = asks
        self._show_held()

    def _show_held(self) -> None:
        """Offer the views that hold a point now, and the one in view."""
        if self._segments is None or self._more is None:
            return
        from acutimer.ui.body_map.held_views import held_views
        from acutimer.ui.kit.wording import MORE_VIEW_NAMES, VIEW_NAMES

        ids = frozenset({*VIEW_NAMES, *MORE_VIEW_NAMES})
        held = ids if self._asks else held_views(self.atlas.views(), ids, self.atlas.looks())
        if held != self._held:
            self._held = held
            self._segments.show_only(held)
            self._more.offer(held)

    def show_room(self, *, tight: bool) -> None:
        """Hide the legend where height is scarce."""
        self._under.setVisible(not tight)

    def say_how_to_tap(self, words: str) -> None:
        """Say below the body how places are tapped, or what its markers mean."""
        if self._legend is not None:
            self._legend.say(words)

    def ask_for_point(self) -> None:
        """Go to the field that finds a point by name or code."""
        if self._search is not None:
            self._search.ask()

    def take_points(self, points: Sequence[Point]) -> None:
        """Find among these points."""
        if self._search is not None:
            self._search.take_points(points)

    def end_search(self, *, found: bool) -> None:
        """Empty the field, or let it say that there is no such point."""
        if self._search is None:
            return
        if found:
            self._search.end()
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

        plain = turned_to(view_id, "left")
        return plain if plain in VIEW_NAMES else ""

    def hand_on(self, code: str, side: str, width_px: int, pose: str) -> QPixmap | None:
        """How the hand lies on a point in a pose, for the left but for ``side`` right."""
        from acutimer.ui.body_map.hand_picture import hand_on

        return hand_on(self.atlas, code, side, width_px, pose)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self.atlas.set_theme(theme)
        if self._legend is not None:
            self._legend.set_theme(theme)

    def _view_clicked(self, key: str) -> None:
        self.show_view(TURNED[key] if self._view_id == key and key in TURNED else key)
