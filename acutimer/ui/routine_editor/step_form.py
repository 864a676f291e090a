"""The chosen step: side, way of pressing, time, waiting, lead-in, and words of one's own.

Must never hold a step past its limits: what it tells goes through the draft, which answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from acutimer.core.drafting import is_wordless
from acutimer.core.points import Atlas, Point, Side, StepKind
from acutimer.core.routine_lint import Finding
from acutimer.core.routines import HEAD_TURNS, LEAD_IN_S, MOST_NAME, MOST_NOTE, REST, Step
from acutimer.core.settings import WAIT
from acutimer.core.step_limits import Limits
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, column, label, restyle, scrolling, switch
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.wording import clock_text
from acutimer.ui.routine_editor.findings_box import StepFindings
from acutimer.ui.routine_editor.length_box import LengthBox
from acutimer.ui.routine_editor.note_box import NoteBox
from acutimer.ui.routine_editor.step_words import most_words, time_words, titled

_SIDES = (("left", "Left"), ("right", "Right"), ("both", "Both"), ("in_turn", "In turn"))
_KINDS = tuple((kind, kind.capitalize()) for kind in ("hold", "circles", "presses", "strokes"))
_STROKE = "Seconds for each stroke"
_READY = "Time to get ready"
_SAID = "Words said with it"
_OWN = "own"
_CARE = ((HEAD_TURNS, "Slow head turns"), (REST, "Rest the hands"), (_OWN, "In my own words"))
_LEAD_INS_S = (3, 5, 8, 10, 15, 20, 30)
_WORDLESS = "Write what to do here. The routine can be saved then."
_NONE_CHOSEN = "Choose a step, or click a point on the body to add one."


class StepForm(QWidget):
    """Everything about one step; ``changed`` tells the step as wanted."""

    changed = Signal(object)
    duplicate_asked = Signal()
    remove_asked = Signal()

    def __init__(self, atlas: Atlas, theme: Theme) -> None:
        super().__init__()
        self._atlas = atlas
        self._step: Step | None = None
        self._title = label(_NONE_CHOSEN, "h2", wraps=True)
        self._words = label("", "small", "secondary", wraps=True)
        self.findings = StepFindings()
        self.side = Segments(_SIDES, "Side")
        self.side.chosen.connect(lambda key: self._change(side=Side(key)))
        self.no_both = Segments([choice for choice in _SIDES if choice[0] != "both"], "Side")
        self.no_both.chosen.connect(lambda key: self._change(side=Side(key)))
        self.kind = Segments(_KINDS, "How")
        self.kind.chosen.connect(lambda key: self._change(kind=StepKind(key), presses=None))
        self._care_title = label("Movement", "bodyStrong")
        self.care = Choice("Movement")
        for key, words in _CARE:
            self.care.addItem(words, key)
        self.care.activated.connect(lambda _: self._choose_care(self.care.currentData()))
        self.care_words = QLineEdit()
        self.care_words.setMaxLength(MOST_NAME)
        self.care_words.editingFinished.connect(self._write_words)
        self._wordless = label(_WORDLESS, "small", "nowWord", wraps=True)
        self.length = LengthBox("Time")
        self.length.begun.connect(lambda: self._show_limit(reached=None))
        self.length.drawn_in.connect(lambda end: self._show_limit(reached=end))
        self.length.chosen.connect(lambda seconds: self._change(seconds=seconds))
        self._time_title = label("Time", "bodyStrong")
        self._limit = label("", "small", "secondary", wraps=True)
        self._limit_words = ""
        self._number = 0
        self.presses = LengthBox("Presses in that time", counts=True)
        self.presses.chosen.connect(lambda count: self._change(presses=count))
        self.stroke = LengthBox(_STROKE, counts=True)
        self.stroke.chosen.connect(lambda seconds: self._change(stroke=seconds))
        self.wait = switch(WAIT.title)
        self.wait.clicked.connect(lambda on: self._change(wait=on))
        self.lead_in = Choice(_READY)
        for seconds in _LEAD_INS_S:
            self.lead_in.addItem(f"{seconds} seconds", seconds)
        self.lead_in.activated.connect(lambda _: self._choose_lead_in())
        self.note = NoteBox(_SAID)
        self.note.setPlaceholderText("Let the shoulder drop first.")
        self.note.written.connect(lambda text: self._change(note=text[:MOST_NOTE]))
        self.duplicate = button("Duplicate", name="Duplicate this step")
        self.duplicate.clicked.connect(self.duplicate_asked)
        self.remove = button("Remove", "danger", name="Remove this step")
        self.remove.clicked.connect(self.remove_asked)
        for segments in (self.side, self.no_both, self.kind):
            for part in segments.findChildren(QPushButton):
                part.setProperty("tight", True)
        self._parts: dict[str, QWidget] = {}
        self._lay_out()
        self.set_theme(theme)
        self.show_step(None, 0, Limits(0, 0), 0, ())

    def _lay_out(self) -> None:
        waits = column(flowing(label("Wait until I am ready"), None, self.wait))
        lead = column(flowing(label(_READY), None, self.lead_in))
        parts = {
            "side": column(label("Side", "bodyStrong"), self.side, self.no_both, spacing=6),
            "kind": column(label("How", "bodyStrong"), self.kind, spacing=6),
            "care": column(self._care_title, self.care, self.care_words, self._wordless, spacing=6),
            "time": column(self._time_title, self.length, self._limit, spacing=6),
            "presses": column(
                label("Presses in that time", "bodyStrong", wraps=True), self.presses, spacing=6
            ),
            "stroke": column(label(_STROKE, "bodyStrong"), self.stroke, spacing=6),
            "wait": waits,
            "lead_in": lead,
            "note": column(label(_SAID, "bodyStrong", wraps=True), self.note, spacing=6),
        }
        inside = QWidget()
        down = column(self._title, self._words, 4, self.findings, spacing=4)
        for key, layout in parts.items():
            self._parts[key] = part = QWidget()
            part.setLayout(layout)
            down.addSpacing(8)
            down.addWidget(part)
        down.addStretch(1)
        down.setContentsMargins(20, 20, 20, 8)
        inside.setLayout(down)
        self._foot = QWidget()
        foot = column(flowing(self.duplicate, self.remove, fills=True), margins=(20, 8, 20, 20))
        self._foot.setLayout(foot)
        self.setLayout(column(scrolling(inside), self._foot))

    # --- showing ----------------------------------------------------------------------------

    def take_atlas(self, atlas: Atlas) -> None:
        """Know other points from now on."""
        self._atlas = atlas

    def show_step(
        self,
        step: Step | None,
        number: int,
        limits: Limits,
        lead_in_s: int,
        findings: Sequence[Finding],
    ) -> None:
        """Show a step as it is, without telling."""
        self._step = step
        self._foot.setVisible(step is not None)
        self.findings.show_findings(findings)
        for key, part in self._parts.items():
            typing = key == "note" and self.note.hasFocus()
            part.setVisible(step is not None and (_has(step, key) or typing))
        self._words.setVisible(step is not None and step.point is not None)
        if step is None:
            self._title.setText(_NONE_CHOSEN)
            return
        self._title.setText(titled(step, number, self._atlas.plain_names))
        if number != self._number:
            self._number = number
            self._show_limit(reached=None)
        point = self._atlas.get(step.point) if step.point else None
        if point is not None and step.side is not None:
            words = point.landmark_words
            self._words.setText(words[:1].upper() + words[1:])
            self._show_side(point, step.side)
            self.kind.choose(step.kind.value)
            self.presses.show_value(step.presses or 0, limits.least_presses, limits.most_presses)
            self.stroke.show_value(step.stroke or 0, limits.least_stroke_s, limits.most_stroke_s)
        self._show_own_words(step)
        self._show_time(step, limits)
        self.wait.setChecked(step.wait)
        self._show_lead_in(step, lead_in_s)
        self.note.show_text(step.note or "")

    def _show_side(self, point: Point, side: Side) -> None:
        """Only what the point can: hands that press each other take turns."""
        takes_turns = point.one_at_a_time
        self.side.setVisible(not takes_turns)
        self.no_both.setVisible(takes_turns)
        (self.no_both if takes_turns else self.side).choose(side.value)

    def _show_time(self, step: Step, limits: Limits) -> None:
        each = "Time for each side" if len(step.sides) > 1 else "Time"
        self._time_title.setText(each)
        self.length.rename(each)
        self.length.show_value(step.seconds, limits.least_s, limits.most_s)
        self._limit_words = time_words(step, self._atlas, limits)
        if self._limit.property("kind") == "secondary":
            self._limit.setText(self._limit_words)

    def _show_limit(self, *, reached: int | None) -> None:
        """The limits of the time, calmly, or which of them was ``reached`` by what was typed."""
        if reached is None:
            words = self._limit_words
        elif reached == self.length.field.maximum():
            words = most_words(reached)
        else:
            words = f"The shortest allowed is {clock_text(reached)}."
        restyle(self._limit, "kind", "secondary" if reached is None else "nowWord")
        self._limit.setText(words)
        if reached is not None:
            announce(self._limit, words)

    def _show_own_words(self, step: Step) -> None:
        if step.kind is StepKind.CARE:
            known = step.care in (HEAD_TURNS, REST)
            self.care.setCurrentIndex(self.care.findData(step.care if known else _OWN))
            self.care_words.setVisible(not known)
            self._name_words("Movement", "Roll the shoulders back")
            self._put_words("" if known else (step.care or ""))
            self._wordless.setVisible(is_wordless(step))
        elif step.kind is StepKind.MAT:
            self.care_words.setVisible(True)
            self._name_words("Where the mat lies", "Upper back")
            self._put_words(step.place or "")
            self._wordless.hide()
        self.care.setVisible(step.kind is StepKind.CARE)

    def _put_words(self, words: str) -> None:
        """Words as the step has them, with what is being typed left as it is."""
        if " ".join(self.care_words.text().split()) != words:
            self.care_words.setText(words)

    def _name_words(self, name: str, example: str) -> None:
        self._care_title.setText(name)
        self.care_words.setAccessibleName(f"{name}, in your own words")
        self.care_words.setPlaceholderText(example)

    def _show_lead_in(self, step: Step, lead_in_s: int) -> None:
        usual = step.lead_in or LEAD_IN_S
        if self.lead_in.findData(usual) < 0:
            self.lead_in.addItem(f"{usual} seconds", usual)
        self.lead_in.setCurrentIndex(self.lead_in.findData(usual))
        goes_on = step.kind is not StepKind.CARE and not lead_in_s
        self.lead_in.setEnabled(not goes_on)
        words = (
            "The fingers stay where they are, so no time to get ready is needed." if goes_on else ""
        )
        self.lead_in.setToolTip(words)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self.duplicate.setIcon(icon("copy", theme.colour("text"), 18))
        self.remove.setIcon(icon("bin", theme.colour("danger"), 18))

    def title(self) -> QLabel:
        """What says which step this is."""
        return self._title

    # --- what the person does ---------------------------------------------------------------

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self.note.flush()
        self.length.flush()
        if self.care_words.isVisible() and self.care_words.isModified():
            self._write_words()

    def _change(self, **wanted: object) -> None:
        if self._step is not None:
            changed = replace(self._step, **wanted)  # pyright: ignore[reportArgumentType]
            if changed != self._step:
                self.changed.emit(changed)

    def _choose_care(self, key: str) -> None:
        if key != _OWN:
            self._change(care=key)
            return
        self._change(care="")
        self.ask_for_words()

    def ask_for_words(self) -> None:
        """Let the person write what to do."""
        self.care_words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_words(self) -> None:
        words = " ".join(self.care_words.text().split())
        self.care_words.setModified(False)
        if self._step is not None and self._step.kind is StepKind.MAT:
            self._change(place=words or None)
        elif self.care.currentData() == _OWN:
            self._change(care=words)

    def _choose_lead_in(self) -> None:
        seconds: int = self.lead_in.currentData()
        self._change(lead_in=None if seconds == LEAD_IN_S else seconds)


def _has(step: Step, part: str) -> bool:
    """Whether that part of the form is about such a step."""
    match part:
        case "side" | "kind":
            return step.kind.has_point
        case "presses":
            return step.kind is StepKind.PRESSES
        case "stroke":
            return step.kind is StepKind.STROKES
        case "care":
            return not step.kind.has_point
        case "note":
            # a step in one's own words says them already
            own = step.kind is StepKind.CARE and step.care not in (HEAD_TURNS, REST)
            return not own or bool(step.note)
        case "lead_in":
            return step.kind is not StepKind.CARE
        case _:
            return True
