"""Whose routine it is, what to mind with it, and where it comes from.

Must never show or change a step.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.core.routines import MOST_NAME, Routine
from acutimer.ui.kit.pieces import column, holding, label, scrolling
from acutimer.ui.routine_editor.note_box import NoteBox

_AUTHOR = "Who made it"
_CAUTIONS = "What to mind, one on a line"
_SOURCES = "Where it comes from, one on a line"


class AboutForm(QWidget):
    """Author, cautions and sources; each of the last two has one on a line."""

    author_written = Signal(str)
    cautions_written = Signal(object)
    sources_written = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.author = QLineEdit()
        self.author.setMaxLength(MOST_NAME)
        self.author.setAccessibleName(_AUTHOR)
        self.author.editingFinished.connect(lambda: self.author_written.emit(self.author.text()))
        self.cautions = NoteBox(_CAUTIONS, lines=4)
        self.cautions.written.connect(lambda text: self.cautions_written.emit(text.split("\n")))
        self.sources = NoteBox(_SOURCES, lines=4)
        self.sources.written.connect(lambda text: self.sources_written.emit(text.split("\n")))
        self._date = label("", "small", "secondary", wraps=True)
        down = column(
            label("About this routine", "h2", wraps=True),
            self._date,
            12,
            label(_AUTHOR, "bodyStrong"),
            self.author,
            12,
            label(_CAUTIONS, "bodyStrong"),
            self.cautions,
            12,
            label(_SOURCES, "bodyStrong"),
            self.sources,
            None,
            spacing=6,
            margins=(20, 20, 20, 20),
        )
        inside = holding(down)
        self.setLayout(column(scrolling(inside)))

    def show_routine(self, routine: Routine) -> None:
        """Show what is known about it, without telling."""
        if self.author.text() != routine.author and not self.author.isModified():
            self.author.setText(routine.author)
        self.cautions.show_text("\n".join(routine.cautions))
        self.sources.show_text("\n".join(routine.sources))
        told = [routine.origin, f"last changed on {routine.date}" if routine.date else ""]
        self._date.setText(
            " · ".join(part for part in told if part)
            or "All of this goes with the file when you share it."
        )

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        if self.author.isModified():
            self.author.setModified(False)
            self.author_written.emit(self.author.text())
        self.cautions.flush()
        self.sources.flush()
