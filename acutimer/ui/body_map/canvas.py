"""Paints the whole map, or the part of it that changed, from values.

Must never look anything up, load a picture or react to anything.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from acutimer.ui.body_map import overlay
from acutimer.ui.body_map.layout import SELECTED, MapLayout
from acutimer.ui.body_map.markers import Key, paint_marker, reach, ring_radius
from acutimer.ui.body_map.zone import paint_zone
from acutimer.ui.kit.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from acutimer.ui.body_map.guide import GuideLayers
    from acutimer.ui.body_map.place_zones import PlaceZones
    from acutimer.ui.body_map.sight import Sight
    from acutimer.ui.body_map.spot import Spot
    from acutimer.ui.body_map.tags import Tag
    from acutimer.ui.kit.theme import Theme


class Scene(NamedTuple):
    """Everything one picture of the map is made of; ``corners`` are the words left and right."""

    layout: MapLayout
    pixmap: QPixmap
    theme: Theme
    font: QFont
    corners: tuple[str, str]
    scale: float = 1.0
    pulse: float = 0.0
    focused: Key | None = None
    hovered: Key | None = None
    #: what is painted for one point below and above the markers
    guide: tuple[GuideLayers, Sight] | None = None
    #: the places that can be marked, where they are asked for
    places: PlaceZones | None = None
    #: names beside markers
    tags: tuple[Tag, ...] = ()
    #: which limb it is, where no corner tells left from right
    caption: str = ""
    #: whether something is near the never-press zone
    striped: bool = False


def spot_box(spot: Spot, scale: float) -> QRectF:
    """What has to be painted again when a marker changes."""
    around = reach(spot.look.state, scale, focused=True) + 3
    centre = spot.centre
    return QRectF(centre.x() - around, centre.y() - around, 2 * around, 2 * around)


def paint_scene(painter: QPainter, box: QRectF, changed: QRectF, scene: Scene) -> None:
    """Paints what lies in ``changed`` of the map that fills ``box``."""
    painter.setFont(scene.font)
    _paint_picture(painter, scene)
    if scene.places is not None:
        scene.places.paint(painter, scene.theme)
    if scene.guide is not None:
        layers, sight = scene.guide
        layers.paint_below(painter, sight, scene.theme)
    for zone in scene.layout.zones:
        if zone.boundingRect().intersects(changed):
            paint_zone(painter, zone, scene.theme, striped=scene.striped)
    overlay.paint_leaders(painter, scene.layout.pills, scene.theme, partial(_ring_of, scene))
    for pill in scene.layout.pills:
        if pill.box.intersects(changed):
            overlay.paint_pill(painter, pill, scene.theme, scene.font)
    _paint_fan(painter, scene)
    _paint_markers(painter, changed, scene)
    if scene.guide is not None:
        layers, sight = scene.guide
        layers.paint_above(painter, sight, scene.theme, scene.font)
    _paint_sides(painter, box, scene)
    if scene.places is not None:
        scene.places.paint_names(painter, scene.theme, scene.font)
    for tag in scene.tags:
        overlay.paint_words_in(
            painter, tag.box, (tag.text, tag.sub), scene.theme, scene.font, filled=False
        )


def _ring_of(scene: Scene, key: Key) -> float:
    """How far from its middle the line to a marker ends; the label of a zone has no marker."""
    spot = scene.layout.by_key.get(key)
    return ring_radius(spot.look.state, scene.scale) if spot is not None else 0.0


def _paint_sides(painter: QPainter, box: QRectF, scene: Scene) -> None:
    """Whose left and right it is, or which limb."""
    if any(scene.corners):
        small = font("caption", scene.font)
        overlay.paint_corner_words(painter, box, scene.corners, scene.theme, small)
    if scene.caption:
        overlay.paint_caption(painter, box, scene.caption, scene.theme, font("small", scene.font))


def _paint_picture(painter: QPainter, scene: Scene) -> None:
    """The picture in its place; only where it has another size than its place is it scaled."""
    place, pixmap = scene.layout.picture, scene.pixmap
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    scaled = (place.size() * ratio).toSize() != pixmap.size()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scaled)
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))


def _paint_fan(painter: QPainter, scene: Scene) -> None:
    """Lines from spread markers to their true places, each with a small ring."""
    for spot in scene.layout.spots:
        if spot.home is not None:
            overlay.paint_tether(painter, spot.home, spot.centre, scene.theme)


def _paint_markers(painter: QPainter, changed: QRectF, scene: Scene) -> None:
    # What matters most lies on top.
    on_top = {scene.focused, scene.hovered}
    for spot in sorted(
        scene.layout.spots, key=lambda s: (s.look.key in on_top, s.look.state in SELECTED)
    ):
        if spot_box(spot, scene.scale).intersects(changed):
            paint_marker(
                painter,
                spot.centre,
                spot.look.state,
                scene.theme,
                spot.look.number,
                scene.scale,
                scene.pulse,
                focused=spot.look.key == scene.focused,
                hovered=spot.look.key == scene.hovered,
            )


def paint_sentence(painter: QPainter, box: QRectF, text: str, theme: Theme, ground: QFont) -> None:
    """One quiet sentence in the middle, in place of a picture."""
    painter.setFont(font("body", ground))
    painter.setPen(theme.colour("text2"))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(box.adjusted(24, 24, -24, -24), flags, text)
