"""The handbook's chapters: lines of text under headings, each with its sources.

Built from a mapping; a chapter with a fault is none, so that no line stands without its source.
Must never promise anything.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from acutimer.core.reading import Reader


@dataclass(frozen=True, slots=True)
class Line:
    """One statement; ``here`` is what acutimer does about it, where that is told."""

    #: its lasting number, E1 to E19 among the contradictions; else empty
    id: str
    text: str
    here: str
    #: ids of sources, at least one
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of the handbook."""

    title: str
    intro: str
    sections: tuple[Section, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in their order."""
        return tuple(line for section in self.sections for line in section.lines)


def read_chapter(content: Mapping[str, object], known: Container[str]) -> Chapter:
    """A chapter from the mapping of its file; ``known`` are the ids of all sources.

    Raises ContentError.
    """
    top = Reader(content)
    top.only("schema", "title", "intro", "sections")
    seen: set[str] = set()
    sections = tuple(_read_section(row, known, seen) for row in top.rows("sections"))
    if not sections:
        raise top.error("a list of tables [[sections]] is missing")
    return Chapter(top.text("title"), top.text("intro"), sections)


def _read_section(row: Reader, known: Container[str], seen: set[str]) -> Section:
    row.only("id", "title", "lines")
    identifier = row.text("id")
    _once(row, identifier, seen)
    lines = tuple(_read_line(one, known, seen) for one in row.rows("lines"))
    if not lines:
        raise row.error("a section needs at least one line", "lines")
    return Section(identifier, row.text("title"), lines)


def _read_line(row: Reader, known: Container[str], seen: set[str]) -> Line:
    row.only("id", "text", "here", "sources")
    identifier = row.text("id", default="")
    if identifier:
        _once(row, identifier, seen)
    sources = row.texts("sources")
    if not sources:
        raise row.error("a line needs a source", "sources")
    for source in sources:
        if source not in known:
            raise row.error(f"there is no source {source!r} in sources.toml", "sources")
    return Line(identifier, row.text("text"), row.text("here", default=""), sources)


def _once(row: Reader, identifier: str, seen: set[str]) -> None:
    if identifier in seen:
        raise row.error(f"the id {identifier!r} is there twice", "id")
    seen.add(identifier)
