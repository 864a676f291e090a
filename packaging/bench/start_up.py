"""How long the window takes to show the body, and what it holds in memory then.

Both against a bare PySide6 window of the same size with a text label and a label showing the nape
picture scaled to 560 px, started alternately in one run. Needs: time at most 1.35 times, memory
(PSS) at most 1.3 times the reference, and no heavy module loaded.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9
TIME_LIMIT, MEMORY_LIMIT = 1.35, 1.3
HEAVY = ("numpy", "pyqtgraph", "scipy", "miniaudio", "jeepney", "asyncio")

_TELL = f"""
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
def pss_kib():
    for line in open("/proc/self/smaps_rollup"):
        if line.startswith("Pss:"):
            return int(line.split()[1])
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.property("seen"):
            self.setProperty("seen", True)
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        heavy = [name for name in {HEAVY!r} if name in sys.modules]
        seen = {{"at": time.monotonic(), "pss_kib": pss_kib(), "heavy": heavy}}
        print(json.dumps(seen), flush=True)
        QApplication.exit(0)
first = FirstPaint()
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
picture.installEventFilter(first)
window.show()
app.exec()
"""

_APP = f"""
import acutimer.app
from acutimer.app.application import App
from PySide6.QtWidgets import QApplication
original, furnish = acutimer.app.build, App.furnish
def build(*parts, **more):
    {_TELL.strip().replace(chr(10), chr(10) + "    ")}
    def furnished(self):
        furnish(self)
        WATCH_PAGE
    App.furnish = furnished
    app = original(*parts, **more)
    app.kept = first
    WATCH_BODY
    return app
acutimer.app.build = build
from acutimer.__main__ import main
main()
"""


def _watching(place: str, watched: str) -> str:
    other = {"WATCH_PAGE": "WATCH_BODY", "WATCH_BODY": "WATCH_PAGE"}[place]
    return _APP.replace(place, f"{watched}.installEventFilter(first)").replace(other, "pass")


SCRIPTS = {
    "reference": _REFERENCE,
    "acutimer": _watching("WATCH_BODY", "app.press.map.atlas"),
    # the rest of the page is there when Start is painted: told for honesty, not judged
    "whole_page": _watching("WATCH_PAGE", "self.press.bar.start"),
}


def _once(script: str, home: str) -> dict[str, object]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("BENCH_QPA", "offscreen")}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, "--home", home],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if not done.stdout.strip():
        raise SystemExit(f"bench start-up: the window did not show itself:\n{done.stderr}")
    seen = json.loads(done.stdout.splitlines()[0])
    return {**seen, "ms": (seen["at"] - began) * 1000}


def measure(rounds: int = ROUNDS) -> dict[str, object]:
    """Medians of start to first paint in ms and of PSS in MiB, and their ratios."""
    seen: dict[str, list[dict[str, object]]] = {name: [] for name in SCRIPTS}
    with tempfile.TemporaryDirectory() as home:
        for number in range(rounds + 1):
            for name, script in SCRIPTS.items():
                one = _once(script, home)
                if number:  # the first round warms the disk's cache
                    seen[name].append(one)
    middle = {
        name: {
            "ms": round(median(float(str(one["ms"])) for one in ones), 1),
            "pss_mib": round(median(float(str(one["pss_kib"])) for one in ones) / 1024, 1),
        }
        for name, ones in seen.items()
    }
    time_ratio = middle["acutimer"]["ms"] / middle["reference"]["ms"]
    memory_ratio = middle["acutimer"]["pss_mib"] / middle["reference"]["pss_mib"]
    heavy = sorted({str(n) for one in seen["acutimer"] for n in one["heavy"]})  # type: ignore[attr-defined]
    return {
        "bench": "start_up",
        "rounds": rounds,
        **middle,
        "time_ratio": round(time_ratio, 3),
        "memory_ratio": round(memory_ratio, 3),
        "heavy_modules": heavy,
        "holds": time_ratio <= TIME_LIMIT and memory_ratio <= MEMORY_LIMIT and not heavy,
    }
