"""The profile's safety answers, as the headless verbs judge by them.

Must never make a journal, nor change one, nor let anything be led that Start would refuse: what
cannot be looked up is as good as not answered.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple

from acutimer.cli.asking import BadInput, places_of
from acutimer.cli.content import warn

if TYPE_CHECKING:
    from acutimer.core.points import Atlas
    from acutimer.core.safety import Verdict
    from acutimer.core.safety_table import Rules


_UNREADABLE = "Your safety answers could not be read; open acutimer and answer them again."


class Judged(NamedTuple):
    """What the profile's answers allow now, and why they could not be looked up, if so."""

    rules: Rules
    verdict: Verdict
    fault: str

    @property
    def why_not(self) -> str:
        """Why no session may begin, in one sentence; empty when one may."""
        from acutimer.core.safety_check import why_no_session

        return self.fault or why_no_session(self.verdict)


def rules_that_hold() -> Rules:
    """The table of questions, with a warning where the file's is not used; raises BadInput."""
    from acutimer.storage.safety_rules import load_rules

    rules, sentence = load_rules()
    if rules is None:
        raise BadInput(sentence)
    warn([sentence] if sentence else [])
    return rules


def judged(options: argparse.Namespace, atlas: Atlas) -> Judged:
    """Judge by the profile's answers; by none where they cannot be looked up.

    Raises BadInput where no table of questions can be used.
    """
    from acutimer.core.safety import Profile, judge
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.answers_at import profile_at
    from acutimer.storage.errors import StorageError

    rules, now = rules_that_hold(), SystemClock().now()
    try:
        profile, sentence = profile_at(places_of(options), now)
        fault = _UNREADABLE if sentence else ""
    except StorageError as failed:
        profile, fault = Profile(), failed.sentence
    return Judged(rules, judge(rules, profile, atlas, now), fault)


def require_session(options: argparse.Namespace, atlas: Atlas) -> Verdict:
    """The verdict by which a session may be led; raises BadInput where none may begin."""
    found = judged(options, atlas)
    if found.why_not:
        raise BadInput(found.why_not)
    return found.verdict
