"""After a while out of sight the app gives way to the copy that waits, which needs a third of it.

What Python has imported for window, session and plots goes only with its process, so the process
begins anew (desktop.handed_on). Must never give way while somebody is asked something, has written
something, or would wait for the app at once; nor without a tray, for nothing would lead back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from acutimer.app.giving_way import GIVES_WAY
from acutimer.app.hidden_awhile import HiddenAwhile
from acutimer.desktop.handed_on import can_begin_anew
from acutimer.ui.window.tray import NAME_OF_XEMBED_WINDOW

if TYPE_CHECKING:
    from acutimer.app.after_session import AfterSession
    from acutimer.app.desk import Desk
    from acutimer.app.drafts import Drafts
    from acutimer.app.follow_up import FollowUp
    from acutimer.app.outside import Outside
    from acutimer.app.reminders import ReminderTimes
    from acutimer.app.tray_link import TrayLink
    from acutimer.desktop.listening import SingleCopy

AWHILE_MS = 5 * 60_000
#: Where nobody has seen the window, as when a reminder woke the app.
UNSEEN_MS = 20_000
#: A reminder that comes sooner would only wake it again.
_NEXT_MOST_S = 5 * 60
#: Pages on which nothing is asked.
_QUIET_PAGES = {"press", "history", "settings", "handbook", "point"}


class Concerned(NamedTuple):
    """Who may still need the app."""

    desk: Desk
    tray: TrayLink
    after: AfterSession
    asked_later: FollowUp
    drafts: Drafts
    reminders: ReminderTimes
    outside: Outside
    copy: SingleCopy


class FallingAsleep(HiddenAwhile):
    """Gives way once the window was hidden for a while and nobody needs the app."""

    def __init__(self, concerned: Concerned, parent: QObject) -> None:
        window = concerned.desk.window
        super().__init__(window, AWHILE_MS, parent)
        self._concerned = concerned
        self.awhile.timeout.connect(self.look)
        if not window.isVisible():
            was_seen = window.windowHandle() is not None
            self.awhile.start(AWHILE_MS if was_seen else UNSEEN_MS)

    def look(self) -> None:
        """Give way if nobody needs the app, once everything is written; else look again later."""
        self.awhile.start()
        if not self.needed_for():
            self._concerned.desk.diary.keep_all(self._go)

    def needed_for(self) -> str:
        """What somebody would miss the app for; empty where nobody would."""
        desk, tray, after, asked_later, drafts, reminders, _, copy = self._concerned
        window = desk.window
        drafts.flush()
        asks = window.page not in _QUIET_PAGES and not (window.page == "rating" and after.is_rated)
        reasons = {
            "the window": window.isVisible(),
            "no tray leads back": not tray.is_there or not can_begin_anew(),
            "a session": desk.runner.is_running,
            "a page that asks": asks,
            "a notice": bool(window.notices.keys()),
            "a draft": bool(drafts.ids()),
            "a note in memory": desk.diary.waiting > 0,
            "an answer to another copy": copy.is_answering,
            "a question for later": asked_later.waits.isActive() and desk.choices.now.follow_up,
            "a reminder": reminders.is_asking or self._is_reminded_soon(),
            "another window": _is_window_open(window),
            "text in a field": _is_text_written(window),
        }
        return next((reason for reason, holds in reasons.items() if holds), "")

    def _is_reminded_soon(self) -> bool:
        times = self._concerned.reminders
        if not times.can_be_left:
            return True
        left_s = times.seconds_to_next()
        # one that is held may be held for long, and the copy that waits holds it as well
        return left_s is not None and left_s < _NEXT_MOST_S and not times.is_held

    def _go(self, why_not_kept: str) -> None:
        """All is written: what is asked from now on waits for whoever takes our place."""
        outside = self._concerned.outside
        if why_not_kept or self.needed_for():
            return
        bus = outside.session_bus()
        if bus.is_open and not bus.let_go():
            return
        self._concerned.copy.rest()
        QCoreApplication.exit(GIVES_WAY)


def _is_window_open(main: QWidget) -> bool:
    """Whether there is a dialog, a menu, a question: anything but the icon."""
    windows = (one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not main)
    return any(one.metaObject().className() != NAME_OF_XEMBED_WINDOW for one in windows)


def _is_text_written(main: QWidget) -> bool:
    """Whether somebody typed something that stands there still."""
    if any(one.isModified() and one.text() for one in main.findChildren(QLineEdit)):
        return True
    texts = [*main.findChildren(QPlainTextEdit), *main.findChildren(QTextEdit)]
    return any(one.document().isModified() and one.toPlainText() for one in texts)
