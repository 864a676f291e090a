"""Recorded clauses: decoded, and kept while they are needed soon.

A clause is Ogg Vorbis at the stream's own rate: nothing is converted here, so its first sample
stays the first. Runs in the sound thread, never in the device's. Must never hold a whole pack, and
never fail for a clause that is missing or broken: that one stays silent and ``missing`` says so.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path

from acutimer.audio.lean_import import import_miniaudio
from acutimer.audio.tones import PANS, RATE_HZ, VOICE_PEAK, Channel, Loudness, Ready, Sound, stereo
from acutimer.core.guidance.score import Cue, CueId
from acutimer.core.points import Side

#: How the file of a clause ends: mono, 48 kHz.
CLIP_ENDING = ".ogg"
#: What the loudest recorded clause reaches; the pack is matched in loudness, not in peaks.
CLIP_PEAK = 16_500
#: Clauses due within this are read; those that were due this long ago are dropped.
SOON_MS = 10_000
_KEPT_MS = 2000

#: Clauses under id and side (None: the middle); None for one that cannot be heard.
Clips = Mapping[tuple[str, Side | None], Ready | None]


class Voice:
    """Reads FOLDER/LANGUAGE/CLAUSE.ogg as a plan needs them, from the first folder that has it."""

    def __init__(self, folders: tuple[Path, ...], loudness: Loudness | None = None) -> None:
        self._folders = folders
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
        name = f"{self._loudness.language}/{clause}{CLIP_ENDING}"
        read = (clip_of(folder / name) for folder in self._folders)
        samples = next((one for one in read if one is not None), None)
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
        decoded = miniaudio.vorbis_read_file(str(path))
    except (OSError, miniaudio.MiniaudioError):
        return None
    if (decoded.nchannels, decoded.sample_rate) != (1, RATE_HZ) or not decoded.samples:
        return None
    return decoded.samples
