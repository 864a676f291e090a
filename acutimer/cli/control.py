"""The control verbs: those that core.commands lists, and status.

For pedals, scripts and other programs: the running copy does what is asked without showing itself,
and its answer is where the session then stands.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from acutimer.cli.asking import BadInput, places_of
from acutimer.core.commands import verbs_in_order
from acutimer.core.durations import clock_text
from acutimer.desktop.single_copy import CopyError, control
from acutimer.desktop.single_copy import end as end_running

#: Each verb and what it does; "status" asks for no command.
VERBS = {
    **dict(verbs_in_order()),
    "status": "Tell where the session stands.",
}
#: The same as core.control_answer.SCHEMA, which is not imported: nor is all that it needs.
SCHEMA = 1
NO_SESSION = "No session is running."
_STANDING = {"running": "Running", "paused": "Paused", "waiting": "Waiting until you are ready"}


def answer(options: argparse.Namespace) -> int:
    """Ask the running copy and print what it answers."""
    verb: str = options.control
    told = _ask(str(places_of(options).meeting), verb)
    if verb != "status" and not told.pop("heard", False):
        raise BadInput(_nothing_to(verb))
    session = told["session"]
    if options.json:
        told = {"schema": told["schema"], "session": session}
        print(json.dumps(told, ensure_ascii=False))
    elif session is not None:
        print(_words(session))
    else:
        print(NO_SESSION if verb == "status" else "The session has ended.")
    return 0


def end(options: argparse.Namespace) -> int:
    """Ask the running copy to end; what was pressed of a session is noted."""
    try:
        heard = end_running(str(places_of(options).meeting))
    except CopyError as fault:
        raise BadInput(str(fault)) from None
    if not heard:
        raise BadInput("No acutimer is running here, so there is nothing to end.")
    return 0


def _ask(meeting: str, verb: str) -> dict[str, Any]:
    """The copy's answer, which is that of no session when nobody runs."""
    try:
        line = control(meeting, verb)
    except CopyError as fault:
        raise BadInput(str(fault)) from None
    if line is None:
        return {"schema": SCHEMA, "session": None}
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA or "session" not in told:
        raise BadInput(
            "The acutimer that is running answered something that cannot be read; "
            "close it and start it again."
        )
    return told


def _nothing_to(verb: str) -> str:
    nothing = f'{NO_SESSION[:-1]}, so there is nothing that "{verb}" could do'
    return f'{nothing}; "acutimer quick" starts one.'


def _words(session: dict[str, Any]) -> str:
    standing = _STANDING.get(session["status"], session["status"])
    if session["status"] == "running" and session["phase"] == "lead_in":
        standing = "Getting ready"
    left = "" if session["phase"] == "wait" else f" {clock_text(round(session['left_s']))} left,"
    # a copy of before an update may not know of it
    words = f"{session['words']}, lightly" if session.get("light") else session["words"]
    return (
        f"{standing}: {words},{left} step {session['step']} of {session['steps']}, "
        f"{clock_text(round(session['session_left_s']))} to the end of {session['name']}."
    )
