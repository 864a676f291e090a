"""A reminder through a day: it comes, is answered, barred, missed; made and changed in Settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from acutimer.core.reminder_reading import Reminders
from acutimer.core.reminders import At, Every, Outcome, Reminder
from acutimer.desktop.autostart import autostart_file, is_on
from acutimer.storage.reminder_file import load_reminders
from tests.journeys.conftest import Journey
from tests.window_doors import remind_now


def last(day: Journey, key: str = "one") -> Outcome | None:
    """How a reminder ended, as the file has it."""
    one = load_reminders(day.places.reminders, day.clock.now())[0].by_id(key)
    assert one is not None
    return one.last


def notices(day: Journey) -> str:
    return " ".join(one.text() for one in day.app.window.notices.findChildren(QLabel))


def test_a_reminder_is_asked_put_off_left_and_never_takes_the_keyboard(
    journey: Callable[..., Journey],
) -> None:
    day = journey()
    day.open()
    times = day.app.reminding.times
    assert times.offer is None  # without reminders nothing of it is made
    hints: list[str] = []
    times.hinted.connect(hints.append)
    offer = remind_now(day, "desk-pause")
    prompt = offer.prompt.prompt
    assert prompt is not None
    assert hints[-1] == "Neck pause"
    assert prompt.windowTitle() == "Time for “Neck pause”?"
    assert "Desk pause takes" in prompt.accessibleDescription()
    assert prompt.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert prompt.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    prompt.buttons["snooze"].click()
    assert last(day) is Outcome.SNOOZED
    assert hints[-1] == ""
    day.clock.advance(14 * 60_000)
    times.look()
    assert offer.asked is None
    day.clock.advance(60_000)
    times.look()
    again = offer.prompt.prompt
    assert again is not None
    again.close()
    assert last(day) is Outcome.UNANSWERED
    assert not day.app.runner.is_running
    # what nobody was there for is told once, and does not come
    day.clock.sleep(74 * 3_600_000)
    times.look()
    assert offer.prompt.prompt is None
    assert "While you were away: 2 reminders. Nothing to catch up." in notices(day)
    assert last(day) is Outcome.MISSED
    assert times.timer.isActive()
    assert times.timer.interval() <= 10 * 60_000
    # without a routine it asks where it hurts; not today is not today
    offer = remind_now(day)
    assert offer.prompt.prompt is not None
    offer.prompt.prompt.buttons["start"].click()
    day.settle()
    assert (day.app.window.page, day.app.runner.is_running) == ("press", False)
    assert last(day) is Outcome.STARTED
    offer = remind_now(day)
    assert offer.prompt.prompt is not None
    offer.prompt.prompt.buttons["skip"].click()
    (one,) = (one for one in times.kept.rows if one.id == "one")
    following = times.next_of(one)
    assert following is not None
    assert following.date() > day.clock.now().date()


def test_while_pressing_is_barred_none_is_offered_and_an_open_one_leaves(
    journey: Callable[..., Journey],
) -> None:
    day = journey()
    day.open()
    offer = remind_now(day, "desk-pause")
    assert offer.prompt.prompt is not None
    day.app.gate.stopped(("dizzy_faint",))
    assert offer.prompt.prompt is None
    assert last(day) is Outcome.BARRED
    for routine in ("desk-pause", ""):
        assert remind_now(day, routine).prompt.prompt is None
        assert last(day) is Outcome.BARRED
    # the file of another hand: nonsense is one sentence, and what can be read goes on
    day.places.reminders.write_text('[[reminders]]\nid = "x"\n', encoding="utf-8")
    day.app.reminding.times.reload()
    assert "could" in notices(day) or "left out" in notices(day)
    assert day.app.reminding.times.kept == Reminders()
    assert not day.app.reminding.times.timer.isActive()


def test_reminders_are_made_changed_switched_off_and_removed_in_settings(
    journey: Callable[..., Journey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "desktop"))
    day = journey()
    day.open()
    day.app.show_page("settings")
    day.settle()
    page = day.app.settings.page.built
    assert page is not None
    section = page.reminders
    section.add.click()
    form = section.form
    assert form is not None
    form.name.setText("After work")
    form.kind.setCurrentIndex(form.kind.findData("at"))
    form.times.setText("25:00")
    form.keep.click()
    assert form.fault.text() == "'25:00' is no time of day, such as 08:30."
    form.times.setText("17:30, 9.15")
    form.hours.setText("09:00-18:00")
    form.keep.click()
    assert section.form is None
    times = day.app.reminding.times
    (made,) = times.kept.rows
    assert (made.id, made.rule) == ("after-work", At((time(9, 15), time(17, 30)), (0, 1, 2, 3, 4)))
    offered = [one for one in day.app.window.notices.findChildren(QPushButton)
               if one.text() == "Start with the desktop"]  # fmt: skip
    offered[0].click()
    assert day.app.choices.now.autostart
    assert is_on(autostart_file({"XDG_CONFIG_HOME": str(tmp_path / "desktop")}, tmp_path))
    said = section.rows[1].help.text()
    assert said.startswith("At 09:15, 17:30 on weekdays, only 09:00-18:00. Offers Desk pause")
    section.switched.emit("after-work", False)
    assert load_reminders(day.places.reminders, day.clock.now())[0].rows == (
        made._replace(enabled=False),
    )
    assert "Off." in section.rows[1].help.text()
    section.removed.emit("after-work")
    assert times.kept.rows == ()
    # the last of them: a notice that was dropped goes a moment later
    undos = [
        one for one in day.app.window.notices.findChildren(QPushButton) if one.text() == "Undo"
    ]
    undos[-1].click()
    assert [one.id for one in times.kept.rows] == ["after-work"]
    # the tray and the page ask for the same quiet
    day.app.tray.quiet_asked.emit("hour")
    assert times.kept.quiet_until == day.clock.now() + timedelta(hours=1)
    section.loud.click()
    assert times.kept.quiet_until is None
    times.change(
        lambda kept: kept.having(
            Reminder("here", "Here", Every(50), day.clock.now().astimezone(UTC), "gone")
        )
    )
    assert "Its routine is not there any more" in section.rows[2].help.text()
