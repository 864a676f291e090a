"""What becomes of each column of a table: its name, its first entry, and a choice or a word.

Must never choose for the person, nor show an entry of a column that is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

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


class ColumnRow:
    """One column that the person says: its question and the list that answers it."""

    def __init__(self, question: Question, tell: Callable[[str], None]) -> None:
        self.question = question
        self.control: Choice = answer_list(question, question.choices, tell)


class ColumnTable(QWidget):
    """A line for each column; a choice stands in it once it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Columns of the file")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(4)
        # the entry has room, and what it becomes does not stand far from it
        for place in (1, len(HEADINGS)):
            self._grid.setColumnStretch(place, 1)
        self.setLayout(self._grid)
        self._columns: tuple[SeenColumn, ...] = ()
        self._lines: dict[str, int] = {}
        self.hide()

    def clear(self) -> None:
        """Nothing is known of the file."""
        empty_layout(self._grid)
        self._columns, self._lines = (), {}
        self.hide()

    def show_columns(self, columns: Sequence[SeenColumn]) -> None:
        """Take the columns of a file; those that are shown already stay as they are."""
        if tuple(columns) == self._columns:
            return
        self.clear()
        self._columns = tuple(columns)
        for place, words in enumerate(HEADINGS):
            self._grid.addWidget(label(words, "small", "secondary"), 0, place)
        for line, column in enumerate(columns, start=1):
            self._lines[column.name] = line
            self._grid.addWidget(Elided(one_line(column.name), "bodyStrong"), line, 0)
            self._grid.addWidget(Elided(one_line(column.first), "small", "secondary"), line, 1)
            if column.becomes is not None:
                said = label(column.becomes or LEFT_OUT)
                said.setAccessibleName(f"{column.name} becomes: {said.text()}")
                self._grid.addWidget(said, line, 2)
        self.setVisible(bool(columns))

    def holds(self, question: Question) -> bool:
        """Whether a question is about one of its columns."""
        line = self._lines.get(question.name)
        return line is not None and self._columns[line - 1].becomes is None

    def ask(self, question: Question, tell: Callable[[str], None]) -> ColumnRow:
        """Let the person choose what one of its columns becomes."""
        made = ColumnRow(question, tell)
        line = self._lines[question.name]
        self._grid.addWidget(made.control, line, 2, Qt.AlignmentFlag.AlignLeft)
        return made
