"""One routine told in one way, and one stretch of it: what all who decide what is said share.

Must never say when: sentences and phase_cues place what a stretch can say.
"""

from __future__ import annotations

from dataclasses import dataclass

from acutimer.core.guidance.speech import TONES_ONLY, Guidance, Sentence, slug
from acutimer.core.guidance.step_words import LIGHTLY, ON_THE_MAT, care_words, doing, heading
from acutimer.core.points import Atlas, Point, Side, StepKind
from acutimer.core.routines import HEAD_TURNS, Phase, PhaseKind, Routine, Step

_BEFORE_PRESS = (PhaseKind.LEAD_IN, PhaseKind.REST)


@dataclass(frozen=True, slots=True)
class Telling:
    """A routine, the points it names, and how it is told.

    ``in_one_go`` is without waits, as in a score: what a wait would say is said after it.
    """

    routine: Routine
    atlas: Atlas
    guidance: Guidance = TONES_ONLY
    in_one_go: bool = False

    def stretch(self, index: int, length_ms: int | None = None, then: int | None = None) -> Stretch:
        """The phase at that index of the routine, as long as planned where nobody says otherwise.

        ``then`` is the index of the phase that follows, the next one unless presses are left out.
        """
        phase = self.routine.phases[index]
        return Stretch(
            self,
            index,
            phase,
            self.routine.steps[phase.step],
            phase.length_ms if length_ms is None else length_ms,
            index + 1 if then is None else then,
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase as it is told, ``length_ms`` long, and what can be said of it in whole clauses.

    Words stand in for what is not recorded; None is where there is nothing to say.
    """

    telling: Telling
    index: int
    phase: Phase
    step: Step
    length_ms: int
    then: int

    @property
    def guidance(self) -> Guidance:
        """How it is told."""
        return self.telling.guidance

    @property
    def side(self) -> Side | None:
        """The side it is on; None for mat and care."""
        return self.phase.side

    @property
    def before(self) -> Phase | None:
        """The phase before it in the routine."""
        return self.telling.routine.phases[self.index - 1] if self.index else None

    @property
    def following(self) -> Phase | None:
        """The phase that comes after it, None for the last."""
        phases = self.telling.routine.phases
        return phases[self.then] if self.then < len(phases) else None

    @property
    def previous(self) -> Stretch:
        """The phase before it, as long as planned."""
        return self.telling.stretch(self.index - 1)

    @property
    def follows_press(self) -> bool:
        """Whether a press has just ended."""
        return self.before is not None and self.before.kind.is_pressing

    @property
    def goes_on(self) -> bool:
        """Whether the fingers stay where they are."""
        before = self.before
        return self.follows_press and before is not None and before.point == self.phase.point

    @property
    def press_before(self) -> Phase | None:
        """The press from which the hands come; None where they were let down."""
        earlier = reversed(self.telling.routine.phases[: self.index])
        last = next((phase for phase in earlier if phase.kind not in _BEFORE_PRESS), None)
        return last if last is not None and last.kind.is_pressing else None

    @property
    def heading(self) -> str:
        """What its step is called: "Left shoulder"."""
        return heading(self.telling.atlas, self.step, self.side)

    @property
    def where(self) -> Sentence | None:
        """Where it is pressed, or lain on; care has no place."""
        step, words = self.step, f"{self.heading}."
        if step.kind is StepKind.CARE:
            return None
        if step.kind is StepKind.MAT:
            return self.guidance.sentence(f"place.{slug(step.place or ON_THE_MAT)}", words)
        return self.guidance.sentence(f"where.{step.point}.{self.side}", words)

    @property
    def tool(self) -> Sentence | None:
        """With what it is pressed."""
        if self._point is None or self.side is None:
            return None
        return self.guidance.sentence(f"with.{self.step.point}.{self.side}", self._hand_words)

    @property
    def own(self) -> Sentence | None:
        """The person's own words."""
        return self.guidance.sentence("", self.step.note or "")

    @property
    def how(self) -> Sentence | None:
        """How it is pressed."""
        words = doing(self.step)
        return self.guidance.sentence(f"how.{self.step.kind}", f"{words[:1].upper()}{words[1:]}.")

    @property
    def along(self) -> Sentence | None:
        """Which way a stroke goes."""
        point = self._point
        if self.step.kind is not StepKind.STROKES or point is None or point.strokes is None:
            return None
        return self.guidance.sentence(f"along.{self.step.point}", point.strokes.along)

    @property
    def lightly(self) -> Sentence | None:
        """That it is pressed lightly: at every level where the answers allow nothing else.

        Where the words for the hand say so, it stands for them in the short form.
        """
        left_out = not self.guidance.says_all and LIGHTLY in self._hand_words
        light = self.step.light or left_out
        return self.guidance.sentence("lightly", LIGHTLY) if light else None

    @property
    def _point(self) -> Point | None:
        return self.telling.atlas.get(self.step.point) if self.step.point else None

    @property
    def _hand_words(self) -> str:
        """The pages' words for the hand."""
        point, side = self._point, self.side
        return point.hand.get(side.value, "") if point is not None and side is not None else ""

    @property
    def care(self) -> Sentence | None:
        """What one does in a care step."""
        return self.guidance.sentence(f"care.{slug(self.step.care or '')}", care_words(self.step))

    @property
    def turns(self) -> list[Sentence]:
        """To the left, to the right."""
        sides = (Side.LEFT, Side.RIGHT)
        clauses = (self.guidance.sentence(f"care.{HEAD_TURNS}.{side}") for side in sides)
        return [clause for clause in clauses if clause]

    @property
    def eases_off(self) -> Sentence | None:
        """That a press has just ended, where everything is said."""
        told = self.guidance.says_all and self.follows_press
        return self.guidance.sentence("ease_off") if told else None

    @property
    def place(self) -> list[Sentence]:
        """Where, the person's own words and with what, as far as they are not as before."""
        before, steps = self.press_before, self.telling.routine.steps
        here = (self.phase.point, self.side, self.step.place)
        moved = before is None or here != (before.point, before.side, steps[before.step].place)
        clauses = (
            self.where if moved else None,
            self.own if before is None or before.step != self.phase.step else None,
            self.tool if moved and self.guidance.says_all else None,
        )
        return [clause for clause in clauses if clause]

    @property
    def manner(self) -> list[Sentence]:
        """How, and which way, unless it is as before at the point, where everything is said."""
        before, steps = self.press_before, self.telling.routine.steps
        manner = (self.phase.point, self.step.kind)
        as_before = before is not None and manner == (before.point, steps[before.step].kind)
        clauses = (self.how, self.along) if self.guidance.says_all and not as_before else ()
        return [clause for clause in clauses if clause]

    @property
    def how_long(self) -> Sentence | None:
        """How long, unless it is the second side of a step and as long as was planned.

        A length that is not recorded is said to the nearest that is: numbers are not glued.
        """
        before, length_ms = self.press_before, self.length_ms
        second = before is not None and before.step == self.phase.step
        if not self.guidance.says_all or (second and length_ms == self.phase.length_ms):
            return None
        exact = self.guidance.sentence(f"for.{length_ms // 1000}")
        return exact or self.guidance.about_left(length_ms)
