"""Backups, files that go and the end of everything, from Settings in a real window."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from acutimer.app.erasing import ERASES, GONE, erase_all
from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.storage.backups import backups_in
from acutimer.storage.locking import unlocked
from acutimer.ui.settings.page import SettingsPage
from tests.cli.test_report import asked
from tests.journeys.conftest import Journey


def noted(day: Journey, note: str) -> None:
    day.app.diary.note_rating(Rating("", 4, Moment.NOW, day.clock.now(), note=note))
    day.settle()


def opened(day: Journey) -> SettingsPage:
    day.app.settings.open_notes()
    day.settle()
    page = day.app.settings.page.built
    assert page is not None
    assert page.notes.isVisible()
    return page


def test_a_backup_is_made_tried_and_gone_back_to_and_opens_no_gate(
    journey: Callable[..., Journey],
) -> None:
    day = journey()
    noted(day, "before")
    section = opened(day).notes
    assert section.folder.text() == str(day.places.data)
    day.clock.advance(24 * 3_600_000)
    section.back_up.click()
    day.settle()
    assert section.notice.text == "A backup was made, with 3 entries."
    section.drill.click()
    day.settle()
    assert "all 3 entries came back. Nothing was changed." in section.notice.text
    assert section.tried.text().startswith("Last restore tried: Today, ")
    assert section.tried.text().endswith(" All 3 entries came back.")
    noted(day, "after")
    newest = backups_in(day.places.backups)[0]
    assert newest.entries == 3
    verdict = day.app.gate.verdict()
    assert verdict is not None
    assert verdict.answers_allow
    section.restore_asked.emit(newest.id)
    day.settle()
    day.settle()
    notes = [one.body["note"] for one in day.of_kind(EntryKind.RATING)]
    assert notes == ["before"]
    verdict = day.app.gate.verdict()
    assert verdict is not None
    assert not verdict.answers_allow
    said = " ".join(one.text() for one in day.app.window.notices.findChildren(QLabel))
    assert "goes on from the backup" in said
    assert "Your safety answers are asked again." in said
    (aside,) = day.places.data.glob("journal-before-restoring-*.sqlite3")
    with closing(sqlite3.connect(aside)) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (4,)


def test_every_format_goes_out_and_then_everything_goes(
    journey: Callable[..., Journey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = journey()
    noted(day, "zebra-crossing")
    section, out = opened(day).notes, tmp_path / "out"
    out.mkdir()
    keeping = day.app.settings.notes
    for file_format in ("json", "csv", "fhir", "sqlite"):
        keeping.export_to(file_format, out / file_format)
        day.settle()
        assert section.notice_out.text.endswith(f"{out / file_format}, read back and counted.")
        assert b"zebra-crossing" in (out / file_format).read_bytes()
    assert json.loads((out / "json").read_bytes())["version"] == 3
    keeping.export_to("json", tmp_path / "nowhere" / "f.json")
    day.settle()
    assert "could not be written" in section.notice_out.text
    locked = out / "notes.json.age"
    keeping.export_to("json", locked, "correct horse")
    day.settle()
    assert f"{locked}, locked, read back and counted." in section.notice_out.text
    assert b"zebra-crossing" not in locked.read_bytes()
    assert unlocked(locked.read_bytes(), "correct horse") == (out / "json").read_bytes()
    assert locked.stat().st_mode & 0o777 == 0o600
    if age := shutil.which("age"):
        opened_by_age = out / "opened.json"
        code, _ = asked([age, "-d", "-o", str(opened_by_age), str(locked)], [b"correct horse"])
        assert code == 0
        assert opened_by_age.read_bytes() == (out / "json").read_bytes()
    codes: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", codes.append)
    section.erase_form.typed.setText("delete")
    section.erase_form.erase.click()
    assert codes == [ERASES]
    day.app.close()
    assert erase_all(day.places) == (0, GONE)
    held = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != out]
    assert [path for path in held if b"zebra-crossing" in path.read_bytes()] == []
    assert not day.places.database.exists()
    assert not day.places.preferences.exists()
