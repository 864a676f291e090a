"""Offset and zone are read together, follow the computer, and are never made up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from acutimer.runtime import local_time as module
from acutimer.runtime.clock import SystemClock
from acutimer.runtime.local_time import WallZone, local_time, wall_time, zone_fault, zone_name
from acutimer.storage.zones import zone_of

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs zones by name")


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Moves this computer, without a word to what runs on it."""
    yield lambda zone: monkeypatch.setenv("TZ", zone)
    monkeypatch.undo()
    time.tzset()


def test_offset_and_zone_come_together(in_zone: Callable[[str], None]) -> None:
    in_zone("Europe/Berlin")
    for at, hours in ((WINTER, 1), (SUMMER, 2)):
        local = local_time(at)
        assert local == at
        assert local.utcoffset() == timedelta(hours=hours)
        assert zone_of(local) == "Europe/Berlin"
        assert local.isoformat().endswith(f"+0{hours}:00")


def test_a_new_zone_is_seen_at_once(in_zone: Callable[[str], None]) -> None:
    clock = SystemClock()
    in_zone("Europe/Berlin")
    at_home = clock.now()
    in_zone("Asia/Tokyo")
    away = clock.now()
    assert away.utcoffset() == timedelta(hours=9)
    assert (zone_of(at_home), zone_of(away)) == ("Europe/Berlin", "Asia/Tokyo")


def test_a_zone_that_changes_in_between_is_not_mixed(
    in_zone: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is read, then the computer moves, then the offset is read."""
    in_zone("Europe/Berlin")
    real = module._offset_of

    def move_first(at: datetime) -> timedelta:
        os.environ["TZ"] = "Asia/Tokyo"
        return real(at)

    monkeypatch.setattr(module, "_offset_of", move_first)
    local = local_time(WINTER)
    assert (local.utcoffset(), zone_of(local)) == (timedelta(hours=9), "Asia/Tokyo")


@pytest.mark.parametrize(
    ("tz", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        ("Mars/Olympus", ""),
        ("CET-1CEST", ""),
        ("Europe/../Europe/Berlin", ""),
        ("Europe", ""),
        ("", ""),
    ],
)
def test_a_zone_that_does_not_exist_is_not_named(
    in_zone: Callable[[str], None], tz: str, name: str
) -> None:
    in_zone(tz)
    assert zone_name() == name
    assert zone_of(local_time(WINTER)) == name


def test_the_zone_of_the_system_is_its_link(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    link = tmp_path / "localtime"
    monkeypatch.setattr(module, "_LOCALTIME", link)
    assert zone_name() == ""
    link.symlink_to("../usr/share/zoneinfo/Europe/Berlin")
    assert zone_name() == "Europe/Berlin"
    link.unlink()
    link.symlink_to("/usr/share/zoneinfo/Mars/Olympus")
    assert zone_name() == ""


def test_a_zone_that_is_none_is_told_and_utc_is_used(in_zone: Callable[[str], None]) -> None:
    in_zone("UTC+25")
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert zone_of(now) == ""
    fault = zone_fault(now)
    assert fault is not None
    assert "'UTC+25'" in fault
    in_zone("Europe/Berlin")
    assert zone_fault(now) is None


def test_an_hour_that_is_left_out_is_no_moment(in_zone: Callable[[str], None]) -> None:
    in_zone("Europe/Berlin")
    assert wall_time(datetime(2024, 3, 31, 2, 30)) is None
    before, after = datetime(2024, 3, 31, 1, 59), datetime(2024, 3, 31, 3, 0)
    assert wall_time(before) == datetime(2024, 3, 31, 0, 59, tzinfo=UTC)
    assert wall_time(after) == datetime(2024, 3, 31, 1, 0, tzinfo=UTC)
    twice = wall_time(datetime(2024, 10, 27, 2, 30))
    assert twice == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert zone_of(twice) == "Europe/Berlin"


def test_the_wall_of_this_computer_is_that_of_its_zone_on_every_day(
    in_zone: Callable[[str], None],
) -> None:
    in_zone("Europe/Berlin")
    here, berlin = WallZone(), ZoneInfo("Europe/Berlin")
    for hours in range(0, 366 * 24, 7):
        at = datetime(2026, 1, 1, 0, 30, tzinfo=UTC) + timedelta(hours=hours)
        assert at.astimezone(here).replace(tzinfo=None) == at.astimezone(berlin).replace(
            tzinfo=None
        )
    for hour in range(4):  # the doubled hour leads back to both of its moments
        at = datetime(2026, 10, 24, 22 + hour % 2, 30, tzinfo=UTC) + timedelta(
            hours=2 * (hour // 2)
        )
        assert at.astimezone(here).astimezone(UTC) == at
    in_zone("Asia/Tokyo")
    assert SUMMER.astimezone(here).hour == 21
    in_zone("None/Such" * 99)
    assert SUMMER.astimezone(here).tzinfo is here
