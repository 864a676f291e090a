"""On which line of a TOML file a key stands, for saying where a fault is.

tomllib does not tell. Must only be asked about text that tomllib could read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from acutimer.core.reading import Path as KeyPath


def line_of(text: str, path: KeyPath) -> int:
    """The line of a key in valid TOML, or of the nearest table or key above it, counted from 1.

    ``("steps", 3, "point")`` is the key ``point`` below the fourth ``[[steps]]``.
    """
    lines = _lines_of_keys(text)
    for length in range(len(path), 0, -1):
        if (line := lines.get(path[:length])) is not None:
            return line
    return 1


# What can hide or open a bracket in TOML, longest first.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]',
    re.DOTALL,
)
_HEADER = re.compile(r"\s*(\[\[?)([^\]#]+)\]")
_KEY = re.compile(r"""\s*+((?:"(?:\\.|[^"\\\n])*+"|'[^'\n]*+'|[A-Za-z0-9_.\- \t])++)=""")
_KEY_PART = re.compile(r"""("(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)""")


def _lines_of_keys(text: str) -> dict[KeyPath, int]:
    lines: dict[KeyPath, int] = {}
    rows: dict[KeyPath, int] = {}  # how many [[tables]] of a list have begun
    table: KeyPath = ()
    for line, statement in _statements(text):
        if header := _HEADER.match(statement):
            table = _full_path((), header[2], rows)
            if header[1] == "[[":
                index = rows.get(table, 0)
                rows[table] = index + 1
                lines.setdefault(table, line)
                table = (*table, index)
            lines.setdefault(table, line)
        elif key := _KEY.match(statement):
            lines.setdefault((*table, *_full_path((), key[1], {})), line)
    return lines


def _full_path(table: KeyPath, dotted: str, rows: Mapping[KeyPath, int]) -> KeyPath:
    """The path of a dotted name; within a list of tables it means the last one so far."""
    path = table
    parts = [part.strip("\"'") for part in _KEY_PART.findall(dotted)]
    for part in parts[:-1]:
        path = (*path, part)
        if path in rows:
            path = (*path, rows[path] - 1)
    return (*path, *parts[-1:])


def _statements(text: str) -> Iterable[tuple[int, str]]:
    """Each header and each key with its line: what begins a line outside brackets and strings."""
    depth, line = 0, 1
    yield line, _rest_of_line(text, 0)
    for token in _TOKEN.finditer(text):
        found = token[0]
        if found == "\n":
            line += 1
            if depth == 0:
                yield line, _rest_of_line(text, token.end())
        elif found in "[{":
            depth += 1
        elif found in "]}":
            depth -= 1
        else:
            line += found.count("\n")


def _rest_of_line(text: str, begins: int) -> str:
    ends = text.find("\n", begins)
    return text[begins:] if ends < 0 else text[begins:ends]
