"""The composition root: builds everything, connects it, owns the order of shutdown.

The only room that knows them all. Must never hold a rule of its own: rules live in the core.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from acutimer.app.application import App
    from acutimer.app.endings import Hold
    from acutimer.app.waiting import Waiting
    from acutimer.desktop.handed_on import HandedOn
    from acutimer.desktop.listening import SingleCopy
    from acutimer.desktop.single_copy import Claim
    from acutimer.places import Places
    from acutimer.runtime.clock import Clock
    from acutimer.runtime.sounding import Sounding
    from acutimer.ui.body_map.pictures import Pictures

__all__ = ["build", "run"]

#: Start works by then; what a later start hands over waits in its socket.
_LISTEN_AFTER_MS = 100
#: What speaks on a bus takes long to import, and nobody misses it so soon.
_SPEAK_AFTER_MS = 1500


def build(
    places: Places,
    clock: Clock,
    sounding: Sounding | None = None,
    pictures: Pictures | None = None,
) -> App:
    """The whole app with these parts; a QApplication must exist.

    Without ``sounding`` it plays through the sound device. ``pictures`` may be decoding already.
    """
    from acutimer.app.application import App

    return App(places, clock, sounding, pictures)


def run(
    places: Places,
    claim: Claim,
    asked: Sequence[str],
    words: Sequence[str] = (),
    handed: HandedOn | None = None,
) -> int:
    """Open the window, do what was asked, and stay until the person quits; gives the exit code.

    ``words`` choose the profile on a command line, for a start of our own; ``handed`` is what such
    a start has from before.
    """
    # what is imported now stays until the end: looking through it for garbage only costs time
    gc.disable()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from acutimer.app.plain_import import import_plainly

    import_plainly()
    from acutimer import APP_ID
    from acutimer.app.display import display_found
    from acutimer.places import places_for, resource_path
    from acutimer.runtime.clock import SystemClock

    QApplication.setDesktopFileName(APP_ID)
    QApplication.setApplicationName("acutimer")
    QApplication.setApplicationDisplayName("Acutimer")
    # said here and not by setStyle, which would load every kind of style into Python
    with display_found(claim.release):
        qt_app = QApplication(["acutimer", "-style", "Fusion"])
    qt_app.setQuitOnLastWindowClosed(False)
    by_bus, waits = tuple(asked) == ("bus",), tuple(asked) == ("background",)
    is_own, waited = places == places_for(), None
    if waits and (waited := _wait(qt_app, places, claim, handed, is_own=is_own)) is None:
        claim.release()
        return 0
    from acutimer.storage.preferences_file import load_preferences
    from acutimer.ui.body_map.pictures import Pictures
    from acutimer.ui.body_map.views import VIEWS_FILE
    from acutimer.ui.kit.theme import ThemesUnreadable

    pictures = Pictures(resource_path("body"))
    is_hidden = by_bus or (waited is not None and not waited.opens_window)
    if not is_hidden:
        pictures.begin_first_picture(load_preferences(places.preferences)[0].figure, VIEWS_FILE)
    try:
        app = build(places, SystemClock(), pictures=pictures)
    except ThemesUnreadable as fault:
        pictures.close()
        claim.release()
        sys.stderr.write(f"acutimer: {fault}\n")
        return 2
    holding: list[Hold] = []
    app.furnished.connect(lambda: holding.append(_end_on_signals(app)))
    listen = partial(_listen, app, waited or claim, is_own=is_own, by_bus=by_bus)
    listen_after_ms = 0 if waited else _LISTEN_AFTER_MS
    app.furnished.connect(lambda: QTimer.singleShot(listen_after_ms, app, listen))
    qt_app.commitDataRequest.connect(app.keep_before_logout)
    app.open(hidden=is_hidden)
    if is_hidden:
        app.go_on_opening()  # what is asked comes over the bus, or was asked while we waited
    elif waited is None and tuple(asked) != ("show",):
        app.act_on_request(asked[0], {"routine": asked[1] if len(asked) > 1 else ""})
    code = qt_app.exec()
    from acutimer.app.erasing import ERASES, end_erasing
    from acutimer.app.giving_way import GIVES_WAY, give_way

    gives_way = code == GIVES_WAY
    signals = [hold() for hold in holding] if gives_way else []
    notes = _carried(app) if gives_way else ""
    is_seen = app.window.isVisible()  # somebody asked for it in the very last moment
    app.close()
    if gives_way:
        asks = () if is_seen else ("--background",)
        bus = app.outside.session_bus()
        code = give_way(claim, bus, signals[0], notes, (*words, *asks))
    if code == ERASES:
        code = end_erasing(places)  # nobody else comes in before it is done
    claim.release()
    _take_down(app)
    return code


def _carried(app: App) -> str:
    """What the copy that waits goes on with."""
    from acutimer.app.carried import Carried, carried_text

    times = app.reminding.times
    return carried_text(Carried(app.page_again.page, times.told(), times.counted))


def _take_down(app: App) -> None:
    """Delete the window while Python is still there.

    For assistive technology Qt keeps interfaces of the window's parts, and some of them are ours
    (ui.kit.scroll_access): they go with their part, and can go only as long as Python runs.
    """
    from shiboken6 import delete

    delete(app.window)


def _wait(
    qt_app: QApplication, places: Places, claim: Claim, handed: HandedOn | None, *, is_own: bool
) -> Waiting | None:
    """Stay in the tray with nothing built until something is asked; None when that was the end."""
    from acutimer.app.endings import end_on_signals
    from acutimer.app.waiting import ENDED, WOKEN, Waiting
    from acutimer.desktop.handed_on import HandedOn
    from acutimer.runtime.clock import SystemClock

    _, bus, signals, notes = handed if handed is not None else HandedOn(claim)
    waiting = Waiting(places, claim, SystemClock(), is_own=is_own, bus=bus, notes=notes)
    waiting.done.connect(qt_app.exit)
    end_on_signals(lambda: waiting.done.emit(ENDED), waiting, signals)
    if qt_app.exec() == WOKEN:
        return waiting
    waiting.leave()
    return None


def _listen(app: App, ear: Claim | Waiting, *, is_own: bool, by_bus: bool) -> None:
    """Take what later starts hand over, and what launchers ask; do what was asked meanwhile."""
    gc.freeze()
    from PySide6.QtCore import QTimer

    from acutimer.app.called import Called
    from acutimer.app.doers import Doers
    from acutimer.app.garbage import Garbage
    from acutimer.app.waiting import Waiting, Woken
    from acutimer.desktop.listening import SingleCopy

    Garbage(app)
    take_in, leave = app.editing.exchange.take_in, app.leaving.quit_now
    ways = app.act_on_request, app.pain_log.note_from_outside, take_in, leave
    doers = Doers(app.window, app.runner, app.outside, *ways)
    called = Called(doers, app, is_own=is_own, by_bus=by_bus)
    if isinstance(ear, Waiting):
        times, page_again = app.reminding.times, app.page_again
        ear.hand_over(Woken(doers, called, app.tray, times, page_again))
        copy = ear.copy
    else:
        copy = SingleCopy(ear, app, app.outside.control)
        copy.asked.connect(called.act)
    app.leaving.ears.extend((copy, called))

    def speak_on_bus() -> None:
        app.tray.watch_host()
        called.open_door(called.show_unless)
        _let_sleep(app, copy)

    by_now = by_bus or isinstance(ear, Waiting)
    QTimer.singleShot(0 if by_now else _SPEAK_AFTER_MS, app, speak_on_bus)


def _let_sleep(app: App, copy: SingleCopy) -> None:
    """From now on the app gives way when it is out of sight for a while."""
    from acutimer.app.falling_asleep import Concerned, FallingAsleep

    asked_later, drafts, times = app.pain_log.follow_up, app.editing.drafts, app.reminding.times
    parts = app.tray, app.after, asked_later, drafts, times, app.outside, copy
    FallingAsleep(Concerned(app.leaving.desk, *parts), app)


def _end_on_signals(app: App) -> Hold:
    """End when the system says so: at once, for from now on there may be notes to keep."""
    from acutimer.app.endings import end_on_signals

    return end_on_signals(app.leaving.quit_now, parent=app)
