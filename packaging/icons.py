"""Draws the program's icon in all sizes from its one drawing: resources/icons/*.png.

Run it with the environment's Python after changing the SVG; the same drawing gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from acutimer import APP_ID
from acutimer.desktop.launcher import PNG_SIZES

ROOT = Path(__file__).parents[1]


def drawn(svg: bytes, size_px: int) -> QImage:
    """The drawing as a square picture; small ones are drawn large first, for even edges."""
    renderer = QSvgRenderer(QByteArray(svg))
    if not renderer.isValid():
        raise SystemExit("The drawing is not an SVG that Qt can read.")
    image = QImage(size_px * 4, size_px * 4, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    fitted = image.scaled(size_px, size_px, mode=smooth)
    return fitted.convertToFormat(QImage.Format.Format_ARGB32)


def main() -> None:
    """Write one PNG for each size."""
    folder = ROOT / "resources" / "icons"
    svg = (folder / f"{APP_ID}.svg").read_bytes()
    for size_px in PNG_SIZES:
        path = folder / f"{APP_ID}-{size_px}.png"
        if not drawn(svg, size_px).save(str(path), "PNG"):
            raise SystemExit(f"{path} could not be written.")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
