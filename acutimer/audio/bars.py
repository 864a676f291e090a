"""The instrument that every tone is played on: bars struck with a soft mallet, and swells.

Pure arithmetic on lists of floats at ``MADE_HZ``. Must never know which cue it plays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, cycle, repeat
from operator import add, mul

#: Half of what is played, which takes half the time to make; it is doubled at the end.
MADE_HZ = 24_000
MADE_PER_MS = MADE_HZ // 1000

#: The bars: C major pentatonic in equal temperament, A4 = 440 Hz. None is lower than a small
#: loudspeaker plays, and none so high that older ears miss it.
C4, E4, G4, A4, C5, E5, G5, A5 = (
    440 * 2 ** (semitones / 12) for semitones in (-9, -5, -2, 0, 3, 7, 10, 12)
)
#: What sounds in a bar: multiple of the pitch, level, and the share of the ring in which it has
#: died away. The fourth is that of a marimba; the octave is what its resonator adds.
_PARTIALS = ((1, 1.0, 1.0), (2, 0.28, 0.6), (4, 0.16, 0.25))
#: The octave in a swell.
_OCTAVE = 0.25
#: What is left of a partial when it has died away.
_LEFT_AT_END = 0.01
#: How long the bar at A4 rings, and by which power of the pitch others ring longer or shorter.
_RING_MS, _SHORTER = 800, 0.8
#: Samples of a table of whole periods, at least: enough to be within a cent of any pitch.
_TABLE = 1000


@dataclass(frozen=True, slots=True)
class Note:
    """A bar struck at ``at_ms`` and damped by the hand before ``length_ms`` is over.

    ``level`` is how hard: one of 1 is about as loud as 1 at its loudest.
    """

    at_ms: int
    length_ms: int
    hz: float
    level: float
    attack_ms: int = 20
    damped_ms: int = 120


class Bars:
    """The bars as they ring by themselves, each made when it is first struck."""

    def __init__(self) -> None:
        self._rung: dict[float, list[float]] = {}
        self._ramps: dict[int, list[float]] = {}

    def played(self, notes: Sequence[Note], gain: float) -> list[float]:
        """These notes together, so much louder; first and last sample exactly zero."""
        ends_ms = max(note.at_ms + note.length_ms for note in notes)
        played = [0.0] * (ends_ms * MADE_PER_MS)
        for note in notes:
            struck = self._struck(note, gain)
            begin = note.at_ms * MADE_PER_MS
            end = begin + len(struck)
            played[begin:end] = map(add, played[begin:end], struck)
        return played

    def _struck(self, note: Note, gain: float) -> list[float]:
        if note.hz not in self._rung:
            self._rung[note.hz] = _ringing(note.hz)
        rung = self._rung[note.hz][: note.length_ms * MADE_PER_MS]
        struck = list(map(mul, rung, repeat(note.level * gain)))
        rising, sinking = self._ramp(note.attack_ms), self._ramp(note.damped_ms)
        struck[: len(rising)] = map(mul, struck, rising)
        struck[-len(sinking) :] = map(mul, struck[-len(sinking) :], reversed(sinking))
        return struck

    def _ramp(self, length_ms: int) -> list[float]:
        if length_ms not in self._ramps:
            self._ramps[length_ms] = _rising(length_ms * MADE_PER_MS)
        return self._ramps[length_ms]


def swell(chord: tuple[float, float], highest: float, length_ms: int, peak: float) -> list[float]:
    """A chord that rises and sinks softly; it is loudest at ``highest``, from 0 to 1 of it."""
    count = length_ms * MADE_PER_MS
    up = round(count * highest)
    envelope = _rising(up) + _rising(count - up)[::-1]
    low, high = (_with_octave(hz) for hz in chord)
    swelling = list(map(mul, map(add, cycle(low), cycle(high)), envelope))
    scale = peak / max(max(swelling), -min(swelling))
    return list(map(mul, swelling, repeat(scale)))


def _ringing(hz: float) -> list[float]:
    """A bar from its strike until it is silent: its partials, the higher ones dying sooner."""
    sines = _whole_periods(hz)
    rings = _RING_MS * MADE_PER_MS * (A4 / hz) ** _SHORTER
    whole: list[float] = []
    for multiple, level, share in _PARTIALS:
        count = round(rings * share)
        step = _LEFT_AT_END ** (1 / count)
        dying = accumulate(repeat(step, len(sines) - 1), mul, initial=level)
        table = list(map(mul, _multiple(sines, multiple), dying))
        # Each round of the table is the one before, softer by the same part; with a whole round
        # the partial ends where it crosses zero.
        softer = step ** len(sines)
        partial: list[float] = []
        while len(partial) < count:
            partial += table
            table = [one * softer for one in table]
        whole[: len(partial)] = map(add, whole, partial) if whole else partial
    return whole


def _rising(count: int) -> list[float]:
    """From 0 towards 1 along half a cosine, so that nothing clicks."""
    return [0.5 - 0.5 * math.cos(math.pi * at / count) for at in range(count)]


def _whole_periods(hz: float) -> list[float]:
    """A sine's whole periods in a whole number of samples, to be repeated at the speed of C.

    Within a cent of the pitch.
    """
    periods = math.ceil(_TABLE * hz / MADE_HZ)
    length = round(periods * MADE_HZ / hz)
    turn = 2 * math.pi * periods / length
    return [math.sin(turn * at) for at in range(length)]


def _with_octave(hz: float) -> list[float]:
    """A swell's own timbre, as whole periods."""
    sines = _whole_periods(hz)
    return [one + _OCTAVE * two for one, two in zip(sines, _multiple(sines, 2), strict=True)]


def _multiple(sines: list[float], multiple: int) -> list[float]:
    """The same table at a multiple of its pitch."""
    return (sines * multiple)[::multiple]
