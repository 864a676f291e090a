"""The diary tells what came into the journal, be it late, and keeps what could not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.app.diary import Diary
from acutimer.app.opening import Opening
from acutimer.core.journal import Entry, EntryKind, Moment, Rating
from acutimer.core.safety import Profile
from acutimer.places import places_for
from tests.fakes import FakeClock


class Stage:
    """A diary on a real file, not open yet, and what it told."""

    def __init__(self, home: Path) -> None:
        self.clock = FakeClock()
        self.diary = Diary(places_for(home), self.clock)
        self.openings: list[Opening] = []
        self.noted: list[EntryKind] = []
        self.not_saved: list[int] = []
        self.diary.opened.connect(self.openings.append)
        self.diary.noted.connect(self.noted.append)
        self.diary.not_saved.connect(lambda _, kept: self.not_saved.append(kept))

    def settle(self) -> None:
        self.diary.wait()
        QApplication.processEvents()

    def rating(self, value: int) -> Rating:
        return Rating("", value, Moment.NOW, self.clock.now())

    def values(self) -> list[int]:
        """The ratings of today, as History gets them."""
        seen: list[int] = []
        today = self.clock.now().date()
        self.diary.history(
            today, today, today, lambda content: seen.extend(r.value for r in content.ratings)
        )
        self.settle()
        return seen


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    opened = Stage(tmp_path)
    yield opened
    opened.diary.close()


def test_each_note_is_told_by_its_kind_once_it_is_in_the_file(stage: Stage) -> None:
    entries: list[Entry] = []
    stage.diary.open()
    stage.diary.note_rating(stage.rating(4), entries.append)
    stage.diary.session_began({"routine": "desk-pause", "planned_s": 60})
    stage.diary.session_goes_on("another")
    stage.settle()
    assert len(stage.openings) == 1
    assert stage.noted == [EntryKind.RATING, EntryKind.SESSION_BEGAN]
    stage.diary.take_back(entries[0].id, lambda _: None)
    stage.settle()
    assert stage.noted[2:] == [EntryKind.TOMBSTONE]
    assert stage.values() == []


def test_what_is_written_late_is_told_then(stage: Stage) -> None:
    stage.diary.note_rating(stage.rating(4))
    stage.diary.save_profile(Profile(), lambda _: None, lambda _: None)
    stage.settle()
    assert (stage.noted, stage.not_saved) == ([], [1, 1])
    stage.diary.try_again()
    stage.settle()
    assert stage.noted == [EntryKind.RATING], "answers are asked again, not kept"
    assert stage.values() == [4]


def test_a_newer_answer_takes_the_place_of_one_that_waits_on_the_same_question(
    stage: Stage,
) -> None:
    first, second = stage.diary.question(), stage.diary.question()
    stage.diary.note_rating(stage.rating(4), answers=first)
    stage.diary.note_rating(stage.rating(5), answers=second)
    stage.diary.note_rating(stage.rating(6), answers=first)
    stage.settle()
    assert stage.not_saved[-1] == 2
    stage.diary.try_again()
    stage.settle()
    assert stage.values() == [5, 6]


def test_a_newer_answer_replaces_one_that_is_in_the_file_already(stage: Stage) -> None:
    stage.diary.open()
    asked = stage.diary.question()
    stage.diary.note_rating(stage.rating(8), answers=asked)
    stage.settle()
    stage.diary.note_unwelcome(("bruise",), "", lambda _: None, lambda _: None, asked)
    assert stage.values() == []
    stage.diary.note_rating(stage.rating(5), answers=asked)
    assert stage.values() == [5]
    stage.diary.withdraw(asked)
    assert stage.values() == []
    stage.diary.withdraw(asked)
    stage.settle()
    assert stage.not_saved == [], "what is withdrawn already needs nothing"


def test_an_answer_that_waits_is_withdrawn_before_it_is_written(stage: Stage) -> None:
    asked = stage.diary.question()
    stage.diary.stop_shown(("numb",), asked)
    stage.diary.note_rating(stage.rating(3))
    stage.diary.withdraw(asked)
    stage.settle()
    stage.diary.try_again()
    stage.settle()
    assert EntryKind.STOP_SHOWN not in stage.noted
    assert stage.values() == [3]
