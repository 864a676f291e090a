"""The table of keys, as Settings and the list over the page show it.

Must never bind the keys it lists.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from acutimer.ui.kit.key_list import KEYS, KeyLine, KeyPlace, cap_text, spoken
from acutimer.ui.kit.pieces import column, label, line, row


class KeyTable(QWidget):
    """All places with their keys, in one column or two."""

    def __init__(self) -> None:
        super().__init__()
        self._places = [_place(place) for place in KEYS]
        self._halves = (column(spacing=22), column(spacing=22))
        across = row(*self._halves, spacing=0)
        across.setStretch(0, 1)
        self._across = across
        self.setLayout(across)
        self._columns = 0
        self.set_columns(1)

    def set_columns(self, count: int) -> None:
        """One column, or two read down the first and then the second."""
        if count == self._columns:
            return
        self._columns = count
        tall = -(-len(self._places) // count)
        for half in self._halves:
            while half.takeAt(0) is not None:
                pass
        for index, place in enumerate(self._places):
            self._halves[index // tall].addWidget(place)
        for half in self._halves:
            half.addStretch(1)
        self._across.setSpacing(36 if count > 1 else 0)
        self._across.setStretch(1, int(count > 1))


def _place(place: KeyPlace) -> QWidget:
    below = column(label(place.title, "bodyStrong"), line(), spacing=7)
    for key_line in place.lines:
        below.addLayout(_line(key_line))
    holder = QWidget()
    holder.setAccessibleName(place.title)
    holder.setLayout(below)
    return holder


def _line(key_line: KeyLine) -> QGridLayout:
    """Words at the left, caps at the right; the words may break, the caps may not."""
    caps = row(spacing=5)
    for index, key in enumerate(key_line.keys):
        if index and key_line.joined:
            caps.addWidget(label(key_line.joined, "caption", "secondary"))
        cap = label(cap_text(key), "caption", "key")
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        caps.addWidget(cap)
    words = label(key_line.words[:1].upper() + key_line.words[1:], wraps=True)
    words.setAccessibleName(spoken(key_line))
    across = QGridLayout()
    across.setHorizontalSpacing(12)
    across.addWidget(words, 0, 0)
    across.addLayout(caps, 0, 1, Qt.AlignmentFlag.AlignTop)
    across.setColumnStretch(0, 1)
    return across
