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

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from acutimer.audio.placed_sounds import PlacedSound, mixed
from acutimer.audio.tones import PER_MS, RATE_HZ, Channel, Palette, Ready
from acutimer.audio.voice import Clips
from acutimer.core.guidance.score import Cue, CueId

#: A cue that comes at most this late with a new plan is still played, at once.
LATE_MS = 150
#: A cue already planned is played at once after a slip if it is at most this late.
LATE_AFTER_SLIP_MS = 1000
#: A clause that comes at most this late is still said, once the one before has been said.
LATE_CLAUSE_MS = 1000
SLIP_MS = 40
#: How long the stream is watched before its slip is judged: several blocks of any device. A busy
#: machine asks late for several blocks on end, so one that has settled is watched for longer.
WATCHED_MS = 2000
WATCHED_SETTLED_MS = 8000
#: The countdown to a press is what the hands wait for: it stays as loud under the voice.
_STAYS = frozenset({CueId.LEAD_IN_3, CueId.LEAD_IN_2, CueId.LEAD_IN_1})
#: Cues played longer ago than this cannot come again: they would be too late.
_REMEMBERED_MS = 5000


@dataclass(frozen=True, slots=True)
class _Order:
    """What the other threads want, replaced as a whole."""

    plan: tuple[Cue, ...] = ()
    plans: int = 0
    silences: int = 0
    #: Cues after this do not sound; None while the session goes on.
    until_ms: int | None = None


class Mixer:
    """Turns a plan of cues into blocks of stereo 16-bit samples.

    ``follow``, ``silence``, ``ring_out`` and ``use`` are called from one thread, ``render`` from
    another; neither waits for the other.
    """

    def __init__(self, palette: Palette | None = None) -> None:
        # None: the sounds are still being made, and a cue waits for them.
        self._palette = palette
        #: how much lies between a block that is asked for and the loudspeaker
        self._queue_ms = 0
        self._order = _Order()
        self._taken = self._order
        self._pending: list[Cue] = []
        self._clips: Clips = {}
        self._played: dict[_Key, None] = {}
        self._sounding: list[PlacedSound] = []
        self._frames = 0
        # The tie of stream and clock: sample ``_tie_frame`` is heard at ``_tie_ms``.
        self._tie_ms: float | None = None
        self._tie_frame = 0
        self._most_lead_ms = float("-inf")
        self._watched_from = 0
        self._watched_ms = WATCHED_MS
        # The first frame of the stream on the device in hand.
        self._begun_frame = 0
        self.slips = 0

    def use(self, palette: Palette) -> None:
        """Take other sounds; those that are sounding ring out as they are."""
        self._palette = palette

    def hold(self, clips: Clips) -> None:
        """Take the clauses that are needed soon; one that is not among them is waited for."""
        self._clips = clips

    def begin_anew(self) -> None:
        """Forget the device: what sounded is gone, and the next block is tied to the clock anew.

        Only between two devices, while nobody asks for blocks.
        """
        self._tie_ms = None
        self._begun_frame = self._frames
        self._sounding = []
        self._watch()

    def expect_queue(self, queue_ms: int) -> None:
        """Say what the device queues, before its first block."""
        self._queue_ms = queue_ms

    def follow(self, cues: Sequence[Cue]) -> None:
        """Replace the plan; an empty one is a pause and also cuts metronome, voice and breath."""
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
        return self._order is self._taken and not self._sounding and not self._pending

    def render(self, frames: int, now_ms: float) -> bytes:
        """The next block, asked for at ``now_ms`` of the monotonic clock."""
        self._tie(now_ms)
        self._take(now_ms)
        begins, ends = self._frames, self._frames + frames
        due = 0
        while due < len(self._pending) and self._frame_of(self._pending[due].at_ms) < ends:
            due += 1
        unread = [cue for cue in self._pending[:due] if not self._begin(cue, begins)]
        self._pending[:due] = unread
        self._frames = ends
        if not self._sounding:
            return bytes(4 * frames)
        block = mixed(self._sounding, begins, frames)
        self._sounding = [one for one in self._sounding if one.ends > ends]
        return block

    def _frame_of(self, at_ms: float) -> int:
        assert self._tie_ms is not None
        return self._tie_frame + round((at_ms - self._tie_ms) * PER_MS)

    def _begin(self, cue: Cue, begins: int) -> bool:
        """Let a cue sound; False when its sound is not there yet and may still come in time."""
        planned = self._frame_of(cue.at_ms)
        at = max(planned, begins)
        late_ms = (at - planned) / PER_MS
        is_said = cue.id is CueId.SAY
        held, sound = self._clause(cue) if is_said else self._tone(cue)
        if not held and late_ms <= LATE_CLAUSE_MS:
            return False
        self._played[_key(cue)] = None
        if sound is None:
            return True
        if is_said:
            # One voice at a time: a clause begins when the one before has been said.
            voices = (one.ends for one in self._sounding if one.channel is Channel.VOICE)
            at = max((at, *voices))
            if at - planned > LATE_CLAUSE_MS * PER_MS:
                return True
        self._let_sound(sound, at, stays=cue.id in _STAYS)
        return True

    def _tone(self, cue: Cue) -> tuple[bool, Ready | None]:
        """Whether sounds are made yet, and that of a cue."""
        palette = self._palette
        if palette is None:
            return False, None
        return True, palette.get((cue.id, cue.side)) or palette.get((cue.id, None))

    def _clause(self, cue: Cue) -> tuple[bool, Ready | None]:
        """Whether a clause is known to be there or not to be there, and its sound."""
        if not cue.clause:
            return True, None
        for key in ((cue.clause, cue.side), (cue.clause, None)):
            if key in self._clips:
                return True, self._clips[key]
        return False, None

    def _let_sound(self, sound: Ready, at: int, *, stays: bool) -> None:
        """Begin a sound: one breath at a time, and tones soft under the voice."""
        placed = PlacedSound(sound.samples, at, sound.channel, stays=stays)
        if sound.channel is Channel.BREATH:
            self._cut({Channel.BREATH}, at)
        if sound.channel is Channel.VOICE:
            for one in self._sounding:
                one.lower(at)
        elif any(one.channel is Channel.VOICE and one.ends > at for one in self._sounding):
            placed.lower(at)
        self._sounding.append(placed)

    def _take(self, now_ms: float) -> None:
        """Take over what was ordered since the last block."""
        order, before = self._order, self._taken
        if order is before:
            return
        self._taken = order
        if order.silences != before.silences:
            self._pending = []
            self._cut(set(Channel), self._frames)
        elif not order.plan:
            self._cut({Channel.METRONOME, Channel.VOICE, Channel.BREATH}, self._frames)
        if order.plans != before.plans:
            forgotten_ms = now_ms - _REMEMBERED_MS
            self._played = {key: None for key in self._played if key[0] >= forgotten_ms}
            # A plan begins at its now: what was due before and waits for this block stays.
            due = [cue for cue in self._pending if cue.at_ms <= now_ms] if order.plan else []
            unheard = {
                key: cue
                for cue in (*due, *order.plan)
                if not _is_gone(cue, now_ms) and (key := _key(cue)) not in self._played
            }
            self._pending = sorted(unheard.values(), key=lambda cue: cue.at_ms)
        if order.until_ms is not None:
            until_ms = order.until_ms
            self._pending = [cue for cue in self._pending if cue.at_ms <= until_ms]

    def _cut(self, channels: Collection[Channel], at: int) -> None:
        for one in self._sounding:
            if one.channel in channels:
                one.cut(at)

    def _tie(self, now_ms: float) -> None:
        """Tie samples to the clock at the start; tie them anew when they have slipped."""
        if self._tie_ms is None:
            self._tie_ms, self._tie_frame = now_ms, self._frames
            self._pending = [cue for cue in self._pending if not _is_gone(cue, now_ms)]
            return
        lead_ms = self._tie_ms + (self._frames - self._tie_frame) / PER_MS - now_ms
        if lead_ms < -SLIP_MS:
            # This block should have been heard already: the stream stood still, for that long.
            # In its first second it had not yet begun to play, so its queue is still full.
            begins = self._frames - self._begun_frame <= RATE_HZ
            self._slip(lead_ms - (self._queue_ms if begins else 0), now_ms)
            return
        self._most_lead_ms = max(self._most_lead_ms, lead_ms)
        if self._frames - self._watched_from < self._watched_ms * PER_MS:
            return
        slipped_ms = self._most_lead_ms - self._queue_ms
        if abs(slipped_ms) > SLIP_MS:
            self._slip(slipped_ms, now_ms)
        else:
            self._watch(WATCHED_SETTLED_MS)

    def _slip(self, slipped_ms: float, now_ms: float) -> None:
        """Move the tie: samples are heard that much later (negative) or earlier than thought."""
        self.slips += 1
        self._tie_frame += round(slipped_ms * PER_MS)
        oldest_ms = now_ms - LATE_AFTER_SLIP_MS
        self._pending = [cue for cue in self._pending if cue.at_ms >= oldest_ms]
        self._watch()

    def _watch(self, watched_ms: int = WATCHED_MS) -> None:
        self._watched_ms = watched_ms
        self._most_lead_ms = float("-inf")
        self._watched_from = self._frames


_Key = tuple[int, CueId, str]


def _key(cue: Cue) -> _Key:
    """What tells a cue from the others; a plan that is made anew brings the same ones again."""
    return cue.at_ms, cue.id, cue.clause


def _is_gone(cue: Cue, now_ms: float) -> bool:
    """Whether it is too late for a cue."""
    return cue.at_ms < now_ms - (LATE_CLAUSE_MS if cue.id is CueId.SAY else LATE_MS)
