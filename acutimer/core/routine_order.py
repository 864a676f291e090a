"""In which order routines are listed: favourites in their own order, then the last used first.

What was never used keeps the order it came in. Must never leave a routine out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from acutimer.core.routines import Routine

#: More ids than this are not kept.
_MOST = 200


def in_order(
    routines: Sequence[Routine], favourites: Sequence[str], recent: Sequence[str]
) -> tuple[Routine, ...]:
    """The routines as they are listed; ``recent`` are ids, the last used first."""
    by_star = {one: nth for nth, one in enumerate(favourites)}
    by_use = {one: nth for nth, one in enumerate(recent)}
    last = len(routines) + len(by_star) + len(by_use)
    return tuple(
        sorted(
            routines,
            key=lambda one: (by_star.get(one.id, last), by_use.get(one.id, last)),
        )
    )


def starred(favourites: Sequence[str], routine_id: str) -> tuple[str, ...]:
    """The favourites with one more at the end, or without the one that was among them."""
    if routine_id in favourites:
        return tuple(one for one in favourites if one != routine_id)
    return (*favourites, routine_id)


def moved(favourites: Sequence[str], routine_id: str, before: str) -> tuple[str, ...]:
    """The favourites with this routine before that one, or last where that one is none."""
    rest = [one for one in favourites if one != routine_id]
    rest.insert(rest.index(before) if before in rest else len(rest), routine_id)
    return tuple(rest)


def with_use(recent: Sequence[str], used: Sequence[str]) -> tuple[str, ...]:
    """The ids by last use, given those used lately, the last first; older ones follow."""
    return tuple(dict.fromkeys((*used, *recent)))[:_MOST]


def read_ids(name: str, value: object) -> tuple[tuple[str, ...], list[str]]:
    """Ids of routines that the preferences file holds under a name; none where one is no text."""
    listed = cast("Sequence[object]", value) if isinstance(value, list | tuple) else (None,)
    ids = [one for one in listed if isinstance(one, str) and one]
    if len(ids) < len(listed):
        return (), [f"{name} must be a list of ids of routines"]
    return tuple(dict.fromkeys(ids))[:_MOST], []
