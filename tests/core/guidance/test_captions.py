"""What is shown when something comes in between: a pause, an end, and what is said again."""

from __future__ import annotations

import pytest

from acutimer.core import session
from acutimer.core.guidance.cues import CueId
from acutimer.core.guidance.score import Caption, caption_at, cues_again, instruction_cues
from acutimer.core.guidance.speech import Guidance, Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.session import State
from tests.core.guidance.voice import steady
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import atlas, built

ROUTINE = built(
    {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60, "note": "Mind the hair."},
    {"kind": "care", "care": "rest", "seconds": 24},
)
SAY = CueId.SAY


def telling(guide: Guidance | None = None) -> Telling:
    return Telling(ROUTINE, atlas(), guide or steady("en"))


def at(after_ms: int) -> State:
    """The session that long after its beginning."""
    state, _ = session.start(ROUTINE, BEGINS_MS)
    return session.advance(state, BEGINS_MS + after_ms)[0]


@pytest.mark.parametrize(
    ("guide", "words", "cue"),
    [
        (steady("en"), "Paused.", SAY),
        (steady("de"), "Pause.", SAY),
        (steady("en", Level.SHORT), "Paused.", SAY),
        (steady("de", Level.TONES), "Paused.", None),
        (Guidance(), "Paused.", None),
        (Guidance({"left.10": steady("en").clauses["left.10"]}), "Paused.", SAY),
    ],
)
def test_a_pause_is_shown_from_its_moment_until_it_ends(
    guide: Guidance, words: str, cue: CueId | None
) -> None:
    state, _ = session.pause(at(20_000), BEGINS_MS + 20_000)
    shown = caption_at(telling(guide), state, BEGINS_MS + 90_000)
    assert shown == Caption(words, cue, BEGINS_MS + 20_000, None)


def test_a_session_that_was_stopped_shows_nothing() -> None:
    state, _ = session.stop(at(20_000), BEGINS_MS + 20_000)
    shown = caption_at(telling(), state, BEGINS_MS + 90_000)
    assert shown == Caption("", None, BEGINS_MS + 20_000, None)


@pytest.mark.parametrize(
    ("guide", "words"),
    [
        (steady("en"), "All done. Ease off slowly."),
        (steady("de"), "Fertig. Langsam nachlassen."),
        (Guidance(), "All done. Ease off slowly."),
    ],
)
def test_the_end_is_shown_from_its_moment_on(guide: Guidance, words: str) -> None:
    shown = caption_at(telling(guide), at(89_000), BEGINS_MS + 200_000)
    assert shown == Caption(words, CueId.ALL_DONE, BEGINS_MS + 89_000, None)


def shown_from(after_ms: int, last_ms: int) -> list[tuple[int, str, int, int | None]]:
    """What is shown once it was asked to say it again: when, what, since when, until when."""
    state = at(after_ms)
    again = instruction_cues(telling(), state, BEGINS_MS + after_ms)
    shown: list[tuple[int, str, int, int | None]] = []
    now_ms: int | None = BEGINS_MS + after_ms
    while now_ms is not None and now_ms <= BEGINS_MS + last_ms:
        state, _ = session.advance(state, now_ms)
        caption = caption_at(telling(), state, now_ms, again)
        since_ms, next_ms = caption.at_ms - BEGINS_MS, caption.next_ms
        until_ms = None if next_ms is None else next_ms - BEGINS_MS
        shown.append((now_ms - BEGINS_MS, caption.words, since_ms, until_ms))
        now_ms = next_ms
    return shown


def test_in_the_middle_of_a_press_what_is_said_again_is_shown_sentence_by_sentence() -> None:
    assert shown_from(31_000, 41_000) == [
        (31_000, "Both sides of the nape, under the skull edge.", 31_000, 33_650),
        (33_650, "Mind the hair.", 33_650, 35_000),
        # half way is told meanwhile, and waits until all has been said again
        (35_000, "Mind the hair.", 33_650, 35_060),
        (35_060, "Three fingertips of each hand.", 35_060, 36_960),
        (36_960, "Press and hold.", 36_960, 38_110),
        (38_110, "About thirty seconds left.", 38_110, 40_510),
        (40_510, "Half way.", 35_000, 55_000),
    ]


def test_in_a_lead_in_what_is_said_again_runs_into_the_press() -> None:
    assert shown_from(1000, 9000) == [
        (1000, "Both sides of the nape, under the skull edge.", 1000, 3650),
        (3650, "Mind the hair.", 3650, 4150),
        (4150, "Mind the hair.", 3650, 5000),
        (5000, "Mind the hair.", 3650, 5060),
        (5060, "Three fingertips of each hand.", 5060, 5700),
        (5700, "Three fingertips of each hand.", 5060, 6960),
        (6960, "Press and hold.", 6960, 7110),
        (7110, "Press and hold.", 6960, 8810),
        (8810, "Three fingertips of each hand.", 7110, 9010),
    ]


def test_care_said_again_says_what_and_how_long_still() -> None:
    assert shown_from(68_000, 73_000) == [
        (68_000, "Let your hands down and rest.", 68_000, 68_575),
        (68_575, "Let your hands down and rest.", 68_000, 69_850),
        (69_850, "About twenty seconds left.", 69_850, 70_425),
        (70_425, "About twenty seconds left.", 69_850, 72_250),
        (72_250, "For twenty-four seconds.", 70_425, 89_000),
    ]


def test_before_what_is_said_again_has_begun_the_usual_is_shown() -> None:
    state, now_ms = at(31_000), BEGINS_MS + 31_000
    again = instruction_cues(telling(), state, now_ms + 1)
    assert caption_at(telling(), state, now_ms, again) == caption_at(telling(), state, now_ms)


def test_what_is_said_again_takes_the_place_of_what_would_be_said_meanwhile() -> None:
    again = cues_again(telling(), at(31_000), BEGINS_MS + 31_000)
    said = [(cue.at_ms - BEGINS_MS, cue.clause or cue.caption) for cue in again if cue.id is SAY]
    assert said == [
        (31_000, "where.GB20.both"),
        (33_650, "Mind the hair."),
        (35_060, "with.GB20.both"),
        (36_960, "how.hold"),
        (38_110, "about.30"),
        (55_000, "left.10"),
        (67_200, "ease_off"),
        (68_575, "care.rest"),
        (70_425, "for.24"),
        (89_000, "done"),
    ]
    tones = [(cue.at_ms - BEGINS_MS, cue.id) for cue in again if cue.id is not SAY]
    assert tones == [(65_000, "step_done"), (65_800, "care"), (89_000, "all_done")]


def test_a_wait_said_again_says_that_any_key_goes_on() -> None:
    found = built({"kind": "hold", "point": "GB20", "side": "both", "seconds": 60, "wait": True})
    state, _ = session.start(found, BEGINS_MS)
    again = instruction_cues(Telling(found, atlas(), steady("en")), state, BEGINS_MS + 9000)
    assert [(cue.clause, cue.side) for cue in again] == [
        ("where.GB20.both", "both"),
        ("with.GB20.both", "both"),
        ("how.hold", "both"),
        ("ready", None),
    ]


def test_nothing_is_said_again_once_it_is_over_or_without_a_voice() -> None:
    over, now_ms = at(89_000), BEGINS_MS + 89_000
    assert instruction_cues(telling(), over, now_ms) == []
    silent = telling(steady("en", Level.TONES))
    assert instruction_cues(silent, at(31_000), BEGINS_MS + 31_000) == []


def test_a_caption_stays_to_the_millisecond_before_the_next() -> None:
    state = at(8755)
    for after_ms, words in [(34_999, "For one minute."), (35_000, "Half way.")]:
        assert caption_at(telling(), state, BEGINS_MS + after_ms).words == words


def test_what_has_its_own_moment_is_shown_as_soon_as_all_was_said_again() -> None:
    now_ms = BEGINS_MS + 26_000
    again = instruction_cues(telling(), at(26_000), now_ms)
    half_ms = BEGINS_MS + 35_000
    # half way is told after the last word, and before that would have been taken away
    assert again[-1].ends_ms <= half_ms < again[-1].ends_ms + 800
    before = caption_at(telling(), at(34_999), half_ms - 1, again)
    assert (before.words, before.cue) == (again[-1].caption, SAY)
    assert caption_at(telling(), at(35_000), half_ms, again).words == "Half way."


def test_a_press_made_longer_shows_its_ten_seconds_later() -> None:
    state, _ = session.lengthen(at(10_000), BEGINS_MS + 10_000)
    shown = [
        caption_at(telling(), state, BEGINS_MS + 5000 + after_ms).words
        for after_ms in (50_000, 64_999, 65_000, 74_000)
    ]
    assert shown == ["Half way.", "Half way.", "Ten seconds left.", "Ten seconds left."]
    assert caption_at(telling(), state, BEGINS_MS + 79_000).next_ms == BEGINS_MS + 80_000
