"""The handbook: whole chapters, every line with a source, all nineteen contradictions."""

from __future__ import annotations

from typing import Any

import pytest

from acutimer.core.handbook import Chapter, read_chapter
from acutimer.core.reading import ContentError
from tests.core.shipped import RESOURCES, content, sources

CHAPTERS = ("technique", "questions", "contradictions", "not-known")


def chapter(name: str) -> Chapter:
    return read_chapter(content(f"handbook/{name}.toml"), sources().names)


def test_the_chapters_are_all_there() -> None:
    files = {path.stem for path in (RESOURCES / "handbook").glob("*.toml")}
    assert files == set(CHAPTERS)


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_reads_whole_and_says_nothing_twice(name: str) -> None:
    read = chapter(name)
    assert read.title
    assert read.intro
    texts = [line.text for line in read.lines]
    assert len(texts) == len(set(texts))
    assert all(text[-1] in ".?" for text in texts)
    assert all(not line.here or line.here.endswith(".") for line in read.lines)


def test_the_contradictions_are_nineteen_and_say_what_is_done_about_each() -> None:
    lines = chapter("contradictions").lines
    assert sorted(line.id for line in lines) == sorted(f"E{n}" for n in range(1, 20))
    assert all(line.here and "ART" in line.sources for line in lines)


def test_what_is_not_known_names_the_missing_sham_trial() -> None:
    first, *_ = chapter("not-known").lines
    assert "sham" in first.text
    assert "neck pain or tension headache" in first.text


def spoiled(**changes: Any) -> dict[str, Any]:
    line: dict[str, Any] = {"id": "E1", "text": "t", "sources": ["ART"]}
    return {
        "schema": 1,
        "title": "T",
        "intro": "i",
        "sections": [{"id": "s", "title": "S", "lines": [{**line, **changes}]}],
    }


def test_a_small_chapter_is_read() -> None:
    (line,) = read_chapter(spoiled(here="h"), {"ART"}).lines
    assert (line.id, line.text, line.here, line.sources) == ("E1", "t", "h", ("ART",))


@pytest.mark.parametrize(
    "changes",
    [
        {"sources": []},
        {"sources": ["NOBODY"]},
        {"sources": "ART"},
        {"text": ""},
        {"id": "s"},
        {"promise": "much"},
    ],
)
def test_a_line_with_a_fault_takes_its_chapter_with_it(changes: dict[str, Any]) -> None:
    with pytest.raises(ContentError) as fault:
        read_chapter(spoiled(**changes), {"ART"})
    assert fault.value.path[:4] == ("sections", 0, "lines", 0)


@pytest.mark.parametrize("key", ["title", "intro", "sections"])
def test_a_chapter_without_a_part_is_none(key: str) -> None:
    text = spoiled()
    del text[key]
    with pytest.raises(ContentError):
        read_chapter(text, {"ART"})


def test_a_section_without_lines_is_none() -> None:
    text = spoiled()
    text["sections"][0]["lines"] = []
    with pytest.raises(ContentError, match="at least one line"):
        read_chapter(text, {"ART"})
