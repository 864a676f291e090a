"""What About says: version, the ways to the handbook, licence, credits, where the notes lie.

Must never promise anything.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from acutimer import __version__
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import breaking_button, column, label
from acutimer.ui.kit.wording import FOOTER

_PRIVATE = "Your notes stay on this computer. Nothing is sent anywhere."
_LICENCE = "acutimer is free software under the MIT licence."
#: The credit of resources/body/LICENCE.md, which is given gladly.
_BODY = (
    "The body is our own render of the MakeHuman base mesh and shape targets as packed with MPFB2, "
    "released under CC0 1.0 by the MakeHuman team: Data Collection AB, Joel Palmius, Jonas "
    "Hauquier and contributors. The renders are CC0 1.0 as well."
)
#: The credits of resources/voice/LICENCE.md.
_VOICE = (
    "The English voice was spoken by Kokoro-82M, by hexgrad, the German one by SVOX Pico, "
    "copyright 2008-2009 SVOX AG; both are under the Apache License 2.0. Neither maker endorses "
    "acutimer. Licences and notices lie beside the recordings."
)
_PLACES = (
    "Places on the figure were set by bone and proportion, some by eye. They have not been checked "
    "by an anatomist."
)
_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Licence and credits", (_LICENCE, _BODY, _VOICE, _PLACES)),
)


#: The chapters of the handbook, with the words on the buttons that lead there.
_CHAPTERS = (
    ("about", "About acutimer"),
    ("sources", "Sources"),
    ("technique", "Technique"),
    ("questions", "Questions and answers"),
)


class AboutText(QWidget):
    """All of it, one part below the other."""

    #: the key of a chapter of the handbook
    chapter_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        below = column(spacing=4)
        below.addWidget(label(f"acutimer {__version__}", "bodyStrong", wraps=True))
        below.addWidget(label(FOOTER, "body", "secondary", wraps=True))
        #: by the key of the chapter that each leads to
        self.chapters = {key: breaking_button(words) for key, words in _CHAPTERS}
        for key, way in self.chapters.items():
            way.clicked.connect(lambda _=False, key=key: self.chapter_wanted.emit(key))
        below.addSpacing(8)
        below.addWidget(flowing(*self.chapters.values()))
        below.addSpacing(12)
        for title, texts in _PARTS:
            below.addWidget(label(title, "bodyStrong", wraps=True))
            for words in texts:
                below.addWidget(label(words, "body", "secondary", wraps=True))
            below.addSpacing(12)
        below.addWidget(label("Where your notes lie", "bodyStrong", wraps=True))
        below.addWidget(label(_PRIVATE, "body", "secondary", wraps=True))
        self.places = label("", "body", "secondary", wraps=True)
        self.places.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        below.addWidget(self.places)
        self.setLayout(below)
