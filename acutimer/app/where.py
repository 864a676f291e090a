"""The tab that asks where it hurts, connected: its session, the routine that is kept, the ratings.

Must never begin a session by itself: sessions asks the gate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.app.uses import read_uses

if TYPE_CHECKING:
    from acutimer.app.after_session import AfterSession
    from acutimer.app.desk import Desk
    from acutimer.app.editing import Editing
    from acutimer.app.opening import Opening
    from acutimer.app.sessions import Sessions
    from acutimer.core.routines import Routine
    from acutimer.ui.press.page import PressPage
    from acutimer.ui.press.where import Where


class WhereItHurts(QObject):
    """What the Press page's first tab asks of the rest."""

    def __init__(
        self,
        desk: Desk,
        press: PressPage,
        sessions: Sessions,
        after: AfterSession,
        editing: Editing,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._press, self._sessions, self._editing = press, sessions, editing
        self._choices = desk.choices
        press.uses = lambda: read_uses(desk)
        press.where_made.connect(self._made)
        desk.diary.read.connect(self._greet)
        # the number and the places go with this one session
        sessions.allowed.connect(press.clear_rating)
        after.left.connect(self._over)

    def _made(self, where: Where) -> None:
        where.start_asked.connect(self._start)
        where.keep_asked.connect(self._editing.keep)
        where.change_asked.connect(self._editing.write_on)
        where.take_time(self._choices.now.how_long)
        where.time_chosen.connect(self._keep_time)

    def _keep_time(self, time: str) -> None:
        self._choices.choose(self._choices.now._replace(how_long=time))

    def _greet(self, opening: Opening) -> None:
        """Somebody who is new is asked where it hurts; others find what they left."""
        if opening.profile.accepted == 0 and self._press.where is None:
            self._press.ask_where()

    def _over(self) -> None:
        self._press.clear_rating()
        if self._press.where is not None:
            self._press.where.forget()

    def _start(self, routine: Routine, before: int | None, places: tuple[str, ...]) -> None:
        self._sessions.start(routine, before, as_written=True, places=places)
