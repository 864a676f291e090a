"""The control verbs from a terminal: what is asked, what is answered, and when nobody answers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from acutimer.cli.control import VERBS
from acutimer.core.control_answer import SCHEMA
from acutimer.desktop.listening import CONTROLS, SingleCopy
from acutimer.desktop.single_copy import CopyError, claim, control
from acutimer.runtime.clock import SystemClock
from tests.desktop.bus_stage import until
from tests.journeys.conftest import keep_answers

ROOT = Path(__file__).parents[2]
SESSION = {
    "status": "running",
    "routine": "desk-pause",
    "name": "Desk pause",
    "step": 2,
    "steps": 3,
    "point": "GB21",
    "side": "both",
    "kind": "hold",
    "phase": "hold",
    "light": False,
    "words": "Shoulders, both sides",
    "left_s": 21.4,
    "session_left_s": 61.0,
    "pressed_s": 40.0,
}
GIFT = """schema = 1
id = "from-afar"
name = "From afar"

[[steps]]
kind = "hold"
point = "GB21"
side = "both"
"""
Answering = Callable[[str], Mapping[str, object]]


@pytest.fixture
def home() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="ctl-"))
    yield made
    shutil.rmtree(made)


def asked(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Ask in another process while our own event loop answers."""
    started = subprocess.Popen(
        [sys.executable, "-m", "acutimer", "--home", str(home), *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: started.poll() is not None, " ".join(words))
    out, err = started.communicate()
    return subprocess.CompletedProcess(words, started.returncode, out, err)


@pytest.fixture
def copy(home: Path, qtbot: QtBot) -> Iterator[Callable[[Answering | None], list[str]]]:
    """Plays a running copy that answers so; gives what it is asked to open the window for."""
    made: list[SingleCopy] = []

    def start(answering: Answering | None) -> list[str]:
        opened: list[str] = []
        claimed = claim(str(home / "run"), str(home / "data"))
        assert claimed is not None
        made.append(SingleCopy(claimed, controlling=answering))
        made[0].asked.connect(lambda verb, *_: opened.append(verb))
        return opened

    yield start
    for one in made:
        one.close()


def told(session: object, *, heard: bool = True) -> dict[str, object]:
    return {"schema": SCHEMA, "session": session, "heard": heard}


def test_every_verb_is_known_on_both_sides() -> None:
    assert tuple(VERBS) == CONTROLS
    assert CONTROLS == ("pause", "resume", "toggle", "skip", "back", "ready", "stop", "status")


def test_status_without_a_copy_is_no_session(home: Path) -> None:
    ended = asked(home, "status")
    assert (ended.returncode, ended.stdout) == (0, "No session is running.\n")
    ended = asked(home, "status", "--json")
    assert (ended.returncode, json.loads(ended.stdout)) == (0, {"schema": 1, "session": None})


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "status"])
def test_any_other_verb_without_a_copy_is_one_sentence(home: Path, verb: str) -> None:
    ended = asked(home, verb)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert f'No session is running, so there is nothing that "{verb}" could do' in ended.stderr
    assert not (home / "run").exists()


def test_each_verb_reaches_the_copy_and_never_opens_the_window(
    home: Path, copy: Callable[[Answering | None], list[str]]
) -> None:
    heard: list[str] = []

    def answer(verb: str) -> dict[str, object]:
        heard.append(verb)
        return told(SESSION)

    opened = copy(answer)
    line = (
        "Running: Shoulders, both sides, 0:21 left, step 2 of 3, 1:01 to the end of Desk pause.\n"
    )
    for verb in VERBS:
        ended = asked(home, verb)
        assert (ended.returncode, ended.stderr, ended.stdout) == (0, "", line)
        ended = asked(home, verb, "--json")
        assert json.loads(ended.stdout) == {"schema": 1, "session": SESSION}
    assert heard == [verb for verb in VERBS for _ in range(2)]
    assert opened == []


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        ({"status": "paused"}, "Paused: Shoulders, both sides, 0:21 left,"),
        ({"phase": "lead_in"}, "Getting ready: Shoulders, both sides, 0:21 left,"),
        ({"light": True}, "Running: Shoulders, both sides, lightly, 0:21 left,"),
        (
            {"status": "waiting", "phase": "wait"},
            "Waiting until you are ready: Shoulders, both sides, step 2",
        ),
    ],
)
def test_the_line_says_how_the_session_stands(
    home: Path,
    copy: Callable[[Answering | None], list[str]],
    change: dict[str, object],
    begins: str,
) -> None:
    copy(lambda _: told({**SESSION, **change}))
    assert asked(home, "status").stdout.startswith(begins)


def test_a_session_that_ends_by_the_verb_and_none_at_all_are_told_apart(
    home: Path, copy: Callable[[Answering | None], list[str]]
) -> None:
    copy(lambda verb: told(None, heard=verb == "stop"))
    ended = asked(home, "stop")
    assert (ended.returncode, ended.stdout) == (0, "The session has ended.\n")
    assert asked(home, "pause").returncode == 2
    assert asked(home, "status").stdout == "No session is running.\n"


def test_who_gave_up_waiting_is_not_obeyed_afterwards(
    home: Path, copy: Callable[[Answering | None], list[str]]
) -> None:
    heard: list[str] = []
    copy(lambda verb: told(heard.append(verb)))
    with pytest.raises(CopyError, match="nothing more was done"):
        control(str(home / "run"), "toggle", patience_s=0.01)
    assert asked(home, "status").returncode == 0  # both have been read by now
    assert heard == ["status"]


@pytest.mark.parametrize(
    ("answering", "words"),
    [
        (None, "of another version"),
        (lambda _: {"schema": SCHEMA + 1, "session": None}, "cannot be read"),
        (lambda _: {"schema": SCHEMA}, "cannot be read"),
    ],
)
def test_a_copy_of_another_version_is_one_sentence(
    home: Path,
    copy: Callable[[Answering | None], list[str]],
    answering: Answering | None,
    words: str,
) -> None:
    copy(answering)
    ended = asked(home, "status")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert words in ended.stderr


def test_a_change_of_routines_is_told_to_the_copy(
    home: Path, copy: Callable[[Answering | None], list[str]], tmp_path: Path
) -> None:
    gift = tmp_path / "gift.toml"
    gift.write_text(GIFT)
    told_of = copy(None)
    for _ in range(2):  # the second time nothing is added, so there is nothing to tell
        assert asked(home, "routine", "add", str(gift)).returncode == 0
    assert told_of == ["reload"]
    assert asked(home, "routine", "remove", "from-afar").returncode == 0
    assert asked(home, "routine", "remove", "from-afar").returncode == 2
    assert told_of == ["reload", "reload"]


def test_a_copy_that_does_not_answer_keeps_no_routine_from_being_added(
    home: Path, tmp_path: Path
) -> None:
    gift = tmp_path / "gift.toml"
    gift.write_text(GIFT)
    keep_answers(home, SystemClock())
    held = claim(str(home / "run"), str(home / "data"))
    assert held is not None
    ended = asked(home, "routine", "add", str(gift))
    held.release()
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "was added as from-afar" in ended.stdout


def test_asking_loads_neither_qt_nor_a_bus(home: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "acutimer", "--home", str(home), "status"],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in ended.stderr.split("\n")
    }
    assert "acutimer" in loaded
    assert loaded.isdisjoint({"PySide6", "jeepney", "sqlite3", "miniaudio", "numpy"})
    assert "socket" not in loaded
