"""Colours that can be read, palettes without holes, type that keeps its floor."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from acutimer.places import resource_path
from acutimer.ui.kit.app_style import AppStyle
from acutimer.ui.kit.focus_ring import FocusRing
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import (
    THEME_NAMES,
    ThemesUnreadable,
    choose_theme,
    font,
    load_theme,
    palette,
    read_themes,
)

# Pairs of tokens and the contrast WCAG asks of them: 4.5 for text, 3 for edges and signs.
READ = [
    "text/window", "text/surface", "text/raised", "text/sunken", "text2/window", "text2/surface",
    "text2/sunken", "text3/window", "text3/surface", "text3/sunken", "accent/window",
    "accent/surface", "accent/sunken", "onPrimary/primary", "onAccent/accent",
    "onAccent/accentHover", "onAccentSoft/accentSoft", "text/accentSoft", "text2/accentSoft",
    "now/window", "now/surface", "onNow/now", "onNowSoft/nowSoft", "text/nowSoft",
    "article/window", "article/surface", "article/articleSoft", "text/articleSoft",
    "danger/window", "danger/surface", "onDanger/danger", "onDangerSoft/dangerSoft",
    "text/dangerSoft",
]  # fmt: skip
SEEN = [
    "lineStrong/window", "lineStrong/surface", "focus/window", "focus/surface",
    "accent/ringTrack", "now/ringTrack", "plotRaw/surface", "markFill/markRing",
    "markNow/markRing",
]  # fmt: skip
SKINS = {
    "light": ("#F0DCCF", "#C9A493", "#736560", "#8A7A73"),
    "dim": ("#8F8177", "#766056", "#443B37", "#524842"),
}


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_pair_is_readable(name: str) -> None:
    theme = load_theme(name)
    weak = []
    for pairs, need in ((READ, 4.5), (SEEN, 3.0)):
        for pair in pairs:
            front, ground = pair.split("/")
            found = contrast(theme.colour(front), theme.colour(ground))
            if found < need:
                weak.append(f"{pair} {found:.2f} below {need}")
    assert weak == []


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_marker_stands_out_from_every_skin_by_fill_or_collar(name: str) -> None:
    theme = load_theme(name)
    collar = theme.colour("markRing")
    for skin in map(QColor, SKINS["dim" if theme.dark else "light"]):
        for fill in ("markFill", "markNow", "markBlocked", "article"):
            best = max(contrast(theme.colour(fill), skin), contrast(collar, skin))
            assert best >= 3.0, (fill, skin.name(), best)


def test_all_themes_have_the_same_tokens() -> None:
    tokens = [set(load_theme(name).colours) for name in THEME_NAMES]
    assert all(found == tokens[0] for found in tokens)


def test_an_unknown_token_or_theme_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_theme("light").colour("mauve")
    with pytest.raises(KeyError):
        load_theme("sepia")


@pytest.mark.parametrize(
    ("scheme", "contrast_wish", "chosen"),
    [
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, "dim"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, "hcLight"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, "hcDim"),
    ],
)
def test_system_follows_scheme_and_contrast(
    scheme: Qt.ColorScheme, contrast_wish: Qt.ContrastPreference, chosen: str
) -> None:
    # Qt lets nobody set the contrast, so the hints are a stand-in with the two calls we make.
    hints = SimpleNamespace(
        colorScheme=lambda: scheme,
        accessibility=lambda: SimpleNamespace(contrastPreference=lambda: contrast_wish),
    )
    assert choose_theme(hints, "system") == chosen  # pyright: ignore[reportArgumentType]


def test_the_real_hints_can_be_asked_again_and_again(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    assert {choose_theme(hints, "system") for _ in range(50)} <= set(THEME_NAMES)
    assert [choose_theme(hints, name) for name in THEME_NAMES] == list(THEME_NAMES)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_palette_is_complete_and_readable_also_when_disabled(name: str) -> None:
    filled = palette(load_theme(name))
    roles = QPalette.ColorRole
    for group in (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    ):
        for role in roles:
            if role not in (roles.NoRole, roles.NColorRoles):
                assert filled.isBrushSet(group, role), (group, role)
        for text, ground in (
            (roles.WindowText, roles.Window),
            (roles.Text, roles.Base),
            (roles.ButtonText, roles.Button),
            (roles.ToolTipText, roles.ToolTipBase),
            (roles.HighlightedText, roles.Highlight),
        ):
            assert contrast(filled.color(group, text), filled.color(group, ground)) >= 4.5


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_style_sheet_has_no_open_names_and_no_fixed_text_heights(name: str) -> None:
    sheet = stylesheet(load_theme(name), 14.0)
    assert "@" not in sheet
    assert not re.search(r"\{\w+\}", sheet)
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    fixed = [
        selector.strip()
        for selector, body in rules
        if re.search(r"(^|;|max-)height:\d+(\.\d+)?(px|pt)", body)
    ]
    # Nothing of these holds text: a line, the parts of bars, sliders, switches, menu separators.
    textless = r'kind="line"|QScrollBar|QSlider|::indicator|::separator'
    assert [selector for selector in fixed if not re.search(textless, selector)] == []


def test_the_style_sheet_parses(
    qtbot: QtBot, qapp: QApplication, capfd: pytest.CaptureFixture[str]
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.setStyleSheet(stylesheet(load_theme("light")))
    QVBoxLayout(page).addWidget(QPushButton("Start"))
    page.show()
    qapp.processEvents()
    assert "Could not parse" not in capfd.readouterr().err


def test_a_primary_button_is_painted_in_the_primary_colour(qtbot: QtBot) -> None:
    theme = load_theme("dim")
    button = QPushButton("")
    button.setProperty("kind", "primary")
    button.setStyleSheet(stylesheet(theme))
    qtbot.addWidget(button)
    button.resize(120, 44)
    image = button.grab().toImage()
    assert image.pixelColor(60, 22) == theme.colour("primary")


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('"themes"', '"themez"'),
        ('"window"', '"indow"'),
        ("#EFECE6", "#EFECEG"),
        ('"grey": 0.14', '"grey": 9.14'),
        ('"digits"', '"digit"'),
        ("{", "["),
    ],
)
def test_damaged_colours_are_one_sentence(tmp_path: Path, sound: str, broken: str) -> None:
    text = resource_path("tokens.json").read_text(encoding="utf-8")
    assert sound in text
    damaged = tmp_path / "tokens.json"
    damaged.write_text(text.replace(sound, broken, 1), encoding="utf-8")
    with pytest.raises(ThemesUnreadable, match=r"could not be read .* Install acutimer again\.$"):
        read_themes(damaged)


@pytest.mark.parametrize("points", [8.0, 10.5, 21.0])
def test_type_roles_follow_the_font_and_never_fall_below_nine_points(points: float) -> None:
    ground = QFont()
    ground.setPointSizeF(points)
    sizes = {
        role: font(role, ground).pointSizeF()
        for role in ("caption", "small", "body", "bodyLarge", "h2", "h1", "pageTitle")
    }
    assert min(sizes.values()) >= 9.0
    assert sizes["body"] == max(9.0, points)
    assert sizes["caption"] <= sizes["body"] <= sizes["bodyLarge"] <= sizes["pageTitle"]
    assert font("body", ground).featureValue(QFont.Tag("tnum")) == 1


def test_a_switch_shows_on_and_off_by_the_place_of_its_knob(qtbot: QtBot) -> None:
    theme = load_theme("light")
    style = AppStyle(theme)
    pictures = {}
    for on in (True, False):
        switch = QCheckBox("")
        switch.setProperty("kind", "switch")
        switch.setStyle(style)
        switch.setStyleSheet(stylesheet(theme))
        switch.setChecked(on)
        qtbot.addWidget(switch)
        switch.resize(60, 40)
        pictures[on] = switch.grab().toImage()
    assert pictures[True].pixelColor(31, 20) == theme.colour("onAccent")
    assert pictures[True].pixelColor(9, 20) == theme.colour("accent")
    assert pictures[False].pixelColor(13, 20) == theme.colour("lineStrong")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    line = QVBoxLayout(made)
    line.addWidget(QPushButton("one"))
    line.addWidget(QLineEdit("two"))
    qtbot.addWidget(made)
    made.resize(300, 200)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_focus_ring_stands_outside_the_control(page: QWidget) -> None:
    theme = load_theme("light")
    ring = FocusRing(theme, page)
    page.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    button = page.findChild(QPushButton)
    ring.move_to(None, button)
    frame = page.childAt(button.geometry().topLeft() - button.rect().center())
    assert frame is None  # nothing catches the mouse
    image = page.grab().toImage()
    above = button.geometry().center()
    top = button.geometry().top()
    assert image.pixelColor(above.x(), top - 3) == theme.colour("focus")
    assert image.pixelColor(above.x(), top - 1) != theme.colour("focus")  # the gap


def test_the_focus_ring_follows_and_goes(page: QWidget) -> None:
    theme = load_theme("light")
    ring = FocusRing(theme, page)
    page.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    button, edit = page.findChild(QPushButton), page.findChild(QLineEdit)
    ring.move_to(None, button)
    button.move(button.x(), button.y() + 5)
    image = page.grab().toImage()
    assert image.pixelColor(button.geometry().center().x(), button.y() - 3) == theme.colour("focus")
    ring.move_to(button, edit)
    image = page.grab().toImage()
    assert image.pixelColor(button.geometry().center().x(), button.y() - 3) != theme.colour("focus")


def test_a_click_leaves_no_focus_ring(page: QWidget) -> None:
    theme = load_theme("light")
    ring = FocusRing(theme, page)
    page.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, on=False)
    button = page.findChild(QPushButton)
    ring.move_to(None, button)
    image = page.grab().toImage()
    assert image.pixelColor(button.geometry().center().x(), button.y() - 3) != theme.colour("focus")
