"""What acutimer is and is not, in the version that is accepted. Must never promise anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from acutimer import __version__
from acutimer.ui.handbook.words import day
from acutimer.ui.kit.heading import Heading
from acutimer.ui.kit.pieces import label
from acutimer.ui.kit.wording import FOOTER

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from acutimer.core.about import About


def add_about(below: QVBoxLayout, about: About, accepted: tuple[int, date] | None) -> None:
    """Put the text into a column, and when which version of it was accepted."""
    below.addWidget(label(FOOTER, "bodyLarge", wraps=True))
    for title, said in (
        (about.is_title, about.is_words),
        (about.is_not_title, about.is_not_words),
    ):
        below.addSpacing(14)
        below.addWidget(Heading(title))
        for words in said:
            below.addWidget(label(words, "body", wraps=True))
    below.addSpacing(14)
    below.addWidget(Heading("This text"))
    version = f"Version {about.version} of {day(about.date)}, in acutimer {__version__}."
    below.addWidget(label(version, "body", "secondary", wraps=True))
    below.addWidget(label(accepted_words(about, accepted), "body", "secondary", wraps=True))


def accepted_words(about: About, accepted: tuple[int, date] | None) -> str:
    """When which version was accepted; an older one is named as older."""
    if accepted is None:
        return "Not accepted yet. The first session asks for it."
    version, on = accepted
    if version == about.version:
        return f"You accepted it on {day(on)}."
    return f"You accepted version {version} on {day(on)}. The next session asks anew."
