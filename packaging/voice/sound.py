"""From what an engine gives to what is shipped: 48 kHz, no silence around it, one loudness.

sox stretches and brings up to 48 kHz; the rest are sums that come out the same on every machine:
fractions decide only the gain of a clause, which is rounded.
"""

from __future__ import annotations

import subprocess

import numpy as np

RATE_HZ = 48_000
PER_MS = RATE_HZ // 1000
#: K-weighted loudness of what is spoken (as ITU-R BS.1770 weighs it), and the highest sample. The
#: coder adds a little: CLIP_PEAK of acutimer/audio/voice.py is what a decoded clip stays below.
LOUDNESS_DB, PEAK = -24.0, 15_200
KEPT_BEFORE_MS, KEPT_AFTER_MS = 20, 100
_RAMP_IN_MS, _RAMP_OUT_MS = 5, 40
_FRAME = 50 * PER_MS
_GATE_DB = -10.0
#: How long before and after a peak the limiter turns down.
_LIMIT_MS = 4
#: The gain is a whole number of this part.
_GAIN_PART = 1 << 12


def shipped(rate_hz: int, samples: np.ndarray, tempo: float, silence_db: float) -> np.ndarray:
    """The samples as they are shipped, 16 bit; their number is a whole number of milliseconds."""
    return levelled(trimmed(brought_up(rate_hz, samples, tempo), silence_db))


def brought_up(rate_hz: int, samples: np.ndarray, tempo: float) -> np.ndarray:
    """At ``RATE_HZ``, stretched by 1/``tempo`` at the same pitch; full scale is 1."""
    raw = ("-t", "f32", "-c", "1")
    stretch = ("tempo", "-s", f"{tempo:.4f}") if abs(tempo - 1) > 0.001 else ()
    told = subprocess.run(
        (
            "sox",
            "-D",
            *raw,
            "-r",
            str(rate_hz),
            "-",
            *raw,
            "-",
            *stretch,
            *rate_to(RATE_HZ, rate_hz),
        ),
        input=(samples * 0.5).astype("<f4").tobytes(),
        capture_output=True,
        check=True,
    ).stdout
    return np.frombuffer(told, "<f4").astype(np.float64) * 2


def rate_to(to_hz: int, engine_hz: int) -> tuple[str, ...]:
    """How sox changes the rate of what an engine says at ``engine_hz``.

    At 16 kHz speech reaches to the very end of the band, and is kept to the very end.
    """
    return ("rate", "-v", *(("-b", "99") if engine_hz <= 16_000 else ()), str(to_hz))


def powers(samples: np.ndarray, ms: int = 5) -> np.ndarray:
    """The power of each part of that length."""
    step = ms * PER_MS
    frames = len(samples) // step
    return (samples[: frames * step].reshape(frames, step) ** 2).sum(axis=1)


def trimmed(samples: np.ndarray, silence_db: float) -> np.ndarray:
    """Without the silence before and after; a short ramp on both ends.

    Silence is what lies so far below the loudest 5 ms.
    """
    step = 5 * PER_MS
    power = powers(samples)
    loud = np.flatnonzero(power > power.max() * 10 ** (silence_db / 10))
    silence = np.zeros(KEPT_AFTER_MS * PER_MS)
    padded = np.concatenate((silence, samples, silence))
    begin = int(loud[0]) * step + len(silence) - KEPT_BEFORE_MS * PER_MS
    end = (int(loud[-1]) + 1) * step + len(silence) + KEPT_AFTER_MS * PER_MS
    kept = padded[begin:end].copy()
    for ramp_ms, backwards in ((_RAMP_IN_MS, False), (_RAMP_OUT_MS, True)):
        count = ramp_ms * PER_MS
        where = slice(None, -count - 1, -1) if backwards else slice(0, count)
        kept[where] *= np.arange(count) / count
    return kept


def levelled(samples: np.ndarray) -> np.ndarray:
    """As loud as every other clause, no sample above ``PEAK``; 16 bit."""
    gain, made = 1.0, samples
    for _ in range(4):  # what the limiter takes is given back
        gain *= 10 ** ((LOUDNESS_DB - loudness_db(made)) / 20)
        gain = round(gain * _GAIN_PART) / _GAIN_PART
        made = limited(samples * gain)
    return np.rint(made * 32768).astype(np.int16)


def turned_up(samples: np.ndarray, louder_db: float) -> np.ndarray:
    """Samples of 16 bit a little louder, or quieter."""
    gain = round(10 ** (louder_db / 20) * _GAIN_PART) / _GAIN_PART
    return np.rint(limited(samples / 32768 * gain) * 32768).astype(np.int16)


def limited(samples: np.ndarray) -> np.ndarray:
    """Turned down around peaks, smoothly and before they come."""
    highest = PEAK / 32768
    reach = _LIMIT_MS * PER_MS
    if np.abs(samples).max() <= highest:
        return samples
    wanted = np.minimum(1.0, highest / np.maximum(np.abs(samples), 1e-9))
    held = _windows(wanted, reach).min(axis=1)
    # A running sum, always added up in the same order.
    summed = np.cumsum(np.concatenate((np.zeros(1), np.ones(reach), held, np.ones(reach))))
    around = 2 * reach + 1
    return samples * ((summed[around:] - summed[:-around]) / around)


def _windows(values: np.ndarray, reach: int) -> np.ndarray:
    padded = np.concatenate((np.ones(reach), values, np.ones(reach)))
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)


def loudness_db(samples: np.ndarray) -> float:
    """K-weighted loudness of the frames that are spoken, in dB below full scale (which is 1)."""
    summed = np.cumsum(np.concatenate((np.zeros(1), _k_weighed(samples) ** 2)))
    # Each frame overlaps nine others, so that none counts for much where it comes to the gate.
    power = (summed[_FRAME:] - summed[:-_FRAME])[:: _FRAME // 10] / _FRAME
    gate = power.mean() * 10 ** (_GATE_DB / 10)
    return float(10 * np.log10(power[power > gate].mean()))


def _k_weighed(samples: np.ndarray) -> np.ndarray:
    """Through the two filters of BS.1770: more above 1.5 kHz, less below 100 Hz."""
    count = 1 << (len(samples) + RATE_HZ // 10 - 1).bit_length()
    s = 2j * np.pi * np.fft.rfftfreq(count, 1 / RATE_HZ)
    shelf_at, gain = 2 * np.pi * 1682.0, 10 ** (4.0 / 20)
    q = 0.7072
    shelf = (gain * s**2 + np.sqrt(gain) * shelf_at / q * s + shelf_at**2) / (
        s**2 + shelf_at / q * s + shelf_at**2
    )
    low_at = 2 * np.pi * 38.1
    low = s**2 / (s**2 + low_at / 0.5003 * s + low_at**2)
    return np.fft.irfft(np.fft.rfft(samples, count) * shelf * low, count)[: len(samples)]
