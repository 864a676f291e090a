"""Other programs ask over a real bus for a session and for a note, and hear of sessions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from acutimer import APP_ID
from acutimer.core.journal import EntryKind
from acutimer.core.safety import Answer
from acutimer.desktop.bus import Bus
from acutimer.desktop.launcher_door import PATH
from acutimer.desktop.session_door import NOT_STARTED, SESSION1
from tests.desktop.bus_stage import PrivateBus, private_bus, until
from tests.journeys.conftest import Journey
from tests.window_doors import called


@pytest.fixture
def on_bus(qtbot: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    with private_bus() as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made


def opened(day: Journey) -> None:
    has_name: list[bool] = []
    called(day).open_door(has_name.append)
    until(lambda: has_name, "the name")
    assert has_name == [True]


def told_of(bus: Bus) -> list[tuple[object, ...]]:
    """What signals of ours come on another program's connection."""
    came: list[tuple[object, ...]] = []
    ready: list[object] = []
    assert bus.open()
    for member in ("SessionStarted", "SessionFinished"):
        bus.hear(PATH, SESSION1, member, lambda body, member=member: came.append((member, *body)))
    bus.call_bus("AddMatch", "s", (f"type='signal',interface='{SESSION1}'",), ready.append)
    until(lambda: ready, "the match")
    return came


def ask(on_bus: PrivateBus, member: str, *words: str) -> str:
    return on_bus.tell(APP_ID, PATH, f"{SESSION1}.{member}", *words)


def status(on_bus: PrivateBus) -> dict[str, object]:
    told = ask(on_bus, "Status")
    return json.loads(told.removeprefix("('").removesuffix("',)"))


def test_a_neighbour_starts_a_session_hears_of_it_and_notes_pain(
    on_bus: PrivateBus, journey: Callable[..., Journey]
) -> None:
    day = journey()
    opened(day)
    listener = Bus(on_bus.address)
    came = told_of(listener)
    assert status(on_bus) == {"schema": 1, "session": None}

    day.hide()
    assert ask(on_bus, "StartRoutine", "desk-pause") == "()"
    assert day.app.window.isVisible()
    session = status(on_bus)["session"]
    assert isinstance(session, dict)
    assert (session["routine"], session["phase"]) == ("desk-pause", "lead_in")
    assert "A session is running" in ask(on_bus, "StartRoutine", "")
    day.let_pass(day.lead_in_s + 20)
    day.app.runner.stop()
    until(lambda: len(came) == 2, "both signals")
    assert came == [("SessionStarted", "desk-pause"), ("SessionFinished", "desk-pause", 20)]

    told = ask(on_bus, "LogPain", "4", "''", "['neck.right', 'neck.left']")
    day.settle()
    (note,) = day.of_kind(EntryKind.RATING)
    assert told == f"('{note.id}',)"
    assert (note.body["value"], note.body["places"]) == (4, ["neck.left", "neck.right"])
    for words, sentence in {
        ("11", "''", "@as []"): "A rating is a whole number from 0 to 10, not 11.",
        ("4", "'2999-01-01'", "@as []"): "2999-01-01 lies ahead",
        ("4", "'noon'", "@as []"): "when takes a date and time like",
        ("4", "''", "['knee.left']"): "There is no place 'knee.left'",
    }.items():
        assert sentence in ask(on_bus, "LogPain", *words)
    assert len(day.of_kind(EntryKind.RATING)) == 1
    listener.close()


def test_while_pressing_is_barred_a_neighbour_gets_an_error(
    on_bus: PrivateBus, journey: Callable[..., Journey]
) -> None:
    day = journey(vessel=Answer.YES)
    opened(day)
    told = ask(on_bus, "StartRoutine", "desk-pause")
    assert NOT_STARTED in told
    assert "Your safety answers come first" in told
    assert not day.app.runner.is_running
    assert day.of_kind(EntryKind.SESSION_BEGAN) == []
