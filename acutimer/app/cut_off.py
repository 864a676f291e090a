"""A session that was cut off by a crash: offer to go on, or keep what was pressed.

Must never count the press that was in hand: nobody knows how long it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from acutimer.core.composing import MADE_HERE
from acutimer.core.preparing import with_waits
from acutimer.core.reading import ContentError
from acutimer.core.routine_content import content_hash
from acutimer.core.routine_reading import read_routine
from acutimer.core.routines import Routine
from acutimer.core.session_record import (
    Began,
    ended_note,
    reached_pressed_ms,
    read_began,
    read_reached,
)
from acutimer.ui.kit.wording import wall_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.app.sessions import Sessions
    from acutimer.storage.journal_store import UnfinishedSession

#: Later than this one begins anew: hands, place and pain are no longer what they were.
GO_ON_WITHIN = timedelta(minutes=30)
_KEPT = "What was pressed is kept."


class CutOff:
    """The session that was cut off, until somebody says what becomes of it."""

    def __init__(
        self, desk: Desk, gate: Gate, sessions: Sessions, go: Callable[[str], None]
    ) -> None:
        self._desk = desk
        self._gate = gate
        self._sessions = sessions
        self._go = go
        #: keeps a session about which nobody has said anything yet
        self._unanswered: Callable[[], None] | None = None
        sessions.allowed.connect(self._keep_unanswered)

    def offer(self, unfinished: UnfinishedSession, before: int | None) -> None:
        """Say that a session was not finished, with what can be done about it.

        ``before`` is the rating given before it. Where going on makes no sense there is nothing to
        choose: what was pressed is kept at once, and a sentence says so.
        """
        desk, notices = self._desk, self._desk.window.notices
        session = read_began(unfinished.began)
        led, why_not = self._led_again(session)
        reached = read_reached(unfinished.presses, led)
        last = max((unfinished.began, *unfinished.presses), key=lambda entry: entry.hlc)

        def keep() -> None:
            self._unanswered = None
            clock_ms = sum(credit.pressed_ms for credit in reached.credits)
            note = ended_note(
                session,
                reached_pressed_ms(reached),
                clock_ms,
                ended="cut off",
                pauses=reached.pauses,
                skipped=len(reached.skipped),
                at=last.at,
            )
            desk.diary.session_ended(note)

        name = session.routine_name or "A session"
        words = f"{name} from {wall_time(unfinished.began.at)} was not finished"

        def keep_because(why_not: str) -> None:
            keep()
            notices.say("unfinished", f"{words}{why_not}. {_KEPT}")

        if not why_not:
            why_not = _why_late(last.at, desk.clock.now())
        # another session may run already where an older backup is opened
        runs = desk.runner.is_running
        if why_not or runs or led is None or reached.phase >= len(led.phases):
            keep_because(why_not)
            return

        def go_on() -> None:
            if late := _why_late(last.at, desk.clock.now()):  # the offer may stand for days
                keep_because(late)
                return
            verdict = self._gate.verdict()
            asks = verdict is not None and verdict.answers_allow
            if asks and not self._gate.lets_begin(led.name, go_on, offer_it):
                return
            self._unanswered = None
            desk.diary.session_goes_on(session.id)
            if not self._sessions.go_on(session, led, reached, before):
                keep()
                self._go("safety")

        def offer_it() -> None:
            actions = [(f"Continue at step {step}", go_on), ("Save as it is", keep)]
            notices.say("unfinished", f"{words}.", actions)

        self._unanswered = keep
        step = led.phases[reached.phase].step + 1
        offer_it()

    def _keep_unanswered(self) -> None:
        """Another session begins instead."""
        if self._unanswered is not None:
            self._unanswered()
            self._desk.window.notices.drop("unfinished")

    def _led_again(self, session: Began) -> tuple[Routine | None, str]:
        """The routine exactly as it was led, or why it cannot be led again."""
        content = self._desk.content
        now = next((one for one in content.routines if one.id == session.routine), None)
        if not session.steps:  # noted by an older acutimer, which led routines as they are
            return now, "" if now else "; its routine is not there any more"
        if session.file_hash and now is None and session.routine not in MADE_HERE:
            return None, "; its routine is not there any more"
        if session.file_hash and now is not None and content_hash(now) != session.file_hash:
            return None, "; its routine has been changed since"
        try:
            return with_waits(read_routine(session.content, content.atlas), session.wait), ""
        except ContentError:
            return None, "; its points have been changed since"


def _why_late(last: datetime, now: datetime) -> str:
    """Why it is too late to go on; a clock that was set back says nothing about the time since."""
    return "" if abs(now - last) <= GO_ON_WITHIN else ", and that is more than 30 minutes ago"
