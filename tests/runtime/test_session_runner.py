"""Time stays true: sleep, stalls, clocks that jump, and what is heard of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from acutimer.core.events import Event, Paused, Resumed
from acutimer.core.guidance.speech import Clause, Guidance, Level
from acutimer.core.routines import Routine
from acutimer.core.session import Status
from tests.core.shipped import built, routine
from tests.fakes import FakeClock
from tests.runtime.conftest import Led

Start = Callable[[], Led]
Sleep = Callable[[FakeClock, int], None]
#: Three ways in which a gap shows on the two clocks.
GAPS: dict[str, Sleep] = {
    "only the clock that counts sleep": FakeClock.sleep,
    "only the clock that does not": FakeClock.count_without_sleep,
    "both clocks": FakeClock.advance,
}
CET, CEST = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))


def minute() -> Routine:
    return built({"kind": "hold", "point": "GB20", "side": "both", "seconds": 60})


def presses() -> Routine:
    step = {"kind": "presses", "point": "GB14", "side": "both", "seconds": 60, "presses": 20}
    return built(step, {"kind": "mat", "seconds": 60, "wait": True})


# --- sleep --------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_on_either_clock_pauses_where_the_session_was_last_seen(led: Start, gap: str) -> None:
    day = led().start(minute())
    day.go(25)
    GAPS[gap](day.clock, 4 * 60_000)
    day.runner.look()
    assert (day.state.status, day.state.pause_reason) == (Status.PAUSED, "sleep")
    assert day.runner.progress().elapsed_ms == 20_000  # type: ignore[union-attr]
    assert day.slept == [240_000]
    assert day.told[-2:] == ["Paused", "slept"]
    assert day.events[-1].due == day.begins_ms + 25_000
    day.go(3600)
    assert day.runner.progress().left_ms == 40_000  # type: ignore[union-attr]
    day.runner.pause_or_go_on()
    day.go(40)
    assert day.told[-1] == "SessionFinished"
    assert day.runner.clock_pressed_ms() == 60_000
    assert day.slept == [240_000]


def test_the_systems_word_pauses_just_before_sleep_and_waking_tells_how_long(led: Start) -> None:
    day = led().start(minute())
    day.go(25)
    day.clock.advance(700)
    day.runner.pause_for_sleep()
    assert day.told[-1] == "Paused"
    assert day.slept == []
    # the system gives some seconds before it sleeps, and wakes with a look or with a word
    day.go(2)
    day.clock.sleep(3 * 3_600_000)
    day.runner.woke()
    assert day.slept == [3 * 3_600_000]
    day.go(10)
    day.runner.woke()
    assert day.slept == [3 * 3_600_000]
    assert day.told.count("Paused") == 1
    day.runner.resume()
    day.go(60)
    assert day.state.status is Status.FINISHED
    assert day.runner.pressed_ms()["GB20", "left"] == 60_000
    assert [e.due - day.begins_ms for e in day.events if isinstance(e, Paused)] == [25_700]


def test_waking_without_a_word_is_noticed_all_the_same(led: Start) -> None:
    day = led().start(minute())
    day.go(25)
    day.runner.pause_for_sleep()
    day.clock.sleep(60_000)
    day.runner.look()
    assert day.slept == [60_000]
    # asleep again before anybody came: both times count
    day.clock.sleep(120_000)
    day.runner.look()
    assert day.slept == [60_000, 180_000]
    assert day.state.pauses == 1


def test_a_sleep_that_does_not_come_leaves_the_session_paused_and_says_so(led: Start) -> None:
    day = led().start(minute())
    day.go(25)
    day.runner.pause_for_sleep()
    day.go(2)
    day.runner.woke()
    assert day.slept == [0]
    assert day.state.status is Status.PAUSED


def test_a_key_that_woke_the_machine_does_not_start_the_clock(led: Start) -> None:
    day = led().start(minute())
    day.go(25)
    day.clock.sleep(60_000)
    day.runner.pause_or_go_on()
    assert day.state.status is Status.PAUSED
    day.runner.pause_or_go_on()
    assert day.state.status is Status.RUNNING


@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_during_a_pause_is_part_of_that_pause(led: Start, gap: str) -> None:
    day = led().start(minute())
    day.go(25)
    day.runner.pause()
    day.go(10)
    GAPS[gap](day.clock, 600_000)
    day.runner.look()
    day.go(10)
    assert day.slept == []
    assert (day.state.pauses, day.state.pause_reason) == (1, "person")
    stood_ms = round(day.at_s * 1000) - 25_000
    day.runner.resume()
    assert [e.paused_ms for e in day.events if isinstance(e, Resumed)] == [stood_ms]
    day.go(40)
    assert day.runner.clock_pressed_ms() == 60_000
    assert day.state.status is Status.FINISHED


@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_during_a_wait_leaves_it_waiting(led: Start, gap: str) -> None:
    day = led().start(built({"kind": "mat", "seconds": 60, "wait": True}))
    day.go(3)
    GAPS[gap](day.clock, 600_000)
    day.runner.look()
    assert day.state.status is Status.WAITING
    day.runner.pause_for_sleep()
    day.runner.woke()
    assert (day.slept, day.state.status) == ([], Status.WAITING)
    day.runner.ready()
    day.go(65)
    assert day.runner.clock_pressed_ms() == 60_000


def test_nothing_is_played_late_after_sleep(led: Start) -> None:
    day = led().start(presses())
    day.go(21)
    heard = day.ears.heard()
    day.clock.sleep(600_000)
    day.runner.look()
    day.go(30)
    assert day.ears.heard() == heard
    day.runner.resume()
    day.go(60)
    assert day.ears.late == []
    assert [name for _, name in day.ears.heard()].count("press") == 20


def spoken(*clauses: str) -> Guidance:
    """A voice that knows these clauses."""
    return Guidance({one: Clause(one, f"{one}.", 800) for one in clauses})


def test_a_pause_is_said_to_who_was_there_and_not_after_sleep(led: Start) -> None:
    day = led()
    day.runner.guidance = spoken("paused", "going_on")
    day.start(minute())
    day.go(10)
    day.runner.pause()
    day.go(1)
    assert day.ears.heard()[-1] == (day.begins_ms + 10_000, "paused")
    day.runner.resume()
    day.go(10)
    day.clock.sleep(60_000)
    day.runner.look()
    day.go(1)

    def names() -> list[str]:
        return [name for _, name in day.ears.heard()]

    assert (names().count("paused"), names().count("going_on")) == (1, 1)
    day.runner.resume()
    day.go(5)
    # awake, but the machine stood still: hands are on the neck and wait for a word
    day.clock.advance(7000)
    day.runner.look()
    day.go(1)
    assert (names().count("paused"), names().count("going_on")) == (2, 2)
    assert day.ears.late == []


# --- stalls and clocks --------------------------------------------------------------------------


def undisturbed(led: Start, of: Routine) -> Led:
    day = led().start(of)
    lead(day)
    return day


def lead(day: Led, every_ms: int = 1000) -> None:
    """The whole of presses(), with a pause and a wait on the way."""
    day.go(22.3, every_ms)
    day.runner.pause()
    day.go(4.5, every_ms)
    day.runner.resume()
    day.go(50, every_ms)
    day.runner.ready()
    day.go(65, every_ms)


def story(day: Led) -> tuple[list[Event], list[tuple[int, str]], dict[tuple[str, str], int]]:
    return day.events, day.ears.heard(), day.runner.pressed_ms()


@pytest.mark.parametrize("every_ms", [17, 300, 1300, 4999, 5000])
def test_a_window_that_stalls_under_five_seconds_changes_nothing(led: Start, every_ms: int) -> None:
    plain = undisturbed(led, presses())
    day = led().start(presses())
    lead(day, every_ms)
    assert story(day) == story(plain)
    assert day.state.status is Status.FINISHED


def test_a_window_blocked_300_ms_of_each_second_changes_nothing(led: Start) -> None:
    plain = undisturbed(led, presses())
    day = led().start(presses())

    def blocked(seconds: float, _: int = 0) -> None:
        left_ms = round(seconds * 1000)
        while left_ms > 0:
            for step_ms in (300, *[50] * 14):
                step_ms = min(step_ms, left_ms)
                day.clock.advance(step_ms)
                day.runner.look()
                left_ms -= step_ms

    day.go = blocked  # type: ignore[method-assign]
    lead(day)
    assert story(day) == story(plain)


JUMPS = {
    "two hours on": lambda now: now + timedelta(hours=2),
    "two hours back": lambda now: now - timedelta(hours=2),
    "another zone": lambda now: now.astimezone(ZoneInfo("Asia/Tokyo")),
    "into summer": lambda _: datetime(2026, 3, 29, 3, 0, tzinfo=CEST),
    "into winter": lambda _: datetime(2026, 10, 25, 2, 0, tzinfo=CET),
    "to 1970": lambda _: datetime(1970, 1, 1, tzinfo=CET),
}


@pytest.mark.parametrize("jump", JUMPS)
def test_a_wall_clock_that_jumps_changes_nothing(led: Start, jump: str) -> None:
    plain = undisturbed(led, presses())
    day = led()
    day.clock.set_wall(datetime(2026, 3, 29, 1, 59, 30, tzinfo=CET))
    day.start(presses())

    def jumping(seconds: float, every_ms: int = 1000) -> None:
        Led.go(day, seconds / 2, every_ms)
        day.clock.set_wall(JUMPS[jump](day.clock.now()))
        day.runner.look()
        Led.go(day, seconds / 2, every_ms)

    day.go = jumping  # type: ignore[method-assign]
    lead(day)
    assert story(day) == story(plain)


# --- what is heard ------------------------------------------------------------------------------


def test_leaving_a_step_cuts_what_sounds_and_making_it_longer_does_not(led: Start) -> None:
    day = led().start(minute().with_steps([*minute().steps, *minute().steps]))
    day.go(20)
    runner = day.runner
    for command, told in (
        (runner.lengthen, ["follow"]),
        (runner.shorten, ["follow"]),
        (runner.restart_step, ["silence", "follow"]),
        (runner.skip, ["silence", "follow"]),
        (runner.back, ["silence", "follow"]),
        (runner.pause, ["silence"]),
        (runner.pause, []),
        (runner.resume, ["silence", "follow"]),
        (runner.ready, []),
        (runner.stop, ["silence", "close"]),
    ):
        day.ears.told.clear()
        command()
        assert day.ears.told == told, command.__name__


def test_what_happens_by_itself_needs_no_new_plan(led: Start) -> None:
    day = led().start(routine("neck-and-shoulders"))
    day.go(routine("neck-and-shoulders").length_s)
    assert day.ears.told == ["open", "follow", "close"]
    assert day.ears.heard()[-1] == (day.clock.monotonic_ms(), "all_done")


def test_ready_answers_a_wait_and_nothing_else(led: Start) -> None:
    day = led().start(presses())
    day.go(10)
    day.runner.ready()
    assert day.state.status is Status.RUNNING
    day.go(56)
    assert day.state.status is Status.WAITING
    day.runner.ready()
    assert day.state.status is Status.RUNNING
    assert day.told[-1] == "PhaseBegan"


def test_say_again_says_it_now_and_keeps_what_is_to_come(led: Start) -> None:
    day = led()
    day.runner.say_again()
    day.start(presses())
    day.go(10)
    day.ears.told.clear()
    day.runner.say_again()
    assert day.ears.told == []
    day.runner.guidance = spoken("where.GB14.both", "how.presses")
    day.go(7)
    day.runner.say_again()
    assert day.ears.told[-2:] == ["silence", "follow"]
    day.go(49)
    heard = [(at - day.begins_ms, name) for at, name in day.ears.heard()]
    assert (17_000, "where.GB14.both") in heard
    assert [name for _, name in heard].count("press") == 20
    day.runner.stop()
    day.ears.told.clear()
    day.runner.say_again()
    assert day.ears.told == []


def test_other_guidance_plans_anew_and_only_when_it_is_another(led: Start) -> None:
    day = led()
    day.runner.guidance = Guidance(level=Level.SHORT)
    assert day.ears.told == []
    day.start(minute())
    day.go(10)
    day.ears.told.clear()
    day.runner.guidance = Guidance(level=Level.SHORT)
    assert day.ears.told == []
    day.runner.guidance = Guidance(level=Level.TONES)
    assert day.ears.told == ["silence", "follow"]
    day.go(60)
    assert [name for _, name in day.ears.heard()].count("begin") == 1
    assert day.runner.guidance.level is Level.TONES


def test_the_caption_is_that_of_the_moment(led: Start) -> None:
    day = led()
    assert day.runner.caption() is None
    day.start(presses())
    day.go(8)
    caption = day.runner.caption()
    assert caption is not None
    assert caption.words == "Press 2"
    assert caption.next_ms == day.begins_ms + 9500


# --- timers -------------------------------------------------------------------------------------


def test_nothing_ticks_before_and_after_a_session(led: Start) -> None:
    day = led()
    assert day.ticking() == []
    day.start(minute())
    assert len(day.ticking()) == 2
    day.runner.pause()
    assert len(day.ticking()) == 1
    day.runner.stop()
    assert day.ticking() == []
    assert not day.ears.is_open
    day.runner.look()
    day.runner.woke()
    day.runner.pause_for_sleep()
    assert day.ticking() == []
    assert day.slept == []
    day.start(minute())
    day.go(65)
    assert day.state.status is Status.FINISHED
    assert day.ticking() == []


def test_three_hours_of_session_are_exact_to_the_millisecond(led: Start) -> None:
    steps: list[dict[str, object]] = []
    for seconds in (300, 299, 293):
        steps += [{"kind": "mat", "seconds": seconds, "own": True},
                  {"kind": "care", "seconds": 300}] * 6  # fmt: skip
    for point in ("GB20", "BL10", "GB21", "BL11"):
        steps.append({"kind": "circles", "point": point, "side": "in_turn", "seconds": 180,
                      "own": True})  # fmt: skip
    steps.append({"kind": "presses", "point": "GB14", "side": "both", "seconds": 60, "presses": 20})
    long = built(*steps)
    assert long.length_s > 3 * 3600
    day = led().start(long)
    day.go(long.length_s - 1)
    assert day.state.status is Status.RUNNING
    day.go(1)
    assert day.state.status is Status.FINISHED
    assert day.state.ended_ms == day.begins_ms + long.length_s * 1000
    assert day.runner.clock_pressed_ms() == long.planned_s * 1000
    assert day.runner.pressed_ms()["BL11", "right"] == 180_000
    assert day.ears.told.count("follow") == 1
    names = [name for _, name in day.ears.heard()]
    assert names.count("circle") == 4 * 2 * 89
    assert names.count("press") == 20
    assert day.ears.late == []


def test_one_press_goes_on_from_a_wait_come_upon_while_paused(led: Start) -> None:
    day = led().start(presses())
    day.go(66)
    assert day.state.status is Status.WAITING
    day.runner.ready()
    day.go(10)
    day.runner.pause()
    day.runner.back()
    assert (day.state.status, day.state.phase.waits) == (Status.PAUSED, True)
    day.runner.pause_or_go_on()
    assert day.state.status is Status.RUNNING
    assert day.told[-2:] == ["Resumed", "PhaseBegan"]


def test_the_caption_is_what_is_said_again_while_it_is_said(led: Start) -> None:
    day = led()
    day.runner.guidance = spoken("where.GB14.both", "how.presses")
    day.start(presses())
    day.go(17)

    def words() -> str:
        caption = day.runner.caption()
        assert caption is not None
        return caption.words

    before = words()
    day.runner.say_again()
    caption = day.runner.caption()
    assert caption is not None
    assert (caption.words, caption.at_ms) == ("where.GB14.both.", day.begins_ms + 17_000)
    seen = [caption.words]
    while caption.next_ms is not None and caption.next_ms < day.begins_ms + 40_000:
        day.go((caption.next_ms - day.clock.monotonic_ms()) / 1000)
        caption = day.runner.caption()
        assert caption is not None
        if caption.words != seen[-1]:
            seen.append(caption.words)
    assert seen[0] == "where.GB14.both."
    assert seen.index("how.presses.") > 0
    assert seen[-1] not in ("where.GB14.both.", "how.presses.")
    assert before != "where.GB14.both."
    day.runner.say_again()
    day.runner.pause()
    assert words() == "Paused.", "a command ends what is said again, and its caption"
