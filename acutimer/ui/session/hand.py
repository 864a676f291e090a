"""What the pressing hand does at a moment of a session: coming, on the point, round a circle.

Plain functions of values, told by the engine's beat. Must never hold a widget or a clock.
"""

from __future__ import annotations

from acutimer.core.progress import Progress
from acutimer.core.routines import PhaseKind
from acutimer.core.session import Status
from acutimer.ui.body_map.hand_picture import COMING, PRESS, ROUND
from acutimer.ui.body_map.pressing_hand import Press

#: Kinds in which the hand comes off in the second half of each beat.
_COMES_OFF = (PhaseKind.PRESSES, PhaseKind.STROKES)


def press_of(progress: Progress, *, calm: bool) -> Press | None:
    """The hand of this moment, at rest on the point where ``calm`` is False; None without one."""
    phase = progress.phase
    if progress.status.is_over or not phase.point or phase.side is None:
        return None
    return Press(phase.point, phase.side.value, _pose(progress) if calm else PRESS)


def _pose(progress: Progress) -> str:
    kind = progress.phase.kind
    if not kind.is_pressing or progress.status is Status.WAITING:
        return COMING
    if kind in _COMES_OFF:
        return PRESS if progress.pressing_down else COMING
    if kind is PhaseKind.CIRCLES and progress.beat_ms:
        third = progress.in_beat_ms * len(ROUND) // progress.beat_ms
        return ROUND[min(third, len(ROUND) - 1)]
    return PRESS
