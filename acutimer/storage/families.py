"""Which entries show, in SQL: core.journal.shown() says the same of entries in hand.

A property test holds both together.
"""

from __future__ import annotations

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
