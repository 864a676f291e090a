"""Our own interface on the bus, by which other programs start a session, note pain and listen.

docs/scripting.md promises what is here. Must never do what is asked: it only passes it on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from acutimer import APP_ID
from acutimer.desktop.bus import Bus
from acutimer.desktop.bus_dialogue import Answer, Later
from acutimer.desktop.bus_object import Interface, Method
from acutimer.desktop.launcher_door import PATH

SESSION1 = f"{APP_ID}.Session1"
NOT_STARTED, NOT_NOTED = f"{SESSION1}.Error.NotStarted", f"{SESSION1}.Error.NotNoted"


class Doers(NamedTuple):
    """Who does what is asked; each tells with a sentence why it was not done, empty when it was."""

    #: a routine's id, empty for the quick one
    start: Callable[[str, Callable[[str], None]], None]
    #: value, moment as written, places; tells the note's id and the sentence
    note_pain: Callable[[int, str, list[str], Callable[[str, str], None]], None]
    #: the session as JSON
    status: Callable[[], str]


def session_interface(doers: Doers) -> Interface:
    """The interface, answered by these."""

    def start(routine: str) -> Later:
        def begin(reply: Callable[[Answer], object]) -> None:
            def tell(fault: str) -> None:
                reply(_answer(Answer(), NOT_STARTED, fault))

            doers.start(routine, tell)

        return Later(begin)

    def note_pain(value: int, when: str, places: list[str]) -> Later:
        def begin(reply: Callable[[Answer], object]) -> None:
            def tell(note: str, fault: str) -> None:
                reply(_answer(Answer("s", (note,)), NOT_NOTED, fault))

            doers.note_pain(value, when, places, tell)

        return Later(begin)

    pain = (("value", "u"), ("when", "s"), ("places", "as"))
    methods = {
        "StartRoutine": Method((("routine", "s"),), (), start),
        "LogPain": Method(pain, (("id", "s"),), note_pain),
        "Status": Method((), (("json", "s"),), lambda: Answer("s", (doers.status(),))),
    }
    routine = ("routine", "s")
    signals = {
        "SessionStarted": (routine,),
        "SessionFinished": (routine, ("pressed_s", "u")),
    }
    return Interface(SESSION1, methods, signals)


def tell_started(bus: Bus, routine: str) -> None:
    """Tell everybody who listens that a session began."""
    bus.emit(PATH, SESSION1, "SessionStarted", "s", (routine,))


def tell_finished(bus: Bus, routine: str, pressed_s: int) -> None:
    """Tell everybody who listens that it is over, and how long was pressed."""
    bus.emit(PATH, SESSION1, "SessionFinished", "su", (routine, pressed_s))


def _answer(done: Answer, error: str, fault: str) -> Answer:
    return Answer(error=error, words=fault) if fault else done
