"""What the log watches for, as values: all of log-watch.toml, or nothing.

Every number and every word of a rule comes from there. Must never judge: log_watch.py does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter

from acutimer.core.reading import Reader

#: No rule looks further back, nor stays silent for longer, in days.
MOST_DAYS = 366
_STANDINGS = ("article", "tradition", "evidence", "ours")
_SHARED = ("id", "kind", "text", "source", "standing", "numbers_from", "again_days", "unless")


class Kind(StrEnum):
    """What is looked for."""

    EFFECTS_AGAIN = "effects_again"
    HEADACHE_STRONGER = "headache_stronger"
    HEADACHE_MORE_OFTEN = "headache_more_often"
    PAIN_WORSE = "pain_worse"
    PAIN_SPREADS = "pain_spreads"
    MEDICINE_DAYS = "medicine_days"
    NO_BETTER = "no_better"


@dataclass(frozen=True, slots=True)
class Comparing:
    """The last days beside earlier ones, with days between that count for neither.

    ``least_recent`` and ``least_earlier`` are days with a note. A rise is told when it is at least
    ``least_rise`` (points of the scale, or days in 28) and ``margins`` times its own uncertainty.
    """

    recent_days: int
    apart_days: int
    earlier_days: int
    least_recent: int
    least_earlier: int
    least_rise: float
    margins: float


@dataclass(frozen=True, slots=True)
class Spreading:
    """A place on ``days`` of the last ``within_days``, and on no noted day of those before."""

    days: int
    within_days: int
    earlier_days: int
    least_earlier: int


@dataclass(frozen=True, slots=True)
class Lasting:
    """Noted for ``weeks`` without a gap over ``most_gap_days``; pain in points of the scale."""

    weeks: int
    least_days: int
    most_gap_days: int
    look_back_days: int
    least_pain: float


@dataclass(frozen=True, slots=True)
class Counting:
    """Days with medicine of these classes; ``several`` counts days when more than one is taken.

    The class "any" is every one. ``names`` say each class, and "several", in words.
    """

    days: int
    within_days: int
    classes: tuple[str, ...]
    several: bool
    names: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Repeating:
    """The same effect on so many days; ``together`` counts all of them as the same."""

    days: int
    within_days: int
    together: bool
    effects: Mapping[str, str] = field(hash=False)


Terms = Comparing | Spreading | Lasting | Counting | Repeating


@dataclass(frozen=True, slots=True)
class Rule:
    """One row; ``source`` are ids with commas, ``again_days`` how long it stays said."""

    id: str
    kind: Kind
    text: str
    source: str
    standing: str
    numbers_from: str
    again_days: int
    unless: tuple[str, ...]
    terms: Terms


@dataclass(frozen=True, slots=True)
class WatchRules:
    """The whole table, the gravest rule first."""

    rules: tuple[Rule, ...]

    @property
    def look_back_days(self) -> int:
        """How many days before today any rule looks at."""
        return max(_reach(rule.terms) for rule in self.rules)

    @property
    def no_better_weeks(self) -> int:
        """After how many weeks pain that is no better is a reason to see a doctor (sign B10)."""
        return next(rule.terms.weeks for rule in self.rules if isinstance(rule.terms, Lasting))


def read_watch_rules(content: Mapping[str, object]) -> WatchRules:
    """The table from the mapping of log-watch.toml; raises ContentError naming the bad key."""
    top = Reader(content)
    top.only("schema", "rules")
    top.whole("schema", 1, 1)
    rows = top.rows("rules")
    rules = tuple(_read_rule(row) for row in rows)
    ids = [rule.id for rule in rules]
    for index, (row, rule) in enumerate(zip(rows, rules, strict=True)):
        if rule.id in ids[:index]:
            raise row.error(f"the id {rule.id!r} is there already", "id")
        row.texts("unless", allowed=[one for one in ids if one != rule.id])
    for kind in Kind:
        if all(rule.kind is not kind for rule in rules):
            raise top.error(f"a rule of the kind {kind.value} is missing", "rules")
    return WatchRules(rules)


def _read_rule(row: Reader) -> Rule:
    kind = row.choice("kind", tuple(Kind))
    shape = _SHAPES[kind]
    row.only(*_SHARED, *shape.keys)
    _check_words(row, shape.words)
    if row.text("standing") not in _STANDINGS:
        raise row.error(f"standing must be one of {', '.join(_STANDINGS)}", "standing")
    return Rule(
        id=_plain_id(row),
        kind=kind,
        text=row.text("text"),
        source=row.text("source"),
        standing=row.text("standing"),
        numbers_from=row.text("numbers_from"),
        again_days=row.whole("again_days", 1, MOST_DAYS),
        unless=row.texts("unless"),
        terms=shape.read(row),
    )


def _plain_id(row: Reader) -> str:
    """What a remark is remembered by: letters and hyphens, so that parts can follow it."""
    identifier = row.text("id")
    if not identifier.replace("-", "").isalpha():
        raise row.error("id may only hold letters and hyphens", "id")
    return identifier


def _check_words(row: Reader, words: tuple[str, ...]) -> None:
    """The text names every number the remark rests on, and nothing else."""
    text = row.text("text")
    try:
        named = {name for _, name, *_ in Formatter().parse(text) if name is not None}
    except ValueError as fault:
        raise row.error("text has a brace that nothing closes or opens", "text") from fault
    for word in sorted(named ^ set(words)):
        fault = "is not known" if word in named else "is missing"
        raise row.error(f"{{{word}}} {fault} in the text", "text")


def _read_comparing(row: Reader) -> Comparing:
    return Comparing(
        recent_days=_weeks_of_days(row, "recent_days"),
        apart_days=_weeks_of_days(row, "apart_days", least=0),
        earlier_days=_weeks_of_days(row, "earlier_days"),
        least_recent=row.whole("least_recent", 2, MOST_DAYS),
        least_earlier=row.whole("least_earlier", 2, MOST_DAYS),
        least_rise=_number(row, "least_rise", 28),
        margins=_number(row, "margins", 10),
    )


def _read_spreading(row: Reader) -> Spreading:
    return Spreading(
        days=row.whole("days", 2, MOST_DAYS),
        within_days=_weeks_of_days(row, "within_days"),
        earlier_days=_weeks_of_days(row, "earlier_days"),
        least_earlier=row.whole("least_earlier", 1, MOST_DAYS),
    )


def _read_lasting(row: Reader) -> Lasting:
    weeks = row.whole("weeks", 4, 26)
    return Lasting(
        weeks=weeks,
        least_days=row.whole("least_days", 4, 7 * weeks),
        most_gap_days=row.whole("most_gap_days", 1, 28),
        look_back_days=_weeks_of_days(row, "look_back_days", least=7 * weeks),
        least_pain=_number(row, "least_pain", 10),
    )


def _read_counting(row: Reader) -> Counting:
    classes, several = row.texts("classes"), row.flag("several")
    if not classes:
        raise row.error("classes must name a class", "classes")
    names = row.texts_by_key("names")
    for name in (*classes, *(["several"] if several else [])):
        if name not in names:
            raise row.error(f"names must say {name!r}", "names")
    days = row.whole("days", 1, 28)
    return Counting(days, _weeks_of_days(row, "within_days"), classes, several, names)


def _read_repeating(row: Reader) -> Repeating:
    effects = row.texts_by_key("effects")
    if not effects:
        raise row.error("effects must name one", "effects")
    days, together = row.whole("days", 2, MOST_DAYS), row.flag("together")
    return Repeating(days, _weeks_of_days(row, "within_days"), together, effects)


def _weeks_of_days(row: Reader, key: str, least: int = 7) -> int:
    """Days that make whole weeks, because the text says them as weeks."""
    days = row.whole(key, least, MOST_DAYS)
    if days % 7:
        raise row.error(f"{key} must be whole weeks, not {days} days", key)
    return days


def _number(row: Reader, key: str, most: float) -> float:
    """A number above zero; it may have a point."""
    value = row.values.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise row.error(f"{key} must be a number", key if row.has(key) else None)
    if not 0 < value <= most:
        raise row.error(f"{key} must lie above 0 and be at most {most:g}", key)
    return float(value)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The keys of a kind, what its text must name, and how it is read."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    read: Callable[[Reader], Terms]


_COMPARING_KEYS = (
    *("recent_days", "apart_days", "earlier_days", "least_recent", "least_earlier"),
    *("least_rise", "margins"),
)
_COMPARED = ("recent", "recent_days", "weeks", "earlier", "earlier_days", "earlier_weeks")
_SHAPES: Mapping[Kind, _Shape] = {
    Kind.EFFECTS_AGAIN: _Shape(
        ("days", "within_days", "together", "effects"),
        ("effects", "days", "weeks", "session_days"),
        _read_repeating,
    ),
    Kind.HEADACHE_STRONGER: _Shape(_COMPARING_KEYS, _COMPARED, _read_comparing),
    Kind.HEADACHE_MORE_OFTEN: _Shape(
        _COMPARING_KEYS,
        ("headaches", "earlier_headaches", *_COMPARED[1:3], *_COMPARED[4:]),
        _read_comparing,
    ),
    Kind.PAIN_WORSE: _Shape(_COMPARING_KEYS, (*_COMPARED, "apart_weeks"), _read_comparing),
    Kind.PAIN_SPREADS: _Shape(
        ("days", "within_days", "earlier_days", "least_earlier"),
        ("places", "days", "recent_days", "weeks", "earlier_days", "earlier_weeks"),
        _read_spreading,
    ),
    Kind.MEDICINE_DAYS: _Shape(
        ("days", "within_days", "classes", "several", "names"),
        ("medicine", "days", "span", "noted_days", "limit"),
        _read_counting,
    ),
    Kind.NO_BETTER: _Shape(
        ("weeks", "least_days", "most_gap_days", "look_back_days", "least_pain"),
        ("weeks", "recent", "recent_days", "earlier", "earlier_days", "limit_weeks"),
        _read_lasting,
    ),
}


def _reach(terms: Terms) -> int:
    match terms:
        case Comparing():
            return terms.recent_days + terms.apart_days + terms.earlier_days
        case Spreading():
            return terms.within_days + terms.earlier_days
        case Lasting():
            return terms.look_back_days
        case Counting() | Repeating():
            return max(terms.within_days, 31)
