"""Points and routines as the app has them now: the article's, those beyond it, and one's own.

Must never let one bad file keep the rest away: each fault is a sentence.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.core.points import Atlas
from acutimer.places import MORE_POINTS, Places, resource_path
from acutimer.storage.errors import StorageError
from acutimer.storage.resource_files import (
    load_atlas,
    load_more,
    load_routine_file,
    load_routines,
)

if TYPE_CHECKING:
    from acutimer.core.routines import Routine


class Content:
    """What there is to press, and in which order."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._article = Atlas((), {})
        #: the points shown now
        self.atlas = self._article
        self.routines: list[Routine] = []
        #: the ids of those we ship
        self.shipped: frozenset[str] = frozenset()

    def load(self, *, more: bool) -> list[str]:
        """Reads every file; gives a sentence for whatever was left out."""
        try:
            self._article, faults = load_atlas(resource_path("points.toml"))
        except StorageError as fault:
            return [fault.sentence]
        said = [fault.sentence for fault in faults]
        said += self.show_points(more=more)
        folder = resource_path("routines")
        self.routines, left_out = load_routines((folder,), self.atlas, resource_path(MORE_POINTS))
        self.shipped = frozenset(one.id for one in self.routines)
        return [*said, *(fault.sentence for fault in left_out), *self.load_own()]

    def load_own(self) -> list[str]:
        """Reads the person's own routines anew; gives a sentence for each that was left out."""
        own, faults = load_routines(
            (self.folder,), self.atlas, resource_path(MORE_POINTS), self.shipped
        )
        self.routines = [one for one in self.routines if one.id in self.shipped] + own
        return [fault.sentence for fault in faults]

    @property
    def folder(self) -> Path:
        """Where the person's own routines lie."""
        return self._places.routines

    def is_own(self, identifier: str) -> bool:
        """Whether a routine is the person's own, to be changed and removed."""
        return identifier not in self.shipped and any(one.id == identifier for one in self.routines)

    def show_points(self, *, more: bool) -> list[str]:
        """Shows or hides the points beyond the article; gives a sentence for each fault."""
        self.atlas = self._article
        if not more:
            return []
        self.atlas, faults = load_more(resource_path(MORE_POINTS), self._article)
        return [fault.sentence for fault in faults]

    def routine(self, name: str) -> Routine | None:
        """The routine of that id, or of a file of its own; raises StorageError for a bad file."""
        if not name.endswith(".toml"):
            return next((one for one in self.routines if one.id == name), None)
        routine = load_routine_file(Path(name), self.atlas, resource_path(MORE_POINTS))
        if all(known.id != routine.id for known in self.routines):
            self.routines.append(routine)
        return routine
