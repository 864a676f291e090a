"""The safety questions parted into short screens, by what they are about.

Must never leave a question out: one that no screen names is asked on the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from acutimer.core.safety_table import Question

#: The screens in order: a title, and the ids of the questions asked there.
_SCREENS = (
    ("Today", ("fever", "injury", "skin")),
    ("You", ("pregnant", "bleeding", "chest")),
    ("Neck and vessels", ("carotid", "vessel", "neck")),
    ("Your health", ("told-not", "long-term", "cancer", "minor")),
)


class Step(NamedTuple):
    """One screen of questions."""

    title: str
    questions: tuple[Question, ...]


def steps_of(questions: Sequence[Question]) -> tuple[Step, ...]:
    """Every question once, in the order in which they are asked."""
    by_id = {question.id: question for question in questions}
    steps = [
        Step(title, tuple(by_id.pop(key) for key in ids if key in by_id)) for title, ids in _SCREENS
    ]
    last = steps.pop()
    steps.append(Step(last.title, (*last.questions, *by_id.values())))
    return tuple(step for step in steps if step.questions)


def step_after(here: int, walked: Sequence[int], unanswered: Sequence[int]) -> int | None:
    """Where one goes from a screen: on along the ``walked``, then to what is open; None: done.

    ``unanswered`` counts the open questions of every screen.
    """
    ahead = next((one for one in walked if one > here), None)
    if ahead is not None:
        return ahead
    return next((one for one, count in enumerate(unanswered) if count and one != here), None)
