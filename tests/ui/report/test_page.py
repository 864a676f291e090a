"""The page on paper: letters that can be taken out, fonts within, one page or two."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from acutimer.core import report_words as words
from acutimer.core.medicine import MEDICINE_CLASSES
from acutimer.core.pain_places import PLACES
from acutimer.core.report import Report
from acutimer.places import resource_path
from acutimer.ui.report.making import report_content
from tests.core.notes import at, pair, rating, session
from tests.core.test_report import ALL, ago, had, made, took

BODY = resource_path("body")

poppler = pytest.mark.skipif(
    not shutil.which("pdftotext") or not shutil.which("pdffonts"),
    reason="poppler-utils is not installed",
)


@cache
def full(weeks: int = 8, notes: int = 3) -> Report:
    """Weeks in which much was noted, with a different number wherever one can be."""
    ratings, sessions = [], []
    for n in range(0, 7 * weeks, 2):
        ratings.append(replace(rating(n % 11, at(ago(n), 8)), places=tuple(PLACES)[: n % 13]))
        if n % 3 == 0:
            ratings += pair(f"s{n}", ago(n), 6, 4)
            sessions.append(session(f"s{n}", at(ago(n), 10, 10), 240))
    ratings = [
        replace(one, note=f"word{n} and some more of them, as people write") if n < notes else one
        for n, one in enumerate(ratings)
    ]
    days = [*had(1, 9, 30, worst=7), *had(3), *had(2, had=False), *took("none", 2)]
    days += [one for n, name in enumerate(MEDICINE_CLASSES) for one in took(name, n, 30 + n)]
    return made(ratings, sessions, days, weeks=weeks, parts=ALL, who="Ada Example")


def pdf(report: Report, folder: Path) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(report_content(report, "pdf", BODY, ("female", "fair"), {}))
    return path


def told_by(program: str, *words: str | Path) -> str:
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout


@poppler
@pytest.mark.usefixtures("qapp")
def test_every_number_and_sentence_can_be_taken_out_and_every_font_is_within(
    tmp_path: Path,
) -> None:
    report = full()
    path = pdf(report, tmp_path)
    text = " ".join(told_by("pdftotext", "-raw", path, "-").split())
    for make in (words.weeks_table, words.windows_table, words.places_table):
        for row in make(report).rows:
            missing = [cell for cell in row if cell != "–" and cell not in text]
            assert missing == []
    for fact in words.facts(report):
        assert f"{fact.number} {fact.of}".strip() in text
    sentences = [
        "Ada Example", words.span_line(report), words.written_line(report.written_at),
        words.unsaid_line(report), words.limits_line(), words.NOT_TEXT, words.SCALE, words.MEDIANS,
        *words.session_lines(report.told), *words.effect_lines(report.told, {}),
        *(said for note in report.notes for said in words.note_line(note)),
    ]  # fmt: skip
    assert [one for one in sentences if one not in text] == []
    for day in report.days:
        assert day.worst is None or str(day.worst) in text
    fonts = told_by("pdffonts", path).splitlines()[2:]
    assert fonts
    for font in fonts:
        # embedded, and with a table that says which letters its signs are
        embedded, _, known = font.split()[-5:-2]
        assert (embedded, known) == ("yes", "yes"), font


def pages_of(content: bytes) -> int:
    return content.count(b"/Type /Page\n") or content.count(b"/Type/Page\n")


@pytest.mark.usefixtures("qapp")
def test_half_a_year_with_hundreds_of_words_is_two_pages() -> None:
    assert pages_of(report_content(full(26, 200), "pdf", BODY, ("male", "deep"), {})) == 2


@pytest.mark.usefixtures("qapp")
def test_a_usual_report_of_eight_weeks_is_one_page() -> None:
    report = made([rating(5, at(ago(n))) for n in range(40)], notes=[*had(1), *took("plain", 1)])
    assert pages_of(report_content(report, "pdf", BODY, ("female", "fair"), {})) == 1


@pytest.mark.usefixtures("qapp")
def test_without_pictures_it_is_made_and_says_so(tmp_path: Path) -> None:
    content = report_content(full(), "html", tmp_path, ("female", "fair"), {}).decode()
    assert "The figures could not be read" in content
    assert "<img" not in content
    assert report_content(full(), "pdf", tmp_path, ("female", "fair"), {}).startswith(b"%PDF")
