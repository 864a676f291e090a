"""A routine as a WAV file holds every cue at its exact sample."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

from acutimer.audio.render import render_score
from acutimer.audio.tones import PER_MS, RATE_HZ, Palette
from acutimer.core.score import CueId, Score, score_of
from tests.audio.tape import mark
from tests.core.shipped import atlas, built, routine

#: A mark of one frame for each cue, each a value of its own.
MARKS: Palette = {(cue_id, None): mark(2**at, 1) for at, cue_id in enumerate(list(CueId)[:15])}


def heard(path: Path) -> array[int]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE_HZ)
        return array("h", file.readframes(file.getnframes()))[0::2]


def marks_of(score: Score) -> dict[int, int]:
    found: dict[int, int] = {}
    for cue in score.cues:
        at = cue.at_ms * PER_MS
        found[at] = found.get(at, 0) + MARKS[cue.id, None].samples[0]
    return found


def test_a_shipped_routine_has_every_cue_at_its_sample(tmp_path: Path) -> None:
    score = score_of(routine("desk-pause"), atlas())
    length_ms = render_score(score, tmp_path / "out.wav", sounds=MARKS)
    samples = heard(tmp_path / "out.wav")
    assert {at: value for at, value in enumerate(samples) if value} == marks_of(score)
    assert len(samples) == length_ms * PER_MS >= score.length_ms * PER_MS


def test_presses_and_circles_and_a_switch_of_sides_are_all_there(tmp_path: Path) -> None:
    score = score_of(
        built(
            {"kind": "presses", "point": "LI4", "side": "in_turn"},
            {"kind": "circles", "point": "BL10", "side": "both"},
        ),
        atlas(),
    )
    render_score(score, tmp_path / "out.wav", sounds=MARKS)
    samples = heard(tmp_path / "out.wav")
    assert {at: value for at, value in enumerate(samples) if value} == marks_of(score)
    assert {CueId.PRESS, CueId.LET_GO, CueId.CIRCLE, CueId.SWITCH_SIDES} <= {
        cue.id for cue in score.cues
    }


def test_the_file_lasts_until_the_last_tone_has_rung_out(tmp_path: Path) -> None:
    score = score_of(built({"kind": "hold", "point": "GB20", "side": "both"}), atlas())
    length_ms = render_score(score, tmp_path / "out.wav")
    samples = heard(tmp_path / "out.wav")
    assert length_ms > score.length_ms + 1500
    assert any(samples[(score.length_ms + 1000) * PER_MS :])
    assert not any(samples[-10 * PER_MS :])
