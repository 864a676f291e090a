"""Where a system lacks what Unix has, window and verbs are there all the same.

Nothing here runs Windows. What it lacks is hidden from a process of its own, after the libraries
are in (theirs knows both kinds of system) and before anything of ours is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import ctypes, importlib, os, pkgutil, platform, select, signal, socket, sqlite3, subprocess, sys
import tempfile, threading, time, jeepney.io.blocking, miniaudio, numpy, pyqtgraph, tomli_w
import _socket
from PySide6 import QtSvg, QtTest, QtWidgets

for name in ("fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "syslog", "readline"):
    sys.modules[name] = None
keep = {"os": os, "signal": signal, "socket": socket, "_socket": _socket, "time": time}
lacks = {
    "os": "getuid geteuid getgid getegid getppid fork statvfs nice fchmod fchown chown mkfifo uname"
    " O_CLOEXEC O_NOFOLLOW O_DIRECTORY O_NONBLOCK sched_getaffinity posix_fadvise killpg setsid"
    " getpgid WNOHANG pread pwrite sysconf getloadavg openpty setpriority",
    "signal": "SIGHUP SIGUSR1 SIGUSR2 SIGCHLD SIGKILL SIGALRM SIGPIPE alarm setitimer"
    " pthread_sigmask sigwait",
    "socket": "AF_UNIX CMSG_SPACE CMSG_LEN SCM_RIGHTS MSG_CMSG_CLOEXEC MSG_DONTWAIT SO_PEERCRED",
    "time": "clock_gettime clock_gettime_ns tzset CLOCK_BOOTTIME CLOCK_MONOTONIC",
}
lacks["_socket"] = lacks["socket"]
for module, names in lacks.items():
    for name in names.split():
        if hasattr(keep[module], name):
            delattr(keep[module], name)

import acutimer

for found in pkgutil.walk_packages(acutimer.__path__, "acutimer."):
    if found.name != "acutimer.__main__":
        importlib.import_module(found.name)

from acutimer.cli import run
from acutimer.desktop.listening import SingleCopy
from acutimer.desktop.single_copy import claim_or_hand_over, hand_over

home = sys.argv[1]
assert [run(words.split()) for words in ("points", f"--home {home} log add 3", "check")] == [0] * 3
assert run(["--home", home, "status"]) == 0
assert not hand_over(home, ("show",))
claim = claim_or_hand_over(home, home, ("show",))
assert claim is not None and claim.socket is None

from pathlib import Path

from acutimer.app import build
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock

app = QtWidgets.QApplication([])
copy = SingleCopy(claim)
whole = build(places_for(Path(home)), SystemClock())
whole.open()
whole.go_on_opening()
assert whole.window.isVisible()
whole.close()
copy.close()
print("all is there")
sys.stdout.flush()
os._exit(0)
"""


def test_nothing_of_ours_needs_what_only_unix_has(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.endswith("all is there\n"), done.stdout + done.stderr
