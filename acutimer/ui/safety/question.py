"""One row of the safety questions: yes, no or not sure, then why it matters and what it asks.

Nothing is ever preselected that is due. Must never know what an answer switches off.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QWidget

from acutimer.core.commands import command_at
from acutimer.core.points import Atlas
from acutimer.core.safety import Answer, Given
from acutimer.core.safety_table import Question, Rules
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, label, restyle, row
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.safety.answer_button import AnswerButton
from acutimer.ui.safety.followups import DangerSigns, Tick, Where
from acutimer.ui.safety.reason_box import ReasonBox
from acutimer.ui.safety.words import whose

#: Each with its words and the key that gives it.
_ANSWERS = (
    (Answer.YES, "Yes", "Y"),
    (Answer.NO, "No", "N"),
    (Answer.NOT_SURE, "Not sure", "?"),
)
_WALKS = {"question_before": -1, "question_after": 1}
#: What a row keeps free at its sides.
ROW_ROOM_PX = 12


class QuestionRow(QFrame):
    """The question, three answers beside or below it, and what follows a yes."""

    changed = Signal()
    #: the id of the danger sign that is there now
    danger_sign_noted = Signal(str)
    #: -1: to the question before; 1: to the one after
    walk_asked = Signal(int)

    def __init__(self, question: Question, rules: Rules, atlas: Atlas, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "question")
        self.question = question
        self._old: Given | None = None
        self.ask = label(question.ask, "bodyLarge", wraps=True)
        self._again = label("Asked again", "caption", "nowChip")
        self.answers: dict[Answer, AnswerButton] = {}
        self._group = QButtonGroup(self)
        for answer, text, key in _ANSWERS:
            radio = AnswerButton(theme, text, key)
            radio.setAccessibleName(f"{question.ask}: {text}")
            radio.setAccessibleDescription(question.explains)
            self.answers[answer] = radio
            self._group.addButton(radio)
        self._group.buttonToggled.connect(self._toggled)
        told = [(reason.text, whose(reason, atlas)) for reason in question.reasons]
        self.reason = ReasonBox(theme, question.ask, told)
        self.clearance = Tick(question.clearance)
        self.clearance.box.toggled.connect(lambda _: self.changed.emit())
        # forty controls, of which most questions show none
        self.where = Where(rules.regions if question.asks_where else (), question.ask)
        self.where.changed.connect(self.changed)
        self.danger = DangerSigns(rules.danger_signs if question.danger_signs_first else ())
        self.danger.answered.connect(self.changed)
        self.danger.noted.connect(self.danger_sign_noted)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(16)
        asked = column(None, self.ask, spacing=4)
        if question.explains:
            asked.addWidget(label(question.explains, "small", "secondary", wraps=True))
        asked.addLayout(row(self._again, None))
        asked.addStretch(1)
        self._beside.addLayout(asked, 1)
        self._beside.addWidget(flowing(*self.answers.values()))
        # left and right is room for the focus ring, and for the ground while one is here
        self.setLayout(
            column(
                self._beside,
                self.reason,
                self.clearance,
                self.where,
                self.danger,
                spacing=10,
                margins=(ROW_ROOM_PX, 11, ROW_ROOM_PX, 11),
            )
        )
        self.show_given(None, due=True, cleared=False)

    def show_given(self, given: Given | None, *, due: bool, cleared: bool) -> None:
        """An earlier answer; when it is due it has to be given afresh and is not preselected."""
        self._old = None if due else given
        self._again.setVisible(due and given is not None)
        self.blockSignals(True)
        self._group.setExclusive(False)
        for answer, radio in self.answers.items():
            radio.setChecked(self._old is not None and self._old.answer is answer)
        self._group.setExclusive(True)
        self._place_tab()
        kept = self._old if self._old is not None else None
        self.clearance.show_tick(kept.cleared_on if kept and cleared else None)
        self.where.show_places(kept.where if kept else ())
        self.danger.clear()
        self.reason.show_folded_away()
        self._show_more()
        self.blockSignals(False)

    def choose(self, answer: Answer) -> None:
        """Answer by a key."""
        self.answers[answer].setChecked(True)

    def take_keyboard(self) -> None:
        """Bring the keyboard to the answer in hand, or to the first one."""
        chosen = self.answer
        found = self.answers[chosen if chosen is not None else Answer.YES]
        found.setFocus(Qt.FocusReason.TabFocusReason)

    def show_current(self, on: bool) -> None:
        """Whether the keys answer this one now."""
        restyle(self, "current", on)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.reason.set_theme(theme)
        for one in self.answers.values():
            one.set_theme(theme)

    @property
    def answer(self) -> Answer | None:
        """The answer in hand."""
        return next((a for a, radio in self.answers.items() if radio.isChecked()), None)

    @property
    def is_complete(self) -> bool:
        """Whether it is answered, the danger signs included where they come first."""
        return self.answer is not None and (self.danger.isHidden() or self.danger.is_answered)

    def given(self, today: date) -> Given | None:
        """The answer as it would be kept: of today, or the earlier one where nothing changed."""
        answer, old = self.answer, self._old
        if answer is None:
            return None
        yes = answer is not Answer.NO
        where = self.where.places if yes and self.question.asks_where else ()
        same = old is not None and old.answer is answer and set(old.where) == set(where)
        cleared_on: date | None = None
        if yes and self.question.clearance and self.clearance.box.isChecked():
            cleared_on = self.clearance.ticked_before or today
        if old is not None and same:
            return Given(answer, old.on, old.where, cleared_on)
        return Given(answer, today, where, cleared_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down, which the scrolling around would take."""
        step = _WALKS.get(command_at("questions", typed_key(event)))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walk_asked.emit(step)

    def set_stacked(self, stacked: bool) -> None:
        """Answers below the question where there is no room beside it."""
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._beside.setSpacing(8 if stacked else 16)
        self.where.set_columns(1 if stacked else 2)

    def _place_tab(self) -> None:
        """What is chosen takes the tab, and while nothing is, all do."""
        chosen = self.answer
        for answer, radio in self.answers.items():
            reached = chosen is None or chosen is answer
            radio.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus
            )

    def _toggled(self, _button: QWidget, on: bool) -> None:
        if not on:
            return
        self._place_tab()
        self._show_more()
        self.changed.emit()

    def _show_more(self) -> None:
        yes = self.answer in (Answer.YES, Answer.NOT_SURE)
        self.reason.setVisible(yes)
        self.clearance.setVisible(yes and bool(self.question.clearance))
        self.where.setVisible(yes and self.question.asks_where)
        fresh = self._old is None or self._old.answer is not self.answer
        self.danger.setVisible(yes and fresh and self.question.danger_signs_first)
