"""What was noted as a FHIR R4 Bundle, for programs of clinics; docs/files.md has the mapping.

Everything in it was said by the person: categories are "survey", nothing is a diagnosis. Must never
name anybody: no resource says who it is of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from acutimer.core.headaches import (
    Headache,
    HeadacheState,
    NotedHeadacheDay,
    read_headache,
    read_headache_day,
)
from acutimer.core.journal import (
    Entry,
    Moment,
    Rating,
    SessionNote,
    Unwelcome,
    read_rating,
    read_session,
    read_unwelcome,
)
from acutimer.core.medicine import (
    MEDICINE_CLASSES,
    NO_MEDICINE,
    Medicine,
    read_medicine,
)
from acutimer.core.pain_places import places_in_words, regions_of
from acutimer.storage.outgoing import write_checked

Json = dict[str, object]

#: Shown wherever such a file is offered; both makers ask for it.
NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright © "
    "Regenstrief Institute, Inc. and the LOINC Committee and is available at no cost under the "
    "license at http://loinc.org/license. Places and headache carry codes of the "
    "SNOMED CT Global Patient Set, © SNOMED International, CC BY 4.0."
)

_LOINC, _SNOMED, _UCUM = "http://loinc.org", "http://snomed.info/sct", "http://unitsofmeasure.org"
_PAIN = "Pain severity - 0-10 verbal numeric rating [Score] - Reported"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
#: Regions that the Global Patient Set has a code for; the others are written in words alone.
_SITES = {"neck": ("45048000", "Neck structure"), "shoulder": ("16982005", "Shoulder region")}
_HEADACHE = ("25064002", "Headache")
#: Whose notes they are; FHIR asks for somebody, and nobody is named.
_SUBJECT = {"display": "The person who noted this"}
_OF = {
    Moment.NOW: "now",
    Moment.BEFORE: "before pressing",
    Moment.AFTER: "after pressing",
    Moment.FOLLOW_UP: "half an hour after pressing",
    Moment.EVENING_WORST: "the worst of the day",
    Moment.EVENING_AVERAGE: "the average of the day",
}


def write_fhir(
    path: Path, entries: Iterable[Entry], exported_at: datetime, *, force: bool = False
) -> int:
    """Write what FHIR has a place for and tell how many entries; raises StorageError."""
    content, count = fhir_content(entries, exported_at)
    write_checked(path, content, count, _resources_in, force=force)
    return count


def fhir_content(entries: Iterable[Entry], exported_at: datetime) -> tuple[bytes, int]:
    """The file, and how many entries are in it; plans have no place in it."""
    held = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in _resources(entries)]
    bundle: Json = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _moment(exported_at),
    }
    if held:  # FHIR has no empty lists
        bundle["entry"] = held
    text = json.dumps(bundle, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode(), len(held)


def _resources_in(path: Path) -> int:
    return len(json.loads(path.read_bytes()).get("entry", []))


def _resources(entries: Iterable[Entry]) -> Iterator[Json]:
    for entry in entries:
        if rating := read_rating(entry):
            yield _rating(rating)
        elif session := read_session(entry):
            yield _session(entry, session)
        elif noticed := read_unwelcome(entry):
            yield _noticed(noticed)
        elif headache := read_headache(entry):
            yield _headache(headache)
        elif noted := read_headache_day(entry):
            yield _headache_day(noted)
        elif medicine := read_medicine(entry):
            yield _medicine(medicine)


def _rating(rating: Rating) -> Json:
    site = " ".join(filter(None, (rating.side, rating.site)))
    when = rating.day.isoformat() if rating.moment.is_evening else _moment(rating.at)
    made = _observation(rating.id, _pain_code(f"Pain from 0 to 10, {_OF[rating.moment]}"), when)
    made |= {"issued": _moment(rating.at), "valueQuantity": _score(rating.value)}
    return {
        **made,
        **_body_site(rating.places, site),
        **_parts(_noticed_part(rating.unwelcome)),
        **_note(rating.note, rating.tags),
    }


def _session(entry: Entry, session: SessionNote) -> Json:
    pressed = [
        f"{part.point} {part.side}: {part.seconds:g} s"
        + ("" if part.planned_s is None else f" of {part.planned_s:g} s planned")
        for part in session.parts
    ]
    return {
        "resourceType": "Procedure",
        "id": entry.id,
        "status": "completed" if session.ended == "finished" else "stopped",
        "code": {"text": f"Pressing of points: {session.routine_name}"},
        "subject": _SUBJECT,
        "performedDateTime": _moment(session.at),
        # a procedure may have several, so here it is a list
        **{key: [site] for key, site in _body_site(session.places).items()},
        **_note("; ".join(pressed), (), session.note),
    }


def _noticed(noticed: Unwelcome) -> Json:
    made = _observation(noticed.id, {"text": "Noticed after pressing"}, _moment(noticed.at))
    said = _noticed_words(noticed.unwelcome)
    value: Json = {"valueString": said} if said else {"dataAbsentReason": _NOT_ASKED}
    return {**made, **value, **_note(noticed.note)}


def _headache(headache: Headache) -> Json:
    # a period without an end goes on, so one whose end nobody knows is only given its beginning
    period: Json = {"start": _moment(headache.at)}
    if headache.ended_at is not None:
        period["end"] = _moment(headache.ended_at)
    made = _observation(headache.id, _coded(_HEADACHE), period)
    words = ""
    if headache.state is HeadacheState.END_UNKNOWN:
        del made["effectivePeriod"]
        made["effectiveDateTime"] = _moment(headache.at)
        words = "It is over; nobody noted when it ended."
    return {
        **made,
        "status": "preliminary" if headache.is_open else "final",
        "valueBoolean": True,
        **_body_site(headache.places),
        **_parts(_worst_part(headache.worst)),
        **_note(words, headache.tags, headache.note),
    }


def _headache_day(noted: NotedHeadacheDay) -> Json:
    return {
        **_observation(noted.id, _coded(_HEADACHE), noted.day.isoformat()),
        "issued": _moment(noted.at),
        "valueBoolean": noted.had,
        **_body_site(noted.places),
        **_parts(_worst_part(noted.worst)),
        **_note(noted.note, noted.tags),
    }


def _medicine(medicine: Medicine) -> Json:
    taken = medicine.of_class != NO_MEDICINE
    name = medicine.name or MEDICINE_CLASSES.get(medicine.of_class, medicine.of_class)
    about = MEDICINE_CLASSES.get(medicine.of_class, "") if medicine.name else ""
    return {
        "resourceType": "MedicationStatement",
        "id": medicine.id,
        "status": "completed" if taken else "not-taken",
        "medicationCodeableConcept": {"text": name if taken else "Medicine against pain"},
        "subject": _SUBJECT,
        "effectiveDateTime": medicine.day.isoformat(),
        "dateAsserted": _moment(medicine.at),
        **_note(about, medicine.tags, medicine.note),
    }


def _observation(identifier: str, code: Json, when: str | Json) -> Json:
    return {
        "resourceType": "Observation",
        "id": identifier,
        "status": "final",
        "category": [{"coding": [_coding(_CATEGORY, "survey", "Survey")]}],
        "code": code,
        "subject": _SUBJECT,
        ("effectiveDateTime" if isinstance(when, str) else "effectivePeriod"): when,
    }


def _coding(system: str, code: str, display: str) -> Json:
    return {"system": system, "code": code, "display": display}


_NOT_ASKED: Json = {
    "coding": [
        _coding(
            "http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-asked", "Not Asked"
        )
    ]
}


def _coded(code: tuple[str, str]) -> Json:
    return {"coding": [_coding(_SNOMED, *code)], "text": code[1]}


def _pain_code(words: str) -> Json:
    return {"coding": [_coding(_LOINC, "72514-3", _PAIN)], "text": words}


def _score(value: int) -> Json:
    return {"value": value, "unit": "{score}", "system": _UCUM, "code": "{score}"}


def _body_site(places: tuple[str, ...], free: str = "") -> Json:
    """All places in words; a code only where they are one region that has one."""
    words = " · ".join(filter(None, (places_in_words(places), free)))
    if not words:
        return {}
    regions = regions_of(places)
    code = _SITES.get(regions[0]) if len(regions) == 1 and not free else None
    coding: Json = {"coding": [_coding(_SNOMED, *code)]} if code else {}
    return {"bodySite": {**coding, "text": words}}


def _worst_part(worst: int | None) -> Json:
    if worst is None:
        return {}
    return {"code": _pain_code("Pain from 0 to 10, the worst"), "valueQuantity": _score(worst)}


def _noticed_part(unwelcome: tuple[str, ...] | None) -> Json:
    said = _noticed_words(unwelcome)
    return {"code": {"text": "Noticed after pressing"}, "valueString": said} if said else {}


def _noticed_words(unwelcome: tuple[str, ...] | None) -> str:
    """What was ticked; "nothing" where the person said so, empty where nobody asked."""
    return "" if unwelcome is None else "; ".join(unwelcome) or "nothing"


def _parts(part: Json) -> Json:
    return {"component": [part]} if part else {}


def _note(words: str, tags: tuple[str, ...] = (), own: str = "") -> Json:
    """Words as a note; one's own words and tags are notes of their own."""
    texts = (words, own, f"Tags: {', '.join(tags)}" if tags else "")
    held = [{"text": text} for text in texts if text.strip()]
    return {"note": held} if held else {}


def _moment(at: datetime) -> str:
    """With its offset; FHIR has none of seconds, which old zones have."""
    offset = at.utcoffset()
    whole = offset is not None and not offset.total_seconds() % 60
    return (at if whole else at.astimezone(UTC)).isoformat()
