"""The figures of a report: the body with its marked places, each on the view that shows it best.

Must never mark a place that was not marked, nor turn left and right: sides are the person's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPainterPath, QPen, QTransform

from acutimer.core.pain_places import PLACES
from acutimer.core.report_html import Picture, told_of
from acutimer.ui.body_map.figure import FigureUnreadable, load_figure
from acutimer.ui.body_map.picture_files import (
    PictureUnreadable,
    Tint,
    finished,
    fitting,
    read,
)
from acutimer.ui.body_map.place_zones import figure_key
from acutimer.ui.body_map.regions import RegionShape, region_shapes
from acutimer.ui.body_map.views import BodyViews, ViewsUnreadable

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QFont

    from acutimer.ui.body_map.regions import V
    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.kit.theme import Theme

#: Near views first; a place that is on none of them is looked for on the whole body.
_NEAR = {"nape": "Back", "face": "Front"}
_WHOLE = {"whole_back": "Whole back", "front": "Whole front"}
#: A figure as it is painted: width and height, with the words over it.
WIDE, HIGH, _WORDS = 132.0, 156.0, 24.0
_DISC = 8.0
#: A picture for a browser has so many pixels to one here.
_SHARP = 4.0
_LARGER = 10.0


class Drawn(NamedTuple):
    """One figure: its title, its picture of the body, and the marks on it by their numbers."""

    title: str
    view: BodyView
    body: QImage
    marks: Mapping[int, str]
    outlines: Mapping[str, Sequence[Sequence[V]]]

    @property
    def told(self) -> str:
        """What it shows, in words."""
        return told_of(self.title, [f"{n} {PLACES[one].name}" for n, one in self.marks.items()])


class Figures(NamedTuple):
    """The figures of a report, and why there are none, if so."""

    drawn: tuple[Drawn, ...]
    fault: str = ""

    @property
    def unmarked(self) -> str:
        """Which of the near views has no mark, in words; empty where both have."""
        shown = {one.title for one in self.drawn}
        missing = [title.lower() for title in _NEAR.values() if title not in shown]
        if not self.drawn or not missing:
            return ""
        return f"Nothing was marked on the {missing[0]}."


def figures_of(folder: Path, figure: str, tone: str, marked: Sequence[str]) -> Figures:
    """The figures for places marked, numbered in the order given from 1.

    Where pictures cannot be read there are none, and the list of places does the same.
    """
    if not marked:
        return Figures(())
    try:
        views = BodyViews.load(folder, figure)
        regions = load_figure(folder, figure).regions
        outlines = {one: regions[figure_key(PLACES[one])] for one in marked
                    if figure_key(PLACES[one]) in regions}  # fmt: skip
        on_view = _homes(views, outlines)
        drawn: list[Drawn] = []
        for view_id, title in (_NEAR | _WHOLE).items():
            marks = {n: one for n, one in enumerate(marked, 1) if on_view.get(one) == view_id}
            if marks:
                view = views.view(view_id)
                size = fitting(
                    view, QSize(round(WIDE * _SHARP), round(WIDE * _SHARP / view.aspect))
                )
                body = finished(*read(folder, view, size), view, Tint(tone))
                drawn.append(Drawn(title, view, body, marks, outlines))
        return Figures(tuple(drawn))
    except (FigureUnreadable, PictureUnreadable, ViewsUnreadable):
        return Figures((), "The figures could not be read; the list of places says the same.")


def _homes(views: BodyViews, outlines: Mapping[str, Sequence[Sequence[V]]]) -> dict[str, str]:
    """The view of each place: where most of it is seen."""
    homes: dict[str, tuple[float, str]] = {}
    for group in (_NEAR, _WHOLE):
        wanted = {place: outlines[place] for place in outlines if place not in homes}
        for view_id in group:
            for place, area in _areas(views.view(view_id), wanted).items():
                if area > homes.get(place, (0.0, ""))[0]:
                    homes[place] = (area, view_id)
    return {place: view_id for place, (_, view_id) in homes.items()}


def _areas(view: BodyView, outlines: Mapping[str, Sequence[Sequence[V]]]) -> dict[str, float]:
    """How much of each place a view shows, in square millimetres."""
    high = 1000 / abs(view.camera.down)
    picture = QRectF(0, 0, high * view.aspect, high)
    return {key: shape.area for key, shape in region_shapes(view, outlines, picture).items()}


def png_of(drawn: Drawn, theme: Theme, ground: QFont) -> Picture:
    """A figure as a picture for a browser."""
    image = QImage(
        round(WIDE * _SHARP), round(HIGH * _SHARP), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(QColor(theme.colours["surface"]))
    painter = QPainter(image)
    painter.scale(_SHARP, _SHARP)
    paint_figure(painter, QPointF(0, 0), drawn, theme, ground)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return Picture(drawn.title, bytes(content.data()), drawn.told)


def paint_figure(painter: QPainter, at: QPointF, drawn: Drawn, theme: Theme, ground: QFont) -> None:
    """One figure with its title, its sides and its marks, WIDE by HIGH."""
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(at.x(), at.y(), WIDE, HIGH), 8, 8)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillPath(frame, theme.colour("surface"))
    painter.setClipPath(frame)
    picture = _picture_box(drawn.view, at)
    painter.drawImage(picture, drawn.body)
    painter.setClipping(False)
    shapes = shapes_of(drawn, at)
    for place in drawn.marks.values():
        _paint_place(painter, shapes[place], theme)
    for nth, place in drawn.marks.items():
        _paint_number(painter, shapes[place].mark, str(nth), theme, ground)
    painter.setPen(QPen(theme.colour("line"), 0.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(frame)
    _paint_words(painter, at, drawn, theme, ground)
    painter.restore()


def _picture_box(view: BodyView, at: QPointF) -> QRectF:
    """The picture as large as fits below the words, standing on the lower edge."""
    room_high = HIGH - _WORDS
    wide, high = WIDE, WIDE / view.aspect
    if high > room_high:
        wide, high = room_high * view.aspect, room_high
    return QRectF(at.x() + (WIDE - wide) / 2, at.y() + HIGH - high, wide, high)


def shapes_of(drawn: Drawn, at: QPointF) -> dict[str, RegionShape]:
    """Where the marks of a figure lie that is painted at a point.

    They are found on a larger picture and made small: what is a sliver here is none on paper.
    """
    box = _picture_box(drawn.view, at)
    large = QRectF(0, 0, box.width() * _LARGER, box.height() * _LARGER)
    smaller = QTransform.fromTranslate(box.x(), box.y()).scale(1 / _LARGER, 1 / _LARGER)
    found = region_shapes(drawn.view, drawn.outlines, large)
    return {
        place: RegionShape(
            place,
            smaller.map(found[place].path),
            found[place].area / _LARGER**2,
            smaller.map(found[place].mark),
        )
        for place in drawn.marks.values()
    }


def _paint_place(painter: QPainter, shape: RegionShape, theme: Theme) -> None:
    painter.fillPath(shape.path, theme.colour("now", 0.28))
    for token, thick in (("markRing", 3.0), ("markNow", 1.6)):
        pen = QPen(theme.colour(token), thick)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape.path)


def _paint_number(painter: QPainter, at: QPointF, text: str, theme: Theme, ground: QFont) -> None:
    painter.setPen(QPen(theme.colour("markRing"), 1.2))
    painter.setBrush(theme.colour("markNow"))
    painter.drawEllipse(at, _DISC, _DISC)
    box = QRectF(at.x() - 20, at.y() - 10, 40, 20)
    _say(painter, box, text, theme.colour("onNow"), ground, bold=True)


def _paint_words(painter: QPainter, at: QPointF, drawn: Drawn, theme: Theme, ground: QFont) -> None:
    """The title, and whose left and right lie where."""
    box = QRectF(at.x() + 8, at.y() + 5, WIDE - 16, 18)
    first = drawn.view.left_edge
    last = {"left": "right", "right": "left"}.get(first, "")
    colour = theme.colour("text2")
    _say(painter, box, first, colour, ground, Qt.AlignmentFlag.AlignLeft)
    _say(painter, box, drawn.title, theme.colour("text"), ground, bold=True)
    _say(painter, box, last, colour, ground, Qt.AlignmentFlag.AlignRight)


def _say(
    painter: QPainter,
    box: QRectF,
    text: str,
    colour: QColor,
    ground: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    *,
    bold: bool = False,
) -> None:
    made = type(ground)(ground)
    made.setPixelSize(11)
    made.setBold(bold)
    painter.setFont(made)
    painter.setPen(colour)
    painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter), text)
