"""Cues land on their exact sample, once each, whatever the device and the commands do."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.audio.mixer import LATE_MS, Mixer
from acutimer.audio.tie import SLIP_MS, WATCHED_SETTLED_MS
from acutimer.audio.tones import (
    PER_MS,
    RATE_HZ,
    UNDER_VOICE,
    VOICE_PEAK,
    Channel,
    Loudness,
    Ready,
    Sound,
    palette,
    stereo,
)
from acutimer.core.guidance.score import Cue, CueId
from acutimer.core.points import Side
from tests.amounts import examples
from tests.audio.tape import BEGINS_MS, POINTS, QueueingDevice, Tape, cue, mark

SOUNDING = (CueId.PRESS, CueId.LET_GO, CueId.BEGIN, CueId.STEP_DONE)
#: Rising moments up to some two seconds, with what sounds at them.
plans = st.lists(
    st.tuples(st.integers(0, 2000), st.sampled_from(SOUNDING)), max_size=12, unique=True
).map(lambda found: [cue(at_ms, cue_id) for at_ms, cue_id in sorted(found)])
blocks = st.lists(st.integers(1, 6000), min_size=1, max_size=40)


def expected_marks(cues: list[Cue]) -> list[tuple[int, int]]:
    values: dict[int, int] = {}
    for one in cues:
        frame = (one.at_ms - BEGINS_MS) * PER_MS
        values[frame] = values.get(frame, 0) + POINTS[one.id, None].samples[0]
    return sorted(values.items())


@settings(deadline=None)
@given(plans, blocks)
def test_every_cue_is_at_its_exact_sample_in_blocks_of_any_size(
    cues: list[Cue], sizes: list[int]
) -> None:
    tape = Tape(Mixer(POINTS))
    tape.mixer.follow(cues)
    tape.play(sizes)
    heard_until = [mark for mark in expected_marks(cues) if mark[0] < tape.frames]
    assert tape.marks() == heard_until


@settings(deadline=None)
@given(st.lists(st.integers(1, 9000), min_size=1, max_size=30))
def test_what_is_heard_does_not_depend_on_the_size_of_blocks(sizes: list[int]) -> None:
    sounds = {
        (CueId.PRESS, None): mark(3, 5000),
        (CueId.BEGIN, None): mark(500, 12_345),
        (CueId.STEP_DONE, None): mark(-7000, 777),
    }
    cues = [cue(0, CueId.BEGIN), cue(3), cue(90), cue(100, CueId.STEP_DONE), cue(250)]
    at_once, in_parts = Tape(Mixer(sounds)), Tape(Mixer(sounds))
    for tape in (at_once, in_parts):
        tape.mixer.follow(cues)
    in_parts.play(sizes)
    at_once.play([in_parts.frames])
    assert in_parts.heard == at_once.heard


@settings(deadline=None)
@given(plans, blocks, st.integers(0, 400))
def test_a_plan_followed_again_before_every_block_sounds_once(
    cues: list[Cue], sizes: list[int], back_ms: int
) -> None:
    tape = Tape(Mixer(POINTS))
    for size in sizes:
        tape.mixer.follow([one for one in cues if one.at_ms >= tape.now_ms - back_ms])
        tape.play([size])
    # A block is asked for at its beginning, so that nothing ever comes late here.
    assert tape.marks() == [mark for mark in expected_marks(cues) if mark[0] < tape.frames]


def test_a_new_plan_replaces_the_old_one() -> None:
    tape = Tape(Mixer(POINTS))
    tape.mixer.follow([cue(100), cue(300), cue(500)])
    tape.play_ms(200)
    tape.mixer.follow([cue(400, CueId.BEGIN)])
    tape.play_ms(600)
    assert tape.marks() == [(100 * PER_MS, 1), (400 * PER_MS, 100)]


def test_a_cue_that_was_due_when_the_plan_changed_is_not_lost() -> None:
    tape = Tape(Mixer(POINTS))
    tape.play_ms(200)
    tape.mixer.follow([cue(201)])
    tape.mixer.render(PER_MS, BEGINS_MS + 200)
    tape.mixer.follow([cue(300, CueId.BEGIN)])  # made at 202 ms, so the cue of 201 is not in it
    block = array("h", tape.mixer.render(PER_MS, BEGINS_MS + 202))
    assert block[0] == 1


@pytest.mark.parametrize(("late_ms", "heard"), [(0, 1), (1, 1), (LATE_MS, 1), (LATE_MS + 1, 0)])
def test_a_cue_that_comes_late_is_played_at_once_or_not_at_all(late_ms: int, heard: int) -> None:
    tape = Tape(Mixer(POINTS))
    tape.play_ms(1000)
    tape.mixer.follow([cue(1000 - late_ms)])
    tape.play_ms(1000)
    assert tape.marks() == [(1000 * PER_MS, 1)] * heard


def test_a_pause_cuts_the_metronome_and_the_future_but_lets_a_tone_ring_out() -> None:
    sounds = {
        (CueId.PRESS, None): mark(10, 400 * PER_MS, Channel.METRONOME),
        (CueId.BEGIN, None): mark(1000, 500 * PER_MS, Channel.TONES),
    }
    tape = Tape(Mixer(sounds))
    tape.mixer.follow([cue(0, CueId.BEGIN), cue(100), cue(300), cue(1000, CueId.BEGIN)])
    tape.play_ms(200)
    tape.mixer.follow([])
    tape.play_ms(1800)
    assert tape.heard[199 * PER_MS] == 1010
    assert 1000 < tape.heard[210 * PER_MS] < 1010
    assert set(tape.heard[230 * PER_MS : 500 * PER_MS]) == {1000}
    assert not any(tape.heard[500 * PER_MS :])
    assert tape.mixer.is_quiet


def test_silence_fades_everything_out_at_once() -> None:
    tape = Tape(Mixer({(CueId.BEGIN, None): mark(1000, 500 * PER_MS)}))
    tape.mixer.follow([cue(0, CueId.BEGIN), cue(400, CueId.BEGIN)])
    tape.play_ms(200)
    tape.mixer.silence()
    tape.play_ms(800)
    after = tape.heard[200 * PER_MS :]
    assert max(before - now for before, now in pairwise(tape.heard)) <= 1
    assert not any(after[30 * PER_MS :])
    assert tape.mixer.is_quiet


def test_silence_is_not_forgotten_when_a_plan_follows_before_the_next_block() -> None:
    tape = Tape(Mixer({(CueId.BEGIN, None): mark(1000, 900 * PER_MS)}))
    tape.mixer.follow([cue(0, CueId.BEGIN)])
    tape.play_ms(200)
    tape.mixer.silence()
    tape.mixer.follow([cue(600, CueId.BEGIN)])
    tape.play_ms(500)
    assert not any(tape.heard[230 * PER_MS : 600 * PER_MS])
    assert tape.heard[600 * PER_MS] == 1000


def test_the_end_lets_sound_what_was_due_and_nothing_more() -> None:
    tape = Tape(Mixer({(CueId.ALL_DONE, None): mark(1000, 300 * PER_MS)}))
    tape.play_ms(100)
    tape.mixer.follow([cue(100, CueId.ALL_DONE), cue(200, CueId.ALL_DONE)])
    tape.mixer.ring_out(BEGINS_MS + 100)
    assert not tape.mixer.is_quiet
    tape.play_ms(400)
    assert tape.mixer.is_quiet
    assert set(tape.heard[100 * PER_MS : 400 * PER_MS]) == {1000}
    assert not any(tape.heard[400 * PER_MS :])


def test_a_cue_waits_for_sounds_that_are_still_made() -> None:
    tape = Tape(Mixer())
    tape.mixer.follow([cue(0), cue(20)])
    tape.play_ms(100)
    tape.mixer.use(POINTS)
    tape.play_ms(100)
    assert tape.marks() == [(100 * PER_MS, 2)]


def test_a_cue_without_a_sound_is_passed_over() -> None:
    tape = Tape(Mixer({}))
    tape.mixer.follow([cue(0), cue(20)])
    tape.play_ms(40)
    assert tape.marks() == []
    assert tape.mixer.is_quiet


def test_other_volumes_hold_from_the_next_cue_on() -> None:
    tape = Tape(Mixer({(CueId.PRESS, None): mark(100, 20 * PER_MS)}))
    tape.mixer.follow([cue(0), cue(40)])
    tape.play_ms(20, block_ms=10)
    tape.mixer.use({(CueId.PRESS, None): mark(50, 20 * PER_MS)})
    tape.play_ms(40)
    assert set(tape.heard[: 20 * PER_MS]) == {100}
    assert set(tape.heard[40 * PER_MS :]) == {50}


def test_many_sounds_at_once_stay_within_full_scale() -> None:
    loud = {(cue_id, None): mark(8192, 480) for cue_id in CueId}
    tape = Tape(Mixer(loud))
    tape.mixer.follow([cue(0, cue_id) for cue_id in CueId])
    tape.play_ms(20)
    assert set(tape.heard[:480]) == {32767}


def test_three_real_sounds_at_once_are_not_cut_off() -> None:
    tape = Tape(Mixer(palette(Loudness(1.0, 1.0))))
    tape.mixer.follow([cue(0, one) for one in (CueId.BEGIN, CueId.CARE, CueId.PRESS)])
    tape.play_ms(2000)
    assert 0 < max(map(abs, tape.heard)) < 32767


# --- the tie of stream and clock ---------------------------------------------------------------


def steady_cues(count: int, first_ms: int = 3000) -> list[Cue]:
    return [cue(first_ms + 1000 * number) for number in range(count)]


def test_a_device_that_queues_is_heard_at_the_clocks_moments() -> None:
    device = QueueingDevice(Mixer(POINTS))
    cues = steady_cues(10)
    device.mixer.follow(cues)
    device.run(15_000)
    assert device.heard_ms == [one.at_ms for one in cues]
    assert device.mixer.slips == 0


@settings(deadline=None, max_examples=examples(40))
@given(
    st.lists(
        st.tuples(st.floats(500, 4000), st.floats(0, 900)),
        max_size=4,
    )
)
def test_a_slip_loses_and_doubles_no_cue_and_is_made_good(
    stalls: list[tuple[float, float]],
) -> None:
    device = QueueingDevice(Mixer(POINTS))
    cues = steady_cues(30)
    device.mixer.follow(cues)
    for after_ms, stall_ms in stalls:
        device.run(after_ms)
        device.stand_still(stall_ms)
    device.run(2 * WATCHED_SETTLED_MS + 500)
    settled_ms = device.now_ms
    device.run(BEGINS_MS + 34_000 - device.now_ms)
    assert len(device.heard_ms) == len(cues)
    for one, heard_ms in zip(cues, device.heard_ms, strict=True):
        if heard_ms > settled_ms:
            assert abs(heard_ms - one.at_ms) <= SLIP_MS + 21


def test_a_device_that_is_slow_to_begin_is_heard_at_the_clocks_moments() -> None:
    device = QueueingDevice(Mixer(POINTS))
    device.mixer.follow(steady_cues(5))
    device.run(20)
    device.begin_late(1700)
    device.run(10_000)
    off = [heard - one.at_ms for one, heard in zip(steady_cues(5), device.heard_ms, strict=True)]
    assert max(map(abs, off)) <= 21
    assert max(off) == min(off)


def test_after_a_long_stall_there_is_no_burst_of_missed_cues() -> None:
    device = QueueingDevice(Mixer(POINTS))
    device.mixer.follow(steady_cues(30))
    device.run(5500)
    before = len(device.heard_ms)
    device.stand_still(10_000)
    began_ms = device.now_ms
    device.run(700)
    assert len([at for at in device.heard_ms[before:] if at < began_ms + 700]) <= 2
    device.run(20_000)
    assert len(device.heard_ms) < 30


@pytest.mark.parametrize("rate", [1.0005, 0.9995])
def test_a_device_whose_clock_runs_off_stays_with_the_clock(rate: float) -> None:
    device = QueueingDevice(Mixer(POINTS))
    cues = steady_cues(300)
    device.mixer.follow(cues)
    device.run(310_000, rate)  # 155 ms apart by the end
    assert len(device.heard_ms) == len(cues)
    off = [heard - one.at_ms for one, heard in zip(cues, device.heard_ms, strict=True)]
    assert max(map(abs, off)) < 2 * SLIP_MS
    assert device.mixer.slips >= 2


# --- voice and breath ---------------------------------------------------------------------------


def say(after_ms: int, clause: str) -> Cue:
    return Cue(BEGINS_MS + after_ms, CueId.SAY, "", None, clause)


def spoken(**clauses: tuple[int, int]) -> dict[tuple[str, Side | None], Ready | None]:
    """Clauses by name: their value and their length in ms."""
    return {
        (name, None): mark(value, length_ms * PER_MS, Channel.VOICE)
        for name, (value, length_ms) in clauses.items()
    }


def test_two_clauses_of_one_moment_and_one_said_again_are_told_apart() -> None:
    tape = Tape(Mixer())
    tape.mixer.hold(spoken(one=(5, 20), two=(7, 20)))
    plan = [say(100, "one"), say(200, "two"), say(300, "one")]
    for _ in range(20):
        tape.mixer.follow([cue for cue in plan if cue.at_ms >= tape.now_ms - 100])
        tape.play_ms(20)
    begins = [at for at in range(1, tape.frames) if tape.heard[at] and not tape.heard[at - 1]]
    assert begins == [100 * PER_MS, 200 * PER_MS, 300 * PER_MS]
    assert [tape.heard[at] for at in begins] == [5, 7, 5]


def test_a_clause_that_is_not_read_yet_is_said_when_it_is_and_given_up_after_a_second() -> None:
    tape = Tape(Mixer())
    tape.mixer.follow([say(100, "slow"), say(2000, "slower")])
    tape.play_ms(400)
    tape.mixer.hold(spoken(slow=(5, 100)))
    tape.play_ms(3000)
    tape.mixer.hold(spoken(slower=(7, 100)))
    tape.play_ms(1000)
    assert set(tape.heard[400 * PER_MS : 500 * PER_MS]) == {5}
    assert not any(tape.heard[500 * PER_MS :])
    assert tape.mixer.is_quiet


def test_a_late_clause_puts_off_the_next_and_one_that_would_be_too_late_is_left_out() -> None:
    tape = Tape(Mixer())
    tape.mixer.follow([say(100, "long"), say(900, "next"), say(1000, "lost"), say(3000, "next")])
    tape.play_ms(600)
    tape.mixer.hold(spoken(long=(5, 600), next=(7, 900), lost=(9, 100)))
    tape.play_ms(3000)
    changes = [at for at in range(1, tape.frames) if tape.heard[at] != tape.heard[at - 1]]
    assert [at // PER_MS for at in changes] == [600, 1200, 2100, 3000]
    assert [tape.heard[at] for at in changes] == [5, 7, 0, 7]


def test_a_clause_that_cannot_be_heard_and_the_persons_own_words_are_silent() -> None:
    tape = Tape(Mixer())
    tape.mixer.hold({("gone", None): None})
    tape.mixer.follow([say(0, "gone"), say(20, "")])
    tape.play_ms(60)
    assert tape.marks() == []
    assert tape.mixer.is_quiet


def test_one_voice_at_a_time() -> None:
    tape = Tape(Mixer())
    tape.mixer.hold(spoken(one=(3000, 300), two=(500, 100)))
    tape.mixer.follow([say(0, "one"), say(200, "two")])
    tape.play_ms(600)
    assert set(tape.heard[: 300 * PER_MS]) == {3000}
    assert set(tape.heard[300 * PER_MS : 400 * PER_MS]) == {500}
    assert not any(tape.heard[400 * PER_MS :])


def test_tones_and_beats_are_soft_while_the_voice_speaks_and_loud_after_it() -> None:
    sounds = {
        (CueId.BEGIN, None): mark(1000, 400 * PER_MS),
        (CueId.PRESS, None): mark(100, 50 * PER_MS, Channel.METRONOME),
    }
    tape = Tape(Mixer(sounds))
    tape.mixer.hold(spoken(word=(1, 300)))
    tape.mixer.follow([cue(0, CueId.BEGIN), say(100, "word"), cue(200), cue(500)])
    tape.play_ms(600, block_ms=10)
    heard = [tape.heard[at_ms * PER_MS] for at_ms in (99, 121, 210, 399, 401, 510)]
    under = round(1000 * UNDER_VOICE)
    assert heard == [1000, under + 1, under + 1 + round(100 * UNDER_VOICE), under + 1, 0, 100]


def test_the_countdown_stays_as_loud_as_it_is_under_the_voice() -> None:
    ticks = (CueId.LEAD_IN_3, CueId.LEAD_IN_2, CueId.LEAD_IN_1)
    tape = Tape(Mixer({(one, None): mark(100, 100 * PER_MS) for one in ticks}))
    tape.mixer.hold(spoken(word=(1, 2500)))
    tape.mixer.follow([cue(0, ticks[0]), say(50, "word"), cue(1000, ticks[1]), cue(2000, ticks[2])])
    tape.play_ms(2200, block_ms=10)
    heard = [tape.heard[at_ms * PER_MS] for at_ms in (49, 75, 1010, 2010)]
    assert heard == [100, 101, 101, 101]


def test_a_pause_cuts_voice_and_breath() -> None:
    tape = Tape(Mixer({(CueId.BREATHE_IN, None): mark(10, 900 * PER_MS, Channel.BREATH)}))
    tape.mixer.hold(spoken(word=(1000, 900)))
    tape.mixer.follow([cue(0, CueId.BREATHE_IN), say(0, "word")])
    tape.play_ms(200)
    assert tape.heard[-1] == 1010
    tape.mixer.follow([])
    tape.play_ms(100)
    assert not any(tape.heard[230 * PER_MS :])


def test_after_silence_nothing_planned_before_is_heard() -> None:
    tape = Tape(Mixer(POINTS))
    tape.play_ms(100)
    tape.mixer.hold(spoken(old=(5, 100), paused=(7, 100)))
    tape.mixer.follow([cue(90), cue(100), say(100, "old")])
    tape.mixer.silence()
    tape.mixer.follow([say(120, "paused")])
    tape.play_ms(200)
    assert set(tape.heard) == {0, 7}


def test_whatever_a_score_puts_together_stays_below_full_scale() -> None:
    loudness = Loudness(1.0, 1.0, stereo=True, voice=1.0, breath=1.0)
    sounds = palette(loudness)
    loud = Sound(array("h", [32767, -32767] * (400 * PER_MS)), Channel.VOICE)
    together = (
        (CueId.STEP_DONE, CueId.BEGIN, CueId.PRESS),
        (CueId.CHANGE, CueId.PRESS, CueId.LET_GO),
        (CueId.SWITCH_SIDES, CueId.CHANGE, CueId.CIRCLE),
        # nothing else but the breath sounds on while the voice speaks in a lead-in
        (CueId.LEAD_IN_3,),
    )
    for ids in together:
        for spoken_ms in (None, 0, 40):
            peaks = {key: _at_its_peak(sounds[key, Side.LEFT]) for key in ids}
            breath = _at_its_peak(sounds[CueId.BREATHE_IN, None])
            mixer = Mixer(
                {(key, None): one for key, one in peaks.items()}
                | {(CueId.BREATHE_IN, None): breath}
            )
            mixer.hold({("loud", None): stereo(loud, Side.LEFT, VOICE_PEAK / 32767)})
            cues = [cue(0, one) for one in (*ids, CueId.BREATHE_IN)]
            if spoken_ms is not None:
                cues.append(say(spoken_ms, "loud"))
            mixer.follow(cues)
            heard = array("h", mixer.render(200 * PER_MS, BEGINS_MS))
            after_ms = 0 if spoken_ms in (None, 0) else spoken_ms + 21
            most = max(map(abs, heard[2 * after_ms * PER_MS :]))
            assert 8192 < most < 32767


def _at_its_peak(sound: Ready) -> Ready:
    """A sound that is all the time as loud as it ever is."""
    count = len(sound.samples) // 2
    return Ready(array("h", [max(sound.samples[0::2]), 0] * count), sound.channel)


# --- another device -----------------------------------------------------------------------------


def test_on_another_device_cues_are_at_the_clocks_moments_and_nothing_missed_comes_in_a_burst() -> (
    None
):
    mixer = Mixer(POINTS)
    cues = [cue(500 + 1000 * number) for number in range(12)]
    mixer.follow(cues)
    first = QueueingDevice(mixer)
    first.run(3300)
    mixer.begin_anew()
    second = QueueingDevice(mixer)
    second.now_ms = first.now_ms + 2900
    second.begin_late(0)
    second.run(8000)
    lost = [one.at_ms for one in cues if first.now_ms + 100 < one.at_ms < second.now_ms - 8000]
    heard = first.heard_ms + second.heard_ms
    assert len(lost) == 3
    assert [round(at) for at in heard] == [one.at_ms for one in cues if one.at_ms not in lost]


def test_what_sounded_when_the_device_was_lost_does_not_go_on_on_the_next() -> None:
    tape = Tape(Mixer({(CueId.BEGIN, None): mark(1000, 900 * PER_MS)}))
    tape.mixer.follow([cue(0, CueId.BEGIN), cue(600, CueId.BEGIN)])
    tape.play_ms(200)
    tape.mixer.begin_anew()
    tape.play_ms(300)
    assert not any(tape.heard[200 * PER_MS :])


def test_three_hours_of_a_session_do_not_drift() -> None:
    tape = Tape(Mixer(POINTS))
    hours_ms = 3 * 3600 * 1000
    cues = [cue(at_ms) for at_ms in range(1500, hours_ms, 7001)]
    tape.mixer.follow(cues)
    found: list[int] = []
    frames = 0
    while frames < hours_ms * PER_MS:
        block = tape.mixer.render(RATE_HZ, BEGINS_MS + frames // PER_MS)
        if block.count(0) != len(block):
            left = array("h", block)[0::2]
            found += [frames + at for at, one in enumerate(left) if one]
        frames += RATE_HZ
    assert found == [(one.at_ms - BEGINS_MS) * PER_MS for one in cues]
    assert tape.mixer.slips == 0
