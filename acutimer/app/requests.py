"""What a launcher, a terminal, the tray or a later start asks of the running app.

Each request is done, or one sentence says what kept it from being done: in the window, and to the
terminal that asked. Must never begin a second session, nor one before the rating of the last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from acutimer.core.routines import Routine
from acutimer.ui.kit.wording import rest_text

if TYPE_CHECKING:
    from acutimer.app.after_session import AfterSession
    from acutimer.app.danger_signs import DangerSigns
    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.app.key_list import KeyList
    from acutimer.app.offers import Offers
    from acutimer.app.pain_log import PainLog
    from acutimer.app.sessions import Sessions

#: Is told why a request was not done; an empty sentence means that it was.
Tell = Callable[[str], None]

_RUNS = "A session is running: {name}. End it first, then start the next one."
_NOT_RATED = "The last session still asks for its rating. Rate it or skip that, then start again."
_RESTS = "Pressing rests {until}; the window says why."
_ANSWERS_FIRST = "Your safety answers come first; the window shows them."
_SIGNS_FIRST = "Danger signs are asked about first; the window shows them."
_NAMES_A_SIGN = "The danger signs are open in the window. Answer or close them, then start again."
_NOT_BEGUN = "No session could begin; the window says why."
_PAIN_NOTE = "A pain note is being written. Press its number or close it, then start again."
_DIALOG = "“{title}” is open in the window. Answer or close it, then ask again."
#: A menu may have opened another one; more of them than that stand nowhere.
_MOST_MENUS = 8


@dataclass(frozen=True)
class Requests:
    """Does what is asked by word."""

    desk: Desk
    gate: Gate
    offers: Offers
    sessions: Sessions
    after: AfterSession
    pain_log: PainLog
    keys: KeyList
    signs: DangerSigns

    def act(self, verb: str, details: Mapping[str, str], tell: Tell) -> None:
        """Do what the verb asks, then tell; most bring the window forward.

        "start" is asked by a program and not by a hand: it shows the window and no more.
        """
        if verb == "reload":
            self.offers.reload()
            tell("")
            return
        if verb == "start":
            self.desk.window.come_back(with_keyboard=False)
            self.begin(details.get("routine", ""), tell)
            return
        self.desk.window.come_forward(details.get("token", ""))
        if verb == "quick":
            self.quick(details.get("routine", ""), tell)
            return
        why_not = self._clear_the_way() if verb == "log-pain" else ""
        if verb == "log-pain" and not why_not:
            self.pain_log.begin()
        tell(why_not)

    def quick(self, name: str = "", tell: Tell = lambda _: None) -> None:
        """Start a session at once; the pain question is a strip that never blocks."""
        # without a routine too, to say so: it may have been removed
        self.desk.window.come_forward()
        self.begin(name, tell)

    def begin(self, name: str, tell: Tell) -> None:
        """Start a session wherever the window is; tells why not, which the window says too."""
        if self.gate.when_ready(lambda: tell(self._begin(name))):
            tell(self._begin(name))

    def ask_where(self) -> None:
        """Show the tab that asks where it hurts, unless something else is to be answered first."""
        if not self._clear_the_way() and self.pain_log.make_way():
            self.desk.window.show_page("press")
            self.offers.ask_where()

    def _begin(self, name: str) -> str:
        """Begin a session; gives why not, in one sentence that the window says too."""
        window = self.desk.window
        why_not = self._why_not()
        if why_not:
            window.notices.say("quick", why_not, passing=True)
            return why_not
        window.notices.drop("quick")
        routine = self.offers.choose(name or self.desk.choices.now.quick_routine)
        if not isinstance(routine, Routine):
            window.notices.say("quick", routine)
            return routine
        self.sessions.start(routine, None, ask_pain=True)
        if self.desk.runner.is_running:
            return ""
        return {"safety": _ANSWERS_FIRST, "signs": _SIGNS_FIRST}.get(window.page, _NOT_BEGUN)

    def _why_not(self) -> str:
        """What keeps a session from beginning, whatever the routine; empty when nothing does."""
        runner, page = self.desk.runner, self.desk.window.page
        if runner.is_running and runner.state is not None:
            return _RUNS.format(name=runner.state.routine.name)
        if page == "rating" and not self.after.is_rated:
            return _NOT_RATED
        if page == "stop":
            verdict = self.gate.verdict()
            until = rest_text(verdict) if verdict is not None else ""
            return _RESTS.format(until=until or "until tomorrow")
        if self.signs.is_naming:
            return _NAMES_A_SIGN
        return self._clear_the_way() or ("" if self.pain_log.make_way() else _PAIN_NOTE)

    def _clear_the_way(self) -> str:
        """Close what lies over the window and asks nothing; gives what has to be answered first."""
        self.keys.close()
        for _ in range(_MOST_MENUS):
            if (menu := QApplication.activePopupWidget()) is None:
                break
            menu.close()
        dialog = QApplication.activeModalWidget()
        return _DIALOG.format(title=dialog.windowTitle()) if dialog is not None else ""
