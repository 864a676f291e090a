"""The sounds of a session: distinct, soft, without clicks, at the volume the person chose."""

from __future__ import annotations

import math
import time
from array import array
from functools import cache
from itertools import combinations, pairwise

import pytest

from acutimer.audio.tones import (
    BREATH_PEAK,
    MUTED,
    PEAK,
    PER_MS,
    RATE_HZ,
    Channel,
    Loudness,
    Sound,
    breath_of,
    palette,
    sound_of,
)
from acutimer.core.guidance.score import CueId
from acutimer.core.points import FASTEST_STROKE_S, Side
from acutimer.core.preferences import Preferences

_EIGHTH = 8
_QUARTER_TONES = [150 * 2 ** (step / 24) for step in range(78)]


#: Those that are made of notes; the voice is recorded, and a breath is a swell.
TONES = [one for one in CueId if sound_of(one) is not None]
BREATHS = (CueId.BREATHE_IN, CueId.BREATHE_OUT)


@cache
def sound(cue_id: CueId) -> Sound:
    made = sound_of(cue_id)
    assert made is not None
    return made


def power(samples: array[int], hz: float, rate_hz: float) -> float:
    """How much of that frequency is in it (Goertzel)."""
    turn = 2 * math.cos(2 * math.pi * hz / rate_hz)
    one, two = 0.0, 0.0
    for sample in samples:
        one, two = sample + turn * one - two, one
    return one * one + two * two - turn * one * two


@cache
def strongest_hz(cue_id: CueId) -> float:
    fewer = sound(cue_id).samples[::_EIGHTH]  # nothing lies above 1.5 kHz
    return max(_QUARTER_TONES, key=lambda hz: power(fewer, hz, RATE_HZ / _EIGHTH))


@pytest.mark.parametrize(("one", "other"), list(combinations(TONES, 2)))
def test_any_two_sounds_differ_in_pitch_and_in_length(one: CueId, other: CueId) -> None:
    higher, lower = sorted((strongest_hz(one), strongest_hz(other)), reverse=True)
    assert higher / lower > 1.025
    assert abs(sound(one).length_ms - sound(other).length_ms) >= 20


def test_the_lead_in_rises() -> None:
    steps = [strongest_hz(cue) for cue in (CueId.LEAD_IN_3, CueId.LEAD_IN_2, CueId.LEAD_IN_1)]
    assert steps == sorted(steps)


def test_pressing_sounds_lower_than_letting_go() -> None:
    assert strongest_hz(CueId.PRESS) * 2 < strongest_hz(CueId.LET_GO)


@pytest.mark.parametrize("cue_id", TONES)
def test_a_sound_begins_and_ends_without_a_click(cue_id: CueId) -> None:
    samples = sound(cue_id).samples
    assert samples[0] == samples[-1] == 0
    first, last = samples[:PER_MS], samples[-PER_MS:]
    assert max(map(abs, first)) < PEAK / 10
    assert max(map(abs, last)) < PEAK / 10
    steepest = PEAK * 2 * math.pi * 1200 / RATE_HZ
    assert max(abs(after - before) for before, after in pairwise(samples)) < 1.2 * steepest


def test_a_stroke_swells_and_sinks_and_is_over_before_the_hand_comes_off() -> None:
    stroke = sound(CueId.STROKE)
    assert stroke.length_ms <= FASTEST_STROKE_S * 1000 / 2
    levels = [
        max(map(abs, stroke.samples[at : at + 100 * PER_MS]))
        for at in range(0, len(stroke.samples), 100 * PER_MS)
    ]
    loudest = levels.index(max(levels))
    assert levels[: loudest + 1] == sorted(levels[: loudest + 1])
    assert levels[loudest:] == sorted(levels[loudest:], reverse=True)
    assert levels[0] < PEAK / 4
    assert loudest >= 3
    assert strongest_hz(CueId.STROKE) < strongest_hz(CueId.LIFT)


@pytest.mark.parametrize("cue_id", TONES)
def test_a_sound_peaks_at_its_peak(cue_id: CueId) -> None:
    assert max(map(abs, sound(cue_id).samples)) == pytest.approx(PEAK, rel=0.01)


def test_the_volumes_are_those_of_the_preferences() -> None:
    chosen = Loudness.chosen(
        Preferences(tones_volume=0.5, metronome_volume=0.25, stereo=True, metronome=True)
    )
    assert chosen == Loudness(0.5, 0.25, stereo=True)
    ready = palette(Loudness(0.5, 0.25))
    assert max(ready[CueId.BEGIN, None].samples) == pytest.approx(PEAK / 2, rel=0.02)
    assert max(ready[CueId.PRESS, None].samples) == pytest.approx(PEAK / 4, rel=0.02)


def test_a_channel_that_is_off_has_no_sounds() -> None:
    chosen = Loudness.chosen(Preferences(metronome=False))
    assert {one.channel for one in palette(chosen).values()} == {Channel.TONES}
    assert palette(Loudness.chosen(Preferences(metronome=False, tones=False))) == {}


def test_each_layer_has_the_volume_that_is_chosen_and_the_level_takes_layers_away() -> None:
    chosen = Preferences(voice_volume=0.7, breath=True, breath_volume=0.2, voice="de")
    every = Loudness.chosen(chosen._replace(breaths_per_minute=5.0))
    assert (every.voice, every.breath, every.language) == (0.7, 0.2, "de")
    assert every.half_breath_ms == 6000
    assert Loudness.chosen(chosen._replace(guidance="short")).voice == 0.7
    tones = Loudness.chosen(chosen._replace(guidance="tones"))
    assert (tones.voice, tones.tones, tones.breath) == (0.0, 0.5, 0.2)
    silent = Loudness.chosen(chosen._replace(guidance="silent"))
    assert (silent.voice, silent.tones, silent.metronome, silent.breath) == (0, 0, 0, 0)
    assert palette(silent) == palette(MUTED) == {}
    assert Loudness.chosen(Preferences()).breath == 0.0


@pytest.mark.parametrize("cue_id", BREATHS)
def test_a_breath_swells_softly_for_half_its_period(cue_id: CueId) -> None:
    breath = breath_of(cue_id, 4000)
    assert breath.length_ms == 4000
    assert breath.samples[0] == breath.samples[-1] == 0
    assert max(map(abs, breath.samples)) == pytest.approx(BREATH_PEAK, rel=0.01)
    assert max(abs(after - before) for before, after in pairwise(breath.samples)) < 150
    seconds = [max(breath.samples[at : at + RATE_HZ]) for at in range(0, 4 * RATE_HZ, RATE_HZ)]
    loudest = seconds.index(max(seconds))
    assert (loudest >= 2) is (cue_id is CueId.BREATHE_IN)
    ready = palette(Loudness(0.0, 0.0, stereo=True, breath=0.5, breaths_per_minute=7.5))
    assert {key for key, _ in ready} == set(BREATHS)
    assert len(ready[cue_id, None].samples) == 2 * len(breath.samples)


def test_without_stereo_every_sound_lies_in_the_middle() -> None:
    ready = palette(Loudness())
    assert {side for _, side in ready} == {None}
    for one in ready.values():
        assert one.samples[0::2] == one.samples[1::2]


def test_with_stereo_a_left_cue_lies_left_and_is_as_loud() -> None:
    ready = palette(Loudness(1.0, 1.0, stereo=True))
    middle, left, right = (ready[CueId.BEGIN, side] for side in (None, Side.LEFT, Side.RIGHT))
    assert left.samples[0::2] == right.samples[1::2]
    assert max(left.samples[0::2]) > 2 * max(left.samples[1::2])

    def loudness(samples: array[int]) -> float:
        return sum(sample * sample for sample in samples)

    assert loudness(left.samples) == pytest.approx(loudness(middle.samples), rel=0.01)
    assert (CueId.CARE, Side.LEFT) not in ready


def test_making_all_sounds_does_not_hold_up_the_start_of_a_session() -> None:
    took = []
    for _ in range(3):
        began = time.process_time()
        palette(Loudness())
        took.append(time.process_time() - began)
    assert min(took) < 0.3
