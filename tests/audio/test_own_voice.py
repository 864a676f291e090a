"""Own words spoken for real, by the process that the app starts: clips like the recorded ones."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from pathlib import Path

import miniaudio
import numpy as np
import pytest

from acutimer.audio import own_voice
from acutimer.audio.own_clip import (
    LOUDNESS_DB,
    Spoken,
    at_our_rate,
    clip_of_speech,
    levelled,
    loudness_db,
    trimmed,
)
from acutimer.audio.own_speaking import english, german, plain
from acutimer.audio.own_voice import Made, Speaking, engine_of, how_to_install
from acutimer.audio.tones import PER_MS, RATE_HZ
from acutimer.audio.voice import CLIP_PEAK

NOTE = "Let the shoulder drop first."
WORDS = (NOTE, "2 x 30", "“Softly” – don't push!", "[soft](/x/) <b> & C:\\", "", "😀", "ease\0off")


@pytest.fixture(scope="module")
def made() -> Mapping[str, Made]:
    """One process for all tests: it takes seconds to load."""
    engine = engine_of("en")
    assert engine is not None, "the development environment has an English engine"
    return {one.words: one for one in Speaking(engine, WORDS)}


def samples_of(clip: bytes) -> np.ndarray:
    decoded = miniaudio.vorbis_read(clip)
    assert (decoded.sample_rate, decoded.nchannels) == (RATE_HZ, 1)
    return np.array(decoded.samples, np.float64) / 32768


def test_what_has_words_is_spoken_and_what_has_none_is_not(made: Mapping[str, Made]) -> None:
    assert set(made) == set(WORDS) - {"", "😀"}


def test_a_clip_is_like_the_recorded_ones(made: Mapping[str, Made]) -> None:
    for one in made.values():
        samples = samples_of(one.clip)
        assert len(samples) == one.length_ms * PER_MS, one.words
        assert abs(loudness_db(samples) - LOUDNESS_DB) <= 0.5, one.words
        assert np.abs(samples).max() * 32768 <= CLIP_PEAK, one.words
        # it begins soon, and fades out before it ends
        loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max() / 20)
        assert loud[0] < 90 * PER_MS, one.words
        assert 20 * PER_MS < len(samples) - loud[-1] < 400 * PER_MS, one.words


def test_five_words_take_as_long_as_a_calm_person_takes(made: Mapping[str, Made]) -> None:
    assert 1500 <= made[NOTE].length_ms <= 2500


def test_the_same_words_make_the_same_clip(made: Mapping[str, Made]) -> None:
    engine = engine_of("en")
    assert engine is not None
    (again,) = Speaking(engine, [NOTE])
    # but for the number of its stream, which chance gives
    assert again.length_ms == made[NOTE].length_ms
    assert np.array_equal(samples_of(again.clip), samples_of(made[NOTE].clip))


def test_words_are_nowhere_but_in_the_pipe() -> None:
    engine = engine_of("en")
    assert engine is not None
    speaking = Speaking(engine, [NOTE])
    clips = iter(speaking)
    next(clips)
    child = speaking._child
    assert child is not None
    for name in ("cmdline", "environ"):
        assert b"shoulder" not in Path(f"/proc/{child.pid}/{name}").read_bytes()
    assert list(clips) == []
    assert child.poll() is not None, "it ends, and gives its memory back"


def test_who_wants_no_more_ends_it() -> None:
    engine = engine_of("en")
    assert engine is not None
    speaking = Speaking(engine, [NOTE])
    speaking.end()
    assert list(speaking) == []
    speaking = Speaking(engine, [NOTE, NOTE + NOTE])
    for _ in speaking:
        speaking.end()
    assert speaking._child is not None
    assert speaking._child.wait() != 0


def test_an_engine_that_breaks_makes_nothing() -> None:
    broken = own_voice.Engine("no such engine", "1", "en")
    assert list(Speaking(broken, [NOTE])) == []


def test_another_engine_version_language_or_word_is_another_clip() -> None:
    engine = own_voice.Engine("hibari", "0.2.1", "en")
    ids = {
        engine.clip_id("one"),
        engine.clip_id("One"),
        engine._replace(version="0.2.2").clip_id("one"),
        engine._replace(name="pico").clip_id("one"),
        engine._replace(language="de").clip_id("one"),
    }
    assert len(ids) == 5
    assert all(one.startswith("own.") and one.isascii() and len(one) == 24 for one in ids)
    assert engine.clip_id("\udcff") in {engine.clip_id("?")}


def test_no_engine_is_named_where_none_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine_of("es") is None
    assert how_to_install("es") == ""
    assert how_to_install("en") == "pip install acutimer[voice]"
    monkeypatch.setitem(own_voice._ENGINES, "en", ("hibari", "x", ("no_such_module",), "x"))
    assert engine_of("en") is None
    monkeypatch.setitem(own_voice._ENGINES, "en", ("hibari", "no-such-package", ("io",), "x"))
    assert engine_of("en") is None


# --- the samples ---------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [24_000, 16_000, 48_000])
def test_a_sound_is_brought_to_our_rate_without_delay_or_error(rate: int) -> None:
    for hz in (200, 1000, 6000):
        given = np.sin(2 * np.pi * hz * np.arange(rate) / rate) * np.hanning(rate)
        wanted = np.sin(2 * np.pi * hz * np.arange(RATE_HZ) / RATE_HZ)
        wanted *= np.interp(np.arange(RATE_HZ) * rate / RATE_HZ, np.arange(rate), np.hanning(rate))
        error = at_our_rate(Spoken(rate, given)) - wanted
        assert 20 * math.log10(max(1e-9, np.abs(error).max())) < -80, hz


def test_silence_around_a_sound_goes_and_its_level_is_ours() -> None:
    sound = np.sin(2 * np.pi * 440 * np.arange(RATE_HZ) / RATE_HZ) * 0.01
    silence = np.zeros(RATE_HZ)
    kept = trimmed(np.concatenate((silence, sound, silence)))
    assert len(kept) == (20 + 1000 + 100) * PER_MS
    assert abs(loudness_db(levelled(kept)) - LOUDNESS_DB) < 0.1


@pytest.mark.parametrize("samples", [[], [0.0] * 4800, [0.0001] * 4800])
def test_where_nothing_is_said_there_is_no_clip(samples: list[float]) -> None:
    assert clip_of_speech(Spoken(24_000, np.array(samples))) is None


def test_a_sound_of_a_few_samples_is_a_clip() -> None:
    clip = clip_of_speech(Spoken(24_000, np.array([0.5, -0.5, 0.5])))
    assert clip is not None
    assert clip.ogg.startswith(b"OggS")
    assert len(samples_of(clip.ogg)) == clip.length_ms * PER_MS


def test_the_recorded_clauses_are_measured_alike() -> None:
    """The level this module aims at is that of what is shipped."""
    folder = Path(__file__).parents[2] / "resources/voice/en"
    for clause in ("get_ready", "care.rest", "for.20"):
        with io.BytesIO((folder / f"{clause}.ogg").read_bytes()) as file:
            assert abs(loudness_db(samples_of(file.read())) - LOUDNESS_DB) < 1.5, clause


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("2 x 30", "2 times 30."),
        ("2×30 s", "2 times 30 seconds."),
        ("3x, then rest", "3 times, then rest."),
        ("x3", "3 times."),
        ("1,5 kg or 1,000", "1.5 kg or 1,000."),
        ("10 s each", "10 seconds each."),
        ("the 1970s", "the 1970s."),
        ("box 4x4x4", "box 4 times 4 times 4."),
        ("-the sore spot; not the bone", "the sore spot; not the bone."),
        ("one\nline\ttwo", "one line two."),
        ("[soft](/x/)", "soft (/x/)."),
        ("Really?", "Really?"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_what_the_english_engine_would_read_otherwise(words: str, read: str) -> None:
    assert english(words) == read


def test_what_the_german_engine_would_read_otherwise() -> None:
    assert german("2 x 30, dann 3x locker") == "2 mal 30, dann 3 mal locker."


def test_no_word_is_an_order_to_an_engine() -> None:
    assert plain('<volume level="500"/> loud & {x}') == 'volume level="500"/ loud + x.'
