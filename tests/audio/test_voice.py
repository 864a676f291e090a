"""Recorded clauses reach the mixer whole and undelayed, and are read only when due soon."""

from __future__ import annotations

import math
from array import array
from pathlib import Path

import miniaudio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.audio.tones import NEAR_SIDE, VOICE_PEAK, Loudness
from acutimer.audio.voice import CLIP_PEAK, SOON_MS, Voice, _weights, clip_of, tripled
from acutimer.core.guidance.score import Cue, CueId
from acutimer.core.points import Side
from tests.audio.clips import spoken, write_clip
from tests.core.shipped import RESOURCES

samples_16 = st.lists(st.integers(-32768, 32767), min_size=1, max_size=60)


def say(at_ms: int, clause: str, side: Side | None = None) -> Cue:
    return Cue(at_ms, CueId.SAY, "", side, clause)


def fetched(voice: Voice, now_ms: int) -> Voice:
    while voice.fetch(now_ms):
        pass
    return voice


@given(samples_16)
def test_every_third_sample_is_one_that_was_given(given_samples: list[int]) -> None:
    made = tripled(array("h", given_samples))
    assert len(made) == 3 * len(given_samples)
    assert list(made[0::3]) == given_samples


@given(samples_16)
def test_what_lies_between_is_the_weighted_sum_of_what_is_around_it(
    given_samples: list[int],
) -> None:
    made = tripled(array("h", given_samples))
    padded = [0] * 12 + given_samples + [0] * 12
    for part in (1, 2):
        weights = _weights(part / 3)
        for at in range(len(given_samples)):
            around = padded[at + 1 : at + 25]
            total = (sum(map(int.__mul__, weights, around)) + (1 << 14)) >> 15
            assert made[3 * at + part] == max(-32768, min(32767, total))


@pytest.mark.parametrize("hz", [200, 1000, 3000, 6000])
def test_a_sine_goes_on_being_that_sine(hz: int) -> None:
    wave = array(
        "h", [round(9000 * math.sin(2 * math.pi * hz * at / 16_000)) for at in range(1600)]
    )
    made = tripled(wave)
    off = [
        made[at] - 9000 * math.sin(2 * math.pi * hz * at / 48_000)
        for at in range(100, len(made) - 100)
    ]
    assert max(map(abs, off)) < 5


def test_a_recorded_clause_is_read_as_it_is(tmp_path: Path) -> None:
    written = write_clip(tmp_path, "done")
    assert clip_of(tmp_path / "en/done.flac") == tripled(written)


def test_what_is_no_clause_is_none(tmp_path: Path) -> None:
    write_clip(tmp_path, "fast", rate=48_000)
    write_clip(tmp_path, "both", channels=2)
    (tmp_path / "en/broken.flac").write_bytes(b"fLaC and then nothing of the kind")
    (tmp_path / "en/empty.flac").touch()
    for name in ("fast", "both", "broken", "empty", "absent"):
        assert clip_of(tmp_path / f"en/{name}.flac") is None


def test_only_what_is_due_soon_is_held_the_first_first(tmp_path: Path) -> None:
    for clause in ("one", "two", "late"):
        write_clip(tmp_path, clause)
    voice = Voice(tmp_path)
    voice.plan([say(5000, "two"), say(1000, "one"), say(1000 + SOON_MS, "late"), say(2000, "")])
    assert voice.fetch(1000)
    assert voice.clips.keys() == {("one", None)}
    assert voice.fetch(1000)
    assert voice.clips.keys() == {("one", None), ("two", None)}
    assert not voice.fetch(1000)
    assert fetched(voice, 9000).clips.keys() == {("late", None)}
    assert fetched(voice, 60_000).clips == {}
    assert not voice.missing


def test_a_missing_clause_is_silent_and_named_once(tmp_path: Path) -> None:
    write_clip(tmp_path, "done")
    voice = Voice(tmp_path)
    voice.plan([say(0, "absent"), say(10, "done"), say(20, "gone too")])
    fetched(voice, 0)
    assert voice.clips["absent", None] is None
    assert voice.clips["done", None] is not None
    assert voice.missing == "absent"


def test_a_clause_is_as_loud_as_chosen_and_in_the_language_chosen(tmp_path: Path) -> None:
    loud = array("h", [32767, -32767] * 800)
    write_clip(tmp_path, "done", loud)
    write_clip(tmp_path, "done", array("h", [8192] * 1600), language="de")
    voice = Voice(tmp_path)
    voice.plan([say(0, "done", Side.LEFT)])
    voice.tune(Loudness(voice=1.0))
    fetched(voice, 0)
    sound = voice.clips["done", None]
    assert sound is not None
    assert max(sound.samples) == pytest.approx(VOICE_PEAK, abs=2)
    voice.tune(Loudness(voice=0.5, language="de", stereo=True))
    fetched(voice, 0)
    left = voice.clips["done", Side.LEFT]
    assert left is not None
    assert left.samples[0] == pytest.approx(8192 / CLIP_PEAK * VOICE_PEAK / 2 * NEAR_SIDE, abs=2)
    assert left.samples[0] > 2 * left.samples[1]
    voice.tune(Loudness(voice=0.0))
    assert fetched(voice, 0).clips == {("done", None): None}
    assert not voice.missing


def test_no_clause_we_ship_is_louder_than_is_reckoned_with() -> None:
    for path in (RESOURCES / "voice").glob("*/*.flac"):
        samples = miniaudio.flac_read_file_s16(str(path)).samples
        assert max(map(abs, samples)) <= CLIP_PEAK


def test_reading_a_clause_is_quick(tmp_path: Path) -> None:
    from time import process_time

    write_clip(tmp_path, "long", spoken("long", 3000))
    took = []
    for _ in range(3):
        began = process_time()
        clip_of(tmp_path / "en/long.flac")
        took.append(process_time() - began)
    assert min(took) < 0.3


def test_without_the_library_that_reads_it_a_clause_is_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise ImportError("no miniaudio here")

    monkeypatch.setattr("acutimer.audio.voice.import_miniaudio", missing)
    assert clip_of(RESOURCES / "voice" / "en" / "done.flac") is None
