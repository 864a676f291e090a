"""The person's own words: which of a routine they are, and whether a voice can say them.

A language is known here by its recorded clauses alone. Must never say anything half: words that a
voice cannot say whole are left to the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from acutimer.core.guidance.speech import Clause, Guidance
from acutimer.core.guidance.telling import Telling
from acutimer.core.points import Atlas, StepKind
from acutimer.core.routines import Routine

NO_WORDS = "There is no word in it."
OTHER_LETTERS = "It has letters that the chosen voice cannot say."
OTHER_LANGUAGE = "It looks like another language than the chosen voice speaks."
#: So many words must speak for another language.
_LEAST_EVIDENCE = 2

Clauses = Mapping[str, Clause]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice by its recorded clauses; ``others`` are those of other languages."""

    clauses: Clauses
    others: Iterable[Clauses] = ()

    def own_words(self, routine: Routine, atlas: Atlas) -> dict[str, list[int]]:
        """All that is said in a routine and is no recorded clause, with its steps (from 0)."""
        telling = Telling(routine, atlas, Guidance(self.clauses))
        said: dict[str, list[int]] = {}
        for index, phase in enumerate(routine.phases):
            one = telling.stretch(index)
            pressed = (one.where, one.own, one.tool, one.how, one.lightly)
            for sentence in (one.care, one.own) if one.step.kind is StepKind.CARE else pressed:
                if sentence is not None and not sentence.clause:
                    steps = said.setdefault(sentence.words, [])
                    if phase.step not in steps:
                        steps.append(phase.step)
        return said

    def sayable(self, routine: Routine, atlas: Atlas) -> tuple[str, ...]:
        """The own words of a routine that this voice can say whole."""
        if not self.clauses:
            return ()
        return tuple(one for one in self.own_words(routine, atlas) if not self.why_unsaid(one))

    def why_unsaid(self, words: str) -> str:
        """Why it cannot say the words, in a sentence; empty where it can.

        Words that stand in another language's clauses, and not in its own, speak for that language.
        """
        parts = _words_of(words)
        if not parts and not any(one.isdigit() for one in words):
            return NO_WORDS
        texts = tuple(one.words for one in self.clauses.values())
        own = _vocabulary(texts)
        letters = {letter for part in parts for letter in part}
        if own and not {_script(letter) for letter in letters} <= _scripts(texts):
            return OTHER_LETTERS
        spoken = sum(part in own for part in parts)
        for other in self.others:
            theirs = _vocabulary(tuple(one.words for one in other.values())) - own
            known = sum(part in theirs for part in parts)
            if known > spoken and known + _odd_words(parts, own) >= _LEAST_EVIDENCE:
                return OTHER_LANGUAGE
        return ""


def _odd_words(parts: list[str], own: frozenset[str]) -> int:
    """How many words have letters that a language has in none of its own."""
    letters = {letter for word in own for letter in word} | set("abcdefghijklmnopqrstuvwxyz")
    return sum(not letters.issuperset(part) for part in parts)


def _words_of(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = (one if one.isalpha() or one in "'’" else " " for one in plain)
    return [word for one in "".join(letters).split() if (word := one.strip("'’"))]


@lru_cache(maxsize=16)
def _vocabulary(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _words_of(text))


@lru_cache(maxsize=16)
def _scripts(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_script(letter) for word in _vocabulary(texts) for letter in word)


def _script(letter: str) -> str:
    """The first word of a letter's name: LATIN, CYRILLIC, CJK; an apostrophe goes with any."""
    return unicodedata.name(letter, "UNNAMED").partition(" ")[0] if letter.isalpha() else "LATIN"
