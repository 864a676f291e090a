"""Numbers, places and words of other programs' cells.

Must never turn a length of time into pain, nor make a place of a word it does not know.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from acutimer.core.importing.refusing import RowRefused
from acutimer.core.journal import MOST_NOTE
from acutimer.core.pain_places import PLACE_SIDES, PLACES, REGIONS
from acutimer.core.said import MOST_TAGS, TagError, checked_tags
from acutimer.core.scale import SCALE_LEAST, SCALE_MOST

_NUMBER = re.compile(r"[+-]?\d{1,9}(?:\.\d{1,9})?")
_LENGTH = re.compile(r"-?\d+:-?\d{1,2}(?::-?\d{1,2})?")
_BREAKS = re.compile(r"<\s*(?:br|/p|/li|/div)\b[^>]{0,200}>", re.IGNORECASE)
_MARKS = re.compile(r"<[/!]?[a-zA-Z][^<>]{0,1000}>")
_LEFT, _RIGHT, _BOTH = ("left", "l", "links"), ("right", "r", "rechts"), ("both", "both sides")
#: In an answer: a region on both sides.
BOTH_SIDES = "both"
#: Other words for the regions; the eye and the cheek are none of ours.
_REGION_WORDS = {
    **{region: region for region in REGIONS},
    **{name.casefold(): region for region, name in REGIONS.items()},
    "temples": "temple",
    "shoulders": "shoulder",
    "back of the head": "back_of_head",
    "back head": "back_of_head",
}


@lru_cache(maxsize=1024)
def on_scale(text: str, column: str) -> tuple[int, str]:
    """A number with a dot as whole pain, and as it was written where it is not whole.

    Half a step is rounded up; raises RowRefused for what is no pain from 0 to 10. A diary says the
    same few numbers all the time, so they are kept.
    """
    written = text.strip()
    if _LENGTH.fullmatch(written):
        raise RowRefused(column, f"{written} is a length of time, no number from 0 to 10.")
    if not written.isascii() or not _NUMBER.fullmatch(written):
        raise RowRefused(column, f"{_short(written)!r} is no number from 0 to 10.")
    value = float(written)
    if not SCALE_LEAST <= value <= SCALE_MOST:
        raise RowRefused(column, f"{written} is no number from 0 to 10.")
    return int(value + 0.5), "" if value == int(value) else written


def is_length(text: str) -> bool:
    """Whether it is a length of time, as 7:45:00."""
    return _LENGTH.fullmatch(text.strip()) is not None


@lru_cache(maxsize=1024)
def sides_of(text: str) -> tuple[str, ...] | None:
    """The sides a word means; None where it is none."""
    word = text.strip().casefold()
    if word in _LEFT:
        return ("left",)
    if word in _RIGHT:
        return ("right",)
    return PLACE_SIDES if word in _BOTH else None


@lru_cache(maxsize=1024)
def place_of(words: str) -> tuple[str, ...]:
    """The place that words with a side in them mean, as "Left Temple"; none where unknown."""
    known = words.strip().casefold()
    if known in PLACES:
        return (known,)
    parts = known.replace(",", " ").split()
    sides = [side for part in parts if (side := sides_of(part)) is not None]
    region = _REGION_WORDS.get(" ".join(part for part in parts if sides_of(part) is None))
    if region is None or len(sides) != 1:
        return ()
    return tuple(f"{region}.{side}" for side in sides[0])


@lru_cache(maxsize=1024)
def region_of(words: str) -> str | None:
    """The region a word means."""
    return _REGION_WORDS.get(" ".join(words.split()).casefold())


@lru_cache(maxsize=1024)
def place_choices(words: str) -> tuple[str, ...]:
    """What may be said of words that are no place yet: a region and its sides.

    Only the sides are open where they name a region.
    """
    region = region_of(words)
    regions = REGIONS if region is None else (region,)
    return tuple(f"{one}.{side}" for one in regions for side in (*PLACE_SIDES, BOTH_SIDES))


def chosen_places(answer: str) -> tuple[str, ...]:
    """The places that one of these choices names."""
    region, _, side = answer.partition(".")
    return tuple(f"{region}.{one}" for one in (PLACE_SIDES if side == BOTH_SIDES else (side,)))


def plain_words(text: str) -> str:
    """A text without the marks of HTML; a break of it is a line's end."""
    if "<" in text:
        text = _MARKS.sub("", _BREAKS.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def note_of(*parts: str) -> str:
    """The parts that say something as one note; what is longer than a note is cut."""
    return "\n".join(part for part in parts if part)[:MOST_NOTE]


def labelled(label: str, text: str) -> str:
    """ "Triggers: Stress, Screen"; empty where there is no text."""
    return f"{label}: {text.strip()}" if text.strip() else ""


def tags_and_rest(words: list[str]) -> tuple[tuple[str, ...], str]:
    """The words that can be tags, and those that cannot with commas between."""
    tags: dict[str, str] = {}
    rest: list[str] = []
    for word in words:
        tag = _tag_of(word)
        if tag and (tag.casefold() in tags or len(tags) < MOST_TAGS):
            tags.setdefault(tag.casefold(), tag)
        elif word.strip():
            rest.append(" ".join(word.split()))
    return tuple(tags.values()), ", ".join(rest)


@lru_cache(maxsize=1024)
def _tag_of(word: str) -> str:
    """The word as a tag, empty where it can be none; a diary says the same ones all the time."""
    try:
        return next(iter(checked_tags([word])), "")
    except TagError:
        return ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
