"""Headache and medicine day by day: what the lanes below the plot show, and 28-day windows count.

A day of which nothing is said is blank: it is in none of these. Must never make a day without a
word one without headache.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from acutimer.core.headaches import Headache, NotedHeadacheDay
from acutimer.core.history_content import DayNote
from acutimer.core.medicine import MEDICINE_CLASSES, Medicine

#: A letter for each class, and the class in few words: what fits into a lane and its legend.
CLASS_LETTERS = {
    "plain": ("P", "Plain painkiller"),
    "anti-inflammatory": ("A", "Anti-inflammatory"),
    "triptan": ("T", "Migraine medicine (triptan)"),
    "ergot": ("E", "Older migraine medicine (ergot)"),
    "opioid": ("O", "Strong painkiller (opioid)"),
    "combination": ("C", "Combined painkiller"),
}
#: For a class that only a later acutimer knows.
UNKNOWN_LETTER = "?"


@dataclass(frozen=True, slots=True)
class DayLanes:
    """Each day at most once: with headache or said to have none; the same of medicine.

    ``headaches`` holds the worst number of the day, None where nobody said it; ``medicines`` the
    classes in the order of MEDICINE_CLASSES.
    """

    headaches: dict[date, int | None]
    headache_free: frozenset[date]
    medicines: dict[date, tuple[str, ...]]
    medicine_free: frozenset[date]


def lanes_of(notes: Iterable[DayNote], first: date, last: date) -> DayLanes:
    """The lanes of the days from ``first`` to ``last``, both included.

    Of several headaches on a day the worst counts. A headache outweighs a word that there was
    none, and so does medicine.
    """
    worst: dict[date, int | None] = {}
    taken: dict[date, set[str]] = {}
    no_headache: set[date] = set()
    no_medicine: set[date] = set()
    for note in notes:
        days = [day for day in note.days if first <= day <= last]
        if isinstance(note, Medicine):
            for day in days:
                taken.setdefault(day, set()).update(note.classes)
                if not note.classes:
                    no_medicine.add(day)
        elif _had(note):
            for day in days:
                worst[day] = _larger(worst.get(day), note.worst)
        else:
            no_headache.update(days)
    medicines = {day: in_order(classes) for day, classes in taken.items() if classes}
    return DayLanes(
        headaches=worst,
        headache_free=frozenset(no_headache - worst.keys()),
        medicines=medicines,
        medicine_free=frozenset(no_medicine - medicines.keys()),
    )


def in_order(classes: Iterable[str]) -> tuple[str, ...]:
    """Classes as MEDICINE_CLASSES has them; those it does not know come last."""
    known = list(MEDICINE_CLASSES)
    return tuple(
        sorted(classes, key=lambda one: (known.index(one) if one in known else len(known), one))
    )


def class_letter(of_class: str) -> str:
    """The letter of a class."""
    return CLASS_LETTERS.get(of_class, (UNKNOWN_LETTER, ""))[0]


def class_name(of_class: str) -> str:
    """The class in few words."""
    return CLASS_LETTERS.get(of_class, ("", of_class))[1]


def _had(note: Headache | NotedHeadacheDay) -> bool:
    return isinstance(note, Headache) or note.had


def _larger(one: int | None, other: int | None) -> int | None:
    said = [value for value in (one, other) if value is not None]
    return max(said, default=None)
