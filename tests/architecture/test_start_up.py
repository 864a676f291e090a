"""What a start imports: no heavy library before it is needed, and no Qt for a headless verb."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

#: Each costs as much as a good part of the start, or starts a thread.
HEAVY = ("pyqtgraph", "numpy", "scipy", "miniaudio", "jeepney", "asyncio")

#: Opens the program as it is opened, looks at four moments and prints what is imported at each.
OPENING = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from acutimer import app
from acutimer.app.application import App
from acutimer.desktop.single_copy import claim
from acutimer.places import places_for

seen = {}
init = App.__init__

def look(moment):
    seen[moment] = sorted(sys.modules)

def watched(self, *given):
    init(self, *given)
    self.window.first_painted.connect(lambda: look("painted"))
    self.furnished.connect(lambda: look("furnished"))
    self.ready.connect(lambda: look("ready"))
    self.ready.connect(lambda: QTimer.singleShot(300, self, lambda: end(self)))

def end(self):
    look("idle")
    self.leaving.quit_now()

App.__init__ = watched
places = places_for(Path(sys.argv[1]))
code = app.run(places, claim(str(places.meeting), str(places.data)), ("show",))
json.dump(seen, sys.stdout)
sys.exit(code)
"""


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=ROOT,
    )


def heavy_in(modules: list[str]) -> list[str]:
    return [one for one in HEAVY if one in modules]


def test_nothing_heavy_is_imported_until_the_window_stands_idle(tmp_path: Path) -> None:
    ended = run("-c", OPENING, tmp_path)
    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    assert list(seen) == ["painted", "furnished", "ready", "idle"]
    assert {moment: heavy_in(modules) for moment, modules in seen.items()} == {
        "painted": [], "furnished": [], "ready": [], "idle": []
    }  # fmt: skip
    # the body is up before journal, engine and sound are even thought of
    for late in ("sqlite3", "acutimer.core.session", "acutimer.audio.player", "acutimer.app.diary"):
        assert late not in seen["painted"]
        assert late in seen["ready"]
    # what only the panel of pain needs waits until somebody opens it
    for unused in (
        "acutimer.core.point_uses",
        "acutimer.ui.pain.places",
        "acutimer.ui.pain.log_panel",
    ):
        assert unused not in seen["idle"]


VERBS = [
    ("points",),
    ("points", "--json"),
    ("routines",),
    ("routines", "--json"),
    ("score", "desk-pause", "--json"),
    ("log", "add", "4", "--note", "a word"),
    ("log", "list", "--json"),
    ("--version",),
    ("--help",),
]

VERB = """
import sys
from acutimer.__main__ import main
try:
    code = main()
except SystemExit as end:
    code = end.code or 0
loaded = {name.partition(".")[0] for name in sys.modules}
print(*sorted(loaded & set("PySide6 shiboken6 platformdirs".split() + %r.split())), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_a_headless_verb_imports_neither_qt_nor_anything_heavy(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = run("-c", VERB % " ".join(HEAVY), "--home", tmp_path, *words)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout
    assert ended.stderr.split() == []
