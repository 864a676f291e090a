"""Bring in your notes: what the file is, what it asks, what will be noted, and the one button.

Must never read a file or note anything: it shows a plan and tells what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from acutimer.core.commands import command_at
from acutimer.core.importing.plan import MOST_SHOWN, Plan
from acutimer.core.importing.questions import Ask, Question
from acutimer.core.plain_text import one_line
from acutimer.ui.bring_in.column_table import ColumnRow, ColumnTable
from acutimer.ui.bring_in.question_row import QuestionRow
from acutimer.ui.bring_in.words import ONE_STEP, TITLE, file_text, row_words, rows_text
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.flow import Flow, flowing
from acutimer.ui.kit.pieces import (
    button,
    column,
    empty_layout,
    frame,
    holding,
    label,
    line,
    row,
    scrolling,
)
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import width_em

_COUNTS = (
    ("taken", "will be brought in"),
    ("here", "are here already, left as they are"),
    ("out", "stay out, with the reason below"),
)
#: The lists, and what their second column tells; of each the first MOST_SHOWN are shown.
_LISTS = {
    "taken": ("Brought in", "What will be noted"),
    "here": ("Here already", "What is noted"),
    "out": ("Stay out", "Why it stays out"),
}
_HEADINGS = ("Line", "", "Column")
_WORDS_AT, _COLUMN_AT = 1, 2
_TABLE_PX = 220
#: In a narrower page nothing stands beside the name of the file.
_BESIDE_EM = 30


class BringInPage(QWidget):
    """A file card, the questions, three counts, the rows, and the foot with both buttons."""

    other_file_asked = Signal()
    cancel_asked = Signal()
    take_asked = Signal()
    #: a Question, and its answer as the plan takes it
    answered = Signal(object, str)

    def __init__(self, zones: Callable[[], Sequence[str]]) -> None:
        """``zones``: the names to choose from where a zone is asked, that of here first."""
        super().__init__()
        self._zones = zones
        self._plan: Plan | None = None
        self.questions: dict[tuple[Ask, str], QuestionRow | ColumnRow] = {}
        self.columns = ColumnTable()
        self._name = label("", "bodyStrong", wraps=True)
        self.about = label("", "small", "secondary", wraps=True)
        self.other_file = button("Other file…", "toolbar")
        self.other_file.clicked.connect(self.other_file_asked)
        self.fault = label("", "body", "nowWord", wraps=True)
        self._asked = Flow(24, 12)
        self.counts = {key: label("–", "h1") for key, _ in _COUNTS}
        self.lists = Segments([(key, words) for key, (words, _) in _LISTS.items()], "Rows shown")
        self.lists.chosen.connect(lambda _: self._fill())
        self.table = _table()
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress")
        self.cancel = button("Cancel", tip="Go back; nothing is changed (Esc)")
        self.cancel.clicked.connect(self.cancel_asked)
        self.take = button("Bring in", "primary")
        self.take.clicked.connect(self.take_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        card = frame(card=True)
        self._file = row(
            (column(self._name, self.about, spacing=4), 1), flowing(self.other_file),
            spacing=16, margins=(16, 12, 16, 12),
        )  # fmt: skip
        card.setLayout(self._file)
        cells = [
            holding(
                column(self.counts[key], Elided(words, "small", "secondary", lines=3), spacing=2)
            )
            for key, words in _COUNTS
        ]
        main = column(
            label(TITLE, "h1", wraps=True), card, self.fault, self.columns, holding(self._asked),
            flowing(*cells, across=36, down=12), line(), flowing(self.lists), (self.table, 1),
            spacing=14, margins=(24, 16, 24, 16),
        )  # fmt: skip
        foot = column(
            self.progress, label(ONE_STEP, "small", "secondary", wraps=True),
            flowing(None, self.cancel, self.take), spacing=8, margins=(24, 10, 24, 12),
        )  # fmt: skip
        self.setLayout(column((scrolling(holding(main)), 1), line(), holding(foot)))

    # --- what the app tells -----------------------------------------------------------------

    def begin(self, name: str) -> None:
        """Another file is read; nothing is known of it yet."""
        self._name.setText(name)
        self.about.setText("")
        self.fault.hide()
        self.questions.clear()
        self.columns.clear()
        empty_layout(self._asked)
        self._show(None)
        self.show_progress(0, 0)
        self.cancel.setEnabled(True)
        self.cancel.setFocus()

    def show_progress(self, done: int, whole: int) -> None:
        """How far it is; 0 of 0 is as long as nobody knows."""
        self.progress.setRange(0, whole)
        self.progress.setValue(done)
        self.progress.show()
        self.take.setEnabled(False)

    def show_plan(self, plan: Plan) -> None:
        """What will be done, by the answers so far."""
        self.progress.hide()
        self.about.setText(file_text(plan))
        self.columns.show_columns(plan.columns)
        for question in plan.questions:
            key = (question.ask, question.name)
            if key not in self.questions:
                self._ask(key, question)
        self._show(plan)

    def show_fault(self, sentence: str) -> None:
        """Why nothing can be brought in."""
        self.progress.hide()
        self._show(None)
        self.fault.setText(sentence)
        self.fault.show()
        announce(self.fault, sentence)

    def show_noting(self) -> None:
        """The notes are written now; that can no longer be stopped, only undone."""
        self.show_progress(0, 0)
        self.cancel.setEnabled(False)

    # --- what is shown ----------------------------------------------------------------------

    def _ask(self, key: tuple[Ask, str], question: Question) -> None:
        if question.ask is Ask.COLUMN and self.columns.holds(question):
            self.questions[key] = self.columns.ask(
                question, lambda answer: self.answered.emit(question, answer)
            )
            return
        answers = self._zones() if question.ask is Ask.ZONE else question.choices
        made = QuestionRow(question, answers)
        self.questions[key] = made
        made.answered.connect(lambda answer: self.answered.emit(question, answer))
        self._asked.addWidget(made)

    def _show(self, plan: Plan | None) -> None:
        self._plan = plan
        known = plan is not None and not plan.waiting
        texts = ["–"] * len(_COUNTS)
        if plan is not None and known:
            texts = [f"{n:,}" for n in (plan.taken, plan.already_here, len(plan.refused))]
        for (key, counted), text in zip(self.counts.items(), texts, strict=True):
            counted.setText(text)
            words = _LISTS[key][0]
            self.lists.button(key).setText(words if plan is None else f"{words}, {text}")
        can_take = plan is not None and known and plan.taken > 0
        self.take.setEnabled(can_take)
        taken = plan.taken if plan is not None and can_take else 0
        self.take.setText(f"Bring in {rows_text(taken)}" if can_take else "Bring in")
        self._fill()

    def _fill(self) -> None:
        key, plan = self.lists.key, self._plan
        shown: list[tuple[str, ...]] = []
        if plan is not None and not plan.waiting:
            if key == "out":
                refused = plan.refused[:MOST_SHOWN]
                shown = [(str(it.line), it.reason, one_line(it.column)) for it in refused]
            else:
                rows = plan.rows[:MOST_SHOWN] if key == "taken" else plan.here
                shown = [(str(it.line), row_words(it)) for it in rows]
        self.table.setHorizontalHeaderLabels([_HEADINGS[0], _LISTS[key][1], _HEADINGS[2]])
        self.table.setColumnHidden(_COLUMN_AT, key != "out")
        self.table.setRowCount(len(shown))
        for number, texts in enumerate(shown):
            for place, text in enumerate(texts):
                self.table.setItem(number, place, QTableWidgetItem(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button beside the file's name, or below it where the name lacks room."""
        direction = QBoxLayout.Direction
        is_narrow = width_em(self) < _BESIDE_EM
        self._file.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, as Cancel does."""
        if command_at("bring_in", typed_key(event)) == "leave" and self.cancel.isEnabled():
            self.cancel_asked.emit()
        else:
            super().keyPressEvent(event)


def _counted(words: str) -> Elided:
    """What a count counts, in one line where there is room."""
    return Elided(words, "small", "secondary", lines=3)


def _table() -> QTableWidget:
    made = QTableWidget(0, len(_HEADINGS))
    made.setAccessibleName("Rows of the file")
    made.verticalHeader().hide()
    header = made.horizontalHeader()
    header.setSectionResizeMode(_WORDS_AT, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(_COLUMN_AT, QHeaderView.ResizeMode.ResizeToContents)
    header.moveSection(_COLUMN_AT, _WORDS_AT)  # line, column, reason
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setTabKeyNavigation(False)
    made.setMinimumHeight(_TABLE_PX)
    return made
