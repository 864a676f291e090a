"""What picture of the body a map shows: a fixed view, or the frame of the turn that is ready.

Finds views and pictures and says which file is missing. Must never know markers or paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal

from acutimer.ui.body_map.layout import fitted
from acutimer.ui.body_map.picture_files import PictureUnreadable, Tint
from acutimer.ui.body_map.turning import FRAME_DEG, Turning, frames_round
from acutimer.ui.body_map.views import (
    TURN,
    TURN_FILE,
    TURN_YAWS,
    VIEWS_FILE,
    BodyView,
    BodyViews,
    ViewsUnreadable,
    frame_id,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from acutimer.ui.body_map.pictures import Pictures

#: Frames made ahead in the direction of the turn, and behind.
_AHEAD, _BEHIND = 4, 1
#: More pixels than any file has: an enlarged picture is made as large as its file allows.
_ALL_THERE_IS = QSize(100_000, 100_000)


class ShownView(QObject):
    """One view of one figure in one tint.

    ``changed`` tells that another picture or frame is to be laid out, ``missed(file)`` that a file
    cannot be read, ``arrived(view_id)`` that a settling turn ended at a fixed view, or "turn" when
    a hand took hold of the body on its way there.
    """

    changed = Signal()
    missed = Signal(str)
    arrived = Signal(str)

    def __init__(self, pictures: Pictures, figure: str, parent: QObject) -> None:
        super().__init__(parent)
        self.pictures = pictures
        self.figure = figure
        self.tint = Tint()
        #: the fixed view's id, or "turn"
        self.view_id = ""
        #: what is shown just now, None before the first and when a file is missing
        self.view: BodyView | None = None
        self.missing = ""
        self.turning = Turning(self)
        self.turning.moved.connect(self._turned)
        self.turning.settled.connect(self._settled)
        self._then = ""
        self._box = QRectF(0, 0, 1, 1)
        self._ratio = 1.0
        self._enlarged = False
        pictures.made.connect(self._made)
        pictures.failed.connect(self._failed)

    # What is shown.

    def show(self, view_id: str) -> None:
        """Shows a fixed view, or the turn where it resembles the view before."""
        self._then = ""
        self.turning.stop()
        if view_id == TURN and self.view_id in TURN_YAWS:
            self.turning.yaw = float(TURN_YAWS[self.view_id])
        self.view_id = view_id
        self._look_up()

    def _look_up(self) -> None:
        self.missing = ""
        try:
            if self.view_id == TURN:
                self._pick_frame()
            else:
                self.view = self._list(VIEWS_FILE).view(self.view_id)
                self.missing = self.pictures.readable(self.view)
        except ViewsUnreadable as unreadable:
            self.missing = unreadable.file
        if self.missing:
            self._miss(self.missing)
        else:
            self.changed.emit()

    def settle_on(self, view_id: str, *, calm: bool) -> None:
        """Shows a view; a turning body first turns there, when that shall be seen."""
        if calm and self.view_id == TURN and not self.missing and view_id in TURN_YAWS:
            self._then = view_id
            self.turning.settle(TURN_YAWS[view_id], calm=True)
        else:
            self.show(view_id)

    def take_hold(self) -> None:
        """Someone turns the body now: it stands still, and is on its way to no view any more."""
        self.turning.stop()
        if self._then:
            self._then = ""
            self.arrived.emit(TURN)

    def let_go(self, *, calm: bool) -> None:
        """The body settles at a view that is near, and is that view where the picture fits."""
        near = self.turning.near()
        if calm and near and self.view_id == TURN and self._is_like_its_frame(near):
            self._then = near
        self.turning.let_go(calm=calm)

    def _is_like_its_frame(self, view_id: str) -> bool:
        """Whether a fixed view frames the body as the turn does, so that nothing leaps."""
        try:
            view = self._list(VIEWS_FILE).view(view_id)
            frame = self._list(TURN_FILE).view(frame_id(TURN_YAWS[view_id]))
        except ViewsUnreadable:
            return False
        one, other = view.camera, frame.camera
        same = (one.centre, one.down, view.crop) == (other.centre, other.down, frame.crop)
        return same and not self.pictures.readable(view)

    def views(self) -> BodyViews | None:
        """Every fixed view and its places; None when they cannot be read."""
        try:
            return self._list(VIEWS_FILE)
        except ViewsUnreadable:
            return None

    def take_look(self, figure: str, tint: Tint) -> bool:
        """Another figure or other colours; False when they are those shown."""
        if (figure, tint) == (self.figure, self.tint):
            return False
        other = figure != self.figure
        self.figure, self.tint = figure, tint
        if self.view_id and (other or self.view_id == TURN):
            self._look_up()
        return True

    @property
    def may_turn(self) -> bool:
        """Whether the body can be turned from here."""
        return self.view_id == TURN or self.view_id in TURN_YAWS

    def _list(self, name: str) -> BodyViews:
        return self.pictures.views(self.figure, name)

    def _miss(self, file: str) -> None:
        self.view, self.missing = None, file
        self.changed.emit()
        self.missed.emit(file)

    # The picture.

    def fit(self, box: QRectF, ratio: float, *, enlarged: bool) -> None:
        """The room there is, in logical pixels; a turning body may then show another frame."""
        if (box, ratio, enlarged) == (self._box, self._ratio, self._enlarged):
            return
        self._box, self._ratio, self._enlarged = box, ratio, enlarged
        if self.view_id == TURN and self.view is not None:
            self._pick_frame()

    def pixmap(self) -> QPixmap | None:
        """The picture at the size shown; made now when it is not there yet."""
        if self.view is None:
            return None
        try:
            return self.pictures.pixmap(self.view, self.tint, self._size(self.view))
        except PictureUnreadable as unreadable:
            # Told later, not from inside a paint: the caller's answer may paint again.
            file = unreadable.file
            self.view, self.missing = None, file
            QTimer.singleShot(0, self, lambda: self._miss(file))
            return None

    def _size(self, view: BodyView) -> QSize:
        if self._enlarged and self.view_id != TURN:
            return _ALL_THERE_IS
        return (fitted(view, self._box).size() * self._ratio).toSize()

    # The turn.

    def _pick_frame(self) -> None:
        """The frame meant if it is ready, else the nearest that is; and more are asked for."""
        frames, meant = self._list(TURN_FILE), self.turning.frame
        nearest = [frame_id(yaw) for yaw in frames_round(meant)]
        wanted = next(frames.whole(nearest), None) or frames.view(nearest[0])
        size = self._size(wanted)
        self.view = wanted
        for view in frames.whole(nearest):
            if self.pictures.ready(view, self.tint, size):
                self.view = view
                break
        step = FRAME_DEG * self.turning.direction
        near = [meant + step * count for count in (*range(_AHEAD + 1), *range(-_BEHIND, 0))]
        ask = frames.whole(map(frame_id, near))
        self.pictures.ask([view for view in ask if view is not self.view], self.tint, size)

    def _turned(self) -> None:
        if self.view_id == TURN and not self.missing:
            try:
                self._pick_frame()
            except ViewsUnreadable as unreadable:
                self._miss(unreadable.file)
                return
            self.changed.emit()

    def _settled(self) -> None:
        then, self._then = self._then, ""
        if then:
            self.show(then)
            self.arrived.emit(then)

    def _made(self) -> None:
        late = self.view is not None and self.view.view_id != frame_id(self.turning.frame)
        if self.view_id == TURN and late:
            self._turned()

    def _failed(self, file: str) -> None:
        if self.view_id == TURN and not self.missing:
            self.missed.emit(file)
