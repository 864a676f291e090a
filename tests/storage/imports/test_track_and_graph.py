"""Track & Graph: the person says which tracker is pain; a length of time never is."""

from __future__ import annotations

from pathlib import Path

from acutimer.core.importing.questions import Answers, Ask
from tests.storage.imports.files import bodies, planned, refused

_HEADER = b"FeatureName,Timestamp,Value,Label,Note\r\n"
FILE = (
    _HEADER + b'Ache,2026-03-02T08:15:30.412+01:00,6.0,,"after a drive, window open"\r\n'
    b"Ache,2026-03-03T12:00Z,4.5,left side,\r\n"
    b"Ache,2026-03-04T12:00:00.5Z,-1.0,,\r\n"
    b"Ache,2026-03-05T12:00Z,7:45:00,,\r\n"
    b"Pill,2026-03-05T12:00Z,1.0,,\r\n"
    b"Desk,2026-03-05T17:05:00+01:00,102:00:09,,\r\n"
)
_TOLD = Answers(columns={"Ache": "pain", "Pill": "medicine"}, words={"Pill": "triptan"})


def test_each_tracker_is_asked_for_but_one_of_lengths_only(tmp_path: Path) -> None:
    asked = planned(tmp_path, FILE).waiting
    assert [(one.ask, one.name) for one in asked] == [(Ask.COLUMN, "Ache"), (Ask.COLUMN, "Pill")]
    assert asked[0].flag == "--column 'Ache=pain|medicine|ignore'"
    more = planned(tmp_path, FILE, Answers(columns=_TOLD.columns)).waiting
    assert [(one.ask, one.name) for one in more] == [(Ask.WORD, "Pill")]


def test_numbers_are_taken_and_lengths_and_others_refused(tmp_path: Path) -> None:
    plan = planned(tmp_path, FILE, _TOLD)
    assert refused(plan) == [(4, "Value"), (5, "Value")]
    assert (plan.taken, plan.left_out) == (3, 1)
    first, second, third = bodies(plan)
    assert (first["value"], first["tags"]) == (6, ["Ache"])
    assert first["note"] == "after a drive, window open"
    # not whole: the next number, and what was written beside it
    assert (second["value"], second["note"], second["tags"]) == (5, "4.5", ["Ache", "left side"])
    assert (third["class"], third["name"]) == ("triptan", "Pill")
    assert plan.rows[0].notes[0].at.isoformat() == "2026-03-02T08:15:30.412000+01:00"


def test_a_label_stands_behind_the_number_in_older_files(tmp_path: Path) -> None:
    content = (
        b"FeatureName,Timestamp,Value,Note\r\nAche,2026-03-02T08:15Z,7.0:a: b,\r\n"
        b"Ache,2026-03-02T09:15Z,1:10:00:long,\r\n"
    )
    plan = planned(tmp_path, content, Answers(columns={"Ache": "pain"}))
    assert refused(plan) == [(3, "Value")]
    (body,) = bodies(plan)
    assert (body["value"], body["tags"]) == (7, ["Ache", "a: b"])


def test_a_row_twice_is_one(tmp_path: Path) -> None:
    row = b"Ache,2026-03-02T08:15Z,7.0,,\r\n"
    other = b"Ache,2026-03-02T08:15Z,8.0,,\r\n"
    plan = planned(tmp_path, _HEADER + row + row + other, _TOLD)
    assert (plan.taken, plan.already_here) == (2, 1)
