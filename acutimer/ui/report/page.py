"""A report on paper: one page, or two at most, as a PDF with its letters in it.

Must never write a file: it gives bytes. What does not fit on two pages is said, not dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from acutimer.core import report_words as words
from acutimer.core.report_parts import PARTS
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.report import blocks
from acutimer.ui.report.sheet import FOOT, LEFT, ROOM, TOP, Laid, Sheet, beside, stacked
from acutimer.ui.report.strip import strip

if TYPE_CHECKING:
    from acutimer.core.report import Report
    from acutimer.ui.report.figures import Figures

_PAGES = 2
_GAP = 12.0
_HEAD_GAP = 4.0
#: Weeks and places stand beside each other, and so do sessions and what was unwelcome.
_WEEKS_WIDE, _PLACES_AT = 392.0, 418.0
_HALF, _HALF_AT = 330.0, 360.0
#: A table of more weeks than these has lower rows.
_ROOMY_WEEKS, _ROW, _LOW_ROW = 13, 20.0, 16.0
_DOTS_AN_INCH = 1200
_LEGEND = (
    "bar: typical · arrow: before to after, ring: the same · grey: nothing noted · headache: its "
    "worst, or a dot"
)


def report_pdf(report: Report, figures: Figures, unwelcome: Mapping[str, str]) -> bytes:
    """The file; ``unwelcome`` names what can be noticed after a session by its id."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(words.TITLE)
    writer.setCreator("acutimer")
    writer.setResolution(_DOTS_AN_INCH)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    try:
        painter.scale(_DOTS_AN_INCH / 96, _DOTS_AN_INCH / 96)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for nth, page in enumerate(paint_pages(painter, report, figures, unwelcome)):
            if nth:
                writer.newPage()
            page()
    finally:
        painter.end()  # Qt does not survive a device that goes while it is painted on
    buffer.close()
    return bytes(content.data())


class _Flow:
    """Blocks from the top down, a page after the other."""

    def __init__(self, end: Laid) -> None:
        self.pages: list[list[tuple[float, Laid]]] = [[]]
        self._y = TOP
        self._end = end

    def add(self, block: Laid, gap: float = _GAP) -> None:
        """Put a block below the last one, on the next page where it does not fit."""
        y = self._y + (gap if self.pages[-1] else 0.0)
        if y + block.height > FOOT and self.pages[-1]:
            self.pages.append([])
            y = TOP
        self.pages[-1].append((y, block))
        self._y = y + block.height

    def has_room(self, block: Laid) -> bool:
        """Whether a block fits on the last page there may be, with the end below it."""
        left = _PAGES - len(self.pages)
        below = self._y + 4 + block.height + _GAP + self._end.height
        return left > 0 or below <= FOOT

    def finish(self) -> None:
        """The end, which always stands there."""
        self.add(self._end)


def paint_pages(
    painter: QPainter, report: Report, figures: Figures, unwelcome: Mapping[str, str]
) -> list[_Page]:
    """What paints each page, one after the other, 1/96 inch to a unit."""
    ground = QFont(QGuiApplication.font())
    sheet = Sheet(painter, load_theme("light"), ground)
    flow = _Flow(blocks.what_it_is_not(sheet))
    flow.add(blocks.head(sheet, report))
    flow.add(blocks.counts(sheet, report))
    if report.has("days"):
        letters = words.letters_line(report)
        explained = " · ".join(one for one in (_LEGEND, letters) if one)
        days = blocks.heading(sheet, PARTS["days"], explained), strip(sheet, report.days)
        flow.add(stacked(days, _HEAD_GAP))
    middle = _weeks_and_places(sheet, report, figures, ground)
    windows = [_windows(sheet, report)] if report.has("windows") else []
    # a long table goes on the second page, and what is short fills the first
    is_long = len(report.weeks) > _ROOMY_WEEKS
    for block in [*windows, *middle] if is_long else [*middle, *windows]:
        flow.add(block)
    if report.has("sessions"):
        flow.add(beside(*blocks.sessions(sheet, report, unwelcome, _HALF), _HALF_AT))
    if report.has("notes"):
        _add_notes(flow, sheet, report)
    flow.finish()
    return [_Page(sheet, rows, nth, len(flow.pages)) for nth, rows in enumerate(flow.pages, 1)]


class _Page:
    """One page, ready to be painted."""

    def __init__(self, sheet: Sheet, rows: list[tuple[float, Laid]], nth: int, of: int) -> None:
        self._sheet, self._rows, self._nth, self._of = sheet, rows, nth, of

    def __call__(self) -> None:
        for y, block in self._rows:
            block.paint(LEFT, y)
        blocks.foot(self._sheet, LEFT, FOOT + 8, self._nth, self._of)


def _weeks_and_places(sheet: Sheet, report: Report, figures: Figures, ground: QFont) -> list[Laid]:
    both = report.has("weeks") and report.has("places")
    found: list[Laid] = []
    if report.has("weeks"):
        wide = _WEEKS_WIDE if both else ROOM
        row = _ROW if len(report.weeks) <= _ROOMY_WEEKS else _LOW_ROW
        table = blocks.table(sheet, words.weeks_table(report), wide, row)
        found.append(stacked([blocks.heading(sheet, PARTS["weeks"]), table], _HEAD_GAP))
    if report.has("places"):
        wide = ROOM - _PLACES_AT if both else ROOM / 2
        listed = blocks.places(sheet, report, figures, wide, ground)
        found.append(stacked([blocks.heading(sheet, PARTS["places"]), listed], _HEAD_GAP))
    return [beside(found[0], found[1], _PLACES_AT)] if both else found


def _windows(sheet: Sheet, report: Report) -> Laid:
    table = blocks.table(sheet, words.windows_table(report), ROOM)
    limits = blocks.paragraph(sheet, words.limits_line(), "small")
    return stacked([blocks.heading(sheet, PARTS["windows"]), table, limits], _HEAD_GAP)


def _add_notes(flow: _Flow, sheet: Sheet, report: Report) -> None:
    """The notes as far as two pages go."""
    notes = blocks.notes(sheet, report)
    flow.add(stacked([blocks.heading(sheet, PARTS["notes"]), notes[0]], _HEAD_GAP))
    for nth, note in enumerate(notes[1:], 1):
        left = blocks.more_notes(sheet, len(notes) - nth)
        if not flow.has_room(stacked([note, left], 4)):
            flow.add(left, 4)
            return
        flow.add(note, 4)
