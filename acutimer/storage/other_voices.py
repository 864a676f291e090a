"""The clauses of the languages that do not speak: by them one knows words that are not one's own.

Must never fail for a table that cannot be used: it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from acutimer.core.guidance.speech import Clause
from acutimer.storage.errors import StorageError
from acutimer.storage.phrase_files import load_clauses


def clauses_besides(language: str, folders: Iterable[Path]) -> tuple[Mapping[str, Clause], ...]:
    """The clauses of each other language below these folders."""
    found: dict[str, Mapping[str, Clause]] = {}
    for folder in folders:
        for table in sorted(folder.glob("*/phrases.toml")):
            if table.parent.name not in (language, *found):
                with suppress(StorageError):
                    found[table.parent.name] = load_clauses(table)
    return tuple(found.values())
