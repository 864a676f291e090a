"""What the session page says and what its ring shows, from a moment of the session.

Plain functions of values. Must never hold a widget, count or read a clock.
"""

from __future__ import annotations

from dataclasses import dataclass

from acutimer.core.guidance.step_words import (
    EASE_OFF,
    GET_READY,
    LIGHTLY,
    SWITCH_SIDES,
    care_words,
    heading,
)
from acutimer.core.points import MOST_PRESSED_S, Atlas, Point, StepKind
from acutimer.core.progress import Progress
from acutimer.core.routines import HEAD_TURNS, Phase, PhaseKind, Routine, Step
from acutimer.core.session import Status
from acutimer.ui.kit.wording import LIGHT_ONLY, ON_HOLD, care_short, clock_text, countdown_text
from acutimer.ui.session.ring import RingMode, RingState

PAUSED = "Paused"
NO_LONGER = f"No longer than {clock_text(MOST_PRESSED_S)} a side in one session."
KEEP_LENGTH = "Keep this length for next time"
KEEP_SHORTER = "Keep this length"
LENGTH_KEPT = "Kept. Take it back"
UNWELL = "I feel unwell"
UNWELL_SAYS = "ends the session and says what to do."
END_AND_RATE = "End and rate"

_MAT_WORDS = "Lie down or lean back, and let your weight rest."
_READY_WORDS = "Take your time. The clock waits for you."
_BY_EAR = "Press on the tone, let go on the tick."
_BY_EYE = "Press and let go as the ring says."
_STROKE_BY_EAR = "Glide on the long tone, lift and go back on the short one."
_STROKE_BY_EYE = "Glide, lift and go back as the ring says."
#: On the ring, and read out.
_HEADS = {
    PhaseKind.HOLD: "Hold",
    PhaseKind.CIRCLES: "Circle",
    PhaseKind.STROKES: "Long, slow strokes",
    PhaseKind.MAT: "Rest here",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The texts beside the body: what, how, and how it should feel.

    ``note`` is the person's own words while they are a part of ``feel``. ``way`` leads the finger
    to the point; ``finding`` says that it is time for that, and ``feel`` can wait.
    """

    title: str
    instruction: str
    feel: str
    note: str = ""
    way: str = ""
    finding: bool = False


def is_waiting(progress: Progress) -> bool:
    """Whether the step waits for the person, paused or not."""
    return progress.phase.kind is PhaseKind.REST


def words_of(
    progress: Progress,
    routine: Routine,
    atlas: Atlas,
    *,
    silent: bool = False,
    eases_off: bool = False,
) -> Words:
    """The texts of a moment.

    ``silent`` says that tones cannot be heard, ``eases_off`` that a press has just ended.
    """
    phase = progress.phase
    step = routine.steps[phase.step]
    title = heading(atlas, step, phase.side)
    instruction, feel = _manner(step, phase, atlas, silent=silent)
    note = ""
    if step.kind is StepKind.CARE and title == care_words(step):
        instruction = feel = ""  # the person's own words, which are the title already
    if is_waiting(progress):
        feel = _READY_WORDS
    elif progress.status is Status.PAUSED:
        feel = ON_HOLD
    elif phase.kind is PhaseKind.LEAD_IN and (eases_off or step.note):
        note = step.note or ""
        feel = f"{EASE_OFF if eases_off else ''} {note}".strip()
    elif phase.kind is PhaseKind.CARE and eases_off:
        feel = f"{EASE_OFF} {feel}".strip()
    point = atlas.get(step.point) if step.point else None
    way = " ".join(point.find) if point is not None else ""
    # a light touch is said at all times, and so is what a person wrote
    may_wait = not (step.light or note or eases_off or LIGHTLY in feel)
    begins = phase.kind is PhaseKind.LEAD_IN and not phase.switches
    finding = begins and may_wait and progress.status is Status.RUNNING
    return Words(title, instruction, feel, note, way, finding)


def _manner(step: Step, phase: Phase, atlas: Atlas, *, silent: bool) -> tuple[str, str]:
    """How a step is done, and how it should feel; how it should feel is not always shown."""
    if step.kind is StepKind.MAT:
        return _MAT_WORDS, ""
    point = atlas.get(step.point) if step.point else None
    if point is None or phase.side is None:
        first, dot, rest = care_words(step).partition(". ")
        return first + ("." if dot else ""), rest
    instruction = point.hand.get(phase.side.value, "")
    if phase.kind is PhaseKind.STROKES:
        # shown at any size of the page: the way keeps the hand off the throat
        lightly = f" {LIGHTLY}" if LIGHTLY in instruction else ""
        instruction = f"{_along(point)}{lightly}"
    if step.light and LIGHTLY not in instruction:
        instruction = f"{instruction} {LIGHTLY}".strip()
    return instruction, _feel(step, point, instruction, silent=silent)


def _feel(step: Step, point: Point, instruction: str, *, silent: bool) -> str:
    """How firmly; nobody is told to press firmly where only a light touch is allowed."""
    parts: list[str] = []
    light = step.light or point.region == "forehead"
    if light and LIGHTLY not in instruction:
        parts.append(LIGHTLY)
    if step.kind is StepKind.PRESSES:
        parts.append(_BY_EYE if silent else _BY_EAR)
    elif step.kind is StepKind.STROKES:
        by_tone = _STROKE_BY_EYE if silent else _STROKE_BY_EAR
        parts.append(by_tone if _along(point) in instruction else _along(point))
    elif step.light:
        parts.append(LIGHT_ONLY)
    elif not light:
        parts.append(point.feel)
    return " ".join(parts)


def _along(point: Point) -> str:
    """Which way strokes over a point go."""
    return point.strokes.along if point.strokes else "Slowly, the way the muscle runs."


def ring_of(progress: Progress, routine: Routine, *, calm: bool = True) -> RingState:
    """What the ring shows, without ``spoken``; ``calm`` is False for people who want no motion."""
    phase = progress.phase
    paused = progress.status is Status.PAUSED
    if progress.status.is_over:
        return RingState(digits=clock_text(0), head="Done", fraction=0.0)
    if is_waiting(progress):
        following = progress.following
        then = f"then {clock_text(following.length_ms / 1000)}" if following else ""
        # paused or not: the clock stands, and one key goes on
        return RingState(digits="Ready?", head="Waiting", sub=then)
    mode: RingMode = "hold"
    digits = countdown_text(progress.left_ms)
    sub = f"of {countdown_text(progress.length_ms)}"
    head = _HEADS.get(phase.kind, "")
    if phase.kind is PhaseKind.LEAD_IN:
        mode = "lead_in"
        digits = str(-(-progress.left_ms // 1000))
        head = "Switch sides" if phase.switches else "Get ready"
        following = progress.following
        sub = f"then {clock_text(following.length_ms / 1000)}" if following else ""
    elif phase.kind is PhaseKind.CIRCLES:
        mode = "circles"
        head = head if calm else f"{head} {progress.beat}"
    elif phase.kind is PhaseKind.PRESSES:
        mode = "presses"
        digits = str(progress.beat)
        sub = f"of {progress.beats} · {countdown_text(progress.left_ms)}"
        head = "Press" if progress.pressing_down else "Let go"
    elif phase.kind is PhaseKind.STROKES:
        mode = "strokes"
        head = "Glide" if progress.pressing_down else "Lift"
    elif phase.kind is PhaseKind.CARE:
        step = routine.steps[phase.step]
        head = "Slowly" if step.care == HEAD_TURNS else care_short(step)
    return RingState(
        digits=digits,
        head=PAUSED if paused else head,
        sub=sub,
        fraction=progress.fraction_left,
        mode=mode,
        paused=paused,
        beat_phase=min(1.0, progress.in_beat_ms / progress.beat_ms) if progress.beat_ms else 0.0,
        pressing=mode in ("presses", "strokes") and progress.pressing_down,
        segments=max(1, progress.beats),
        segment_now=max(0, progress.beat - 1),
    )


def duration_text(left_ms: int) -> str:
    """A time as it is read out: "1 minute 47", "2 minutes", "10 seconds"."""
    minutes, seconds = divmod(-(-max(0, left_ms) // 1000), 60)
    if not minutes:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    spoken = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{spoken} {seconds}" if seconds else spoken


def in_all_text(length_ms: int) -> str:
    """ "1 minute 15 in all."."""
    return f"{duration_text(length_ms)} in all."


def spoken_of(progress: Progress, routine: Routine, atlas: Atlas) -> str:
    """The ring as it is read out: "1 minute 47 left, hold, left shoulder"."""
    step = routine.steps[progress.step]
    title = _lightly(heading(atlas, step, progress.phase.side).lower(), step)
    if progress.status.is_over:
        return "Session over"
    if is_waiting(progress):
        return f"Ready? {title}"
    manner = ring_of(progress, routine).head.lower()
    if step.kind is StepKind.CARE and title.startswith(manner.rstrip("…")):
        return f"{duration_text(progress.left_ms)} left, {title}"
    if progress.phase.kind is PhaseKind.PRESSES:
        manner = f"{progress.beats} presses, {manner}"
    elif progress.phase.kind is PhaseKind.STROKES:
        manner = f"slow strokes, {manner}"
    return f"{duration_text(progress.left_ms)} left, {manner}, {title}"


def begun_words(
    progress: Progress, routine: Routine, atlas: Atlas, *, eases_off: bool = False
) -> str:
    """What is read out when a lead-in, a press or care begins.

    ``eases_off`` says that a press has just ended in full.
    """
    phase = progress.phase
    words = words_of(progress, routine, atlas, eases_off=eases_off)
    before = f"{EASE_OFF} " if eases_off else ""
    step = routine.steps[phase.step]
    point = atlas.get(step.point) if step.point and step.kind is StepKind.STROKES else None
    along = f" {_along(point)}" if point else ""
    if phase.kind is PhaseKind.LEAD_IN:
        opening = SWITCH_SIDES if phase.switches else f"{before}{step_text(progress)}. {GET_READY}"
        note = step.note or ""
        return f"{opening} {words.title}. {words.instruction}{along} {note}".strip()
    if phase.kind is PhaseKind.REST:
        return f"{before}{step_text(progress)}. {words.title}. {words.instruction}{along} Ready?"
    if phase.kind is PhaseKind.CARE:
        return f"{words.title}. {words.instruction} {words.feel}".strip()
    manner = {PhaseKind.PRESSES: _BY_EAR.rstrip("."), PhaseKind.MAT: "rest here"}.get(
        phase.kind, _HEADS.get(phase.kind, "").lower()
    )
    step = routine.steps[phase.step]
    return f"{words.title}, {_lightly(manner, step)}, {duration_text(progress.left_ms)}."


def _lightly(words: str, step: Step) -> str:
    """Words about a step, and that it is pressed lightly: "left shoulder, lightly"."""
    return f"{words}, {LIGHTLY.rstrip('.').lower()}" if step.light else words


def step_text(progress: Progress) -> str:
    """ "Step 4 of 6"."""
    return f"Step {progress.step + 1} of {progress.steps}"


def left_text(progress: Progress) -> str:
    """ "Step 4 of 6 · 5:22 left in all"."""
    return f"{step_text(progress)} · {countdown_text(progress.session_left_ms)} left in all"


def slept_text(slept_ms: int, progress: Progress) -> str:
    """ "The computer slept for 4 minutes. Your session is paused at 1:47."."""
    minutes = round(slept_ms / 60_000)
    if minutes < 1:  # so short a gap comes from a busy computer too
        slept = "or was too busy for a moment"
    elif minutes < 120:
        slept = "for 1 minute" if minutes == 1 else f"for {minutes} minutes"
    else:
        slept = f"for {round(minutes / 60)} hours"
    at = countdown_text(progress.left_ms)
    return f"The computer slept {slept}. Your session is paused at {at}."


#: The ring is painted at most 20 times a second.
_LEAST_WAIT_MS = 50
#: A timer may fire a little early; what it came for must have happened by then.
_LATE_MS = 2


def next_change_ms(progress: Progress, *, calm: bool = True) -> int | None:
    """When the page looks different next, in ms from the moment of ``progress``.

    None while nothing changes by itself: paused, waiting, over.
    """
    if progress.status is not Status.RUNNING:
        return None
    wait_ms = (progress.left_ms - 1) % 1000 + 1
    kind = progress.phase.kind
    if calm and kind in (PhaseKind.CIRCLES, PhaseKind.STROKES):
        wait_ms = _LEAST_WAIT_MS
    elif progress.beat_ms:
        halves = kind is not PhaseKind.CIRCLES and progress.pressing_down
        upto_ms = -(-progress.beat_ms // 2) if halves else progress.beat_ms
        to_beat_ms = upto_ms - progress.in_beat_ms
        # a last stroke goes on beyond its beat
        wait_ms = min(wait_ms, to_beat_ms) if to_beat_ms > 0 else wait_ms
    return max(_LEAST_WAIT_MS, wait_ms) + _LATE_MS
