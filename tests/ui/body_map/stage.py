"""A body of small plain pictures in a folder of its own, in the layout of resources/body."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from pytestqt.qtbot import QtBot

from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.markers import MarkerLook
from acutimer.ui.kit.theme import load_theme

SIZE = 160
FIGURES = ("male", "female")
#: id, yaw, whose side is at the left edge
VIEWS = (
    ("nape", 180, "left"), ("side", 90, ""), ("side_right", 270, ""), ("face", 0, "right"),
    ("hand", 96, ""), ("hand_right", 264, ""),
)  # fmt: skip
POINTS: dict[str, list[float]] = {
    "GB20.L": [0.35, 0.4, 1.0], "GB20.R": [0.65, 0.4, 1.0], "GB21.L": [0.3, 0.7, 1.0],
    "GB21.R": [0.7, 0.7, 1.0],
}  # fmt: skip


def camera(yaw: float) -> dict[str, Any]:
    return {"yaw": yaw, "pitch": 0, "centre": [0, 1.4, 0], "height": 0.5, "roll": 0}


def view_of(file: str, yaw: float, **more: object) -> dict[str, Any]:
    return {
        "title": f"At {yaw}", "file": f"{file}.webp", "mask": f"{file}-mask.webp", "width": SIZE,
        "height": SIZE, "camera": camera(yaw), "crop": [0, 0, 1, 1], "fades": [], "left_edge": "",
        "points": POINTS, "landmarks": {}, **more,
    }  # fmt: skip


def tone(grey: int = 180, size: int = SIZE, hidden: int = 255) -> QImage:
    """A disc of one tone; what lies under its transparent outside is another."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(QColor(hidden, hidden, hidden, 0))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(QColor(grey, grey, grey))
    painter.drawEllipse(image.rect().adjusted(8, 8, -8, -8))
    painter.end()
    return image


def mask(red: int = 0, green: int = 0, blue: int = 0, size: int = SIZE // 2) -> QImage:
    """The same region weights all over."""
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(red, green, blue))
    return image


def make_body(folder: Path) -> Path:
    """Two figures with a few views, and a turn of 72 frames whose tone grows with the yaw."""
    for figure in FIGURES:
        (folder / figure / "turn").mkdir(parents=True)
    for name, content in _body().items():
        (folder / name).write_bytes(content)
    return folder


@cache
def _body() -> Mapping[str, bytes]:
    """Every file of that body by its name; encoding three hundred pictures takes its time."""
    files: dict[str, bytes] = {}
    views: dict[str, Any] = {}
    turn: dict[str, Any] = {}
    plain, tones = encoded(mask()), {yaw: encoded(tone(60 + yaw // 2)) for yaw in range(0, 360, 5)}
    for figure in FIGURES:
        body = encoded(tone(140 if figure == "male" else 220))
        for name, yaw, edge in VIEWS:
            file = f"{figure}/{name}"
            views[file] = view_of(file, yaw, left_edge=edge)
            files |= {f"{file}.webp": body, f"{file}-mask.webp": plain}
        for yaw, frame in tones.items():
            file = f"{figure}/turn/{yaw:03d}"
            behind = 0.0 if yaw < 90 or yaw > 270 else 1.0
            shift = round(0.3 + yaw / 1200, 4)
            points = {"GB20.L": [shift, 0.4, behind], "GB20.R": [0.65, 0.4, behind]}
            turn[f"{figure}/turn.{yaw:03d}"] = view_of(file, yaw, points=points)
            files |= {f"{file}.webp": frame, f"{file}-mask.webp": plain}
    for name, table in (("views.json", views), ("turn.json", turn)):
        files[name] = json.dumps({"shown_from": 0.35, "views": table}).encode()
    return files


def harm_view(folder: Path, name: str, key: str) -> None:
    """One entry of a list is not what it should be."""
    file = folder / name
    content = json.loads(file.read_bytes())
    content["views"][key]["crop"] = "not this"
    file.write_text(json.dumps(content))


def encoded(image: QImage) -> bytes:
    """A picture as the bytes of a WebP file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"webp")
    writer.setQuality(90)
    assert writer.write(image)
    return bytes(buffer.data().data())


def shown_map(qtbot: QtBot, folder: Path, looks: Sequence[MarkerLook]) -> AtlasView:
    """A map of that body in an active window, 400 px wide and high, on its nape."""
    made = AtlasView(load_theme("light"), folder)
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show_view("nape")
    made.set_markers(looks)
    with qtbot.waitActive(made):
        made.show()
    return made
