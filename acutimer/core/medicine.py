"""Medicine against pain as noted: its class, on a day, by a name of one's own if wanted.

Classes are those by which guidance counts days; which medicine is of which is the person's word.
Must never say what to take.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from acutimer.core.journal import Entry, EntryKind, RatingError
from acutimer.core.said import day_said, tags_body, tags_said, text_said

#: Id as it is noted, and in words; the limits of days go by them (resources/log-watch.toml).
MEDICINE_CLASSES = {
    "plain": "Plain painkiller (paracetamol)",
    "anti-inflammatory": "Anti-inflammatory (ibuprofen)",
    "triptan": "Migraine medicine (triptan)",
    "ergot": "Older migraine medicine (ergot)",
    "opioid": "Strong painkiller (opioid)",
    "combination": "Combined painkiller",
}
#: Said of a day on which none was taken; a day of which nothing is said is blank.
NO_MEDICINE = "none"
NO_MEDICINE_WORDS = "No medicine"
MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class Medicine:
    """What was taken on a day: a key of MEDICINE_CLASSES, or NO_MEDICINE."""

    at: datetime
    of_class: str
    day: date
    name: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    #: the id of the entry that says it; empty while it is not noted
    id: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """The day, as a headache has them."""
        return (self.day,)

    @property
    def classes(self) -> frozenset[str]:
        """Its class, or none where none was taken."""
        return frozenset() if self.of_class == NO_MEDICINE else frozenset({self.of_class})

    @property
    def words(self) -> str:
        """In few words: class, and the own name after it."""
        known = {**MEDICINE_CLASSES, NO_MEDICINE: NO_MEDICINE_WORDS}
        said = known.get(self.of_class, self.of_class)
        return f"{said}, {self.name}" if self.name else said


def medicine_body(medicine: Medicine) -> dict[str, object]:
    """What is written of medicine; raises RatingError."""
    if medicine.of_class not in (*MEDICINE_CLASSES, NO_MEDICINE):
        known = ", ".join((*MEDICINE_CLASSES, NO_MEDICINE))
        raise RatingError(f"There is no class {medicine.of_class!r}; there are {known}.")
    if len(medicine.name) > MOST_NAME:
        raise RatingError(
            f"A medicine's name has at most {MOST_NAME} characters, not {len(medicine.name)}."
        )
    body: dict[str, object] = {"class": medicine.of_class, "day": medicine.day.isoformat()}
    said = (("name", medicine.name), ("note", medicine.note))
    return {**body, **{key: text for key, text in said if text}, **tags_body(medicine.tags)}


def read_medicine(entry: Entry) -> Medicine | None:
    """What an entry says was taken, or None when it says nothing that can be read.

    A class that a later acutimer knows is kept as it is.
    """
    of_class = text_said(entry.body, "class")
    if entry.kind != EntryKind.MEDICINE or not of_class:
        return None
    return Medicine(
        at=entry.at,
        of_class=of_class,
        day=day_said(entry.body) or entry.at.date(),
        name=text_said(entry.body, "name") or "",
        note=text_said(entry.body, "note") or "",
        tags=tags_said(entry.body),
        id=entry.id,
    )
