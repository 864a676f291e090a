"""The sounds of a session: distinct, soft, in tune, without clicks, as loud as was chosen."""

from __future__ import annotations

import math
import time
from array import array
from collections.abc import Callable
from functools import cache
from itertools import combinations, groupby, pairwise

import numpy as np
import pytest

from acutimer.audio.bars import A4, A5, C4, C5, E4, E5, G4, G5, MADE_HZ, Bars, Note
from acutimer.audio.tones import (
    BREATH_PEAK,
    MUTED,
    PEAK,
    PER_MS,
    RATE_HZ,
    VOICE_PEAK,
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
from tests.audio.hearing import (
    Melody,
    Samples,
    apart,
    apart_anywhere,
    attack_ms,
    centroid_hz,
    envelope,
    heard,
    loudness_db,
    melody,
    mixed,
    roughest,
    share_db,
    strongest_hz,
)

#: Those that are played on the bars; the voice is recorded, and a breath is a swell.
TONES = [one for one in CueId if sound_of(one) is not None]
BREATHS = (CueId.BREATHE_IN, CueId.BREATHE_OUT)


@cache
def sound(cue_id: CueId) -> Sound:
    made = sound_of(cue_id)
    assert made is not None
    return made


@cache
def waves(cue_id: CueId) -> Samples:
    return heard(breath_of(cue_id, 4000).samples if cue_id in BREATHS else sound(cue_id).samples)


@cache
def tune(cue_id: CueId) -> Melody:
    return melody(waves(cue_id))


def pitches(cue_id: CueId) -> list[int]:
    """Its notes in semitones from A4, each once, in their order."""
    notes = [round(one) for one in tune(cue_id) if one is not None]
    return [one for one, _ in groupby(notes)]


# --- told apart with eyes shut ------------------------------------------------------------------

#: What each says is another thing to do, so a person must know which it was.
TURNS = (
    CueId.LEAD_IN_1,
    CueId.BEGIN,
    CueId.CHANGE,
    CueId.SWITCH_SIDES,
    CueId.STEP_DONE,
    CueId.CARE,
    CueId.READY,
    CueId.ALL_DONE,
)
PAIRS = [
    *combinations(TURNS, 2),
    (CueId.PRESS, CueId.LET_GO),
    (CueId.STROKE, CueId.LIFT),
    (CueId.CIRCLE, CueId.STEP_DONE),
    (CueId.CIRCLE, CueId.CHANGE),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_must_be_told_apart_differs_by_its_melody_and_not_only_by_its_pitch(
    one: CueId, other: CueId
) -> None:
    assert apart(tune(one), tune(other)) >= 2.5
    assert apart_anywhere(tune(one), tune(other)) >= 2.4


def test_going_up_begins_going_down_ends_and_level_goes_on() -> None:
    first, last = pitches(CueId.BEGIN)
    assert last - first >= 5
    first, last = pitches(CueId.STEP_DONE)
    assert first - last >= 5
    assert len(pitches(CueId.CHANGE)) == 1
    low, high, again = pitches(CueId.SWITCH_SIDES)
    assert low == again == high - 12
    for falling in (CueId.CARE, CueId.ALL_DONE):
        assert len(pitches(falling)) >= 3
        assert pitches(falling) == sorted(pitches(falling), reverse=True)


def test_the_countdown_is_one_strike_three_times_each_higher() -> None:
    ticks = (CueId.LEAD_IN_3, CueId.LEAD_IN_2, CueId.LEAD_IN_1)
    assert [len(pitches(tick)) for tick in ticks] == [1, 1, 1]
    steps = [pitches(tick)[0] for tick in (*ticks, CueId.BEGIN)]
    assert steps == sorted(set(steps))
    assert len({sound(tick).length_ms for tick in ticks}) == 1
    loud = [loudness_db(waves(tick)) for tick in ticks]
    assert max(loud) - min(loud) < 1


def test_pressing_sounds_lower_than_letting_go_and_a_stroke_than_lifting() -> None:
    for lower, higher in ((CueId.PRESS, CueId.LET_GO), (CueId.STROKE, CueId.LIFT)):
        assert strongest_hz(waves(lower)) * 1.8 < strongest_hz(waves(higher))


def test_one_breathes_in_upwards_and_out_downwards() -> None:
    into, out = (waves(one) for one in BREATHS)
    assert int(np.argmax(envelope(into))) > 3 * int(np.argmax(envelope(out)))
    assert centroid_hz(into) > 1.2 * centroid_hz(out)


# --- soft ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("cue_id", [*TONES, *BREATHS])
def test_a_sound_begins_and_ends_without_a_click(cue_id: CueId) -> None:
    samples = waves(cue_id)
    assert samples[0] == samples[-1] == 0
    assert np.abs(samples[:PER_MS]).max() < PEAK / 10
    assert np.abs(samples[-PER_MS:]).max() < PEAK / 100
    steepest = PEAK * 2 * math.pi * 1800 / RATE_HZ
    assert np.abs(np.diff(samples)).max() < steepest
    assert abs(samples.mean()) < 1


@pytest.mark.parametrize("cue_id", [*TONES, *BREATHS])
def test_nothing_startles(cue_id: CueId) -> None:
    assert attack_ms(waves(cue_id)) >= 8
    # nor does a later strike: within 4 ms none rises by more than half
    loud = envelope(waves(cue_id))
    rise = loud[4 * PER_MS :] - loud[: -4 * PER_MS]
    assert rise.max() < loud.max() / 2


@pytest.mark.parametrize("cue_id", TONES)
def test_a_sound_is_at_least_6_db_softer_than_the_voice(cue_id: CueId) -> None:
    assert PEAK <= VOICE_PEAK * 10 ** (-6 / 20)
    assert np.abs(waves(cue_id)).max() <= PEAK


def test_beats_are_light_and_all_as_light_as_each_other() -> None:
    beats = [loudness_db(waves(one)) for one in TONES if sound(one).channel is Channel.METRONOME]
    assert max(beats) - min(beats) < 3
    for cue_id in (CueId.BEGIN, CueId.SWITCH_SIDES, CueId.STEP_DONE, CueId.READY):
        assert loudness_db(waves(cue_id)) > max(beats) + 2


# --- the instrument -----------------------------------------------------------------------------


@pytest.mark.parametrize("hz", [C4, E4, G4, A4, C5, E5, G5, A5])
def test_a_bar_is_in_tune_and_its_higher_partials_die_sooner(hz: float) -> None:
    struck = np.array(Bars().played([Note(0, 450, hz, 1.0)], 7000))

    def level(part: Samples, multiple: int) -> float:
        turns = np.exp(-2j * np.pi * multiple * hz * np.arange(len(part)) / MADE_HZ)
        return abs(complex(np.sum(part * np.hanning(len(part)) * turns)))

    doubled = np.repeat(struck, 2)
    assert abs(1200 * math.log2(strongest_hz(doubled) / hz)) < 1.5
    early, late = struck[960:3360], struck[3360:5760]
    left = [level(late, multiple) / level(early, multiple) for multiple in (1, 2, 4)]
    assert left == sorted(left, reverse=True)
    assert left[0] > 2 * left[2]


@pytest.mark.parametrize("cue_id", [*TONES, *BREATHS])
def test_small_loudspeakers_and_older_ears_miss_nothing(cue_id: CueId) -> None:
    assert share_db(waves(cue_id), 0, 200) < -40
    assert share_db(waves(cue_id), 4000, RATE_HZ / 2) < -40
    assert strongest_hz(waves(cue_id)) > 200


def struck_together(*pitches_hz: float) -> Samples:
    notes = [Note(0, 450, hz, 0.7) for hz in pitches_hz]
    return np.repeat(np.array(Bars().played(notes, 7000)), 2)


@pytest.mark.parametrize("cue_id", [*TONES, *BREATHS])
def test_no_sound_is_rougher_than_a_minor_third(cue_id: CueId) -> None:
    third, second = (struck_together(*pair) for pair in ((E4, G4), (G4, A4)))
    assert roughest(waves(cue_id)) < roughest(third) < roughest(second)
    # nor is what can sound with a breath at its loudest, at the volumes that are given at first
    if sound_of(cue_id) is not None and sound(cue_id).channel is Channel.TONES:
        first = Preferences()
        for breath in BREATHS:
            whole = waves(breath)
            top = int(np.argmax(envelope(whole))) - RATE_HZ // 10
            loudest = whole[max(0, top - RATE_HZ // 4) :][: len(waves(cue_id))]
            both = mixed((waves(cue_id) * first.tones_volume, loudest * first.breath_volume))
            assert roughest(both) < roughest(third)


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


def test_a_tone_is_as_loud_as_it_may_be() -> None:
    for cue_id in (CueId.BEGIN, CueId.SWITCH_SIDES, CueId.STEP_DONE, CueId.CARE, CueId.ALL_DONE):
        assert max(map(abs, sound(cue_id).samples)) == pytest.approx(PEAK, rel=0.03)


def test_the_volumes_are_those_of_the_preferences() -> None:
    chosen = Loudness.chosen(
        Preferences(tones_volume=0.5, metronome_volume=0.25, stereo=True, metronome=True)
    )
    assert chosen == Loudness(0.5, 0.25, stereo=True)
    ready = palette(Loudness(0.5, 0.25))
    for cue_id, volume in ((CueId.BEGIN, 0.5), (CueId.STROKE, 0.25), (CueId.PRESS, 0.25)):
        most = max(sound(cue_id).samples)
        assert max(ready[cue_id, None].samples) == pytest.approx(most * volume, abs=2)


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
    """About twice as long as a million squares; told by these, as a busy machine is slower."""

    def took(work: Callable[[], object]) -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    squares = min(took(lambda: sum(one * one for one in range(1_000_000))) for _ in range(3))
    assert min(took(lambda: palette(Loudness())) for _ in range(3)) < 5 * squares
