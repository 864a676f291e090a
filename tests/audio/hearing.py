"""How the tones sound to a listener, in numbers: pitch, attack, loudness, roughness, difference.

Sounds are mono samples at 48 kHz. Must never know how they were made.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np

from acutimer.audio.tones import PER_MS, RATE_HZ

Samples = np.ndarray[Any, np.dtype[np.float64]]
#: A melody is heard in steps of 50 ms, each by its loudest 100 ms.
_STEP, _HEARD = 50 * PER_MS, 100 * PER_MS
#: What is 25 dB softer than the loudest is no part of a melody.
_PART = 10**-2.5
#: How far apart sound and silence are, in semitones; no interval counts for more than an octave.
_SILENCE_APART, _OCTAVE = 6.0, 12.0
#: Two partials nearer than this are heard as one that beats.
_ONE_HZ = 25

#: A pitch at each step in semitones from A4, None for silence.
Melody = list[float | None]


def heard(samples: array[int]) -> Samples:
    """Samples to reckon with."""
    return np.array(samples, dtype=np.float64)


def envelope(sound: Samples) -> Samples:
    """How loud each sample is, without the waves (Hilbert), smoothed over 8 ms."""
    padded = np.concatenate((np.zeros(RATE_HZ // 10), sound, np.zeros(RATE_HZ // 10)))
    spectrum = np.fft.fft(padded)
    spectrum[1 : len(padded) // 2] *= 2
    spectrum[len(padded) // 2 :] = 0
    smooth = np.ones(8 * PER_MS) / (8 * PER_MS)
    return np.convolve(np.abs(np.fft.ifft(spectrum)), smooth, "same")


def attack_ms(sound: Samples, first_ms: int = 150) -> float:
    """How long the first strike takes from a tenth to nine tenths of its loudest."""
    rising = envelope(sound)[: RATE_HZ // 10 + first_ms * PER_MS]
    rising = rising[: int(np.argmax(rising)) + 1]
    most = rising[-1]
    return float(np.argmax(rising > 0.9 * most) - np.argmax(rising > 0.1 * most)) / PER_MS


def rings_ms(sound: Samples) -> float:
    """Until when it is louder than a hundredth of its loudest."""
    loud = envelope(sound)
    return float(np.flatnonzero(loud > loud.max() / 100)[-1] - RATE_HZ // 10) / PER_MS


def weighted(sound: Samples) -> Samples:
    """As ears weigh it (the A curve of IEC 61672)."""
    square = np.fft.rfftfreq(len(sound), 1 / RATE_HZ) ** 2
    low = np.sqrt((square + 107.7**2) * (square + 737.9**2))
    curve = 12194**2 * square**2 / ((square + 20.6**2) * low * (square + 12194**2))
    return np.fft.irfft(np.fft.rfft(sound) * curve * 10**0.1, len(sound))


def loudness_db(sound: Samples) -> float:
    """The loudest eighth of a second, weighted, below full scale."""
    count = 125 * PER_MS
    square = weighted(np.concatenate((np.zeros(count), sound, np.zeros(count)))) ** 2
    sums = np.cumsum(square)
    return 10 * math.log10(float((sums[count:] - sums[:-count]).max()) / count / 32768**2)


def share_db(sound: Samples, from_hz: float, to_hz: float) -> float:
    """How much of its power lies between two frequencies, in dB of all."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hz = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    inside = float(power[(hz >= from_hz) & (hz < to_hz)].sum())
    return 10 * math.log10(max(inside / float(power.sum()), 1e-12))


def centroid_hz(sound: Samples) -> float:
    """The middle of its power."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float((power * np.fft.rfftfreq(len(sound), 1 / RATE_HZ)).sum() / power.sum())


def strongest_hz(sound: Samples, least_hz: float = 190, most_hz: float = 1500) -> float:
    """The strongest frequency, to a tenth of a cent in a sound of half a second."""
    size = 1 << 18
    hz = np.fft.rfftfreq(size, 1 / RATE_HZ)
    level = np.log(np.abs(np.fft.rfft(sound * np.hanning(len(sound)), size)) + 1e-9)
    level[(hz < least_hz) | (hz > most_hz)] = -1e9
    best = int(np.argmax(level))
    before, here, after = level[best - 1 : best + 2]
    return float((best + (before - after) / (before - 2 * here + after) / 2) * RATE_HZ / size)


def melody(sound: Samples) -> Melody:
    """What pitch is heard at each moment, until it is silent."""
    whole = weighted(np.concatenate((sound, np.zeros(_HEARD))))
    parts = [whole[at : at + _HEARD] for at in range(0, len(sound), _STEP)]
    powers = [float((part**2).sum()) for part in parts]
    pitches: Melody = [
        12 * math.log2(strongest_hz(part) / 440) if power >= max(powers) * _PART else None
        for part, power in zip(parts, powers, strict=True)
    ]
    while pitches[-1] is None:
        pitches.pop()
    return pitches


def apart(one: Melody, other: Melody, moved: float = 0.0) -> float:
    """How different two melodies are, in semitones on an average; the second is ``moved`` up."""
    count = max(len(one), len(other))
    total = 0.0
    for at in range(count):
        a = one[at] if at < len(one) else None
        b = other[at] if at < len(other) else None
        if a is not None and b is not None:
            total += min(_OCTAVE, abs(a - b - moved))
        elif a is not None or b is not None:
            total += _SILENCE_APART
    return total / count


def apart_anywhere(one: Melody, other: Melody) -> float:
    """How different two are to who does not know where they lie: contour, rhythm and length."""
    return min(apart(one, other, half / 2) for half in range(-48, 49))


def roughness(part: Samples) -> float:
    """How much the partials of a fifth of a second grate (Plomp and Levelt, after Sethares)."""
    level = np.abs(np.fft.rfft(part * np.hanning(len(part)), 1 << 16))
    hz = np.fft.rfftfreq(1 << 16, 1 / RATE_HZ)
    tops = np.flatnonzero((level[1:-1] > level[:-2]) & (level[1:-1] >= level[2:])) + 1
    tops = tops[level[tops] > 0.03 * level.max()]
    kept: list[int] = []
    for top in tops[np.argsort(-level[tops])]:
        if all(abs(hz[top] - hz[one]) > _ONE_HZ for one in kept):
            kept.append(int(top))
    grates = 0.0
    for at, one in enumerate(kept):
        for other in kept[:at]:
            lower = min(hz[one], hz[other])
            distance = abs(hz[one] - hz[other]) * 0.24 / (0.0207 * lower + 18.96)
            curve = 5 * (math.exp(-3.51 * distance) - math.exp(-5.75 * distance))
            grates += float(level[one] * level[other]) * curve
    return grates / float((level[kept] ** 2).sum())


def roughest(sound: Samples) -> float:
    """The most of its moments, but for those too soft to matter."""
    count = 200 * PER_MS
    parts = [sound[at : at + count] for at in range(0, max(1, len(sound) - count), 25 * PER_MS)]
    most = max(float(np.abs(part).max()) for part in parts)
    return max(roughness(part) for part in parts if float(np.abs(part).max()) > most / 20)


def mixed(sounds: Sequence[Samples]) -> Samples:
    """Several at once, all beginning together."""
    whole = np.zeros(max(map(len, sounds)))
    for one in sounds:
        whole[: len(one)] += one
    return whole
