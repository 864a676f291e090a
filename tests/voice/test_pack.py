"""The recorded phrases we ship: complete, as the table says, equally loud, small, free to ship."""

from __future__ import annotations

import math
import re
import tomllib
from array import array
from functools import cache
from pathlib import Path

import miniaudio
import pytest

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
MOST_BYTES = 6_000_000
RATE_HZ = 48_000
PER_MS = RATE_HZ // 1000
#: A first or last sample so far below full scale (-60 dB) is heard by nobody.
CLICK = 32


def folder_of(language: str) -> Path:
    return table_of(language, FOLDERS).parent


@cache
def samples(language: str, clause: str) -> array[int]:
    found = miniaudio.vorbis_read_file(str(folder_of(language) / f"{clause}.ogg"))
    assert (found.nchannels, found.sample_rate) == (1, RATE_HZ)
    assert found.sample_format is miniaudio.SampleFormat.SIGNED16
    return found.samples


def rms(part: array[int]) -> float:
    return math.sqrt(sum(one * one for one in part) / len(part))


@cache
def spoken_db(language: str, clause: str) -> float:
    """The loudness of the frames of 50 ms that are not far below the rest."""
    part = samples(language, clause)
    frames = [part[at : at + 50 * PER_MS] for at in range(0, len(part) - 49 * PER_MS, 50 * PER_MS)]
    gate = 0.3 * rms(part)
    power = [level**2 for level in map(rms, frames) if level > gate]
    return 10 * math.log10(sum(power) / len(power)) - 20 * math.log10(32768)


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
    return found | {f"count.{number}" for number in (5, 10, 15, 20, 25, 30)}


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_lasts_as_long_as_the_table_says(language: str) -> None:
    for clause in clauses(language).values():
        assert abs(len(samples(language, clause.id)) / PER_MS - clause.length_ms) <= 1, clause.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_clauses_are_about_equally_loud_and_none_is_too_loud(language: str) -> None:
    levels = {one: spoken_db(language, one) for one in clauses(language)}
    assert max(levels.values()) - min(levels.values()) <= 6.0, levels
    peaks = {one: max(map(abs, samples(language, one))) for one in clauses(language)}
    assert max(peaks.values()) <= 32768 * 10 ** (-6 / 20)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_no_silence_around_a_clause_and_no_click(language: str) -> None:
    for clause in clauses(language):
        part = samples(language, clause)
        audible = max(map(abs, part)) * 10 ** (-40 / 20)
        first = next(at for at, one in enumerate(part) if abs(one) > audible)
        last = next(at for at, one in enumerate(reversed(part)) if abs(one) > audible)
        assert first <= 40 * PER_MS, clause
        assert last <= 120 * PER_MS, clause
        assert max(abs(part[0]), abs(part[-1])) <= CLICK, clause


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_small(language: str) -> None:
    assert sum(path.stat().st_size for path in folder_of(language).iterdir()) <= MOST_BYTES


def test_voice_licence_and_origin_stand_beside_the_files() -> None:
    words = (VOICE / "LICENCE.md").read_text(encoding="utf-8")
    for language in LANGUAGES:
        table = tomllib.loads(table_of(language, FOLDERS).read_text(encoding="utf-8"))
        assert table["language"] == language
        assert table["voice"].split()[0] in words
        assert table["licence"]
        versions = re.findall(r"[\d:]+[\d.]+\S*-\S+", table["origin"])
        assert versions
        assert all(version.strip("()") in words for version in versions)


def test_a_pack_that_lacks_a_clause_is_noticed() -> None:
    fewer = {one: clause for one, clause in clauses("en").items() if one != "how.hold"}
    cues = score_of(Telling(routines()["desk-pause"], atlas(), Guidance(fewer))).cues
    own = [cue.caption for cue in cues if cue.id is CueId.SAY and not cue.clause]
    assert "Press and hold." in own
