"""The sounds of a session, all played on one instrument: soft, low, each distinct from the others.

Pure arithmetic, 48 kHz mono 16 bit; ``audio/bars.py`` is the instrument. Must never touch a device,
a file or a clock, and must never sound like an alarm: nothing rings on, nothing is struck hard and
nothing is louder than its peak.

The peaks add up to less than full scale, moved to one side (``NEAR_SIDE``) as far as they are:
three tones or beats and the breath without the voice, and with the voice the same three lowered
to ``UNDER_VOICE``, or one tick of a countdown as it is. So the mixer never has to hold a sum at
full scale.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from operator import add, mul, rshift

from acutimer.audio.bars import A4, A5, C4, C5, E4, E5, G4, G5, MADE_HZ, Bars, Note, swell
from acutimer.core.guidance.score import CueId
from acutimer.core.guidance.speech import Level
from acutimer.core.points import Side
from acutimer.core.preferences import Preferences

RATE_HZ = 2 * MADE_HZ
#: Samples in a millisecond; whole, so that milliseconds fall on samples exactly.
PER_MS = RATE_HZ // 1000
#: The most of a tone or a beat of the metronome, more than 6 dB below the voice.
PEAK = 7300
VOICE_PEAK = 14_900
BREATH_PEAK = 1000
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


#: Going up begins, going down ends, level goes on, up and back is the other side. Beats are soft:
#: there are many of them.
_NOTES: Mapping[CueId, tuple[Note, ...]] = {
    CueId.LEAD_IN_3: (Note(0, 300, E4, 0.87),),
    CueId.LEAD_IN_2: (Note(0, 300, G4, 0.83),),
    CueId.LEAD_IN_1: (Note(0, 300, A4, 0.78),),
    CueId.BEGIN: (Note(0, 400, C5, 0.68), Note(180, 500, G5, 0.97)),
    CueId.SWITCH_SIDES: (
        Note(0, 380, A4, 0.94),
        Note(200, 400, A5, 0.73),
        Note(400, 500, A4, 1.04),
    ),
    CueId.CHANGE: (Note(0, 330, C5, 0.8), Note(170, 340, C5, 0.64)),
    CueId.PRESS: (Note(0, 200, G4, 0.41, 16), Note(80, 340, C4, 0.82, 16)),
    CueId.LET_GO: (Note(0, 160, G5, 0.5, 16),),
    CueId.CIRCLE: (Note(0, 140, E5, 0.6, 16),),
    CueId.LIFT: (Note(0, 450, E5, 1.1, 120),),
    CueId.STEP_DONE: (Note(0, 500, E5, 0.76, 30), Note(280, 720, A4, 1.09, 30, 300)),
    CueId.CARE: (
        Note(0, 550, A4, 0.64, 40),
        Note(400, 550, E4, 0.74, 40),
        Note(800, 600, C4, 1.06, 40, 300),
    ),
    CueId.READY: (
        Note(0, 350, E5, 0.8),
        Note(220, 350, C5, 0.8),
        Note(440, 460, G5, 0.99),
    ),
    CueId.ALL_DONE: (
        Note(0, 570, E5, 0.43, 30),
        Note(120, 690, C5, 0.52, 30),
        Note(240, 870, G4, 0.61, 30),
        Note(360, 1200, C4, 0.86, 30, 400),
    ),
}
#: What swells and sinks: its chord, and where in it it is loudest.
_SWELLS: Mapping[CueId, tuple[tuple[float, float], float]] = {
    CueId.STROKE: ((C4, G4), 0.3),
    CueId.BREATHE_IN: ((E4, E5), 0.8),
    CueId.BREATHE_OUT: ((C4, C5), 0.2),
}
_STROKE_MS, _STROKE_PEAK = 1600, PEAK * 3 // 4
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


def sound_of(cue_id: CueId, volume: float = 1.0, bars: Bars | None = None) -> Sound | None:
    """The sound of a cue, made anew at each call; None for one without.

    Who asks for several hands over the same ``bars``, which takes less time.
    """
    if cue_id is CueId.STROKE:
        made = swell(*_SWELLS[cue_id], _STROKE_MS, _STROKE_PEAK * volume)
    elif cue_id in _NOTES:
        made = (bars or Bars()).played(_NOTES[cue_id], PEAK * volume)
    else:
        return None
    channel = Channel.METRONOME if cue_id in _METRONOME else Channel.TONES
    return Sound(_doubled(made), channel)


def breath_of(cue_id: CueId, length_ms: int, volume: float = 1.0) -> Sound:
    """The swell of one half of a breath: it rises while one breathes in and sinks again."""
    made = swell(*_SWELLS[cue_id], length_ms, BREATH_PEAK * volume)
    return Sound(_doubled(made), Channel.BREATH)


def _doubled(half: list[float]) -> array[int]:
    """At ``RATE_HZ`` what was made at half of it, every second sample halfway between two."""
    made = list(map(int, half))
    samples = array("h", bytes(4 * len(made)))
    samples[0::2] = array("h", made)
    samples[1:-1:2] = array("h", list(map(rshift, map(add, made, made[1:]), repeat(1))))
    return samples


def palette(loudness: Loudness) -> Palette:
    """All sounds at these volumes, ready for the mixer; a channel that is off has none."""
    ready: dict[tuple[CueId, Side | None], Ready] = {}
    if loudness.breath > 0:
        for cue_id in (CueId.BREATHE_IN, CueId.BREATHE_OUT):
            breath = breath_of(cue_id, loudness.half_breath_ms, loudness.breath)
            ready[cue_id, None] = stereo(breath)
    bars = Bars()
    for cue_id in CueId:
        volume = loudness.metronome if cue_id in _METRONOME else loudness.tones
        sound = sound_of(cue_id, volume, bars) if volume > 0 else None
        if sound is None:
            continue
        ready[cue_id, None] = stereo(sound)
        if loudness.stereo and cue_id not in _NEVER_SIDED:
            ready[cue_id, Side.LEFT] = left = stereo(sound, Side.LEFT)
            ready[cue_id, Side.RIGHT] = _mirrored(left)
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
