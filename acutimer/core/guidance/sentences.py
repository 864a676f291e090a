"""What the voice says in one phase, and at which millisecond of it.

In order, and only what has changed: where, own words, with what, how, how long; then half way,
ten seconds left, the count of presses. Sentences never overlap. Their rules:

1. A tone is heard before anything is said after it (``ALONE_MS``).
2. A sentence may run over the ticks of a countdown, which sound on, each on one pitch; just before
   the press nothing is said, so that its beginning is heard alone.
3. What does not fit before that is said in the press, after its tone. How long the press is, is
   always said there: only then is it certain.
4. In a press, ten seconds left comes before half way, that before what opens the press, and that
   before a count.
5. A wait has time for where and with what; what is left is said once the person is ready.

Must never move anything that was placed because a phase is made longer or shorter: places are
counted from its beginning, and those at its end say how much is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from acutimer.core.guidance.cues import ALONE_MS, CARE_AFTER_MS, Cue, CueId
from acutimer.core.guidance.placing import GAP_MS, Wanted, ends_ms, overlap, placed, say
from acutimer.core.guidance.speech import Guidance, Sentence
from acutimer.core.guidance.step_clauses import (
    about_left,
    care_clause,
    how_clause,
    own_clause,
    turn_clauses,
    where_clause,
    with_clause,
)
from acutimer.core.points import Atlas, Side, StepKind
from acutimer.core.routines import HEAD_TURNS, Phase, PhaseKind, Routine, Step

#: The first words of a session come this late, because the sound has only just been opened and what
#: is due at once waits behind its queue.
_OPENED_MS = 800
#: From here to the beginning of a press nothing is said.
_HUSH_MS = 300
#: A sentence ends this long before a press or care does.
_CLEAR_MS = 300
TEN_LEFT_MS, TEN_LEFT_FROM_MS, HALF_WAY_FROM_MS = 10_000, 25_000, 60_000
_COUNT_EVERY = 5
_BEFORE_PRESS = (PhaseKind.LEAD_IN, PhaseKind.REST)


def said(
    routine: Routine,
    index: int,
    length_ms: int,
    atlas: Atlas,
    guidance: Guidance,
    *,
    in_one_go: bool = False,
) -> list[Cue]:
    """The SAY cues of the phase at that index, in ms of the phase, rising.

    ``in_one_go`` is for a score without waits: what a wait would say is said after it.
    """
    if not guidance.speaks:
        return []
    phase = routine.phases[index]
    telling = _Telling(routine, atlas, guidance, in_one_go)
    if phase.kind is PhaseKind.REST:
        return [] if in_one_go else telling.wait(index)
    if phase.kind is PhaseKind.LEAD_IN:
        return telling.lead_in(index)[0]
    if phase.kind is PhaseKind.CARE:
        return telling.care(index, length_ms)
    return telling.press(index, length_ms)


def lead_in_ms(
    routine: Routine, index: int, atlas: Atlas, guidance: Guidance, *, in_one_go: bool = False
) -> int:
    """How long the lead-in at that index would have to be for all it says but what is spare."""
    telling = _Telling(routine, atlas, guidance, in_one_go)
    said_ms = [one.length_ms + GAP_MS for one, _, spare in telling.before_press(index) if not spare]
    return telling.free_from(index) + sum(said_ms) - (GAP_MS if said_ms else 0) + _HUSH_MS


def instruction(
    routine: Routine, index: int, atlas: Atlas, guidance: Guidance, side: Side | None
) -> list[Wanted]:
    """Where, with what and how, whatever was said before."""
    step = routine.steps[routine.phases[index].step]
    if step.kind is StepKind.CARE:
        return _wanted(side, care_clause(step, guidance), own_clause(step))
    full = Guidance(guidance.clauses)
    return _wanted(
        side,
        where_clause(step, side, atlas, full),
        own_clause(step),
        with_clause(step, side, atlas, full),
        how_clause(step, full),
    )


class _Telling:
    """One routine told in one way."""

    def __init__(self, routine: Routine, atlas: Atlas, guidance: Guidance, in_one_go: bool) -> None:
        self._routine = routine
        self._phases = routine.phases
        self._atlas = atlas
        self._guidance = guidance
        self._in_one_go = in_one_go

    def wait(self, index: int) -> list[Cue]:
        """Where and with what, then that any key goes on."""
        clause, side = self._guidance.sentence, self._phases[index].side
        off = clause("ease_off") if self._eased_off(index) else None
        following = self._phases[index + 1 : index + 2]
        switch = clause("switch") if any(one.switches for one in following) else None
        wanted = _wanted(None, off) + _wanted(side, switch, *self._place(index))
        wanted += _wanted(None, clause("ready"))
        return placed(wanted, ALONE_MS[CueId.READY], None)[0]

    def lead_in(self, index: int) -> tuple[list[Cue], list[Wanted]]:
        """What is said before a press, and what is left for the press itself."""
        wanted = self.before_press(index)
        until_ms = self._phases[index].length_ms - _HUSH_MS
        cues, dealt = placed(wanted, self.free_from(index), until_ms)
        return cues, [one for one in wanted[dealt:] if not one[2]]

    def before_press(self, index: int) -> list[Wanted]:
        """All that a lead-in would say, had it the time."""
        phase = self._phases[index]
        clause = self._guidance.sentence
        waited = index > 0 and self._phases[index - 1].kind is PhaseKind.REST
        told = waited and not self._in_one_go
        place = [] if told else list(self._place(index))
        switch = clause("switch") if phase.switches and not told else None
        wanted = _wanted(phase.side, switch, *place, self._manner(index))
        opening = None
        if self._eased_off(index):
            opening = clause("ease_off")
        elif self._guidance.says_all and not place:
            opening = clause("get_ready")
        if opening and not switch:
            wanted.insert(0, (opening, None, True))
        return wanted

    def press(self, index: int, length_ms: int) -> list[Cue]:
        """What was left from before, how, how long; then how much is left."""
        phase, before = self._phases[index], self._phases[index - 1] if index else None
        step = self._routine.steps[phase.step]
        if before is not None and before.kind is PhaseKind.LEAD_IN:
            wanted = self.lead_in(index - 1)[1]
        else:
            wanted = _wanted(phase.side, *self._place(index), self._manner(index))
        wanted += _wanted(phase.side, self._how_long(index, length_ms))
        marks = list(_marks(length_ms, phase.side, self._guidance))
        until_ms = min([length_ms - _CLEAR_MS, *(cue.at_ms - GAP_MS for cue in marks)])
        begin = CueId.PRESS if phase.kind is PhaseKind.PRESSES else CueId.BEGIN
        if before is not None and before.kind.is_pressing:
            begin = CueId.CHANGE
        cues, _ = placed(wanted, ALONE_MS[begin], until_ms)
        cues += marks
        if self._guidance.says_all and phase.kind is PhaseKind.PRESSES:
            for count in _counts(step, length_ms, phase.side, self._guidance):
                if not any(overlap(count, cue, self._guidance) for cue in cues):
                    cues.append(count)
        return sorted(cues, key=lambda cue: cue.at_ms)

    def care(self, index: int, length_ms: int) -> list[Cue]:
        """What to do, how long; head turns name each side at the beginning of its half."""
        step = self._routine.steps[self._phases[index].step]
        guidance = self._guidance
        opening = _wanted(
            None, care_clause(step, guidance), own_clause(step), self._how_long(index, length_ms)
        )
        marks = list(_marks(length_ms, None, guidance))
        end_ms = length_ms - _CLEAR_MS
        from_ms = ALONE_MS[CueId.CARE] + (CARE_AFTER_MS if index else 0)
        if step.care == HEAD_TURNS and (turns := turn_clauses(guidance)):
            # made longer, it goes on to the right for longer: nobody is sent there twice
            planned_ms = self._phases[index].length_ms - _CLEAR_MS
            return _head_turns(opening, turns, marks, from_ms, min(end_ms, planned_ms), guidance)
        if self._eased_off(index) and (off := guidance.sentence("ease_off")):
            opening.insert(0, (off, None, True))
        until_ms = min([end_ms, *(cue.at_ms - GAP_MS for cue in marks)])
        return placed(opening, from_ms, until_ms)[0] + marks

    def _place(self, index: int) -> Iterator[Sentence]:
        """Where, the person's own words and with what, as far as they are not as before."""
        phase, before = self._phases[index], self._press_before(index)
        step = self._routine.steps[phase.step]
        moved = before is None or self._spot(before) != self._spot(phase)
        if moved and (where := where_clause(step, phase.side, self._atlas, self._guidance)):
            yield where
        if (before is None or before.step != phase.step) and (own := own_clause(step)):
            yield own
        if moved and (tool := with_clause(step, phase.side, self._atlas, self._guidance)):
            yield tool

    def _manner(self, index: int) -> Sentence | None:
        """How, unless it is as before at the same point."""
        phase, before = self._phases[index], self._press_before(index)
        step = self._routine.steps[phase.step]
        if not self._guidance.says_all:
            return None
        kind = before and self._routine.steps[before.step].kind
        if before is not None and (kind, before.point) == (step.kind, phase.point):
            return None
        return how_clause(step, self._guidance)

    def _how_long(self, index: int, length_ms: int) -> Sentence | None:
        """How long, unless it is the second side of a step and as long as was planned.

        A length that is not recorded is said to the nearest that is: numbers are not glued.
        """
        if not self._guidance.says_all:
            return None
        phase, before = self._phases[index], self._press_before(index)
        if before is not None and before.step == phase.step and length_ms == phase.length_ms:
            return None
        seconds = length_ms // 1000
        exact = self._guidance.sentence(f"for.{seconds}")
        return exact or about_left(length_ms, self._guidance)

    def _spot(self, phase: Phase) -> tuple[object, ...]:
        return phase.point, phase.side, self._routine.steps[phase.step].place

    def _press_before(self, index: int) -> Phase | None:
        """The press from which the hands come; None where they were let down."""
        before = self._phases[:index]
        last = next((one for one in reversed(before) if one.kind not in _BEFORE_PRESS), None)
        return last if last is not None and last.kind.is_pressing else None

    def _eased_off(self, index: int) -> bool:
        """Whether a press has just ended, where everything is said."""
        return self._guidance.says_all and index > 0 and self._phases[index - 1].kind.is_pressing

    def free_from(self, index: int) -> int:
        """When a lead-in is free for the first sentence: after the tone it begins with."""
        if index == 0:
            return _OPENED_MS
        before = self._phases[index - 1].kind
        if before is PhaseKind.REST and self._in_one_go:
            return ALONE_MS[CueId.READY]
        if self._phases[index].switches:
            return ALONE_MS[CueId.SWITCH_SIDES]
        return GAP_MS if before is PhaseKind.REST else ALONE_MS[CueId.STEP_DONE]


def _wanted(side: Side | None, *sentences: Sentence | None) -> list[Wanted]:
    return [(one, side, False) for one in sentences if one is not None]


def _head_turns(
    opening: list[Wanted],
    turns: list[Sentence],
    marks: list[Cue],
    from_ms: int,
    end_ms: int,
    guidance: Guidance,
) -> list[Cue]:
    """Both sides named at the beginning of their halves; where that leaves room, what opens it.

    Too short for either, only what it is.
    """
    needed_ms = 2 * (max(one.length_ms for one in turns) + GAP_MS)
    cues, _ = placed(opening, from_ms, end_ms - 2 * needed_ms)
    left_ms = ends_ms(cues[-1], guidance) + GAP_MS if cues else from_ms
    if left_ms + needed_ms > end_ms or len(turns) != 2:
        return placed(opening, from_ms, end_ms)[0]
    right_ms = left_ms + (end_ms + _CLEAR_MS - left_ms) // 2
    cues.append(say(left_ms, turns[0], Side.LEFT))
    cues.append(say(right_ms, turns[1], Side.RIGHT))
    cues += [mark for mark in marks if not any(overlap(mark, cue, guidance) for cue in cues)]
    return sorted(cues, key=lambda cue: cue.at_ms)


def _marks(length_ms: int, side: Side | None, guidance: Guidance) -> Iterator[Cue]:
    """Half way and ten seconds left."""
    half = guidance.sentence("left.half") if guidance.says_all else None
    if half and length_ms >= HALF_WAY_FROM_MS:
        yield say(length_ms // 2, half, side)
    if length_ms >= TEN_LEFT_FROM_MS and (ten := guidance.sentence("left.10")):
        yield say(length_ms - TEN_LEFT_MS, ten, side)


def _counts(step: Step, length_ms: int, side: Side | None, guidance: Guidance) -> Iterator[Cue]:
    """Every fifth press, counted after its tone and before the next."""
    beat_ms = step.beat_ms or length_ms
    for number in range(_COUNT_EVERY, -(-length_ms // beat_ms) + 1, _COUNT_EVERY):
        at_ms = (number - 1) * beat_ms + ALONE_MS[CueId.PRESS]
        count = guidance.sentence(f"count.{number}")
        if count and at_ms + count.length_ms <= min(number * beat_ms, length_ms - _CLEAR_MS):
            yield say(at_ms, count, side)
