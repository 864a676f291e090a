"""What the person chose: loaded at the start, told to whoever listens, written a little later.

Must never lose a choice: what still waits to be written is written by ``flush`` at the end.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer.core.preferences import Preferences
from acutimer.core.wishes import Wishes
from acutimer.storage.errors import StorageError
from acutimer.storage.preferences_file import load_preferences, save_preferences

#: Written this long after the last change, not at every step of a slider.
_SAVE_AFTER_MS = 400


class Choices(QObject):
    """The preferences, in memory and in their file."""

    #: the preferences before and now; they differ
    changed = Signal(object, object)
    #: whether things may move is otherwise than before, by a choice or by the desktop
    motion_changed = Signal()
    #: one sentence
    not_saved = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        #: the preferences as they are chosen; ``fault`` says why the file was not taken as it is
        self.now, self.fault = load_preferences(path)
        self._wishes = Wishes()
        self._save_later = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._save_later.timeout.connect(self._save)

    @property
    def moves(self) -> bool:
        """Whether things may move calmly rather than stand still."""
        if self.now.movement == "system":
            return not self._wishes.still
        return self.now.movement == "calm"

    @property
    def wishes(self) -> Wishes:
        """What the desktop asks of every program, as far as is known."""
        return self._wishes

    def hear_desktop(self, wishes: Wishes) -> None:
        """Take what the desktop wishes now; no choice changes, and nothing is written."""
        moved, self._wishes = self.moves, wishes
        if self.moves != moved:
            self.motion_changed.emit()

    def choose(self, preferences: Preferences) -> None:
        """Take over what the person chose, and keep it."""
        moved = self.moves
        before, self.now = self.now, preferences
        if preferences != before:
            self._save_later.start()
            self.changed.emit(before, preferences)
            if self.moves != moved:
                self.motion_changed.emit()

    def flush(self) -> None:
        """Write what waits to be written."""
        if self._save_later.isActive():
            self._save()

    def _save(self) -> None:
        self._save_later.stop()
        try:
            save_preferences(self._path, self.now)
        except StorageError as fault:
            self.not_saved.emit(fault.sentence)
