"""The table of recorded phrases of one language to clauses.

Must never open a recording: what plays them reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from acutimer.core.guidance.speech import Clause
from acutimer.core.reading import ContentError, Reader
from acutimer.storage.toml_files import load_content

_SCHEMA = 1
#: No clause is longer; a slip of the pen would hold up everything said after it.
_MOST_MS = 20_000


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
