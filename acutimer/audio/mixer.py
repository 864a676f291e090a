"""Places cues in one stream by sample count: the pure core of sound, without a device.

Must never decide time: the stream's samples are tied to the monotonic clock when the stream
starts, and tied anew after a slip. Must never wait: ``render`` runs in the audio thread and takes
what other threads ordered by reading one attribute.

How far the stream has run ahead of the clock (what is queued before the loudspeaker) is as good
as constant at the fullest. When the most it was within ``WATCHED_MS`` moves by more than
``SLIP_MS``, samples were lost or the clocks have drifted apart, and the tie moves by the
difference. Between two ties every distance between cues is exact to a sample.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from acutimer.audio.tones import PER_MS, RATE_HZ, Channel, Palette, Ready
from acutimer.core.score import Cue, CueId

#: A cue that comes at most this late with a new plan is still played, at once.
LATE_MS = 150
#: A cue already planned is played at once after a slip if it is at most this late.
LATE_AFTER_SLIP_MS = 1000
SLIP_MS = 40
#: How long the stream is watched before its slip is judged: several blocks of any device.
WATCHED_MS = 2000
#: What is cut off fades out over this.
_CUT_FRAMES = 30 * PER_MS
#: Cues played longer ago than this cannot come again: they would be too late.
_REMEMBERED_MS = 5000
_LEAST, _MOST = -32768, 32767


@dataclass(frozen=True, slots=True)
class _Order:
    """What the other threads want, replaced as a whole."""

    plan: tuple[Cue, ...] = ()
    plans: int = 0
    silences: int = 0
    #: Cues after this do not sound; None while the session goes on.
    until_ms: int | None = None


class _Voice:
    """A sound that is sounding: ``begins`` is its first sample in the stream."""

    __slots__ = ("begins", "channel", "samples")

    def __init__(self, samples: array[int], begins: int, channel: Channel) -> None:
        self.samples = samples
        self.begins = begins
        self.channel = channel

    def cut(self, at: int) -> None:
        """Fade out from that sample of the stream."""
        gone = 2 * max(0, at - self.begins)
        rest = self.samples[gone : gone + 2 * _CUT_FRAMES]
        frames = len(rest) // 2
        faded = [sample * (frames - at // 2) // frames for at, sample in enumerate(rest)]
        self.samples = array("h", faded)
        self.begins = max(at, self.begins)


class Mixer:
    """Turns a plan of cues into blocks of stereo 16-bit samples.

    ``follow``, ``silence``, ``ring_out`` and ``use`` are called from one thread, ``render`` from
    another; neither waits for the other. ``queue_ms`` is how much lies between a block that is
    asked for and the loudspeaker.
    """

    def __init__(self, palette: Palette | None = None, queue_ms: int = 0) -> None:
        self._palette: Palette = palette or {}
        self._queue_ms = queue_ms
        self._order = _Order()
        self._taken = self._order
        self._pending: list[Cue] = []
        self._played: dict[tuple[int, CueId], None] = {}
        self._voices: list[_Voice] = []
        self._frames = 0
        # The tie of stream and clock: sample ``_tie_frame`` is heard at ``_tie_ms``.
        self._tie_ms: float | None = None
        self._tie_frame = 0
        self._most_lead_ms = float("-inf")
        self._watched_from = 0
        self.slips = 0

    def use(self, palette: Palette) -> None:
        """Take other sounds; those that are sounding ring out as they are."""
        self._palette = palette

    def expect_queue(self, queue_ms: int) -> None:
        """Say what the device queues, before its first block."""
        self._queue_ms = queue_ms

    def follow(self, cues: Sequence[Cue]) -> None:
        """Replace the plan; an empty one is a pause and also cuts the metronome."""
        order = self._order
        self._order = _Order(tuple(cues), order.plans + 1, order.silences)

    def silence(self) -> None:
        """Forget the plan and fade out at once whatever sounds."""
        order = self._order
        self._order = _Order((), order.plans + 1, order.silences + 1)

    def ring_out(self, now_ms: int) -> None:
        """Let sound what was due by now, and nothing after it."""
        order = self._order
        self._order = _Order(order.plan, order.plans, order.silences, now_ms)

    @property
    def is_quiet(self) -> bool:
        """Nothing sounds and nothing is planned, as of the last block."""
        return self._order is self._taken and not self._voices and not self._pending

    def render(self, frames: int, now_ms: float) -> bytes:
        """The next block, asked for at ``now_ms`` of the monotonic clock."""
        self._tie(now_ms)
        self._take(now_ms)
        begins, ends = self._frames, self._frames + frames
        while self._pending and (at := self._frame_of(self._pending[0].at_ms)) < ends:
            self._begin(self._pending.pop(0), max(at, begins))
        self._frames = ends
        if not self._voices:
            return bytes(4 * frames)
        block = _mixed(self._voices, begins, frames)
        self._voices = [one for one in self._voices if one.begins + len(one.samples) // 2 > ends]
        return block

    def _frame_of(self, at_ms: float) -> int:
        assert self._tie_ms is not None
        return self._tie_frame + round((at_ms - self._tie_ms) * PER_MS)

    def _begin(self, cue: Cue, at: int) -> None:
        self._played[cue.at_ms, cue.id] = None
        palette = self._palette
        sound: Ready | None = palette.get((cue.id, cue.side)) or palette.get((cue.id, None))
        if sound is not None:
            self._voices.append(_Voice(sound.samples, at, sound.channel))

    def _take(self, now_ms: float) -> None:
        """Take over what was ordered since the last block."""
        order, before = self._order, self._taken
        if order is before:
            return
        self._taken = order
        if order.silences != before.silences:
            self._cut(None)
        elif not order.plan:
            self._cut(Channel.METRONOME)
        if order.plans != before.plans:
            forgotten_ms = now_ms - _REMEMBERED_MS
            self._played = {key: None for key in self._played if key[0] >= forgotten_ms}
            # A plan begins at its now: what was due before and waits for this block stays.
            due = [cue for cue in self._pending if cue.at_ms <= now_ms] if order.plan else []
            unheard = {
                (cue.at_ms, cue.id): cue
                for cue in (*due, *order.plan)
                if cue.at_ms >= now_ms - LATE_MS and (cue.at_ms, cue.id) not in self._played
            }
            self._pending = sorted(unheard.values(), key=lambda cue: cue.at_ms)
        if order.until_ms is not None:
            until_ms = order.until_ms
            self._pending = [cue for cue in self._pending if cue.at_ms <= until_ms]

    def _cut(self, channel: Channel | None) -> None:
        for voice in self._voices:
            if channel is None or voice.channel is channel:
                voice.cut(self._frames)

    def _tie(self, now_ms: float) -> None:
        """Tie samples to the clock at the start; tie them anew when they have slipped."""
        if self._tie_ms is None:
            self._tie_ms, self._tie_frame = now_ms, self._frames
            return
        lead_ms = self._tie_ms + (self._frames - self._tie_frame) / PER_MS - now_ms
        if lead_ms < -SLIP_MS:
            # This block should have been heard already: the stream stood still, for that long.
            # In its first second it had not yet begun to play, so its queue is still full.
            begins = self._frames <= RATE_HZ
            self._slip(lead_ms - (self._queue_ms if begins else 0), now_ms)
            return
        self._most_lead_ms = max(self._most_lead_ms, lead_ms)
        if self._frames - self._watched_from < WATCHED_MS * PER_MS:
            return
        slipped_ms = self._most_lead_ms - self._queue_ms
        if abs(slipped_ms) > SLIP_MS:
            self._slip(slipped_ms, now_ms)
        self._watch()

    def _slip(self, slipped_ms: float, now_ms: float) -> None:
        """Move the tie: samples are heard that much later (negative) or earlier than thought."""
        self.slips += 1
        self._tie_frame += round(slipped_ms * PER_MS)
        oldest_ms = now_ms - LATE_AFTER_SLIP_MS
        self._pending = [cue for cue in self._pending if cue.at_ms >= oldest_ms]
        self._watch()

    def _watch(self) -> None:
        self._most_lead_ms = float("-inf")
        self._watched_from = self._frames


def _mixed(voices: list[_Voice], begins: int, frames: int) -> bytes:
    """All that sounds in the block of so many frames from that sample of the stream."""
    block = array("h", bytes(4 * frames))
    for order, voice in enumerate(voices):
        skipped = max(0, begins - voice.begins) * 2
        at = max(0, voice.begins - begins) * 2
        part = voice.samples[skipped : skipped + 2 * frames - at]
        until = at + len(part)
        block[at:until] = part if order == 0 else _sum(block[at:until], part)
    return block.tobytes()


def _sum(one: array[int], other: array[int]) -> array[int]:
    try:
        return array("h", map(add, one, other))
    except OverflowError:  # more than three sounds at once: hold at full scale
        return array("h", [max(_LEAST, min(_MOST, a + b)) for a, b in zip(one, other, strict=True)])
