"""The tray's quick list is the window's list: the same routines, names and lengths."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from acutimer.app.quick_rows import QUICK_ROWS, quick_rows
from acutimer.core.guidance.speech import Level
from acutimer.ui.kit.wording import clock_text
from tests.journeys.conftest import Journey
from tests.journeys.test_own_routines import GIFT, press_notice

Start = Callable[..., Journey]


def in_tray(day: Journey) -> list[str]:
    """The rows of the quick list: "Desk pause, 4:00"."""
    return [row.text().replace("\t", ", ") for row in day.app.tray._tray._quick.actions()]


def in_window(day: Journey) -> list[str]:
    """The rows of the window's list."""
    return [row.accessibleName() for row in day.app.press.routines._rows]


def first_in_window(day: Journey) -> list[str]:
    """As many of them as the tray offers; it needs no star, for the favourites come first."""
    return [row.removesuffix(", favourite") for row in in_window(day)[:QUICK_ROWS]]


def test_it_shows_how_long_a_routine_is_led_as_the_window_does(journey: Start) -> None:
    day = journey()
    assert in_tray(day) == first_in_window(day)
    files = [f"{one.name}, {clock_text(one.length_s)}" for one in day.app.content.routines]
    assert in_tray(day) != files[:QUICK_ROWS], "the voice needs time that no file counts"
    day.app.choices.choose(day.app.choices.now._replace(guidance=Level.TONES.value))
    assert in_tray(day) == first_in_window(day) == files[:QUICK_ROWS]


def test_it_follows_routines_that_come_go_and_change_their_name(
    journey: Start, tmp_path: Path
) -> None:
    day = journey()
    before = in_tray(day)
    (tmp_path / "gift.toml").write_text(GIFT)
    day.app.editing.exchange.take_in([tmp_path / "gift.toml"])
    assert in_tray(day) == before, "there are enough before it"
    day.app.choices.choose(day.app.choices.now._replace(favourites=("desk-pause-2",)))
    assert in_tray(day) == first_in_window(day)
    day.app.choices.flush()
    assert [f"{name}, {length}" for _, name, length in quick_rows(day.places)] == in_tray(day)
    (came,) = [row for row in in_tray(day) if row not in before]
    assert came.startswith("From the practice, ")
    (file,) = day.places.routines.glob("*.toml")
    file.write_text(file.read_text().replace("From the practice", "From my aunt"))
    day.app.act_on_request("reload", {})
    assert in_tray(day) == first_in_window(day)
    assert any(row.startswith("From my aunt, ") for row in in_tray(day))
    day.app.editing.exchange.remove("desk-pause-2")
    assert in_tray(day) == before
    press_notice(day, "routine", "Undo")
    assert in_tray(day) == first_in_window(day) != before


def test_points_put_together_by_hand_are_no_routine_to_begin_by_name(journey: Start) -> None:
    day = journey()
    before, listed = in_tray(day), len(in_window(day))
    day.app.press.chooser.add_point()
    assert len(in_window(day)) == listed + 1
    assert in_tray(day) == before


def test_a_routine_chosen_there_begins(journey: Start) -> None:
    day = journey()
    quick = day.app.tray._tray._quick
    (row,) = [one for one in quick.actions() if one.objectName() == "tray.quick.desk-pause"]
    row.trigger()
    day.settle()
    state = day.app.runner.state
    assert state is not None
    assert state.routine.id == "desk-pause"
