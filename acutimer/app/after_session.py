"""After a session: the rating, and the page that ends pressing for today.

Must never lose an answer: what cannot be written is said on the page that asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.core.journal import Moment, Rating, SessionNote
from acutimer.ui.kit.wording import pain_rose

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.ui.rating.page import RatingPage
    from acutimer.ui.rating.stop_page import StopPage


class AfterSession(QObject):
    """Both pages, and what is noted of the answers."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._before: int | None = None
        #: the rating that is asked now; one of before may be written late
        self._asked = object()

    def begin(self, note: SessionNote, before: int | None, *, unwell: bool) -> None:
        """Ask for the rating; who feels unwell is asked for nothing."""
        self._before, self._asked = before, object()
        if unwell:
            self.show_stop((), "session")
            return
        rules = self._app.gate.rules
        page: RatingPage = self._app.window.show_page("rating")  # type: ignore[assignment]
        page.begin(
            before,
            note.pressed_s,
            note.planned_s,
            note.pauses,
            note.skipped,
            rules.unwelcome if rules else (),
            rules.pain_rise_stops if rules else 0,
        )

    def make_rating_page(self) -> RatingPage:
        """The rating after a session."""
        from acutimer.ui.rating.page import RatingPage

        page = RatingPage(self._app.window.theme)
        page.done.connect(self._rated)
        page.skipped.connect(self._leave)
        page.left.connect(self._leave)
        page.stop_page_wanted.connect(lambda labels: self.show_stop(labels, "session"))
        return page

    def make_stop_page(self) -> StopPage:
        """The page that ends pressing for today."""
        from acutimer.ui.rating.stop_page import StopPage

        rules = self._app.gate.rules
        assert rules is not None  # no session and no question without the table
        page = StopPage(rules, self._app.window.theme)
        page.read.connect(self._leave)
        return page

    def _rated(self, value: int | None, unwelcome: tuple[str, ...] | None, note: str) -> None:
        page: RatingPage = self._app.window.built("rating")  # type: ignore[assignment]
        rules = self._app.gate.rules
        rise = value - self._before if value is not None and self._before is not None else 0

        asked = self._asked

        def noted(_: object = None) -> None:
            self._app.refresh_history()
            if asked is not self._asked:
                return
            page.show_noted("Noted." if value is None else f"Noted: {value}.")
            if rules is not None and rise >= rules.pain_rise_stops:
                self.show_stop((pain_rose(rules.pain_rise_stops),), "session")

        if value is None:
            self._app.diary.note_unwelcome(unwelcome, note, noted, page.show_not_saved, asked)
            return
        rating = Rating("", value, Moment.AFTER, self._app.now(), note=note, unwelcome=unwelcome)
        self._app.diary.note_rating(
            rating, noted, page.show_not_saved, of_session=True, asked=asked
        )

    def show_stop(self, labels: Sequence[str], reason: str) -> None:
        """End pressing for today, and say why."""
        self._app.gate.stopped(tuple(labels))
        page: StopPage = self._app.window.show_page("stop")  # type: ignore[assignment]
        page.begin(list(labels), reason, self._app.preferences.emergency_number)

    def show_danger(self) -> None:
        """A danger sign was told among the questions."""
        self.show_stop((), "danger_sign")

    def _leave(self) -> None:
        self._app.press.clear_rating()
        self._app.show_page("press")
