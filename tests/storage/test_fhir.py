"""The FHIR file: a Bundle that fhir.resources takes, with every number where a clinic looks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fhir.resources.R4B.bundle import Bundle

from acutimer.core.journal import Entry, EntryKind, Moment, Rating, read_rating
from acutimer.storage.exchange.fhir_file import fhir_content, write_fhir
from acutimer.storage.journal_store import JournalStore
from tests.storage.journals import WallClock
from tests.storage.one_of_each import WORDS, one_of_each

Json = dict[str, Any]


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    return one_of_each(tmp_path_factory.mktemp("journal"))


@pytest.fixture(scope="module")
def bundle(entries: list[Entry]) -> Json:
    return json.loads(fhir_content(entries, WallClock()())[0])


def resources(bundle: Json, kind: str) -> list[Json]:
    held = [one["resource"] for one in bundle["entry"]]
    return [one for one in held if one["resourceType"] == kind]


def pains(bundle: Json) -> list[Json]:
    observed = resources(bundle, "Observation")
    return [one for one in observed if "valueQuantity" in one]


def test_the_bundle_is_one(bundle: Json, entries: list[Entry]) -> None:
    taken = Bundle.model_validate(bundle)
    assert taken.type == "collection"
    plans = [one for one in entries if one.kind == EntryKind.PLAN]
    assert len(bundle["entry"]) == len(entries) - len(plans)
    for one in bundle["entry"]:
        assert one["fullUrl"] == f"urn:uuid:{UUID(one['resource']['id'])}"


def test_a_number_says_what_where_and_when(bundle: Json, entries: list[Entry]) -> None:
    ratings = pains(bundle)
    assert len(ratings) == len(list(filter(None, map(read_rating, entries))))
    first = next(one for one in ratings if one["valueQuantity"]["value"] == 4)
    assert first["code"]["coding"] == [
        {
            "system": "http://loinc.org",
            "code": "72514-3",
            "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
        }
    ]
    assert first["valueQuantity"] == {
        "value": 4, "unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}",
    }  # fmt: skip
    assert first["category"][0]["coding"][0]["code"] == "survey"
    assert first["effectiveDateTime"] == first["issued"] == "2026-03-01T09:00:00+01:00"
    assert "bodySite" not in first
    assert "component" not in first


def test_a_number_of_an_evening_is_of_its_day(bundle: Json) -> None:
    days = {one["code"]["text"]: one["effectiveDateTime"] for one in pains(bundle)}
    assert days["Pain from 0 to 10, the worst of the day"] == "2026-02-28"
    assert days["Pain from 0 to 10, the average of the day"] == "2026-02-28"


def test_places_are_written_and_coded_where_one_code_says_all(bundle: Json) -> None:
    sites = [one["bodySite"] for one in pains(bundle) if "bodySite" in one]
    said = {site["text"]: site.get("coding", [{}])[0].get("code") for site in sites}
    assert said == {
        "Neck, left · Temple, right · left jaw": None,
        "Neck, left": "45048000",
        "Shoulder, right": "16982005",
    }


def test_what_was_noticed_stands_beside_the_number(bundle: Json) -> None:
    parts = [one["component"][0]["valueString"] for one in pains(bundle) if "component" in one]
    assert parts == ["dizzy; numb", "nothing"]
    alone = [
        one for one in resources(bundle, "Observation")
        if one["code"].get("text") == "Noticed after pressing"
    ]  # fmt: skip
    assert [one.get("valueString") for one in alone] == ["numb", None]
    assert "dataAbsentReason" in alone[1]


def test_a_headache_ends_only_where_somebody_said_so(bundle: Json) -> None:
    headaches = [
        one for one in resources(bundle, "Observation")
        if one["code"].get("text") == "Headache" and "issued" not in one
    ]  # fmt: skip
    ended, unknown, worst, bare = headaches
    assert set(ended["effectivePeriod"]) == {"start", "end"}
    assert "effectivePeriod" not in unknown
    assert "nobody noted when it ended" in unknown["note"][0]["text"]
    assert [one["status"] for one in headaches] == ["final", "final", "preliminary", "preliminary"]
    assert set(bare["effectivePeriod"]) == {"start"}
    assert worst["component"][0]["valueQuantity"]["value"] == 0


def test_days_and_medicine_are_days(bundle: Json) -> None:
    days = [
        (one["effectiveDateTime"], one["valueBoolean"])
        for one in resources(bundle, "Observation")
        if "valueBoolean" in one and "issued" in one
    ]
    assert days == [("2026-02-27", True), ("2026-02-26", False)]
    taken = resources(bundle, "MedicationStatement")
    assert [(one["status"], one["medicationCodeableConcept"]["text"]) for one in taken] == [
        ("completed", "Plain painkiller (paracetamol)"),
        ("completed", "Mine"),
        ("not-taken", "Medicine against pain"),
    ]


def test_a_session_says_what_was_pressed(bundle: Json) -> None:
    whole, stopped = resources(bundle, "Procedure")
    assert (whole["status"], stopped["status"]) == ("completed", "stopped")
    assert whole["code"]["text"] == "Pressing of points: Desk pause"
    assert [one["text"] for one in whole["note"]] == [
        "GB20 left: 30 s of 60 s planned; GB20 right: 29.5 s", WORDS,
    ]  # fmt: skip


def test_nobody_is_named_and_every_moment_is_one_of_fhir(bundle: Json) -> None:
    assert resources(bundle, "Patient") == []
    old = min(one["issued"] for one in pains(bundle))
    assert old.endswith(("+00:00", "Z"))


def test_an_empty_diary_has_no_list(now: WallClock, tmp_path: Path) -> None:
    path = tmp_path / "out.fhir.json"
    assert write_fhir(path, [], now()) == 0
    bundle = json.loads(path.read_bytes())
    assert "entry" not in bundle
    Bundle.model_validate(bundle)


def test_the_file_is_read_back(store: JournalStore, now: WallClock, tmp_path: Path) -> None:
    store.add_rating(Rating("", 4, Moment.NOW, now()))
    path = tmp_path / "out.fhir.json"
    assert write_fhir(path, store.entries(), now()) == 1
    assert path.stat().st_mode & 0o777 == 0o600
