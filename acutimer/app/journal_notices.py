"""What the window says about the journal: opened anew, damaged, full, caught up.

Must never let a note that is only in memory go unsaid, nor say two things of one fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.app.log_watch import LogWatch
from acutimer.core.clock_doubt import clock_doubt
from acutimer.runtime.local_time import zone_fault
from acutimer.ui.kit.wording import unreadable_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from acutimer.app.desk import Desk
    from acutimer.app.opening import Look, Opening


def tell_of_journal(desk: Desk) -> None:
    """Say from now on what the diary tells, with what can be done about it."""
    diary, notices = desk.diary, desk.window.notices

    def offered(backup: Path | None) -> list[tuple[str, Callable[[], object]]]:
        return [] if backup is None else [("Open latest backup", lambda: diary.restore(backup))]

    def read(opening: Opening) -> None:
        for key in ("journal", "damage"):
            notices.drop(key)
        if opening.sentence:
            notices.say("journal", opening.sentence, offered(opening.backup))
        if opening.not_writable:
            not_saved(opening.not_writable, diary.waiting)
        tell_of_clock(desk, opening)

    def not_saved(sentence: str, kept: int) -> None:
        if kept:
            notes = "1 note is" if kept == 1 else f"{kept} notes are"
            sentence = f"{sentence} {notes} kept in memory."
        notices.say("not saved", sentence, [("Try again", diary.try_again)])

    def damaged(look: Look) -> None:
        said = [look.fault] if look.fault else []
        if look.unreadable:
            said.append(f"{unreadable_text(look.unreadable)} {_THE_REST}")
        notices.say("damage", " ".join(said), offered(look.backup))

    diary.read.connect(read)
    diary.not_saved.connect(not_saved)
    diary.all_saved.connect(lambda: notices.drop("not saved"))
    diary.damage_found.connect(damaged)
    LogWatch(desk)


_THE_REST = "All others are here; acutimer backup list shows the copies."


def tell_of_clock(desk: Desk, opening: Opening) -> None:
    """Ask about a clock or a zone that cannot be right, before anything is noted by it."""
    notices, now = desk.window.notices, desk.clock.now()
    notices.drop("clock")
    said = [one for one in (clock_doubt(now, opening.last_noted), zone_fault(now)) if one]
    if said:
        words = f"{' '.join(said)} Is it right? Notes get its date."
        notices.say("clock", words, [("Look again", lambda: tell_of_clock(desk, opening))])
