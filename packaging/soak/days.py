"""A day of use in a minute: 40 sessions, 200 reminders, 20 sleeps; what has it left behind?

The whole app runs on a clock of its own, with a bus and a notification server, its window hidden
and shown again, each page once made. Needs: in the last quarter at most 2 MB more memory than in
the second, and not one timer, window, widget, object or rule of the bus more.
"""

from __future__ import annotations

import gc
import os
import random
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from acutimer.app.spare_memory import give_back_memory
from acutimer.core.journal import EntryKind
from acutimer.core.reminder_reading import Reminders
from tests.desktop.bus_stage import private_bus
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.window_doors import remind_now

REMINDERS_A_SESSION, BETWEEN_MS, SLEEP_MS = 5, 5 * 60_000, 20 * 60_000
PAGES = ("history", "settings", "handbook", "safety")
MOST_GROWTH_KIB = 2048


class _Exposed:
    """What a journey asks of pytest-qt."""

    def waitExposed(self, _: QWidget) -> None:  # noqa: N802 - as pytest-qt has it
        QApplication.processEvents()


def soak(sessions: int, seed: int) -> dict[str, object]:
    """So many sessions, with five reminders each and a sleep in every second."""
    qt_app = QApplication.instance() or QApplication(["soak"])
    chance = random.Random(seed)
    with private_bus() as bus, tempfile.TemporaryDirectory() as name:
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.address
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/none"
        server = Path(__file__).parents[2] / "tests" / "desktop" / "quiet_services.py"
        started = bus.start("/usr/bin/python3", server, "plain-server")
        assert started.stdout is not None
        assert started.stdout.readline() == "ready\n"
        home = Path(name)
        keep_answers(home, FakeClock())
        day = Journey(home, _Exposed())
        day.open()
        _look_round(day)
        seen: list[dict[str, int]] = []
        asked = 0
        for number in range(sessions):
            _session(day, sleeps=bool(number % 2))
            for _ in range(REMINDERS_A_SESSION):
                asked += _reminder(day, chance.choice(("snooze", "skip", "")))
            seen.append(_left(day))
        noted = len(day.of_kind(EntryKind.SESSION_ENDED))
        day.leave()
    qt_app.processEvents()
    quarter = max(1, len(seen) // 4)
    early, late = _most(seen[quarter : 2 * quarter]), _most(seen[-quarter:])
    more = {what: late[what] - early[what] for what in late}
    rest = {what: count for what, count in more.items() if what != "memory_kib" and count > 0}
    holds = more["memory_kib"] <= MOST_GROWTH_KIB and not rest and noted == sessions
    return {
        "sessions": sessions,
        "noted": noted,
        "reminders_asked": asked,
        "second_quarter": early,
        "last_quarter": late,
        "more": more,
        "holds": holds,
    }


def _most(seen: list[dict[str, int]]) -> dict[str, int]:
    return {what: max(one[what] for one in seen) for what in seen[0]}


def _look_round(day: Journey) -> None:
    """Make what is made once: every page that people come upon."""
    day.app.signs.look()
    day.settle()
    for page in (*PAGES, "press"):
        day.app.show_page(page)
        day.settle()


def _session(day: Journey, *, sleeps: bool) -> None:
    """A session from the tray, perhaps with a sleep, ended and rated; then the window hides."""
    app = day.app
    app.window.show()
    app.requests.quick("desk-pause")
    day.settle()
    if app.signs.page.is_shown:  # once a day
        app.signs.page.shown().none_there.emit()
        day.settle()
    day.let_pass(20)
    if sleeps:
        app.runner.pause_for_sleep()
        day.clock.advance(SLEEP_MS)
        app.runner.woke()
        app.runner.resume()
    app.runner.stop()
    day.settle()
    rating = app.after.rating.built
    assert rating is not None
    rating.answered.emit(3, None, "")
    day.settle()
    app.after.left.emit()
    app.window.hide()
    day.settle()
    day.sound.plans.clear()  # the loudspeaker's part is played by a list


def _reminder(day: Journey, answer: str) -> int:
    """One comes and is answered, or leaves; 1 when it was asked."""
    day.clock.advance(BETWEEN_MS)
    offer = remind_now(day)
    for _ in range(200):
        if offer.prompt.prompt is not None:
            break
        day.settle()
    prompt = offer.prompt.prompt
    if prompt is not None:
        if answer:
            prompt.buttons[answer].click()
        else:
            prompt.close()
    day.settle()
    day.app.reminding.times.change(lambda _: Reminders())
    day.settle()
    return prompt is not None


def _left(day: Journey) -> dict[str, int]:
    """What there is now, after all that can go has gone."""
    for _ in range(3):
        gc.collect()
        day.settle()
        # without a running loop nothing else does so
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    give_back_memory()
    app = day.app
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return {
        "memory_kib": next(int(line.split()[1]) for line in lines if line.startswith("Pss:")),
        "timers": sum(one.isActive() for one in app.findChildren(QTimer)),
        "windows": len(QApplication.topLevelWidgets()),
        "widgets": len(QApplication.allWidgets()),
        "objects": len(app.findChildren(QObject)),
        "bus_rules": len(app.outside.session_bus()._matches),  # noqa: SLF001
    }
