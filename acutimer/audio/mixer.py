"""Places cues in one stream by sample count: the pure core of sound, without a device.

Must never decide time: the stream's samples are tied to the monotonic clock (``audio/tie.py``).
Must never wait: ``render`` runs in the audio thread and takes
what other threads ordered by reading one attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from acutimer.audio.placed_sounds import PlacedSound, mixed
from acutimer.audio.tie import Tie
from acutimer.audio.tones import PER_MS, Channel, Palette, Ready
from acutimer.audio.voice import Clips
from acutimer.core.guidance.score import Cue, CueId

#: A cue that comes at most this late with a new plan is still played, at once.
LATE_MS = 150
#: A cue already planned is played at once after a slip if it is at most this late.
LATE_AFTER_SLIP_MS = 1000
#: A clause that comes at most this late is still said, once the one before has been said.
LATE_CLAUSE_MS = 1000
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
    #: When the plan was made; None for the moment at which it is taken.
    made_ms: float | None = None
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
        self._order = _Order()
        self._taken = self._order
        self._pending: list[Cue] = []
        self._clips: Clips = {}
        self._played: dict[_Key, None] = {}
        self._sounding: list[PlacedSound] = []
        self._frames = 0
        self._tie = Tie()
        #: How many cues came too late to be heard, though there was a device.
        self.missed = 0

    @property
    def slips(self) -> int:
        """How often stream and clock were tied anew."""
        return self._tie.slips

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
        self._tie.begin_anew(self._frames)
        self._sounding = []

    def expect_queue(self, queue_ms: int) -> None:
        """Say what the device queues, before its first block."""
        self._tie.expect_queue(queue_ms)

    def follow(self, cues: Sequence[Cue], made_ms: float | None = None) -> None:
        """Replace the plan; an empty one is a pause and also cuts metronome, voice and breath.

        ``made_ms`` is when it was made: how late a cue is counts from there, and the plan before
        holds until then. Without it that is when the next block is asked for.
        """
        order = self._order
        self._order = _Order(tuple(cues), order.plans + 1, order.silences, made_ms)

    def silence(self) -> None:
        """Forget the plan and fade out at once whatever sounds."""
        order = self._order
        self._order = _Order((), order.plans + 1, order.silences + 1)

    def ring_out(self, now_ms: int) -> None:
        """Let sound what was due by now, and nothing after it."""
        order = self._order
        self._order = replace(order, until_ms=now_ms)

    @property
    def is_quiet(self) -> bool:
        """Nothing sounds and nothing is planned, as of the last block."""
        return self._order is self._taken and not self._sounding and not self._pending

    def render(self, frames: int, now_ms: float) -> bytes:
        """The next block, asked for at ``now_ms`` of the monotonic clock."""
        self._look(now_ms)
        self._take(now_ms)
        begins, ends = self._frames, self._frames + frames
        due = 0
        while due < len(self._pending) and self._tie.frame_of(self._pending[due].at_ms) < ends:
            due += 1
        unread = [cue for cue in self._pending[:due] if not self._begin(cue, begins)]
        self._pending[:due] = unread
        self._frames = ends
        if not self._sounding:
            return bytes(4 * frames)
        block = mixed(self._sounding, begins, frames)
        self._sounding = [one for one in self._sounding if one.ends > ends]
        return block

    def _look(self, now_ms: float) -> None:
        """Tie samples to the clock, and give up what that makes too late."""
        if not self._tie.is_tied:
            # whoever has no device is told so: what was due meanwhile is not missed
            self._pending = [cue for cue in self._pending if not _is_gone(cue, now_ms)]
        if self._tie.look(self._frames, now_ms):
            self._miss(lambda cue: cue.at_ms < now_ms - LATE_AFTER_SLIP_MS)

    def _begin(self, cue: Cue, begins: int) -> bool:
        """Let a cue sound; False when its sound is not there yet and may still come in time."""
        planned = self._tie.frame_of(cue.at_ms)
        at = max(planned, begins)
        late_ms = (at - planned) / PER_MS
        is_said = cue.id is CueId.SAY
        held, sound = self._clause(cue) if is_said else self._tone(cue)
        if not held and late_ms <= LATE_CLAUSE_MS:
            return False
        self._played[_key(cue)] = None
        if sound is None:
            self.missed += not held
            return True
        if is_said:
            # One voice at a time: a clause begins when the one before has been said.
            voices = (one.ends for one in self._sounding if one.channel is Channel.VOICE)
            at = max((at, *voices))
            if at - planned > LATE_CLAUSE_MS * PER_MS:
                self.missed += 1
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
            # A plan begins at its now: what was due before and waits for this block stays. It may
            # have been made long before this block; that makes nothing in it late.
            made_ms = now_ms if order.made_ms is None else order.made_ms
            made_ms = max(made_ms, now_ms - LATE_AFTER_SLIP_MS)
            due = [cue for cue in self._pending if cue.at_ms <= made_ms] if order.plan else []
            unheard = {
                key: cue for cue in (*due, *order.plan) if (key := _key(cue)) not in self._played
            }
            self._pending = sorted(unheard.values(), key=lambda cue: cue.at_ms)
            self._miss(lambda cue: _is_gone(cue, made_ms))
        if order.until_ms is not None:
            until_ms = order.until_ms
            self._pending = [cue for cue in self._pending if cue.at_ms <= until_ms]

    def _cut(self, channels: Collection[Channel], at: int) -> None:
        for one in self._sounding:
            if one.channel in channels:
                one.cut(at)

    def _miss(self, is_late: Callable[[Cue], bool]) -> None:
        """Give up what would be heard too late."""
        waiting = [cue for cue in self._pending if not is_late(cue)]
        self.missed += len(self._pending) - len(waiting)
        self._pending = waiting


_Key = tuple[int, CueId, str]


def _key(cue: Cue) -> _Key:
    """What tells a cue from the others; a plan that is made anew brings the same ones again."""
    return cue.at_ms, cue.id, cue.clause


def _is_gone(cue: Cue, now_ms: float) -> bool:
    """Whether it is too late for a cue."""
    return cue.at_ms < now_ms - (LATE_CLAUSE_MS if cue.id is CueId.SAY else LATE_MS)
