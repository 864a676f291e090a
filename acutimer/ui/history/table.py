"""The plot's twin: the same notes as rows, newest first, for who reads rather than sees.

A row can be changed and removed: the table tells what was asked. Must never leave out what the plot
shows, and never show what it leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from acutimer.core.commands import command_at
from acutimer.core.history_content import HistoryContent, Pair
from acutimer.core.journal import Moment, Rating, SessionNote, Unwelcome
from acutimer.core.pain_places import REGIONS, places_in_words
from acutimer.ui.history.words import HARDLY_PRESSED, Words, pressed_of
from acutimer.ui.kit.typed_keys import typed_key

HEADINGS = ("Date", "Time", "What", "Value", "Before", "After", "Pressed", "Where", "Note")
#: Many places would push the note out of sight; the tip has them all.
_PRESSED_COLUMN, _WHERE_COLUMN, _MOST_WHERE_EM = 6, 7, 14
#: The part of the width that the columns before the last may take.
_MOST_PART = 0.8
NOTICED = "Noticed"
_KEYS = "Enter changes a note, Delete removes it, Control Z takes the last change back."
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
    #: what it stands for; a median or a gap stands for nothing that could be changed
    ratings: tuple[Rating, ...] = ()
    session: SessionNote | None = None
    noticed: Unwelcome | None = None

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of the entries it shows."""
        ids = [rating.id for rating in self.ratings]
        if self.session is not None and self.session.entry:
            ids.append(self.session.entry)
        if self.noticed is not None:
            ids.append(self.noticed.id)
        return tuple(ids)

    @property
    def is_rating(self) -> bool:
        """Whether it is one rating and nothing else."""
        return len(self.ratings) == 1 and self.session is None

    @property
    def notes(self) -> dict[str, tuple[str, str]]:
        """What can be written about it, by entry: what to call it, and how it stands."""
        notes: dict[str, tuple[str, str]] = {}
        if self.session is not None and self.session.entry:
            notes[self.session.entry] = ("Note", self.session.note)
        for rating in self.ratings:
            of = "" if self.is_rating else f" on the number {_WHAT[rating.moment].lower()}"
            if self.is_rating or rating.note:
                notes[rating.id] = (f"Note{of}", rating.note)
        if self.noticed is not None:
            notes[self.noticed.id] = ("Note", self.noticed.note)
        return notes


def table_rows(content: HistoryContent, words: Words) -> list[TableRow]:
    """Every note of the plot as a row, newest first; a day's median stands above its notes."""
    pairs = {pair.session: pair for pair in content.pairs}
    rows = [
        _session_row(one, pairs.pop(one.id, None), words, hardly=one.id in content.hardly_pressed)
        for one in content.sessions
    ]
    rows += [_pair_row(pair, words) for pair in pairs.values()]
    rows += [_rating_row(rating, words) for rating in content.single_ratings]
    rows += [_noticed_row(one, words) for one in content.unwelcome]
    rows.sort(key=lambda row: row.at.timestamp() if row.at else 0.0, reverse=True)
    heads = [
        TableRow(d.day, "Day median", value=d.median) for d in content.days if d.median is not None
    ]
    heads += [
        TableRow(gap.first_day, "Nothing noted", last_day=gap.last_day) for gap in content.gaps
    ]
    # A stable sort: heads come first within their day, the rest stays newest first.
    return sorted(heads + rows, key=lambda row: row.day, reverse=True)


def _session_row(
    session: SessionNote, pair: Pair | None, words: Words, *, hardly: bool
) -> TableRow:
    pressed_s, planned_s = session.pressed_s, session.planned_s
    if pair is None:
        note = _joined(session.routine_name, HARDLY_PRESSED if hardly else "", session.note)
        return TableRow(
            session.at.date(), "Session", session.at, pressed_s=pressed_s, planned_s=planned_s,
            note=note, session=session,
        )  # fmt: skip
    row = _pair_row(pair, words)
    note = _joined(session.routine_name, session.note, row.note)
    return replace(
        row, what="Session", pressed_s=pressed_s, planned_s=planned_s, note=note, session=session
    )


def _rating_row(rating: Rating, words: Words) -> TableRow:
    return TableRow(
        rating.at.date(), _WHAT[rating.moment], rating.at, value=rating.value,
        note=_note_of(rating, words), where=_where(rating), ratings=(rating,),
    )  # fmt: skip


def _noticed_row(noticed: Unwelcome, words: Words) -> TableRow:
    note = _joined(words.unwelcome(noticed.unwelcome), noticed.note)
    return TableRow(noticed.at.date(), NOTICED, noticed.at, note=note, noticed=noticed)


def _pair_row(pair: Pair, words: Words) -> TableRow:
    return TableRow(
        day=pair.at.date(),
        what="Before, after",
        at=pair.at,
        before=pair.before.value,
        after=pair.after.value,
        note=_joined(_note_of(pair.before, words), _note_of(pair.after, words)),
        where=_where(pair.before, pair.after),
        ratings=(pair.before, pair.after),
    )


def _note_of(rating: Rating, words: Words) -> str:
    """What was written with a number, after what was noticed with it."""
    return _joined(words.unwelcome(rating.unwelcome), rating.note)


def _joined(*notes: str) -> str:
    return " · ".join(note for note in notes if note)


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
        self._rows = table_rows(content, self._words)
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
    """One stop of the Tab key; the arrows walk inside, Enter and Delete act on the row."""

    #: the TableRow that shall be changed, or removed
    change_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._model = HistoryModel(words)
        self.setModel(self._model)
        self.setAccessibleName("Notes by day")
        self.setAccessibleDescription(_KEYS)
        self.clicked.connect(lambda index: self._ask(self.change_asked, index.row()))
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
        """Takes the notes of the shown days; the keyboard stays about where it was."""
        here = self.currentIndex().row()
        self._model.show_content(content)
        self._fit_columns()
        if here >= 0 and self.rows:
            self.selectRow(min(here, len(self.rows) - 1))

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # the rest walks, as in any table
        asks = {"change": self.change_asked, "remove": self.remove_asked}
        told = asks.get(command_at("notes", typed_key(event)))
        if told is not None:
            self._ask(told, self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _ask(self, told: SignalInstance, at: int) -> None:
        """A median or a gap is no note."""
        if 0 <= at < len(self.rows) and self.rows[at].entries:
            told.emit(self.rows[at])

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
