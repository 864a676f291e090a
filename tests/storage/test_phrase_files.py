"""The table of phrases is read whole or not at all, with one sentence that says why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from acutimer.app.guidance import guidance_of, phrases
from acutimer.core.guidance.speech import Clause, Level
from acutimer.core.preferences import Preferences
from acutimer.places import resource_path
from acutimer.storage.phrase_files import load_clauses
from acutimer.storage.toml_files import ContentFileError

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
    assert guide.clauses["switch"].words == "Seite wechseln."
    assert (guide.level, guide.breath_ms) == (Level.SHORT, 12_000)
    assert guidance_of(chosen._replace(breath=False)) == replace(guide, breath_ms=0)
    assert guidance_of(chosen).clauses is guide.clauses


def test_without_a_table_there_are_tones_and_a_sentence() -> None:
    clauses, sentence = phrases("xx")
    assert clauses == {}
    assert sentence.startswith("The voice is silent, tones are played.")
    assert str(resource_path("voice/xx/phrases.toml")) in sentence
