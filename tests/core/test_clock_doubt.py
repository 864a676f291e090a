"""A clock that cannot be right is doubted in one sentence, and one that can is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from acutimer.core.clock_doubt import clock_doubt, lies_ahead

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "last", "doubtful"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), None, True),
        (datetime(2106, 2, 7, tzinfo=UTC), None, True),
        (WINTER, None, False),
        (WINTER, WINTER, False),
        (WINTER, WINTER + timedelta(hours=20), False),
        (WINTER, WINTER + timedelta(days=3), True),
        (WINTER, WINTER - timedelta(days=400), False),
        (WINTER.replace(year=2090), WINTER, True),
    ],
)
def test_a_clock_that_cannot_be_right_is_doubted(
    now: datetime, last: datetime | None, doubtful: bool
) -> None:
    doubt = clock_doubt(now, last)
    assert (doubt is not None) == doubtful
    if doubt is not None:
        assert f"{now:%Y-%m-%d %H:%M}" in doubt


def test_what_is_to_come_lies_ahead_unless_the_clock_is_doubtful() -> None:
    assert lies_ahead(WINTER + timedelta(days=2), WINTER)
    assert not lies_ahead(WINTER + timedelta(hours=3), WINTER)
    assert not lies_ahead(WINTER, datetime(1970, 1, 1, tzinfo=UTC))
