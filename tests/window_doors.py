"""The window's doors, opened in the real window, and what was led behind each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from acutimer.app.called import Called
from acutimer.app.doers import Doers
from acutimer.app.reminder_offer import ReminderOffer
from acutimer.app.waiting import Waiting, Woken
from acutimer.core.composing import YOUR_POINTS, compose, only_this
from acutimer.core.journal import EntryKind, SessionNote
from acutimer.core.points import Side
from acutimer.core.reminder_reading import Reminders
from acutimer.core.reminders import After, At, Reminder
from acutimer.core.routines import Routine
from acutimer.desktop.bus_dialogue import Answer, Call, Later
from acutimer.desktop.bus_object import BusObject
from acutimer.desktop.session_door import NOT_STARTED, SESSION1
from acutimer.desktop.single_copy import claim
from tests.core.shipped import atlas
from tests.doors import Visitor, every_kind, write_answers
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey
from tests.second_reading import Answers, Led, led, no_to_all, read

#: What is kept of points that were clicked together once.
CLICKED = {"GB20": "left", "GB21": "both", "GB14": "both", "BL10": "right", "BL11": "in_turn"}


@dataclass(frozen=True)
class Door:
    """A way into a session: what it asks for, and how it is opened."""

    name: str
    routine: Callable[[], Routine]
    open: Callable[[Journey], None]


def _clicked() -> Routine:
    composed = compose([(code, Side(side)) for code, side in CLICKED.items()], atlas())
    assert composed is not None
    return composed


def _start(day: Journey, routine_id: str = "every-kind") -> None:
    day.app.press.chooser.choose_routine(routine_id)
    day.app.press.chooser.ask_start()


def _only() -> Routine:
    alone = only_this("GB20", Side.BOTH, atlas())
    assert alone is not None
    return alone


def _only_this(day: Journey, *, on_full_card: bool) -> None:
    chooser = day.app.press.chooser
    chooser.choose_point("GB20", Side.LEFT)
    chooser.choose_side(Side.BOTH)
    if on_full_card:
        day.app.card.open()
        page = day.app.card.page.built
        assert page is not None
        page.only_this_asked.emit()
    else:
        day.app.press.card.only_this_asked.emit()


def _file(day: Journey) -> str:
    return str(day.places.data.parent / "from-afar.toml")


def _drop(day: Journey) -> None:
    day.app.editing.exchange.take_in([Path(_file(day))])
    day.app.press.chooser.ask_start()


def _try(day: Journey) -> None:
    day.app.editing.edit("every-kind")
    page = day.app.editing.page.built
    assert page is not None
    page.column.try_asked.emit()


def _tapped(day: Journey) -> None:
    day.app.press.ask_where()
    where = day.app.press.where
    assert where is not None
    where.start_asked.emit(every_kind_of(day), None, ("neck.right",))


def _tray(day: Journey) -> None:
    day.app.tray.quick_asked.emit("every-kind")


def _mini(day: Journey) -> None:
    """From the tray, and then in the small window: over its buttons nothing else begins."""
    day.app.mini.quick("every-kind")
    day.settle()
    mini = day.app.mini.window
    shown = mini is not None and mini.isVisible()
    assert shown == day.app.runner.is_running
    if shown and mini is not None:
        mini.foot.main.click()
        mini.foot.main.click()
    day.settle()


def woken(day: Journey) -> Woken:
    """The app, as one that waited in the background hands over to it."""
    app = day.app
    take_in, leave = app.editing.exchange.take_in, app.leaving.quit_now
    ways = app.act_on_request, app.pain_log.note_from_outside, take_in, leave
    doers = Doers(app.window, app.runner, app.outside, *ways)
    return Woken(doers, called(day), app.tray, app.reminding.times, app.page_again)


def _background(day: Journey) -> None:
    """Chosen in the tray while no window was there, and done by the app once it is."""
    held = claim(str(day.places.meeting), str(day.places.data))
    assert held is not None
    waiting = Waiting(day.places, held, day.clock.now, is_own=False)
    waiting.tray.quick_chosen.emit("every-kind")
    assert not day.app.runner.is_running
    waiting.hand_over(woken(day))
    waiting.copy.close()
    waiting.deleteLater()


def called(day: Journey) -> Called:
    app = day.app
    take_in, leave = app.editing.exchange.take_in, app.leaving.quit_now
    ways = app.act_on_request, app.pain_log.note_from_outside, take_in, leave
    return Called(
        Doers(app.window, app.runner, app.outside, *ways), app, is_own=False, by_bus=False
    )


def _launcher(day: Journey) -> None:
    called(day).ask("quick-session", "every-kind", "")


def _neighbour(day: Journey) -> None:
    """As another program starts it over the bus, whose answer is an error when nothing began."""
    there = BusObject((called(day).neighbours().interface(),))
    given = there.answer(Call(SESSION1, "StartRoutine", "s", ("every-kind",)))
    assert isinstance(given, Later)
    told: list[Answer] = []
    given.begin(told.append)
    day.settle()
    (answer,) = told
    assert (answer.error == NOT_STARTED and bool(answer.words)) != day.app.runner.is_running


def _opened(day: Journey) -> None:
    called(day).take([Path(_file(day)).as_uri()], "")
    day.app.press.chooser.ask_start()


def _again(day: Journey) -> None:
    note = SessionNote("s", "every-kind", "", day.clock.now(), 60, 60, (), "finished")
    day.app.diary.session_ended(note)
    day.app.day.look()
    day.settle()
    day.app.press.again_asked.emit()


def _handed_over(day: Journey, routine: str) -> None:
    told: list[str] = []
    day.app.act_on_request("quick", {"routine": routine}, told.append)
    day.settle()
    (sentence,) = told
    # the terminal that asked ends with 2 and this sentence, or with 0
    assert bool(sentence) != day.app.runner.is_running


def remind_now(day: Journey, routine: str = "") -> ReminderOffer:
    """A reminder comes, and nobody types; gives what became of it."""
    times, now = day.app.reminding.times, day.clock.now()
    rule = At((now.astimezone(times.zone).time().replace(second=0, microsecond=0),))
    later = Reminder("later", "Later", After(72), now)
    times.change(lambda _: Reminders((later,)))
    day.settle()
    assert times.offer is not None
    times.offer.still.unknown_ms = 0
    due = Reminder("one", "Neck pause", rule, now - timedelta(minutes=5), routine)
    times.change(lambda kept: kept.having(due))
    day.settle()
    return times.offer


def _reminder(day: Journey) -> None:
    offer = remind_now(day, "every-kind")
    if (prompt := offer.prompt.prompt) is not None:
        prompt.buttons["start"].click()
    day.settle()
    day.app.reminding.times.change(lambda _: Reminders())


DOORS = (
    Door("Start", every_kind, _start),
    Door("map", _clicked, lambda day: _start(day, YOUR_POINTS)),
    Door("quick", every_kind, lambda day: day.app.requests.quick("every-kind")),
    Door("handed over", every_kind, lambda day: _handed_over(day, "every-kind")),
    Door("file handed over", every_kind, lambda day: _handed_over(day, _file(day))),
    Door("file dropped", every_kind, _drop),
    Door("tray", every_kind, _tray),
    Door("mini window", every_kind, _mini),
    Door("background", every_kind, _background),
    Door("launcher", every_kind, _launcher),
    Door("D-Bus start", every_kind, _neighbour),
    Door("file opened", every_kind, _opened),
    Door("editor trial", every_kind, _try),
    Door("tapped places", every_kind, _tapped),
    Door("reminder", every_kind, _reminder),
    Door("again", every_kind, _again),
    Door("only this", _only, lambda day: _only_this(day, on_full_card=False)),
    Door("only this, full card", _only, lambda day: _only_this(day, on_full_card=True)),
)


def write_clicked(home: Path) -> None:
    """Let a profile remember points that were clicked together."""
    from acutimer.places import places_for

    path = places_for(home).preferences
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = ", ".join(f'"{code}" = "{side}"' for code, side in CLICKED.items())
    path.write_text(f"your_points = {{{rows}}}\n", encoding="utf-8")


def faults_behind(day: Journey, door: Door, answers: Answers | None) -> list[str]:
    """Open a door, and tell where what came of it is not what the second reading leaves."""
    began, plans = len(day.of_kind(EntryKind.SESSION_BEGAN)), len(day.sound.plans)
    door.open(day)
    day.settle()
    faults = list(_faults(day, door, answers, began, plans))
    day.app.runner.stop()
    day.settle()
    day.app.show_page("press")
    day.settle()
    return [f"{door.name}: {fault}" for fault in faults]


def _faults(
    day: Journey, door: Door, answers: Answers | None, began: int, plans: int
) -> Iterator[str]:
    expected = led(door.routine(), answers) if answers is not None else None
    runs, state = day.app.runner.is_running, day.app.runner.state
    noted = len(day.of_kind(EntryKind.SESSION_BEGAN)) - began
    if expected is None:
        if runs:
            yield "a session began"
        if noted:
            yield "a session was noted"
        if any(day.sound.plans[plans:]):
            yield "something sounded"
        return
    if not runs or state is None or noted != 1:
        yield "no session began"
        return
    found = read(state.routine)
    if found != expected:
        yield f"led {found}, not {expected}"


def resume_fault(home: Path, visitor: Visitor, clock: FakeClock, qtbot: object) -> str:
    """Cut a session off, change the answers, go on: what of it is not as it should be."""
    write_answers(home, clock.now(), no_to_all())
    with window_of(home, clock, qtbot) as day:
        day.app.sessions.start(every_kind_of(day), None)
        day.let_pass(day.lead_in_s + 60)
        day.app.runner.pause()
        clock.set_wall(day.clock.now() + timedelta(minutes=1))
        visitor.prepare(home, clock.now())
        with window_of(home, clock, qtbot) as later:
            return _gone_on(later, visitor)


def every_kind_of(day: Journey) -> Routine:
    """The routine with every kind of step, as the window offers it."""
    found = day.app.content.routine("every-kind")
    assert found is not None
    return found


def _gone_on(day: Journey, visitor: Visitor) -> str:
    buttons = day.app.window.notices.findChildren(QPushButton)
    ways = [one for one in buttons if one.text().startswith("Continue at step")]
    for one in ways:
        one.click()
    day.settle()
    state, runs = day.app.runner.state, day.app.runner.is_running
    whole = led(every_kind(), visitor.answers) if visitor.answers is not None else None
    as_begun = led(every_kind(), no_to_all())
    may = whole is not None and _in_any_pressure(whole) == _in_any_pressure(as_begun or ())
    if runs and not may:
        return "a session went on that may not"
    if runs and state is not None and read(state.routine) != whole:
        return f"went on with {read(state.routine)}, not {whole}"
    return "no session went on" if may and not runs else ""


def _in_any_pressure(steps: tuple[Led, ...]) -> list[Led]:
    return [replace(one, light=False) for one in steps]


@contextmanager
def window_of(home: Path, clock: FakeClock, qtbot: object) -> Iterator[Journey]:
    """The real window on a profile, at the moment of a clock."""
    day = Journey(home, qtbot)
    day.clock.set_wall(clock.now())
    try:
        day.open()
        yield day
    finally:
        day.leave()
