"""The safety questions: before the first session, when some are due again, or to change an answer.

Effects are shown while one answers, by the same rules that hold afterwards. Must never keep an
answer itself: it says what was answered, and is told whether that is kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acutimer.core.points import Atlas
from acutimer.core.safety import Given, Profile, Verdict, is_cleared, judge
from acutimer.core.safety_table import Rules
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.pieces import (
    button,
    column,
    frame,
    holding,
    label,
    line,
    restyle,
    row,
    scrolling,
)
from acutimer.ui.kit.scroll_keys import reach_by_tab, scroll_by_key
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.widths import MIDDLE_EM, WIDE_EM, em_px
from acutimer.ui.kit.wording import FOOTER
from acutimer.ui.safety.panel import SafetyPanel
from acutimer.ui.safety.question import QuestionRow
from acutimer.ui.safety.words import changes, summary, whose

#: The rows keep this free for the focus ring, so texts and buttons stand in as far.
_INDENT = 4
#: Below this width of the questions, in em, the answers drop under them.
_BESIDE_EM = 44
_FIRST, _DUE, _KEPT = "Before you begin", "Some questions come again", "Your safety answers"
_SAVED = "Saved. Your answers hold from now on."
_ALWAYS = "Always, whatever you answer"


class SafetyPage(QWidget):
    """Questions | what this changes; Continue and Back stay in sight."""

    #: the answers (core.safety.Profile), each with its day
    answers_given = Signal(object)
    #: the id of a danger sign that is there now: the stop page comes at once
    danger_sign_noted = Signal(str)
    #: Back
    left = Signal()

    def __init__(
        self, rules: Rules, atlas: Atlas, theme: Theme, pictures: Pictures | None = None
    ) -> None:
        super().__init__()
        self._rules = rules
        self._atlas = atlas
        self._profile = Profile()
        self._shown: Profile | None = None
        self._sent: Profile | None = None
        self._now: datetime | None = None
        self._preview: Verdict | None = None
        self._reviews = False
        self._left_behind = True
        self._summary = ""
        self._narrow: bool | None = None
        self.rows: dict[str, QuestionRow] = {}
        for question in rules.questions:
            question_row = QuestionRow(question, rules)
            question_row.changed.connect(self._answers_changed)
            question_row.danger_sign_noted.connect(self.danger_sign_noted)
            self.rows[question.id] = question_row
        self.panel = SafetyPanel(atlas, theme, pictures)
        self._eyebrow = label(_FIRST, "body", "secondary")
        self._title = label(rules.ask_title, "pageTitle", wraps=True)
        self._status = label("", "body", "secondary", wraps=True)
        self._strip = label("", "bodyStrong", wraps=True)
        self.go_on = button("Continue", "primary")
        self.go_on.setProperty("scale", "xl")
        self.go_on.clicked.connect(self._give)
        self.back = button("Back")
        self.back.setProperty("scale", "xl")
        self.back.clicked.connect(self.left)
        self._lay_out()

    def _always(self) -> QVBoxLayout:
        """What holds for everybody, whatever the answers."""
        below = column(label(_ALWAYS, "bodyStrong"), spacing=8, margins=(_INDENT, 14, _INDENT, 10))
        for reason in self._rules.always:
            said = label(reason.text, "small", "secondary", wraps=True)
            source = label(whose(reason, self._atlas), "caption", "secondary", wraps=True)
            below.addLayout(column(said, source, spacing=1))
        return below

    def _lay_out(self) -> None:
        note = f"{self._rules.ask_note} Not sure counts as yes."
        said = label(note, "bodyLarge", "secondary", wraps=True)
        for words in (self._eyebrow, self._title, said):
            words.setIndent(_INDENT)
        self._questions = column(self._eyebrow, 2, self._title, 4, said, 10)
        for index, question_row in enumerate(self.rows.values()):
            if index:
                self._questions.addWidget(line())
            self._questions.addWidget(question_row)
        self._below_questions = QVBoxLayout()
        self._footer_below = label(FOOTER, "caption", "secondary", wraps=True)
        self._below_questions.addWidget(self._footer_below)
        self._questions.addWidget(line())
        self._questions.addLayout(self._always())
        self._questions.addLayout(self._below_questions)
        self._questions.addStretch(1)
        content = holding(self._questions)
        self._scroll = scrolling(content)
        buttons = row(self.go_on, self.back, 4, (self._status, 1), spacing=12)
        self._buttons = column(self._strip, buttons, spacing=8)
        foot = holding(self._buttons)
        self._panel_scroll = scrolling(self.panel)
        reach_by_tab(self._panel_scroll, "What this changes")
        self._footer = label(FOOTER, "caption", "secondary", wraps=True)
        self._side = frame("side")
        foot_note = column(self._footer, margins=(24, 8, 24, 18))
        self._side.setLayout(column(self._panel_scroll, foot_note))
        self.setLayout(row((column(self._scroll, line(), foot), 1), self._side))

    # --- what the app tells -----------------------------------------------------------------

    def show_profile(self, profile: Profile, verdict: Verdict, now: datetime) -> None:
        """Ask what is due and show the other answers as they were given.

        Told the same again while one answers, the answers in hand stay.
        """
        if not self._left_behind and (profile, now.date()) == (self._profile, self._today):
            return
        self._left_behind = False
        self._now = now
        self._sent = None
        self._show(profile, verdict)
        asked_before = bool(profile.given)
        self._eyebrow.setText(_KEPT if self._reviews else (_DUE if asked_before else _FIRST))
        self.go_on.setText("Save answers" if self._reviews else "Continue")
        self._scroll.verticalScrollBar().setValue(0)
        self._answers_changed()

    def show_saved(self, verdict: Verdict) -> None:
        """The answers are kept; they are what later changes are measured by."""
        if self._sent is not None:
            self._show(self._sent, verdict)
            self._sent = None
        self.go_on.setText("Save answers" if self._reviews else "Continue")
        self._answers_changed()
        self._say(f"{_SAVED} {summary(verdict)}")

    def show_not_saved(self, sentence: str) -> None:
        """The answers are not kept; they stay here to be tried again."""
        self._sent = None
        self._answers_changed()
        self._say(sentence, fault=True)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.panel.set_theme(theme)

    # --- what the person does ---------------------------------------------------------------

    @property
    def preview(self) -> Verdict | None:
        """What the answers in hand would allow; None before anything was shown."""
        return self._preview

    @property
    def in_hand(self) -> Profile:
        """The answers as they would be kept."""
        given: dict[str, Given] = {}
        if self._today is not None:
            for key, question_row in self.rows.items():
                if (one := question_row.given(self._today)) is not None:
                    given[key] = one
        return replace(self._profile, given=given, confirmed_on=self._today)

    @property
    def _today(self) -> date | None:
        return self._now.date() if self._now is not None else None

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The ids of the questions still to be answered."""
        return tuple(key for key, question_row in self.rows.items() if not question_row.is_complete)

    def _show(self, profile: Profile, verdict: Verdict) -> None:
        assert self._today is not None
        self._profile = profile
        # after the stop page everything is asked again, but not while pressing rests
        asked = () if verdict.rests_until is not None else verdict.ask
        due = {question.id for question in asked}
        self._reviews = not due and len(profile.given) >= len(self.rows)
        for key, question_row in self.rows.items():
            given = profile.given.get(key)
            cleared = given is not None and is_cleared(question_row.question, given, self._today)
            question_row.show_given(given, due=key in due or given is None, cleared=cleared)
        self._shown = self.in_hand

    def take_atlas(self, atlas: Atlas) -> None:
        """Judge and show other points from now on."""
        self._atlas = self.panel.points = atlas
        self._answers_changed()

    def _answers_changed(self) -> None:
        if self._now is None:
            return
        answers = self.in_hand
        self._preview = judge(self._rules, answers, self._atlas, self._now)
        self.panel.show_changes(
            changes(self._rules, answers, self._preview, self._atlas), self._preview
        )
        unanswered = len(self.open_questions)
        self.go_on.setEnabled(
            unanswered == 0
            and self._sent is None
            and not (self._reviews and answers == self._shown)
        )
        if unanswered:
            some = "1 question is" if unanswered == 1 else f"{unanswered} questions are"
            self._say(f"{some} still open.")
        else:
            self._say("")
        self._announce(summary(self._preview))

    def _give(self) -> None:
        if self.go_on.isEnabled():
            self._sent = self.in_hand
            self.go_on.setEnabled(False)
            self.answers_given.emit(self._sent)

    def _say(self, sentence: str, *, fault: bool = False) -> None:
        self._status.setText(sentence)
        restyle(self._status, "kind", "dangerWord" if fault else "secondary")

    def _announce(self, sentence: str) -> None:
        self._strip.setText(sentence)
        if sentence != self._summary and self._summary:
            announce(self, sentence)
        self._summary = sentence

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no control wanted scrolls the questions."""
        if not scroll_by_key(self._scroll, event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Answers that were not kept are not there when one comes back."""
        if not event.spontaneous():
            self._left_behind = True
        super().hideEvent(event)

    # --- room -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Panel beside the questions, or below them, by the width in em."""
        self._show_room()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        if event.type() == QEvent.Type.FontChange:
            self._show_room()
        super().changeEvent(event)

    def _show_room(self) -> None:
        pixels = em_px(self)
        em = self.window().width() / pixels
        narrow, wide = em < MIDDLE_EM, em >= WIDE_EM
        side_width = 396 if wide else min(320, self.width() * 2 // 5)
        self._side.setFixedWidth(side_width)
        self.panel.set_room(self.height())
        if narrow != self._narrow:
            self._put_panel(narrow)
        left, right = (60, 36) if wide else ((12, 12) if narrow else (20, 20))
        self._questions.setContentsMargins(left, 28 if wide else 16, right, 16)
        self._buttons.setContentsMargins(left + _INDENT, 10, right, 12)
        across = self.width() - left - right - (0 if narrow else side_width)
        for question_row in self.rows.values():
            question_row.set_stacked(narrow or across < _BESIDE_EM * pixels)

    def _put_panel(self, narrow: bool) -> None:
        """Below the questions the panel scrolls with them, beside them by itself."""
        self._narrow = narrow
        self._side.setVisible(not narrow)
        self._strip.setVisible(narrow)
        if narrow:
            self._panel_scroll.takeWidget()
            self._below_questions.insertWidget(0, self.panel)
        else:
            self._below_questions.removeWidget(self.panel)
            self._panel_scroll.setWidget(self.panel)
        self.panel.show()
        self._footer_below.setVisible(narrow)
