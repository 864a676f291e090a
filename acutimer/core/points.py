"""Points of the body, their protocol and their sources, built from mappings.

Must never read a file or decide what is safe: storage reads, safety decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from acutimer.core.reading import ContentError, Reader, read_rows

#: No point is pressed longer than this on one side in one session (safety-rules, always).
MOST_PRESSED_S = 180
#: Seconds from one stroke to the next: half of them along the skin, half to lift and go back.
STROKE_S = 5
#: The article finds slow strokes best and says that rapid ones over-stimulate (E11). Under four
#: seconds a hand along the nape or the shoulder is no longer slow; over twelve it stands still.
FASTEST_STROKE_S, SLOWEST_STROKE_S = 4, 12


class Side(StrEnum):
    """Which side a step presses; ``in_turn`` is left, then right, equally long.

    ``middle`` is where a point of the midline lies, which has no left and no right.
    """

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    IN_TURN = "in_turn"
    MIDDLE = "middle"


#: The sides of a body, in the order they are pressed in turn.
BOTH_SIDES = (Side.LEFT, Side.RIGHT)
_LYING = (*BOTH_SIDES, Side.MIDDLE)


def body_sides(side: Side | None) -> tuple[Side, ...]:
    """The sides of the body that are pressed on this side of a step or phase; none for None."""
    if side in (Side.BOTH, Side.IN_TURN):
        return BOTH_SIDES
    return (side,) if side else ()


#: Letters of an everyday name: it has to stand on a pill and to be said in a breath.
_PLAIN_MOST = 28


class Pack(StrEnum):
    """Which file a point comes from: the article's points, or the more that can be switched on."""

    ARTICLE = "article"
    MORE = "more"


class Standing(StrEnum):
    """What pressing a point beyond the article rests on; a trial with needles is none of it."""

    TRADITION = "tradition only"
    TRIAL = "used in a trial"


class StepKind(StrEnum):
    """What a step asks for."""

    HOLD = "hold"
    CIRCLES = "circles"
    PRESSES = "presses"
    STROKES = "strokes"
    MAT = "mat"
    CARE = "care"

    @property
    def is_pressing(self) -> bool:
        """Care is the only kind that is not time pressed."""
        return self is not StepKind.CARE

    @property
    def has_point(self) -> bool:
        """Mat and care name no point and no side."""
        return self not in (StepKind.MAT, StepKind.CARE)


@dataclass(frozen=True, slots=True)
class Protocol:
    """How one kind of pressing is timed at a point: seconds per side, presses in the default.

    ``stroke`` is the seconds from one stroke to the next, ``along`` the way a stroke goes.
    """

    kind: StepKind
    least_s: int
    most_s: int
    default_s: int
    presses: int | None = None
    stroke: int | None = None
    along: str = ""


@dataclass(frozen=True, slots=True)
class WhoPlace:
    """Where the WHO standard puts the point, in our words, and what we derived ourselves."""

    place: str
    derived: str
    source: str


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """Where the article puts the point, and how that differs from the standard."""

    place: str
    agrees: bool
    difference: str


@dataclass(frozen=True, slots=True)
class Point:
    """One acupoint with everything that is said about it; seconds are per side."""

    code: str
    pack: Pack
    standing: Standing | None
    aliases: tuple[str, ...]
    pinyin: str
    hanzi: str
    #: its everyday name, for people who know no codes
    plain: str
    name: str
    sides: tuple[Side, ...]
    one_at_a_time: bool
    region: str
    groups: tuple[str, ...]
    views: tuple[str, ...]
    #: bones of the figure by which the point is found, by their names in resources/body
    landmarks: tuple[str, ...]
    landmark_words: str
    heading: Mapping[str, str] = field(hash=False)
    hand: Mapping[str, str] = field(hash=False)
    feel: str
    find: tuple[str, ...]
    timed: bool
    mode: str
    tool: str
    intensity: str
    care: str
    cautions: tuple[str, ...]
    seconds: tuple[int, int] | None
    presses: int | None
    protocol_origin: str | None
    protocol_note: str
    protocols: tuple[Protocol, ...]
    who: WhoPlace
    article: ArticlePlace | None
    known: str
    sources: tuple[str, ...]
    #: how strokes over it are timed, which is ours
    strokes: Protocol | None = None
    #: "same": pressed by the hand of its side; "other": by the other; empty: by either
    pressed_by: str = ""
    #: whether it can leave soreness, by its own cautions
    strong: bool = False
    #: what a source says one may feel there
    sensation: str = ""

    def protocol(self, kind: StepKind) -> Protocol | None:
        """The timing this point has for a kind of pressing, if any."""
        if kind is StepKind.STROKES:
            return self.strokes
        return next((p for p in self.protocols if p.kind is kind), None)

    def hand_for(self, side: Side) -> Side | None:
        """The hand that presses a side; both for both sides, None where either will do."""
        if not self.pressed_by or side not in BOTH_SIDES:
            return Side.BOTH if side is Side.BOTH else None
        same = self.pressed_by == "same"
        return side if same else (Side.RIGHT if side is Side.LEFT else Side.LEFT)

    @property
    def is_midline(self) -> bool:
        """Whether there is one of it, in the middle, and not one on each side."""
        return self.sides == (Side.MIDDLE,)

    @property
    def named(self) -> str:
        """What it is called within a sentence: "Skull edge (GB20)"."""
        return f"{self.plain} ({self.code})"

    @property
    def plain_pinyin(self) -> str:
        """Pinyin without tone marks, for names that are read out or typed."""
        from unicodedata import normalize

        letters = normalize("NFD", self.pinyin)
        return "".join(letter for letter in letters if not 0x300 <= ord(letter) <= 0x36F)


class Atlas:
    """All points, found by any of their names, whatever the case or spacing."""

    def __init__(self, points: Sequence[Point], sources: Mapping[str, str]) -> None:
        self.points: tuple[Point, ...] = tuple(points)
        #: the names of sources by their ids
        self.sources = sources
        #: the everyday name of each point by its code
        self.plain_names: Mapping[str, str] = {point.code: point.plain for point in self.points}
        self._by_name: dict[str, Point] = {}
        for point in self.points:
            names = (point.plain, point.name, point.pinyin, point.plain_pinyin, point.hanzi)
            for name in (point.code, *point.aliases, *names):
                self._by_name.setdefault(_folded(name), point)

    def __contains__(self, code: str) -> bool:
        return _folded(code) in self._by_name

    def __getitem__(self, code: str) -> Point:
        return self._by_name[_folded(code)]

    def named(self, code: str) -> str:
        """A point within a sentence: "Skull edge (GB20)"; what is no point here keeps its code."""
        point = self._by_name.get(_folded(code))
        return point.named if point is not None else code

    def with_points(self, points: Sequence[Point]) -> Atlas:
        """This atlas and these points after its own."""
        return Atlas((*self.points, *points), self.sources)

    def get(self, name: str) -> Point | None:
        """The point of that everyday name, code, alias, pinyin, hanzi or English name, or None."""
        return self._by_name.get(_folded(name))


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def read_atlas(
    content: Mapping[str, object], sources: Mapping[str, str] | None = None
) -> tuple[Atlas, list[ContentError]]:
    """Build the atlas from the mapping of a points file; broken points are left out and reported.

    The key ``pack`` at the top says whose points they are; without it they are the article's.
    ``sources`` are the names of sources by their ids.
    """
    top = Reader(content)
    try:
        pack = top.choice("pack", tuple(Pack)) if top.has("pack") else Pack.ARTICLE
    except ContentError as fault:
        return Atlas((), {}), [fault]
    points: list[Point] = []
    seen: set[str] = set()

    def one(row: Reader) -> None:
        point = _read_point(row, pack)
        if point.code in seen:
            raise row.error(f"the point {point.named} is there twice", "code")
        seen.add(point.code)
        points.append(point)

    faults = read_rows(content, "points", one)
    return Atlas(points, sources or {}), faults


def _read_point(row: Reader, pack: Pack) -> Point:
    timed = row.flag("timed")
    protocols = tuple(_read_protocol(r) for r in row.rows("protocol"))
    if timed and not protocols:
        raise row.error("a timed point needs at least one time", "protocol")
    if not timed and protocols:
        raise row.error("a point without a timer cannot have a time", "protocol")
    seconds = row.whole_pair("seconds") if timed else None
    sides = _read_sides(row)
    who = row.table("who")
    is_more = pack is Pack.MORE
    return Point(
        code=row.text("code"),
        pack=pack,
        standing=row.choice("standing", tuple(Standing)) if is_more else None,
        aliases=row.texts("aliases"),
        pinyin=row.text("pinyin"),
        hanzi=row.text("hanzi"),
        plain=row.text("plain", most=_PLAIN_MOST),
        name=row.text("name"),
        sides=sides,
        one_at_a_time=row.flag("one_at_a_time", False),
        region=row.text("region"),
        groups=row.texts("groups"),
        views=row.texts("views"),
        landmarks=row.texts("landmarks") if row.has("landmarks") else (),
        landmark_words=row.text("landmark_words"),
        heading=_texts_by_side(row, "heading", sides),
        hand=_texts_by_side(row, "hand", sides),
        feel=row.text("feel"),
        find=row.texts("find"),
        timed=timed,
        mode=row.text("mode"),
        tool=row.text("tool"),
        intensity=row.text("intensity"),
        care=row.text("care", default=""),
        cautions=row.texts("cautions"),
        seconds=seconds,
        presses=row.whole("presses", 1, 120) if row.has("presses") else None,
        protocol_origin=row.text("protocol_origin") if row.has("protocol_origin") else None,
        protocol_note=row.text("protocol_note", default=""),
        protocols=protocols,
        who=WhoPlace(who.text("place"), who.text("derived", default=""), who.text("source")),
        article=None if is_more else _read_article(row.table("article")),
        known=row.text("known", default=""),
        sources=row.texts("sources"),
        strokes=_read_strokes(row.table("strokes")) if row.has("strokes") else None,
        pressed_by=row.text("pressed_by", default=""),
        strong=row.flag("strong", False),
        sensation=row.text("sensation", default=""),
    )


def _read_sides(row: Reader) -> tuple[Side, ...]:
    sides = tuple(Side(side) for side in row.texts("sides", allowed=_LYING))
    if not sides or (Side.MIDDLE in sides and len(sides) > 1):
        raise row.error("sides must be left, right or both of these, or middle alone", "sides")
    return sides


def _read_article(row: Reader) -> ArticlePlace:
    return ArticlePlace(row.text("place"), row.flag("agrees"), row.text("difference", default=""))


def _texts_by_side(row: Reader, key: str, sides: tuple[Side, ...]) -> dict[str, str]:
    """Words for each side a press can be on; pages and cues rely on all of them."""
    texts = row.texts_by_key(key)
    for side in sides if sides == (Side.MIDDLE,) else (*BOTH_SIDES, Side.BOTH):
        if side.value not in texts:
            raise row.error(f"{key} needs words for {side}", key)
    return texts


def _read_protocol(row: Reader) -> Protocol:
    kind = row.choice("kind", (StepKind.HOLD, StepKind.CIRCLES, StepKind.PRESSES))
    presses = row.whole("presses", 1, 120) if kind is StepKind.PRESSES else None
    return Protocol(kind, *_read_seconds(row), presses)


def _read_strokes(row: Reader) -> Protocol:
    stroke = row.whole("stroke", STROKE_S, SLOWEST_STROKE_S)
    seconds = _read_seconds(row)
    return Protocol(StepKind.STROKES, *seconds, stroke=stroke, along=row.text("along"))


def _read_seconds(row: Reader) -> tuple[int, int, int]:
    least_s, most_s = row.whole_pair("seconds")
    if most_s > MOST_PRESSED_S:
        raise row.error(f"no point is pressed over {MOST_PRESSED_S} s a side", "seconds")
    default_s = row.whole("default", least_s, most_s)
    return least_s, most_s, default_s
