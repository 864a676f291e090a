"""What a page shows of a running session at one moment, computed from the engine's state.

Must never change anything and never word anything: pages have their own wording.
"""

from __future__ import annotations

from dataclasses import dataclass

from acutimer.core.routines import Phase, PhaseKind
from acutimer.core.session import advance, next_due, ready, resume
from acutimer.core.session_state import State, Status, elapsed_ms


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a session; times in ms; ``beat`` counts what beats and has begun so far."""

    status: Status
    phase: Phase
    step: int
    steps: int
    elapsed_ms: int
    length_ms: int
    left_ms: int
    session_left_ms: int
    beat: int
    beats: int
    in_beat_ms: int
    beat_ms: int
    following: Phase | None
    skipped: frozenset[int]

    @property
    def fraction_left(self) -> float:
        """What part of the phase is still to come, 0 to 1."""
        return self.left_ms / self.length_ms if self.length_ms else 0.0

    @property
    def pressing_down(self) -> bool:
        """In the first half of a beat one presses or strokes, in the second one lets go."""
        return self.in_beat_ms * 2 < self.beat_ms


def ends_ms(state: State) -> int | None:
    """When a running session ends if nobody touches it and every wait is over at once; else None.

    It holds as long as the state does, so whoever asks with every frame need not run ahead anew.
    """
    due = next_due(state)
    return due - 1 + _session_left_ms(state, due - 1) if due is not None else None


def progress(state: State, now_ms: int, ends: int | None = None) -> Progress:
    """What is to be shown at ``now_ms``; ``ends`` is what ``ends_ms`` told of this very state."""
    phase = state.phase
    elapsed = elapsed_ms(state, now_ms)
    length = 0 if state.status.is_over else state.length_ms
    step = state.routine.steps[phase.step]
    beats = step.beats(length) if phase.kind.is_pressing else range(0)
    beat_ms = beats.step if beats else 0
    begun = min(elapsed // beat_ms, len(beats) - 1) if beat_ms else 0
    rest = () if state.status.is_over else state.routine.phases[state.index + 1 :]
    due = next_due(state)
    foreseen = ends if due is not None and now_ms < due else None
    return Progress(
        status=state.status,
        phase=phase,
        step=phase.step,
        steps=len(state.routine.steps),
        elapsed_ms=elapsed,
        length_ms=length,
        left_ms=length - elapsed,
        session_left_ms=(
            _session_left_ms(state, now_ms) if foreseen is None else foreseen - now_ms
        ),
        beat=begun + 1 if beat_ms else 0,
        beats=len(beats),
        in_beat_ms=elapsed - begun * beat_ms if beat_ms else 0,
        beat_ms=beat_ms,
        following=next((p for p in rest if p.kind is not PhaseKind.LEAD_IN), None),
        skipped=state.skipped,
    )


def _session_left_ms(state: State, now_ms: int) -> int:
    """The engine run ahead, as if nobody touched anything and every wait were over at once."""
    at_ms = now_ms
    state, _ = resume(state, now_ms)
    while not state.status.is_over:
        if (due := next_due(state)) is None:
            state, _ = ready(state, at_ms)
        else:
            at_ms = due
            state, _ = advance(state, due)
    return max(0, at_ms - now_ms)
