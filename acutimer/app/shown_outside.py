"""A session as lock screens and media players show it, computed from its state.

Must never let a point or a routine be read there when the person hides them.
"""

from __future__ import annotations

from acutimer.core.guidance.score import heading
from acutimer.core.guidance.step_words import SIDE_WORDS
from acutimer.core.points import Atlas
from acutimer.core.preferences import Preferences
from acutimer.core.progress import Progress
from acutimer.core.routines import Phase, PhaseKind
from acutimer.core.session_state import State, Status
from acutimer.desktop.mpris import HIDDEN_TITLE, PAUSED, PLAYING, Shown


def shown_of(state: State, progress: Progress, atlas: Atlas, preferences: Preferences) -> Shown:
    """What is shown now; a lead-in and a wait already show the press they lead to."""
    if state.status.is_over:
        return Shown()
    track = _track(state)
    phase = state.routine.phases[track]
    length_ms = progress.length_ms if track == state.index else phase.length_ms
    hides = preferences.hide_point_names
    return Shown(
        status=PLAYING if state.status is Status.RUNNING else PAUSED,
        track=track,
        title=HIDDEN_TITLE if hides else title_of(state, phase, atlas),
        artist="" if hides else state.routine.name,
        length_us=length_ms * 1000,
        volume=preferences.tones_volume if preferences.tones else 0.0,
    )


def position_us(state: State, progress: Progress) -> int:
    """How far the press in hand has come; 0 before it begins."""
    pressing = not state.status.is_over and _track(state) == state.index
    return progress.elapsed_ms * 1000 if pressing else 0


def title_of(state: State, phase: Phase, atlas: Atlas) -> str:
    """What is pressed: "Top of the shoulder (GB21), left"."""
    if phase.point is None or phase.side is None or phase.point not in atlas:
        return heading(atlas, state.routine.steps[phase.step], phase.side)
    return f"{atlas.named(phase.point)}, {SIDE_WORDS[phase.side]}"


def _track(state: State) -> int:
    """The index of the phase in hand, or of the one that its lead-in or wait leads to."""
    leading = (PhaseKind.LEAD_IN, PhaseKind.REST)
    phases = state.routine.phases
    return next(
        (i for i in range(state.index, len(phases)) if phases[i].kind not in leading),
        len(phases) - 1,
    )
