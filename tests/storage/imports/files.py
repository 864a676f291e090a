"""Made-up files of other programs, and what an import makes of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from acutimer.core.importing.plan import Plan, make_plan
from acutimer.core.importing.questions import Answers
from acutimer.storage.imports.opening import read_file

#: When the imports of the tests are done.
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
MIGRAINE_BUDDY = (
    b'"Date","Time Period","Description","Notes"\n'
    b'"No ongoing events recorded during this period.","","",""\n'
    b"\n"
    b'"#","Started","Lasted","Start UTC Offset (min)","End UTC Offset (min)","Geohash",'
    b'"Attack Types","Attack Location","Pain Level","Affected Activities","Potential Triggers",'
    b'"Symptoms","Most Bothersome Symptom","Premonitory Symptoms","Pain Positions",'
    b'"Helpful Medication","Somewhat Helpful Medication","Unhelpful Medication",'
    b'"Unsure Medication","Helpful Non Drug Relief Methods",'
    b'"Somewhat Helpful Non Drug Relief Methods","Unhelpful Non Drug Relief Methods",'
    b'"Unsure Non Drug Relief Methods","Notes"\n'
    b'"1","05/04/26 8:15","02h 30m","60","60","qq1122","Tension headache","Home","6","Slow",'
    b'"Stress, Screen","Neck pain","","","Left Temple, Neck Left","1x Examplin 400mg","","",'
    b'"No medication","Walk","","","","Two\nlines"\n'
    b'"2","05/30/26 23:30","1d 02h 15m","120","60","","","","0","","","","","","","","","",'
    b'"No medication","","","","",""\n'
    b'"3","06/01/26 22:40","","120","120","","Migraine","","","","","","","","Right Eye","","","",'
    b'"","","","","",""\n'
    b'"4","31/02/26 10:00","00h 45m","60","60","","","","5","","","","","","","","","","","","",'
    b'"","",""\n'
    b'"5","06/05/26 10:00","00h 45m","60","60","","","","14","","","","","","","","","","","","",'
    b'"","",""\n'
)


def planned(
    tmp_path: Path, content: bytes, answers: Answers | None = None, name: str = "f"
) -> Plan:
    """The plan of a file with this content."""
    path = tmp_path / name
    path.write_bytes(content)
    return make_plan(read_file(path), answers or Answers(), NOW)


def bodies(plan: Plan) -> list[dict[str, object]]:
    """What the entries of a plan say, in their order."""
    return [note.body for row in plan.rows for note in row.notes]


def refused(plan: Plan) -> list[tuple[int, str]]:
    """The line and the column of each row that is refused."""
    return [(one.line, one.column) for one in plan.refused]
