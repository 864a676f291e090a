"""A routine as a sound file holds every cue at its exact sample, or there is no file."""

from __future__ import annotations

import resource
import time
import wave
from array import array
from dataclasses import replace
from operator import mul, sub
from pathlib import Path

import miniaudio
import pytest

from acutimer.audio.render import blocks_of, render_score
from acutimer.audio.tones import PER_MS, RATE_HZ, Loudness, Palette, palette
from acutimer.audio.voice import Voice
from acutimer.core.guidance.score import Cue, CueId, Score, score_of
from acutimer.core.guidance.telling import Telling
from acutimer.places import voice_folders
from tests.audio.tape import mark
from tests.core.guidance.voice import FOLDERS, LANGUAGES, guidance
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
    score = score_of(Telling(routine("desk-pause"), atlas()))
    length_ms = render_score(score, tmp_path / "out.wav", sounds=MARKS)
    samples = heard(tmp_path / "out.wav")
    assert {at: value for at, value in enumerate(samples) if value} == marks_of(score)
    assert len(samples) == length_ms * PER_MS >= score.length_ms * PER_MS


def test_presses_and_circles_and_a_switch_of_sides_are_all_there(tmp_path: Path) -> None:
    score = score_of(
        Telling(
            built(
                {"kind": "presses", "point": "LI4", "side": "in_turn"},
                {"kind": "circles", "point": "BL10", "side": "both"},
            ),
            atlas(),
        )
    )
    render_score(score, tmp_path / "out.wav", sounds=MARKS)
    samples = heard(tmp_path / "out.wav")
    assert {at: value for at, value in enumerate(samples) if value} == marks_of(score)
    assert {CueId.PRESS, CueId.LET_GO, CueId.CIRCLE, CueId.SWITCH_SIDES} <= {
        cue.id for cue in score.cues
    }


def test_the_file_lasts_until_the_last_tone_has_rung_out(tmp_path: Path) -> None:
    score = score_of(Telling(built({"kind": "hold", "point": "GB20", "side": "both"}), atlas()))
    length_ms = render_score(score, tmp_path / "out.wav")
    samples = heard(tmp_path / "out.wav")
    assert length_ms > score.length_ms + 1500
    assert any(samples[(score.length_ms + 1000) * PER_MS :])
    assert not any(samples[-10 * PER_MS :])


# --- with a voice, as FLAC, and where it cannot be written ---------------------------------------

#: How far from its sample an onset is looked for, and how much of a sound is compared.
_FRAMES_OFF = 12
_COMPARED = 30 * PER_MS


def guided(*steps: dict[str, object], language: str = "en") -> Score:
    """A routine with everything that sounds."""
    return score_of(Telling(built(*steps), atlas(), guidance(language, breath_ms=8000)))


PRESSES = {"kind": "presses", "point": "LI4", "side": "in_turn"}
CIRCLES = {"kind": "circles", "point": "BL10", "side": "both"}
HOLD = {"kind": "hold", "point": "GB21", "side": "in_turn", "seconds": 30, "own": True}
#: As fast as strokes may be, so that their tones come as near to others as they ever do.
STROKES = {"kind": "strokes", "point": "GB20", "side": "right", "seconds": 30, "stroke": 4}


def alone(score: Score, cue: Cue, tones: Palette, voice: Voice) -> array[int]:
    """What that cue sounds like by itself, both channels, from its moment on."""
    one = Score(score.routine, 0, (), (replace(cue, at_ms=0),))
    blocks = blocks_of(one, tones, voice)
    return array("h", b"".join([next(blocks)]))


def frames_off(heard: array[int], at: int, sound: array[int]) -> int:
    """By how many frames a sound comes late, by where it fits best."""
    sound = sound[: 2 * _COMPARED]

    def apart(off: int) -> int:
        begins = 2 * (at + off)
        between = list(map(sub, heard[begins : begins + len(sound)], sound))
        return sum(map(mul, between, between))

    return min(range(max(-at, -_FRAMES_OFF), _FRAMES_OFF + 1), key=apart)


@pytest.mark.parametrize(
    ("loudness", "layers"),
    [
        *(
            (
                Loudness(0.0, 0.0, stereo=True, voice=1.0, language=language),
                {"where.LI4.left", "switch", "how.circles"},
            )
            for language in LANGUAGES
        ),
        (Loudness(1.0, 0.0, stereo=True, voice=0.0), {"lead_in_3", "begin", "switch_sides"}),
        (
            Loudness(0.0, 1.0, stereo=True, voice=0.0),
            {"press", "let_go", "circle", "stroke", "lift"},
        ),
    ],
)
def test_every_onset_of_a_guided_session_is_at_its_sample(
    loudness: Loudness, layers: set[str]
) -> None:
    score = guided(PRESSES, CIRCLES, STROKES, HOLD, language=loudness.language)
    tones = palette(loudness)
    heard = array("h", b"".join(blocks_of(score, tones, Voice(FOLDERS, loudness))))
    sounds: dict[object, array[int]] = {}
    judged: set[str] = set()
    for cue in score.cues:
        key = (cue.id, cue.side, cue.clause)
        if key not in sounds:
            sounds[key] = alone(score, cue, tones, Voice(FOLDERS, loudness))
        if any(sounds[key]):
            assert frames_off(heard, cue.at_ms * PER_MS, sounds[key]) == 0, cue
            judged.add(cue.clause or cue.id)
    assert layers <= judged


def test_all_layers_together_are_never_held_at_full_scale() -> None:
    loudness = Loudness(1.0, 1.0, True, 1.0, 1.0, "en", 7.5)
    voice = Voice(voice_folders(), loudness)
    score = guided(PRESSES, CIRCLES, STROKES, HOLD)
    heard = array("h", b"".join(blocks_of(score, palette(loudness), voice)))
    assert 16384 < max(map(abs, heard)) < 32767
    assert not voice.missing


def test_flac_holds_the_same_samples_as_wav_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    score = guided(CIRCLES)
    for name in ("a.wav", "a.flac", "b.flac"):
        render_score(score, tmp_path / name, voice=Voice(voice_folders()))
    with wave.open(str(tmp_path / "a.wav")) as file:
        plain = file.readframes(file.getnframes())
    decoded = miniaudio.flac_read_file_s16(str(tmp_path / "a.flac"))
    assert (decoded.nchannels, decoded.sample_rate) == (2, RATE_HZ)
    assert decoded.samples.tobytes() == plain
    assert (tmp_path / "a.flac").read_bytes() == (tmp_path / "b.flac").read_bytes()
    assert (tmp_path / "a.flac").stat().st_size < len(plain) / 3


@pytest.mark.parametrize("name", ["out.wav", "out.flac"])
def test_a_file_that_cannot_be_written_whole_leaves_what_was_there(
    tmp_path: Path, name: str
) -> None:
    score = score_of(Telling(routine("desk-pause"), atlas()))
    folder = tmp_path / "music"
    folder.mkdir()
    (folder / name).write_bytes(b"before")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, usual[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            render_score(score, folder / name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert (folder / name).read_bytes() == b"before"
    assert [one.name for one in folder.iterdir()] == [name]


def test_ten_minutes_are_written_in_a_small_part_of_them(tmp_path: Path) -> None:
    began = time.process_time()
    length_ms = render_score(
        score_of(Telling(routine("neck-and-shoulders"), atlas())), tmp_path / "a.flac"
    )
    assert length_ms > 500_000
    assert time.process_time() - began < 20
