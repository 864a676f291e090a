"""A routine as the mapping of its file, and the hash that says whether two do the same.

Must never leave out what reading would need: what is written reads back as the same routine.
"""

from __future__ import annotations

import json

from acutimer.core.routines import Routine, Step

SCHEMA = 1


def routine_content(routine: Routine) -> dict[str, object]:
    """The mapping that is written to a routine's file."""
    content: dict[str, object] = {"schema": SCHEMA, "id": routine.id, "name": routine.name}
    for key in ("origin", "author", "date"):
        if value := getattr(routine, key):
            content[key] = value
    for key in ("cautions", "sources"):
        if value := getattr(routine, key):
            content[key] = list(value)
    if routine.plan is not None:
        content["plan"] = {
            "times_a_week": routine.plan.times_a_week,
            "weeks": routine.plan.weeks,
        }
    content["steps"] = [step_content(step) for step in routine.steps]
    return content


def step_content(step: Step) -> dict[str, object]:
    """The table of one step; what is as usual is left out."""
    content: dict[str, object] = {"kind": step.kind.value}
    if step.point is not None:
        content["point"] = step.point
    if step.side is not None:
        content["side"] = step.side.value
    content["seconds"] = step.seconds
    for key in ("presses", "stroke", "care", "place", "note", "lead_in"):
        value = getattr(step, key)
        if value is not None:
            content[key] = value
    for key in ("wait", "own"):
        if getattr(step, key):
            content[key] = True
    return content


def content_hash(routine: Routine) -> str:
    """Sixteen hexadecimal digits that change whenever what is done changes; names do not count."""
    import hashlib  # brings OpenSSL along, and no session may ever be started

    steps = [step_content(step) for step in routine.steps]
    text = json.dumps(steps, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
