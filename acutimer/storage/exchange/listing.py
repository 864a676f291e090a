"""A shown entry as the mapping that lists and exports give; its keys are an interface, frozen.

Must never leave a key out: what was not answered is null.
"""

from __future__ import annotations

from acutimer.core.journal import (
    Entry,
    EntryKind,
    parts_content,
    read_rating,
    read_session,
    read_unwelcome,
)
from acutimer.core.plan import read_plan

#: The kinds that lists and exports show.
LISTED_KINDS = (
    EntryKind.RATING,
    EntryKind.SESSION_ENDED,
    EntryKind.UNWELCOME,
    EntryKind.PLAN,
)


def entry_json(entry: Entry) -> dict[str, object] | None:
    """A rating, a session, what was noticed after one, or a plan, for JSON; None for all others.

    Of a rating ``kind`` is its moment: now, before or after. Of a session it is ``session``, and
    ``value``, ``site`` and ``side`` are null. It is ``unwelcome`` where something was noticed after
    a session that was not rated; then ``value`` is null. ``places`` are the ids marked on the body,
    null where none was. ``content_hash`` is that of a session's routine; it and a part's
    ``planned_s`` are null in notes from before they were kept. A plan is of kind ``plan``: its
    ``state`` is running, paused or ended, ``paused_on`` a day or null, ``paused_days`` those over.
    """
    head: dict[str, object] = {"id": entry.id}
    tail: dict[str, object] = {"zone": entry.zone or None}
    if rating := read_rating(entry):
        return {
            **head,
            "kind": rating.moment.value,
            "at": rating.at.isoformat(),
            "value": rating.value,
            "site": rating.site,
            "side": rating.side,
            "note": rating.note or None,
            "session": rating.session,
            "unwelcome": None if rating.unwelcome is None else list(rating.unwelcome),
            **tail,
            "places": list(rating.places) or None,
        }
    if session := read_session(entry):
        return {
            **head,
            "kind": "session",
            "at": session.at.isoformat(),
            "value": None,
            "site": None,
            "side": None,
            "note": session.note or None,
            "session": session.id,
            "routine": session.routine,
            "routine_name": session.routine_name,
            "planned_s": session.planned_s,
            "pressed_s": session.pressed_s,
            "parts": parts_content(session.parts),
            "ended": session.ended,
            "pauses": session.pauses,
            "skipped": session.skipped,
            **tail,
            "places": None,
            "content_hash": session.content_hash,
        }
    if noticed := read_unwelcome(entry):
        return {
            **head,
            "kind": EntryKind.UNWELCOME.value,
            "at": noticed.at.isoformat(),
            "value": None,
            "site": None,
            "side": None,
            "note": noticed.note or None,
            "session": noticed.session,
            "unwelcome": None if noticed.unwelcome is None else list(noticed.unwelcome),
            **tail,
            "places": None,
        }
    if plan := read_plan(entry):
        return {
            **head,
            "kind": EntryKind.PLAN.value,
            "at": plan.at.isoformat(),
            "value": None,
            "site": None,
            "side": None,
            "note": None,
            "session": None,
            "routine": plan.routine,
            "routine_name": plan.routine_name,
            "times_a_week": plan.schedule.times_a_week,
            "weeks": plan.schedule.weeks,
            "state": plan.state.value,
            "paused_on": plan.paused_on.isoformat() if plan.paused_on else None,
            "paused_days": plan.paused_days,
            **tail,
            "places": None,
        }
    return None
