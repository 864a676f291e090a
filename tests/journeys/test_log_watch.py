"""The log watches: a diary that worsens is told of once, a steady one is left in peace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from acutimer.app import log_watch
from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.places import places_for
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.ui.history.page import HistoryPage
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey
from tests.journeys.test_nothing_lost import Again, again, click, note
from tests.journeys.test_session_seams import press_start
from tests.storage.journals import change

__all__ = ["again"]  # a fixture of another module

Start = Callable[..., Journey]
WORSE = [3] * 98 + [6] * 28
STEADY = [2, 3, 2, 1] * 31 + [2, 2]
UP = "Your pain, noted away from sessions, has gone up: 6.0 on average over 28 days"


def keep(
    home: Path,
    values: Sequence[int],
    places: dict[int, tuple[str, ...]] | None = None,
    *,
    felt_ago: int | None = None,
) -> None:
    """A rating for each of the last days, today included; places by days ago.

    ``felt_ago`` is how many days ago something was felt that must not be pressed through.
    """
    clock, where = FakeClock(), places_for(home)
    with closing(open_database(where.database, now=clock.now, backups=where.backups)) as made:
        store = JournalStore(made, clock.now)
        for ago, value in enumerate(reversed(values)):
            marked = (places or {}).get(ago, ())
            at = clock.now() - timedelta(days=ago, hours=1)
            store.add_rating(Rating("", value, Moment.NOW, at, places=marked))
        if felt_ago is not None:
            at = clock.now() - timedelta(days=felt_ago)
            store.append(EntryKind.UNWELCOME, {"unwelcome": ["numb_weak"]}, at)


def feel(day: Journey) -> None:
    """It is felt again, and noted as from the page after a session."""
    diary = day.app.diary

    def ignored(_: object) -> None:
        pass

    diary.note_unwelcome(("numb_weak",), "", ignored, ignored, diary.question())
    day.settle()


def told(day: Journey) -> list[str]:
    """What the notice of the log watch says."""
    notices = day.app.window.notices
    return [
        one for key, one in zip(notices.keys(), notices.sentences(), strict=True) if key == "watch"
    ]


def test_a_diary_that_worsens_is_told_of_with_numbers_and_source(
    journey: Start, tmp_path: Path
) -> None:
    keep(tmp_path, WORSE)
    (sentence,) = told(journey())
    assert sentence.startswith(UP)
    assert "3.0 over 84 days of the 12 weeks that ended 2 weeks before" in sentence
    assert "is a reason to see a doctor" in sentence
    assert "primarycarenotebook.com" in sentence
    assert sentence.endswith("The numbers are ours.")


def test_what_was_told_and_closed_is_not_told_after_a_restart(
    journey: Start, again: Again, tmp_path: Path
) -> None:
    keep(tmp_path, WORSE)
    first = journey()
    assert len(told(first)) == 1
    click(first, "Close")
    assert told(first) == []
    first.app.close()
    second = again(first)
    assert told(second) == []
    (entry,) = second.of_kind(EntryKind.REMARK_TOLD)
    assert entry.body == {"remark": "pain-worse"}


def test_what_was_told_and_not_closed_is_not_told_again_either(
    journey: Start, again: Again, tmp_path: Path
) -> None:
    keep(tmp_path, WORSE)
    first = journey()
    first.app.close()
    assert told(again(first)) == []


def test_a_steady_diary_is_told_nothing(journey: Start, tmp_path: Path) -> None:
    keep(tmp_path, STEADY)
    day = journey()
    note(day, 3)
    assert told(day) == []
    assert day.of_kind(EntryKind.REMARK_TOLD) == []


def test_a_note_can_be_the_one_that_shows_it(journey: Start, tmp_path: Path) -> None:
    places = dict.fromkeys(range(14, 60), ("neck.left",))
    places |= dict.fromkeys((1, 4, 9), ("shoulder.left",))
    keep(tmp_path, STEADY, places)
    day = journey()
    assert told(day) == []
    day.app.diary.note_rating(Rating("", 2, Moment.NOW, day.clock.now(), places=("shoulder.left",)))
    day.settle()
    (sentence,) = told(day)
    assert "a place that is new: Shoulder, left, on 4 of the 4 days" in sentence


def test_one_at_a_time_and_the_next_when_there_is_time(journey: Start, tmp_path: Path) -> None:
    places = dict.fromkeys(range(14, 60), ("neck.left",))
    places |= dict.fromkeys((1, 4, 9, 11), ("shoulder.left",))
    keep(tmp_path, WORSE, places)
    day = journey()
    assert [one[:10] for one in told(day)] == [UP[:10]]
    note(day, 6)
    assert [one[:10] for one in told(day)] == [UP[:10]], "the graver stands, the other waits"
    click(day, "Close")
    day.app.show_page("history")
    day.settle()
    (sentence,) = told(day)
    assert "a place that is new" in sentence


def test_nothing_is_said_during_a_session_nor_on_a_page_that_asks(
    journey: Start, tmp_path: Path
) -> None:
    keep(tmp_path, STEADY, felt_ago=3)
    day = journey()
    press_start(day, "desk-pause")
    assert day.app.runner.is_running
    feel(day)
    assert told(day) == []
    day.app.runner.stop()
    day.settle()
    assert day.app.window.page == "rating"
    assert told(day) == []
    day.app.show_page("press")
    day.settle()
    (sentence,) = told(day)
    assert "a sign to stop: numb or weak, on 2 days" in sentence


def test_the_days_are_shown_in_history(journey: Start, tmp_path: Path) -> None:
    keep(tmp_path, WORSE)
    day = journey()
    click(day, "Show these days")
    page = day.app.window.built("history")
    assert isinstance(page, HistoryPage)
    assert day.app.window.page == "history"
    assert page.span[1] == day.clock.now().date()
    assert told(day) == []


def test_a_window_in_the_tray_says_nothing_until_it_is_back(journey: Start, tmp_path: Path) -> None:
    keep(tmp_path, STEADY, felt_ago=3)
    day = journey()
    day.hide()
    feel(day)
    assert told(day) == []
    assert day.of_kind(EntryKind.REMARK_TOLD) == []
    day.app.window.come_forward()
    day.settle()
    assert len(told(day)) == 1


@pytest.mark.parametrize("damage", ["body = replace(body, '3', '4')", "kind = 'ratinh'"])
def test_a_diary_that_cannot_be_read_whole_is_not_looked_through(
    journey: Start, tmp_path: Path, damage: str
) -> None:
    keep(tmp_path, WORSE)
    change(places_for(tmp_path).database, f"UPDATE entry SET {damage} WHERE seq = 100")
    assert told(journey()) == []


def test_rules_that_cannot_be_used_are_said_once_and_the_app_goes_on(
    journey: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, WORSE)
    broken = tmp_path / "log-watch.toml"
    broken.write_text("schema = 1\n", encoding="utf-8")
    monkeypatch.setattr(log_watch, "resource_path", lambda _: broken)
    day = journey()
    (sentence,) = told(day)
    assert sentence.startswith(f"{broken}, line 1:")
    assert sentence.endswith("Your notes are not looked through.")
    click(day, "Close")
    note(day, 4)
    assert told(day) == []
