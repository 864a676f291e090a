"""The file of reminders: kept whole, private, and never thrown away for a fault."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acutimer.core.reminder_reading import Reminders
from acutimer.core.reminders import Every, Reminder
from acutimer.storage.errors import StorageError
from acutimer.storage.file_lock import lock_alone
from acutimer.storage.reminder_file import change_reminders, load_reminders

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ONE = Reminder("one", "One", Every(50), NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reminders.toml"


def test_no_file_is_no_reminder_and_makes_none(path: Path) -> None:
    assert load_reminders(path, NOW) == (Reminders(), "")
    assert change_reminders(path, NOW, lambda kept: kept) == Reminders()
    assert not path.exists()


def test_what_is_changed_is_there_for_its_owner_alone(path: Path) -> None:
    change_reminders(path, NOW, lambda kept: kept.having(ONE))
    assert load_reminders(path, NOW) == (Reminders((ONE,)), "")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_damaged_file_is_one_sentence_and_kept_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[[reminders]\nid = ", encoding="utf-8")
    reminders, fault = load_reminders(path, NOW)
    assert reminders == Reminders()
    assert fault.startswith(f"{path}, line 1: ")
    assert fault.endswith("The file stays, and is kept aside when reminders are changed.")
    change_reminders(path, NOW, lambda kept: kept.having(ONE))
    assert load_reminders(path, NOW) == (Reminders((ONE,)), "")
    aside = path.with_name("reminders.toml.broken-1")
    assert aside.read_text(encoding="utf-8") == "[[reminders]\nid = "


def test_one_bad_reminder_leaves_the_others(path: Path) -> None:
    change_reminders(path, NOW, lambda kept: kept.having(ONE))
    with path.open("a", encoding="utf-8") as file:
        file.write('[[reminders]]\nid = "two"\nname = "Two"\nevery_minutes = 0\n')
    reminders, fault = load_reminders(path, NOW)
    assert reminders == Reminders((ONE,))
    assert "line 10: every_minutes must lie from 5 to 600" in fault
    assert "the other reminders are kept" in fault


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\0" * 100, b"a.b" * 200_000, b"reminders = 7"])
def test_rubbish_is_no_reminder_and_one_sentence(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    reminders, fault = load_reminders(path, NOW)
    assert reminders == Reminders()
    assert fault
    assert "\n" not in fault


def test_many_at_once_lose_nothing(path: Path) -> None:
    def add(number: int) -> None:
        one = Reminder(f"r{number}", "One", Every(50), NOW)
        change_reminders(path, NOW, lambda kept: kept.having(one))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(16)))
    assert len(load_reminders(path, NOW)[0].rows) == 16


def test_a_file_that_somebody_holds_is_left_with_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acutimer.storage.reminder_file._TRIES", 2)
    path.parent.mkdir()
    held = lock_alone(path)
    assert held is not None
    with pytest.raises(StorageError, match="another acutimer is changing them"):
        change_reminders(path, NOW, lambda kept: kept.having(ONE))
    held.release()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder", encoding="utf-8")
    with pytest.raises(StorageError, match="they are as they were"):
        change_reminders(tmp_path / "data" / "r.toml", NOW, lambda kept: kept.having(ONE))
