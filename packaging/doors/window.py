"""Everybody before every door of the real window, each on a journal of their own."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.doors import WHILE_SHUT, Visitor, by_effect, by_place, strangers, write_routine
from tests.fakes import FakeClock
from tests.window_doors import DOORS, faults_behind, resume_fault, window_of, write_clicked

_NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class _Bot:
    """What the tests' journeys ask of pytest-qt, without pytest."""

    def waitExposed(self, window: QWidget) -> None:  # noqa: N802
        QTest.qWaitForWindowExposed(window)

    def waitUntil(self, done: Callable[[], bool], within_s: float = 10) -> None:  # noqa: N802
        until = time.monotonic() + within_s
        while not done() and time.monotonic() < until:
            QApplication.processEvents()


def everybody(share: float, seed: int) -> list[Visitor]:
    """All visitors, or a share of them drawn by chance."""
    whole = [*by_effect(), *by_place(), *strangers()]
    if share >= 1:
        return whole
    return random.Random(seed).sample(whole, max(1, round(len(whole) * share)))


def tried(share: float, seed: int) -> Iterator[tuple[str, int, list[str]]]:
    """One row for each door."""
    qInstallMessageHandler(lambda *_: None)  # what a window without a screen cannot do
    _ = QApplication.instance() or QApplication(sys.argv[:1])
    faults: dict[str, list[str]] = {door.name: [] for door in DOORS}
    visitors = everybody(share, seed)
    for visitor in visitors:
        with tempfile.TemporaryDirectory(prefix="doors-") as folder:
            home = Path(folder)
            visitor.prepare(home, _NOW)
            write_routine(home)
            write_clicked(home)
            with window_of(home, FakeClock(_NOW), _Bot()) as day:
                for door in DOORS:
                    found = faults_behind(day, door, visitor.answers)
                    faults[door.name] += [f"{visitor.name}: {one}" for one in found]
    for name, found in faults.items():
        yield f"window: {name}", len(visitors), found
    resumed: list[str] = []
    changing = [visitor for visitor in visitors if visitor.name not in WHILE_SHUT]
    for visitor in changing:
        with tempfile.TemporaryDirectory(prefix="doors-") as folder:
            write_routine(Path(folder))
            fault = resume_fault(Path(folder), visitor, FakeClock(_NOW), _Bot())
            resumed += [f"{visitor.name}: {fault}"] if fault else []
    yield "window: cut off, go on", len(changing), resumed
