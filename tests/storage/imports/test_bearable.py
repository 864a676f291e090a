"""Bearable: words stay words, which symptom is pain is asked, and only None is 0."""

from __future__ import annotations

from pathlib import Path

from acutimer.core.importing.questions import Answers
from tests.storage.imports.files import bodies, planned, refused

FILE = (
    b"date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
    b'"2nd Mar",2026-03-02,Monday,AM,Symptom,2,Headache (Moderate),sunny\n'
    b'"3rd Mar",2026-03-03,Tuesday,all day,Symptom,0,Headache (None),\n'
    b'"3rd Mar",2026-03-03,Tuesday,all day,Symptom,3,Itch (Severe),\n'
    b'"3rd Mar",2026-03-03,Tuesday,all day,Mood,7,,\n'
    b'"3rd Mar",2026-03-03,Tuesday,PM,Meds/Supplements,1,Examplin,\n'
    b'"4th Mar",2026-03-04,Wednesday,PM,Symptom,2,Headache,\n'
)


def test_symptoms_and_words_are_asked(tmp_path: Path) -> None:
    flags = [one.flag for one in planned(tmp_path, FILE).waiting]
    assert flags == ["--column 'Headache=pain|ignore'", "--column 'Itch=pain|ignore'"]
    columns = {"Headache": "pain", "Itch": "ignore"}
    asked = planned(tmp_path, FILE, Answers(columns=columns)).waiting
    assert [one.flag for one in asked] == ["--map 'Moderate=0..10|none'"]
    plan = planned(tmp_path, FILE, Answers(columns=columns, words={"Moderate": "5"}))
    assert (plan.taken, plan.left_out) == (2, 3)
    assert refused(plan) == [(7, "detail")]
    moderate, none = bodies(plan)
    assert (moderate["value"], moderate["note"]) == (5, "Moderate\nsunny")
    assert moderate["tags"] == ["Headache", "AM"]
    assert (none["value"], none["note"]) == (0, "None")
