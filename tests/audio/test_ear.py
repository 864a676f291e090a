"""The ear of the bench hears what is lost, doubled, moved or drifting, and nothing else."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acutimer.audio.tones import PER_MS, sound_of
from acutimer.core.guidance.score import CueId

BENCH = Path(__file__).parents[2] / "packaging/bench"
IDS = (CueId.PRESS, CueId.LET_GO, CueId.CIRCLE)
#: Which of them each cue is: no part of it is like another, so its place can be told.
ORDER = (0, 1, 2, 0, 1, 1, 0, 2, 2, 2, 1, 0, 0, 2, 1, 1, 2, 0, 1, 0)
#: Frames of twenty cues, half a second apart, the first half a second in.
CUES = [at * 500 * PER_MS for at in range(1, 21)]
_LATE = 70_000


@cache
def module_of(name: str) -> Any:
    """A part of the bench; it finds the others beside it."""
    sys.path.insert(0, str(BENCH))
    spec = importlib.util.spec_from_file_location(f"acutimer_bench_{name}", BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCH))
    return module


def ear() -> Any:
    return module_of("ear")


def played(places: list[tuple[int, int]], count: int = 560_000) -> Any:
    """Sounds by number, each at its frame."""
    samples = np.zeros(count)
    for number, at in places:
        sound = sound_of(IDS[ORDER[number % len(ORDER)]])
        assert sound is not None
        samples[at : at + len(sound.samples)] += np.array(sound.samples)
    return samples


def judged(places: list[tuple[int, int]]) -> dict[str, Any]:
    expected = played(list(enumerate(CUES)))
    recorded = played([(number, at + _LATE) for number, at in places], 700_000)
    return ear().judged(recorded, expected, CUES)


AS_PLANNED = list(enumerate(CUES))


def test_what_is_played_as_planned_is_without_fault() -> None:
    seen = judged(AS_PLANNED)
    assert (seen["lost"], seen["extra"], seen["drift_frames"]) == (0, 0, 0)
    assert seen["max_ms"] == 0


def test_a_cue_that_is_missing_is_lost() -> None:
    assert judged(AS_PLANNED[:7] + AS_PLANNED[8:])["lost"] == 1


def test_a_cue_that_sounds_twice_is_one_too_many() -> None:
    seen = judged([*AS_PLANNED, (1, CUES[10] + 200 * PER_MS)])
    assert (seen["lost"], seen["extra"]) == (0, 1)


def test_a_cue_that_is_moved_is_off_by_as_much() -> None:
    moved = [(number, at + (144 if number == 4 else 0)) for number, at in AS_PLANNED]
    seen = judged(moved)
    assert (seen["lost"], seen["max_ms"]) == (0, pytest.approx(3.0))


def test_cues_that_come_later_and_later_drift() -> None:
    seen = judged([(number, at + number) for number, at in AS_PLANNED])
    assert seen["drift_frames"] == 10
    assert seen["fitted_drift_frames"] == pytest.approx(19, abs=0.1)


@pytest.mark.parametrize("short_ms", [100, 300, 340])
def test_a_recording_that_ends_before_its_last_cue_has_lost_that_one(short_ms: int) -> None:
    """The place where the cue should be is then shorter than what is looked for."""
    cues = [at * 500 * PER_MS for at in range(1, 61)]
    whole = 1_600_000
    recorded = played([(number, at + _LATE) for number, at in enumerate(cues)], whole)
    recorded = recorded[: cues[-1] + _LATE - short_ms * PER_MS]
    found = ear().heard_cues(recorded, played(list(enumerate(cues)), whole), cues)
    assert [one.at for one in found if one.heard is None] == [cues[-1]]


# --- recordings that are not as they should be ---------------------------------------------------


def found_in(recorded: Any, expected: Any, cues: list[int]) -> list[int | None]:
    return [one.heard for one in ear().heard_cues(recorded, expected, cues)]


@pytest.mark.parametrize("count", [0, 1, 7, 7200, 48_000])
@pytest.mark.parametrize("cues", [[], CUES[:3]])
def test_a_recording_that_never_began_or_is_silent_has_lost_every_cue(
    count: int, cues: list[int]
) -> None:
    seen = ear().judged(np.zeros(count), played(AS_PLANNED), cues)
    assert (seen["lost"], seen["extra"], seen["drift_frames"]) == (len(cues), 0, 0)
    assert seen["max_ms"] == float("inf")
    assert ear().histogram(seen["off"]).count("0") > 0


def test_a_recording_that_began_late_has_lost_what_was_before() -> None:
    """The score then begins before the recording: at a negative place."""
    late = CUES[5] + 100 * PER_MS
    recorded = played(AS_PLANNED)[late:]
    heard = found_in(recorded, played(AS_PLANNED), CUES)
    assert heard == [None] * 6 + [at - late for at in CUES[6:]]


def test_a_recording_shorter_than_the_score_has_the_cues_that_are_in_it() -> None:
    expected = played(AS_PLANNED)
    recorded = np.concatenate((np.zeros(_LATE), expected[: CUES[9]]))
    heard = found_in(recorded, expected, CUES)
    assert heard == [at + _LATE for at in CUES[:9]] + [None] * 11


def test_cues_after_the_end_of_the_score_are_lost_and_break_nothing() -> None:
    expected = played(AS_PLANNED)
    beyond = [*CUES, len(expected), len(expected) + 50_000]
    seen = ear().judged(np.concatenate((np.zeros(_LATE), expected)), expected, beyond)
    assert seen["lost"] == 2
    assert seen["max_ms"] == 0


def test_cues_that_all_begin_at_once_do_not_drift() -> None:
    seen = ear().judged(played(AS_PLANNED), played(AS_PLANNED), [CUES[3]] * 5)
    assert (seen["lost"], seen["fitted_drift_frames"]) == (0, 0)


def test_the_score_is_found_though_its_beginning_is_missing_and_beats_are_all_alike() -> None:
    """Found by its first seconds alone, the score lay two seconds off: beats fit there as well."""
    beats = [at * 1000 * PER_MS for at in range(1, 61)]
    plan = [*((2, at) for at in beats), (0, beats[20] + 7000), (1, beats[40] + 9000)]
    count = 3_000_000
    recorded = played([(number, at + _LATE) for number, at in plan[3:]], count + _LATE)
    heard = found_in(recorded, played(plan, count), beats)
    assert heard == [None] * 3 + [at + _LATE for at in beats[3:]]


# --- whose loss it is ----------------------------------------------------------------------------


def leads(count: int, lost_at: int | None = None, lost_ms: float = 0.0) -> list[float]:
    """How far a recorder is ahead that writes 50 ms at once and is looked at every 37."""
    ahead = [at * 37 // 50 * 50 - at * 37.0 for at in range(count)]
    return [
        one - (lost_ms if lost_at is not None and at >= lost_at else 0)
        for at, one in enumerate(ahead)
    ]


def test_a_recorder_that_keeps_up_has_lost_nothing() -> None:
    lost = module_of("cues").lost_ms
    assert lost(leads(400)) == 0
    assert lost([]) == lost([0.0]) == lost([0.0, 5.0, 3.0]) == 0


@pytest.mark.parametrize("gone_ms", [11.0, 50.0, 3000.0])
def test_a_recorder_that_lost_samples_is_told_from_the_player(gone_ms: float) -> None:
    bench = module_of("cues")
    assert bench.lost_ms(leads(400, 200, gone_ms)) == gone_ms > bench.DAMAGED_MS


GOOD = {"damaged": False, "lost": 0, "extra": 0, "p99_ms": 0.0, "max_ms": 0.0, "drift_frames": 0}


@pytest.mark.parametrize(
    ("runs", "is_held"),
    [
        ([GOOD, GOOD, GOOD], True),
        ([GOOD, GOOD, GOOD | {"p99_ms": 9.0, "max_ms": 9.0}], True),
        ([GOOD, GOOD | {"lost": 1}, GOOD], False),
        ([GOOD, GOOD | {"extra": 1}, GOOD], False),
        ([GOOD | {"max_ms": 11.0}] * 3, False),
        ([GOOD | {"drift_frames": 1}] * 3, False),
        ([GOOD, GOOD | {"damaged": True, "lost": 3}, GOOD, GOOD], True),
        ([GOOD, GOOD, GOOD | {"damaged": True}], False),
        ([GOOD | {"damaged": True}] * 3, False),
        ([], False),
    ],
)
def test_a_damaged_recording_never_counts_and_no_whole_one_may_lose_a_cue(
    runs: list[dict[str, Any]], is_held: bool
) -> None:
    assert module_of("cues").holds(runs, 3) is is_held
