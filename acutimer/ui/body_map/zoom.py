"""How far the picture is enlarged and which part of it is seen.

Plain geometry. Must never know a widget.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

MOST = 3.0
#: One press of a key, one notch of a wheel.
STEP = 1.25


class Zoom(NamedTuple):
    """``scale`` 1 to 3; ``left`` and ``top`` say where the enlarged picture begins.

    Both in widths and heights of the picture at scale 1: 0 down to 1 - ``scale``.
    """

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @property
    def is_in(self) -> bool:
        """Whether anything is enlarged at all."""
        return self.scale > 1.0

    def applied(self, picture: QRectF) -> QRectF:
        """Where the picture lies that would fill ``picture`` at scale 1."""
        width, height = picture.width(), picture.height()
        return QRectF(
            picture.left() + self.left * width, picture.top() + self.top * height,
            self.scale * width, self.scale * height,
        )  # fmt: skip

    def by(self, factor: float, about: QPointF, picture: QRectF) -> Zoom:
        """Enlarged by a factor so that what lies under ``about`` stays there."""
        scale = min(MOST, max(1.0, self.scale * factor))
        if scale < 1.02:
            return Zoom()
        grown = scale / self.scale
        x = (about.x() - picture.left()) / picture.width()
        y = (about.y() - picture.top()) / picture.height()
        return _kept(scale, x - (x - self.left) * grown, y - (y - self.top) * grown)

    def moved(self, by: QPointF, picture: QRectF) -> Zoom:
        """The enlarged picture pushed so many pixels; it always covers its place."""
        return _kept(
            self.scale, self.left + by.x() / picture.width(), self.top + by.y() / picture.height()
        )


def _kept(scale: float, left: float, top: float) -> Zoom:
    least = 1.0 - scale
    return Zoom(scale, min(0.0, max(least, left)), min(0.0, max(least, top)))
