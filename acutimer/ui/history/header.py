"""The head of History: title, how long a time is shown, in which form, and *Log pain*.

Must never do anything by itself: it tells what was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from acutimer.ui.history.words import SPANS, TITLE
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, label, row
from acutimer.ui.kit.segments import Segments

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme


class Header(QWidget):
    """Breaks into rows where it is too narrow."""

    def __init__(self, days: int) -> None:
        super().__init__()
        self.spans = Segments(SPANS, "Time shown")
        self.spans.choose(str(days))
        self.forms = Segments((("plot", "Plot"), ("table", "Table")), "Shown as")
        self.report = button("Report…", "toolbar", "A page for a doctor, to print or to send")
        self.exporting = button("Export…", "toolbar", "To a file, in Settings, Data")
        self.importing = button("Import…", "toolbar", "Notes from a file of another program")
        self.log_pain = _log_pain()
        flow = Flow(12, 10)
        flow.addWidget(label(TITLE, "h1"))
        flow.add_gap()
        files = self.exporting, self.importing, self.report
        for piece in (self.spans, self.forms, *files, self.log_pain):
            flow.addWidget(piece)
        self.setLayout(flow)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.log_pain.setIcon(icon("plus", theme.colour("text"), 18))
        self.forms.button("plot").setIcon(icon("history", theme.colour("text2"), 18))
        self.forms.button("table").setIcon(icon("table", theme.colour("text2"), 18))


def _log_pain() -> QPushButton:
    made = button("Log pain", "toolbar", "Log pain (L)", "Log pain, key L")
    key = label("L", "caption", "key")
    key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    inside = row(None, key)
    inside.setAlignment(key, Qt.AlignmentFlag.AlignVCenter)
    inside.setContentsMargins(0, 0, 14, 0)
    made.setLayout(inside)
    # Room for the key cap, which stands in the button.
    room = key.fontMetrics().horizontalAdvance("L") + 44
    made.setStyleSheet(f"QPushButton{{padding-right:{room}px}}")
    return made
