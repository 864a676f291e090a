"""What is written over the picture of one point, and where: numbers, words and the scale bar.

Nothing lies on a marker, a leader, an eye, an ear, the never-press zone or another word; what finds
no such place is left out. Plain geometry. Must never paint.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from acutimer.ui.body_map.finger_path import SQUARE_PX
from acutimer.ui.body_map.label_places import LabelPlaces, Placed
from acutimer.ui.body_map.markers import MARKER_PX
from acutimer.ui.body_map.scale_bar import scale_bar_place
from acutimer.ui.body_map.seen_structures import seen_places
from acutimer.ui.kit.bone_names import shorter_and_shorter
from acutimer.ui.kit.theme import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.ui.body_map.figure import FingerPath, Measure, Structure, V
    from acutimer.ui.body_map.scale_bar import BarPlace
    from acutimer.ui.body_map.seen_structures import SeenPlace
    from acutimer.ui.body_map.sight import Sight

_BESIDE_STOP_PX = 8.0
_WORD_GAP_PX, _WORD_PAD_PX, _TICK_PX = 5.0, 5.0, 7.0
#: A mark nearer to the point than this is the point.
_SAME_PX = 6.0
#: Of a line at least so much lies beside the markers, or it is not seen.
_LEAST_LINE_PX = 14.0
#: So many places of a structure are tried for its name, fewer once one is as good as this.
_TRIES, _GOOD_COST = 8, 4.0
#: In so many orders names are placed at most.
_ORDERS = 3


class Badge(NamedTuple):
    """The number of a touch step."""

    number: int
    placed: Placed
    #: the stop it belongs to
    stop: QPointF


class Word(NamedTuple):
    """A small word; ``kind`` is the structure it names, empty beside a measuring line."""

    text: str
    placed: Placed
    #: the place it belongs to
    of: QPointF
    kind: str = ""
    #: the whole name of a structure, whose text may be shorter
    name: str = ""


class CardPlan(NamedTuple):
    """Everything written over the picture."""

    badges: tuple[Badge, ...] = ()
    words: tuple[Word, ...] = ()
    bar: BarPlace | None = None

    def word_at(self, at: QPointF) -> str:
        """The structure whose name is there, else empty."""
        return next((w.kind for w in self.words if w.kind and w.placed.box.contains(at)), "")

    @property
    def boxes(self) -> list[QRectF]:
        """What is taken by it."""
        written = [*self.badges, *self.words]
        return [one.placed.box for one in written] + ([self.bar.box] if self.bar else [])


class Drawn(NamedTuple):
    """What is drawn for one point just now; its markers stand apart from those of the map."""

    side: str
    way: FingerPath | None
    measures: tuple[Measure, ...]
    structures: tuple[Structure, ...]
    #: the middles and radii of this point's own markers
    markers: tuple[tuple[QPointF, float], ...]
    #: eyes, ears and the never-press zone
    kept_clear: tuple[QRectF, ...]
    #: what the scale bar stands for: its length and its words
    bar: tuple[float, str] | None


def plan_card(drawn: Drawn, sight: Sight, ground: QFont) -> CardPlan:
    """Where everything stands that is written over this picture."""
    rings = (*sight.rings, *drawn.markers)
    places = LabelPlaces(
        (sight.room if sight.room.isValid() else sight.box).adjusted(3, 3, -3, -3),
        (*sight.taken, sight.buttons, *drawn.kept_clear), rings, sight.lines,
    )  # fmt: skip
    small = font("caption", ground)
    bar = scale_bar_place(drawn.bar, sight, small, places) if drawn.bar else None
    if bar is not None:
        places.take_box(bar.box)
    lines = _line_places(drawn, sight)
    badges = _badges(drawn, sight, places, lines)
    words = _measure_words(drawn, sight, places, small, lines)
    if not sight.moving:
        said = {word.text.casefold() for word in words}
        words += _names(drawn, sight, places, small, lines, said)
    return CardPlan(tuple(badges), tuple(words), bar)


def is_line_seen(path: Sequence[V], sight: Sight, markers: Sequence[tuple[QPointF, float]]) -> bool:
    """Whether enough of a line to be told lies on the picture beside the point's markers."""
    beside = 0.0
    for one, other in pairwise(sight.at(place) for place in path if sight.sees(place)):
        middle = (one + other) / 2
        if sight.box.contains(middle) and not _under(middle, markers):
            beside += _off(one, other)
    return beside >= _LEAST_LINE_PX


def _under(at: QPointF, markers: Sequence[tuple[QPointF, float]]) -> bool:
    return any(hypot(at.x() - m.x(), at.y() - m.y()) < radius for m, radius in markers)


def _badges(
    drawn: Drawn, sight: Sight, places: LabelPlaces, lines: Sequence[QPointF]
) -> list[Badge]:
    """A number beside every stop that is seen; the point itself has the last one."""
    way = drawn.way
    if way is None:
        return []
    badges: list[Badge] = []
    size = QSizeF(SQUARE_PX, SQUARE_PX)
    seen = [(n, sight.at(s)) for n, s in enumerate(way.stops, 1) if sight.sees(s)]
    for number, at in seen:
        if not sight.box.contains(at):
            continue
        covered = _under(at, drawn.markers)
        anchor, gap = at, (MARKER_PX + 3 if covered else _BESIDE_STOP_PX)
        if covered:  # it stands at the ring that covers its stop
            anchor = min(drawn.markers, key=lambda one: _off(one[0], at))[0]
        others = [other for n, other in seen if n != number]
        found = places.find(anchor, size, gap, lines, others)
        if found is not None:
            places.take(found[1])
            badges.append(Badge(number, found[1], anchor))
    return badges


def _measure_words(
    drawn: Drawn, sight: Sight, places: LabelPlaces, small: QFont, lines: Sequence[QPointF]
) -> list[Word]:
    """The word or fraction beside each mark that is seen."""
    words: list[Word] = []
    for measure in drawn.measures:
        for mark in measure.marks:
            at = sight.at(mark.at)
            if not sight.sees(mark.at) or not sight.box.contains(at):
                continue
            gap = _TICK_PX + _WORD_GAP_PX
            if _under(at, drawn.markers):
                nearest = min(drawn.markers, key=lambda one: _off(one[0], at))
                if _off(nearest[0], at) > _SAME_PX:
                    continue  # its tick is covered
                gap = nearest[1] + _WORD_GAP_PX
            found = places.find(at, word_size(mark.text, small), gap, lines)
            if found is not None:
                places.take(found[1])
                words.append(Word(mark.text, found[1], at))
    return words


def _names(
    drawn: Drawn,
    sight: Sight,
    places: LabelPlaces,
    small: QFont,
    lines: Sequence[QPointF],
    said: set[str],
) -> list[Word]:
    """A name for each structure that is seen, once for a pair: at the point's side first.

    A name that finds no room after the others is placed before them, if then more find room.
    """
    suffix = {"left": ".L", "right": ".R"}.get(drawn.side, "")
    seen: dict[str, list[tuple[Structure, list[SeenPlace]]]] = {}
    for one in sorted(drawn.structures, key=lambda one: not one.id.endswith(suffix or one.kind)):
        found = seen_places(one, sight) if one.name.casefold() not in said else []
        if found:
            seen.setdefault(one.kind, []).append((one, found))
    order, best = list(seen), []
    for _ in range(_ORDERS):
        free = places.copy()
        words = [
            word for kind in order if (word := _name(seen[kind], free, small, lines)) is not None
        ]
        best = max(best, words, key=len)
        named = {word.kind for word in words}
        lacking = [kind for kind in order if kind not in named]
        if not lacking:
            break
        order = [*lacking, *(kind for kind in order if kind in named)]
    for word in best:
        places.take(word.placed)
    return best


def _name(
    pair: Sequence[tuple[Structure, Sequence[SeenPlace]]],
    places: LabelPlaces,
    small: QFont,
    lines: Sequence[QPointF],
) -> Word | None:
    """The name of one structure of a pair, which is then taken; None without room."""
    for one, seen in pair:
        free = [place for place in seen if places.is_free(place.at)] or _marked(seen, places)
        for text in shorter_and_shorter(one.kind, one.name):
            best = _best_place(word_size(text, small), free[:_TRIES], places, lines)
            if best is not None:
                places.take(best[1])
                return Word(text, best[1], best[2], one.kind, one.name)
    return None


def _marked(seen: Sequence[SeenPlace], places: LabelPlaces) -> list[SeenPlace]:
    """Places of a bone so small that its mark hides it: its name leads to the mark."""
    return [
        place._replace(gap=max(place.gap, off))
        for place in seen
        if (off := places.off_mark(place.at)) is not None
    ]


def _best_place(
    size: QSizeF, free: Sequence[SeenPlace], places: LabelPlaces, lines: Sequence[QPointF]
) -> tuple[float, Placed, QPointF] | None:
    """Cost and place of a name at the best of these places of its structure; None without room."""
    best: tuple[float, Placed, QPointF] | None = None
    for place in free:
        found = places.find(
            place.at, size, place.gap + _WORD_GAP_PX, lines, may_lie_on=place.is_broad
        )
        if found is not None and (best is None or found[0] < best[0]):
            best = (*found, place.at)
        if best is not None and best[0] <= _GOOD_COST:
            break
    return best


def word_size(text: str, small: QFont) -> QSizeF:
    """The room of a small word on its ground."""
    strong = QFont(small)
    strong.setWeight(QFont.Weight.Medium)
    metrics = QFontMetricsF(strong)
    return QSizeF(metrics.horizontalAdvance(text) + 2 * _WORD_PAD_PX, metrics.height() + 2)


def _line_places(drawn: Drawn, sight: Sight) -> list[QPointF]:
    """Places of the lines shown, which words would rather not cover."""
    paths = [measure.path for measure in drawn.measures]
    if drawn.way is not None:
        paths.append(drawn.way.path)
    return [sight.at(one) for path in paths for one in path if sight.sees(one)]


def _off(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
