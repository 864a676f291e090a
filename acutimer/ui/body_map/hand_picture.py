"""How the hand lies on a point, where there is a picture of it, and the frame it is shown in.

Looking for a picture must never happen in a paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTransform

from acutimer.core.points import StepKind
from acutimer.ui.body_map.picture_files import PictureUnreadable
from acutimer.ui.body_map.views import ViewsUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPixmap

    from acutimer.ui.body_map.guided_map import GuidedMap
    from acutimer.ui.kit.theme import Theme

#: The poses of a hand: on the point, on its way there, and a third and two thirds round a circle
#: that the press is the top of, clockwise as the picture is seen.
PRESS, COMING = "", "coming"
ROUND = (PRESS, "lower_right", "lower_left")
_CORNER_PX = 10.0


def shown_way(kinds: Iterable[StepKind]) -> tuple[str, ...]:
    """The poses, one after the other, that show how these ways of pressing go; the last rests."""
    way: tuple[str, ...] = ()
    for kind in kinds:
        if kind is StepKind.CIRCLES:
            way = (*(way or (COMING, PRESS)), *ROUND[1:], *ROUND, PRESS)
        else:
            way += (COMING, PRESS) * (3 if kind is StepKind.PRESSES else 1)
    return way


def hand_on(
    body: GuidedMap, code: str, side: str, width_px: int, pose: str = PRESS
) -> QPixmap | None:
    """The hand on a point in the figure and colours of ``body``, ``width_px`` logical pixels wide.

    Drawn for the left and mirrored for the right, where a circle is clockwise too; None where there
    is no picture.
    """
    views, view_id = body.views(), f"press.{code}"
    if views is None or view_id not in views:
        return None
    ratio = body.devicePixelRatioF()
    if side == "right" and pose in ROUND:
        pose = ROUND[-ROUND.index(pose)]
    try:
        picture = body.picture_of(view_id, QSize(width_px, width_px) * ratio, pose)
    except (PictureUnreadable, ViewsUnreadable):
        return None
    if side == "right":
        picture = picture.transformed(QTransform().scale(-1, 1))
    picture.setDevicePixelRatio(ratio)
    return picture


def paint_framed(painter: QPainter, room: QRectF, picture: QPixmap, theme: Theme) -> None:
    """The middle of a picture in a box with round corners, on the ground of the map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    box = room.adjusted(0.5, 0.5, -0.5, -0.5)
    shape = QPainterPath()
    shape.addRoundedRect(box, _CORNER_PX, _CORNER_PX)
    painter.fillPath(shape, theme.colour("window"))
    painter.setClipPath(shape)
    size = picture.deviceIndependentSize()
    size = size * max(box.width() / size.width(), box.height() / size.height())
    shown = QRectF(QPointF(), size)
    shown.moveCenter(box.center())
    painter.drawPixmap(shown, picture, QRectF(picture.rect()))
    painter.setClipping(False)
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawPath(shape)
