"""The running app: builds every part, connects them, and owns the order of start and of shutdown.

It starts in four parts: the window with the body; after its first paint the rest of the page; after
that is painted, what a session needs (all that is app.first_page); and once Start works, everything
else. Must never block the event loop, nor decide anything that a part could decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from acutimer.app.first_page import FirstPage

if TYPE_CHECKING:
    from PySide6.QtGui import QSessionManager

    from acutimer.app.desk import Desk
    from acutimer.app.opening import Opening
    from acutimer.places import Places
    from acutimer.runtime.clock import Clock
    from acutimer.runtime.sounding import Sounding
    from acutimer.ui.body_map.pictures import Pictures

#: Own spots and zones come when all is built: figure and layers take as long as the journal.
_DRESS_AFTER_MS = 100
#: What the start needed and nothing needs any more is given back when it is long over.
_GIVE_BACK_AFTER_MS = 1500


class App(FirstPage):
    """Everything together; ``open`` shows the window, ``close`` ends what runs."""

    #: the last part of the start is done
    furnished = Signal()

    def __init__(
        self,
        places: Places,
        clock: Clock,
        sounding: Sounding | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        super().__init__(places, clock, sounding, pictures)
        self._whole = False
        self.rest_wanted.connect(self.go_on_opening)

    # --- the last part of the start ---------------------------------------------------------

    def go_on_opening(self) -> None:
        """Everything else, once Start works; what comes before it first, if need be."""
        if self._whole:
            return
        self._whole = True
        self._first_touch.leave()
        self.make_ready()
        self.diary.opened.disconnect(self._answers_known)  # from now on all is told at once
        from acutimer.app.spare_memory import give_back_memory

        self._build(self._desk)
        self._connect(self._desk)
        self.gate.tell_again()
        self.diary.tell_opening()
        self.tray.appear()
        if self.choices.fault:
            self.window.notices.say("preferences", self.choices.fault)
        self.furnished.emit()
        QTimer.singleShot(_DRESS_AFTER_MS, self, self.window.show_icon)
        QTimer.singleShot(_DRESS_AFTER_MS, self, lambda: self.bodies.dress(self.press.map.atlas))
        QTimer.singleShot(_GIVE_BACK_AFTER_MS, self, give_back_memory)

    def _build(self, desk: Desk) -> None:
        """Every part that is left, each after those it is given."""
        from acutimer.app.after_session import AfterSession
        from acutimer.app.calling import Calling
        from acutimer.app.cut_off import CutOff
        from acutimer.app.danger_signs import DangerSigns
        from acutimer.app.day import Day
        from acutimer.app.editing import Editing
        from acutimer.app.handbook import Handbook
        from acutimer.app.history import History
        from acutimer.app.key_list import KeyList
        from acutimer.app.leaving import Leaving
        from acutimer.app.mini import Mini
        from acutimer.app.outside import Outside
        from acutimer.app.page_again import PageAgain
        from acutimer.app.pain_log import PainLog
        from acutimer.app.point_card import PointCard
        from acutimer.app.reminding import Reminding
        from acutimer.app.requests import Requests
        from acutimer.app.settings import Settings
        from acutimer.app.tray_link import TrayLink
        from acutimer.app.welcome import Welcome
        from acutimer.app.where import WhereItHurts

        press, go = self.press, self.show_page
        press.points.make_rows()
        self.handbook = Handbook(desk, go)
        self.gate.accepted.connect(self.handbook.show_accepted)
        self.card = PointCard(desk, self.gate, self.bodies, press, self.handbook, go)
        self.signs = DangerSigns(desk, self.gate, calling := Calling(desk.choices), go, self)
        self.after = AfterSession(desk, self.gate, self.signs, self)
        self.cut_off = CutOff(desk, self.gate, self.sessions, go)
        self.outside = Outside(desk, self.own_words, self)
        self.editing = Editing(desk, self.gate, self.bodies, self.offers, press, self)
        self.pain_log = PainLog(desk, self.gate, self.bodies, press, go, self)
        self.where = WhereItHurts(desk, press, self.sessions, self.after, self.editing, self)
        self.tray = TrayLink(desk, self.outside, self)
        told = self.sound, self.outside, self.tray, self.handbook, calling
        self.settings = Settings(desk, *told, go, self)
        self.history = History(desk, self.gate, self.pain_log, self.settings, self)
        self.day = Day(desk, press, self.history, self.sessions, go, self)
        self.leaving = Leaving(desk, self.sessions, self.tray)
        self.keys = KeyList(self.window)
        self.page_again = PageAgain(self.window, go, self)
        self.welcome = Welcome(desk, self.gate, press, self)
        parts = self.offers, self.sessions, self.after, self.pain_log, self.keys, self.signs
        self.requests = Requests(desk, self.gate, *parts)
        self.mini = Mini(desk, self.requests, self.sessions, self)
        ways = self.requests, self.outside, self.tray, self.settings
        self.reminding = Reminding(desk, self.gate, *ways, self)

    def _connect(self, desk: Desk) -> None:
        from acutimer.app.journal_notices import tell_of_journal
        from acutimer.app.looks import Looks
        from acutimer.app.program_commands import doing

        window, press, gate, sessions = self.window, self.press, self.gate, self.sessions
        press.chooser.start_asked.disconnect(self._start_early)
        press.chooser.start_asked.connect(sessions.start)
        press.chooser.review_asked.connect(lambda: self.show_page("safety"))
        window.page_asked.connect(self.show_page)
        window.log_pain_asked.connect(self.pain_log.begin)
        window.keys_asked.connect(self.keys.toggle)
        window.signs_asked.connect(self.signs.look)
        window.quit_asked.connect(self.leaving.quit)
        window.close_asked.connect(self.leaving.close_window)
        self.tray.quick_asked.connect(self.mini.quick)
        act = doing(window, self.show_page, self.pain_log, self.leaving, sessions, self.signs)
        self.tray.asked.connect(act)
        self.outside.asked.connect(act)
        self.tray.show_routines(press.chooser.by_id)
        press.chooser.offered.connect(self.tray.show_routines)
        self.pain_log.wanted.connect(sessions.open_eyes)  # in the dark nobody would see it
        self.signs.wanted.connect(sessions.open_eyes)
        self.signs.told_in_session.connect(sessions.feel_unwell)
        gate.danger_told.connect(self.after.show_danger)
        self.signs.told.connect(self.after.show_danger)
        sessions.ended.connect(self.after.begin)
        self.after.left.connect(lambda: self.show_page("press"))
        self.offers.points_changed.connect(gate.show_points)
        self.offers.routines_read.connect(self.settings.show_routines)
        self.editing.try_asked.connect(lambda one: sessions.start(one, None, as_written=True))
        self.sound_changed.connect(self.sound.tell)
        self.choices.not_saved.connect(lambda fault: window.notices.say("preferences", fault))
        tell_of_journal(desk)
        looks = Looks(desk, self._hints, self.outside.session_bus, self)
        for part in (self.pain_log, self.history, self.mini):
            looks.changed.connect(part.dress)
        self.diary.read.connect(self._journal_read)

    def _journal_read(self, opening: Opening) -> None:
        if opening.unfinished is not None:
            self.cut_off.offer(opening.unfinished, opening.before)
        if opening is not self._taken:
            self._take(opening)
        self.diary.check()

    # --- the end ----------------------------------------------------------------------------

    def close(self) -> None:
        """End what runs and finish writing; after this the app is done."""
        self._window_place.keep()
        self.pictures.close()
        self.choices.flush()
        if not self._leads:
            return
        if self._whole:
            self._close_rest()
        self.sounding.close()
        self.diary.close()

    def _close_rest(self) -> None:
        if self.runner.is_running:
            self.runner.stop()
        self.mini.leave()
        self.outside.close()
        self.editing.drafts.flush()
        self.editing.drafts.keep()
        self.tray.leave()

    def keep_before_logout(self, session: QSessionManager) -> None:
        """Keep every note before the desktop's session ends."""
        if self._whole:
            self.leaving.keep_before_logout(session)

    # --- what is asked of the whole ---------------------------------------------------------

    def act_on_request(
        self, verb: str, details: Mapping[str, str], tell: Callable[[str], None] = lambda _: None
    ) -> None:
        """Do what a launcher, a terminal or a later start asked, be it amid the start.

        ``tell`` gets the sentence that says why it was not done, empty when it was.
        """
        self.go_on_opening()
        self.requests.act(verb, details, tell)
