"""What the window says about the journal: opened anew, damaged, full, caught up.

Must never let a note that is only in memory go unsaid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.journal_file import Opening


class JournalNotices(QObject):
    """Listens to the diary, and offers what can be done."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._diary = desk.diary
        self._notices = notices = desk.window.notices
        desk.diary.read.connect(self._read)
        desk.diary.not_saved.connect(self._not_saved)
        desk.diary.all_saved.connect(lambda: notices.drop("not saved"))
        desk.diary.damage_found.connect(lambda sentence: notices.say("damage", sentence))

    def _read(self, opening: Opening) -> None:
        self._notices.drop("journal")
        if opening.sentence:
            backup = opening.backup
            actions = (
                [("Open latest backup", lambda: self._diary.restore(backup))] if backup else []
            )
            self._notices.say("journal", opening.sentence, actions)

    def _not_saved(self, sentence: str, kept: int) -> None:
        if kept:
            notes = "1 note is" if kept == 1 else f"{kept} notes are"
            sentence = f"{sentence} {notes} kept in memory."
        self._notices.say("not saved", sentence, [("Try again", self._diary.try_again)])
