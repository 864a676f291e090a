"""How still the app is in the tray after a session: its threads, and how often they wake.

A session is begun and ended on a virtual desktop with sound, bus and tray, three reminders are set,
the window is hidden, and every thread is watched for a minute. Needs: no thread more than before
the session, at most 0.1 voluntary context switches a second in all, and 2 ms of processor time.

Then the memory of this copy, of one that gave way to the copy that waits, of one started with
--background and of a program with nothing but a tray icon of Qt's is told side by side (PSS in
MiB). Needs: the two that wait are at most 1.35 times the bare icon. The ratio of the hidden one is
a figure: it stays so for five minutes, and longer only where something keeps it awake.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from acutimer.core.journal import EntryKind
from acutimer.core.reminders import After, At, Every, Reminder
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
import sys
from acutimer.__main__ import main
if "--background" not in sys.argv:
    import acutimer.app.falling_asleep as falling_asleep
    falling_asleep.AWHILE_MS = 3000
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
    for rule in (At((at,)), Every(50), After(4)):
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


def _gave_way(stage: Stage, home: Path) -> subprocess.Popen[str]:
    """A copy that was used, hidden, and gave way, sooner than people's do."""
    keep_answers(home, FakeClock(SystemClock().now()))
    program = Program(stage, home, command=[sys.executable, "-c", HASTY])
    program.hide(program.window())
    words = Path(f"/proc/{program.running.pid}/cmdline")
    stage.wait_until(lambda: b"--background" in words.read_bytes(), "the copy that waits")
    return program.running


def _memory_beside_a_bare_icon(stage: Stage, hidden: int) -> dict[str, float]:
    """The hidden copy, two that wait and a bare icon, all there at once."""
    with profile() as home, profile() as other:
        gave_way = _gave_way(stage, other)
        bare = stage.start([sys.executable, "-c", BARE_ICON])
        waiting = stage.start([ACUTIMER, "--home", home, "--background"])
        time.sleep(2 * SETTLED_S)
        pids = {
            "bare_icon": bare.pid,
            "hidden_after_use": hidden,
            "gave_way": gave_way.pid,
            "background": waiting.pid,
        }
        told = {name: _pss_mib(pid) for name, pid in pids.items()}
        for started in (bare, waiting, gave_way):
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
        _remind(home)
        program.hide(window)
        time.sleep(OUT_OF_SIGHT_S)
        begun, begun_ns = _threads(pid), _processor_ns(pid)
        time.sleep(watched_s)
        ended, ended_ns = _threads(pid), _processor_ns(pid)
        memory = _memory_beside_a_bare_icon(stage, pid)
    woke = {
        f"{name} {thread}": count - begun.get(thread, (name, 0))[1]
        for thread, (name, count) in ended.items()
    }
    # one that ended meanwhile woke for that at the least
    woke |= {f"{begun[gone][0]} {gone} (ended)": 1 for gone in begun.keys() - ended.keys()}
    # what one that ended meanwhile took for that is not known
    spent_ms = sum(spent - begun_ns.get(one, 0) for one, spent in ended_ns.items()) / 1e6
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
        "processor_ms": round(spent_ms, 2),
        "pss_mib": memory,
        "holds": not left
        and rate <= MOST_A_SECOND
        and spent_ms <= MOST_PROCESSOR_MS
        and max(memory["background_ratio"], memory["gave_way_ratio"]) <= MOST_TIMES_BARE,
    }
