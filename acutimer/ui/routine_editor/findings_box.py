"""What a person may want to know of the routine, calmly, each with its reason.

Must never stand in the way: nothing here has to be answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from acutimer.core.routine_lint import Finding
from acutimer.ui.kit.pieces import column, empty_layout, frame, label

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
        empty_layout(self._below)
        if findings:
            self._below.addWidget(label("Good to know", "small", "secondary"))
        for finding in findings[:_MOST]:
            self._below.addWidget(self._line(finding))
        if len(findings) > _MOST:
            more = f"and {len(findings) - _MOST} more, each shown at its step"
            self._below.addWidget(label(more, "small", "secondary"))
        self.setVisible(bool(findings))

    def _line(self, finding: Finding) -> QWidget:
        if finding.step is None:
            return label(f"{finding.sentence} {finding.reason}", "small", wraps=True)
        step = finding.step
        entry = _Line(f"Step {step + 1}: {finding.sentence}")
        entry.setAccessibleDescription(finding.reason)
        entry.clicked.connect(lambda: self.step_asked.emit(step))
        return entry


class _Line(QPushButton):
    """A sentence in one line, cut with dots where there is no room; its step tells it whole."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self._sentence = sentence
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the sentence as there is room for."""
        super().resizeEvent(event)
        cut = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._sentence, cut, self.width() - 4))


class StepFindings(QWidget):
    """The findings of one step, whole."""

    def __init__(self) -> None:
        super().__init__()
        self._below = column(spacing=8)
        self.setLayout(self._below)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what concerns the chosen step."""
        empty_layout(self._below)
        for finding in findings:
            box = frame("caution" if finding.code in ("switched_off", "light_only") else "note")
            box.setLayout(
                column(
                    label(finding.sentence, "bodyStrong", wraps=True),
                    label(finding.reason, "small", wraps=True),
                    spacing=2,
                    margins=(12, 8, 12, 8),
                )
            )
            box.setAccessibleName(f"{finding.sentence} {finding.reason}")
            self._below.addWidget(box)
        self.setVisible(bool(findings))
