"""A session that was cut off by a crash: offer to go on, or keep what was pressed.

Must never count the press that was in hand: nobody knows how long it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from acutimer.core.composing import YOUR_POINTS
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

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.storage.journal_store import UnfinishedSession

#: Later than this one begins anew: hands, place and pain are no longer what they were.
GO_ON_WITHIN = timedelta(minutes=30)
_KEPT = "What was pressed is kept."


def offer_to_go_on(app: App, unfinished: UnfinishedSession, before: int | None) -> None:
    """Say that a session was not finished, with what can be done about it.

    ``before`` is the rating given before it. Where going on makes no sense there is nothing to
    choose: what was pressed is kept at once, and a sentence says so.
    """
    session = read_began(unfinished.began)
    led, why_not = _led_again(app, session)
    reached = read_reached(unfinished.presses, led)
    last = max((unfinished.began, *unfinished.presses), key=lambda entry: entry.hlc)

    def keep() -> None:
        app.sessions.unanswered = None
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
        app.diary.session_ended(note)
        app.refresh_history()

    name = session.routine_name or "A session"
    words = f"{name} from {unfinished.began.at:%H:%M} was not finished"

    def keep_because(why_not: str) -> None:
        keep()
        app.window.notices.say("unfinished", f"{words}{why_not}. {_KEPT}")

    if not why_not:
        why_not = _why_late(last.at, app.now())
    # another session may run already where an older backup is opened
    runs = app.runner.is_running
    if why_not or runs or led is None or reached.phase >= len(led.phases):
        keep_because(why_not)
        return

    def go_on() -> None:
        if late := _why_late(last.at, app.now()):  # the offer may stand for days
            keep_because(late)
            return
        app.sessions.unanswered = None
        app.diary.session_goes_on(session.id)
        if not app.sessions.go_on(session, led, reached, before):
            keep()
            app.show_page("safety")

    app.sessions.unanswered = keep
    step = led.phases[reached.phase].step + 1
    actions = [(f"Continue at step {step}", go_on), ("Save as it is", keep)]
    app.window.notices.say("unfinished", f"{words}.", actions)


def _led_again(app: App, session: Began) -> tuple[Routine | None, str]:
    """The routine exactly as it was led, or why it cannot be led again."""
    now = next((one for one in app.routines if one.id == session.routine), None)
    if not session.steps:  # noted by an older acutimer, which led routines as they are
        return now, "" if now else "; its routine is not there any more"
    if now is None and session.routine != YOUR_POINTS:
        return None, "; its routine is not there any more"
    if now is not None and content_hash(now) != session.content_hash:
        return None, "; its routine has been changed since"
    try:
        return with_waits(read_routine(session.content, app.atlas), session.wait), ""
    except ContentError:
        return None, "; its points have been changed since"


def _why_late(last: datetime, now: datetime) -> str:
    """Why it is too late to go on; a clock that was set back says nothing about the time since."""
    return "" if abs(now - last) <= GO_ON_WITHIN else ", and that is more than 30 minutes ago"
