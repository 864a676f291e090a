"""The same points as on the map, as a list that a keyboard or a screen reader walks through.

Must never say where a point is better than the map does: it reads the same data.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from acutimer.core.points import Atlas, Point, Side
from acutimer.ui.pieces import button, column, label, restyle, row
from acutimer.ui.wording import point_name

_LETTERS = ((Side.LEFT, "Left"), (Side.RIGHT, "Right"))


class PointsList(QWidget):
    """One row a point with its two sides."""

    #: code and side ("left" or "right")
    point_chosen = Signal(str, str)

    def __init__(self, atlas: Atlas) -> None:
        super().__init__()
        self._buttons: dict[tuple[str, str], QPushButton] = {}
        below = QVBoxLayout(self)
        below.setContentsMargins(13, 4, 8, 4)
        below.setSpacing(14)
        for point in atlas.points:
            below.addLayout(self._row(point))
        below.addStretch(1)

    def _row(self, point: Point) -> QVBoxLayout:
        words = "Reference only, no timer" if not point.timed else point.landmark_words
        name = label(f"{point.code}  {point.pinyin}", "bodyStrong")
        sides = row(spacing=8)
        for side, text in _LETTERS:
            made = button(text, "toolbar", name=point_name(point, side))
            made.setCheckable(True)
            made.clicked.connect(
                lambda _=False, code=point.code, key=side.value: self.point_chosen.emit(code, key)
            )
            self._buttons[point.code, side.value] = made
            sides.addWidget(made)
        sides.addStretch(1)
        return column(name, label(words, "caption", "secondary", wraps=True), 4, sides, spacing=2)

    def show_states(self, states: Mapping[tuple[str, str], str], chosen: tuple[str, str]) -> None:
        """Say of each point and side what it is: "in the routine", "off ...", or nothing."""
        for key, made in self._buttons.items():
            state = states.get(key, "")
            made.setAccessibleDescription(state)
            made.setToolTip(state)
            made.setChecked(key == chosen)
            off = state.startswith("off")
            restyle(made, "off", off)
            font = made.font()
            if font.strikeOut() != off:
                font.setStrikeOut(off)
                made.setFont(font)
