"""A shown entry as the mapping that lists and exports give; its keys are an interface, frozen.

Must never leave a key out: what was not answered is null.
"""

from __future__ import annotations

from acutimer.core.headaches import Headache, NotedHeadacheDay, read_headache, read_headache_day
from acutimer.core.imported import foreign_mark, read_imported
from acutimer.core.importing.sources import OWN
from acutimer.core.journal import (
    Entry,
    EntryKind,
    parts_content,
    read_rating,
    read_session,
    read_unwelcome,
)
from acutimer.core.medicine import Medicine, read_medicine
from acutimer.core.plan import read_plan

#: The kinds that lists and exports show.
LISTED_KINDS = (
    EntryKind.RATING,
    EntryKind.SESSION_ENDED,
    EntryKind.UNWELCOME,
    EntryKind.PLAN,
    EntryKind.HEADACHE,
    EntryKind.HEADACHE_DAY,
    EntryKind.MEDICINE,
)
#: The kinds that a file holds from which nothing is lost: with the lines of imports.
KEPT_KINDS = (*LISTED_KINDS, EntryKind.IMPORT)


def entry_json(entry: Entry) -> dict[str, object] | None:
    """A rating, a session, what was noticed after one, or a plan, for JSON; None for all others.

    Of a rating ``kind`` is its moment: now, before, after, follow-up, evening-worst or
    evening-average; ``day`` is the day it counts to. Of a session it is ``session``, and
    ``value``, ``site`` and ``side`` are null. It is ``unwelcome`` where something was noticed after
    a session that was not rated; then ``value`` is null. ``places`` are the ids marked on the body,
    null where none was. ``content_hash`` is that of a session's routine; it and a part's
    ``planned_s`` are null in notes from before they were kept. A plan is of kind ``plan``: its
    ``state`` is running, paused or ended, ``paused_on`` a day or null, ``paused_days`` those over.

    A headache is of kind ``headache``: ``at`` is when it began, ``state`` open, ended or
    end_unknown, ``worst`` 0 to 10 or null. A ``headache_day`` says with ``had`` whether that
    ``day`` had one; a ``medicine`` has its ``class`` and the person's own name for it.
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
            "tags": list(rating.tags) or None,
            "day": rating.day.isoformat(),
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
            "places": list(session.places) or None,
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
    noted = read_headache(entry) or read_headache_day(entry) or read_medicine(entry)
    return None if noted is None else {**head, **_day_note(entry.kind, noted, tail)}


def whole_entry(entry: Entry) -> dict[str, object] | None:
    """The same with the mark of the import it came with, as a file that loses nothing has it.

    ``import`` is there only where the entry came from a file of another program; the line of such
    an import is of kind ``import``. One of a file of ours is left out: its notes speak for
    themselves.
    """
    if entry.kind == EntryKind.IMPORT:
        return _import_line(entry)
    row, mark = entry_json(entry), foreign_mark(entry)
    return row if row is None or mark is None else {**row, "import": mark}


def _import_line(entry: Entry) -> dict[str, object] | None:
    imported = read_imported(entry)
    if imported is None or imported.source == OWN:
        return None
    return {
        "id": entry.id,
        "kind": EntryKind.IMPORT.value,
        "at": imported.at.isoformat(),
        "zone": entry.zone or None,
        "batch": imported.batch,
        "source": imported.source,
        "rows": imported.rows,
        "entries": imported.entries,
    }


def _day_note(
    kind: str, noted: Headache | NotedHeadacheDay | Medicine, tail: dict[str, object]
) -> dict[str, object]:
    """A headache, a day with or without one, or medicine."""
    said: dict[str, object]
    match noted:
        case Headache():
            said = {
                "state": noted.state.value,
                "ended_at": noted.ended_at.isoformat() if noted.ended_at else None,
                "still_at": noted.still_at.isoformat() if noted.still_at else None,
                "worst": noted.worst,
                "day": noted.at.date().isoformat(),
            }
        case NotedHeadacheDay():
            said = {"day": noted.day.isoformat(), "had": noted.had, "worst": noted.worst}
        case Medicine():
            said = {
                "class": noted.of_class,
                "medicine": noted.name or None,
                "day": noted.day.isoformat(),
            }
    places = () if isinstance(noted, Medicine) else noted.places
    return {
        "kind": kind,
        "at": noted.at.isoformat(),
        "value": None,
        "site": None,
        "side": None,
        "note": noted.note or None,
        "session": None,
        **said,
        **tail,
        "places": list(places) or None,
        "tags": list(noted.tags) or None,
    }
