"""The whole app in a real window on a real journal file; fakes for time and loudspeaker only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from acutimer.app import build
from acutimer.app.application import App
from acutimer.core.guidance.score import Cue
from acutimer.core.journal import Entry, EntryKind
from acutimer.core.routines import PhaseKind
from acutimer.core.safety import Answer, Given, Profile, profile_body
from acutimer.core.safety_table import Rules, read_rules
from acutimer.places import places_for, resource_path
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.toml_files import load_content
from tests.fakes import FakeClock


class HeardSound:
    """Takes the place of the loudspeaker and remembers what it was told."""

    def __init__(self) -> None:
        self.plans: list[tuple[Cue, ...]] = []
        self.is_open = False

    def open(self) -> None:
        self.is_open = True

    def follow(self, cues: Sequence[Cue]) -> None:
        self.plans.append(tuple(cues))

    def silence(self) -> None:
        self.plans.append(())

    def close(self) -> None:
        self.is_open = False


class Journey:
    """The app under test, and what a person's day does to it."""

    def __init__(self, home: Path, qtbot: object, *, audible: bool = False) -> None:
        self.places = places_for(home)
        self.clock = FakeClock()
        self.sound = HeardSound()
        self.qtbot = qtbot
        # audible: through the real player, whatever this machine has to play on
        self.app: App = build(self.places, self.clock, None if audible else self.sound)

    def open(self) -> App:
        """Show the window and wait until the journal is read."""
        self.app.open()
        self.qtbot.waitExposed(self.app.window)  # type: ignore[attr-defined]
        self.app.go_on_opening()
        self.settle()
        return self.app

    def hide(self) -> None:
        """Hide the window for good; there is no tray here, so it would come back in a second."""
        self.app.tray._away.stop()
        self.app.window.hide()

    def leave(self) -> None:
        """Quit, and really be gone: a window left behind is dressed again with every later one."""
        self.app.close()
        # the tray's menu is no part of the window, and its rows keep it
        if (tray := getattr(self.app, "tray", None)) is not None:
            tray._tray.menu.deleteLater()
        for part in (self.app.window, self.app):
            part.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
        QApplication.processEvents()

    def settle(self) -> None:
        """Everything asked of the journal is done and its answers have arrived."""
        for _ in range(3):
            self.app.diary.wait()
            for _ in range(5):
                QApplication.processEvents()

    def let_pass(self, seconds: float) -> None:
        """Time goes by in steps a waking computer takes."""
        left_ms = round(seconds * 1000)
        while left_ms > 0:
            step_ms = min(1000, left_ms)
            left_ms -= step_ms
            self.clock.advance(step_ms)
            self.app.runner.look()
        self.settle()

    @property
    def lead_in_s(self) -> float:
        """How long the lead-in in hand still lasts; the voice may make it longer than five."""
        progress = self.app.runner.progress()
        assert progress is not None
        assert progress.phase.kind is PhaseKind.LEAD_IN
        return progress.left_ms / 1000

    def entries(self) -> list[Entry]:
        """What is in the file now, read by another connection."""
        database = open_database(
            self.places.database, now=self.clock.now, backups=self.places.backups
        )
        try:
            return JournalStore(database, self.clock.now).entries()
        finally:
            database.close()

    def of_kind(self, kind: EntryKind) -> list[Entry]:
        """The entries of one kind."""
        return [entry for entry in self.entries() if entry.kind == kind]


@cache
def _rules() -> Rules:
    return load_content(resource_path("safety.toml"), read_rules)


def keep_answers(
    home: Path, clock: FakeClock, *, signs_ago: int | None = 0, **answers: Answer
) -> None:
    """Put safety answers into a profile's journal: no to everything that is not named.

    ``signs_ago`` is how many days ago no danger sign was there; None is never.
    """
    places = places_for(home)
    rules = _rules()
    today = clock.now().date()
    given = {
        question.id: Given(answers.get(question.id.replace("-", "_"), Answer.NO), today)
        for question in rules.questions
    }
    database = open_database(places.database, now=clock.now, backups=places.backups)
    store = JournalStore(database, clock.now)
    store.append(EntryKind.SAFETY_ANSWERS, profile_body(Profile(given)))
    if signs_ago is not None:
        at = clock.now() - timedelta(days=signs_ago)
        store.append(EntryKind.SIGNS_SEEN, {"version": rules.signs_version}, at)
    database.close()


@pytest.fixture
def journey(tmp_path: Path, qtbot: object) -> Iterator[Callable[..., Journey]]:
    """Starts the app on a profile whose safety answers are given (or on a bare one)."""
    started: list[Journey] = []
    font = QApplication.font()

    def start(
        *,
        answered: bool = True,
        audible: bool = False,
        signs_ago: int | None = 0,
        **answers: Answer,
    ) -> Journey:
        # what an earlier test left open would have the keyboard, or count as a window of this app
        for left_open in () if started else QApplication.topLevelWidgets():
            left_open.hide()
        if answered:
            keep_answers(tmp_path, FakeClock(), signs_ago=signs_ago, **answers)
        made = Journey(tmp_path, qtbot, audible=audible)
        started.append(made)
        made.open()
        return made

    yield start
    while started:
        started.pop().leave()
    if QApplication.font() != font:
        QApplication.setFont(font)
