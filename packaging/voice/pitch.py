"""How the pitch of a clause ends, by autocorrelation."""

from __future__ import annotations

import numpy as np
from sound import RATE_HZ

_LOWEST_HZ, _HIGHEST_HZ = 70, 400
_FRAME, _STEP = RATE_HZ * 50 // 1000, RATE_HZ // 100
_VOICED = 0.6
#: Below this, under the loudest frame, a pitch is the room's.
_AUDIBLE_DB = -25.0
#: A voice keeps its pitch at least this many frames, each within so many semitones of the last.
#: What does not is breath, or a consonant.
_STEADY, _NEAR_SEMITONES = 5, 2.0
#: Fewer voiced frames than this say nothing about a tune.
_ENOUGH = 20
_END = 15


def end_semitones(samples: np.ndarray) -> float:
    """How far the last voiced 150 ms lie above (+) or below (-) the clause's middle pitch."""
    pitches = pitches_hz(samples)
    voiced = pitches[pitches > 0]
    if len(voiced) <= _ENOUGH:
        return 0.0
    away = 12 * np.log2(voiced / np.median(voiced))
    away -= 12 * np.rint(away / 12) * (np.abs(away) > 9)  # an octave, taken wrongly
    return float(away[-_END:].mean())


def pitches_hz(samples: np.ndarray) -> np.ndarray:
    """The pitch of each 10 ms; 0 where there is none."""
    wave = samples.astype(np.float64)
    frames = np.lib.stride_tricks.sliding_window_view(wave, _FRAME)[::_STEP]
    frames = (frames - frames.mean(axis=1, keepdims=True)) * np.hanning(_FRAME)
    power = (frames**2).sum(axis=1)
    shape = _repeats(np.hanning(_FRAME)[None])[0]
    repeats = _repeats(frames) / np.maximum(shape, 1e-3)
    shortest, longest = RATE_HZ // _HIGHEST_HZ, RATE_HZ // _LOWEST_HZ
    window = repeats[:, shortest:longest]
    # Of peaks almost as high the shortest: a pitch repeats at twice its period too.
    best = window.max(axis=1)
    delays = shortest + (window > 0.9 * best[:, None]).argmax(axis=1)
    for at, delay in enumerate(delays):  # climb to the top of the peak that begins there
        while delay + 1 < longest and repeats[at, delay + 1] > repeats[at, delay]:
            delay += 1
        delays[at] = delay
    audible = power > power.max() * 10 ** (_AUDIBLE_DB / 10)
    return _steady(np.where((best > _VOICED) & audible, RATE_HZ / delays, 0.0))


def _steady(pitches: np.ndarray) -> np.ndarray:
    """Without the pitches that come and go."""
    semitones = 12 * np.log2(np.maximum(pitches, 1.0))
    breaks = np.flatnonzero(np.abs(np.diff(semitones)) > _NEAR_SEMITONES) + 1
    kept = pitches.copy()
    for run in np.split(np.arange(len(pitches)), breaks):
        if len(run) < _STEADY:
            kept[run] = 0.0
    return kept


def _repeats(frames: np.ndarray) -> np.ndarray:
    """How much each frame is like itself later, 1 for the same."""
    count = frames.shape[1]
    size = 1 << (2 * count - 1).bit_length()
    found = np.fft.irfft(np.abs(np.fft.rfft(frames, size)) ** 2, size)[:, :count]
    return found / np.maximum(found[:, :1], 1e-12)
