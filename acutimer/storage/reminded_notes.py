"""What reminders ask of the journal: the last session, and how the plan stands.

Must never change the journal.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from acutimer.core.day import first_day
from acutimer.core.plan import plan_content
from acutimer.core.reminders import PlanDays
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.plans import plan_in

#: A note of another zone may belong to a day that began earlier.
_ELSEWHERE = timedelta(hours=26)


def pressed_and_plan(
    store: JournalStore, now: datetime, week_begins: int = 0
) -> tuple[datetime | None, PlanDays | None]:
    """When a routine was pressed last, and the plan's days; raises DatabaseError."""
    uses = store.last_uses(now)
    plan = plan_in(store)
    pressed_at = max(uses.values(), default=None)
    if plan is None:
        return pressed_at, None
    first = datetime.combine(first_day(now.date(), week_begins), time.min, UTC) - _ELSEWHERE
    content = plan_content(plan, list(store.sessions(first)), now, week_begins)
    return pressed_at, PlanDays(content, uses.get(plan.routine), week_begins)
