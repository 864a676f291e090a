"""The places that were tapped, and what follows from them for tab, map and start bar.

It leads the page while its tab is shown and something is tapped or a time is chosen; else the
chooser does. Must never start a session by itself: it says what the person asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.core.durations import clock_text
from acutimer.core.pain_places import REGIONS, checked_places
from acutimer.core.points import Atlas, Side
from acutimer.core.settings import HOW_LONG
from acutimer.core.sides import with_side
from acutimer.core.where import (
    Here,
    made,
    points_here,
    regions_without,
    wanted_sides,
)
from acutimer.core.where_choices import Choice, Choices, choices
from acutimer.ui.body_map.markers import MarkerState
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.wording import PAIN_NOW, REVIEW
from acutimer.ui.press import where_words as words
from acutimer.ui.press.marker_looks import marker_looks, step_numbers
from acutimer.ui.press.offers import is_barred, start_words
from acutimer.ui.press.where_list import ChoiceRow
from acutimer.ui.press.where_tab import WhereTab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.core.point_uses import PointUses
    from acutimer.core.routines import Routine
    from acutimer.ui.kit.theme import Theme
    from acutimer.ui.press.chooser import Chooser
    from acutimer.ui.press.map_pane import MapPane
    from acutimer.ui.press.start_bar import StartBar


class Where(QObject):
    """The tab's choices; made when the tab is first shown."""

    #: the routine as it is to be led, the rating given or None, the places
    start_asked = Signal(object, object, tuple)
    #: the routine to keep
    keep_asked = Signal(object)
    #: the routine to write on
    change_asked = Signal(object)
    #: a place was tapped or taken off
    tapped = Signal()
    #: how long one has, as core.settings.HOW_LONG has it
    time_chosen = Signal(str)

    def __init__(
        self,
        chooser: Chooser,
        body: MapPane,
        bar: StartBar,
        theme: Theme,
        uses: Callable[[], PointUses],
    ) -> None:
        super().__init__(body)
        self.tab = WhereTab()
        self._chooser, self._body, self._bar, self._theme = chooser, body, bar, theme
        self._read_uses = uses
        self._uses: PointUses | None = None
        self._is_shown = False
        self._places: tuple[str, ...] = ()
        self._before_clear: tuple[str, ...] = ()
        self._time = HOW_LONG.default
        self._chosen_id = ""
        #: other sides on which points of the choice are pressed for now
        self._sides: dict[str, Side] = {}
        #: the card of a point was asked for since
        self._marks_card = False
        self._here: tuple[Here, ...] = ()
        self._found = Choices()
        tab = self.tab
        tab.points.set_theme(theme)
        body.atlas.place_toggled.connect(self._toggled)
        tab.points.toggled.connect(self._toggled)
        tab.points.asked.connect(self._turn_to)
        tab.chips.removed.connect(lambda place: self._toggled(place, on=False))
        tab.chips.cleared.connect(self.clear)
        tab.chips.undone.connect(lambda: self.tap(self._before_clear))
        tab.list.time_chosen.connect(self._time_chosen)
        tab.list.chosen.connect(self._choose)
        tab.list.review_asked.connect(chooser.review_asked)
        tab.list.keep_asked.connect(self._keep)
        tab.list.change_asked.connect(self._change)
        chooser.card_wanted.connect(self._card_shown)
        chooser.refreshed.connect(self._refresh)
        chooser.start_passed_on.connect(self.ask_start)
        chooser.side_passed_on.connect(self._press_on)
        chooser.led_elsewhere = lambda: choice.routine if (choice := self.choice) else None

    # --- what the page tells ----------------------------------------------------------------

    def show(self, shown: bool) -> None:
        """Whether the tab is shown."""
        self._is_shown = shown
        self._body.ask_for_places(shown)
        self._body.say_how_to_tap(words.HOW_TO_TAP if shown else "")
        self._chooser.stands_back, self._chooser.marked_elsewhere = self.leads, shown
        if self._chooser.basis.verdict is not None:  # what comes with the answers is not made twice
            self._chooser.show_again()

    def take_time(self, time: str) -> None:
        """Fit routines into this time, as core.settings.HOW_LONG has it."""
        self._time = time
        self._hand_over()

    def set_theme(self, theme: Theme) -> None:
        """Draw the signs in other colours."""
        self._theme = theme
        self.tab.points.set_theme(theme)
        self._show_points()

    @property
    def places(self) -> tuple[str, ...]:
        """The tapped places, by their ids."""
        return self._places

    @property
    def leads(self) -> bool:
        """Whether Start begins what is chosen here."""
        return self._is_shown and bool(self._places or self._minutes)

    @property
    def _minutes(self) -> int | None:
        """How long one has; None for any length."""
        return int(self._time) if self._time.isdecimal() else None

    @property
    def choice(self) -> Choice | None:
        """The routine that Start would begin."""
        offered = self._found.offered
        listed = (one for one in offered if one.routine.id == self._chosen_id)
        chosen = next(listed, offered[0] if offered else None)
        return self._on_sides(chosen) if chosen is not None and self._sides else chosen

    def _on_sides(self, choice: Choice) -> Choice:
        """The choice with its points on the sides that were chosen on the card."""
        basis, routine = self._chooser.basis, choice.routine
        for code, side in self._sides.items():
            routine = with_side(routine, code, side, basis.atlas)
        return replace(choice, routine=routine, length_s=basis.led(routine).length_s)

    # --- what the person does ---------------------------------------------------------------

    def tap(self, places: Sequence[str]) -> None:
        """Tap these places and no other."""
        self._before_clear = ()
        self._take(checked_places(places))

    def clear(self) -> None:
        """Take every mark off; there is a way back."""
        self._before_clear = self._places
        self._take(())

    def forget(self) -> None:
        """A session with these places is over: another day begins with none."""
        self.tap(())

    def _toggled(self, place: str, on: bool) -> None:
        self.tap([*self._places, place] if on else [one for one in self._places if one != place])

    def _card_shown(self) -> None:
        """A point that was found or clicked is marked, whether or not it is of use here."""
        self._marks_card = True

    def _take(self, places: tuple[str, ...]) -> None:
        self._places, self._chosen_id, self._marks_card = places, "", False
        self._sides = {}
        self._hand_over()
        self.tapped.emit()
        if places and (choice := self.choice) is not None:
            name, length = choice.routine.name, clock_text(choice.length_s)
            announce(self.tab, f"{name}, {length}")

    def _time_chosen(self, time: str) -> None:
        self._sides = {}
        self.take_time(time)
        self.time_chosen.emit(time)

    def _press_on(self, code: str, side: Side) -> None:
        """The card of a point asks for another side of what would begin."""
        self._sides[code] = side

    def _choose(self, routine_id: str) -> None:
        self._chosen_id, self._sides = routine_id, {}
        if self._places:
            self._refresh()
        else:  # all routines are offered, and one of them stays chosen
            self._chooser.choose_routine(routine_id)

    def _turn_to(self, code: str) -> None:
        here = next((one for one in self._here if one.point.code == code), None)
        if here is not None:
            side = min(wanted_sides(here))
            self._body.show_best_view(here.point, side)
            self._body.atlas.focus_point(code, side.value)

    def _keep(self, name: str) -> None:
        if (choice := self.choice) is not None:
            self.keep_asked.emit(replace(choice.routine, name=name))

    def _change(self) -> None:
        if (choice := self.choice) is not None:
            self.change_asked.emit(choice.routine)

    def ask_start(self) -> None:
        """Start what is chosen, or review what keeps it off."""
        choice = self.choice
        if is_barred(self._chooser.basis.verdict) or self._all_off():
            self._chooser.review_asked.emit()
        elif choice is not None:
            self.start_asked.emit(choice.routine, self._bar.rating.value, self._places)

    # --- showing ----------------------------------------------------------------------------

    def _hand_over(self) -> None:
        """Lead the page, or let the chooser do so; either shows what holds now."""
        self._chooser.stands_back = self.leads
        self._chooser.show_again()

    def _all_off(self) -> bool:
        """Whether the answers leave nothing to press: in these places, or in any routine."""
        if not self._places:
            basis, found = self._chooser.basis, self._found
            may_press = not (basis.verdict is None or is_barred(basis.verdict))
            return may_press and bool(basis.routines) and not (found.offered or found.shortest_s)
        timed = [one for one in self._here if one.point.timed]
        return bool(timed) and all(one.off for one in timed)

    def _refresh(self) -> None:
        if not self._is_shown:
            return
        basis, tapped = self._chooser.basis, bool(self._places)
        if tapped and self._uses is None:
            self._uses = self._read_uses()
        self._here = ()
        if tapped and self._uses is not None:
            self._here = points_here(self._places, self._uses, basis.atlas, basis.verdict)
        own = made(self._places, self._here, basis.atlas)
        routines: list[Routine] = [*([own] if own else []), *basis.routines]
        self._found = choices(
            routines,
            self._here if tapped else None,
            self._minutes,
            basis.atlas,
            basis.verdict,
            lambda routine: basis.led(routine).length_s,
        )
        if not tapped:
            self._chosen_id = self._chooser.chosen_id if self._chooser.is_by_hand else ""
        self._show_marks()
        self._show_list()
        self._show_points()
        if self.leads:
            self._show_bar()
        self._show_markers()

    def _show_marks(self) -> None:
        self._body.atlas.mark_places(self._places)
        self.tab.points.mark(self._places)
        self.tab.chips.show_places(self._places, may_undo=bool(self._before_clear))
        self.tab.list.show_time(self._time)

    def _show_list(self) -> None:
        tapped, atlas = bool(self._places), self._chooser.basis.atlas
        heading = words.places_text(len(self._places)) if tapped else words.NOTHING_TAPPED
        sentence = ""
        if not self._found.offered and (tapped or self._found.shortest_s):
            sentence = self._why_nothing()
        self.tab.list.say(sentence, review=self._all_off(), heading=heading)
        points = sum(1 for one in self._here if one.counts)
        chosen, offered = self.choice, self._found.offered
        if chosen is not None:  # it is listed with the sides that would be pressed
            id_ = chosen.routine.id
            offered = tuple(chosen if one.routine.id == id_ else one for one in offered)
        rows = [
            ChoiceRow(
                one,
                words.length_text(one),
                words.reach_text(one, self._places, self._here) if tapped else "",
                words.left_out_text(one, self._minutes, atlas),
                atlas.plain_names,
                points,
            )
            for one in offered
        ]
        self.tab.list.show_rows(rows, chosen.routine.id if chosen else "")

    def _why_nothing(self) -> str:
        if self._all_off():
            return words.ALL_OFF
        if self._found.shortest_s and self._minutes:
            return words.too_short_text(self._minutes, self._found.shortest_s)
        return words.NO_TIMER if self._here else words.NONE_USED

    def _show_points(self) -> None:
        choice, view = self.choice, self._body.atlas.view()
        numbers = step_numbers(choice.routine if choice else None)
        states: dict[str, tuple[MarkerState, str]] = {}
        for one in self._here:
            own = [number for side in wanted_sides(one)
                   for number in numbers.get((one.point.code, side), ())]  # fmt: skip
            number = "·".join(map(str, dict.fromkeys(own)))
            in_view = view is not None and any(
                view.place(one.point.code, side.value) is not None for side in wanted_sides(one)
            )
            if one.off:
                state = MarkerState.OFF
            elif number:
                state = MarkerState.IN_ROUTINE
            else:
                state = MarkerState.NORMAL if in_view else MarkerState.REFERENCE
            states[one.point.code] = (state, number)
        self.tab.points.show_points(self._here, states, self._notes(), self._theme)

    def _notes(self) -> list[tuple[str, str]]:
        """What is said of whole regions: that none of the points is used there, and why."""
        if self._uses is None:
            return []
        return [
            (REGIONS[region], " ".join([
                words.NONE_USED,
                *(note.text for note in self._uses.notes_for(region)),
            ]))
            for region in regions_without(self._places, self._here)
        ]  # fmt: skip

    def _show_bar(self) -> None:
        verdict, choice, tapped = self._chooser.basis.verdict, self.choice, bool(self._places)
        usual = "Press these" if tapped else "Start"
        if is_barred(verdict):
            said = start_words(None, verdict)
        elif self._all_off():
            said = REVIEW
        else:
            said = f"Press these, {clock_text(choice.length_s)}" if choice and tapped else usual
        led = self._chooser.basis.led(choice.routine) if choice else None
        offer = self._chooser.offer_of(choice.routine.id) if choice and not tapped else None
        self._bar.show_routine(
            led,
            said,
            steps_off=bool(offer and offer.off_note),
            said_above=tapped,
            asks=words.PAIN_THERE if tapped else PAIN_NOW,
        )
        self._bar.start.setEnabled(choice is not None or said != usual)

    def _show_markers(self) -> None:
        """Points lie on the body once a place is tapped: before, they would be tapped instead."""
        basis, choice = self._chooser.basis, self.choice
        routine = choice.routine if choice and self._places else None
        here = {one.point.code: one for one in self._here}
        pressed = set(routine.points) if routine else set()
        chosen = self._chooser.chosen if self._marks_card else None
        card = (chosen[0].code, chosen[1].value) if chosen else ("", "")
        marked = {*here, *pressed, card[0]}
        points = [one for one in basis.atlas.points if one.code in marked]
        looks = marker_looks(Atlas(points, {}), step_numbers(routine), chosen, basis.verdict)
        self._body.show_markers(
            [
                look for look in looks
                if look.number or look.key[:2] == card or look.state is MarkerState.LANDMARK
                or (look.code in here and look.side in
                                   {side.value for side in wanted_sides(here[look.code])})
            ]
        )  # fmt: skip
