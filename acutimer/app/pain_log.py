"""Pain noted on its own: the small panel, the note, and taking it back.

Must never say "noted" before the note is on disk, nor offer a point that safety switches off.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from acutimer.app.day_log import DayLog, WhenError, said_when
from acutimer.app.follow_up import FollowUp
from acutimer.app.uses import read_uses
from acutimer.core.day_end import evening_day
from acutimer.core.journal import Entry, EntryKind, Moment, Rating, RatingError, checked_value
from acutimer.core.pain_places import PlaceError, checked_places
from acutimer.core.points import BOTH_SIDES, Side
from acutimer.core.said import TagError
from acutimer.runtime.written_moment import MomentError, moment_of
from acutimer.ui.body_map.views import ViewsUnreadable
from acutimer.ui.kit.focus_ring import FocusRing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from acutimer.app.bodies import Bodies
    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.core.preferences import Preferences
    from acutimer.core.safety import Verdict
    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.pain.log_panel import LogPanel
    from acutimer.ui.press.page import PressPage


_NOTED_FROM_OUTSIDE = "Another program noted pain {value} of 10 for you."
#: The views on which places are marked.
_VIEWS = ("nape", "face", "side", "side_right")


class PainLog(QObject):
    """The panel, made when it is first wanted, and the last note that can still be taken back.

    Places are marked on the figure; where it cannot be read they are boxes to tick.
    """

    #: the panel is about to be shown
    wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        gate: Gate,
        bodies: Bodies,
        press: PressPage,
        go: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._bodies = bodies
        self._press = press
        self._go = go
        self._last: Entry | None = None
        self._session: str | None = None
        self.days = DayLog(desk, self)
        self.days.noted.connect(self._forget_last)
        self.follow_up = FollowUp(desk, self)
        self.follow_up.log_asked.connect(self._log_later)
        #: the number that is asked now; one of before may be written late
        self._asked = desk.diary.question()
        self.panel: LogPanel | None = None
        desk.choices.changed.connect(self._chosen)

    def begin(self, moment: Moment = Moment.NOW, session: str | None = None) -> None:
        """Show the panel, ready for a key; ``session`` is what a later number goes with."""
        self._session = session
        self._desk.window.come_forward()
        self.wanted.emit()
        if self.panel is None:
            self.panel = self._make_panel()
        self._asked = self._desk.diary.question()
        self.dress()
        offered = self._offered(self._gate.verdict())
        self.panel.offer_points(offered, cards=not self._desk.runner.is_running)
        self.panel.begin(self._desk.clock.now(), moment)
        self.days.show_open()

    def begin_on(self, day: date) -> None:
        """Show the panel for what was on a day; today's is of now unless one says otherwise."""
        self.begin()
        if self.panel is not None and day < self._desk.today():
            self.panel.details.choose_day(day)

    def _log_later(self, session: str) -> None:
        """Ask for the number half an hour after a session."""
        self.begin(Moment.FOLLOW_UP, session)

    def _forget_last(self) -> None:
        """Something else was noted since: that is what an undo takes back."""
        self._last = None

    def make_way(self) -> bool:
        """Close the panel for what comes now; False while something in it is not noted yet."""
        panel = self.panel
        if panel is None or not panel.isVisible():
            return True
        if panel.is_written:
            panel.activateWindow()
            return False
        panel.close()
        return True

    def note_from_outside(
        self, value: int, when: str, places: list[str], tell: Callable[[str, str], None]
    ) -> None:
        """Note pain that another program was told; ``tell`` gets the note's id, or why not.

        ``when`` is empty for now, else a moment as one writes it. The window says that it was
        noted, and takes it back.
        """
        now = self._desk.clock.now()
        try:
            at = moment_of(when, now, "when") if when else now
            rating = Rating("", checked_value(value), Moment.NOW, at, places=checked_places(places))
        except (MomentError, RatingError, PlaceError) as fault:
            tell("", str(fault))
            return

        def noted(entry: Entry) -> None:
            tell(entry.id, "")
            undo = partial(self._desk.diary.take_back, entry.id, lambda _: None)
            words = _NOTED_FROM_OUTSIDE.format(value=value)
            self._desk.window.notices.say("pain noted", words, [("Undo", undo)], passing=True)

        self._desk.diary.change(
            EntryKind.RATING,
            lambda store: store.add_rating(rating),
            noted,
            lambda sentence: tell("", sentence),
        )

    def dress(self) -> None:
        """Look as the window does."""
        if (panel := self.panel) is not None:
            self._ring.set_theme(self._desk.window.theme)
            panel.set_theme(self._desk.window.theme)
            chosen = self._desk.choices.now
            panel.places.set_look(chosen.skin_tone, chosen.picture_brightness)

    def _make_panel(self) -> LogPanel:
        from acutimer.ui.pain.log_panel import LogPanel
        from acutimer.ui.pain.places import PainPlaces

        window, figure = self._desk.window, self._bodies.figure()
        outlines = figure.regions if figure is not None else None
        places = PainPlaces(window.theme, self._bodies.pictures, self._views(), outlines)
        panel = LogPanel(window.theme, window, places, read_uses(self._desk))
        panel.rating_given.connect(self._given)
        panel.undo_asked.connect(self._take_back)
        self.days.follow(panel)
        panel.point_asked.connect(self._show_card)
        self._ring = FocusRing(window.theme, panel)
        if isinstance(qt_app := QApplication.instance(), QApplication):
            self._ring.follow(qt_app)
            qt_app.focusChanged.connect(panel.follow_focus)
        return panel

    def _chosen(self, before: Preferences, now: Preferences) -> None:
        """With another figure the panel goes; what is being written is written all the same."""
        panel = self.panel
        if panel is None or now.figure == before.figure:
            return
        self.panel = self._last = None
        self.days.leave_panel()
        panel.close()
        if isinstance(qt_app := QApplication.instance(), QApplication):
            qt_app.focusChanged.disconnect(panel.follow_focus)
        panel.deleteLater()

    def _views(self) -> list[BodyView]:
        views = self._press.map.atlas.views()
        found: list[BodyView] = []
        if views is None:
            return found
        for name in _VIEWS:
            with suppress(ViewsUnreadable):
                found.append(views.view(name))
        return found

    def _offered(self, verdict: Verdict | None) -> dict[str, str] | None:
        """The points that may be pressed today, on one side at least, with their names."""
        if verdict is None or not verdict.answers_allow:
            return None
        return {
            point.code: point.plain
            for point in self._desk.content.atlas.points
            if not verdict.is_out(point.code, Side.BOTH)
        }

    def _show_card(self, code: str) -> None:
        """Go to the card of a point, on the side that hurts where only one does."""
        panel = self.panel
        if panel is None or self._desk.runner.is_running:
            return
        sides = {place.rpartition(".")[2] for place in panel.places.places}
        side = next((one for one in BOTH_SIDES if one.value in sides), Side.LEFT)
        self._go("press")
        self._press.chooser.choose_point(code, side)

    def _given(self, value: int, places: tuple[str, ...], note: str) -> None:
        panel, asked = self.panel, self._asked
        assert panel is not None  # it gave the number
        try:
            at, tags = said_when(panel.details, self._desk.clock.now()), panel.details.said_tags
        except (TagError, WhenError) as fault:
            panel.show_not_saved(str(fault))
            return
        moment, ends = panel.details.moment, self._desk.choices.now.day_ends
        rating = Rating(
            *("", value, moment, at or self._desk.clock.now()),
            note=note,
            session=self._session if moment is Moment.FOLLOW_UP else None,
            places=places,
            tags=tags,
        )
        if moment.is_evening:
            rating = replace(rating, of_day=evening_day(rating.at, ends))

        def noted(entry: Entry) -> None:
            if asked == self._asked and panel is self.panel:
                self._last = entry
                self.days.forget_last()
                panel.show_noted(value)

        def not_saved(sentence: str) -> None:
            if panel is self.panel:
                panel.show_not_saved(sentence)

        self._desk.diary.note_rating(
            rating, noted, not_saved, answers=asked, backdated=at is not None
        )

    def _take_back(self) -> None:
        panel, entry, self._last = self.panel, self._last, None
        if entry is None:
            self.days.take_back()
            return

        def taken_back(_: object) -> None:
            if panel is not None and panel is self.panel:
                panel.show_undone()

        self._desk.diary.take_back(entry.id, taken_back)
