"""A second engine, written from the words of the issue and not from acutimer/core/session.py.

It works the other way round: time is handed to it in pieces and taken off what is left, and each
piece is credited as it goes by. It looks at the steps of a routine only, never at its phases.
Slow and plain on purpose: it is there to disagree.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from itertools import takewhile

from acutimer.core.routines import Routine, Step

MOST_MS = 180_000
CARE_MOST_MS = 300_000
LEAD_IN_MS = 5000


@dataclass
class Stretch:
    """A wait, a lead-in, a press or care; ``on`` are the body sides pressed."""

    kind: str
    ms: int
    point: str | None = None
    on: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        return self.kind in {"hold", "circles", "presses", "strokes", "mat"}


class Simulation:
    """A session that is told how much time goes by."""

    def __init__(self, routine: Routine) -> None:
        self.steps = routine.steps
        self.now_ms = 0
        self.is_paused = False
        self.is_over = False
        self.pressed: Counter[tuple[str, str]] = Counter()
        self.clock_ms = 0
        self.index = 0
        self.last_back_ms: int | None = None
        self.changed_ms = 0
        self.left_ms = 0
        self.length_ms = 0
        self.stretch: Stretch | None = None
        self.to_come: deque[Stretch] = deque()
        self._begin_step(0)

    @property
    def is_waiting(self) -> bool:
        return self.stretch is not None and self.stretch.kind == "wait"

    @property
    def goes_on(self) -> bool:
        return not (self.is_over or self.is_paused or self.is_waiting)

    @property
    def can_be_changed(self) -> bool:
        return self.stretch is not None and self.stretch.kind not in {"wait", "lead-in"}

    def room_ms(self, stretch: Stretch) -> int:
        """What its point may still be pressed on all of its sides."""
        if stretch.point is None:
            return MOST_MS
        return MOST_MS - max(self.pressed[stretch.point, side] for side in stretch.on)

    def pass_time(self, ms: int) -> None:
        """Some time goes by."""
        self.now_ms += ms
        while ms > 0 and self.goes_on and self.stretch is not None:
            piece_ms = min(ms, self.left_ms)
            ms -= piece_ms
            self.left_ms -= piece_ms
            if self.stretch.counts:
                self.clock_ms += piece_ms
                for side in self.stretch.on:
                    self.pressed[str(self.stretch.point), side] += piece_ms
            if self.left_ms == 0:
                self._next_stretch()

    def command(self, name: str) -> None:
        """The person does something."""
        if self.is_over:
            return
        match name:
            case "pause" | "fall asleep" if self.goes_on:
                self.is_paused = True
            case "resume":
                self.is_paused = False
            case "ready" if self.is_waiting and not self.is_paused:
                self._next_stretch()
            case "skip":
                self._begin_step(self.index + 1)
            case "back" | "restart":
                soon = self.last_back_ms is not None and self.now_ms - self.last_back_ms <= 2000
                before = 1 if soon and name == "back" else 0
                self.last_back_ms = self.now_ms
                self._begin_step(max(0, self.index - before))
            case "+15" | "-15" if self.can_be_changed:
                self._lengthen() if name == "+15" else self._shorten()
            case "stop":
                self.is_over = True
            case _:
                pass

    def _shorten(self) -> None:
        if self.left_ms <= 15_000:
            self._begin_step(self.index + 1)
        else:
            self._change(-15_000)

    def _lengthen(self) -> None:
        assert self.stretch is not None
        match self.stretch.kind:
            case "care":
                room_ms = CARE_MOST_MS - self.length_ms
            case "mat":
                room_ms = MOST_MS - self.length_ms
            case _:
                room_ms = self.room_ms(self.stretch) - self.left_ms
        self._change(max(0, min(15_000, room_ms)))

    def _change(self, by_ms: int) -> None:
        self.left_ms += by_ms
        self.length_ms += by_ms
        self.changed_ms += by_ms

    def _begin_step(self, index: int) -> None:
        if index >= len(self.steps):
            self.is_over = True
            self.stretch = None
            return
        self.index = index
        self.changed_ms = 0
        step = self.steps[index]
        self.to_come = deque(stretches(step, self.steps[index - 1] if index else None))
        self._next_stretch()

    def _next_stretch(self) -> None:
        while self.to_come:
            stretch = self.to_come.popleft()
            presses = self._waited_for() if stretch.kind == "wait" else [stretch]
            if all(self.room_ms(one) <= 0 for one in presses):
                continue
            self.stretch = stretch
            self.length_ms = stretch.ms
            if stretch.counts:
                self.length_ms += self.changed_ms
                if stretch.point is not None:
                    self.length_ms = min(self.length_ms, self.room_ms(stretch))
            self.left_ms = self.length_ms
            return
        self._begin_step(self.index + 1)

    def _waited_for(self) -> list[Stretch]:
        """What is pressed before the next wait of the step."""
        return list(takewhile(lambda one: one.kind != "wait", self.to_come))


def stretches(step: Step, before: Step | None) -> list[Stretch]:
    """What a step consists of, by the conventions of the issue."""
    each = {"both": [("left", "right")], "in_turn": [("left",), ("right",)]}
    sides = each.get(str(step.side), [(str(step.side),)] if step.side else [()])
    fingers_stay = (
        before is not None
        and {str(before.kind), str(step.kind)} == {"hold", "circles"}
        and (before.point, before.side) == (step.point, step.side)
        and step.side != "in_turn"
        and not step.wait
    )
    found = [Stretch("wait", 0)] if step.wait else []
    for number, on in enumerate(sides):
        if number and step.wait_again:
            found.append(Stretch("wait", 0))
        if step.kind != "care" and not fingers_stay:
            found.append(Stretch("lead-in", LEAD_IN_MS, step.point, on))
        found.append(Stretch(str(step.kind), step.seconds * 1000, step.point, on))
    return found
