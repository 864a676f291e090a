"""How the hand lies on a point, where there is a picture of it.

Must never run in a paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QTransform

from acutimer.ui.body_map.picture_files import PictureUnreadable
from acutimer.ui.body_map.views import ViewsUnreadable

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from acutimer.ui.body_map.guided_map import GuidedMap


def hand_on(body: GuidedMap, code: str, side: str, width_px: int) -> QPixmap | None:
    """The hand on a point in the figure and colours of ``body``, ``width_px`` logical pixels wide.

    Drawn for the left and mirrored for the right; None where there is no picture.
    """
    views, view_id = body.views(), f"press.{code}"
    if views is None or view_id not in views:
        return None
    ratio = body.devicePixelRatioF()
    try:
        picture = body.picture_of(view_id, QSize(width_px, width_px) * ratio)
    except (PictureUnreadable, ViewsUnreadable):
        return None
    if side == "right":
        picture = picture.transformed(QTransform().scale(-1, 1))
    picture.setDevicePixelRatio(ratio)
    return picture
