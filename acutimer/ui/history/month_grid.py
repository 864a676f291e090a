"""The grid of a month: a cell a day, weeks below each other, walked through with the keys.

A screen reader is told each cell's day and what is noted of it. Must never fetch anything, nor show
a blank day as anything but its date.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from acutimer.core.calendar_days import CalendarDay, calendar_days, month_weeks
from acutimer.core.commands import command_at
from acutimer.ui.history.day_cell import cell_height, paint_day
from acutimer.ui.kit.pieces import wear
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.words import Words
    from acutimer.ui.kit.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
#: A month touches no more weeks; with always as many, nothing below moves from month to month.
WEEKS, WEEK_DAYS = 6, 7
_KEYS = (
    "Arrows go to other days, Page Up and Page Down to other months, Home and End to the first and "
    "last day. Enter opens the day."
)
READING = "Its notes are being read."
#: How far the commands of core.commands go, in days, in months, and to which end.
_DAYS = {"day_before": -1, "day_after": 1, "week_before": -7, "week_after": 7}
_MONTHS = {"month_before": -1, "month_after": 1}
_ENDS = {"first_day": -1, "last_day": 1}


class MonthModel(QAbstractTableModel):
    """The weeks of one month; what is of another month has no cell text."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._begins = words.locale.firstDayOfWeek().value - 1
        self._weeks: tuple[tuple[date | None, ...], ...] = ()
        self._days: dict[date, CalendarDay] = {}
        self._content: HistoryContent | None = None

    def show_month(self, day: date, content: HistoryContent | None) -> None:
        """Take the month a day is in, and its notes; None while they are being read."""
        self.beginResetModel()
        self._weeks = month_weeks(day, self._begins)
        self._content = content
        self._days = calendar_days(content) if content is not None else {}
        self.endResetModel()

    def day_at(self, index: _Index) -> date | None:
        """The day of a cell; None where it is of another month."""
        return self._weeks[index.row()][index.column()] if index.row() < len(self._weeks) else None

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day; invalid where it is of another month."""
        for row, week in enumerate(self._weeks):
            if day in week:
                return self.index(row, week.index(day))
        return QModelIndex()

    def noted(self, day: date) -> CalendarDay | None:
        """What is said of a day; None where it is blank."""
        return self._days.get(day)

    @property
    def today(self) -> date | None:
        """Today, once notes came."""
        return self._content.today if self._content is not None else None

    def spoken(self, day: date) -> str:
        """A day with all that is noted of it, as the day card says it."""
        said = [READING]
        if self._content is not None:
            said = self._words.readout(self._content, day)
        return ". ".join((self._words.full_day(day), *said))

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else WEEKS

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else WEEK_DAYS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        form = self._words.locale.FormatType
        forms = {
            Qt.ItemDataRole.DisplayRole: form.ShortFormat,
            Qt.ItemDataRole.AccessibleTextRole: form.LongFormat,
        }
        if orientation != Qt.Orientation.Horizontal or role not in forms:
            return None
        weekday = (self._begins + section) % WEEK_DAYS + 1
        return self._words.locale.standaloneDayName(weekday, forms[Qt.ItemDataRole(role)])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        day = self.day_at(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(day)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.day_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Days(QStyledItemDelegate):
    """Paints each cell with the marks of the plot."""

    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        grid = self._grid
        if (day := grid.days.day_at(index)) is None:
            return
        painter.save()
        paint_day(
            painter,
            option.rect,  # type: ignore[attr-defined] - PySide's stubs lack it
            grid.theme,
            grid.words,
            (day, grid.days.noted(day)),
            is_today=day == grid.days.today,
            is_ahead=grid.days.today is not None and day > grid.days.today,
            is_current=index == grid.currentIndex(),
            has_keyboard=grid.hasFocus(),
        )
        painter.restore()


class MonthGrid(QTableView):
    """One stop of the Tab key; the keys that walk tell where to."""

    #: days and months to walk, later ones above zero
    walked = Signal(int)
    month_walked = Signal(int)
    #: the first (-1) or the last (1) day shown is wanted
    end_wanted = Signal(int)
    #: a day (date) was clicked, or chosen by Enter
    day_opened = Signal(object)
    #: a note shall be added to the day that has the keyboard
    add_asked = Signal()
    #: the day card shall go
    left = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme, self.words = theme, words
        self.days = MonthModel(words)
        self.setModel(self.days)
        self.setItemDelegate(_Days(self))
        wear(self, "small")
        self.setAccessibleDescription(_KEYS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(10)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.clicked.connect(self._clicked)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.theme = theme
        self.viewport().update()

    def show_month(self, day: date, content: HistoryContent | None) -> None:
        """Show the month of a day; the keyboard stays on the day it was on."""
        self.setAccessibleName(f"Days of {self.words.whole_month(day)}")
        here = self.current_day
        self.days.show_month(day, content)
        if here is not None:
            self.focus_day(here)

    @property
    def current_day(self) -> date | None:
        """The day that Enter opens."""
        return self.days.day_at(self.currentIndex()) if self.currentIndex().isValid() else None

    def focus_day(self, day: date) -> None:
        """Go to a day of the month that is shown."""
        index = self.days.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)
            self.viewport().update()

    def sizeHint(self) -> QSize:
        """Six weeks below their weekdays."""
        high = self.horizontalHeader().sizeHint().height()
        return QSize(600, high + WEEKS * cell_height(self.font()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = typed_key(event)
        command = command_at("calendar", key) or command_at("history", key)
        if command in _DAYS:
            self.walked.emit(_DAYS[command])
        elif command in _MONTHS:
            self.month_walked.emit(_MONTHS[command])
        elif command in _ENDS:
            self.end_wanted.emit(_ENDS[command])
        elif command == "open_day" and (day := self.current_day) is not None:
            self.day_opened.emit(day)
        elif command == "add_note":
            self.add_asked.emit()
        elif command == "leave":
            self.left.emit()
        else:
            event.ignore()  # not the view's own keys: it would look for a day that begins so
            return
        event.accept()

    def _clicked(self, index: QModelIndex) -> None:
        if (day := self.days.day_at(index)) is not None:
            self.day_opened.emit(day)
