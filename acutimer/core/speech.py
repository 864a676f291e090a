"""What the voice can say, and how much of it: the recorded clauses of one language.

Must never glue words: whatever is said is a whole clause of the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How much is said and sounded."""

    ALL = "all"
    SHORT = "short"
    TONES = "tones"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Clause:
    """One recorded clause: its id ("where.GB21.left"), its words (the caption), its length."""

    id: str
    words: str
    length_ms: int


@dataclass(frozen=True, slots=True)
class Guidance:
    """How a session is guided; without clauses nothing is spoken. ``breath_ms`` 0 is no pacer."""

    clauses: Mapping[str, Clause] = field(default_factory=dict[str, Clause])
    level: Level = Level.ALL
    breath_ms: int = 0
