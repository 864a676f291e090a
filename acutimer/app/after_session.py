"""After a session: the rating, and the page that ends pressing for today.

Must never lose an answer: what cannot be written is said on the page that asked. A slip can be
taken back for as long as the stop page is open, or the line that says what was noted: the next
answer replaces the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.app.pages import Page
from acutimer.core.journal import Moment, Rating, SessionNote
from acutimer.core.stopping import named

if TYPE_CHECKING:
    from acutimer.app.danger_signs import DangerSigns
    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.app.unwritten import Question
    from acutimer.ui.rating.page import RatingPage
    from acutimer.ui.rating.stop_page import StopPage


class AfterSession(QObject):
    """Both pages, and what is noted of the answers."""

    #: the person has done with the page that was shown
    left = Signal()

    def __init__(self, desk: Desk, gate: Gate, signs: DangerSigns, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._signs = signs
        #: what takes the stop back that is shown, and what names its sign
        self._slipped: Callable[[], None] = self._reopen
        self._name: Callable[[str], None] = lambda _: None
        #: whether the session in hand has ended in a stop that was not taken back
        self._stopped = False
        #: the rating that is asked now; one of before may be written late
        self._asked = desk.diary.question()
        #: where it hurt before the session, which is asked about again
        self._places: tuple[str, ...] = ()
        #: the number before the session, and what was said when the last answer was noted
        self._before: int | None = None
        self._words = ""
        self.rating = Page(desk.window, "rating", self._make_rating_page)
        self.stop = Page(desk.window, "stop", self._make_stop_page)

    @property
    def is_rated(self) -> bool:
        """Whether the rating that was asked for last is on the disk."""
        return self.rating.built is not None and self.rating.built.is_noted

    def begin(
        self,
        note: SessionNote,
        before: int | None,
        unwell: tuple[str, ...],
        places: tuple[str, ...] = (),
    ) -> None:
        """Ask for the rating, of the places that were tapped before.

        Who feels unwell, for the reasons given, is asked for nothing.
        """
        self._places = places
        self._stopped, self._asked = False, self._desk.diary.question()
        self._before, self._words = before, ""
        rules = self._gate.rules
        # who feels unwell sees the stop page over it at once, and comes back here after a slip
        page = self.rating.shown()
        page.name_places(places)
        page.ask_later.setChecked(self._desk.choices.now.follow_up)
        page.begin(
            before,
            note.pressed_s,
            note.planned_s,
            note.pauses,
            note.skipped,
            rules.unwelcome if rules else (),
            rules.pain_rise_stops if rules else 0,
        )
        if unwell:
            self._end_here(unwell)

    def _make_rating_page(self) -> RatingPage:
        from acutimer.ui.rating.page import RatingPage

        page = RatingPage(self._desk.window.theme)
        page.answered.connect(self._rated)
        page.skipped.connect(self.left)
        page.left.connect(self._leave)
        page.stop_page_wanted.connect(self._end_here)
        page.ask_later.clicked.connect(self._ask_later)
        return page

    def _ask_later(self, wanted: bool) -> None:
        choices = self._desk.choices
        choices.choose(choices.now._replace(follow_up=wanted))

    def _make_stop_page(self) -> StopPage:
        from acutimer.ui.rating.stop_page import StopPage

        rules = self._gate.rules
        assert rules is not None  # no session and no question without the table
        page = StopPage(rules, self._desk.window.theme)
        page.read.connect(self.left)
        page.slip_told.connect(lambda: self._slipped())
        page.which_asked.connect(
            lambda: self._signs.choose(lambda sign: self._name(sign), self.stop.shown)
        )
        return page

    def _rated(self, value: int | None, unwelcome: tuple[str, ...] | None, note: str) -> None:
        page, asked = self.rating.built, self._asked
        assert page is not None  # the answer came from it
        calls_for_stop = bool(page.reasons)

        def noted(_: object) -> None:
            if asked != self._asked:
                return
            words = noted_words(value, self._before)
            if self._stopped and page.is_leaving and not calls_for_stop:
                self._stopped = False
                self._gate.take_stop_back()
                words += " The stop for today is taken back."
            self._words = words
            page.show_noted(words, (value, unwelcome, note))

        diary = self._desk.diary
        if value is None:
            diary.note_unwelcome(unwelcome, note, noted, page.show_not_saved, asked)
            return
        now = self._desk.clock.now()
        rating = Rating(
            "", value, Moment.AFTER, now, note=note, unwelcome=unwelcome, places=self._places
        )
        diary.note_rating(rating, noted, page.show_not_saved, of_session=True, answers=asked)

    def _leave(self) -> None:
        """Go on, and say there what was noted; advice stays until it is closed."""
        page, asked = self.rating.built, self._asked
        assert page is not None  # one leaves it
        words = " ".join(one for one in (self._words, page.said_back) if one)
        self.left.emit()
        self._desk.window.notices.say(
            "rated", words, [("Undo", lambda: self._undo(asked))], passing=not page.said_back
        )

    def _undo(self, asked: Question) -> None:
        """Take back what was noted, and ask again unless something else has begun."""
        window, page = self._desk.window, self.rating.built
        assert page is not None  # it noted that

        def taken_back(_: object) -> None:
            if asked == self._asked and window.page == "press":
                self.rating.shown().take_up()
            else:
                window.notices.say("rated", "Taken back.", passing=True)

        self._desk.diary.withdraw(
            asked, taken_back, lambda fault: window.notices.say("rated", fault)
        )

    # --- the stop page ----------------------------------------------------------------------

    def show_danger(self, sign: str, go_back: Callable[[], None]) -> None:
        """A danger sign was named outside of a session; ``go_back`` follows when it was a slip."""

        def slipped() -> None:
            self._gate.take_stop_back()
            go_back()

        self._show_stop((sign,), slipped, in_session=False)

    def _end_here(self, reasons: Sequence[str]) -> None:
        """The session, or what was answered after it, ends pressing for today."""
        again, self._stopped = self._stopped, True
        self._show_stop(tuple(reasons), self._reopen, in_session=True, again=again)

    def _show_stop(
        self,
        reasons: tuple[str, ...],
        slipped: Callable[[], None],
        *,
        in_session: bool,
        again: bool = False,
    ) -> None:
        """End pressing for today, and say why; ``again`` when it is the last stop once more."""
        from acutimer.ui.rating.stop_words import stop_words

        rules = self._gate.rules
        assert rules is not None  # no session and no question without the table
        self._gate.stopped(reasons, again=again)
        self._slipped = slipped
        self._name = lambda sign: self._show_stop(
            named(reasons, sign), slipped, in_session=in_session, again=True
        )
        words = stop_words(rules, reasons, in_session=in_session)
        self.stop.shown().begin(words, *self._signs.call())

    def _reopen(self) -> None:
        """Ask for the rating once more, with what was given."""
        self.rating.shown().reopen()


def noted_words(value: int | None, before: int | None) -> str:
    """ "Noted 4 (before 6)." """
    if value is None:
        return "Noted."
    return f"Noted {value}." if before is None else f"Noted {value} (before {before})."
