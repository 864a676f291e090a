"""A whole routine to a WAV or FLAC file, through the same mixer that plays it.

Must never place a sound by other rules than the mixer's: what the file holds is what one hears.
Must never leave half a file: it is written beside its place and renamed.
"""

from __future__ import annotations

import os
import wave
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO, cast

from acutimer.audio.mixer import Mixer
from acutimer.audio.tones import PER_MS, RATE_HZ, Loudness, Palette, palette
from acutimer.audio.voice import Voice
from acutimer.core.guidance.score import Score

#: A file is written by its ending.
ENDINGS = (".wav", ".flac")
_BLOCK_MS = 200


def render_score(
    score: Score,
    path: Path,
    loudness: Loudness | None = None,
    sounds: Palette | None = None,
    voice: Voice | None = None,
) -> int:
    """Write the score as stereo 16-bit WAV or FLAC and return its length in ms.

    Lasts until the last sound has rung out. Raises OSError when the file cannot be written, and
    then leaves what was there.
    """
    made = palette(loudness or Loudness()) if sounds is None else sounds
    write = _write_flac if path.suffix.lower() == ".flac" else _write_wav
    path = path.resolve()  # a link goes on being one
    beside = path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")
    written = 0

    def counted() -> Iterator[bytes]:
        nonlocal written
        for block in blocks_of(score, made, voice):
            written += len(block) // 4
            yield block

    try:
        with beside.open("x+b") as file:
            write(file, counted())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return written // PER_MS


def blocks_of(score: Score, sounds: Palette, voice: Voice | None = None) -> Iterator[bytes]:
    """The score from its beginning until all has rung out."""
    mixer = Mixer(sounds)
    mixer.follow(score.cues)
    if voice is not None:
        voice.plan(score.cues)
    at_ms = 0
    while at_ms < score.length_ms or not mixer.is_quiet:
        if voice is not None:
            while voice.fetch(at_ms):
                mixer.hold(voice.clips)
        yield mixer.render(_BLOCK_MS * PER_MS, at_ms)
        at_ms += _BLOCK_MS


def _write_wav(file: IO[bytes], blocks: Iterable[bytes]) -> None:
    with wave.open(file, "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(RATE_HZ)
        for block in blocks:
            sound.writeframes(block)


def _write_flac(file: IO[bytes], blocks: Iterable[bytes]) -> None:
    import soundfile

    kept = _Kept(file)
    try:
        # soundfile asks for no more of a file than _Kept has
        opened = cast("BinaryIO", kept)
        with soundfile.SoundFile(opened, "w", RATE_HZ, 2, "PCM_16", format="FLAC") as sound:
            for block in blocks:
                sound.buffer_write(block, dtype="int16")
                kept.check()
    except (AssertionError, soundfile.SoundFileError):
        kept.check()
        raise
    kept.check()


class _Kept:
    """A file for soundfile, which would swallow what goes wrong while it writes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._fault: OSError | None = None
        self.read, self.seek, self.tell = file.read, file.seek, file.tell
        self._write: Callable[[bytes], int] = file.write

    def write(self, content: bytes) -> int:
        try:
            return self._write(content)
        except OSError as fault:
            self._fault = fault
            return 0

    def check(self) -> None:
        """Raise what went wrong."""
        if self._fault is not None:
            raise self._fault
