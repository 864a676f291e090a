"""Dates and times in every form that a diary writes, and none that is guessed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.importing.dates import OrderUnknown, order_in, read_time, read_written
from acutimer.core.importing.questions import Order

DAY, MONTH = Order.DAY_FIRST, Order.MONTH_FIRST


@pytest.mark.parametrize(
    ("text", "day", "at", "offset_h"),
    [
        ("2026-03-02", "2026-03-02", None, None),
        ("2026-03-02T08:15:30.412+01:00", "2026-03-02", "08:15:30.412000", 1),
        ("2026-03-02 08:15:00 -0500", "2026-03-02", "08:15:00", -5),
        ("2026-03-02T12:00Z", "2026-03-02", "12:00:00", 0),
        ("13/3/26, 9:05 pm", "2026-03-13", "21:05:00", None),
        ("3/13/2026 12:30 a.m.", "2026-03-13", "00:30:00", None),
        ("13.03.2026 8.15", "2026-03-13", "08:15:00", None),
        ("2 March 2026 21:05", "2026-03-02", "21:05:00", None),
        ("Mar 2, 2026", "2026-03-02", None, None),
        ("3.3.2026", "2026-03-03", None, None),
    ],
)
def test_a_text_is_the_moment_it_says(
    text: str, day: str, at: str | None, offset_h: int | None
) -> None:
    written = read_written(text)
    assert written.day == date.fromisoformat(day)
    assert written.at == (None if at is None else time.fromisoformat(at))
    assert written.offset == (None if offset_h is None else timedelta(hours=offset_h))


@pytest.mark.parametrize(
    "text",
    ["", "x", "31/02/26", "2026-13-01", "0/0/0", "1/2", "2026-03-02 25:00", "2026-03-02 13:00 pm",
     "2026-03-02 8", "12:30", "March 2026", "2026-03-02 8:15 x", "99/99/2026", "2026-03-021"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        read_written(text)


def test_a_day_that_may_be_two_is_asked() -> None:
    with pytest.raises(OrderUnknown):
        read_written("04/05/2026")
    assert read_written("04/05/2026", DAY).day == date(2026, 5, 4)
    assert read_written("04/05/2026", MONTH).day == date(2026, 4, 5)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["04/05/26", "13/05/26"], DAY),
        (["04/05/26", "05/13/26"], MONTH),
        (["04/05/26"], None),
        (["13/05/26", "05/13/26"], None),
        # no day in either order, so it decides nothing
        (["31/02/26", "05/13/26"], MONTH),
        (["2026-05-13", "words", ""], None),
    ],
)
def test_the_order_is_decided_by_all_rows(texts: list[str], order: Order | None) -> None:
    assert order_in(texts) is order


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    for read in (read_written, read_time, lambda one: order_in([one])):
        try:
            read(text)
        except (ValueError, OverflowError):
            continue
