"""One chapter as a column: headings, lines, and below each line its sources.

Must never show a line without its sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from acutimer.ui.handbook.words import cited
from acutimer.ui.kit.heading import Heading
from acutimer.ui.kit.pieces import column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acutimer.core.handbook import Chapter, Line


def add_chapter(
    below: QVBoxLayout, chapter: Chapter, names: Mapping[str, str], inside: str = "h2"
) -> dict[str, Heading]:
    """Put a chapter's sections into a column; gives each section's heading by its id.

    ``names`` are the names of sources, ``inside`` the type of a section's heading.
    """
    headings: dict[str, Heading] = {}
    below.addWidget(label(chapter.intro, "body", "secondary", wraps=True))
    for section in chapter.sections:
        headings[section.id] = heading = Heading(section.title, inside)
        below.addSpacing(14)
        below.addWidget(heading)
        for line in section.lines:
            below.addLayout(_told(line, names))
    return headings


def _told(line: Line, names: Mapping[str, str]) -> QVBoxLayout:
    said = column(label(line.text, "body", wraps=True), spacing=2)
    if line.here:
        said.addWidget(label(f"Here: {line.here}", "body", wraps=True))
    said.addWidget(label(cited(line.sources, names), "small", "secondary", wraps=True))
    if line.id:
        number = label(line.id, "bodyStrong", "articleWord")
        number.setMinimumWidth(number.fontMetrics().horizontalAdvance("E00") + 12)
        return column(row(column(number, None), (said, 1)))
    return said
