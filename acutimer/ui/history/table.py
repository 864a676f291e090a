"""The plot's twin: the same notes as rows below their days, for who reads rather than sees.

A row can be changed and removed: the table tells what was asked. Must
never show a note under a day that is not its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from acutimer.core.commands import command_at
from acutimer.core.history_content import HistoryContent
from acutimer.ui.history.table_rows import TableRow, heading_text, table_rows
from acutimer.ui.history.words import Words, pressed_of
from acutimer.ui.kit.typed_keys import typed_key

HEADINGS = ("Time", "What", "Value", "Before", "After", "Pressed", "Where", "Note")
#: Many places would push the note out of sight; the tip has them all.
_PRESSED_COLUMN, _WHERE_COLUMN, _MOST_WHERE_EM = 5, 6, 14
#: The part of the width that the columns before the last may take.
_MOST_PART = 0.8
_KEYS = "Enter changes a note, Delete removes it, Control Z takes the last change back."
_Index = QModelIndex | QPersistentModelIndex


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

    def show_rows(self, rows: list[TableRow], today: date) -> None:
        """Takes other rows."""
        self.beginResetModel()
        self._rows, self._today = rows, today
        self.endResetModel()

    def add_rows(self, rows: Sequence[TableRow]) -> None:
        """Takes rows that follow those shown."""
        at = len(self._rows)
        self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
        self._rows += rows
        self.endInsertRows()

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
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        return None

    def _spoken(self, row: TableRow, at: int) -> str:
        """A cell as it is read out: without its heading in sight, so it says it."""
        text = self._text(row, at)
        if row.is_heading:
            return text
        if at == 0:
            return f"{self._words.row_day(row.day, None, self._today)}, {text}"
        of = " planned" if at == _PRESSED_COLUMN and " of " in text else ""
        return f"{HEADINGS[at]}: {text or 'none'}{of}"

    def _text(self, row: TableRow, at: int) -> str:
        words = self._words
        if row.is_heading:
            return heading_text(row, words, self._today) if at == 0 else ""
        if at == 0:
            return words.time(row.at) if row.at is not None else ""
        if at == 1:
            return row.what
        if at in (2, 3, 4):
            number = (row.value, row.before, row.after)[at - 2]
            return "" if number is None else words.number(number)
        if at == _PRESSED_COLUMN:
            return "" if row.pressed_s is None else pressed_of(row.pressed_s, row.planned_s)
        return (row.where if at == _WHERE_COLUMN else row.note).replace("\n", " ")


class _Looks(QStyledItemDelegate):
    """Headings stand out: bold, on another ground."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, HistoryModel) and model.rows[index.row()].is_heading:
            # PySide's stubs do not know the fields of this option
            option.font.setBold(True)  # type: ignore[attr-defined]
            ground = option.palette.brush(QPalette.ColorRole.AlternateBase)  # type: ignore[attr-defined]
            option.backgroundBrush = ground  # type: ignore[attr-defined]


class HistoryTable(QTableView):
    """One stop of the Tab key; the arrows walk inside, Enter and Delete act on the row."""

    #: the TableRow that shall be changed, or removed
    change_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._model = HistoryModel(words)
        self.setModel(self._model)
        self.setItemDelegate(_Looks(self))
        self.setAccessibleName("Notes by day")
        self.setAccessibleDescription(_KEYS)
        self.clicked.connect(lambda index: self._ask(self.change_asked, index.row()))
        self.setTabKeyNavigation(False)
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
        self.show_rows(table_rows(content, self._words), content.today)

    def show_rows(self, rows: list[TableRow], today: date) -> None:
        """Takes other rows; the keyboard stays at its note, or about where it was."""
        at = self.currentIndex().row()
        here = self.rows[at] if 0 <= at < len(self.rows) else None
        self._model.show_rows(rows, today)
        self._span_headings()
        self._fit_columns()
        if here is not None and rows:
            self._go_to(rows.index(here) if here in rows else min(at, len(rows) - 1))

    def add_rows(self, rows: Sequence[TableRow]) -> None:
        """Takes rows that follow those shown; nothing else moves."""
        if rows:
            at = len(self.rows)
            self._model.add_rows(rows)
            self._span_headings(at)

    @property
    def rows(self) -> list[TableRow]:
        """What is shown, in order."""
        return self._model.rows

    @property
    def chosen_day(self) -> date | None:
        """The day of the row where the keyboard is."""
        at = self.currentIndex().row()
        return self.rows[at].day if 0 <= at < len(self.rows) else None

    def show_day(self, day: date) -> None:
        """Goes to the first row of a day, if it has one."""
        for at, row in enumerate(self._model.rows):
            if row.day <= day <= (row.last_day or row.day):
                self._go_to(at)
                return

    def go_to_first(self) -> None:
        """Goes to the first note, the keyboard with it."""
        at = next((at for at, row in enumerate(self.rows) if not row.is_heading), None)
        if at is not None:
            self._go_to(at)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, at: int) -> None:
        self.selectRow(at)
        self.scrollTo(self._model.index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # the rest walks, as in any table
        key = typed_key(event)
        asks = {"change": self.change_asked, "remove": self.remove_asked}
        told = asks.get(command_at("notes", key))
        if told is not None:
            self._ask(told, self.currentIndex().row())
        elif command_at("history", key) == "edit_note":
            self._ask(self.change_asked, self.currentIndex().row())
        elif command_at("history", key) in ("find_note", "add_note"):
            event.ignore()  # a table would look for a row that begins with it
        else:
            super().keyPressEvent(event)

    def _ask(self, told: SignalInstance, at: int) -> None:
        """A heading is no note."""
        if 0 <= at < len(self.rows) and self.rows[at].entries:
            told.emit(self.rows[at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _span_headings(self, first: int = 0) -> None:
        if not first:
            self.clearSpans()
        for at in range(first, len(self.rows)):
            if self.rows[at].is_heading:
                self.setSpan(at, 0, 1, len(HEADINGS))

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
