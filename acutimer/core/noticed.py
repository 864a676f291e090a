"""What was noticed after the sessions of some days, counted.

Left blank is not nothing: how many sessions were answered is always told beside the counts. Must
never judge what it means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from acutimer.core.journal import Moment, Rating, SessionNote, Unwelcome

#: The answer that excludes all others.
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Noticed:
    """After how many sessions each thing was ticked, the most first, by its id.

    ``answered`` of ``sessions`` sessions have any answer, "nothing" too.
    """

    counts: tuple[tuple[str, int], ...]
    answered: int
    sessions: int


def noticed_after(
    sessions: Iterable[SessionNote], ratings: Iterable[Rating], unrated: Iterable[Unwelcome]
) -> Noticed:
    """Counts each thing once a session, whether it was ticked with a rating or without one."""
    ticked = ticked_by_session(sessions, ratings, unrated)
    found = Counter(one for ids in ticked.values() for one in ids if one != NOTHING)
    return Noticed(
        counts=tuple(sorted(found.items(), key=lambda row: (-row[1], row[0]))),
        answered=sum(1 for ids in ticked.values() if ids),
        sessions=len(ticked),
    )


def ticked_by_session(
    sessions: Iterable[SessionNote], ratings: Iterable[Rating], unrated: Iterable[Unwelcome]
) -> dict[str, set[str]]:
    """What was ticked after each session, by its id; none where the question was left blank."""
    ticked: dict[str, set[str]] = {session.id: set() for session in sessions}
    after = [rating for rating in ratings if rating.moment is Moment.AFTER]
    for note in (*after, *unrated):
        if note.unwelcome:
            ticked.setdefault(note.session or note.id, set()).update(note.unwelcome)
    return ticked


def noticed_text(noticed: Noticed, name: Callable[[str], str]) -> str:
    """ "bruise 2, sore spot 1 (of 14 sessions)"; empty without sessions. ``name`` says an id."""
    if not noticed.sessions:
        return ""
    sessions = "1 session" if noticed.sessions == 1 else f"{noticed.sessions} sessions"
    if not noticed.answered:
        return f"left blank ({sessions})"
    counts = ", ".join(f"{name(one)} {count}" for one, count in noticed.counts)
    whole = noticed.answered == noticed.sessions
    of = f"of {sessions}" if whole else f"{noticed.answered} of {sessions} answered"
    return f"{counts or 'nothing unwelcome'} ({of})"
