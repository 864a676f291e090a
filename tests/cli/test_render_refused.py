"""``acutimer render`` refuses what Start refuses: one sentence, exit code 2, nothing written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import miniaudio
import pytest

from acutimer.core.journal import EntryKind
from acutimer.core.safety import Answer, Given, Profile, profile_body
from acutimer.places import Places, places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.backups import back_up
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.rescue import go_back
from acutimer.storage.spill import Spill
from tests.cli.in_process import Verbs
from tests.core.shipped import rules
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.storage.journals import change

YES, NOT_SURE = Answer.YES, Answer.NOT_SURE
ROOT = Path(__file__).parents[2]


@pytest.fixture
def now() -> datetime:
    return SystemClock().now()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_for(tmp_path / "home")


@contextmanager
def journal(places: Places, now: datetime) -> Iterator[JournalStore]:
    database = open_database(places.database, now=lambda: now, backups=places.backups)
    with closing(database):
        yield JournalStore(database, lambda: now)


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """Ask for a sound file; the sentence that refuses it, with nothing written and nothing made."""
    verbs, music = Verbs(tmp_path / "home", capsys), tmp_path / "music"
    music.mkdir()

    def ask() -> str:
        before = contents(tmp_path)
        said = verbs.refused("render", "article-whole", music / "out.wav", "--level", "silent")
        assert contents(tmp_path) == before
        return said.removeprefix("acutimer: ")

    return ask


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for SQLite's index of a log, which says nothing of its own."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-shm", ".lock"))
    }


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
@pytest.mark.parametrize("question", ["carotid", "vessel", "injury", "minor"])
def test_an_answer_that_allows_none(
    tmp_path: Path, refused: Callable[[], str], question: str, answer: Answer
) -> None:
    keep_answers(tmp_path / "home", SystemClock(), **{question: answer})
    assert refused() == (
        f"Your answer to the safety question “{question}” allows no session; "
        "acutimer says why under Safety."
    )


@pytest.mark.parametrize("question", ["pregnant", "bleeding", "told-not", "cancer"])
def test_an_answer_that_waits_for_a_clearance(
    tmp_path: Path, refused: Callable[[], str], question: str
) -> None:
    keep_answers(tmp_path / "home", SystemClock(), **{question.replace("-", "_"): YES})
    assert refused() == (
        f"Your answer to the safety question “{question}” allows no session until you have asked "
        "and were told you may; ask, then tick that in acutimer under Safety."
    )


FIRST = (
    "No session begins before the safety questions are answered; "
    "open acutimer and answer them under Safety."
)


def test_no_answers(refused: Callable[[], str], places: Places, now: datetime) -> None:
    assert refused() == FIRST
    with journal(places, now):
        pass  # a journal without any
    assert refused() == FIRST


def test_a_question_that_is_due_again_is_named_and_no_answer_is_told(
    refused: Callable[[], str], places: Places, now: datetime
) -> None:
    keep_answers(places.data.parent, SystemClock())
    given = {one.id: Given(Answer.NO, now.date()) for one in rules().questions}
    given |= {"fever": Given(YES, now.date() - timedelta(days=1))}
    with journal(places, now) as store:
        store.append(EntryKind.SAFETY_ANSWERS, profile_body(Profile(given)))
    assert refused() == (
        "The safety question “fever” is to be answered again; open acutimer and do so under Safety."
    )
    given |= {"skin": Given(NOT_SURE, now.date() - timedelta(days=8))}
    with journal(places, now) as store:
        store.append(EntryKind.SAFETY_ANSWERS, profile_body(Profile(given)))
    assert "The safety questions “fever”, “skin” are to be answered again;" in refused()


def test_answers_of_last_year(refused: Callable[[], str], places: Places, now: datetime) -> None:
    keep_answers(places.data.parent, FakeClock(now - timedelta(days=400)))
    assert refused() == FIRST


def test_a_question_that_was_never_asked(
    refused: Callable[[], str], places: Places, now: datetime
) -> None:
    given = {one.id: Given(Answer.NO, now.date()) for one in rules().questions[1:]}
    with journal(places, now) as store:
        store.append(EntryKind.SAFETY_ANSWERS, profile_body(Profile(given)))
    assert f"The safety question “{rules().questions[0].id}” is to be answered" in refused()


@pytest.mark.parametrize("hours_ago", [0, 5.9])
def test_a_stop_of_today_or_of_six_hours_ago(
    refused: Callable[[], str], places: Places, now: datetime, hours_ago: float
) -> None:
    at = now - timedelta(hours=hours_ago)
    with journal(places, at) as store:
        store.append(EntryKind.STOP_SHOWN, {"reasons": ["dizzy"]})
    keep_answers(places.data.parent, FakeClock(now))
    assert refused().startswith("Pressing rests after the stop page until the next day,")


def test_a_stop_of_yesterday_with_the_answers_from_before_it(
    refused: Callable[[], str], places: Places, now: datetime
) -> None:
    keep_answers(places.data.parent, FakeClock(now - timedelta(days=2)))
    with journal(places, now - timedelta(days=1)) as store:
        store.append(EntryKind.STOP_SHOWN, {"reasons": ["dizzy"]})
    assert refused() == FIRST


@pytest.mark.parametrize(
    ("body", "says"),
    [({}, "could not be read"), ({"answers": {"fever": {"answer": "no"}}}, "could not be read")],
)
def test_answers_that_cannot_be_read(
    refused: Callable[[], str],
    places: Places,
    now: datetime,
    body: dict[str, object],
    says: str,
) -> None:
    keep_answers(places.data.parent, SystemClock())
    with journal(places, now) as store:
        store.append(EntryKind.SAFETY_ANSWERS, body)
    assert says in refused()


def test_an_entry_after_the_answers_that_cannot_be_read(
    refused: Callable[[], str], places: Places, now: datetime
) -> None:
    """It may hold a newer answer, or a stop."""
    keep_answers(places.data.parent, SystemClock())
    with journal(places, now) as store:
        noted = store.append(EntryKind.STOP_SHOWN, {"reasons": ["dizzy"]})
    change(places.database, "UPDATE entry SET kind = 'rating' WHERE id = ?", noted.id)
    assert refused() == FIRST


def test_danger_signs_nobody_looked_at_today(
    refused: Callable[[], str], places: Places, now: datetime
) -> None:
    keep_answers(places.data.parent, SystemClock(), signs_ago=None)
    assert refused() == (
        "No session begins before the danger signs were read; "
        "open acutimer and go through its first screens."
    )
    with journal(places, now - timedelta(days=1)) as store:
        store.append(EntryKind.SIGNS_SEEN, {"version": rules().signs_version})
    assert refused() == (
        "The danger signs were not looked at today; "
        "open acutimer once and answer whether anything is new, then ask again."
    )


# --- a journal that cannot be trusted -----------------------------------------------------------


def cut_short(places: Places) -> None:
    content = places.database.read_bytes()
    places.database.write_bytes(content[: len(content) // 2])


def no_database(places: Places) -> None:
    places.database.write_bytes(b"not a journal" * 1000)


def empty(places: Places) -> None:
    places.database.write_bytes(b"")


def flipped(places: Places) -> None:
    content = bytearray(places.database.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    content[page : 2 * page] = bytes(page)
    places.database.write_bytes(content)


def log_left(places: Places) -> Path:
    """A stop that is on disk, in the log of an acutimer that was killed."""
    program = (
        "import os, sys; from pathlib import Path;"
        "from acutimer.places import places_for; from acutimer.runtime.clock import SystemClock;"
        "from acutimer.storage.database import open_database;"
        "from acutimer.storage.journal_store import JournalStore;"
        "p = places_for(Path(sys.argv[1])); n = SystemClock().now;"
        "d = open_database(p.database, now=n, backups=p.backups);"
        "JournalStore(d, n).append('stop_shown', {'reasons': ['dizzy']}); os._exit(0)"
    )
    home = places.data.parent
    subprocess.run([sys.executable, "-c", program, home], check=True, cwd=ROOT)
    return places.database.with_name(f"{places.database.name}-wal")


def log_damaged(places: Places) -> None:
    log = log_left(places)
    content = bytearray(log.read_bytes())
    content[32 + 24 + 100] ^= 1
    log.write_bytes(content)


def a_folder(places: Places) -> None:
    places.database.unlink()
    places.database.mkdir()


def newer(places: Places) -> None:
    with closing(sqlite3.connect(places.database)) as connection:
        connection.execute("PRAGMA user_version = 99")


def being_exchanged(places: Places) -> None:
    places.database.with_name(f".{places.database.name}.exchange").write_text("{")


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (cut_short, "damaged"),
        (no_database, "is damaged (it is no database)"),
        (empty, "is damaged (it is no database)"),
        (flipped, "damaged"),
        (log_damaged, "the log beside it cannot be read to its end"),
        (a_folder, "is no file"),
        (newer, "was written by a newer acutimer"),
        (being_exchanged, "was being exchanged"),
    ],
)
def test_a_journal_that_cannot_be_trusted_refuses_and_stays_as_it_is(
    refused: Callable[[], str], places: Places, harm: Callable[[Places], None], says: str
) -> None:
    keep_answers(places.data.parent, SystemClock())
    harm(places)
    for _ in range(2):  # looking once must not make it look whole
        assert says in refused()


def test_a_stop_in_the_log_of_a_killed_acutimer_counts(
    refused: Callable[[], str], places: Places
) -> None:
    keep_answers(places.data.parent, SystemClock())
    assert log_left(places).stat().st_size > 0
    for _ in range(2):
        assert refused().startswith("Pressing rests after the stop page")


def test_a_journal_that_is_open_is_looked_at_as_it_stands(
    refused: Callable[[], str], places: Places, now: datetime
) -> None:
    keep_answers(places.data.parent, SystemClock())
    with journal(places, now) as store:
        store.append(EntryKind.STOP_SHOWN, {"reasons": ["dizzy"]})
        assert refused().startswith("Pressing rests after the stop page")


def test_notes_that_wait_beside_the_journal_may_hold_a_stop(
    refused: Callable[[], str], places: Places, now: datetime
) -> None:
    keep_answers(places.data.parent, SystemClock())
    spill = Spill(lambda: now)
    spill.append(EntryKind.STOP_SHOWN, {"reasons": ["dizzy"]})
    spill.write([places.state])
    assert refused().startswith("Notes that the journal had no room for still wait beside it;")


def test_a_restored_backup_is_asked_again(
    refused: Callable[[], str], places: Places, now: datetime
) -> None:
    keep_answers(places.data.parent, SystemClock())
    backup = back_up(places.database, places.backups, now)
    go_back(backup, places.database, now)
    assert refused() == FIRST


def test_a_table_of_questions_that_cannot_be_read_leads_nobody(
    refused: Callable[[], str],
    places: Places,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep_answers(places.data.parent, SystemClock(), carotid=YES)
    resources = tmp_path / "resources"
    shutil.copytree(ROOT / "resources", resources, ignore=shutil.ignore_patterns("body", "voice"))
    table = resources / "safety.toml"
    table.write_text(table.read_text("utf-8").replace('effect = "no_session"', 'effect = "none"'))
    monkeypatch.setattr("acutimer.places.resource_path", lambda name: resources / name)
    assert refused()


# --- what is led --------------------------------------------------------------------------------


def rendered(tmp_path: Path, *words: str) -> tuple[str, int]:
    """What is said, and how long the sound is in ms."""
    path = tmp_path / "out.wav"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "acutimer", "--home", tmp_path / "home", "render"),
            *("article-whole", path, "--level", "silent", "--force", *words),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ},
    )
    assert done.returncode == 0
    return done.stderr, round(miniaudio.wav_read_file_s32(str(path)).duration * 1000)


def test_what_the_answers_switch_off_is_not_in_the_file_and_light_is_said(tmp_path: Path) -> None:
    keep_answers(tmp_path / "home", SystemClock())
    said, whole_ms = rendered(tmp_path)
    assert said == ""
    keep_answers(tmp_path / "home", SystemClock(), fever=YES)
    said, without_ms = rendered(tmp_path)
    assert said.splitlines() == [
        "acutimer: What your safety answers switch off is left out of it.",
        "acutimer: Your safety answers allow light pressure only: press every point of it lightly.",
    ]
    # BL11 for two minutes on each side, each with its lead-in
    assert whole_ms - without_ms == pytest.approx(250_000, abs=2000)


def test_answers_that_switch_off_all_of_it_write_nothing(
    refused: Callable[[], str], tmp_path: Path
) -> None:
    keep_answers(tmp_path / "home", SystemClock(), skin=YES)
    assert refused() == "Your safety answers switch off all of it; nothing was written."
