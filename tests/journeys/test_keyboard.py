"""By keyboard alone, from a bare profile to the plot; and every page can be walked by Tab."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from acutimer.core.about import read_about
from acutimer.core.composing import YOUR_POINTS
from acutimer.core.journal import EntryKind, read_rating, read_session
from acutimer.core.session import Status
from acutimer.places import resource_path
from acutimer.storage.toml_files import load_content
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.marker_button import MarkerButton
from acutimer.ui.press.more_views import MoreViews
from acutimer.ui.window.main_window import BESIDE_RAIL
from tests.journeys.conftest import Journey
from tests.journeys.hands import CTRL, SHIFT, Hands, Key, focusable, name_of, seen_part
from tests.journeys.offers import offered

Start = Callable[..., Journey]

GB20_LEFT = "Skull edge, left, GB20 Fengchi, under the skull edge"
GB21_RIGHT = (
    "Top of the shoulder, right, GB21 Jianjing, half way from the neck base to the shoulder tip"
)
WIDE, USUAL, LEAST = (1280, 800), (760, 740), (480, 420)
#: all that is not built with the window
OTHER_PAGES = (
    "history", "safety", "settings", "signs", "session", "rating", "editor", "stop"
)  # fmt: skip


def test_from_a_bare_profile_to_the_plot_without_a_mouse(journey: Start) -> None:
    day = journey(answered=False)
    app = day.app
    app.window.resize(*WIDE)
    day.settle()
    hands = Hands(day)

    hands.press(Key.Key_Return)
    assert app.window.page == "safety"
    answer_every_question_no(day, hands)
    assert hands.name.startswith("Begin ")
    hands.press(Key.Key_Return)
    assert app.window.page == "signs"
    hands.press(Key.Key_Escape)
    assert app.window.page == "press", "the signs can wait, and so does the session"

    hands.press(Key.Key_6)
    assert app.press.bar.rating.value == 6
    hands.tab_to("5 min")
    hands.press(Key.Key_Right, Key.Key_Right)
    assert hands.name == "Any"
    hands.tab_to(offered("neck-and-shoulders"))
    hands.press(Key.Key_Down)
    assert hands.name == offered("desk-pause")
    assert chosen(day) == "desk-pause"

    hands.tab_to("Where does it hurt?")
    hands.press(Key.Key_Right)
    assert hands.name == "Routines"
    hands.press(Key.Key_V)
    assert hands.name == "Nape"
    hands.tab_until(lambda one: isinstance(one, MarkerButton), "the map")
    hands.tab_to(GB21_RIGHT, key=Key.Key_Down)
    hands.press(Key.Key_Return)
    assert app.window.page == "point", "Enter opens the full card"
    hands.press(Key.Key_Escape)
    assert app.window.page == "press"
    assert hands.name == GB21_RIGHT, "and the keyboard comes back to its marker"
    hands.press(Key.Key_BracketRight, Key.Key_Insert)
    assert chosen(day) == YOUR_POINTS
    assert steps(day) == [("GB21", "right")]
    hands.tab_to(GB20_LEFT, key=Key.Key_Up)
    hands.press(Key.Key_Space, Key.Key_Backslash, Key.Key_Insert)
    assert steps(day) == [("GB21", "right"), ("GB20", "both")]
    hands.press(Key.Key_Delete)
    assert steps(day) == [("GB21", "right")]

    hands.tab_to("Start")
    hands.press(Key.Key_Return)
    assert app.window.page == "signs"
    hands.press(Key.Key_N)
    about = load_content(resource_path("about.toml"), read_about)
    hands.tab_to(about.accept)
    hands.press(Key.Key_Return)
    assert app.window.page == "session"
    session_by_keys(day, hands)

    assert app.window.page == "rating"
    hands.press(Key.Key_3, Key.Key_N, Key.Key_Return)
    assert app.window.notices.sentences() == ["Noted 3 (before 6)."]
    assert app.window.page == "press"
    ratings = [r for entry in day.of_kind(EntryKind.RATING) if (r := read_rating(entry))]
    told = [(rating.value, rating.moment.value, rating.unwelcome) for rating in ratings]
    assert told == [(6, "before", None), (3, "after", ("nothing",))]
    (ended,) = day.of_kind(EntryKind.SESSION_ENDED)
    note = read_session(ended)
    assert note is not None
    assert note.ended == "stopped"
    assert [(part.point, part.side) for part in note.parts] == [("GB21", "right")]

    history_by_keys(day, hands)


def answer_every_question_no(day: Journey, hands: Hands) -> None:
    """N for each, Enter after each screen but the last."""
    page: Any = day.app.window.built("safety")
    for step in page.screens.steps:
        assert hands.name.endswith(": Yes"), "the first question has the keyboard"
        hands.press(*[Key.Key_N] * len(step.questions))
        if step is not page.screens.steps[-1]:
            assert hands.name.startswith("Next: ")
            hands.press(Key.Key_Return)


def session_by_keys(day: Journey, hands: Hands) -> None:
    """Lead-in, a pause, longer and shorter, back, then Esc and the end of it."""
    runner = day.app.runner
    assert runner.state is not None
    day.let_pass(5 + 20)
    hands.press(Key.Key_Space)
    assert runner.state.status is Status.PAUSED
    hands.press(Key.Key_Space)
    assert runner.state.status is Status.RUNNING
    whole_ms = length_ms(day)
    hands.press(Key.Key_Down)
    assert length_ms(day) == whole_ms - 15_000
    hands.press(Key.Key_Up)
    assert length_ms(day) == whole_ms
    hands.press(Key.Key_Left)
    assert runner.progress().phase.kind.value == "lead_in"  # type: ignore[union-attr]
    day.let_pass(5 + 30)
    hands.press(Key.Key_Escape)
    assert runner.state.status is Status.PAUSED
    assert hands.name == "Keep going"
    hands.press(Key.Key_Space)
    assert runner.state.status is Status.RUNNING
    hands.press(Key.Key_Escape)
    hands.tab_to("End and rate")
    hands.press(Key.Key_Space)


def history_by_keys(day: Journey, hands: Hands) -> None:
    """Ctrl+2, arrows to the day of the session, and the same day in the table."""
    hands.press(Key.Key_2, held=CTRL)
    assert day.app.window.page == "history"
    page: Any = day.app.window.built("history")
    hands.press(Key.Key_Left)
    of_today = page.plot.readout_text
    hands.press(Key.Key_Left)
    assert "6" not in page.plot.readout_text
    hands.press(Key.Key_Right)
    assert page.plot.readout_text == of_today
    assert of_today.startswith("Today, Mon 2 Mar. Before 6 → after 3.")
    hands.tab_to("Plot")
    hands.press(Key.Key_Right)
    assert page.forms.key == "table"
    hands.tab_to("Notes by day")
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Down)
    row = page.table.rows[page.table.currentIndex().row()]
    assert (row.what, row.before, row.after) == ("Session", 6, 3)


def chosen(day: Journey) -> str:
    offer = day.app.press.chooser.offer
    assert offer is not None
    return offer.routine.id


def steps(day: Journey) -> list[tuple[str, str]]:
    offer = day.app.press.chooser.offer
    assert offer is not None
    return [(step.point, step.side.value) for step in offer.routine.steps if step.point]


def length_ms(day: Journey) -> int:
    progress = day.app.runner.progress()
    assert progress is not None
    return progress.length_ms


# --- every page, at three sizes ---------------------------------------------------------------


def go_to(day: Journey, page: str) -> None:
    app = day.app
    if page in ("session", "rating"):
        app.requests.quick()
        day.settle()
        if page == "rating":
            app.runner.stop()
    elif page == "stop":
        app.after.show_danger("A1", app.gate.ask_again)
    elif page == "signs":
        app.signs.look()
    elif page == "editor":
        app.editing.edit("neck-and-shoulders")
    else:
        app.show_page(page)
    day.settle()
    assert app.window.page == page


@pytest.mark.parametrize(
    ("page", "size"), [*product(("press", *OTHER_PAGES), (WIDE, USUAL, LEAST))], ids=str
)
def test_tab_reaches_everything_in_sight_and_everything_has_a_name(
    journey: Start, page: str, size: tuple[int, int]
) -> None:
    day = journey()
    day.app.window.resize(*size)
    hands = Hands(day)
    go_to(day, page)
    assert hands.focus is not None
    forward = hands.stops()
    backward = hands.stops(held=SHIFT)
    assert set(map(id, forward)) == set(map(id, backward))

    markers = [one for one in focusable(day.app.window) if isinstance(one, MarkerButton)]
    rest = [one for one in focusable(day.app.window) if not isinstance(one, MarkerButton)]
    assert [name_of(one) for one in rest if one not in forward] == []
    assert [one for one in (*forward, *rest, *markers) if not name_of(one)] == []
    if markers:
        hands.tab_until(lambda one: one in markers, "the map")
        hands.press(Key.Key_Home)
        walked = [hands.focus]
        for _ in markers[1:]:
            hands.press(Key.Key_Down)
            walked.append(hands.focus)
        assert set(map(id, walked)) == set(map(id, markers))


@pytest.mark.parametrize("size", [WIDE, USUAL, LEAST], ids=str)
def test_tab_goes_from_the_rail_across_the_page_to_the_start_bar(
    journey: Start, size: tuple[int, int]
) -> None:
    day = journey()
    day.app.window.resize(*size)
    hands = Hands(day)
    hands.tab_to("Press")
    names = [name_of(one) for one in hands.stops()]
    last = names[-1]
    lists = names.index("Routines"), names.index(offered("neck-and-shoulders"))
    body = names.index("Nape"), names.index(GB20_LEFT)
    bar = names.index("Pain right now: 0"), names.index("Start")
    order = (lists, body, bar) if size == WIDE else (body, lists, bar)
    assert [place for part in order for place in part] == sorted((*lists, *body, *bar))
    assert last == "Press"


def test_the_lists_filled_again_keep_their_place(journey: Start) -> None:
    day = journey()
    day.app.window.resize(*WIDE)
    hands = Hands(day)
    hands.tab_until(lambda one: isinstance(one, MarkerButton), "the map")
    hands.press(Key.Key_Insert)
    assert chosen(day) == YOUR_POINTS
    hands.tab_to("Routines")
    hands.press(Key.Key_Tab)
    assert hands.name.startswith("Your points")


@pytest.mark.parametrize("quiet", [True, False], ids=["pages of the rail", "pages that ask"])
def test_a_page_built_for_the_first_time_opens_no_window_of_its_own(
    journey: Start, quiet: bool
) -> None:
    """A part shown before it has a place is a window for a moment, and takes the keyboard."""
    day = journey()
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if (
                event.type() == QEvent.Type.Show
                and isinstance(watched, QWidget)
                and watched.isWindow()
            ):
                seen.append(f"{type(watched).__name__} {name_of(watched)}")
            return False

    watch = Watch()
    qt_app = QApplication.instance()
    assert qt_app is not None
    qt_app.installEventFilter(watch)
    for page in OTHER_PAGES:
        if (page in BESIDE_RAIL) == quiet:
            go_to(day, page)
    qt_app.removeEventFilter(watch)
    assert seen == []


def test_digits_and_letters_typed_into_a_note_rate_nothing(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    go_to(day, "rating")
    page: Any = day.app.window.built("rating")
    hands.press(Key.Key_4)
    hands.tab_to("Add a note")
    hands.press(Key.Key_Space)
    assert hands.name == "Note"
    hands.press(Key.Key_7, Key.Key_T, Key.Key_N, Key.Key_L, Key.Key_V)
    assert page.note.text() == "7tnlv"
    assert page.cells.value == 4
    assert page.unwelcome.chosen is None
    assert seen_part(page.note).isValid()
    hands.press(Key.Key_Return)
    (rating,) = [read_rating(entry) for entry in day.of_kind(EntryKind.RATING)]
    assert rating is not None
    assert (rating.value, rating.note) == (4, "7tnlv")


def test_log_pain_by_two_keys_and_back(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    before = hands.tab_to("Start")
    hands.press(Key.Key_L, Key.Key_5)
    (rating,) = [read_rating(entry) for entry in day.of_kind(EntryKind.RATING)]
    assert rating is not None
    assert (rating.value, rating.moment.value) == (5, "now")
    panel = QApplication.activeWindow()
    assert panel is not None
    assert panel is not day.app.window
    hands.leave_panel(Key.Key_Escape)
    assert not panel.isVisible()
    assert hands.focus is before


def test_a_point_is_found_by_typing_and_enter_there_starts_nothing(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    day.app.press.map.show_view("turn")
    hands.press(Key.Key_Slash)
    assert hands.name == "Find a point by name or code"
    for key in (Key.Key_G, Key.Key_B, Key.Key_1, Key.Key_4):
        hands.press(key)
    hands.press(Key.Key_Return)
    assert day.app.window.page == "press"
    assert not day.app.runner.is_running
    assert hands.name.startswith("Above the brow, left, GB14 Yangbai")
    assert day.app.press.bar.rating.value is None, "digits belong to the field"

    hands.press(Key.Key_Slash, Key.Key_Escape)
    assert isinstance(hands.focus, QWidget)
    hands.press(Key.Key_Slash, Key.Key_Return)
    assert not day.app.runner.is_running


@pytest.mark.parametrize("size", [WIDE, USUAL], ids=str)
def test_enter_starts_after_a_click_on_any_segment_and_space_presses_it(
    journey: Start, size: tuple[int, int]
) -> None:
    day = journey()
    app = day.app
    app.window.resize(*size)
    hands = Hands(day)
    asked: list[object] = []
    app.press.chooser.start_asked.disconnect(app.sessions.start)
    app.press.chooser.start_asked.connect(lambda routine, _: asked.append(routine))
    # what is fitted to a place or a time starts this way
    app.sessions.start = lambda routine, *_, **__: asked.append(routine)
    seen: set[str] = set()
    # a click may show others: the card's sides come with its tab
    while rest := [one for one in segments_in_sight(day) if name_of(one) not in seen]:
        segment = rest[0]
        seen.add(name_of(segment))
        QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
        assert hands.focus is segment
        hands.press(Key.Key_Return, Key.Key_Enter)
        assert len(asked) == 2 * len(seen), name_of(segment)
    assert {"Nape", "Face", "Points", "Left", "Both", "Right", "Routines"} <= seen

    face = next(one for one in segments_in_sight(day) if name_of(one) == "Face")
    face.setFocus()
    hands.press(Key.Key_Space)
    assert app.press.map.view_id == "face"


def segments_in_sight(day: Journey) -> list[QPushButton]:
    """The segments of the Press page; a click on "More" opens a menu, which is another test."""
    found = day.app.press.findChildren(QPushButton)
    return [
        one
        for one in found
        if one.property("kind") == "segment" and one.isVisible() and one.menu() is None
    ]


def test_enter_on_more_views_opens_nothing_and_starts(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    more = day.app.press.findChild(MoreViews)
    assert isinstance(more, MoreViews)
    opened: list[bool] = []
    more.menu().aboutToShow.connect(lambda: opened.append(True))
    more.setFocus()
    hands.press(Key.Key_Return)
    assert opened == []
    assert day.app.runner.is_running


def test_escape_takes_one_step_back_at_a_time(journey: Start) -> None:
    day = journey()
    app, hands = day.app, Hands(day)
    atlas = app.press.map.atlas
    hands.press(Key.Key_V)
    atlas.zoom_about(2, atlas.rect().center().toPointF())
    hands.press(Key.Key_Slash, Key.Key_Escape)
    assert atlas.is_enlarged, "the field was the inner one"
    hands.press(Key.Key_Escape)
    assert not atlas.is_enlarged, "from wherever the keyboard is on the page"

    app.card.open()
    day.settle()
    page: Any = app.window.built("point")
    page.findChild(AtlasView).zoom_about(2, page.rect().center().toPointF())
    page.setFocus()
    hands.press(Key.Key_Escape)
    assert app.window.page == "point"
    hands.press(Key.Key_Escape)
    assert app.window.page == "press"


@pytest.mark.parametrize("size", [WIDE, USUAL], ids=str)
def test_tab_reaches_the_buttons_of_an_enlarged_body_next_to_its_points(
    journey: Start, size: tuple[int, int]
) -> None:
    day = journey()
    atlas = day.app.press.map.atlas
    atlas.zoom_about(2, atlas.rect().center().toPointF())
    day.app.window.resize(*size)
    hands = Hands(day)
    hands.tab_to("Press")
    forward = hands.stops()
    names = [name_of(one) for one in forward]
    at = names.index("Zoom out")
    assert names[at : at + 3] == ["Zoom out", "Zoom in", "Whole picture"]
    assert forward[at - 1] in atlas.buttons()
    assert set(map(id, hands.stops(held=SHIFT))) == set(map(id, forward))
    atlas.show_whole()
    day.settle()
    hands.tab_to("Press")
    whole = [name_of(one) for one in hands.stops()]
    assert "Zoom in" in whole
    assert "Whole picture" not in whole, "there is nothing to go back from"
