"""What the stop page says: from the reasons of a stop to its sentences.

A sign of tier A asks for help at once, one of tier B for whom to see; anything else rests. Must
never name an illness.
"""

from __future__ import annotations

from dataclasses import dataclass

from acutimer.core.safety_table import Rules
from acutimer.core.stopping import NOT_NAMED, PAIN_ROSE
from acutimer.ui.kit.wording import pain_rose


@dataclass(frozen=True, slots=True)
class StopWords:
    """The sentences of one stop."""

    title: str
    #: what was noted, in one sentence; empty when nothing was
    noted: str
    #: what to do now
    words: str
    #: whom to see, one sentence for each sign of tier B
    see: tuple[str, ...]
    #: what holds when none of the signs on the page is there; its first words stand out
    rest: tuple[str, str]
    #: whether help is needed at once
    urgent: bool
    #: whether a sign may still be named
    asks_which: bool


def stop_words(rules: Rules, reasons: tuple[str, ...], *, in_session: bool) -> StopWords:
    """What a stop says; ``in_session`` that a session ended with it."""
    signs = [sign for sign in rules.danger_signs if sign.id in reasons]
    urgent = NOT_NAMED in reasons or any(sign.needs_help_at_once for sign in signs)
    see = () if urgent else tuple(dict.fromkeys(sign.see for sign in signs))
    text = _Texts(rules)
    rest = text("none_of_these_title"), text("none_of_these")
    if urgent:
        words, rest = text("danger_sign_words"), ("", "")
    elif see:
        words, rest = text("see_words"), ("", text("until"))
    else:
        words = text("rest")
    return StopWords(
        title=text("title" if in_session else "title_no_session"),
        noted=_noted(rules, reasons),
        words=words,
        see=see,
        rest=rest,
        urgent=urgent,
        asks_which=not signs,
    )


class _Texts:
    """The texts of the stop page in the table of rules."""

    def __init__(self, rules: Rules) -> None:
        self._texts = rules.stop_page

    def __call__(self, key: str) -> str:
        return str(self._texts.get(key, ""))


def _noted(rules: Rules, reasons: tuple[str, ...]) -> str:
    labels = {sign.id: sign.plain for sign in rules.danger_signs}
    labels |= {box.id: box.label for box in rules.unwelcome}
    labels[PAIN_ROSE] = pain_rose(rules.pain_rise_stops)
    said = [labels[one] for one in reasons if one in labels]
    return "; ".join(one[:1].lower() + one[1:] for one in said)
