"""One key rates on the keyboards of other countries: real keys, by their places, in the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from acutimer.core.journal import EntryKind, read_rating
from acutimer.runtime.clock import SystemClock
from acutimer.ui.kit.wording import PAIN_NOW
from tests.desktop_stage import Stage, desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import Program, of_kind, profile

pytestmark = pytest.mark.desktop

#: Codes of places: the key of L, of T, of Q, and the row of digits.
L, T, Q, THREE, FIVE, SEVEN = 46, 28, 24, 12, 14, 16
GB20, RETURN = (42, 56, 11, 19), 36


@pytest.fixture
def stage() -> Iterator[Stage]:
    with desktop_stage(tray=False) as made:
        yield made


@pytest.fixture
def home() -> Iterator[Path]:
    with profile() as made:
        keep_answers(made, FakeClock(SystemClock().now()))
        yield made


def ratings(home: Path) -> list[int]:
    read = [read_rating(entry) for entry in of_kind(home, EntryKind.RATING)]
    return [rating.value for rating in read if rating is not None]


@pytest.mark.parametrize(
    ("layout", "key", "value"),
    [
        ("fr", f"shift+{SEVEN}", 7),
        ("cz", f"shift+{THREE}", 3),
        ("de", str(FIVE), 5),
        # no Latin letter anywhere: L opens the panel by its place, and T is ten by its place
        ("ru", str(T), 10),
        ("gr", str(T), 10),
    ],
)
def test_the_panel_opens_and_takes_one_key(
    stage: Stage, home: Path, layout: str, key: str, value: int
) -> None:
    stage.run(["setxkbmap", layout])
    program = Program(stage, home)
    window = program.window()
    stage.wait_until(lambda: program.says("Neck and shoulders"), "the page")
    program.press_key(window, str(L))
    panel = stage.window(f"^{PAIN_NOW}$")
    program.press_key(panel, key)
    stage.wait_until(lambda: ratings(home), "the rating")
    assert ratings(home) == [value]


def test_a_slash_is_where_it_is_and_what_is_typed_into_a_field_is_text(
    stage: Stage, home: Path
) -> None:
    stage.run(["setxkbmap", "de"])
    program = Program(stage, home)
    window = program.window()
    stage.wait_until(lambda: program.says("Neck and shoulders"), "the page")
    program.press_key(window, f"shift+{SEVEN}")
    stage.wait_until(lambda: program.says("Find a point by name or code"), "the field")
    for place in (*GB20, RETURN):
        program.press_key(window, str(place))

    def is_found() -> bool:
        has_keyboard = (one["name"] for one in program.look() if "focused" in one["states"])
        return any(name.startswith("Skull edge, ") for name in has_keyboard)

    stage.wait_until(is_found, "the point that was typed")
    assert ratings(home) == []


def test_quitting_works_on_a_keyboard_without_latin_letters(stage: Stage, home: Path) -> None:
    stage.run(["setxkbmap", "ru"])
    program = Program(stage, home)
    window = program.window()
    stage.wait_until(lambda: program.says("Neck and shoulders"), "the page")
    program.press_key(window, f"ctrl+{Q}")
    assert program.running.wait(10) == 0
