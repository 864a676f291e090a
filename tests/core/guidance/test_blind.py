"""A session can be followed by ear alone: what is heard is compared with the engine each second."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from acutimer.core import session
from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.score import Cue, CueId, cues_ahead, score_of
from acutimer.core.guidance.telling import Telling
from acutimer.core.points import Side
from acutimer.core.preparing import with_waits
from acutimer.core.routines import PhaseKind, Routine
from acutimer.core.session import State, Status
from acutimer.core.session_state import elapsed_ms
from tests.core.guidance.blind import Belief, Listener
from tests.core.guidance.voice import LANGUAGES, clauses, guidance
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import ROUTINES, atlas, built, routine

#: After this long in a press (or care), the listener knows how it is done and how long it lasts.
KIND_KNOWN_MS, TIME_KNOWN_MS = 6000, 8000


def press(
    point: str, side: str, seconds: int, kind: str = "hold", **more: object
) -> dict[str, object]:
    return {"kind": kind, "point": point, "side": side, "seconds": seconds, "own": True, **more}


OWN = {
    "always waiting": (press("BL11", "in_turn", 40), press("GB20", "both", 30)),
    "in turn": (press("BL11", "in_turn", 40), press("GB21", "in_turn", 90)),
    "presses in turn": (press("LI4", "in_turn", 60, "presses", presses=30),),
    "hold, presses, circles at one point": (
        press("GB14", "both", 30),
        press("GB14", "both", 60, "presses", presses=20),
        press("GB14", "both", 35, "circles"),
    ),
    "strokes": (
        press("GB20", "both", 60, "strokes"),
        press("GB20", "both", 30),
        press("GB21", "in_turn", 47, "strokes", stroke=7),
        press("GB21", "left", 30, "strokes", stroke=12),
    ),
    "waits": (
        press("GB20", "both", 45, wait=True),
        press("BL10", "left", 60),
        press("BL10", "left", 90, "circles"),
        press("BL10", "right", 60, wait=True),
        {"kind": "care", "care": "head_turns", "seconds": 40},
        press("BL10", "right", 30),
        {"kind": "mat", "seconds": 90},
    ),
    "sides one after the other": (
        press("GB21", "left", 50),
        press("GB21", "right", 50),
        {"kind": "care", "care": "rest", "seconds": 30},
        press("GB21", "both", 25, lead_in=20, own=True),
    ),
}
STORIES = [*ROUTINES, *OWN]


def routine_of(name: str) -> Routine:
    found = built(*OWN[name]) if name in OWN else routine(name)
    return with_waits(found, "always") if name.startswith("always") else found


def truth(state: State, now_ms: int) -> Belief:
    """What the engine says of that moment."""
    if state.status.is_over:
        return Belief("done")
    phase = state.phase
    left_ms = None if phase.waits else state.length_ms - elapsed_ms(state, now_ms)
    side = phase.side.value if phase.side else None
    return Belief(phase.kind.value, phase.point, side, left_ms)


@dataclass
class Followed:
    """A session heard through, and what is not known how long after a press began."""

    wrong: list[str] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    seconds: int = 0

    def compare(self, believed: Belief, true: Belief, since_ms: int, at_ms: int) -> None:
        self.seconds += 1
        pressing = true.kind not in {"lead_in", "rest", "done"}
        for name in ("kind", "point", "side", "left_ms"):
            claims, holds = getattr(believed, name), getattr(true, name)
            if claims is not None and claims != holds:
                self.wrong.append(f"{at_ms / 1000:g} s: {name} is {holds}, not {claims}")
            if pressing and claims is None and holds is not None:
                self.unknown[name] = max(self.unknown[name], since_ms + 1)


def follow(found: Routine, language: str) -> Followed:
    """Lead through a routine with waits answered after 7.3 s; the listener gets the cues alone.

    It is led as the app leads it: lead-ins last until what they say is said.
    """
    guide = guidance(language)
    found = with_told_lead_ins(Telling(found, atlas(), guide)).routine
    listener = Listener(clauses(language))
    state, _ = session.start(found, BEGINS_MS)
    plan = cues_ahead(Telling(state.routine, atlas(), guide), state, BEGINS_MS)
    result = Followed()
    now_ms, heard_ms, waited_from = BEGINS_MS, BEGINS_MS - 1, None
    while not state.status.is_over:
        due = [cue for cue in plan if heard_ms < cue.at_ms <= now_ms]
        state, _ = session.advance(state, now_ms)
        result.compare(
            listener.believes(due, now_ms), truth(state, now_ms), elapsed_ms(state, now_ms),
            now_ms - BEGINS_MS,
        )  # fmt: skip
        heard_ms = now_ms
        now_ms += 1000
        if state.status is not Status.WAITING:
            waited_from = None
        elif waited_from is None:
            waited_from = heard_ms
        elif heard_ms - waited_from >= 7000:
            answered_ms = heard_ms + 300
            state, _ = session.ready(state, answered_ms)
            listener.believes([c for c in plan if heard_ms < c.at_ms <= answered_ms], answered_ms)
            listener.press_a_key(answered_ms)
            heard_ms = answered_ms - 1
            plan = cues_ahead(Telling(state.routine, atlas(), guide), state, answered_ms)
    return result


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORIES)
def test_a_listener_is_never_wrong_and_soon_knows_all(name: str, language: str) -> None:
    followed = follow(routine_of(name), language)
    assert followed.seconds > 60
    assert followed.wrong == []
    assert followed.unknown["point"] == followed.unknown["side"] == 0
    assert followed.unknown["kind"] <= KIND_KNOWN_MS
    assert followed.unknown["left_ms"] <= TIME_KNOWN_MS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORIES)
def test_a_rendered_score_can_be_followed_too(name: str, language: str) -> None:
    telling = Telling(routine_of(name), atlas(), guidance(language), in_one_go=True)
    score = score_of(with_told_lead_ins(telling))
    listener = Listener(clauses(language))
    result = Followed()
    heard_ms = -1
    for now_ms in range(0, score.length_ms, 1000):
        due = [cue for cue in score.cues if heard_ms < cue.at_ms <= now_ms]
        heard_ms = now_ms
        span = next(s for s in score.spans if s.begins_ms <= now_ms < s.ends_ms)
        side = span.phase.side.value if span.phase.side else None
        true = Belief(span.phase.kind.value, span.phase.point, side, span.ends_ms - now_ms)
        result.compare(listener.believes(due, now_ms), true, now_ms - span.begins_ms, now_ms)
    assert [fault for fault in result.wrong if "rest" not in fault] == []
    assert result.unknown["point"] == result.unknown["side"] == 0
    assert result.unknown["left_ms"] <= TIME_KNOWN_MS


def test_the_listener_depends_on_what_is_said() -> None:
    found = routine("neck-and-shoulders")
    score = score_of(Telling(found, atlas(), guidance()))
    mute = [cue for cue in score.cues if cue.id is not CueId.SAY]
    believed = Listener(clauses("en")).believes(mute, 30_000)
    assert believed.point is None
    assert believed.side is None
    swapped = [_mirrored(cue) for cue in score.cues if cue.at_ms <= 250_000]
    assert Listener(clauses("en")).believes(swapped, 250_000).side == Side.RIGHT
    there = next(span for span in score.spans if span.ends_ms > 250_000)
    assert there.phase.side is Side.LEFT


def _mirrored(cue: Cue) -> Cue:
    clause = cue.clause.replace(".left", ".right") if cue.clause.startswith("where") else cue.clause
    return Cue(cue.at_ms, cue.id, cue.caption, cue.side, clause)


@pytest.mark.parametrize("name", STORIES)
def test_what_is_said_never_overlaps_and_ends_before_a_press_begins(name: str) -> None:
    table = clauses("en")
    score = score_of(Telling(routine_of(name), atlas(), guidance()))
    said = [cue for cue in score.cues if cue.id is CueId.SAY and cue.clause]
    ends = [cue.at_ms + table[cue.clause].length_ms for cue in said]
    assert all(end < after.at_ms for end, (_, after) in zip(ends, pairwise(said), strict=False))
    begins = [
        s.begins_ms for s in score.spans if s.phase.kind not in (PhaseKind.LEAD_IN, PhaseKind.REST)
    ]
    assert [
        (cue.clause, at) for cue, end in zip(said, ends, strict=True) for at in begins
        if cue.at_ms < at < end
    ] == []  # fmt: skip
