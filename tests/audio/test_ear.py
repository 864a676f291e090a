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

EAR = Path(__file__).parents[2] / "packaging/bench/ear.py"
IDS = (CueId.PRESS, CueId.LET_GO, CueId.CIRCLE)
#: Frames of twenty cues, half a second apart, the first half a second in.
CUES = [at * 500 * PER_MS for at in range(1, 21)]
_LATE = 70_000


@cache
def ear() -> Any:
    spec = importlib.util.spec_from_file_location("acutimer_bench_ear", EAR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def played(places: list[tuple[int, int]], count: int = 560_000) -> Any:
    """Sounds by number, each at its frame."""
    samples = np.zeros(count)
    for number, at in places:
        sound = sound_of(IDS[number % len(IDS)])
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
