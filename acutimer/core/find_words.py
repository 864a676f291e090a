"""What is wrong with the words that lead a finger to a point: a linter for points files.

Words that do not name what one feels, or that fit any point, lead nowhere. Must never know which
files there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

#: How many touch steps lead to a point.
STEPS = 3
#: What a finger can feel, one word each; a plural counts as its singular.
FELT = frozenset((
    "bone", "bony", "bulge", "bump", "cord", "crease", "dip", "edge", "gap", "groove", "hollow",
    "knob", "knuckle", "lobe", "muscle", "notch", "pulse", "ridge", "tendon", "tip", "web",
))  # fmt: skip
#: The last step says where the finger comes to rest with one of these.
ENDINGS = frozenset(["stop", "rest", "stay"])
#: Phrases that would fit every point, and so help with none.
HOLLOW_PHRASES = ("the point", "as shown", "the picture", "the marker", "described", "see above")
_FEWEST_WORDS = 5
#: Two steps that share this part of all their words are the same step reworded.
_MOST_SHARED = 0.75


def find_faults(finds: Mapping[str, Sequence[str]]) -> list[str]:
    """One sentence for each fault of the find-by-touch texts, by the code of their point."""
    faults: list[str] = []
    for code, steps in finds.items():
        faults += [f"{code}: {fault}" for fault in _faults_of(steps)]
    return faults + _repeated(finds)


def _faults_of(steps: Sequence[str]) -> Iterable[str]:
    if len(steps) != STEPS:
        yield f"{STEPS} touch steps are needed, not {len(steps)}"
    for number, step in enumerate(steps, start=1):
        words = _words(step)
        if not words:
            yield f"step {number} is empty"
        elif len(words) < _FEWEST_WORDS:
            yield f"step {number} is too short to lead anywhere"
        for phrase in HOLLOW_PHRASES:
            if f" {phrase} " in f" {' '.join(words)} ":
                yield f"step {number} says {phrase!r}, which would fit every point"
    if not any(_names_felt(step) for step in steps):
        yield "no step names anything one can feel"
    elif not _names_felt(steps[-1]):
        yield "the last step names nothing one can feel"
    if steps and not ENDINGS & set(_words(steps[-1])):
        yield "the last step does not say where to stop"


def _repeated(finds: Mapping[str, Sequence[str]]) -> list[str]:
    every = [(code, n, step) for code, steps in finds.items() for n, step in enumerate(steps, 1)]
    faults: list[str] = []
    for index, (code, number, step) in enumerate(every):
        for other, other_number, earlier in every[:index]:
            if _alike(step, earlier):
                faults.append(
                    f"{code}: step {number} is the same as step {other_number} of {other}"
                )
    return faults


def _alike(one: str, other: str) -> bool:
    mine, others = set(_words(one)), set(_words(other))
    return bool(mine) and len(mine & others) >= _MOST_SHARED * len(mine | others)


def _names_felt(step: str) -> bool:
    return any(word in FELT or word.removesuffix("s") in FELT for word in _words(step))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
