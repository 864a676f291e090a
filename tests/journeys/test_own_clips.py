"""Own words in the session's own voice: made while the routine is chosen, used when it starts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from acutimer.audio import own_voice
from acutimer.core.guidance.cues import Cue, CueId
from acutimer.places import places_for
from acutimer.storage.own_clips import OwnClipFiles
from tests.journeys.conftest import Journey

NOTE = "Let the shoulder drop first."
ROUTINE = f"""
schema = 1
id = "mine"
name = "Mine"

[[steps]]
kind = "hold"
point = "GB20"
side = "in_turn"
seconds = 30
note = "{NOTE}"

[[steps]]
kind = "care"
care = "head_turns"
seconds = 30
"""


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """A routine of the person's own, there before the app starts."""
    folder = places_for(tmp_path).routines
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(ROUTINE)
    return "mine"


def own(cues: tuple[Cue, ...]) -> list[Cue]:
    return [cue for cue in cues if cue.id is CueId.SAY and cue.caption == NOTE]


def speak_ahead(day: Journey) -> None:
    """What is being made is made, and the window knows."""
    clips = day.app.own_words.clips
    while clips._thread is not None:
        clips.wait()
        day.settle()


def test_a_chosen_routine_says_its_note_with_a_clip(
    journey: Callable[..., Journey], mine: str
) -> None:
    day = journey()
    app = day.app
    app.press.chooser.choose_routine(mine)
    judged_s = {one[0]: one[2] for one in app.press.chooser.by_id}[mine]
    assert app.own_words.clips._thread is not None, "it is being made"
    speak_ahead(day)
    (clip,) = day.places.own_clips.glob("en/own.*.ogg")
    length_ms = OwnClipFiles(day.places.own_clips).length_ms("en", clip.stem)
    app.press.chooser.ask_start()
    day.settle()
    assert app.runner.is_running
    (said,) = own(day.sound.plans[-1])
    assert (said.clause, said.length_ms) == (clip.stem, length_ms)
    assert {path.name for path in app._player()._voices} >= {"spoken"}  # type: ignore[attr-defined]
    # the page told of the same length that is led
    state = app.runner.state
    assert state is not None
    told_s = {one[0]: one[2] for one in app.press.chooser.by_id}[mine]
    assert told_s == state.routine.length_s
    assert abs(told_s - judged_s) <= 4
    # planned anew, muted and heard again, it stays what it is and where it is
    app.runner.lengthen()
    assert own(day.sound.plans[-1]) == [said]
    app.choices.choose(app.choices.now._replace(tones_volume=0.1))
    day.settle()
    assert own(day.sound.plans[-1]) == [said]


def test_what_is_not_ready_when_it_starts_is_said_as_before(
    journey: Callable[..., Journey], mine: str
) -> None:
    day = journey()
    app = day.app
    app.press.chooser.choose_routine(mine)
    app.press.chooser.ask_start()
    day.settle()
    (said,) = own(day.sound.plans[-1])
    assert said.clause == ""
    speak_ahead(day)
    app.runner.lengthen()  # a session keeps what it began with
    assert own(day.sound.plans[-1]) == [said]
    app.runner.stop()
    day.settle()


def test_they_are_made_for_the_routine_that_was_chosen_last(
    journey: Callable[..., Journey], mine: str
) -> None:
    day = journey()
    app = day.app
    app.choices.choose(app.choices.now._replace(last_routine=mine))
    app.offers.show_routines(mine)
    speak_ahead(day)
    assert len(list(day.places.own_clips.glob("en/own.*.ogg"))) == 1
    # nothing more to make
    app.press.chooser.choose_routine(mine)
    assert app.own_words.clips._thread is None


@pytest.mark.parametrize("guidance", ["tones", "silent"])
def test_nothing_is_made_where_no_voice_is_wanted(
    journey: Callable[..., Journey], mine: str, guidance: str
) -> None:
    day = journey()
    day.app.choices.choose(day.app.choices.now._replace(guidance=guidance))
    day.app.press.chooser.choose_routine(mine)
    assert day.app.own_words.clips._thread is None


def test_a_profile_that_takes_no_clip_is_told_once_and_quietly(
    journey: Callable[..., Journey], mine: str
) -> None:
    day = journey()
    day.places.own_clips.write_text("a file where a folder should be")
    day.app.press.chooser.choose_routine(mine)
    speak_ahead(day)
    told = [one for one in day.app.window.notices.sentences() if "own words" in one]
    assert len(told) == 1
    assert told[0].startswith("Your own words could not be made ready")
    day.app.press.chooser.ask_start()
    day.settle()
    assert [cue.clause for cue in own(day.sound.plans[-1])] == [""]


def test_who_quits_leaves_no_process_behind(journey: Callable[..., Journey], mine: str) -> None:
    day = journey()
    day.app.press.chooser.choose_routine(mine)
    clips = day.app.own_words.clips
    speaking = clips._speaking
    assert speaking is not None
    day.app.close()
    assert clips._thread is not None
    assert not clips._thread.is_alive()
    assert speaking._child is None or speaking._child.poll() is not None


def test_settings_say_who_says_own_words(
    journey: Callable[..., Journey], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
    missing = ("pico", "ttspico", ("no_such_module",), "ttspico")
    monkeypatch.setitem(own_voice._ENGINES, "de", missing)
    day = journey()
    day.app.show_page("settings")
    day.settle()
    page = day.app.settings.page.built
    assert page is not None
    said = page.sound.own_words.help
    assert said.text() == "Spoken in the same voice, once they are ready."
    day.app.choices.choose(day.app.choices.now._replace(voice="de"))
    assert said.text() == "Shown only. For the same voice: pip install ttspico"


def test_the_editor_says_at_the_step_what_the_voice_cannot_say(
    journey: Callable[..., Journey], mine: str
) -> None:
    day = journey()
    day.app.editing.edit(mine)
    day.settle()
    page = day.app.editing.page.built
    assert page is not None
    codes = lambda: [one.code.value for one in page._findings]  # noqa: E731
    assert "words_not_spoken" not in codes()
    page.form.note.written.emit("合谷")
    assert "words_not_spoken" in codes()
