"""How long the window takes to show the body and to be ready, and what it holds in memory.

All against a bare PySide6 window of the same size with a text label and a label that shows the nape
picture scaled to 560 px. Window and reference are started alternately, each in a process and with a
profile of its own, once without a screen (Qt's "offscreen") and once mapped: in a window on Xvfb,
managed by openbox. A ratio is that of the medians of such rounds; the first round only warms the
disk's cache and compiles, for an installed program is compiled.

- time: from the start of the process until the body has been painted; of the reference until its
  picture has been.
- ready: until Start works and is painted: the journal was read, the safety answers judged, and
  nothing that was asked to be laid out or painted is left to do.
- memory: PSS, when the body has been painted, against the reference when its picture has been.
- rest: PSS 10 s after that, against the reference when its picture has been painted; a few rounds,
  because nothing in it is left to chance.

A window that does not show itself, is not ready or does not end well ends the benchmark: nothing is
judged by what is missing. Not to be imported before the body is painted: HEAVY.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, REST_ROUNDS = 9, 3
TIME_LIMIT, READY_LIMIT, MEMORY_LIMIT, REST_LIMIT = 1.35, 2.2, 1.3, 1.6
REST_S = 10
HEAVY = ("numpy", "pyqtgraph", "scipy", "miniaudio", "jeepney", "asyncio")
_SCREEN = "1600x1000x24"

_TELL = f"""
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

def tell():
    at = time.monotonic()
    heavy = [name for name in {HEAVY!r} if name in sys.modules]
    for line in open("/proc/self/smaps_rollup"):
        if line.startswith("Pss:"):
            pss_kib = int(line.split()[1])
    print(json.dumps({{"at": at, "pss_kib": pss_kib, "heavy": heavy}}), flush=True)
    QApplication.exit(0)

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.property("seen"):
            self.setProperty("seen", True)
            # what began to be painted is done when the loop comes round again
            QTimer.singleShot(0, tell)
        return False
"""

_REFERENCE = f"""
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMainWindow, QWidget
app = QApplication([])
window = QMainWindow()
inside = QWidget()
across = QHBoxLayout(inside)
across.addWidget(QLabel("acutimer"))
picture = QLabel()
smooth = Qt.TransformationMode.SmoothTransformation
nape = {str(ROOT / "resources/body/male/nape.webp")!r}
picture.setPixmap(QPixmap(nape).scaledToWidth(560, smooth))
across.addWidget(picture)
window.setCentralWidget(inside)
window.resize(1280, 800)
{_TELL}
first = FirstPaint()
picture.installEventFilter(first)
window.show()
app.exec()
"""

_APP = f"""
import acutimer.app
original = acutimer.app.build
def build(*parts, **more):
    {_TELL.strip().replace(chr(10), chr(10) + "    ")}
    def when_painted():
        # whatever is still to be laid out or painted, now; what that asks for in turn, too
        for _ in range(3):
            QApplication.sendPostedEvents()
        start = app.press.bar.start
        assert start.isVisible() and start.isEnabled() and not start.visibleRegion().isEmpty()
        assert app.gate.verdict() is not None
        tell()
    app = original(*parts, **more)
    app.kept = FirstPaint()
    WATCH
    return app
acutimer.app.build = build
from acutimer.__main__ import main
raise SystemExit(main())
"""

_WATCHES = {
    "body": "app.press.map.atlas.installEventFilter(app.kept)",
    "ready": "app.ready.connect(lambda: QTimer.singleShot(0, when_painted))",
    "rest": f"app.ready.connect(lambda: QTimer.singleShot({REST_S * 1000}, tell))",
}
SCRIPTS = {
    "reference": _REFERENCE,
    **{name: _APP.replace("WATCH", watch) for name, watch in _WATCHES.items()},
}


def _once(name: str, home: str, display: Mapping[str, str]) -> dict[str, object]:
    where = {**os.environ, **display, "PYTHONPYCACHEPREFIX": os.path.join(home, "bytecode")}
    # with this, which some shells set, every start would compile all it imports
    where.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPTS[name], "--home", home],
        cwd=ROOT,
        env=where,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if done.returncode or not done.stdout.strip():
        raise SystemExit(f"bench start-up: the window ({name}) did not get there:\n{done.stderr}")
    seen = json.loads(done.stdout.splitlines()[0])
    return {**seen, "ms": (seen["at"] - began) * 1000}


@contextmanager
def _mapped() -> Iterator[dict[str, str]]:
    """A screen of its own with a window manager; gives what a program needs to find it."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, pass_fds=(writing,), stdout=quiet, stderr=quiet) as screen:
        os.close(writing)
        try:
            told = b""
            while not told.endswith(b"\n"):
                if not select.select([reading], [], [], 20)[0] or not (part := os.read(reading, 9)):
                    raise SystemExit("bench start-up: Xvfb did not start.")
                told += part
            display = {"DISPLAY": f":{int(told)}", "QT_QPA_PLATFORM": "xcb"}
            where = {**os.environ, **display}
            with subprocess.Popen(["openbox"], env=where, stdout=quiet, stderr=quiet) as manager:
                try:
                    _wait_for_manager(where)
                    yield display
                finally:
                    manager.terminate()
        finally:
            os.close(reading)
            screen.terminate()


def _wait_for_manager(where: Mapping[str, str]) -> None:
    for _ in range(100):
        words = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
        told = subprocess.run(words, env=dict(where), capture_output=True, text=True, check=False)
        if "window id" in told.stdout:
            return
        time.sleep(0.1)
    raise SystemExit("bench start-up: the window manager (openbox) did not start.")


def _round(
    names: tuple[str, ...], rounds: int, display: Mapping[str, str]
) -> dict[str, list[dict[str, object]]]:
    seen: dict[str, list[dict[str, object]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as home:
        for number in range(rounds + 1):
            for name in names:
                one = _once(name, home, display)
                if number:
                    seen[name].append(one)
    return seen


def _middle(seen: list[dict[str, object]], key: str) -> float:
    return median(float(str(one[key])) for one in seen)


def _measured(rounds: int, display: Mapping[str, str]) -> dict[str, object]:
    seen = _round(("reference", "body", "ready"), rounds, display)
    seen |= {"rest": _round(("rest",), REST_ROUNDS, display)["rest"]}
    ms = {name: _middle(seen[name], "ms") for name in ("reference", "body", "ready")}
    mib = {name: _middle(of, "pss_kib") / 1024 for name, of in seen.items()}
    heavy = sorted({str(n) for one in seen["body"] for n in one["heavy"]})  # type: ignore[attr-defined]
    ratios = {
        "time": ms["body"] / ms["reference"],
        "ready": ms["ready"] / ms["reference"],
        "memory": mib["body"] / mib["reference"],
        "rest": mib["rest"] / mib["reference"],
    }
    limits = {
        "time": TIME_LIMIT, "ready": READY_LIMIT, "memory": MEMORY_LIMIT, "rest": REST_LIMIT
    }  # fmt: skip
    return {
        "ms": {name: round(value, 1) for name, value in ms.items()},
        "pss_mib": {name: round(value, 1) for name, value in mib.items()},
        "ratios": {name: round(value, 3) for name, value in ratios.items()},
        "heavy_modules": heavy,
        "broken": [name for name, value in ratios.items() if not value <= limits[name]],
    }


def measure(rounds: int = ROUNDS) -> dict[str, object]:
    """Medians in ms and MiB and their ratios to the reference, without a screen and mapped."""
    offscreen = _measured(rounds, {"QT_QPA_PLATFORM": "offscreen"})
    with _mapped() as display:
        mapped = _measured(rounds, display)
    sound = all(not one["broken"] and not one["heavy_modules"] for one in (offscreen, mapped))
    return {
        "bench": "start_up",
        "rounds": rounds,
        "offscreen": offscreen,
        "mapped": mapped,
        "holds": sound,
    }
