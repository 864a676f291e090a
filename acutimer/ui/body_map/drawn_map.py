"""A map that is shown and not touched: one picture of the body with its points, painted.

Every point is also a real button without a face, for the keyboard and assistive tools. Must never
know routines, safety or storage: it is given looks. Idle, it holds no running timer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.core.settings import PICTURE_BRIGHTNESS
from acutimer.places import resource_path
from acutimer.ui.body_map import overlay
from acutimer.ui.body_map.bundles import FAR_VIEWS
from acutimer.ui.body_map.button_row import ButtonRow
from acutimer.ui.body_map.canvas import Scene, paint_scene, paint_sentence, spot_box
from acutimer.ui.body_map.layout import (
    SELECTED,
    MapLayout,
    PillWords,
    chosen_under_hair,
    lay_out,
)
from acutimer.ui.body_map.markers import Key, MarkerLook, MarkerState
from acutimer.ui.body_map.picture_files import Tint
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.body_map.pulse import Pulse
from acutimer.ui.body_map.shown_view import ShownView
from acutimer.ui.body_map.tags import NamedRing, Tag, place_tags
from acutimer.ui.body_map.turning import facing_words
from acutimer.ui.body_map.view_names import limb_name
from acutimer.ui.body_map.views import TURN
from acutimer.ui.body_map.zone import is_near
from acutimer.ui.body_map.zoom import Zoom

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from acutimer.ui.body_map.figure import V
    from acutimer.ui.body_map.guide import GuideLayers
    from acutimer.ui.body_map.marker_button import MarkerButton
    from acutimer.ui.body_map.place_zones import PlaceZones
    from acutimer.ui.body_map.sight import Sight
    from acutimer.ui.body_map.spot import Spot
    from acutimer.ui.body_map.views import BodyView, BodyViews
    from acutimer.ui.kit.theme import Theme


class DrawnMap(QWidget):
    """Shows one view of the body, or the turning body, with markers.

    Signals: ``button_pressed(key)`` when a marker's button was; ``yaw_changed(yaw)`` in degrees
    while the body turns; ``picture_missed(file)`` when a file of the body cannot be read;
    ``states_changed(states)`` when the picture shows markers of other kinds than before.
    """

    button_pressed = Signal(object)
    yaw_changed = Signal(int)
    picture_missed = Signal(str)
    states_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        folder: Path | None = None,
        parent: QWidget | None = None,
        pictures: Pictures | None = None,
        figure: str = "male",
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone, self._brightness, self._hair_faded = "fair", 1.0, False
        self._shown = ShownView(pictures or Pictures(folder or resource_path("body")), figure, self)
        self._shown.take_look(figure, self._tint())
        self._shown.changed.connect(self._picture_changed)
        self._shown.missed.connect(self.picture_missed)
        self._looks: tuple[MarkerLook, ...] = ()
        self._layout: MapLayout | None = None
        self._hovered: Key | None = None
        #: the small ring under the pointer
        self._pointed: Key | None = None
        self._tags: tuple[Tag, ...] = ()
        #: whether pointer or point is near the never-press zone
        self._striped = False
        self._pointer: QPointF | None = None
        self._fan: tuple[Key, ...] = ()
        self._zoom = Zoom()
        self._calm = True
        self._scale = 1.0
        self._pills = True
        self._bundles = False
        self._states: frozenset[MarkerState] = frozenset()
        self._row = ButtonRow(self, self.button_pressed.emit)
        self._pulse = Pulse(self)
        self._pulse.moved.connect(self._update_current)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # The body and the words "Your left" mean places in the picture, in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    # What the caller sets.

    def show_view(self, view_id: str) -> None:
        """Shows a view of views.json by its id, or "turn"; nothing is enlarged then."""
        self._zoom, self._fan = Zoom(), ()
        self._shown.show(view_id)

    def settle_on(self, view_id: str) -> None:
        """Shows a view; a turning body turns there picture by picture where things may move."""
        self._zoom, self._fan = Zoom(), ()
        self._shown.settle_on(view_id, calm=self._calm and self.isVisible())

    def view_id(self) -> str:
        """The view that is shown, "turn" while the body turns, empty before the first."""
        return self._shown.view_id

    def view(self) -> BodyView | None:
        """The view or frame that is painted; None before the first and when a file is missing."""
        return self._shown.view

    def views(self) -> BodyViews | None:
        """Every view and its places; None when views.json cannot be read."""
        return self._shown.views()

    def yaw(self) -> int:
        """Which way the turning body faces: 0 to 355 degrees, 180 the back."""
        return self._shown.turning.frame

    def turn_to(self, yaw: float) -> None:
        """Turns the body in the turning view."""
        self._shown.take_hold()
        self._shown.turning.turn_to(yaw)

    def set_markers(self, looks: Sequence[MarkerLook]) -> None:
        """Shows these points; those the view does not show are kept for the next view."""
        if looks:  # while there is nothing to see under it, it stays as it was
            self.fade_hair(chosen_under_hair(looks))
        if tuple(looks) != self._looks:
            self._looks = tuple(looks)
            self._rearrange()

    def looks(self) -> tuple[MarkerLook, ...]:
        """The points that are shown where a view has them."""
        return self._looks

    def fade_hair(self, faded: bool) -> None:
        """Lets what lies under the hair be seen; the markers say so themselves when they come."""
        if faded != self._hair_faded:
            self._hair_faded = faded
            self._recolour()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self._recolour()

    def set_figure(self, figure: str, tone: str) -> None:
        """Shows the figure that reads as male or female, its skin fair, sand, brown or deep."""
        self._tone = tone
        if self._shown.take_look(figure, self._tint()):
            self._rearrange()

    def set_motion(self, calm: bool) -> None:
        """True lets the current marker pulse slowly and the body settle; False is Still."""
        self._calm = calm
        self._breathe()
        self.update()

    def set_brightness(self, share: float) -> None:
        """How bright the body is in dark themes, 0.4 to 1 of what the theme says."""
        self._brightness = PICTURE_BRIGHTNESS.within(share)
        self._recolour()

    def set_marker_scale(self, scale: float) -> None:
        """Markers this much larger: 1 on the Press page, 1.05 to 1.15 in a session."""
        self._scale = scale
        self.update()

    def set_pills(self, shown: bool) -> None:
        """Whether points have label pills; the one the keyboard is on and the never-press label
        are always shown.
        """
        if shown != self._pills:
            self._pills = shown
            self._rearrange()

    def bundle_far_points(self) -> None:
        """On pictures of the whole body, points that lie on each other are one with a count."""
        self._bundles = True
        self._rearrange()

    def focus_point(self, code: str, side: str) -> bool:
        """Puts the keyboard on a marker; False when this view does not show it."""
        return self._row.focus_point((code, side, False))

    def buttons(self) -> list[MarkerButton]:
        """The markers shown, in the order the arrow keys take."""
        return self._row.order()

    def sizeHint(self) -> QSize:
        """The drawn size."""
        return QSize(560, 604)

    # The picture and its colours.

    def _tint(self) -> Tint:
        dim = self._theme.figure_dim
        return Tint(self._tone, dim, self._brightness if dim else 1.0, self._hair_faded)

    def _recolour(self) -> None:
        self._shown.take_look(self._shown.figure, self._tint())
        self.update()

    def _picture_changed(self) -> None:
        view = self._view_shown()
        if view is not None:
            turning = self._shown.view_id == TURN
            title = facing_words(self.yaw()) if turning else limb_name(view.view_id) or view.title
            words = self.tr("Body map, turned: {view}") if turning else self.tr("Body map, {view}")
            self.setAccessibleName(words.format(view=title))
            self.setAccessibleDescription(
                self.tr("Never press the marked area at the front and side of the throat.")
                if view.zones
                else ""
            )
        self._rearrange()
        if view is not None and self._shown.view_id == TURN:
            self.yaw_changed.emit(self.yaw())

    # Laying out.

    def _words(self) -> PillWords:
        return PillWords(
            left=self.tr("L"), right=self.tr("R"), next=self.tr("Next"), off=self.tr("off"),
            far_side=self.tr("far side"), article=self.tr("Article"),
            never_press=self.tr("Never press here"),
        )  # fmt: skip

    def _view_shown(self) -> BodyView | None:
        """The view that is laid out, with whatever a map adds to it."""
        return self._shown.view

    def _landmarks(self) -> Mapping[str, V]:
        """The bones and features of the figure in metres, where a map knows them."""
        return {}

    def _guide(self) -> tuple[GuideLayers, Sight] | None:
        """The layers of one point and how the picture stands, where a map has them."""
        return None

    def _places_shown(self) -> PlaceZones | None:
        """The places that can be marked, where a map shows them."""
        return None

    def _marks_on(self, picture: QRectF) -> Sequence[tuple[QPointF, float]]:
        """What a map marks on the picture by itself: centre and radius, logical pixels."""
        del picture
        return ()

    def _corners_for_buttons(self) -> Sequence[QRectF]:
        """Where buttons over the picture could stand, where a map has them."""
        return ()

    def _rearrange(self) -> None:
        """Lays everything out again and brings the buttons in line."""
        box = QRectF(self.rect())
        self._shown.fit(box, self.devicePixelRatioF(), enlarged=self._zoom.is_in)
        view = self._view_shown()
        if view is None:
            self._layout = None
        else:
            ground = self.font()
            self._layout = lay_out(
                view, self._looks, box, self._words(),
                lambda text, sub: overlay.pill_size(text, sub, ground), self._told(),
                pills=self._pills, zoom=self._zoom, fan=self._fan,
                corners=self._corners_for_buttons(), landmarks=self._landmarks(),
                marks=self._marks_on,
                bundles=self._bundles and self._shown.view_id in FAR_VIEWS and not self._zoom.is_in,
            )  # fmt: skip
        spots = self._layout.spots if self._layout else ()
        self._row.match(spots, {look.key for look in self._looks})
        before, self._states = self._states, frozenset(spot.look.state for spot in spots)
        if self._states != before:
            self.states_changed.emit(self._states)
        self._name_again()
        self._warn_again()
        self._breathe()
        self.update()

    def _told(self) -> Key | None:
        """The marker that has a pill because of the keyboard."""
        # without pills only who walks by keys is told the name
        return self._row.focused if self._pills or self._row.ringed else None

    def _follow_keyboard(self) -> None:
        """What the keyboard going from marker to marker changes where all keeps its place."""
        self._name_again()
        self._warn_again()
        self.update()

    def states(self) -> frozenset[MarkerState]:
        """The kinds of markers that the picture shows."""
        return self._states

    def tags(self) -> tuple[Tag, ...]:
        """The names that stand beside markers just now."""
        return self._tags

    def _name_again(self) -> None:
        """Names what is under the pointer or has the keyboard, where no pill does."""
        before, self._tags = self._tags, ()
        if self._layout is not None:
            ground = self.font()
            self._tags = place_tags(
                self._layout, self._named(), QRectF(self.rect()), self._words(),
                lambda text, sub: overlay.pill_size(text, sub, ground), self._taken_by_words(),
                self._rings_to_name(),
            )  # fmt: skip
        if self._tags != before:
            self.update()

    def _warn_again(self) -> None:
        """The never-press zone has stripes while the pointer or a chosen point is near it."""
        before, self._striped = self._striped, False
        if self._layout is not None and self._layout.zones:
            near = [self._pointer] if self._pointer is not None else []
            focused = self._row.focused
            near += [
                spot.centre
                for spot in self._layout.spots
                if spot.look.state in SELECTED or spot.look.key == focused
            ]
            self._striped = is_near(self._layout.zones, near)
        if self._striped != before:
            self.update()

    def _own_rings(self) -> Sequence[NamedRing]:
        """Rings that are painted beside the markers, where a map has them."""
        return ()

    def _rings_to_name(self) -> list[NamedRing]:
        """Those under the pointer; all of them with the chosen marker that has the keyboard."""
        focused = self._row.focused if self._row.ringed else None
        spot = self._layout.by_key.get(focused) if self._layout and focused else None
        if spot is not None and spot.look.state in SELECTED:
            return list(self._own_rings())
        at = self._pointer
        return [
            ring
            for ring in (self._own_rings() if at is not None else ())
            if at is not None and QLineF(ring.centre, at).length() <= ring.radius
        ]

    def _taken_by_words(self) -> Sequence[QRectF]:
        """What is written over the picture besides pills, where a map writes there."""
        return ()

    def _named(self) -> list[Key]:
        """The markers to name; with the chosen one the keyboard is on, the bones it is found by."""
        focused = self._row.focused if self._row.ringed else None
        named = [key for key in (self._hovered, self._pointed, focused) if key is not None]
        spot = self._layout.by_key.get(focused) if self._layout and focused else None
        if self._layout is not None and spot is not None and spot.look.state in SELECTED:
            bones = (s for s in self._layout.spots if s.look.state is MarkerState.LANDMARK)
            named += [bone.look.key for bone in bones]
        return list(dict.fromkeys(named))

    # Moving and painting.

    def _breathe(self) -> None:
        """Runs the pulse only while a current marker can be seen and motion is wanted."""
        self._pulse.run(self._calm and self.isVisible() and bool(self._current()))

    def _current(self) -> list[Spot]:
        spots = self._layout.spots if self._layout else ()
        return [spot for spot in spots if spot.look.state is MarkerState.CURRENT]

    def _update_current(self) -> None:
        for spot in self._current():
            self._update_marker(spot.look.key)

    def _update_marker(self, key: Key | None) -> None:
        spot = self._layout.by_key.get(key) if self._layout and key else None
        if spot is not None:
            self.update(spot_box(spot, self._scale).toAlignedRect())

    def showEvent(self, event: QShowEvent) -> None:
        """The pulse may begin."""
        super().showEvent(event)
        self._breathe()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden or minimised, nothing runs."""
        super().hideEvent(event)
        self._pulse.run(False)
        self._shown.turning.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything finds its place again."""
        super().resizeEvent(event)
        self._rearrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the part that changed."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        box = QRectF(self.rect())
        pixmap = self._shown.pixmap() if self._layout is not None else None
        if self._layout is not None and pixmap is not None:
            focused = self._row.focused if self._row.ringed else None
            scene = Scene(
                self._layout, pixmap, self._theme, self.font(), self._corners(), self._scale,
                self._pulse.value, focused, self._hovered, self._guide(), self._places_shown(),
                self._tags, limb_name(self._shown.view_id), self._striped,
            )  # fmt: skip
            paint_scene(painter, box, QRectF(event.rect()), scene)
        elif self._shown.missing:
            sentence = self.tr(
                "The picture could not be loaded: {file}. The point list is still there."
            ).format(file=self._shown.missing)
            paint_sentence(painter, box, sentence, self._theme, self.font())
        if self.hasFocus() and self._row.ringed:
            overlay.paint_focus(painter, box, self._theme)
        painter.end()

    def _corners(self) -> tuple[str, str]:
        left, right = self.tr("Your left"), self.tr("Your right")
        edge = self._shown.view.left_edge if self._shown.view else ""
        return {"left": (left, right), "right": (right, left)}.get(edge, ("", ""))
