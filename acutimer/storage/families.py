"""Which entries show, in SQL: core.journal.shown() says the same of entries in hand.

A property test holds both together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from acutimer.storage.entry_rows import bound_us, with_offset

#: ``line`` is every entry that was corrected or corrects, with the first of its family; few are, so
#: this costs next to nothing.
FAMILIES = """
    WITH RECURSIVE line(id, first) AS (
        SELECT later.replaces, later.replaces FROM entry AS later
        WHERE later.replaces IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM entry AS it WHERE it.id = later.replaces AND it.replaces IS NOT NULL)
        UNION
        SELECT later.id, line.first FROM line JOIN entry AS later ON later.replaces = line.id
    ), newest(id, first) AS (
        SELECT id, first FROM (
            SELECT member.id, line.first, row_number() OVER (
                PARTITION BY line.first ORDER BY member.hlc DESC, member.device DESC) AS place
            FROM line JOIN entry AS member ON member.id = line.id)
        WHERE place = 1
    )
"""
#: The condition on ``entry AS e``.
SHOWN = """
    e.kind <> 'tombstone'
    AND (e.id NOT IN (SELECT id FROM line) OR e.id IN (SELECT id FROM newest))
"""


def of_kinds(kinds: Sequence[str] | None) -> tuple[str, list[object]]:
    """The condition on ``entry AS e`` that it is of these kinds or, for None, any; its values."""
    if kinds is None:
        return "TRUE", []
    return f"e.kind IN ({', '.join('?' * len(kinds))})", [str(kind) for kind in kinds]


def within(
    kinds: Sequence[str] | None, first: datetime | None, last: datetime | None
) -> tuple[str, list[object]]:
    """The condition that it is of these kinds, from ``first`` until before ``last``."""
    condition, values = of_kinds(kinds)
    for bound, sign in ((first, ">="), (last, "<")):
        if bound is not None:
            condition += f" AND e.at_us {sign} ?"
            values.append(bound_us(with_offset(bound)))
    return condition, values
