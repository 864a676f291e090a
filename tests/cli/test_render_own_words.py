"""A rendered file holds the person's own words, at their sample; what it cannot hold is named."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

import miniaudio
import numpy as np
import pytest

from acutimer.audio import own_voice
from acutimer.audio.tones import PER_MS, RATE_HZ
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from tests.cli.in_process import Verbs
from tests.journeys.conftest import keep_answers

ROUTINE = """
schema = 1
id = "mine"
name = "Mine"

[[steps]]
kind = "hold"
point = "GB20"
side = "both"
seconds = 30
note = "{note}"

[[steps]]
kind = "care"
care = "head_turns"
seconds = 30
"""
NOTE = "Let the jaw go, 2 x 30."


@pytest.fixture
def verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    keep_answers(tmp_path / "home", SystemClock())
    return Verbs(tmp_path / "home", capsys)


def file_with(tmp_path: Path, note: str) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(ROUTINE.format(note=note), "utf-8")
    return path


def left_of(path: Path) -> array[int]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate()) == (2, RATE_HZ)
        return array("h", file.readframes(file.getnframes()))[0::2]


def test_own_words_are_in_the_file_at_their_sample(verbs: Verbs, tmp_path: Path) -> None:
    mine = file_with(tmp_path, NOTE)
    out = tmp_path / "out.wav"
    preferences = places_for(verbs.home).preferences
    preferences.parent.mkdir(parents=True, exist_ok=True)
    preferences.write_text("tones = false\nmetronome = false\n", "utf-8")
    assert verbs("render", mine, out, "--level", "short").endswith(", checked")
    (clip,) = places_for(verbs.home).own_clips.glob("en/own.*.ogg")
    spoken = np.array(miniaudio.vorbis_read(clip.read_bytes()).samples, float)
    samples = np.array(left_of(out), float)
    at = placed(samples, spoken)
    heard = samples[at : at + len(spoken)]
    gain = heard @ spoken / (spoken @ spoken)
    assert gain > 0.3
    assert np.abs(heard - gain * spoken).max() < 4, "all of it, to the sample"
    assert at % PER_MS == 0, "where the score has it"
    assert at > 800 * PER_MS, "after the first words"
    assert not samples[at - 100 * PER_MS : at].any(), "a gap before it"
    # again: from the cache, the same file
    again = tmp_path / "again.wav"
    verbs("render", mine, again, "--level", "short")
    assert again.read_bytes() == out.read_bytes()


def placed(samples: np.ndarray, sound: np.ndarray) -> int:
    """Where in the samples the sound stands: where they are most alike."""
    count = 1 << (len(samples) + len(sound)).bit_length()
    alike = np.fft.rfft(samples, count) * np.conj(np.fft.rfft(sound, count))
    return int(np.fft.irfft(alike, count)[: len(samples)].argmax())


def test_a_recording_that_broke_is_made_anew(verbs: Verbs, tmp_path: Path) -> None:
    mine, out, again = file_with(tmp_path, NOTE), tmp_path / "out.wav", tmp_path / "again.wav"
    verbs("render", mine, out)
    (clip,) = places_for(verbs.home).own_clips.glob("en/own.*.ogg")
    clip.write_bytes(clip.read_bytes()[:3000])
    verbs("render", mine, again)
    assert left_of(again) == left_of(out)


@pytest.mark.parametrize(
    ("note", "voice", "says"),
    [
        ("合谷", "en", "It has letters that the chosen voice cannot say."),
        ("auf den Ellbogen lehnen", "en", "It looks like another language than the chosen voice"),
        ("...", "en", "There is no word in it."),
    ],
)
def test_what_no_voice_can_say_is_named_by_its_step(
    verbs: Verbs, tmp_path: Path, note: str, voice: str, says: str
) -> None:
    out = tmp_path / "out.wav"
    code, _, said = verbs.ended("render", file_with(tmp_path, note), out, "--voice", voice)
    assert code == 0
    (line,) = said.splitlines()
    assert line.startswith("acutimer: Your own words in step 1 are not in the file. ")
    assert says in line
    assert not places_for(verbs.home).own_clips.exists()


def test_without_an_engine_the_rest_is_rendered_and_one_sentence_says_how_to_get_it(
    verbs: Verbs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = ("hibari", "hibari-tts", ("no_such_module",), "acutimer[voice]")
    monkeypatch.setitem(own_voice._ENGINES, "en", missing)
    out = tmp_path / "out.wav"
    code, _, said = verbs.ended("render", file_with(tmp_path, NOTE), out)
    assert code == 0
    (line,) = said.splitlines()
    assert "in step 1" in line
    assert "pip install acutimer[voice]" in line
    assert NOTE not in line
    assert any(left_of(out))


def test_a_profile_that_takes_no_file_is_one_sentence(verbs: Verbs, tmp_path: Path) -> None:
    clips = places_for(verbs.home).own_clips
    clips.write_text("a file where a folder should be")
    out = tmp_path / "out.wav"
    code, _, said = verbs.ended("render", file_with(tmp_path, NOTE), out)
    assert code == 0
    (line,) = said.splitlines()
    assert "could not be kept as sound" in line
    assert any(left_of(out))


@pytest.mark.parametrize("options", [("--voice", "none"), ("--level", "tones")])
def test_without_a_voice_nothing_is_made(
    verbs: Verbs, tmp_path: Path, options: tuple[str, ...]
) -> None:
    verbs("render", file_with(tmp_path, NOTE), tmp_path / "out.wav", *options)
    assert not places_for(verbs.home).own_clips.exists()


def test_the_lint_tells_what_cannot_be_said(verbs: Verbs, tmp_path: Path) -> None:
    told = verbs("routine", "lint", file_with(tmp_path, "合谷"))
    assert "line 6, step 1: The voice cannot say your words here" in told
    assert "(words_not_spoken)" in told
    assert "words_not_spoken" not in verbs("routine", "lint", file_with(tmp_path, NOTE))
