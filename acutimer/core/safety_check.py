"""What a verdict means for one routine, and why no session may begin, for whoever asks in words.

Must never judge: safety.py does. Must never tell an answer, only which question is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from acutimer.core.safety import SignsDue

if TYPE_CHECKING:
    from acutimer.core.safety import Verdict
    from acutimer.core.safety_table import Question

_RESTS = (
    "Pressing rests after the stop page until the next day, and for 6 hours at least; "
    "open acutimer then and answer the safety questions first."
)
_NO_ANSWERS = (
    "No session begins before the safety questions are answered; "
    "open acutimer and answer them under Safety."
)
_SIGNS = {
    SignsDue.FIRST: (
        "No session begins before the danger signs were read; "
        "open acutimer and go through its first screens."
    ),
    SignsDue.TODAY: (
        "The danger signs were not looked at today; "
        "open acutimer once and answer whether anything is new, then ask again."
    ),
}


def why_no_session(verdict: Verdict) -> str:
    """Why no session may begin, and what to do, in one sentence; empty when one may.

    It names a question by its id and never what was answered.
    """
    return why_answers_allow_none(verdict) or _SIGNS.get(verdict.signs_due, "")


def why_answers_allow_none(verdict: Verdict) -> str:
    """The same without the danger signs, which are looked at anew each day."""
    if verdict.rests_until_tomorrow:
        return _RESTS
    if verdict.barred_by:
        return (
            f"Your answer to the safety question {_named(verdict.barred_by[:1])} allows no "
            "session; acutimer says why under Safety."
        )
    if verdict.ask:
        return _to_answer(verdict)
    if verdict.awaits_clearance:
        return (
            f"Your answer to the safety question {_named(verdict.awaits_clearance[:1])} allows no "
            "session until you have asked and were told you may; "
            "ask, then tick that in acutimer under Safety."
        )
    return ""


def _to_answer(verdict: Verdict) -> str:
    """Which questions are due again; after a stop, or at first, they all are."""
    if len(verdict.ask) > _MOST_NAMED:
        return _NO_ANSWERS
    many = len(verdict.ask) > 1
    return (
        f"The safety question{'s' if many else ''} {_named(verdict.ask)} "
        f"{'are' if many else 'is'} to be answered again; open acutimer and do so under Safety."
    )


#: More questions than these are not named one by one.
_MOST_NAMED = 3


def _named(questions: Sequence[Question]) -> str:
    return ", ".join(f"“{question.id}”" for question in questions)
