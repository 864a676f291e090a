"""What is noted of a session suffices to go on with it, and old notes still read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.core import session
from acutimer.core.events import Event, PressEnded
from acutimer.core.journal import Entry, EntryKind, read_session, session_ended_body
from acutimer.core.preparing import with_waits
from acutimer.core.routine_content import content_hash
from acutimer.core.routine_reading import read_routine
from acutimer.core.routines import Routine
from acutimer.core.session import State
from acutimer.core.session_record import (
    began,
    began_body,
    ended_note,
    reached_body,
    reached_pressed_ms,
    read_began,
    read_reached,
)
from acutimer.core.session_state import Reached
from acutimer.core.settings import WAIT
from tests.core.scripts import BEGINS_MS, COMMANDS
from tests.core.shipped import atlas, built, routine
from tests.core.traces import Trace, pool

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
#: everything but what ends a session
ON = st.sampled_from(sorted(set(COMMANDS) - {"stop"}))
TRACES = st.lists(st.tuples(st.integers(0, 60_000), ON), max_size=15)


def entry(kind: EntryKind, body: dict[str, Any], number: int = 1) -> Entry:
    return Entry(f"e{number}", "d", number, number, kind, AT, "UTC", None, body)


def press_body(event: PressEnded, state: State) -> dict[str, Any]:
    """A press as app.diary writes it."""
    return {
        "point": event.point,
        "side": event.side.value if event.side else None,
        "kind": event.kind.value,
        "pressed_ms": event.pressed_ms,
        "step": event.step,
        "reached": reached_body(state),
    }


def test_a_session_that_began_reads_back_as_it_was_written() -> None:
    chosen = routine("article-whole")
    led = with_waits(chosen, "always")
    noted = began(chosen, led, "always", range(len(led.steps)))
    read = read_began(entry(EntryKind.SESSION_BEGAN, began_body(noted)))
    assert read.id == "e1"
    assert read.content_hash == content_hash(chosen)
    assert with_waits(read_routine(read.content, atlas()), read.wait).phases == led.phases
    assert {(p.point, p.side): p.planned_s for p in read.parts}["BL11", "left"] == 120


def test_what_an_older_acutimer_noted_reads() -> None:
    body = {"routine": "desk-pause", "routine_name": "Desk pause", "planned_s": 210}
    read = read_began(entry(EntryKind.SESSION_BEGAN, body))
    assert (read.routine, read.routine_name, read.planned_s) == ("desk-pause", "Desk pause", 210)
    assert (read.steps, read.parts, read.content_hash) == ((), (), "")
    press = {"point": "GB20", "side": "both", "kind": "hold", "pressed_ms": 60_000, "step": 0}
    desk = routine("desk-pause")
    reached = read_reached([entry(EntryKind.PRESS_ENDED, press)], desk)
    assert desk.phases[reached.phase].step == 1
    assert desk.phases[reached.phase - 1].step == 0
    assert reached_pressed_ms(reached) == {("GB20", "left"): 60_000, ("GB20", "right"): 60_000}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["point", "side", "pressed_s", "phase", "skipped"]), inner
        )
    ),
    max_leaves=6,
)
KEYS = ("routine", "routine_name", "planned_s", "parts", "steps", "numbers", "wait")
PRESS_KEYS = ("point", "side", "pressed_ms", "step", "reached")


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(KEYS), JSON), st.dictionaries(st.sampled_from(PRESS_KEYS), JSON)
)
def test_no_entry_is_so_odd_that_keeping_the_session_fails(
    body: dict[str, Any], press: dict[str, Any]
) -> None:
    read = read_began(entry(EntryKind.SESSION_BEGAN, body))
    reached = read_reached([entry(EntryKind.PRESS_ENDED, press)], None)
    note = ended_note(
        read, reached_pressed_ms(reached), 0, ended="cut off", pauses=0, skipped=0, at=AT
    )
    assert reached.phase >= 0
    assert 0 <= note.planned_s < float("inf")


def lead(led: Routine, trace: Trace, reached: Reached | None = None) -> tuple[State, list[Entry]]:
    """A session led through a trace: its state and the presses noted."""
    now_ms, presses = BEGINS_MS, list[Entry]()

    def note(state: State, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, PressEnded) and event.pressed_ms > 0:
                body = press_body(event, state)
                presses.append(entry(EntryKind.PRESS_ENDED, body, len(presses) + 1))

    state, events = session.start(led, now_ms, reached)
    note(state, events)
    for gap_ms, command in trace:
        now_ms += gap_ms
        state, events = session.advance(state, now_ms)
        note(state, events)
        state, events = COMMANDS[command](state, now_ms)
        note(state, events)
    return state, presses


@settings(deadline=None)
@given(st.sampled_from(pool()), st.sampled_from(WAIT.keys), TRACES)
def test_going_on_begins_where_the_last_press_left_off_with_all_that_was_pressed(
    chosen: Routine, wait: str, trace: Trace
) -> None:
    led = with_waits(chosen, wait)
    state, presses = lead(led, trace)
    reached = read_reached(presses, led)
    assert reached.credits == tuple(c for c in state.credits if c.pressed_ms > 0)
    if state.status.is_over:
        return
    on, events = session.start(led, BEGINS_MS, reached)
    assert sum(event.due == BEGINS_MS for event in events) == len(events)
    before = {key: ms for key, ms in session.pressed_ms(on, BEGINS_MS).items() if ms}
    assert before == {key: ms for key, ms in reached_pressed_ms(reached).items() if ms}
    if not on.status.is_over and presses and presses[-1].body["reached"] == reached_body(state):
        assert on.phase == state.phase
        assert on.length_ms == state.length_ms or state.index != on.index


def test_in_turn_goes_on_with_the_right_side_as_long_as_the_left_was_made() -> None:
    led = built(
        {"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 60, "own": True},
        {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60},
    )
    _, presses = lead(led, [(10_000, "+15"), (75_000, "+15")])
    on, _ = session.start(led, 0, read_reached(presses, led))
    assert (on.step, on.phase.side) == (0, "right")
    on, _ = session.advance(on, 5000)
    assert on.length_ms == 75_000


def test_the_end_says_what_was_planned_and_pressed_on_each_side() -> None:
    chosen = built(
        {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60},
        {"kind": "hold", "point": "GB21", "side": "left", "seconds": 60, "own": True},
    )
    noted = began(chosen, chosen, "never", (0, 1))
    pressed = {("GB20", "left"): 60_000, ("GB20", "right"): 60_000}
    note = ended_note(noted, pressed, 60_000, ended="stopped", pauses=1, skipped=0, at=AT)
    read = read_session(entry(EntryKind.SESSION_ENDED, session_ended_body(note) | {"session": "s"}))
    assert read is not None
    assert [(p.point, p.side, p.seconds, p.planned_s) for p in read.parts] == [
        ("GB20", "left", 60, 60),
        ("GB20", "right", 60, 60),
        ("GB21", "left", 0, 60),
    ]
    assert (read.pressed_s, read.planned_s, read.content_hash) == (60, 120, content_hash(chosen))
