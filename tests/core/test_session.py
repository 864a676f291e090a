"""What a session keeps, forgets and never passes, one command at a time."""

from __future__ import annotations

from acutimer.core import session
from acutimer.core.progress import progress
from acutimer.core.session_state import Reached, elapsed_ms
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import built

GB20 = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}
PRESS_MS = BEGINS_MS + 5000


def test_a_session_that_goes_on_counts_its_pauses_on() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS, Reached(pauses=2))
    assert state.pauses == 2
    state, _ = session.pause(state, BEGINS_MS + 1000)
    assert state.pauses == 3


def test_going_on_forgets_why_it_stood_still() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS)
    state, _ = session.pause(state, BEGINS_MS + 1000, "sleep")
    assert state.pause_reason == "sleep"
    state, _ = session.resume(state, BEGINS_MS + 2000)
    assert state.pause_reason == ""


def test_a_phase_looked_at_too_late_has_had_its_length_and_no_more() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS)
    state, _ = session.advance(state, PRESS_MS)
    late_ms = PRESS_MS + 90_000
    assert elapsed_ms(state, late_ms) == 60_000
    assert session.clock_pressed_ms(state, late_ms) == 60_000
    assert progress(state, late_ms).left_ms == 0
