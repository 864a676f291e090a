"""Every control of Settings tells a whole set of preferences, and shows one without telling."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from acutimer import __version__
from acutimer.core.preferences import Preferences
from acutimer.core.reminders import Every, Outcome, Reminder, Span
from acutimer.core.settings import SETTINGS, SKIN_TONE, THEME
from acutimer.desktop.mpris import HIDDEN_TITLE
from acutimer.ui.body_map.complexion import swatch
from acutimer.ui.handbook.page import CHAPTERS
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.kit.wording import FOOTER, NO_TRAY
from acutimer.ui.settings.page import SECTIONS, SettingsPage
from acutimer.ui.settings.reminder_form import ReminderForm
from acutimer.ui.settings.reminders import Shown
from tests.ui.pages_stage import SIZES, cut, settle, shown, tabbed
from tests.ui.pages_stage import text_size as text_size

ROUTINES = [("desk-pause", "Desk pause"), ("neck-and-shoulders", "Neck and shoulders")]
REMINDER = Reminder(
    *("neck", "Neck pause", Every(50), datetime(2026, 5, 4, 9, tzinfo=UTC), "desk-pause"),
    hours=(Span(time(9), time(12)), Span(time(13), time(17, 30))),
    unless_done_h=2,
    last=Outcome.BARRED,
)
VOICES = {"en": "English", "de": "Deutsch"}
OTHERS = Preferences(
    theme="dim",
    movement="still",
    tones=False,
    tones_volume=0.2,
    metronome=False,
    metronome_volume=0.9,
    stereo=False,
    guidance="short",
    voice="de",
    voice_volume=0.6,
    breath=True,
    breath_volume=0.1,
    breaths_per_minute=5.0,
    wait="change",
    hide_point_names=False,
    picture_brightness=0.7,
    extra_points=True,
    thumb_mm=21.0,
    figure="female",
    skin_tone="deep",
    keep_in_tray=False,
    autostart=True,
    quick_routine="neck-and-shoulders",
    emergency_number="911",
)


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(load_theme("light"), VOICES)
    made.sessions.show_routines(ROUTINES)
    shown(qtbot, made)
    return made


def texts(page: SettingsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_every_setting_that_is_declared_stands_in_its_section(page: SettingsPage) -> None:
    for setting in SETTINGS.values():
        if not setting.title:
            continue
        page.show_section(setting.section)
        seen = [one.accessibleName() for one in page.findChildren(QWidget) if one.isVisible()]
        assert setting.title in (*seen, *texts(page).splitlines()), setting.name
        assert setting.help in texts(page), setting.name


def test_showing_preferences_tells_nothing(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.preferences_changed):
        page.show_preferences(OTHERS)
        page.sessions.show_routines(ROUTINES)
    assert page.comfort.tiles.tiles["dim"].isChecked()
    assert page.comfort.movement.key == "still"
    assert page.comfort.brightness.value() == 70
    assert page.comfort.thumb.value() == 21
    assert (page.comfort.figure.key, page.comfort.skin.key) == ("female", "deep")
    assert (page.sound.tones.on.isChecked(), page.sound.tones.volume.value()) == (False, 20)
    assert (page.sound.metronome.on.isChecked(), page.sound.metronome.volume.value()) == (False, 90)
    assert not page.sound.stereo.isChecked()
    assert (page.sound.guidance.key, page.sound.language.code) == ("short", "de")
    assert (page.sound.voice.volume.value(), page.sound.breath.volume.value()) == (60, 10)
    assert (page.sound.breath.on.isChecked(), page.sound.pace.value()) == (True, 5)
    assert page.sessions.wait.key == "change"
    assert not page.sessions.hide_names.isChecked()
    assert not page.sessions.keep_in_tray.isChecked()
    assert page.sessions.autostart.isChecked()
    assert page.sessions.extra_points.isChecked()
    assert page.sessions.quick.currentData() == "neck-and-shoulders"
    assert page.safety.number.edit.text() == "911"


def test_each_control_changes_its_preference_and_no_other(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_preferences(Preferences())
    told: list[Preferences] = []
    page.preferences_changed.connect(told.append)
    page.comfort.tiles.tiles["dim"].click()
    page.comfort.movement.button("still").click()
    page.show_section("sound")
    page.sound.guidance.button("short").click()
    page.sound.language.control.button("de").click()  # type: ignore[attr-defined]
    page.sound.voice.volume.setValue(60)
    page.sound.breath.on.click()
    page.sound.breath.volume.setValue(10)
    page.sound.pace.less.click()
    page.sound.tones.volume.setValue(20)
    page.sound.tones.on.click()
    page.sound.metronome.volume.setValue(90)
    page.sound.metronome.on.click()
    page.sound.stereo.click()
    page.comfort.brightness.setValue(70)
    page.comfort.thumb.setValue(21)
    page.comfort.figure.button("female").click()
    page.comfort.skin.button("deep").click()
    page.show_section("sessions")
    page.sessions.wait.button("change").click()
    page.sessions.hide_names.click()
    page.sessions.keep_in_tray.click()
    page.sessions.autostart.click()
    page.sessions.extra_points.click()
    page.sessions.quick.setCurrentIndex(1)
    page.sessions.quick.activated.emit(1)
    page.show_section("safety")
    page.safety.number.edit.setText("911")
    page.safety.number.edit.editingFinished.emit()
    assert told[-1] == OTHERS
    assert len(told) == 24
    for before, after in zip([Preferences(), *told[:-1]], told, strict=True):
        changed = [
            name for name in Preferences._fields if getattr(before, name) != getattr(after, name)
        ]
        assert len(changed) == 1


def test_every_theme_has_a_tile_in_its_own_colours(page: SettingsPage) -> None:
    assert tuple(page.comfort.tiles.tiles) == THEME.keys
    for key in ("light", "dim", "hcLight", "hcDim"):
        tile = page.comfort.tiles.tiles[key]
        drawn = tile.grab().toImage()
        ground = load_theme(key).colour("window")
        scale = drawn.devicePixelRatio()
        at = drawn.pixelColor(round(tile.width() * 0.6 * scale), round(20 * scale))
        assert at.name() == ground.name()
    system = page.comfort.tiles.tiles["system"].grab().toImage()
    row = [system.pixelColor(x, system.height() // 2).name() for x in (3, system.width() - 4)]
    assert row == [load_theme(name).colour("window").name() for name in ("light", "dim")]


def test_each_skin_shows_its_colour_and_says_its_name(page: SettingsPage) -> None:
    for key, words in SKIN_TONE.choices:
        one = page.comfort.skin.button(key)
        spot = one.icon().pixmap(16, 16).toImage()
        middle = spot.pixelColor(spot.width() // 2, spot.height() // 2)
        assert middle.name() == swatch(key)
        assert one.accessibleName() == f"Skin tone: {words}"


def test_tests_are_asked_for_by_name_and_only_for_what_is_on(
    page: SettingsPage, qtbot: QtBot
) -> None:
    told: list[str] = []
    page.test_wanted.connect(told.append)
    sound = page.sound
    sound.breath.test.click()  # off at first
    sound.breath.on.click()
    for layer in (sound.voice, sound.tones, sound.metronome, sound.breath):
        layer.test.click()
    sound.tones.on.click()
    sound.tones.test.click()
    assert told == ["voice", "tones", "metronome", "breath"]
    assert not sound.tones.volume.isEnabled()


def test_guidance_leaves_nothing_to_set_of_what_it_silences(page: SettingsPage) -> None:
    page.show_section("sound")
    sound = page.sound
    layers = (sound.voice, sound.tones, sound.metronome, sound.breath)
    sound.breath.on.click()

    def settable() -> list[bool]:
        assert [one.test.isEnabled() for one in layers] == [
            one.volume.isEnabled() for one in layers
        ]
        return [one.test.isEnabled() for one in layers]

    seen = {}
    for level in ("all", "short", "tones", "silent"):
        sound.guidance.button(level).click()
        seen[level] = settable()
    assert seen == {
        "all": [True] * 4,
        "short": [True] * 4,
        "tones": [False, True, True, True],
        "silent": [False] * 4,
    }
    assert not sound.pace.isEnabled()
    sound.guidance.button("all").click()
    assert sound.pace.isEnabled()
    sound.breath.on.click()
    assert not sound.pace.more.isEnabled()


def test_breaths_stay_between_three_and_twelve(page: SettingsPage) -> None:
    told: list[float] = []
    page.show_preferences(Preferences()._replace(breath=True))
    page.preferences_changed.connect(lambda chosen: told.append(chosen.breaths_per_minute))
    page.show_section("sound")
    for _ in range(12):
        page.sound.pace.more.click()
    assert page.sound.pace.text() == "12 a minute"
    for _ in range(12):
        page.sound.pace.less.click()
    assert page.sound.pace.text() == "3 a minute"
    assert (max(told), min(told)) == (12.0, 3.0)


def test_kept_lengths_are_counted_and_forgotten(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("sessions")
    assert not page.sessions.forget.isEnabled()
    lengths = {"a/1/GB20.hold": 75, "a/2/GB21.hold": 45}
    page.show_preferences(Preferences()._replace(step_lengths=lengths))
    assert "2 steps have a length of their own." in texts(page)
    with qtbot.waitSignal(page.preferences_changed) as told:
        page.sessions.forget.click()
    assert told.args == [Preferences()]
    assert not page.sessions.forget.isEnabled()
    page.show_preferences(Preferences()._replace(step_lengths={"a/1/GB20.hold": 75}))
    assert "1 step has a length of its own." in texts(page)


@pytest.mark.parametrize("typed", ["help", "+", "112a", "1<b>"])
def test_what_cannot_be_dialled_is_given_back_with_a_sentence(
    page: SettingsPage, qtbot: QtBot, typed: str
) -> None:
    page.show_section("safety")
    page.show_preferences(Preferences())
    page.safety.number.edit.setText(typed)
    with qtbot.assertNotEmitted(page.preferences_changed):
        page.safety.number.edit.editingFinished.emit()
    assert page.safety.number.edit.text() == ""
    assert "the field was left empty" in texts(page)
    page.show_preferences(Preferences()._replace(emergency_number="144"))
    page.safety.number.edit.setText(typed)
    page.safety.number.edit.editingFinished.emit()
    assert page.safety.number.edit.text() == "144"
    assert "144 was kept" in texts(page)
    page.safety.number.edit.setText("+1 911")
    with qtbot.waitSignal(page.preferences_changed) as told:
        page.safety.number.edit.editingFinished.emit()
    assert told.args == [Preferences()._replace(emergency_number="+1 911")]
    assert "was kept" not in texts(page)


@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_number_is_that_of_the_country_which_stands_there_with_its_source(
    page: SettingsPage, qtbot: QtBot, typed: str
) -> None:
    page.show_section("safety")
    page.safety.number.show_standard("999", "United Kingdom: 999. Read at: London.")
    page.show_preferences(Preferences()._replace(emergency_number="144"))
    page.safety.number.edit.setText(typed)
    with qtbot.waitSignal(page.preferences_changed) as told:
        page.safety.number.edit.editingFinished.emit()
    assert told.args == [Preferences()]
    assert page.safety.number.edit.placeholderText() == "999"
    assert "United Kingdom: 999. Read at: London." in texts(page)
    settle(page)
    assert cut(page) == []


def test_a_missing_tray_or_sound_is_said_in_one_line(page: SettingsPage) -> None:
    page.show_section("sessions")
    assert NO_TRAY not in texts(page)
    page.sessions.show_tray(available=False)
    assert NO_TRAY in texts(page)
    assert not page.sessions.keep_in_tray.isEnabled()
    page.sessions.show_tray(available=True)
    assert page.sessions.keep_in_tray.isEnabled()
    page.show_section("sound")
    page.sound.show_fault("No sound output. The screen shows every cue.")
    assert "No sound output." in texts(page)
    page.sound.show_fault("")
    assert "No sound output." not in texts(page)


def test_a_quick_routine_that_is_gone_leaves_the_choice_open(page: SettingsPage) -> None:
    page.show_preferences(Preferences()._replace(quick_routine="gone"))
    assert page.sessions.quick.currentIndex() == -1


def test_review_leads_to_the_questions(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("safety")
    with qtbot.waitSignal(page.review_wanted):
        page.safety.review.click()


def test_about_leads_to_every_chapter_of_the_handbook(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("about")
    for key, name in CHAPTERS:
        way = page.about.chapters[key]
        assert way.text() == name
        with qtbot.waitSignal(page.about.chapter_wanted) as wanted:
            way.click()
        assert wanted.args == [key]


def test_about_names_version_licence_credit_and_places(page: SettingsPage) -> None:
    page.show_section("about")
    page.about.places.setText("/home/someone/acutimer/journal.sqlite3")
    seen = texts(page)
    for words in (
        __version__,
        FOOTER,
        "MIT",
        "CC0 1.0",
        "MakeHuman",
        "Kokoro-82M",
        "SVOX Pico",
        "Apache License 2.0",
        "journal.sqlite3",
    ):
        assert words in seen


@pytest.mark.parametrize("key", [key for key, _, _ in SECTIONS])
def test_sections_show_one_at_a_time_and_every_control_by_tab(page: SettingsPage, key: str) -> None:
    page._nav[key].click()
    settle(page)
    assert [one for one, part in page._sections.items() if part.isVisible()] == [key]
    reached = tabbed(page)
    for kind in (QAbstractButton, QSlider, QComboBox, QLineEdit, QSpinBox):
        for one in page._sections[key].findChildren(kind):
            if isinstance(one.parent(), QSpinBox):
                continue  # the field inside is reached as the box
            if one.isVisible() and one.isEnabled():
                # of a group of choices Tab reaches one, and arrows the others
                grouped = isinstance(one, QAbstractButton) and one.group() is not None
                assert grouped or one in reached, one.accessibleName()
                assert one.accessibleName() or getattr(one, "text", str)(), one


def test_a_thumb_is_not_set_until_measured_and_steps_begin_at_a_likely_width(
    page: SettingsPage,
) -> None:
    told: list[float] = []
    page.preferences_changed.connect(lambda chosen: told.append(chosen.thumb_mm))
    assert page.comfort.thumb.text() == "Not set"
    # a style sheet can leave the field of a spin box one pixel wide
    field = page.comfort.thumb.lineEdit()
    assert field.width() > field.fontMetrics().horizontalAdvance("Not set")
    page.comfort.thumb.setFocus()
    QTest.keyClick(page.comfort.thumb, Qt.Key.Key_Up)
    assert (page.comfort.thumb.text(), told) == ("20 mm", [20.0])
    page.comfort.thumb.more.click()
    page.comfort.thumb.less.click()
    assert told[-2:] == [21.0, 20.0]
    page.comfort.thumb.setValue(12)
    QTest.keyClick(page.comfort.thumb, Qt.Key.Key_Down)
    assert (page.comfort.thumb.text(), told[-1]) == ("Not set", 0.0)
    page.comfort.thumb.clear()
    QTest.keyClicks(page.comfort.thumb, "19")
    assert told[-1] == 0.0  # not while it is being typed
    QTest.keyClick(page.comfort.thumb, Qt.Key.Key_Return)
    assert told[-1] == 19.0


def test_themes_are_chosen_by_arrow_keys(page: SettingsPage, qtbot: QtBot) -> None:
    light = page.comfort.tiles.tiles["light"]
    light.click()
    light.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.preferences_changed) as told:
        QTest.keyClick(light, Qt.Key.Key_Right)
    assert told.args[0].theme == "dim"


@pytest.mark.parametrize("theme_name", ["light", "dim"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(qtbot: QtBot, size: tuple[int, int], theme_name: str) -> None:
    page = SettingsPage(load_theme(theme_name), VOICES)
    page.sessions.show_routines(ROUTINES)
    page.about.places.setText(
        "/a/long/folder/of/someone/whose/name/is/long/acutimer/journal.sqlite3"
    )
    page.sessions.show_tray(available=False)
    page.sound.show_fault("No sound output. The screen shows every cue.")
    page.reminders.show_reminders([Shown(REMINDER, None, "Asks where it hurts")])
    page.reminders.show_form(ReminderForm(REMINDER, ROUTINES, REMINDER.since))
    shown(qtbot, page, size, theme_name)
    for key, _, _ in SECTIONS:
        page.show_section(key)
        settle(page)
        assert cut(page) == [], key
    shown_at_once = [key for key, part in page._sections.items() if part.isVisible()]
    assert len(shown_at_once) == (len(SECTIONS) if size[0] == 640 else 1)


def test_a_rule_of_another_kind_with_the_same_number_counts_from_now(qtbot: QtBot) -> None:
    now = REMINDER.since + timedelta(days=1)
    form = ReminderForm(REMINDER._replace(rule=Every(8)), ROUTINES, now)
    qtbot.addWidget(form)
    for index in range(form.kind.count()):
        form.kind.setCurrentIndex(index)
        with qtbot.waitSignal(form.given) as told:
            form.after.setValue(8)
            form.keep.click()
        (given,) = told.args
        same = given.rule == Every(8) and type(given.rule) is Every
        assert given.since == (REMINDER.since if same else now), given.rule


def test_it_says_what_a_player_is_shown_while_names_are_hidden(page: SettingsPage) -> None:
    page.show_section("sessions")
    (row,) = [one.text() for one in page.findChildren(QLabel) if "Players" in one.text()]
    assert HIDDEN_TITLE in row
    assert "name of the routine" not in row
