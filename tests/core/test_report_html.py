"""The report for a browser: whole by itself, and told to who does not see it."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import pytest

from acutimer.core import report_words as words
from acutimer.core.report_html import Picture, report_html, told_of
from acutimer.core.report_parts import PARTS
from tests.core.notes import at
from tests.core.test_report import ALL, ago, made, marked, session, took, worded

PICTURES = (Picture("Back", b"\x89PNG", "Back of the body, marked: 1 Neck, left."),)


class Outline(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "img"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.said.append(data)

    def all(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of every such element."""
        return [given for tag, given in self.elements if tag in tags]

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        return " ".join(" ".join(self.said).split())

    @property
    def is_closed(self) -> bool:
        """Whether every element was closed."""
        return not self._open


def page(who: str = "", parts: frozenset[str] = ALL) -> Outline:
    report = made(
        [marked(ago(1), "neck.left")], [session("s", at(ago(2)))], took("plain", 1),
        parts=parts, who=who,
    )  # fmt: skip
    return Outline(report_html(report, PICTURES, {}))


def test_it_says_its_language_its_title_and_closes_what_it_opens() -> None:
    found = page()
    assert found.all("html") == [{"lang": "en"}]
    assert len(found.all("title")) == len(found.all("h1")) == len(found.all("main")) == 1
    assert found.is_closed


def test_headings_step_down_one_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in page().elements if tag[:1] == "h" and tag[1:].isdecimal()]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_table_has_a_caption_and_heads_on_columns_and_rows() -> None:
    found = page()
    assert len(found.all("caption")) == len(found.all("table")) == 4
    assert {head["scope"] for head in found.all("th")} == {"col", "row"}
    rows = len(found.all("tr"))
    assert len([head for head in found.all("th") if head["scope"] == "row"]) == rows - 4


def test_pictures_are_in_it_and_told_in_words() -> None:
    (image,) = page().all("img")
    assert image["src"].startswith("data:image/png;base64,")
    assert image["alt"] == PICTURES[0].told


def test_it_needs_no_other_file_and_runs_nothing() -> None:
    found = page()
    assert found.all("script", "link", "iframe", "object", "a", "form") == []
    policy = next(one["content"] for one in found.all("meta") if "content" in one)
    assert policy.startswith("default-src 'none'")
    for _, given in found.elements:
        assert not any("://" in value for value in given.values())
        assert not any(name.startswith("on") for name in given)


@pytest.mark.parametrize("who", ["<script>alert(1)</script>", 'A "B" & <b>', "Zoë 👩‍⚕️"])
def test_what_was_typed_is_text_and_nothing_else(who: str) -> None:
    found = page(who)
    assert found.all("script", "b") == []
    assert who in found.text


def test_own_words_are_text_too() -> None:
    report = worded()
    found = Outline(report_html(report, (), {}))
    for note in report.notes:
        assert " ".join(note.words.split()) in found.text


@pytest.mark.parametrize("part", PARTS)
def test_only_the_parts_chosen_are_in_it(part: str) -> None:
    found = page(parts=frozenset({part}))
    assert [name for name in PARTS.values() if name in found.text] == [PARTS[part]]
    assert len(found.all("h2")) == 1


def test_every_cell_of_every_table_stands_there() -> None:
    report = made([marked(ago(1), "neck.left")], notes=took("triptan", 1, 30), parts=ALL)
    text = Outline(report_html(report, (), {})).text
    for make in (words.days_table, words.weeks_table, words.windows_table, words.places_table):
        for row in make(report).rows:
            assert " ".join(cell for cell in row if cell) in text
    for fact in words.facts(report):
        assert f"{fact.what} {fact.number} {fact.of}".strip() in text


def test_missing_pictures_are_said() -> None:
    report = made([marked(ago(1), "neck.left")])
    text = Outline(report_html(report, (), {}, ["The figures could not be read."])).text
    assert "The figures could not be read." in text
    assert "Neck, left" in text


def test_a_picture_is_told_with_its_places() -> None:
    assert told_of("Back", ["1 Neck, left", "2 Shoulder, right"]) == (
        "Back of the body, marked: 1 Neck, left; 2 Shoulder, right."
    )
