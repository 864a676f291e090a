"""Every page of the app as a person comes to it, one after the other in one window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from acutimer.core.journal import EntryKind, Moment, Rating, SessionNote, session_ended_body
from acutimer.core.points import Side
from acutimer.core.safety import Answer
from acutimer.places import places_for
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey
from tests.ui.bring_in.test_bring_in_page import TABLE

#: Puts a page on the screen; gives the windows to look at.
Scene = Callable[[Journey], "QWidget"]


def keep_days(home: Path) -> None:
    """Three weeks of sessions with their numbers."""
    clock = FakeClock()
    places = places_for(home)
    database = open_database(places.database, now=clock.now, backups=places.backups)
    store = JournalStore(database, clock.now)
    for days in range(21, 0, -1):
        at = clock.now() - timedelta(days=days)
        session = f"session {days}"
        for value, moment in ((6, Moment.BEFORE), (4 + days % 3, Moment.AFTER)):
            where = ("neck.right", "shoulder.left")
            store.add_rating(Rating("", value, moment, at, session=session, places=where))
        note = SessionNote(session, "desk-pause", "Desk pause", at, 255, 250, (), "finished")
        store.append(EntryKind.SESSION_ENDED, session_ended_body(note), at)
    database.close()


def _window(day: Journey) -> QWidget:
    day.settle()
    return day.app.window


def _press(day: Journey) -> Any:
    day.app.show_page("press")
    return day.app.press


def routines(day: Journey) -> QWidget:
    _press(day).chooser.choose_routine("neck-and-shoulders")
    return _window(day)


def points(day: Journey) -> QWidget:
    press = _press(day)
    press._panel._show_list("points")
    return _window(day)


def where(day: Journey) -> QWidget:
    press = _press(day)
    press.ask_where()
    press.where.tap(("neck.right", "shoulder.right"))
    return _window(day)


def card(day: Journey) -> QWidget:
    press = _press(day)
    if press.where is not None:
        press.where.tap(())
    press._panel._show_list("routines")
    press.chooser.choose_point("GB20", Side.LEFT)
    press._panel.show_card()
    return _window(day)


def turned(day: Journey) -> QWidget:
    press = _press(day)
    press.map.show_view("turn")
    return _window(day)


def full_card(day: Journey) -> QWidget:
    _press(day).map.show_view("nape")
    day.app.card.open()
    return _window(day)


def spot(day: Journey) -> QWidget:
    full_card(day)
    day.app.card._open_spot()
    return _window(day)


def history(day: Journey) -> QWidget:
    day.app.show_page("history")
    return _window(day)


def history_table(day: Journey) -> QWidget:
    day.app.show_page("history")
    day.app.window.built("history").forms.button("table").click()  # type: ignore[union-attr]
    return _window(day)


def day_card(day: Journey) -> QWidget:
    """The plot with a day's card open over it."""
    day.app.show_page("history")
    day.settle()
    day.app.window.built("history").forms.button("plot").click()  # type: ignore[union-attr]
    day.app.history.show_day(day.clock.now().date() - timedelta(days=3))
    return _window(day)


def report(day: Journey) -> QWidget:
    day.app.show_page("history")
    day.app.history.reports.open()
    day.settle()
    dialog = day.app.history.reports.dialog
    assert dialog is not None
    return dialog


def bring_in(day: Journey) -> QWidget:
    """A table of which nothing is known, with all its questions open."""
    path = day.places.data / "table.csv"
    path.write_bytes(TABLE)
    bringing = day.app.settings.bringing_in
    bringing.bring_in(path)
    for _ in range(3):
        if bringing._worker is not None:
            bringing._worker.wait()
        day.settle()
    return _window(day)


def editor(day: Journey) -> QWidget:
    _press(day)
    day.app.editing.duplicate("neck-and-shoulders")
    return _window(day)


def safety(step: int) -> Scene:
    def show(day: Journey) -> QWidget:
        day.app.show_page("safety")
        page: Any = day.app.window.built("safety")
        page.show_step(step)
        for row in page.screens.here_rows():
            row.choose(Answer.YES)
        return _window(day)

    return show


def signs(day: Journey) -> QWidget:
    _press(day)
    day.app.signs.look()
    return _window(day)


def settings(section: str) -> Scene:
    def show(day: Journey) -> QWidget:
        day.app.show_page("settings")
        page: Any = day.app.window.built("settings")
        page.show_section(section)
        return _window(day)

    return show


def handbook(day: Journey) -> QWidget:
    day.app.handbook.open("sources")
    return _window(day)


def pain_panel(day: Journey) -> QWidget:
    _press(day)
    day.app.pain_log.begin()
    day.settle()
    panel = day.app.pain_log.panel
    assert panel is not None
    return panel


def keys(day: Journey) -> QWidget:
    _press(day)
    day.app.keys.toggle()
    return _window(day)


def session(day: Journey) -> QWidget:
    rest(day)
    day.app.requests.quick("neck-and-shoulders")
    day.settle()
    return _window(day)


def session_hold(day: Journey) -> QWidget:
    session(day)
    day.let_pass(day.lead_in_s + 10)
    _page(day).show_progress(day.app.runner.progress())
    return _window(day)


def session_ending(day: Journey) -> QWidget:
    session_hold(day)
    _page(day).ask_how_to_end()
    return _window(day)


def session_slept(day: Journey) -> QWidget:
    session_hold(day)
    day.app.runner.pause()
    _page(day).show_slept(240_000)
    _page(day).show_sound_banner("No sound output. The screen shows every cue.")
    return _window(day)


def mini(day: Journey) -> QWidget:
    session_hold(day)
    day.app.mini.show(with_keyboard=False)
    day.settle()
    assert day.app.mini.window is not None
    return day.app.mini.window


def rating(day: Journey) -> QWidget:
    session_hold(day)
    day.app.runner.stop()
    return _window(day)


def rest(day: Journey) -> None:
    """No session, and the first page: from there every page can be reached."""
    if day.app.mini.is_shown:
        day.app.window.come_forward()
    day.app.settings.bringing_in.end()
    if day.app.runner.is_running:
        day.app.runner.stop()
        day.settle()
    if (page := _page(day)) is not None:
        page.show_sound_banner("")
    day.app.window.show_page("press")
    for key in day.app.window.notices.keys():
        day.app.window.notices.drop(key)
    day.settle()


def _page(day: Journey) -> Any:
    return day.app.window.built("session")


SCENES: dict[str, Scene] = {
    "routines": routines,
    "points": points,
    "where": where,
    "card": card,
    "turned": turned,
    "full card": full_card,
    "spot": spot,
    "history": history,
    "history table": history_table,
    "day card": day_card,
    "report": report,
    "bring in": bring_in,
    "editor": editor,
    "safety 1": safety(0),
    "safety 2": safety(1),
    "safety 3": safety(2),
    "safety 4": safety(3),
    "signs": signs,
    "comfort": settings("comfort"),
    "sound": settings("sound"),
    "sessions": settings("sessions"),
    "reminders": settings("reminders"),
    "data": settings("notes"),
    "safety settings": settings("safety"),
    "keys settings": settings("keys"),
    "about": settings("about"),
    "handbook": handbook,
    "pain panel": pain_panel,
    "session": session,
    "session hold": session_hold,
    "session ending": session_ending,
    "session slept": session_slept,
    "mini": mini,
    "rating": rating,
}
