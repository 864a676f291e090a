"""The preference More points: what it shows and hides at once, and what it never changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from acutimer.core.points import Side
from acutimer.core.safety import Answer
from acutimer.storage import resource_files
from acutimer.ui.body_map.markers import MarkerState
from tests.journeys.conftest import Journey

Start = Callable[..., Journey]
_BY_TAB = Qt.FocusPolicy.TabFocus
SEVEN = ["GB20", "GB21", "GB14", "BL10", "BL11", "TE17", "LI4"]


def switch_more(journey: Journey, *, on: bool) -> None:
    """As a person does it: on the Settings page, then back."""
    window = journey.app.window
    page = window.show_page("settings")
    page.show_section("sessions")  # type: ignore[attr-defined]
    switch: QAbstractButton = page.sessions.extra_points  # type: ignore[attr-defined]
    assert switch.isVisible()
    assert switch.isChecked() != on
    switch.click()
    journey.settle()
    journey.app.show_page("press")
    journey.settle()


def listed(journey: Journey) -> list[str]:
    """The accessible names of the buttons in the list of points that are there to be seen."""
    points = journey.app.press.points
    return [made.accessibleName() for made in points.findChildren(QAbstractButton)
            if not made.isHidden() and made.parentWidget().isVisibleTo(points)]  # fmt: skip


def seek(journey: Journey, text: str) -> str:
    """The code on the card after a search."""
    journey.app.press.chooser.find_point(text)
    journey.settle()
    point = journey.app.press.chooser._point
    assert point is not None
    return point.code


def card_texts(journey: Journey) -> str:
    card = journey.app.press.card
    return "\n".join(one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(card))


def test_at_first_there_are_the_seven(
    journey: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = resource_files.read_toml

    def watched(path: Path) -> tuple[str, dict[str, object]]:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(resource_files, "read_toml", watched)
    started = journey()
    assert "points.toml" in read
    assert "points-more.toml" not in read
    assert len(listed(started)) == 14
    assert [point.code for point in started.app.content.atlas.points] == SEVEN
    assert seek(started, "GB21") == "GB21"
    assert seek(started, "Baihui") == "GB21"


def test_switched_on_they_are_there_at_once_and_the_middle_once(journey: Start) -> None:
    started = journey()
    switch_more(started, on=True)
    names = listed(started)
    assert len(names) == len(set(names)) == 2 * 22 + 4
    middle = "Top of the head, middle, GV20 Baihui, top of the head, between the tips of the ears"
    assert [name for name in names if "GV20" in name] == [middle]
    assert seek(started, "Taichong") == "LR3"
    assert seek(started, "GV16") == "GV16"
    looks = [look for look in started.app.press.map.atlas._looks if look.code == "GV16"]
    assert [look.side for look in looks] == ["middle"]
    started.app.press.map.show_view("nape")
    started.settle()
    (marker,) = (
        one for one in started.app.press.map.atlas.buttons() if "GV16" in one.accessibleName()
    )
    assert "middle" in marker.accessibleName()
    marker.click()
    started.settle()
    assert started.app.press.chooser._side is Side.MIDDLE


def test_tab_reaches_them_within_the_list(journey: Start) -> None:
    started = journey()
    switch_more(started, on=True)
    press = started.app.press
    press._panel._show_list("points")  # type: ignore[union-attr]
    started.settle()
    chain: list[QWidget] = []
    one = press.nextInFocusChain()
    while one is not press and one not in chain:
        chain.append(one)
        one = one.nextInFocusChain()
    rows = press.points.findChildren(QAbstractButton)
    places = [chain.index(made) for made in rows]
    assert len(places) == 48
    assert places == sorted(places)
    assert places[-1] < chain.index(press.bar)
    between = [made for made in chain[places[0] : places[-1]] if made.focusPolicy() & _BY_TAB]
    assert between == rows[:-1]


def test_the_card_says_standing_and_that_the_article_is_silent(journey: Start) -> None:
    started = journey()
    switch_more(started, on=True)
    seek(started, "GV20")
    started.app.press.card.why_button.click()
    for code, standing in (("GV20", "used in a trial"), ("TE5", "tradition only")):
        seek(started, code)
        said = card_texts(started)
        assert "WHO standard" in said
        assert "The article says" not in said
        assert f"Not in the article. {standing.capitalize()}." in said
        assert "No timer" in said
        assert started.app.content.atlas[code].known in said
    seek(started, "GB20")
    assert "The article says" in card_texts(started)
    assert "Not in the article." not in card_texts(started)


def test_from_the_middle_one_comes_back_to_a_side(journey: Start) -> None:
    started = journey()
    switch_more(started, on=True)
    chooser = started.app.press.chooser
    chooser.choose_point("GB20", Side.RIGHT)
    seek(started, "GV14")
    for side in (Side.RIGHT, Side.BOTH):
        chooser.choose_side(side)
        assert chooser._side is Side.MIDDLE
    chooser.add_point()
    assert not chooser._your_points
    seek(started, "GB20")
    assert chooser._side is Side.LEFT
    chooser.add_point()
    assert list(chooser._your_points.told()) == ["GB20"]


def test_switched_off_the_seven_stay_and_the_choice_with_them(journey: Start) -> None:
    started = journey()
    chooser = started.app.press.chooser
    seek(started, "GB21")
    chooser.add_point()
    own = chooser.offer
    switch_more(started, on=True)
    assert chooser.offer == own
    assert chooser._point is not None
    assert chooser._point.code == "GB21"
    seek(started, "GV20")
    switch_more(started, on=False)
    assert chooser._point.code == "GB20"
    assert chooser._side is Side.LEFT
    assert len(listed(started)) == 14
    assert {
        look.code
        for look in started.app.press.map.atlas._looks
        if look.state is not MarkerState.LANDMARK
    } == set(SEVEN)
    assert seek(started, "GV20") == "GB20"
    assert chooser.offer == own


def test_the_preference_is_kept(journey: Start) -> None:
    started = journey()
    switch_more(started, on=True)
    started.app.close()
    again = journey(answered=False)
    assert again.app.choices.now.extra_points
    assert len(listed(again)) == 48


def test_the_safety_answers_hold_for_them_too(journey: Start) -> None:
    started = journey(neck=Answer.YES)
    switch_more(started, on=True)
    looks = {(one.code, one.side): one for one in started.app.press.map.atlas._looks}
    assert looks["GV16", "middle"].description.startswith("off")
    assert not looks["TE5", "left"].description.startswith("off")
    page = started.app.window.show_page("safety")
    started.app.gate.refresh()
    started.settle()
    said = "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "10 points are switched off" in said
    switch_more(started, on=False)
    started.app.show_page("safety")
    started.settle()
    said = "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "5 points are switched off" in said


def test_a_fever_names_only_points_that_are_shown(journey: Start) -> None:
    started = journey(fever=Answer.YES)
    page = started.app.window.show_page("safety")
    started.app.gate.refresh()
    started.settle()

    def said() -> str:
        return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())

    assert "EX-UE8" not in said()
    switch_more(started, on=True)
    started.app.show_page("safety")
    started.settle()
    assert "EX-UE8" in said()


def test_a_routine_of_ones_own_that_names_one_says_which_switch_shows_it(
    journey: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "routines"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(
        'schema = 1\nid = "own"\nname = "Own"\norigin = "Mine"\n\n[[steps]]\nkind = "hold"\n'
        'point = "TE5"\nside = "left"\nseconds = 30\nown = true\n'
    )
    started = journey()
    routines = started.app.press.routines
    said = [one.text() for one in routines.findChildren(QLabel) if "own.toml" in one.text()]
    assert len(said) == 1
    assert "Settings, Sessions, More points" in said[0]
    assert len(started.app.content.routines) == 6


def test_a_broken_file_of_them_leaves_the_seven_and_says_so(
    journey: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = journey()
    from acutimer.app import content

    monkeypatch.setattr(content, "MORE_POINTS", "no-such-file.toml")
    switch_more(started, on=True)
    assert [point.code for point in started.app.content.atlas.points] == SEVEN
    assert "points" in started.app.window.notices.keys()
    switch_more(started, on=False)
    assert "points" not in started.app.window.notices.keys()
