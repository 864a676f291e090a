"""The sounds of a session, made from sines: soft, low, each one distinct from the others.

Pure arithmetic, 48 kHz mono 16 bit. Must never touch a device, a file or a clock, and must never
sound like an alarm: nothing repeats within a sound and nothing is louder than its peak.

The peaks add up to less than full scale, moved to one side (``NEAR_SIDE``) as far as they are:
three tones or beats and the breath without the voice, and with the voice the same three lowered
to ``UNDER_VOICE``, or one tick of a countdown as it is. So the mixer never has to hold a sum at
full scale.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, chain, cycle, repeat
from operator import add, mul

from acutimer.core.guidance.score import CueId
from acutimer.core.guidance.speech import Level
from acutimer.core.points import Side
from acutimer.core.preferences import Preferences

RATE_HZ = 48_000
#: Samples in a millisecond; whole, so that milliseconds fall on samples exactly.
PER_MS = RATE_HZ // 1000
#: Of a tone or a beat of the metronome.
PEAK = 7500
VOICE_PEAK = 14_900
BREATH_PEAK = 2048
#: What is left of a tone or a beat while the voice speaks.
UNDER_VOICE = 0.35
#: How far left or right a one-sided cue lies when stereo placing is on, 0 to 1.
_PAN = 0.6
#: Where a cue of one side lies, from -1 (left) to 1.
PANS: Mapping[Side, float] = {Side.LEFT: -_PAN, Side.RIGHT: _PAN}
#: How much louder the side is on which a one-sided cue lies than a cue in the middle.
NEAR_SIDE = math.sqrt(2) * math.cos((1 - _PAN) * math.pi / 4)


class Channel(StrEnum):
    """What has a volume of its own."""

    TONES = "tones"
    METRONOME = "metronome"
    VOICE = "voice"
    BREATH = "breath"


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono samples at ``RATE_HZ`` and the volume they follow."""

    samples: array[int]
    channel: Channel

    @property
    def length_ms(self) -> float:
        """How long it sounds."""
        return len(self.samples) / PER_MS


@dataclass(frozen=True, slots=True)
class Loudness:
    """Volumes from 0 (off) to 1, whether a one-sided cue lies to its side, and what is voiced.

    ``language`` is that of the recorded clauses; ``breaths_per_minute`` is the pacer's rate.
    """

    tones: float = 0.5
    metronome: float = 0.4
    stereo: bool = False
    voice: float = 0.8
    breath: float = 0.0
    language: str = "en"
    breaths_per_minute: float = 6.0

    @classmethod
    def chosen(cls, preferences: Preferences) -> Loudness:
        """What the person chose; the level of guidance takes layers away."""
        level = Level(preferences.guidance)
        sounds = level is not Level.SILENT
        speaks = sounds and level is not Level.TONES
        return cls(
            preferences.tones_volume if sounds and preferences.tones else 0.0,
            preferences.metronome_volume if sounds and preferences.metronome else 0.0,
            preferences.stereo,
            preferences.voice_volume if speaks else 0.0,
            preferences.breath_volume if sounds and preferences.breath else 0.0,
            preferences.voice,
            preferences.breaths_per_minute,
        )

    @property
    def half_breath_ms(self) -> int:
        """How long breathing in lasts, and breathing out."""
        return round(30_000 / self.breaths_per_minute)


#: Nothing sounds.
MUTED = Loudness(0.0, 0.0, voice=0.0)


@dataclass(frozen=True, slots=True)
class Note:
    """One sine and its octave (``warmth``) that fades from ``level`` to an eighth of it."""

    at_ms: int
    length_ms: int
    hz: float
    level: float = 1.0
    attack_ms: int = 18
    warmth: float = 0.25


#: Sounds are made at half the rate and doubled: nothing in them lies above 1.5 kHz, so what the
#: doubling adds lies above 22 kHz, and the making takes half the time.
_MADE_HZ = RATE_HZ // 2
_MADE_PER_MS = _MADE_HZ // 1000
_PERIODS = 4
_RELEASE_MS = 30
_LEFT_AT_END = 0.125
_F3, _G3, _A3, _B3 = 174.6, 196.0, 220.0, 246.9
_C4, _D4, _E4, _F4, _G4, _A4 = 261.6, 293.7, 329.6, 349.2, 392.0, 440.0
_B4, _C5, _D5, _E5, _G5, _A5, _D6 = 493.9, 523.3, 587.3, 659.3, 784.0, 880.0, 1174.7

_NOTES: Mapping[CueId, tuple[Note, ...]] = {
    CueId.LEAD_IN_3: (Note(0, 180, _D4),),
    CueId.LEAD_IN_2: (Note(0, 210, _E4),),
    CueId.LEAD_IN_1: (Note(0, 250, _G4),),
    CueId.BEGIN: (Note(0, 360, _A4, 0.6), Note(200, 700, _C5)),
    CueId.SWITCH_SIDES: (Note(0, 320, _E5, 0.55), Note(330, 420, _A4)),
    CueId.CHANGE: (Note(0, 220, _F4), Note(170, 220, _G4, 0.5), Note(340, 300, _F4)),
    CueId.PRESS: (Note(0, 150, _C4, 0.6, warmth=0.35), Note(80, 320, _A3, warmth=0.35)),
    CueId.LET_GO: (Note(0, 45, _A5, 0.4, 6, 0.0), Note(30, 50, _D6, 1.0, 6, 0.0)),
    CueId.CIRCLE: (Note(0, 60, _G5, 1.0, 6, 0.0),),
    CueId.STROKE: (Note(0, 2000, _G3, 1.0, 450, 0.5),),
    CueId.LIFT: (Note(0, 560, _B3, 0.6, 120),),
    CueId.STEP_DONE: (Note(0, 400, _D5, 0.55), Note(280, 720, _B4)),
    CueId.CARE: (
        Note(0, 500, _G4, 0.5, 40),
        Note(400, 500, _E4, 0.5, 40),
        Note(800, 600, _C4, 1.0, 40),
    ),
    CueId.READY: (Note(0, 210, _D5, 0.45), Note(220, 210, _D5, 0.45), Note(440, 350, _E5)),
    CueId.ALL_DONE: (
        Note(0, 1900, _F3, 1.0, 30, 0.5),
        Note(160, 1700, _A3, 0.55, 30),
        Note(320, 1500, _C4, 0.5, 30),
    ),
}
#: The chord of each half of a breath, and where in it the swell is highest.
_BREATHS: Mapping[CueId, tuple[tuple[float, ...], float]] = {
    CueId.BREATHE_IN: ((130.8, 196.0), 0.8),
    CueId.BREATHE_OUT: ((110.0, 164.8), 0.2),
}
_METRONOME = frozenset({CueId.PRESS, CueId.LET_GO, CueId.CIRCLE, CueId.STROKE, CueId.LIFT})
_NEVER_SIDED = frozenset({CueId.CARE, CueId.ALL_DONE})

#: A sound ready to be copied into the stream: stereo, interleaved, volume and side applied.
#: Under each cue and side; under None for the side where it lies in the middle.
Palette = Mapping[tuple[CueId, Side | None], "Ready"]


@dataclass(frozen=True, slots=True)
class Ready:
    """Interleaved stereo samples and the channel they belong to."""

    samples: array[int]
    channel: Channel


def sound_of(cue_id: CueId, volume: float = 1.0) -> Sound | None:
    """The sound of a cue, made anew at each call; None for one without."""
    notes = _NOTES.get(cue_id)
    if notes is None:
        return None
    mixed = [0.0] * (max(note.at_ms + note.length_ms for note in notes) * _MADE_PER_MS)
    for note in notes:
        begin = note.at_ms * _MADE_PER_MS
        end = begin + note.length_ms * _MADE_PER_MS
        mixed[begin:end] = map(add, mixed[begin:end], _wave(note))
    scale = PEAK * volume / max(max(mixed), -min(mixed))
    samples = _doubled(list(map(int, map(mul, mixed, repeat(scale)))))
    return Sound(samples, Channel.METRONOME if cue_id in _METRONOME else Channel.TONES)


def breath_of(cue_id: CueId, length_ms: int, volume: float = 1.0) -> Sound:
    """The swell of one half of a breath: it rises while one breathes in and sinks again."""
    chord, highest = _BREATHS[cue_id]
    count = length_ms * _MADE_PER_MS
    up = max(1, round(count * highest))
    steps = chain(
        (at / up for at in range(up)), ((count - 1 - at) / (count - up) for at in range(up, count))
    )
    envelope = [0.5 - 0.5 * math.cos(math.pi * step) for step in steps]
    tones = [cycle(_few_periods(hz, 0.0)) for hz in chord]
    mixed = list(map(mul, map(add, *tones), envelope))
    scale = BREATH_PEAK * volume / max(max(mixed), -min(mixed))
    return Sound(_doubled(list(map(int, map(mul, mixed, repeat(scale))))), Channel.BREATH)


def _doubled(half: list[int]) -> array[int]:
    """At ``RATE_HZ`` what was made at half of it, every second sample halfway between two."""
    samples = array("h", bytes(4 * len(half)))
    samples[0::2] = array("h", half)
    samples[1:-1:2] = array("h", [total >> 1 for total in map(add, half, half[1:])])
    return samples


def _wave(note: Note) -> Iterator[float]:
    """The samples of one note, first and last exactly zero."""
    count = note.length_ms * _MADE_PER_MS
    return map(mul, cycle(_few_periods(note.hz, note.warmth)), _envelope(count, note))


def _few_periods(hz: float, warmth: float) -> list[float]:
    """A few periods in a whole number of samples, to be repeated at the speed of C.

    Within ten cents of the pitch.
    """
    length = round(_PERIODS * _MADE_HZ / hz)
    turns = [2 * math.pi * _PERIODS * at / length for at in range(length)]
    return [math.sin(turn) + warmth * math.sin(2 * turn) for turn in turns]


def _envelope(count: int, note: Note) -> list[float]:
    """How loud each sample of a note is: up and down along half a cosine, so nothing clicks."""
    step = _LEFT_AT_END ** (1 / count)
    envelope = list(accumulate(repeat(step, count - 1), mul, initial=note.level))
    attack = note.attack_ms * _MADE_PER_MS
    release = min(_RELEASE_MS, note.length_ms // 2) * _MADE_PER_MS
    for at in range(attack):
        envelope[at] *= 0.5 - 0.5 * math.cos(math.pi * at / attack)
    for at in range(release):
        envelope[-1 - at] *= 0.5 - 0.5 * math.cos(math.pi * at / release)
    return envelope


def palette(loudness: Loudness) -> Palette:
    """All sounds at these volumes, ready for the mixer; a channel that is off has none."""
    ready: dict[tuple[CueId, Side | None], Ready] = {}
    for cue_id in CueId:
        volume = loudness.metronome if cue_id in _METRONOME else loudness.tones
        sound = sound_of(cue_id, volume) if volume > 0 else None
        if sound is None:
            continue
        ready[cue_id, None] = stereo(sound)
        if loudness.stereo and cue_id not in _NEVER_SIDED:
            ready[cue_id, Side.LEFT] = left = stereo(sound, Side.LEFT)
            ready[cue_id, Side.RIGHT] = _mirrored(left)
    if loudness.breath > 0:
        for cue_id in _BREATHS:
            breath = breath_of(cue_id, loudness.half_breath_ms, loudness.breath)
            ready[cue_id, None] = stereo(breath)
    return ready


def stereo(sound: Sound, side: Side | None = None, volume: float = 1.0) -> Ready:
    """Both channels of a sound; wherever it lies its power stays the same."""
    angle = (1 + PANS.get(side, 0.0)) * math.pi / 4 if side else math.pi / 4
    both = array("h", bytes(4 * len(sound.samples)))
    for offset, share in enumerate((math.cos(angle), math.sin(angle))):
        gain = share * math.sqrt(2) * volume
        plain = side is None and volume == 1
        both[offset::2] = sound.samples if plain else scaled(sound.samples, gain)
    return Ready(both, sound.channel)


def _mirrored(sound: Ready) -> Ready:
    other = array("h", sound.samples)
    other[0::2], other[1::2] = sound.samples[1::2], sound.samples[0::2]
    return Ready(other, sound.channel)


#: How many samples are made louder or softer in one go.
_PIECE = 4096


def scaled(samples: array[int], gain: float) -> array[int]:
    """The same sound, louder or softer.

    In pieces of less than a ms: one call in C for all of it would keep the interpreter from the
    device's thread for 50 ms, and on a busy machine for ten times as long.
    """
    louder = array("h")
    for begins in range(0, len(samples), _PIECE):
        piece = samples[begins : begins + _PIECE]
        louder.extend(array("h", map(int, map(mul, piece, repeat(gain)))))
    return louder
