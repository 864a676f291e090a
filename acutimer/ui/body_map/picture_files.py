"""Body pictures from their files: decoded, cropped, scaled, coloured, faded at cut edges.

Safe off the UI thread. Must never keep a picture or know a widget.
"""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from acutimer.ui.body_map.colouring import HAIR, HAIR_FADED, coloured
from acutimer.ui.body_map.complexion import body_colours

if TYPE_CHECKING:
    from pathlib import Path

    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.kit.theme import FigureDim

#: The part of the height that fades out where the body is cut at the bottom or the top.
_HEIGHT_FADE = 0.12
#: Of the width shown, where it is cut at the sides.
_SIDE_FADE = 0.09


class PictureUnreadable(ValueError):
    """A picture or mask is missing or broken; the message is one plain sentence naming it."""

    def __init__(self, folder: Path, file: str) -> None:
        super().__init__(f"The body picture {folder / file} could not be read.")
        self.file = file


class Tint(NamedTuple):
    """The colours a picture is asked in.

    ``brightness`` multiplies the colours of dark themes once more, 0.4 to 1.
    """

    tone: str = "fair"
    dim: FigureDim | None = None
    brightness: float = 1.0
    hair_faded: bool = False


class EarlyPicture:
    """The first picture, being decoded while the program is still being imported."""

    def __init__(self, folder: Path, view: BodyView) -> None:
        self._folder = folder
        self.view = view
        self._images: tuple[QImage, QImage] | None = None
        self._thread = Thread(target=self._read, name="acutimer-picture")
        self._thread.start()

    def _read(self) -> None:
        try:
            self._images = _parts(self._folder, self.view)
        except PictureUnreadable:
            self._images = None

    def images(self) -> tuple[QImage, QImage]:
        """Tone and mask as large as in their files; waits for the rest of the work."""
        self._thread.join()
        if self._images is None:
            raise PictureUnreadable(self._folder, self.view.file)
        return self._images


def fitting(view: BodyView, size: QSize) -> QSize:
    """The size to make a picture at: as asked, but never more pixels than the file has."""
    own = _box(view.crop, view.width, view.height).size()
    return own if size.width() > own.width() else size


def read(folder: Path, view: BodyView, size: QSize) -> tuple[QImage, QImage]:
    """The shown part of tone and mask, the tone at ``size``; raises PictureUnreadable."""
    tone, mask = _parts(folder, view)
    return scaled(tone, size), mask


def scaled(tone: QImage, size: QSize) -> QImage:
    """Premultiplied first: what lies under transparent pixels must not bleed into the figure.

    Decoding the whole and scaling it takes less time than decoding it scaled.
    """
    tone = tone.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    if tone.size() == size:
        return tone
    ignore, smooth = (
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return tone.scaled(size, ignore, smooth)


def _parts(folder: Path, view: BodyView) -> tuple[QImage, QImage]:
    return (
        _part(folder, view.file, _box(view.crop, view.width, view.height)),
        _part(folder, view.mask, _box(view.crop, view.width / 2, view.height / 2)),
    )


def _part(folder: Path, file: str, box: QRect) -> QImage:
    reader = QImageReader(str(folder / file))
    if box.size() != reader.size():  # a clip that clips nothing still takes its time
        reader.setClipRect(box)
    image = reader.read()
    if image.isNull():
        raise PictureUnreadable(folder, file)
    return image


def _box(crop: tuple[float, float, float, float], width: float, height: float) -> QRect:
    left, top, right, bottom = crop
    return QRect(
        round(left * width), round(top * height), round((right - left) * width),
        round((bottom - top) * height),
    )  # fmt: skip


def finished(tone: QImage, mask: QImage, view: BodyView, tint: Tint) -> QImage:
    """The picture as it is shown: in colour, its cut edges running out."""
    if tone.isNull():  # asked for a map that has no height yet
        return tone
    colours = body_colours(tint.tone, tint.dim, tint.brightness)
    hair = HAIR_FADED if tint.hair_faded else HAIR
    image = coloured(tone, mask, colours, hair, view.regions)
    fade_edges(image, view.fades)
    return image


def fade_edges(image: QImage, edges: frozenset[str]) -> None:
    """Lets cut edges run out to transparent, in place."""
    if not edges:
        return
    width, height = image.width(), image.height()
    side, deep = _SIDE_FADE * width, _HEIGHT_FADE * height
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    if "bottom" in edges:
        painter.drawImage(QRectF(0, height - deep, width, deep), _ramp(1, reverse=True))
    if "top" in edges:
        painter.drawImage(QRectF(0, 0, width, deep), _ramp(1, reverse=False))
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
