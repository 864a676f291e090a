"""The handbook's pages: every line with its source, by keyboard, at every size, in both themes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from acutimer.places import SOURCES as REGISTRY
from acutimer.places import resource_path
from acutimer.storage.resource_files import load_about, load_atlas, load_chapter, load_sources
from acutimer.ui.handbook.about import accepted_words
from acutimer.ui.handbook.page import (
    ABOUT,
    CHAPTERS,
    QUESTIONS,
    SOURCES,
    TECHNIQUE,
    HandbookContent,
    HandbookPage,
)
from acutimer.ui.handbook.sources import OpenButton, SourcesContent
from acutimer.ui.handbook.words import cited
from acutimer.ui.kit.access import tell_parts
from acutimer.ui.kit.heading import Heading
from tests.ui.pages_stage import SIZES, cut, settle, shown, tabbed
from tests.ui.pages_stage import text_size as text_size
from tests.ui.session.stage import size_text

KEYS = [key for key, _ in CHAPTERS]
Key = Qt.Key


def whole() -> HandbookContent:
    sources = load_sources(resource_path(REGISTRY))
    atlas, _ = load_atlas(resource_path("points.toml"))
    chapters = {
        name: load_chapter(resource_path(f"handbook/{name}.toml"), sources.names)
        for name in ("technique", "questions", "contradictions", "not-known")
    }
    return HandbookContent(
        load_about(resource_path("about.toml")),
        {name: chapters[name] for name in ("technique", "questions")},
        SourcesContent(atlas.points, chapters["contradictions"], chapters["not-known"], sources),
        sources.names,
    )


@pytest.fixture
def content() -> HandbookContent:
    return whole()


@pytest.fixture
def page(qtbot: QtBot, content: HandbookContent) -> HandbookPage:
    made = HandbookPage(content)
    shown(qtbot, made)
    return made


def texts(page: QWidget) -> Iterator[str]:
    return (one.text() for one in page.findChildren(QLabel) if one.isVisible())


def turn_to(page: HandbookPage, chapter: str, part: str = "") -> None:
    page.show_chapter(chapter, part)
    settle(page)


def test_about_says_what_it_is_what_it_is_not_and_which_version(
    page: HandbookPage, content: HandbookContent
) -> None:
    about = content.about
    assert about is not None
    assert page.chapter == ABOUT
    assert {*about.is_words, *about.is_not_words, about.is_title, about.is_not_title} <= set(
        texts(page)
    )
    assert any(text.startswith(f"Version {about.version} of ") for text in texts(page))
    assert any("Not accepted yet" in text for text in texts(page))


def test_about_says_when_it_was_accepted(page: HandbookPage, content: HandbookContent) -> None:
    about = content.about
    assert about is not None
    page.show_accepted(about.version, date(2026, 5, 28))
    settle(page)
    (said,) = [text for text in texts(page) if "accepted" in text]
    assert "2026" in said
    assert "28" in said
    turn_to(page, TECHNIQUE)
    page.show_accepted(about.version, date(2026, 5, 29))
    assert page.chapter == TECHNIQUE


def test_an_older_version_that_was_accepted_is_named_as_older(content: HandbookContent) -> None:
    assert content.about is not None
    said = accepted_words(content.about, (content.about.version - 1, date(2026, 5, 28)))
    assert f"version {content.about.version - 1}" in said
    assert "asks anew" in said


@pytest.mark.parametrize("chapter", [TECHNIQUE, QUESTIONS])
def test_a_chapter_shows_every_line_with_its_sources(
    page: HandbookPage, content: HandbookContent, chapter: str
) -> None:
    turn_to(page, chapter)
    seen = list(texts(page))
    for line in content.chapters[chapter].lines:
        at = seen.index(line.text)
        assert seen[at + 1] == cited(line.sources, content.names)


def test_a_source_is_named_in_words() -> None:
    names = {"VAD1": "Shariff 2023"}
    assert cited(["ART"], names) == "Source: the article"
    assert cited(["ART", "VAD1", "OURS"], names) == "Sources: the article; Shariff 2023; ours"
    assert cited(["NOBODY"], {}) == "Source: NOBODY"


def test_sources_show_places_contradictions_what_is_not_known_and_all_addresses(
    page: HandbookPage, content: HandbookContent
) -> None:
    turn_to(page, SOURCES)
    seen = set(texts(page))
    told = content.sources
    assert told is not None
    for point in told.points:
        assert point.article is not None
        assert {point.article.place, point.who.place} <= seen
        assert any(point.article.difference in text for text in seen)
    for line in (*told.contradictions.lines, *told.not_known.lines):
        assert line.text in seen
        assert not line.id or line.id in seen
        assert not line.here or f"Here: {line.here}" in seen
    for source in told.sources.rows:
        assert f"{source.name} ({source.id})" in seen
        assert any(source.url or source.no_url in text for text in seen)


def test_a_part_is_brought_to_the_top(page: HandbookPage) -> None:
    for part in ("GB21", "contradictions", "not-known", "places"):
        turn_to(page, SOURCES, part)
        top = page._parts[part].mapTo(page.area.viewport(), page._parts[part].rect().topLeft())
        assert 0 <= top.y() < 20, part
    links = [one for one in page.findChildren(QPushButton) if one.property("kind") == "quiet"]
    assert len(links) == 4
    for link in links:
        link.click()
        settle(page)
        (led,) = [one for one in page._parts.values() if one.text() == link.text()]
        assert led.visibleRegion().boundingRect().height() > 0
    turn_to(page, SOURCES, "addresses")
    assert page._parts["addresses"].visibleRegion().boundingRect().height() > 0
    turn_to(page, TECHNIQUE)
    assert page.area.verticalScrollBar().value() == 0


def opens(page: HandbookPage, source: str) -> OpenButton:
    (found,) = [one for one in page.findChildren(OpenButton)
                if f" {source}: " in one.accessibleName()]  # fmt: skip
    return found


def test_an_address_opens_only_when_asked_and_can_be_selected_and_copied(
    page: HandbookPage,
) -> None:
    asked: list[str] = []
    page.address_asked.connect(asked.append)
    turn_to(page, SOURCES, "addresses")
    url = "https://www.nice.org.uk/guidance/cg150"
    button = opens(page, "NICE")
    assert url in button.accessibleName()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    settle(page)
    QTest.keyClick(button, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == url
    assert asked == []
    QTest.keyClick(button, Key.Key_Return)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [url, url]
    (address,) = [one for one in page.findChildren(QLabel) if one.text() == url]
    assert address.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert address.textFormat() is Qt.TextFormat.PlainText


def test_esc_goes_back_and_keys_scroll(page: HandbookPage, qtbot: QtBot) -> None:
    turn_to(page, QUESTIONS)
    bar = page.area.verticalScrollBar()
    for key, sign in (
        (Key.Key_PageDown, 1),
        (Key.Key_Up, -1),
        (Key.Key_End, 1),
        (Key.Key_Home, -1),
    ):
        before = bar.value()
        QTest.keyClick(page, key)
        assert (bar.value() - before) * sign > 0
    with qtbot.waitSignal(page.back_asked):
        QTest.keyClick(page, Key.Key_Escape)
    with qtbot.waitSignal(page.back_asked):
        page.back_button.click()


def test_tab_reaches_every_control(page: HandbookPage, content: HandbookContent) -> None:
    turn_to(page, SOURCES)
    assert content.sources is not None
    reached = tabbed(page)
    assert page.back_button in reached
    assert page.area in reached
    addresses = [one for one in reached if isinstance(one, OpenButton)]
    assert len(addresses) == sum(bool(source.url) for source in content.sources.sources.rows)


def test_a_chapter_is_chosen_by_its_button(page: HandbookPage) -> None:
    for key, _ in reversed(CHAPTERS):
        page._choices[key].click()
        settle(page)
        assert page.chapter == key
        assert page._choices[key].isChecked()
        assert page.area.accessibleName() == dict(CHAPTERS)[key]


@pytest.mark.parametrize("chapter", KEYS)
def test_headings_are_headings_to_a_screen_reader(page: HandbookPage, chapter: str) -> None:
    tell_parts()
    turn_to(page, chapter)
    headings = [one for one in page.findChildren(Heading) if one.isVisible()]
    assert len(headings) >= 3
    for heading in headings:
        interface = QAccessible.queryAccessibleInterface(heading)
        assert interface is not None
        assert interface.role() == QAccessible.Role.Heading
        assert interface.text(QAccessible.Text.Name) == heading.text()


@pytest.mark.parametrize("theme_name", ["light", "dim"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    qtbot: QtBot, content: HandbookContent, size: tuple[int, int], theme_name: str
) -> None:
    page = HandbookPage(content)
    shown(qtbot, page, size, theme_name)
    for key in KEYS:
        turn_to(page, key)
        assert cut(page) == [], key


@pytest.mark.parametrize("size", SIZES[:2])
def test_nothing_is_cut_at_twice_the_text(
    qtbot: QtBot, qapp: QApplication, content: HandbookContent, size: tuple[int, int]
) -> None:
    size_text(qapp, 21.0)
    page = HandbookPage(content)
    shown(qtbot, page, size)
    for key in KEYS:
        turn_to(page, key)
        assert cut(page) == [], key


def test_a_handbook_that_cannot_be_read_says_why(qtbot: QtBot) -> None:
    page = HandbookPage(HandbookContent(None, {}, None, {}, "sources.toml, line 1: broken."))
    shown(qtbot, page)
    for key in KEYS:
        turn_to(page, key)
        assert "sources.toml, line 1: broken." in set(texts(page))
