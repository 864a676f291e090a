"""Words that follow a number follow every number."""

from datetime import UTC, datetime, timedelta

import pytest

from acutimer.core.safety import Profile, judge
from acutimer.ui.kit.wording import pain_rose, rest_text
from tests.core.shipped import atlas, rules


@pytest.mark.parametrize(
    ("stopped", "now", "words"),
    [
        ("2026-03-01 09:00", "2026-03-01 09:00", "until tomorrow"),
        ("2026-03-01 09:00", "2026-03-02 00:00", ""),
        ("2026-03-01 23:50", "2026-03-01 23:55", "until tomorrow, 05:50"),
        ("2026-03-01 23:50", "2026-03-02 00:10", "until 05:50"),
        ("2026-03-01 23:50", "2026-03-02 05:50", ""),
        # the clock was set back
        ("2026-03-03 09:00", "2026-03-01 09:00", "until 4 March"),
    ],
)
def test_until_when_pressing_rests_is_said_as_it_is(stopped: str, now: str, words: str) -> None:
    at, moment = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (stopped, now))
    verdict = judge(rules(), Profile(stopped_at=at), atlas(), moment)
    assert rest_text(verdict).replace("5:50 AM", "05:50") == words
    assert (verdict.rests_until is None) == (words == "")
    assert verdict.rests_until is None or verdict.rests_until - at >= timedelta(hours=6)


def test_the_rise_that_ends_pressing_is_told_by_its_number() -> None:
    assert pain_rose(3) == "pain higher than before by three or more"
    assert pain_rose(4) == "pain higher than before by four or more"
    assert len({pain_rose(least) for least in range(1, 11)}) == 10
