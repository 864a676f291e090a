"""Migraine Buddy: attacks with their length and places; never where somebody was."""

from __future__ import annotations

from pathlib import Path

import pytest

from acutimer.core.importing.questions import Answers, Ask, Order
from acutimer.core.journal import EntryKind
from tests.storage.imports.files import BERLIN, MIGRAINE_BUDDY, bodies, planned, refused

_NINETEEN = (
    b'"#","Started","Lasted","Pain Level","Affected Activities","Potential Triggers","Symptoms",'
    b'"Most Bothersome Symptom","Premonitory Symptoms","Pain Positions","Helpful Medication",'
    b'"Somewhat Helpful Medication","Unhelpful Medication","Unsure Medication",'
    b'"Helpful Non Drug","Somewhat Helpful Non Drug","Unhelpful Non Drug","Unsure Non Drug",'
    b'"Notes"\n"1","%s 8:15","00h 30m","4","","","","","","Neck Left","","","","","","","","",""\n'
)


def test_rows_become_headaches_and_two_are_refused_with_their_lines(tmp_path: Path) -> None:
    plan = planned(tmp_path, MIGRAINE_BUDDY)
    assert (plan.name, plan.taken, plan.waiting) == ("Migraine Buddy", 3, ())
    assert refused(plan) == [(9, "Started"), (10, "Pain Level")]
    first, second, third = (row.notes[0] for row in plan.rows)
    assert first.at.isoformat() == "2026-05-04T08:15:00+01:00"
    assert first.body["ended_at"] == "2026-05-04T10:45:00+01:00"
    assert (first.body["worst"], first.body["places"]) == (6, ["neck.left", "temple.left"])
    assert second.body["worst"] == 0
    # from summer time to winter time: as long as it says, by the other offset
    assert second.body["ended_at"] == "2026-06-01T00:45:00+01:00"
    assert third.body == {"state": "end_unknown", "note": "Where: Right Eye", "tags": ["Migraine"]}


def test_neither_place_nor_pain_free_days_come_of_it(tmp_path: Path) -> None:
    plan = planned(tmp_path, MIGRAINE_BUDDY)
    said = str(bodies(plan))
    assert "qq1122" not in said
    assert "Home" not in said
    assert {note.kind for row in plan.rows for note in row.notes} == {EntryKind.HEADACHE}
    assert "Two\\nlines" in said
    assert "No medication" not in said


def test_a_medicine_is_words_until_its_class_is_told(tmp_path: Path) -> None:
    plan = planned(tmp_path, MIGRAINE_BUDDY)
    question, place = plan.questions
    assert (place.name, place.is_of_place, place.is_needed) == ("Right Eye", True, False)
    assert (question.ask, question.name, question.is_needed) == (Ask.WORD, "Examplin 400mg", False)
    assert "1x Examplin 400mg" in str(bodies(plan))
    words = {"examplin 400mg": "plain", "Right Eye": "forehead.right"}
    told = planned(tmp_path, MIGRAINE_BUDDY, Answers(words=words))
    assert not told.questions
    assert told.entries == 4
    assert bodies(told)[3]["places"] == ["forehead.right"]
    assert bodies(told)[1] == {"class": "plain", "day": "2026-05-04", "name": "Examplin 400mg"}


def test_the_older_layout_asks_for_the_zone(tmp_path: Path) -> None:
    content = _NINETEEN % b"05/30/26"
    assert [one.flag for one in planned(tmp_path, content).waiting] == ["--zone Europe/Berlin"]
    (row,) = planned(tmp_path, content, Answers(zone=BERLIN)).rows
    assert row.notes[0].at.isoformat() == "2026-05-30T08:15:00+02:00"
    assert row.notes[0].zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("order", "day"), [(Order.DAY_FIRST, "2026-04-05"), (Order.MONTH_FIRST, "2026-05-04")]
)
def test_the_order_of_a_date_is_asked_where_no_row_decides_it(
    tmp_path: Path, order: Order, day: str
) -> None:
    content = _NINETEEN % b"05/04/26"
    waiting = planned(tmp_path, content, Answers(zone=BERLIN)).waiting
    assert [one.ask for one in waiting] == [Ask.DATES]
    (row,) = planned(tmp_path, content, Answers(zone=BERLIN, dates=order)).rows
    assert row.notes[0].at.date().isoformat() == day


def test_ongoing_rows_before_the_header_are_passed_over(tmp_path: Path) -> None:
    ongoing = b'"2026","2 weeks","Something that goes on","words"'
    told = b'"No ongoing events recorded during this period.","","",""'
    assert planned(tmp_path, MIGRAINE_BUDDY.replace(told, ongoing)).taken == 3


def test_another_number_in_front_is_the_same_attack(tmp_path: Path) -> None:
    again = MIGRAINE_BUDDY.replace(b'"1","05/04/26', b'"7","05/04/26')
    assert planned(tmp_path, again).rows[0].row == planned(tmp_path, MIGRAINE_BUDDY).rows[0].row
