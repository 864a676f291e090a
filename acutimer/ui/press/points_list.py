"""The same points as on the map, as a list that a keyboard or a screen reader walks through.

The rows are made when somebody asks for them, at the latest when the list is shown. Must never say
where a point is better than the map does: it reads the same data.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from acutimer.core.points import Atlas, Point, Side
from acutimer.ui.kit.pieces import button, column, label, restyle, row
from acutimer.ui.kit.wording import point_name

_LETTERS = {Side.LEFT: "Left", Side.RIGHT: "Right", Side.MIDDLE: "Middle"}


class PointsList(QWidget):
    """One row a point with its two sides, or with the middle."""

    #: code and side ("left" or "right")
    point_chosen = Signal(str, str)
    #: the rows were made: from now on Tab can come to them
    listed = Signal()

    def __init__(self, atlas: Atlas) -> None:
        super().__init__()
        self._atlas = atlas
        self._is_listed = False
        self._states: Mapping[tuple[str, str], str] = {}
        self._chosen = ("", "")
        self._buttons: dict[tuple[str, str], QPushButton] = {}
        self._rows: dict[str, QWidget] = {}
        self._below = column(None, spacing=14, margins=(17, 8, 12, 4))
        self.setLayout(self._below)

    def showEvent(self, event: QShowEvent) -> None:
        """There is something to be seen."""
        self.make_rows()
        super().showEvent(event)

    def make_rows(self) -> None:
        """Make the rows, unless they are there; ``listed`` tells that they are."""
        if not self._is_listed:
            self._is_listed = True
            self.show_points(self._atlas)
            self.show_states(self._states, self._chosen)
            self.listed.emit()

    def show_points(self, atlas: Atlas) -> None:
        """List these points instead; those that stay keep their rows."""
        self._atlas = atlas
        if not self._is_listed:
            return
        for point in atlas.points:
            if point.code not in self._rows:
                self._rows[point.code] = holder = QWidget()
                holder.setLayout(self._row(point))
                self._below.insertWidget(self._below.count() - 1, holder)
        for code in [code for code in self._rows if code not in atlas]:
            self._drop(code)

    def _drop(self, code: str) -> None:
        gone = self._rows.pop(code)
        self._buttons = {
            key: side_button for key, side_button in self._buttons.items() if key[0] != code
        }
        self._below.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _row(self, point: Point) -> QVBoxLayout:
        words = "Shown only, no timer" if not point.timed else point.landmark_words
        if point.standing is not None:
            words = f"{point.landmark_words}. {words}; {point.standing}"
        name = label(point.plain, "bodyStrong", wraps=True)
        code = label(f"{point.code}  {point.pinyin}", "caption", "secondary")
        sides = row(spacing=8)
        for side in point.sides:
            side_button = button(_LETTERS[side], "toolbar", name=point_name(point, side))
            side_button.setCheckable(True)
            side_button.setProperty("off", False)
            side_button.clicked.connect(
                lambda _=False, code=point.code, key=side.value: self.point_chosen.emit(code, key)
            )
            self._buttons[point.code, side.value] = side_button
            sides.addWidget(side_button)
        sides.addStretch(1)
        return column(
            name, code, label(words, "caption", "secondary", wraps=True), 4, sides, spacing=2
        )

    def show_states(self, states: Mapping[tuple[str, str], str], chosen: tuple[str, str]) -> None:
        """Say of each point and side what it is: "in the routine", "off ...", or nothing."""
        self._states, self._chosen = states, chosen
        for key, side_button in self._buttons.items():
            state = states.get(key, "")
            side_button.setAccessibleDescription(state)
            side_button.setToolTip(state)
            side_button.setChecked(key == chosen)
            off = state.startswith("off")
            restyle(side_button, "off", off)
            font = side_button.font()
            if font.strikeOut() != off:
                font.setStrikeOut(off)
                side_button.setFont(font)
