"""Every way on which a session can begin or go on, and profiles to stand before each with.

A door is opened as a person or a script opens it, and tells what came of it. Whoever builds
another adds it to tests.window_doors, and everything here tries it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from acutimer.core.journal import EntryKind
from acutimer.core.points import Side
from acutimer.core.routines import Routine
from acutimer.core.safety import Answer, Given, Profile, profile_body
from acutimer.places import places_for
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.spill import Spill
from tests.core.shipped import built, rules
from tests.second_reading import CLEARABLE, PLACES, QUESTIONS, Answers, Told, no_to_all

YES, NOT_SURE = Told("yes"), Told("not_sure")
TOLD = Told("yes", cleared=True)

#: A routine with every kind of step, point and side that a session can hold.
EVERY_KIND = """
schema = 1
id = "every-kind"
name = "Every kind"
steps = [
  { kind = "hold", point = "GB20", side = "both", seconds = 60, note = "Roll the head round." },
  { kind = "hold", point = "BL10", side = "left", seconds = 60 },
  { kind = "circles", point = "BL10", side = "both", seconds = 90 },
  { kind = "hold", point = "GB21", side = "in_turn", seconds = 90, own = true },
  { kind = "presses", point = "GB14", side = "both", seconds = 60, presses = 20 },
  { kind = "hold", point = "BL11", side = "both", seconds = 60, own = true },
  { kind = "hold", point = "BL11", side = "in_turn", seconds = 60, own = true },
  { kind = "presses", point = "LI4", side = "right", seconds = 60, presses = 30 },
  { kind = "mat", place = "Under the back of the head, lying down", seconds = 60 },
  { kind = "mat", place = "Where it hurts", seconds = 60 },
  { kind = "care", care = "head_turns", seconds = 30 },
  { kind = "care", care = "rest", seconds = 10 },
  { kind = "care", care = "Circle the shoulders", seconds = 10 },
]
"""


def every_kind() -> Routine:
    """That routine as it is read."""
    import tomllib

    return built(*tomllib.loads(EVERY_KIND)["steps"])


# --- who stands before the doors ----------------------------------------------------------------


@dataclass(frozen=True)
class Visitor:
    """A profile: what was answered, or why nothing of it holds.

    ``answers`` is None where no answer of today holds; ``prepare`` does to the profile in a folder
    what makes it so, at a moment.
    """

    name: str
    answers: Answers | None
    prepare: Callable[[Path, datetime], None]


def answered(name: str, **changed: Told) -> Visitor:
    """Somebody who answered everything just now, and looked at the danger signs."""
    answers = no_to_all(**changed)
    return Visitor(name, answers, lambda home, now: write_answers(home, now, answers))


def write_answers(home: Path, now: datetime, answers: Answers, *, signs: bool = True) -> None:
    """Put answers into a profile's journal, and the look at the danger signs."""
    with journal(home, now) as store:
        store.append(EntryKind.SAFETY_ANSWERS, profile_body(profile_of(answers, now)))
        if signs:
            store.append(EntryKind.SIGNS_SEEN, {"version": rules().signs_version})


def profile_of(answers: Answers, now: datetime) -> Profile:
    """Answers of the second reading as the program keeps them, given just now."""
    today = now.date()
    given = {
        question: Given(
            Answer(told.answer),
            today,
            tuple((place, Side(side)) for place, side in told.where),
            today if told.cleared else None,
        )
        for question, told in answers.items()
    }
    return Profile(given, today, signs_seen_on=today, accepted=rules().signs_version)


@contextmanager
def journal(home: Path, now: datetime) -> Iterator[JournalStore]:
    """A profile's journal, open for a block, at a moment."""
    places = places_for(home)
    database = open_database(places.database, now=lambda: now, backups=places.backups)
    try:
        yield JournalStore(database, lambda: now)
    finally:
        database.close()


def _unreadable(home: Path, now: datetime) -> None:
    write_answers(home, now, no_to_all())
    with journal(home, now) as store:
        store.append(EntryKind.SAFETY_ANSWERS, {"answers": {"fever": {"answer": "maybe"}}})


def _damaged(home: Path, now: datetime) -> None:
    write_answers(home, now, no_to_all())
    path = places_for(home).database
    content = path.read_bytes()
    path.write_bytes(content[:1024] + bytes(len(content) - 1024))


def _stopped(hours_ago: float) -> Callable[[Path, datetime], None]:
    def prepare(home: Path, now: datetime) -> None:
        with journal(home, now - timedelta(hours=hours_ago)) as store:
            store.append(EntryKind.STOP_SHOWN, {"reasons": ["dizzy_faint"]})
        write_answers(home, now, no_to_all())

    return prepare


def _spilled(home: Path, now: datetime) -> None:
    write_answers(home, now, no_to_all())
    spill = Spill(lambda: now)
    spill.append(EntryKind.STOP_SHOWN, {"reasons": ["dizzy_faint"]})
    spill.write([places_for(home).state])


def _restored(home: Path, now: datetime) -> None:
    from acutimer.storage.backups import back_up
    from acutimer.storage.rescue import go_back

    write_answers(home, now, no_to_all())
    places = places_for(home)
    go_back(back_up(places.database, places.backups, now), places.database, now)


def _one_missing(home: Path, now: datetime) -> None:
    answers = no_to_all()
    write_answers(home, now, {one: told for one, told in answers.items() if one != "carotid"})


def _old(days: int) -> Callable[[Path, datetime], None]:
    return lambda home, now: write_answers(home, now - timedelta(days=days), no_to_all())


def strangers() -> tuple[Visitor, ...]:
    """Profiles with which nothing may begin, whatever was answered once."""
    rows: tuple[tuple[str, Callable[[Path, datetime], None]], ...] = (
        ("nobody answered", lambda home, now: None),
        ("unreadable answers", _unreadable),
        ("a damaged journal", _damaged),
        ("stopped just now", _stopped(0)),
        ("stopped 5 hours ago", _stopped(5)),
        ("a stop kept elsewhere", _spilled),
        ("a restored backup", _restored),
        ("one question never asked", _one_missing),
        ("answers of last year", _old(366)),
        ("answers of yesterday, signs too", _old(1)),
        (
            "danger signs never read",
            lambda home, now: write_answers(home, now, no_to_all(), signs=False),
        ),
    )
    return tuple(Visitor(name, None, prepare) for name, prepare in rows)


#: What cannot come about while a window has the journal open and answers in it.
WHILE_SHUT = {"nobody answered", "a damaged journal", "a restored backup"}


def by_effect() -> tuple[Visitor, ...]:
    """One profile for each effect of the table, with yes, not sure and cleared."""
    found = [answered("no to everything")]
    for question in QUESTIONS:
        key = question.replace("-", "_")
        if question == "skin":
            continue
        found += [
            answered(f"{question}: yes", **{key: YES}),
            answered(f"{question}: not sure", **{key: NOT_SURE}),
        ]
        if question in CLEARABLE:
            found.append(answered(f"{question}: yes, cleared", **{key: TOLD}))
    found += [
        answered("fever and neck", fever=YES, neck=YES),
        answered("pregnant and bleeding, cleared", pregnant=TOLD, bleeding=TOLD),
    ]
    return tuple(found)


def by_place() -> tuple[Visitor, ...]:
    """One profile for each place of the skin and side, and one for everywhere."""
    found = [answered("skin: not sure where", skin=NOT_SURE)]
    for place in PLACES:
        for side in ("left", "right", "both"):
            found.append(
                answered(f"skin: {place} {side}", skin=Told("yes", where=((place, side),)))
            )
    return tuple(found)


def write_routine(home: Path) -> Path:
    """Put the routine with every kind of step into a profile, and beside it as a file."""
    folder = places_for(home).routines
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "every-kind.toml").write_text(EVERY_KIND, encoding="utf-8")
    beside = home / "from-afar.toml"
    beside.write_text(EVERY_KIND.replace("every-kind", "from-afar"), encoding="utf-8")
    return beside
