"""Session scripts: a session written down so that somebody who does not program can check it.

A script is a text file in tests/core/sessions:

    # what it shows
    routine: GB20 both hold 1:00; care 0:30
    0:00    start   | started; lead-in GB20 both
    0:05            | hold GB20 both for 1:00; "Skull edge, both sides: press and hold."
    0:20    pause   | paused

``routine:`` names steps, or a routine we ship. A step is "POINT SIDE KIND LENGTH", "POINT SIDE
presses COUNT in LENGTH", "POINT SIDE strokes LENGTH every LENGTH", "mat LENGTH" or "care LENGTH";
"own" and "when ready" may follow. Below it there may stand what the person chose and what came
before a crash:

    wait: change                when steps wait beside where the routine says so
    kept: step 2 for 1:15       a length that was kept of a step
    had: GB20 both 1:00         pressed before the session was cut off
    goes on: step 2 right       where it goes on then: a step, and the side if it is not the first

Then each line is a time, a command or nothing, and behind the bar all that happens at that time, in
order ("nothing" for nothing). Something that happens at a time no line names is a failure: a
script is complete. Behind what happens, a line may also check

    "words"             a caption that comes up then
    cue NAME            something that sounds then
    heard 20 press      how often a cue has sounded so far
    total GB21 left 0:30    time pressed so far on that side
    pressed 2:30        time pressed so far on the clock
    left 0:40           what the big number shows
    skipped 1           how many steps stay skipped
    pauses 2            how many pauses there were

Commands: start, pause, fall asleep, resume, ready, skip, back, restart, +15, -15, stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from acutimer.core import session
from acutimer.core.events import (
    Event,
    LengthChanged,
    Paused,
    PhaseBegan,
    PressEnded,
    PressLeftOut,
    Resumed,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    StepDone,
    StepSkipped,
    WaitBegan,
)
from acutimer.core.guidance.score import Cue, cues_ahead
from acutimer.core.guidance.telling import Telling
from acutimer.core.points import Side
from acutimer.core.preparing import with_lengths, with_waits
from acutimer.core.progress import progress
from acutimer.core.routines import PhaseKind, Routine
from acutimer.core.session import Outcome, State
from acutimer.core.session_state import Credit, Reached
from acutimer.core.step_lengths import key_of
from tests.core.shipped import ROUTINES, atlas, built, routine

#: A session begins at any moment of the monotonic clock; scripts count from its start.
BEGINS_MS = 86_400_123

COMMANDS: dict[str, Callable[[State, int], Outcome]] = {
    "pause": session.pause,
    "fall asleep": lambda state, now_ms: session.pause(state, now_ms, "sleep"),
    "resume": session.resume,
    "ready": session.ready,
    "skip": session.skip,
    "back": session.back,
    "restart": session.restart_step,
    "+15": session.lengthen,
    "-15": session.shorten,
    "stop": session.stop,
}
_LINE = re.compile(r"(?P<time>\d+:\d\d(?:\.\d+)?)\s+(?P<command>[^|]*?)\s*\|\s*(?P<expected>.+)")
_CHECKS = ('"', "cue ", "heard ", "total ", "pressed ", "left ", "skipped ", "pauses ")


class ScriptError(AssertionError):
    """A script that cannot be read or that the engine did not follow."""


@dataclass(frozen=True)
class Line:
    """One line of a script."""

    number: int
    at_ms: int
    command: str
    events: list[str]
    checks: list[str]


@dataclass(frozen=True)
class Script:
    """A routine and what is done with it."""

    routine: Routine
    lines: list[Line]
    reached: Reached | None = None


def time_ms(words: str) -> int:
    """Milliseconds of "1:05", "0:02.5" or "60s"."""
    if match := re.fullmatch(r"(\d+):(\d\d)(?:\.(\d{1,3}))?", words):
        minutes, seconds, part = match.groups()
        return (int(minutes) * 60 + int(seconds)) * 1000 + int((part or "0").ljust(3, "0"))
    if match := re.fullmatch(r"(\d+) ?s", words):
        return int(match[1]) * 1000
    raise ScriptError(f"{words!r} is no time")


def time_words(ms: int) -> str:
    """Milliseconds as a script writes them."""
    words = f"{ms // 60_000}:{ms // 1000 % 60:02d}"
    return f"{words}.{ms % 1000:03d}".rstrip("0") if ms % 1000 else words


def read_script(text: str) -> Script:
    """A script from its text; raises ScriptError with the number of the line."""
    steps: list[str] = []
    lines: list[Line] = []
    chosen: dict[str, list[str]] = {key: [] for key in ("wait", "kept", "had", "goes on")}
    for number, raw in enumerate(text.splitlines(), 1):
        words = raw.strip()
        if not words or words.startswith("#"):
            continue
        if words.startswith("routine:"):
            steps += [step.strip() for step in words.removeprefix("routine:").split(";")]
            continue
        key, colon, value = words.partition(": ")
        if colon and key in chosen:
            chosen[key] += [one.strip() for one in value.split(";")]
            continue
        match = _LINE.fullmatch(words)
        if match is None or (match["command"] not in {"", "start", *COMMANDS}):
            raise ScriptError(f"line {number} is not understood: {words}")
        expected = [one.strip() for one in _split(match["expected"])]
        checks = [one for one in expected if one.startswith(_CHECKS)]
        events = [one for one in expected if one not in checks and one != "nothing"]
        lines.append(Line(number, time_ms(match["time"]), match["command"], events, checks))
    if not lines or lines[0].command != "start":
        raise ScriptError("a script begins with the command start")
    named = len(steps) == 1 and steps[0] in ROUTINES
    plain = routine(steps[0]) if named else built(*map(step_content, steps))
    lengths = dict(_kept(plain, words) for words in chosen["kept"])
    led = with_waits(with_lengths(plain, lengths), *chosen["wait"][:1] or ["never"])
    if not chosen["goes on"]:
        return Script(led, lines)
    return Script(led, lines, _reached(led, chosen["had"], chosen["goes on"][0]))


def _kept(routine: Routine, words: str) -> tuple[str, int]:
    match words.split():
        case ["step", number, "for", length]:
            step = routine.steps[int(number) - 1]
            key = key_of(routine.id, int(number) - 1, step.point, step.kind.value)
            return key, time_ms(length) // 1000
        case _:
            raise ScriptError(f"{words!r} is no kept length")


def _reached(routine: Routine, had: list[str], words: str) -> Reached:
    credits_: list[Credit] = []
    for one in had:
        point, side, length = one.split()
        step = next(i for i, step in enumerate(routine.steps) if step.point == point)
        credits_.append(Credit(step, point, Side(side), time_ms(length)))
    match words.split():
        case ["step", number, *sides]:
            wanted = int(number) - 1, *sides
            for index, phase in enumerate(routine.phases):
                if wanted in {(phase.step,), (phase.step, str(phase.side))}:
                    return Reached(phase=index, credits=tuple(credits_))
    raise ScriptError(f"{words!r} is no place of the routine")


def _split(expected: str) -> list[str]:
    """At semicolons, but not within captions."""
    return re.findall(r'"[^"]*"|[^;"\s][^;"]*', expected)


def step_content(words: str) -> dict[str, Any]:
    """The mapping of one step as a routine file would hold it."""
    step: dict[str, Any] = {}
    for key, ending in (("wait", " when ready"), ("own", " own")):
        if words.endswith(ending):
            words = words.removesuffix(ending)
            step[key] = True
    match words.split():
        case ["mat" | "care" as kind, length]:
            return {"kind": kind, "seconds": time_ms(length) // 1000, **step}
        case [point, side, "presses", presses, "in", length]:
            step |= {"kind": "presses", "presses": int(presses)}
        case [point, side, "strokes" as kind, length, "every", stroke]:
            step |= {"kind": kind, "stroke": time_ms(stroke) // 1000}
        case [point, side, kind, length]:
            step["kind"] = kind
        case _:
            raise ScriptError(f"{words!r} is no step")
    return {"point": point, "side": side, "seconds": time_ms(length) // 1000, **step}


@dataclass
class Run:
    """A session led by a script."""

    state: State
    at_ms: int = 0
    heard: list[Cue] = field(default_factory=list)

    def ahead(self, now_ms: int) -> list[Cue]:
        """What is to sound from a moment on."""
        return cues_ahead(Telling(self.state.routine, atlas()), self.state, now_ms)

    def until(self, at_ms: int) -> list[Event]:
        """Time goes by, and what sounds is heard."""
        plan = self.ahead(BEGINS_MS + self.at_ms)
        self.heard += [c for c in plan if self.at_ms < c.at_ms - BEGINS_MS <= at_ms]
        self.at_ms = at_ms
        self.state, events = session.advance(self.state, BEGINS_MS + at_ms)
        return events

    def obey(self, command: str) -> list[Event]:
        """The person does something; what sounds at this very moment is planned anew."""
        self.state, events = COMMANDS[command](self.state, BEGINS_MS + self.at_ms)
        if events:
            now_ms = BEGINS_MS + self.at_ms
            self.heard = [cue for cue in self.heard if cue.at_ms < now_ms]
            self.heard += [cue for cue in self.ahead(now_ms) if cue.at_ms == now_ms]
        return events


def run_script(script: Script) -> Run:
    """Lead the engine through a script; raises ScriptError at the first difference."""
    first = script.lines[0]
    state, events = session.start(script.routine, BEGINS_MS, script.reached)
    run = Run(state)
    run.heard = [cue for cue in run.ahead(BEGINS_MS) if cue.at_ms == BEGINS_MS]
    _compare(first, run, events)
    for line in script.lines[1:]:
        if line.at_ms < run.at_ms:
            raise ScriptError(f"line {line.number} is earlier than the one before")
        events = run.until(line.at_ms)
        if line.command:
            events += run.obey(line.command)
        _compare(line, run, events)
    return run


def _compare(line: Line, run: Run, events: list[Event]) -> None:
    for event in events:
        if event.due != BEGINS_MS + line.at_ms:
            at = time_words(event.due - BEGINS_MS)
            raise ScriptError(f"before line {line.number}, at {at}: {event_words(event)}")
    happened = [event_words(event) for event in events]
    if happened != line.events:
        raise ScriptError(
            f"line {line.number}: happened {'; '.join(happened) or 'nothing'}, "
            f"expected {'; '.join(line.events) or 'nothing'}"
        )
    for check in line.checks:
        if (found := _found(check, run)) != check:
            raise ScriptError(f"line {line.number}: expected {check}, found {found}")


def event_words(event: Event) -> str:
    """An event as scripts write it."""
    match event:
        case PhaseBegan():
            return _phase_words(event)
        case PressEnded():
            where = " ".join(word for word in (event.point or "mat", event.side) if word)
            return f"eased off {where} after {time_words(event.pressed_ms)}"
        case PressLeftOut():
            return f"no room for {event.point} {event.side}"
        case LengthChanged():
            return f"now {time_words(event.length_ms)} long"
        case Paused():
            return "paused" if event.reason == "person" else f"paused by {event.reason}"
        case Resumed():
            return f"resumed after {time_words(event.paused_ms)}"
        case _:
            return _PLAIN[type(event)]


_PLAIN = {
    SessionStarted: "started",
    WaitBegan: "waits until ready",
    StepDone: "step done",
    StepSkipped: "step skipped",
    SessionFinished: "finished",
    SessionStopped: "stopped",
}


def _phase_words(event: PhaseBegan) -> str:
    phase = event.phase
    where = " ".join(word for word in (phase.point, phase.side) if word)
    if phase.kind is PhaseKind.LEAD_IN:
        return f"{'switch' if phase.switches else 'lead-in'} {where or 'mat'}"
    return f"{phase.kind} {where}".strip() + f" for {time_words(event.length_ms)}"


def _found(check: str, run: Run) -> str:
    """What is true instead of a check; the check itself when it holds."""
    now_ms = BEGINS_MS + run.at_ms
    sounding = [cue for cue in run.heard if cue.at_ms == now_ms]
    if check.startswith('"'):
        captions = [f'"{cue.caption}"' for cue in sounding]
        return check if check in captions else ", ".join(captions) or "no caption"
    match check.split():
        case ["cue", name]:
            names = [f"cue {cue.id}" for cue in sounding]
            return check if check in names else ", ".join(names) or f"no cue {name}"
        case ["heard", _, name]:
            return f"heard {sum(cue.id == name for cue in run.heard)} {name}"
        case ["total", point, side, _]:
            pressed = session.pressed_ms(run.state, now_ms).get((point, Side(side)), 0)
            return f"total {point} {side} {time_words(pressed)}"
        case ["pressed", _]:
            return f"pressed {time_words(session.clock_pressed_ms(run.state, now_ms))}"
        case ["skipped", _]:
            return f"skipped {len(run.state.skipped)}"
        case ["pauses", _]:
            return f"pauses {run.state.pauses}"
        case ["left", _]:
            return f"left {time_words(progress(run.state, now_ms).left_ms)}"
        case _:
            return "a check that is not understood"
