"""Sounds at their places in the stream, and their sum.

Must never know cues or clocks; all positions are frames of the stream.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from operator import add

from acutimer.audio.tones import PER_MS, UNDER_VOICE, Channel, scaled

#: What is cut off fades out over this.
_CUT_FRAMES = 30 * PER_MS
#: What sounds when the voice begins sinks within this.
_LOWER_FRAMES = 20 * PER_MS
_LEAST, _MOST = -32768, 32767


class PlacedSound:
    """Interleaved stereo samples from ``begins`` on, the sound's first frame.

    One that ``stays`` is as loud under the voice as without it. How loud it is is worked out for
    each block, because the device waits for it: a whole chord would take it 50 ms.
    """

    __slots__ = ("_as_it_is", "_cut_from", "_low_from", "_samples", "begins", "channel")

    def __init__(
        self, samples: array[int], begins: int, channel: Channel, *, stays: bool = False
    ) -> None:
        self._samples = samples
        self.begins = begins
        self.channel = channel
        self._as_it_is = stays or channel not in (Channel.TONES, Channel.METRONOME)
        # frames of the sound; None for never
        self._low_from: int | None = None
        self._cut_from: int | None = None

    @property
    def ends(self) -> int:
        """The first frame after it."""
        return self.begins + self._frames

    @property
    def _frames(self) -> int:
        whole = len(self._samples) // 2
        return whole if self._cut_from is None else min(whole, self._cut_from + _CUT_FRAMES)

    def cut(self, at: int) -> None:
        """Fade out from that frame."""
        gone = max(0, at - self.begins)
        self._cut_from = gone if self._cut_from is None else min(gone, self._cut_from)

    def lower(self, at: int) -> None:
        """Sink from that frame on to what a tone or a beat is under the voice."""
        if not self._as_it_is and self._low_from is None:  # once is soft enough
            self._low_from = max(0, at - self.begins)

    def part(self, begins: int, ends: int) -> array[int]:
        """The samples between two frames of the sound."""
        ends = min(ends, self._frames)
        part = self._samples[2 * begins : 2 * ends]
        whole = len(self._samples) // 2
        if self._low_from is not None:
            low = self._low_from
            sunk = min(low + _LOWER_FRAMES, whole) if low else 0
            before, sinking, rest = _split(part, begins, low, sunk)
            part = before + _faded(sinking, begins, low, sunk, UNDER_VOICE)
            part += scaled(rest, UNDER_VOICE)
        if self._cut_from is not None:
            gone = self._cut_from
            before, fading, _ = _split(part, begins, gone, self._frames)
            part = before + _faded(fading, begins, gone, self._frames, 0.0)
        return part


def _split(
    part: array[int], begins: int, first: int, second: int
) -> tuple[array[int], array[int], array[int]]:
    """A part that begins with a frame, split at two other frames."""
    one, other = (2 * max(0, at - begins) for at in (first, second))
    return part[:one], part[one:other], part[other:]


def _faded(part: array[int], begins: int, first: int, last: int, loudness: float) -> array[int]:
    """Samples on an even way from full loudness at one frame to another at the last.

    Of a part that begins with frame ``begins`` these are all that lie between the two.
    """
    step = (loudness - 1.0) / max(1, last - first)
    skipped = max(0, begins - first)
    faded = (int(one * (1.0 + step * (skipped + at // 2))) for at, one in enumerate(part))
    return array("h", faded)


def mixed(placed: Sequence[PlacedSound], begins: int, frames: int) -> bytes:
    """All that sounds in the block of so many frames from that frame of the stream."""
    block = array("h", bytes(4 * frames))
    for order, one in enumerate(placed):
        skipped = max(0, begins - one.begins)
        at = max(0, one.begins - begins)
        part = one.part(skipped, skipped + max(0, frames - at))
        until = 2 * at + len(part)
        block[2 * at : until] = part if order == 0 else _sum(block[2 * at : until], part)
    return block.tobytes()


def _sum(one: array[int], other: array[int]) -> array[int]:
    try:
        return array("h", map(add, one, other))
    except OverflowError:  # more at once than the peaks allow for: hold at full scale
        return array("h", [max(_LEAST, min(_MOST, a + b)) for a, b in zip(one, other, strict=True)])
