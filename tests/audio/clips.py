"""Recorded clauses for tests: each a sound of its own that begins with its first sample.

libsndfile writes them, the app reads them with another library, so neither is trusted alone.
"""

from __future__ import annotations

import math
import random
from array import array
from pathlib import Path

import soundfile

from acutimer.audio.tones import RATE_HZ
from acutimer.audio.voice import CLIP_ENDING


def spoken(clause: str, length_ms: int = 600, peak: int = 12_000) -> array[int]:
    """Something like speech, the same for the same clause."""
    chance = random.Random(clause)
    pitch = chance.uniform(90, 200)
    count = length_ms * RATE_HZ // 1000
    samples = [
        sum(
            math.sin(2 * math.pi * pitch * part * at / RATE_HZ + part) / part
            for part in range(1, 9)
        )
        + chance.uniform(-0.3, 0.3)
        for at in range(count)
    ]
    most = max(map(abs, samples))
    return array("h", [round(peak * one / most) for one in samples])


def write_clip(
    folder: Path, clause: str, samples: array[int] | None = None, language: str = "en", **form: int
) -> array[int]:
    """Put a clause where a voice looks for it; gives the samples that were coded."""
    samples = spoken(clause) if samples is None else samples
    path = folder / language / f"{clause}{CLIP_ENDING}"
    path.parent.mkdir(parents=True, exist_ok=True)
    rate, channels = form.get("rate", RATE_HZ), form.get("channels", 1)
    with soundfile.SoundFile(path, "w", rate, channels, "VORBIS", format="OGG") as file:
        file.buffer_write(samples.tobytes(), dtype="int16")
    return samples
