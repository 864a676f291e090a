"""The tab "Where does it hurt?": chips, time and routines, and the points beside or below them.

Must never decide anything: it shows what it is told.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from acutimer.ui.kit.pieces import column
from acutimer.ui.press.places_panel import PlaceChips, PlacePoints
from acutimer.ui.press.where_list import WhereList


class WhereTab(QWidget):
    """All of the tab; ``beside`` stands in the right-hand column where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.chips = PlaceChips()
        self.list = WhereList()
        self.points = PlacePoints()
        self.beside = QWidget()
        self._beside = column(spacing=10, margins=(20, 18, 20, 16))
        self.beside.setLayout(self._beside)
        self._here = column(spacing=8, margins=(4, 4, 4, 4))
        self.setLayout(self._here)

    def show_columns(self, *, wide: bool) -> None:
        """Chips and points in the column beside, or with the routines between them."""
        self.chips.show_columns(wide=wide)
        self.list.show_columns(wide=wide)
        self.points.show_columns(wide=wide)
        if wide:
            for part in (self.chips, self.points):
                self._beside.addWidget(part)
            self._here.addWidget(self.list)
        else:
            for part in (self.chips, self.list, self.points):
                self._here.addWidget(part)
