"""Quitting and closing: asked first while a session runs, hidden where the tray leads back.

Must never lose a session, what was pressed so far is noted; nor a note, without having asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QSessionManager

    from acutimer.app.desk import Desk
    from acutimer.app.sessions import Sessions
    from acutimer.app.tray_link import TrayLink


_TRAY_TITLE = "acutimer stays in the tray"
_TRAY_WORDS = "A click on its icon opens the window again. To end it, choose Quit in its menu."


class Ear(Protocol):
    """Hears what is asked from outside, and can leave it for the copy after us."""

    def rest(self) -> None:
        """Take nothing in any more."""

    def listen(self) -> None:
        """Take it in again."""


@dataclass(frozen=True)
class Leaving:
    """The ways out."""

    desk: Desk
    sessions: Sessions
    tray: TrayLink
    #: what takes later starts in; while we leave, they are to be copies of their own
    ears: list[Ear] = field(default_factory=list)

    def quit(self) -> None:
        """Quit, but ask first while a session runs."""
        window, runner = self.desk.window, self.desk.runner
        if not runner.is_running or "quit" in window.notices.keys():
            self.quit_now()
            return
        window.come_forward()
        runner.pause()
        self.sessions.open_eyes()
        words = "A session is running; it is paused. What was pressed so far is noted."
        window.notices.say("quit", words, [("Quit", self.quit_now)])

    def quit_now(self) -> None:
        """Quit; a session under way is noted as far as it went, and every note is kept somewhere.

        Where that cannot be, ask once; whoever asks for the end again has answered.
        """
        for ear in self.ears:
            ear.rest()
        asked = "unkept" in self.desk.window.notices.keys()
        if self.desk.runner.is_running:
            self.desk.runner.stop()
        self.desk.diary.keep_all(partial(self._go, asked=asked))

    def keep_before_logout(self, session: QSessionManager) -> None:
        """The desktop's session is about to end: keep every note now, for nothing asks again."""
        if not self.desk.diary.keep_all_now() and session.allowsInteraction():
            session.cancel()
            self.quit_now()

    def _go(self, why_not_kept: str, *, asked: bool) -> None:
        if not why_not_kept or asked:
            _exit()
            return
        for ear in self.ears:
            ear.listen()
        window, waiting = self.desk.window, self.desk.diary.waiting
        notes = "1 note is" if waiting == 1 else f"{waiting} notes are"
        words = f"{notes} in memory only and could be kept nowhere: {why_not_kept}."
        window.come_forward()
        actions = [("Try again", self.quit_now), ("Quit and lose that", _exit)]
        window.notices.say("unkept", words, actions)

    def close_window(self) -> None:
        """Closing hides where the tray leads back, else it quits."""
        if not self.tray.is_there:
            self.quit()
        elif self.desk.choices.now.keep_in_tray or self.desk.runner.is_running:
            self.tray.hide_window()
            self._say_once()
        else:
            self.quit_now()

    def _say_once(self) -> None:
        """Whoever closes the window for the first time learns where it went."""
        choices = self.desk.choices
        if not choices.now.tray_told:
            choices.choose(choices.now._replace(tray_told=True))
            self.tray.say(_TRAY_TITLE, _TRAY_WORDS)


def _exit() -> None:
    # not quit(): that asks every window first, and ours only ever asks back
    QCoreApplication.exit(0)
