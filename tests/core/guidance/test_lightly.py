"""Where the answers allow light pressing only, that is said before each press, and shown."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from acutimer.core import session
from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.score import (
    Cue,
    CueId,
    PhaseSpan,
    caption_at,
    cues_ahead,
    instruction_cues,
    score_of,
)
from acutimer.core.guidance.speech import Guidance, Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.routines import LEAD_IN_LEAST_S, LEAD_IN_S, PhaseKind, Routine
from acutimer.core.session import State, Status
from tests.core.guidance.test_blind import OWN, STORIES, follow, routine_of
from tests.core.guidance.test_tellings import FOLDER, shown, sounds
from tests.core.guidance.voice import LANGUAGES, clauses, guidance, steady
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import ROUTINES, atlas, built, lightly, routine

SPOKEN = (Level.ALL, Level.SHORT)
GB20 = {"kind": "hold", "point": "GB20", "side": "in_turn", "seconds": 60}
GB14 = {"kind": "presses", "point": "GB14", "side": "in_turn", "seconds": 60, "presses": 20}
#: "Lightly", as each language here says it.
_LIGHTLY = (re.escape(clauses(one)["lightly"].words.strip(".")) for one in LANGUAGES)
SAYS = re.compile(rf"\b({'|'.join(_LIGHTLY)})\b", re.IGNORECASE)
#: All that can be light: a wait, both sides, circles that go on, presses, own words.
STEPS = (
    {**GB20, "own": True, "note": "Not lightly!", "lead_in": 10},
    {"kind": "hold", "point": "BL10", "side": "both", "seconds": 60, "wait": True},
    {"kind": "circles", "point": "BL10", "side": "both", "seconds": 30, "own": True},
    {**GB14, "side": "both"},
    {"kind": "care", "care": "rest", "seconds": 20},
)


def led(found: Routine, guide: Guidance) -> Routine:
    """With the lead-ins that its words need."""
    return with_told_lead_ins(Telling(found, atlas(), guide)).routine


def says_so(cue: Cue) -> bool:
    """Own words say what they like."""
    recorded = cue.id is CueId.SAY and cue.clause
    return bool(recorded and SAYS.search(cue.caption))


def presses_untold(found: Routine, guide: Guidance) -> list[str]:
    """The light presses of a score before which nobody said so."""
    score = score_of(Telling(found, atlas(), guide))
    told = [cue for cue in score.cues if says_so(cue)]
    untold: list[str] = []
    for before, span in pairwise(score.spans):
        if not (span.phase.kind.is_pressing and found.steps[span.phase.step].light):
            continue
        # where the fingers stay in their place there is no lead-in: it opens the press
        stays = before.phase.kind is not PhaseKind.LEAD_IN
        began_ms, until_ms = _room(before, span, stays=stays)
        if not any(began_ms <= cue.at_ms and cue.ends_ms <= until_ms for cue in told):
            untold.append(f"{span.phase.kind} at {span.begins_ms}")
    return untold


def _room(before: PhaseSpan, span: PhaseSpan, *, stays: bool) -> tuple[int, int]:
    if stays:
        return span.begins_ms, span.begins_ms + 2000
    return before.begins_ms, span.begins_ms


@pytest.mark.parametrize("level", SPOKEN)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in STORIES if name != "acupressure-mat"])
def test_before_each_press_it_is_said(name: str, language: str, level: Level) -> None:
    guide, found = guidance(language, level), lightly(routine_of(name))
    assert any(step.light for step in found.steps)
    for one in (found, led(found, guide)):
        assert presses_untold(one, guide) == []
    assert presses_untold(found, guidance(level=Level.TONES)) != [], "else nothing is looked for"


@pytest.mark.parametrize("level", SPOKEN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_time_is_kept_in_the_shortest_lead_in(language: str, level: Level) -> None:
    guide = guidance(language, level)
    for note in ("", "A good many words of my own, which take all of the time that there is."):
        shortest = {"lead_in": LEAD_IN_LEAST_S, "note": note} if note else {"lead_in": 3}
        steps = ({**GB20, "own": True, **shortest}, {**GB14, "own": True, **shortest})
        found = lightly(built(*steps))
        assert presses_untold(found, guide) == []
        late = [cue for cue in score_of(Telling(found, atlas(), guide)).cues if cue.clause]
        assert {"where.GB20.left", "where.GB14.left"} <= {cue.clause for cue in late}


@pytest.mark.parametrize("name", ROUTINES)
def test_what_need_not_be_light_is_told_as_before(name: str) -> None:
    for level in (Level.ALL, Level.TONES, Level.SILENT):
        found, guide = routine(name), guidance(level=level)
        cues = score_of(Telling(led(found, guide), atlas(), guide)).cues
        assert [cue for cue in cues if cue.clause == "lightly"] == []
        assert [cue.caption for cue in cues if "Lightly." in cue.caption] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ROUTINES)
def test_the_short_form_says_it_where_the_hand_is_told_so(name: str, language: str) -> None:
    guide = guidance(language, Level.SHORT)
    found = led(routine(name), guide)
    score = score_of(Telling(found, atlas(), guide))
    told = [cue.at_ms for cue in score.cues if cue.clause == "lightly"]
    light = [
        before
        for before, span in pairwise(score.spans)
        if span.phase.kind.is_pressing and "Lightly." in hand_words(span)
    ]
    assert len(told) == len(light)
    spans = zip(told, light, strict=True)
    assert all(span.begins_ms < at_ms < span.ends_ms for at_ms, span in spans)
    assert bool(light) == (name in ("nape-and-forehead", "article-whole"))


def hand_words(span: PhaseSpan) -> str:
    """With what the point is pressed, as the pages say it."""
    point, side = atlas().get(span.phase.point or ""), span.phase.side
    return point.hand[side.value] if point and side else ""


def test_in_the_short_form_it_is_said_again_once_and_when_it_goes_on() -> None:
    telling = Telling(built({**GB14, "side": "both"}), atlas(), guidance(level=Level.SHORT))
    state, now_ms = at(telling.routine, 20_000), BEGINS_MS + 20_000
    again = [cue.clause for cue in instruction_cues(telling, state, now_ms)]
    assert again[:-1] == ["where.GB14.both", "with.GB14.both", "how.presses"]
    state, _ = session.resume(session.pause(state, now_ms)[0], now_ms)
    ahead = [cue.clause for cue in cues_ahead(telling, state, now_ms) if cue.clause]
    assert ahead[:2] == ["going_on", "lightly"]


def test_lead_ins_last_until_it_has_been_said() -> None:
    for level in SPOKEN:
        guide, found = guidance("de", level), routine("article-whole")
        plain, light = led(found, guide), led(lightly(found), guide)
        grown = [a.lead_in_s(i) - b.lead_in_s(i) for i, (a, b) in _pairs(light, plain)]
        assert min(grown) >= 0
        assert max(grown) >= (1 if level is Level.ALL else 0)
        score = score_of(Telling(light, atlas(), guide))
        for before, span in pairwise(score.spans):
            if before.phase.kind is PhaseKind.LEAD_IN:
                late = [
                    cue.clause for cue in score.cues if span.begins_ms <= cue.at_ms < span.ends_ms
                ]
                assert [one for one in late if one.startswith(("where", "with", "how."))] == []
    assert all(step.lead_in is None or step.lead_in > LEAD_IN_S for step in light.steps)


def _pairs(one: Routine, other: Routine) -> list[tuple[int, tuple[Routine, Routine]]]:
    return [(index, (one, other)) for index in range(len(one.steps))]


@pytest.mark.parametrize(("language", "with_it"), [("en", "lightly"), ("de", "leicht")])
def test_it_is_not_said_twice_where_the_finger_is_told_so(language: str, with_it: str) -> None:
    guide = guidance(language)
    found = led(lightly(built(GB14)), guide)
    cues = score_of(Telling(found, atlas(), guide)).cues
    told = [cue.clause for cue in cues if says_so(cue)]
    assert told == ["with.GB14.left", "with.GB14.right"]
    assert with_it in guide.clauses["with.GB14.left"].words
    short = guidance(language, Level.SHORT)
    told = [cue.clause for cue in score_of(Telling(found, atlas(), short)).cues if says_so(cue)]
    assert told == ["lightly", "lightly"]


def at(found: Routine, after_ms: int) -> State:
    state, _ = session.start(found, BEGINS_MS)
    return session.advance(state, BEGINS_MS + after_ms)[0]


@pytest.mark.parametrize("level", SPOKEN)
@pytest.mark.parametrize("steps", [(GB20,), (GB14,), ({**GB20, "wait": True},)])
def test_what_is_said_again_says_it(steps: tuple[dict[str, object], ...], level: Level) -> None:
    found = lightly(built(*steps))
    for after_ms in (0, 20_000):
        state, now_ms = at(found, after_ms), BEGINS_MS + after_ms
        again = instruction_cues(Telling(found, atlas(), guidance(level=level)), state, now_ms)
        assert len([cue for cue in again if says_so(cue)]) == 1
        plain = replace(found, steps=tuple(replace(step, light=False) for step in found.steps))
        usual = instruction_cues(Telling(plain, atlas(), guidance(level=level)), state, now_ms)
        words = [cue.clause for cue in again if cue.clause != "lightly"]
        assert words == [cue.clause for cue in usual], "and nothing else is lost or added"


def test_going_on_in_a_press_says_it_once_more() -> None:
    found = lightly(built(GB20, {"kind": "care", "care": "rest", "seconds": 60}))
    for after_ms, told in ((20_000, ["going_on", "lightly"]), (150_000, ["going_on"])):
        now_ms = BEGINS_MS + after_ms
        state, _ = session.pause(at(found, after_ms), now_ms)
        state, _ = session.resume(state, now_ms + 5000)
        ahead = cues_ahead(Telling(found, atlas(), guidance()), state, now_ms + 5000)
        first = [cue for cue in ahead if cue.at_ms < now_ms + 8000]
        assert [cue.clause for cue in first if cue.id is CueId.SAY] == told
        assert all(one.ends_ms < other.at_ms for one, other in pairwise(first))
        tones = cues_ahead(Telling(found, atlas()), state, now_ms + 5000)
        assert [cue for cue in tones if cue.id is CueId.SAY] == []


def test_going_on_while_getting_ready_leaves_it_to_the_lead_in() -> None:
    found = led(lightly(built(GB20)), guidance())
    now_ms = BEGINS_MS + 1000
    state, _ = session.pause(at(found, 1000), now_ms)
    state, _ = session.resume(state, now_ms)
    assert state.phase.kind is PhaseKind.LEAD_IN
    ahead = cues_ahead(Telling(found, atlas(), guidance()), state, now_ms)
    began_ms = next(cue.at_ms for cue in ahead if cue.id is CueId.BEGIN)
    assert len([cue for cue in ahead if says_so(cue) and cue.at_ms < began_ms]) == 1


@pytest.mark.parametrize(
    ("guide", "words"),
    [
        (Guidance(), "Lightly."),
        (guidance("en"), "Lightly."),
        (guidance("en", Level.TONES), "Lightly."),
        (guidance("de", Level.SILENT), "Lightly."),
        (guidance("de"), "Leicht."),
        (Guidance({"done": clauses("de")["done"]}, language="de"), "Lightly."),
    ],
)
def test_it_is_shown_before_each_press_and_in_it(guide: Guidance, words: str) -> None:
    found = lightly(built(*STEPS))
    telling = Telling(found, atlas(), guide)
    state, _ = session.start(found, BEGINS_MS)
    now_ms, phases = BEGINS_MS, set[int]()
    captions: dict[int, list[str]] = {}
    while not state.status.is_over:
        caption = caption_at(telling, state, now_ms)
        captions.setdefault(state.index, []).append(caption.words)
        phases.add(state.index)
        due = [one for one in (caption.next_ms, session.next_due(state)) if one is not None]
        if due:
            now_ms = min(due)
            state, _ = session.advance(state, now_ms)
        else:
            assert state.status is Status.WAITING
            state, _ = session.ready(state, now_ms)
    for index in phases:
        phase = found.phases[index]
        expected = found.steps[phase.step].light
        told = [one for one in captions[index] if SAYS.search(one) and one != "Not lightly!"]
        assert bool(told) == expected, (phase, captions[index])
        if phase.kind is PhaseKind.LEAD_IN:
            assert words in captions[index][0], "from the beginning"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*ROUTINES[:4], *OWN])
def test_a_listener_follows_what_is_light_as_well(name: str, language: str) -> None:
    followed = follow(lightly(routine_of(name)), language)
    assert followed.wrong == []
    assert followed.unknown["point"] == followed.unknown["side"] == 0


@pytest.mark.parametrize(
    ("name", "guide"),
    [
        ("lightly-in-english", steady("en")),
        ("lightly-in-german", steady("de")),
        ("lightly-in-short", steady("en", Level.SHORT)),
        ("lightly-by-tones", Guidance()),
    ],
)
def test_what_is_light_is_told_as_it_is_written(name: str, guide: Guidance) -> None:
    found = led(lightly(built(*STEPS)), guide)
    told = [*sounds(found, guide), "", *shown(found, guide)]
    assert told == (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
