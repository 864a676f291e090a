"""The page after a session: pain right now in one key, and whether anything unwelcome happened.

A number is handed over at once, the rest with it when one leaves. Nothing is chosen beforehand, and
unanswered stays unanswered. Must never say that something was noted before it was told so.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from acutimer.core.commands import command_at
from acutimer.core.journal import MOST_NOTE
from acutimer.core.pain_places import places_in_words
from acutimer.core.safety_table import Unwelcome
from acutimer.core.scale import SCALE_MOST
from acutimer.core.stopping import PAIN_ROSE
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import (
    button,
    column,
    holding,
    label,
    line,
    restyle,
    row,
    scrolling,
    switch,
)
from acutimer.ui.kit.rating_row import RatingRow, folded_place, scale_ends
from acutimer.ui.kit.tab_order import tab_after
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import MIDDLE_EM, SHORT_PX, width_em
from acutimer.ui.kit.wording import HIGHER, PAIN_NOW, RESTING
from acutimer.ui.rating.handing_over import NO_ANSWER, Answers, HandingOver
from acutimer.ui.rating.parts import BeforeMark, key_words, session_summary, told_box
from acutimer.ui.rating.unwelcome_boxes import UnwelcomeBoxes

_WIDEST = 944
#: In a lower page every line is needed for what is asked.
_ROOM_TO_TELL_PX = 520
_TAKEN_BACK = "Taken back. What you note now takes its place."
ASK_LATER = "Ask again in 30 min"
#: Between the cells, while they stand in one row.
_GAP_PX = 6
#: Below this width in em the cells are smaller.
_SMALL_CELLS_EM = 18
CHANGE_ANSWER = "Change what was a slip. What you note now takes the place of the first answer."


class RatingPage(QWidget):
    """How is the pain right now, did anything unwelcome happen, Done."""

    #: to be noted in place of what was before: value or None, ids of what happened or None when
    #: unanswered, note
    answered = Signal(object, object, str)
    #: nothing at all was answered
    skipped = Signal()
    #: what of the answers, which are noted now, opens the stop page
    stop_page_wanted = Signal(list)
    #: all of it is noted, and nothing of it opens the stop page
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._before: int | None = None
        self._rise = 0
        self._handed = HandingOver()
        self._leaving = self._reopened = False
        self.cells = RatingRow("ratingBig", gap=_GAP_PX)
        self.cells.cells.setVerticalSpacing(3)
        self.cells.rated.connect(self._rated)
        self._mark = BeforeMark(theme)
        # its place in the grid comes later; shown before that it would be a window of its own
        self._mark.setParent(self)
        self.unwelcome = UnwelcomeBoxes(theme)
        self.summary = label("", "bodyStrong", wraps=True)
        self.note = QLineEdit()
        self.note.setPlaceholderText("A note for yourself")
        self.note.setAccessibleName("Note")
        self.note.setMaxLength(MOST_NOTE)
        self.note.hide()
        self.finish = CapButton(theme, "Done", "Enter", kind="primary")
        self.finish.setProperty("scale", "xl")
        self.finish.setMinimumWidth(200)
        self.finish.clicked.connect(self._finish)
        self.skip = button("Skip rating", "session")
        self.skip.clicked.connect(self._skip)
        self.add_note = CapButton(theme, "Add a note", icon_name="pencil", kind="quiet")
        self.add_note.clicked.connect(self._open_note)
        #: whether the number is asked for once more; the same choice as in Settings
        self.ask_later = switch(ASK_LATER)
        self.stop_link = button("See the stop page", "link")
        self.stop_link.clicked.connect(self._finish)
        self.higher = told_box("caution", label(HIGHER, wraps=True), self.stop_link)
        self._outcome_words = label("", wraps=True)
        self.outcome = told_box("note", self._outcome_words)
        for box in (self.higher, self.outcome):
            box.hide()
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Rating")

    def _lay_out(self) -> None:
        resting = label(RESTING, "body", "secondary", wraps=True)
        title = label("How is the pain right now?", "pageTitle", wraps=True)
        self._where = label("", "bodyStrong", "secondary", wraps=True)
        self._where.hide()
        self._inside = column(
            title, self._where, 4, key_words(), 10, self.cells, 8, scale_ends("body"), 10,
            self.higher, 16, line(), 20, self.unwelcome, 20, line(), 16, self.summary, 4,
            resting, 8, self.note,
        )  # fmt: skip
        self._content = holding(self._inside)
        self._content.installEventFilter(self)
        self._area = scrolling(self._content)
        foot = QWidget()
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        later = holding(row(self.ask_later, label(ASK_LATER), spacing=8, margins=(0, 0, 8, 0)))
        buttons = flowing(self.finish, self.skip, None, later, self.add_note, across=12)
        foot.setLayout(column(self.outcome, buttons, spacing=10, margins=(4, 8, 4, 12)))
        self._column = holding(column((self._area, 1000), foot, None))
        self._across = QHBoxLayout(self)
        self._across.addStretch(1)
        self._across.addWidget(self._column, 1000)
        self._across.addStretch(1)

    # --- what the app tells -----------------------------------------------------------------

    def name_places(self, places: Sequence[str]) -> None:
        """Ask about these places, which were tapped before the session; none asks as ever."""
        words = places_in_words(places)
        self._where.setText(f"In these places: {words}" if words else "")
        self._where.setVisible(bool(words))
        self.cells.setAccessibleName(f"{PAIN_NOW}: {words}" if words else PAIN_NOW)

    def begin(
        self,
        before: int | None,
        pressed_s: float,
        planned_s: float,
        pauses: int,
        skipped: int,
        unwelcome: tuple[Unwelcome, ...],
        pain_rise_stops: int,
    ) -> None:
        """Ask about a session that is over; ``before`` is the rating given before it."""
        self._before = before
        self._rise = pain_rise_stops
        self._reopened = False
        self._mark.show_value(before)
        self._handed.begin()
        self.unwelcome.show_choices(unwelcome)
        asked = (self.cells, self.higher, self.unwelcome, self.note)
        tab_after(self, *asked, self.finish, self.skip, self.ask_later, self.add_note)
        self.summary.setText(session_summary(pressed_s, planned_s, pauses, skipped))
        self.note.clear()
        self._ask()
        self.cells.choose(None)
        self._show_room()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def reopen(self) -> None:
        """Ask once more, with what was given: the next answer takes the place of the first."""
        self._reopened = True
        self._ask()
        self._tell(CHANGE_ANSWER, "note")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self) -> None:
        """Ask once more after what was noted was taken back."""
        self._handed.begin()
        self._ask()
        self.cells.choose(None)
        self._tell(_TAKEN_BACK, "note")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reasons(self) -> list[str]:
        """What of the answers calls for the stop page, by id."""
        rise = [PAIN_ROSE] if self._rises(self.cells.value) else []
        return [*rise, *self.unwelcome.alarming]

    def show_noted(self, text: str, answers: Answers) -> None:
        """Say that these answers are on disk; who is leaving goes on now.

        The stop page opens then if one of them asks for it.
        """
        self._handed.come_back(answers)
        if answers != self._in_hand:
            return  # newer ones follow
        self._tell(text if answers != NO_ANSWER else "", "note")
        if self._leaving:
            self._go()
        else:
            self.finish.show_words("Done")

    def show_not_saved(self, sentence: str) -> None:
        """Say that the answers are not on disk; they stand here and can be tried again."""
        self._handed.come_back(None)
        was_leaving, self._leaving = self._leaving, False
        self._tell(sentence, "warning")
        self._allow(answers=True)
        self.finish.show_words("Try again")
        # what to do when unwell must not wait for a disk
        if was_leaving:
            self._open_stop_page()

    @property
    def is_noted(self) -> bool:
        """Whether all that was answered is on disk, and nothing calls for the stop page."""
        return self._handed.kept == self._in_hand != NO_ANSWER and not self.reasons

    @property
    def is_leaving(self) -> bool:
        """Whether the person is done with the questions."""
        return self._leaving

    @property
    def said_back(self) -> str:
        """What is said to all that is ticked; empty where nothing needs to be said."""
        return " ".join(self.unwelcome.said_back)

    @property
    def outcome_text(self) -> str:
        """What the page says about saving; empty before anything was noted."""
        return self._outcome_words.text()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for part in (self._mark, self.unwelcome, self.finish, self.add_note):
            part.set_theme(theme)

    # --- what the person does ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and T rate, Backspace clears, N says nothing happened, Enter is Done."""
        key = typed_key(event)
        command = command_at("rating", key)
        if command == "done":
            focused = self.focusWidget()
            others = (self.skip, self.add_note, self.stop_link)
            if isinstance(focused, QPushButton) and focused in others:
                focused.click()
            else:
                self._finish()
        elif self._leaving:
            super().keyPressEvent(event)
        elif self.cells.obey(command, key):
            value = self.cells.value
            if value is not None:
                self.cells.cell(value).setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif command == "nothing":
            self.unwelcome.choose_nothing()
        else:
            super().keyPressEvent(event)

    def _rated(self, value: int) -> None:
        rises = self._rises(value)
        self.higher.setVisible(rises)
        self._fit()
        if rises:
            announce(self, HIGHER)
        if self.cells.value != self._handed.sent[0]:
            self._hand_over()

    def _rises(self, value: int | None) -> bool:
        if value is None or self._before is None:
            return False
        return 0 < self._rise <= value - self._before

    @property
    def _in_hand(self) -> Answers:
        return self.cells.value, self.unwelcome.chosen, self.note.text().strip()

    def _finish(self) -> None:
        """Leave; what is not noted yet is noted first."""
        if self._leaving:
            return
        told = self._in_hand
        if not self._reopened and told == self._handed.sent == NO_ANSWER:
            self.skipped.emit()
            return
        self._leaving = True
        # what had the keyboard is off now
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow(answers=False)
        # asked once more, it is told even unchanged: it may take back the stop of before
        if self._reopened or not self._handed.is_told(told):
            self._hand_over()
        elif not self._handed.is_on_way:
            self._go()

    def _go(self) -> None:
        if self.reasons:
            self._open_stop_page()
        else:
            self.left.emit()

    def _skip(self) -> None:
        """The number is left out, what was told besides is not."""
        if not self._leaving:
            self.cells.choose(None)
            self._finish()

    def _hand_over(self) -> None:
        self._handed.send(self._in_hand)
        self.answered.emit(*self._handed.sent)

    def _open_stop_page(self) -> None:
        if reasons := self.reasons:
            self.stop_page_wanted.emit(reasons)

    def _open_note(self) -> None:
        self.note.show()
        self.add_note.hide()
        self._fit()
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._area.ensureWidgetVisible(self.note)

    # --- showing ----------------------------------------------------------------------------

    def _ask(self) -> None:
        self._leaving = False
        self.note.setVisible(bool(self.note.text()))
        self.add_note.setVisible(not self.note.text())
        self.skip.show()
        self.outcome.hide()
        self.finish.show_words("Done")
        self._allow(answers=True)

    def _allow(self, *, answers: bool) -> None:
        for part in (self.cells, self.unwelcome, self.note, self.finish, self.skip, self.add_note):
            part.setEnabled(answers)

    def _tell(self, text: str, kind: str) -> None:
        restyle(self.outcome, "kind", kind)
        # what is inside takes its colour from the box, and only looks when it is polished
        self.style().polish(self._outcome_words)
        self._outcome_words.setText(text)
        self.outcome.setVisible(bool(text))
        announce(self, text)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when what is asked knows its size better: the style sheet comes late."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row of cells or two, by the width in em."""
        super().resizeEvent(event)
        self._show_room()

    def _show_room(self) -> None:
        narrow = width_em(self) < MIDDLE_EM
        short = self.height() < SHORT_PX
        side = 16 if narrow else 36
        self._across.setContentsMargins(side, 10 if short else 28, side, 4)
        self._column.setMaximumWidth(_WIDEST + 8)
        # what was noted is told above the buttons, which must not move from under the pointer
        policy = self.outcome.sizePolicy()
        policy.setRetainSizeWhenHidden(self.height() >= _ROOM_TO_TELL_PX)
        self.outcome.setSizePolicy(policy)
        self._inside.setContentsMargins(4, 6, 4, 4)
        self._inside.setSpacing(0 if short else 4)
        cells = self.cells.cells
        cells.setHorizontalSpacing(2 if narrow else _GAP_PX)
        # six of the large ones would be wider than the page
        self.cells.show_big("rating" if width_em(self) < _SMALL_CELLS_EM else "ratingBig")
        self.cells.fold(folded=narrow, rows=(1, 3))
        for place in range(SCALE_MOST + 1):
            cells.setColumnStretch(place, 1 if not narrow or place < 6 else 0)
        if self._before is not None:
            below, at = folded_place(self._before, folded=narrow)
            cells.addWidget(self._mark, 2 if below else 0, at)
        self._fit()

    def _fit(self) -> None:
        """The buttons follow the questions where there is room, and stay in view where not."""
        width = min(_WIDEST + 8, self.width() - 2 * self._across.contentsMargins().left())
        self._content.ensurePolished()
        self._inside.activate()
        self._area.setMaximumHeight(max(80, self._inside.totalHeightForWidth(width)))
