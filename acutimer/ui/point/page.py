"""The full card of one point: its picture with guide and layers beside everything said about it.

The map is handed in. Must never keep a spot or start a session: it tells what the person asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acutimer.core.commands import command_at
from acutimer.core.spots import STANDARD, Spot
from acutimer.ui.body_map.spot_moves import SpotGround
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.flow import Flow, flowing
from acutimer.ui.kit.pieces import breaking_button, button, column, holding, row, scrolling
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import width_em
from acutimer.ui.point.guide_words import (
    KEPT_OFF_WORDS,
    STANDARD_WORDS,
    legend_keys,
    marker_looks,
    spot_sentence,
)
from acutimer.ui.point.legend import GuideLegend
from acutimer.ui.point.side import PointSide
from acutimer.ui.point.spot_bar import SpotBar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent

    from acutimer.core.points import Point, Side
    from acutimer.ui.body_map.atlas_view import AtlasView
    from acutimer.ui.body_map.guide import GuideLayers
    from acutimer.ui.kit.theme import Theme
    from acutimer.ui.point.text import Told

#: How the width is shared between picture and words.
_PICTURE_PX, _TEXT_PX = 620, 572
#: Below this width in em picture and text stand below each other.
_BESIDE_EM = 66
_SINGLE_PICTURE_PX, _SINGLE_TEXT_PX = 340, 480


class PointCardContent(NamedTuple):
    """One point as the page shows it; ``layers`` is None when the figure could not be read."""

    point: Point
    side: Side
    #: view ids with their titles, the best first
    views: tuple[tuple[str, str], ...]
    layers: GuideLayers | None
    told: Told
    in_your_points: bool = False
    #: how many seconds it takes pressed alone
    alone_s: int = 0


class PointPage(QWidget):
    """Picture with its layers | words."""

    back_asked = Signal()
    only_this_asked = Signal()
    add_asked = Signal()
    remove_asked = Signal()
    #: code, side, core.spots.Spot; STANDARD when the person has no own spot any more
    spot_kept = Signal(str, str, object)
    #: the code of the point
    sources_asked = Signal(str)

    def __init__(self, theme: Theme, sources: Mapping[str, str], body: AtlasView) -> None:
        super().__init__()
        self._theme = theme
        self._map = body
        body.keep_buttons()
        body.view_changed.connect(self._mark_view)
        body.yaw_changed.connect(self._show_legend)
        body.carried.connect(self._carried)
        body.structure_tapped.connect(self._light)
        self._content: PointCardContent | None = None
        self._layers: GuideLayers | None = None
        self._comes_anew = True
        self._before = STANDARD
        self._view_id = ""
        #: the structure under the skin that the person asked about
        self._lit = ""
        self.back_button = button("All points", "toolbar", "Esc")
        self.back_button.clicked.connect(self.back_asked)
        self._views = Segments((), "View")
        self._top = Flow(8, 8)
        self._top.addWidget(self.back_button)
        self._top.add_gap()
        self._top.addWidget(self._views)
        self.under_skin = _toggle("Under the skin", "U")
        self.measures = _toggle("Measuring lines", "M")
        self.own_spot = _toggle("Your spot", "S: your spot, or the standard place alone")
        self.own_spot.setChecked(True)
        toggles = (self.under_skin, self.measures, self.own_spot)
        for toggle in toggles:
            toggle.clicked.connect(self._look_changed)
        self.spot_bar = SpotBar()
        self.spot_bar.nudged.connect(self._nudged)
        self.spot_bar.kept.connect(self._keep_spot)
        self.spot_bar.left.connect(self.leave_spot)
        self.spot_bar.reset.connect(lambda: self._show_spot(STANDARD))
        self.spot_bar.hide()
        self.legend = GuideLegend(theme)
        body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture = _Part()
        # while the spot is moved its bar has the place of what else stands below the picture
        self._foot = holding(column(flowing(*toggles), self.legend, spacing=10))
        picture = column(holding(self._top), (body, 1), self.spot_bar, self._foot, spacing=10)
        picture.setContentsMargins(16, 14, 16, 14)
        self._picture.setLayout(picture)
        self.side = PointSide(theme, sources)
        self.side.only_this_asked.connect(self.only_this_asked)
        self.side.add_asked.connect(self.add_asked)
        self.side.remove_asked.connect(self.remove_asked)
        self.side.spot_asked.connect(self.begin_spot)
        self.side.sources_asked.connect(self.sources_asked)
        self._across = row(self._picture, self.side)
        whole = holding(self._across)
        self.area = scrolling(whole)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.area)

    # --- what the app tells -----------------------------------------------------------------

    def show_point(self, content: PointCardContent) -> None:
        """Show a point; its first view is shown unless the one in view is among its views."""
        before, self._content = self._content, content
        self.leave_spot()
        # what is only touched lightly or not timed has no spot of one's own: near eyes and throat
        # the standard place alone is shown
        can_move = (
            content.point.timed
            and content.layers is not None
            and content.layers.standard is not None
        )
        self.side.show_point(
            content.point,
            content.side,
            content.told,
            in_your_points=content.in_your_points,
            alone_s=content.alone_s,
            can_move=can_move,
        )
        known = before is not None and (before.point, before.side, before.views) == (
            content.point, content.side, content.views,
        )  # fmt: skip
        if not known:
            self._lit = ""
        if self._comes_anew or not known:
            self._show_views(content.views)  # else the body stays as the person turned it
        self._comes_anew = False
        self._layers = content.layers
        self._show_layers()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.legend.set_theme(theme)
        self.side.text.set_theme(theme)
        self._map.set_theme(theme)

    @property
    def view_id(self) -> str:
        """The picture shown."""
        return self._view_id

    # --- views and layers -------------------------------------------------------------------

    def _show_views(self, views: tuple[tuple[str, str], ...]) -> None:
        segments = Segments(views, "View")
        segments.chosen.connect(self._show_view)
        self._top.removeWidget(self._views)
        self._top.addWidget(segments)
        segments.show()
        self._views.hide()
        self._views.deleteLater()
        self._views = segments
        ids = self._view_ids()
        if ids:
            view_id = self._view_id if self._view_id in ids else ids[0]
            self._show_view(view_id)

    def _view_ids(self) -> list[str]:
        return [view_id for view_id, _ in self._content.views] if self._content else []

    def view_button(self, view_id: str) -> QPushButton:
        """The button of a view."""
        return self._views.button(view_id)

    def _show_view(self, view_id: str) -> None:
        self._map.show_view(view_id)
        self._mark_view(view_id)

    def _mark_view(self, view_id: str) -> None:
        """Bring views and legend in line with what the map shows."""
        self._view_id = view_id
        if view_id in self._view_ids():
            self._views.choose(view_id)
        else:
            self._views.choose_none()
        self._show_legend()

    def _look_changed(self) -> None:
        self._show_layers()
        if self.sender() is self.own_spot:
            words = spot_sentence(self._layers) if self.own_spot.isChecked() else STANDARD_WORDS
            announce(self, words)

    def _show_layers(self) -> None:
        """Bring map, buttons and legend in line with what is chosen."""
        layers = self._layers
        self.under_skin.setEnabled(bool(layers and layers.structures))
        self.measures.setEnabled(bool(layers and layers.has_measures))
        own = layers is not None and not layers.spot.is_standard
        self.own_spot.setVisible(own)
        if layers is not None:
            look = layers.look._replace(
                under_skin=self.under_skin.isChecked() and bool(layers.structures),
                measures=self.measures.isChecked() and layers.has_measures,
                own_spot=self.own_spot.isChecked() or not self.spot_bar.isHidden(),
                lit=self._lit,
            )
            self._layers = layers = layers.shown(look)
        if self._content is not None:
            content = self._content
            off = bool(content.told.reasons)
            self._map.set_markers(marker_looks(content.point, content.side, layers, off=off))
        self._map.set_layers(layers)
        self._show_legend()

    def _light(self, kind: str) -> None:
        """Show one structure and its name before the others; a second tap takes that back."""
        self._lit = "" if kind == self._lit else kind
        self._show_layers()

    def _show_legend(self) -> None:
        layers = self._layers
        judged = layers is not None and layers.look.under_skin and layers.is_approximate
        self.legend.show_signs(legend_keys(layers, self._map.sight()), approximate=judged)

    # --- my spot ----------------------------------------------------------------------------

    def begin_spot(self) -> None:
        """Let the person move the marker."""
        layers = self._layers
        if layers is None or layers.standard is None:
            return
        self._before = layers.spot
        sight, ids = self._map.sight(), self._view_ids()
        if ids and (sight is None or not sight.sees(layers.standard.at)):
            self._show_view(ids[0])
        self._foot.hide()
        self.spot_bar.show()
        self._show_spot(self._before)
        self._map.let_carry((layers.code, layers.side, False), self.spot_bar.obey)
        self.spot_bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_spot(self) -> None:
        """Give up moving: the spot is where it was."""
        if not self.spot_bar.isHidden():
            self._show_spot(self._before)
            self._end_spot()

    def _keep_spot(self) -> None:
        if self._layers is not None and self._content is not None:
            spot = self._layers.spot
            self.own_spot.setChecked(True)
            self._end_spot()
            self.spot_kept.emit(self._content.point.code, self._content.side.value, spot)

    def _end_spot(self) -> None:
        self._map.let_carry(None)
        self.spot_bar.hide()
        self._foot.show()
        self.side.spot_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_layers()

    def _nudged(self, way: QPointF) -> None:
        if (ground := self._ground()) is not None and self._layers is not None:
            self._move_spot(ground, ground.nudged(self._layers.spot, way))

    def _carried(self, to: QPointF) -> None:
        if (ground := self._ground()) is not None and self._layers is not None:
            self._move_spot(ground, ground.dragged(self._layers.spot, to))

    def _ground(self) -> SpotGround | None:
        """What the spot is moved over; None while it is not, or nothing is seen."""
        sight, layers = self._map.sight(), self._layers
        if self.spot_bar.isHidden() or sight is None or layers is None or layers.standard is None:
            return None
        return SpotGround(layers.figure, layers.standard.at, layers.side, sight)

    def _move_spot(self, ground: SpotGround, spot: Spot) -> None:
        if ground.is_kept_off(spot):
            self.spot_bar.say(KEPT_OFF_WORDS)
        else:
            self._show_spot(spot)

    def _show_spot(self, spot: Spot) -> None:
        if self._layers is not None:
            self._layers = self._layers.shown(self._layers.look, spot)
            self._show_layers()
            self.spot_bar.say(spot_sentence(self._layers))

    # --- keys, acts, room -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """U and M switch layers, S the own spot, V goes to the views, Esc back to all points."""
        key = typed_key(event)
        if not self.spot_bar.isHidden() and self.spot_bar.obey(key):
            return
        command = command_at("point", key)
        toggles = {"skin": self.under_skin, "lines": self.measures, "spot": self.own_spot}
        toggle = toggles.get(command)
        if toggle is not None:
            if toggle.isVisible() and toggle.isEnabled():
                toggle.click()
        elif command == "views" and (ids := self._view_ids()):
            chosen = self._views.key or ids[0]
            self.view_button(chosen).setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._map.obey_size(command):
            return
        elif command == "leave":
            if not self._map.show_whole():  # the inner step back comes first
                self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes again sees the point from its best side."""
        super().hideEvent(event)
        self._comes_anew = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Picture and words beside each other, or below, by the width in em."""
        super().resizeEvent(event)
        single = width_em(self) < _BESIDE_EM
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.TopToBottom if single else direction.LeftToRight)
        self._picture.set_scrolls(single)
        self._map.setMinimumHeight(_SINGLE_PICTURE_PX if single else 0)
        self.side.setMinimumHeight(_SINGLE_TEXT_PX if single else 0)
        self._across.setStretch(0, _PICTURE_PX)
        self._across.setStretch(1, _TEXT_PX)


class _Part(QWidget):
    """A column that shares the height there is, however its lines break.

    By the height for its width, the scroll area would ask for more room than the page has; where
    the page scrolls, it shall.
    """

    def __init__(self) -> None:
        super().__init__()
        self._scrolls = False

    def set_scrolls(self, scrolls: bool) -> None:
        """Whether the page scrolls, so that each line may have its height."""
        if scrolls != self._scrolls:
            self._scrolls = scrolls
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Only where the page scrolls."""
        return self._scrolls


def _toggle(words: str, tip: str) -> QPushButton:
    toggle = breaking_button(words, "toolbar", tip)
    toggle.setCheckable(True)
    return toggle
