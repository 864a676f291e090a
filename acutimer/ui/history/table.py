"""The plot's twin: the same notes as rows, newest first, for who reads rather than sees.

Must never leave out what the plot shows, and never show what it leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from acutimer.core.history_content import HistoryContent, Pair
from acutimer.core.journal import Moment, Rating, SessionNote
from acutimer.core.pain_places import REGIONS, places_in_words
from acutimer.ui.history.words import Words, pressed_of

HEADINGS = ("Date", "Time", "What", "Value", "Before", "After", "Pressed", "Where", "Note")
#: Many places would push the note out of sight; the tip has them all.
_PRESSED_COLUMN, _WHERE_COLUMN, _MOST_WHERE_EM = 6, 7, 14
#: The part of the width that the columns before the last may take.
_MOST_PART = 0.8
_WHAT = {Moment.NOW: "Rating", Moment.BEFORE: "Before", Moment.AFTER: "After"}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; ``last_day`` ends a gap of several days, times are seconds."""

    day: date
    what: str
    at: datetime | None = None
    last_day: date | None = None
    value: float | None = None
    before: int | None = None
    after: int | None = None
    pressed_s: float | None = None
    planned_s: float = 0
    note: str = ""
    where: str = ""


def table_rows(content: HistoryContent) -> list[TableRow]:
    """Every mark of the plot as a row, newest first; a day's median stands above its notes."""
    pairs = {pair.session: pair for pair in content.pairs}
    rows = [_session_row(session, pairs.pop(session.id, None)) for session in content.sessions]
    rows += [_pair_row(pair) for pair in pairs.values()]
    rows += [
        TableRow(r.at.date(), _WHAT[r.moment], r.at, value=r.value, note=r.note, where=_where(r))
        for r in content.single_ratings
    ]
    rows.sort(key=lambda row: row.at.timestamp() if row.at else 0.0, reverse=True)
    heads = [
        TableRow(d.day, "Day median", value=d.median) for d in content.days if d.median is not None
    ]
    heads += [
        TableRow(gap.first_day, "Nothing noted", last_day=gap.last_day) for gap in content.gaps
    ]
    # A stable sort: heads come first within their day, the rest stays newest first.
    return sorted(heads + rows, key=lambda row: row.day, reverse=True)


def _session_row(session: SessionNote, pair: Pair | None) -> TableRow:
    if pair is None:
        return TableRow(
            session.at.date(), "Session", session.at, pressed_s=session.pressed_s,
            planned_s=session.planned_s, note=session.routine_name,
        )  # fmt: skip
    row = _pair_row(pair)
    notes = [session.routine_name, row.note]
    return TableRow(
        row.day, "Session", row.at, before=row.before, after=row.after,
        pressed_s=session.pressed_s, planned_s=session.planned_s,
        note=" · ".join(note for note in notes if note), where=row.where,
    )  # fmt: skip


def _pair_row(pair: Pair) -> TableRow:
    return TableRow(
        day=pair.at.date(),
        what="Before, after",
        at=pair.at,
        before=pair.before.value,
        after=pair.after.value,
        note=" · ".join(note for note in (pair.before.note, pair.after.note) if note),
        where=_where(pair.before, pair.after),
    )


def _where(*ratings: Rating) -> str:
    """The places ratings are about; what was written in their stead where none was marked."""
    places = places_in_words(place for rating in ratings for place in rating.places)
    sites = (REGIONS.get(rating.site or "", rating.site) for rating in ratings)
    said = (
        ", ".join(filter(None, (site, rating.side)))
        for site, rating in zip(sites, ratings, strict=True)
    )
    return places or " · ".join(dict.fromkeys(filter(None, said)))


class HistoryModel(QAbstractTableModel):
    """The rows for a view."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._rows: list[TableRow] = []
        self._today = date.min

    @property
    def rows(self) -> list[TableRow]:
        """What is shown, in order."""
        return self._rows

    def show_content(self, content: HistoryContent) -> None:
        """Takes the notes of the shown days."""
        self.beginResetModel()
        self._rows = table_rows(content)
        self._today = content.today
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        text = self._text(self._rows[index.row()], index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            # A cell is read out without its heading, so it says it.
            of = " planned" if index.column() == _PRESSED_COLUMN and " of " in text else ""
            return f"{HEADINGS[index.column()]}: {text or 'none'}{of}"
        return None

    def _text(self, row: TableRow, at: int) -> str:
        words = self._words
        if at == 0:
            return words.row_day(row.day, row.last_day, self._today)
        if at == 1:
            return words.time(row.at) if row.at is not None else ""
        if at == 2:
            return row.what
        if at in (3, 4, 5):
            number = (row.value, row.before, row.after)[at - 3]
            return "" if number is None else words.number(number)
        if at == _PRESSED_COLUMN:
            return "" if row.pressed_s is None else pressed_of(row.pressed_s, row.planned_s)
        return (row.where if at == _WHERE_COLUMN else row.note).replace("\n", " ")


class HistoryTable(QTableView):
    """One stop of the Tab key; the arrows walk inside."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._model = HistoryModel(words)
        self.setModel(self._model)
        self.setAccessibleName("Notes by day")
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(280)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the notes of the shown days."""
        self._model.show_content(content)
        self._fit_columns()

    @property
    def rows(self) -> list[TableRow]:
        """What is shown, in order."""
        return self._model.rows

    def show_day(self, day: date) -> None:
        """Goes to the first row of a day, if it has one."""
        for at, row in enumerate(self._model.rows):
            if row.day <= day <= (row.last_day or row.day):
                self.selectRow(at)
                self.scrollTo(self._model.index(at, 0))
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as the words need; too narrow, all shrink alike rather than go out of view."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(60)
        wanted = [
            max(header.sectionSizeHint(at), self.sizeHintForColumn(at)) + 10
            for at in range(len(HEADINGS) - 1)
        ]
        most_px = _MOST_WHERE_EM * self.fontMetrics().height()
        wanted[_WHERE_COLUMN] = min(wanted[_WHERE_COLUMN], most_px)
        factor = min(1.0, self.viewport().width() * _MOST_PART / max(1, sum(wanted)))
        for at, width in enumerate(wanted):
            header.resizeSection(at, round(width * factor))
        header.setSectionResizeMode(len(HEADINGS) - 1, QHeaderView.ResizeMode.Stretch)
