"""Recorded clauses: decoded, brought to the stream's rate, kept while they are needed soon.

Runs in the sound thread, never in the device's. Must never hold a whole pack, and never fail for
a clause that is missing or broken: that one stays silent and ``missing`` says so.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from acutimer.audio.lean_import import import_miniaudio
from acutimer.audio.tones import PANS, RATE_HZ, VOICE_PEAK, Channel, Loudness, Ready, Sound, stereo
from acutimer.core.guidance.score import Cue, CueId
from acutimer.core.points import Side

#: What a recorded clause is: mono, 16 bit.
CLIP_HZ = 16_000
#: What the loudest recorded clause reaches; the pack is matched in loudness, not in peaks.
CLIP_PEAK = 16_500
_TIMES = RATE_HZ // CLIP_HZ
#: Clauses due within this are read; those that were due this long ago are dropped.
SOON_MS = 10_000
_KEPT_MS = 2000

#: Clauses under id and side (None: the middle); None for one that cannot be heard.
Clips = Mapping[tuple[str, Side | None], Ready | None]


class Voice:
    """Reads clauses of ``folder``/LANGUAGE as a plan needs them."""

    def __init__(self, folder: Path, loudness: Loudness | None = None) -> None:
        self._folder = folder
        self._loudness = loudness or Loudness()
        self._says: tuple[Cue, ...] = ()
        self._times: list[int] = []
        self.clips: Clips = {}
        #: The first clause that could not be read.
        self.missing = ""

    def tune(self, loudness: Loudness) -> None:
        """Take another volume, language or way of placing; what was read is read anew."""
        self._loudness = loudness
        self.clips = {}

    def plan(self, cues: Sequence[Cue]) -> None:
        """What will be said."""
        said = (cue for cue in cues if cue.id is CueId.SAY and cue.clause)
        self._says = tuple(sorted(said, key=lambda cue: cue.at_ms))
        self._times = [cue.at_ms for cue in self._says]

    def fetch(self, now_ms: float, soon_ms: int = SOON_MS) -> bool:
        """Read the next clause due within ``soon_ms``, drop the others; whether anything changed.

        One at a time, so that the first can be heard while the next is read.
        """
        begins = bisect_left(self._times, now_ms - _KEPT_MS)
        ends = bisect_left(self._times, now_ms + soon_ms)
        soon = [(cue.clause, self._place(cue.side)) for cue in self._says[begins:ends]]
        held = {key: self.clips[key] for key in soon if key in self.clips}
        unread = next((key for key in soon if key not in held), None)
        if unread is not None:
            held[unread] = self._read(*unread)
        changed = held.keys() != self.clips.keys()
        self.clips = held
        return changed

    def _place(self, side: Side | None) -> Side | None:
        return side if self._loudness.stereo and side in PANS else None

    def _read(self, clause: str, side: Side | None) -> Ready | None:
        volume = self._loudness.voice
        if volume <= 0:
            return None
        samples = clip_of(self._folder / self._loudness.language / f"{clause}.flac")
        if samples is None:
            self.missing = self.missing or clause
            return None
        peak = max(CLIP_PEAK, max(samples), -min(samples))
        return stereo(Sound(samples, Channel.VOICE), side, volume * VOICE_PEAK / peak)


def clip_of(path: Path) -> array[int] | None:
    """The samples of a recorded clause at ``RATE_HZ``; None when there is no such recording."""
    try:
        import_miniaudio()
        import miniaudio
    except (ImportError, OSError):
        return None
    try:
        decoded = miniaudio.flac_read_file_s16(str(path))
    except (OSError, miniaudio.MiniaudioError):
        return None
    if (decoded.nchannels, decoded.sample_rate) != (1, CLIP_HZ) or not decoded.samples:
        return None
    return tripled(decoded.samples)


# --- three samples for one -----------------------------------------------------------------------

#: How many samples before and after a moment say what the sound is there.
_REACH = 12
_KAISER = 7.0
#: Coefficients are whole numbers of this part, so that the outcome is the same on every machine.
_ONE = 1 << 15
_SLOT_BITS = 64
_MIDDLE = 1 << 62


def tripled(samples: array[int]) -> array[int]:
    """The same sound at three times the rate.

    Every third sample is one that was given, so the first stays the first: there is no delay. The
    two between are a windowed sinc's.
    """
    quick = array("h", bytes(2 * _TIMES * len(samples)))
    quick[0::_TIMES] = samples
    for part in range(1, _TIMES):
        quick[part::_TIMES] = _between(samples, part / _TIMES)
    return quick


def _between(samples: array[int], part: float) -> array[int]:
    """The sound that part of a sample after each one.

    Python multiplies long numbers in C, and the product of two numbers whose digits are samples
    and coefficients has their convolution for digits; a loop would take ten times as long.
    """
    silence = array("q", bytes(8 * _REACH))
    # Digits must not be negative: samples are moved up, and what that adds is taken off again.
    digits = array("q", [one - _LEAST for one in chain(silence, samples, silence)])
    weights = _weights(part)
    factor = sum(one << _SLOT_BITS * at for at, one in enumerate(reversed(weights)))
    count = len(digits) + len(weights)
    lifted = int.from_bytes(array("q", [_MIDDLE] * count).tobytes(), "little")
    product = int.from_bytes(digits.tobytes(), "little") * factor + lifted
    sums = array("q", product.to_bytes(8 * count, "little"))
    begins = 2 * _REACH
    added = _MIDDLE - _LEAST * _ONE - _ONE // 2
    between = [(one - added) // _ONE for one in sums[begins : begins + len(samples)]]
    try:
        return array("h", between)
    except OverflowError:  # between two samples at full scale it may rise above it
        return array("h", [max(_LEAST, min(_MOST, one)) for one in between])


_LEAST, _MOST = -32768, 32767


def _weights(part: float) -> list[int]:
    """What the samples around a moment count there, from the earliest; together ``_ONE``."""
    away = [part - at for at in range(1 - _REACH, _REACH + 1)]
    plain = [
        math.sin(math.pi * one) / (math.pi * one) * _bessel(_KAISER * _dome(one)) for one in away
    ]
    weights = [round(_ONE * one / sum(plain)) for one in plain]
    weights[_REACH - 1] += _ONE - sum(weights)
    return weights


def _dome(away: float) -> float:
    return math.sqrt(max(0.0, 1 - (away / _REACH) ** 2))


def _bessel(x: float) -> float:
    """The modified Bessel function of order 0, of which Kaiser's window is made."""
    total = term = 1.0
    for number in range(1, 30):
        term *= (x / (2 * number)) ** 2
        total += term
    return total
