"""How quickly the body is there, changes and turns, what its pictures weigh, how sharp they are.

Five figures of issue 3, each measured on the real parts, offscreen:

- shown_ms: the program is started; from the moment the window begins its first paint until the body
  in it is painted, coloured from its files; the median of several starts. Told beside and not
  judged, because it has nothing to do with the body: whole_page_ms, until Start is painted too.
- switch_ms: from ``show_view`` to the end of the repaint that shows the other picture, nothing of
  it made ahead: decoded, coloured, laid out, painted; the median over views.
- turn_ms: from ``turn_to`` one frame on to the end of the repaint, on the UI thread; median over
  a whole turn at the pace of a calm drag, the thread colouring frames meanwhile.
  Of these two the processor's time on the UI thread is told beside, for machines with other work.
- kept_mb: the most bytes of pictures kept at once during all of this, also enlarged and at ratio 2.
- sharp: pixels of the nape's file for each pixel of a screen of ratio 2, at 560 x 604.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
STARTS, ROUNDS = 9, 5
SHOWN_MS, SWITCH_MS, TURN_MS, KEPT_MB, SHARP = 60.0, 30.0, 16.0, 40.0, 1.0
_SIZE = (560, 604)

_START = """
import json, sys, time
import acutimer.app
from acutimer.app.application import App
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Painted(QObject):
    at = {}
    names = {}
    def watch(self, name, widget):
        self.names[widget] = name
        widget.installEventFilter(self)
    def eventFilter(self, watched, event):
        name = self.names.get(watched)
        if event.type() == QEvent.Type.Paint and name not in self.at:
            self.at[name] = time.perf_counter()
            # what began to be painted is done when the loop comes round again
            QTimer.singleShot(0, lambda: self.done(name))
        return False
    def done(self, name):
        self.at[name + " done"] = time.perf_counter()
        if name == "page":
            since = self.at["window"]
            print(json.dumps({k: (v - since) * 1000 for k, v in self.at.items()}), flush=True)
            QApplication.exit(0)

original, furnish = acutimer.app.build, App.furnish
def build(*parts, **more):
    painted = Painted()
    def furnished(self):
        furnish(self)
        painted.watch("page", self.press.bar.start)
    App.furnish = furnished
    app = original(*parts, **more)
    app.kept = painted
    painted.watch("window", app.window)
    painted.watch("body", app.press.map.atlas)
    return app
acutimer.app.build = build
from acutimer.__main__ import main
main()
"""

_TURN = """
import json, sys, time
from statistics import median
from PySide6.QtCore import QEventLoop, QPointF, QSize, QTimer
from PySide6.QtWidgets import QApplication
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.markers import MarkerLook
from acutimer.ui.body_map.picture_files import Tint
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.theme import load_theme
from acutimer.places import resource_path

rounds, width, height = map(int, sys.argv[1:])
app = QApplication([])
pictures = Pictures(resource_path("body"))
seen = {"switch": [], "turn": [], "kept": 0, "late": 0}

def rest(ms):
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
    seen["kept"] = max(seen["kept"], pictures.kept_bytes)

def timed(act):
    began, worked = time.perf_counter(), time.thread_time()
    act()
    atlas.repaint()
    return (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000

codes = ("GB20", "BL10", "GB21", "BL11", "GB14", "TE17", "LI4")
atlas = AtlasView(load_theme("light"), pictures=pictures)
atlas.resize(width, height)
atlas.set_markers([MarkerLook(code, side) for code in codes for side in ("left", "right")])
atlas.show_view("nape")
atlas.show()
rest(50)
for _ in range(rounds):
    for view in ("side", "face", "side_right", "back34", "hand", "nape"):
        seen["switch"].append(timed(lambda: atlas.show_view(view)))
        pictures.forget()
    rest(0)
atlas.show_view("turn")
rest(500)
for count in range(72):
    seen["turn"].append(timed(lambda: atlas.turn_to(180 + 5 * (count + 1))))
    seen["late"] += atlas.view().view_id != f"turn.{atlas.yaw():03d}"
    rest(16)
for count in range(72):  # back, and by leaps
    atlas.turn_to(180 - 35 * count)
    atlas.repaint()
    rest(4)
rest(300)
atlas.show_view("side")
atlas.zoom_about(5, QPointF(100, 100))
atlas.repaint()
rest(0)
for view in atlas.views().ids():
    pictures.pixmap(atlas.views().view(view), Tint(), QSize(2 * width, 2 * height))
    seen["kept"] = max(seen["kept"], pictures.kept_bytes)
print(json.dumps({
    "switch_ms": median(wall for wall, _ in seen["switch"]),
    "switch_cpu_ms": median(cpu for _, cpu in seen["switch"]),
    "turn_ms": median(wall for wall, _ in seen["turn"]),
    "turn_cpu_ms": median(cpu for _, cpu in seen["turn"]),
    "turn_worst_ms": max(wall for wall, _ in seen["turn"]),
    "late_frames": seen["late"], "kept": seen["kept"],
}))
"""


def _run(script: str, *words: str) -> str:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("BENCH_QPA", "offscreen"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    if not done.stdout.strip():
        raise SystemExit(f"bench body: nothing was measured:\n{done.stderr}")
    return done.stdout.splitlines()[-1]


def _sharpness() -> float:
    """Source pixels for each physical pixel of the nape picture, the worse of both ways."""
    raw = json.loads((ROOT / "resources/body/views.json").read_text(encoding="utf-8"))
    nape = raw["views"]["male/nape"]
    left, top, right, bottom = nape["crop"]
    across, down = (right - left) * nape["width"], (bottom - top) * nape["height"]
    # the picture keeps its shape, so it fills one of the two
    shown = min(_SIZE[0], _SIZE[1] * across / down)
    return across / (2 * shown)


def measure() -> dict[str, object]:
    """Medians in ms, the most kept in MB, and sharpness."""
    with tempfile.TemporaryDirectory() as home:
        starts = [json.loads(_run(_START, "--home", home)) for _ in range(STARTS + 1)][1:]
    seen = json.loads(_run(_TURN, str(ROUNDS), *map(str, _SIZE)))
    shown = median(one["body done"] for one in starts)
    kept_mb, sharp = seen["kept"] / 1e6, _sharpness()
    whole = median(one["page done"] for one in starts)
    return {
        "bench": "body",
        "shown_ms": round(shown, 1),
        "whole_page_ms": round(whole, 1),
        "switch_ms": round(seen["switch_ms"], 1),
        "turn_ms": round(seen["turn_ms"], 1),
        "switch_cpu_ms": round(seen["switch_cpu_ms"], 1),
        "turn_cpu_ms": round(seen["turn_cpu_ms"], 1),
        "turn_worst_ms": round(seen["turn_worst_ms"], 1),
        "late_frames": seen["late_frames"],
        "kept_mb": round(kept_mb, 1),
        "sharp": round(sharp, 2),
        "holds": shown <= SHOWN_MS
        and seen["switch_ms"] <= SWITCH_MS
        and seen["turn_ms"] <= TURN_MS
        and kept_mb <= KEPT_MB
        and sharp >= SHARP,
    }
