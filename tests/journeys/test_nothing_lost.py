"""What was noted is there afterwards, whatever happened to the disk or to the journal's file."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.backups import back_up, back_up_daily
from acutimer.storage.database import Database, open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.spill import spill_folders
from tests.desktop_stage import desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.journeys.hands import Hands, Key
from tests.journeys.programs import ACUTIMER, of_kind, profile
from tests.journeys.test_bad_surroundings import full_disk, said, try_again, values
from tests.storage.journals import change

Start = Callable[..., Journey]
Again = Callable[[Journey], Journey]


@pytest.fixture
def again(qtbot: object) -> Iterator[Again]:
    """The next start on the same files, a minute after the window was closed."""
    started: list[Journey] = []

    def start(before: Journey) -> Journey:
        made = Journey(before.places.data.parent, qtbot)
        made.clock.set_wall(before.clock.now() + timedelta(minutes=1))
        started.append(made)
        made.open()
        return made

    yield start
    while started:
        started.pop().leave()


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the event loop is told to end with; none runs in these tests."""
    codes: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", codes.append)
    return codes


def note(day: Journey, value: int) -> None:
    """Log pain as a person does."""
    hands = Hands(day)
    hands.press(Key.Key_L, getattr(Key, f"Key_{value}"))
    hands.leave_panel(Key.Key_Escape)


def click(day: Journey, text: str) -> None:
    buttons = day.app.window.notices.findChildren(QPushButton)
    next(b for b in buttons if b.text() == text and b.isVisible()).click()
    day.settle()


def buttons(day: Journey) -> list[str]:
    there = day.app.window.notices.findChildren(QPushButton)
    return [b.text() for b in there if b.isVisible() and b.text() != "Close"]


def shown_values(day: Journey) -> list[int]:
    """What History shows."""
    day.app.show_page("history")
    day.settle()
    page: Any = day.app.history.page.built
    page.ask_again()
    day.settle()
    return [] if page.shown is None else [rating.value for rating in page.shown.ratings]


def spilled(day: Journey) -> list[Path]:
    return [path for folder in spill_folders(day.places) for path in folder.glob("notes-*.json")]


def open_beside(home: Path, clock: FakeClock) -> Database:
    places = places_for(home)
    return open_database(places.database, now=clock.now, backups=places.backups)


def keep_ratings(home: Path, clock: FakeClock, *noted: int) -> None:
    """Put ratings into a profile's journal, an hour apart and the last one an hour ago."""
    with closing(open_beside(home, clock)) as database:
        store = JournalStore(database, clock.now)
        for hours, value in zip(range(len(noted), 0, -1), noted, strict=True):
            at = clock.now() - timedelta(hours=hours)
            store.add_rating(Rating("", value, Moment.NOW, at))


# --- quitting with notes in memory --------------------------------------------------------------


def forbid_journal(day: Journey) -> None:
    """Nothing can be written where the journal lies, as on a full or a broken disk."""
    shutil.rmtree(day.places.data)
    day.places.data.write_text("no folder any more")


def allow_journal(day: Journey) -> None:
    day.places.data.unlink()


@pytest.mark.parametrize("way", ["quit", "quit_now"])
def test_what_is_in_memory_at_quit_comes_into_the_journal_at_the_next_start_once(
    journey: Start, again: Again, ends: list[int], way: str
) -> None:
    day = journey()
    forbid_journal(day)
    note(day, 8)
    assert "1 note is kept in memory" in said(day)
    getattr(day.app.leaving, way)()
    day.settle()
    assert ends == [0]
    day.app.close()
    assert len(spilled(day)) == 1
    allow_journal(day)
    later = again(day)
    assert values(later) == [(8, "now")]
    assert spilled(day) == []
    later.app.close()
    assert values(again(later)) == [(8, "now")]


def test_a_whole_session_in_memory_comes_in_as_it_was(
    journey: Start, again: Again, ends: list[int]
) -> None:
    day = journey()
    forbid_journal(day)
    day.app.requests.quick()
    day.let_pass(day.lead_in_s + 20)
    day.app.leaving.quit_now()
    day.settle()
    assert ends == [0]
    day.app.close()
    allow_journal(day)
    later = again(day)
    (began,) = later.of_kind(EntryKind.SESSION_BEGAN)
    (ended,) = later.of_kind(EntryKind.SESSION_ENDED)
    assert ended.body["session"] == began.id
    assert ended.body["ended"] == "stopped"
    assert "was not finished" not in said(later)


def test_where_nothing_can_be_kept_anywhere_it_asks_and_what_is_kept_then_stays(
    journey: Start, ends: list[int]
) -> None:
    day = journey()
    with full_disk():
        note(day, 6)
        day.app.leaving.quit()
        day.settle()
        assert ends == []
        assert "1 note is in memory only and could be kept nowhere" in said(day)
        assert "Quit and lose that" in buttons(day)
        click(day, "Quit and lose that")
        assert ends == [0]
        ends.clear()
        day.app.leaving.quit_now()
        day.settle()
    day.app.leaving.quit_now()
    day.settle()
    assert ends[-1] == 0
    assert values(day) == [(6, "now")]


def test_who_asks_for_the_end_again_has_answered(journey: Start, ends: list[int]) -> None:
    day = journey()
    with full_disk():
        note(day, 6)
        for _ in range(2):
            day.app.leaving.quit_now()
            day.settle()
        assert ends == [0]


def test_notes_kept_elsewhere_at_a_logout_that_was_called_off_are_written_once(
    journey: Start, again: Again
) -> None:
    day = journey()
    forbid_journal(day)
    note(day, 8)
    assert day.app.diary.keep_all_now()
    assert len(spilled(day)) == 1
    allow_journal(day)
    try_again(day)
    assert values(day) == [(8, "now")]
    assert "kept in memory" not in said(day)
    assert spilled(day) == []
    note(day, 3)
    day.app.close()
    assert values(again(day)) == [(8, "now"), (3, "now")]


@pytest.mark.desktop
def test_told_to_end_by_a_signal_the_real_program_keeps_the_session_elsewhere() -> None:
    with desktop_stage(tray=False, windows=False) as stage, profile() as home:
        keep_answers(home, FakeClock(SystemClock().now()))
        data, away = places_for(home).data, home / "away"
        program = stage.start([ACUTIMER, "--home", home, "quick"])
        stage.wait_until(lambda: of_kind(home, EntryKind.SESSION_BEGAN), "the session")
        data.rename(away)
        data.write_text("no folder any more")
        program.terminate()
        assert program.wait(20) == 0
        assert "Traceback" not in stage.output(program)
        data.unlink()
        away.rename(data)
        assert of_kind(home, EntryKind.SESSION_ENDED) == []
        stage.run([ACUTIMER, "--home", home, "log", "list"])
        (ended,) = of_kind(home, EntryKind.SESSION_ENDED)
        (began,) = of_kind(home, EntryKind.SESSION_BEGAN)
        assert ended.body["session"] == began.id


# --- a full disk at start -----------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte for the journal, where one may be mounted."""
    made = places_for(tmp_path).data
    made.mkdir(parents=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", made], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield made
    subprocess.run(["umount", "--lazy", made], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk; gives the file to take away again."""
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler


def test_on_a_full_disk_the_window_shows_the_history_and_one_true_reason(
    tmp_path: Path, qtbot: object, small_disk: Path
) -> None:
    keep_answers(tmp_path, FakeClock())
    keep_ratings(tmp_path, FakeClock(), 4, 7)
    filler = fill(small_disk)
    day = Journey(tmp_path, qtbot)
    day.open()
    assert shown_values(day) == [4, 7]
    (sentence,) = day.app.window.notices.sentences()
    assert "the disk is full" in sentence
    assert "What was noted before can be read." in sentence
    day.app.show_page("press")
    note(day, 5)
    (sentence,) = day.app.window.notices.sentences()
    assert sentence.endswith("the disk is full. 1 note is kept in memory.")
    try_again(day)
    (sentence,) = day.app.window.notices.sentences()
    assert sentence.endswith("1 note is kept in memory.")
    assert shown_values(day) == [4, 7]
    filler.unlink()
    try_again(day)
    assert day.app.window.notices.sentences() == []
    assert shown_values(day) == [4, 7, 5]
    day.leave()


# --- a journal that goes under the open window --------------------------------------------------


@pytest.mark.parametrize("whole_profile", [True, False])
def test_nothing_is_noted_into_a_journal_that_is_gone(journey: Start, whole_profile: bool) -> None:
    day = journey()
    note(day, 3)
    if whole_profile:
        shutil.rmtree(day.places.data.parent)
    else:
        day.places.database.unlink()
    note(day, 5)
    assert values(day) == [(3, "now"), (5, "now")]
    assert "was taken away while acutimer was open" in said(day)
    assert "everything that was known" in said(day)
    note(day, 6)
    assert shown_values(day) == [3, 5, 6]


def test_a_session_in_hand_goes_on_when_its_journal_went(journey: Start) -> None:
    day = journey()
    day.app.requests.quick()
    day.let_pass(day.lead_in_s + 5)
    shutil.rmtree(day.places.data)
    day.let_pass(60)
    assert day.app.runner.is_running
    assert "was not finished" not in said(day)
    while day.app.runner.is_running:
        day.let_pass(30)
    (began,) = day.of_kind(EntryKind.SESSION_BEGAN)
    (ended,) = day.of_kind(EntryKind.SESSION_ENDED)
    assert ended.body["session"] == began.id
    assert ended.body["ended"] == "finished"


def test_a_journal_put_in_its_place_is_gone_on_with_and_the_other_is_kept(
    journey: Start, tmp_path: Path
) -> None:
    day = journey()
    note(day, 3)
    other = tmp_path / "other"
    keep_answers(other, FakeClock())
    places_for(other).database.replace(day.places.database)
    note(day, 5)
    assert values(day) == [(5, "now")]
    assert "Another journal took the place" in said(day)
    (kept,) = day.places.backups.glob("*before-it-was-replaced*")
    assert str(kept) in said(day)
    with closing(sqlite3.connect(kept)) as connection:
        ((body,),) = connection.execute("SELECT body FROM entry WHERE kind = 'rating'").fetchall()
    assert '"value":3' in body


# --- what cannot be read ------------------------------------------------------------------------


def damage_one(home: Path) -> None:
    change(
        places_for(home).database, "UPDATE entry SET body = '{}' WHERE kind = 'rating' AND seq = 2"
    )


def test_an_entry_that_cannot_be_read_is_said_by_notice_and_history(
    journey: Start, tmp_path: Path
) -> None:
    keep_ratings(tmp_path, FakeClock(), 4, 7)
    damage_one(tmp_path)
    day = journey()
    assert "1 entry could not be read." in said(day)
    assert shown_values(day) == [4]
    page: Any = day.app.history.page.built
    assert page.besides.isVisible()
    assert page.besides.unreadable.text() == "1 entry could not be read."


def test_of_a_whole_journal_nothing_is_said(journey: Start, tmp_path: Path) -> None:
    keep_ratings(tmp_path, FakeClock(), 4, 7)
    day = journey()
    assert shown_values(day) == [4, 7]
    page: Any = day.app.history.page.built
    assert not page.besides.isVisible()
    assert said(day) == ""


def flip(path: Path, wanted: bytes, bit: int) -> None:
    """Turn over one bit of a text in a file."""
    content = bytearray(path.read_bytes())
    content[content.index(wanted)] ^= 1 << bit
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    "wanted", [b"CREATE TABLE entry", b"entry_at", b"safety_answers", b"rating", b"SQLite format"]
)
def test_one_flipped_bit_is_a_sentence_and_notes_go_on(
    journey: Start, tmp_path: Path, wanted: bytes
) -> None:
    keep_answers(tmp_path, FakeClock())
    keep_ratings(tmp_path, FakeClock(), 4, 7)
    back_up(places_for(tmp_path).database, places_for(tmp_path).backups, FakeClock().now())
    flip(places_for(tmp_path).database, wanted, 7)
    day = journey(answered=False)
    sentence = said(day)
    assert sentence
    assert "Traceback" not in sentence
    note(day, 5)
    if "Open latest backup" in buttons(day):
        click(day, "Open latest backup")
        assert 5 in shown_values(day) or "damaged" in said(day)
        assert {4, 7} <= set(shown_values(day))


# --- going back to a backup ---------------------------------------------------------------------


def test_a_missing_journal_with_a_backup_there_offers_it_and_keeps_what_was_noted_since(
    journey: Start, tmp_path: Path
) -> None:
    keep_answers(tmp_path, FakeClock())
    keep_ratings(tmp_path, FakeClock(), 4, 7)
    places = places_for(tmp_path)
    back_up_daily(places.database, places.backups, FakeClock().now())
    places.database.unlink()
    day = journey(answered=False)
    assert "The journal is empty, and there is a backup with 4 entries." in said(day)
    note(day, 2)
    click(day, "Open latest backup")
    assert values(day) == [(4, "now"), (7, "now"), (2, "now")]
    assert "Your safety answers are asked again." in said(day)
    verdict = day.app.gate.verdict()
    assert verdict is not None
    assert verdict.ask
    day.app.requests.quick()
    day.settle()
    assert not day.app.runner.is_running


def test_damage_found_later_offers_the_backup_that_holds_the_most(
    journey: Start, tmp_path: Path
) -> None:
    keep_answers(tmp_path, FakeClock())
    places = places_for(tmp_path)
    keep_ratings(tmp_path, FakeClock(), 4)
    # the later one by its name holds less: a clock was wrong
    back_up(places.database, places.backups, FakeClock().now() + timedelta(days=900))
    keep_ratings(tmp_path, FakeClock(), 7)
    back_up(places.database, places.backups, FakeClock().now())
    with closing(sqlite3.connect(places.database, isolation_level=None)) as connection:
        connection.execute("DROP INDEX entry_hlc")
    day = journey(answered=False)
    assert "is damaged (the index entry_hlc is missing or changed)" in said(day)
    note(day, 2)
    click(day, "Open latest backup")
    assert sorted(values(day)) == [(2, "now"), (4, "now"), (7, "now")]
    assert "is damaged" not in said(day)
    assert len(list(places.data.glob("journal-before-restoring-*.sqlite3"))) == 1


def test_a_backup_that_is_damaged_too_leaves_all_as_it_is(journey: Start, tmp_path: Path) -> None:
    keep_answers(tmp_path, FakeClock())
    keep_ratings(tmp_path, FakeClock(), 4)
    places = places_for(tmp_path)
    copy = back_up(places.database, places.backups, FakeClock().now())
    day = journey(answered=False)
    copy.write_bytes(b"torn" * 1000)
    day.app.diary.restore(copy)
    day.settle()
    assert "is damaged" in said(day)
    note(day, 2)
    assert values(day) == [(4, "now"), (2, "now")]


# --- housekeeping -------------------------------------------------------------------------------


def test_what_kills_left_half_written_is_swept_at_start(journey: Start, tmp_path: Path) -> None:
    places = places_for(tmp_path)
    folders = (places.config, places.state, places.data, places.backups, places.routines)
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".left.0123.part").touch()
    journey()
    assert [path for folder in folders for path in folder.glob("*.part")] == []


def test_the_log_is_folded_in_after_each_session(journey: Start) -> None:
    day = journey()
    log = day.places.database.with_name("journal.sqlite3-wal")
    day.app.requests.quick()
    day.let_pass(day.lead_in_s + 20)
    assert log.stat().st_size > 0
    day.app.runner.stop()
    day.settle()
    assert log.stat().st_size == 0
    assert len(day.of_kind(EntryKind.SESSION_ENDED)) == 1


def test_a_draft_survives_a_window_that_is_closed_at_once(journey: Start, tmp_path: Path) -> None:
    draft = places_for(tmp_path).routines / "drafts" / "evening.toml"
    draft.parent.mkdir(parents=True)
    draft.write_text(
        'schema = 1\nid = "evening"\nname = "Evening"\n\n[[steps]]\nkind = "hold"\n'
        'point = "GB20"\nside = "both"\nseconds = 60\n'
    )
    day = journey()
    day.app.close()
    assert draft.exists()


@pytest.mark.parametrize("wrong", ["XX99", "GB20"])
def test_a_draft_that_was_refused_stays(journey: Start, tmp_path: Path, wrong: str) -> None:
    draft = places_for(tmp_path).routines / "drafts" / "evening.toml"
    draft.parent.mkdir(parents=True)
    seconds = 60 if wrong == "XX99" else 10**9
    draft.write_text(
        'schema = 1\nid = "evening"\nname = "Evening"\n\n[[steps]]\nkind = "hold"\n'
        f'point = "{wrong}"\nside = "both"\nseconds = {seconds}\n'
    )
    day = journey()
    day.app.editing.drafts.keep()
    day.app.close()
    assert draft.exists()
