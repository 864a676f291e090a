"""The rules hold in the window and by verbs, whatever file, journal or side of a point one has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from acutimer.core.points import Side
from acutimer.core.safety import Answer, Given, Profile, judge
from acutimer.places import places_for, resource_path
from acutimer.runtime.clock import SystemClock
from acutimer.storage import safety_rules
from tests.core.shipped import rules
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.journeys.test_bad_surroundings import said
from tests.journeys.test_nothing_lost import note

Start = Callable[..., Journey]
HOLD = "The safety rules acutimer came with hold instead."


@pytest.fixture
def softened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A resources file in which GB21 is no longer out in pregnancy."""
    path = tmp_path / "safety.toml"
    text = resource_path("safety.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('points_out = ["GB21", ', "points_out = [", 1), encoding="utf-8")

    def found(name: str) -> Path:
        return path if name == "safety.toml" else resource_path(name)

    monkeypatch.setattr(safety_rules, "resource_path", found)
    return path


def test_a_softened_file_is_told_in_the_window_and_the_shipped_rules_hold(
    softened: Path, journey: Start
) -> None:
    day = journey(pregnant=Answer.YES)
    assert f"{softened} would allow more: the question 'pregnant' leaves the point GB21 in" in (
        said(day)
    )
    assert HOLD in said(day)
    verdict = day.app.gate.verdict()
    assert verdict is not None
    assert verdict.is_out("GB21", Side.BOTH)


def test_a_softened_file_is_told_on_stderr_and_the_shipped_rules_hold(
    softened: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from acutimer.cli import run

    home = tmp_path / "home"
    keep_answers(home, SystemClock(), pregnant=Answer.YES)  # type: ignore[arg-type]
    routine = resource_path("routines/2-desk-pause.toml")
    run(["--home", str(home), "routine", "lint", str(routine)])
    out, err = capsys.readouterr()
    assert "Top of the shoulder (GB21) is switched off" in out
    assert f"{softened} would allow more" in err
    assert HOLD in err


def test_a_stop_holds_though_another_journal_takes_the_place_of_its_own(
    journey: Start, tmp_path: Path
) -> None:
    day = journey()
    day.app.after.show_danger("A1", lambda: None)
    day.settle()
    other = tmp_path / "other"
    keep_answers(other, FakeClock())
    places_for(other).database.replace(day.places.database)
    note(day, 5)
    assert "Another journal took the place" in said(day)
    verdict = day.app.gate.verdict()
    assert verdict is not None
    assert verdict.rests_until is not None
    assert not verdict.may_start


def test_both_sides_that_cannot_be_light_are_off_on_the_card_and_one_side_is_not(
    journey: Start,
) -> None:
    day = journey()
    app = day.app
    today = day.clock.now().date()
    given = {one.id: Given(Answer.NO, today) for one in rules().questions}
    given["bleeding"] = Given(Answer.YES, today, cleared_on=today)
    verdict = judge(rules(), Profile(given, today), app.content.atlas, day.clock.now())
    chooser, card = app.press.chooser, app.press.card
    chooser.show_verdict(verdict)
    chooser.choose_point("BL11", Side.LEFT)
    chooser.choose_side(Side.BOTH)
    words = "\n".join(one.text() for one in card.findChildren(QLabel))
    assert "cannot be made light" in words
    assert not card.add_button.isEnabled()
    chooser.add_point()
    assert not chooser.is_in_your_points("BL11")
    chooser.choose_side(Side.LEFT)
    assert card.add_button.isEnabled()
    chooser.add_point()
    assert chooser.is_in_your_points("BL11")
