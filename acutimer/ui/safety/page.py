"""The safety questions in short screens: before the first session, when some are due, or later.

Effects are shown while one answers, by the same rules that hold afterwards. Must never keep an
answer itself: it says what was answered, and is told whether that is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from acutimer.core.commands import command_at
from acutimer.core.points import Atlas
from acutimer.core.safety import Answer, Given, Profile, SignsDue, Verdict, is_cleared, judge
from acutimer.core.safety_table import Rules
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.scroll_keys import scroll_by_key
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.safety.foot import NEXT, begin_words, then_words
from acutimer.ui.safety.screens import Screens
from acutimer.ui.safety.steps import step_after
from acutimer.ui.safety.words import changes, summary

_SAVING = "Keeping your answers…"
_SAVED = "Saved. Your answers hold from now on."
_ANSWERS = {"yes": Answer.YES, "no": Answer.NO, "not_sure": Answer.NOT_SURE}


class SafetyPage(QWidget):
    """Questions | what this changes; on and back stay in sight."""

    #: the answers (core.safety.Profile), each with its day
    answers_given = Signal(object)
    #: the id of a danger sign that is there now: the stop page comes at once
    danger_sign_noted = Signal(str)
    #: Back from the first screen, or done without a change
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
        self._begins = ""
        self._signs_due = SignsDue.NOTHING
        self._reviews = False
        self._left_behind = True
        self._summary = ""
        self._walked: tuple[int, ...] = ()
        self.screens = Screens(self, rules, atlas, theme, pictures)
        self.rows = self.screens.rows
        self.panel = self.screens.panel
        self.go_on = self.screens.foot.go_on
        self.finish = self.screens.foot.finish
        self.back = self.screens.foot.back
        for row in self.rows.values():
            row.changed.connect(self._answers_changed)
            row.danger_sign_noted.connect(self.danger_sign_noted)
            row.walk_asked.connect(self.screens.walk)
        self.go_on.clicked.connect(self._go_on)
        self.finish.clicked.connect(self._give)
        self.back.clicked.connect(self._go_back)
        self.screens.bar.asked.connect(self.show_step)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    # --- what the app tells -----------------------------------------------------------------

    def show_profile(
        self, profile: Profile, verdict: Verdict, now: datetime, begins: str = ""
    ) -> None:
        """Ask what is due and show the other answers as they were given.

        ``begins`` is the name of the session that was asked for. Told the same again while one
        answers, the answers in hand stay.
        """
        self._begins, self._signs_due = begins, verdict.signs_due
        if not self._left_behind and (profile, now.date()) == (self._profile, self._today):
            self._write_foot()
            return
        self._left_behind = False
        self._now = now
        self._sent = None
        self._show(profile, verdict)
        self.screens.show_kept(due=bool(profile.given) and not self._reviews)
        first = next((one for one, count in enumerate(self._unanswered) if count), None)
        self.show_step(first if first is not None else self._holding_back(verdict))
        self._answers_changed()

    def show_saved(self, verdict: Verdict) -> None:
        """The answers are kept; they are what later changes are measured by."""
        if self._sent is not None:
            self._show(self._sent, verdict)
            self._sent = None
        self._answers_changed()
        self.screens.foot.say_open(f"{_SAVED} {summary(verdict)}")

    def show_not_saved(self, sentence: str) -> None:
        """The answers are not kept; they stay here to be tried again."""
        self._sent = None
        self._answers_changed()
        self.screens.foot.say_open(sentence, fault=True)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.screens.set_theme(theme)

    def take_atlas(self, atlas: Atlas) -> None:
        """Judge and show other points from now on."""
        self._atlas = self.panel.points = atlas
        self._answers_changed()

    # --- answers ----------------------------------------------------------------------------

    @property
    def preview(self) -> Verdict | None:
        """What the answers in hand would allow; None before anything was shown."""
        return self._preview

    @property
    def in_hand(self) -> Profile:
        """The answers as they would be kept."""
        given: dict[str, Given] = {}
        if self._today is not None:
            for key, row in self.rows.items():
                if (one := row.given(self._today)) is not None:
                    given[key] = one
        return replace(self._profile, given=given, confirmed_on=self._today)

    @property
    def _today(self) -> date | None:
        return self._now.date() if self._now is not None else None

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The ids of the questions still to be answered."""
        return tuple(key for key, row in self.rows.items() if not row.is_complete)

    @property
    def _unanswered(self) -> tuple[int, ...]:
        """How many questions of each screen are still open."""
        still = self.open_questions
        return tuple(
            sum(question.id in still for question in step.questions) for step in self.screens.steps
        )

    def _show(self, profile: Profile, verdict: Verdict) -> None:
        assert self._today is not None
        self._profile = profile
        # after the stop page everything is asked again, but not while pressing rests
        asked = () if verdict.rests_until is not None else verdict.ask
        due = {question.id for question in asked}
        self._reviews = not due and len(profile.given) >= len(self.rows)
        for key, row in self.rows.items():
            given = profile.given.get(key)
            cleared = given is not None and is_cleared(row.question, given, self._today)
            row.show_given(given, due=key in due or given is None, cleared=cleared)
        self._shown = self.in_hand
        counts = self._unanswered
        self._walked = tuple(one for one, count in enumerate(counts) if count or self._reviews)

    def _holding_back(self, verdict: Verdict) -> int:
        """The screen whose answer keeps sessions away; the first when none does."""
        found = [question.id for question in (*verdict.barred_by, *verdict.awaits_clearance)]
        return self.screens.step_of(found[0]) if found else 0

    def _answers_changed(self) -> None:
        if self._now is None:
            return
        answers = self.in_hand
        self._preview = judge(self._rules, answers, self._atlas, self._now)
        told = changes(self._rules, answers, self._preview, self._atlas)
        self.panel.show_changes(told, self._preview)
        self._write_foot()
        sentence = summary(self._preview)
        self.screens.foot.strip.setText(sentence)
        if sentence != self._summary and self._summary:
            announce(self, sentence)
        self._summary = sentence

    def _write_foot(self) -> None:
        if self._preview is None:
            return
        here, counts, foot = self.screens.here, self._unanswered, self.screens.foot
        ahead, sending = step_after(here, self._walked, counts), self._sent is not None
        held = self._preview
        kept_away = held.barred_by or held.awaits_clearance or held.rests_until
        begins = self._begins if self._begins and not kept_away else ""
        last_words = begin_words(begins) if begins else "Done"
        if ahead is None:
            foot.say_next(last_words, last_words)
        else:
            foot.say_next(self.screens.next_words(ahead), NEXT)
        is_done = not any(counts) and not sending
        self.go_on.setEnabled(is_done if ahead is None else counts[here] == 0)
        self.finish.setText(last_words)
        self.finish.setVisible(ahead is not None and is_done)
        self.screens.bar.show_steps(here, counts)
        still = f"{counts[here]} left on this page." if counts[here] else ""
        foot.say_open(_SAVING if sending else still)
        last = self._walked[-1] + 1 if ahead is not None and self._walked else 0
        foot.say_then(then_words(begins, self._signs_due, last) if begins else "")

    # --- what the person does ---------------------------------------------------------------

    def show_step(self, index: int) -> None:
        """Show one screen, with the keyboard on what is open there."""
        self.screens.show_step(index)
        self._write_foot()
        row = self.screens.first_open() or self.screens.here_rows()[0]
        row.take_keyboard()
        announce(self, self.screens.spoken())

    def _go_on(self) -> None:
        ahead = step_after(self.screens.here, self._walked, self._unanswered)
        if ahead is None:
            self._give()
        else:
            self.show_step(ahead)

    def _go_back(self) -> None:
        before = [one for one in self._walked if one < self.screens.here]
        if before:
            self.show_step(before[-1])
        else:
            self.left.emit()

    def _give(self) -> None:
        if self._reviews and self.in_hand == self._shown:
            self.left.emit()
            return
        self._sent = self.in_hand
        self._write_foot()
        self.answers_given.emit(self._sent)

    def _answer(self, answer: Answer) -> None:
        """Answer where the keyboard is, and go on; with more to be asked it stays."""
        if (row := self.screens.current) is None:
            return
        row.choose(answer)
        if not row.is_complete:
            row.take_keyboard()
        elif (other := self.screens.first_open(after=row)) is not None:
            other.take_keyboard()
        else:
            self.screens.leave_rows()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        self.screens.show_current(now)

    def event(self, event: QEvent) -> bool:
        """Keys that the window would take are answers here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and command_at("questions", typed_key(event)) in _ANSWERS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answers, the question before or after, on; what nobody wants scrolls."""
        command = command_at("questions", typed_key(event))
        acts: dict[str, Callable[[], object]] = {
            "question_before": lambda: self.screens.walk(-1),
            "question_after": lambda: self.screens.walk(1),
            "go_on_asking": self.go_on.click,
        }
        if command in _ANSWERS:
            # a key that is held down answers one question, and not the next ones too
            if not event.isAutoRepeat():
                self._answer(_ANSWERS[command])
        elif command in acts:
            if command != "go_on_asking" or not event.isAutoRepeat():
                acts[command]()
        elif not scroll_by_key(self.screens.scroll, event):
            super().keyPressEvent(event)

    # --- room -------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        """Answers that were not kept are not there when one comes back."""
        if not event.spontaneous():
            self._left_behind = True
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Panel beside the questions, or below them, by the width in em."""
        self.screens.show_room()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        if event.type() == QEvent.Type.FontChange and hasattr(self, "screens"):
            self.screens.show_room()
        super().changeEvent(event)
