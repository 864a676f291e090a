"""The marker buttons of one map in anatomical order: which exist, which have the keyboard.

Tab enters at the selected point and leaves the map as a whole; arrows move inside. Must never paint
or decide what a choice means.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from acutimer.ui.body_map.layout import SELECTED
from acutimer.ui.body_map.marker_button import TARGET, MarkerButton
from acutimer.ui.body_map.markers import Key, MarkerState
from acutimer.ui.body_map.spot import Spot

_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_FORWARD = ("Down", "Right")
_BACKWARD = ("Up", "Left")
ARROWS = _FORWARD + _BACKWARD


def _after(widget: QWidget | None, *, forward: bool) -> QWidget | None:
    if widget is None:
        return None
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


class ButtonRow(QObject):
    """Keeps one button for each marker shown; ``focus_moved`` tells when the keyboard moved."""

    focus_moved = Signal()
    #: Enter on a marker: its key
    opened = Signal(object)

    def __init__(self, map_widget: QWidget, choose: Callable[[Key], None]) -> None:
        super().__init__(map_widget)
        self._map = map_widget
        self._choose = choose
        self._by_key: dict[Key, MarkerButton] = {}
        self._order: list[MarkerButton] = []
        #: what had the keyboard before it went out of sight
        self._behind: Key | None = None
        self.focused: Key | None = None
        #: Whether the focus is drawn: a click leaves no ring behind.
        self.ringed = False

    def __getitem__(self, key: Key) -> MarkerButton:
        return self._by_key[key]

    def order(self) -> list[MarkerButton]:
        """The buttons shown, in the order the arrow keys take."""
        return list(self._order)

    def match(self, spots: Sequence[Spot], known: set[Key]) -> None:
        """Shows a button for every spot; buttons of points no longer ``known`` go away."""
        for key in [key for key in self._by_key if key not in known]:
            self._by_key.pop(key).deleteLater()
        before = self._order
        self._order = [
            self._at(spot) for spot in spots if spot.look.state is not MarkerState.LANDMARK
        ]
        if self._order != before:
            self._join_focus_chain()
        shown = set(map(id, self._order))
        self._hand_over(shown)
        for button in self._by_key.values():
            button.setVisible(id(button) in shown)
        back = self._by_key.get(self._behind) if self._behind else None
        if back is not None and id(back) in shown and self._map.hasFocus():
            reason = Qt.FocusReason
            back.setFocus(reason.OtherFocusReason if self.ringed else reason.MouseFocusReason)

    def _hand_over(self, shown: set[int]) -> None:
        """A marker that turns out of sight leaves the keyboard with the map until it is back."""
        for key, button in self._by_key.items():
            if button.hasFocus() and id(button) not in shown:
                self._map.setFocus(Qt.FocusReason.OtherFocusReason)
                self._behind = key
                return
        if not self._map.hasFocus():
            self._behind = None

    def _join_focus_chain(self) -> None:
        """New children stand last in the window's chain; theirs is the place after the map.

        Qt orders only what can take the focus, so the map can, for this moment.
        """
        self._map.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for before, after in itertools.pairwise([self._map, *self._order]):
            QWidget.setTabOrder(before, after)
        self._map.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _at(self, spot: Spot) -> MarkerButton:
        key = spot.look.key
        button = self._by_key.get(key)
        if button is None:
            button = MarkerButton(spot.look, self, self._map)
            button.clicked.connect(lambda _=False, key=key: self._choose(key))
            button.opened.connect(lambda key=key: self.opened.emit(key))
            self._by_key[key] = button
        elif button.look != spot.look:
            button.show_look(spot.look)
        button.move(round(spot.centre.x() - TARGET / 2), round(spot.centre.y() - TARGET / 2))
        return button

    def focus_point(self, key: Key) -> bool:
        """Puts the keyboard on a marker; False when it is not shown."""
        button = self._by_key.get(key)
        if button is None or button not in self._order:
            return False
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def enter(self) -> bool:
        """Puts the keyboard on the chosen marker, else on the first; False on an empty map."""
        chosen = (button for button in self._order if button.look.state in SELECTED)
        wanted = next(chosen, self._order[0] if self._order else None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        return wanted is not None

    def move(self, key: str) -> bool:
        """Moves by the name of an arrow, Home or End; False for another key or an empty map."""
        last = len(self._order) - 1
        if last < 0:
            return False
        here = next((i for i, button in enumerate(self._order) if button.hasFocus()), None)
        if key in _FORWARD:
            target = 0 if here is None else min(here + 1, last)
        elif key in _BACKWARD:
            target = 0 if here is None else max(here - 1, 0)
        elif key in ("Home", "End"):
            target = 0 if key == "Home" else last
        else:
            return False
        self._order[target].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def leave(self, *, forward: bool) -> bool:
        """Tab from a marker to the next widget outside the map; False when there is none."""
        inside = self._map.focusWidget()
        candidate = _after(inside, forward=forward)
        while candidate is not None and candidate is not inside:
            if (
                candidate.focusPolicy() & Qt.FocusPolicy.TabFocus
                and not self._map.isAncestorOf(candidate)
                and candidate.isVisible()
                and candidate.isEnabled()
            ):
                candidate.setFocus(_TAB[0] if forward else _TAB[1])
                return True
            candidate = _after(candidate, forward=forward)
        return False

    def focus_came(self, button: MarkerButton, reason: Qt.FocusReason) -> None:
        """Part of MarkerButton's contract."""
        entered = self.focused is None
        self.focused = button.look.key
        if reason != Qt.FocusReason.ActiveWindowFocusReason:
            self.ringed = reason != Qt.FocusReason.MouseFocusReason
        if entered and reason in _TAB and self._order:
            chosen = (b for b in self._order if b.look.state in SELECTED)
            wanted = next(chosen, self._order[0])
            if wanted is not button:
                wanted.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.focus_moved.emit()

    def focus_left(self) -> None:
        """Part of MarkerButton's contract."""
        self.focused = None
        self.focus_moved.emit()
