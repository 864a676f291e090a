"""The sentence History opens with: every case has its verdict, and only the reasons fold."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from acutimer.core.history_content import HistoryContent
from acutimer.core.summaries import history
from acutimer.ui.history.change_words import (
    ENDINGS,
    NOT_ENOUGH,
    NOT_KNOWN,
    TOO_FEW,
    chance_reasons,
    opening_sentence,
)
from acutimer.ui.history.opening import WHY, Opening
from acutimer.ui.history.words import DESCRIBES, Words
from acutimer.ui.kit.theme import load_theme
from tests.ui.history.notes import TODAY, at, day, now, pair

WORDS = Words(QLocale("en_GB"))
LOWER, HIGHER = (f"On average {way} than expected by itself." for way in ("lower", "higher"))
UNKNOWN = "How your pain changes by itself is not known yet."
#: Words that would say that pressing did it.
CLAIM = re.compile(r"(?i)\b(works?|help\w*|thanks|because|due|effect of|makes? pain)\b|%|!")


def shown(changes: Sequence[int], before: int, free: int | None = 4) -> HistoryContent:
    """So many pairs, and numbers of ``free`` on mornings away from sessions."""
    pairs = [pair(f"s{n}", at(n), before, before + change) for n, change in enumerate(changes)]
    mornings = [] if free is None else [now(free, at(41 - nth, 8)) for nth in range(20)]
    return history([*mornings, *(one for both in pairs for one in both)], [], day(41), TODAY, TODAY)


@pytest.mark.parametrize(
    ("changes", "before", "free", "sentence"),
    [
        ([], 5, 4, "Not enough noted yet to say (0 of 5 times before and after pressing)."),
        ([-3], 5, 4, "Not enough noted yet to say (1 of 5 times before and after pressing)."),
        ([-1] * 4, 5, 4, "Not enough noted yet to say (4 of 5 times before and after pressing)."),
        ([-1] * 5, 5, 4, "Usually 1 point lower after pressing (5 times). Too few times to tell."),
        ([2] * 11, 5, 4, "Usually 2 points higher after pressing (11 times). " + TOO_FEW),
        ([-1, 0] * 6, 6, 4,
         "Usually 0.5 points lower after pressing (12 times). Too close to call."),
        ([1, 1, 0] * 5, 5, 4, "Usually 1 point higher after pressing (15 times). " + HIGHER),
        ([0] * 12, 5, 4, "Usually the same after pressing (12 times). Too close to call."),
        ([-1, 1] * 6, 4, 4, "Usually the same after pressing (12 times). Too close to call."),
        ([-3, -2] * 6, 5, 4, "Usually 2.5 points lower after pressing (12 times). " + LOWER),
        ([-3, -2] * 6, 6, 3,
         "Usually 2.5 points lower after pressing (12 times). Too close to call yet."),
        ([1, 2] * 6, 6, 4, "Usually 1.5 points higher after pressing (12 times). " + HIGHER),
        ([-3, -2] * 6, 8, None, "Usually 2.5 points lower after pressing (12 times). " + UNKNOWN),
        # most are a little lower, a few much higher: neither is usual
        ([-1] * 8 + [5] * 5, 5, 4,
         "Sometimes lower, sometimes higher after pressing (13 times). Too close to call."),
    ],
)  # fmt: skip
def test_the_sentence_in_every_case(
    changes: list[int], before: int, free: int | None, sentence: str
) -> None:
    assert opening_sentence(WORDS, shown(changes, before, free)) == sentence


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_noted_the_sentence_has_its_verdict(seed: int) -> None:
    rng = random.Random(seed)
    before, shift = rng.randint(2, 8), rng.choice((-2, -1, 0, 0, 1, 2))
    changes = [
        max(-before, min(10 - before, shift + rng.randint(-2, 2)))
        for _ in range(rng.randint(0, 30))
    ]
    content = shown(changes, before, rng.choice((None, 2, 4, 7)))
    said = opening_sentence(WORDS, content)
    assert not CLAIM.search(" ".join((said, *chance_reasons(WORDS, content))))
    if len(changes) < 5:
        assert said.startswith(NOT_ENOUGH)
        assert f"({len(changes)} of 5 times" in said
        return
    (ending,) = [one for one in ENDINGS if said.endswith(f" {one}")]
    assert said.count(f"({len(changes)} times)") == 1
    if len(changes) < 12:
        assert ending == TOO_FEW
    interval, by_itself = content.change.interval, content.change.by_itself
    if interval is not None and by_itself is None:
        assert ending == NOT_KNOWN
    if interval is not None and by_itself is not None and interval[0] <= 0 <= interval[1]:
        assert ending == "Too close to call.", "what comes by itself always reaches to no change"
    middle = median(changes)
    assert ("Usually the same" in said) <= (middle == 0)
    assert (" lower after" in said) <= (middle < 0)
    assert (" higher after" in said) <= (middle > 0 or "Sometimes" in said)


def test_other_places_and_sides_after_than_before_change_no_verdict() -> None:
    content = shown([-1, 0] * 6, 6)
    moved = [
        replace(one, places=("neck.left",) if one.value % 2 else ("temple.right",))
        for one in content.ratings
    ]
    again = history(moved, [], day(41), TODAY, TODAY)
    assert opening_sentence(WORDS, again) == opening_sentence(WORDS, content)


@pytest.mark.parametrize("theme_name", ["light", "dim"])
def test_only_the_reasons_fold_and_everything_has_its_name(qtbot: QtBot, theme_name: str) -> None:
    opening = Opening(load_theme(theme_name), WORDS)
    qtbot.addWidget(opening)
    opening.resize(900, 60)
    opening.show_content(shown([-1, 0] * 6, 6))
    opening.show()
    assert opening.sentence.accessibleName() == opening.sentence.text()
    assert opening.sentence.text().endswith("Too close to call.")
    assert not opening.reasons.isVisible()
    assert opening.why.text() == WHY
    opening.why.setFocus()
    qtbot.keyClick(opening.why, Qt.Key.Key_Space)
    assert opening.reasons.isVisible()
    assert opening.sentence.isVisible()
    said = opening.why.accessibleDescription()
    assert "Even if pressing changed nothing, we would expect 0 to 1.4 lower" in said
    assert said.endswith(DESCRIBES)
    opening.show_content(shown([-1], 6))
    assert opening.sentence.text().startswith(NOT_ENOUGH)
    qtbot.mouseClick(opening.why, Qt.MouseButton.LeftButton)
    assert not opening.reasons.isVisible()
