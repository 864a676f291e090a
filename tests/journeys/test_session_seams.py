"""Where the parts of a session meet: the Press page, sound, notes, going on, quitting."""

from __future__ import annotations

from typing import Any

import pytest

from acutimer.app import session_sound
from acutimer.app.tray_link import session_status
from acutimer.audio.tones import MUTED
from acutimer.core.journal import EntryKind
from acutimer.core.routine_content import content_hash
from acutimer.core.safety import Answer
from acutimer.core.session import Status
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from tests.journeys.conftest import Journey
from tests.journeys.test_cut_off import (
    Again,
    Start,
    again,
    begin,
    choose,
    click,
    ended,
    offered,
    write_own,
)

__all__ = ["again"]


def press_start(day: Journey, routine_id: str) -> None:
    """As a person does it, on the Press page."""
    day.app.press.chooser.choose_routine(routine_id)
    day.app.press.bar.start.click()
    day.settle()


def running(day: Journey) -> Any:
    state = day.app.runner.state
    assert state is not None
    return state


# --- what is chosen and what is led -------------------------------------------------------------


def test_steps_that_are_off_change_neither_the_hash_nor_the_numbers_of_the_others(
    journey: Start, again: Again
) -> None:
    day = journey(fever=Answer.YES)
    chosen = day.app.content.routine("article-whole")
    assert chosen is not None
    number = next(i for i, step in enumerate(chosen.steps) if step.point == "GB14")
    choose(day, step_lengths={f"article-whole/{number + 1}/GB14.presses": 15})
    press_start(day, "article-whole")
    assert len(running(day).routine.steps) < len(chosen.steps)
    assert [step.seconds for step in running(day).routine.steps if step.point == "GB14"] == [15]
    (began,) = day.of_kind(EntryKind.SESSION_BEGAN)
    assert began.body["content_hash"] == content_hash(chosen)
    assert number in began.body["numbers"]  # type: ignore[operator]
    assert offered(again(day, 1))[1] == ["Continue at step 1", "Save as it is"]


def test_the_press_page_shows_how_long_it_lasts_with_the_lengths_kept(journey: Start) -> None:
    day = journey()
    day.app.press.chooser.choose_routine("neck-and-shoulders")
    before = day.app.press.chooser.offer
    assert before is not None
    step = before.routine.steps[0]
    key = f"neck-and-shoulders/1/{step.point}.{step.kind.value}"
    choose(day, step_lengths={key: step.seconds - 15})
    after = day.app.press.chooser.offer
    assert after is not None
    assert after.startable.length_s == before.startable.length_s - 15
    # what is edited, copied and exported is the routine itself
    assert day.app.offers.routine("neck-and-shoulders") == before.routine
    press_start(day, "neck-and-shoulders")
    assert running(day).routine.length_s == after.startable.length_s
    (began,) = day.of_kind(EntryKind.SESSION_BEGAN)
    assert began.body["content_hash"] == content_hash(before.routine)


def test_a_second_start_while_a_session_runs_changes_nothing(journey: Start) -> None:
    day = journey()
    begin(day, "neck-and-shoulders")
    begin(day, "acupressure-mat")
    assert running(day).routine.id == "neck-and-shoulders"
    assert len(day.of_kind(EntryKind.SESSION_BEGAN)) == 1


# --- sound --------------------------------------------------------------------------------------


def test_muted_it_stays_so_whatever_is_chosen_until_the_next_session(
    journey: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = journey()
    tuned: list[Any] = []
    monkeypatch.setattr(day.sound, "set_loudness", tuned.append, raising=False)
    begin(day, "neck-and-shoulders")
    day.let_pass(10)
    page: Any = day.app.window.built("session")
    page.toggle_sound()
    day.app.runner.lengthen()
    page.keep_length()
    assert day.app.choices.now.step_lengths
    assert tuned[-1] == MUTED
    choose(day, tones_volume=0.9)
    assert tuned[-1] == MUTED
    page.toggle_sound()
    assert tuned[-1].tones == 0.9
    page.toggle_sound()
    day.app.runner.stop()
    day.settle()
    begin(day, "neck-and-shoulders")
    assert tuned[-1].tones == 0.9
    page.toggle_sound()
    assert tuned[-1] == MUTED


def test_a_voice_that_cannot_be_read_is_told_once(
    journey: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = journey()
    sentence = "The voice is silent, tones are played. phrases.toml cannot be read."
    monkeypatch.setattr(session_sound, "phrases", lambda _: ({}, sentence), raising=False)
    begin(day, "neck-and-shoulders")
    assert sentence in day.app.window.notices.sentences()
    day.app.window.notices.drop("voice")
    choose(day, tones_volume=0.9)
    assert sentence not in day.app.window.notices.sentences()


def test_a_language_that_is_gone_stays_chosen_and_its_package_is_named_once(
    journey: Start, again: Again
) -> None:
    day = journey()
    choose(day, voice="xx")
    day.app.choices.flush()
    later = again(day, 1)
    assert later.app.choices.now.voice == "xx"
    assert not later.app.choices.fault
    begin(later, "neck-and-shoulders")
    notices = later.app.window.notices
    (sentence,) = [one for one in notices.sentences() if "voice" in one]
    assert "tones are played" in sentence
    assert "acutimer-voice-xx" in sentence
    assert later.app.sound.voice == ("Tones", False)
    notices.drop("voice")
    choose(later, tones_volume=0.9)
    assert sentence not in notices.sentences()
    later.app.runner.stop()
    later.settle()
    later.app.show_page("settings")
    page = later.app.settings.page.built
    assert page is not None
    assert page.sound.language.code == "xx"
    assert {"en", "de"} < {*later.app.settings._voices()}
    assert later.app.settings._voices()["xx"] == "xx (not installed)"


# --- going on after a crash ---------------------------------------------------------------------


def test_a_step_skipped_before_its_press_stays_skipped(journey: Start, again: Again) -> None:
    day = journey()
    begin(day, "article-whole")
    day.let_pass(day.lead_in_s + 60)
    while running(day).step < 3:
        day.app.runner.skip()
    day.settle()
    later = again(day, 1)
    assert offered(later)[1] == ["Continue at step 4", "Save as it is"]
    click(later, "Continue at step 4")
    assert running(later).skipped == running(day).skipped
    later.app.runner.stop()
    later.settle()
    (note,) = ended(later)
    assert (note.pressed_s, note.skipped) == (60, len(running(day).skipped))


def test_a_press_that_has_no_lead_in_goes_on_at_the_word_of_the_person(
    journey: Start, again: Again
) -> None:
    day = journey()
    path = day.places.routines / "still.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    step = '[[steps]]\nkind = "{}"\npoint = "GB20"\nside = "both"\nseconds = 60\nown = true\n'
    head = 'schema = 1\nid = "still"\nname = "Still"\n'
    path.write_text(head + step.format("hold") + step.format("circles"), encoding="utf-8")
    day.app.content.load(more=False)
    begin(day, "still")
    day.let_pass(day.lead_in_s + 60 + 10)
    later = again(day, 1)
    click(later, "Continue at step 2")
    assert (running(later).status, running(later).step) == (Status.PAUSED, 1)
    later.let_pass(30)
    later.app.runner.pause_or_go_on()
    later.let_pass(61)
    (note,) = ended(later)
    assert (note.ended, note.pressed_s) == ("finished", 120)


def test_an_offer_that_stood_too_long_keeps_what_was_pressed(journey: Start, again: Again) -> None:
    day = journey()
    begin(day, "neck-and-shoulders")
    day.let_pass(day.lead_in_s + 60 + 10)
    later = again(day, 1)
    later.clock.advance(40 * 60_000)
    click(later, "Continue at step 2")
    assert not later.app.runner.is_running
    sentence, ways = offered(later)
    assert "more than 30 minutes ago. What was pressed is kept." in sentence
    assert ways == []
    assert [(note.ended, note.pressed_s) for note in ended(later)] == [("cut off", 60)]


def test_while_a_session_runs_an_older_one_is_kept_without_a_question(
    journey: Start, again: Again
) -> None:
    day = journey()
    begin(day, "neck-and-shoulders")
    day.let_pass(day.lead_in_s + 60 + 10)
    places, clock = day.places, day.clock
    database = open_database(places.database, now=clock.now, backups=places.backups)
    unfinished = JournalStore(database, clock.now).unfinished_session()
    database.close()
    assert unfinished is not None
    later = again(day, 1)
    begin(later, "acupressure-mat")
    # as when the newest backup is opened meanwhile
    later.app.cut_off.offer(unfinished, None)
    assert offered(later)[1] == []
    assert running(later).routine.id == "acupressure-mat"


# --- quitting -----------------------------------------------------------------------------------


def test_the_question_about_quitting_leaves_when_a_wait_is_answered(journey: Start) -> None:
    day = journey()
    choose(day, wait="always")
    begin(day, "neck-and-shoulders")
    day.let_pass(day.lead_in_s + 60)
    assert running(day).status is Status.WAITING
    day.app.leaving.quit()
    assert "quit" in day.app.window.notices.keys()
    day.app.runner.ready()
    assert "quit" not in day.app.window.notices.keys()


def test_the_tray_says_that_it_waits(journey: Start) -> None:
    day = journey()
    choose(day, wait="always")
    begin(day, "neck-and-shoulders")
    day.let_pass(day.lead_in_s + 60)
    words, _, paused = session_status(day.app.runner, day.app.content.atlas) or ("", 0, False)
    assert paused
    assert "0:00" not in words
    assert words.startswith("When you are ready: ")


# --- lengths kept and routines written anew -----------------------------------------------------


def test_what_is_written_in_the_editor_is_led_so_whatever_length_was_kept(journey: Start) -> None:
    day = journey()
    app = day.app
    write_own(day)
    app.offers.show_routines("evening")
    choose(day, step_lengths={"evening/1/GB20.hold": 45, "desk-pause/1/GB20.hold": 30})
    app.editing.edit("evening")
    page: Any = app.editing.page.built
    day.settle()
    page.column.try_asked.emit()
    day.settle()
    assert running(day).routine.steps[0].seconds == 60, "tried as it stands in the draft"
    app.runner.stop()
    day.settle()
    app.editing.edit("evening")
    page.column.steps.setCurrentRow(0)
    page.form.length.chosen.emit(90)
    assert app.editing.save()
    assert app.choices.now.step_lengths == {"desk-pause/1/GB20.hold": 30}
    found = app.content.routine("evening")
    assert found is not None
    assert found.steps[0].seconds == 90
    app.sessions.start(found, None)
    assert running(day).routine.steps[0].seconds == 90


def test_noting_pain_with_eyes_closed_brings_the_light_back(journey: Start) -> None:
    day = journey()
    begin(day, "neck-and-shoulders")
    page: Any = day.app.window.built("session")
    page.close_eyes()
    assert page.eyes.is_dark
    day.app.act_on_request("log-pain", {})
    assert not page.eyes.is_dark
