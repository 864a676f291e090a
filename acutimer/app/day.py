"""The Press page's greeting: what was noted lately, *Again*, and the plan.

It is asked of the journal a little after the start and made only when there is something to say.
Must never start a session itself: it chooses and asks, like a hand on the Start button.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from acutimer.core.composing import MADE_HERE
from acutimer.core.journal import EntryKind, read_session
from acutimer.core.routine_order import with_use

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from acutimer.app.desk import Desk
    from acutimer.app.history import History
    from acutimer.app.planning import Planning
    from acutimer.app.sessions import Sessions
    from acutimer.core.day import DayContent
    from acutimer.core.journal import Rating, SessionNote
    from acutimer.core.plan import PlanContent
    from acutimer.core.routines import Routine
    from acutimer.core.session_record import Began
    from acutimer.storage.journal_store import JournalStore
    from acutimer.ui.press.page import PressPage

#: The start is painted and Start works by then.
_AFTER_START_MS = 150
#: A day begins and ends elsewhere by up to so much before or after it does in UTC.
_ELSEWHERE = timedelta(days=1)
_SHOWN = (
    *(EntryKind.RATING, EntryKind.SESSION_ENDED, EntryKind.PLAN, EntryKind.TOMBSTONE),
    *(EntryKind.HEADACHE, EntryKind.HEADACHE_DAY, EntryKind.MEDICINE, EntryKind.IMPORT),
)


class _Noted(NamedTuple):
    """What the journal holds, how the last session began where that can be read, and the plan.

    ``used`` is the day on which each routine was pressed last, by its id, the last used first.
    """

    content: DayContent
    began: Began | None
    plan: PlanContent | None
    used: Mapping[str, date]


class Day(QObject):
    """Keeps the greeting in line with the journal and the date."""

    def __init__(
        self,
        desk: Desk,
        press: PressPage,
        history: History,
        sessions: Sessions,
        go: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._press = press
        self._sessions = sessions
        self._history = history
        self._go = go
        self._noted: _Noted | None = None
        #: it was asked for before the journal told what was pressed last
        self._again_once_known = False
        self._planning: Planning | None = None
        desk.diary.read.connect(lambda _: QTimer.singleShot(_AFTER_START_MS, self, self.look))
        desk.diary.noted.connect(self._follow)
        desk.window.page_shown.connect(self._look_on_another_day)
        if isinstance(qt_app := QApplication.instance(), QApplication):
            qt_app.applicationStateChanged.connect(self._look_on_another_day)
        press.again_asked.connect(self.again)

    def look(self) -> None:
        """Ask the journal what was noted until now."""
        from acutimer.ui.press.day_dots import first_weekday

        now, week_begins = self._desk.clock.now(), first_weekday()
        self._desk.diary.ask(
            lambda store: _noted_until(store, now, week_begins),
            self._show,
            lambda _: self._press.routines.keep_room(0),
        )

    def _follow(self, kind: EntryKind) -> None:
        if kind in _SHOWN:
            self.look()

    def _look_on_another_day(self) -> None:
        if self._noted is not None and self._noted.content.today != self._desk.today():
            self.look()

    def _show(self, noted: _Noted) -> None:
        self._noted = noted
        if self._again_once_known:
            self._again_once_known = False
            QTimer.singleShot(0, self, self.again)  # when the pane stands
        content, plan, pane = noted.content, noted.plan, self._press.day
        self._show_use(noted)
        if pane is None:
            if content.is_empty and plan is None:
                self._keep_room(0)
                return
            from acutimer.app.planning import Planning
            from acutimer.ui.press.day_pane import DayPane

            pane = DayPane(self._desk.window.theme, content)
            pane.again_asked.connect(self.again)
            pane.day_asked.connect(self._open)
            pane.stood.connect(self._keep_room)
            self._press.take_day(pane)
            self._planning = Planning(self._desk, self._press, pane.plan, self)
            self._planning.missed.connect(self.look)
        if self._planning is not None:
            self._planning.plan = plan.plan if plan is not None else None
        pane.show_content(content, plan, may_repeat=self._once_more() is not None)
        if content.is_empty and plan is None:
            self._keep_room(0)

    def _keep_room(self, height_px: int) -> None:
        """Remember how high the greeting is: the next start keeps that room for it."""
        choices = self._desk.choices
        if height_px != choices.now.greeting_px:
            choices.choose(choices.now._replace(greeting_px=float(height_px)))
        if not height_px:
            self._press.routines.keep_room(0)

    def _show_use(self, noted: _Noted) -> None:
        """Say when routines were used last, and let the next start list them so at once."""
        from acutimer.ui.press.day_dots import short_day

        choices, today = self._desk.choices, noted.content.today
        recent = with_use(choices.now.recent_routines, tuple(noted.used))
        choices.choose(choices.now._replace(recent_routines=recent))
        self._press.routines.show_used(
            {routine: short_day(day, today) for routine, day in noted.used.items()}
        )

    def _open(self, day: date) -> None:
        self._go("history")
        self._history.show_day(day)

    # --- again ------------------------------------------------------------------------------

    def again(self) -> None:
        """Choose what was pressed last and ask for its start, with whatever comes before that."""
        self._again_once_known = self._noted is None
        chooser, routine = self._press.chooser, self._once_more()
        if routine is None:
            return
        if chooser.routine(routine.id) == routine:
            chooser.choose_routine(routine.id)
            chooser.start_chosen()
        else:
            began = self._noted.began if self._noted is not None else None
            places = began.places if began is not None else ()
            self._sessions.start(routine, self._press.bar.rating.value, places=places)

    def _once_more(self) -> Routine | None:
        """The routine pressed last: as it is offered now, or as it was led when it is no more."""
        last = self._noted.content.last if self._noted is not None else None
        if self._noted is None or last is None:
            return None
        offered, began = self._press.chooser.routine(last.routine), self._noted.began
        if offered is not None and (began is None or last.routine not in MADE_HERE):
            return offered
        return _as_led(began, self._desk, offered) if began is not None else None


def _as_led(began: Began, desk: Desk, offered: Routine | None) -> Routine | None:
    """A routine that is in no file, as it was; None where its points are no more."""
    from acutimer.core.reading import ContentError
    from acutimer.core.routine_content import content_hash
    from acutimer.core.routine_reading import read_routine

    if offered is not None and content_hash(offered) == began.content_hash:
        return offered
    try:
        return read_routine(began.content, desk.content.atlas) if began.steps else None
    except ContentError:
        return None


def _noted_until(store: JournalStore, now: datetime, week_begins: int) -> _Noted:
    """What the five weeks up to ``now`` hold, and the last session, however long ago."""
    from acutimer.core.day import day_content, first_day
    from acutimer.core.plan import plan_content
    from acutimer.storage.day_notes import day_notes, headache_going_on
    from acutimer.storage.plans import plan_in

    first = datetime.combine(first_day(now.date(), week_begins), time.min, UTC) - _ELSEWHERE
    sessions, ratings = list(store.sessions(first)), list(store.ratings(first))
    if not any(one.pressed_s > 0 for one in sessions):
        older, rated = _last_before(store, first)
        sessions, ratings = [*older, *sessions], [*rated, *ratings]
    besides = {day for one in day_notes(store, first, now) for day in one.days}
    going_on = headache_going_on(store)
    content = day_content(ratings, sessions, now, week_begins, besides, going_on)
    began = _began(store, content.last.session if content.last else "")
    plan = plan_in(store)
    stands = plan_content(plan, sessions, now, week_begins) if plan is not None else None
    used = {one: min(at.date(), now.date()) for one, at in store.last_uses(now).items()}
    return _Noted(content, began, stands, used)


def _last_before(
    store: JournalStore, first: datetime
) -> tuple[list[SessionNote], Sequence[Rating]]:
    """The session noted last, if that was before ``first``, and the ratings of its day."""
    entry = store.latest(EntryKind.SESSION_ENDED)
    session = read_session(entry) if entry is not None else None
    if session is None or session.at >= first:
        return [], []
    return [session], store.ratings(session.at - _ELSEWHERE, session.at + _ELSEWHERE)


def _began(store: JournalStore, session: str) -> Began | None:
    """How a session began; None where that was not noted here or cannot be read."""
    from acutimer.core.session_record import read_began
    from acutimer.storage.errors import EntryError

    try:
        entry = store.by_id(session) if session else None
    except EntryError:
        return None
    is_beginning = entry is not None and entry.kind == EntryKind.SESSION_BEGAN
    return read_began(entry) if entry is not None and is_beginning else None
