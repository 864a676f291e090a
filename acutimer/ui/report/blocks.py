"""The blocks of a report's page: head, counts, tables, places, paragraphs.

Each tells its height before it is painted. Must never leave out a row without saying so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from acutimer.core import report_words as words
from acutimer.ui.report.figures import HIGH as FIGURE_HIGH
from acutimer.ui.report.figures import WIDE as FIGURE_WIDE
from acutimer.ui.report.figures import paint_figure
from acutimer.ui.report.sheet import ROOM, Laid, stacked

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from acutimer.core.report import Report
    from acutimer.core.report_words import Table
    from acutimer.ui.report.figures import Figures
    from acutimer.ui.report.sheet import Sheet

_GAP = 8.0
#: Space between two columns of a table.
_APART = 9.0
#: The letters of a table, as large as fit.
_ROLES = ("body", "small", "tiny")
_DISC = 8.0
_ROOMY_PLACES, _MOST_PLACES = 6, 14


def head(sheet: Sheet, report: Report) -> Laid:
    """Title, who, span, when it was written, and a rule below."""
    title, line = sheet.line("title"), sheet.line()
    who, span = report.wish.who, words.span_line(report)
    after = sheet.width(f"{who} ·", "strong") + 6 if who else 0.0
    on_one_line = after + sheet.width(span) <= ROOM
    height = title + 4 + line * (1 if on_one_line else 2) + 10

    def paint(x: float, y: float) -> None:
        sheet.text(QRectF(x, y, ROOM, title), words.TITLE, "title")
        right = QRectF(x, y + 2, ROOM, line)
        sheet.text(right, "acutimer", "strong", "right", "accent")
        written = words.written_line(report.written_at)
        sheet.text(right.translated(0, line + 2), written, "small", "right", "text2")
        below = QRectF(x, y + title + 4, ROOM, line)
        if who:
            sheet.text(below, f"{who} ·" if on_one_line else who, "strong")
            below.translate(after if on_one_line else 0.0, 0.0 if on_one_line else line)
        sheet.text(below, span, colour="text2")
        sheet.rule(x, y + height, ROOM, "accent", 1.6)

    return Laid(height, paint)


def counts(sheet: Sheet, report: Report) -> Laid:
    """The four numbers that stand large, and what they leave open."""
    facts = words.facts(report)
    open_lines = [one for one in (words.unsaid_line(report), words.lost_line(report)) if one]
    cell, box = ROOM / len(facts), 56.0

    def paint(x: float, y: float) -> None:
        sheet.frame(QRectF(x, y, ROOM, box))
        for nth, fact in enumerate(facts):
            left = x + nth * cell
            if nth:
                sheet.stroke(QPointF(left, y), QPointF(left, y + box), "line")
            sheet.text(QRectF(left + 14, y + 6, cell, 24), fact.number, "large")
            after = left + 14 + sheet.width(fact.number, "large") + 6
            sheet.text(QRectF(after, y + 13, cell, 18), fact.of, colour="text2")
            sheet.text(
                QRectF(left + 14, y + 32, cell - 16, 18), fact.what, "small", "left", "text2"
            )

    laid = [Laid(box, paint), *(paragraph(sheet, one, "small", ROOM) for one in open_lines)]
    return stacked(laid, 5)


def heading(sheet: Sheet, text: str, beside: str = "") -> Laid:
    """A heading, and what explains it at the right."""
    high = sheet.line("h2") + 4
    wide = ROOM - sheet.width(text, "h2") - 20
    more = sheet.height(beside, wide, "small") if beside else 0.0

    def paint(x: float, y: float) -> None:
        sheet.text(QRectF(x, y, ROOM, high), text, "h2")
        if beside:
            box = QRectF(x + ROOM - wide, y + 2, wide, more)
            sheet.text(box, beside, "small", "right", "text2")

    return Laid(max(high, more + 4), paint)


def paragraph(
    sheet: Sheet, text: str, role: str = "body", wide: float = ROOM, colour: str = "text2"
) -> Laid:
    """Words that break into lines."""
    height = sheet.height(text, wide, role)
    return Laid(
        height, lambda x, y: sheet.text(QRectF(x, y, wide, height), text, role, "left", colour)
    )


def table(sheet: Sheet, one: Table, wide: float, row: float = 20.0) -> Laid:
    """A table: the first column at the left, all others right-aligned below their heads.

    Its letters are made smaller where its cells would not stand beside each other.
    """
    columns, role = next(
        (fit for role in _ROLES if (fit := (_columns(sheet, one, wide, role), role))[0]),
        (_columns(sheet, one, wide, _ROLES[-1], squeezed=True), _ROLES[-1]),
    )
    head_role = "small" if role == "body" else "tiny"
    head_high = max(
        sheet.height(text, column, head_role)
        for text, (_, column) in zip(one.heads, columns, strict=True)
    )
    height = head_high + 6 + row * len(one.rows)

    def paint(x: float, y: float) -> None:
        for nth, (text, (left, column)) in enumerate(zip(one.heads, columns, strict=True)):
            high = sheet.height(text, column, head_role)
            box = QRectF(x + left, y + head_high - high, column, high)
            sheet.text(box, text, head_role, "right" if nth else "left", "text2")
        below = y + head_high + 4
        sheet.rule(x, below, wide, "lineStrong")
        for cells in one.rows:
            top = below + (row - sheet.line(role)) / 2
            for nth, (text, (left, column)) in enumerate(zip(cells, columns, strict=True)):
                box = QRectF(x + left, top, column, sheet.line(role))
                sheet.text(box, text, role, "right" if nth else "left")
            below += row
            sheet.rule(x, below, wide)

    return Laid(height, paint)


def _columns(
    sheet: Sheet, one: Table, wide: float, role: str, *, squeezed: bool = False
) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is: as wide as its words, then the rest shared.

    Empty where that is wider than there is room, unless it must be ``squeezed``.
    """
    head_role = "small" if role == "body" else "tiny"
    cells = [
        max(
            [sheet.width(row[nth], role) for row in one.rows]
            + [sheet.width(word, head_role) for word in head.split()]
        )
        + 1
        for nth, head in enumerate(one.heads)
    ]
    room = wide - _APART * (len(cells) - 1)
    share = (room - sum(cells)) / len(cells)
    if share < 0 and not squeezed:
        return []
    columns: list[tuple[float, float]] = []
    left = 0.0
    for cell in cells:
        columns.append((left, cell + share))
        left += cell + share + _APART
    return columns


# --- where it hurt ------------------------------------------------------------------------------


def places(sheet: Sheet, report: Report, figures: Figures, wide: float, ground: QFont) -> Laid:
    """Figures side by side, then the list with the numbers of their marks."""
    if not report.places:
        return paragraph(sheet, words.NO_PLACE, wide=wide)
    said = [one for one in (figures.fault, figures.unmarked) if one]
    blocks = [_figures(sheet, figures, ground)] if figures.drawn else []
    blocks += [paragraph(sheet, one, "small", wide) for one in said]
    return stacked([*blocks, _list(sheet, report, wide)], _GAP)


def _figures(sheet: Sheet, figures: Figures, ground: QFont) -> Laid:
    rows = [figures.drawn[n : n + 2] for n in range(0, len(figures.drawn), 2)]

    def paint(x: float, y: float) -> None:
        for down, row in enumerate(rows):
            for across, drawn in enumerate(row):
                at = QPointF(x + across * (FIGURE_WIDE + 8), y + down * (FIGURE_HIGH + 8))
                paint_figure(sheet.painter, at, drawn, sheet.theme, ground)

    return Laid(len(rows) * (FIGURE_HIGH + 8) - 8, paint)


def _list(sheet: Sheet, report: Report, wide: float) -> Laid:
    rows = words.places_table(report).rows
    shown, more = rows[:_MOST_PLACES], rows[_MOST_PLACES:]
    line = 20.0 if len(rows) <= _ROOMY_PLACES else 17.0
    height = line * (len(shown) + (1 if more else 0))

    def paint(x: float, y: float) -> None:
        for name, mark, days in shown:
            if mark.isdecimal():
                _disc(sheet, QPointF(x + _DISC, y + line / 2), mark)
            box = QRectF(x + 24, y + (line - sheet.line()) / 2, wide - 24, sheet.line())
            sheet.text(QRectF(box.x(), box.y(), wide - 24 - sheet.width(days) - 8, 16), name)
            sheet.text(box, days, align="right")
            y += line
        if more:
            sheet.text(QRectF(x + 24, y, wide, line), f"and {len(more)} more places", "small")

    return Laid(height, paint)


def _disc(sheet: Sheet, middle: QPointF, text: str) -> None:
    sheet.painter.setPen(QPen(Qt.PenStyle.NoPen))
    sheet.painter.setBrush(sheet.theme.colour("markNow"))
    sheet.painter.drawEllipse(middle, _DISC, _DISC)
    sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
    sheet.fitted(middle, 2 * _DISC, text, colour="onNow")


# --- sessions, notes, the end -------------------------------------------------------------------


def sessions(
    sheet: Sheet, report: Report, unwelcome: Mapping[str, str], wide: float
) -> tuple[Laid, Laid]:
    """What was pressed, and what was noticed after it: two columns."""
    told = report.told
    pressed = [paragraph(sheet, one, "small", wide) for one in words.session_lines(told)]
    noticed = [paragraph(sheet, one, "small", wide) for one in words.effect_lines(told, unwelcome)]
    return (
        stacked([_small_heading(sheet, "Sessions"), *pressed], 3),
        stacked([_small_heading(sheet, "Anything unwelcome"), *noticed], 3),
    )


def _small_heading(sheet: Sheet, text: str) -> Laid:
    high = sheet.line("h2") + 3
    return Laid(high, lambda x, y: sheet.text(QRectF(x, y, ROOM, high), text, "h2"))


def notes(sheet: Sheet, report: Report) -> list[Laid]:
    """A paragraph for each note, so that they may go on over the page."""
    if not report.notes:
        return [paragraph(sheet, "No words were noted in these weeks.")]
    lines = map(words.note_line, report.notes)
    return [paragraph(sheet, f"{when}: {said}", colour="text") for when, said in lines]


def more_notes(sheet: Sheet, count: int) -> Laid:
    """That some notes did not fit."""
    left = words.counted(count, "note")
    text = f"{left} more did not fit on two pages; the report for a browser has them all."
    return paragraph(sheet, text, "strong")


def what_it_is_not(sheet: Sheet) -> Laid:
    """In a frame of its own."""
    inner = ROOM - 28
    text = f"{words.NOT_TITLE} {words.NOT_TEXT}"
    height = sheet.height(text, inner)

    def paint(x: float, y: float) -> None:
        sheet.frame(QRectF(x, y, ROOM, height + 20), fill="surface")
        sheet.text(QRectF(x + 14, y + 10, inner, height), text)

    return Laid(height + 20, paint)


def foot(sheet: Sheet, x: float, y: float, nth: int, of: int) -> None:
    """The scale, what is typical, and the number of the page."""
    sheet.rule(x, y, ROOM)
    box = QRectF(x, y + 6, ROOM, 15)
    sheet.text(box, f"{words.SCALE} {words.MEDIANS}", "tiny", "left", "text2")
    sheet.text(box.translated(0, 14), f"Page {nth} of {of}", "tiny", "right", "text2")
