"""From what an engine gives to what is shipped: 16 kHz, no silence around it, one loudness.

Samples stay whole numbers throughout; fractions decide only the one gain of a clause, which is
rounded. So the same input gives the same bytes.
"""

from __future__ import annotations

import numpy as np

RATE_HZ = 16_000
PER_MS = RATE_HZ // 1000
#: K-weighted loudness of what is spoken (as ITU-R BS.1770 weighs it), and the highest peak.
LOUDNESS_DB, PEAK_DB = -24.0, -6.0
#: Below this, under the loudest 5 ms, is silence.
_SILENCE_DB = -42.0
_KEPT_BEFORE_MS, _KEPT_AFTER_MS = 10, 40
_RAMP_IN_MS, _RAMP_OUT_MS = 5, 25
_TAPS = 64
_FRAME = 50 * PER_MS
_GATE_DB = -10.0


def shipped(rate_hz: int, samples: np.ndarray) -> np.ndarray:
    """The samples as they are shipped; their number is a whole number of milliseconds."""
    return levelled(trimmed(resampled(rate_hz, samples)))


def resampled(rate_hz: int, samples: np.ndarray) -> np.ndarray:
    """At ``RATE_HZ``, through a windowed sinc whose weights are whole numbers."""
    if rate_hz == RATE_HZ:
        return samples
    shared = np.gcd(rate_hz, RATE_HZ)
    up, down = RATE_HZ // shared, rate_hz // shared
    # cut off a little below half of the lower rate; in units of the input's samples
    cut = 0.46 * min(1.0, RATE_HZ / rate_hz)
    half = _TAPS * max(1, -(-rate_hz // RATE_HZ)) // 2
    offsets = np.arange(1 - half, half + 1)
    distance = offsets[None, :] - (np.arange(up) / up)[:, None]
    weights = 2 * cut * np.sinc(2 * cut * distance) * np.cos(np.pi * distance / (2 * half)) ** 2
    whole = np.rint(weights / weights.sum(axis=1, keepdims=True) * (1 << 20)).astype(np.int64)
    count = -(-len(samples) * up // down)
    at = np.arange(count) * down
    padded = np.concatenate((np.zeros(half, np.int64), samples, np.zeros(2 * half, np.int64)))
    around = padded[(at // up)[:, None] + half + offsets[None, :]]
    made = (around * whole[at % up]).sum(axis=1)
    return np.clip((made + (1 << 19)) >> 20, -32768, 32767)


def trimmed(samples: np.ndarray) -> np.ndarray:
    """Without the silence before and after; a short ramp on both ends."""
    step = 5 * PER_MS
    frames = len(samples) // step
    power = (samples[: frames * step].reshape(frames, step) ** 2).sum(axis=1)
    loud = np.flatnonzero(power > power.max() * 10 ** (_SILENCE_DB / 10))
    begin = max(0, int(loud[0]) * step - _KEPT_BEFORE_MS * PER_MS)
    end = min(len(samples), (int(loud[-1]) + 1) * step + _KEPT_AFTER_MS * PER_MS)
    end -= (end - begin) % PER_MS
    kept = samples[begin:end].copy()
    for ramp_ms, backwards in ((_RAMP_IN_MS, False), (_RAMP_OUT_MS, True)):
        count = ramp_ms * PER_MS
        rising = np.arange(count)
        where = slice(None, -count - 1, -1) if backwards else slice(0, count)
        kept[where] = kept[where] * rising // count
    return kept


def levelled(samples: np.ndarray) -> np.ndarray:
    """As loud as every other clause, as far as the peak allows."""
    gain = 10 ** ((LOUDNESS_DB - loudness_db(samples)) / 20)
    most = 32768 * 10 ** (PEAK_DB / 20) / int(np.abs(samples).max())
    whole = int(min(gain, most) * (1 << 12))
    return np.clip((samples * whole + (1 << 11)) >> 12, -32768, 32767)


def loudness_db(samples: np.ndarray) -> float:
    """K-weighted loudness of the frames that are spoken, in dB below full scale."""
    weighed = _k_weighed(samples / 32768)
    frames = max(1, len(weighed) // _FRAME)
    power = np.array([(one**2).mean() for one in np.array_split(weighed, frames)])
    gate = power.mean() * 10 ** (_GATE_DB / 10)
    return float(10 * np.log10(power[power > gate].mean()))


def _k_weighed(samples: np.ndarray) -> np.ndarray:
    """Through the two filters of BS.1770: more above 1.5 kHz, less below 100 Hz."""
    count = 1 << (len(samples) + RATE_HZ // 10 - 1).bit_length()
    hz = np.fft.rfftfreq(count, 1 / RATE_HZ)
    s = 2j * np.pi * hz
    shelf_at, gain = 2 * np.pi * 1682.0, 10 ** (4.0 / 20)
    q = 0.7072
    shelf = (gain * s**2 + np.sqrt(gain) * shelf_at / q * s + shelf_at**2) / (
        s**2 + shelf_at / q * s + shelf_at**2
    )
    low_at = 2 * np.pi * 38.1
    low = s**2 / (s**2 + low_at / 0.5003 * s + low_at**2)
    return np.fft.irfft(np.fft.rfft(samples, count) * shelf * low, count)[: len(samples)]
