"""Damaged files of each kind: a plan or one sentence, nothing noted, never a traceback."""

from __future__ import annotations

import random
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from acutimer.core.importing.plan import make_plan
from acutimer.core.importing.questions import Answers
from acutimer.storage.imports.errors import ImportFault
from acutimer.storage.imports.opening import read_file
from tests.storage.imports.files import NOW
from tests.storage.imports.good_files import answered, good_files, targets

sys.path.insert(0, str(Path(__file__).parents[3] / "packaging" / "soak"))
from damage import damaged

_OF_EACH = 10


def test_every_sound_file_is_planned(tmp_path: Path) -> None:
    for name, content in good_files(tmp_path).items():
        path = tmp_path / name
        path.write_bytes(content)
        assert answered(path).taken, name


def test_no_damage_ends_in_a_traceback(tmp_path: Path) -> None:
    chance, path = random.Random(21), tmp_path / "f"
    planned, sentences = 0, list[str]()
    for _, content, read in targets(tmp_path):
        for _ in range(_OF_EACH):
            path.write_bytes(damaged(content, chance))
            try:
                read(path)
                planned += 1
            except ImportFault as fault:
                sentences.append(fault.sentence)
    assert planned > 100
    assert len(sentences) > 20
    assert all(one.isprintable() and one.endswith(".") for one in sentences)
    assert [one.name for one in tmp_path.iterdir()] == ["f"]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\0" * 5000, b"\xff\xfe\x00", b"PK\x03\x04", b"<", b"{}", b"[1]"]
)
def test_what_is_no_diary_at_all_brings_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "f"
    path.write_bytes(content)
    taken = 0
    with suppress(ImportFault):
        taken = make_plan(read_file(path), Answers(), NOW).taken
    assert taken == 0
