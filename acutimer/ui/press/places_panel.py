"""The tapped places with their points, and the same places as boxes to tick.

Must never promise anything: each point stands with where it lies and who uses it for what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from acutimer.core.pain_places import PLACE_SIDES, PLACES, REGIONS
from acutimer.ui.body_map.markers import MarkerState, paint_marker
from acutimer.ui.kit.breaking_button import BreakingButton
from acutimer.ui.kit.flow import Flow, flowing
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import (
    breaking_button,
    button,
    column,
    empty_layout,
    holding,
    label,
    line,
    row,
)
from acutimer.ui.kit.tick_box import TickBox
from acutimer.ui.kit.wording import FOOTER
from acutimer.ui.press.where_words import (
    NO_PROMISE,
    POINTS,
    STAYS_HERE,
    TAP,
    TAP_MORE,
    WHO_NAMES,
    YOUR_PLACES,
    use_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from acutimer.core.where import Here
    from acutimer.ui.kit.theme import Theme

_SIGN_PX = 28

#: Between the boxes of both sides, and where there is little room.
_BESIDE_BOX_PX, _CLOSE_PX = 20, 8


class _Sign(Painted):
    """What a point looks like on the map."""

    def __init__(self, theme: Theme, state: MarkerState, number: str) -> None:
        super().__init__(theme)
        self._state, self._number = state, number
        self.setFixedSize(QSize(_SIGN_PX, _SIGN_PX))

    def paint(self, painter: QPainter) -> None:
        centre = QPointF(_SIGN_PX / 2, _SIGN_PX / 2)
        paint_marker(painter, centre, self._state, self._theme, self._number)


class _Chip(BreakingButton):
    """A tapped place; pressing it, or Delete, takes it off."""

    def __init__(self, place: str) -> None:
        name = PLACES[place].name
        super().__init__(f"{name}  ×")
        self.setProperty("kind", "placeChip")
        self.setAccessibleName(f"{name}, take it off")
        self.setToolTip("Take it off")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it off too."""
        if event.key() == Qt.Key.Key_Delete:
            self.click()
        else:
            super().keyPressEvent(event)


class PlaceChips(QWidget):
    """The tapped places in a row that breaks, with Clear and its Undo."""

    removed = Signal(str)
    cleared = Signal()
    undone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label(TAP, "h1", wraps=True)
        self.clear = button("Clear", "link")
        self.clear.clicked.connect(self.cleared)
        self.undo = button("Undo", "link", name="Undo, tap the places again")
        self.undo.clicked.connect(self.undone)
        self._flow = Flow(8, 8)
        self._made: list[QPushButton] = []
        self._chips = QWidget()
        self._chips.setLayout(self._flow)
        self._hint = label(TAP_MORE, "body", "secondary", wraps=True)
        self._head = row((self._title, 1), self.undo, self.clear, spacing=12)
        self._column = column(self._head, self._chips, self._hint, spacing=8)
        self.setLayout(self._column)
        self._is_wide = True
        self.show_places((), may_undo=False)

    def show_columns(self, *, wide: bool) -> None:
        """Where there is little room the chips need no title."""
        self._is_wide = wide
        self._show_title()
        if wide:
            self._column.insertWidget(1, self._chips)
        else:
            self._head.insertWidget(0, self._chips, 1)

    def _show_title(self) -> None:
        self._title.setText(YOUR_PLACES if self._made else TAP)
        self._title.setVisible(self._is_wide or not self._made)

    def show_places(self, places: Sequence[str], *, may_undo: bool) -> None:
        """One chip a place; the keyboard stays among them."""
        had = any(chip.hasFocus() for chip in self.chips())
        empty_layout(self._flow)
        self._made = []
        for place in places:
            chip = _Chip(place)
            self._made.append(chip)
            chip.clicked.connect(lambda _=False, place=place: self.removed.emit(place))
            self._flow.addWidget(chip)
            chip.show()
        self._show_title()
        self._chips.setVisible(bool(places))
        self._hint.setVisible(not places)
        self.clear.setVisible(bool(places))
        self.undo.setVisible(may_undo)
        if had:
            after = self.chips()[-1] if places else self.undo if may_undo else None
            if after is not None:
                after.setFocus(Qt.FocusReason.OtherFocusReason)

    def chips(self) -> list[QPushButton]:
        """The chips in their order."""
        return list(self._made)


class PlacePoints(QWidget):
    """The points for the tapped places, each with its sources; below them every place as a box."""

    #: a point's code: shown on the body
    asked = Signal(str)
    toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(spacing=12)
        self._points = holding(
            column(
                line(), 4, label(POINTS, "bodyStrong"),
                label(NO_PROMISE, "caption", "secondary", wraps=True), 4, self._rows, 6, line(),
                spacing=4,
            )
        )  # fmt: skip
        self._points.hide()
        self.unfold = breaking_button(WHO_NAMES, "link")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._fold)
        self._is_wide, self._has_points = True, False
        self._boxes: dict[str, TickBox] = {}
        self._tells = True
        self._promise = label(f"{STAYS_HERE} {FOOTER}", "caption", "secondary", wraps=True)
        self._grid = self._table()
        table = column(self._grid, self._promise, None, spacing=16)
        self.setLayout(column(row(self.unfold, None), self._points, 6, table, spacing=4))
        self._fold()

    def show_columns(self, *, wide: bool) -> None:
        """Where there is little room the points fold until they are asked for."""
        self._is_wide = wide
        self._grid.setHorizontalSpacing(_BESIDE_BOX_PX if wide else _CLOSE_PX)
        self._fold()

    def _fold(self) -> None:
        self.unfold.setVisible(self._has_points and not self._is_wide)
        self.unfold.setAccessibleDescription("shown" if self.unfold.isChecked() else "folded")
        self._points.setVisible(self._has_points and (self._is_wide or self.unfold.isChecked()))

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(_BESIDE_BOX_PX)
        grid.setVerticalSpacing(0)
        for across, side in enumerate(PLACE_SIDES, start=1):
            grid.addWidget(label(side.capitalize(), "caption", "secondary"), 0, across)
        for down, (region, name) in enumerate(REGIONS.items(), start=1):
            grid.addWidget(label(name, wraps=True), down, 0)
            for across, side in enumerate(PLACE_SIDES, start=1):
                place = f"{region}.{side}"
                box = TickBox("place")
                box.setAccessibleName(PLACES[place].name)
                # toggled, not clicked: a screen reader toggles without a click
                box.toggled.connect(lambda on, place=place: self._toggled(place, on))
                self._boxes[place] = box
                grid.addWidget(box, down, across)
        return grid

    def box(self, place: str) -> TickBox:
        """The box of a place."""
        return self._boxes[place]

    def set_theme(self, theme: Theme) -> None:
        """Draw the boxes in the colours of a theme."""
        for box in self._boxes.values():
            box.set_theme(theme)

    def mark(self, places: Sequence[str]) -> None:
        """Tick these places and no other, without telling."""
        self._tells = False
        for place, box in self._boxes.items():
            box.setChecked(place in places)
        self._tells = True
        self._promise.setVisible(not places)

    def _toggled(self, place: str, on: bool) -> None:
        if self._tells:
            self.toggled.emit(place, on)

    def show_points(
        self,
        here: Sequence[Here],
        states: Mapping[str, tuple[MarkerState, str]],
        notes: Sequence[tuple[str, str]],
        theme: Theme,
    ) -> None:
        """One row a point, looking as on the map; ``notes`` are regions and what is said there."""
        empty_layout(self._rows)
        for one in here:
            self._rows.addWidget(self._row(one, *states[one.point.code], theme))
        for heading, words in notes:
            self._rows.addWidget(
                holding(column(label(heading, "bodyStrong"), label(words, "body", wraps=True)))
            )
        self._has_points = bool(here or notes)
        self._fold()

    def _row(self, one: Here, state: MarkerState, number: str, theme: Theme) -> QWidget:
        code = one.point.code
        name = button(one.point.plain, "link", name=f"{one.point.plain}, {code}, show it")
        name.clicked.connect(lambda _=False: self.asked.emit(code))
        head = flowing(name, label(code, "caption", "secondary"), down=0)
        said = column(head, label(use_text(one), "small", "secondary", wraps=True), spacing=1)
        for reason in one.off:
            said.addWidget(label(f"Off: {reason.text}", "small", "nowWord", wraps=True))
        if not one.point.timed:
            said.addWidget(label("Shown only: it has no timer.", "small", "secondary", wraps=True))
        name.setAccessibleDescription(
            " ".join((use_text(one), *(f"Off: {reason.text}" for reason in one.off)))
        )
        across = row(column(_Sign(theme, state, number), None), spacing=10)
        across.addLayout(said, 1)
        return holding(across)
