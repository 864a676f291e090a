"""The table of phrases is read whole or not at all, with one sentence that says why."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from acutimer.app.guidance import guidance_of, phrases
from acutimer.core.guidance.speech import Clause, Level
from acutimer.core.preferences import Preferences
from acutimer.places import voice_folders
from acutimer.storage.phrase_files import VoiceMissing, languages, load_clauses, table_of
from acutimer.storage.toml_files import ContentFileError
from tests.core.shipped import RESOURCES

WHOLE = 'schema = 1\n[clauses."switch"]\nwords = "Switch sides."\nlength_ms = 940\n'


def test_a_table_is_clauses_by_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "phrases.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert load_clauses(path) == {"switch": Clause("switch", "Switch sides.", 940)}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (WHOLE.replace("940", '"long"'), 4, "length_ms must be a whole number"),
        (WHOLE.replace("940", "0"), 4, "length_ms must lie from 1 to"),
        (WHOLE.replace('"Switch sides."', '""'), 3, "words must be a text"),
        (WHOLE.replace('"switch"', '"../switch"'), 2, "a clause's id may only hold"),
        (WHOLE.replace("schema = 1", "schema = 2"), 1, "schema must lie"),
        ("schema = 1\n[clauses]\n", 2, "no clause is in it"),
        ("schema = 1\n", 1, "clauses is missing"),
        ("schema = ", 1, "Invalid value"),
    ],
)
def test_a_broken_table_is_one_sentence(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = tmp_path / "phrases.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentFileError) as fault:
        load_clauses(path)
    assert fault.value.line == line
    assert fault.value.reason.startswith(reason)


def test_a_session_is_guided_as_was_chosen() -> None:
    chosen = Preferences(voice="de", guidance="short", breath=True, breaths_per_minute=5.0)
    guide = guidance_of(chosen)
    assert guide.clauses["switch"].words == "Andere Seite."
    assert (guide.level, guide.breath_ms) == (Level.SHORT, 12_000)
    assert guidance_of(chosen._replace(breath=False)) == replace(guide, breath_ms=0)
    assert guidance_of(chosen).clauses is guide.clauses


def table(folder: Path, language: str, head: str = "") -> Path:
    path = folder / language / "phrases.toml"
    path.parent.mkdir(parents=True)
    path.write_text(head + WHOLE, encoding="utf-8")
    return path


def test_languages_are_the_folders_with_a_table_each_with_its_own_name(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    table(first, "en", 'name = "English"\n')
    table(first, "fr", 'name = "Français"\n')
    table(first, ".es", 'name = "half built"\n')
    (first / "it").mkdir()
    (first / "LICENCE.md").touch()
    table(second, "fr", 'name = "another"\n')
    table(second, "es", 'name = "Español"\n')
    table(second, "pt", "name = 3\n")
    table(second, "xx", "name = \n")
    there = languages((tmp_path / "absent", first, second))
    assert list(there.items()) == [
        ("en", "English"),
        ("es", "Español"),
        ("fr", "Français"),
        ("pt", "pt"),
        ("xx", "xx"),
    ]
    assert table_of("fr", (first, second)) == first / "fr/phrases.toml"
    assert table_of("es", (first, second)) == second / "es/phrases.toml"


@pytest.mark.parametrize("language", ["it", "../first/en", "", ".es"])
def test_a_language_that_is_not_there_is_named_with_its_package(
    tmp_path: Path, language: str
) -> None:
    table(tmp_path / "first", "en")
    table(tmp_path / "first", ".es")
    with pytest.raises(VoiceMissing) as missing:
        table_of(language, (tmp_path / "first",))
    assert f"the package acutimer-voice-{language} " in missing.value.sentence


def test_without_a_table_there_are_tones_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clauses, sentence = phrases("xx")
    assert clauses == {}
    assert sentence.startswith("The voice is silent, tones are played. No voice for “xx” is inst")
    monkeypatch.syspath_prepend(tmp_path)
    path = table(tmp_path / "acutimer_voices", "xx")
    clauses, sentence = phrases("xx")
    assert (list(clauses), sentence) == (["switch"], "")
    table(tmp_path / "acutimer_voices", "yy").write_text("schema = ", encoding="utf-8")
    clauses, sentence = phrases("yy")
    assert clauses == {}
    assert sentence.startswith("The voice is silent, tones are played.")
    assert str(path.parents[1] / "yy" / "phrases.toml") in sentence


def test_what_is_installed_is_looked_for_only_where_ours_has_no_such_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def looked() -> tuple[Path, ...]:
        raise AssertionError("looked along Python's path")

    monkeypatch.setattr("acutimer.app.guidance.voice_folders", looked)
    for language in ("en", "de"):
        assert phrases(language)[0]


def test_voices_lie_in_ours_and_in_whatever_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert voice_folders() == (RESOURCES / "voice",)
    for name in ("one", "two"):
        (tmp_path / name / "acutimer_voices").mkdir(parents=True)
        monkeypatch.syspath_prepend(tmp_path / name)
    assert voice_folders() == (
        RESOURCES / "voice",
        tmp_path / "two" / "acutimer_voices",
        tmp_path / "one" / "acutimer_voices",
    )
    assert "acutimer_voices" not in sys.modules
