"""The session page, led by the real runner: what it shows, what its keys do, when it rests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from acutimer.audio.player import NO_SOUND
from acutimer.core.points import Side, StepKind
from acutimer.core.routines import PhaseKind, Routine, Step
from acutimer.core.session import Status
from acutimer.core.session_state import Reached
from acutimer.ui.body_map.markers import MarkerState
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.kit.wording import ON_HOLD
from acutimer.ui.session.words import next_change_ms
from tests.core.shipped import built
from tests.ui.session.stage import Stage, dress, running, size_text

Key = Qt.Key
NECK, FOREHEAD, MAT = "neck-and-shoulders", "nape-and-forehead", "acupressure-mat"
STROKES = "slow-strokes"


@pytest.fixture(autouse=True)
def text_size(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    size_text(qapp, 10.5)
    yield
    qapp.setFont(before)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.close()


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def status(stage: Stage) -> Status:
    assert stage.runner.state is not None
    return stage.runner.state.status


# --- keys -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Key.Key_Space, "pause_or_go_on_asked"),
        (Key.Key_Left, "back_asked"),
        (Key.Key_Right, "skip_asked"),
        (Key.Key_Up, "lengthen_asked"),
        (Key.Key_Down, "shorten_asked"),
        (Key.Key_Home, "restart_asked"),
        (Key.Key_M, "mute_toggled"),
        (Key.Key_R, "announced"),
        (Key.Key_R, "say_again_asked"),
    ],
)
@pytest.mark.parametrize("focused", ["page", "control", "marker"])
def test_each_key_asks_once_wherever_the_keyboard_is(
    stage: Stage, key: Qt.Key, signal: str, focused: str
) -> None:
    stage.start(NECK)
    stage.go_to(0, PhaseKind.HOLD)
    holders = {
        "page": stage.page,
        "control": stage.page.foot.main,
        "marker": stage.page.body.buttons()[0],
    }
    holders[focused].setFocus()
    spy = QSignalSpy(getattr(stage.page, signal))
    press(holders[focused], key)
    # a command that made something happen is also read out
    assert spy.count() >= 1 if signal == "announced" else spy.count() == 1


def test_p_hides_the_picture_and_brings_it_back(stage: Stage) -> None:
    stage.start(NECK)
    press(stage.page, Key.Key_P)
    assert stage.page.body.isHidden()
    press(stage.page, Key.Key_P)
    assert stage.page.body.isVisible()


def test_space_presses_the_control_that_the_keyboard_is_on(stage: Stage) -> None:
    stage.start(NECK)
    stage.page.foot.skip.setFocus(Qt.FocusReason.TabFocusReason)
    press(stage.page.foot.skip, Key.Key_Space)
    progress = stage.runner.progress()
    assert progress is not None
    assert (progress.step, progress.status) == (1, Status.RUNNING)


def test_after_a_click_space_still_pauses(stage: Stage) -> None:
    stage.start(NECK)
    QTest.mouseClick(stage.page.foot.skip, Qt.MouseButton.LeftButton)
    press(stage.page, Key.Key_Space)
    assert status(stage) is Status.PAUSED
    assert stage.runner.state is not None
    assert stage.runner.state.step == 1


def test_digits_mean_nothing_in_a_running_session(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(0, PhaseKind.HOLD)
    before = stage.runner.state
    spy = QSignalSpy(stage.page.rated_before)
    for key in (*range(Key.Key_0, Key.Key_9 + 1), Key.Key_T):
        press(stage.page, Qt.Key(key))
    assert spy.count() == 0
    assert stage.runner.state is before


def test_escape_pauses_and_offers_three_ways(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(0, PhaseKind.HOLD)
    stage.go(3000)
    press(stage.page, Key.Key_Escape)
    foot = stage.page.foot
    assert status(stage) is Status.PAUSED
    assert [b.text() for b in (foot.keep_going, foot.end, foot.unwell)] == [
        "Keep going",
        "End and rate",
        "I feel unwell",
    ]
    assert foot.keep_going.isVisible()
    assert foot.end.isVisible()
    assert foot.unwell.isVisible()
    press(stage.page, Key.Key_Escape)
    assert not foot.is_choosing
    assert status(stage) is Status.PAUSED  # Escape never destroys, nor goes on by itself


def test_space_keeps_going_from_the_offer(stage: Stage) -> None:
    stage.start(NECK)
    press(stage.page, Key.Key_Escape)
    press(QApplication.focusWidget() or stage.page, Key.Key_Space)
    assert status(stage) is Status.RUNNING
    assert not stage.page.foot.is_choosing
    assert stage.page.foot.main.isVisible()


def test_escape_does_not_end_a_wait(stage: Stage) -> None:
    stage.start(MAT)
    press(stage.page, Key.Key_Escape)
    press(stage.page, Key.Key_Escape)
    press(stage.page, Key.Key_Escape)
    QTest.mouseClick(stage.page.foot.keep_going, Qt.MouseButton.LeftButton)
    assert status(stage) is Status.WAITING


def test_the_offer_ends_the_session_or_tells_that_one_is_unwell(stage: Stage) -> None:
    stage.start(NECK)
    press(stage.page, Key.Key_Escape)
    unwell = QSignalSpy(stage.page.unwell_asked)
    QTest.mouseClick(stage.page.foot.unwell, Qt.MouseButton.LeftButton)
    assert unwell.count() == 1
    assert status(stage) is Status.PAUSED
    QTest.mouseClick(stage.page.foot.end, Qt.MouseButton.LeftButton)
    assert status(stage) is Status.STOPPED


# --- a step that waits ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "state"),
    [
        (Key.Key_A, Status.RUNNING),
        (Key.Key_5, Status.RUNNING),
        (Key.Key_Return, Status.RUNNING),
        (Key.Key_F5, Status.RUNNING),
        (Key.Key_Shift, Status.WAITING),
        (Key.Key_Control, Status.WAITING),
        (Key.Key_VolumeUp, Status.WAITING),
        (Key.Key_M, Status.WAITING),
        (Key.Key_E, Status.WAITING),
        (Key.Key_R, Status.WAITING),
        (Key.Key_Tab, Status.WAITING),
    ],
)
def test_any_key_that_means_nothing_else_answers_a_wait(
    stage: Stage, key: Qt.Key, state: Status
) -> None:
    stage.start(MAT)
    press(stage.page, key)
    assert status(stage) is state


@pytest.mark.parametrize("key", [Key.Key_A, Key.Key_Return])
def test_such_a_key_means_nothing_while_the_clock_runs(stage: Stage, key: Qt.Key) -> None:
    stage.start(NECK)
    press(stage.page, key)
    assert status(stage) is Status.RUNNING
    press(stage.page, Key.Key_Space)
    press(stage.page, key)
    assert status(stage) is Status.PAUSED


def test_a_wait_leaves_keys_held_commands_and_buttons_alone(stage: Stage) -> None:
    stage.start(MAT)
    QTest.keyClick(stage.page, Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert status(stage) is Status.WAITING
    repeated = QKeyEvent(
        QKeyEvent.Type.KeyPress, Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True
    )
    QApplication.sendEvent(stage.page, repeated)
    assert status(stage) is Status.WAITING
    muted = QSignalSpy(stage.page.mute_toggled)
    sound = stage.page.top.sound
    sound.setFocus()
    press(sound, Key.Key_Return)
    assert status(stage) is Status.WAITING
    press(sound, Key.Key_Space)
    assert (status(stage), muted.count() > 0) == (Status.WAITING, True)
    press(sound, Key.Key_A)
    assert status(stage) is Status.RUNNING


def test_a_wait_come_upon_while_paused_asks_once(stage: Stage) -> None:
    stage.start(MAT)
    press(stage.page, Key.Key_Space)
    stage.go(2000)
    press(stage.page, Key.Key_Space)
    press(stage.page, Key.Key_Left)
    assert status(stage) is Status.PAUSED
    ring = stage.page.column.ring.state()
    assert (ring.head, ring.digits) == ("Waiting", "Ready?")
    assert stage.page.foot.main.text() == "Ready"
    assert stage.page.column.feel.text() == "Take your time. The clock waits for you."
    press(stage.page, Key.Key_Space)
    assert status(stage) is Status.RUNNING
    assert stage.page.foot.main.text() == "Pause"


# --- the pain question ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value"), [(Key.Key_0, 0), (Key.Key_5, 5), (Key.Key_9, 9), (Key.Key_T, 10)]
)
def test_one_key_answers_the_pain_question_and_it_leaves(
    stage: Stage, key: Qt.Key, value: int
) -> None:
    stage.start(NECK, ask_pain=True)
    spy = QSignalSpy(stage.page.rated_before)
    press(stage.page, key)
    press(stage.page, Key.Key_3)
    assert [spy.at(i)[0] for i in range(spy.count())] == [value]
    assert not stage.page.foot.is_asking
    assert stage.page.foot.timeline.isVisible()


def test_the_pain_question_blocks_nothing_and_leaves_when_the_press_begins(stage: Stage) -> None:
    stage.start(NECK, ask_pain=True)
    spy = QSignalSpy(stage.page.rated_before)
    assert stage.page.foot.strip.isVisible()
    stage.go(4000)
    assert stage.page.foot.is_asking
    stage.go(1000)
    progress = stage.runner.progress()
    assert progress is not None
    assert progress.phase.kind is PhaseKind.HOLD
    assert not stage.page.foot.is_asking
    press(stage.page, Key.Key_5)
    assert spy.count() == 0


def test_the_pain_question_begins_empty_each_time(stage: Stage) -> None:
    stage.start(NECK, ask_pain=True)
    press(stage.page, Key.Key_5)
    stage.runner.stop()
    stage.start(NECK, ask_pain=True)
    assert stage.page.foot.strip.cells.value is None
    assert stage.page.foot.is_asking


# --- rest -----------------------------------------------------------------------------------


def test_nothing_ticks_while_paused_waiting_hidden_or_over(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(0, PhaseKind.HOLD)
    assert running(stage.page) != []
    stage.runner.pause()
    assert running(stage.page) == []
    stage.runner.resume()
    assert running(stage.page) != []
    stage.page.hide()
    assert running(stage.page) == []
    stage.go(2000)
    assert running(stage.page) == []
    stage.page.show()
    assert running(stage.page) != []
    stage.runner.stop()
    assert running(stage.page) == []


def test_nothing_ticks_while_a_step_waits(stage: Stage) -> None:
    stage.start(MAT)
    assert status(stage) is Status.WAITING
    assert running(stage.page) == []


@pytest.mark.parametrize(
    ("routine", "step", "kind"),
    [
        (NECK, 0, PhaseKind.LEAD_IN),
        (NECK, 0, PhaseKind.HOLD),
        (FOREHEAD, 3, PhaseKind.PRESSES),
        (STROKES, 0, PhaseKind.STROKES),
        (NECK, 5, PhaseKind.CARE),
    ],
)
def test_it_paints_when_something_looks_different_and_not_before(
    stage: Stage, routine: str, step: int, kind: PhaseKind
) -> None:
    stage.start(routine)
    stage.go_to(step, kind)

    def seen() -> tuple[object, ...]:
        stage.page.progress_wanted.emit()
        state = stage.page.column.ring.state()
        return (state.digits, state.head, state.sub, state.segment_now, stage.page.top.line)

    looks: list[tuple[int, tuple[object, ...]]] = []
    for at_ms in range(0, 4600, 10):
        looks.append((at_ms, seen()))
        stage.clock.advance(10)
        stage.runner.look()
    changes = [late for (_, early), (late, now) in pairwise(looks) if early != now]
    assert changes
    assert all(b - a >= 490 for a, b in pairwise(changes))
    # from just after each change, the next time the timer would fire is just after the next one
    stage.runner.stop()
    stage.start(routine)
    stage.go_to(step, kind)
    at_ms = 0
    fired: list[int] = []
    while at_ms < changes[-1]:
        progress = stage.runner.progress()
        assert progress is not None
        wait_ms = next_change_ms(progress, calm=kind is not PhaseKind.STROKES)
        assert wait_ms is not None
        stage.clock.advance(wait_ms)
        stage.runner.look()
        at_ms += wait_ms
        fired.append(at_ms)
    assert len(fired) <= len(changes) + 1
    assert all(any(0 <= f - c + 10 <= 60 for f in fired) for c in changes)


def test_strokes_are_painted_20_times_a_second_and_still_ones_half_way(stage: Stage) -> None:
    stage.start(STROKES)
    stage.go_to(0, PhaseKind.STROKES)
    stage.go(2100)
    progress = stage.runner.progress()
    assert progress is not None
    assert next_change_ms(progress) == 52
    assert next_change_ms(progress, calm=False) == 402


def test_circles_are_painted_20_times_a_second_and_still_ones_on_the_beat(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(2, PhaseKind.CIRCLES)
    stage.go(400)
    progress = stage.runner.progress()
    assert progress is not None
    assert next_change_ms(progress) == 52
    still_ms = next_change_ms(progress, calm=False)
    assert still_ms is not None
    assert still_ms > 500
    stage.page.set_motion(False)
    assert stage.page.column.ring.state().head == "Circle 1"
    stage.go(2000)
    assert stage.page.column.ring.state().head == "Circle 2"


# --- what it shows --------------------------------------------------------------------------


def test_a_hold_as_in_the_picture(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(3, PhaseKind.HOLD)
    stage.go(73_000)
    page = stage.page
    ring = page.column.ring.state()
    assert (ring.digits, ring.head, ring.sub, ring.mode) == ("1:47", "Hold", "of 3:00", "hold")
    assert page.column.title.text() == "Left shoulder"
    assert page.column.instruction.text() == "Use your right thumb or index finger."
    assert page.top.line == "Step 4 of 6 · 5:22 left in all"
    shown = {(b.look.code, b.look.side): (b.look.state, b.look.number) for b in page.body.buttons()}
    assert shown["GB21", "left"] == (MarkerState.CURRENT, "4")
    assert shown["GB21", "right"] == (MarkerState.NEXT, "5")
    assert shown["GB20", "left"] == (MarkerState.DONE, "")
    assert shown["BL10", "right"] == (MarkerState.DONE, "")


def test_a_lead_in_counts_down_and_the_switch_of_sides_says_so(stage: Stage) -> None:
    stage.start(NECK)
    digits: list[str] = []
    for _ in range(5):
        digits.append(stage.page.column.ring.state().digits)
        stage.go(1000)
    assert digits == ["5", "4", "3", "2", "1"]
    assert stage.page.column.ring.state().head == "Hold"


def test_the_second_side_in_turn_begins_with_a_switch_of_sides(stage: Stage) -> None:
    step = Step(StepKind.HOLD, "GB21", Side.IN_TURN, 20)
    stage.routines["turn"] = Routine("turn", "Turn", "", (step,))
    stage.start("turn")
    stage.go(26_000)
    ring = stage.page.column.ring.state()
    assert (ring.digits, ring.head, ring.mode) == ("4", "Switch sides", "lead_in")
    assert stage.page.column.title.text() == "Right shoulder"
    assert stage.page.column.feel.text() == "Ease off slowly."
    shown = {b.look.side: b.look.state for b in stage.page.body.buttons()}
    assert shown == {"left": MarkerState.DONE, "right": MarkerState.CURRENT}


def test_presses_alternate_with_the_beat(stage: Stage) -> None:
    stage.start(FOREHEAD)
    stage.go_to(3, PhaseKind.PRESSES)
    stage.go(37_000)
    ring = stage.page.column.ring.state()
    assert (ring.digits, ring.head, ring.sub) == ("13", "Press", "of 20 · 0:23")
    assert (ring.segments, ring.segment_now, ring.pressing) == (20, 12, True)
    stage.go(1000)
    assert stage.page.column.ring.state().head == "Let go"
    assert stage.page.column.feel.text() == "Press on the tone, let go on the tick."
    assert stage.page.body.view_id() == "face"


def test_strokes_are_led_along_and_back(stage: Stage) -> None:
    stage.start(STROKES)
    stage.go_to(0, PhaseKind.STROKES)
    stage.go(31_000)
    ring = stage.page.column.ring.state()
    assert (ring.digits, ring.head, ring.sub, ring.mode) == ("0:29", "Glide", "of 1:00", "strokes")
    assert (ring.beat_phase, ring.pressing) == (0.2, True)
    column = stage.page.column
    assert column.instruction.text() == "Down the muscle of the nape, never towards the throat."
    assert column.feel.text() == "Glide on the long tone, lift and go back on the short one."
    stage.go(2000)
    ring = stage.page.column.ring.state()
    assert (ring.head, ring.beat_phase, ring.pressing) == ("Lift", 0.6, False)
    assert stage.page.body.view_id() == "nape"
    stage.page.show_sound_banner(NO_SOUND)
    assert column.feel.text() == "Glide, lift and go back as the ring says."
    stage.go_to(1, PhaseKind.LEAD_IN)
    stage.go(4500)
    assert column.instruction.text() == "Use the fingertips of both hands."
    assert column.feel.text() == "Ease off slowly."


def test_strokes_over_the_forehead_are_light(stage: Stage) -> None:
    forehead = {"kind": "strokes", "point": "GB14", "side": "both", "seconds": 60, "own": True}
    stage.routines["forehead"] = built(forehead)
    stage.start("forehead")
    stage.go(100)
    column = stage.page.column
    assert "Lightly." in column.instruction.text()
    assert column.feel.text() == "Slowly, the way the muscle runs."
    stage.go_to(0, PhaseKind.STROKES)
    stage.go(100)
    assert column.instruction.text() == "Slowly, the way the muscle runs. Lightly."
    assert column.feel.text().startswith("Glide on the long tone")


def test_a_last_stroke_that_is_longer_stays_at_its_end(stage: Stage) -> None:
    strokes = {"kind": "strokes", "point": "LI4", "side": "left", "seconds": 18, "own": True}
    stage.routines["longer"] = built(strokes)
    stage.start("longer")
    stage.go_to(0, PhaseKind.STROKES)
    assert stage.page.column.instruction.text() == "Slowly, the way the muscle runs."
    stage.go(16_000)  # the third began at 10 s, and a fourth would have had three
    ring = stage.page.column.ring.state()
    assert (ring.head, ring.beat_phase, ring.digits) == ("Lift", 1.0, "0:02")
    progress = stage.runner.progress()
    assert progress is not None
    assert (progress.beat, progress.beats) == (3, 3)
    assert next_change_ms(progress, calm=False) == 1002


def test_a_wait_asks_whether_one_is_ready(stage: Stage) -> None:
    stage.start(MAT)
    assert stage.page.column.ring.state().digits == "Ready?"
    assert stage.page.foot.main.text() == "Ready"
    assert stage.page.column.title.text() == "Under the back of the head, lying down"
    press(stage.page, Key.Key_Space)
    assert status(stage) is Status.RUNNING
    assert stage.page.foot.main.text() == "Pause"


def test_a_pause_keeps_the_digits_and_the_place(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(0, PhaseKind.HOLD)
    stage.go(13_000)
    press(stage.page, Key.Key_Space)
    ring = stage.page.column.ring.state()
    assert (ring.digits, ring.head, ring.paused) == ("0:47", "Paused", True)
    assert stage.page.column.feel.text() == ON_HOLD
    assert stage.page.foot.main.text() == "Resume"


def test_care_says_how_and_how_far(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(5, PhaseKind.CARE)
    assert stage.page.column.title.text() == "Slow head turns"
    assert stage.page.column.instruction.text() == "Turn your head slowly, one way, then the other."
    assert stage.page.column.feel.text() == "Ease off slowly. Only as far as is easy."


@pytest.mark.parametrize("routine", [NECK, FOREHEAD, STROKES, "article-whole", "desk-pause"])
def test_nobody_who_may_only_press_lightly_is_told_to_press_firmly(
    stage: Stage, routine: str
) -> None:
    stage.start(routine, light_only=True)
    told: set[str] = set()
    while stage.runner.is_running:
        column = stage.page.column
        words = f"{column.instruction.text()} {column.feel.text()}"
        assert "Firm" not in words
        progress = stage.runner.progress()
        assert progress is not None
        if progress.phase.kind.is_pressing:
            assert "Lightly." in words
            told.add(column.title.text())
        stage.go(3000)
    assert told


def test_without_sound_presses_are_led_by_the_ring(stage: Stage) -> None:
    stage.start(FOREHEAD)
    stage.go_to(3, PhaseKind.PRESSES)
    stage.page.show_sound_banner(NO_SOUND)
    assert stage.page.sound_banner.isVisible()
    assert stage.page.column.feel.text() == "Press and let go as the ring says."
    stage.page.show_sound_banner("")
    assert not stage.page.sound_banner.isVisible()
    spy = QSignalSpy(stage.page.mute_toggled)
    press(stage.page, Key.Key_M)
    assert spy.at(0) == [True]
    assert stage.page.top.sound.text() == "Muted"
    assert stage.page.column.feel.text() == "Press and let go as the ring says."


def test_sleep_is_told_with_two_ways_on(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(3, PhaseKind.HOLD)
    stage.go(73_000)
    stage.clock.sleep(240_000)
    stage.runner.look()
    assert status(stage) is Status.PAUSED
    stage.page.show_slept(240_000)
    banner = stage.page.banner
    assert banner.text == ("The computer slept for 4 minutes. Your session is paused at 1:47.")
    stage.page.show_slept(6000)
    assert banner.text.startswith("The computer slept or was too busy for a moment. ")
    assert [button.text() for button in banner.buttons] == ["Resume", "End and rate"]
    QTest.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    assert status(stage) is Status.RUNNING
    assert not banner.isVisible()


def test_at_three_minutes_it_says_why_15_seconds_more_do_nothing(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(3, PhaseKind.HOLD)
    press(stage.page, Key.Key_Up)
    assert stage.page.column.ring.state().sub == "of 3:00"
    assert stage.page.column.feel.text() == "No longer than 3:00 a side in one session."
    stage.go_to(4, PhaseKind.LEAD_IN)
    assert "3:00" not in stage.page.column.feel.text()


def test_a_skipped_step_is_not_ticked(stage: Stage) -> None:
    stage.start(NECK)
    press(stage.page, Key.Key_Right)
    press(stage.page, Key.Key_Right)
    description = stage.page.foot.timeline.accessibleDescription()
    assert description.startswith(
        "Skull edge skipped, Nape skipped, Nape circles now, Top of the shoulder L to come"
    )
    shown = {(b.look.code, b.look.side): b.look.state for b in stage.page.body.buttons()}
    assert shown["GB20", "left"] is MarkerState.NORMAL
    assert stage.page.foot.timeline.accessibleName() == "Steps: step 3 of 6, Nape circles"


def test_a_step_skipped_before_a_crash_is_not_ticked_when_it_goes_on(stage: Stage) -> None:
    routine = stage.routines[NECK]
    first = next(at for at, phase in enumerate(routine.phases) if phase.step == 2)
    stage.page.begin(routine)
    stage.runner.start(routine, Reached(first, skipped=frozenset({1})))
    description = stage.page.foot.timeline.accessibleDescription()
    assert description.startswith("Skull edge done, Nape skipped, Nape circles now")
    shown = {(b.look.code, b.look.side): b.look.description for b in stage.page.body.buttons()}
    assert shown["GB20", "left"] == "done"
    stage.runner.back()
    stage.runner.back()
    assert "skipped" not in stage.page.foot.timeline.accessibleDescription()


def test_the_timeline_is_as_wide_as_the_steps_are_long(stage: Stage) -> None:
    stage.start(NECK)
    fields = stage.page.foot.timeline.fields()
    assert len(fields) == 6
    assert fields[0].left() == 0
    assert fields[-1].right() == stage.page.foot.timeline.width() - 1
    assert all(4 <= b.left() - a.right() <= 6 for a, b in pairwise(fields))
    assert abs(fields[3].width() - fields[4].width()) <= 1
    assert fields[3].width() > 2 * fields[0].width()
    assert fields[5].width() >= 60


# --- for people who listen ------------------------------------------------------------------


def test_the_timeline_follows_fifteen_seconds_more_and_less(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(0, PhaseKind.HOLD)
    timeline = stage.page.foot.timeline
    before = [field.width() for field in timeline.fields()]
    for _ in range(3):
        stage.runner.lengthen()
    longer = [field.width() for field in timeline.fields()]
    assert longer[0] > before[0] * 1.3
    assert longer[3] < before[3]
    for _ in range(3):
        stage.runner.shorten()
    assert [field.width() for field in timeline.fields()] == before


def test_a_changed_length_can_be_kept_and_taken_back(stage: Stage) -> None:
    page = stage.page
    keep = page.column.keep
    asked, told = QSignalSpy(page.keep_length_asked), QSignalSpy(page.announced)
    stage.start(NECK)
    stage.go_to(0, PhaseKind.HOLD)
    press(page, Key.Key_K)
    assert keep.isHidden()
    assert asked.count() == 0, "nothing was changed, so there is nothing to keep"
    press(page, Key.Key_Up)
    assert keep.isVisible()
    assert keep.text() == "Keep this length for next time"
    assert page.column.feel.isHidden()
    press(page, Key.Key_K)
    assert keep.text().startswith("Kept.")
    QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert [asked.at(i)[0] for i in range(asked.count())] == [True, False]
    assert [told.at(i)[0] for i in range(told.count())][-2:] == ["Kept.", "Not kept."]
    press(page, Key.Key_K)
    press(page, Key.Key_Down)
    assert keep.text() == "Keep this length for next time", "it is another length by now"
    press(page, Key.Key_Right)
    assert keep.isHidden()
    assert page.column.way.isVisible(), "the next point is told in its place"


def test_an_offer_that_leaves_gives_the_keyboard_to_the_page(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(0, PhaseKind.HOLD)
    press(stage.page, Key.Key_Up)
    keep = stage.page.column.keep
    keep.setFocus(Qt.FocusReason.TabFocusReason)
    press(keep, Key.Key_Space)
    assert keep.text().startswith("Kept.")
    stage.go_to(1, PhaseKind.HOLD)
    assert stage.page.hasFocus()
    press(stage.page, Key.Key_Space)
    assert status(stage) is Status.PAUSED


def test_sound_that_is_back_is_said_and_leads_again(stage: Stage) -> None:
    page = stage.page
    stage.start(FOREHEAD)
    stage.go_to(3, PhaseKind.PRESSES)
    told = QSignalSpy(page.announced)
    for _ in range(2):
        page.show_sound_banner(NO_SOUND)
    assert "as the ring says" in page.column.feel.text()
    page.show_sound_banner("Sound is back.", sounds=True)
    assert page.sound_banner.text == "Sound is back."
    assert "on the tone" in page.column.feel.text()
    assert [told.at(i)[0] for i in range(told.count())] == [NO_SOUND, "Sound is back."]
    page.show_sound_banner("")
    assert page.sound_banner.isHidden()
    assert "on the tone" in page.column.feel.text()


def test_the_button_says_what_is_to_be_heard(stage: Stage) -> None:
    sound = stage.page.top.sound
    stage.page.show_voice("Voice, tones", on=True)
    assert (sound.text(), sound.accessibleName()) == ("Voice, tones", "Sound: voice, tones")
    press(stage.page, Key.Key_M)
    assert (sound.text(), sound.accessibleName()) == ("Muted", "Sound: muted")
    press(stage.page, Key.Key_M)
    assert sound.text() == "Voice, tones"


def test_it_reads_out_the_start_half_time_and_ten_seconds(stage: Stage) -> None:
    spy = QSignalSpy(stage.page.announced)
    stage.start(NECK)
    stage.go(5000 + 59_000)
    told = [spy.at(i)[0] for i in range(spy.count())]
    assert told == [
        "Step 1 of 6. Get ready. Skull edge, both sides. Use three fingertips of each hand.",
        "Skull edge, both sides, hold, 1 minute.",
        "Half way. 30 seconds left.",
        "10 seconds left.",
    ]


def test_the_ring_changes_its_name_only_when_it_is_read_out(stage: Stage) -> None:
    stage.start(NECK)
    stage.go_to(0, PhaseKind.HOLD)
    names = [stage.page.column.ring.accessibleName()]
    for _ in range(59):
        stage.go(1000)
        name = stage.page.column.ring.accessibleName()
        if name != names[-1]:
            names.append(name)
    assert names == [
        "1 minute left, hold, skull edge, both sides",
        "30 seconds left, hold, skull edge, both sides",
        "10 seconds left, hold, skull edge, both sides",
    ]


def test_every_control_has_a_name_and_can_be_reached_by_tab(stage: Stage) -> None:
    stage.start(NECK)
    buttons = [b for b in stage.page.findChildren(QAbstractButton) if b.isVisible()]
    assert len(buttons) > 7
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
    stage.page.top.sound.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[str] = []
    for _ in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(focused, QAbstractButton):
            reached.append(focused.accessibleName() or focused.text())
        QTest.keyClick(focused, Key.Key_Tab)
    for name in ("Sound: tones", "End", "Skip this step", "Pause", "15 seconds more"):
        assert name in reached


# --- room and colour ------------------------------------------------------------------------


def inside(page: QWidget, part: QWidget) -> bool:
    place = QRect(part.mapTo(page, QPoint(0, 0)), part.size())
    return part.isVisible() and page.rect().contains(place)


@pytest.mark.parametrize("size", [(1280, 764), (900, 564), (640, 500), (1920, 1044)], ids=str)
@pytest.mark.parametrize("asks", [False, True], ids=["plain", "asking"])
def test_nothing_is_cut_at_any_size(qtbot: QtBot, size: tuple[int, int], asks: bool) -> None:
    stage = Stage(qtbot, size)
    stage.start(NECK, ask_pain=asks)
    if not asks:
        stage.go_to(3, PhaseKind.HOLD)
    QApplication.processEvents()
    page, foot = stage.page, stage.page.foot
    assert (page.width(), page.height()) == size
    ring = page.column.ring
    assert inside(page, ring)
    assert min(ring.width(), ring.height()) >= 240
    for part in (foot.main, foot.back, foot.shorten, foot.lengthen, foot.skip, page.top.end):
        assert inside(page, part)
        assert part.width() >= part.sizeHint().width()
        assert part.height() >= part.sizeHint().height()
    if asks:
        assert all(inside(page, foot.strip.cells.cell(value)) for value in range(11))
    assert page.body.isVisible() == (size[0] > 640)
    assert page.column.feel.isVisible() == (size[1] >= 640 and not asks)
    assert page.column.way.isVisible() == (asks and size[1] >= 572)
    assert foot.timeline.isVisible() == (size[0] > 640 and not asks)
    # the column's texts and its ring stand below each other
    parts = [page.column.title, page.column.instruction, ring]
    tops = [part.mapTo(page, QPoint(0, 0)).y() for part in parts]
    for part, top, below in zip(parts, tops, [*tops[1:], foot.y()], strict=True):
        assert top + part.height() <= below
    press(page, Key.Key_Escape)
    QApplication.processEvents()
    assert (page.width(), page.height()) == size
    for part in (foot.keep_going, foot.end, foot.unwell):
        assert inside(page, part)
    stage.close()


@pytest.mark.parametrize(
    "size", [(600, 490), (640, 500), (760, 560), (900, 564), (1280, 764), (1920, 1044)], ids=str
)
@pytest.mark.parametrize("shows", ["plain", "asking", "length changed", "slept"])
def test_feeling_unwell_never_comes_where_another_button_just_was(
    qtbot: QtBot, size: tuple[int, int], shows: str
) -> None:
    stage = Stage(qtbot, size)
    page, foot = stage.page, stage.page.foot
    stage.start(NECK, ask_pain=shows == "asking")
    if shows != "asking":
        stage.go_to(0, PhaseKind.HOLD)
    if shows == "length changed":
        page.lengthen()
        stage.go(1000)
        assert page.column.keep.isVisible()
    if shows == "slept":
        page.show_slept(600_000)
    QApplication.processEvents()
    before = {
        one.text(): QRect(one.mapTo(page, QPoint(0, 0)), one.size())
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled()
    }
    assert len(before) >= 8
    press(page, Key.Key_Escape)
    for _ in range(3):
        QApplication.processEvents()
    place = QRect(foot.unwell.mapTo(page, QPoint(0, 0)), foot.unwell.size())
    assert {w: r for w, r in before.items() if r.intersects(place)} == {}, place
    for part in (foot.unwell, foot.keep_going, foot.end, page.column.ring, page.top.end):
        assert inside(page, part), part
    ring = page.column.ring
    assert ring.mapTo(page, QPoint(0, 0)).y() + ring.height() <= foot.y()
    stage.close()


def test_in_a_narrow_window_the_picture_stands_beside_the_ring(qtbot: QtBot) -> None:
    stage = Stage(qtbot, (640, 500))
    stage.start(NECK)
    assert not stage.page.body.isVisible()
    assert stage.page.top.picture.isVisible()
    QTest.mouseClick(stage.page.top.picture, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert stage.page.width() == 640
    assert inside(stage.page, stage.page.body)
    assert inside(stage.page, stage.page.column.ring)
    assert inside(stage.page, stage.page.foot.main)
    stage.close()


def test_twice_the_text_size_still_shows_ring_and_pause(qtbot: QtBot, qapp: QApplication) -> None:
    size_text(qapp, 21)
    stage = Stage(qtbot, (1280, 764))
    stage.start(NECK, ask_pain=True)
    QApplication.processEvents()
    assert stage.page.size().toTuple() == (1280, 764)
    assert not stage.page.body.isVisible()
    for part in (stage.page.column.ring, stage.page.foot.main, stage.page.foot.skip):
        assert inside(stage.page, part)
    assert stage.page.foot.skip.height() >= stage.page.foot.skip.sizeHint().height()
    stage.close()


@pytest.mark.parametrize("theme_name", ["light", "dim", "hcLight", "hcDim"])
def test_the_theme_reaches_the_painted_page(stage: Stage, theme_name: str) -> None:
    stage.start(NECK)
    stage.go_to(3, PhaseKind.HOLD)
    theme = load_theme(theme_name)
    dress(stage.page, theme_name)
    stage.page.set_theme(theme)
    image = stage.page.grab().toImage()

    def at(part: QWidget, x: int, y: int) -> QColor:
        return image.pixelColor(part.mapTo(stage.page, QPoint(x, y)))

    ring = stage.page.column.ring
    assert at(ring, 2, 2) == theme.colour("window")
    # at 12 o'clock the ring is full until the end
    side = min(ring.width(), ring.height())
    top = round((ring.height() - side) / 2 + side * 14 / 372)
    assert at(ring, ring.width() // 2 + 3, top) == theme.colour("accent")
    main = stage.page.foot.main
    assert at(main, 20, main.height() // 2) == theme.colour("primary")
    now = stage.page.foot.timeline.fields()[3]
    assert at(stage.page.foot.timeline, now.right() - 12, 8) == theme.colour("nowSoft")


@pytest.mark.parametrize("size", [(1280, 764), (900, 572), (640, 500), (480, 420)])
def test_the_way_to_the_point_is_told_until_the_press_begins(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    """Where the ring need not give way for it; and the ring stays where it is."""
    stage = Stage(qtbot, size)
    stage.start(NECK)
    QApplication.processEvents()
    column, point = stage.page.column, stage.atlas.get("GB20")
    assert point is not None
    fits = size[1] >= 500
    assert column.way.isVisible() == fits
    ring = column.ring.geometry()
    if fits:
        assert column.way.text() == " ".join(point.find)
        assert column.way.height() >= column.way.heightForWidth(column.way.width())
        assert inside(stage.page, column.way)
        assert not column.feel.isVisible()
        assert min(ring.width(), ring.height()) >= 232
    else:
        assert column.title.toolTip() == " ".join(point.find)
    stage.go_to(0, PhaseKind.HOLD)
    QApplication.processEvents()
    assert not column.way.isVisible()
    assert column.ring.geometry().size() == ring.size()
    assert abs(column.ring.y() - ring.y()) <= 1
    stage.close()


def test_the_way_to_a_point_takes_no_light_touch_s_place(qtbot: QtBot) -> None:
    stage = Stage(qtbot)
    stage.start(NECK, light_only=True)
    QApplication.processEvents()
    assert not stage.page.column.way.isVisible()
    assert stage.page.column.feel.isVisible()
    stage.close()
