"""What is noted of a session suffices to go on with it, and old notes still read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.core import session
from acutimer.core.events import Event, PressEnded
from acutimer.core.journal import (
    Entry,
    EntryKind,
    PressedPart,
    SessionNote,
    read_session,
    session_ended_body,
)
from acutimer.core.points import Side
from acutimer.core.preparing import with_waits
from acutimer.core.routine_content import content_hash
from acutimer.core.routine_reading import read_routine
from acutimer.core.routines import Routine
from acutimer.core.session import State, Status
from acutimer.core.session_record import (
    Began,
    began,
    began_body,
    ended_note,
    planned_s,
    reached_body,
    reached_pressed_ms,
    read_began,
    read_reached,
)
from acutimer.core.session_state import Credit, Reached
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


IN_TURN = {"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 60, "own": True}
BOTH = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}
AGAIN = {"kind": "hold", "point": "GB20", "side": "left", "seconds": 30, "own": True}
MAT = {"kind": "mat", "seconds": 60}


def test_what_is_planned_counts_each_side_and_each_time_and_no_mat() -> None:
    assert planned_s(built(BOTH, IN_TURN, AGAIN, MAT)) == {
        ("GB20", "left"): 90,
        ("GB20", "right"): 60,
        ("BL11", "left"): 60,
        ("BL11", "right"): 60,
    }


def test_what_is_written_of_a_beginning_is_all_that_going_on_needs() -> None:
    chosen = built(BOTH, IN_TURN)
    led = chosen.with_steps(chosen.steps[:1])
    noted = began(chosen, led, "change", [0])
    assert noted.id == ""
    assert began_body(noted) == {
        "routine": "built",
        "routine_name": "Built",
        "planned_s": 60,
        "content_hash": content_hash(chosen),
        "file_hash": "",
        "wait": "change",
        "numbers": [0],
        "steps": [{"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}],
        "parts": [
            {"point": "GB20", "side": "left", "pressed_s": 0, "planned_s": 60},
            {"point": "GB20", "side": "right", "pressed_s": 0, "planned_s": 60},
        ],
        "places": [],
    }
    assert noted.content == {
        "schema": 1,
        "id": "built",
        "name": "Built",
        "steps": [{"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}],
    }


def test_a_beginning_reads_back_whole() -> None:
    chosen = built(BOTH, IN_TURN)
    noted = began(chosen, chosen, "always", [0, 1], in_file=chosen, places=["neck.left"])
    assert noted.file_hash == content_hash(chosen)
    read = read_began(entry(EntryKind.SESSION_BEGAN, began_body(noted)))
    assert read == replace(noted, id="e1")
    lost = {**began_body(noted), "places": ["neck.left", "moon", {}, 3]}
    assert read_began(entry(EntryKind.SESSION_BEGAN, lost)).places == ("neck.left",)
    named = read_began(entry(EntryKind.SESSION_BEGAN, began_body(noted) | {"session": "s7"}))
    assert named.id == "s7"


def test_an_empty_beginning_is_a_session_without_a_name() -> None:
    assert read_began(entry(EntryKind.SESSION_BEGAN, {})) == Began(
        id="e1",
        routine="",
        routine_name="",
        planned_s=0,
        parts=(),
        content_hash="",
        wait="never",
        numbers=(),
        steps=(),
    )


def test_a_beginning_that_says_little_is_led_as_it_always_was() -> None:
    assert Began("s", "r", "R", 60, ()) == Began("s", "r", "R", 60, (), "", "never", (), ())


def test_a_routine_without_a_name_is_called_by_its_id() -> None:
    assert read_began(entry(EntryKind.SESSION_BEGAN, {"routine": "mine"})).routine_name == "mine"


@pytest.mark.parametrize(
    ("written", "read_s"),
    [
        (0, 0),
        (0.5, 0.5),
        (90.5, 90.5),
        (-1, 0),
        (float("inf"), 0),
        (float("nan"), 0),
        ("90", 0),
        (None, 0),
    ],
)
def test_a_planned_time_that_is_none_reads_as_zero(written: object, read_s: float) -> None:
    assert read_began(entry(EntryKind.SESSION_BEGAN, {"planned_s": written})).planned_s == read_s


def test_what_cannot_be_read_of_a_beginning_is_left_out_and_the_rest_kept() -> None:
    part = {"point": "GB20", "side": "left", "pressed_s": 0, "planned_s": 60}
    read = read_began(
        entry(
            EntryKind.SESSION_BEGAN,
            {
                "routine": "mine",
                "parts": [part, {"point": "GB20"}],
                "numbers": [0, "one", 2],
                "steps": ["hold", {"kind": "mat"}, 3],
            },
        )
    )
    assert (read.routine, read.parts, read.numbers) == ("mine", (), (0, 2))
    assert read.steps == ({"kind": "mat"},)
    whole = read_began(entry(EntryKind.SESSION_BEGAN, {"parts": [part]}))
    assert whole.parts == (PressedPart("GB20", "left", 0, 60),)


def test_how_far_it_came_is_written_and_read_back() -> None:
    state, _ = session.start(built(BOTH, IN_TURN, AGAIN), BEGINS_MS)
    state, _ = session.skip(state, BEGINS_MS + 2000)
    state, _ = session.pause(state, BEGINS_MS + 3000)
    state, _ = session.resume(state, BEGINS_MS + 4000)
    now_ms = session.next_due(state) or 0
    state, _ = session.lengthen(session.advance(state, now_ms)[0], now_ms)
    body = reached_body(state)
    assert body == {"phase": state.index, "adjust_ms": 15_000, "pauses": 1, "skipped": [0]}
    press = {"point": "BL11", "side": "left", "pressed_ms": 75_000, "step": 1, "reached": body}
    assert read_reached([entry(EntryKind.PRESS_ENDED, press)], None) == Reached(
        phase=state.index,
        adjust_ms=15_000,
        pauses=1,
        skipped=frozenset({0}),
        credits=(Credit(1, "BL11", Side.LEFT, 75_000),),
    )


def test_skipped_steps_are_written_in_order() -> None:
    state = State(built(BOTH), Status.RUNNING, 0, 0, 0, 0, skipped=frozenset({9, 2, 17}))
    assert reached_body(state)["skipped"] == [2, 9, 17]


def test_the_last_press_says_how_far_it_came_and_all_count() -> None:
    def press(number: int, phase: int) -> Entry:
        body = {"point": "GB20", "side": "both", "pressed_ms": 1000 * number, "step": number}
        return entry(EntryKind.PRESS_ENDED, body | {"reached": {"phase": phase}}, number)

    reached = read_reached([press(1, 3), press(2, 6)], None)
    assert reached.phase == 6
    assert [credit.pressed_ms for credit in reached.credits] == [1000, 2000]


def test_without_presses_it_begins_at_the_beginning() -> None:
    assert read_reached([], built(BOTH, IN_TURN)) == Reached()
    assert read_reached([], None) == Reached()


@pytest.mark.parametrize(("step", "goes_on_with"), [(0, 1), (1, 2)])
def test_an_old_entry_goes_on_with_the_step_after_the_last_one_pressed(
    step: int, goes_on_with: int
) -> None:
    led = built(BOTH, IN_TURN, AGAIN)
    press = {"point": "GB20", "side": "both", "pressed_ms": 1000, "step": step}
    early = press | {"step": 0}
    # the order of the entries does not matter here, the furthest step does
    reached = read_reached(
        [entry(EntryKind.PRESS_ENDED, press), entry(EntryKind.PRESS_ENDED, early, 2)], led
    )
    assert led.phases[reached.phase].step == goes_on_with
    assert led.phases[reached.phase - 1].step == goes_on_with - 1


def test_an_old_entry_of_the_last_step_goes_on_behind_the_end() -> None:
    led = built(BOTH, IN_TURN)
    press = {"point": "BL11", "side": "right", "pressed_ms": 1000, "step": 1}
    assert read_reached([entry(EntryKind.PRESS_ENDED, press)], led).phase == len(led.phases)


@pytest.mark.parametrize(
    ("body", "credit"),
    [
        ({}, Credit(0, None, None, 0)),
        ({"step": 2, "pressed_ms": 500}, Credit(2, None, None, 500)),
        ({"step": "2", "pressed_ms": "500", "point": 7, "side": 7}, Credit(0, None, None, 0)),
        ({"point": "GB20", "side": "nowhere", "pressed_ms": -5}, Credit(0, "GB20", None, 0)),
        ({"point": "GB20", "side": "right"}, Credit(0, "GB20", Side.RIGHT, 0)),
    ],
)
def test_what_a_press_does_not_say_is_left_at_its_default(
    body: dict[str, Any], credit: Credit
) -> None:
    reached = read_reached([entry(EntryKind.PRESS_ENDED, body)], None)
    assert reached.credits == (credit,)


def test_odd_numbers_of_how_far_it_came_are_never_below_zero() -> None:
    said = {"phase": -3, "pauses": -1, "adjust_ms": -15_000, "skipped": "all"}
    assert read_reached([entry(EntryKind.PRESS_ENDED, {"reached": said})], None) == Reached(
        phase=0, adjust_ms=-15_000, pauses=0, credits=(Credit(0, None, None, 0),)
    )


def test_pressed_before_is_added_up_by_point_and_side_and_the_mat_has_none() -> None:
    reached = Reached(
        credits=(
            Credit(0, None, None, 60_000),
            Credit(0, None, Side.LEFT, 60_000),
            Credit(1, "GB20", Side.BOTH, 5000),
            Credit(2, "GB20", Side.LEFT, 700),
            Credit(3, "BL11", None, 900),
        )
    )
    assert reached_pressed_ms(reached) == {("GB20", "left"): 5700, ("GB20", "right"): 5000}


def test_the_note_of_an_end_holds_what_was_planned_and_what_was_pressed_besides() -> None:
    chosen = built(BOTH)
    noted = replace(began(chosen, chosen, "never", (0,), places=["neck.left"]), id="s1")
    note = ended_note(
        noted,
        {("GB20", "left"): 59_999.6, ("LI4", "left"): 1000},
        60_999.6,
        ended="finished",
        pauses=3,
        skipped=2,
        at=AT,
    )
    assert note == SessionNote(
        id="s1",
        routine="built",
        routine_name="Built",
        at=AT,
        planned_s=60,
        pressed_s=61.0,
        parts=(
            PressedPart("GB20", "left", 60.0, 60),
            PressedPart("GB20", "right", 0, 60),
            PressedPart("LI4", "left", 1, None),
        ),
        ended="finished",
        pauses=3,
        skipped=2,
        content_hash=content_hash(chosen),
        places=("neck.left",),
    )


def test_milliseconds_are_kept_in_the_note_of_an_end() -> None:
    noted = read_began(entry(EntryKind.SESSION_BEGAN, {"routine": "old"}))
    note = ended_note(
        noted, {("GB20", "left"): 1234}, 5678, ended="stopped", pauses=0, skipped=0, at=AT
    )
    assert (note.pressed_s, note.parts[0].seconds, note.content_hash) == (5.678, 1.234, None)
