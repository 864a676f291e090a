"""The routines one can start: favourites in their own order, then the others, the last used first.

Must never start anything, nor keep an order: it says what was chosen, starred or moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from acutimer.core.composing import YOUR_POINTS
from acutimer.ui.kit.heading import Heading
from acutimer.ui.kit.pieces import column, holding, label, row
from acutimer.ui.kit.tab_order import tab_after
from acutimer.ui.press.offers import Offer
from acutimer.ui.press.routine_acts import RoutineActs
from acutimer.ui.press.routine_row import NOT_USED, RoutineRow
from acutimer.ui.press.row_drag import RowDrag

#: Room round the rows for the ring of the one that has the keyboard.
_RING_PX = 4
_HOW_TO_MOVE = "Drag a row, or press Alt with an arrow"


def _heading(text: str, order: str) -> QWidget:
    in_order = label(order, "caption", "secondary")
    in_order.setToolTip(_HOW_TO_MOVE)
    return holding(row((Heading(text, "bodyStrong"), 1), in_order, margins=(2, 8, 2, 0)))


class RoutineList(QWidget):
    """All routines; arrow keys move, one is always chosen."""

    chosen = Signal(str)
    #: what shall be done (new, file, edit, duplicate, share, remove), with which routine's id
    asked = Signal(str, str)
    #: a routine's id: it shall be a favourite, or be none any more
    starred = Signal(str)
    #: a routine's id: it shall be the favourite before that one; before none, the last
    moved = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RoutineRow] = []
        self._chosen_id = ""
        #: the ids of the routines that can be removed
        self._own: frozenset[str] = frozenset()
        self._favourites: frozenset[str] = frozenset()
        #: in words, when a routine was used last, by its id; None before that is known
        self._used: Mapping[str, str] | None = None
        self._drag: RowDrag | None = None
        #: what stands above the rows
        self._top: tuple[QWidget, ...] = ()
        self._above = column()
        above = holding(self._above)
        self._below = column(spacing=4, margins=(_RING_PX, _RING_PX, _RING_PX, 0))
        self.setLayout(column(above, (self._below, 1)))
        self._stars = _heading("Favourites", "own order")
        self._more = _heading("More", "last used first")
        self._faults = label("", "caption", "secondary", wraps=True)
        self._faults.setContentsMargins(13, 8, 13, 8)
        self._faults.hide()
        self.acts = RoutineActs()
        self.acts.asked.connect(self.asked)
        for part in (self._stars, self._more, self._faults, self.acts):
            self._below.addWidget(part)
        self._below.addStretch(1)

    # --- what is shown ----------------------------------------------------------------------

    def show_offers(self, offers: Sequence[Offer], chosen_id: str) -> None:
        """Fill the list; rows of which only the length changes are kept."""
        if [routine_row.offer for routine_row in self._rows] != list(offers):
            self._fill(offers)
        for routine_row in self._rows:
            routine_row.show_chosen(routine_row.offer.routine.id == chosen_id)
        self._chosen_id = chosen_id
        self._show_acts()
        self._show_order()

    def _fill(self, offers: Sequence[Offer]) -> None:
        """Rows in this order; the keyboard stays on its routine."""
        had = next((one.offer.routine.id for one in self._rows if one.hasFocus()), None)
        shown, self._rows = self._rows, []
        before = list(shown)
        for offer in offers:
            routine_row = next((old for old in before if old.fits(offer)), None)
            if routine_row is None:
                routine_row = self._made(offer)
            else:
                before.remove(routine_row)
                routine_row.show_length(offer)
            self._rows.append(routine_row)
        self._end_drag()
        self._stand()
        for routine_row in self._rows:
            if routine_row.offer.routine.id == had and not routine_row.hasFocus():
                routine_row.show()  # what does not show yet cannot have the keyboard
                routine_row.setFocus(Qt.FocusReason.OtherFocusReason)
        for routine_row in before:
            self._below.removeWidget(routine_row)
            routine_row.setParent(None)
            routine_row.deleteLater()
        if self._rows != shown:
            tab_after(self, *self._top, *self._rows)

    def _made(self, offer: Offer) -> RoutineRow:
        routine_row, key = RoutineRow(offer), offer.routine.id
        routine_row.clicked.connect(lambda: self.chosen.emit(key))
        routine_row.menu_asked.connect(self._show_menu)
        if key != YOUR_POINTS:  # that is made anew of what is chosen
            routine_row.star.clicked.connect(lambda: self.starred.emit(key))
            routine_row.dragged.connect(lambda at: self._dragged(routine_row, at))
            routine_row.dropped.connect(lambda at: self._dropped(routine_row, at))
        return routine_row

    def show_favourites(self, favourites: Iterable[str]) -> None:
        """Mark these routines with a star."""
        self._favourites = frozenset(favourites)
        self._show_order()

    def show_used(self, used: Mapping[str, str]) -> None:
        """Say when routines were used last, by their ids; the others were not used yet."""
        self._used = used
        self._show_order()

    def _show_order(self) -> None:
        for one in self._rows:
            key = one.offer.routine.id
            if key != YOUR_POINTS:
                one.show_star(on=self._is_favourite(one))
                one.show_used("" if self._used is None else self._used.get(key, NOT_USED))
        self._stand()

    def _stand(self) -> None:
        """What was put together by hand, the favourites, the others: each in its place."""
        own = [one for one in self._rows if one.offer.routine.id == YOUR_POINTS]
        starred = [one for one in self._rows if self._is_favourite(one)]
        others = [one for one in self._rows if one not in own and one not in starred]
        parts = [*own, self._stars, *starred, self._more, *others]
        for index, part in enumerate(parts):
            if self._below.indexOf(part) != index:
                self._below.insertWidget(index, part)
        # one list needs no name, but a place to drop the first favourite
        has_headings = bool(starred) or self._drag is not None
        self._stars.setVisible(has_headings)
        self._more.setVisible(has_headings and bool(others))

    def _is_favourite(self, routine_row: RoutineRow) -> bool:
        return routine_row.offer.routine.id in self._favourites

    def put_on_top(self, part: QWidget) -> None:
        """Let something stand above the rows."""
        self._top = (part,)
        self._above.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        tab_after(self, *self._top, *self._rows)

    def keep_room(self, height_px: int) -> None:
        """Keep so much room for what comes on top, so that no row moves away from a hand."""
        above = self._above.parentWidget()
        assert above is not None  # it holds the layout
        above.setMinimumHeight(height_px)

    def show_own(self, own: Iterable[str]) -> None:
        """Which routines are the person's own, by their ids."""
        self._own = frozenset(own)
        self._show_acts()

    def _show_acts(self) -> None:
        chosen = (one.routine.name for one in self.offers if one.routine.id == self._chosen_id)
        # what only we ship, or is only clicked together, has no file that could go
        may_go = self._chosen_id in self._own
        self.acts.show_routine(self._chosen_id, next(chosen, ""), may_go=may_go)

    @property
    def offers(self) -> list[Offer]:
        """What is offered, in order."""
        return [routine_row.offer for routine_row in self._rows]

    def _show_menu(self, routine_id: str, at: QPoint) -> None:
        self.chosen.emit(routine_id)
        self.acts.show_menu(routine_id, at, may_go=routine_id in self._own)

    def show_faults(self, sentences: Sequence[str]) -> None:
        """Files that were left out, each with its reason."""
        self._faults.setText("\n".join(sentences))
        self._faults.setVisible(bool(sentences))

    # --- stars and order --------------------------------------------------------------------

    def star(self) -> None:
        """Ask for the chosen routine to be a favourite, or to be none any more."""
        if self._chosen_id != YOUR_POINTS:
            self.starred.emit(self._chosen_id)

    def move(self, by: int) -> None:
        """Ask for the chosen favourite to go up (-1) or down (1)."""
        ids = self._favourites_shown()
        if self._chosen_id in ids:
            to = ids.index(self._chosen_id) + by
            rest = [one for one in ids if one != self._chosen_id]
            if 0 <= to < len(ids):
                self.moved.emit(self._chosen_id, rest[to] if to < len(rest) else "")

    def _favourites_shown(self) -> list[str]:
        return [one.offer.routine.id for one in self._rows if self._is_favourite(one)]

    def _dragged(self, routine_row: RoutineRow, at: QPoint) -> None:
        here = self.mapFromGlobal(at)
        if self._drag is None:
            self._drag = RowDrag(self, routine_row, here)
            self._stand()
        self._drag.show(here, self._gap(routine_row, here.y())[0])

    def _dropped(self, routine_row: RoutineRow, at: QPoint) -> None:
        if self._drag is None:
            return  # the list was filled anew meanwhile
        gap_y, before = self._gap(routine_row, self.mapFromGlobal(at).y())
        self._end_drag()
        key = routine_row.offer.routine.id
        if gap_y is not None and before is None:
            self.starred.emit(key)
        elif before is not None:
            self.moved.emit(key, before)

    def _gap(self, held: RoutineRow, y: int) -> tuple[int | None, str | None]:
        """Where a row would go that is let go at a height: the line, and before which favourite.

        No favourite is the last place; None stands for the others, which have no own order: there
        a line shows only for what is a favourite until now.
        """
        starred = [one for one in self._rows if self._is_favourite(one) and one is not held]
        if self._more.isVisible() and y > self._more.geometry().center().y():
            line_y = self._more.geometry().bottom() + 2
            return (line_y if self._is_favourite(held) else None), None
        following = next((one for one in starred if one.geometry().center().y() > y), None)
        if following is not None:
            return following.y() - 2, following.offer.routine.id
        above = starred[-1] if starred else self._stars
        return above.geometry().bottom() + 2, ""

    def _end_drag(self) -> None:
        if self._drag is not None:
            drag, self._drag = self._drag, None
            drag.held.let_go()
            drag.end()
            self._stand()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move between the rows; Esc lets a dragged one go where it was."""
        if self._drag is not None and event.key() == Qt.Key.Key_Escape:
            self._end_drag()
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        at = next((index for index, one in enumerate(self._rows) if one.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(self._rows):
            self._rows[at + step].setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(self._rows[at + step].offer.routine.id)
