"""Sentences one after the other, none into another.

Must never shorten a sentence: what does not fit is not placed.
"""

from __future__ import annotations

from acutimer.core.guidance.cues import Cue, CueId
from acutimer.core.guidance.speech import Guidance, Sentence
from acutimer.core.points import Side

#: Between two sentences.
GAP_MS = 200

#: What to say, from which side, and whether it may be left out to keep what comes after it.
Wanted = tuple[Sentence, Side | None, bool]


def placed(wanted: list[Wanted], from_ms: int, to_ms: int | None) -> tuple[list[Cue], int]:
    """Those that fit one after the other, and how many were dealt with; None has no end."""
    cues: list[Cue] = []
    at_ms = from_ms
    for number, (sentence, side, spare) in enumerate(wanted):
        if to_ms is not None and at_ms + sentence.length_ms > to_ms:
            return cues, number
        if spare and to_ms is not None:
            # worth its time only where all that follows is still said
            rest_ms = sum(one.length_ms + GAP_MS for one, _, _ in wanted[number + 1 :])
            if at_ms + sentence.length_ms + rest_ms > to_ms:
                continue
        cues.append(say(at_ms, sentence, side))
        at_ms += sentence.length_ms + GAP_MS
    return cues, len(wanted)


def say(at_ms: int, sentence: Sentence, side: Side | None = None) -> Cue:
    """A sentence at its moment."""
    return Cue(at_ms, CueId.SAY, sentence.words, side, sentence.clause)


def ends_ms(cue: Cue, guidance: Guidance) -> int:
    """When a SAY cue has been said."""
    sentence = guidance.sentence(cue.clause, cue.caption)
    return cue.at_ms + (sentence.length_ms if sentence else 0)


def overlap(one: Cue, other: Cue, guidance: Guidance) -> bool:
    """Whether one SAY cue is said into another, or too soon after it."""
    first, second = sorted((one, other), key=lambda cue: cue.at_ms)
    return ends_ms(first, guidance) + GAP_MS > second.at_ms
