"""The languages that can be spoken, and the table of recorded phrases of one of them to clauses.

A language is a folder FOLDER/LANGUAGE with a table in it. Must never open a recording: what plays
them reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from acutimer.core.guidance.speech import Clause
from acutimer.core.reading import ContentError, Reader
from acutimer.core.settings import VOICE
from acutimer.core.voices import CODE, not_installed
from acutimer.storage.errors import StorageError
from acutimer.storage.toml_files import load_content

_SCHEMA = 1
_TABLE = "phrases.toml"
#: No clause is longer; a slip of the pen would hold up everything said after it.
_MOST_MS = 20_000


class VoiceMissing(StorageError):
    """A language was asked for of which there are no recordings."""


def languages(folders: Iterable[Path]) -> dict[str, str]:
    """By its code each language that has a table, and its own name for itself.

    Our default comes first, then they go by their names.
    """
    found: dict[str, str] = {}
    for folder in folders:
        with suppress(OSError):
            for one in folder.iterdir():
                if re.fullmatch(CODE, one.name) and (one / _TABLE).is_file():
                    found.setdefault(one.name, _name_in(one / _TABLE) or one.name)
    first = VOICE.default
    return dict(sorted(found.items(), key=lambda one: (one[0] != first, one[1].casefold())))


def table_of(language: str, folders: Iterable[Path]) -> Path:
    """The table of a language in the first folder that has one; raises VoiceMissing."""
    if re.fullmatch(CODE, language):
        for folder in folders:
            path = folder / language / _TABLE
            with suppress(OSError):
                if path.is_file():
                    return path
    raise VoiceMissing(not_installed(language))


def _name_in(path: Path) -> str:
    """How a language calls itself; empty where its table does not tell.

    Only the head of the table is read: there may be six of them, and the clauses take time.
    """
    import tomllib

    head: list[str] = []
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                if line.startswith("["):
                    break
                head.append(line)
        name = tomllib.loads("".join(head)).get("name")
    except (OSError, ValueError):
        return ""
    return name.strip() if isinstance(name, str) else ""


def load_clauses(path: Path) -> dict[str, Clause]:
    """The clauses of a table by their ids; raises ContentFileError, which leaves tones only."""
    return load_content(path, _read_clauses)


def _read_clauses(content: Mapping[str, object]) -> dict[str, Clause]:
    top = Reader(content)
    top.whole("schema", _SCHEMA, _SCHEMA)
    table = top.table("clauses")
    clauses = {one: _read_clause(one, table.table(one)) for one in table.keys()}
    if not clauses:
        raise ContentError("no clause is in it", ("clauses",))
    return clauses


def _read_clause(clause: str, row: Reader) -> Clause:
    if not all(one.isascii() and (one.isalnum() or one in "._-") for one in clause):
        # the id is also the name of a file
        raise row.error("a clause's id may only hold letters, digits, '.', '-' and '_'")
    return Clause(clause, row.text("words", most=300), row.whole("length_ms", 1, _MOST_MS))
