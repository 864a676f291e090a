"""Cluster Headache Tracker: attacks in local time, of an end that may not be known."""

from __future__ import annotations

from pathlib import Path

from acutimer.core.importing.questions import Answers, Ask
from tests.storage.imports.files import BERLIN, bodies, planned, refused

FILE = (
    b"start_time,end_time,intensity,medication,triggers,notes\n"
    b"2026-03-29 02:30:00,2026-03-29 04:00:00,8,Oxygen,Beer,woke up\n"
    b"2026-03-02 08:15:00,,7,,,\n"
    b"2026-03-01 08:15:00,2026-03-01 07:15:00,7,,,\n"
)


def test_the_zone_is_asked_and_an_odd_hour_gets_a_mark(tmp_path: Path) -> None:
    assert [one.ask for one in planned(tmp_path, FILE).waiting] == [Ask.ZONE]
    plan = planned(tmp_path, FILE, Answers(zone=BERLIN))
    assert refused(plan) == [(4, "end_time")]
    first, second = bodies(plan)
    assert plan.rows[0].notes[0].at.isoformat() == "2026-03-29T03:00:00+02:00"
    assert first["tags"] == ["clock change"]
    assert first["note"] == "woke up\nMedicine: Oxygen\nTriggers: Beer"
    assert second == {"state": "end_unknown", "worst": 7}
