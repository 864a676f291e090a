"""The body beside the steps: a click adds a point or chooses its step.

Must never change a routine: it tells which point was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from acutimer.core.point_search import points_called
from acutimer.core.points import BOTH_SIDES, Atlas, Point, Side, body_sides
from acutimer.core.routines import Step
from acutimer.ui.body_map.held_views import held_views
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.body_map.views import side_view, turned_to
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, row
from acutimer.ui.kit.point_search import PointSearch
from acutimer.ui.kit.wording import (
    MORE_VIEW_NAMES,
    OFF_BY_SAFETY,
    REFERENCE_ONLY,
    VIEW_NAMES,
    point_name,
)

if TYPE_CHECKING:
    from acutimer.core.safety import Verdict
    from acutimer.ui.body_map.atlas_view import AtlasView

_FIRST = "nape"
#: Of the name of a view, where the column is narrow.
_LETTERS = 9
_VIEWS = {**VIEW_NAMES, **MORE_VIEW_NAMES}
_LEAST_PX = 320
#: Room for "Your left" and "Your right" above the body.
_CORNER_WORDS_PX = 36
#: As wide as that the markers have their full size; narrower they would lie on each other.
_FULL_SIZE_PX = 400


class EditorMap(QWidget):
    """The map and, above it, which view of the body it shows."""

    point_chosen = Signal(str, str)

    def __init__(self, body: AtlasView) -> None:
        super().__init__()
        self.body = body
        self._view = _FIRST
        self._atlas: Atlas | None = None
        self.views = Choice("View of the body")
        # the field beside it needs its part of a narrow column
        self.views.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.views.setMinimumContentsLength(_LETTERS)
        self._held: frozenset[str] | None = None
        self._offer(frozenset(_VIEWS))
        self.views.activated.connect(lambda _: self.show_view(self.views.currentData()))
        body.point_chosen.connect(self.point_chosen)
        body.turn_requested.connect(self.show_view)
        body.view_changed.connect(self._mark)
        body.setMinimumHeight(_LEAST_PX)
        body.set_pills(True)
        self.search = search = PointSearch(self)
        search.sought.connect(self._seek)
        search.left.connect(lambda: self.views.setFocus(Qt.FocusReason.OtherFocusReason))
        head = row(12, (flowing(self.views, search, fills=True), 1), 12)
        whole = column(head, search.outcome, None, (body, 100), None, spacing=8)
        whole.setContentsMargins(0, 12, 0, 12)
        self.setLayout(whole)
        body.show_view(_FIRST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow and high, the body stands in the middle of its place, not at its foot."""
        super().resizeEvent(event)
        self.body.set_marker_scale(max(0.8, min(1.0, self.width() / _FULL_SIZE_PX)))
        self._fit()

    def _fit(self) -> None:
        """As high as the picture is at this width."""
        view = self.body.view()
        aspect = view.aspect if view is not None else 1.0
        high = round(self.width() / aspect) + _CORNER_WORDS_PX
        self.body.setMaximumHeight(max(_LEAST_PX, high))

    def show_view(self, view: str) -> None:
        """Show a picture of the body by its id."""
        self._mark(view)
        self.body.show_view(view)
        self._fit()

    def _mark(self, view: str) -> None:
        self._view = view
        self._offer(self._held or frozenset(_VIEWS))

    def _offer(self, held: frozenset[str]) -> None:
        """List the views that hold a point now, and the one in view."""
        offered = [key for key in _VIEWS if key in held or key == self._view]
        listed = [self.views.itemData(index) for index in range(self.views.count())]
        if listed != offered:
            self.views.clear()
            for key in offered:
                self.views.addItem(_VIEWS[key], key)
        self.views.setCurrentIndex(self.views.findData(self._view))

    def _seek(self, name: str) -> None:
        """A point that was found is shown, and then meant as by a click."""
        atlas = self._atlas
        point = next(iter(points_called(name, atlas.points)), None) if atlas else None
        if point is None:
            self.search.say_not_found()
            return
        self.search.end()
        self._show_point(point, Side.LEFT)
        self.point_chosen.emit(point.code, point.sides[0].value)
        self.body.focus_point(point.code, point.sides[0].value)

    def show_step(self, step: Step | None, atlas: Atlas) -> None:
        """Bring the step's point into sight, unless it is there already."""
        point = atlas.get(step.point) if step and step.point else None
        if point is None or step is None:
            return
        self._show_point(point, Side.RIGHT if step.side is Side.RIGHT else Side.LEFT)

    def turn_to_side(self, side: Side) -> None:
        """Where a picture of one side is shown, show that of the side now pressed."""
        wanted = turned_to(self._view, side.value) if side in BOTH_SIDES else self._view
        if wanted != self._view and wanted in (self.body.views() or ()):
            self.show_view(wanted)

    def _show_point(self, point: Point, side: Side) -> None:
        """Bring a point into sight, unless it is there already."""
        views = self.body.views() or ()
        wanted = [
            view_id
            for view_id in (side_view(view, side) for view in point.views)
            if view_id in views
        ]
        if wanted and self._view not in wanted:
            self.show_view(wanted[0])

    def show_steps(
        self, steps: Sequence[Step], chosen: int | None, atlas: Atlas, verdict: Verdict | None
    ) -> None:
        """Number the points by the steps that press them."""
        self._atlas = atlas
        self.search.take_points(atlas.points)
        numbers: dict[tuple[str, Side], list[int]] = {}
        for index, step in enumerate(steps):
            if step.point is None or step.side is None:
                continue
            for side in body_sides(step.side):
                numbers.setdefault((step.point, side), []).append(index + 1)
        looks: list[MarkerLook] = []
        for point in atlas.points:
            for side in point.sides:
                own = numbers.get((point.code, side), [])
                state, words = _state(own, chosen)
                if verdict is not None and verdict.is_out(point.code, side):
                    state = MarkerState.OFF
                    words = OFF_BY_SAFETY
                elif not point.timed:
                    state, words = MarkerState.REFERENCE, REFERENCE_ONLY
                number = "·".join(map(str, own))
                name = point_name(point, side)
                looks.append(
                    MarkerLook(
                        point.code, side.value, state, number, name, words, plain=point.plain
                    )
                )
        self.body.set_markers(looks)
        self._held = held_views(self.body.views(), _VIEWS, looks)
        self._offer(self._held)


def _state(numbers: Sequence[int], chosen: int | None) -> tuple[MarkerState, str]:
    if not numbers:
        return MarkerState.NORMAL, "adds it to the routine"
    words = "step " + ", ".join(map(str, numbers)) + ", in the routine"
    if chosen is not None and chosen + 1 in numbers:
        return MarkerState.SELECTED_IN_ROUTINE, f"chosen, {words}"
    return MarkerState.IN_ROUTINE, words
