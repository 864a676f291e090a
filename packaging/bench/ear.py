"""Finds every cue of a score in a recording of it, and says how far off it lies.

Matched filters: what is looked for is the part of the score, mixed without a device, that begins
with the cue. Must never take the place of a measurement: it knows nothing of how it was played.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np

from acutimer.audio.tones import PER_MS, RATE_HZ

Samples = np.ndarray[Any, np.dtype[np.float64]]
#: How much of the score from a cue on is looked for, and how far from where it should be.
_COMPARED = 150 * PER_MS
_REACH = 400 * PER_MS
#: The beginning of the score is looked for by parts of this length, at one sample for so many, and
#: so many cues tell which part was found in its place.
_PART = 20 * RATE_HZ
_PARTS = 5
_COARSE = 8
_ASKED = 20
#: How alike a cue and what was recorded must be, 1 for the same.
_ALIKE = 0.9
#: What is louder than this for longer than this, and no cue, is a sound too many.
_LOUD, _LONG = 200, 20 * PER_MS


@dataclass(frozen=True)
class Found:
    """A cue of the score, where it should be and where it was heard, in frames."""

    at: int
    heard: int | None


def both_sides(samples: array[int] | bytes) -> Samples:
    """Left and right together."""
    both = np.frombuffer(samples, dtype=np.int16).astype(np.float64)
    return both[0::2] + both[1::2]


def correlated(signal: Samples, template: Samples) -> Samples:
    """How well the template fits at each place of the signal, -1 to 1; none where it is longer."""
    count = len(signal) - len(template) + 1
    if count <= 0:  # the recording ended before the cue did
        return np.zeros(0)
    size = 1 << (len(signal) + len(template)).bit_length()
    product = np.fft.rfft(signal, size) * np.conj(np.fft.rfft(template, size))
    sums = np.fft.irfft(product, size)[:count]
    squares = np.concatenate(([0.0], np.cumsum(signal**2)))
    local = squares[len(template) :] - squares[: len(squares) - len(template)]
    loud = np.sqrt(np.maximum(local[:count], 1.0) * max(float(np.sum(template**2)), 1.0))
    return sums / loud


def offset_of(recorded: Samples, expected: Samples, cues: Sequence[int]) -> int:
    """How many frames later the recording has the beginning of the score; 0 if nothing is alike.

    What is disturbed, or the same every second, may be found in a wrong place. So several parts of
    the score are looked for, and the offset counts at which the most cues are found.
    """
    known = [at for at in cues if at < len(expected)]
    if not known or not len(recorded):
        return 0
    coarse = _coarse(recorded)
    length = min(_PART, len(recorded) // 2)
    offsets: list[int] = []
    # the silence before the first cue tells the beginning of what is the same all the time
    for begins in (0, *known[:: max(1, len(known) // _PARTS)]):
        fit = correlated(coarse, _coarse(expected[begins : begins + length]))
        if len(fit):
            offsets.append(_COARSE * int(np.argmax(fit)) - begins)
    asked = known[:: max(1, len(known) // _ASKED)]

    def hits(offset: int) -> int:
        return sum(_heard(recorded, expected, at, offset) is not None for at in asked)

    return max(offsets, key=hits, default=0)


def _coarse(samples: Samples) -> Samples:
    """One sample for so many."""
    whole = len(samples) // _COARSE * _COARSE
    coarse: Samples = samples[:whole].reshape(-1, _COARSE).mean(axis=1)
    return coarse


def _heard(recorded: Samples, expected: Samples, at: int, offset: int) -> int | None:
    """Where a cue was heard that should have been at an offset from its place in the score."""
    template = expected[at : at + _COMPARED]
    begins = max(0, at + offset - _REACH)
    window = recorded[begins : max(0, at + offset + _COMPARED + _REACH)]
    fit = correlated(window, template) if len(template) else window[:0]
    best = int(np.argmax(fit)) if len(fit) else 0
    return begins + best if len(fit) and fit[best] >= _ALIKE else None


def heard_cues(recorded: Samples, expected: Samples, cues: Sequence[int]) -> list[Found]:
    """Every cue, by the frame of the score at which it begins."""
    offset = offset_of(recorded, expected, cues)
    return [Found(at, _heard(recorded, expected, at, offset)) for at in cues]


def too_many(recorded: Samples, expected: Samples, found: Sequence[Found]) -> int:
    """How many sounds are left when each cue is taken away where it was heard."""
    left = recorded.copy()
    known = [one for one in found if one.heard is not None]
    for one, following in zip(known, [*known[1:], None], strict=True):
        assert one.heard is not None
        ends = following.at if following else len(expected)
        part = expected[one.at : ends][: max(0, len(left) - one.heard)]
        left[one.heard : one.heard + len(part)] -= part
    loud = np.flatnonzero(np.abs(left) > _LOUD)
    if not len(loud):
        return 0
    breaks = np.flatnonzero(np.diff(loud) > _LONG)
    begins = loud[np.concatenate(([0], breaks + 1))]
    ends = loud[np.concatenate((breaks, [len(loud) - 1]))]
    return int(np.sum(ends - begins > _LONG))


def judged(recorded: Samples, expected: Samples, cues: Sequence[int]) -> dict[str, Any]:
    """Lost and doubled cues, onset errors in ms and drift in frames."""
    found = heard_cues(recorded, expected, cues)
    lost = sum(one.heard is None for one in found)
    pairs = [(one.at, one.heard) for one in found if one.heard is not None]
    outcome: dict[str, Any] = {"cues": len(cues), "lost": lost}
    if len(pairs) < 4:
        # too few to say where they should be
        nothing = dict.fromkeys(("p50_ms", "p99_ms", "max_ms"), float("inf"))
        drift = {"drift_frames": 0, "fitted_drift_frames": 0.0}
        return outcome | {"extra": 0, **nothing, **drift, "off": []}
    late = np.array([heard - at for at, heard in pairs])
    off = np.abs(late - np.median(late)) / PER_MS
    half = len(late) // 2
    first, last = pairs[0][0], pairs[-1][0]
    fitted = np.polyfit([at for at, _ in pairs], late.astype(float), 1) if first < last else [0.0]
    return outcome | {
        "extra": too_many(recorded, expected, found),
        "p50_ms": round(float(np.percentile(off, 50)), 4),
        "p99_ms": round(float(np.percentile(off, 99)), 4),
        "max_ms": round(float(off.max()), 4),
        "drift_frames": round(mean(late[half:]) - mean(late[:half])),
        "fitted_drift_frames": round(float(fitted[0]) * (last - first), 2),
        "off": off.tolist(),
    }


def histogram(off: Sequence[float]) -> str:
    """How many cues lie how far from where they should, as lines of text."""
    edges = (0.0, 1 / PER_MS, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, float("inf"))
    names = ("0", "1 sample", *(f"{edge:g} ms" for edge in edges[2:-1]), "more")
    lines: list[str] = []
    below = -1.0
    for edge, name in zip(edges, names, strict=True):
        count = sum(below < one <= edge + 1e-9 for one in off)
        below = edge + 1e-9
        lines.append(f"  {name:>9} {count:5}  {'#' * round(60 * count / max(1, len(off)))}")
    return "\n".join(lines)
