"""The recorded phrases we ship: complete, as the table says, equally loud, small, free to ship."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import miniaudio
import numpy as np
import pytest
from numpy.typing import NDArray

from acutimer.audio.voice import CLIP_PEAK
from acutimer.core.guidance.score import CueId, score_of
from acutimer.core.guidance.speech import Guidance
from acutimer.core.guidance.telling import Telling
from acutimer.core.routine_lint import is_spoken
from acutimer.core.routines import HEAD_TURNS, REST
from acutimer.storage.phrase_files import languages, table_of
from tests.core.guidance.voice import FOLDERS, LANGUAGES, clauses, guidance
from tests.core.shipped import RESOURCES, atlas, routines

VOICE = RESOURCES / "voice"
TABLES = RESOURCES.parent / "packaging" / "voice" / "phrases"
MOST_BYTES = 4_000_000
RATE_HZ = 48_000
PER_MS = RATE_HZ // 1000
#: A first or last sample so far below full scale (-60 dB) is heard by nobody.
CLICK = 32


def folder_of(language: str) -> Path:
    return table_of(language, FOLDERS).parent


@cache
def samples(language: str, clause: str) -> NDArray[np.int64]:
    found = miniaudio.vorbis_read_file(str(folder_of(language) / f"{clause}.ogg"))
    assert (found.nchannels, found.sample_rate) == (1, RATE_HZ)
    assert found.sample_format is miniaudio.SampleFormat.SIGNED16
    return np.array(found.samples, np.int64)


#: The two filters of ITU-R BS.1770 at 48 kHz, as it prints them: b0, b1, b2, a1, a2.
FILTERS = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585),
    (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621),
)


def spoken_db(language: str, clause: str) -> float:
    """The loudness of the frames of 50 ms that are not far below the rest, in dB."""
    part = samples(language, clause) / 32768
    size = 2 * len(part)
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    spectrum = np.fft.rfft(part, size)
    for b0, b1, b2, a1, a2 in FILTERS:
        spectrum *= (b0 + b1 * z + b2 * z**2) / (1 + a1 * z + a2 * z**2)
    weighed = np.fft.irfft(spectrum, size)[: len(part)]
    frames = np.lib.stride_tricks.sliding_window_view(weighed**2, 50 * PER_MS)[:: 5 * PER_MS]
    power = frames.mean(axis=1)
    return float(10 * np.log10(np.mean(power[power > power.mean() / 10])))


def needed() -> set[str]:
    """The clauses that whatever can be composed without own words asks for."""
    found = {"switch", "get_ready", "ready", "ease_off", "paused", "going_on", "done", "lightly"}
    found |= {"left.10", "left.half", f"care.{HEAD_TURNS}", f"care.{REST}"}
    found |= {f"care.{HEAD_TURNS}.{side}" for side in ("left", "right")}
    found |= {f"about.{seconds}" for seconds in (20, 30, 40, 50, 60, 90, 120, 150, 180)}
    found |= {f"how.{kind}" for kind in ("hold", "circles", "presses", "strokes", "mat")}
    for point in atlas().points:
        if point.timed:
            sides = ("left", "right") if point.one_at_a_time else ("left", "right", "both")
            found |= {f"{what}.{point.code}.{side}" for what in ("where", "with") for side in sides}
            for one in point.protocols:
                found |= {f"for.{seconds}" for seconds in range(one.least_s, one.most_s + 1, 5)}
    found |= {f"for.{seconds}" for seconds in range(1, 301) if is_spoken(seconds)}
    found |= {f"name.{one['code']}" for one in points()}
    found |= {f"along.{code}" for code in ways_of_strokes()} | {"neck_pause"}
    return found | {f"count.{number}" for number in range(5, 61, 5)}


@cache
def ways_of_strokes() -> dict[str, str]:
    return {one["code"]: one["strokes"]["along"] for one in points() if "strokes" in one}


def points() -> list[dict[str, Any]]:
    """Every point as it stands in its file, the library's among them."""
    files = (RESOURCES / name for name in ("points.toml", "points-more.toml"))
    return [one for file in files for one in tomllib.loads(file.read_text("utf-8"))["points"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_can_be_composed_is_recorded(language: str) -> None:
    assert needed() - set(clauses(language)) == set()
    for one in routines().values():
        cues = score_of(Telling(one, atlas(), guidance(language))).cues
        assert [cue.caption for cue in cues if cue.id is CueId.SAY and not cue.clause] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lint_knows_which_lengths_are_recorded(language: str) -> None:
    lengths = {f"for.{seconds}" for seconds in range(1, 301) if is_spoken(seconds)}
    assert lengths == {clause for clause in clauses(language) if clause.startswith("for.")}


def test_all_languages_have_the_same_clauses() -> None:
    for language in LANGUAGES:
        assert list(clauses(language)) == list(clauses("en")), language


def test_every_language_tells_its_own_name() -> None:
    named = languages(FOLDERS)
    assert named.items() >= {"en": "English", "de": "Deutsch"}.items()
    assert [code for code, name in named.items() if name == code] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shipped_was_made_from_the_table(language: str) -> None:
    table = tomllib.loads((TABLES / f"{language}.toml").read_text(encoding="utf-8"))["clauses"]
    words = {one: row if isinstance(row, str) else row["words"] for one, row in table.items()}
    assert words == {one: clause.words for one, clause in clauses(language).items()}
    files = {path.stem for path in folder_of(language).glob("*.ogg")}
    assert files == set(words)


def test_english_names_and_strokes_are_those_of_the_points() -> None:
    said = clauses("en")
    assert {one["code"]: f"{one['plain']}." for one in points()} == {
        one.removeprefix("name."): said[one].words for one in said if one.startswith("name.")
    }
    assert ways_of_strokes() == {
        one.removeprefix("along."): said[one].words for one in said if one.startswith("along.")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_lasts_as_long_as_the_table_says(language: str) -> None:
    for clause in clauses(language).values():
        assert len(samples(language, clause.id)) == clause.length_ms * PER_MS, clause.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_clauses_are_equally_loud_and_none_is_too_loud(language: str) -> None:
    levels = {one: spoken_db(language, one) for one in clauses(language)}
    assert max(levels.values()) - min(levels.values()) <= 0.5, levels
    peaks = {one: np.abs(samples(language, one)).max() for one in clauses(language)}
    assert max(peaks.values()) <= CLIP_PEAK


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_no_silence_around_a_clause_and_no_click(language: str) -> None:
    for clause in clauses(language):
        part = np.abs(samples(language, clause))
        audible = np.flatnonzero(part > part.max() * 10 ** (-50 / 20))
        assert audible[0] <= 120 * PER_MS, clause
        assert len(part) - audible[-1] <= 240 * PER_MS, clause
        assert max(part[0], part[-1]) <= CLICK, clause


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_small(language: str) -> None:
    assert sum(path.stat().st_size for path in folder_of(language).iterdir()) <= MOST_BYTES


def test_voice_licence_and_origin_stand_beside_the_files() -> None:
    words = (VOICE / "LICENCE.md").read_text(encoding="utf-8")
    for language in LANGUAGES:
        table = tomllib.loads(table_of(language, FOLDERS).read_text(encoding="utf-8"))
        assert table["language"] == language
        assert table["voice"].split()[0] in words
        assert table["licence"].split()[0] in words
        parts = re.split(r"[,;] ", table["origin"].replace("Debian: ", ""))
        assert [part for part in parts if part not in words] == []
    assert "Apache License" in (VOICE / "APACHE-LICENSE").read_text(encoding="utf-8")
    assert "hexgrad" in (VOICE / "NOTICE").read_text(encoding="utf-8")


def test_a_pack_that_lacks_a_clause_is_noticed() -> None:
    fewer = {one: clause for one, clause in clauses("en").items() if one != "how.hold"}
    cues = score_of(Telling(routines()["desk-pause"], atlas(), Guidance(fewer))).cues
    own = [cue.caption for cue in cues if cue.id is CueId.SAY and not cue.clause]
    assert "Press and hold." in own
