"""Recorded clauses reach the mixer whole and undelayed, and are read only when due soon."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.audio.tones import NEAR_SIDE, VOICE_PEAK, Loudness
from acutimer.audio.voice import CLIP_PEAK, SOON_MS, Voice, clip_of
from acutimer.core.guidance.score import Cue, CueId
from acutimer.core.points import Side
from acutimer.storage.phrase_files import table_of
from tests.amounts import examples
from tests.audio.clips import spoken, write_clip
from tests.core.guidance.voice import FOLDERS, LANGUAGES
from tests.core.shipped import RESOURCES


def say(at_ms: int, clause: str, side: Side | None = None) -> Cue:
    return Cue(at_ms, CueId.SAY, "", side, clause)


def fetched(voice: Voice, now_ms: int) -> Voice:
    while voice.fetch(now_ms):
        pass
    return voice


@given(length=st.integers(1, 5000), data=st.data())
@settings(max_examples=examples(30))
def test_a_clause_lasts_to_the_sample_and_sounds_at_its_sample(
    tmp_path_factory: pytest.TempPathFactory, length: int, data: st.DataObject
) -> None:
    """The way of coding needs a running start, which must not be heard."""
    at = data.draw(st.integers(0, length - 1))
    folder = tmp_path_factory.mktemp("clip")
    click = array("h", bytes(2 * length))
    click[at] = 20_000
    write_clip(folder, "click", click)
    read = clip_of(folder / "en/click.ogg")
    assert read is not None
    assert len(read) == length
    assert abs(max(range(length), key=lambda one: abs(read[one])) - at) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("clause", ["done", "how.hold", "where.GB20.left"])
def test_another_library_reads_the_same_samples(language: str, clause: str) -> None:
    path = table_of(language, FOLDERS).with_name(f"{clause}.ogg")
    read = clip_of(path)
    with soundfile.SoundFile(path) as file:
        other = array("h", bytes(file.buffer_read(dtype="int16")))
    assert read is not None
    assert len(read) == len(other)
    assert max(abs(one - two) for one, two in zip(read, other, strict=True)) <= 2


def test_what_is_no_clause_is_none_and_named(tmp_path: Path) -> None:
    write_clip(tmp_path, "slow", rate=24_000)
    write_clip(tmp_path, "both", channels=2)
    write_clip(tmp_path, "silent", array("h"))
    (tmp_path / "en/broken.ogg").write_bytes(b"OggS and then nothing of the kind")
    (tmp_path / "en/empty.ogg").touch()
    (tmp_path / "en/folder.ogg").mkdir()
    for name in ("slow", "both", "silent", "broken", "empty", "folder", "absent"):
        assert clip_of(tmp_path / f"en/{name}.ogg") is None
        voice = Voice((tmp_path,))
        voice.plan([say(0, name)])
        assert fetched(voice, 0).missing == name


def test_the_first_folder_that_has_a_clause_speaks_it(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, clauses in ((first, {"both": 100}), (second, {"both": 200, "late": 300})):
        for clause, length in clauses.items():
            write_clip(folder, clause, array("h", [9000] * length))
    voice = Voice((tmp_path / "absent", first, second))
    voice.plan([say(0, "both"), say(0, "late")])
    fetched(voice, 0)
    lengths = {clause: len(clip.samples) for (clause, _), clip in voice.clips.items() if clip}
    assert lengths == {"both": 2 * 100, "late": 2 * 300}
    assert not voice.missing


def test_only_what_is_due_soon_is_held_the_first_first(tmp_path: Path) -> None:
    for clause in ("one", "two", "late"):
        write_clip(tmp_path, clause)
    voice = Voice((tmp_path,))
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
    voice = Voice((tmp_path,))
    voice.plan([say(0, "absent"), say(10, "done"), say(20, "gone too")])
    fetched(voice, 0)
    assert voice.clips["absent", None] is None
    assert voice.clips["done", None] is not None
    assert voice.missing == "absent"


def test_a_clause_is_as_loud_as_chosen_and_in_the_language_chosen(tmp_path: Path) -> None:
    loud = spoken("done", peak=32_000)
    write_clip(tmp_path, "done", loud)
    write_clip(tmp_path, "done", array("h", [8192] * 1600), language="de")
    voice = Voice((tmp_path,))
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
    assert left.samples[0] == pytest.approx(8192 / CLIP_PEAK * VOICE_PEAK / 2 * NEAR_SIDE, rel=0.01)
    assert left.samples[0] > 2 * left.samples[1]
    voice.tune(Loudness(voice=0.0))
    assert fetched(voice, 0).clips == {("done", None): None}
    assert not voice.missing


def test_no_clause_we_ship_is_louder_than_is_reckoned_with() -> None:
    for path in (one for folder in FOLDERS for one in folder.glob("*/*.ogg")):
        samples = clip_of(path)
        assert samples is not None, path
        assert max(map(abs, samples)) <= CLIP_PEAK


def test_reading_a_clause_is_quick(tmp_path: Path) -> None:
    from time import process_time

    write_clip(tmp_path, "long", spoken("long", 3000))
    took = []
    for _ in range(3):
        began = process_time()
        clip_of(tmp_path / "en/long.ogg")
        took.append(process_time() - began)
    assert min(took) < 0.3


def test_without_the_library_that_reads_it_a_clause_is_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise ImportError("no miniaudio here")

    monkeypatch.setattr("acutimer.audio.voice.import_miniaudio", missing)
    assert clip_of(RESOURCES / "voice" / "en" / "done.ogg") is None
