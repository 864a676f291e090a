"""What the voice says in one phase, and at which millisecond of it.

In order, and only what has changed: where, own words, with what, how, which way, how long; then
half way, ten seconds left, the count of presses. That a press must be light is said before each
one, at every level. Sentences never overlap. Their rules:

1. A tone is heard before anything is said after it (``ALONE_MS``).
2. A sentence may run over the ticks of a countdown, which sound on, each on one pitch; just before
   the press nothing is said, so that its beginning is heard alone.
3. What does not fit before that is said in the press, after its tone. How long the press is, is
   always said there: only then is it certain. Which way comes after it there.
4. In a press, ten seconds left comes before half way, that before what opens the press, and that
   before a count.
5. A wait has time for where and with what; what is left is said once the person is ready.
6. "Lightly" is said last before a press, and its time is kept there: the rest goes into the press.
   Only where what is said before it says so already, it is not said twice.
7. Where, with what, how and how long are one list, said in one breath: ``WITHIN_MS`` lies between
   them. ``NEW_MS`` lies before and after what is a thing of its own.

Must never move anything that was placed because a phase is made longer or shorter: places are
counted from its beginning, and those at its end say how much is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from acutimer.core.guidance.cues import ALONE_MS, CARE_AFTER_MS, Cue, CueId
from acutimer.core.guidance.speech import Sentence
from acutimer.core.guidance.telling import Stretch
from acutimer.core.points import Side, StepKind
from acutimer.core.routines import HEAD_TURNS, PhaseKind

#: The first words of a session come this late, because the sound has only just been opened and what
#: is due at once waits behind its queue.
_OPENED_MS = 800
#: From here to the beginning of a press nothing is said.
_HUSH_MS = 300
#: A sentence ends this long before a press or care does.
_CLEAR_MS = 300
#: How much is left when "ten seconds left" is said, and how long a press or care must be to have
#: that, and to have "half way".
TEN_LEFT_MS, TEN_LEFT_FROM_MS, HALF_WAY_FROM_MS = 10_000, 25_000, 60_000
_COUNT_EVERY = 5
#: The tone that what beats begins with; strokes are not counted, because a count hurries.
_BEGINS = {PhaseKind.PRESSES: CueId.PRESS, PhaseKind.STROKES: CueId.STROKE}
#: Between the end of one recording and the beginning of the next, within a list and before
#: something new: what one piece has there (docs/house/voice.md). A recording carries 20 ms before
#: its words and 100 ms after them, so between words it is 120 ms more.
WITHIN_MS, NEW_MS = 100, 275
#: From the key that answers a wait to what is said.
_ANSWERED_MS = 200


class Wish(NamedTuple):
    """A sentence to be said, and from which side; ``spare`` gives way to what comes after it.

    ``goes_on`` is within the list that the sentence before it belongs to.
    """

    sentence: Sentence
    side: Side | None = None
    spare: bool = False
    goes_on: bool = False

    @property
    def pause_ms(self) -> int:
        """How long nothing is said before it."""
        return WITHIN_MS if self.goes_on else NEW_MS


class Placing(NamedTuple):
    """The sentences at their moments, and those there was no time for."""

    cues: list[Cue]
    left: Sequence[Wish]


def sentences(stretch: Stretch) -> list[Cue]:
    """The SAY cues of a phase, in ms of the phase, rising."""
    if not stretch.guidance.speaks:
        return []
    match stretch.phase.kind:
        case PhaseKind.REST:
            return [] if stretch.telling.in_one_go else _wait(stretch)
        case PhaseKind.LEAD_IN:
            return _lead_in(stretch).cues
        case PhaseKind.CARE:
            return _care(stretch)
        case _:
            return _press(stretch)


def lead_in_ms(stretch: Stretch) -> int:
    """How long a lead-in would have to be for all it says but what is spare."""
    wishes = [wish for wish in _before_press(stretch) if not wish.spare]
    wishes += _lightly(stretch, (wish.sentence.words for wish in wishes))
    paused_ms = wishes[0].pause_ms if wishes else 0
    return _free_from(stretch) + _needed_ms(wishes) - paused_ms + _HUSH_MS


def instruction(stretch: Stretch) -> list[Wish]:
    """Where, with what, how and which way, whatever was said before, then what ends a wait."""
    if stretch.step.kind is StepKind.CARE:
        manner = (stretch.care, stretch.own)
    else:
        manner = (stretch.where, stretch.own, stretch.tool, stretch.how, stretch.along)
    ready = stretch.guidance.sentence("ready") if stretch.phase.waits else None
    wishes = _list(stretch.side, *manner)
    wishes += _lightly(stretch, (wish.sentence.words for wish in wishes))
    return wishes + _list(None, ready)


def _wait(stretch: Stretch) -> list[Cue]:
    """Where and with what, then that any key goes on."""
    clause, following = stretch.guidance.sentence, stretch.following
    wishes = _list(None, stretch.eases_off)
    if following is not None and following.switches:
        wishes += _list(stretch.side, clause("switch"))
    wishes += _list(stretch.side, *stretch.place)
    wishes += _list(None, clause("ready"))
    return one_by_one(wishes, ALONE_MS[CueId.READY]).cues


def _lead_in(stretch: Stretch) -> Placing:
    """What is said before a press, and what is left for the press itself."""
    from_ms, until_ms = _free_from(stretch), stretch.length_ms - _HUSH_MS
    wishes = _before_press(stretch)
    placed = one_by_one(wishes, from_ms, until_ms)
    lightly = _lightly(stretch, (cue.caption for cue in placed.cues))
    if not lightly:
        return placed
    placed = one_by_one(wishes, from_ms, until_ms - _needed_ms(lightly))
    after_ms = placed.cues[-1].ends_ms + lightly[0].pause_ms if placed.cues else from_ms
    last = one_by_one(lightly, after_ms, until_ms)
    return Placing(placed.cues + last.cues, (*last.left, *placed.left))


def _before_press(stretch: Stretch) -> list[Wish]:
    """All that a lead-in would say, had it the time."""
    clause, before = stretch.guidance.sentence, stretch.before
    waited = before is not None and before.kind is PhaseKind.REST
    told = waited and not stretch.telling.in_one_go
    place = [] if told else stretch.place
    switch = clause("switch") if stretch.phase.switches and not told else None
    opening = stretch.eases_off
    if opening is None and stretch.guidance.says_all and not place:
        opening = clause("get_ready")
    spare = [Wish(opening, spare=True)] if opening and not switch else []
    told = _list(stretch.side, *place, *stretch.manner)
    return spare + _list(stretch.side, switch) + told


def _lightly(stretch: Stretch, told: Iterable[str] = ()) -> list[Wish]:
    """That it is pressed lightly, unless that is said in what is told (but own words) already."""
    lightly = stretch.lightly
    if lightly is None:
        return []
    word, own = lightly.words.rstrip(".").casefold(), stretch.step.note
    told_so = any(f" {word}" in f" {words.casefold()}" for words in told if words != own)
    return [] if told_so else [Wish(lightly, stretch.side, goes_on=True)]


def _free_from(stretch: Stretch) -> int:
    """When a lead-in is free for the first sentence: after the tone it begins with."""
    if stretch.before is None:
        return _OPENED_MS
    waited = stretch.before.kind is PhaseKind.REST
    if waited and stretch.telling.in_one_go:
        return ALONE_MS[CueId.READY]
    if stretch.phase.switches:
        return ALONE_MS[CueId.SWITCH_SIDES]
    return _ANSWERED_MS if waited else ALONE_MS[CueId.STEP_DONE]


def _press(stretch: Stretch) -> list[Cue]:
    """What was left from before, how, how long; then how much is left."""
    before, length_ms = stretch.before, stretch.length_ms
    presses = stretch.phase.kind is PhaseKind.PRESSES
    if before is not None and before.kind is PhaseKind.LEAD_IN:
        left = _lead_in(stretch.previous).left
        wishes = [wish for wish in left if not wish.spare]
    else:
        wishes = _lightly(stretch) + _list(stretch.side, *stretch.place, *stretch.manner)
    if how_long := stretch.how_long:
        wishes.append(Wish(how_long, stretch.side, goes_on=True))
    # long to say, and how long it is must be known soon
    wishes.sort(key=lambda wish: wish.sentence == stretch.along)
    marks = list(_marks(stretch))
    until_ms = min([length_ms - _CLEAR_MS, *(cue.at_ms - NEW_MS for cue in marks)])
    begin = _BEGINS.get(stretch.phase.kind, CueId.BEGIN)
    if stretch.follows_press:
        begin = CueId.CHANGE
    cues = one_by_one(wishes, ALONE_MS[begin], until_ms).cues + marks
    if presses and stretch.guidance.says_all:
        cues += free_of(_counts(stretch), cues)
    return sorted(cues, key=lambda cue: cue.at_ms)


def _care(stretch: Stretch) -> list[Cue]:
    """What to do, how long; head turns name each side at the beginning of its half."""
    wishes = _list(None, stretch.care, stretch.own, stretch.how_long)
    marks = list(_marks(stretch))
    from_ms = ALONE_MS[CueId.CARE] + (CARE_AFTER_MS if stretch.index else 0)
    if stretch.step.care == HEAD_TURNS and (turns := stretch.turns):
        return _head_turns(stretch, wishes, turns, marks, from_ms)
    if off := stretch.eases_off:
        wishes.insert(0, Wish(off, spare=True))
    until_ms = min([stretch.length_ms - _CLEAR_MS, *(cue.at_ms - NEW_MS for cue in marks)])
    return one_by_one(wishes, from_ms, until_ms).cues + marks


def _head_turns(
    stretch: Stretch, opening: list[Wish], turns: list[Sentence], marks: list[Cue], from_ms: int
) -> list[Cue]:
    """Both sides named at the beginning of their halves; where that leaves room, what opens it.

    Too short for either, only what it is. Made longer, it goes on to the right for longer: nobody
    is sent there twice.
    """
    end_ms = min(stretch.length_ms, stretch.phase.length_ms) - _CLEAR_MS
    needed_ms = 2 * (max(turn.length_ms for turn in turns) + NEW_MS)
    cues = one_by_one(opening, from_ms, end_ms - 2 * needed_ms).cues
    left_ms = cues[-1].ends_ms + NEW_MS if cues else from_ms
    if left_ms + needed_ms > end_ms or len(turns) != 2:
        return one_by_one(opening, from_ms, end_ms).cues
    right_ms = left_ms + (end_ms + _CLEAR_MS - left_ms) // 2
    cues += [say(left_ms, turns[0], Side.LEFT), say(right_ms, turns[1], Side.RIGHT)]
    return sorted([*cues, *free_of(marks, cues)], key=lambda cue: cue.at_ms)


def _list(side: Side | None, *clauses: Sentence | None) -> list[Wish]:
    """What is said in one breath."""
    said = [clause for clause in clauses if clause]
    return [Wish(clause, side, goes_on=number > 0) for number, clause in enumerate(said)]


def _marks(stretch: Stretch) -> Iterator[Cue]:
    """Half way and ten seconds left."""
    guidance, length_ms = stretch.guidance, stretch.length_ms
    half = guidance.sentence("left.half") if guidance.says_all else None
    if half and length_ms >= HALF_WAY_FROM_MS:
        yield say(length_ms // 2, half, stretch.side)
    if length_ms >= TEN_LEFT_FROM_MS and (ten := guidance.sentence("left.10")):
        yield say(length_ms - TEN_LEFT_MS, ten, stretch.side)


def _counts(stretch: Stretch) -> Iterator[Cue]:
    """Every fifth press, counted after its tone and before the next."""
    length_ms = stretch.length_ms
    beat_ms = stretch.step.beat_ms or length_ms
    for number in range(_COUNT_EVERY, -(-length_ms // beat_ms) + 1, _COUNT_EVERY):
        at_ms = (number - 1) * beat_ms + ALONE_MS[CueId.PRESS]
        count = stretch.guidance.sentence(f"count.{number}")
        if count and at_ms + count.length_ms <= min(number * beat_ms, length_ms - _CLEAR_MS):
            yield say(at_ms, count, stretch.side)


def one_by_one(wishes: Sequence[Wish], from_ms: int, to_ms: int | None = None) -> Placing:
    """Those that fit one after the other; without ``to_ms`` there is no end."""
    cues: list[Cue] = []
    for number, wish in enumerate(wishes):
        at_ms = cues[-1].ends_ms + wish.pause_ms if cues else from_ms
        if to_ms is not None:
            ends_ms = at_ms + wish.sentence.length_ms
            # worth its time only where all that follows is still said
            if wish.spare and ends_ms + _needed_ms(wishes[number + 1 :]) > to_ms:
                continue
            if ends_ms > to_ms:
                return Placing(cues, wishes[number:])
        cues.append(say(at_ms, wish.sentence, wish.side))
    return Placing(cues, ())


def _needed_ms(wishes: Iterable[Wish]) -> int:
    """How long what is said after something else takes."""
    return sum(wish.pause_ms + wish.sentence.length_ms for wish in wishes)


def say(at_ms: int, sentence: Sentence, side: Side | None = None) -> Cue:
    """A sentence at its moment."""
    words, clause, length_ms = sentence.words, sentence.clause, sentence.length_ms
    return Cue(at_ms, CueId.SAY, words, side, clause, length_ms)


def free_of(cues: Iterable[Cue], others: Iterable[Cue]) -> list[Cue]:
    """Those sentences that are said into none of the others, nor too soon before or after one."""
    taken = [(cue.at_ms - NEW_MS, cue.ends_ms + NEW_MS) for cue in others if cue.id is CueId.SAY]
    return [
        cue for cue in cues if all(cue.ends_ms <= begin or end <= cue.at_ms for begin, end in taken)
    ]
