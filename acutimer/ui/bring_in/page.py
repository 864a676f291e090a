"""Bring in your notes: what the file is, what it asks, what will be noted, and the one button.

Must never read a file or note anything: it shows a plan and tells what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from acutimer.core.importing.plan import Plan
from acutimer.core.importing.questions import Ask, Question
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

#: Of each list as many rows are shown; the counts are of all.
_MOST_SHOWN = 500
_COUNTS = (
    ("taken", "will be brought in"),
    ("here", "are here already, left as they are"),
    ("out", "stay out, with the reason below"),
)
_LISTS = (("taken", "Brought in"), ("out", "Stay out"))
_TABLE_PX = 220


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
        self.questions: dict[tuple[Ask, str], QuestionRow] = {}
        self._name = label("", "bodyStrong", wraps=True)
        self.about = label("", "small", "secondary", wraps=True)
        self.other_file = button("Other file…", "toolbar")
        self.other_file.clicked.connect(self.other_file_asked)
        self.fault = label("", "body", "nowWord", wraps=True)
        self._asked = Flow(24, 12)
        self.counts = {key: label("–", "h1") for key, _ in _COUNTS}
        self.lists = Segments(_LISTS, "Rows shown")
        self.lists.chosen.connect(lambda _: self._fill())
        self.table = _table()
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress")
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(self.cancel_asked)
        self.take = button("Bring in", "primary")
        self.take.clicked.connect(self.take_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        card = frame(card=True)
        card.setLayout(
            row((column(self._name, self.about, spacing=4), 1), flowing(self.other_file),
                spacing=16, margins=(16, 12, 16, 12))
        )  # fmt: skip
        cells = [
            holding(
                column(self.counts[key], Elided(words, "small", "secondary", lines=3), spacing=2)
            )
            for key, words in _COUNTS
        ]
        main = column(
            label(TITLE, "h1", wraps=True), card, self.fault, holding(self._asked),
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
        answers = self._zones() if question.ask is Ask.ZONE else question.choices
        self.questions[key] = made = QuestionRow(question, answers)
        made.answered.connect(lambda answer: self.answered.emit(question, answer))
        self._asked.addWidget(made)

    def _show(self, plan: Plan | None) -> None:
        self._plan = plan
        known = plan is not None and not plan.waiting
        texts = ["–"] * len(_COUNTS)
        if plan is not None and known:
            texts = [f"{n:,}" for n in (plan.taken, plan.already_here, len(plan.refused))]
        for counted, text in zip(self.counts.values(), texts, strict=True):
            counted.setText(text)
        can_take = plan is not None and known and plan.taken > 0
        self.take.setEnabled(can_take)
        taken = plan.taken if plan is not None and can_take else 0
        self.take.setText(f"Bring in {rows_text(taken)}" if can_take else "Bring in")
        self._fill()

    def _fill(self) -> None:
        plan = self._plan
        shown: list[tuple[str, str]] = []
        if plan is not None and not plan.waiting:
            if self.lists.key == "out":
                shown = [(str(it.line), it.sentence) for it in plan.refused[:_MOST_SHOWN]]
            else:
                shown = [(str(it.line), row_words(it)) for it in plan.rows[:_MOST_SHOWN]]
        self.table.setRowCount(len(shown))
        for number, texts in enumerate(shown):
            for place, text in enumerate(texts):
                self.table.setItem(number, place, QTableWidgetItem(text))


def _counted(words: str) -> Elided:
    """What a count counts, in one line where there is room."""
    return Elided(words, "small", "secondary", lines=3)


def _table() -> QTableWidget:
    made = QTableWidget(0, 2)
    made.setHorizontalHeaderLabels(["Line", "What the row says, or why it stays out"])
    made.setAccessibleName("Rows of the file")
    made.verticalHeader().hide()
    made.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setTabKeyNavigation(False)
    made.setMinimumHeight(_TABLE_PX)
    return made
