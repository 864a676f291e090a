"""What is chosen on the Press page, and what follows from it for list, map, card and bar.

Must never start a session by itself: it says what the person asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from acutimer.core.composing import YOUR_POINTS, only_this, sides_for
from acutimer.core.point_search import points_called
from acutimer.core.points import BOTH_SIDES, Atlas, Point, Side
from acutimer.core.routine_order import in_order
from acutimer.core.routines import Routine
from acutimer.core.sides import side_in, with_side
from acutimer.ui.body_map.markers import MarkerState
from acutimer.ui.press.hand_picked import HandPicked
from acutimer.ui.press.marker_looks import StepNumbers, marker_looks, step_numbers
from acutimer.ui.press.offers import Offer, is_barred, offers_of, start_words

if TYPE_CHECKING:
    from acutimer.core.safety import Verdict
    from acutimer.core.safety_table import Reason
    from acutimer.ui.press.map_pane import MapPane
    from acutimer.ui.press.point_card import PointCard
    from acutimer.ui.press.points_list import PointsList
    from acutimer.ui.press.routine_list import RoutineList
    from acutimer.ui.press.start_bar import StartBar


class Basis(NamedTuple):
    """Points, routines with kept lengths, what the answers allow, and how routines are led."""

    atlas: Atlas
    routines: tuple[Routine, ...]
    verdict: Verdict | None
    led: Callable[[Routine], Routine]


class Chooser(QObject):
    """The choices of one furnished page."""

    #: the routine (core.routines.Routine) and the rating given, or None
    start_asked = Signal(object, object)
    routine_chosen = Signal(str)
    review_asked = Signal()
    #: the points of the person's own routine by their code, with their sides
    your_points_changed = Signal(object)
    #: id, name and length in seconds of each routine that can be begun by its id; told anew
    #: whenever one of them changes
    offered = Signal(tuple)
    #: a point's card shall be seen
    card_wanted = Signal()
    #: everything was looked at anew
    refreshed = Signal()
    #: Start was asked for while this stands back, or another side of a point that it presses
    start_passed_on = Signal()
    side_passed_on = Signal(str, object)

    def __init__(
        self,
        atlas: Atlas,
        *,
        body: MapPane,
        routines: RoutineList,
        points: PointsList,
        card: PointCard,
        bar: StartBar,
    ) -> None:
        super().__init__(body)
        self._atlas = atlas
        self._body, self._card, self._bar = body, card, bar
        self._routine_list, self._points = routines, points
        #: the routines as they came, and as they are listed
        self._given: tuple[Routine, ...] = ()
        self._routines: tuple[Routine, ...] = ()
        #: the favourites and those used lately, by id
        self._listed: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._told: tuple[tuple[str, str, int], ...] = ()
        self._lengths: Mapping[str, int] = {}
        self._led: Callable[[Routine], Routine] = lambda routine: routine
        self._verdict: Verdict | None = None
        self._chosen_id = ""
        #: whether the person chose that routine, now or before; else it is merely the first
        self.is_by_hand = False
        self._point = atlas.points[0] if atlas.points else None
        self._side = Side.LEFT
        self._press_side = Side.BOTH
        #: other sides on which points of the chosen routine are pressed for now
        self._sides: dict[str, Side] = {}
        self._your_points = HandPicked()
        self._offers: list[Offer] = []
        #: another part of the page leads map and start bar, and tells what it would begin
        self.stands_back = False
        #: another part says which markers the body shows
        self.marked_elsewhere = False
        self.led_elsewhere: Callable[[], Routine | None] = lambda: None
        body.point_chosen.connect(self._point_clicked)
        body.side_key_pressed.connect(lambda key: self.choose_side(Side(key)))
        body.point_sought.connect(self.find_point)
        body.take_points(atlas.points)
        card.side_chosen.connect(lambda key: self.choose_side(Side(key)))
        card.only_this_asked.connect(self.press_only_this)
        card.add_asked.connect(self.add_point)
        card.remove_asked.connect(self.remove_point)
        routines.chosen.connect(self.choose_routine)
        points.point_chosen.connect(self._point_clicked)
        bar.start_asked.connect(self.ask_start)
        bar.why_asked.connect(self.review_asked)

    # --- what the app tells -----------------------------------------------------------------

    def show_routines(
        self, routines: Sequence[Routine], chosen_id: str, faults: Sequence[str]
    ) -> None:
        """Offer these routines; ``faults`` say which files were left out and why."""
        self._given = tuple(routines)
        self._routines = in_order(self._given, *self._listed)
        self._routine_list.show_faults(faults)
        ids = [routine.id for routine in self._on_offer()]
        by_hand = chosen_id in ids
        self._choose(chosen_id if by_hand else (ids[0] if ids else ""), by_hand=by_hand)
        self._refresh()

    def take_your_points(self, points: Mapping[str, str]) -> None:
        """Offer again what was put together by hand once, but for what is no point any more."""
        self._your_points.take(points, self._atlas)

    def show_order(self, favourites: Sequence[str], recent: Sequence[str]) -> None:
        """List the favourites first, then what was used last (see core.routine_order)."""
        self._listed = (favourites, recent)
        self._routine_list.show_favourites(favourites)
        if self._routines:  # at the start they come right after
            self._routines = in_order(self._given, *self._listed)
            self._refresh()

    def show_lengths(self, lengths: Mapping[str, int]) -> None:
        """Show steps as long as the person kept them (see core.step_lengths)."""
        self._lengths = lengths
        if self._routines:  # at the start they come right after
            self._refresh()

    def show_led(self, led: Callable[[Routine], Routine]) -> None:
        """Show how long routines last as ``led`` makes them: with waits and time for words."""
        self._led = led
        if self._verdict is not None:  # before the answers are known, nothing is led
            self._refresh()

    def show_verdict(self, verdict: Verdict) -> None:
        """Strike what the safety answers switch off."""
        if verdict == self._verdict:  # as it is told with each visit of the page
            return
        self._verdict = verdict
        self._refresh()

    def take_atlas(self, atlas: Atlas) -> None:
        """Choose among other points from now on; one that went leaves the first in its place."""
        self._atlas = atlas
        self._body.take_points(atlas.points)
        kept = atlas.get(self._point.code) if self._point else None
        first = atlas.points[0] if atlas.points else None
        self._turn_to(kept or first, self._side)
        if kept is None and first is not None:
            self._body.show_best_view(first, self._side)
        self._refresh()

    def show_again(self) -> None:
        """Show what holds now, as after every change."""
        self._refresh()

    # --- what is chosen ---------------------------------------------------------------------

    @property
    def basis(self) -> Basis:
        """What everything here is made from."""
        routines = tuple(offer.routine for offer in self._offers)
        return Basis(self._atlas, routines, self._verdict, self._led)

    @property
    def chosen_id(self) -> str:
        """The routine whose steps are shown, by its id."""
        return self._chosen_id

    @property
    def chosen(self) -> tuple[Point, Side] | None:
        """The point whose card is shown, and its side on the body."""
        return (self._point, self._side) if self._point is not None else None

    def is_in_your_points(self, code: str) -> bool:
        """Whether the person has put a point into a routine of their own."""
        return code in self._your_points

    # --- what the person does ---------------------------------------------------------------

    @property
    def offer(self) -> Offer | None:
        """The chosen routine as it may be started."""
        return self.offer_of(self._chosen_id)

    def offer_of(self, routine_id: str) -> Offer | None:
        """A routine as it may be started."""
        return next((o for o in self._offers if o.routine.id == routine_id), None)

    @property
    def _begun(self) -> Routine | None:
        """What Start would begin, with what is off in it."""
        if self.stands_back:
            return self.led_elsewhere()
        return self.offer.routine if self.offer else None

    def routine(self, routine_id: str) -> Routine | None:
        """A routine on offer as its file has it, or as it was clicked together on the map."""
        return next((routine for routine in self._on_offer() if routine.id == routine_id), None)

    def choose_routine(self, routine_id: str) -> None:
        """Show a routine's steps on the list and on the map."""
        self._choose(routine_id)
        offer = self.offer or next((o for o in self._offers), None)
        self.routine_chosen.emit(routine_id)
        if offer and (codes := offer.routine.points):
            point = self._atlas.get(codes[0])
            if point and (self._point is None or self._point.code not in codes):
                self._turn_to(point, self._side)
                self._body.show_best_view(point, self._side)
        elif offer:
            self._body.show_view("nape")  # a mat has no point; it lies under neck and back
        self._refresh()

    def choose_point(self, code: str, side: Side) -> None:
        """Show a point's card; its side is the one that would be pressed alone."""
        point = self._atlas.get(code)
        if point is None:
            return
        self._turn_to(point, side)
        self._press_side = self._side
        self._body.show_best_view(point, self._side)
        self.card_wanted.emit()
        self._refresh()

    def find_point(self, text: str) -> None:
        """Choose the point that fits best what was typed."""
        point = next(iter(points_called(text, self._atlas.points)), None)
        self._body.end_search(found=point is not None)
        if point is not None:
            self._body.show_best_view(point, self._side, at_once=True)
            self.choose_point(point.code, self._side)
            if not self._body.atlas.focus_point(point.code, self._side.value):
                self._body.focus_views()

    def _turn_to(self, point: Point | None, side: Side) -> None:
        """Take a point and a side it has: the midline has no sides, the other points no middle."""
        self._point, self._side = point, side
        if point is not None and side not in point.sides:
            self._side = self._press_side = point.sides[0]

    def ask_start(self) -> None:
        """Start what is chosen, or review what keeps it off."""
        if self.stands_back:
            self.start_passed_on.emit()
        else:
            self.start_chosen()

    def start_chosen(self) -> None:
        """Start the chosen routine as it is, whichever tab is open."""
        offer = self.offer
        if offer is None:
            return
        allowed = offer.allowed
        if is_barred(self._verdict) or (allowed is not None and allowed.routine is None):
            self.review_asked.emit()
            return
        # what is kept of its lengths and what is off is seen to when it starts
        chosen = next(one for one in self._as_chosen() if one.id == offer.routine.id)
        self.start_asked.emit(chosen, self._bar.rating.value)

    def _choose(self, routine_id: str, *, by_hand: bool = True) -> None:
        """Another routine presses its points on its own sides."""
        self.is_by_hand = by_hand
        if routine_id != self._chosen_id:
            self._chosen_id, self._sides = routine_id, {}

    def _point_clicked(self, code: str, side: str) -> None:
        self.choose_point(code, Side(side))

    def choose_side(self, side: Side) -> None:
        """Press the chosen point on another side; a point of the midline has no other."""
        if self._point is not None and self._point.is_midline:
            return
        self._press_side = side
        if side in BOTH_SIDES:
            self._side = side
            self._body.turn_to_side(side.value)
        code = self._point.code if self._point else ""
        begun = self._begun
        is_begun = begun is not None and code in begun.points
        if self.stands_back:
            if is_begun:
                self.side_passed_on.emit(code, side)
            self._refresh()
        elif is_begun and self._chosen_id != YOUR_POINTS:
            self._sides[code] = side
            self._refresh()
        elif code in self._your_points:
            self.add_point()
        else:
            self._refresh()

    def press_only_this(self) -> None:
        """Ask for a session with the chosen point alone; what is chosen besides stays as it is."""
        alone = self._alone
        if alone is None or self._point is None or self._is_off(self._point):
            return
        if is_barred(self._verdict):
            self.review_asked.emit()
        else:
            self.start_asked.emit(alone, self._bar.rating.value)

    def add_point(self) -> None:
        """Add the chosen point to the person's own routine, or change its side there."""
        if self._point is None or not self._point.timed or self._is_off(self._point):
            return
        code = self._point.code
        self._your_points.put(code, sides_for(code, self._press_side, self._atlas))
        self._choose(YOUR_POINTS)
        self.your_points_changed.emit(self._your_points.told())
        self._refresh()

    def remove_point(self) -> None:
        """Take the chosen point out of the person's own routine."""
        if self._point is None:
            return
        self._your_points.drop(self._point.code)
        if not self._your_points and self._routines:
            self._choose(self._routines[0].id, by_hand=False)
        self.your_points_changed.emit(self._your_points.told())
        self._refresh()

    def _is_off(self, point: Point) -> bool:
        return bool(self._why_off(point))

    def _why_off(self, point: Point) -> tuple[Reason, ...]:
        verdict = self._verdict
        return verdict.why_off(point.code, self._press_side) if verdict is not None else ()

    # --- showing ----------------------------------------------------------------------------

    @property
    def by_id(self) -> tuple[tuple[str, str, int], ...]:
        """What ``offered`` tells; points put together by hand have no id to begin them by."""
        ids = {routine.id for routine in self._routines}
        return tuple(
            (offer.routine.id, offer.routine.name, offer.startable.length_s)
            for offer in self._offers
            if offer.routine.id in ids
        )

    def _on_offer(self) -> tuple[Routine, ...]:
        own = self._your_points.routine(self._atlas)
        return ((own,) if own else ()) + self._routines

    def _as_chosen(self) -> tuple[Routine, ...]:
        """What is on offer, the chosen routine with its points on the chosen sides."""
        found = list(self._on_offer())
        for index, routine in enumerate(found):
            if routine.id == self._chosen_id:
                for code, side in self._sides.items():
                    routine = with_side(routine, code, side, self._atlas)
                found[index] = routine
        return tuple(found)

    def _refresh(self) -> None:
        self._offers = offers_of(
            self._as_chosen(), self._lengths, self._verdict, self._led, self._atlas.plain_names
        )
        before, self._told = self._told, self.by_id
        if self._told != before:
            self.offered.emit(self._told)
        offer = self.offer
        self._routine_list.show_offers(self._offers, self._chosen_id)
        startable = offer.startable if offer else None
        words = start_words(offer, self._verdict)
        off = bool(offer and offer.off_note)
        numbers = step_numbers(offer.routine if offer else None)
        if not self.stands_back:
            self._bar.show_routine(startable, words, steps_off=off)
            self._show_markers(numbers)
        self.refreshed.emit()
        self._show_card()

    def _show_markers(self, numbers: StepNumbers) -> None:
        looks = marker_looks(self._atlas, numbers, self.chosen, self._verdict)
        if not self.marked_elsewhere:
            self._body.show_markers(looks)
        states = {
            (look.code, look.side): look.description
            for look in looks
            if look.state is not MarkerState.LANDMARK
        }
        chosen_key = (self._point.code, self._side.value) if self._point else ("", "")
        self._points.show_states(states, chosen_key)

    @property
    def _alone(self) -> Routine | None:
        """The chosen point as a routine of its own, on the side that is chosen for it."""
        point = self._point
        return only_this(point.code, self._press_side, self._atlas) if point is not None else None

    @property
    def alone_s(self) -> int:
        """How many seconds the chosen point takes pressed alone, 0 for one without times."""
        alone = self._alone
        if alone is None:
            return 0
        (offer,) = offers_of([alone], self._lengths, self._verdict, self._led, {})
        return offer.startable.length_s

    def _show_card(self) -> None:
        """What the card says of sides and steps is what Start would press."""
        point, begun = self._point, self._begun
        if point is None:
            return
        if begun is not None and (pressed := side_in(begun, point.code)):
            self._press_side = pressed
        numbers = step_numbers(begun)
        steps: list[int] = []
        for (code, _), own in numbers.items():
            if code == point.code:
                steps.extend(number for number in own if number not in steps)
        verdict = self._verdict
        self._card.show_point(
            point,
            self._press_side,
            tuple(sorted(steps)),
            self._why_off(point),
            verdict.why_light(point.code) if verdict else None,
            point.code in self._your_points,
            self.alone_s,
        )
