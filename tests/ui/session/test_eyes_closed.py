"""In the dark: which keys do what, how dark it is, that nothing moves, and how light goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.core.routines import PhaseKind
from acutimer.core.session import Status
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.session.eyes_closed import STILL_MS, TO_DARK_MS, TO_LIGHT_MS
from acutimer.ui.session.eyes_painting import BAR_PX, DarkLook, places
from acutimer.ui.session.eyes_words import EYES_CLOSED, DarkWords
from tests.ui.session.stage import Stage, dress, running, size_text

Key = Qt.Key
NO_KEY = Qt.KeyboardModifier.NoModifier
NECK, FOREHEAD, MAT = "neck-and-shoulders", "nape-and-forehead", "acupressure-mat"
COLOURS = {name: QColor(value) for name, value in load_theme("light").eyes_closed.items()}
#: A frame of the fades that are sampled, ms.
_FRAME_MS = 50


@pytest.fixture(autouse=True)
def text_size(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    size_text(qapp, 10.5)
    yield
    qapp.setFont(before)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    made.start(NECK)
    made.go_to(3, PhaseKind.HOLD)
    yield made
    made.close()


def close_eyes(stage: Stage) -> None:
    """By the key, and wait until all light is gone."""
    QTest.keyClick(stage.page, Key.Key_E)
    assert stage.page.eyes.is_dark
    finish(stage)
    assert stage.page.eyes.share == 1.0


def finish(stage: Stage) -> None:
    fade = stage.page.eyes.fade
    fade.setCurrentTime(fade.duration())


def status(stage: Stage) -> Status:
    assert stage.runner.state is not None
    return stage.runner.state.status


def press(stage: Stage, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


# --- keys -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        Key.Key_A, Key.Key_Space, Key.Key_L, Key.Key_M, Key.Key_Right, Key.Key_Up, Key.Key_Home,
        Key.Key_Tab, Key.Key_Backtab, Key.Key_F1, Key.Key_5, Key.Key_Return, Key.Key_K,
        Key.Key_Question, Key.Key_Dead_Acute, Key.Key_unknown,
    ],
)  # fmt: skip
def test_any_key_pauses_and_does_nothing_else_and_space_goes_on(stage: Stage, key: Qt.Key) -> None:
    close_eyes(stage)
    step = stage.runner.progress()
    press(stage, key)
    assert status(stage) is Status.PAUSED
    assert stage.page.eyes.hasFocus()
    after = stage.runner.progress()
    assert step is not None
    assert after is not None
    assert (after.phase, after.length_ms) == (step.phase, step.length_ms)
    if key is not Key.Key_Space:
        press(stage, key)
        assert status(stage) is Status.PAUSED, "only Space goes on"
    press(stage, Key.Key_Space)
    assert status(stage) is Status.RUNNING
    assert stage.page.eyes.is_dark


@pytest.mark.parametrize(
    "key",
    [
        Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_Meta, Key.Key_AltGr,
        Key.Key_CapsLock, Key.Key_Super_L, Key.Key_VolumeUp, Key.Key_MonBrightnessDown,
        Key.Key_MediaPlay,
    ],
)  # fmt: skip
def test_keys_that_say_nothing_alone_or_belong_to_the_desktop_do_nothing(
    stage: Stage, key: Qt.Key
) -> None:
    close_eyes(stage)
    press(stage, key)
    assert status(stage) is Status.RUNNING
    assert stage.page.eyes.is_dark


@pytest.mark.parametrize("key", [Key.Key_E, Key.Key_Escape])
@pytest.mark.parametrize("paused", [False, True], ids=["running", "paused"])
def test_e_and_esc_bring_the_light_back_and_leave_the_session_as_it_is(
    stage: Stage, key: Qt.Key, *, paused: bool
) -> None:
    close_eyes(stage)
    if paused:
        press(stage, Key.Key_X)
    before = status(stage)
    press(stage, key)
    assert not stage.page.eyes.is_dark
    assert stage.page.hasFocus()
    finish(stage)
    assert stage.page.eyes.isHidden()
    assert status(stage) is before
    assert not stage.page.foot.is_choosing
    press(stage, Key.Key_Space)  # the page has its keys again
    assert status(stage) is not before


def test_a_held_key_pauses_once(stage: Stage, qtbot: QtBot) -> None:
    close_eyes(stage)
    spy = QSignalSpy(stage.page.pause_or_go_on_asked)
    press(stage, Key.Key_Space)
    assert spy.count() == 1
    for _ in range(5):
        again = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Space, NO_KEY, " ", True)
        QApplication.sendEvent(stage.page.eyes, again)
    assert spy.count() == 1
    assert status(stage) is Status.PAUSED


def test_a_click_pauses_and_never_goes_on(stage: Stage) -> None:
    close_eyes(stage)
    eyes = stage.page.eyes
    QTest.mouseClick(eyes, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    assert status(stage) is Status.PAUSED
    QTest.mouseClick(eyes, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    assert status(stage) is Status.PAUSED


def test_a_double_click_on_the_button_only_darkens(stage: Stage) -> None:
    made = stage.page.top.eyes
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    eyes = stage.page.eyes
    assert eyes.is_dark
    QTest.mouseClick(eyes, Qt.MouseButton.LeftButton, pos=QPoint(900, 40))
    assert status(stage) is Status.RUNNING


def test_closing_and_quitting_stay_what_they_are(stage: Stage) -> None:
    asked: list[str] = []
    for keys in ("Ctrl+Q", "Ctrl+W", "Ctrl+1", "L"):
        shortcut = QShortcut(QKeySequence(keys), stage.page)
        shortcut.activated.connect(lambda keys=keys: asked.append(keys))
    close_eyes(stage)
    for key in (Key.Key_Q, Key.Key_W):
        press(stage, key, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Ctrl+Q", "Ctrl+W"]
    assert status(stage) is Status.RUNNING
    press(stage, Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert status(stage) is Status.PAUSED
    assert asked == ["Ctrl+Q", "Ctrl+W"]


def test_any_key_answers_a_wait(qtbot: QtBot) -> None:
    stage = Stage(qtbot)
    stage.start(MAT)
    close_eyes(stage)
    words = stage.page.eyes.look.words
    assert (words.digits, words.hint) == ("Ready?", "Press any key. U: I feel unwell")
    press(stage, Key.Key_J)
    assert status(stage) is Status.RUNNING
    stage.close()


# --- what it shows --------------------------------------------------------------------------


def test_the_words_of_the_picture(stage: Stage) -> None:
    stage.go(180_000 - 107_000)
    close_eyes(stage)
    words = stage.page.eyes.look.words
    assert words.head == "Left shoulder. Hold."
    assert words.digits == "1:47"
    assert words.hint == "Any key pauses. U: I feel unwell"
    assert words.following == "Next: right shoulder."
    assert 0.3 < words.done < 0.7
    press(stage, Key.Key_A)
    words = stage.page.eyes.look.words
    assert (words.head, words.digits, words.hint) == (
        "Left shoulder. Paused.",
        "1:47",
        "Space goes on. U: I feel unwell",
    )


@pytest.mark.parametrize(
    ("routine", "step", "kind", "manner"),
    [
        (FOREHEAD, 3, PhaseKind.PRESSES, "Presses."),
        ("slow-strokes", 0, PhaseKind.STROKES, "Slow strokes."),
    ],
)
def test_words_stand_still_while_it_beats(
    qtbot: QtBot, routine: str, step: int, kind: PhaseKind, manner: str
) -> None:
    stage = Stage(qtbot)
    stage.start(routine)
    stage.go_to(step, kind)
    close_eyes(stage)
    heads: set[str] = set()
    digits: list[str] = []
    for _ in range(60):
        stage.clock.advance(100)
        stage.runner.look()
        stage.page.progress_wanted.emit()
        words = stage.page.eyes.look.words
        heads.add(words.head)
        if not digits or digits[-1] != words.digits:
            digits.append(words.digits)
    assert len(heads) == 1
    assert heads.pop().endswith(manner)
    assert len(digits) == 7
    stage.close()


def test_resumed_from_elsewhere_it_shows_that(stage: Stage) -> None:
    close_eyes(stage)
    press(stage, Key.Key_A)
    stage.runner.pause_or_go_on()  # as a headset's button or a terminal does
    assert stage.page.eyes.look.words.hint == "Any key pauses. U: I feel unwell"


def test_banners_are_read_in_the_dark(stage: Stage) -> None:
    close_eyes(stage)
    stage.page.show_sound_banner("No sound output. The screen shows every cue.")
    stage.runner.pause()
    stage.page.show_slept(240_000)
    quiet, slept = stage.page.eyes.look.banners
    assert quiet.startswith("No sound output.")
    assert slept.startswith("The computer slept for 4 minutes. Your session is paused at")
    press(stage, Key.Key_Space)
    assert stage.page.eyes.look.banners == (quiet,)


def test_a_screen_reader_hears_where_it_is_and_goes_on_hearing(stage: Stage) -> None:
    told = QSignalSpy(stage.page.announced)
    close_eyes(stage)
    assert told.at(0)[0] == EYES_CLOSED
    assert "U: I feel unwell" in EYES_CLOSED
    assert stage.page.eyes.accessibleName() == stage.page.column.ring.accessibleName()
    stage.go(91_000)
    assert "Half way. 1 minute 30 left." in [told.at(i)[0] for i in range(told.count())]
    assert stage.page.eyes.accessibleName() == "1 minute 30 left, hold, left shoulder"


def test_the_end_brings_the_light_back(stage: Stage) -> None:
    close_eyes(stage)
    stage.runner.stop()
    assert not stage.page.eyes.is_dark
    assert stage.page.eyes.share == 1.0, "and it comes slowly"


def test_it_is_never_dark_without_a_session(stage: Stage) -> None:
    stage.runner.stop()
    press(stage, Key.Key_E)
    assert not stage.page.eyes.is_dark


def test_another_session_begins_in_the_light(stage: Stage) -> None:
    close_eyes(stage)
    stage.runner.stop()
    stage.start(MAT)
    assert not stage.page.eyes.is_dark


# --- dark, and still ------------------------------------------------------------------------


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grey(image: QImage) -> bytes:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return b"".join(bytes(image.constScanLine(y))[: image.width()] for y in range(image.height()))


def mean_luminance(image: QImage) -> float:
    small = image.scaled(
        48, 30, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    seen = [luminance(small.pixelColor(x, y)) for x in range(48) for y in range(30)]
    return sum(seen) / len(seen)


@pytest.mark.parametrize("theme_name", ["light", "dim", "hcLight", "hcDim"])
@pytest.mark.parametrize("size", [(1280, 764), (900, 564), (640, 500)], ids=str)
def test_it_is_dark_and_can_be_read(qtbot: QtBot, size: tuple[int, int], theme_name: str) -> None:
    stage = Stage(qtbot, size)
    dress(stage.page, theme_name)
    stage.page.set_theme(load_theme(theme_name))
    stage.page.show_sound_banner("No sound output. The screen shows every cue.")
    stage.start(NECK)
    stage.go_to(3, PhaseKind.HOLD)
    close_eyes(stage)
    image = stage.page.grab().toImage()
    brightest = max(grey(image))
    assert brightest <= max(grey_of(COLOURS["text"]), grey_of(COLOURS["digits"]))
    assert mean_luminance(image) <= 0.012
    assert image.pixelColor(3, 3) == COLOURS["bg"]
    for x, name in ((1, "line"), (image.width() - 2, "track")):
        for up in (1, BAR_PX):
            assert image.pixelColor(x, image.height() - up) == COLOURS[name]
    assert image.pixelColor(1, image.height() - BAR_PX - 1) == COLOURS["bg"]
    assert round(contrast(COLOURS["digits"], COLOURS["bg"]), 1) >= 3.6
    assert round(contrast(COLOURS["text"], COLOURS["bg"]), 1) >= 5.5
    placed = places(stage.page.eyes.size(), stage.page.eyes.look)
    shown = [placed[name] for name in ("banners", "head", "digits", "hint")]
    assert all(a.bottom() < b.top() for a, b in pairwise(shown))
    assert all(stage.page.rect().contains(one) for one in shown)
    stage.close()


@pytest.mark.parametrize("points", [10.5, 21.0])
@pytest.mark.parametrize("size", [(480, 420), (640, 500), (1280, 764)], ids=str)
def test_no_word_lies_on_another(qapp: QApplication, size: tuple[int, int], points: float) -> None:
    size_text(qapp, points)
    words = DarkWords("Nape, both sides. Paused.", "2:45", "Space goes on", "Next: nape.")
    banners = ("No sound output. The screen shows every cue.",)
    said = "Press and hold, with three fingertips of each hand."
    placed = places(QSize(*size), DarkLook(words, said, banners))
    below_each_other = [placed[name] for name in ("banners", "head", "digits", "hint", "caption")]
    assert all(a.bottom() < b.top() for a, b in pairwise(below_each_other))
    assert placed["caption"].bottom() < size[1]
    assert placed["digits"].height() >= 30


def grey_of(colour: QColor) -> int:
    one = QImage(1, 1, QImage.Format.Format_RGB32)
    one.fill(colour)
    return grey(one)[0]


def test_nothing_moves_but_the_digits_and_the_line(stage: Stage) -> None:
    close_eyes(stage)
    before = stage.page.grab().toImage()
    digits = stage.page.eyes.look.words.digits
    stage.go(1000)
    after = stage.page.grab().toImage()
    assert stage.page.eyes.look.words.digits != digits
    allowed = [
        places(stage.page.eyes.size(), stage.page.eyes.look)["digits"],
        QRect(0, before.height() - BAR_PX, before.width(), BAR_PX),
    ]
    width = before.width()
    for index, (one, other) in enumerate(zip(grey(before), grey(after), strict=True)):
        if one != other:
            spot = QPoint(index % width, index // width)
            assert any(place.contains(spot) for place in allowed), spot


def test_the_body_below_stands_still_in_the_dark(qtbot: QtBot) -> None:
    stage = Stage(qtbot)
    stage.start(NECK)
    stage.go_to(2, PhaseKind.CIRCLES)
    close_eyes(stage)
    stage.go(1000)
    ticking = [one for one in running(stage.page) if isinstance(one, QTimer)]
    assert len(running(stage.page)) == len(ticking) <= 2  # the next second, the pointer
    assert stage.page.column.ring.state().beat_phase == 0 or not stage.page.body.property("moves")
    stage.close()


def test_off_the_screen_nothing_runs(stage: Stage) -> None:
    QTest.keyClick(stage.page, Key.Key_E)
    stage.page.hide()
    assert running(stage.page) == []
    assert stage.page.eyes.fade.state() == QVariantAnimation.State.Stopped
    assert stage.page.eyes.share == 1.0
    stage.page.show()
    assert stage.page.eyes.isVisible()


def test_the_pointer_hides_and_comes_back_when_it_moves(stage: Stage) -> None:
    close_eyes(stage)
    eyes = stage.page.eyes
    assert eyes.cursor().shape() is Qt.CursorShape.ArrowCursor
    (hides,) = [one for one in eyes.findChildren(QTimer) if one.isActive()]
    assert hides.interval() == 2000
    hides.timeout.emit()
    assert eyes.cursor().shape() is Qt.CursorShape.BlankCursor
    # sent directly: QTest moves the one real pointer, which other windows may have
    at, none = QPointF(140, 120), Qt.MouseButton.NoButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, at, eyes.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(eyes, moved)
    assert eyes.cursor().shape() is Qt.CursorShape.ArrowCursor
    press(stage, Key.Key_E)
    assert not hides.isActive()


# --- how the light goes and comes -----------------------------------------------------------


def frames(stage: Stage, whole_ms: int) -> list[float]:
    """The mean luminance of the page at each frame of the fade that runs, driven by hand."""
    fade = stage.page.eyes.fade
    assert fade.duration() == whole_ms
    fade.pause()  # or it would end, and hide, by itself
    seen: list[float] = []
    for at_ms in range(0, whole_ms + 1, _FRAME_MS):
        fade.setCurrentTime(at_ms)
        seen.append(mean_luminance(stage.page.grab().toImage()))
    return seen


@pytest.mark.parametrize("theme_name", ["light", "dim"])
@pytest.mark.parametrize("calm", [True, False], ids=["calm", "still"])
def test_light_goes_and_comes_evenly_and_never_in_a_jump(
    qtbot: QtBot, theme_name: str, *, calm: bool
) -> None:
    stage = Stage(qtbot)
    dress(stage.page, theme_name)
    stage.page.set_theme(load_theme(theme_name))
    stage.page.set_motion(calm)
    stage.start(NECK)
    stage.go_to(3, PhaseKind.HOLD)
    bright = mean_luminance(stage.page.grab().toImage())
    QTest.keyClick(stage.page, Key.Key_E)
    going = frames(stage, TO_DARK_MS if calm else STILL_MS)
    finish(stage)
    press(stage, Key.Key_E)
    coming = frames(stage, TO_LIGHT_MS if calm else STILL_MS)
    assert abs(going[0] - bright) < 0.01
    assert going[-1] <= 0.012
    assert abs(coming[-1] - bright) < 0.02
    for one in (going, coming[::-1]):
        assert all(a >= b - 0.002 for a, b in pairwise(one)), "one way only"
        drop = one[0] - one[-1]
        steps = len(one) - 1
        # even: no frame takes more than its share and half as much again
        assert max(a - b for a, b in pairwise(one)) <= 1.5 * drop / steps + 0.002
        if theme_name == "dim":
            assert drop < 0.1
        assert max(a - b for a, b in pairwise(one)) <= 0.15
    assert min(TO_DARK_MS, TO_LIGHT_MS, STILL_MS) >= 300
    stage.close()


def test_the_light_turns_round_from_where_it_is(stage: Stage) -> None:
    QTest.keyClick(stage.page, Key.Key_E)
    eyes = stage.page.eyes
    eyes.fade.setCurrentTime(TO_DARK_MS // 2)
    half = eyes.share
    assert 0.4 < half < 0.6
    press(stage, Key.Key_E)
    assert eyes.share == half
    assert abs(eyes.fade.duration() - TO_LIGHT_MS * half) < 2
    press(stage, Key.Key_E)
    assert eyes.is_dark


def test_it_stays_as_large_as_the_window(stage: Stage) -> None:
    close_eyes(stage)
    stage.page.resize(900, 600)
    QApplication.processEvents()
    assert stage.page.eyes.geometry() == stage.page.rect()
