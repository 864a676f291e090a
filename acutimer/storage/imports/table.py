"""A table of comma-separated values as rows with their lines, whatever separates the cells.

Must never let one row that is broken take another with it, and never raise for what a cell holds.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from acutimer.core.importing.plan import STRIDE
from acutimer.core.importing.reading import Row, SeenColumn
from acutimer.core.importing.refusing import Refused
from acutimer.storage.errors import reason_of
from acutimer.storage.imports.errors import ImportFault

#: More rows than anybody notes; a file of more is something else.
MOST_ROWS = 1_000_000
_MOST_COLUMNS = 500
#: More letters of a first entry tell nothing more.
_MOST_FIRST = 80
_SEPARATORS = ",;\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEADER_BYTES = 65_536
#: Stands behind the last row, and within a cell whose quotation mark is not closed.
_END = "end"

#: Told how many bytes are read of how many; what it raises ends the reading.
Tick = Callable[[int, int], object]


class Cells:
    """One row's cells by the names of its columns; a column that is not there is empty."""

    __slots__ = ("_columns", "values")

    def __init__(self, columns: dict[str, int], values: Sequence[str]) -> None:
        self._columns = columns
        self.values = values

    def __getitem__(self, column: str) -> str:
        at = self._columns.get(column)
        return "" if at is None else self.values[at]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns, in their order."""
        return tuple(self._columns)

    @property
    def whole(self) -> str:
        """All that the row says."""
        return "\x1f".join(self.values)


@dataclass(frozen=True)
class Table:
    """The columns of a table and its rows; ``refused`` are those that have other cells."""

    columns: tuple[str, ...]
    rows: tuple[Row[Cells], ...]
    refused: tuple[Refused, ...]


def lines_of(file: BinaryIO, tick: Tick, size: int) -> Iterator[tuple[int, list[str] | str]]:
    """Each row that holds anything, with its first line; a text is why a row cannot be read."""
    start = file.read(_HEADER_BYTES)
    file.seek(0)
    encoding = "utf-16" if start.startswith(_UTF16) else "utf-8-sig"
    text = TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
    try:
        separator = _separator_in(start.decode(encoding, errors="ignore"))
        yield from _numbered(text, separator, lambda: tick(file.tell(), size))
    except UnicodeError:
        raise ImportFault("The file is no text that can be read; nothing was changed.") from None
    finally:
        text.detach()


def _numbered(
    text: TextIOWrapper, separator: str, tick: Callable[[], object]
) -> Iterator[tuple[int, list[str] | str]]:
    is_over = False

    def lines() -> Iterator[str]:
        nonlocal is_over
        yield from text
        is_over = True
        yield _END

    rows, line = csv.reader(lines(), delimiter=separator), 1
    for count in range(MOST_ROWS):
        if count % STRIDE == 0:
            tick()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield line, "it cannot be read as a row of a table."
        else:
            if is_over and cells == [_END]:
                return
            if is_over:
                yield (
                    line,
                    "a quotation mark is not closed; no row after it can be told.",
                )
            elif any(map(str.strip, cells)):
                yield line, cells
        line = rows.line_num + 1
    raise ImportFault(
        f"The file has more than {MOST_ROWS} rows; nothing was changed. Take a part of it."
    )


def _separator_in(text: str) -> str:
    """What separates the cells of the first line that has any."""
    for line in text.splitlines():
        if line.lower().startswith("sep=") and len(line) == 5:
            return line[4]
        outside = "".join(line.split('"')[::2])
        counts = [(outside.count(sign), -at) for at, sign in enumerate(_SEPARATORS)]
        most, at = max(counts)
        if most:
            return _SEPARATORS[-at]
    return ","


def table_of(
    numbered: Iterator[tuple[int, list[str] | str]],
    is_header: Callable[[list[str]], bool] = lambda _: True,
) -> Table:
    """The table that begins with its header, whatever stands before it; raises ImportFault."""
    for _, cells in numbered:
        if isinstance(cells, list) and is_header(cells):
            return _table(_named(cells), numbered)
    raise ImportFault("The file has no row that names its columns; nothing was changed.")


def seen_columns(table: Table, becomes: Callable[[str], str | None]) -> tuple[SeenColumn, ...]:
    """The columns with their first entries; ``becomes`` says what a reader makes of each."""
    seen: list[SeenColumn] = []
    for name in table.columns:
        made = becomes(name)
        cells = (row.value[name].strip() for row in table.rows[:STRIDE])
        first = "" if made == "" else next(filter(None, cells), "")
        seen.append(SeenColumn(name, first[:_MOST_FIRST], made))
    return tuple(seen)


def is_separator(cells: list[str] | str) -> bool:
    """Whether a row only says what separates cells, as spreadsheets write it."""
    return not isinstance(cells, str) and cells[0].lower().startswith("sep=")


def _named(cells: list[str]) -> tuple[str, ...]:
    """The names of the columns, each once."""
    if len(cells) > _MOST_COLUMNS:
        raise ImportFault(f"The file has more than {_MOST_COLUMNS} columns; nothing was changed.")
    names: list[str] = []
    for at, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {at}"
        names.append(name if name not in names else f"{name} ({at})")
    return tuple(names)


def _table(names: tuple[str, ...], numbered: Iterator[tuple[int, list[str] | str]]) -> Table:
    columns = {name: at for at, name in enumerate(names)}
    rows: list[Row[Cells]] = []
    refused: list[Refused] = []
    for line, cells in numbered:
        if isinstance(cells, str):
            refused.append(Refused(line, "", cells))
            continue
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(names):
            reason = f"it has {len(cells)} cells, where there are {len(names)} columns."
            refused.append(Refused(line, "", reason))
        elif not _is_text(cells):
            reason = "it holds bytes that are no text; save the file as UTF-8."
            refused.append(Refused(line, "", reason))
        else:
            rows.append(Row(line, Cells(columns, cells)))
    return Table(names, tuple(rows), tuple(refused))


def _is_text(cells: list[str]) -> bool:
    joined = "".join(cells)
    if joined.isascii():
        return "\0" not in joined
    try:
        joined.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in joined


def numbered_in(path: Path, tick: Tick) -> Iterator[tuple[int, list[str] | str]]:
    """The rows of a file, as ``lines_of``; raises ImportFault."""
    try:
        with path.open("rb") as file:
            yield from lines_of(file, tick, path.stat().st_size)
    except OSError as error:
        raise ImportFault(f"{path} could not be read ({reason_of(error)}).") from error


def numbered_bytes(content: bytes) -> Iterator[tuple[int, list[str] | str]]:
    """The rows of a file that is in memory."""
    return lines_of(BytesIO(content), lambda _done, _all: None, len(content))
