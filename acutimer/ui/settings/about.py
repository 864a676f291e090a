"""What About says: version, licence, credits, what acutimer is and is not, where the notes lie.

Must never promise anything.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from acutimer import __version__
from acutimer.ui.kit.pieces import column, label
from acutimer.ui.kit.wording import FOOTER

_DOES = (
    "It leads you through timed presses by sound, keeps your numbers for pain, and plots them over "
    "weeks. It shows what the article says and what the WHO standard says, and names the source "
    "of each."
)
_DOES_NOT = (
    "It does not diagnose, and it does not know why something hurts. A lower number after pressing "
    "does not show that the pressing lowered it. For anything new, strong or worrying, ask a "
    "doctor."
)
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
    "The English voice was spoken by Festival (Centre for Speech Technology Research, University "
    "of Edinburgh) with the voice cmu_us_slt_arctic_hts, copyright 2003 Carnegie Mellon "
    "University, parts by Nagoya Institute of Technology and Tokyo Institute of Technology. The "
    "German voice was spoken by espeak-ng (Jonathan Duddington, Reece H. Dunn and contributors), "
    "a program under GPL-3 or later. None of them endorses acutimer. Licences and notices lie "
    "beside the recordings."
)
_PLACES = (
    "Places on the figure were set by bone and proportion, some by eye. They have not been checked "
    "by an anatomist."
)
_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (f"acutimer {__version__}", (FOOTER,)),
    ("What it does", (_DOES,)),
    ("What it does not do", (_DOES_NOT, _PRIVATE)),
    ("Licence and credits", (_LICENCE, _BODY, _VOICE, _PLACES)),
)


class AboutText(QWidget):
    """All of it, one part below the other."""

    def __init__(self) -> None:
        super().__init__()
        below = column(spacing=4)
        for title, texts in _PARTS:
            below.addWidget(label(title, "bodyStrong", wraps=True))
            for words in texts:
                below.addWidget(label(words, "body", "secondary", wraps=True))
            below.addSpacing(12)
        below.addWidget(label("Where your notes lie", "bodyStrong", wraps=True))
        self.places = label("", "body", "secondary", wraps=True)
        self.places.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        below.addWidget(self.places)
        self.setLayout(below)
