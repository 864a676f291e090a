"""A routine as one person wants it: kept lengths within everybody's limit, waits where wished."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.points import MOST_PRESSED_S, Side
from acutimer.core.preparing import with_lengths, with_waits
from acutimer.core.routine_content import content_hash, routine_content
from acutimer.core.routine_reading import read_routine
from acutimer.core.routines import (
    CARE_LEAST_S,
    FASTEST_PRESS_MS,
    SLOWEST_PRESS_MS,
    Phase,
    PhaseKind,
    Routine,
    Step,
)
from acutimer.core.session_record import planned_s
from acutimer.core.settings import WAIT
from acutimer.core.step_lengths import key_of
from tests.core.shipped import atlas, built
from tests.core.traces import pool

ROUTINES = st.sampled_from(pool())


def hold(point: str, side: str = "both", seconds: int = 60, **more: Any) -> dict[str, Any]:
    return {"kind": "hold", "point": point, "side": side, "seconds": seconds, "own": True, **more}


def kept(routine: Routine, **seconds: int) -> dict[str, int]:
    """Kept lengths by "step1", "step2" ..."""
    numbered = ((int(name.removeprefix("step")) - 1, value) for name, value in seconds.items())
    return {_key(routine, index): value for index, value in numbered}


def _key(routine: Routine, index: int) -> str:
    step = routine.steps[index]
    return key_of(routine.id, index, step.point, step.kind.value)


def waits(routine: Routine) -> list[tuple[int, Side | None]]:
    return [(phase.step, phase.side) for phase in routine.phases if phase.waits]


def test_a_kept_length_holds_for_its_step_alone() -> None:
    routine = built(hold("GB20"), hold("BL10"), {"kind": "care", "seconds": 30})
    led = with_lengths(routine, kept(routine, step2=75, step3=45))
    assert [step.seconds for step in led.steps] == [60, 75, 45]
    assert content_hash(routine) != content_hash(led)


def test_a_step_that_became_another_has_no_kept_length() -> None:
    routine = built(hold("GB20"), hold("BL10"))
    lengths = kept(routine, step1=30, step2=75)
    turned = built(hold("BL10"), hold("GB20"))
    assert with_lengths(turned, lengths) is turned


def test_no_point_passes_three_minutes_a_side_and_no_other_step_of_it_gives_way() -> None:
    routine = built(
        hold("BL10", seconds=60),
        {"kind": "circles", "point": "BL10", "side": "left", "seconds": 60, "own": True},
        hold("GB21", "in_turn", 90),
    )
    led = with_lengths(routine, kept(routine, step1=300, step2=300, step3=300))
    assert [step.seconds for step in led.steps] == [120, 60, 180]
    assert max(planned_s(led).values()) == MOST_PRESSED_S


def test_however_short_a_step_is_kept_its_presses_can_be_followed() -> None:
    slow = {"kind": "presses", "point": "GB14", "side": "both", "seconds": 110, "presses": 10}
    routine = built({**slow, "own": True})
    for seconds in range(1, 181):
        (step,) = with_lengths(routine, kept(routine, step1=seconds)).steps
        assert step.presses is not None
        beat_ms = step.seconds * 1000 / step.presses
        assert FASTEST_PRESS_MS <= beat_ms <= SLOWEST_PRESS_MS, seconds


def test_presses_keep_their_beat() -> None:
    presses = {"kind": "presses", "point": "GB14", "side": "both", "seconds": 60, "presses": 20}
    routine = built(presses)
    for seconds, count in ((75, 25), (45, 15), (50, 17), (1, 1)):
        (step,) = with_lengths(routine, kept(routine, step1=seconds)).steps
        assert (step.seconds, step.presses) == (seconds, count)
        assert abs((step.beat_ms or 0) - 3000) <= 2000 / count


def test_strokes_keep_their_rate_whatever_length_is_kept() -> None:
    routine = built({"kind": "strokes", "point": "GB20", "side": "both", "seconds": 60})
    for kept_s, led_s in ((75, 75), (45, 45), (1, 5), (300, 180)):
        (step,) = with_lengths(routine, kept(routine, step1=kept_s)).steps
        assert (step.seconds, step.stroke, step.beat_ms) == (led_s, 5, 5000)


def test_never_waits_only_where_the_routine_says_so() -> None:
    routine = built(hold("GB20"), hold("BL10", wait=True))
    assert with_waits(routine, "never") is routine
    assert waits(routine) == [(1, Side.BOTH)]


def test_change_waits_before_another_point_and_never_before_the_first() -> None:
    routine = built(
        hold("GB20"),
        {"kind": "circles", "point": "GB20", "side": "both", "seconds": 30, "own": True},
        {"kind": "care", "seconds": 30},
        hold("GB20", "left", 30),
        hold("GB21", "in_turn", 30),
        {"kind": "mat", "seconds": 60},
    )
    assert [step for step, _ in waits(with_waits(routine, "change"))] == [4, 5]


def test_always_waits_between_all_steps_and_sides() -> None:
    routine = built(hold("GB20"), hold("GB21", "in_turn"), {"kind": "care", "seconds": 30})
    led = with_waits(routine, "always")
    assert waits(led) == [(1, Side.LEFT), (1, Side.RIGHT), (2, None)]
    assert [(phase.kind, phase.side, phase.switches) for phase in led.phases[5:8]] == [
        (PhaseKind.REST, Side.RIGHT, False),
        (PhaseKind.LEAD_IN, Side.RIGHT, True),
        (PhaseKind.HOLD, Side.RIGHT, False),
    ]
    assert content_hash(with_waits(built(hold("GB21", "in_turn")), "always")) == content_hash(
        built(hold("GB21", "in_turn"))
    )


@given(
    ROUTINES, st.sampled_from(WAIT.keys), st.dictionaries(st.integers(0, 9), st.integers(1, 300))
)
def test_whatever_is_prepared_is_a_routine_within_the_limits(
    routine: Routine, wait: str, seconds: dict[int, int]
) -> None:
    lengths = {
        _key(routine, index): value
        for index, value in seconds.items()
        if index < len(routine.steps)
    }
    led = with_waits(with_lengths(routine, lengths), wait)
    again = with_waits(read_routine(routine_content(led), atlas()), wait)
    assert again.steps == led.steps
    assert max(planned_s(led).values(), default=0) <= MOST_PRESSED_S
    for index, (step, before) in enumerate(zip(led.steps, routine.steps, strict=True)):
        assert step.seconds >= (CARE_LEAST_S if step.care else 1)
        if step.presses:
            assert step.seconds * 1000 / step.presses >= FASTEST_PRESS_MS
        assert step.wait >= before.wait
        assert step.seconds == before.seconds or _key(routine, index) in lengths
    assert [_stripped(phase) for phase in led.phases if not phase.waits and _presses(phase)] == [
        _stripped(phase) for phase in routine.phases if not phase.waits and _presses(phase)
    ]


def _presses(phase: Phase) -> bool:
    return phase.kind.is_pressing


def _stripped(phase: Phase) -> tuple[PhaseKind, int, Side | None]:
    return phase.kind, phase.step, phase.side


def test_a_step_of_a_file_never_waits_again() -> None:
    assert not Step(built(hold("GB20")).steps[0].kind, "GB20", Side.BOTH, 60).wait_again
