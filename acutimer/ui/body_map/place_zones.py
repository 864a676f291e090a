"""The places of the body that can be marked on a map: shapes, buttons, marks and the keyboard.

The map around it has picture and mouse and says where they are. Must never know what a place is
marked for, nor suggest anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal

from acutimer.core.pain_places import PLACES
from acutimer.ui.body_map.button_row import ARROWS
from acutimer.ui.body_map.region_button import RegionButton
from acutimer.ui.body_map.regions import (
    TICK_RADIUS,
    RegionLook,
    RegionShape,
    paint_name,
    paint_region,
    region_at,
    region_shapes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QFont, QPainter
    from PySide6.QtWidgets import QAbstractButton, QWidget

    from acutimer.core.pain_places import PainPlace
    from acutimer.ui.body_map.regions import V
    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.kit.theme import Theme

_FORWARD = ("Down", "Right")
#: Buttons nearer than this in height stand in one row: the left edge of it comes first.
_ROW_PX = 24.0


def figure_key(place: PainPlace) -> str:
    """How resources/body/figure.json names the region of a place: "neck.L"."""
    return f"{place.region}.{place.side[0].upper()}"


class PlaceZones(QObject):
    """The places over one map; ``toggled`` when the person marks or unmarks one, by its id.

    ``changed`` tells that something looks different now. ``outlines`` are closed outlines on the
    skin by the figure's names ("neck.L"); a place without one is not on the map.
    """

    toggled = Signal(str, bool)
    changed = Signal()

    def __init__(self, on: QWidget, outlines: Mapping[str, Sequence[Sequence[V]]]) -> None:
        super().__init__(on)
        self._map = on
        self._outlines: Mapping[str, Sequence[Sequence[V]]] = {}
        self._shapes: dict[str, RegionShape] = {}
        self._order: list[str] = []
        self._laid_out: tuple[BodyView, QRectF] | None = None
        self._hovered: str | None = None
        self._pressed: str | None = None
        self._tells = True
        #: Whether the focus is drawn: a click leaves no ring behind.
        self._ringed = False
        self._buttons: dict[str, RegionButton] = {}
        self.take_outlines(outlines)

    def take_outlines(self, outlines: Mapping[str, Sequence[Sequence[V]]]) -> None:
        """Another figure's outlines; what is marked stays marked."""
        self._outlines = {
            place.id: outlines[figure_key(place)]
            for place in PLACES.values()
            if figure_key(place) in outlines
        }
        for place in self._outlines:
            if place not in self._buttons:
                button = RegionButton(place, PLACES[place].name, self, self._map)
                # toggled, not clicked: a screen reader toggles without a click
                button.toggled.connect(lambda on, place=place: self._toggled(place, on))
                button.hide()
                self._buttons[place] = button
        self._laid_out = None

    def mark(self, places: Iterable[str]) -> None:
        """Mark these places and no other, without telling."""
        wanted = set(places)
        self._tells = False
        for place, button in self._buttons.items():
            button.setChecked(place in wanted)
        self._tells = True

    def button(self, place: str) -> QAbstractButton:
        """The button of a place; a place that has no outline is a KeyError."""
        return self._buttons[place]

    def shown(self) -> list[str]:
        """The places the map shows, in the order the arrow keys take."""
        return list(self._order)

    def stops(self) -> list[QAbstractButton]:
        """Their buttons in that order."""
        return [self._buttons[place] for place in self._order]

    def shape(self, place: str) -> RegionShape:
        """Where a place that is shown lies, logical pixels."""
        return self._shapes[place]

    def tick(self, place: str) -> tuple[QPointF, float]:
        """Where the tick of a marked place that is shown stands, and its radius."""
        return self._shapes[place].mark, TICK_RADIUS

    # Laying out.

    def lay_out(self, view: BodyView | None, picture: QRectF) -> None:
        """Find every region its place again; None for the view shows none."""
        if view is None:
            self._shapes, self._laid_out = {}, None
        elif self._laid_out == (view, picture):
            return
        else:
            self._shapes = region_shapes(view, self._outlines, picture)
            self._laid_out = (view, QRectF(picture))
        self._order = sorted(
            self._shapes,
            key=lambda place: (
                round(self._shapes[place].mark.y() / _ROW_PX), self._shapes[place].mark.x()
            ),
        )  # fmt: skip
        for place, button in self._buttons.items():
            button.setVisible(place in self._shapes)
            if place in self._shapes:
                button.setGeometry(self._shapes[place].path.boundingRect().toAlignedRect())
        self._hovered = None
        self._let_tab_in()
        self.changed.emit()

    def _let_tab_in(self, entered: str | None = None) -> None:
        """Tab stops once on the map: where the keyboard last was, or at the first mark."""
        marked = (place for place in self._order if self._buttons[place].isChecked())
        entry = entered or next(marked, self._order[0] if self._order else None)
        for place, button in self._buttons.items():
            stops = Qt.FocusPolicy.StrongFocus if place == entry else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stops)

    def _toggled(self, place: str, marked: bool) -> None:
        self.changed.emit()
        if self._tells:
            self.toggled.emit(place, marked)

    # The mouse, of which the map tells.

    def press(self, at: QPointF) -> None:
        """Remember which region the press began on."""
        self._pressed = region_at(self._shapes, at)
        if self._pressed is not None:
            self._buttons[self._pressed].setFocus(Qt.FocusReason.MouseFocusReason)

    def release(self, at: QPointF) -> None:
        """Mark or unmark when press and release are on the same region."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == region_at(self._shapes, at):
            self._buttons[pressed].click()

    def hover(self, at: QPointF | None) -> bool:
        """Show which region a click would mark; gives whether there is one."""
        place = region_at(self._shapes, at) if at is not None else None
        if place != self._hovered:
            self._hovered = place
            self.changed.emit()
        return place is not None

    # The keyboard.

    @property
    def has_keyboard(self) -> bool:
        """Whether one of the regions has the keyboard."""
        return any(self._buttons[place].hasFocus() for place in self._order)

    def enter(self) -> bool:
        """Put the keyboard on the region where Tab comes in; False where none is shown."""
        for button in self.stops():
            if button.focusPolicy() & Qt.FocusPolicy.TabFocus:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def move(self, key: str) -> bool:
        """Move by the name of an arrow, Home or End; False for any other key."""
        order = self.stops()
        here = next((index for index, button in enumerate(order) if button.hasFocus()), 0)
        last = len(order) - 1
        if key in ARROWS:
            step = 1 if key in _FORWARD else -1
            target = min(max(here + step, 0), last)
        elif key in ("Home", "End"):
            target = 0 if key == "Home" else last
        else:
            return False
        if last >= 0:
            order[target].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focus_came(self, key: str, reason: Qt.FocusReason) -> None:
        """Part of RegionButton's contract."""
        if reason != Qt.FocusReason.ActiveWindowFocusReason:
            self._ringed = reason != Qt.FocusReason.MouseFocusReason
        self._let_tab_in(key)
        self.changed.emit()

    def focus_left(self) -> None:
        """Part of RegionButton's contract."""
        self.changed.emit()

    # Painting.

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """The regions; what has the person's attention lies on top."""
        looks = [(place, self._look(place)) for place in self._order]
        for place, look in sorted(looks, key=lambda pair: (pair[1].focused, pair[1].hovered)):
            paint_region(painter, self._shapes[place], look, theme)

    def paint_names(self, painter: QPainter, theme: Theme, ground: QFont) -> None:
        """The name of what is hovered, or else has the keyboard."""
        told = [place for place in self._order if self._look(place).focused]
        for place in told if self._hovered is None else [self._hovered]:
            room, shape = QRectF(self._map.rect()), self._shapes[place]
            paint_name(painter, room, shape, PLACES[place].name, theme, ground)

    def _look(self, place: str) -> RegionLook:
        button = self._buttons[place]
        focused = self._ringed and button.hasFocus()
        return RegionLook(button.isChecked(), place == self._hovered, focused)
