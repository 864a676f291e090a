"""A whole routine to a WAV file, through the same mixer that plays it.

Must never place a sound by other rules than the mixer's: what the file holds is what one hears.
"""

from __future__ import annotations

import wave
from pathlib import Path

from acutimer.audio.mixer import Mixer
from acutimer.audio.tones import PER_MS, RATE_HZ, Loudness, Palette, palette
from acutimer.core.score import Score

_BLOCK_MS = 200


def render_score(
    score: Score, path: Path, loudness: Loudness | None = None, sounds: Palette | None = None
) -> int:
    """Write the score as stereo 16-bit WAV and return its length in ms.

    Lasts until the last sound has rung out. Raises OSError when the file cannot be written.
    """
    mixer = Mixer(palette(loudness or Loudness()) if sounds is None else sounds)
    mixer.follow(score.cues)
    at_ms = 0
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        while at_ms < score.length_ms or not mixer.is_quiet:
            file.writeframes(mixer.render(_BLOCK_MS * PER_MS, at_ms))
            at_ms += _BLOCK_MS
    return at_ms
