"""The number half an hour after a session: asked for once, in a line at the top, if wanted.

Must never ask during a session, nor twice, nor after one that was hardly pressed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer.core.history_content import PRESSED_LEAST_S
from acutimer.core.journal import EntryKind, Moment, SessionNote, read_session
from acutimer.core.stopping import UNWELL

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.storage.journal_store import JournalStore

AFTER_MS = 30 * 60 * 1000
#: Later than this, as after a sleep of the computer, it would be another number.
_LATEST = timedelta(minutes=45)
_NOTICE = "follow-up"


class FollowUp(QObject):
    """Waits for half an hour after each session that is noted."""

    #: the number is to be given; the session's id
    log_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.waits = QTimer(self)
        self.waits.setSingleShot(True)
        self.waits.setInterval(AFTER_MS)
        self.waits.timeout.connect(self._look)
        desk.diary.noted.connect(self._noted)

    def _noted(self, kind: EntryKind) -> None:
        if kind is EntryKind.SESSION_ENDED:
            self.waits.start()  # it may be wanted from the rating page on
        elif kind is EntryKind.SESSION_BEGAN:
            self.waits.stop()
            self._desk.window.notices.drop(_NOTICE)

    def _look(self) -> None:
        """See which session it was, unless its number was given meanwhile or nobody wants it."""
        if not self._desk.choices.now.follow_up:
            return
        now = self._desk.clock.now()

        def read(store: JournalStore) -> SessionNote | None:
            entry = store.latest(EntryKind.SESSION_ENDED)
            session = read_session(entry) if entry is not None else None
            if session is None or now - session.at > _LATEST:
                return None
            later = store.ratings(session.at)
            if session.ended == UNWELL or session.pressed_s < PRESSED_LEAST_S:
                return None
            is_given = any(one.moment is Moment.FOLLOW_UP for one in later)
            return None if is_given else session

        self._desk.diary.ask(read, self._ask, lambda _: None)

    def _ask(self, session: SessionNote | None) -> None:
        desk = self._desk
        if session is None or desk.runner.is_running or not desk.choices.now.follow_up:
            return
        words = f"Half an hour since {session.routine_name}: how is the pain now?"
        note = ("Note it", lambda: self.log_asked.emit(session.id))
        desk.window.notices.say(_NOTICE, words, [note])
