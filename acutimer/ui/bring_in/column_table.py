"""What becomes of each column of a table: its name, its first entry, and a choice or a word.

Must never choose for the person, nor show an entry of a column that is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from acutimer.core.importing.questions import Question
from acutimer.core.importing.reading import SeenColumn
from acutimer.core.plain_text import one_line
from acutimer.ui.bring_in.question_row import answer_list
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.pieces import empty_layout, label

HEADINGS = ("Column", "First entry", "Becomes")
LEFT_OUT = "Left out"
_GAP_PX = 16
#: The place of what a column becomes.
_BECOMES = 2


class ColumnRow:
    """One column that the person says: its question and the list that answers it."""

    def __init__(self, question: Question, tell: Callable[[str], None]) -> None:
        self.question = question
        self.control: Choice = answer_list(question, question.choices, tell)


class ColumnTable(QWidget):
    """A line for each column; a choice stands in it once it is asked for.

    Where three cells have no room beside each other they stand below each other.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Columns of the file")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(4)
        self.setLayout(self._grid)
        # the grid alone would never let the page become narrower than three cells
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._columns: tuple[SeenColumn, ...] = ()
        self._lines: dict[str, int] = {}
        self._cells: dict[tuple[int, int], QWidget] = {}
        self._is_narrow = False
        self._share_room()
        self.hide()

    def clear(self) -> None:
        """Nothing is known of the file."""
        empty_layout(self._grid)
        self._columns, self._lines, self._cells = (), {}, {}
        self.hide()

    def show_columns(self, columns: Sequence[SeenColumn]) -> None:
        """Take the columns of a file; those that are shown already stay as they are."""
        if tuple(columns) == self._columns:
            return
        self.clear()
        self._columns = tuple(columns)
        for place, words in enumerate(HEADINGS):
            self._put(0, place, label(words, "small", "secondary"))
        for line, column in enumerate(columns, start=1):
            self._lines[column.name] = line
            self._put(line, 0, Elided(one_line(column.name), "bodyStrong"))
            self._put(line, 1, Elided(one_line(column.first), "small", "secondary"))
            if column.becomes is not None:
                said = label(column.becomes or LEFT_OUT)
                said.setAccessibleName(f"{column.name} becomes: {said.text()}")
                self._put(line, _BECOMES, said)
        self.setVisible(bool(columns))

    def _put(self, line: int, place: int, cell: QWidget) -> None:
        self._cells[line, place] = cell
        left = Qt.AlignmentFlag.AlignLeft if place == _BECOMES else Qt.AlignmentFlag(0)
        if self._is_narrow:
            self._grid.addWidget(cell, line * len(HEADINGS) + place, 0, left)
            cell.setVisible(line > 0)
        else:
            self._grid.addWidget(cell, line, place, left)
            cell.show()

    def _share_room(self) -> None:
        """The entry has room, and what it becomes does not stand far from it."""
        for place in (1, len(HEADINGS)):
            self._grid.setColumnStretch(place, int(not self._is_narrow))

    def event(self, event: QEvent) -> bool:
        """Cells beside each other where they fit, whatever of them or of the room has changed."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return done

    def _fit(self) -> None:
        widths = [0] * len(HEADINGS)
        for (_, place), cell in self._cells.items():
            widths[place] = max(widths[place], cell.minimumSizeHint().width())
        is_narrow = sum(widths) + len(HEADINGS) * _GAP_PX > self.width()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._share_room()
            for (line, place), cell in self._cells.items():
                self._grid.removeWidget(cell)
                self._put(line, place, cell)

    def holds(self, question: Question) -> bool:
        """Whether a question is about one of its columns."""
        line = self._lines.get(question.name)
        return line is not None and self._columns[line - 1].becomes is None

    def ask(self, question: Question, tell: Callable[[str], None]) -> ColumnRow:
        """Let the person choose what one of its columns becomes."""
        made = ColumnRow(question, tell)
        line = self._lines[question.name]
        self._put(line, _BECOMES, made.control)
        return made
