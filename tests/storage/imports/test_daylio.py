"""Daylio: three layouts and the backup; a mood is a word, asked once, and kept."""

from __future__ import annotations

import base64
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from acutimer.core.importing.questions import Answers, Ask
from tests.storage.imports.files import BERLIN, bodies, planned

_TOLD = Answers(zone=BERLIN, words={"so-so": "5", "good": "none", "meh": "6"})
LAYOUTS = [
    b"""full_date,date,weekday,time,mood,activities,note_title,note
2026-03-02,March 2,Monday,%s,so-so,"walk | rain ",T,"<b>a</b><br>b &amp; c"
""",
    b"""full_date,date,weekday,time,mood,activities,scales,note_title,note
2026-03-02,March 2,Monday,%s,so-so,"walk | rain ",,T,"<b>a</b><br>b &amp; c"
""",
    b"""year,date,weekday,time,mood,activities,note
2026,2 March,Monday,%s,so-so,"walk | rain ","T<br>a<br>b &amp; c"
""",
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("time", [b"21:05", b"9:05 pm"])
def test_every_layout_says_the_same(tmp_path: Path, layout: bytes, time: bytes) -> None:
    plan = planned(tmp_path, layout % time, _TOLD)
    (note,) = plan.rows[0].notes
    assert note.at.isoformat() == "2026-03-02T21:05:00+01:00"
    assert note.body["value"] == 5
    assert note.body["note"] == "so-so\nT\na\nb & c"
    assert note.body["tags"] == ["walk", "rain"]


def test_a_word_is_asked_once_and_one_without_a_number_is_left_out(tmp_path: Path) -> None:
    rows = b"".join(
        b"2026-03-0%d,x,x,20:0%d,%s,,,\n" % (day, day, mood)
        for day, mood in ((1, b"so-so"), (2, b"so-so"), (3, b"good"))
    )
    content = LAYOUTS[0].splitlines(keepends=True)[0] + rows
    asked = planned(tmp_path, content).waiting
    assert [(one.ask, one.name) for one in asked] == [
        *((Ask.WORD, "so-so"), (Ask.ZONE, ""), (Ask.WORD, "good")),
    ]
    plan = planned(tmp_path, content, _TOLD)
    assert (plan.taken, plan.left_out) == (2, 1)


def test_a_wrong_answer_is_asked_again(tmp_path: Path) -> None:
    content = LAYOUTS[0] % b"20:00"
    (question,) = planned(tmp_path, content, Answers(zone=BERLIN, words={"so-so": "11"})).waiting
    assert question.flag == "--map 'so-so=0..10|none'"


def backup() -> bytes:
    entry = {
        "minute": 5,
        "hour": 21,
        "day": 2,
        "month": 2,
        "year": 2026,
        "datetime": 1,
        "timeZoneOffset": 3600000,
        "mood": 3,
        "tags": [1],
        "note": "x",
        "note_title": "",
    }
    content = {
        "pin": "4711",
        "dayEntries": [entry, {**entry, "mood": 9, "hour": 20}, {**entry, "month": 55}, 3],
        "customMoods": [
            {"id": 3, "custom_name": "", "mood_group_id": 3},
            {"id": 9, "custom_name": "so-so", "mood_group_id": 4},
        ],
        "tags": [{"id": 1, "name": "walk"}],
    }  # fmt: skip
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("backup.daylio", base64.b64encode(json.dumps(content).encode()))
    return packed.getvalue()


def test_a_backup_knows_its_offsets_and_never_shows_its_pin(tmp_path: Path) -> None:
    plan = planned(tmp_path, backup(), Answers(words=_TOLD.words))
    assert (plan.taken, len(plan.refused)) == (2, 2)
    assert plan.rows[0].notes[0].at.isoformat() == "2026-03-02T21:05:00+01:00"
    assert [body["note"] for body in bodies(plan)] == ["meh\nx", "so-so\nx"]
    assert "4711" not in repr(plan)
    # the same entry in the CSV file is known by it
    csv = LAYOUTS[0].splitlines(keepends=True)[0] + b"2026-03-02,x,x,21:05,meh,,,"
    assert planned(tmp_path, csv, _TOLD).rows[0].row == plan.rows[0].row
