"""What the window says about the journal: opened anew, damaged, full, caught up.

Must never let a note that is only in memory go unsaid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.journal_file import Opening


def tell_of_journal(desk: Desk) -> None:
    """Say from now on what the diary tells, with what can be done about it."""
    diary, notices = desk.diary, desk.window.notices

    def read(opening: Opening) -> None:
        notices.drop("journal")
        if opening.sentence:
            backup = opening.backup
            actions = [("Open latest backup", lambda: diary.restore(backup))] if backup else []
            notices.say("journal", opening.sentence, actions)

    def not_saved(sentence: str, kept: int) -> None:
        if kept:
            notes = "1 note is" if kept == 1 else f"{kept} notes are"
            sentence = f"{sentence} {notes} kept in memory."
        notices.say("not saved", sentence, [("Try again", diary.try_again)])

    diary.read.connect(read)
    diary.not_saved.connect(not_saved)
    diary.all_saved.connect(lambda: notices.drop("not saved"))
    diary.damage_found.connect(lambda sentence: notices.say("damage", sentence))
