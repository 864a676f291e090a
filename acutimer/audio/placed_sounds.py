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

    One that ``stays`` is as loud under the voice as without it.
    """

    __slots__ = ("_as_it_is", "begins", "channel", "samples")

    def __init__(
        self, samples: array[int], begins: int, channel: Channel, *, stays: bool = False
    ) -> None:
        self.samples = samples
        self.begins = begins
        self.channel = channel
        self._as_it_is = stays or channel not in (Channel.TONES, Channel.METRONOME)

    @property
    def ends(self) -> int:
        """The first frame after it."""
        return self.begins + len(self.samples) // 2

    def cut(self, at: int) -> None:
        """Fade out from that frame."""
        gone = 2 * max(0, at - self.begins)
        rest = self.samples[gone : gone + 2 * _CUT_FRAMES]
        self.samples = self.samples[:gone] + _faded(rest, 1.0, 0.0)

    def lower(self, at: int) -> None:
        """Sink from that frame on to what a tone or a beat is under the voice."""
        if self._as_it_is:
            return
        self._as_it_is = True  # once is soft enough
        gone = 2 * max(0, at - self.begins)
        sinking = gone + 2 * _LOWER_FRAMES if gone else 0
        self.samples = (
            self.samples[:gone]
            + _faded(self.samples[gone:sinking], 1.0, UNDER_VOICE)
            + scaled(self.samples[sinking:], UNDER_VOICE)
        )


def _faded(part: array[int], first: float, last: float) -> array[int]:
    """The same samples, from one loudness evenly to the other."""
    frames = len(part) // 2
    step = (last - first) / max(1, frames)
    return array("h", [int(one * (first + step * (at // 2))) for at, one in enumerate(part)])


def mixed(placed: Sequence[PlacedSound], begins: int, frames: int) -> bytes:
    """All that sounds in the block of so many frames from that frame of the stream."""
    block = array("h", bytes(4 * frames))
    for order, one in enumerate(placed):
        skipped = max(0, begins - one.begins) * 2
        at = max(0, one.begins - begins) * 2
        part = one.samples[skipped : skipped + 2 * frames - at]
        until = at + len(part)
        block[at:until] = part if order == 0 else _sum(block[at:until], part)
    return block.tobytes()


def _sum(one: array[int], other: array[int]) -> array[int]:
    try:
        return array("h", map(add, one, other))
    except OverflowError:  # more at once than the peaks allow for: hold at full scale
        return array("h", [max(_LEAST, min(_MOST, a + b)) for a, b in zip(one, other, strict=True)])
