"""backup list, make and restore."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage import journal_place
from acutimer.storage.database import open_database
from tests.cli.in_process import Verbs


@pytest.fixture
def verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(tmp_path / "home", capsys)


def backups(verbs: Verbs) -> list[dict[str, Any]]:
    content = json.loads(verbs("backup", "list", "--json"))
    assert list(content) == ["schema", "backups"]
    assert content["schema"] == 1
    return content["backups"]


def values(verbs: Verbs) -> list[int]:
    return [row["value"] for row in json.loads(verbs("log", "list", "--json"))["entries"]]


def test_backups_have_the_keys_that_scripts_rely_on(verbs: Verbs) -> None:
    assert backups(verbs) == []
    assert not verbs.home.exists()
    assert "nothing to back up" in verbs.refused("backup", "make")
    verbs("log", "add", 4)
    said = verbs("backup", "make")
    (backup,) = backups(verbs)
    assert list(backup) == ["id", "path", "made_at", "entries", "checked"]
    assert said == f"{backup['path']}: 1 entry, checked"
    assert (backup["entries"], backup["checked"]) == (1, True)
    assert datetime.fromisoformat(backup["made_at"]).utcoffset() is not None
    assert verbs("backup", "list").split() == [backup["id"], "1", "entry", "checked"]
    Path(backup["path"]).write_bytes(b"torn")
    assert backups(verbs)[0]["checked"] is False
    assert "is damaged" in verbs.refused("backup", "restore", backup["id"], "--yes")


def test_a_backup_takes_the_journals_place_when_agreed(verbs: Verbs) -> None:
    verbs("log", "add", 4)
    verbs("backup", "make")
    (backup,) = backups(verbs)
    verbs("log", "add", 5)
    assert "say --yes" in verbs.refused("backup", "restore", backup["id"])
    assert values(verbs) == [4, 5]
    said = verbs("backup", "restore", backup["id"], "--yes").splitlines()
    assert len(said) == 3
    assert values(verbs) == [4]
    aside = Path(said[1].rpartition(" ")[2])
    assert aside.exists()
    assert "asked again" in said[2]


def test_a_backup_that_is_not_there_is_named_with_those_there_are(verbs: Verbs) -> None:
    assert "there are none" in verbs.refused("backup", "restore", "x", "--yes")
    verbs("log", "add", 4)
    verbs("backup", "make")
    (backup,) = backups(verbs)
    assert backup["id"] in verbs.refused("backup", "restore", "x", "--yes")


def test_nothing_is_restored_under_an_open_window(
    verbs: Verbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_place, "_TRIES", 3)
    verbs("log", "add", 4)
    verbs("backup", "make")
    (backup,) = backups(verbs)
    places = places_for(verbs.home)
    with closing(
        open_database(places.database, now=SystemClock().now, backups=places.backups)
    ) as window:
        said = verbs.refused("backup", "restore", backup["id"], "--yes")
        assert "open in another acutimer" in said
        assert window.rows("SELECT count(*) FROM entry") == [(1,)]


def test_a_journal_that_is_missing_beside_backups_is_said(verbs: Verbs) -> None:
    verbs("log", "add", 4)
    verbs("backup", "make")
    (backup,) = backups(verbs)
    places_for(verbs.home).database.unlink()
    code, _, said = verbs.ended("log", "add", 5)
    assert code == 0
    assert f"{backup['id']}, holds 1 entry" in said
    assert values(verbs) == [5]
