"""The first page: choose a routine or points, rate, start.

It appears in two steps. Made, it shows the body and empty places for the rest, because the body is
what takes longest to see; ``furnish`` fills the places. Must never start a session by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from acutimer.ui.kit.may_scroll import MayScroll
from acutimer.ui.kit.widths import ANY_PX, SHORT_PX, columns_beside_rail
from acutimer.ui.press.map_pane import MapPane

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from acutimer.core.point_uses import PointUses
    from acutimer.core.points import Atlas
    from acutimer.ui.body_map.pictures import Pictures
    from acutimer.ui.kit.theme import Theme
    from acutimer.ui.press.chooser import Chooser
    from acutimer.ui.press.day_pane import DayPane
    from acutimer.ui.press.point_card import PointCard
    from acutimer.ui.press.points_list import PointsList
    from acutimer.ui.press.routine_list import RoutineList
    from acutimer.ui.press.side_panel import SidePanel
    from acutimer.ui.press.start_bar import StartBar
    from acutimer.ui.press.where import Where
    from acutimer.ui.press.where_tab import WhereTab

_LEFT_PX, _PANEL_PX, _NARROW_PX, _BAR_PX = 356, 352, 360, 84
#: Below this height the map saves on its margins.
_LOW_PX = 560


class PressPage(QWidget):
    """Places, routines or points | body | card, and the start bar below."""

    #: the tab of places was made (ui.press.where.Where)
    where_made = Signal(object)

    #: what was pressed last shall start
    again_asked = Signal()

    chooser: Chooser
    routines: RoutineList
    points: PointsList
    card: PointCard
    bar: StartBar

    def __init__(
        self, theme: Theme, pictures: Pictures | None = None, figure: str = "male"
    ) -> None:
        super().__init__()
        self.map = MapPane(theme, pictures, figure)
        self._panel: SidePanel | None = None
        self._moves = False
        #: the tapped places, once their tab was shown
        self.where: Where | None = None
        #: reads who uses points for what
        self.uses: Callable[[], PointUses] = _no_uses
        #: the greeting, once there is something to greet with
        self.day: DayPane | None = None
        self._columns = 0
        self._left = QWidget()
        self._left.setFixedWidth(_LEFT_PX)
        self._side = QFrame()
        self._side.setProperty("kind", "side")
        self._side.setFixedWidth(_PANEL_PX)
        self._divider = QFrame()
        self._divider.setProperty("kind", "upright")
        self._divider.setFixedWidth(1)
        self._foot = QFrame()
        self._foot.setProperty("kind", "startBar")
        self._foot.setMinimumHeight(_BAR_PX)
        self._body = QWidget()
        self._across = QHBoxLayout(self._body)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        for part in (self._left, self._divider):
            self._across.addWidget(part)
        self._across.addWidget(self.map, 1)
        self._across.addWidget(self._side)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._body, 1)
        self._one_column = MayScroll(self._whole, self._body)
        self._whole.addWidget(self._foot)

    @property
    def is_furnished(self) -> bool:
        """Whether everything is there."""
        return self._panel is not None

    def furnish(self, atlas: Atlas, theme: Theme, now: Callable[[], datetime]) -> None:
        """Fill the places beside and below the body."""
        from acutimer.ui.press.chooser import Chooser
        from acutimer.ui.press.point_card import PointCard
        from acutimer.ui.press.points_list import PointsList
        from acutimer.ui.press.routine_list import RoutineList
        from acutimer.ui.press.side_panel import SidePanel
        from acutimer.ui.press.start_bar import StartBar

        self.map.furnish()
        self.card = PointCard(theme, self.map.hand_on)
        self.card.hand.set_motion(self._moves)
        self.routines = RoutineList()
        self.points = PointsList(atlas)
        self.points.listed.connect(self._points_listed)
        self.bar = StartBar(theme, now)
        self.bar.resize(self._foot.size())  # so it is folded once, and the body measured once
        self._whole.replaceWidget(self._foot, self.bar)
        self._foot.hide()
        self._foot.deleteLater()
        parts = self.routines, self.points, self.card
        asks, wide = (self._make_where, self._show_where), columns_beside_rail(self) == 3
        self._panel = SidePanel(self._left, self._side, *parts, *asks, wide=wide)
        self.chooser = Chooser(
            atlas,
            body=self.map,
            routines=self.routines,
            points=self.points,
            card=self.card,
            bar=self.bar,
        )
        self.chooser.card_wanted.connect(self._panel.show_card)
        self._columns = 0
        self._show_room()

    def ask_where(self) -> None:
        """Show the tab that asks where it hurts."""
        assert self._panel is not None  # asked only once everything is there
        self._panel.show_where()

    def _make_where(self) -> WhereTab:
        from acutimer.ui.press.where import Where

        assert self._panel is not None  # it asks for it
        self.where = Where(self.chooser, self.map, self.bar, self.map.theme, self.uses)
        self.where.tapped.connect(self._panel.show_places)
        self.where_made.emit(self.where)
        return self.where.tab

    def _show_where(self, tab: str) -> None:
        if self.where is not None:
            self.where.show(tab == "where")
            self._order_tab(wide=self._columns == 3)

    def _points_listed(self) -> None:
        self._order_tab(wide=self._columns == 3)

    def take_atlas(self, atlas: Atlas) -> None:
        """Show other points from now on."""
        self.points.show_points(atlas)
        self._order_tab(wide=self._columns == 3)
        self.chooser.take_atlas(atlas)

    def take_day(self, pane: DayPane) -> None:
        """Put the greeting above the routines."""
        self.day = pane
        self.routines.put_on_top(pane)
        self._show_room()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.map.set_theme(theme)
        if self.is_furnished:
            self.card.set_theme(theme)
            if self.where is not None:
                self.where.set_theme(theme)
            self.bar.set_theme(theme)
        if self.day is not None:
            self.day.set_theme(theme)

    def set_motion(self, calm: bool) -> None:
        """Whether markers and the hand of the card may move."""
        self._moves = calm
        self.map.atlas.set_motion(calm)
        if self.is_furnished:
            self.card.hand.set_motion(calm)

    def clear_rating(self) -> None:
        """A rating belongs to one session."""
        self.bar.rating.choose(None)

    # --- keys and room ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate, Enter starts, V and / go to the body, Insert and Delete compose."""
        if not self.is_furnished:
            super().keyPressEvent(event)
            return
        from acutimer.core.commands import command_at
        from acutimer.core.points import Side
        from acutimer.ui.kit.typed_keys import typed_key

        chooser = self.chooser
        acts: dict[str, Callable[[], object]] = {
            "start": chooser.ask_start,
            "again": self.again_asked.emit,
            "favourite": self.routines.star,
            "favourite_up": lambda: self.routines.move(-1),
            "favourite_down": lambda: self.routines.move(1),
            "views": self.map.focus_views,
            "add_point": chooser.add_point,
            "remove_point": chooser.remove_point,
            "find": self.map.ask_for_point,
            "left": lambda: chooser.choose_side(Side.LEFT),
            "right": lambda: chooser.choose_side(Side.RIGHT),
            "both": lambda: chooser.choose_side(Side.BOTH),
        }
        key = typed_key(event)
        command = command_at("press", key)
        if self.map.atlas.obey_size(command):
            return
        if self.bar.rating.obey(command, key):
            return
        if (act := acts.get(command)) is not None:
            # Enter held down on the page before, as after a rating, begins nothing here
            if not (command == "start" and event.isAutoRepeat()):
                act()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns, two, or one, by the width in em."""
        super().resizeEvent(event)
        self._show_room()

    def _show_room(self) -> None:
        columns = columns_beside_rail(self)
        if columns != self._columns:
            if self.day is not None:  # it was as high as it stood before
                self.routines.keep_room(0)
            self._columns = columns
            self._show_columns(columns)
        if columns == 1:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(ANY_PX)
        else:
            narrow_px = max(300, min(_NARROW_PX, self.width() * 7 // 16))
            self._side.setFixedWidth(_PANEL_PX if columns == 3 else narrow_px)
        self.map.show_room(tight=columns < 3 or self.height() < _LOW_PX)
        if self.is_furnished:
            self.bar.show_width(tight=columns < 3, stacked=columns == 1)
        if self.day is not None:
            self.day.show_room(tight=columns < 3 or self.height() < SHORT_PX)

    def _show_columns(self, columns: int) -> None:
        wide, single = columns == 3, columns == 1
        self._left.setVisible(wide)
        self._divider.setVisible(wide)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if single else across)
        # one column scrolls as a whole, so each part may have the height it needs
        self.map.setMinimumHeight(420 if single else 0)
        self._side.setMinimumHeight(480 if single else 0)
        if self._panel is not None:
            self._panel.show_columns(wide=wide)
        self._one_column.show(scrolls=single)
        if self.is_furnished:
            self._order_tab(wide=wide)

    def _order_tab(self, *, wide: bool) -> None:
        from acutimer.ui.kit.tab_order import tab_after

        atlas = self.map.atlas
        body = (self.map.above, *atlas.zone_stops(), atlas, *atlas.buttons())
        lists = (self.routines, self.points)
        if wide:
            tab_after(self, self._left, *lists, *body, self._side, self.bar)
        else:
            tab_after(self, *body, self._side, *lists, self.card, self.bar)


def _no_uses() -> PointUses:
    """Nobody has said where it is written."""
    from acutimer.core.point_uses import PointUses

    return PointUses()
