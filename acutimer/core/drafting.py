"""A routine while it is being written: commands on a frozen draft, each of which can be undone.

Whatever the commands leave can be read back as it is, but for a draft without steps or name. A
command that the limits forbid changes nothing and leaves a sentence in ``said``. Must never decide
what is safe for one person (safety does), and never touch a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from acutimer.core.points import Atlas, Point, Side, StepKind
from acutimer.core.reading import writable
from acutimer.core.routines import (
    CARE_DEFAULT_S,
    LEAD_IN_LEAST_S,
    LEAD_IN_MOST_S,
    MAT_DEFAULT_S,
    MOST_LINES,
    MOST_NAME,
    MOST_NOTE,
    MOST_STEPS,
    Routine,
    Step,
)
from acutimer.core.step_limits import fitted, room_s

#: What belongs to the steps and to the words about a routine; its name stands above both.
STEPS_FIELDS = ("name", "steps")
ABOUT_FIELDS = ("name", "author", "cautions", "sources")
#: The routine that was begun and has no name of its own yet; no file may have that id.
NEW_ID = "new-routine"
EVERY_FIELD = tuple(dict.fromkeys((*STEPS_FIELDS, *ABOUT_FIELDS)))
_MOST_UNDONE = 200
_MIRRORED = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


@dataclass(frozen=True, slots=True)
class Draft:
    """The routine as it stands, as it lies in its file, which step is chosen, and the way back."""

    routine: Routine
    saved: Routine | None = None
    chosen: int | None = None
    past: tuple[Routine, ...] = ()
    future: tuple[Routine, ...] = ()
    #: what came of the last command, where that needs saying
    said: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether there is something that no file holds."""
        return self.routine != (self.saved or replace(self.routine, steps=()))

    @property
    def step(self) -> Step | None:
        """The chosen step."""
        return None if self.chosen is None else self.routine.steps[self.chosen]

    @property
    def missing(self) -> str:
        """What is missing before it can be kept or tried, in a sentence; empty when nothing is."""
        if not self.routine.name.strip():
            return "A routine needs a name."
        if not self.routine.steps:
            return "A routine needs at least one step."
        at = self.wordless
        return "" if at is None else f"Step {at + 1} has no words yet: write what to do."

    @property
    def wordless(self) -> int | None:
        """The first step in one's own words that has none yet, by its index."""
        steps = enumerate(self.routine.steps)
        return next((index for index, step in steps if is_wordless(step)), None)

    @property
    def keepable(self) -> Routine | None:
        """What of it a file can hold already: without name or steps, nothing."""
        steps = tuple(step for step in self.routine.steps if not is_wordless(step))
        return self.routine.with_steps(steps) if steps and self.routine.name.strip() else None


def is_wordless(step: Step) -> bool:
    """Whether a step in one's own words has none yet."""
    return step.kind is StepKind.CARE and not step.care


def draft_of(routine: Routine, *, is_saved: bool) -> Draft:
    """A draft that begins with a routine; ``is_saved`` says that its own file holds it."""
    return Draft(routine, routine if is_saved else None, 0 if routine.steps else None)


def copy_of(routine: Routine, taken: Iterable[str]) -> Routine:
    """A routine to be changed freely: another id, the name with "mine", nobody's author."""
    ending = " (mine)"
    name = routine.name if routine.name.endswith(ending) else routine.name + ending
    name = name if len(name) <= MOST_NAME else name[: MOST_NAME - len(ending)] + ending
    origin = f"Changed from {routine.name}"
    return replace(
        routine, id=free_id(f"{routine.id}-mine", taken), name=name, origin=origin, date=""
    )


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """An id like the wanted one that nobody has: plain letters, digits and hyphens, or a number."""
    kept = "".join(one if one.isascii() and one.isalnum() else " " for one in wanted.lower())
    stem = "-".join(kept.split())[:60].strip("-") or "routine"
    known = set(taken)
    if stem not in known:
        return stem
    number = 2
    while f"{stem}-{number}" in known:
        number += 1
    return f"{stem}-{number}"


# --- commands: each gives the next draft --------------------------------------------------------


def add_point(
    draft: Draft, atlas: Atlas, code: str, side: Side | None = None, *, again: bool = False
) -> Draft:
    """Press a point after the chosen step, the way its source does that is not in the routine yet.

    When every way is there, its next step is chosen instead, unless it shall be pressed ``again``.
    """
    point = atlas.get(code)
    if point is None or not point.timed:
        return replace(draft, said=f"{atlas.named(code)} is shown only and has no timer.")
    there = [i for i, one in enumerate(draft.routine.steps) if one.point == point.code]
    kinds = {draft.routine.steps[i].kind for i in there}
    wanting = [one for one in point.protocols if one.kind not in kinds]
    if not wanting and not again:
        return choose(draft, next((i for i in there if i > (draft.chosen or 0)), there[0]))
    protocol = (wanting or point.protocols)[0]
    side = _usual_side(point) if side is None else side
    step = Step(protocol.kind, point.code, side, protocol.default_s, protocol.presses)
    return _insert(draft, step, atlas)


def _usual_side(point: Point) -> Side:
    if Side.RIGHT not in point.sides or Side.LEFT not in point.sides:
        return point.sides[0]
    return Side.IN_TURN if point.one_at_a_time else Side.BOTH


def add_care(draft: Draft, atlas: Atlas, care: str) -> Draft:
    """Head turns, a rest, or one's own words (empty: to be written), after the chosen step."""
    return _insert(draft, Step(StepKind.CARE, None, None, CARE_DEFAULT_S, care=care), atlas)


def add_mat(draft: Draft, atlas: Atlas) -> Draft:
    """A stretch on the mat after the chosen step."""
    return _insert(draft, Step(StepKind.MAT, None, None, MAT_DEFAULT_S), atlas)


def duplicate(draft: Draft, atlas: Atlas) -> Draft:
    """The chosen step once more, right after it, for as long as its point still may be pressed."""
    return draft if draft.step is None else _insert(draft, draft.step, atlas)


def _insert(draft: Draft, step: Step, atlas: Atlas) -> Draft:
    steps = draft.routine.steps
    if len(steps) >= MOST_STEPS:
        return replace(draft, said=f"A routine has at most {MOST_STEPS} steps.")
    at = len(steps) if draft.chosen is None else draft.chosen + 1
    fitting = fitted(step, atlas, room_s(steps, step))
    if fitting is None:
        return replace(draft, said=_no_room(step, atlas))
    return _with_steps(draft, (*steps[:at], fitting, *steps[at:]), at)


def _no_room(step: Step, atlas: Atlas) -> str:
    name = atlas.named(step.point or "")
    return f"{name} has its 3:00 a side in this routine already, so nothing was changed."


def remove(draft: Draft) -> Draft:
    """Take the chosen step away; the one after it, or the last, is chosen then."""
    if draft.chosen is None:
        return draft
    steps = draft.routine.steps
    kept = (*steps[: draft.chosen], *steps[draft.chosen + 1 :])
    return _with_steps(draft, kept, min(draft.chosen, len(kept) - 1) if kept else None)


def move(draft: Draft, start: int, to: int) -> Draft:
    """Put a step at another place; beyond the ends nothing changes."""
    steps = list(draft.routine.steps)
    if start == to or not (0 <= start < len(steps) and 0 <= to < len(steps)):
        return replace(draft, said="")
    steps.insert(to, steps.pop(start))
    return _with_steps(draft, tuple(steps), to)


def change(draft: Draft, atlas: Atlas, step: Step) -> Draft:
    """Put another step in place of the chosen one, as far as the limits allow."""
    if draft.chosen is None:
        return draft
    steps = draft.routine.steps
    others = (*steps[: draft.chosen], *steps[draft.chosen + 1 :])
    step = replace(step, note=writable(step.note or "", MOST_NOTE) or None)
    if step.lead_in is not None:
        lead_in = max(LEAD_IN_LEAST_S, min(step.lead_in, LEAD_IN_MOST_S))
        step = replace(step, lead_in=lead_in)
    fitting = fitted(step, atlas, room_s(others, step))
    if fitting is None:
        return replace(draft, said=_no_room(step, atlas))
    changed = (*steps[: draft.chosen], fitting, *steps[draft.chosen + 1 :])
    return _with_steps(draft, changed, draft.chosen)


def mirror(draft: Draft) -> Draft:
    """Left becomes right and right left in every step."""
    steps = tuple(
        replace(step, side=_MIRRORED.get(step.side, step.side)) if step.side else step
        for step in draft.routine.steps
    )
    if steps == draft.routine.steps:
        return replace(draft, said="No step presses one side alone, so there is nothing to swap.")
    return _with_steps(draft, steps, draft.chosen)


def choose(draft: Draft, index: int | None) -> Draft:
    """Turn to a step; that is nothing to undo."""
    known = index is not None and 0 <= index < len(draft.routine.steps)
    return replace(draft, chosen=index if known else None, said="")


def describe(
    draft: Draft,
    *,
    name: str | None = None,
    author: str | None = None,
    cautions: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
) -> Draft:
    """Other words about the routine; what is None stays."""
    now = draft.routine
    return _with_routine(
        draft,
        replace(
            now,
            name=now.name if name is None else writable(name, MOST_NAME),
            author=now.author if author is None else writable(author, MOST_NAME),
            cautions=now.cautions if cautions is None else _lines(cautions),
            sources=now.sources if sources is None else _lines(sources),
        ),
    )


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    lines = (writable(text, MOST_NOTE) for text in texts)
    return tuple(line for line in lines if line)[:MOST_LINES]


def taken_over(draft: Draft, routine: Routine) -> Draft:
    """The draft once its file holds ``routine``, which may have got an id and a date by that."""
    return replace(draft, routine=routine, saved=routine, said="")


def undo(draft: Draft, fields: tuple[str, ...] = EVERY_FIELD) -> Draft:
    """Back by the last command that changed one of these fields; what changed others stays."""
    gone = _without_last_change((*draft.past, draft.routine), fields)
    if gone is None:
        return replace(draft, said="There is nothing to undo.")
    return _gone_to(draft, gone[-1], gone[:-1], (draft.routine, *draft.future))


def redo(draft: Draft, fields: tuple[str, ...] = EVERY_FIELD) -> Draft:
    """Forward again by the last command on these fields that was undone."""
    backwards = (*reversed(draft.future), draft.routine)
    gone = _without_last_change(backwards, fields)
    if gone is None:
        return replace(draft, said="There is nothing to do again.")
    return _gone_to(draft, gone[-1], (*draft.past, draft.routine), tuple(reversed(gone[:-1])))


def _without_last_change(
    states: tuple[Routine, ...], fields: tuple[str, ...]
) -> tuple[Routine, ...] | None:
    """These states as if the last change of one of the fields had not been; None without one."""

    def of_fields(routine: Routine) -> dict[str, object]:
        return {name: getattr(routine, name) for name in fields}

    for index in range(len(states) - 2, -1, -1):
        kept = of_fields(states[index])
        if kept == of_fields(states[index + 1]):
            continue
        later = [replace(state, **kept) for state in states[index + 1 :]]  # type: ignore[arg-type]
        # the state right after differed in nothing else, or it stays as a state of its own
        first = later[1:] if later[0] == states[index] else later
        return (*states[: index + 1], *first)
    return None


def _gone_to(
    draft: Draft, routine: Routine, past: tuple[Routine, ...], future: tuple[Routine, ...]
) -> Draft:
    # a routine that was saved in between keeps the id and date it got
    routine = replace(routine, id=draft.routine.id, date=draft.routine.date)
    chosen = _first_difference(draft.routine, routine)
    return Draft(routine, draft.saved, chosen, past, future)


def _first_difference(before: Routine, now: Routine) -> int | None:
    if not now.steps:
        return None
    pairs = zip(before.steps, now.steps, strict=False)
    first = next((i for i, (one, other) in enumerate(pairs) if one != other), None)
    at = min(len(before.steps), len(now.steps)) if first is None else first
    return min(at, len(now.steps) - 1)


def _with_steps(draft: Draft, steps: tuple[Step, ...], chosen: int | None) -> Draft:
    return replace(_with_routine(draft, draft.routine.with_steps(steps)), chosen=chosen)


def _with_routine(draft: Draft, routine: Routine) -> Draft:
    if routine == draft.routine:
        return replace(draft, said="")
    past = (*draft.past, draft.routine)[-_MOST_UNDONE:]
    return replace(draft, routine=routine, past=past, future=(), said="")
