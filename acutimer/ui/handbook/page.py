"""The handbook: About, Sources, Technique, Questions and answers, one at a time.

Must never open an address by itself: it tells which one the person asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from acutimer.core.commands import command_at
from acutimer.ui.handbook.about import add_about
from acutimer.ui.handbook.chapter import add_chapter
from acutimer.ui.handbook.sources import SourcesContent, SourcesText
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.heading import Heading
from acutimer.ui.kit.pieces import button, choice_button, column, holding, label, line, scrolling
from acutimer.ui.kit.scroll_keys import reach_by_tab, scroll_by_key
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import DRAWN_EM_PX, em_px, width_em

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from acutimer.core.about import About
    from acutimer.core.handbook import Chapter

ABOUT, SOURCES, TECHNIQUE, QUESTIONS = "about", "sources", "technique", "questions"
#: Key and name of each chapter, in their order.
CHAPTERS = (
    (ABOUT, "About acutimer"),
    (SOURCES, "Sources"),
    (TECHNIQUE, "Technique"),
    (QUESTIONS, "Questions and answers"),
)
_WIDEST = 760
_NARROW_EM = 56


class HandbookContent(NamedTuple):
    """What the chapters are made from; one that could not be read is not there."""

    about: About | None
    #: technique, questions
    chapters: Mapping[str, Chapter]
    sources: SourcesContent | None
    #: the names of sources by their ids
    names: Mapping[str, str]
    #: why something is missing, in a sentence
    fault: str = ""


class HandbookPage(QWidget):
    """A row of chapters, and the one that is read."""

    back_asked = Signal()
    address_asked = Signal(str)

    def __init__(self, content: HandbookContent) -> None:
        super().__init__()
        self._content = content
        self._accepted: tuple[int, date] | None = None
        self._parts: dict[str, Heading] = {}
        self.chapter = ABOUT
        self._is_laid_out = False
        self.back_button = button("Back", "toolbar", "Esc")
        self.back_button.clicked.connect(self.back_asked)
        self._choices: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for key, name in CHAPTERS:
            choice = choice_button(name, "toolbar")
            choice.clicked.connect(lambda _=False, key=key: self.show_chapter(key))
            group.addButton(choice)
            self._choices[key] = choice
        top = flowing(self.back_button, *self._choices.values())
        top.setAccessibleName("Chapters of the handbook")
        self._top = column(top, margins=(24, 14, 24, 12))
        self._text = QWidget()
        self.area = scrolling(self._text)
        reach_by_tab(self.area, "Handbook")
        self._below = column()
        whole = column(self._top, line(), (self.area, 1))
        self.setLayout(whole)
        self._is_laid_out = True
        self._begin(ABOUT)

    # --- what the app tells -----------------------------------------------------------------

    def show_chapter(self, key: str, part: str = "") -> None:
        """Show a chapter from its beginning, or from a part of it."""
        if key != self.chapter:
            self._begin(key)
        self.show_part(part)

    def show_part(self, part: str) -> None:
        """Bring a part of the chapter to the top; without one, its beginning."""
        # how far it can be scrolled is known only when the new text has its height
        QTimer.singleShot(0, self, lambda: self._scroll_to(part))

    def show_accepted(self, version: int, on: date) -> None:
        """The text of About was accepted, in which version and when."""
        self._accepted = version, on
        if self.chapter == ABOUT:
            self._begin(ABOUT)

    # --- what is shown ----------------------------------------------------------------------

    def _begin(self, key: str) -> None:
        """Put a chapter in the place of the one before."""
        self.chapter = key
        self._choices[key].setChecked(True)
        below = column(spacing=10)
        title = dict(CHAPTERS)[key]
        below.addWidget(Heading(title, "h1"))
        self._parts = self._fill(below, key)
        below.addStretch(1)
        self._below = below
        self._text = holding(below)
        self._text.setProperty("ground", True)
        self._show_room()
        self.area.setWidget(self._text)  # the one before is deleted by this
        self.area.setAccessibleName(title)

    def _fill(self, below: QVBoxLayout, key: str) -> dict[str, Heading]:
        content = self._content
        if key == ABOUT and content.about is not None:
            add_about(below, content.about, self._accepted)
            return {}
        if key == SOURCES and content.sources is not None:
            text = SourcesText(content.sources)
            text.address_asked.connect(self.address_asked)
            text.part_asked.connect(self._jump)
            below.addWidget(text)
            return text.parts
        if key in content.chapters:
            return add_chapter(below, content.chapters[key], content.names)
        below.addWidget(label(content.fault, "body", wraps=True))
        return {}

    def _jump(self, part: str) -> None:
        self.show_part(part)
        announce(self, self._parts[part].text())

    def _scroll_to(self, part: str) -> None:
        heading = self._parts.get(part)
        top = heading.mapTo(self._text, heading.rect().topLeft()).y() if heading else 0
        self.area.verticalScrollBar().setValue(top)

    # --- keys and room ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; arrows and page keys scroll."""
        if command_at("handbook", typed_key(event)) == "leave":
            self.back_asked.emit()
        elif not scroll_by_key(self.area, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less edge where there is little room."""
        self._show_room()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        if event.type() == QEvent.Type.FontChange and self._is_laid_out:
            self._show_room()
        super().changeEvent(event)

    def _show_room(self) -> None:
        edge = 16 if width_em(self) < _NARROW_EM else 32
        self._top.setContentsMargins(edge, 14, edge, 12)
        self._below.setContentsMargins(edge, 20, edge, 28)
        widest = round(_WIDEST * max(1.0, em_px(self) / DRAWN_EM_PX)) + 2 * edge
        self._text.setMaximumWidth(widest)
