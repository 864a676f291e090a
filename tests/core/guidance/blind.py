"""Somebody who hears a session and sees nothing: no page, no routine, no engine.

Hears one cue after the other, with its moment, its side and the id of the clause that is said, and
knows what the table of ids means. Answers what it believes at a moment; what it has not heard yet
is None. It believes a sentence once it has been said to its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from acutimer.core.guidance.score import Cue, CueId
from acutimer.core.guidance.speech import Clause

_TICKS = {CueId.LEAD_IN_3: 3000, CueId.LEAD_IN_2: 2000, CueId.LEAD_IN_1: 1000}
_OTHER = {"left": "right", "right": "left"}
#: When nothing has been said of how for so long in a press, nothing will be.
SILENCE_MS = 4500
#: What a tone alone tells of what begins with it.
_BEGINS = {
    CueId.BEGIN: None,
    CueId.CHANGE: None,
    CueId.PRESS: "presses",
    CueId.STROKE: "strokes",
    CueId.CARE: "care",
}


@dataclass(frozen=True)
class Belief:
    """What a listener takes to be true at a moment."""

    #: lead_in, hold, circles, presses, strokes, mat, care, rest (a wait), done
    kind: str | None = None
    point: str | None = None
    side: str | None = None
    left_ms: int | None = None


@dataclass
class Listener:
    """Follows the stream of one session."""

    clauses: Mapping[str, Clause]
    kind: str | None = None
    point: str | None = None
    side: str | None = None
    began_ms: int | None = None
    ends_ms: int | None = None
    #: how the press to come or in hand is done, how long it and the one before it last
    manner: str | None = None
    lasts_ms: int | None = None
    #: whether the length is still that of the press before
    same_step: bool = False
    #: where the hands were: they are there again when nothing else is said before a press
    _were: tuple[str | None, str | None] = (None, None)
    _pressing: bool = False
    #: whether it was said how, and where, since the last press
    _told_how: bool = False
    _told_where: bool = False
    _sounding: list[tuple[int, str]] = field(default_factory=list)

    def believes(self, cues: Sequence[Cue], now_ms: int) -> Belief:
        """What follows from all cues up to now, in order; hands each to ``hear`` once."""
        for cue in cues:
            self._understand(cue.at_ms)
            self.hear(cue)
        self._understand(now_ms)
        if self._pressing and self.kind is None and now_ms - (self.began_ms or 0) >= SILENCE_MS:
            self.kind = self.manner  # nothing else was said, so it is done as before
        left_ms = None if self.ends_ms is None else self.ends_ms - now_ms
        if left_ms is not None and left_ms <= 0 and self.kind == "lead_in":
            left_ms = None
        return Belief(self.kind, self.point, self.side, left_ms)

    def press_a_key(self, at_ms: int) -> None:
        """Say that one is ready, which one need not hear."""
        self._understand(at_ms)
        self._lead_in(at_ms)

    def hear(self, cue: Cue) -> None:
        """One cue at its moment."""
        if cue.id is CueId.SAY:
            if cue.clause:
                ends = cue.at_ms + self.clauses[cue.clause].length_ms
                self._sounding.append((ends, cue.clause))
        elif cue.id in _TICKS:
            self._lead_in(cue.at_ms)
            self.ends_ms = cue.at_ms + _TICKS[cue.id]
        elif cue.id is CueId.SWITCH_SIDES:
            self._switch(cue.at_ms)
        elif cue.id is CueId.STEP_DONE:
            self._over(cue.at_ms)
        elif cue.id is CueId.READY:
            self._over(cue.at_ms)
            self.kind = "rest"
        elif cue.id is CueId.ALL_DONE:
            self._over(cue.at_ms)
            self.kind = "done"
        elif cue.id is CueId.CIRCLE:
            self.kind = self.manner = "circles"
        elif cue.id in _BEGINS and self.kind not in {"presses", "strokes"} & {_BEGINS[cue.id]}:
            self._begins(cue)

    def _switch(self, at_ms: int) -> None:
        """The other side of the same point, unless it was told already which side it is."""
        self._lead_in(at_ms)
        self.same_step = True
        if not self._told_where:
            self.point = self.point or self._were[0]
            self.side = _OTHER[self.side or self._were[1] or ""]

    def _lead_in(self, at_ms: int) -> None:
        self._pressing = False
        if self.kind != "lead_in":
            self.kind, self.began_ms, self.ends_ms = "lead_in", at_ms, None

    def _over(self, at_ms: int) -> None:
        """A press, or what comes after one, has ended; what comes will be heard."""
        self.kind, self.began_ms, self.ends_ms = None, at_ms, None
        self.same_step = self._pressing = self._told_how = False
        if self.point or self.side:
            self._were, self.point, self.side = (self.point, self.side), None, None

    def _begins(self, cue: Cue) -> None:
        if cue.id is CueId.CHANGE:
            self.manner, self.same_step, self._told_how = None, False, False
        if cue.id is CueId.CARE:
            if self.kind is not None or self.began_ms is None:
                self.began_ms, self.ends_ms = cue.at_ms, None
            self.kind, self.manner, self._were = "care", None, (None, None)
            return
        if self.point is None and self.manner != "mat":
            self.point, self.side = self._were
        self._pressing, self._told_where = True, False
        told = self._told_how or self.same_step
        self.kind = _BEGINS[cue.id] or (self.manner if told else None)
        if self.kind in {"presses", "strokes"}:
            self.manner = self.kind
        self.began_ms = cue.at_ms
        self.ends_ms = None
        if self.same_step and self.lasts_ms is not None:
            self.ends_ms = cue.at_ms + self.lasts_ms

    def _understand(self, now_ms: int) -> None:
        """Take in what has been said to its end."""
        for ends_ms, clause in [one for one in self._sounding if one[0] <= now_ms]:
            self._sounding.remove((ends_ms, clause))
            self._take_in(clause, ends_ms)

    def _take_in(self, clause: str, ends_ms: int) -> None:
        match clause.split("."):
            case ["where", point, side]:
                if point not in (self.point, self._were[0]):
                    self.manner = None
                self.point, self.side = point, side
                self._told_where = not self._pressing
                if self.kind is None and not self._pressing:
                    self.kind = "lead_in"
            case ["place", _]:
                if self.manner != "mat":
                    self.manner = None
                self._were = (None, None)
            case ["how", manner]:
                self.manner, self._told_how = manner, True
                if self.kind is None and self._pressing:
                    self.kind = manner
            case ["switch"]:
                self.same_step = True
            case ["care", *_]:
                self.kind = "care"
            case _:
                self._take_in_time(clause, ends_ms)

    def _take_in_time(self, clause: str, ends_ms: int) -> None:
        began_ms = self.began_ms or 0
        said_ms = ends_ms - self.clauses[clause].length_ms
        match clause.split("."):
            case ["for", seconds]:
                self.lasts_ms = int(seconds) * 1000
                self.ends_ms = began_ms + self.lasts_ms
            case ["left", "half"]:
                self.ends_ms = said_ms + said_ms - began_ms
            case ["left", seconds]:
                self.ends_ms = said_ms + int(seconds) * 1000
            case _:
                pass
