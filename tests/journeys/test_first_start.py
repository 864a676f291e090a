"""Somebody who was never here: three lines, four screens of questions, two of signs, a press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from acutimer.core.journal import EntryKind
from acutimer.core.safety import Answer
from acutimer.core.session_state import Status
from tests.desktop_stage import desktop_stage
from tests.journeys.conftest import Journey
from tests.journeys.hands import Hands, Key
from tests.journeys.programs import Program, profile

Start = Callable[..., Journey]
WIDE, LEAST = (1280, 800), (480, 420)
MOST_ACTIONS = 10


class Actions:
    """Counts what the person does; a screen of questions is one."""

    def __init__(self, day: Journey) -> None:
        self.day = day
        self.count = 0

    def keys(self, hands: Hands, *keys: Qt.Key) -> None:
        self.count += 1
        hands.press(*keys)

    def click(self, *widgets: QWidget) -> None:
        """Click each with the mouse, where it can be seen."""
        self.count += 1
        window = self.day.app.window
        for widget in widgets:
            area = _scroll_area_of(widget)
            if area is not None:
                area.ensureWidgetVisible(widget)
                self.day.settle()
            at = widget.mapTo(window, widget.rect().center())
            assert window.rect().contains(at), widget
            assert window.childAt(at) is not None
            QTest.mouseClick(
                window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y())
            )
            self.day.settle()


def _scroll_area_of(widget: QWidget) -> Any:
    around = widget.parentWidget()
    while around is not None and not around.inherits("QScrollArea"):
        around = around.parentWidget()
    return around


def opened(journey: Start, size: tuple[int, int]) -> Journey:
    day = journey(answered=False)
    day.app.window.resize(*size)
    day.settle()
    return day


def presses(day: Journey) -> bool:
    """Whether the first press has begun."""
    progress = day.app.runner.progress()
    if progress is None or progress.phase.kind.value == "lead_in":
        return False
    state = day.app.runner.state
    return state is not None and state.status is Status.RUNNING


@pytest.mark.parametrize("size", [WIDE, LEAST], ids=str)
def test_by_keyboard_the_first_press_is_at_most_ten_actions_away(
    journey: Start, size: tuple[int, int]
) -> None:
    day = opened(journey, size)
    hands = Hands(day)
    person = Actions(day)
    person.keys(hands, Key.Key_Return)
    for many in (3, 3, 3, 4):
        person.keys(hands, *[Key.Key_N] * many, Key.Key_Return)
    assert day.app.window.page == "signs"
    person.keys(hands, Key.Key_N)
    person.keys(hands, Key.Key_N)
    assert day.app.window.page == "session"
    day.let_pass(day.lead_in_s + 1)
    assert presses(day)
    assert person.count <= MOST_ACTIONS, person.count
    assert person.count == 7
    assert len(day.of_kind(EntryKind.SESSION_BEGAN)) == 1


@pytest.mark.parametrize("size", [WIDE, LEAST], ids=str)
def test_by_mouse_the_first_press_is_at_most_ten_actions_away(
    journey: Start, size: tuple[int, int]
) -> None:
    day = opened(journey, size)
    person = Actions(day)
    strip = day.app.welcome.strip
    assert strip is not None
    person.click(strip.start)
    page: Any = day.app.window.built("safety")
    for _ in range(4):
        answers = [row.answers[Answer.NO] for row in page.screens.here_rows()]
        person.click(*answers, page.go_on)
    signs: Any = day.app.window.built("signs")
    for _ in range(2):
        none = next(
            one
            for one in signs.screens[signs.screen].findChildren(QPushButton)
            if one.property("kind") == "primary"
        )
        person.click(none)
    assert day.app.window.page == "session"
    day.let_pass(day.lead_in_s + 1)
    assert presses(day)
    assert person.count <= MOST_ACTIONS, person.count


def test_the_strip_is_there_once_and_only_one_start_is_filled(journey: Start) -> None:
    day = opened(journey, WIDE)
    bar = day.app.press.bar.start
    strip = day.app.welcome.strip
    assert strip is not None
    assert (strip.start.property("kind"), bar.property("kind")) == ("primary", "")
    bar.click()
    day.settle()
    assert day.app.window.page == "safety"
    assert day.app.welcome.strip is None
    assert bar.property("kind") == "primary"
    day.app.show_page("press")
    day.settle()
    assert day.app.welcome.strip is None
    assert day.of_kind(EntryKind.SESSION_BEGAN) == []


@pytest.mark.parametrize("how", ["esc", "tour"])
def test_esc_and_the_tour_take_the_strip_away_for_good(journey: Start, how: str) -> None:
    day = opened(journey, WIDE)
    hands = Hands(day)
    strip = day.app.welcome.strip
    assert strip is not None
    if how == "esc":
        day.app.press.setFocus()
        hands.press(Key.Key_Escape)
    else:
        hands.tab_to("Show me around")
        hands.press(Key.Key_Space)
        tour = day.app.welcome.tour
        assert tour is not None
        for stop in range(5):
            assert tour.at == stop
            assert tour._lit().isValid(), "each part is in sight in a wide window"
            hands.press(Key.Key_Right)
        assert day.app.welcome.tour is None
        assert day.app.press.hasFocus()
    assert day.app.welcome.strip is None
    assert day.app.choices.now.welcomed
    day.app.choices.flush()
    again = Journey(day.places.data.parent, day.qtbot)
    again.open()
    try:
        assert again.app.welcome.strip is None
    finally:
        again.leave()


def test_the_tour_ends_by_esc_and_by_another_page(journey: Start) -> None:
    day = opened(journey, LEAST)
    strip = day.app.welcome.strip
    assert strip is not None
    strip.tour.click()
    day.settle()
    hands = Hands(day)
    hands.press(Key.Key_Right, Key.Key_Escape)
    assert day.app.welcome.tour is None
    assert day.app.window.page == "press"
    day.app.welcome._begin_tour()
    day.app.show_page("history")
    day.settle()
    assert day.app.welcome.tour is None


def test_who_has_answered_before_sees_no_strip(journey: Start) -> None:
    day = journey()
    assert day.app.welcome.strip is None
    assert day.app.press.bar.start.property("kind") == "primary"


# --- as a screen reader finds it ------------------------------------------------------------------


@pytest.fixture
def program() -> Iterator[Program]:
    with desktop_stage(tray=False) as stage, profile() as home:
        made = Program(stage, home)
        made.window()
        yield made


def _named(program: Program, role: str, ends: str) -> list[dict[str, Any]]:
    return [p for p in program.look() if p["role"] == role and str(p["name"]).endswith(ends)]


@pytest.mark.desktop
def test_a_screen_reader_finds_the_strip_the_questions_and_the_steps(program: Program) -> None:
    stage = program.stage

    def around() -> list[dict[str, Any]]:
        return _named(program, "push button", "Show me around")

    stage.wait_until(around, "Show me around")
    program.press("push button", "Start")
    stage.wait_until(lambda: _named(program, "radio button", ": Yes"), "the questions")
    names = {p["name"] for p in program.look() if p["role"] == "push button"}
    assert "Step 1 of 4, Today, 3 still open" in names
    assert "Step 4 of 4, Your health, 4 still open" in names
    answers = _named(program, "radio button", ": No")
    assert [one["name"] for one in answers] == [
        "A fever, or ill with a cold or flu, today: No",
        "An injury of the head or neck in the last 3 months: No",
        next(one["name"] for one in answers if one["name"].startswith("Broken")),
    ]
    assert all("Press" in one["actions"] or "Toggle" in one["actions"] for one in answers)


def _press(program: Program, role: str, wanted: Callable[[str], bool]) -> str:
    """Do the action of the part of that role whose name is wanted, once it is in sight."""

    def found() -> str:
        names = [p["name"] for p in program.look() if p["role"] == role and wanted(p["name"])]
        return names[0] if names else ""

    name = program.stage.wait_until(found, f"{role} to press")
    program.press(role, name)
    return name


@pytest.mark.desktop
def test_by_actions_of_a_screen_reader_the_first_press_is_at_most_ten_away(
    program: Program,
) -> None:
    stage = program.stage
    stage.wait_until(lambda: _named(program, "push button", "Show me around"), "the strip")
    program.press("push button", "Start")
    count = 1
    for screen in range(4):

        def here(screen: int = screen) -> list[dict[str, Any]]:
            steps = [p["name"] for p in program.look() if p["role"] == "push button"]
            is_here = any(one.startswith(f"Step {screen + 1} of 4, ") for one in steps)
            return _named(program, "radio button", ": No") if is_here else []

        asked = stage.wait_until(here, f"the questions of screen {screen + 1}")
        for answer in asked:
            program.press("radio button", answer["name"])
        on = _press(program, "push button", lambda name: name.startswith(("Next", "Begin ")))
        assert on.startswith("Begin ") is (screen == 3)
        before = [one["name"] for one in asked]
        stage.wait_until(
            lambda before=before: (
                before != [one["name"] for one in _named(program, "radio button", ": No")]
            ),
            "another screen",
        )
        count += 1
    for accepts in ("None of these", "I have read this"):
        _press(program, "push button", lambda name, start=accepts: name.startswith(start))
        count += 1
    program.noted(EntryKind.SESSION_BEGAN)
    stage.wait_until(lambda: program.says("15 seconds more"), "the session")
    assert count <= MOST_ACTIONS, count
    assert count == 7
