"""What a person may want to know of the routine, calmly, each with its reason.

Must never stand in the way: nothing here has to be answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from acutimer.core.routine_lint import Finding
from acutimer.ui.pieces import button, column, frame, label

_MOST = 4


class FindingsList(QWidget):
    """The whole routine's findings, each a button that goes to its step."""

    step_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._findings: tuple[Finding, ...] = ()
        self._below = column(spacing=2)
        self.setLayout(self._below)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show them, the first few in words."""
        if tuple(findings) == self._findings:
            return
        self._findings = tuple(findings)
        while (item := self._below.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if findings:
            self._below.addWidget(label("Good to know", "small", "secondary"))
        for finding in findings[:_MOST]:
            self._below.addWidget(self._line(finding))
        if len(findings) > _MOST:
            more = f"and {len(findings) - _MOST} more, each told at its step"
            self._below.addWidget(label(more, "small", "secondary"))
        self.setVisible(bool(findings))

    def _line(self, finding: Finding) -> QWidget:
        if finding.step is None:
            return label(f"{finding.sentence} {finding.reason}", "small", wraps=True)
        step = finding.step
        made = button(f"Step {step + 1}: {finding.sentence}", "link", tip=finding.reason)
        made.setAccessibleDescription(finding.reason)
        made.clicked.connect(lambda: self.step_asked.emit(step))
        # a long sentence must not widen the page; the step tells it whole
        made.setMinimumWidth(0)
        made.setSizePolicy(made.sizePolicy().Policy.Ignored, made.sizePolicy().verticalPolicy())
        return made


class StepFindings(QWidget):
    """The findings of one step, whole."""

    def __init__(self) -> None:
        super().__init__()
        self._below = column(spacing=8)
        self.setLayout(self._below)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what concerns the chosen step."""
        while (item := self._below.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for finding in findings:
            box = frame("caution" if finding.code == "switched_off" else "note")
            inside = column(
                label(finding.sentence, "bodyStrong", wraps=True),
                label(finding.reason, "small", wraps=True),
                spacing=2,
            )
            inside.setContentsMargins(12, 8, 12, 8)
            box.setLayout(inside)
            box.setAccessibleName(f"{finding.sentence} {finding.reason}")
            self._below.addWidget(box)
        self.setVisible(bool(findings))
