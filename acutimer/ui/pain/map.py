"""Where it hurts, on the body: regions over the picture, by mouse, keyboard and screen reader.

The map paints; every region is also a real button without a face. Must never say what can be done
about a place, nor note anything: it tells what was marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from acutimer.core.pain_places import PLACES
from acutimer.core.settings import PICTURE_BRIGHTNESS
from acutimer.ui.body_map import overlay
from acutimer.ui.body_map.button_row import ARROWS
from acutimer.ui.body_map.layout import fitted
from acutimer.ui.body_map.picture_files import PictureUnreadable, Tint
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.body_map.region_button import RegionButton
from acutimer.ui.body_map.regions import (
    RegionLook,
    RegionShape,
    paint_name,
    paint_region,
    region_at,
    region_shapes,
)
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.theme import font
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QAbstractButton

    from acutimer.core.pain_places import PainPlace
    from acutimer.ui.body_map.regions import V
    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.kit.theme import Theme

_FORWARD = ("Down", "Right")
#: Buttons nearer than this in height stand in one row: the left edge of it comes first.
_ROW_PX = 24.0


def figure_key(place: PainPlace) -> str:
    """How resources/body/figure.json names the region of a place: "neck.L"."""
    return f"{place.region}.{place.side[0].upper()}"


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
        self._outlines = {
            place.id: outlines[figure_key(place)]
            for place in PLACES.values()
            if figure_key(place) in outlines
        }
        self._shown: BodyView | None = None
        self._shapes: dict[str, RegionShape] = {}
        self._order: list[str] = []
        self._hovered: str | None = None
        self._pressed: str | None = None
        self._tone, self._brightness = "fair", 1.0
        self._tells = True
        #: Whether the focus is drawn: a click leaves no ring behind.
        self._ringed = False
        self._buttons = {
            place: RegionButton(place, PLACES[place].name, self, self) for place in self._outlines
        }
        for place, button in self._buttons.items():
            # toggled, not clicked: a screen reader toggles without a click
            button.toggled.connect(lambda on, place=place: self._toggled(place, on))
            button.hide()
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
        title = self._shown.title
        self.setAccessibleName(self.tr("Where it hurts, {view}").format(view=title))
        self._rearrange()

    def view_id(self) -> str:
        """The view that is shown, empty without any."""
        return self._shown.view_id if self._shown else ""

    def mark(self, places: Iterable[str]) -> None:
        """Mark these places and no other, without telling."""
        wanted = set(places)
        self._tells = False
        for place, button in self._buttons.items():
            button.setChecked(place in wanted)
        self._tells = True

    def set_look(self, tone: str, share: float) -> None:
        """The skin's tone, and how bright the body is in dark themes, 0.4 to 1."""
        self._tone, self._brightness = tone, PICTURE_BRIGHTNESS.within(share)
        self.update()

    def _tint(self) -> Tint:
        dim = self._theme.figure_dim
        return Tint(self._tone, dim, self._brightness if dim else 1.0, False)

    def button(self, place: str) -> QAbstractButton:
        """The button of a place; a place that has no outline is a KeyError."""
        return self._buttons[place]

    def shown_places(self) -> list[str]:
        """The places this view shows, in the order the arrow keys take."""
        return list(self._order)

    def shape(self, place: str) -> RegionShape:
        """Where a place that is shown lies, logical pixels."""
        return self._shapes[place]

    def sizeHint(self) -> QSize:
        """Large enough to tell neck from head."""
        return QSize(420, 300)

    # Laying out.

    def _picture(self) -> QRectF:
        assert self._shown is not None
        return fitted(self._shown, QRectF(self.rect()))

    def _rearrange(self) -> None:
        """Find every region its place again and bring the buttons in line."""
        if self._shown is None:
            return
        self._shapes = region_shapes(self._shown, self._outlines, self._picture())
        self._order = sorted(
            self._shapes,
            key=lambda place: (
                round(self._shapes[place].mark.y() / _ROW_PX), self._shapes[place].mark.x()
            ),
        )  # fmt: skip
        for place, button in self._buttons.items():
            button.setVisible(place in self._shapes)
            if place in self._shapes:
                button.setGeometry(self._shapes[place].path.boundingRect().toAlignedRect())
        self._hovered = None
        self._let_tab_in()
        self.update()

    def _let_tab_in(self, entered: str | None = None) -> None:
        """Tab stops once on the map: where the keyboard last was, or at the first mark."""
        marked = (place for place in self._order if self._buttons[place].isChecked())
        entry = entered or next(marked, self._order[0] if self._order else None)
        for place, button in self._buttons.items():
            stops = Qt.FocusPolicy.StrongFocus if place == entry else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stops)

    def _toggled(self, place: str, marked: bool) -> None:
        self.update()
        if self._tells:
            self.place_toggled.emit(place, marked)

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which region the press began on."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = region_at(self._shapes, event.position())
            if self._pressed is not None:
                self._buttons[self._pressed].setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Mark or unmark when press and release are on the same region."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == region_at(self._shapes, event.position()):
            self._buttons[pressed].click()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which region a click would mark."""
        self._hover(region_at(self._shapes, event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Nothing is hovered outside."""
        self._hover(None)

    def _hover(self, place: str | None) -> None:
        if place == self._hovered:
            return
        self._hovered = place
        shape = Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.update()

    # The keyboard.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move between regions."""
        here = next(
            (i for i, place in enumerate(self._order) if self._buttons[place].hasFocus()), 0
        )
        last = len(self._order) - 1
        key = typed_key(event)
        if key in ARROWS:
            step = 1 if key in _FORWARD else -1
            target = min(max(here + step, 0), last)
        elif key in ("Home", "End"):
            target = 0 if key == "Home" else last
        else:
            event.ignore()
            return
        if last >= 0:
            self._buttons[self._order[target]].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_came(self, key: str, reason: Qt.FocusReason) -> None:
        """Part of RegionButton's contract."""
        if reason != Qt.FocusReason.ActiveWindowFocusReason:
            self._ringed = reason != Qt.FocusReason.MouseFocusReason
        self._let_tab_in(key)
        self.update()

    def focus_left(self) -> None:
        """Part of RegionButton's contract."""
        self.update()

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
        looks = {place: self._look(place) for place in self._order}
        # What has the person's attention lies on top.
        for place, look in sorted(
            looks.items(), key=lambda pair: (pair[1].focused, pair[1].hovered)
        ):
            paint_region(painter, self._shapes[place], look, self._theme)
        self._paint_words(painter, looks)
        painter.end()

    def _look(self, place: str) -> RegionLook:
        button = self._buttons[place]
        focused = self._ringed and button.hasFocus()
        return RegionLook(button.isChecked(), place == self._hovered, focused)

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

    def _paint_words(self, painter: QPainter, looks: Mapping[str, RegionLook]) -> None:
        """Whose left and right it is, and the name of what is hovered or has the keyboard."""
        assert self._shown is not None
        small = font("caption", self.font())
        left, right = self.tr("Your left"), self.tr("Your right")
        edge = self._shown.left_edge
        corners = {"left": (left, right), "right": (right, left)}.get(edge, ("", ""))
        overlay.paint_corner_words(painter, QRectF(self.rect()), corners, self._theme, small)
        told = [place for place, look in looks.items() if look.hovered or look.focused]
        for place in told if self._hovered is None else [self._hovered]:
            room, shape = QRectF(self.rect()), self._shapes[place]
            paint_name(painter, room, shape, PLACES[place].name, self._theme, self.font())
