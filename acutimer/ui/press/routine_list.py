"""The routines one can start, each with its length; the chosen one shows its steps.

Must never start anything: it says which routine was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QSizePolicy, QWidget

from acutimer.core.composing import YOUR_POINTS
from acutimer.core.routines import Routine
from acutimer.ui.kit.choice_button import ChoiceButton
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, holding, label, restyle, row
from acutimer.ui.kit.tab_order import tab_after
from acutimer.ui.kit.wording import (
    clock_text,
    routine_points,
    step_manner,
    step_name,
)
from acutimer.ui.press.offers import Offer

_ACTS = {
    "new": "New routine",
    "edit": "Edit",
    "duplicate": "Duplicate",
    "share": "Share file",
    "remove": "Remove",
    "file": "Add a routine file…",
}
#: What a button says that has to stand beside the others in one row.
_SHORT = {"share": "Share"}
_STAR, _UNSTAR = "Star", "Take the star away"
#: Room round the rows for the ring of the one that has the keyboard.
_RING_PX = 4
#: These need no routine to be chosen.
_ANY_TIME = ("new", "file")


def _padded(inside: QWidget, above: int) -> QWidget:
    return holding(column(inside, margins=(13, above, 4, 0)))


class RoutineRow(ChoiceButton):
    """One routine: name, length and origin; its steps when chosen."""

    #: the routine's id, and where on the screen
    menu_asked = Signal(str, QPoint)

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        routine = offer.routine
        self.setProperty("kind", "routine")
        self.setAutoExclusive(False)  # or Tab would come to one row only
        self.setProperty("chosen", False)
        # a button would not be narrower than its words, and these wrap
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._is_starred = False
        self._steps: QWidget | None = None
        self._name = Elided(routine.name, "bodyStrong")
        self._line = label(routine_points(routine, offer.names), "caption", "secondary", wraps=True)
        self._length = label("", "bodyStrong", "secondary")
        self._inside = column(
            row((self._name, 1), self._length, spacing=10),
            self._line,
            spacing=3,
            margins=(13, 11, 13, 11),
        )
        if offer.off_note:
            self._inside.addWidget(label(offer.off_note, "caption", "nowWord", wraps=True))
        self.setLayout(self._inside)
        self.show_length(offer)
        said = (f"{self._line.text()}.", offer.off_note, *offer.why, *routine.cautions)
        self.setAccessibleDescription(" ".join(part for part in said if part))
        for text in self.findChildren(QLabel):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def fits(self, offer: Offer) -> bool:
        """Whether nothing but the length would have to change for an offer."""
        mine = self.offer
        same = (mine.off_note, mine.why) == (offer.off_note, offer.why)
        return same and mine.routine == offer.routine and mine.left_out == offer.left_out

    def show_length(self, offer: Offer) -> None:
        """Show how long it lasts now; everything else has to fit."""
        self.offer = offer
        self._length.setText(clock_text(offer.startable.length_s))
        self._say_name()

    def show_star(self, *, on: bool) -> None:
        """Mark it as a favourite, or not."""
        self._is_starred = on
        name = self.offer.routine.name
        self._name.setText(f"{name} ★" if on else name)
        self._say_name()

    def _say_name(self) -> None:
        star = ", favourite" if self._is_starred else ""
        self.setAccessibleName(f"{self.offer.routine.name}, {self._length.text()}{star}")

    def show_chosen(self, chosen: bool) -> None:
        """Open or close the steps."""
        self.setChecked(chosen)
        restyle(self, "chosen", chosen)
        self._line.setText(_whose(self.offer.routine) if chosen else "")
        if not self._line.text():
            self._line.setText(routine_points(self.offer.routine, self.offer.names))
        if chosen and self._steps is None:
            self._steps = _step_table(self.offer)
            self._inside.addWidget(self._steps)
        if self._steps is not None:
            self._steps.setVisible(chosen)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down are the list's; a button alone would take them for Tab."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the buttons below the list do, at hand."""
        self.menu_asked.emit(self.offer.routine.id, event.globalPos())

    def hasHeightForWidth(self) -> bool:
        """Wrapped lines need more height when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The layout's, because a button measures only its own text."""
        return self._inside.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """The layout's size."""
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The layout's least size."""
        return QSize(120, self._inside.totalMinimumSize().height())


def _whose(routine: Routine) -> str:
    """Where a routine comes from and who wrote it: "From the article · by A. Example"."""
    by = f"by {routine.author}" if routine.author else ""
    return " · ".join(part for part in (routine.origin, by) if part)


def _step_table(offer: Offer) -> QWidget:
    """The steps with the numbers they have on the map."""
    table = QWidget()
    table.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 6, 0, 2)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(2, 1)
    for line, caution in enumerate((*offer.routine.cautions, *offer.why), len(offer.routine.steps)):
        words = label(caution, "caption", "nowWord", wraps=True)
        grid.addWidget(words, line, 0, 1, 4)
    number = 0
    for index, step in enumerate(offer.routine.steps):
        if step.point:
            number += 1
            disc = label(str(number), "caption", "disc")
            disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
            # stretched it would no longer be round
            grid.addWidget(disc, index, 0, Qt.AlignmentFlag.AlignCenter)
        name = label(step_name(step, offer.names), "small", wraps=True)
        if step.point:
            manner = "off" if offer.is_off(step) else step_manner(step)
            below = flowing(
                label(step.point, "caption", "secondary"),
                label(manner, "caption", "secondary"),
                across=8,
                down=0,
            )
            grid.addLayout(column(name, below, spacing=0), index, 1, 1, 2)
        else:
            grid.addWidget(name, index, 1, 1, 2)
        if offer.is_off(step):
            struck = name.font()
            struck.setStrikeOut(True)
            name.setFont(struck)
        grid.addWidget(label(clock_text(step.clock_s), "small", "secondary"), index, 3)
    return table


class RoutineList(QWidget):
    """All routines; arrow keys move, one is always chosen."""

    chosen = Signal(str)
    #: what shall be done (new, file, edit, duplicate, share, remove), with which routine's id
    asked = Signal(str, str)
    #: a routine's id: it shall be a favourite, or be none any more
    starred = Signal(str)
    #: a favourite's id, and where it shall go: -1 up, 1 down
    moved = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RoutineRow] = []
        self._chosen_id = ""
        #: the ids of the routines that can be removed
        self._own: frozenset[str] = frozenset()
        #: what stands above the rows
        self._top: tuple[QWidget, ...] = ()
        self._above = column()
        self._below = column(spacing=4, margins=(_RING_PX, _RING_PX, _RING_PX, 0))
        self.setLayout(column(self._above, (self._below, 1)))
        self._faults = label("", "caption", "secondary", wraps=True)
        self._faults.setContentsMargins(13, 8, 13, 8)
        self._faults.hide()
        self._below.addWidget(self._faults)
        self._acts = {
            key: button(_SHORT.get(key, text), "toolbar" if key in _ANY_TIME else "link")
            for key, text in _ACTS.items()
        }
        for key, act in self._acts.items():
            act.clicked.connect(lambda _=False, key=key: self.asked.emit(key, self._chosen_id))
            act.setProperty("tall", key not in _ANY_TIME)
        of_chosen = [act for key, act in self._acts.items() if key not in _ANY_TIME]
        # the list may have been scrolled away from the chosen one
        self._whom = label("", "caption", "secondary", wraps=True)
        self._star = button(_STAR, "link")
        self._star.clicked.connect(self.star)
        self._favourites: frozenset[str] = frozenset()
        self._below.addWidget(_padded(holding(row((self._whom, 1), self._star)), 10))
        self._below.addWidget(_padded(flowing(*of_chosen, across=10, down=0), 0))
        any_time = [self._acts[key] for key in _ANY_TIME]
        self._below.addWidget(_padded(flowing(*any_time, across=6, down=6), 10))
        self._below.addStretch(1)

    def show_offers(self, offers: Sequence[Offer], chosen_id: str) -> None:
        """Fill the list; rows of which only the length changes are kept."""
        if [routine_row.offer for routine_row in self._rows] != list(offers):
            self._fill(offers)
        for routine_row in self._rows:
            routine_row.show_chosen(routine_row.offer.routine.id == chosen_id)
        self._chosen_id = chosen_id
        self._name_acts()
        self._mark_favourites()

    def _fill(self, offers: Sequence[Offer]) -> None:
        """Rows in this order; the keyboard stays on its routine."""
        had = next(
            (routine_row.offer.routine.id for routine_row in self._rows if routine_row.hasFocus()),
            None,
        )
        shown, self._rows = self._rows, []
        before = list(shown)
        for index, offer in enumerate(offers):
            routine_row = next((old for old in before if old.fits(offer)), None)
            if routine_row is None:
                routine_row = RoutineRow(offer)
                key = offer.routine.id
                routine_row.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
                routine_row.menu_asked.connect(self._show_menu)
            else:
                before.remove(routine_row)
                routine_row.show_length(offer)
            self._rows.append(routine_row)
            if self._below.indexOf(routine_row) != index:
                self._below.insertWidget(index, routine_row)
            if offer.routine.id == had and not routine_row.hasFocus():
                routine_row.show()  # what does not show yet cannot have the keyboard
                routine_row.setFocus(Qt.FocusReason.OtherFocusReason)
        for routine_row in before:
            self._below.removeWidget(routine_row)
            routine_row.setParent(None)
            routine_row.deleteLater()
        if self._rows != shown:
            tab_after(self, *self._top, *self._rows)

    def star(self) -> None:
        """Ask for the chosen routine to be a favourite, or to be none any more."""
        if self._chosen_id != YOUR_POINTS:
            self.starred.emit(self._chosen_id)

    def move(self, by: int) -> None:
        """Ask for the chosen favourite to go up (-1) or down (1)."""
        if self._chosen_id in self._favourites:
            self.moved.emit(self._chosen_id, by)

    def show_favourites(self, favourites: Iterable[str]) -> None:
        """Mark these routines with a star."""
        self._favourites = frozenset(favourites)
        self._mark_favourites()

    def _mark_favourites(self) -> None:
        for routine_row in self._rows:
            routine_row.show_star(on=routine_row.offer.routine.id in self._favourites)
        is_one = self._chosen_id in self._favourites
        self._star.setText(_UNSTAR if is_one else _STAR)
        said = "no favourite any more" if is_one else "a favourite"
        self._star.setToolTip(f"Make it {said} (F)")
        self._star.setVisible(bool(self._chosen_id) and self._chosen_id != YOUR_POINTS)

    def put_on_top(self, part: QWidget) -> None:
        """Let something stand above the rows."""
        self._top = (part,)
        self._above.addWidget(part)
        tab_after(self, *self._top, *self._rows)

    def show_own(self, own: Iterable[str]) -> None:
        """Which routines are the person's own, by their ids."""
        self._own = frozenset(own)
        self._name_acts()

    def _name_acts(self) -> None:
        """Each button says in full what it would do, and with which routine."""
        names = [o.routine.name for o in self.offers if o.routine.id == self._chosen_id]
        self._whom.setText(f"For: {names[0]}" if names else "")
        for key, act in self._acts.items():
            if key not in _ANY_TIME:
                words = f"{_ACTS[key]} {names[0]}" if names else _ACTS[key]
                act.setAccessibleName(words)
                act.setToolTip(words)
                act.setEnabled(bool(names))
        # what only we ship, or is only clicked together, has no file that could go
        self._acts["remove"].setVisible(self._chosen_id in self._own)

    @property
    def offers(self) -> list[Offer]:
        """What is offered, in order."""
        return [routine_row.offer for routine_row in self._rows]

    def _show_menu(self, routine_id: str, at: QPoint) -> None:
        self.chosen.emit(routine_id)
        menu = QMenu(self)
        for key in ("edit", "duplicate", "share", "remove"):
            if key != "remove" or routine_id in self._own:
                act = menu.addAction(_ACTS[key])
                act.triggered.connect(lambda _=False, key=key: self.asked.emit(key, routine_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def show_faults(self, sentences: Sequence[str]) -> None:
        """Files that were left out, each with its reason."""
        self._faults.setText("\n".join(sentences))
        self._faults.setVisible(bool(sentences))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move between the rows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        rows = [routine_row for routine_row in self._rows if routine_row.hasFocus()]
        if step is None or not rows:
            super().keyPressEvent(event)
            return
        index = self._rows.index(rows[0]) + step
        if 0 <= index < len(self._rows):
            self._rows[index].setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(self._rows[index].offer.routine.id)
