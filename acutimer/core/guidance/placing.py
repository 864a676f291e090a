"""Sentences one after the other, none into another.

Must never shorten a sentence: what does not fit is not placed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from acutimer.core.guidance.cues import Cue, CueId
from acutimer.core.guidance.speech import Sentence
from acutimer.core.points import Side

#: Between two sentences.
GAP_MS = 200


class Wish(NamedTuple):
    """A sentence to be said, and from which side; ``spare`` gives way to what comes after it."""

    sentence: Sentence
    side: Side | None = None
    spare: bool = False


class Placing(NamedTuple):
    """The sentences at their moments, and those there was no time for."""

    cues: list[Cue]
    left: Sequence[Wish]


def one_by_one(wishes: Sequence[Wish], from_ms: int, to_ms: int | None = None) -> Placing:
    """Those that fit one after the other; without ``to_ms`` there is no end."""
    cues: list[Cue] = []
    at_ms = from_ms
    for number, wish in enumerate(wishes):
        length_ms = wish.sentence.length_ms
        if to_ms is not None:
            if at_ms + length_ms > to_ms:
                return Placing(cues, wishes[number:])
            # worth its time only where all that follows is still said
            if wish.spare and at_ms + length_ms + _needed_ms(wishes[number + 1 :]) > to_ms:
                continue
        cues.append(say(at_ms, wish.sentence, wish.side))
        at_ms += length_ms + GAP_MS
    return Placing(cues, ())


def _needed_ms(wishes: Sequence[Wish]) -> int:
    return sum(wish.sentence.length_ms + GAP_MS for wish in wishes)


def say(at_ms: int, sentence: Sentence, side: Side | None = None) -> Cue:
    """A sentence at its moment."""
    words, clause, length_ms = sentence.words, sentence.clause, sentence.length_ms
    return Cue(at_ms, CueId.SAY, words, side, clause, length_ms)


def free_of(cues: Iterable[Cue], others: Iterable[Cue]) -> list[Cue]:
    """Those sentences that are said into none of the others, nor too soon before or after one."""
    taken = [(cue.at_ms - GAP_MS, cue.ends_ms + GAP_MS) for cue in others if cue.id is CueId.SAY]
    return [
        cue for cue in cues if all(cue.ends_ms <= begin or end <= cue.at_ms for begin, end in taken)
    ]
