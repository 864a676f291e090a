"""What the page says of columns is so: one that is left out changes no note, and is not shown."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from acutimer.storage.imports.opening import read_file
from tests.storage.imports.files import bodies
from tests.storage.imports.good_files import answered, good_files


def tables(folder: Path) -> dict[str, bytes]:
    """The sound files that are tables of another program."""
    found = {}
    for name, content in good_files(folder).items():
        path = folder / f"seen-{name}"
        path.write_bytes(content)
        reading: Any = read_file(path)
        if reading.columns and reading.source != "table":
            found[f"{reading.source} {name}"] = content
    return found


def test_every_known_table_tells_its_columns(tmp_path: Path) -> None:
    sources = {name.split()[0] for name in tables(tmp_path)}
    assert sources == {
        "bearable", "cluster", "daylio", "headi", "migraine-buddy", "track-and-graph"
    }  # fmt: skip


def test_a_column_that_is_left_out_changes_no_note_and_shows_no_entry(tmp_path: Path) -> None:
    tried = 0
    for name, content in tables(tmp_path).items():
        path = tmp_path / "table.csv"
        path.write_bytes(content)
        reading: Any = read_file(path)
        before = bodies(answered(path))
        assert before, name
        for column in reading.columns:
            assert column.becomes is not None
            if column.becomes:
                continue
            assert column.first == "", name
            path.write_bytes(_with_other(content.decode("utf-8-sig"), column.name))
            assert bodies(answered(path)) == before, (name, column.name)
            tried += 1
    assert tried > 5


def _with_other(text: str, column: str) -> bytes:
    """The file with another word in every cell of a column."""
    rows = list(csv.reader(StringIO(text)))
    head = next(at for at, row in enumerate(rows) if column in row)
    place = rows[head].index(column)
    for row in rows[head + 1 :]:
        if len(row) == len(rows[head]):
            row[place] = "17"
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("first", ["a" * 500, "a\nb"])
def test_a_first_entry_is_short_enough_to_be_shown(tmp_path: Path, first: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f'when,words\n2026-01-03 10:00,"{first}"\n', encoding="utf-8")
    reading: Any = read_file(path)
    assert len(reading.columns[1].first) <= 80
    assert reading.columns[1].becomes is None
