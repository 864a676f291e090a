"""A sound file of each kind that can be imported, and a person who answers whatever is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from acutimer.core.headaches import read_headache, read_headache_day
from acutimer.core.importing.plan import Plan, make_plan
from acutimer.core.importing.questions import Answers, Ask, Decimal, Field, Order
from acutimer.core.importing.reading import Noting, Reading
from acutimer.core.journal import Entry, read_rating, read_session, read_unwelcome
from acutimer.core.medicine import read_medicine
from acutimer.core.plan import read_plan
from acutimer.storage.entry_rows import require_writable
from acutimer.storage.exchange.json_file import SCHEMA
from acutimer.storage.imports.opening import read_file
from tests.storage.imports.files import BERLIN, MIGRAINE_BUDDY, NOW
from tests.storage.imports.test_any_table import FILE as ANY_TABLE
from tests.storage.imports.test_apple_health import FILE as APPLE
from tests.storage.imports.test_bearable import FILE as BEARABLE
from tests.storage.imports.test_cluster import FILE as CLUSTER
from tests.storage.imports.test_daylio import LAYOUTS, backup
from tests.storage.imports.test_headi import FILE as HEADI
from tests.storage.imports.test_health_connect import zipped as health_connect
from tests.storage.imports.test_loop import database as loop_database
from tests.storage.imports.test_loop import zipped as loop_zip
from tests.storage.imports.test_track_and_graph import FILE as TRACK

_ID = "01902b3c-0000-7000-8000-00000000000"
_OWN = (
    "id,kind,at,value,site,side,note,session,unwelcome,routine,planned_s,pressed_s,ended,places,"
    "content_hash,times_a_week,weeks,state,paused_on,paused_days,zone,tags,day,ended_at,still_at,"
    "worst,had,class,medicine\r\n"
    f"{_ID}1,before,2026-03-01T09:00:00+01:00,6,,,,s-1,,,,,,neck.left,,,,,,,,,,,,,,,\r\n"
    f"{_ID}2,session,2026-03-01T09:04:00+01:00,,,,,s-1,,desk,210.0,59.5,finished,,,,,,,,,,,,,,,,\r\n"
    f"{_ID}3,headache,2026-03-01T09:00:00+01:00,,,,,,,,,,,,,,,ended,,,,,,"
    "2026-03-01T12:00:00+01:00,,4,,,\r\n"
    f"{_ID}4,medicine,2026-03-01T09:00:00+01:00,,,,,,,,,,,,,,,,,,,a; b,2026-03-01,,,,,"
    "triptan,Mine\r\n"
).encode()
_OWN_JSON = (
    f'{{"schema": "{SCHEMA}", "version": 2,\n "exported_at": "2026-03-01T09:00:00+01:00",\n'
    f' "entries": [\n  {{"id": "{_ID}1", "kind": "before", "at": "2026-03-01T09:00:00+01:00",\n'
    '   "value": 6, "session": "s-1", "unwelcome": null, "places": ["neck.left"]},\n'
    f'  {{"id": "{_ID}4", "kind": "medicine", "at": "2026-03-01T09:00:00+01:00",\n'
    '   "class": "triptan", "medicine": "Mine", "tags": ["a", "b"], "day": "2026-03-01"}\n ]\n}\n'
).encode()
_READ = (read_rating, read_session, read_unwelcome, read_headache, read_headache_day, read_medicine)


def good_files(folder: Path) -> dict[str, bytes]:
    """Name and content of each; databases are made in the folder."""
    return {
        "own.csv": _OWN,
        "own.json": _OWN_JSON,
        "migraine-buddy.csv": MIGRAINE_BUDDY,
        "any.csv": ANY_TABLE,
        "track-and-graph.csv": TRACK,
        "loop.zip": loop_zip(),
        "loop.db": loop_database(folder),
        "daylio.csv": LAYOUTS[0] % b"21:05",
        "daylio-2018.csv": LAYOUTS[2] % b"9:05 pm",
        "backup.daylio": backup(),
        "apple.xml": APPLE,
        "health-connect.zip": health_connect(folder),
        "cluster.csv": CLUSTER,
        "headi.csv": HEADI,
        "bearable.csv": BEARABLE,
    }


def targets(folder: Path) -> list[tuple[str, bytes, Callable[[Path], object]]]:
    """Name, content and reader of each file, and of each member of those that are zip files."""
    made: list[tuple[str, bytes, Callable[[Path], object]]] = []
    for name, content in good_files(folder).items():
        made.append((name, content, answered))
        if content.startswith(b"PK"):
            with ZipFile(BytesIO(content)) as archive:
                for member in archive.namelist():
                    within = partial(_answered_within, content, member)
                    made.append((f"{name}/{member}", archive.read(member), within))
    return made


def _answered_within(content: bytes, member: str, path: Path) -> Plan:
    """The plan of a zip file with another content of one member."""
    packed, damaged = BytesIO(), path.read_bytes()
    with ZipFile(BytesIO(content)) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, damaged if name == member else old.read(name))
    path.write_bytes(packed.getvalue())
    return answered(path)


def answered(path: Path) -> Plan:
    """The plan of a file once everything that is asked was answered; raises ImportFault.

    Asserts that each note of it can be written and read.
    """
    reading: Reading[object] = read_file(path)
    answers = Answers(zone=BERLIN)
    for _ in range(5):
        plan = make_plan(reading, answers, NOW)
        if not plan.waiting:
            break
        answers = _more(answers, plan)
    assert not plan.waiting
    for row in plan.rows:
        for note in row.notes:
            require_writable(note.body, note.at)
            assert _is_readable(note), note
    plan.as_json()
    return plan


def _more(answers: Answers, plan: Plan) -> Answers:
    words, columns = dict(answers.words), dict(answers.columns)
    for place, one in enumerate(plan.waiting):
        if one.ask is Ask.WORD:
            words[one.name] = one.choices[0]
        elif one.ask is Ask.COLUMN:
            # a table's first columns are its day and its time
            tried = ("date", "time", "pain")[place] if place < 3 else "ignore"
            columns[one.name] = tried if len(one.choices) == len(Field) else one.choices[0]
    dates, decimal = Order.DAY_FIRST, Decimal.COMMA
    return replace(answers, words=words, columns=columns, dates=dates, decimal=decimal)


def _is_readable(note: Noting) -> bool:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    entry = Entry("", "", 0, 0, note.kind, note.at or at, note.zone, None, note.body)
    return any(read(entry) is not None for read in (*_READ, read_plan))
