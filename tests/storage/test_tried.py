"""What is kept of a trial to restore: as it was, private, and nothing where it is broken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from acutimer.storage.drill import Drill
from acutimer.storage.tried import Tried, keep_tried, last_tried

AT = datetime(2026, 5, 2, 9, 3, tzinfo=UTC)


def test_the_last_trial_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    assert last_tried(tmp_path) is None
    keep_tried(tmp_path, AT, Drill(3, 2, 1))
    keep_tried(tmp_path, AT, Drill(5, 5, 5))
    assert last_tried(tmp_path) == Tried(AT, Drill(5, 5, 5))
    (made,) = tmp_path.iterdir()
    assert made.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "{}", '{"at": "2026-05-02T09:03:00", "entries": 1}',
        '{"at": "2026-05-02T09:03:00", "entries": 1, "came_back": 1, "readable": 1}',
        '{"at": "2026-05-02T09:03:00Z", "entries": "1", "came_back": 1, "readable": 1}',
        '{"at": 7, "entries": 1, "came_back": 1, "readable": 1}', "[" * 3000,
    ],
)  # fmt: skip
def test_a_broken_file_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "last-restore-tried.json").write_text(text, encoding="utf-8")
    assert last_tried(tmp_path) is None


def test_a_folder_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    keep_tried(tmp_path / "gone", AT, Drill(1, 1, 1))
    assert last_tried(tmp_path / "gone") is None
