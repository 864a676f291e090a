"""A page for a doctor out of the window: chosen in History, written for its owner alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acutimer.core.journal import Moment, Rating
from acutimer.storage.locking import unlocked
from tests.journeys.conftest import Journey


def test_a_report_is_chosen_made_and_told_of_and_a_fault_keeps_the_choice(
    journey: Callable[..., Journey], tmp_path: Path
) -> None:
    day = journey()
    at = day.clock.now() - timedelta(days=1)
    day.app.diary.note_rating(
        Rating("", 6, Moment.NOW, at, note="in the car", places=("neck.left",)), backdated=True
    )
    day.settle()
    day.app.show_page("history")
    day.settle()
    page = day.app.history.page.built
    assert page is not None
    page.header.report.click()
    dialog = day.app.history.reports.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.parts["notes"].isChecked()
    QTest.keyClicks(dialog.who, "Ada")
    wish = dialog.wish
    assert (wish.weeks, wish.who) == (8, "Ada")

    reports = day.app.history.reports
    reports.save("html", wish, tmp_path / "none" / "r.html")
    day.settle()
    assert dialog.isVisible()
    assert "could not be written" in dialog.outcome.text()
    assert dialog.pdf.isEnabled()
    assert dialog.who.text() == "Ada"

    reports.save("pdf", wish, tmp_path / "r.pdf.age", "correct horse")
    day.settle()
    content = (tmp_path / "r.pdf.age").read_bytes()
    assert unlocked(content, "correct horse").startswith(b"%PDF")
    for form in ("html", "pdf"):
        reports.save(form, wish, tmp_path / f"r.{form}")
        day.settle()
        assert not dialog.isVisible()
        assert any("was written to" in one for one in day.app.window.notices.sentences())
        assert (tmp_path / f"r.{form}").stat().st_mode & 0o777 == 0o600
    made = (tmp_path / "r.html").read_text()
    assert "Neck, left" in made
    assert "in the car" not in made
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")

    day.app.settings.open_notes()
    settings = day.app.settings.page.built
    assert settings is not None
    settings.notes.report.click()
    assert dialog.isVisible()
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
