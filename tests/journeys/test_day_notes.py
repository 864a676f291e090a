"""Headache, medicine and an evening's number, from the key L to the file, and back again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from acutimer.core.headaches import Headache, HeadacheState, read_headache
from acutimer.core.journal import EntryKind, Moment, SessionNote, read_rating, shown
from acutimer.core.medicine import read_medicine
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.history.table_rows import table_rows
from acutimer.ui.pain import day_box
from acutimer.ui.pain.log_panel import LogPanel
from tests.journeys.conftest import Journey

Start = Callable[..., Journey]


def opened(day: Journey) -> LogPanel:
    day.app.pain_log.begin()
    day.settle()
    panel = day.app.pain_log.panel
    assert panel is not None
    return panel


def headache(day: Journey) -> Headache | None:
    """The headache that shows, as the file has it."""
    found = [read_headache(one) for one in shown(day.entries())]
    return next((one for one in found if one is not None), None)


def notice(day: Journey, words: str) -> QPushButton:
    """The button of a notice."""
    day.settle()
    buttons = day.app.window.notices.findChildren(QPushButton)
    return next(one for one in buttons if one.text() == words)


def test_a_headache_is_begun_asked_about_and_ended(journey: Start) -> None:
    day = journey()
    panel = opened(day)
    panel.day.click()
    assert not panel.days.buttons[day_box.ENDED].isVisible()
    panel.note.setText("after the screen")
    panel.places.mark(["temple.left"])
    panel.days.buttons[day_box.BEGAN].click()
    day.settle()
    begun = headache(day)
    assert begun is not None
    assert (begun.places, begun.note, begun.is_open) == (
        *(("temple.left",), "after the screen", True),
    )
    assert panel.outcome.text().startswith("Noted: headache since")
    assert panel.days.status.text().startswith("Headache since")
    # a slip is taken back
    panel.undo.click()
    day.settle()
    assert headache(day) is None
    panel.days.buttons[day_box.BEGAN].click()
    day.settle()
    panel.close()
    pane = day.app.press.day
    assert pane is not None
    assert "Headache since" in pane.line.text()
    # the next morning it is asked once, and not again at the next look
    assert "headache" not in day.app.window.notices.keys()
    day.clock.set_wall(day.clock.now() + timedelta(days=1))
    day.app.show_page("history")
    day.settle()
    assert "headache" in day.app.window.notices.keys()
    notice(day, "Still there").click()
    day.settle()
    still = headache(day)
    assert still is not None
    assert len(still.days) == 2
    assert len(day.of_kind(EntryKind.HEADACHE_ASKED)) == 1
    day.app.show_page("press")
    day.settle()
    assert not any("Is it still there" in one for one in day.app.window.notices.sentences())
    # it opens the part of the panel by itself, and is closed there
    panel = opened(day)
    assert panel.days.isVisible()
    panel.days.worst.setCurrentIndex(7)
    panel.days.buttons[day_box.END_UNKNOWN].click()
    day.settle()
    over = headache(day)
    assert over is not None
    assert (over.state, over.worst) == (HeadacheState.END_UNKNOWN, 7)
    assert "Headache since" not in pane.line.text()


def test_an_evening_and_medicine_are_noted_changed_in_history_and_taken_back(
    journey: Start,
) -> None:
    day = journey()
    panel = opened(day)
    panel.when.click()
    panel.details.kind.setCurrentIndex(panel.details.kind.findData(Moment.EVENING_WORST.value))
    panel.details.another.setChecked(True)
    wall = panel.details.at.dateTime().addDays(-1)
    wall.setTime(wall.time().fromString("01:30", "HH:mm"))
    panel.details.at.setDateTime(wall)
    panel.details.tags.setText("storm, storm, bad night")
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_8)
    day.settle()
    (rating,) = filter(None, map(read_rating, day.entries()))
    assert (rating.value, rating.moment, rating.tags) == (
        *(8, Moment.EVENING_WORST, ("storm", "bad night")),
    )
    assert rating.day == rating.at.date() - timedelta(days=1)
    assert (rating.at.hour, rating.at.minute) == (1, 30)
    panel = opened(day)
    panel.day.click()
    panel.days.of_class.setCurrentIndex(panel.days.of_class.findData("triptan"))
    panel.days.name.setText(" Suma ")
    panel.days.taken.click()
    day.settle()
    (medicine,) = filter(None, map(read_medicine, day.entries()))
    assert (medicine.of_class, medicine.name) == ("triptan", "Suma")
    panel.close()
    # both stand in History, and can be changed there
    day.app.show_page("history")
    day.settle()
    page = day.app.window.built("history")
    assert isinstance(page, HistoryPage)
    assert page.shown is not None
    rows = table_rows(page.shown, page.words)
    (row,) = (one for one in rows if one.day_note is not None)
    assert (row.what, row.note) == ("Medicine", "Migraine medicine (triptan), Suma")
    assert any(one.what == "Worst of the day" for one in rows)
    page.change_asked.emit(row)
    day.settle()
    changing = day.app.history.panel
    assert changing is not None
    assert not changing.fields.places.isVisible()  # type: ignore[attr-defined]
    changing.fields.tags.setText("half")
    changing.keep.click()
    day.settle()
    (changed,) = filter(None, map(read_medicine, shown(day.entries())))
    assert (changed.tags, changed.name) == (("half",), "Suma")
    page.undo_asked.emit()
    day.settle()
    (back,) = filter(None, map(read_medicine, shown(day.entries())))
    assert back.tags == ()


def test_half_an_hour_after_a_session_the_number_is_asked_once(journey: Start) -> None:
    day = journey()
    waits = day.app.pain_log.follow_up.waits
    note = SessionNote("s", "r", "Neck", day.clock.now(), 90, 60, (), "finished")
    day.app.diary.session_ended(note)
    day.settle()
    waits.timeout.emit()
    day.settle()
    assert "follow-up" not in day.app.window.notices.keys(), "it is off at first"
    day.app.after.begin(note, None, ())
    page = day.app.after.rating.built
    assert page is not None
    page.ask_later.click()
    assert day.app.choices.now.follow_up
    assert waits.isActive()
    waits.timeout.emit()
    day.settle()
    notice(day, "Note it").click()
    day.settle()
    panel = day.app.pain_log.panel
    assert panel is not None
    assert panel.details.moment is Moment.FOLLOW_UP
    QTest.keyClick(panel, Qt.Key.Key_3)
    day.settle()
    (rating,) = filter(None, map(read_rating, day.entries()))
    assert (rating.value, rating.moment, rating.session) == (3, Moment.FOLLOW_UP, "s")
    waits.timeout.emit()
    day.settle()
    assert "follow-up" not in day.app.window.notices.keys()


def test_a_note_is_added_to_the_day_of_history_that_is_focused(
    journey: Callable[..., Journey],
) -> None:
    day = journey()
    day.app.show_page("history")
    day.settle()
    page = day.app.history.page.built
    assert page is not None
    earlier = day.clock.now().date() - timedelta(days=3)
    page.focus_day(earlier)
    QTest.keyClick(page, Qt.Key.Key_Insert)
    day.settle()
    panel = day.app.pain_log.panel
    assert panel is not None
    QTest.keyClick(panel, Qt.Key.Key_6)
    day.settle()
    (entry,) = day.of_kind(EntryKind.RATING)
    assert (entry.at.date(), entry.at.hour, entry.body["value"]) == (earlier, 12, 6)
    panel.close()
