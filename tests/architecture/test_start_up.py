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

#: Opens the program as it is opened, looks at four moments and prints what is imported at each,
#: and of the last what Qt loaded, whose source was read and how often the body was coloured.
OPENING = """
import json, linecache, sys
from pathlib import Path
from acutimer import app
from acutimer.desktop.single_copy import claim
from acutimer.places import places_for
from shiboken6.Shiboken import Object

seen, coloured = {}, []
build = app.build

def look(moment):
    seen[moment] = sorted(sys.modules)

def kinds(of):
    for one in type.__subclasses__(of):
        yield one.__name__
        yield from kinds(one)

def end(built):
    from PySide6.QtWidgets import QStyle, QWidget

    look("idle")
    seen["widgets"] = sorted(kinds(QWidget))
    seen["styles"] = sorted(kinds(QStyle))
    seen["sources"] = [file for file in linecache.cache if "acutimer" in file]
    seen["coloured"] = coloured
    built.leaving.quit_now()

def watched(*parts, **more):
    from PySide6.QtCore import QTimer
    from acutimer.ui.body_map import pictures

    finished = pictures.finished
    def watched_finish(tone, mask, view, tint):
        coloured.append(view.view_id)
        return finished(tone, mask, view, tint)
    pictures.finished = watched_finish
    built = build(*parts, **more)
    built.window.first_painted.connect(lambda: look("painted"))
    built.furnished.connect(lambda: look("furnished"))
    built.ready.connect(lambda: look("ready"))
    built.ready.connect(lambda: seen.update(loaded=sorted(kinds(Object))))
    built.ready.connect(lambda: QTimer.singleShot(300, built, lambda: end(built)))
    return built

app.build = watched
places = places_for(Path(sys.argv[1]))
code = app.run(places, claim(str(places.meeting), str(places.data)), ("show",))
json.dump(seen, sys.stdout)
sys.exit(code)
"""
#: What nobody made, and PySide6 loads as soon as it has to find out what some widget or option is.
FOREIGN_WIDGETS = {"QCalendarWidget", "QColorDialog", "QWizard", "QMdiArea", "QFontComboBox"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What was there at each moment of one start."""
    ended = run("-c", OPENING, tmp_path_factory.mktemp("home"))
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


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


def test_nothing_heavy_is_imported_until_the_window_stands_idle(
    opened: dict[str, list[str]],
) -> None:
    moments = ["painted", "ready", "furnished", "idle"]
    assert [one for one in opened if one in moments] == moments
    seen = {moment: opened[moment] for moment in moments}
    assert {moment: heavy_in(modules) for moment, modules in seen.items()} == {
        "painted": [], "ready": [], "furnished": [], "idle": []
    }  # fmt: skip
    # the body is up before journal, engine and sound are even thought of
    for late in ("sqlite3", "acutimer.core.session", "acutimer.audio.player", "acutimer.app.diary"):
        assert late not in seen["painted"]
        assert late in seen["ready"]
    # Start works before anything is there that leads no session
    for later in ("tray_link", "outside", "history", "reminding", "editing", "after_session"):
        assert f"acutimer.app.{later}" not in seen["ready"]
        assert f"acutimer.app.{later}" in seen["furnished"]
    # what only the panel of pain needs waits until somebody opens it
    for unused in (
        "acutimer.core.point_uses",
        "acutimer.ui.pain.places",
        "acutimer.ui.pain.log_panel",
    ):
        assert unused not in seen["idle"]


def test_no_source_of_ours_is_read_again(opened: dict[str, list[str]]) -> None:
    assert opened["sources"] == []


def test_qt_loads_no_widget_and_no_style_that_nobody_uses(opened: dict[str, list[str]]) -> None:
    assert "PressPage" in opened["widgets"]
    assert FOREIGN_WIDGETS.isdisjoint(opened["widgets"])
    assert "AppStyle" not in opened["styles"]
    # the names of one cost 11 ms, those of the other 3
    assert "QWidget" in opened["loaded"]
    assert {"QStyle", "QGradient"}.isdisjoint(opened["loaded"])


def test_the_body_is_coloured_once(opened: dict[str, list[str]]) -> None:
    assert opened["coloured"] == ["nape"]


#: Starts in the background, and prints what is there half a second later.
WAITING = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from acutimer import app
from acutimer.app import waiting
from acutimer.desktop.single_copy import claim
from acutimer.places import places_for

class Watched(waiting.Waiting):
    def __init__(self, *parts, **more):
        super().__init__(*parts, **more)
        QTimer.singleShot(500, self, self.tell)

    def tell(self):
        from PySide6.QtWidgets import QApplication

        parts = len(QApplication.allWidgets())
        json.dump({"modules": sorted(sys.modules), "widgets": parts}, sys.stdout)
        self.done.emit(waiting.ENDED)

waiting.Waiting = Watched
places = places_for(Path(sys.argv[1]))
sys.exit(app.run(places, claim(str(places.meeting), str(places.data)), ("background",)))
"""


def test_in_the_background_no_window_is_built(tmp_path: Path) -> None:
    ended = run("-c", WAITING, tmp_path)
    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    assert seen["widgets"] <= 5  # the menu of the icon, and those in it
    for unused in (
        *("acutimer.app.application", "acutimer.ui.window.main_window", "acutimer.core.session"),
        *("acutimer.core.points", "acutimer.storage.database", "sqlite3", "tomllib"),
        *(one for one in HEAVY if one not in ("jeepney", "asyncio")),
    ):
        assert unused not in seen["modules"], unused


VERBS = [
    ("points",),
    ("points", "--json"),
    ("routines",),
    ("routines", "--json"),
    ("score", "desk-pause", "--json"),
    ("log", "add", "4", "--note", "a word"),
    ("log", "list", "--json"),
    ("log", "watch", "--json"),
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
