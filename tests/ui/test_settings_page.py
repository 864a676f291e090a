"""Every control of Settings tells a whole set of preferences, and shows one without telling."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QSlider, QSpinBox
from pytestqt.qtbot import QtBot

from acutimer import __version__
from acutimer.core.preferences import SKIN_TONES, THEMES, Preferences
from acutimer.ui.body_choices import SKIN_TONES as SKINS
from acutimer.ui.body_map.complexion import swatch
from acutimer.ui.settings_page import SECTIONS, SettingsPage
from acutimer.ui.theme import load_theme
from acutimer.ui.wording import FOOTER, NO_TRAY
from tests.ui.pages_stage import SIZES, cut, settle, shown, tabbed
from tests.ui.pages_stage import text_size as text_size

ROUTINES = [("desk-pause", "Desk pause"), ("neck-and-shoulders", "Neck and shoulders")]
OTHERS = Preferences(
    theme="dim",
    movement="still",
    tones=False,
    tones_volume=0.2,
    metronome=False,
    metronome_volume=0.9,
    stereo=True,
    picture_brightness=0.7,
    extra_points=True,
    thumb_mm=21.0,
    figure="female",
    skin_tone="deep",
    keep_in_tray=False,
    quick_routine="neck-and-shoulders",
    emergency_number="911",
)


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(load_theme("light"))
    made.show_routines(ROUTINES)
    shown(qtbot, made)
    return made


def texts(page: SettingsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_showing_preferences_tells_nothing(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.preferences_changed):
        page.show_preferences(OTHERS)
        page.show_routines(ROUTINES)
    assert page.tiles.tiles["dim"].isChecked()
    assert page.movement.key == "still"
    assert page.brightness.value() == 70
    assert page.thumb.value() == 21
    assert (page.figure.key, page.skin.key) == ("female", "deep")
    assert (page.tones.on.isChecked(), page.tones.volume.value()) == (False, 20)
    assert (page.metronome.on.isChecked(), page.metronome.volume.value()) == (False, 90)
    assert page.stereo.isChecked()
    assert not page.keep_in_tray.isChecked()
    assert page.extra_points.isChecked()
    assert page.quick.currentData() == "neck-and-shoulders"
    assert page.number.edit.text() == "911"


def test_each_control_changes_its_preference_and_no_other(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_preferences(Preferences())
    told: list[Preferences] = []
    page.preferences_changed.connect(told.append)
    page.tiles.tiles["dim"].click()
    page.movement.button("still").click()
    page.tones.volume.setValue(20)
    page.tones.on.click()
    page.metronome.volume.setValue(90)
    page.metronome.on.click()
    page.stereo.click()
    page.brightness.setValue(70)
    page.thumb.setValue(21)
    page.figure.button("female").click()
    page.skin.button("deep").click()
    page.show_section("sessions")
    page.keep_in_tray.click()
    page.extra_points.click()
    page.quick.setCurrentIndex(1)
    page.quick.activated.emit(1)
    page.show_section("safety")
    page.number.edit.setText("911")
    page.number.edit.editingFinished.emit()
    assert told[-1] == OTHERS
    assert len(told) == 15
    for before, after in zip([Preferences(), *told[:-1]], told, strict=True):
        changed = [
            name for name in Preferences._fields if getattr(before, name) != getattr(after, name)
        ]
        assert len(changed) == 1


def test_every_theme_has_a_tile_in_its_own_colours(page: SettingsPage) -> None:
    assert tuple(page.tiles.tiles) == THEMES
    for key in ("light", "dim", "hcLight", "hcDim"):
        tile = page.tiles.tiles[key]
        drawn = tile.grab().toImage()
        ground = load_theme(key).colour("window")
        scale = drawn.devicePixelRatio()
        at = drawn.pixelColor(round(tile.width() * 0.6 * scale), round(20 * scale))
        assert at.name() == ground.name()
    system = page.tiles.tiles["system"].grab().toImage()
    row = [system.pixelColor(x, system.height() // 2).name() for x in (3, system.width() - 4)]
    assert row == [load_theme(name).colour("window").name() for name in ("light", "dim")]


def test_each_skin_shows_its_colour_and_says_its_name(page: SettingsPage) -> None:
    assert tuple(key for key, _ in SKINS) == SKIN_TONES
    for key, words in SKINS:
        one = page.skin.button(key)
        spot = one.icon().pixmap(16, 16).toImage()
        middle = spot.pixelColor(spot.width() // 2, spot.height() // 2)
        assert middle.name() == swatch(key)
        assert one.accessibleName() == f"Skin tone: {words}"


def test_tests_are_asked_for_by_name_and_only_for_what_is_on(
    page: SettingsPage, qtbot: QtBot
) -> None:
    told: list[str] = []
    page.test_wanted.connect(told.append)
    page.tones.test.click()
    page.metronome.test.click()
    page.tones.on.click()
    page.tones.test.click()
    assert told == ["tones", "metronome"]
    assert not page.tones.volume.isEnabled()


@pytest.mark.parametrize("typed", ["", "  ", "help", "+", "112a", "1<b>"])
def test_what_cannot_be_dialled_is_given_back_with_a_sentence(
    page: SettingsPage, qtbot: QtBot, typed: str
) -> None:
    page.show_section("safety")
    page.number.edit.setText(typed)
    with qtbot.assertNotEmitted(page.preferences_changed):
        page.number.edit.editingFinished.emit()
    assert page.number.edit.text() == "112"
    assert "112 was kept" in texts(page)
    page.number.edit.setText("+1 911")
    with qtbot.waitSignal(page.preferences_changed) as told:
        page.number.edit.editingFinished.emit()
    assert told.args == [Preferences()._replace(emergency_number="+1 911")]
    assert "was kept" not in texts(page)


def test_a_missing_tray_or_sound_is_said_in_one_line(page: SettingsPage) -> None:
    page.show_section("sessions")
    assert NO_TRAY not in texts(page)
    page.show_tray(available=False)
    assert NO_TRAY in texts(page)
    assert not page.keep_in_tray.isEnabled()
    page.show_tray(available=True)
    assert page.keep_in_tray.isEnabled()
    page.show_section("comfort")
    page.show_sound("No sound output. The screen shows every cue.")
    assert "No sound output." in texts(page)
    page.show_sound("")
    assert "No sound output." not in texts(page)


def test_a_quick_routine_that_is_gone_leaves_the_choice_open(page: SettingsPage) -> None:
    page.show_preferences(Preferences()._replace(quick_routine="gone"))
    assert page.quick.currentIndex() == -1


def test_review_leads_to_the_questions(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("safety")
    with qtbot.waitSignal(page.review_wanted):
        page.review.click()


def test_about_names_version_licence_credit_and_places(page: SettingsPage) -> None:
    page.show_section("about")
    page.show_places("/home/someone/acutimer/journal.sqlite3")
    seen = texts(page)
    for words in (__version__, FOOTER, "MIT", "CC0 1.0", "MakeHuman", "journal.sqlite3"):
        assert words in seen


@pytest.mark.parametrize("key", [key for key, _, _ in SECTIONS])
def test_sections_show_one_at_a_time_and_every_control_by_tab(page: SettingsPage, key: str) -> None:
    page._nav[key].click()
    settle(page)
    assert [one for one, part in page._parts.items() if part.isVisible()] == [key]
    reached = tabbed(page)
    for kind in (QAbstractButton, QSlider, QComboBox, QLineEdit, QSpinBox):
        for one in page._parts[key].findChildren(kind):
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
    assert page.thumb.text() == "Not set"
    # a style sheet can leave the field of a spin box one pixel wide
    field = page.thumb.lineEdit()
    assert field.width() > field.fontMetrics().horizontalAdvance("Not set")
    page.thumb.setFocus()
    QTest.keyClick(page.thumb, Qt.Key.Key_Up)
    assert (page.thumb.text(), told) == ("20 mm", [20.0])
    page.thumb.more.click()
    page.thumb.less.click()
    assert told[-2:] == [21.0, 20.0]
    page.thumb.setValue(12)
    QTest.keyClick(page.thumb, Qt.Key.Key_Down)
    assert (page.thumb.text(), told[-1]) == ("Not set", 0.0)
    page.thumb.clear()
    QTest.keyClicks(page.thumb, "19")
    assert told[-1] == 0.0  # not while it is being typed
    QTest.keyClick(page.thumb, Qt.Key.Key_Return)
    assert told[-1] == 19.0


def test_themes_are_chosen_by_arrow_keys(page: SettingsPage, qtbot: QtBot) -> None:
    light = page.tiles.tiles["light"]
    light.click()
    light.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.preferences_changed) as told:
        QTest.keyClick(light, Qt.Key.Key_Right)
    assert told.args[0].theme == "dim"


@pytest.mark.parametrize("theme_name", ["light", "dim"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(qtbot: QtBot, size: tuple[int, int], theme_name: str) -> None:
    page = SettingsPage(load_theme(theme_name))
    page.show_routines(ROUTINES)
    page.show_places("/a/long/folder/of/someone/whose/name/is/long/acutimer/journal.sqlite3")
    page.show_tray(available=False)
    page.show_sound("No sound output. The screen shows every cue.")
    shown(qtbot, page, size, theme_name)
    for key, _, _ in SECTIONS:
        page.show_section(key)
        settle(page)
        assert cut(page) == [], key
    shown_at_once = [key for key, part in page._parts.items() if part.isVisible()]
    assert len(shown_at_once) == (len(SECTIONS) if size[0] == 640 else 1)
