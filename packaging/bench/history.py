"""Measures History's first paint and pan at 365, 36,500 and 365,000 ratings, headache and medicine.

The journals hold one year of one rating a day, and ten and a hundred years of ten a day. They are
real files and every fetch is in the figures; importing the plot library is not. They are
measured in turns, so that a busy machine slows all. Judged is the processor's time, which other
programs change least; what the clock showed stands beside it. Memory is that of a program of its
own with the page open (PSS), and once it has searched all notes for what none holds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from diaries import JOURNALS, TODAY, fill, now

from acutimer.app.history import looked
from acutimer.storage.database import Database, open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.noted_days import noted_days
from acutimer.ui.history.note_search import Stretch
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.kit.app_style import AppStyle
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import load_theme

#: Times what the first journal takes: first paint and pan, opening on 6 months, and memory.
LIMIT, LIMIT_6_MONTHS, LIMIT_MEMORY = 1.5, 1.7, 1.2
MEMORY_ROUNDS = 3
SPANS = {"6 weeks": 42, "6 months": 182}
_PAN_STEPS = 28


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
        self._stretches: list[Stretch] = []
        self.page.search_wanted.connect(self._stretches.append)
        self.page.spans.button(str(days)).click()
        self.page.resize(1192, 764)
        self._painted = Painted()

    def answer(self, first: date, last: date) -> None:
        """Fetches and sums up, as the app does."""
        self.page.show_content(noted_days(self._store, first, last, TODAY, 0))

    def search(self, words: str) -> tuple[float, float]:
        """Search all days; gives the processor's milliseconds until the first answer, and all."""
        begun, first = process_time(), 0.0
        self.page.find()
        self.page.table_part.field.setText(words)
        while self._stretches:
            self.page.show_found(looked(self._store, self._stretches.pop(), TODAY, self.page.words))
            self._app.processEvents()
            first = first or process_time() - begun
        return first * 1000, (process_time() - begun) * 1000

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


def open_page(path: Path) -> dict[str, float]:
    """The memory of this program with the page open on a journal, and after a search of all of it.

    In MiB; what the search took of the processor stands beside it, in milliseconds.
    """
    database = open_database(path, now=now, backups=path.with_name("backups"))
    run = Run(database, SPANS["6 weeks"])
    run.page.show()
    run.until_painted()
    opened = _pss_mib()
    first_ms, all_ms = run.search("a word of no note")
    return {
        "open": opened, "searched": _pss_mib(), "search_first_ms": first_ms, "search_all_ms": all_ms
    }  # fmt: skip


def _pss_mib() -> float:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    (kib,) = (int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kib / 1024


def memory_of(paths: Mapping[str, Path]) -> dict[str, object]:
    """Medians of open_page with each journal, each time in a program of its own; and ratios."""
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in paths}
    for _ in range(MEMORY_ROUNDS):
        for name, path in paths.items():
            words = [sys.executable, __file__, str(path)]
            told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
            seen[name].append(json.loads(told))
    figures = {
        name: {key: round(median(row[key] for row in rows), 1) for key in rows[0]}
        for name, rows in seen.items()
    }
    ratios = {
        name: {key: round(its[key] / figures["small"][key], 3) for key in ("open", "searched")}
        for name, its in figures.items()
        if name != "small"
    }
    return {"figures": figures, "ratios": ratios}


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
        and all(max(one.values()) <= LIMIT_MEMORY for one in memory["ratios"].values())
    )
    return {"bench": "history", **found, "holds": holds}


if __name__ == "__main__":
    # one page in a program of its own: see memory_of
    its_app = QApplication([])
    _dress(its_app)
    print(json.dumps(open_page(Path(sys.argv[1]))))
