"""Puts the pictures of the body side by side, to be looked at: views, skins, themes, turns, hands.

    packaging/dev sheets

One sheet for each figure and theme, and one of the pressing hands, into docs/body. What is to be
seen on them is written in docs/house/body.md; look at them again after `packaging/dev art`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter, QPolygonF

from acutimer.places import resource_path
from acutimer.ui.body_map.hand_picture import COMING, ROUND
from acutimer.ui.body_map.picture_files import Tint
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.body_map.views import TURN_FILE, VIEWS_FILE, BodyView, frame_id
from acutimer.ui.body_map.zone import paint_zone
from acutimer.ui.kit.theme import Theme, load_theme

TARGET = ROOT / "docs" / "body"
FIGURES, THEMES = ("male", "female"), ("light", "dim")
SKINS = ("fair", "sand", "brown", "deep")
#: So many views stand side by side; a row is this high; px.
ACROSS, HIGH_PX, GAP_PX, WORDS_PX = 9, 270, 6, 16
QUALITY = 74


class Tile(NamedTuple):
    """One picture of a sheet and the words under it."""

    view: BodyView
    tint: Tint
    words: str


def main() -> int:
    """Writes every sheet."""
    app = QGuiApplication(sys.argv[:1])
    TARGET.mkdir(parents=True, exist_ok=True)
    pictures = Pictures(resource_path("body"))
    for theme_name in THEMES:
        theme = load_theme(theme_name)
        for figure in FIGURES:
            save(sheet(rows_of(pictures, figure, theme), pictures, theme), f"{figure}-{theme_name}")
    light = load_theme("light")
    save(sheet(hands(pictures, light), pictures, light), "hands")
    total = sum(file.stat().st_size for file in TARGET.iterdir())
    print(f"docs/body holds {total / 1e6:.2f} MB")
    app.quit()
    return 0


def rows_of(pictures: Pictures, figure: str, theme: Theme) -> list[list[Tile]]:
    """All views in the four skins, one below the other, then eight turns."""
    views, turn = pictures.views(figure, VIEWS_FILE), pictures.views(figure, TURN_FILE)
    ids = [one for one in views.ids() if not one.startswith("press.")]
    rows = [
        [Tile(views.view(one), Tint(skin, theme.figure_dim), f"{one} {skin}") for one in band]
        for band in (ids[:ACROSS], ids[ACROSS:])
        for skin in SKINS
    ]
    turns = [turn.view(frame_id(yaw)) for yaw in range(0, 360, 45)]
    return [*rows, [Tile(one, Tint("fair", theme.figure_dim), one.view_id) for one in turns]]


def hands(pictures: Pictures, theme: Theme) -> list[list[Tile]]:
    """The four poses on each point, of both figures side by side."""
    ids = [one for one in pictures.views(FIGURES[0], VIEWS_FILE).ids() if one.startswith("press.")]
    return [
        [
            Tile(
                pictures.views(figure, VIEWS_FILE).view(one).posed(pose),
                Tint("fair", theme.figure_dim),
                f"{one.removeprefix('press.')} {pose or 'press'}",
            )
            for figure in FIGURES
            for pose in (COMING, *ROUND)
        ]
        for one in ids
    ]


def sheet(rows: list[list[Tile]], pictures: Pictures, theme: Theme) -> QImage:
    """The rows below each other on the ground of the theme."""
    wide = max(
        sum(round(HIGH_PX * tile.view.aspect) + GAP_PX for tile in row) + GAP_PX for row in rows
    )
    image = QImage(wide, len(rows) * (HIGH_PX + WORDS_PX) + GAP_PX, QImage.Format.Format_RGB32)
    image.fill(theme.colour("window"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont()
    font.setPixelSize(11)
    painter.setFont(font)
    for number, row in enumerate(rows):
        left = float(GAP_PX)
        for tile in row:
            top = GAP_PX + number * (HIGH_PX + WORDS_PX)
            box = QRectF(left, top, round(HIGH_PX * tile.view.aspect), HIGH_PX)
            paint_tile(painter, box, tile, pictures, theme)
            left += box.width() + GAP_PX
    painter.end()
    return image


def paint_tile(
    painter: QPainter, box: QRectF, tile: Tile, pictures: Pictures, theme: Theme
) -> None:
    """A picture as a map shows it without any point, and its name."""
    size = QSize(int(box.width()), int(box.height()))
    painter.drawPixmap(box.toRect(), pictures.pixmap(tile.view, tile.tint, size))
    painter.save()
    painter.setClipRect(box)
    for zone in () if tile.view.view_id.startswith("press.") else tile.view.zones:
        places = [
            QPointF(box.left() + x * box.width(), box.top() + y * box.height())
            for x, y in zone.polygon
        ]
        paint_zone(painter, QPolygonF(places), theme, striped=False)
    painter.restore()
    painter.setPen(theme.colour("text2"))
    under = QRectF(box.left(), box.bottom(), box.width(), WORDS_PX - 3)
    painter.drawText(under, Qt.AlignmentFlag.AlignCenter, tile.words)


def save(image: QImage, name: str) -> None:
    """One sheet as WebP."""
    file = TARGET / f"{name}.webp"
    if not image.save(str(file), "WEBP", QUALITY):
        raise SystemExit(f"sheets: {file} could not be written.")
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
