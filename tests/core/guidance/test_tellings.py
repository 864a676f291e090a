"""Whole routines as they are told: every sound, word and caption at its moment.

What is told stands in text files in tellings, so that somebody who does not program can read it:
first what sounds (time, cue, side, the clause that is said, caption), then what is shown. Where
a step waits, the time stands still until the person goes on.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from acutimer.core import session
from acutimer.core.guidance.score import caption_at, score_of
from acutimer.core.guidance.speech import Guidance, Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.routines import Routine
from acutimer.core.session import Status
from tests.core.guidance.voice import steady, steady_clauses
from tests.core.scripts import BEGINS_MS, time_words
from tests.core.shipped import atlas, built

FOLDER = Path(__file__).with_name("tellings")

#: Each kind of step, on each kind of side, with and without words of one's own.
EVERYTHING = (
    {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60},
    {"kind": "circles", "point": "GB20", "side": "both", "seconds": 30, "own": True},
    {"kind": "presses", "point": "GB14", "side": "both", "seconds": 30, "presses": 10, "own": True},
    {"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 60, "own": True},
    {
        "kind": "hold",
        "point": "LI4",
        "side": "left",
        "seconds": 75,
        "own": True,
        "note": "Use the blue cushion.",
        "lead_in": 15,
    },
    {"kind": "mat", "place": "Under the left foot", "seconds": 60},
    {"kind": "care", "care": "head_turns", "seconds": 30},
    {"kind": "care", "care": "Drink something", "seconds": 20},
    {"kind": "hold", "point": "GB21", "side": "right", "seconds": 20, "own": True, "wait": True},
    {"kind": "care", "care": "rest", "seconds": 24},
)
#: What has little room: nothing may be said there that does not fit.
SHORT = (
    {"kind": "care", "care": "rest", "seconds": 5},
    {"kind": "hold", "point": "GB20", "side": "left", "seconds": 3, "own": True, "lead_in": 3},
    {"kind": "presses", "point": "GB20", "side": "right", "seconds": 4, "presses": 3, "own": True},
    {"kind": "circles", "point": "LI4", "side": "in_turn", "seconds": 10, "own": True},
    {"kind": "mat", "seconds": 60, "wait": True},
)


STROKES = (
    {"kind": "strokes", "point": "GB20", "side": "both", "seconds": 30},
    {
        "kind": "strokes",
        "point": "GB21",
        "side": "in_turn",
        "seconds": 20,
        "stroke": 8,
        "own": True,
    },
)


def little_recorded(language: str) -> Guidance:
    """A voice that says where, with what and how in words that nobody recorded."""
    lacking = ("where.", "with.", "how.", "along.", "care.", "place.", "for.")
    table = {
        key: one for key, one in steady_clauses(language).items() if not key.startswith(lacking)
    }
    return Guidance(table, language=language)


TELLINGS: dict[str, tuple[tuple[dict[str, object], ...], Guidance]] = {
    "everything-in-english": (EVERYTHING, steady("en", breath_ms=10_000)),
    "everything-in-german": (EVERYTHING, steady("de")),
    "everything-in-short": (EVERYTHING, steady("en", Level.SHORT)),
    "everything-by-tones": (EVERYTHING, steady("en", Level.TONES, breath_ms=8000)),
    "everything-with-little-recorded": (EVERYTHING, little_recorded("en")),
    "everything-in-german-with-little-recorded": (EVERYTHING, little_recorded("de")),
    "short-steps-in-english": (SHORT, steady("en")),
    "strokes-with-little-recorded": (STROKES, little_recorded("en")),
    "strokes-by-tones": (STROKES, steady("en", Level.TONES, breath_ms=8000)),
    "short-steps-in-german": (SHORT, steady("de", Level.SHORT)),
}


@pytest.mark.parametrize("name", TELLINGS)
def test_a_routine_is_told_as_it_is_written(name: str) -> None:
    steps, guide = TELLINGS[name]
    found = built(*steps)
    told = [*sounds(found, guide), "", *shown(found, guide)]
    assert told == (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def sounds(found: Routine, guide: Guidance) -> list[str]:
    """What is heard of a routine, a line for each cue."""
    return [
        f"{time_words(cue.at_ms):8} {cue.id:12} {cue.side or '-':6} {cue.clause or '-':24} "
        f"{cue.caption}"
        for cue in score_of(Telling(found, atlas(), guide)).cues
    ]


def shown(found: Routine, guide: Guidance) -> list[str]:
    """What the page shows, a line for each time that it changes."""
    lines: list[str] = []
    telling = Telling(found, atlas(), guide)
    state, _ = session.start(found, BEGINS_MS)
    now_ms = BEGINS_MS
    while True:
        caption = caption_at(telling, state, now_ms)
        line = f"{time_words(now_ms - BEGINS_MS):8} {caption.cue or '-':12} {caption.words}"
        lines += [line] if not lines or line.split()[1:] != lines[-1].split()[1:] else []
        if state.status.is_over:
            return lines
        due_ms = session.next_due(state)
        changes = [at_ms for at_ms in (caption.next_ms, due_ms) if at_ms is not None]
        if changes:
            now_ms = min(changes)
            state, _ = session.advance(state, now_ms)
        else:
            assert state.status is Status.WAITING
            state, _ = session.ready(state, now_ms)
