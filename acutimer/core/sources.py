"""Every source that acutimer names, once: who it is, where it can be read, and what it is worth.

Built from a mapping; a registry with a fault is none, so that no source stands there by half. Must
never say what a source says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from acutimer.core.reading import Reader

_ID = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_ADDRESS = re.compile(r"https?://[^\s\"<>]+")


class SourceStanding(StrEnum):
    """What a source is worth; one practitioner's page is practice and never evidence."""

    ARTICLE = "article"
    STANDARD = "standard"
    EVIDENCE = "evidence"
    GUIDANCE = "guidance"
    PRACTICE = "practice"
    DIRECTORY = "directory"
    TRADITION = "tradition"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Source:
    """One row; without an address, ``no_url`` says why there is none."""

    id: str
    name: str
    #: an address on the web, or empty
    url: str
    standing: SourceStanding
    no_url: str


@dataclass(frozen=True, slots=True)
class Sources:
    """All rows in the order written, and what each standing is called."""

    rows: tuple[Source, ...]
    standings: Mapping[SourceStanding, str]

    @property
    def names(self) -> dict[str, str]:
        """The name of each source by its id."""
        return {row.id: row.name for row in self.rows}

    def of(self, standing: SourceStanding) -> tuple[Source, ...]:
        """The sources of one standing."""
        return tuple(row for row in self.rows if row.standing is standing)


def read_sources(content: Mapping[str, object]) -> Sources:
    """The registry from the mapping of sources.toml; raises ContentError."""
    top = Reader(content)
    top.only("schema", "standings", "sources")
    words = top.table("standings")
    words.only(*SourceStanding)
    standings = {standing: words.text(standing) for standing in SourceStanding}
    rows: dict[str, Source] = {}
    for row in top.rows("sources"):
        source = _read_source(row)
        if source.id in rows:
            raise row.error(f"the source {source.id} is there twice", "id")
        rows[source.id] = source
    if not rows:
        raise top.error("a list of tables [[sources]] is missing")
    return Sources(tuple(rows.values()), standings)


def _read_source(row: Reader) -> Source:
    row.only("id", "name", "url", "no_url", "standing")
    identifier, url = row.text("id"), row.text("url", default="")
    if not _ID.fullmatch(identifier):
        raise row.error("id must be of capital letters, digits and single dashes", "id")
    if row.has("url") and not _ADDRESS.fullmatch(url):
        raise row.error("url must be an address on the web", "url")
    if row.has("url") == row.has("no_url"):
        raise row.error("a source needs a url, or no_url that says why there is none", "url")
    standing = row.choice("standing", tuple(SourceStanding))
    no_url = "" if url else row.text("no_url")
    return Source(identifier, row.text("name"), url, standing, no_url)


def sources_json(sources: Sources) -> dict[str, object]:
    """The registry as ``acutimer sources --json`` prints it."""
    return {
        "schema": 1,
        "sources": [
            {"id": row.id, "name": row.name, "url": row.url, "standing": row.standing.value}
            for row in sources.rows
        ],
    }
