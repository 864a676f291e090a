"""Safety answers as they are typed for one look: "fever=yes", "pregnant", "nape.left".

Must never guess: what contradicts itself, or is not in the table, is refused in a sentence that
names what there is. What nobody typed stays unanswered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from acutimer.core.points import BOTH_SIDES, Side
from acutimer.core.reading import shown
from acutimer.core.safety import Answer, Given, Profile
from acutimer.core.safety_table import Question, Rules

_SIDES = (*BOTH_SIDES, Side.BOTH)


class TypedAnswerError(ValueError):
    """Answers that cannot be used; the message is one clear sentence."""


def profile_typed(
    rules: Rules,
    answers: Sequence[str],
    cleared: Sequence[str],
    where: Sequence[str],
    now: datetime,
) -> Profile:
    """A profile of answers given now, the danger signs looked at; raises TypedAnswerError."""
    today = now.date()
    given = _answers(rules, answers)
    cleared_ids = _cleared(rules, cleared, given)
    places = _places(rules, where, given)
    rows: dict[str, Given] = {}
    for question in rules.questions:
        if question.id in given:
            told_on = today if question.id in cleared_ids else None
            spots = places if question.asks_where else ()
            rows[question.id] = Given(given[question.id], today, spots, told_on)
    return Profile(rows, today, signs_seen_on=today, accepted=rules.signs_version)


def _answers(rules: Rules, typed: Iterable[str]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for one in typed:
        name, is_there, word = one.partition("=")
        if not is_there:
            raise TypedAnswerError(
                f"--answer takes ID=yes, ID=no or ID=not_sure, not {shown(one)}."
            )
        question = _question(rules, name, "--answer")
        if word not in tuple(Answer):
            raise TypedAnswerError(
                f"The answer to {question.id} is yes, no or not_sure, not {shown(word)}."
            )
        if question.id in found:
            raise TypedAnswerError(f"{question.id} is answered twice; give one answer to it.")
        found[question.id] = Answer(word)
    return found


def _question(rules: Rules, name: str, option: str) -> Question:
    for question in rules.questions:
        if question.id == name:
            return question
    known = ", ".join(question.id for question in rules.questions)
    raise TypedAnswerError(f"{option}: there is no question {shown(name)}; there are {known}.")


def _cleared(rules: Rules, typed: Iterable[str], given: dict[str, Answer]) -> set[str]:
    found: set[str] = set()
    for name in typed:
        question = _question(rules, name, "--cleared")
        if not question.clearance:
            known = ", ".join(one.id for one in rules.questions if one.clearance)
            raise TypedAnswerError(
                f"{question.id} cannot be cleared by having asked; those that can are {known}."
            )
        if question.id in found:
            raise TypedAnswerError(f"{question.id} is cleared twice; once is enough.")
        if given.get(question.id, Answer.NO) is Answer.NO:
            raise TypedAnswerError(
                f"--cleared {question.id} goes with --answer {question.id}=yes or not_sure."
            )
        found.add(question.id)
    return found


def _places(
    rules: Rules, typed: Sequence[str], given: dict[str, Answer]
) -> tuple[tuple[str, Side], ...]:
    asking = [question.id for question in rules.questions if question.asks_where]
    if typed and all(given.get(one, Answer.NO) is Answer.NO for one in asking):
        needs = " or ".join(f"--answer {one}=yes" for one in asking)
        raise TypedAnswerError(f"--where goes with {needs}, or not_sure.")
    found: list[tuple[str, Side]] = []
    for one in typed:
        region, _, word = one.rpartition(".")
        if region not in {known.id for known in rules.regions}:
            known = ", ".join(known.id for known in rules.regions)
            words = f"--where takes REGION.SIDE, and {shown(one)} names none of {known}."
            raise TypedAnswerError(words)
        if word not in _SIDES:
            raise TypedAnswerError(
                f"{region} has the sides left, right and both, not {shown(word)}."
            )
        side = Side(word)
        if any(place == region and Side.BOTH in (side, other) for place, other in found) or (
            (region, side) in found
        ):
            raise TypedAnswerError(f"{region} is named twice on one side; name it once.")
        found.append((region, side))
    return tuple(found)
