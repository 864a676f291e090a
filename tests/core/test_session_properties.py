"""What holds for every routine and everything that is done to it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from acutimer.core import session
from acutimer.core.events import (
    Event,
    Paused,
    PhaseBegan,
    PressEnded,
    Resumed,
    SessionFinished,
    StepDone,
    WaitBegan,
)
from acutimer.core.guidance.score import Cue, CueId, cues_ahead, score_of
from acutimer.core.guidance.telling import Telling
from acutimer.core.preparing import with_waits
from acutimer.core.progress import ends_ms, progress
from acutimer.core.routines import PhaseKind, Routine
from acutimer.core.session import State, Status
from tests.amounts import examples
from tests.core.scripts import BEGINS_MS, COMMANDS
from tests.core.shipped import atlas, built
from tests.core.traces import Trace, pool

#: as they are, and with a wait before every stretch
ROUTINES = st.sampled_from((*pool(), *(with_waits(one, "always") for one in pool())))
GAPS_MS = st.one_of(
    st.integers(0, 2500), st.integers(0, 200_000), st.sampled_from((1000, 2000, 5000, 15_000))
)
TRACES = st.lists(st.tuples(GAPS_MS, st.sampled_from(sorted(COMMANDS))), max_size=20)
#: Two backs within two seconds mean something else than two with a pause between them.
WITHOUT_PAUSES = st.lists(
    st.tuples(GAPS_MS, st.sampled_from(("skip", "restart", "+15", "-15", "ready")), GAPS_MS),
    max_size=12,
)
PRESS_BEGINS = {CueId.BEGIN, CueId.CHANGE}


def play(routine: Routine, trace: Trace, looks: list[list[int]]) -> tuple[State, list[Event], int]:
    """Lead through a trace, looking at these moments within each gap: state, events and now."""
    state, events = session.start(routine, BEGINS_MS)
    now_ms = BEGINS_MS
    for number, (gap_ms, command) in enumerate([*trace, (600_000, "resume")]):
        for part in sorted(looks[number]) if number < len(looks) else ():
            state, more = session.advance(state, now_ms + gap_ms * part // 1000)
            events += more
        now_ms += gap_ms
        state, more = COMMANDS[command](state, now_ms)
        events += more
    return state, events, now_ms


def at_moment(routine: Routine, trace: Trace, after_ms: int) -> tuple[State, int]:
    """A session in the middle of a trace, looked at."""
    state, _ = session.start(routine, BEGINS_MS)
    now_ms = BEGINS_MS
    for gap_ms, command in trace:
        now_ms += gap_ms
        state, _ = COMMANDS[command](state, now_ms)
    state, _ = session.advance(state, now_ms + after_ms)
    return state, now_ms + after_ms


def run_on(state: State) -> tuple[State, list[Event]]:
    """Let everything happen until the session waits, is paused or over."""
    events: list[Event] = []
    while (due := session.next_due(state)) is not None:
        state, more = session.advance(state, due)
        events += more
    return state, events


@settings(deadline=None)
@given(ROUTINES, TRACES, st.lists(st.lists(st.integers(0, 1000), max_size=6), max_size=21))
@example(
    built({"kind": "hold", "point": "GB20", "side": "both", "seconds": 1, "own": True}),
    [(0, "back"), (15_000, "restart")],
    [[], [400]],
)
def test_events_do_not_depend_on_how_often_one_looks(
    routine: Routine, trace: Trace, looks: list[list[int]]
) -> None:
    assert play(routine, trace, looks) == play(routine, trace, [])


@settings(deadline=None)
@given(ROUTINES, TRACES)
def test_events_come_in_the_order_of_their_moments(routine: Routine, trace: Trace) -> None:
    _, events, now_ms = play(routine, trace, [])
    dues = [event.due for event in events]
    assert dues == sorted(dues)
    assert dues[0] == BEGINS_MS
    assert dues[-1] <= now_ms


@settings(deadline=None)
@given(ROUTINES, WITHOUT_PAUSES, st.lists(st.tuples(st.integers(0, 1000), GAPS_MS), max_size=12))
def test_pauses_shift_and_never_shorten(
    routine: Routine, trace: list[tuple[int, str, int]], pauses: list[tuple[int, int]]
) -> None:
    plain, events = session.start(routine, BEGINS_MS)
    paused, with_pauses = session.start(routine, BEGINS_MS)
    plain_ms = paused_ms = BEGINS_MS
    moved: list[Event] = list(with_pauses)
    for number, (gap_ms, command, rest_ms) in enumerate([*trace, (600_000, "stop", 0)]):
        part, length_ms = pauses[number] if number < len(pauses) else (0, rest_ms)
        before_ms = gap_ms * part // 1000
        paused, happened, took_ms = _paused_for(paused, paused_ms + before_ms, length_ms)
        shift_ms = paused_ms - plain_ms
        moved += [replace(event, due=event.due - shift_ms) for event in happened]
        plain_ms += gap_ms
        paused_ms += gap_ms + took_ms
        plain, happened = COMMANDS[command](plain, plain_ms)
        events += happened
        paused, happened = COMMANDS[command](paused, paused_ms)
        moved += [replace(event, due=event.due - (paused_ms - plain_ms)) for event in happened]
    assert [e for e in moved if not isinstance(e, Paused | Resumed)] == events
    assert session.pressed_ms(paused, paused_ms) == session.pressed_ms(plain, plain_ms)


def _paused_for(state: State, now_ms: int, length_ms: int) -> tuple[State, list[Event], int]:
    """A pause, if one makes sense just now: state, events and how long it was."""
    state, events = session.pause(state, now_ms)
    if state.status is not Status.PAUSED:
        return state, events, 0
    state, more = session.advance(state, now_ms + length_ms // 2)
    assert more == []
    state, more = session.resume(state, now_ms + length_ms)
    assert [event.due for event in more] == [now_ms + length_ms]
    return state, events + more, length_ms


@settings(deadline=None)
@given(ROUTINES, TRACES, GAPS_MS)
def test_nothing_is_overdue_after_a_look(routine: Routine, trace: Trace, after_ms: int) -> None:
    state, now_ms = at_moment(routine, trace, after_ms)
    due = session.next_due(state)
    assert (due is None) == (state.status is not Status.RUNNING)
    assert due is None or due > now_ms
    assert session.advance(state, now_ms) == (state, [])


@settings(deadline=None)
@given(ROUTINES, TRACES, GAPS_MS)
def test_what_is_noted_of_presses_is_what_was_pressed(
    routine: Routine, trace: Trace, after_ms: int
) -> None:
    state, events, now_ms = play(routine, [*trace, (after_ms, "stop")], [])
    noted = sum(event.pressed_ms for event in events if isinstance(event, PressEnded))
    assert noted == session.clock_pressed_ms(state, now_ms)
    for event in events:
        if isinstance(event, PressEnded):
            assert event.pressed_ms >= 0


@settings(deadline=None)
@given(ROUTINES, TRACES, GAPS_MS)
def test_cues_ahead_are_those_of_what_will_happen(
    routine: Routine, trace: Trace, after_ms: int
) -> None:
    state, now_ms = at_moment(routine, trace, after_ms)
    cues = cues_ahead(Telling(state.routine, atlas()), state, now_ms)
    assert [cue.at_ms for cue in cues] == sorted(cue.at_ms for cue in cues)
    assert all(cue.at_ms >= now_ms for cue in cues)
    assert all(cue.caption.strip() for cue in cues)
    if state.status in (Status.PAUSED, Status.STOPPED):
        assert cues == []
        return
    first_due = session.next_due(state)
    end, events = run_on(state)
    heard = [cue for cue in cues if first_due is None or cue.at_ms >= first_due]
    _check_phases(routine, events, heard)
    if any(isinstance(event, SessionFinished) for event in events):
        assert [c.at_ms for c in cues if c.id is CueId.ALL_DONE] == [end.ended_ms]
    waits = [event.due for event in events if isinstance(event, WaitBegan)]
    if first_due is not None:
        assert [cue.at_ms for cue in cues if cue.id is CueId.READY] == waits


def _check_phases(routine: Routine, events: list[Event], heard: list[Cue]) -> None:
    """Each beginning sounds when it begins, and nothing sounds as a beginning that is none."""
    began = [event for event in events if isinstance(event, PhaseBegan)]
    sides = {(cue.at_ms, cue.side) for cue in heard if cue.id in PRESS_BEGINS}
    by_id = {id_: [cue.at_ms for cue in heard if cue.id is id_] for id_ in CueId}
    presses: list[int] = []
    strokes: list[int] = []
    begins: set[tuple[int, object]] = set()
    lead_ins: list[int] = []
    cares: list[int] = []
    switches: list[int] = []
    for event in began:
        phase = event.phase
        match phase.kind:
            case PhaseKind.LEAD_IN:
                lead_ins.append(event.due + event.length_ms)
                if phase.switches:
                    switches.append(event.due)
            case PhaseKind.CARE:
                cares.append(event.due + 800)
            case PhaseKind.PRESSES:
                beat_ms = routine.steps[event.step].beat_ms or 1
                presses += range(event.due, event.due + event.length_ms, beat_ms)
            case PhaseKind.STROKES:
                beat_ms = routine.steps[event.step].beat_ms or 1
                every = range(event.due, event.due + event.length_ms, beat_ms)
                # all but those that would have less than four seconds
                last_ms = event.due + event.length_ms - 4000
                strokes += [at for at in every if at == event.due or at <= last_ms]
            case _:
                begins.add((event.due, phase.side))
    assert sides == begins
    assert by_id[CueId.PRESS] == presses
    assert by_id[CueId.STROKE] == strokes
    assert by_id[CueId.SWITCH_SIDES] == switches
    assert by_id[CueId.LEAD_IN_3] == [at_ms - 3000 for at_ms in lead_ins]
    assert by_id[CueId.LEAD_IN_1] == [at_ms - 1000 for at_ms in lead_ins]
    assert len(by_id[CueId.CARE]) == len(cares)
    assert all(abs(told - due) <= 800 for told, due in zip(by_id[CueId.CARE], cares, strict=True))


@settings(deadline=None)
@given(ROUTINES, TRACES, GAPS_MS)
def test_the_end_of_a_step_is_told_one_way_or_another(
    routine: Routine, trace: Trace, after_ms: int
) -> None:
    state, now_ms = at_moment(routine, trace, after_ms)
    if session.next_due(state) is None:
        return
    told = {CueId.STEP_DONE, CueId.ALL_DONE, CueId.CHANGE}
    at = {
        cue.at_ms
        for cue in cues_ahead(Telling(state.routine, atlas()), state, now_ms)
        if cue.id in told
    }
    _, events = run_on(state)
    assert {event.due for event in events if isinstance(event, StepDone)} <= at


@settings(deadline=None)
@given(ROUTINES)
def test_the_score_is_what_an_undisturbed_session_does(routine: Routine) -> None:
    score = score_of(Telling(routine, atlas()))
    state, events = session.start(routine, 0)
    cues: list[Cue] = cues_ahead(Telling(state.routine, atlas()), state, 0)
    now_ms = 0
    while not state.status.is_over:
        if state.status is Status.WAITING:
            state, more = session.ready(state, now_ms)
            cues += cues_ahead(Telling(state.routine, atlas()), state, now_ms)
        else:
            now_ms = session.next_due(state) or 0
            state, more = session.advance(state, now_ms)
        events += more
    began = [
        (event.phase, event.due, event.due + event.length_ms)
        for event in events
        if isinstance(event, PhaseBegan)
    ]
    spans = [(span.phase, span.begins_ms, span.ends_ms) for span in score.spans]
    assert [span for span in spans if not span[0].waits] == began
    assert [span[1] for span in spans if span[0].waits] == [
        event.due for event in events if isinstance(event, WaitBegan)
    ]
    assert score.length_ms == now_ms == state.ended_ms == routine.length_s * 1000
    assert sorted(set(cues), key=str) == sorted(set(score.cues), key=str)
    assert all(cue.caption.strip() for cue in score.cues)
    assert session.clock_pressed_ms(state, now_ms) == routine.planned_s * 1000


@settings(deadline=None)
@given(ROUTINES, TRACES, GAPS_MS)
def test_what_a_page_shows_adds_up(routine: Routine, trace: Trace, after_ms: int) -> None:
    state, now_ms = at_moment(routine, trace, after_ms)
    shown = progress(state, now_ms)
    assert shown.elapsed_ms + shown.left_ms == shown.length_ms
    assert 0 <= shown.elapsed_ms <= shown.length_ms
    assert 0 <= shown.fraction_left <= 1
    assert 0 <= shown.step < shown.steps
    assert shown.beat <= shown.beats
    left_ms = 0
    if state.status is Status.PAUSED:
        state, _ = session.resume(state, now_ms)
    while not state.status.is_over:
        if state.status is Status.WAITING:
            state, _ = session.ready(state, now_ms + left_ms)
        state, _ = run_on(state)
        ends_ms = state.ended_ms if state.status.is_over else state.anchor_ms
        left_ms = (ends_ms or now_ms) - now_ms
    assert shown.session_left_ms == max(0, left_ms)


@settings(max_examples=examples(60), deadline=None)
@given(ROUTINES, TRACES, st.integers(0, 200_000), st.integers(-5000, 200_000))
def test_what_is_foreseen_of_a_state_is_what_running_ahead_finds(
    routine: Routine, trace: Trace, after_ms: int, later_ms: int
) -> None:
    state, now_ms = at_moment(routine, trace, after_ms)
    ends = ends_ms(state)
    assert (ends is None) == (state.status is not Status.RUNNING)
    for at_ms in (now_ms, now_ms + later_ms):
        assert progress(state, at_ms, ends) == progress(state, at_ms)
