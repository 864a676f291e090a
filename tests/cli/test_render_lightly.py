"""A file that is rendered where the answers allow light pressing only says so, to be heard."""

from __future__ import annotations

from pathlib import Path

import miniaudio
import numpy as np
import pytest
from numpy.typing import NDArray

from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.score import score_of
from acutimer.core.guidance.speech import Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.safety import Answer
from acutimer.runtime.clock import SystemClock
from tests.cli.test_render import render
from tests.core.guidance.voice import guidance
from tests.core.shipped import RESOURCES, atlas, lightly, routine
from tests.journeys.conftest import keep_answers

NAME, RATE_HZ = "desk-pause", 16_000
#: As far as a clause may be from its moment.
_NEAR_MS = 40
Sound = NDArray[np.float64]


def sound_of(path: Path) -> Sound:
    decoded = miniaudio.decode_file(str(path), sample_rate=RATE_HZ, nchannels=1)
    return np.array(decoded.samples, dtype=float)


def likeness(recorded: Sound, clause: Sound, at_ms: int) -> float:
    """How much of what sounds round that moment is the clause, 0 to 1."""
    per_ms = RATE_HZ // 1000
    from_ = (at_ms - _NEAR_MS) * per_ms
    part = recorded[from_ : from_ + len(clause) + 2 * _NEAR_MS * per_ms]
    size = len(part) + len(clause)
    crossed = np.fft.rfft(part, size) * np.conj(np.fft.rfft(clause, size))
    products = np.fft.irfft(crossed, size)[: len(part) - len(clause)]
    power = np.concatenate(([0.0], np.cumsum(part**2)))
    loud = float(np.linalg.norm(clause))
    near = np.sqrt(np.maximum(power[len(clause) : -1] - power[: len(products)], 0.0))
    # a hundredth of the clause's loudness is silence, and like nothing
    return float(np.max(products / (np.maximum(near, loud / 100) * loud)))


@pytest.mark.parametrize(("language", "level"), [("en", Level.ALL), ("de", Level.SHORT)])
def test_lightly_is_heard_before_each_press(tmp_path: Path, language: str, level: Level) -> None:
    clause = sound_of(RESOURCES / "voice" / language / "lightly.ogg")
    telling = Telling(lightly(routine(NAME)), atlas(), guidance(language, level), in_one_go=True)
    score = score_of(with_told_lead_ins(telling))
    moments = [cue.at_ms for cue in score.cues if cue.clause == "lightly"]
    assert len(moments) == len([s for s in score.spans if s.phase.kind.is_pressing]) > 1
    likes: dict[Answer, list[float]] = {}
    for fever in (Answer.YES, Answer.NO):
        home, path = tmp_path / fever, tmp_path / f"{fever}.wav"
        keep_answers(home / "home", SystemClock(), fever=fever)  # type: ignore[arg-type]
        done = render(home, NAME, path, "--voice", language, "--level", level.value)
        assert done.returncode == 0, done.stderr
        likes[fever] = [likeness(sound_of(path), clause, at_ms) for at_ms in moments]
    # tones ring on beneath it, so it is never quite the clause alone
    assert min(likes[Answer.YES]) > 0.7, likes
    assert max(likes[Answer.NO]) < 0.3, likes
