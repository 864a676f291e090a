"""The left part of the editor: name, total, steps, what can be added, and what to do with it all.

Must never change a routine: it tells what was asked and shows what it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QStackedWidget, QWidget

from acutimer.core.routine_lint import Finding, totals
from acutimer.core.routines import HEAD_TURNS, MOST_NAME, REST
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import (
    breaking_button,
    button,
    column,
    frame,
    holding,
    label,
    row,
    scrolling,
    wear,
)
from acutimer.ui.kit.wording import clock_text
from acutimer.ui.routine_editor.about_form import AboutForm
from acutimer.ui.routine_editor.findings_box import FindingsList
from acutimer.ui.routine_editor.step_list import Row, StepList
from acutimer.ui.routine_editor.step_words import MAT, called, manner, short_manner, spoken
from acutimer.ui.routine_editor.undo_bar import UndoBar

if TYPE_CHECKING:
    from acutimer.core.drafting import Draft
    from acutimer.core.points import Atlas
    from acutimer.core.routines import Step
    from acutimer.ui.kit.theme import Theme

NOT_SAVED = "Not saved yet"
#: Words that are still to be written.
_OWN_WORDS = ""
_ICONS = {"care": "repeat", "rest": "hand", "mat": "table"}


class StepsColumn(QWidget):
    """Name, steps and what can be done with the whole."""

    named = Signal(str)
    point_asked = Signal(str)
    care_asked = Signal(str)
    mat_asked = Signal()
    mirror_asked = Signal()
    save_asked = Signal()
    try_asked = Signal()
    share_asked = Signal()
    done_asked = Signal()

    def __init__(self, atlas: Atlas, theme: Theme) -> None:
        super().__init__()
        self._atlas = atlas
        self.name = QLineEdit()
        wear(self.name, "h2")
        self.name.setMaxLength(MOST_NAME)
        self.name.setAccessibleName("Name of the routine")
        self.name.setPlaceholderText("From my physio")
        self.name.editingFinished.connect(self.flush)
        self.about_button = button(
            "About", "toolbar", name="About this routine: who made it, what to mind"
        )
        self.about_button.setCheckable(True)
        self.about_button.clicked.connect(lambda on: self.show_about(shown=bool(on)))
        self.total = label("", "body", "secondary", wraps=True)
        self.to_know = button("", "link")
        self.to_know.clicked.connect(self._show_findings)
        self.unsaved = label(NOT_SAVED, "small", "nowChip")
        self.steps = StepList(theme)
        self.add_point = self._button("Add point", "plus", self._ask_point, "toolbar")
        self.add_movement = self._button("Add movement", "plus", self._ask_movement, "toolbar")
        self.mirror = self._button("Swap sides", "swap", self.mirror_asked.emit, "toolbar")
        self.mirror.setAccessibleName("Swap left and right")
        self.mirror.setToolTip("Left becomes right and right becomes left in every step")
        self.findings = FindingsList()
        self.about = AboutForm()
        self.undo_bar = UndoBar()
        self.save = CapButton(theme, "Save", "Ctrl S", kind="primary")
        self.save.clicked.connect(lambda: self.save_asked.emit())
        self.done = self._button("Done", "tick", self.done_asked.emit)
        self.done.setToolTip("Saves what changed and goes back")
        self.attempt = self._button("Try it", "play", self.try_asked.emit)
        self.share = self._button("Share file", "share", self.share_asked.emit, "quiet")
        self._menu: QMenu | None = None
        self._lay_out()
        self.set_theme(theme)

    def _button(
        self, text: str, icon_name: str, told: Callable[[], object], kind: str = ""
    ) -> QPushButton:
        act = breaking_button(text, kind)
        act.setProperty("sign", icon_name)
        act.setIconSize(QSize(18, 18))
        act.clicked.connect(lambda: told())
        return act

    def _lay_out(self) -> None:
        head = flowing(label("Name", "bodyStrong"), None, self.unsaved, self.about_button)
        count = row(label("Steps", "bodyStrong"), (self.total, 1), self.to_know, spacing=8)
        hint = frame("note")
        words = row(
            flowing(
                Elided("Click a point on the body:", "small", lines=3),
                Elided("it goes in after", "small", lines=3),
                Elided("the chosen step.", "small", lines=3),
                label("Alt", "caption", "key"),
                label("↑", "caption", "key"),
                label("↓", "caption", "key"),
                Elided("moves a step.", "small", lines=3),
                across=6,
                down=4,
            ),
            margins=(14, 10, 14, 10),
        )
        hint.setLayout(words)
        inside = holding(
            column(
                count,
                self.steps,
                flowing(self.add_point, self.add_movement, self.mirror, across=6),
                hint,
                self.findings,
                None,
                spacing=12,
                margins=(20, 0, 20, 8),
            )
        )
        self._pages = QStackedWidget()
        self._scroller = scrolling(inside)
        self._pages.addWidget(self._scroller)
        self._pages.addWidget(self.about)
        top = column(head, self.name, spacing=6, margins=(20, 16, 20, 10))
        foot = column(
            self.undo_bar,
            flowing(self.save, self.done, self.attempt, self.share),
            spacing=8,
            margins=(20, 8, 20, 18),
        )
        self.setLayout(column(top, (self._pages, 1), foot))

    # --- showing ----------------------------------------------------------------------------

    def show_draft(self, draft: Draft, findings: Sequence[Finding]) -> None:
        """Show a draft as it stands."""
        routine = draft.routine
        if " ".join(self.name.text().split()) != routine.name:
            self.name.setText(routine.name)
        self.unsaved.setVisible(draft.is_changed)
        self.total.setText(totals(routine, self._atlas) if routine.steps else "none yet")
        rows = [
            _row(step, index, len(routine.steps), findings, self._atlas.plain_names)
            for index, step in enumerate(routine.steps)
        ]
        self.steps.show_rows(rows, draft.chosen)
        self.findings.show_findings(findings)
        self.to_know.setText(_to_know(len(findings)))
        self.to_know.setAccessibleName(f"{_to_know(len(findings))}, below the steps")
        self.to_know.setVisible(bool(findings))
        self.about.show_routine(routine)
        self.mirror.setEnabled(bool(routine.steps))

    def _show_findings(self) -> None:
        """Scroll to what is good to know; the keyboard goes there too."""
        self._scroller.ensureWidgetVisible(self.findings, 8, 8)
        if (first := self.findings.findChild(QPushButton)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shows_about(self) -> bool:
        """Whether author, cautions and sources stand in place of the steps."""
        return self.about_button.isChecked()

    def show_about(self, *, shown: bool) -> None:
        """Author, cautions and sources in place of the steps."""
        self.about_button.setChecked(shown)
        self._pages.setCurrentIndex(int(shown))

    def take_atlas(self, atlas: Atlas) -> None:
        """Offer other points from now on."""
        self._atlas = atlas

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.steps.set_theme(theme)
        self.save.set_theme(theme)
        for control in (self.add_point, self.add_movement, self.mirror, self.attempt, self.share):
            tint = "accent" if control is self.share else "text"
            control.setIcon(icon(str(control.property("sign")), theme.colour(tint), 18))

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        if self.name.isModified():
            self.name.setModified(False)
            self.named.emit(self.name.text())
        self.about.flush()

    # --- menus ------------------------------------------------------------------------------

    def _ask_point(self) -> None:
        choices = [
            (f"{point.plain} ({point.code} {point.pinyin})", point.code)
            for point in self._atlas.points
            if point.timed
        ]
        self._ask(self.add_point, choices, self.point_asked.emit)

    def _ask_movement(self) -> None:
        choices = [
            ("Slow head turns", HEAD_TURNS),
            ("Rest the hands", REST),
            ("In my own words", _OWN_WORDS),
            (MAT, MAT),
        ]
        self._ask(self.add_movement, choices, self._movement_chosen)

    def _movement_chosen(self, key: str) -> None:
        if key == MAT:
            self.mat_asked.emit()
        else:
            self.care_asked.emit(key)

    def _ask(
        self, beside: QPushButton, choices: Sequence[tuple[str, str]], told: Callable[[str], object]
    ) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu = QMenu(self)
        menu.setAccessibleName(beside.text())
        for words, key in choices:
            menu.addAction(words).triggered.connect(lambda _=False, key=key: told(key))
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height() + 4)))
        menu.setActiveAction(menu.actions()[0])


def _to_know(count: int) -> str:
    return f"{count} thing to know" if count == 1 else f"{count} things to know"


def _row(
    step: Step, index: int, of: int, findings: Sequence[Finding], names: Mapping[str, str]
) -> Row:
    notes = [finding.sentence for finding in findings if finding.step == index]
    sign = "rest" if step.care == REST else step.kind.value
    words, short = manner(step), short_manner(step)
    return Row(
        str(index + 1) if step.point else "",
        _ICONS.get(sign, "repeat"),
        called(step, names),
        f"{words} · waits" if step.wait and words else words,
        f"{short} · waits" if step.wait and words else short,
        clock_text(step.clock_s),
        spoken(step, index + 1, of, names),
        " ".join(notes),
    )
