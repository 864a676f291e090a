"""Builds the pictures of the body from the CC0 base mesh: shape, pose, light, points, pictures.

    packaging/dev art                          everything (resumes where it stopped)
    packaging/dev art --view male/nape         one view alone
    packaging/dev art --list                   the views by name

Writes resources/body. What it keeps between runs lies in .art and may be deleted at any time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = ROOT / "resources" / "body"
WORK = ROOT / ".art"
sys.path.insert(0, str(HERE))

try:
    import cv2
    import model
    import pictures
    import pressing
    import zones
    from cameras import frames, turn_frames
    from figures import FIGURES
    from landmarks import Body, landmarks
    from overlays import Overlays
    from PIL import Image
    from points import Finder, points
    from shading import lit
    from wheel import WheelMissing, mesh_folder
except ModuleNotFoundError as missing:
    print(
        f"art: the builder needs {missing.name}, which is not installed here; nothing was changed. "
        "`packaging/dev art` installs the tools and starts it; by hand: "
        "`pip install --require-hashes -r packaging/lock/art.txt`.",
        file=sys.stderr,
    )
    raise SystemExit(2) from None

cv2.setNumThreads(1)
#: The outermost shares of a picture in which a cut edge has half melted away.
MELTED = {"left": 0.045, "right": 0.045, "top": 0.06, "bottom": 0.06}
#: What lossy compression leaves of an empty region stays below this, of 255.
FAINTEST = 48
#: The modules whose change makes a kept model stale, and those that make a kept picture stale.
_OF_MODEL = ("wheel", "mesh", "rig", "figures", "anatomy", "creases", "surface", "raster", "model")
_OF_PICTURE = (
    *_OF_MODEL,
    "shading",
    "features",
    "cameras",
    "landmarks",
    "points",
    "pictures",
)
_OF_HAND = (*_OF_PICTURE, "pressing")


def stamp(modules: tuple[str, ...]) -> str:
    """A word that changes whenever one of the modules does."""
    content = b"".join((HERE / f"{name}.py").read_bytes() for name in modules)
    return hashlib.sha256(content).hexdigest()[:16]


def say(words: str) -> None:
    print(f"art: {words}", flush=True)


def kept_model(figure: str) -> Path:
    """The file of a figure's model, built first when it is not there."""
    file = WORK / f"{figure}-{stamp(_OF_MODEL)}.npz"
    if not file.exists():
        for old in WORK.glob(f"{figure}-*.npz"):
            old.unlink()
        began = time.monotonic()
        model.save(model.make(mesh_folder(WORK), figure), file)
        say(f"{figure}: shaped, posed, refined and lit in {time.monotonic() - began:.0f} s")
    return file


def all_views() -> dict[str, tuple[str, ...]]:
    """Every picture by figure: fixed views, pressing hands, frames of the turn."""
    names = (*frames(), *pressing.views(), *turn_frames())
    return dict.fromkeys(FIGURES, names)


class Figure:
    """A model with its light and its places, made once for each worker."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.model = model.load(kept_model(name))
        self.scene = lit(self.model)
        self.body = Body(self.model)
        self.marks = landmarks(self.body)
        self.finder = Finder(self.body, self.marks)
        self.found = points(self.finder)
        self.places = pictures.places_of(
            self.body, {name: one.spot for name, one in self.found.items()}
        )
        self.mark_places = pictures.places_of(self.body, self.marks)

    def picture(self, view: str) -> dict:
        """Draws one view and says what views.json or turn.json tells of it."""
        if view.startswith("press."):
            return pressing.draw(self.scene, self.places, view, TARGET / self.name)
        frame = {**frames(), **turn_frames()}[view]
        file = view.replace("turn.", "turn/")
        drawn = pictures.draw(self.scene, frame, TARGET / self.name, file)
        return pictures.view_entry(
            frame, self.scene, drawn.depth, self.places, self.mark_places, f"{self.name}/{file}"
        )


_figures: dict[str, Figure] = {}


def note_of(figure: str, view: str) -> Path:
    """What is kept of a picture: its entry in the lists, under the code it was drawn by."""
    modules = _OF_HAND if view.startswith("press.") else _OF_PICTURE
    return WORK / "views" / figure / f"{view}-{stamp(modules)}.json"


def make(wanted: tuple[str, str]) -> float:
    """Draws one picture unless it is kept; seconds it took."""
    figure, view = wanted
    note = note_of(figure, view)
    file = TARGET / figure / f"{view.replace('turn.', 'turn/')}.webp"
    if note.exists() and file.exists() and file.with_stem(f"{file.stem}-mask").exists():
        return 0.0
    began = time.monotonic()
    if figure not in _figures:
        _figures[figure] = Figure(figure)
    told = _figures[figure].picture(view)
    note.parent.mkdir(parents=True, exist_ok=True)
    for old in note.parent.glob(f"{view}-{'?' * 16}.json"):
        old.unlink()
    note.write_text(json.dumps(told), encoding="utf-8")
    return time.monotonic() - began


def gather() -> None:
    """Writes views.json, turn.json and figure.json from what was kept."""
    fixed: dict[str, dict] = {}
    turn: dict[str, dict] = {}
    for figure, views in all_views().items():
        for view in views:
            note = note_of(figure, view)
            into = turn if view.startswith("turn.") else fixed
            told = json.loads(note.read_text(encoding="utf-8"))
            hide_where_faded(told)
            told["regions"] = regions_in(TARGET / told["mask"])
            into[f"{figure}/{view}"] = told
    gather_poses(fixed)
    told = {name: overlays(name) for name in FIGURES}
    add_zones({name: one["never_press"] for name, one in told.items()}, fixed, turn)
    for name, views in (("views", fixed), ("turn", turn)):
        put(name, pictures.written({"shown_from": pictures.SHOWN_FROM, "views": views}))
    put("figure", pictures.written({"figures": told}, wide=5))


def add_zones(halves: dict[str, list[dict]], *lists: dict[str, dict]) -> None:
    """Every view says what it shows of the never-press zone."""
    for figure, ring in halves.items():
        throat = zones.Throat(ring, model.load(kept_model(figure)))
        for views in lists:
            for key, view in views.items():
                if key.startswith(f"{figure}/"):
                    view["zones"] = throat.seen(view)


def gather_poses(views: dict[str, dict]) -> None:
    """The poses of a hand are told in the entry of its press, each with its pixels."""
    for name in [name for name in views if "/press." in name and "-" in name]:
        pose, press = views.pop(name), views[name.partition("-")[0]]
        press.setdefault("poses", {})[name.partition("-")[2]] = pose["width"]
        press["regions"] = [
            region
            for region in ("hair", "cloth", "lips")
            if region in press["regions"] or region in pose["regions"]
        ]


def hide_where_faded(told: dict) -> None:
    """A place where the cut body melts away is not seen, whichever way it faces."""
    for places in (told["points"], told["landmarks"]):
        for place in places.values():
            ends = {
                "left": place[0],
                "right": 1 - place[0],
                "top": place[1],
                "bottom": 1 - place[1],
            }
            if any(ends[edge] < MELTED[edge] for edge in told["fades"]):
                place[2] = 0.0


def regions_in(mask: Path) -> list[str]:
    """Which regions a mask has at all; the app leaves the others out."""
    with Image.open(mask) as picture:
        extremes = picture.convert("RGB").getextrema()
    names = ("hair", "cloth", "lips")
    return [name for name, (_, most) in zip(names, extremes, strict=True) if most > FAINTEST]


def overlays(name: str) -> dict:
    """What is drawn over the pictures of one figure."""
    body = Body(model.load(kept_model(name)))
    marks = landmarks(body)
    finder = Finder(body, marks)
    return Overlays(finder, marks, points(finder)).everything()


def put(name: str, text: str) -> None:
    file = TARGET / f"{name}.json"
    file.write_text(text + "\n", encoding="utf-8")
    say(f"{file.relative_to(ROOT)}: {len(text) // 1024} KiB")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="packaging/dev art", description=__doc__)
    parser.add_argument("--view", action="append", metavar="FIGURE/VIEW", help="only this one")
    parser.add_argument("--list", action="store_true", help="name the views")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args(arguments)
    every = [(figure, view) for figure, views in all_views().items() for view in views]
    if chosen.list:
        print("\n".join(f"{figure}/{view}" for figure, view in every))
        return 0
    wanted = every
    if chosen.view:
        wanted = [tuple(name.split("/", 1)) for name in chosen.view]
        if strange := [name for name, pair in zip(chosen.view, wanted, strict=True)
                       if pair not in every]:  # fmt: skip
            say(f"there is no view {strange[0]}; --list names them. Nothing was drawn.")
            return 2
    WORK.mkdir(exist_ok=True)
    began = time.monotonic()
    try:
        mesh_folder(WORK)
    except WheelMissing as problem:
        say(str(problem))
        return 2
    with ProcessPoolExecutor(max(1, chosen.jobs)) as pool:
        list(pool.map(kept_model, dict.fromkeys(figure for figure, _ in wanted)))
        for count, ((figure, view), seconds) in enumerate(
            zip(wanted, pool.map(make, wanted), strict=True), start=1
        ):
            took = f"{seconds:.1f} s" if seconds else "kept"
            say(f"{count} of {len(wanted)}: {figure}/{view} ({took})")
    if all(note_of(figure, view).exists() for figure, view in every):
        gather()
    else:
        say("the lists are left as they are: other pictures are not built from this code yet")
    total = sum(file.stat().st_size for file in TARGET.rglob("*") if file.is_file())
    say(f"done in {time.monotonic() - began:.0f} s; resources/body holds {total / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
