"""Which points lie where, and what sources use them for, place by place, built from a mapping.

Must never promise anything: it repeats what a source says and names it, and says nothing where no
source does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from acutimer.core.pain_places import REGIONS
from acutimer.core.reading import ContentError, Reader, read_rows

NO_SOURCE = "No source names a point for this place."


@dataclass(frozen=True, slots=True)
class UseSource:
    """Who says it: in a few words, and in full with what stands behind it."""

    name: str
    full: str


@dataclass(frozen=True, slots=True)
class PointUse:
    """What one source uses a point for; ``note`` is what must be known with it."""

    point: str
    regions: tuple[str, ...]
    words: str
    source: UseSource
    note: str


@dataclass(frozen=True, slots=True)
class Lying:
    """In which regions the place of a point lies; ``source`` is whose place that is."""

    point: str
    regions: tuple[str, ...]
    source: UseSource


@dataclass(frozen=True, slots=True)
class RegionNote:
    """What a source says about a whole region, whatever the point."""

    region: str
    text: str
    source: UseSource


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One point for a region with everything sources say of it there."""

    point: str
    uses: tuple[PointUse, ...]

    @property
    def words(self) -> str:
        """ "Used for: tension in the neck (the article); ..."."""
        said = "; ".join(f"{use.words} ({use.source.name})" for use in self.uses)
        return f"Used for: {said}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known with it, each once."""
        return tuple(dict.fromkeys(use.note for use in self.uses if use.note))

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources in full, each once."""
        return tuple(dict.fromkeys(use.source.full for use in self.uses))


@dataclass(frozen=True, slots=True)
class PointUses:
    """The whole table."""

    uses: tuple[PointUse, ...] = ()
    notes: tuple[RegionNote, ...] = ()
    lying: tuple[Lying, ...] = ()

    def suggestions(self, region: str, offered: Collection[str]) -> tuple[Suggestion, ...]:
        """The points sources use for a region, of those offered, in the order of the table."""
        by_point: dict[str, list[PointUse]] = {}
        for use in self.uses:
            if region in use.regions and use.point in offered:
                by_point.setdefault(use.point, []).append(use)
        return tuple(Suggestion(point, tuple(uses)) for point, uses in by_point.items())

    def names_a_point(self, region: str) -> bool:
        """Whether any source names a point for the region, offered or not."""
        return any(region in use.regions for use in self.uses)

    def notes_for(self, region: str) -> tuple[RegionNote, ...]:
        """What is said about a region as a whole."""
        return tuple(note for note in self.notes if note.region == region)


@dataclass(slots=True)
class _Table:
    """What was read so far; ``names`` are the full names of sources by their ids."""

    names: Mapping[str, str]
    sources: dict[str, UseSource] = field(default_factory=dict[str, UseSource])
    uses: list[PointUse] = field(default_factory=list[PointUse])
    notes: list[RegionNote] = field(default_factory=list[RegionNote])
    lying: list[Lying] = field(default_factory=list[Lying])

    def source(self, row: Reader) -> UseSource:
        name = row.text("source")
        if name not in self.sources:
            raise row.error(f"there is no source {name!r} below [sources]", "source")
        return self.sources[name]

    def read_source(self, identifier: str, row: Reader) -> None:
        row.only("name")
        if identifier not in self.names:
            raise row.error(f"there is no source {identifier!r} in sources.toml")
        self.sources[identifier] = UseSource(row.text("name"), self.names[identifier])

    def read_use(self, row: Reader) -> None:
        row.only("point", "regions", "words", "source", "note")
        regions = _read_regions(row)
        point, words, note = row.text("point"), row.text("words"), row.text("note", default="")
        self.uses.append(PointUse(point, regions, words, self.source(row), note))

    def read_lying(self, row: Reader) -> None:
        row.only("point", "regions", "source")
        point, regions = row.text("point"), _read_regions(row)
        if any(point == other.point for other in self.lying):
            raise row.error(f"{point} is there twice", "point")
        self.lying.append(Lying(point, regions, self.source(row)))

    def read_note(self, row: Reader) -> None:
        row.only("region", "text", "source")
        region = row.text("region")
        if region not in REGIONS:
            raise row.error(f"region must be one of {', '.join(REGIONS)}", "region")
        self.notes.append(RegionNote(region, row.text("text"), self.source(row)))


def _read_regions(row: Reader) -> tuple[str, ...]:
    regions = row.texts("regions", allowed=tuple(REGIONS))
    if not regions:
        raise row.error("regions must name a region", "regions")
    return regions


def read_point_uses(
    content: Mapping[str, object], names: Mapping[str, str]
) -> tuple[PointUses, list[ContentError]]:
    """The table from the mapping of pain-places.toml; broken rows are left out and reported.

    ``names`` are the full names of sources by their ids.
    """
    table = _Table(names)
    faults: list[ContentError] = []
    try:
        sources = Reader(content).table("sources")
    except ContentError as fault:
        return PointUses(), [fault]
    for name in sources.keys():
        try:
            table.read_source(name, sources.table(name))
        except ContentError as fault:
            faults.append(fault)
    faults += read_rows(content, "uses", table.read_use)
    faults += read_rows(content, "notes", table.read_note)
    faults += read_rows(content, "lying", table.read_lying)
    return PointUses(tuple(table.uses), tuple(table.notes), tuple(table.lying)), faults
