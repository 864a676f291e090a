"""The session page with the real runner, the real routines and a clock that a test moves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QTimeLine, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.points import Atlas
from acutimer.core.routines import PhaseKind, Routine
from acutimer.core.safety_table import Rules, read_rules
from acutimer.runtime.session_runner import SessionRunner
from acutimer.storage.resource_files import load_atlas, load_routines
from acutimer.storage.toml_files import load_content
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import load_theme, palette
from acutimer.ui.session.page import SessionPage
from tests.core.shipped import lightly
from tests.fakes import FakeClock, SilentSound

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
#: Below the gap that the runner takes for sleep.
_STRIDE_MS = 1000


@cache
def the_atlas() -> Atlas:
    atlas, faults = load_atlas(RESOURCES / "points.toml")
    assert faults == []
    return atlas


@cache
def the_routines(atlas: Atlas) -> Mapping[str, Routine]:
    routines, faults = load_routines([RESOURCES / "routines"], atlas)
    assert faults == []
    return {routine.id: routine for routine in routines}


@cache
def the_rules() -> Rules:
    return load_content(RESOURCES / "safety.toml", read_rules)


def dress(widget: QWidget, theme_name: str = "light") -> None:
    """The look of the app for one window only, so that tests leave no trace in each other."""
    theme = load_theme(theme_name)
    widget.setPalette(palette(theme))
    ground = f"SessionPage,RatingPage{{background:{theme.colours['window']}}}"
    widget.setStyleSheet(stylesheet(theme) + ground)


def size_text(app: QApplication, points: float) -> None:
    font = QFont("DejaVu Sans")
    font.setPointSizeF(points)
    app.setFont(font)


def running(widget: QWidget) -> list[object]:
    """Everything below a widget that ticks."""
    timers = [timer for timer in widget.findChildren(QTimer) if timer.isActive()]
    lines = [
        line for line in widget.findChildren(QTimeLine) if line.state() == QTimeLine.State.Running
    ]
    return [*timers, *lines]


class Stage:
    """A page wired as the app wires it."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (1280, 764)) -> None:
        self.atlas = the_atlas()
        self.routines = dict(the_routines(self.atlas))
        self.clock = FakeClock()
        self.sound = SilentSound()
        self.runner = SessionRunner(self.clock, self.sound, self.atlas)
        self.page = SessionPage(self.atlas, load_theme("light"))
        qtbot.addWidget(self.page)
        dress(self.page)
        page, runner = self.page, self.runner
        runner.happened.connect(page.show_events)
        page.progress_wanted.connect(lambda: page.show_progress(runner.progress()))
        page.pause_or_go_on_asked.connect(runner.pause_or_go_on)
        page.ready_asked.connect(runner.ready)
        page.skip_asked.connect(runner.skip)
        page.back_asked.connect(runner.back)
        page.restart_asked.connect(runner.restart_step)
        page.lengthen_asked.connect(runner.lengthen)
        page.shorten_asked.connect(runner.shorten)
        page.stop_asked.connect(runner.stop)
        page.resize(*size)
        with qtbot.waitActive(page):
            page.show()

    def start(self, routine_id: str, *, light_only: bool = False, ask_pain: bool = False) -> None:
        routine = self.routines[routine_id]
        if light_only:
            routine = lightly(routine)
        self.page.begin(routine, ask_pain)
        self.runner.start(routine)

    def go(self, ms: int) -> None:
        """Time goes by; the page paints as often as the runner looks."""
        while ms > 0:
            stride = min(ms, _STRIDE_MS)
            self.clock.advance(stride)
            self.runner.look()
            self.page.progress_wanted.emit()
            ms -= stride

    def go_to(self, step: int, kind: PhaseKind) -> None:
        """On to a phase, without touching anything but "I am ready"."""
        for _ in range(3600):
            progress = self.runner.progress()
            assert progress is not None
            if (progress.step, progress.phase.kind) == (step, kind):
                return
            if progress.phase.kind is PhaseKind.REST:
                self.runner.pause_or_go_on()
            self.go(min(_STRIDE_MS, max(1, progress.left_ms)))
        raise AssertionError(f"step {step} never has a {kind}")

    def close(self) -> None:
        self.page.hide()
        self.runner.stop()
