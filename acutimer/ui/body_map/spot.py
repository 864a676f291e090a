"""One marker with its place on a laid out map.

Plain values. Must never know a view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from acutimer.ui.body_map.markers import MarkerLook


class Spot(NamedTuple):
    """One marker on the map; ``home`` is its true place while it is spread away from others."""

    look: MarkerLook
    centre: QPointF
    home: QPointF | None = None
