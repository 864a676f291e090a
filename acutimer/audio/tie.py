"""Ties the samples of a stream to the monotonic clock: which frame is heard when.

Must never decide time: it looks at the clock only when a block is asked for.

How far the stream has run ahead of the clock (what is queued before the loudspeaker) is as good
as constant at the fullest, and how much that is, is learned in the first seconds. When it runs
further ahead, it has stood still for as long (whoever asks late finds it less ahead, never more),
and the tie moves at once. When the fullest within ``WATCHED_MS`` falls by more than ``SLIP_MS``,
samples were lost or the clocks have drifted apart. Between two ties every distance is exact to a
sample.
"""

from __future__ import annotations

from acutimer.audio.tones import PER_MS, RATE_HZ

SLIP_MS = 40
#: How much further ahead than ever before a stream runs that has stood still: more than what
#: devices differ by from block to block.
AHEAD_MS = 20
#: How long a device is watched before it is known how full its queue gets. For as long after a
#: slip each further ms counts: the queue is at its fullest only now and then.
LEARNS_MS = 10_000
_FINE_MS = 1
#: How long the stream is watched before its slip is judged: several blocks of any device. A busy
#: machine asks late for several blocks on end, so one that has begun is watched for longer.
WATCHED_MS = 2000
WATCHED_SETTLED_MS = 8000


class Tie:
    """The tie of one stream, across devices; frames count from the stream's first sample."""

    def __init__(self) -> None:
        # Sample ``_frame`` is heard at ``_ms``; None before the first block.
        self._ms: float | None = None
        self._frame = 0
        # What is said to be queued before a block that is asked for, and what was at the fullest.
        self._queue_ms = 0.0
        self._full_ms = 0.0
        self._begun_frame = 0
        self._slipped_frame: int | None = None
        self._watch(0, WATCHED_MS)
        self.slips = 0

    def expect_queue(self, queue_ms: float) -> None:
        """Say what the device queues, before its first block."""
        self._queue_ms = self._full_ms = queue_ms

    def begin_anew(self, frame: int) -> None:
        """Forget the device; the next one begins with that frame."""
        self._ms = None
        self._begun_frame = frame
        self._slipped_frame = None
        self._watch(frame, WATCHED_MS)

    @property
    def is_tied(self) -> bool:
        """False before a device's first block."""
        return self._ms is not None

    def frame_of(self, at_ms: float) -> int:
        """The frame that is heard then."""
        assert self._ms is not None
        return self._frame + round((at_ms - self._ms) * PER_MS)

    def look(self, frame: int, now_ms: float) -> bool:
        """See at what time the block that begins with a frame is asked for; whether it slipped."""
        if self._ms is None:
            self._ms, self._frame = now_ms, frame
            return False
        lead_ms = self._ms + (frame - self._frame) / PER_MS - now_ms
        # In its first second the stream may not yet have begun to play, so its queue is full.
        begins = frame - self._begun_frame <= RATE_HZ
        if lead_ms < -SLIP_MS:
            # This block should have been heard already: the stream stood still, for that long.
            return self._slip(frame, lead_ms - (self._queue_ms if begins else 0))
        self._most_lead_ms = max(self._most_lead_ms, lead_ms)
        ahead_ms = lead_ms - self._full_ms
        if not begins and ahead_ms > self._spare_ms(frame):
            return self._slip(frame, ahead_ms)
        if frame - self._watched_from < self._watched_ms * PER_MS:
            return False
        return self._judge(frame)

    def _spare_ms(self, frame: int) -> float:
        """How much fuller than known the queue may be."""
        if self._settles(frame):
            return _FINE_MS
        return SLIP_MS if self._learns(frame) else AHEAD_MS

    def _learns(self, frame: int) -> bool:
        return frame - self._begun_frame <= LEARNS_MS * PER_MS

    def _settles(self, frame: int) -> bool:
        slipped = self._slipped_frame
        return slipped is not None and frame - slipped <= LEARNS_MS * PER_MS

    def _judge(self, frame: int) -> bool:
        """See how full the queue got since it is watched."""
        ahead_ms = self._most_lead_ms - self._full_ms
        if abs(ahead_ms) > SLIP_MS:
            return self._slip(frame, ahead_ms)
        if self._slipped_frame is None and self._learns(frame):
            self._full_ms = self._most_lead_ms
        self._watch(frame, WATCHED_SETTLED_MS)
        return False

    def _slip(self, frame: int, slipped_ms: float) -> bool:
        """Move: samples are heard that much later (negative) or earlier than thought."""
        if abs(slipped_ms) > AHEAD_MS or not self._settles(frame):
            self.slips += 1
            self._slipped_frame = frame
        self._frame += round(slipped_ms * PER_MS)
        self._watch(frame, WATCHED_SETTLED_MS)
        return True

    def _watch(self, frame: int, watched_ms: int) -> None:
        self._watched_ms = watched_ms
        self._most_lead_ms = float("-inf")
        self._watched_from = frame
