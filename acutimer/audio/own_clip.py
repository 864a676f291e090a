"""What an engine spoke, made into a clip like the recorded ones: 48 kHz, no silence, as loud.

Needs numpy and soundfile; runs only in the process of own_speaking.
"""

from __future__ import annotations

import io
from typing import NamedTuple

import numpy as np

from acutimer.audio.tones import PER_MS, RATE_HZ
from acutimer.audio.voice import CLIP_PEAK

#: K-weighted loudness of the recorded clauses, in dB below full scale (as ITU-R BS.1770 weighs).
LOUDNESS_DB = -24.0
#: What Vorbis may add to a peak.
_HEADROOM = 0.93
#: Below this, under the loudest 5 ms, is silence.
_SILENCE_DB = -55.0
_KEPT_BEFORE_MS, _KEPT_AFTER_MS = 20, 100
_RAMP_IN_MS, _RAMP_OUT_MS = 5, 25
#: How long before and after a peak it is turned down.
_LIMIT_MS = 4
_FRAME_MS, _GATE_DB = 50, -10.0
#: Nothing that is spoken is quieter than this, of full scale.
_LEAST_PEAK = 0.002
#: Of Vorbis, from 0 to 1.
_QUALITY = 0.3


class Spoken(NamedTuple):
    """Mono samples, full scale at 1, at a rate."""

    rate_hz: int
    samples: np.ndarray


class Clip(NamedTuple):
    """An Ogg Vorbis file of a whole number of ms."""

    length_ms: int
    ogg: bytes


def clip_of_speech(spoken: Spoken) -> Clip | None:
    """The clip; None where nothing was said."""
    if not len(spoken.samples) or np.abs(spoken.samples).max() < _LEAST_PEAK:
        return None
    samples = levelled(trimmed(at_our_rate(spoken)))
    whole = np.rint(samples * 32767).astype("<i2")
    return Clip(len(whole) // PER_MS, _ogg(whole))


def at_our_rate(spoken: Spoken) -> np.ndarray:
    """The same sound at ``RATE_HZ``, exactly: zeros stand for the frequencies it has not."""
    samples = spoken.samples.astype(np.float64)
    if spoken.rate_hz == RATE_HZ:
        return samples
    times, rest = divmod(RATE_HZ, spoken.rate_hz)
    assert not rest, "only a whole number of times"
    # silence behind, or its end would ring at its beginning
    count = 1 << (len(samples) + spoken.rate_hz // 10).bit_length()
    spectrum = np.fft.rfft(samples, count)
    spectrum[-1] = 0  # half of the rate itself has no phase
    return times * np.fft.irfft(spectrum, times * count)[: times * len(samples)]


def trimmed(samples: np.ndarray) -> np.ndarray:
    """Without the silence before and after, on whole ms; a short ramp on both ends."""
    step = 5 * PER_MS
    before, after = np.zeros(_KEPT_BEFORE_MS * PER_MS), np.zeros(_KEPT_AFTER_MS * PER_MS)
    whole = np.concatenate((samples, np.zeros(-len(samples) % step)))
    power = (whole.reshape(-1, step) ** 2).sum(axis=1)
    loud = np.flatnonzero(power > power.max() * 10 ** (_SILENCE_DB / 10))
    padded = np.concatenate((before, whole, after))
    kept = padded[loud[0] * step : (loud[-1] + 1) * step + len(before) + len(after)]
    for ramp_ms, one in ((_RAMP_IN_MS, kept), (_RAMP_OUT_MS, kept[::-1])):
        one[: ramp_ms * PER_MS] *= np.linspace(0, 1, ramp_ms * PER_MS)
    return kept


def levelled(samples: np.ndarray) -> np.ndarray:
    """As loud as every recorded clause, and no sample above their highest."""
    gain, made = 1.0, samples
    for _ in range(4):  # what the limiter takes is given back
        gain *= 10 ** ((LOUDNESS_DB - loudness_db(made)) / 20)
        made = limited(samples * gain)
    return made


def limited(samples: np.ndarray) -> np.ndarray:
    """Turned down around peaks, smoothly and before they come."""
    highest = _HEADROOM * CLIP_PEAK / 32768
    if np.abs(samples).max() <= highest:
        return samples
    reach = _LIMIT_MS * PER_MS
    wanted = np.minimum(1.0, highest / np.maximum(np.abs(samples), 1e-9))
    padded = np.concatenate((np.ones(2 * reach), wanted, np.ones(2 * reach)))
    held = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).min(axis=1)
    return samples * np.convolve(held, np.full(2 * reach + 1, 1 / (2 * reach + 1)), "valid")


def loudness_db(samples: np.ndarray) -> float:
    """K-weighted loudness of the frames that are spoken, in dB below full scale."""
    weighed = _k_weighed(samples)
    frames = max(1, len(weighed) // (_FRAME_MS * PER_MS))
    power = np.array([(one**2).mean() for one in np.array_split(weighed, frames)])
    gate = power.mean() * 10 ** (_GATE_DB / 10)
    return float(10 * np.log10(power[power > gate].mean()))


def _k_weighed(samples: np.ndarray) -> np.ndarray:
    """Through the two filters of BS.1770: more above 1.5 kHz, less below 100 Hz."""
    count = 1 << (len(samples) + RATE_HZ // 10).bit_length()
    s = 2j * np.pi * np.fft.rfftfreq(count, 1 / RATE_HZ)
    at, gain, q = 2 * np.pi * 1682.0, 10 ** (4.0 / 20), 0.7072
    shelf = (gain * s**2 + np.sqrt(gain) * at / q * s + at**2) / (s**2 + at / q * s + at**2)
    low = s**2 / (s**2 + 2 * np.pi * 38.1 / 0.5003 * s + (2 * np.pi * 38.1) ** 2)
    return np.fft.irfft(np.fft.rfft(samples, count) * shelf * low, count)[: len(samples)]


def _ogg(samples: np.ndarray) -> bytes:
    import soundfile

    kept = io.BytesIO()
    with soundfile.SoundFile(
        kept, "w", RATE_HZ, 1, "VORBIS", format="OGG", compression_level=1 - _QUALITY
    ) as sound:
        sound.write(samples)
    return kept.getvalue()
