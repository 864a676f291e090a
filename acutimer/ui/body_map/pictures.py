"""Body pictures as pixmaps of just the size needed, in the colours wanted, a few of them kept.

All work on pixels happens once, when a picture is made: at once, or on a thread of its own. Must
never run in a paint of a kept one.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from acutimer.ui.body_map.picture_files import (
    EarlyPicture,
    PictureUnreadable,
    Tint,
    finished,
    fitting,
    read,
    scaled,
)
from acutimer.ui.body_map.views import VIEWS_FILE, BodyViews, ViewsUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from acutimer.ui.body_map.picture_thread import PictureThread
    from acutimer.ui.body_map.views import BodyView

#: What the window shows first, worth decoding before anything else.
FIRST_VIEW = "nape"
#: All kept pictures together stay below 40 MB, with room for two on their way from the thread.
MOST_BYTES = 36_000_000
_PIXEL_BYTES = 4


class _Key(NamedTuple):
    file: str
    tint: Tint
    width: int
    height: int


class Pictures(QObject):
    """Makes pictures of views and keeps the last few; shared by every map of the window.

    ``made`` tells that a picture asked for ahead is there, ``failed(file)`` that it is broken.
    """

    made = Signal()
    failed = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._views: dict[tuple[str, str], BodyViews] = {}
        self._thread: PictureThread | None = None
        self._early: EarlyPicture | None = None
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._read_last: tuple[str, QSize, QImage, QImage] | None = None
        self._broken: set[str] = set()

    def views(self, figure: str, name: str) -> BodyViews:
        """The list of views called ``name``, read once; raises ViewsUnreadable."""
        key = (figure, name)
        if key not in self._views:
            self._views[key] = BodyViews.load(self._folder, figure, name)
        return self._views[key]

    @property
    def kept_bytes(self) -> int:
        """What all kept pictures take together, with the one kept to be coloured again."""
        last = self._read_last
        return self._bytes + (sum(image.sizeInBytes() for image in last[2:]) if last else 0)

    def begin_first_picture(self, figure: str, list_name: str) -> None:
        """Begin decoding the first picture in a thread; whoever asks for it takes it from there."""
        try:
            view = self.views(figure, list_name).view(FIRST_VIEW)
        except ViewsUnreadable:
            return  # the map tells, when there is one
        self._early = EarlyPicture(self._folder, view)

    def readable(self, view: BodyView) -> str:
        """The file of a view that is missing or no picture, else empty; nothing is decoded."""
        for file in (view.file, view.mask):
            if not QImageReader(str(self._folder / file)).canRead():
                return file
        return ""

    # Taking pictures.

    def pixmap(self, view: BodyView, tint: Tint, size: QSize) -> QPixmap:
        """The shown part of ``view`` at ``size`` physical pixels, or smaller when the file is.

        Raises PictureUnreadable.
        """
        size = fitting(view, size)
        key = _Key(view.file, tint, size.width(), size.height())
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return self._keep(key, finished(*self._read(view, size), view, tint))

    def fixed(self, figure: str, view_id: str, tint: Tint, size: QSize, pose: str = "") -> QPixmap:
        """A fixed view by its id; raises PictureUnreadable, also where the list is broken."""
        try:
            view = self.views(figure, VIEWS_FILE).view(view_id).posed(pose)
        except ViewsUnreadable as broken:
            raise PictureUnreadable(self._folder, broken.file) from broken
        return self.pixmap(view, tint, size)

    def ready(self, view: BodyView, tint: Tint, size: QSize) -> bool:
        """Whether ``pixmap`` would have nothing to do."""
        size = fitting(view, size)
        return _Key(view.file, tint, size.width(), size.height()) in self._kept

    def ask(self, views: Iterable[BodyView], tint: Tint, size: QSize) -> None:
        """Make these on the thread, the first first; earlier wishes not yet begun are forgotten."""
        self._order([(view, fitting(view, size)) for view in views], tint)

    def forget(self) -> None:
        """Keep nothing any more."""
        self._kept.clear()
        self._bytes = 0
        self._read_last = None

    def close(self) -> None:
        """Begin no more pictures; the one in hand is finished."""
        if self._thread is not None:
            self._thread.ask(())

    def _order(self, wanted: list[tuple[BodyView, QSize]], tint: Tint) -> None:
        if self._thread is None:
            from acutimer.ui.body_map.picture_thread import PictureThread

            self._thread = PictureThread()
            self._thread.made.connect(self._take)
        folder = self._folder
        orders = [
            (
                _Key(view.file, tint, size.width(), size.height()),
                lambda view=view, size=size: finished(*read(folder, view, size), view, tint),
            )
            for view, size in wanted
            if view.file not in self._broken
        ]
        self._thread.ask([order for order in orders if order[0] not in self._kept])

    @property
    def at_work(self) -> bool:
        """Whether the thread is there."""
        return self._thread is not None and self._thread.runs

    def _take(self, key: _Key, image: QImage | None, fault: Exception | None) -> None:
        if fault is not None:
            if key.file not in self._broken:
                self._broken.add(key.file)
                known = isinstance(fault, PictureUnreadable)
                self.failed.emit(fault.file if known else key.file)
            return
        assert image is not None  # one of the two is there
        self._keep(key, image)
        self.made.emit()

    def _keep(self, key: _Key, image: QImage) -> QPixmap:
        if key in self._kept:  # made on the thread and at once
            self._drop(key)
        pixmap = QPixmap.fromImage(image)
        self._kept[key] = pixmap
        self._bytes += key.width * key.height * _PIXEL_BYTES
        while self.kept_bytes > MOST_BYTES and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))
        return pixmap

    def _drop(self, key: _Key) -> None:
        del self._kept[key]
        self._bytes -= key.width * key.height * _PIXEL_BYTES

    def _read(self, view: BodyView, size: QSize) -> tuple[QImage, QImage]:
        """Tone and mask; the last are kept, so that other colours need no second decoding."""
        last, early = self._read_last, self._early
        if last is not None and last[:2] == (view.file, size):
            return last[2], last[3]
        self._early = None
        if early is not None and early.view == view:
            tone, mask = early.images()
            tone = scaled(tone, size)
        else:
            tone, mask = read(self._folder, view, size)
        self._read_last = (view.file, size, tone, mask)
        return tone, mask
