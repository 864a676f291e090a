"""A field for a moment by the clock on the wall where it was noted, to the minute.

Must never change a moment that was not changed in the field.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit

from acutimer.ui.kit.calm_wheel import CalmWheel
from acutimer.ui.kit.text_edges import keep_off_edges


class WallEdit(CalmWheel, QDateTimeEdit):
    """Day and time in one field."""

    def __init__(self, name: str, pattern: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        keep_off_edges(self)
        self.setTimeZone(_no_zone())
        self.setDisplayFormat(pattern)
        self._shown: datetime | None = None

    def show_moment(self, at: datetime, now: datetime) -> None:
        """Takes a moment; none after now can be chosen."""
        wall, until = _on_the_wall(at), _on_the_wall(now.astimezone(at.tzinfo))
        # a note that a wrong clock put ahead keeps its moment unless it is changed
        self.setMaximumDateTime(max(wall, until))
        self.setDateTime(wall)
        self._shown = at

    @property
    def moment(self) -> datetime:
        """What the field says now, in the offset of the moment it began with."""
        assert self._shown is not None  # show_moment comes first
        moved_s = _on_the_wall(self._shown).secsTo(self.dateTime())
        return self._shown + timedelta(seconds=moved_s)


def _on_the_wall(at: datetime) -> QDateTime:
    return QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute), _no_zone())


def _no_zone() -> QTimeZone:
    """A clock without summer time: every time that is typed is one."""
    return QTimeZone(QTimeZone.Initialization.UTC)
