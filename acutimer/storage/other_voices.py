"""The clauses of the languages that do not speak: by them one knows words that are not one's own.

Must never fail for a table that cannot be used: it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from acutimer.core.guidance.speech import Clause
from acutimer.storage.errors import StorageError
from acutimer.storage.phrase_files import languages, load_clauses, table_of


def clauses_besides(language: str, folders: Sequence[Path]) -> tuple[Mapping[str, Clause], ...]:
    """The clauses of each other language below these folders."""
    found: list[Mapping[str, Clause]] = []
    for other in languages(folders):
        if other != language:
            with suppress(StorageError):
                found.append(load_clauses(table_of(other, folders)))
    return tuple(found)
