"""Time of day and weekday: days counted once, by the wall of the note, and nothing on too few."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from acutimer.core.journal import Moment, Rating
from acutimer.core.when_cells import ENOUGH_DAYS, PARTS, Cell, by_part_of_day, by_weekday

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
NOTHING = Cell(0, None)


def rating(
    value: int, at: datetime, moment: Moment = Moment.NOW, session: str | None = None
) -> Rating:
    return Rating("", value, moment, at, session=session)


def on_days(*values: int, hour: int = 9, apart: int = 1) -> list[Rating]:
    first = MONDAY.replace(hour=hour)
    return [rating(one, first + timedelta(days=apart * nth)) for nth, one in enumerate(values)]


def test_a_middle_needs_its_days() -> None:
    few = by_part_of_day(on_days(*[4] * (ENOUGH_DAYS - 1)))
    assert few == (NOTHING, Cell(ENOUGH_DAYS - 1, None), NOTHING, NOTHING)
    enough = by_part_of_day(on_days(1, 2, 6, 7, 8))
    assert enough == (NOTHING, Cell(5, 6.0), NOTHING, NOTHING)


def test_a_day_counts_once_however_often_it_was_noted() -> None:
    ratings = on_days(2, 2, 2, 2, 2) + [rating(10, MONDAY + timedelta(minutes=n)) for n in range(9)]
    assert by_part_of_day(ratings)[1] == Cell(5, 2.0)


def test_what_belongs_to_a_session_or_an_evening_is_left_out() -> None:
    at = [MONDAY + timedelta(days=nth) for nth in range(9)]
    ratings = [rating(9, one, Moment.BEFORE, "s") for one in at]
    ratings += [rating(9, one, Moment.AFTER, "s") for one in at]
    ratings += [rating(9, one, Moment.EVENING_WORST) for one in at]
    assert set(by_part_of_day(ratings)) == {NOTHING}
    assert set(by_weekday(ratings)) == {NOTHING}


@pytest.mark.parametrize(("name", "begins", "ends"), PARTS)
def test_the_parts_meet(name: str, begins: int, ends: int) -> None:
    place = [one[0] for one in PARTS].index(name)
    for hour, minute in ((begins, 0), (ends - 1, 59)):
        at = [MONDAY.replace(hour=hour, minute=minute) + timedelta(days=n) for n in range(5)]
        assert by_part_of_day([rating(3, one) for one in at])[place] == Cell(5, 3.0)


def test_the_wall_where_it_was_noted_decides() -> None:
    far = timezone(timedelta(hours=12))
    at = [
        datetime(2026, 5, 4, 22, tzinfo=UTC).astimezone(far) + timedelta(days=n) for n in range(5)
    ]
    assert by_part_of_day([rating(3, one) for one in at])[1].days == 5
    tuesday = by_weekday([rating(3, at[0])])
    assert [cell.days for cell in tuesday] == [0, 1, 0, 0, 0, 0, 0]


def test_the_doubled_hour_is_one_night() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    twice = [datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold) for fold in (0, 1)]
    assert by_part_of_day([rating(5, one) for one in twice])[0].days == 1


def test_weekdays_are_counted_apart() -> None:
    mondays = on_days(1, 2, 3, 4, 5, apart=7)
    assert by_weekday(mondays) == (Cell(5, 3.0), *[NOTHING] * 6)
