"""Where small words over the picture stand so that they lie on nothing that is to be seen.

Plain geometry. Must never paint.
"""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

if TYPE_CHECKING:
    from collections.abc import Sequence

#: left, top, right, bottom; plain numbers, because there are thousands of places to try
_Box = tuple[float, float, float, float]
_Ring = tuple[float, float, float]

#: Sixteen ways from a place in turns of the circle, the plainest to read first.
_WAYS = tuple(
    (cos(2 * pi * turn / 16), sin(2 * pi * turn / 16))
    for turn in (0, 8, 12, 4, 14, 10, 2, 6, 15, 9, 1, 7, 13, 11, 3, 5)
)
_RING_PX, _RINGS = 8.0, 26
_WAY_COST, _RING_COST, _LINE_COST, _STRAY_COST = 0.4, 2.6, 3.0, 14.0
#: So much room is kept round a word.
_AIR_PX = 2.0
#: A ring no larger than this marks the bone that it lies on.
_MARK_PX = 8.0
#: A word further off than this gets a line to its place.
LEADER_FROM_PX = 12.0


class Placed(NamedTuple):
    """Where a word stands, and the line from it to its place where it stands further off."""

    box: QRectF
    leader: QLineF | None = None


class LabelPlaces:
    """Keeps what is taken inside ``room`` and finds places for more."""

    def __init__(
        self,
        room: QRectF,
        boxes: Sequence[QRectF] = (),
        rings: Sequence[tuple[QPointF, float]] = (),
        lines: Sequence[QLineF] = (),
    ) -> None:
        self._room = _sides(room)
        self._boxes = [_sides(box) for box in boxes if box.isValid()]
        self._rings = [(at.x(), at.y(), radius) for at, radius in rings]
        self._lines = [_ends(line) for line in lines]

    def copy(self) -> LabelPlaces:
        """The same places, of which others can be taken."""
        other = LabelPlaces(QRectF())
        other._room = self._room
        other._boxes, other._rings = list(self._boxes), list(self._rings)
        other._lines = list(self._lines)
        return other

    def is_free(self, at: QPointF) -> bool:
        """Whether a place lies in the room and under nothing."""
        return self.off_mark(at) == 0

    def off_mark(self, at: QPointF) -> float | None:
        """How far off a place a line to it ends that leads to the small mark over it.

        0 where the place is free, None where more than such a mark lies over it.
        """
        x, y = at.x(), at.y()
        left, top, right, bottom = self._room
        if not (left <= x <= right and top <= y <= bottom) or any(
            a <= x <= c and b <= y <= d for a, b, c, d in self._boxes
        ):
            return None
        off = [(hypot(x - a, y - b), radius) for a, b, radius in self._rings]
        over = [(away, radius) for away, radius in off if away <= radius]
        if any(radius > _MARK_PX for _, radius in over):
            return None
        return max((away + radius for away, radius in over), default=0.0)

    def is_clear(self, box: QRectF) -> bool:
        """Whether a box lies in the room and on nothing."""
        return self._clear(_sides(box))

    def take_box(self, box: QRectF) -> None:
        """Nothing else lies here."""
        self._boxes.append(_sides(box))

    def take(self, placed: Placed) -> None:
        """Nothing else lies on this word or on its line."""
        self.take_box(placed.box)
        if placed.leader is not None:
            self._lines.append(_ends(placed.leader))

    def find(
        self,
        anchor: QPointF,
        size: QSizeF,
        gap: float,
        lines: Sequence[QPointF] = (),
        others: Sequence[QPointF] = (),
        *,
        may_lie_on: bool = False,
        led: bool = True,
    ) -> tuple[float, Placed] | None:
        """What it costs and where the best free place near ``anchor`` is, ``gap`` px off it.

        ``lines`` are places of lines that the word would rather not cover, ``others`` places it
        could be thought to belong to. With ``may_lie_on`` it may lie on its place; unless
        ``led`` it has no line to its place. None where everything is taken. The place is not taken
        yet.
        """
        x, y, width, height = anchor.x(), anchor.y(), size.width(), size.height()
        drawn = [(one.x(), one.y()) for one in lines]
        rivals = [(one.x(), one.y()) for one in others]
        best: tuple[float, _Box] | None = None
        if may_lie_on and self._clear(box := _about(x, y, width, height)):
            best = _LINE_COST * _within(drawn, box), box
        for rank in range(_RINGS * len(_WAYS)):
            ring, way = divmod(rank, len(_WAYS))
            if best is not None and best[0] <= ring * _RING_COST:
                break  # nothing further off can be better
            cost = ring * _RING_COST + way * _WAY_COST
            if best is not None and cost >= best[0]:
                continue
            across, down = _WAYS[way]
            away = gap + ring * _RING_PX
            box = _about(
                x + across * away + max(-1.0, min(1.0, 1.6 * across)) * width / 2,
                y + down * away + max(-1.0, min(1.0, 1.6 * down)) * height / 2,
                width, height,
            )  # fmt: skip
            if not self._clear(box):
                continue
            cost += _LINE_COST * _within(drawn, box)
            cost += _STRAY_COST * any(_off(box, *one) < _off(box, x, y) for one in rivals)
            if best is not None and cost >= best[0]:
                continue
            if not led or self._can_be_led(box, x, y, gap):
                best = cost, box
        if best is None:
            return None
        cost, box = best
        placed = QRectF(box[0], box[1], width, height)
        return cost, Placed(placed, leader_to(placed, anchor, gap) if led else None)

    def beside(self, anchor: QPointF, size: QSizeF, gap: float) -> QRectF:
        """The best free place, or the plainest where everything is taken; it is then taken."""
        found = self.find(anchor, size, gap, led=False)
        if found is None:
            middle = anchor + QPointF(gap + size.width() / 2, 0)
            box = QRectF(*_about(middle.x(), middle.y(), 0, 0)[:2], size.width(), size.height())
            box.moveCenter(middle)
            found = 0.0, Placed(box)
        self.take(found[1])
        return found[1].box

    def _clear(self, box: _Box) -> bool:
        left, top, right, bottom = box
        outer = self._room
        if left < outer[0] or top < outer[1] or right > outer[2] or bottom > outer[3]:
            return False
        left, top, right, bottom = left - _AIR_PX, top - _AIR_PX, right + _AIR_PX, bottom + _AIR_PX
        for a, b, c, d in self._boxes:
            if a < right and c > left and b < bottom and d > top:
                return False
        for a, b, radius in self._rings:
            away_x, away_y = max(left - a, 0.0, a - right), max(top - b, 0.0, b - bottom)
            if away_x * away_x + away_y * away_y < radius * radius:
                return False
        grown = (left, top, right, bottom)
        return not any(line_meets_box(line, grown) for line in self._lines)

    def _can_be_led(self, box: _Box, x: float, y: float, gap: float) -> bool:
        """Whether a line from a word to its place would run over nothing."""
        near_x, near_y = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
        length = hypot(x - near_x, y - near_y)
        if length <= gap + LEADER_FROM_PX:
            return True
        share = (length - gap) / length
        line = (near_x, near_y, near_x + (x - near_x) * share, near_y + (y - near_y) * share)
        for a, b, radius in self._rings:
            about_it = hypot(x - a, y - b) < radius + 1  # it leads to this ring, or into it
            if not about_it and line_off(line, a, b) < radius:
                return False
        for other in self._boxes:
            inside = other[0] <= x <= other[2] and other[1] <= y <= other[3]
            if not inside and line_meets_box(line, other):
                return False
        return not any(lines_cross(line, other) for other in self._lines)


def leader_to(box: QRectF, anchor: QPointF, gap: float) -> QLineF | None:
    """The line from a word to its place, ``gap`` px short of it; None where it stands near."""
    near = QPointF(
        min(max(anchor.x(), box.left()), box.right()),
        min(max(anchor.y(), box.top()), box.bottom()),
    )
    leader = QLineF(near, anchor)
    if leader.length() <= gap + LEADER_FROM_PX:
        return None
    leader.setLength(leader.length() - gap)
    return leader


def line_meets_box(line: _Box, box: _Box) -> bool:
    """Whether a line (x, y, x, y) passes through a box (left, top, right, bottom)."""
    x, y, to_x, to_y = line
    left, top, right, bottom = box
    if (
        (x <= left and to_x <= left)
        or (x >= right and to_x >= right)
        or (y <= top and to_y <= top)
        or (y >= bottom and to_y >= bottom)
    ):
        return False  # most lie aside
    dx, dy = to_x - x, to_y - y
    begin, end = 0.0, 1.0
    for step, low, high in ((dx, left - x, right - x), (dy, top - y, bottom - y)):
        if abs(step) < 1e-9:
            if low >= 0 or high <= 0:
                return False
            continue
        one, other = sorted((low / step, high / step))
        begin, end = max(begin, one), min(end, other)
        if begin >= end:
            return False
    return True


def lines_cross(one: _Box, other: _Box) -> bool:
    """Whether two lines pass through each other; touching ends do not count."""

    def turn(px: float, py: float, qx: float, qy: float, rx: float, ry: float) -> float:
        return (qx - px) * (ry - py) - (qy - py) * (rx - px)

    return (
        turn(*one, *other[:2]) * turn(*one, *other[2:]) < 0
        and turn(*other, *one[:2]) * turn(*other, *one[2:]) < 0
    )


def line_off(line: _Box, x: float, y: float) -> float:
    """How far a place is from a line."""
    dx, dy = line[2] - line[0], line[3] - line[1]
    length = dx * dx + dy * dy
    share = ((x - line[0]) * dx + (y - line[1]) * dy) / length if length else 0.0
    share = max(0.0, min(1.0, share))
    return hypot(x - line[0] - dx * share, y - line[1] - dy * share)


def _off(box: _Box, x: float, y: float) -> float:
    """How far a place is from a box."""
    return hypot(max(box[0] - x, 0.0, x - box[2]), max(box[1] - y, 0.0, y - box[3]))


def _about(x: float, y: float, width: float, height: float) -> _Box:
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _within(places: Sequence[tuple[float, float]], box: _Box) -> int:
    return sum(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in places)


def _sides(box: QRectF) -> _Box:
    return (box.left(), box.top(), box.right(), box.bottom())


def _ends(line: QLineF) -> _Box:
    return (line.x1(), line.y1(), line.x2(), line.y2())
