"""What is noted of a session: how it began, how far it came, how it ended.

All that going on after a crash needs is in it. Must never refuse an entry of an older acutimer:
what that does not say is left at its default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import cast

from acutimer.core.journal import Entry, PressedPart, SessionNote, parts_content, read_parts
from acutimer.core.pain_places import PLACES
from acutimer.core.points import Side, body_sides
from acutimer.core.routine_content import SCHEMA, content_hash, step_content
from acutimer.core.routines import Routine
from acutimer.core.session_state import Credit, Reached, State

#: Seconds or milliseconds by point and body side.
BySide = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Began:
    """A session as it began: what was chosen, and what of it is led and how.

    ``id`` is that of its entry, empty before it is written. ``content_hash`` is of the routine as
    chosen, which may be shorter than its file or press other sides; ``file_hash`` is of the file,
    empty for what is in none.
    ``steps`` are those led, as in a routine's file, and ``numbers`` are their indices in the
    routine as chosen; ``places`` are where it hurts. All five are empty in entries that lack them.
    """

    id: str
    routine: str
    routine_name: str
    planned_s: float
    parts: tuple[PressedPart, ...]
    content_hash: str = ""
    wait: str = "never"
    numbers: tuple[int, ...] = ()
    steps: tuple[Mapping[str, object], ...] = ()
    file_hash: str = ""
    places: tuple[str, ...] = ()

    @property
    def content(self) -> Mapping[str, object]:
        """The routine as led, as a routine's file would hold it."""
        return {
            "schema": SCHEMA,
            "id": self.routine,
            "name": self.routine_name,
            "steps": list(self.steps),
        }


def began(
    chosen: Routine,
    led: Routine,
    wait: str,
    numbers: Sequence[int],
    *,
    in_file: Routine | None = None,
    places: Sequence[str] = (),
) -> Began:
    """A session that begins now; ``in_file`` is what is chosen as its file has it."""
    parts = (PressedPart(*key, 0, seconds) for key, seconds in planned_s(led).items())
    return Began(
        id="",
        routine=chosen.id,
        routine_name=chosen.name,
        planned_s=led.planned_s,
        parts=tuple(parts),
        content_hash=content_hash(chosen),
        wait=wait,
        numbers=tuple(numbers),
        steps=tuple(step_content(step) for step in led.steps),
        file_hash=content_hash(in_file) if in_file is not None else "",
        places=tuple(places),
    )


def planned_s(routine: Routine) -> dict[tuple[str, str], float]:
    """Seconds planned by point and body side; a point pressed on both counts for each."""
    planned: dict[tuple[str, str], float] = {}
    for phase in routine.phases:
        if phase.kind.is_pressing and phase.point is not None:
            for side in body_sides(phase.side):
                key = (phase.point, side.value)
                planned[key] = planned.get(key, 0) + phase.length_ms / 1000
    return planned


def began_body(session: Began) -> dict[str, object]:
    """What is written when a session begins."""
    return {
        "routine": session.routine,
        "routine_name": session.routine_name,
        "planned_s": session.planned_s,
        "content_hash": session.content_hash,
        "file_hash": session.file_hash,
        "wait": session.wait,
        "numbers": list(session.numbers),
        "steps": [dict(step) for step in session.steps],
        "parts": parts_content(session.parts),
        "places": list(session.places),
    }


def read_began(entry: Entry) -> Began:
    """A session from the entry that began it, however little that says."""
    body = entry.body
    routine = str(body.get("routine", ""))
    seconds = body.get("planned_s")
    try:
        parts = read_parts(body.get("parts"))
    except (KeyError, ValueError):
        parts = ()
    return Began(
        id=str(body.get("session", entry.id)),
        routine=routine,
        routine_name=str(body.get("routine_name", "")) or routine,
        planned_s=seconds if isinstance(seconds, int | float) and 0 <= seconds < inf else 0.0,
        parts=parts,
        content_hash=str(body.get("content_hash", "")),
        wait=str(body.get("wait", "never")),
        numbers=_wholes(body.get("numbers")),
        steps=tuple(_tables(body.get("steps"))),
        # an older acutimer noted one hash for both
        file_hash=str(body.get("file_hash", body.get("content_hash", ""))),
        places=tuple(one for one in PLACES if one in _listed(body.get("places"))),
    )


def reached_body(state: State) -> dict[str, object]:
    """How far a session is, to be written with each press that ends."""
    return {
        "phase": state.index,
        "adjust_ms": state.adjust_ms,
        "pauses": state.pauses,
        "skipped": sorted(state.skipped),
    }


def read_reached(presses: Sequence[Entry], routine: Routine | None) -> Reached:
    """How far the session of those presses had come, in their order.

    Entries of an older acutimer do not say: then the step after the last one pressed is meant.
    """
    had = tuple(_credit(press) for press in presses)
    said = presses[-1].body.get("reached") if presses else None
    if not isinstance(said, Mapping):
        after = max((credit.step for credit in had), default=-1) + 1
        phases = routine.phases if routine else ()
        index = next((i for i, phase in enumerate(phases) if phase.step >= after), len(phases))
        return Reached(phase=index, credits=had)
    told = cast("Mapping[str, object]", said)
    return Reached(
        phase=max(0, _whole(told, "phase")),
        adjust_ms=_whole(told, "adjust_ms"),
        pauses=max(0, _whole(told, "pauses")),
        skipped=frozenset(_wholes(told.get("skipped"))),
        credits=had,
    )


def reached_pressed_ms(reached: Reached) -> dict[tuple[str, str], int]:
    """Milliseconds pressed by point and body side before a session was cut off."""
    pressed: dict[tuple[str, str], int] = {}
    for credit in reached.credits:
        for side in body_sides(credit.side) if credit.point else ():
            key = (credit.point or "", side.value)
            pressed[key] = pressed.get(key, 0) + credit.pressed_ms
    return pressed


def ended_note(
    session: Began,
    pressed_ms: BySide,
    clock_ms: int,
    *,
    ended: str,
    pauses: int,
    skipped: int,
    at: datetime,
) -> SessionNote:
    """What is noted of a session that is over; points that were planned and not pressed too."""
    planned = {(part.point, part.side): part.planned_s for part in session.parts}
    parts = tuple(
        PressedPart(*key, round(pressed_ms.get(key, 0) / 1000, 3), planned.get(key))
        for key in {**planned, **pressed_ms}
    )
    return SessionNote(
        id=session.id,
        routine=session.routine,
        routine_name=session.routine_name,
        at=at,
        planned_s=session.planned_s,
        pressed_s=round(clock_ms / 1000, 3),
        parts=parts,
        ended=ended,
        pauses=pauses,
        skipped=skipped,
        content_hash=session.content_hash or None,
        places=session.places,
    )


def _credit(press: Entry) -> Credit:
    point, side = press.body.get("point"), press.body.get("side")
    return Credit(
        _whole(press.body, "step"),
        point if isinstance(point, str) else None,
        Side(str(side)) if side in tuple(Side) else None,
        max(0, _whole(press.body, "pressed_ms")),
    )


def _whole(body: Mapping[str, object], key: str) -> int:
    value = body.get(key)
    return value if isinstance(value, int) else 0


def _wholes(value: object) -> tuple[int, ...]:
    return tuple(one for one in _listed(value) if isinstance(one, int))


def _tables(value: object) -> Iterator[Mapping[str, object]]:
    for row in _listed(value):
        if isinstance(row, Mapping):
            yield cast("Mapping[str, object]", row)


def _listed(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
