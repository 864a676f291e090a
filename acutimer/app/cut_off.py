"""A session that was cut off by a crash: offer to go on, or to keep what was pressed.

Must never count the press that was in hand: nobody knows how long it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from acutimer.app.diary import session_note
from acutimer.core.journal import Entry
from acutimer.core.points import BOTH_SIDES, Side
from acutimer.core.routines import Routine
from acutimer.core.session_state import Credit

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.storage.journal_store import UnfinishedSession


def offer_to_go_on(app: App, unfinished: UnfinishedSession, before: int | None) -> None:
    """Say that a session was not finished, with what can be done about it.

    ``before`` is the rating given before it.
    """
    began, body = unfinished.began, unfinished.began.body
    routine = next((one for one in app.routines if one.id == body.get("routine")), None)
    had = tuple(_credit(press) for press in unfinished.presses)
    following = max((credit.step for credit in had), default=-1) + 1

    def keep() -> None:
        known = routine or Routine(
            str(body.get("routine", "")), str(body.get("routine_name", "")), "", ()
        )
        clock_ms = sum(credit.pressed_ms for credit in had)
        note = session_note(
            known,
            _by_side(had),
            clock_ms,
            ended="cut off",
            pauses=0,
            skipped=0,
            at=began.at,
        )
        app.diary.session_ended(replace(note, id=began.id))

    actions = [("Save as it is", keep)]
    if routine is not None and following < len(routine.steps):

        def go_on() -> None:
            app.diary.session_goes_on(began.id)
            if not app.sessions.go_on(routine, following, had, before):
                keep()
                app.show_page("safety")

        actions.insert(0, (f"Continue at step {following + 1}", go_on))
    app.window.notices.say(
        "unfinished", f"A session from {began.at:%H:%M} was not finished.", actions
    )


def _credit(press: Entry) -> Credit:
    point, side = press.body.get("point"), press.body.get("side")
    return Credit(
        _whole(press, "step", 0),
        point if isinstance(point, str) else None,
        Side(side) if side in tuple(Side) else None,
        _whole(press, "pressed_ms", 0),
    )


def _by_side(presses: Sequence[Credit]) -> dict[tuple[str, str], int]:
    """Milliseconds by point and body side."""
    pressed: dict[tuple[str, str], int] = {}
    for credit in presses:
        for side in BOTH_SIDES if credit.side is Side.BOTH else (credit.side,):
            if credit.point is not None and side is not None:
                key = (credit.point, side.value)
                pressed[key] = pressed.get(key, 0) + credit.pressed_ms
    return pressed


def _whole(entry: Entry, key: str, otherwise: int) -> int:
    value = entry.body.get(key)
    return value if isinstance(value, int) else otherwise
