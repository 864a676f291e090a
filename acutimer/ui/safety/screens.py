"""The parts of the safety page and how they stand: one screen of questions, the panel, the foot.

It is told what to show. Must never judge an answer nor send one.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from acutimer.core.points import Atlas
from acutimer.core.safety_table import Rules
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, frame, holding, label, line, row, scrolling
from acutimer.ui.kit.scroll_keys import reach_by_tab
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.widths import MIDDLE_EM, WIDE_EM, em_px
from acutimer.ui.kit.wording import FOOTER
from acutimer.ui.safety.foot import Foot
from acutimer.ui.safety.panel import SafetyPanel
from acutimer.ui.safety.question import ROW_ROOM_PX, QuestionRow
from acutimer.ui.safety.step_bar import StepBar
from acutimer.ui.safety.steps import steps_of
from acutimer.ui.safety.words import whose

#: Below this width of the questions, in em, the answers drop under them.
_BESIDE_EM = 44
_DUE, _KEPT = "Some questions come again", "Your safety answers"
_ALWAYS = "Always, whatever you answer"
_KEYS = (("↑", "↓", "move"), ("Y", "N", "?", "answer"))
_NOT_SURE = "Not sure counts as yes."


class Screens:
    """Everything on the page, laid out in it."""

    def __init__(
        self,
        page: QWidget,
        rules: Rules,
        atlas: Atlas,
        theme: Theme,
        pictures: Pictures | None,
    ) -> None:
        self._page = page
        self._rules = rules
        self._narrow: bool | None = None
        self.steps = steps_of(rules.questions)
        #: the index of the screen in sight
        self.here = 0
        self.rows = {
            question.id: QuestionRow(question, rules, atlas, theme)
            for step in self.steps
            for question in step.questions
        }
        self.bar = StepBar(theme, [step.title for step in self.steps])
        self._always_sources: list[QWidget] = []
        self.panel = SafetyPanel(atlas, theme, pictures, always=self._always(atlas))
        for source in self._always_sources:
            self.panel.sources.toggled.connect(source.setVisible)
        self.foot = Foot()
        self._lay_out()

    def _always(self, atlas: Atlas) -> QLayout:
        """What holds for everybody, whatever the answers."""
        below = column(label(_ALWAYS, "bodyStrong", wraps=True), spacing=8)
        for reason in self._rules.always:
            said = label(reason.text, "small", "secondary", wraps=True)
            source = label(whose(reason, atlas), "caption", "secondary", wraps=True)
            source.hide()
            self._always_sources.append(source)
            below.addLayout(column(said, source, spacing=1))
        return below

    def _lay_out(self) -> None:
        self._eyebrow = label("", "body", "secondary", wraps=True)
        title = label(self._rules.ask_title, "pageTitle", wraps=True)
        note = label(self._rules.ask_note, "bodyLarge", "secondary", wraps=True)
        for words in (self._eyebrow, title, note):
            words.setIndent(ROW_ROOM_PX)
        self._bar_room = row((self.bar, 1), margins=(ROW_ROOM_PX - 4, 0, ROW_ROOM_PX - 4, 0))
        self._questions = column(self._bar_room, 18, self._eyebrow, title, 2, note, 10)
        self._lines: dict[str, QWidget] = {}
        for key, question_row in self.rows.items():
            self._lines[key] = line()
            self._questions.addWidget(self._lines[key])
            self._questions.addWidget(question_row)
        self._below_questions = QVBoxLayout()
        self._footer_below = label(FOOTER, "caption", "secondary", wraps=True)
        self._below_questions.addWidget(self._footer_below)
        hint = _key_hint()
        self._questions.addLayout(row((hint, 1), margins=(ROW_ROOM_PX, 10, ROW_ROOM_PX, 0)))
        self._questions.addLayout(self._below_questions)
        self._questions.addStretch(1)
        self.scroll = scrolling(holding(self._questions))
        self._panel_scroll = scrolling(self.panel)
        reach_by_tab(self._panel_scroll, "What this changes")
        footer = label(FOOTER, "caption", "secondary", wraps=True)
        self.side = frame("side")
        foot_note = column(footer, margins=(24, 8, 24, 18))
        self.side.setLayout(column(self._panel_scroll, foot_note))
        across = row((column((self.scroll, 1), line(), self.foot), 1), self.side)
        self._page.setLayout(across)

    # --- what is in sight -------------------------------------------------------------------

    def show_kept(self, *, due: bool) -> None:
        """Say whether questions come again, or answers of before are shown."""
        kept = all(one.is_complete for one in self.rows.values())
        self._eyebrow.setText(_DUE if due else _KEPT if kept else "")
        self._eyebrow.setVisible(bool(self._eyebrow.text()))

    def show_step(self, index: int) -> None:
        """Show the questions of one screen, from its top."""
        self.here = index
        shown = [question.id for question in self.steps[index].questions]
        for key, question_row in self.rows.items():
            question_row.setVisible(key in shown)
            self._lines[key].setVisible(key in shown[1:])
        self.scroll.verticalScrollBar().setValue(0)

    def step_of(self, question: str) -> int:
        """The screen where a question is asked, by its id."""
        return next(
            index
            for index, step in enumerate(self.steps)
            if any(one.id == question for one in step.questions)
        )

    def here_rows(self) -> list[QuestionRow]:
        """The questions in sight, from top to bottom."""
        return [self.rows[question.id] for question in self.steps[self.here].questions]

    def spoken(self) -> str:
        """What a screen reader is told of the screen."""
        title = self.steps[self.here].title
        return f"Step {self.here + 1} of {len(self.steps)}: {title}. {self._rules.ask_title}"

    def next_words(self, index: int) -> str:
        """The button that leads to a screen."""
        title = self.steps[index].title
        return f"Next: {title[0].lower()}{title[1:]}"

    # --- where the keyboard is --------------------------------------------------------------

    @property
    def current(self) -> QuestionRow | None:
        """The question that the keys answer: that with the keyboard, else the first open one."""
        focused = self._page.window().focusWidget()
        if focused is None or focused is self._page:
            return self.first_open()
        return next((one for one in self.here_rows() if one.isAncestorOf(focused)), None)

    def first_open(self, after: QuestionRow | None = None) -> QuestionRow | None:
        """The next question in sight that is open, from the top again after the last."""
        rows = self.here_rows()
        start = rows.index(after) + 1 if after is not None else 0
        return next((one for one in (*rows[start:], *rows[:start]) if not one.is_complete), None)

    def walk(self, step: int) -> None:
        """Take the keyboard to the question before or after; after the last, to the buttons."""
        rows, now = self.here_rows(), self.current
        at = rows.index(now) + step if now is not None else (0 if step > 0 else len(rows) - 1)
        if at >= len(rows):
            self.leave_rows()
        else:
            rows[max(0, at)].take_keyboard()

    def leave_rows(self) -> None:
        """Take the keyboard on from the questions."""
        found = self.foot.go_on if self.foot.go_on.isEnabled() else self.foot.back
        found.setFocus()

    def show_current(self, now: QWidget | None) -> None:
        """Show which question has the keyboard."""
        for one in self.rows.values():
            one.show_current(now is not None and one.isAncestorOf(now))

    # --- room -------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.panel.set_theme(theme)
        self.bar.set_theme(theme)
        for question_row in self.rows.values():
            question_row.set_theme(theme)

    def show_room(self) -> None:
        """Panel beside the questions, or below them, by the width in em."""
        page = self._page
        pixels = em_px(page)
        em = page.window().width() / pixels
        narrow, wide = em < MIDDLE_EM, em >= WIDE_EM
        side_width = 396 if wide else min(320, page.width() * 2 // 5)
        self.side.setFixedWidth(side_width)
        self.panel.set_room(page.height())
        if narrow != self._narrow:
            self._put_panel(narrow)
        left, right = (44, 44) if wide else ((8, 8) if narrow else (12, 12))
        self._questions.setContentsMargins(left, 24 if wide else 12, right, 16)
        self.foot.show_room(narrow=narrow, wide=wide, left=left + ROW_ROOM_PX, right=right)
        across = page.width() - left - right - (0 if narrow else side_width)
        self.bar.set_room(across - 2 * ROW_ROOM_PX)
        for question_row in self.rows.values():
            question_row.set_stacked(narrow or across < _BESIDE_EM * pixels)

    def _put_panel(self, narrow: bool) -> None:
        """Below the questions the panel scrolls with them, beside them by itself."""
        self._narrow = narrow
        self.side.setVisible(not narrow)
        if narrow:
            self._panel_scroll.takeWidget()
            self._below_questions.insertWidget(0, self.panel)
        else:
            self._below_questions.removeWidget(self.panel)
            self._panel_scroll.setWidget(self.panel)
        self.panel.show()
        self._footer_below.setVisible(narrow)


def _key_hint() -> QWidget:
    """The keys of the page, in one line that may break."""
    pieces: list[QWidget] = []
    for *keys, words in _KEYS:
        caps = [label(key, "caption", "key") for key in keys]
        pieces.append(holding(row(*caps, label(words, "small", "secondary"), spacing=6)))
    return flowing(*pieces, Elided(_NOT_SURE, "small", "secondary", lines=3), across=14, down=6)
