"""Body pictures as pixmaps of just the size needed, darkened for dark themes, a few of them kept.

All work on pixels happens once, when a picture is made. Must never run in a paint of a cached one.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPixmap

if TYPE_CHECKING:
    from pathlib import Path

    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.theme import FigureDim, Theme

#: What the window shows first, worth decoding before anything else.
FIRST_PICTURE = "nape.webp"
_KEPT = 4
#: The part of the height that fades out where the body is cut at the bottom.
_BOTTOM_FADE = 0.12
_SIDE_FADE_PX = (26, 70)
_Key = tuple[str, str, int, int, float, float]


class PictureUnreadable(ValueError):
    """A picture file is missing or broken; the message is one plain sentence naming the file."""


class Pictures:
    """Makes pictures of views and keeps the last few."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ahead: _Ahead | None = None
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()

    def file_of(self, view: BodyView) -> Path:
        """The picture's file."""
        return self._folder / view.file

    def read_ahead(self, file: str) -> None:
        """Begin decoding a picture in a thread; the next that asks for it takes it from there."""
        self._ahead = _Ahead(self._folder / file)

    def readable(self, view: BodyView) -> bool:
        """Whether the file is there and begins like a picture (a quick look, nothing decoded)."""
        return QImageReader(str(self.file_of(view))).canRead()

    def pixmap(
        self, view: BodyView, theme: Theme, size: QSize, ratio: float, brightness: float = 1.0
    ) -> QPixmap:
        """The shown part of ``view`` at ``size`` logical pixels on a screen of ``ratio``.

        ``brightness`` multiplies the colours of dark themes once more, 0.4 to 1.
        Raises PictureUnreadable.
        """
        key = (view.view_id, theme.name, size.width(), size.height(), ratio, brightness)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        ahead, self._ahead = self._ahead, None
        whole = ahead.image() if ahead and ahead.file == self.file_of(view) else None
        if whole is None or whole.isNull():
            image = read_part(self.file_of(view), view, size * ratio)
        else:
            image = _part_of(whole, view, size * ratio)
        if view.mirrored:
            image = image.flipped(Qt.Orientation.Horizontal)
        image = darken(image, theme.figure_dim, brightness)
        fade_edges(image, view.fades, ratio)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self._kept[key] = pixmap
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return pixmap


class _Ahead:
    """A picture being decoded while the caller does something else."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._reader = QImageReader(str(file))
        self._image = QImage()
        self._thread = Thread(target=self._read, name="acutimer-picture", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        self._image = self._reader.read()

    def image(self) -> QImage:
        """The whole picture; waits for the rest of the work."""
        self._thread.join()
        return self._image


def _part_of(whole: QImage, view: BodyView, size: QSize) -> QImage:
    ignore, smooth = (
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return whole.copy(_crop(view)).scaled(size, ignore, smooth)


def _crop(view: BodyView) -> QRect:
    """The part that is shown, in pixels of the picture as it lies in the file."""
    left, top, right, bottom = view.crop
    if view.mirrored:
        left, right = 1.0 - right, 1.0 - left
    return QRect(
        round(left * view.width),
        round(top * view.height),
        round((right - left) * view.width),
        round((bottom - top) * view.height),
    )


def read_part(file: Path, view: BodyView, size: QSize) -> QImage:
    """The crop of a picture scaled to ``size`` physical pixels, not yet mirrored."""
    reader = QImageReader(str(file))
    reader.setClipRect(_crop(view))
    reader.setScaledSize(size)
    image = reader.read()
    if image.isNull():
        raise PictureUnreadable(f"The body picture {file} could not be read.")
    return image


def darken(image: QImage, dim: FigureDim | None, brightness: float) -> QImage:
    """A premultiplied copy, mixed with grey and multiplied per channel when ``dim`` says so."""
    if dim is None:
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    # Work on opaque colours and put the alpha back last: multiplying premultiplied edges would
    # leave a bright fringe round the figure.
    straight = image.convertToFormat(QImage.Format.Format_ARGB32)
    opaque = straight.convertToFormat(QImage.Format.Format_RGB32)
    grey = opaque.convertToFormat(QImage.Format.Format_Grayscale8)
    painter = QPainter(opaque)
    painter.setOpacity(dim.grey)
    painter.drawImage(0, 0, grey)
    painter.setOpacity(1.0)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    red, green, blue = (share * brightness for share in dim.multiply)
    painter.fillRect(opaque.rect(), QColor.fromRgbF(red, green, blue))
    painter.end()
    dimmed = opaque.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(dimmed)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, straight)
    painter.end()
    return dimmed


def fade_edges(image: QImage, edges: frozenset[str], ratio: float) -> None:
    """Lets cut edges run out to transparent, in place."""
    if not edges:
        return
    width, height = image.width(), image.height()
    side = min(max(0.09 * width, _SIDE_FADE_PX[0] * ratio), _SIDE_FADE_PX[1] * ratio)
    deep = _BOTTOM_FADE * height
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    if "bottom" in edges:
        painter.drawImage(QRectF(0, height - deep, width, deep), _ramp(1, reverse=True))
    if "left" in edges:
        painter.drawImage(QRectF(0, 0, side, height), _ramp(0, reverse=False))
    if "right" in edges:
        painter.drawImage(QRectF(width - side, 0, side, height), _ramp(0, reverse=True))
    painter.end()


def _ramp(axis: int, *, reverse: bool) -> QImage:
    """A strip of 64 alphas from clear to solid; axis 0 runs across, 1 down.

    A strip instead of a QLinearGradient: loading the names of QGradient costs 3 ms at start-up.
    """
    steps = [round(255 * (i / 63) ** 2 * (3 - 2 * i / 63)) for i in range(64)]
    alphas = bytes(reversed(steps) if reverse else steps)
    if axis == 0:
        strip = QImage(alphas, 64, 1, 64, QImage.Format.Format_Alpha8)
    else:
        padded = b"".join(bytes([alpha, 0, 0, 0]) for alpha in alphas)
        strip = QImage(padded, 1, 64, 4, QImage.Format.Format_Alpha8)
    return strip.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
