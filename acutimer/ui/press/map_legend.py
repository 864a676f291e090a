"""The legend below the body: what the kinds of markers mean.

Must never mean anything the markers themselves do not show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.ui.body_map.markers import MarkerState, paint_marker
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import column, holding, label, row
from acutimer.ui.kit.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEGEND = (
    (MarkerState.IN_ROUTINE, "1", "In this routine"),
    (MarkerState.NORMAL, "", "Other points"),
    (MarkerState.REFERENCE, "", "No timer"),
    (MarkerState.LANDMARK, "", "Bone"),
    (MarkerState.BUNDLE, "×3", "Several points"),
)
_SIGN_PX = 24
#: Looks that a sign of the legend stands for too.
_MEANT_BY = {
    MarkerState.SELECTED_IN_ROUTINE: MarkerState.IN_ROUTINE,
    MarkerState.SELECTED: MarkerState.NORMAL,
    MarkerState.BUNDLE_CHOSEN: MarkerState.BUNDLE,
}


class MapLegend(QWidget):
    """One marker and its meaning beside the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._signs = [_Sign(theme, state, number) for state, number, _ in _LEGEND]
        self._entries = {
            state: holding(row(sign, label(words, "small", "secondary"), spacing=8))
            for sign, (state, _, words) in zip(self._signs, _LEGEND, strict=True)
        }
        self._said = label("", "small", "secondary", wraps=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self._said.hide()
        self._meanings = holding(
            row(None, flowing(*self._entries.values(), across=22, down=2), None)
        )
        self.setLayout(column(self._meanings, self._said))
        self.setMinimumHeight(_SIGN_PX)  # the body keeps its size, with markers or without

    def show_states(self, states: Iterable[MarkerState]) -> None:
        """Explain these, which are on the picture, and nothing else."""
        seen = {_MEANT_BY.get(state, state) for state in states}
        for state, entry in self._entries.items():
            entry.setVisible(state in seen)

    def explained(self) -> list[MarkerState]:
        """What is explained."""
        return [state for state, entry in self._entries.items() if not entry.isHidden()]

    def say(self, words: str) -> None:
        """Say something else instead, until it is nothing again."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._meanings.setVisible(not words)

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
        return QSize(_SIGN_PX, _SIGN_PX)

    def paint(self, painter: QPainter) -> None:
        """Draw it as on the map, a little smaller."""
        centre = QRectF(self.rect()).center()
        paint_marker(painter, centre, self._state, self._theme, self._number, scale=0.8)
