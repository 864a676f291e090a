"""Headi: moments in milliseconds, and a comma within a name shifts the row."""

from __future__ import annotations

from pathlib import Path

from acutimer.core.importing.questions import Answers
from tests.storage.imports.files import BERLIN, bodies, planned, refused

FILE = (
    b"_id,pain,start_date,end_date,duration,strength,medication,medication_amount\n"
    b"1,Migraine,1772435700000,1772443800000,8100000,6,Examplin,2\n"
    b"2,Neck, left,1772435700000,1772443800000,8100000,6,,\n"
    b"3,Neck,1772522100000,0,0,4,,\n"
    b"4,Neck,yesterday,0,0,4,,\n"
)


def test_moments_are_taken_and_shifted_rows_refused(tmp_path: Path) -> None:
    plan = planned(tmp_path, FILE, Answers(zone=BERLIN))
    assert refused(plan) == [(3, "start_date"), (5, "start_date")]
    first, second = bodies(plan)
    assert plan.rows[0].notes[0].at.isoformat() == "2026-03-02T08:15:00+01:00"
    assert first["ended_at"] == "2026-03-02T10:30:00+01:00"
    assert (first["worst"], first["tags"]) == (6, ["Migraine"])
    assert first["note"] == "Medicine: 2 x Examplin"
    assert (second["state"], second["worst"]) == ("end_unknown", 4)
    assert not planned(tmp_path, FILE).waiting  # a moment needs no zone
