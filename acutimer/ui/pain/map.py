"""Where it hurts, on the body: regions over the picture, by mouse, keyboard and screen reader.

The map paints; every region is also a real button without a face. Must never say what can be done
about a place, nor note anything: it tells what was marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from acutimer.core.settings import PICTURE_BRIGHTNESS
from acutimer.ui.body_map import overlay
from acutimer.ui.body_map.layout import fitted
from acutimer.ui.body_map.picture_files import PictureUnreadable, Tint
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.body_map.place_zones import PlaceZones
from acutimer.ui.body_map.view_names import limb_name
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.theme import font
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QAbstractButton

    from acutimer.ui.body_map.regions import RegionShape, V
    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.kit.theme import Theme


class PainMap(Painted):
    """One view of the body with the places that can be marked on it.

    ``outlines`` are closed outlines on the skin by the figure's names ("neck.L"); a place without
    one is not on the map. Signals: ``place_toggled(id, marked)`` when the person marks or unmarks
    one; ``picture_missed(view_id)`` when a picture cannot be read.
    """

    place_toggled = Signal(str, bool)
    picture_missed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        views: Sequence[BodyView],
        outlines: Mapping[str, Sequence[Sequence[V]]],
    ) -> None:
        super().__init__(theme)
        self._pictures = pictures
        self._views = {view.view_id: view for view in views}
        self._shown: BodyView | None = None
        self._tone, self._brightness = "fair", 1.0
        self._zones = PlaceZones(self, outlines)
        self._zones.toggled.connect(self.place_toggled)
        self._zones.changed.connect(self.update)
        self.setMouseTracking(True)
        self.setMinimumSize(200, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # The body and the words "Your left" mean places in the picture, in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if views:
            self.show_view(views[0].view_id)

    # What the caller sets.

    def show_view(self, view_id: str) -> None:
        """Show one of the views given; another name is a KeyError."""
        self._shown = self._views[view_id]
        title = limb_name(view_id) or self._shown.title
        self.setAccessibleName(self.tr("Where it hurts, {view}").format(view=title))
        self._rearrange()

    def view_id(self) -> str:
        """The view that is shown, empty without any."""
        return self._shown.view_id if self._shown else ""

    def mark(self, places: Iterable[str]) -> None:
        """Mark these places and no other, without telling."""
        self._zones.mark(places)

    def set_look(self, tone: str, share: float) -> None:
        """The skin's tone, and how bright the body is in dark themes, 0.4 to 1."""
        self._tone, self._brightness = tone, PICTURE_BRIGHTNESS.within(share)
        self.update()

    def _tint(self) -> Tint:
        dim = self._theme.figure_dim
        return Tint(self._tone, dim, self._brightness if dim else 1.0, False)

    def button(self, place: str) -> QAbstractButton:
        """The button of a place; a place that has no outline is a KeyError."""
        return self._zones.button(place)

    def shown_places(self) -> list[str]:
        """The places this view shows, in the order the arrow keys take."""
        return self._zones.shown()

    def shape(self, place: str) -> RegionShape:
        """Where a place that is shown lies, logical pixels."""
        return self._zones.shape(place)

    def sizeHint(self) -> QSize:
        """Large enough to tell neck from head."""
        return QSize(420, 300)

    # Laying out.

    def _picture(self) -> QRectF:
        assert self._shown is not None
        return fitted(self._shown, QRectF(self.rect()))

    def _rearrange(self) -> None:
        """Find every region its place again and bring the buttons in line."""
        if self._shown is not None:
            self._zones.lay_out(self._shown, self._picture())
            self.update()

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which region the press began on."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._zones.press(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Mark or unmark when press and release are on the same region."""
        self._zones.release(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which region a click would mark."""
        self._point(there=self._zones.hover(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Nothing is hovered outside."""
        self._point(there=self._zones.hover(None))

    def _point(self, *, there: bool) -> None:
        shape = Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    # The keyboard.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move between regions."""
        if not self._zones.move(typed_key(event)):
            event.ignore()

    # Painting.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything finds its place again."""
        super().resizeEvent(event)
        self._rearrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture, regions and words."""
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        self._paint_picture(painter)
        self._zones.paint(painter, self._theme)
        self._paint_words(painter)
        self._zones.paint_names(painter, self._theme, self.font())
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        assert self._shown is not None
        view, box = self._shown, self._picture()
        try:
            ratio = self.devicePixelRatioF()
            pixmap = self._pictures.pixmap(view, self._tint(), (box.size() * ratio).toSize())
        except PictureUnreadable:
            # Told later, not from inside a paint: the caller's answer may paint again.
            QTimer.singleShot(0, self, lambda: self.picture_missed.emit(view.view_id))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))

    def _paint_words(self, painter: QPainter) -> None:
        """Whose left and right it is."""
        assert self._shown is not None
        small = font("caption", self.font())
        left, right = self.tr("Your left"), self.tr("Your right")
        edge = self._shown.left_edge
        corners = {"left": (left, right), "right": (right, left)}.get(edge, ("", ""))
        overlay.paint_corner_words(painter, QRectF(self.rect()), corners, self._theme, small)
        if caption := limb_name(self._shown.view_id):
            overlay.paint_caption(painter, QRectF(self.rect()), caption, self._theme, small)
