"""Where the label pills stand: two columns at the edges, no overlap, no crossing leaders.

Plain geometry; painting and clicking are elsewhere. Must never move a marker.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: Room between two pills and between a pill and the edge of the map, logical pixels.
APART = 8.0
EDGE = 14.0
#: A pill prefers to stand a little above its point, where the ground is emptier, and clear above
#: it when the point is so near the edge that the pill would cover it.
_RISE = 14.0
_CLEAR_RISE = 34.0
_CLEAR_OF_POINT = 18.0
#: From this far off on it begins to rise.
_RISES_OVER = 60.0


class PillWish(NamedTuple):
    """A pill that wants a place: what it names, where its point is and how big it is."""

    key: tuple[str, str, bool]
    anchor: QPointF
    width: float
    height: float
    text: str
    sub: str = ""
    filled: bool = False
    #: the quiet words without the code, and how wide the pill is with them
    shorter: tuple[str, float] | None = None


class Pill(NamedTuple):
    """A placed pill."""

    wish: PillWish
    box: QRectF
    on_left: bool = True
    #: where its leader turns, from the pill to the point
    bends: tuple[QPointF, ...] = ()

    @property
    def leader(self) -> list[QLineF]:
        """The line from the pill to its point, piece by piece."""
        return [QLineF(*ends) for ends in pairwise([self.joint, *self.bends, self.wish.anchor])]

    @property
    def joint(self) -> QPointF:
        """Where the leader leaves the pill."""
        edge = self.box.right() if self.on_left else self.box.left()
        return QPointF(edge, self.box.center().y())

    @property
    def hit_box(self) -> QRectF:
        """The pill with the room round it that also counts as a click."""
        return self.box.adjusted(-4, -4, 4, 4)


def place_pills(
    wishes: Sequence[PillWish],
    area: QRectF,
    markers: Sequence[tuple[QPointF, float]] = (),
    taken: QRectF | None = None,
) -> list[Pill]:
    """Places every pill inside ``area``; those for which a column has no room are left out.

    A pill that would come within 8 px of one of the ``markers`` (centre, radius) drops its code;
    one that a marker still covers moves to the nearest free room below or above in its column, or
    in the other one.
    What is ``taken`` at the lower or upper edge of the area ends the columns that reach so far.
    """
    areas = _columns(wishes, area, taken)
    pills = _placed(wishes, areas)
    while crowded := {p.wish.key for p in pills if p.wish.shorter and _is_near(p.box, markers)}:
        wishes = [_shortened(wish) if wish.key in crowded else wish for wish in wishes]
        pills = _placed(wishes, areas)
    if not any(_is_near(pill.box, markers) for pill in pills):
        return pills
    # which of two crowded pills gives way first decides whether both find room
    ways = [_cleared(order, areas, markers) for order in (pills, pills[::-1])]
    return min(ways, key=lambda way: sum(_is_near(pill.box, markers) for pill in way))


class _Areas(NamedTuple):
    """The room of the pills at the left, and of those at the right."""

    left: QRectF
    right: QRectF

    def of(self, pill: Pill) -> QRectF:
        """The room of the column that a pill stands in."""
        return self.left if pill.on_left else self.right


def _columns(wishes: Sequence[PillWish], area: QRectF, taken: QRectF | None) -> _Areas:
    if taken is None or not taken.isValid():
        return _Areas(area, area)
    widest = max((wish.width for wish in wishes), default=0.0)
    shorter = QRectF(area)
    if taken.center().y() > area.center().y():
        shorter.setBottom(min(area.bottom(), taken.top() - APART))
    else:
        shorter.setTop(max(area.top(), taken.bottom() + APART))
    on_left = area.left() + EDGE + widest + APART > taken.left()
    on_right = area.right() - EDGE - widest - APART < taken.right()
    return _Areas(shorter if on_left else area, shorter if on_right else area)


def _cleared(
    pills: list[Pill], areas: _Areas, markers: Sequence[tuple[QPointF, float]]
) -> list[Pill]:
    """The pills with those that lie under a marker moved away, where a column has room."""
    pills = list(pills)
    for index, pill in enumerate(pills):
        if not _is_near(pill.box, markers):
            continue
        others = pills[:index] + pills[index + 1 :]
        home = pill.box.top()
        for stands in (pill, _across(pill, areas)):
            area = areas.of(stands)
            tops = sorted(
                _tops_beside(stands, others, area, markers), key=lambda top: abs(top - home)
            )
            moved = (_at_top(stands, top) for top in _clear_of(stands, tops, markers))
            free = next((one for one in moved if _has_room(one, others, area)), None)
            if free is not None:
                pills[index] = free
                break
    return pills


def _across(pill: Pill, areas: _Areas) -> Pill:
    """The pill in the other column."""
    other = pill._replace(on_left=not pill.on_left)
    area, box = areas.of(other), QRectF(pill.box)
    if other.on_left:
        box.moveLeft(area.left() + EDGE)
    else:
        box.moveRight(area.right() - EDGE)
    return other._replace(box=box)


def _at_top(pill: Pill, top: float) -> Pill:
    box = QRectF(pill.box)
    box.moveTop(top)
    return pill._replace(box=box)


def _tops_beside(
    pill: Pill, others: Sequence[Pill], area: QRectF, markers: Sequence[tuple[QPointF, float]]
) -> list[float]:
    """Where a pill just clears a marker, another pill or an edge, below it or above it."""
    height = pill.box.height()
    edges = [area.top(), area.bottom() - height]
    for centre, radius in markers:
        edges += [centre.y() + radius + APART, centre.y() - radius - APART - height]
    for other in others:
        edges += [other.box.bottom() + APART, other.box.top() - APART - height]
    return edges


def _clear_of(
    pill: Pill, tops: Sequence[float], markers: Sequence[tuple[QPointF, float]]
) -> Iterator[float]:
    """Those of the places in its column, by their tops, at which a pill is near no marker.

    As ``_is_near`` finds it, but there are hundreds of places: what is the same at all of them is
    reckoned once.
    """
    left, right, height = pill.box.left(), pill.box.right(), pill.box.height()
    beside: list[tuple[float, float, float]] = []
    for centre, radius in markers:
        x, near = centre.x(), (radius + APART) ** 2
        across = left - x if x < left else max(0.0, x - right)
        if across * across < near:
            beside.append((centre.y(), across * across, near))
    for top in tops:
        bottom = top + height
        for y, across, near in beside:
            down = top - y if y < top else y - bottom if y > bottom else 0.0
            if across + down * down < near:
                break
        else:
            yield top


def _has_room(pill: Pill, others: Sequence[Pill], area: QRectF) -> bool:
    """Whether a pill stands free of edges and pills, its leader of other leaders."""
    if not area.contains(pill.box):
        return False
    grown = pill.box.adjusted(-APART, -APART, APART, APART).adjusted(0.01, 0.01, -0.01, -0.01)
    return not any(grown.intersects(other.box) or _crosses(pill, other) for other in others)


def _crosses(one: Pill, other: Pill) -> bool:
    return segments_cross(one.joint, one.wish.anchor, other.joint, other.wish.anchor)


def _shortened(wish: PillWish) -> PillWish:
    assert wish.shorter is not None
    sub, width = wish.shorter
    return wish._replace(sub=sub, width=width, shorter=None)


def _is_near(box: QRectF, markers: Sequence[tuple[QPointF, float]]) -> bool:
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    for centre, radius in markers:
        x, y = centre.x(), centre.y()
        across = left - x if x < left else max(0.0, x - right)
        down = top - y if y < top else max(0.0, y - bottom)
        if across * across + down * down < (radius + APART) ** 2:
            return True
    return False


def _placed(wishes: Sequence[PillWish], areas: _Areas) -> list[Pill]:
    centre = areas.left.center().x()
    left = [wish for wish in wishes if wish.anchor.x() < centre - 2]
    right = [wish for wish in wishes if wish.anchor.x() > centre + 2]
    for wish in wishes:
        if abs(wish.anchor.x() - centre) <= 2:
            (left if len(left) <= len(right) else right).append(wish)
    return _column(left, areas.left, on_left=True) + _column(right, areas.right, on_left=False)


def _column(wishes: list[PillWish], area: QRectF, *, on_left: bool) -> list[Pill]:
    order = sorted(wishes, key=lambda wish: (wish.anchor.y(), wish.anchor.x(), wish.key))
    while order and sum(w.height + APART for w in order) - APART > area.height():
        order.pop()
    pills = _stacked(order, area, on_left=on_left)
    # Swapping two pills whose leaders cross always shortens both leaders together, so this ends.
    for _ in range(len(order) ** 2):
        crossing = _first_crossing(pills)
        if crossing is None:
            break
        one, other = crossing
        order[one], order[other] = order[other], order[one]
        pills = _stacked(order, area, on_left=on_left)
    return pills


def _stacked(order: Sequence[PillWish], area: QRectF, *, on_left: bool) -> list[Pill]:
    """Pills from top to bottom, each as near to its wish as the others leave room for."""

    def wanted_top(wish: PillWish) -> float:
        from_edge = wish.anchor.x() - area.left() if on_left else area.right() - wish.anchor.x()
        free = from_edge - EDGE - wish.width - _CLEAR_OF_POINT
        # it rises little by little: while the body turns, no pill jumps
        near = min(1.0, max(0.0, 1.0 - free / _RISES_OVER))
        rise = _RISE + (_CLEAR_RISE - _RISE) * near
        return wish.anchor.y() - rise - wish.height / 2

    groups: list[tuple[float, list[PillWish]]] = []  # top edge, members
    for wish in order:
        groups.append((wanted_top(wish), [wish]))
        while len(groups) > 1 and _bottom(groups[-2]) + APART > groups[-1][0]:
            (_, later), (_, earlier) = groups.pop(), groups.pop()
            groups.append(_settled(earlier + later, wanted_top))
    tops: list[float] = []
    for top, members in groups:
        for wish in members:
            tops.append(top)
            top += wish.height + APART
    tops = _kept_inside(tops, order, area)
    return [
        Pill(
            wish,
            QRectF(
                area.left() + EDGE if on_left else area.right() - EDGE - wish.width,
                top,
                wish.width,
                wish.height,
            ),
            on_left,
        )
        for wish, top in zip(order, tops, strict=True)
    ]


def _bottom(group: tuple[float, list[PillWish]]) -> float:
    top, members = group
    return top + sum(wish.height + APART for wish in members) - APART


def _settled(
    members: list[PillWish], wanted_top: Callable[[PillWish], float]
) -> tuple[float, list[PillWish]]:
    """A group that touches, standing where its members are moved least."""
    offset = 0.0
    wanted: list[float] = []
    for wish in members:
        wanted.append(wanted_top(wish) - offset)
        offset += wish.height + APART
    return sum(wanted) / len(wanted), members


def _kept_inside(tops: list[float], order: Sequence[PillWish], area: QRectF) -> list[float]:
    """Pushes pills down from the upper edge, then up from the lower one."""
    low = area.top()
    for index, wish in enumerate(order):
        tops[index] = max(tops[index], low)
        low = tops[index] + wish.height + APART
    high = area.bottom()
    for index in range(len(order) - 1, -1, -1):
        tops[index] = min(tops[index], high - order[index].height)
        high = tops[index] - APART
    return tops


def _first_crossing(pills: Sequence[Pill]) -> tuple[int, int] | None:
    for one in range(len(pills)):
        for other in range(one + 1, len(pills)):
            if _crosses(pills[one], pills[other]):
                return one, other
    return None


def segments_cross(a: QPointF, b: QPointF, c: QPointF, d: QPointF) -> bool:
    """Whether the lines a-b and c-d pass through each other (touching ends do not count)."""
    ax, ay, bx, by = a.x(), a.y(), b.x(), b.y()
    cx, cy, dx, dy = c.x(), c.y(), d.x(), d.y()
    along_x, along_y = bx - ax, by - ay
    c_turn = along_x * (cy - ay) - along_y * (cx - ax)
    d_turn = along_x * (dy - ay) - along_y * (dx - ax)
    if c_turn * d_turn >= 0:
        return False
    along_x, along_y = dx - cx, dy - cy
    a_turn = along_x * (ay - cy) - along_y * (ax - cx)
    b_turn = along_x * (by - cy) - along_y * (bx - cx)
    return a_turn * b_turn < 0
