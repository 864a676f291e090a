"""Lengths of steps that the person wants kept: read from the preferences.

Must never make a step longer than its point allows; whoever applies a length sees to that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

MOST_S = 300


def key_of(routine_id: str, index: int, point: str | None, kind: str) -> str:
    """The name under which a step's length is kept; a step that became another has another."""
    return f"{routine_id}/{index + 1}/{point or ''}.{kind}"


def lengths_without(lengths: Mapping[str, int], routine_id: str) -> dict[str, int]:
    """The kept lengths but for those of one routine, whose steps were written anew."""
    return {key: kept for key, kept in lengths.items() if not key.startswith(f"{routine_id}/")}


def read_step_lengths(value: object) -> tuple[dict[str, int], list[str]]:
    """Seconds by key from the preferences file; what cannot be used is left out and named."""
    if not isinstance(value, Mapping):
        return {}, ["step_lengths must be a table"]
    lengths: dict[str, int] = {}
    faults: list[str] = []
    for key, seconds in cast("Mapping[object, object]", value).items():
        if isinstance(seconds, int) and seconds is not True and 1 <= seconds <= MOST_S:
            lengths[str(key)] = seconds
        else:
            faults.append(f"step_lengths {key} must be a whole number from 1 to {MOST_S}")
    return lengths, faults
