"""What the safety answers allow today, the page that asks for them, and what waits for that.

What was asked for goes on once the questions and the danger signs are behind it, unless one goes
elsewhere meanwhile. Must never fail open: without answers, without the table, or before the journal
is read, nothing may start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from acutimer.app.pages import Page
from acutimer.core.safety import Profile, SignsDue, Verdict, judge
from acutimer.core.safety_table import Rules
from acutimer.storage.safety_profile import is_of_a_wrong_clock
from acutimer.storage.safety_rules import load_rules

if TYPE_CHECKING:
    from datetime import datetime

    from acutimer.app.bodies import Bodies
    from acutimer.app.desk import Desk
    from acutimer.app.unwritten import Question
    from acutimer.ui.safety.page import SafetyPage


#: The pages between what was asked for and its beginning.
_ON_THE_WAY = ("safety", "signs", "stop")


class _Asked(NamedTuple):
    """Something that waits for answers, its name, and what happens when it is not to be."""

    name: str
    act: Callable[[], object]
    let_be: Callable[[], object]


class Gate(QObject):
    """The answers of the person, judged whenever something is about to start."""

    #: the Verdict that holds now
    judged = Signal(object)
    #: the danger signs come first: core.safety.SignsDue, and the name of what then begins
    signs_due = Signal(object, str)
    #: which version of what acutimer is was accepted, and on which day
    accepted = Signal(int, object)
    #: a danger sign was told among the questions: its id, and what leads back after a slip
    danger_told = Signal(str, object)

    def __init__(
        self, desk: Desk, bodies: Bodies, go: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bodies = bodies
        self._go = go
        self._profile: Profile | None = None
        self._asked_early: Callable[[], None] | None = None
        self._asked: _Asked | None = None
        #: the stops of today that were noted by this window, and when pressing rested before each
        self._stops: list[tuple[Question, datetime | None]] = []
        self.rules = self._read_rules()
        self.page = Page(desk.window, "safety", self._make_page)
        desk.window.page_shown.connect(self._page_shown)

    def _read_rules(self) -> Rules | None:
        rules, sentence = load_rules()
        if sentence:
            self._desk.window.notices.say("rules", sentence)
        return rules

    @property
    def is_open_to_questions(self) -> bool:
        """Whether the table and the answers so far are there to be shown."""
        return self.rules is not None and self._profile is not None

    @property
    def is_new(self) -> bool:
        """Whether it is known that nobody has answered or accepted anything yet."""
        known = self._profile
        return known is not None and not known.given and known.accepted == 0

    def verdict(self) -> Verdict | None:
        """What the answers allow today; None before the journal is open or without a table."""
        if self._profile is None or self.rules is None:
            return None
        now, profile = self._desk.clock.now(), self._profile
        if is_of_a_wrong_clock(profile.stopped_at, now):
            # no day would ever come that is later; it is asked again instead
            profile = replace(profile, stopped_at=None, confirmed_on=None)
        return judge(self.rules, profile, self._desk.content.atlas, now)

    # --- what waits for answers -------------------------------------------------------------

    def lets_begin(
        self,
        name: str,
        act: Callable[[], object],
        let_be: Callable[[], object] = lambda: None,
    ) -> bool:
        """Whether a session may begin now; else what comes first is shown, and ``act`` follows.

        ``let_be`` happens instead when the person goes elsewhere.
        """
        verdict = self.verdict()
        if verdict is None:
            return False
        self._let_be()
        if verdict.may_start:
            return True
        self._asked = _Asked(name, act, let_be)
        if verdict.answers_allow:
            self.signs_due.emit(verdict.signs_due, name)
        else:
            self._go("safety")
        return False

    def signs_answered(self) -> None:
        """None of the danger signs is there: that holds today, and what was asked for goes on."""
        verdict, rules = self.verdict(), self.rules
        if verdict is None or rules is None or self._profile is None:
            return
        today, profile = self._desk.today(), self._profile
        if verdict.signs_due is SignsDue.FIRST:
            profile = replace(profile, accepted=rules.signs_version, accepted_on=today)
        self._profile = replace(profile, signs_seen_on=today)
        self._desk.diary.signs_seen(profile.accepted, profile.accepted_on)
        self._tell_accepted()
        self.refresh()
        self.go_on()

    def tell_again(self) -> None:
        """Tell whoever has come since what is known and holds now."""
        self._tell_accepted()
        self.refresh()

    def _tell_accepted(self) -> None:
        if (profile := self._profile) is not None and profile.accepted_on is not None:
            self.accepted.emit(profile.accepted, profile.accepted_on)

    def go_on(self) -> None:
        """Do what was asked for; it asks here again, and so sees what still comes before it."""
        asked, self._asked = self._asked, None
        if asked is None:
            self._go("press")
        else:
            asked.act()

    def _page_shown(self, page: str) -> None:
        if page not in _ON_THE_WAY:
            self._let_be()

    def _let_be(self) -> None:
        """What was asked for is not to be any more."""
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.let_be()

    # --- answers ----------------------------------------------------------------------------

    def when_ready(self, act: Callable[[], None]) -> bool:
        """Act once the answers are known; True when that is now and the caller acts itself."""
        if self._profile is not None:
            return True
        self._asked_early = act
        return False

    def take(self, profile: Profile) -> None:
        """The answers as the journal has them; what was asked for before that happens now.

        A stop of this window holds, whatever journal took the place of the one it was noted in.
        """
        known = self._profile.stopped_at if self._profile is not None else None
        if known is not None and (profile.stopped_at is None or profile.stopped_at < known):
            profile = replace(profile, stopped_at=known)
        self._profile = profile
        self.tell_again()
        asked, self._asked_early = self._asked_early, None
        if asked is not None:
            asked()

    def refresh(self) -> None:
        """Let every page show what holds now."""
        verdict = self.verdict()
        if verdict is None or self._profile is None:
            return
        self.judged.emit(verdict)
        page = self.page.built
        if page is not None and self.page.is_shown:
            begins = self._asked.name if self._asked is not None else ""
            page.show_profile(self._profile, verdict, self._desk.clock.now(), begins)

    def stopped(self, reasons: tuple[str, ...], *, again: bool = False) -> None:
        """The stop page was shown: pressing rests until the next local day.

        ``again`` says that it is the last stop once more, for other reasons.
        """
        if not (again and self._stops):
            stopped_at = self._profile.stopped_at if self._profile else None
            self._stops.append((self._desk.diary.question(), stopped_at))
        self._desk.diary.stop_shown(reasons, self._stops[-1][0])
        if self._profile is not None:
            self._profile = replace(self._profile, stopped_at=self._desk.clock.now())
        self.refresh()

    def take_stop_back(self) -> None:
        """The last stop was a slip: what held before it holds again."""
        if not self._stops:
            return
        stop, stopped_at = self._stops.pop()
        self._desk.diary.withdraw(stop)
        if self._profile is not None:
            self._profile = replace(self._profile, stopped_at=stopped_at)
        self.refresh()

    def ask_again(self) -> None:
        """A danger sign among the questions was a slip: they are asked again."""
        self._go("safety")

    def show_points(self) -> None:
        """Other points are shown from now on."""
        if (page := self.page.built) is not None:
            page.take_atlas(self._desk.content.atlas)
        self.refresh()

    def _make_page(self) -> SafetyPage:
        from acutimer.ui.safety.page import SafetyPage

        assert self.rules is not None  # without the table nobody is led here
        desk = self._desk
        page = SafetyPage(self.rules, desk.content.atlas, desk.window.theme, self._bodies.pictures)
        self._bodies.dress(page.panel.body)
        page.answers_given.connect(self._answers_given)
        page.left.connect(lambda: self._go("press"))
        page.danger_sign_noted.connect(lambda sign: self.danger_told.emit(sign, self.ask_again))
        return page

    def _answers_given(self, profile: Profile) -> None:
        desk, page = self._desk, self.page.built
        assert page is not None  # the answers came from it
        now, kept = desk.clock.now(), self._profile or Profile()
        stopped_at = None if is_of_a_wrong_clock(kept.stopped_at, now) else kept.stopped_at
        profile = replace(kept, given=profile.given, confirmed_on=now.date(), stopped_at=stopped_at)

        def saved(_: object) -> None:
            self._profile = profile
            self.refresh()
            if (verdict := self.verdict()) is not None:
                page.show_saved(verdict)
                if verdict.answers_allow:
                    self.go_on()

        desk.diary.save_profile(profile, saved, page.show_not_saved)
