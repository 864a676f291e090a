"""One question of an import: a few answers are buttons, many a list. Unanswered at first.

Must never choose for the person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from acutimer.core.importing.questions import Question
from acutimer.ui.bring_in.words import answer_words
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, label
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.widths import em_px

_BUTTONS = 3
_CHOOSE = "Choose…"
#: Questions stand beside each other as long as each has this width, in em.
_LEAST_EM = 22


class QuestionRow(QWidget):
    """The words of a question above its answers."""

    #: the answer, as the plan takes it
    answered = Signal(str)

    def __init__(self, question: Question, answers: Sequence[str]) -> None:
        super().__init__()
        self.question = question
        few = len(answers) <= _BUTTONS
        control = (
            self._buttons(answers) if few else answer_list(question, answers, self.answered.emit)
        )
        self.control: Segments | Choice = control
        words = question.words if question.is_needed else f"{question.words} (optional)"
        self.setLayout(column(label(words, wraps=True), flowing(control), None, spacing=4))

    def sizeHint(self) -> QSize:
        """As wide as questions beside each other like to be; narrower pages make it narrower."""
        usual = super().sizeHint()
        return QSize(max(usual.width(), _LEAST_EM * em_px(self)), usual.height())

    def _buttons(self, answers: Sequence[str]) -> Segments:
        made = Segments([(one, answer_words(self.question, one)) for one in answers],
                        self.question.words)  # fmt: skip
        made.choose_none()
        made.chosen.connect(self.answered)
        return made


def answer_list(question: Question, answers: Sequence[str], tell: Callable[[str], None]) -> Choice:
    """A list of answers with none chosen; ``tell`` gets the one that is."""
    made = Choice(question.words)
    made.addItem(_CHOOSE, "")
    for one in answers:
        made.addItem(answer_words(question, one), one)

    def chosen(_at: int) -> None:
        if answer := str(made.currentData()):
            tell(answer)

    made.activated.connect(chosen)
    return made
