"""The number to call for an ambulance, by the country or territory of the person's locale.

Built from the mapping of emergency.toml. Must never know where somebody is: it is told a territory,
which may be wrong, so the number is shown before it is needed and can be changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from acutimer.core.reading import Reader

_DIALLED = re.compile(r"[0-9]{2,6}")
_TERRITORY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Number:
    """What to dial, what to know before, and who says so: ids of the sources, with commas."""

    number: str
    note: str
    source: str
    #: false where the territory has no number of its own here
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A page that a number was read on."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers by territory, and the one for everywhere else."""

    fallback: Number
    by_territory: Mapping[str, Number] = field(hash=False)
    sources: Mapping[str, Source] = field(hash=False)


def number_for(numbers: Numbers, territory: str) -> Number:
    """The number of a territory (two letters, as a locale names it), or the fallback."""
    return numbers.by_territory.get(territory.upper(), numbers.fallback)


def read_numbers(content: Mapping[str, object]) -> Numbers:
    """The numbers from the mapping of emergency.toml; raises ContentError naming the bad key."""
    top = Reader(content)
    if not top.rows("numbers"):
        raise top.error("a table of emergency numbers needs [[numbers]]", "numbers")
    named = top.table("sources")
    sources = {
        key: Source(row.text("name"), row.text("url"))
        for key, row in ((key, named.table(key)) for key in named.keys())
    }
    fallback = _read_number(top.table("fallback"), sources, is_known=False)
    by_territory: dict[str, Number] = {}
    for row in top.rows("numbers"):
        number = _read_number(row, sources, is_known=True)
        for territory in row.texts("territories"):
            if not _TERRITORY.fullmatch(territory):
                raise row.error(f"{territory!r} is no code of a territory", "territories")
            if territory in by_territory:
                raise row.error(f"{territory} has two numbers", "territories")
            by_territory[territory] = number
    return Numbers(fallback, by_territory, sources)


def _read_number(row: Reader, sources: Mapping[str, Source], *, is_known: bool) -> Number:
    number = row.text("number")
    if not _DIALLED.fullmatch(number):
        raise row.error(f"{number!r} cannot be dialled", "number")
    named = row.texts("sources")
    if not named or any(one not in sources for one in named):
        raise row.error("a number needs a source, and each must be listed in [sources]", "sources")
    return Number(number, row.text("note", ""), ", ".join(named), is_known)
