"""On a machine that has no time for sound, every cue is still heard once, or said to be missed.

The device, its queue and the clock are made up, so that thousands of schedules are tried: blocks
asked for late, plans changed between any two of them, sounds and clauses that are made late.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.audio.mixer import LATE_MS, Mixer
from acutimer.audio.tie import AHEAD_MS, LEARNS_MS, SLIP_MS
from acutimer.audio.tones import Channel, Ready
from acutimer.core.guidance.score import Cue, CueId
from acutimer.core.points import Side
from tests.amounts import examples
from tests.audio.tape import BEGINS_MS, POINTS, QueueingDevice, cue, mark

#: What a device queues and asks for at once, in ms: PulseAudio's, a card's, one of short blocks.
DEVICES = ((490, 170), (300, 100), (100, 20))
SOUNDING = (CueId.PRESS, CueId.LET_GO, CueId.BEGIN, CueId.STEP_DONE)


@dataclass(frozen=True)
class Happening:
    """After so many ms of quiet, nobody asks for a block for some time."""

    after_ms: int
    late_ms: int
    #: how far into that time the same plan is handed out again; None for not at all
    planned_ms: int | None
    #: whether the sounds are made anew
    tuned: bool


happenings = st.lists(
    st.builds(
        Happening,
        st.integers(0, 3000),
        st.integers(0, 500),
        # a plan made later than that after a cue gives it up, and tells so
        st.none() | st.integers(0, LATE_MS - SLIP_MS),
        st.booleans(),
    ),
    max_size=12,
)
plans = st.lists(
    st.tuples(st.integers(500, 20_000), st.sampled_from(SOUNDING)), max_size=60, unique=True
).map(lambda found: [cue(at_ms, cue_id) for at_ms, cue_id in sorted(found)])


def let_happen(device: QueueingDevice, cues: list[Cue], what: list[Happening]) -> float:
    """Play through it; gives when it was over."""
    device.mixer.follow(cues, device.now_ms)
    for one in what:
        device.run(one.after_ms)
        planned_ms = 0
        if one.planned_ms is not None:
            planned_ms = min(one.planned_ms, one.late_ms)
            device.stand_still(planned_ms)
            ahead = [cue for cue in cues if cue.at_ms >= device.now_ms]
            device.mixer.follow(ahead, device.now_ms)
        device.stand_still(one.late_ms - planned_ms)
        if one.tuned:
            device.mixer.use(dict(POINTS))
        device.run(1)
    return device.now_ms


def until_all_is_heard(device: QueueingDevice, cues: list[Cue]) -> None:
    ends_ms = max((one.at_ms for one in cues), default=device.now_ms)
    device.run(ends_ms + 2000 - device.now_ms)


@settings(deadline=None, max_examples=examples(100))
@given(st.sampled_from(DEVICES), plans, happenings)
def test_every_cue_is_heard_once_however_late_blocks_are_asked_for(
    form: tuple[int, int], cues: list[Cue], what: list[Happening]
) -> None:
    device = QueueingDevice(Mixer(POINTS), *form)
    over_ms = let_happen(device, cues, what)
    begins_ms = max(0.0, 1000 - device.played_ms)
    until_all_is_heard(device, cues)
    assert device.count_of(POINTS) == Counter(one.id for one in cues)
    assert device.mixer.missed == 0
    # What comes once all is quiet again, and the queue full, is where it was always to be; but in a
    # device's first second nobody can tell whether it already plays what it was given.
    quiet_ms = over_ms + begins_ms + 2 * sum(form)
    heard_ms = device.heard_ms
    for one in cues:
        if one.at_ms > quiet_ms:
            assert min(abs(at_ms - one.at_ms) for at_ms in heard_ms) <= SLIP_MS + 1


@pytest.mark.parametrize("form", DEVICES)
@pytest.mark.parametrize("hole_ms", [AHEAD_MS + 1, 50, 173, 500])
def test_after_a_hole_the_next_cues_are_in_their_places_to_a_millisecond(
    form: tuple[int, int], hole_ms: int
) -> None:
    device = QueueingDevice(Mixer(POINTS), *form)
    cues = [cue(at_ms) for at_ms in range(500, 30_000, 500)]
    device.mixer.follow(cues)
    device.run(LEARNS_MS + 3000)
    queued_ms = form[0]
    device.stand_still(queued_ms + hole_ms)
    device.run(15_000)
    assert len(device.heard) > 50
    began_ms = BEGINS_MS + LEARNS_MS + 3000
    off = {
        one.at_ms: min(abs(at_ms - one.at_ms) for at_ms in device.heard_ms)
        for one in cues
        if one.at_ms < BEGINS_MS + 27_000
    }
    displaced = [at_ms for at_ms, away_ms in off.items() if away_ms > 1]
    assert all(began_ms <= at_ms <= began_ms + 2 * queued_ms + hole_ms for at_ms in displaced)


@pytest.mark.parametrize("block_ms", [20, 100, 170, 300])
@pytest.mark.parametrize("after_ms", range(0, 300, 37))
def test_a_cue_at_the_very_moment_of_a_plan_is_heard_whenever_the_next_block_is_asked_for(
    block_ms: int, after_ms: int
) -> None:
    """A key begins the next step: its tone is due as the plan is made, not as it is taken."""
    device = QueueingDevice(Mixer(POINTS), 600, block_ms)
    device.run(1000)
    device.stand_still(after_ms)
    device.mixer.silence()
    device.mixer.follow([cue(1000 + after_ms), cue(3000)], device.now_ms)
    device.stand_still(300 - after_ms)
    device.run(4000)
    assert len(device.heard) == 2
    assert device.mixer.missed == 0


def test_what_came_late_with_its_plan_is_left_out_and_counted() -> None:
    device = QueueingDevice(Mixer(POINTS))
    device.run(2000)
    made_ms = device.now_ms
    device.stand_still(90)
    device.mixer.follow([cue(2000 - LATE_MS - 1), cue(2000 - LATE_MS)], made_ms)
    device.run(1000)
    assert len(device.heard) == 1
    assert device.mixer.missed == 1


def test_the_plan_before_holds_until_the_next_one_was_made_and_no_longer() -> None:
    device = QueueingDevice(Mixer(POINTS), 600, 300)
    device.mixer.follow([cue(1010), cue(1250, CueId.LET_GO)], device.now_ms)
    device.run(1000 - 601)
    device.stand_still(640)
    made_ms = device.now_ms
    device.stand_still(250)
    device.mixer.follow([cue(2000, CueId.BEGIN)], made_ms)
    device.run(3000)
    assert device.count_of(POINTS) == {CueId.PRESS: 1, CueId.BEGIN: 1}


def test_cues_of_a_hole_that_is_too_long_are_counted_as_missed() -> None:
    device = QueueingDevice(Mixer(POINTS))
    cues = [cue(at_ms) for at_ms in range(500, 20_000, 250)]
    device.mixer.follow(cues)
    device.run(5000)
    device.stand_still(4000)
    device.run(16_000)
    assert 8 <= device.mixer.missed <= 16
    assert device.count_of(POINTS)[CueId.PRESS] + device.mixer.missed == len(cues)


def test_a_clause_and_a_sound_that_never_came_are_counted_as_missed() -> None:
    device = QueueingDevice(Mixer())
    device.mixer.follow([cue(500), Cue(BEGINS_MS + 600, CueId.SAY, "", None, "unread")])
    device.run(3000)
    assert not device.heard
    assert device.mixer.missed == 2


@settings(deadline=None, max_examples=examples(60))
@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 500)), min_size=1, max_size=5),
    st.sampled_from(DEVICES),
)
def test_a_clause_is_said_once_however_late_it_is_read_and_blocks_are_asked_for(
    troubles: list[tuple[int, int]], form: tuple[int, int]
) -> None:
    """What is queued counts: a clause read 300 ms after its moment is heard 800 ms after it."""
    device = QueueingDevice(Mixer(POINTS), *form)
    says = [
        Cue(BEGINS_MS + 3000 * (number + 1), CueId.SAY, "", None, f"clause{number}")
        for number in range(len(troubles))
    ]
    device.mixer.follow(says, device.now_ms)
    clips: dict[tuple[str, Side | None], Ready | None] = {}
    for said, (read_ms, late_ms) in zip(says, troubles, strict=True):
        device.run(said.at_ms + read_ms - late_ms - device.now_ms)
        clips = {**clips, (said.clause, None): mark(len(clips) + 1, 1, Channel.VOICE)}
        device.mixer.hold(clips)
        device.stand_still(late_ms)
        device.run(1)
    device.run(2000)
    assert [value for _, value in device.heard] == list(range(1, len(says) + 1))
    assert device.mixer.missed == 0
