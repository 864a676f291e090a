"""Deleting everything: nothing that was ever written is found on the disk afterwards."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from acutimer.core.journal import Moment, Rating
from acutimer.core.preferences import Preferences
from acutimer.places import Places, places_for
from acutimer.storage.backups import back_up
from acutimer.storage.database import open_database
from acutimer.storage.erasing import erase, is_anything_kept
from acutimer.storage.errors import StorageError
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.preferences_file import save_preferences
from acutimer.storage.reminder_file import change_reminders
from acutimer.storage.rescue import go_back
from acutimer.storage.spill import Spill
from tests.cli.in_process import Verbs
from tests.storage.journals import WallClock

SECRET = "zebra-crossing"


def lived_in(places: Places) -> None:
    """A profile in which everything that acutimer writes holds the secret."""
    now = WallClock()
    with closing(open_database(places.database, now=now, backups=places.backups)) as database:
        JournalStore(database, now).add_rating(Rating("", 4, Moment.NOW, now(), note=SECRET))
    backup = back_up(places.database, places.backups, now())
    go_back(backup, places.database, now())
    spill = Spill(now)
    for folder in (places.config, places.state, places.runtime):
        spill.add_rating(Rating("", 5, Moment.NOW, now(), note=SECRET))
        spill.write([folder])
    save_preferences(places.preferences, Preferences(your_points={SECRET: "left"}))
    change_reminders(places.reminders, now(), lambda held: held._replace(rows=held.rows))
    for name in (
        *("reminders.toml", "reminders.toml.broken-1", "routines/mine.toml"),
        *("routines/mine.toml.removed", "routines/drafts/new.toml", "spoken/en/a.ogg"),
        *("journal-damaged-2026-01-01T000000.sqlite3-wal", ".journal.sqlite3.0a.part"),
        *("backups/.journal.sqlite3.0a.part-journal", "journal.sqlite3-wal"),
        *(".journal.sqlite3.exchange", "backups/.drill-x/journal.sqlite3"),
    ):
        path = places.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SECRET)
    (places.config / "preferences.toml.broken-1").write_text(SECRET)
    (places.state / "window.json").write_text(SECRET)
    (places.state / ".notes-1.json.0a.part").write_text(SECRET)


def holding(root: Path, text: str) -> list[Path]:
    """Every file below a folder that holds a text."""
    files = (path for path in root.rglob("*") if path.is_file())
    return [path for path in files if text.encode() in path.read_bytes()]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = places_for(tmp_path / "home")
    lived_in(made)
    return made


def test_nothing_is_found_afterwards(places: Places, tmp_path: Path) -> None:
    assert len(holding(tmp_path, SECRET)) > 15
    erase(places)
    assert holding(tmp_path, SECRET) == []
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.suffix == ".lock" and not path.stat().st_size for path in left)
    assert not is_anything_kept(places)
    erase(places)


def test_what_is_not_ours_stays_and_no_link_is_followed(places: Places, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.toml").write_text("mine")
    (places.data / "my-thesis.odt").write_text("mine")
    (places.config / "another.toml").write_text("mine")
    (places.routines / "link").symlink_to(outside)
    erase(places)
    assert holding(tmp_path, SECRET) == []
    assert sorted(path.name for path in holding(tmp_path, "mine")) == [
        *("another.toml", "mine.toml", "my-thesis.odt"),
    ]


def test_a_journal_in_use_is_left_whole(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("acutimer.storage.journal_place._TRIES", 1)
    now = WallClock()
    (places.data / ".journal.sqlite3.exchange").unlink()
    with closing(open_database(places.database, now=now, backups=places.backups)):
        before = holding(places.data, SECRET)
        with pytest.raises(StorageError, match="is open in another acutimer"):
            erase(places)
        assert holding(places.data, SECRET) == before


def test_what_cannot_be_deleted_is_named_and_the_rest_goes(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.unlink

    def stubborn(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "mine.toml":
            raise PermissionError(13, "Permission denied")
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", stubborn)
    with pytest.raises(StorageError, match=r"mine\.toml and 1 more could not be deleted"):
        erase(places)
    assert [path.name for path in holding(tmp_path, SECRET)] == ["mine.toml"]


@pytest.fixture
def verbs(places: Places, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(places.data.parent, capsys)


def test_the_verb_asks_for_the_word(
    verbs: Verbs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nothing was deleted" in verbs.refused("delete")
    for typed, code in (("yes", 2), ("", 2), (" Delete ", 0)):
        monkeypatch.setattr("sys.stdin", Terminal(typed))
        assert len(holding(tmp_path, SECRET)) > 15
        ended, _, asked = verbs.ended("delete")
        assert ended == code
        assert "Type delete to go on" in asked
        assert "go for good" in asked
    assert holding(tmp_path, SECRET) == []
    assert verbs("delete", "--yes") == "There is nothing to delete."


class Terminal:
    """A person at a terminal who types one line."""

    def __init__(self, typed: str) -> None:
        self._typed = typed

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return f"{self._typed}\n"
