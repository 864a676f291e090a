"""What the mixer's tests hear with: marks instead of tones, and a device that can stand still."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

from acutimer.audio.mixer import Mixer
from acutimer.audio.tones import PER_MS, Channel, Palette, Ready
from acutimer.core.guidance.score import Cue, CueId

BEGINS_MS = 86_400_123


def mark(value: int, frames: int, channel: Channel = Channel.TONES) -> Ready:
    """A sound of so many frames that is ``value`` throughout."""
    return Ready(array("h", [value] * 2 * frames), channel)


#: A single frame each, so that marks add up without hiding each other.
POINTS: Palette = {
    (CueId.PRESS, None): mark(1, 1, Channel.METRONOME),
    (CueId.LET_GO, None): mark(10, 1, Channel.METRONOME),
    (CueId.BEGIN, None): mark(100, 1),
    (CueId.STEP_DONE, None): mark(1000, 1),
}


def cue(after_ms: int, cue_id: CueId = CueId.PRESS) -> Cue:
    """A cue so long after the stream's first sample."""
    return Cue(BEGINS_MS + after_ms, cue_id, "")


class Tape:
    """A device without a queue: every block is asked for when its first sample is due."""

    def __init__(self, mixer: Mixer) -> None:
        self.mixer = mixer
        self.heard = array("h")

    @property
    def frames(self) -> int:
        return len(self.heard)

    @property
    def now_ms(self) -> int:
        return BEGINS_MS + self.frames // PER_MS

    def play(self, blocks: Iterable[int]) -> None:
        """Let the device ask for blocks of so many frames."""
        for frames in blocks:
            block = array("h", self.mixer.render(frames, self.now_ms))
            assert len(block) == 2 * frames
            assert block[0::2] == block[1::2]
            self.heard += block[0::2]

    def play_ms(self, milliseconds: int, block_ms: int = 20) -> None:
        self.play([block_ms * PER_MS] * (milliseconds // block_ms))

    def marks(self) -> list[tuple[int, int]]:
        """Frame and value of all that is not silence."""
        return [(at, value) for at, value in enumerate(self.heard) if value]


class QueueingDevice:
    """A device that keeps ``queue_ms`` before the loudspeaker and may stand still or run off.

    Moments are those of the cues' clock.
    """

    def __init__(self, mixer: Mixer, queue_ms: int = 100, block_ms: int = 20) -> None:
        self.mixer = mixer
        mixer.expect_queue(queue_ms - block_ms)
        self.now_ms = float(BEGINS_MS)
        #: when each frame that is not silence reached the loudspeaker, and its value
        self.heard: list[tuple[float, int]] = []
        self._queue_ms = queue_ms
        self._block_ms = block_ms
        self._frames = 0
        # When the stream's first sample would have been heard if it had never stood still.
        self._first_ms = self.now_ms

    @property
    def played_ms(self) -> float:
        """How much it has asked for."""
        return self._frames / PER_MS

    @property
    def heard_ms(self) -> list[float]:
        """When each mark was heard."""
        return [at_ms for at_ms, _ in self.heard]

    def count_of(self, sounds: Palette) -> Counter[CueId]:
        """How often each of such marks was heard, even where several fall on one frame."""
        found: Counter[CueId] = Counter()
        for (cue_id, _), sound in sorted(sounds.items(), key=lambda one: -one[1].samples[0]):
            found[cue_id] = sum(
                value % (10 * sound.samples[0]) // sound.samples[0] for _, value in self.heard
            )
        return +found

    def run(self, milliseconds: float, rate: float = 1.0) -> None:
        """Let time pass; ``rate`` is how fast the device's clock runs."""
        until_ms = self.now_ms + milliseconds
        while self.now_ms < until_ms:
            self._fill()
            room_ms = self._ahead_ms - (self._queue_ms - self._block_ms)
            passes_ms = min(until_ms - self.now_ms, max(0.001, room_ms))
            self.now_ms += passes_ms
            self._first_ms -= passes_ms * (rate - 1)

    def stand_still(self, milliseconds: float) -> None:
        """Nobody is asked for blocks; what is queued plays, then there is silence."""
        self.now_ms += milliseconds
        self._first_ms = max(self._first_ms, self.now_ms - self._frames / PER_MS)

    def begin_late(self, milliseconds: float) -> None:
        """Nothing of what is queued has been played so far; it begins only now."""
        self.now_ms += milliseconds
        self._first_ms = self.now_ms

    @property
    def _ahead_ms(self) -> float:
        """How much is queued."""
        return self._first_ms + self._frames / PER_MS - self.now_ms

    def _fill(self) -> None:
        """Ask for blocks while there is room for a whole one."""
        while self._ahead_ms <= self._queue_ms - self._block_ms:
            frames = self._block_ms * PER_MS
            block = self.mixer.render(frames, int(self.now_ms))
            if block.strip(b"\0"):  # hours of silence go by in these tests
                for at, value in enumerate(array("h", block)[0::2]):
                    if value:
                        self.heard.append((self._first_ms + (self._frames + at) / PER_MS, value))
            self._frames += frames
