"""After a session: the rating, and the page that ends pressing for today.

Must never lose an answer: what cannot be written is said on the page that asked. A slip can be
taken back for as long as the stop page is open: the next answer replaces the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.app.pages import Page
from acutimer.core.journal import Moment, Rating, SessionNote

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.ui.rating.page import RatingPage
    from acutimer.ui.rating.stop_page import StopPage


class AfterSession(QObject):
    """Both pages, and what is noted of the answers."""

    #: the person has done with the page that was shown
    left = Signal()

    def __init__(self, desk: Desk, gate: Gate, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        #: why the stop page is open: session or danger_sign
        self._reason = ""
        #: whether the session in hand has ended in a stop that was not taken back
        self._stopped = False
        #: the rating that is asked now; one of before may be written late
        self._asked = desk.diary.question()
        self.rating = Page(desk.window, "rating", self._make_rating_page)
        self.stop = Page(desk.window, "stop", self._make_stop_page)

    @property
    def is_rated(self) -> bool:
        """Whether the rating that was asked for last is on the disk."""
        return self.rating.built is not None and self.rating.built.is_noted

    def begin(self, note: SessionNote, before: int | None, unwell: bool) -> None:
        """Ask for the rating; who feels unwell is asked for nothing."""
        self._stopped, self._asked = False, self._desk.diary.question()
        rules = self._gate.rules
        # who feels unwell sees the stop page over it at once, and comes back here after a slip
        self.rating.shown().begin(
            before,
            note.pressed_s,
            note.planned_s,
            note.pauses,
            note.skipped,
            rules.unwelcome if rules else (),
            rules.pain_rise_stops if rules else 0,
        )
        if unwell:
            self.show_stop((), "session")

    def _make_rating_page(self) -> RatingPage:
        from acutimer.ui.rating.page import RatingPage

        page = RatingPage(self._desk.window.theme)
        page.done.connect(self._rated)
        page.skipped.connect(self.left)
        page.left.connect(self.left)
        page.stop_page_wanted.connect(lambda labels: self.show_stop(labels, "session"))
        return page

    def _make_stop_page(self) -> StopPage:
        from acutimer.ui.rating.stop_page import StopPage

        rules = self._gate.rules
        assert rules is not None  # no session and no question without the table
        page = StopPage(rules, self._desk.window.theme)
        page.read.connect(self.left)
        page.slip_told.connect(self._change_answer)
        return page

    def _rated(self, value: int | None, unwelcome: tuple[str, ...] | None, note: str) -> None:
        page, asked = self.rating.built, self._asked
        assert page is not None  # the answer came from it
        calls_for_stop = bool(page.reasons)

        def noted(_: object) -> None:
            if asked != self._asked:
                return
            words = "Noted." if value is None else f"Noted: {value}."
            if self._stopped and not calls_for_stop:
                self._stopped = False
                self._gate.take_stop_back()
                words += " The stop for today is taken back."
            page.show_noted(words)

        diary = self._desk.diary
        if value is None:
            diary.note_unwelcome(unwelcome, note, noted, page.show_not_saved, asked)
            return
        now = self._desk.clock.now()
        rating = Rating("", value, Moment.AFTER, now, note=note, unwelcome=unwelcome)
        diary.note_rating(rating, noted, page.show_not_saved, of_session=True, answers=asked)

    def show_stop(self, labels: Sequence[str], reason: str) -> None:
        """End pressing for today, and say why."""
        of_session = reason == "session"
        self._gate.stopped(tuple(labels), again=of_session and self._stopped)
        self._reason, self._stopped = reason, of_session
        number = self._desk.choices.now.emergency_number
        self.stop.shown().begin(list(labels), reason, number)

    def show_danger(self) -> None:
        """A danger sign was told among the questions."""
        self.show_stop((), "danger_sign")

    def _change_answer(self) -> None:
        """What led to the stop page was a slip: ask once more, with what was given."""
        if self._reason == "danger_sign":
            self._gate.ask_again()
        else:
            self.rating.shown().reopen()
