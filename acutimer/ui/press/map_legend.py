"""The legend below the body: what the kinds of markers mean.

Must never mean anything the markers themselves do not show.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.ui.body_map.markers import MarkerState, paint_marker
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import holding, label, row
from acutimer.ui.kit.theme import Theme

_LEGEND = (
    (MarkerState.IN_ROUTINE, "1", "In this routine"),
    (MarkerState.NORMAL, "", "Other points"),
    (MarkerState.REFERENCE, "", "No timer"),
    (MarkerState.LANDMARK, "", "Bone"),
)


class MapLegend(QWidget):
    """One marker and its meaning beside the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._signs = [_Sign(theme, state, number) for state, number, _ in _LEGEND]
        entries = (
            holding(row(sign, label(words, "small", "secondary"), spacing=8))
            for sign, (_, _, words) in zip(self._signs, _LEGEND, strict=True)
        )
        self.setLayout(row(None, flowing(*entries, across=22, down=2), None))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for sign in self._signs:
            sign.set_theme(theme)


class _Sign(Painted):
    """One marker in the legend."""

    def __init__(self, theme: Theme, state: MarkerState, number: str) -> None:
        super().__init__(theme)
        self._state, self._number = state, number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the largest one."""
        return QSize(24, 24)

    def paint(self, painter: QPainter) -> None:
        """Draw it as on the map, a little smaller."""
        centre = QRectF(self.rect()).center()
        paint_marker(painter, centre, self._state, self._theme, self._number, scale=0.8)
