"""Apple Health: headaches only, as a stream, never by an entity; words kept beside numbers."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from acutimer.core.importing.questions import Answers
from acutimer.core.journal import EntryKind
from acutimer.storage.imports.errors import ImportFault
from tests.storage.imports.files import bodies, planned, refused

_TOLD = Answers(words={"Moderate": "6", "severe": "9"})
_START = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>%s
]>
<HealthData locale="en_GB">
"""


def _record(value: bytes, began: bytes, ended: bytes, source: bytes = b"Phone of Someone") -> bytes:
    return (
        b'<Record type="HKCategoryTypeIdentifierHeadache" sourceName="%s" device="&lt;iX&gt;"'
        b' startDate="2026-03-%s +0100" endDate="2026-03-%s +0100"'
        b' value="HKCategoryValueSeverity%s"/>\n' % (source, began, ended, value)
    )


FILE = b"".join(
    (
        _START % b"",
        _record(b"Moderate", b"02 08:15:00", b"02 10:30:00"),
        _record(b"Moderate", b"02 08:15:00", b"02 10:30:00", b"Other"),
        _record(b"Severe", b"09 19:00:00", b"09 19:00:00"),
        _record(b"NotPresent", b"12 00:00:00", b"12 23:59:00"),
        _record(b"Unspecified", b"13 03:10:00", b"13 04:10:00"),
        _record(b"Purple", b"14 03:10:00", b"14 04:10:00"),
        b'<Record type="HKQuantityTypeIdentifierStepCount" unit="count" value="412"/>\n',
        b"</HealthData>\n",
    )
)


def test_words_are_asked_and_kept_and_two_sources_make_one_headache(tmp_path: Path) -> None:
    asked = planned(tmp_path, FILE).waiting
    assert [one.flag for one in asked] == [
        *("--map 'Moderate=0..10|none'", "--map 'Severe=0..10|none'"),
    ]
    plan = planned(tmp_path, FILE, _TOLD)
    assert (plan.taken, plan.already_here) == (4, 1)
    assert refused(plan) == [(12, "value")]
    moderate, severe, none, unspecified = bodies(plan)
    assert (moderate["worst"], moderate["note"], moderate["state"]) == (6, "Moderate", "ended")
    assert (severe["worst"], severe["state"]) == (9, "end_unknown")
    assert none == {"day": "2026-03-12", "had": False}
    assert "worst" not in unspecified
    assert plan.rows[2].notes[0].kind == EntryKind.HEADACHE_DAY


def test_the_zip_file_is_read_as_it_is(tmp_path: Path) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export_cda.xml", b"<x/>")
        archive.writestr("apple_health_export/export.xml", FILE)
    plan = planned(tmp_path, packed.getvalue(), _TOLD)
    assert [row.row for row in plan.rows] == [
        row.row for row in planned(tmp_path, FILE, _TOLD).rows
    ]


def test_neither_device_nor_source_is_kept(tmp_path: Path) -> None:
    said = repr(planned(tmp_path, FILE, _TOLD))
    assert "iX" not in said
    assert "Someone" not in said


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (_START % b'\n<!ENTITY a "aaaa">' + b"</HealthData>", "entities"),
        (_START % b'\n<!ENTITY a SYSTEM "file:///etc/passwd">' + b"</HealthData>", "entities"),
        (FILE[:-40], "cannot be read from line"),
        (b"<html></html>", "no export of Apple Health"),
    ],
)
def test_what_is_no_sound_export_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, why: str
) -> None:
    with pytest.raises(ImportFault, match=why):
        planned(tmp_path, content)
