"""Measures History's first paint and pan at 365, 36,500 and 365,000 ratings, headache and medicine.

The journals hold one year of one rating a day, and ten and a hundred years of ten a day. They are
real files and every fetch is in the figures; importing the plot library is not. They are
measured in turns, so that a busy machine slows all. Judged is the processor's time, which other
programs change least; what the clock showed stands beside it. Memory is that of a program of its
own with the page open (PSS).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from acutimer.core.headaches import Headache, HeadacheState, headache_body
from acutimer.core.journal import (
    EntryKind,
    Moment,
    PressedPart,
    Rating,
    SessionNote,
    rating_body,
    session_ended_body,
)
from acutimer.core.medicine import Medicine, medicine_body
from acutimer.storage.database import Database, open_database
from acutimer.storage.entry_rows import INSERT, Pending, new_id, row_of
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.noted_days import noted_days
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.kit.app_style import AppStyle
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import load_theme

#: Times what the first journal takes: first paint and pan, opening on 6 months, and memory.
LIMIT, LIMIT_6_MONTHS, LIMIT_MEMORY = 1.5, 1.7, 1.2
MEMORY_ROUNDS = 3
TODAY = date(2026, 5, 31)
ZONE = timezone(timedelta(hours=2))
SPANS = {"6 weeks": 42, "6 months": 182}
#: How the ratings go on and on: of ten, two are the ends of a session.
_ORDER = (*[Moment.NOW] * 4, Moment.BEFORE, Moment.AFTER, *[Moment.NOW] * 4)
#: Name, days, and ratings a day; the first is what the others are measured by.
JOURNALS = (("small", 365, 1), ("large", 3650, 10), ("huge", 36_500, 10))
_PAN_STEPS = 28


def now() -> datetime:
    """The moment the bench takes place in."""
    return datetime.combine(TODAY, time(22), ZONE)


def fill(database: Database, days: int, a_day: int) -> int:
    """Notes so many ratings a day, and their sessions, in one transaction; gives the ratings."""
    rng = random.Random(days)
    parts = (PressedPart("GB20", "left", 120.0), PressedPart("GB20", "right", 120.0))
    rows: list[tuple[object, ...]] = []

    def note(kind: EntryKind, at: datetime, body: dict[str, object]) -> None:
        seq = len(rows) + 1
        hlc = (int(at.timestamp()) * 1000 << 16) + seq % 65536
        pending = Pending(new_id(at), str(kind), at, "Europe/Berlin", None, body)
        rows.append(row_of(pending, database.device, seq, hlc))

    for nth in range(days * a_day):
        ago, place = divmod(nth, a_day)
        when = time(7 + place * 14 // a_day, rng.randint(0, 59))
        at = datetime.combine(TODAY - timedelta(days=ago), when, ZONE)
        moment = _ORDER[nth % len(_ORDER)]
        session = f"session {nth // len(_ORDER)}" if moment is not Moment.NOW else None
        rating = Rating("", rng.randint(0, 10), moment, at, session=session)
        note(EntryKind.RATING, at, rating_body(rating))
        if moment is Moment.BEFORE and session:
            held = SessionNote(session, "r", "Routine", at, 600, 240, parts, "finished")
            note(EntryKind.SESSION_ENDED, at, session_ended_body(held))
    for ago in range(0, days, 5):
        at = datetime.combine(TODAY - timedelta(days=ago), time(8), ZONE)
        ached = Headache(at, HeadacheState.ENDED, at + timedelta(hours=9), worst=6)
        note(EntryKind.HEADACHE, at, headache_body(ached))
        note(EntryKind.MEDICINE, at, medicine_body(Medicine(at, "plain", at.date())))
    with database.writing() as connection:
        connection.executemany(INSERT, rows)
    return days * a_day


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.times += 1
        return super().eventFilter(watched, event)


class Run:
    """One page over one journal, built anew for each round."""

    def __init__(self, database: Database, days: int) -> None:
        self._store = JournalStore(database, now)  # anew, or it would keep days of the round before
        self._app = QApplication.instance()
        self._begun = _Moment()
        self.page = HistoryPage(load_theme("light"), lambda: TODAY, QLocale("en_GB"))
        self.page.span_wanted.connect(self.answer)
        self.page.spans.button(str(days)).click()
        self.page.resize(1192, 764)
        self._painted = Painted()

    def answer(self, first: date, last: date) -> None:
        """Fetches and sums up, as the app does."""
        self.page.show_content(noted_days(self._store, first, last, TODAY, 0))

    def until_painted(self) -> None:
        """Lets Qt run until the plot was painted once more."""
        plot = self.page.plot
        assert plot is not None
        plot.viewport().removeEventFilter(self._painted)
        plot.viewport().installEventFilter(self._painted)
        before = self._painted.times
        for _ in range(200):
            self._app.processEvents()
            if self._painted.times > before:
                return
        raise SystemExit("The plot was not painted.")

    def measure(self) -> dict[str, float]:
        """Milliseconds of first paint, of one day of a long pan, and of a jump by a week."""
        figures: dict[str, float] = {}
        self.page.show()
        self.until_painted()
        figures |= self._begun.since("first_paint")
        begin = _Moment()
        for _ in range(_PAN_STEPS):
            self.page.move_days(-1)
            self.until_painted()
        self.page.settle()
        self._app.processEvents()
        figures |= begin.since("pan_day", _PAN_STEPS)
        begin = _Moment()
        for _ in range(4):
            self.page.move_days(-7)
            self.until_painted()
            self.page.settle()
            self._app.processEvents()
        figures |= begin.since("pan_week", 4)
        self.page.close()
        self.page.deleteLater()
        self._app.processEvents()
        return figures


class _Moment:
    """A moment, by the clock and by what this program has used of the processor."""

    def __init__(self) -> None:
        self._clock_s, self._used_s = perf_counter(), process_time()

    def since(self, name: str, times: int = 1) -> dict[str, float]:
        """Milliseconds since then, for each of so many times."""
        used_ms = (process_time() - self._used_s) * 1000 / times
        clock_ms = (perf_counter() - self._clock_s) * 1000 / times
        return {f"{name}_cpu_ms": used_ms, f"{name}_ms": clock_ms}


def open_page_mib(path: Path) -> float:
    """The memory of this program with the page open on a journal."""
    database = open_database(path, now=now, backups=path.with_name("backups"))
    run = Run(database, SPANS["6 weeks"])
    run.page.show()
    run.until_painted()
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    (kib,) = (int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kib / 1024


def memory_of(paths: Mapping[str, Path]) -> dict[str, object]:
    """Medians of the memory with each journal, each time in a program of its own; and ratios."""
    seen: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(MEMORY_ROUNDS):
        for name, path in paths.items():
            words = [sys.executable, __file__, str(path)]
            told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
            seen[name].append(float(told))
    mib = {name: round(median(rows), 1) for name, rows in seen.items()}
    ratios = {name: round(mib[name] / mib["small"], 3) for name in mib if name != "small"}
    return {"mib": mib, "ratios": ratios}


def figures_of(rounds: int, folder: Path) -> dict[str, object]:
    """All figures: medians in milliseconds, and ratios of the medians."""
    counts: dict[str, int] = {}
    databases: dict[str, Database] = {}
    paths = {name: folder / name / "journal.sqlite3" for name, _, _ in JOURNALS}
    for name, days, a_day in JOURNALS:
        path = paths[name]
        database = open_database(path, now=now, backups=folder / name / "backups")
        counts[name] = fill(database, days, a_day)
        databases[name] = database
    spans: dict[str, object] = {}
    for span, days in SPANS.items():
        for name in databases:
            Run(databases[name], days).measure()  # the plot library, fonts and caches
        seen: dict[str, list[dict[str, float]]] = {name: [] for name in databases}
        for nth in range(rounds):
            # Each goes first in turn, so that none always follows another.
            order = list(databases)
            for name in order[nth % len(order) :] + order[: nth % len(order)]:
                seen[name].append(Run(databases[name], days).measure())
        medians = {
            name: {key: round(median(row[key] for row in rows), 2) for key in rows[0]}
            for name, rows in seen.items()
        }
        ratios = {
            name: {
                key.replace("_ms", "_ratio"): round(medians[name][key] / medians["small"][key], 3)
                for key in medians["small"]
            }
            for name in databases
            if name != "small"
        }
        spans[span] = {**medians, "ratios": ratios}
    for database in databases.values():
        database.close()
    return {"ratings": counts, "rounds": rounds, "spans": spans, "memory": memory_of(paths)}


def _dress(app: QApplication) -> None:
    theme = load_theme("light")
    app.setStyle(AppStyle(theme))
    app.setStyleSheet(stylesheet(theme))


def measure(rounds: int = 9) -> dict[str, object]:
    """Medians in ms and MiB, and ratios; the span the page opens with is judged, and 6 months."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    _dress(app)
    with tempfile.TemporaryDirectory() as folder:
        found = figures_of(rounds, Path(folder))
    spans: dict[str, Any] = found["spans"]  # type: ignore[assignment]
    memory: dict[str, Any] = found["memory"]  # type: ignore[assignment]
    opens, half_year = (spans[name]["ratios"].values() for name in SPANS)
    holds = (
        all(max(one["first_paint_cpu_ratio"], one["pan_day_cpu_ratio"]) <= LIMIT for one in opens)
        and all(one["first_paint_cpu_ratio"] <= LIMIT_6_MONTHS for one in half_year)
        and all(one <= LIMIT_MEMORY for one in memory["ratios"].values())
    )
    return {"bench": "history", **found, "holds": holds}


if __name__ == "__main__":
    # one page in a program of its own: see memory_of
    its_app = QApplication([])
    _dress(its_app)
    print(open_page_mib(Path(sys.argv[1])))
