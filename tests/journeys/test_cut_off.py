"""A crash, a power cut, a sleep: time stays true, nothing is lost, and going on is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from acutimer.core.composing import compose
from acutimer.core.journal import EntryKind, SessionNote, read_session
from acutimer.core.points import Side
from acutimer.core.routine_content import content_hash
from acutimer.core.routines import Routine
from acutimer.core.safety import Answer
from acutimer.core.session import Status
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from tests.desktop_stage import desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.journeys.programs import Program, fault_of, of_kind, profile
from tests.journeys.test_bad_surroundings import full_disk

Start = Callable[..., Journey]
Again = Callable[[Journey, float], Journey]
CET, CEST = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
OWN = """
schema = 1
id = "evening"
name = "Evening"

[[steps]]
kind = "hold"
point = "GB20"
side = "both"
seconds = 60

[[steps]]
kind = "hold"
point = "GB21"
side = "in_turn"
seconds = 60
own = true
"""


@pytest.fixture
def again(qtbot: object) -> Iterator[Again]:
    """Another copy on the same files some minutes after the first was killed."""
    started: list[Journey] = []

    def start(killed: Journey, minutes: float) -> Journey:
        made = Journey(killed.places.data.parent, qtbot)
        made.clock.set_wall(killed.clock.now() + timedelta(minutes=minutes))
        started.append(made)
        made.open()
        return made

    yield start
    while started:
        started.pop().leave()


def choose(day: Journey, **chosen: Any) -> None:
    app = day.app
    app.choices.choose(app.choices.now._replace(**chosen))


def write_own(day: Journey) -> None:
    """Put a routine of one's own into the profile."""
    path = day.places.routines / "evening.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OWN, encoding="utf-8")
    day.app.content.load(more=False)


def begin(day: Journey, routine_id: str = "evening") -> Routine:
    """Start a routine of the list, or one's own that is written first."""
    if day.app.content.routine(routine_id) is None:
        write_own(day)
    found = day.app.content.routine(routine_id)
    assert found is not None
    day.app.sessions.start(found, None)
    day.settle()
    return found


def offered(day: Journey) -> tuple[str, list[str]]:
    """What is said of the session that was cut off, and the ways on."""
    said = [one for one in day.app.window.notices.sentences() if "was not finished" in one]
    texts = [b.text() for b in day.app.window.notices.findChildren(QPushButton) if b.isVisible()]
    return "".join(said), [text for text in texts if text != "Close"]


def click(day: Journey, text: str) -> None:
    buttons = day.app.window.notices.findChildren(QPushButton)
    next(b for b in buttons if b.text() == text and b.isVisible()).click()
    day.settle()


def ended(day: Journey) -> list[SessionNote]:
    notes = [read_session(entry) for entry in day.of_kind(EntryKind.SESSION_ENDED)]
    return [note for note in notes if note is not None]


def parts(note: SessionNote) -> dict[tuple[str, str], tuple[float, float | None]]:
    return {(part.point, part.side): (part.seconds, part.planned_s) for part in note.parts}


# --- cut off ------------------------------------------------------------------------------------


def test_it_goes_on_with_the_side_in_hand_and_the_waits_and_lengths_it_had(
    journey: Start, again: Again
) -> None:
    day = journey()
    choose(day, wait="always", step_lengths={"evening/2/GB21.hold": 75})
    chosen = begin(day)
    day.let_pass(day.lead_in_s + 60)
    day.app.runner.ready()
    day.let_pass(day.lead_in_s + 75)
    assert day.app.runner.state.status is Status.WAITING  # type: ignore[union-attr]
    day.app.runner.ready()
    day.let_pass(day.lead_in_s + 20)

    later = again(day, 10)
    choose(later, wait="never", step_lengths={})
    assert offered(later) == (
        "Evening from 09:00 was not finished.",
        ["Continue at step 2", "Save as it is"],
    )
    click(later, "Continue at step 2")
    state = later.app.runner.state
    assert state is not None
    assert (state.status, state.phase.side) == (Status.WAITING, Side.RIGHT)
    later.app.runner.ready()
    later.let_pass(later.lead_in_s + 75)
    assert state.routine.steps[1].seconds == 75
    (note,) = ended(later)
    assert parts(note) == {
        ("GB20", "left"): (60, 60),
        ("GB20", "right"): (60, 60),
        ("GB21", "left"): (75, 75),
        ("GB21", "right"): (75, 75),
    }
    assert (note.ended, note.pressed_s, note.planned_s) == ("finished", 210, 210)
    assert note.content_hash == content_hash(chosen)


def test_after_half_an_hour_what_was_pressed_is_kept_without_a_question(
    journey: Start, again: Again
) -> None:
    day = journey()
    begin(day, "neck-and-shoulders")
    day.let_pass(day.lead_in_s + 60 + 10)
    stopped_at = day.clock.now() - timedelta(seconds=10)
    later = again(day, 31)
    sentence, ways = offered(later)
    assert sentence == (
        "Neck and shoulders from 09:00 was not finished, and that is more than 30 minutes ago. "
        "What was pressed is kept."
    )
    assert ways == []
    (note,) = ended(later)
    assert (note.ended, note.pressed_s, note.at) == ("cut off", 60, stopped_at)
    assert note.planned_s == day.app.runner.state.routine.planned_s  # type: ignore[union-attr]
    assert offered(again(day, 40)) == ("", [])


def test_half_an_hour_counts_from_the_last_press(journey: Start, again: Again) -> None:
    day = journey()
    begin(day, "neck-and-shoulders")
    day.app.runner.pause()
    day.let_pass(3600)
    day.app.runner.resume()
    day.let_pass(day.lead_in_s + 60 + 10)
    _, ways = offered(again(day, 29))
    assert ways == ["Continue at step 2", "Save as it is"]


def test_a_routine_that_was_changed_since_does_not_go_on_and_says_why(
    journey: Start, again: Again
) -> None:
    day = journey()
    begin(day)
    day.let_pass(day.lead_in_s + 60 + 10)
    path = day.places.routines / "evening.toml"
    path.write_text(OWN.replace("seconds = 60\nown", "seconds = 90\nown"), encoding="utf-8")
    later = again(day, 1)
    sentence, ways = offered(later)
    assert sentence == (
        "Evening from 09:00 was not finished; its routine has been changed since. "
        "What was pressed is kept."
    )
    assert ways == []
    (note,) = ended(later)
    assert parts(note)["GB21", "left"] == (0, 60)


def test_another_name_for_the_same_routine_is_no_change(journey: Start, again: Again) -> None:
    day = journey()
    begin(day)
    day.let_pass(day.lead_in_s + 60 + 10)
    path = day.places.routines / "evening.toml"
    path.write_text(OWN.replace("Evening", "At night"), encoding="utf-8")
    assert offered(again(day, 1))[1] == ["Continue at step 2", "Save as it is"]


def test_a_routine_that_is_gone_does_not_go_on(journey: Start, again: Again) -> None:
    day = journey()
    begin(day)
    day.let_pass(day.lead_in_s + 60 + 10)
    (day.places.routines / "evening.toml").unlink()
    sentence, ways = offered(again(day, 1))
    assert "its routine is not there any more" in sentence
    assert ways == []


def test_points_chosen_on_the_map_go_on_too(journey: Start, again: Again) -> None:
    day = journey()
    routine = compose([("GB20", Side.BOTH), ("GB21", Side.LEFT)], day.app.content.atlas)
    assert routine is not None
    day.app.sessions.start(routine, None)
    day.let_pass(day.lead_in_s + 60 + 10)
    later = again(day, 1)
    click(later, "Continue at step 2")
    state = later.app.runner.state
    assert state is not None
    assert [step.point for step in state.routine.steps] == ["GB20", "GB21", None]
    assert state.phase.point == "GB21"


def at_the_second_step(day: Journey) -> None:
    """Press the first one to its end and the next for a while."""
    state = day.app.runner.state
    assert state is not None
    day.let_pass(day.lead_in_s + state.routine.steps[0].seconds + day.lead_in_s + 10)


def test_a_routine_made_shorter_for_its_places_goes_on_as_it_was_led(
    journey: Start, again: Again
) -> None:
    day = journey()
    day.app.press.ask_where()
    where = day.app.press.where
    assert where is not None
    where.tap(["neck.left", "shoulder.left"])
    where._time_chosen("5")
    where._choose("neck-and-shoulders")
    chosen = where.choice
    assert chosen is not None
    assert chosen.routine.id == "neck-and-shoulders"
    whole = day.app.content.routine("neck-and-shoulders")
    assert whole is not None
    assert chosen.routine.planned_s < whole.planned_s
    where.ask_start()
    day.settle()
    at_the_second_step(day)

    later = again(day, 1)
    assert offered(later)[1] == ["Continue at step 2", "Save as it is"]
    click(later, "Continue at step 2")
    state = later.app.runner.state
    assert state is not None
    assert [(one.point, one.side, one.seconds) for one in state.routine.steps] == [
        (one.point, one.side, one.seconds) for one in chosen.routine.steps
    ]
    later.app.runner.stop()
    later.settle()
    assert later.app.sessions._places == ("neck.left", "shoulder.left")


def test_sides_that_were_chosen_for_once_go_on_too(journey: Start, again: Again) -> None:
    day = journey()
    chooser = day.app.press.chooser
    chooser.choose_routine("desk-pause")
    chooser.choose_point("GB21", Side.LEFT)
    chooser.choose_side(Side.LEFT)
    chooser.ask_start()
    day.settle()
    at_the_second_step(day)
    later = again(day, 1)
    click(later, "Continue at step 2")
    state = later.app.runner.state
    assert state is not None
    assert (state.phase.point, state.phase.side) == ("GB21", Side.LEFT)


def test_a_routine_made_shorter_whose_file_changed_says_so(journey: Start, again: Again) -> None:
    day = journey()
    write_own(day)
    found = day.app.content.routine("evening")
    assert found is not None
    day.app.sessions.start(found.with_steps(found.steps[:1]), None, as_written=True)
    day.settle()
    day.let_pass(day.lead_in_s + 10)
    path = day.places.routines / "evening.toml"
    path.write_text(OWN.replace("seconds = 60\nown", "seconds = 90\nown"), encoding="utf-8")
    assert "its routine has been changed since" in offered(again(day, 1))[0]


def test_a_draft_that_was_tried_before_it_was_kept_goes_on(journey: Start, again: Again) -> None:
    day = journey()
    write_own(day)
    found = day.app.content.routine("evening")
    assert found is not None
    day.app.sessions.start(replace(found, id="tried-out"), None, as_written=True)
    day.settle()
    day.let_pass(day.lead_in_s + 10)
    assert offered(again(day, 1))[1] == ["Continue at step 1", "Save as it is"]


def test_what_an_older_acutimer_left_behind_still_goes_on(journey: Start, again: Again) -> None:
    day = journey()
    diary, body = day.app.diary, {"routine": "desk-pause", "routine_name": "Desk pause"}
    diary.session_began({**body, "planned_s": 210})
    day.settle()
    assert offered(again(day, 1))[1] == ["Continue at step 1", "Save as it is"]


def test_answers_that_changed_since_keep_it_and_come_first(journey: Start, again: Again) -> None:
    day = journey()
    begin(day, "article-whole")
    day.let_pass(day.lead_in_s + 60 + 10)
    keep_answers(day.places.data.parent, day.clock, fever=Answer.YES)
    later = again(day, 1)
    click(later, "Continue at step 2")
    assert later.app.window.page == "safety"
    assert not later.app.runner.is_running
    assert [(note.ended, note.pressed_s) for note in ended(later)] == [("cut off", 60)]


def test_beginning_another_session_keeps_the_one_before(journey: Start, again: Again) -> None:
    day = journey()
    begin(day, "neck-and-shoulders")
    day.let_pass(day.lead_in_s + 60 + 10)
    later = again(day, 1)
    begin(later, "acupressure-mat")
    assert offered(later) == ("", [])
    later.app.runner.stop()
    later.settle()
    assert [(note.ended, note.pressed_s) for note in ended(later)] == [
        ("cut off", 60),
        ("stopped", 0),
    ]


def test_a_session_on_a_full_disk_is_noted_whole_once_there_is_room(
    journey: Start, again: Again
) -> None:
    day = journey()
    write_own(day)
    with full_disk():
        begin(day)
        day.let_pass(day.lead_in_s + 60)
        day.let_pass(day.lead_in_s + 60)
        day.let_pass(day.lead_in_s + 20)
        day.app.runner.stop()
        day.settle()
    day.app.diary.try_again()
    day.settle()
    (note,) = ended(day)
    (began,) = day.of_kind(EntryKind.SESSION_BEGAN)
    presses = day.of_kind(EntryKind.PRESS_ENDED)
    assert note.id == began.id
    assert {press.body["session"] for press in presses} == {began.id}
    assert [press.body["pressed_ms"] for press in presses] == [60_000, 60_000, 20_000]
    assert parts(note)["GB21", "right"] == (20, 60)
    assert offered(again(day, 1)) == ("", [])


# --- lengths ------------------------------------------------------------------------------------


def test_a_length_that_was_kept_holds_next_time_for_that_step_alone(journey: Start) -> None:
    day = journey(fever=Answer.YES)
    app = day.app
    # fever strikes steps of this routine; the number of a step is that of the whole routine
    chosen = begin(day, "article-whole")
    state = app.runner.state
    assert state is not None
    assert len(state.routine.steps) < len(chosen.steps)
    assert app.sessions.keep_length() is not None
    wanted = next(i for i, s in enumerate(state.routine.steps) if s.point == "GB14")
    while app.runner.progress().step != wanted:  # type: ignore[union-attr]
        app.runner.skip()
    day.let_pass(day.lead_in_s + 1)
    app.runner.shorten()
    number = next(i for i, s in enumerate(chosen.steps) if s.point == "GB14")
    kept = chosen.steps[number].seconds - 15
    assert app.sessions.keep_length() == kept
    assert app.choices.now.step_lengths[f"article-whole/{number + 1}/GB14.presses"] == kept
    app.runner.stop()
    day.settle()
    assert app.sessions.keep_length() is None
    app.sessions.start(chosen, None)
    day.settle()
    state = app.runner.state
    assert state is not None
    assert state.routine.steps[wanted].seconds == kept
    assert sum(s.seconds for s in chosen.steps) - sum(s.seconds for s in state.routine.steps) > 15
    (_, second) = [e.body for e in day.of_kind(EntryKind.SESSION_BEGAN)] or ({}, {})
    assert second["content_hash"] == content_hash(chosen)


# --- sleep and clocks ---------------------------------------------------------------------------


def test_the_system_says_it_sleeps_and_the_page_says_for_how_long(journey: Start) -> None:
    day = journey()
    begin(day, "neck-and-shoulders")
    day.let_pass(day.lead_in_s + 20)
    page: Any = day.app.window.built("session")
    day.app.runner.pause_for_sleep()
    assert page.banner.text == ""
    day.clock.sleep(4 * 60_000)
    day.app.runner.woke()
    assert page.banner.text == "The computer slept for 4 minutes. Your session is paused at 0:40."
    page.banner.buttons[0].click()
    assert day.app.runner.state.status is Status.RUNNING  # type: ignore[union-attr]
    day.let_pass(40)
    (press,) = day.of_kind(EntryKind.PRESS_ENDED)
    assert press.body["pressed_ms"] == 60_000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (datetime(2026, 3, 29, 1, 59, 50, tzinfo=CET), datetime(2026, 3, 29, 3, 0, tzinfo=CEST)),
        (datetime(2026, 10, 25, 2, 59, 50, tzinfo=CEST), datetime(2026, 10, 25, 2, 0, tzinfo=CET)),
        (datetime(2026, 5, 4, 12, 0, tzinfo=CEST), datetime(2026, 5, 4, 10, 0, tzinfo=CEST)),
        (datetime(2026, 5, 4, 12, 0, tzinfo=CEST), datetime(2026, 5, 4, 14, 0, tzinfo=CEST)),
        (datetime(2026, 5, 4, 12, 0, tzinfo=CEST), datetime(2026, 5, 4, 10, 0, tzinfo=UTC)),
    ],
    ids=["into summer", "into winter", "two hours back", "two hours on", "another zone"],
)
def test_the_clock_on_the_wall_may_jump(
    journey: Start, again: Again, before: datetime, after: datetime
) -> None:
    first = journey()
    first.clock.set_wall(before)
    keep_answers(first.places.data.parent, first.clock)
    day = again(first, 0)
    begin(day)
    day.let_pass(day.lead_in_s + 5)
    day.clock.set_wall(after)
    day.let_pass(55)
    day.let_pass(day.lead_in_s + 60)
    day.let_pass(day.lead_in_s + 5)
    # killed here: the clock may have been set back, and going on is offered all the same
    _, ways = offered(again(day, 1))
    assert ways == ["Continue at step 2", "Save as it is"]
    day.let_pass(60)
    (note,) = ended(day)
    assert (note.pressed_s, note.planned_s) == (180, 180)
    assert parts(note)["GB21", "right"] == (60, 60)


# --- the real program ---------------------------------------------------------------------------


@pytest.mark.desktop
def test_killed_amid_a_press_the_next_start_goes_on_at_that_press() -> None:
    with desktop_stage(tray=False) as stage, profile() as home:
        keep_answers(home, FakeClock(SystemClock().now()))
        own = places_for(home).routines / "evening.toml"
        own.parent.mkdir(parents=True)
        own.write_text(OWN.replace("seconds = 60", "seconds = 1\nown = true", 1), encoding="utf-8")
        killed = Program(stage, home, "quick", "evening")
        killed.noted(EntryKind.PRESS_ENDED)
        killed.running.kill()
        killed.running.wait(10)
        program = Program(stage, home)
        program.window()
        stage.wait_until(lambda: program.says("was not finished"), "the offer to go on")
        program.press("push button", "Continue at step 2")
        stage.wait_until(lambda: program.says("Left shoulder"), "the step in hand")
        program.running.terminate()
        assert program.running.wait(10) == 0
        (began,) = of_kind(home, EntryKind.SESSION_BEGAN)
        (note,) = [read_session(entry) for entry in of_kind(home, EntryKind.SESSION_ENDED)]
        assert note is not None
        assert (note.id, note.ended, note.pressed_s) == (began.id, "stopped", 1)
        assert fault_of(home) is None
