"""What a safety question asks after a yes: a clearance to tick, places, danger signs.

Must never know the answer above it or what follows from its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QPushButton, QWidget

from acutimer.core.points import Side
from acutimer.core.safety import BOTH_SIDES
from acutimer.core.safety_table import DangerSign, Region
from acutimer.ui.kit.beside import Beside
from acutimer.ui.kit.pieces import breaking_button, button, column, holding, label, row
from acutimer.ui.safety.sign_list import SignList, signs_of

_SIDES = ((Side.LEFT, "Left"), (Side.RIGHT, "Right"))
#: Room for the focus ring, which its control's parent would cut.
_RING_ROOM = (4, 4, 4, 4)
_DANGER_FIRST = "Danger signs first. Is any of these there now?"


class Tick(QWidget):
    """A box to tick whose words may break into lines."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.ticked_before: date | None = None
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        self._on = label("", "small", "secondary", wraps=True)
        self._words = _Clicked(words, self.box)
        beside = column(self._words, self._on, spacing=2)
        across = row(self.box, (beside, 1), spacing=10)
        across.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        across.setContentsMargins(*_RING_ROOM)
        self.setLayout(across)
        self.box.toggled.connect(self._write)

    def show_tick(self, ticked_on: date | None) -> None:
        """Ticked on that day, or not."""
        self.ticked_before = ticked_on
        self.box.setChecked(ticked_on is not None)
        self._write()

    def _write(self) -> None:
        on = self.box.isChecked()
        day = self.ticked_before
        earlier = f"Ticked on {day.day} {day:%B %Y}." if day else "Kept with today's date."
        self._on.setText(earlier)
        self._on.setVisible(on)
        self.box.setAccessibleDescription(earlier if on else "")


class _Clicked(QLabel):
    """Words that toggle the box beside them, for the mouse."""

    def __init__(self, words: str, box: QCheckBox) -> None:
        super().__init__(words)
        self._box = box
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setBuddy(box)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words is a click on the box."""
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self._box.click()


class Where(QWidget):
    """Regions of the body, each left and right; nothing chosen means everywhere."""

    changed = Signal()

    def __init__(self, regions: tuple[Region, ...], asked: str) -> None:
        super().__init__()
        self._regions = regions
        self.toggles: dict[tuple[str, Side], QPushButton] = {}
        self._cells = QGridLayout()
        self._cells.setHorizontalSpacing(8)
        self._cells.setVerticalSpacing(0)
        self._places: list[QWidget] = []
        for region in regions:
            sides = row(spacing=6)
            for side, text in _SIDES:
                toggle = button(text, "toolbar", name=f"{asked}: {region.name}, {text.lower()}")
                toggle.setCheckable(True)
                toggle.toggled.connect(lambda _: self._tell())
                self.toggles[region.id, side] = toggle
                sides.addWidget(toggle)
            place = holding(Beside(label(region.name, wraps=True), holding(sides), across=6))
            place.setContentsMargins(*_RING_ROOM)
            self._places.append(place)
        self._all = label(
            "Where? Choose both sides for the middle. While none is chosen, every place counts.",
            "small",
            "secondary",
            wraps=True,
        )
        self._all.setContentsMargins(4, 0, 0, 0)
        self.setLayout(column(self._all, self._cells, spacing=4))
        self.set_columns(2)

    @property
    def places(self) -> tuple[tuple[str, Side], ...]:
        """The regions chosen, each with its side."""
        chosen: list[tuple[str, Side]] = []
        for region in self._regions:
            sides = [side for side in BOTH_SIDES if self.toggles[region.id, side].isChecked()]
            if sides:
                chosen.append((region.id, sides[0] if len(sides) == 1 else Side.BOTH))
        return tuple(chosen)

    def show_places(self, places: tuple[tuple[str, Side], ...]) -> None:
        """Choose these and no others."""
        chosen = dict(places)
        for (region, side), toggle in self.toggles.items():
            toggle.setChecked(region in chosen and chosen[region] in (side, Side.BOTH))

    def set_columns(self, count: int) -> None:
        """One or two regions beside each other."""
        for index, place in enumerate(self._places):
            self._cells.removeWidget(place)
            self._cells.addWidget(place, index // count, index % count)
        for index in range(2):
            self._cells.setColumnStretch(index, int(index < count))
        self._cells.setHorizontalSpacing(28)

    def _tell(self) -> None:
        self.changed.emit()


class DangerSigns(QFrame):
    """The signs that need help at once. Buttons, not radio answers: an arrow must not say yes."""

    answered = Signal()
    #: the id of the sign that is there
    noted = Signal(str)

    def __init__(self, signs: Sequence[DangerSign]) -> None:
        super().__init__()
        self.setProperty("kind", "warning")
        self.signs = SignList(signs_of(signs, at_once=True), whole=True)
        self.signs.named.connect(self.noted)
        self.no = breaking_button("None of these", name=f"{_DANGER_FIRST} None of these")
        self.no.setCheckable(True)
        self.no.clicked.connect(lambda _: self.answered.emit())
        title = label(_DANGER_FIRST, "bodyStrong", wraps=True)
        how = label("Choose the one that is there, or none of these.", wraps=True)
        below = column(title, how, self.signs, 4, row(self.no, None), spacing=8)
        below.setContentsMargins(16, 14, 16, 14)
        self.setLayout(below)

    @property
    def is_answered(self) -> bool:
        """A sign that is there leaves the page, so only a no stays."""
        return self.no.isChecked()

    def clear(self) -> None:
        """Not answered."""
        self.no.setChecked(False)
