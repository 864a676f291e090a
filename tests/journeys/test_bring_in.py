"""A file of another program comes in through the window, and goes again with one Undo."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from acutimer.core.importing.questions import Ask
from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.core.spots import Spot
from acutimer.ui.bring_in.page import BringInPage
from tests.journeys.conftest import Journey
from tests.ui.bring_in.test_bring_in_page import COLUMNS, TABLE


@pytest.fixture
def day(journey: Callable[..., Journey]) -> Iterator[Journey]:
    made = journey(answered=False)
    yield made
    made.app.settings.bringing_in.end()


def rested(day: Journey) -> None:
    """What the thread of imports was asked is done, and answered."""
    bringing = day.app.settings.bringing_in
    for _ in range(3):
        if bringing._worker is not None:
            bringing._worker.wait()
        day.settle()
        QApplication.processEvents()


def brought(day: Journey, path: Path) -> BringInPage:
    day.app.settings.bringing_in.bring_in(path)
    rested(day)
    page = day.app.settings.bringing_in.page.built
    assert page is not None
    return page


def notices(day: Journey) -> str:
    return " ".join(one.text() for one in day.app.window.notices.findChildren(QLabel))


def values(day: Journey) -> list[object]:
    return [one.body["value"] for one in day.of_kind(EntryKind.RATING)]


def test_questions_are_answered_one_by_one_and_one_undo_takes_it_back(
    day: Journey, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE)
    day.app.show_page("history")
    page = brought(day, path)
    for name, answer in COLUMNS.items():
        page.answered.emit(page.questions[Ask.COLUMN, name].question, answer)
        rested(day)
    for ask, answer in ((Ask.DATES, "day-first"), (Ask.ZONE, "Europe/Berlin")):
        page.answered.emit(page.questions[ask, ""].question, answer)
        rested(day)
    assert [one.text() for one in page.counts.values()] == ["2", "0", "1"]
    assert values(day) == []
    page.take.click()
    rested(day)
    assert sorted(map(str, values(day))) == ["3", "6"]
    assert day.app.window.page == "history"
    assert "2 rows from a table brought in." in notices(day)
    assert list(day.places.backups.glob("*before-an-import*"))
    day.app.settings.open_notes()
    day.settle()
    settings = day.app.settings.page.built
    assert settings is not None
    assert settings.notes.brought.help.text().startswith("2 rows from a table, Today, ")
    day.app.show_page("history")
    again = brought(day, path)
    assert not again.take.isEnabled()  # answers are asked anew for every file
    again.cancel.click()
    undo = [one for one in day.app.window.notices.findChildren(QPushButton) if one.text() == "Undo"]
    undo[0].click()
    rested(day)
    assert values(day) == []
    assert "taken back" in notices(day)
    assert settings.notes.brought.isHidden()


def test_own_spots_come_with_our_file_and_safety_answers_never_do(
    day: Journey, tmp_path: Path
) -> None:
    day.app.diary.note_rating(Rating("", 4, Moment.NOW, day.clock.now()))
    day.settle()
    mine = {"GB20.left": Spot(0.1, 0.2)}
    day.app.choices.choose(day.app.choices.now._replace(spots=mine))
    day.app.settings.open_notes()
    path = tmp_path / "ours.json"
    day.app.settings.notes.export_to("json", path)
    day.settle()
    content = json.loads(path.read_bytes())
    content["spots"] = {"GB20.left": [0.5, 0.5], "GB20.right": [0.3, 0.0]}
    row = content["entries"][0]
    content["entries"] += [
        {**row, "id": "019ca869-5000-7ffa-b1c0-d0f1fac28d73", "value": 7},
        *({**row, "id": kind, "kind": kind} for kind in ("safety_answers", "signs_seen")),
    ]
    path.write_text(json.dumps(content), encoding="utf-8")
    page = brought(day, path)
    assert [one.text() for one in page.counts.values()] == ["1", "1", "2"]
    page.take.click()
    rested(day)
    assert sorted(map(str, values(day))) == ["4", "7"]
    assert day.app.choices.now.spots == {**mine, "GB20.right": Spot(0.3, 0.0)}
    assert "With them 1 own spot." in notices(day)
    verdict = day.app.gate.verdict()
    assert verdict is not None
    assert not verdict.may_start
    assert not verdict.answers_allow
    assert day.of_kind(EntryKind.SAFETY_ANSWERS) == []
    undo = [one for one in day.app.window.notices.findChildren(QPushButton) if one.text() == "Undo"]
    undo[0].click()
    rested(day)
    assert values(day) == [4]
    assert day.app.choices.now.spots == mine


def test_a_file_that_is_none_says_so_and_cancel_stops_what_is_read(
    day: Journey, tmp_path: Path
) -> None:
    path = tmp_path / "f.json"
    path.write_text('{"schema": "another"}')
    page = brought(day, path)
    assert "nothing was changed" in page.fault.text()
    page.cancel.click()
    bringing = day.app.settings.bringing_in
    (tmp_path / "table.csv").write_bytes(TABLE)
    bringing.bring_in(tmp_path / "table.csv")
    bringing.cancel()
    rested(day)
    assert page.questions == {}
    assert not page.isVisible()
