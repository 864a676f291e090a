"""A second start hands over and is gone, without Qt; the running copy does what was asked."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from stat import S_IMODE
from time import monotonic, sleep

import pytest

from acutimer.core.journal import EntryKind, read_rating
from acutimer.desktop.private_folder import socket_paths
from acutimer.runtime.clock import SystemClock
from tests.desktop_stage import desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import ACUTIMER, Program, of_kind, profile

#: A start that hands over takes a few hundredths of a second; this is for a busy machine.
_SOON_S = 5.0
_PATIENCE_S = 20.0


@pytest.fixture
def home() -> Iterator[Path]:
    with profile() as made:
        keep_answers(made, FakeClock(SystemClock().now()))
        yield made


def imported(home: Path, *words: str) -> set[str]:
    """Start once more, let it end well and soon, and give the modules that it imported."""
    ended = subprocess.run(
        [ACUTIMER, "--home", home, *words],
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=_SOON_S,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr[-500:]
    lines = [line for line in ended.stderr.splitlines() if line.startswith("import time:")]
    modules = {line.rpartition("|")[2].strip() for line in lines}
    assert "acutimer.desktop.single_copy" in modules
    return modules


def is_light(modules: set[str]) -> bool:
    """Whether neither Qt nor the rest of the program was loaded."""
    heavy = ("PySide6", "shiboken6", "acutimer.app", "acutimer.ui", "acutimer.storage", "sqlite3")
    return not any(name == one or name.startswith(f"{one}.") for name in modules for one in heavy)


def once(condition: Callable[[], object]) -> None:
    """Wait for another process."""
    until = monotonic() + _PATIENCE_S
    while not condition():
        assert monotonic() < until
        sleep(0.02)


@pytest.fixture
def running(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A copy without a screen, which takes requests by now."""
    started = subprocess.Popen(
        [ACUTIMER, "--home", home], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    # a request waits for the copy to be ready, so a first one is the sign
    once((home / "run" / "acutimer.sock").exists)
    assert is_light(imported(home))
    yield started
    started.terminate()
    assert started.wait(_SOON_S) == 0


def test_quick_is_done_by_the_copy_that_runs(home: Path, running: subprocess.Popen[bytes]) -> None:
    assert is_light(imported(home, "quick"))
    once(lambda: of_kind(home, EntryKind.SESSION_BEGAN))
    (began,) = of_kind(home, EntryKind.SESSION_BEGAN)
    assert began.body["routine"] == "desk-pause"
    # a second one says what runs, and changes nothing of it
    ended = asked(home, "quick")
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        2,
        "",
        "acutimer: A session is running: Desk pause. End it first, then start the next one.\n",
    )
    assert running.poll() is None
    assert len(of_kind(home, EntryKind.SESSION_BEGAN)) == 1
    # after it comes its rating, and not the next one
    assert asked(home, "stop").returncode == 0
    ended = asked(home, "quick", "nape-and-forehead")
    assert ended.returncode == 2
    assert ended.stderr.startswith("acutimer: The last session still asks for its rating.")
    assert len(of_kind(home, EntryKind.SESSION_BEGAN)) == 1


def asked(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Ask the copy that runs; how that ended."""
    return subprocess.run(
        [ACUTIMER, "--home", home, *words],
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )


def test_quick_before_the_questions_were_answered_says_so() -> None:
    with profile() as bare:
        window = subprocess.Popen(
            [ACUTIMER, "--home", bare], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        )
        try:
            once((bare / "run" / "acutimer.sock").exists)
            ended = asked(bare, "quick")
            assert ended.returncode == 2
            assert ended.stderr == (
                "acutimer: Your safety answers come first; the window shows them.\n"
            )
        finally:
            window.terminate()
            assert window.wait(_SOON_S) == 0


def test_a_copy_that_hangs_keeps_no_terminal_waiting(
    home: Path, running: subprocess.Popen[bytes]
) -> None:
    running.send_signal(signal.SIGSTOP)
    try:
        ended = asked(home, "quick")
    finally:
        running.send_signal(signal.SIGCONT)
    assert ended.returncode == 2
    assert ended.stderr.startswith("acutimer: acutimer is already running but does not answer;")
    assert ended.stderr.count("\n") == 1


def test_quick_with_a_routine_looks_it_up_and_still_loads_no_qt(
    home: Path, running: subprocess.Popen[bytes]
) -> None:
    modules = imported(home, "quick", "nape-and-forehead")
    assert not any(name.partition(".")[0] in ("PySide6", "shiboken6") for name in modules)
    once(lambda: of_kind(home, EntryKind.SESSION_BEGAN))
    (began,) = of_kind(home, EntryKind.SESSION_BEGAN)
    assert began.body["routine"] == "nape-and-forehead"


def test_an_unknown_routine_is_one_sentence_and_nothing_begins(
    home: Path, running: subprocess.Popen[bytes]
) -> None:
    ended = subprocess.run(
        [ACUTIMER, "--home", home, "quick", "nothing-like-it"], capture_output=True, text=True
    )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "nothing-like-it" in ended.stderr
    assert of_kind(home, EntryKind.SESSION_BEGAN) == []


def test_a_terminal_without_xdg_runtime_dir_meets_the_window_that_has_it(tmp_path: Path) -> None:
    """Pedals, timers and "su" start programs without it; the journal is the same all the same."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    bare = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    account = {**bare, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.Popen([ACUTIMER], env={**account, "XDG_RUNTIME_DIR": str(runtime)})
    try:
        # long as pytest's folders are, the socket may be at its short place
        data = tmp_path / ".local/share/acutimer"
        once((data / "journal.sqlite3").exists)
        ended = subprocess.run(
            [ACUTIMER], env=account, capture_output=True, text=True, timeout=_PATIENCE_S
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        assert window.poll() is None
        told = subprocess.run(
            [ACUTIMER, "status"], env=account, capture_output=True, text=True, timeout=_PATIENCE_S
        )
        assert told.stdout == "No session is running.\n"
        (meeting,) = [
            path
            for path in socket_paths(str(tmp_path / ".local/state/acutimer/run"))
            if Path(path).exists()
        ]
        assert S_IMODE(Path(meeting).parent.stat().st_mode) == 0o700
    finally:
        window.terminate()
        assert window.wait(_SOON_S) == 0
    assert not Path(meeting).exists()
    if meeting.startswith("/tmp/acutimer-"):
        shutil.rmtree(Path(meeting).parent)


@pytest.mark.desktop
def test_log_pain_and_show_bring_the_running_window_forward(home: Path) -> None:
    with desktop_stage(tray=True) as stage:
        program = Program(stage, home)
        window = program.window()
        program.icon()
        program.hide(window)

        def start_again(*words: str) -> None:
            again = stage.start([ACUTIMER, "--home", home, *words])
            assert again.wait(_SOON_S) == 0

        start_again()
        assert program.window() == window
        program.hide(window)
        start_again("--log-pain")
        panel = program.window("Pain right now")
        program.press_key(panel, "3")
        (entry,) = program.noted(EntryKind.RATING)
        rating = read_rating(entry)
        assert rating is not None
        assert (rating.value, rating.moment.value) == (3, "now")
