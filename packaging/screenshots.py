"""Makes the pictures of the README and of software centres again: the real app, offscreen.

    packaging/dev screenshots [names]      press session history ...

The diary is made up: six weeks of numbers drawn with a fixed seed. Pictures go to docs/, those that
resources/desktop/metainfo.xml.in names to docs/store, no larger than software centres show them.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from acutimer.app import build
from acutimer.app.application import App
from acutimer.core.headaches import Headache, HeadacheState, headache_body
from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.core.medicine import Medicine, medicine_body
from acutimer.core.points import Side
from acutimer.core.safety import Answer, Given, Profile, profile_body
from acutimer.core.safety_table import read_rules
from acutimer.places import Places, places_for, resource_path
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.toml_files import load_content
from tests.fakes import FakeClock, SilentSound

NOW = datetime(2026, 5, 31, 14, 32, tzinfo=UTC)
SIZE = (1280, 800)
STORE_SIZE = (1000, 700)


def keep_diary(places: Places) -> None:
    """Six weeks of made-up ratings and sessions, and answers that allow everything."""
    draw = random.Random(20)
    moment = NOW - timedelta(days=41, hours=5)
    database = open_database(places.database, now=lambda: moment, backups=places.backups)
    store = JournalStore(database, lambda: moment)
    level = 6.0
    while moment < NOW - timedelta(hours=3):
        level = max(1.0, min(7.5, level + draw.uniform(-1.4, 1.25)))
        if draw.random() < 0.88:
            store.add_rating(Rating("", round(level), Moment.NOW, moment))
        if level > 5:
            _keep_headache(store, moment, round(level))
        if draw.random() < 0.4:
            _keep_session(store, moment + timedelta(hours=2), round(level), draw)
        moment += timedelta(days=1)
    rules = load_content(resource_path("safety.toml"), read_rules)
    given = {question.id: Given(Answer.NO, NOW.date()) for question in rules.questions}
    store.append(EntryKind.SAFETY_ANSWERS, profile_body(Profile(given)), NOW)
    store.append(EntryKind.SIGNS_SEEN, {"version": rules.signs_version}, NOW)
    database.close()


def _keep_headache(store: JournalStore, at: datetime, worst: int) -> None:
    """A headache of a few hours; the bad ones with a painkiller."""
    over = at + timedelta(hours=4)
    one = Headache(at, HeadacheState.ENDED, over, worst=worst, places=("back_of_head.right",))
    store.append(EntryKind.HEADACHE, headache_body(one), at)
    if worst > 6:
        taken = Medicine(at, "plain", at.date())
        store.append(EntryKind.MEDICINE, medicine_body(taken), at)


def _keep_session(store: JournalStore, at: datetime, before: int, draw: random.Random) -> None:
    began = store.append(EntryKind.SESSION_BEGAN, {"routine": "neck-and-shoulders"}, at)
    session = began.id
    store.add_rating(Rating("", before, Moment.BEFORE, at, session=session))
    pressed = draw.choice((570, 570, 548, 402))
    store.append(
        EntryKind.SESSION_ENDED,
        {
            "session": session,
            "routine": "neck-and-shoulders",
            "routine_name": "Neck and shoulders",
            "planned_s": 570,
            "pressed_s": pressed,
            "parts": [],
            "ended": "finished",
        },
        at + timedelta(minutes=11),
    )
    after = max(0, min(10, before + draw.choice((-3, -2, -1, -1, 0, 0, 1))))
    store.add_rating(Rating("", after, Moment.AFTER, at + timedelta(minutes=11), session=session))


class Studio:
    """The app on the made-up diary, with a clock that only this script moves."""

    def __init__(self, qt_app: QApplication, home: Path) -> None:
        self.qt_app = qt_app
        self.clock = FakeClock(NOW)
        keep_diary(places_for(home))
        self.app: App = build(places_for(home), self.clock, SilentSound())
        self.app.open()
        self.app.window.resize(*SIZE)
        self.settle()

    def settle(self) -> None:
        """Let everything that was asked for happen and be painted."""
        self.app.go_on_opening()
        for _ in range(60):
            self.qt_app.processEvents()
            self.app.diary.wait()

    def dress(self, theme: str) -> None:
        """Light or dim."""
        self.app.choices.choose(self.app.choices.now._replace(theme=theme))
        self.settle()

    def pass_time(self, seconds: int) -> None:
        """Let a session go on."""
        for _ in range(seconds):
            self.clock.advance(1000)
            self.app.runner.look()
        self.settle()

    def take(self, name: str, size: tuple[int, int] = SIZE) -> None:
        """Save what the window shows in that size."""
        self.app.window.resize(*size)
        self.settle()
        target = ROOT / "docs" / f"{name}.png"
        target.parent.mkdir(exist_ok=True)
        self.app.window.grab().save(str(target))
        self.app.window.resize(*SIZE)
        print(target.relative_to(ROOT))


def press(studio: Studio) -> None:
    """The first page, a rating chosen."""
    studio.app.press.bar.rating.choose(5)
    studio.app.press.chooser.choose_point("GB20", Side.LEFT)


def session(studio: Studio) -> None:
    """In the middle of the left shoulder."""
    studio.app.press.chooser.ask_start()
    studio.pass_time(5 + 60 + 5 + 60 + 90 + 5 + 73)
    page = studio.app.window.built("session")
    page.show_progress(studio.app.runner.progress())  # type: ignore[union-attr]


def history(studio: Studio) -> None:
    """Six weeks."""
    if studio.app.runner.is_running:
        studio.app.runner.stop()
    studio.app.show_page("history")


PICTURES: dict[str, Callable[[Studio], None]] = {
    "press": press,
    "session": session,
    "history": history,
}


def main(names: list[str]) -> int:
    """Make the named pictures, or all, in light and dim."""
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        print(f"There is no picture {', '.join(unknown)}; there are {', '.join(PICTURES)}.")
        return 2
    qt_app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as home:
        studio = Studio(qt_app, Path(home))
        for name, prepare in PICTURES.items():
            if names and name not in names:
                continue
            prepare(studio)
            for theme in ("dim", "light"):
                studio.dress(theme)
                studio.take(f"{name}-{theme}")
            studio.take(f"store/{name}", STORE_SIZE)
        studio.app.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
