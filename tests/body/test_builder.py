"""What the builder left in resources/body is whole and small; without its tools it says so."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from PySide6.QtCore import QSize
from PySide6.QtGui import QImageReader

from tests.body.figures import BODY, FIGURES, read

ROOT = BODY.parents[1]
HANDS = ("GB20", "GB21", "GB14", "BL10", "BL11", "TE17", "LI4")
MOST_BYTES = 8_000_000
#: Of these, pictures of pressing hands.
MOST_HAND_BYTES = 600_000
POSES = {"coming", "lower_right", "lower_left"}


def posed() -> list[tuple[Path, int]]:
    """Every picture of a hand in a further pose, and the pixels that are told of it."""
    return [
        (BODY / f"{told['file'].removesuffix('.webp')}-{pose}.webp", px)
        for told in read("views")["views"].values()
        for pose, px in told.get("poses", {}).items()
    ]


def mask_of(file: Path) -> Path:
    return file.with_stem(f"{file.stem}-mask")


def cameras() -> ModuleType:
    """The builder's table of views; it is plain Python."""
    spec = importlib.util.spec_from_file_location("cameras", ROOT / "packaging/body/cameras.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_view_of_the_table_is_there_for_every_figure() -> None:
    table = cameras()
    fixed = {*table.frames(), *(f"press.{code}" for code in HANDS)}
    assert set(read("views")["views"]) == {f"{one}/{v}" for one in FIGURES for v in fixed}
    turn = set(read("turn")["views"])
    assert turn == {f"{one}/turn.{yaw:03d}" for one in FIGURES for yaw in range(0, 360, 5)}
    for name, told in read("views")["views"].items():
        if frame := table.frames().get(name.partition("/")[2]):
            assert (told["camera"]["yaw"], told["camera"]["pitch"]) == (frame.yaw, frame.pitch)
            assert (told["width"], told["height"]) == frame.pixels


def test_pictures_have_the_size_that_is_told_and_masks_half_of_it() -> None:
    for told in [*read("views")["views"].values(), *read("turn")["views"].values()]:
        size = QSize(told["width"], told["height"])
        assert QImageReader(str(BODY / told["file"])).size() == size, told["file"]
        assert QImageReader(str(BODY / told["mask"])).size() == size / 2, told["mask"]
    for file, px in posed():
        assert QImageReader(str(file)).size() == QSize(px, px), file
        assert QImageReader(str(mask_of(file))).size() == QSize(px, px) / 2, file


def test_every_hand_comes_and_circles_and_all_hands_together_are_small() -> None:
    for name, told in read("views")["views"].items():
        assert set(told.get("poses", {})) == (POSES if "/press." in name else set()), name
    hands = sum(file.stat().st_size for file in BODY.rglob("press.*.webp"))
    assert hands <= MOST_HAND_BYTES


def test_there_are_no_other_pictures_and_all_are_small() -> None:
    views = [*read("views")["views"].values(), *read("turn")["views"].values()]
    named = {BODY / told[key] for told in views for key in ("file", "mask")}
    named |= {one for file, _ in posed() for one in (file, mask_of(file))}
    assert set(BODY.rglob("*.webp")) == named
    assert sum(file.stat().st_size for file in BODY.rglob("*") if file.is_file()) <= MOST_BYTES


def test_both_figures_show_the_same_places() -> None:
    for kind in ("points", "landmarks", "structures", "measures", "finger_paths", "regions"):
        male, female = (read("figure")["figures"][name][kind] for name in FIGURES)
        assert set(male) == set(female), kind


def test_without_its_tools_the_builder_says_which_command_installs_them(tmp_path: Path) -> None:
    before = sorted(BODY.rglob("*"))
    run = subprocess.run(
        [sys.executable, str(ROOT / "packaging/body")], capture_output=True, text=True, check=False
    )  # the tests' own environment has none of the builder's tools
    assert run.returncode == 2
    assert "packaging/dev art" in run.stderr
    assert "nothing was changed" in run.stderr
    assert "Traceback" not in run.stderr
    assert sorted(BODY.rglob("*")) == before
