"""What stands in the dark while one's eyes are closed, from a moment of the session.

Plain functions of values. Must never hold a widget, count or read a clock.
"""

from __future__ import annotations

from typing import NamedTuple

from acutimer.core.guidance.score import heading
from acutimer.core.guidance.step_words import LIGHTLY
from acutimer.core.points import Atlas
from acutimer.core.progress import Progress
from acutimer.core.routines import Phase, PhaseKind, Routine
from acutimer.core.session import Status
from acutimer.ui.kit.wording import countdown_text
from acutimer.ui.session.words import is_waiting, ring_of

KEYS_IN_THE_DARK = "Any key pauses, but U: I feel unwell. E or Esc brings the light back."
EYES_CLOSED = f"Eyes closed. {KEYS_IN_THE_DARK}"
_PAUSES, _GOES_ON, _READY = "Any key pauses", "Space goes on", "Press any key"
#: Beside each of these: it must be known before it is needed.
_UNWELL = "U: I feel unwell"


class DarkWords(NamedTuple):
    """The texts in the dark; ``done`` is what part of the session is over, 0 to 1."""

    head: str = ""
    digits: str = ""
    hint: str = ""
    following: str = ""
    done: float = 0.0


def dark_words(progress: Progress, routine: Routine, atlas: Atlas) -> DarkWords:
    """The texts of a moment; they change with the step and the second, never on a beat."""
    phase = progress.phase
    step = routine.steps[phase.step]
    title = heading(atlas, step, phase.side)
    if step.light:
        title = f"{title}. {LIGHTLY.rstrip('.')}"
    # without motion, so that the word stands still through a step
    ring = ring_of(progress, routine)
    head, digits, hint = f"{title}. {ring.head}.", ring.digits, _PAUSES
    if phase.kind is PhaseKind.PRESSES:
        head, digits = f"{title}. Presses.", countdown_text(progress.left_ms)
    elif phase.kind is PhaseKind.STROKES:
        head = f"{title}. Slow strokes."
    elif phase.kind is PhaseKind.LEAD_IN:
        head = f"{ring.head}. {title}."
    elif phase.kind is PhaseKind.CARE and title.startswith(ring.head.rstrip("…")):
        head = f"{title}."
    if progress.status is Status.PAUSED:
        head, hint = f"{title}. Paused.", _GOES_ON
    elif is_waiting(progress):
        head, hint = f"{title}.", _READY
    hint = f"{hint}. {_UNWELL}"
    return DarkWords(
        head, digits, hint, _next_words(phase, routine, atlas), _done(progress, routine)
    )


def _next_words(phase: Phase, routine: Routine, atlas: Atlas) -> str:
    """ "Next: right shoulder.", or nothing when this is the last."""
    here = (phase.step, phase.side)
    phases = routine.phases
    begins = phases.index(phase) + 1 if phase in phases else len(phases)
    for one in phases[begins:]:
        if one.kind is not PhaseKind.LEAD_IN and (one.step, one.side) != here:
            name = heading(atlas, routine.steps[one.step], one.side)
            return f"Next: {name[:1].lower()}{name[1:]}."
    return ""


def _done(progress: Progress, routine: Routine) -> float:
    planned_ms = sum(phase.length_ms for phase in routine.phases)
    if progress.status.is_over or not planned_ms:
        return 1.0
    return max(0.0, 1.0 - progress.session_left_ms / planned_ms)
