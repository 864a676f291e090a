"""How still the app is in the tray after a session: its threads, and how often they wake.

A session is begun and ended on a virtual desktop with sound, bus and tray, the window is hidden,
and every thread is watched for a minute. Needs: no thread more than before the session, and at
most 0.1 voluntary context switches a second in all.

Then the memory of this copy, of one started with --background and of a program with nothing but
a tray icon of Qt's is told side by side (PSS in MiB). Needs: the one in the background is at most
1.35 times the bare icon. The ratio of the hidden one is a figure, not yet a need.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from acutimer.core.journal import EntryKind
from acutimer.runtime.clock import SystemClock
from tests.desktop_stage import Stage, desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import ACUTIMER, Program, profile

WATCHED_S = 60.0
#: What a start or a session leaves to be done (pictures made ahead, preferences written).
SETTLED_S = 8.0
MOST_A_SECOND = 0.1
#: Times the memory of a bare icon, in the background.
MOST_TIMES_BARE = 1.35
#: The least that a program with an icon in the tray can be in Qt and Python.
BARE_ICON = """
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
app = QApplication([])
pixmap = QPixmap(22, 22)
pixmap.fill("black")
icon, menu = QSystemTrayIcon(QIcon(pixmap)), QMenu()
menu.addAction("Quit", app.quit)
icon.setContextMenu(menu)
icon.show()
app.exec()
"""


def _threads(pid: int) -> dict[int, tuple[str, int]]:
    """Each thread's name and voluntary context switches so far."""
    found: dict[int, tuple[str, int]] = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        lines = (task / "status").read_text().splitlines()
        status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
        found[int(task.name)] = (status["Name"], int(status["voluntary_ctxt_switches"]))
    return found


def _names(threads: dict[int, tuple[str, int]]) -> Counter[str]:
    return Counter(name for name, _ in threads.values())


def _pss_mib(pid: int) -> float:
    """Memory of a process: its own, and its part of what others use too."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    (kib,) = (int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return round(kib / 1024, 1)


def _memory_beside_a_bare_icon(stage: Stage, hidden: int) -> dict[str, float]:
    """The hidden copy, one in the background and a bare icon, all there at once."""
    with profile() as home:
        bare = stage.start([sys.executable, "-c", BARE_ICON])
        waiting = stage.start([ACUTIMER, "--home", home, "--background"])
        time.sleep(2 * SETTLED_S)
        pids = {"bare_icon": bare.pid, "hidden_after_use": hidden, "background": waiting.pid}
        told = {name: _pss_mib(pid) for name, pid in pids.items()}
        for started in (bare, waiting):
            started.terminate()
            started.wait()
    ratios = {f"{name}_ratio": round(told[name] / told["bare_icon"], 2) for name in list(pids)[1:]}
    return {**told, **ratios}


def measure(watched_s: float = WATCHED_S) -> dict[str, object]:
    """Threads before and after a session, and their wakings a second."""
    with profile() as home, desktop_stage(tray=True, sound=True) as stage:
        keep_answers(home, FakeClock(SystemClock().now()))
        program = Program(stage, home)
        window = program.window()
        program.icon()
        time.sleep(SETTLED_S)
        pid = program.running.pid
        before = _names(_threads(pid))

        def tell(*words: str) -> None:
            command = [ACUTIMER, "--home", home, *words]
            subprocess.run(command, env=stage.environment, check=True, stdout=subprocess.DEVNULL)

        tell("quick")
        program.noted(EntryKind.SESSION_BEGAN)
        time.sleep(SETTLED_S)
        during = _names(_threads(pid))
        tell("stop")
        program.noted(EntryKind.SESSION_ENDED)
        program.hide(window)
        time.sleep(SETTLED_S)
        begun = _threads(pid)
        time.sleep(watched_s)
        ended = _threads(pid)
        memory = _memory_beside_a_bare_icon(stage, pid)
    woke = {
        f"{name} {thread}": count - begun.get(thread, (name, 0))[1]
        for thread, (name, count) in ended.items()
    }
    # one that ended meanwhile woke for that at the least
    woke |= {f"{begun[gone][0]} {gone} (ended)": 1 for gone in begun.keys() - ended.keys()}
    left = _names(ended) - before
    rate = sum(woke.values()) / watched_s
    return {
        "bench": "asleep",
        "watched_s": watched_s,
        "threads_before": dict(before),
        "threads_during": dict(during),
        "threads_after": dict(_names(ended)),
        "more_than_before": dict(left),
        "wakings": {name: count for name, count in woke.items() if count},
        "wakings_a_second": round(rate, 3),
        "pss_mib": memory,
        "holds": not left
        and rate <= MOST_A_SECOND
        and memory["background_ratio"] <= MOST_TIMES_BARE,
    }
