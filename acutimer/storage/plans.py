"""The plan in the journal: made as an entry, changed by corrections of it.

Must never change the entry of an older plan: a new one stands beside it.
"""

from __future__ import annotations

from acutimer.core.imported import batch_of
from acutimer.core.journal import Entry, EntryKind
from acutimer.core.plan import Plan, plan_body, read_plan
from acutimer.storage.journal_store import JournalStore


def note_plan(store: JournalStore, plan: Plan) -> Entry:
    """Note a plan, or what one shall say now; raises PlanError, EntryError or DatabaseError."""
    if plan.entry:
        return store.correct(plan.entry, plan_body(plan))
    return store.append(EntryKind.PLAN, plan_body(plan), plan.at)


def plan_in(store: JournalStore) -> Plan | None:
    """The plan that was made or changed last, whatever its state; raises DatabaseError.

    One that came from a file counts only where none was made here.
    """
    plans = store.entries((EntryKind.PLAN,))
    entry = max(plans, key=lambda one: (batch_of(one) is None, one.order), default=None)
    return None if entry is None else read_plan(entry)
