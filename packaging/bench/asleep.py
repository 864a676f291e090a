"""How still the app is in the tray after a session: its threads, and how often they wake.

A session is begun and ended on a virtual desktop with sound, bus and tray, three reminders are set,
the window is hidden, and every thread is watched for a minute. Needs: no thread more than before
the session, at most 0.1 voluntary context switches a second in all, and 2 ms of processor time.

Then the memory of this copy, of one that gave way to the copy that waits, of one started with
--background (each with three reminders: by presence, after a session, from the plan) and of a
program with nothing but a tray icon of Qt's is told side by side (PSS in MiB). Needs: the two that
wait are at most 1.35 times the bare icon. The ratio of the hidden one is a figure: it stays so for
five minutes, and longer only where something keeps it awake. The copy that waits is then watched as
the hidden one was, and needs no more.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from acutimer.core.journal import EntryKind
from acutimer.core.reminders import After, Every, FromPlan, Reminder
from acutimer.desktop.single_copy import hand_over
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.reminder_file import change_reminders
from tests.desktop_stage import Stage, desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import ACUTIMER, Program, profile

WATCHED_S = 60.0
#: What a start or a session leaves to be done (pictures made ahead, preferences written).
SETTLED_S = 8.0
#: By then the pictures were let go (app/out_of_sight.py), and so were the threads that made them.
OUT_OF_SIGHT_S = 35.0
MOST_A_SECOND = 0.1
MOST_PROCESSOR_MS = 2.0
#: Times the memory of a bare icon, in the background.
MOST_TIMES_BARE = 1.35
#: The program, which gives way sooner.
HASTY = """
import os, sys
from acutimer.__main__ import main
if "ACUTIMER_HANDED_ON" not in os.environ:
    import acutimer.app.falling_asleep as falling_asleep
    falling_asleep.AWHILE_MS = falling_asleep.UNSEEN_MS = 3000
sys.exit(main())
"""
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


def _processor_ns(pid: int) -> dict[int, int]:
    """Each thread's processor time so far."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return {int(task.name): int((task / "schedstat").read_text().split()[0]) for task in tasks}


def _remind(home: Path) -> None:
    """Three reminders; none comes while it is watched."""
    now, places = SystemClock().now(), places_for(home)
    at = (now + timedelta(hours=5)).astimezone().time().replace(second=0, microsecond=0)
    for rule in (Every(50), After(4), FromPlan(at)):
        one = Reminder(type(rule).__name__.lower(), "Neck pause", rule, now)
        change_reminders(places.reminders, now, lambda kept, one=one: kept.having(one))
    hand_over(str(places.meeting), ("reload",))


def _names(threads: dict[int, tuple[str, int]]) -> Counter[str]:
    return Counter(name for name, _ in threads.values())


def _pss_mib(pid: int) -> float:
    """Memory of a process: its own, and its part of what others use too."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    (kib,) = (int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return round(kib / 1024, 1)


def _hasty(stage: Stage, home: Path, *words: str) -> Program:
    """A copy with reminders that gives way sooner than people's do."""
    keep_answers(home, FakeClock(SystemClock().now()))
    _remind(home)
    return Program(stage, home, *words, command=[sys.executable, "-c", HASTY])


def _until_it_gave_way(stage: Stage, program: Program) -> int:
    """Its process, once the copy that waits is there."""
    told = Path(f"/proc/{program.running.pid}/environ")
    stage.wait_until(lambda: b"ACUTIMER_HANDED_ON" in told.read_bytes(), "the copy that waits", 90)
    return program.running.pid


class Watched(NamedTuple):
    """A process that was watched: its wakings, and what it took."""

    threads: Counter[str]
    woke: dict[str, int]
    rate: float
    spent_ms: float

    @property
    def holds(self) -> bool:
        """Whether it was still enough."""
        return self.rate <= MOST_A_SECOND and self.spent_ms <= MOST_PROCESSOR_MS


def _watch(pid: int, watched_s: float) -> Watched:
    """Watch every thread of a process for so long."""
    begun, begun_ns = _threads(pid), _processor_ns(pid)
    time.sleep(watched_s)
    ended, ended_ns = _threads(pid), _processor_ns(pid)
    woke = {
        f"{name} {thread}": count - begun.get(thread, (name, 0))[1]
        for thread, (name, count) in ended.items()
    }
    # one that ended meanwhile woke for that at the least
    woke |= {f"{begun[gone][0]} {gone} (ended)": 1 for gone in begun.keys() - ended.keys()}
    # what one that ended meanwhile took for that is not known
    spent_ms = sum(spent - begun_ns.get(one, 0) for one, spent in ended_ns.items()) / 1e6
    woken = {name: count for name, count in woke.items() if count}
    return Watched(_names(ended), woken, sum(woke.values()) / watched_s, spent_ms)


def _beside_a_bare_icon(
    stage: Stage, hidden: int, watched_s: float
) -> tuple[dict[str, float], Watched]:
    """The hidden copy, two that wait and a bare icon, all there at once; the first that waits."""
    with profile() as home, profile() as other:
        used, waiting = _hasty(stage, other), _hasty(stage, home, "--background")
        shown = used.window()
        time.sleep(SETTLED_S)
        used.hide(shown)
        pids = {
            "hidden_after_use": hidden,
            "gave_way": _until_it_gave_way(stage, used),
            "background": _until_it_gave_way(stage, waiting),
        }
        bare = stage.start([sys.executable, "-c", BARE_ICON])
        time.sleep(2 * SETTLED_S)
        told = {name: _pss_mib(pid) for name, pid in ({"bare_icon": bare.pid} | pids).items()}
        watched = _watch(pids["gave_way"], watched_s)
        for started in (bare, waiting.running, used.running):
            started.terminate()
            started.wait()
    ratios = {f"{name}_ratio": round(told[name] / told["bare_icon"], 2) for name in pids}
    return {**told, **ratios}, watched


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
        _remind(home)
        program.hide(window)
        time.sleep(OUT_OF_SIGHT_S)
        hidden = _watch(pid, watched_s)
        memory, waiting = _beside_a_bare_icon(stage, pid, watched_s)
    left = hidden.threads - before
    return {
        "bench": "asleep",
        "watched_s": watched_s,
        "threads_before": dict(before),
        "threads_during": dict(during),
        "threads_after": dict(hidden.threads),
        "more_than_before": dict(left),
        "wakings": hidden.woke,
        "wakings_a_second": round(hidden.rate, 3),
        "processor_ms": round(hidden.spent_ms, 2),
        "waiting_wakings_a_second": round(waiting.rate, 3),
        "waiting_processor_ms": round(waiting.spent_ms, 2),
        "pss_mib": memory,
        "holds": not left
        and hidden.holds
        and waiting.holds
        and max(memory["background_ratio"], memory["gave_way_ratio"]) <= MOST_TIMES_BARE,
    }
