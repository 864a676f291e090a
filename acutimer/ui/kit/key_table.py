"""The list of keys as a table of words and key caps, made from core.commands.

Must never bind the keys it lists.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from acutimer.core.commands import SECTIONS, Line, Section
from acutimer.ui.kit.pieces import column, holding, label, row
from acutimer.ui.kit.pieces import line as rule

#: The height of a section's title with the room above it.
_TITLE_LINES = 2
_CAPS = {
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Return": "Enter",
    "Ins": "Insert",
    "Del": "Delete",
    "PgUp": "Page Up",
    "PgDown": "Page Down",
}
_SPOKEN = {"Up": "Arrow up", "Down": "Arrow down", "Left": "Arrow left", "Right": "Arrow right"}


def _parts(key: str) -> list[str]:
    """The keys pressed together; a plus at the end is itself a key."""
    held = key[:-2].split("+") if key.endswith("++") else []
    return [*held, "+"] if key.endswith("+") else key.split("+")


def cap_text(key: str) -> str:
    """What stands on the cap of a key: "Ctrl ←"."""
    return " ".join(_CAPS.get(part, part) for part in _parts(key))


def spoken(line: Line) -> str:
    """A line as it is read out: "Arrow up, Arrow down: next point"."""
    between = f" {line.joined} " if line.joined else ", "
    parts = [
        " ".join(_SPOKEN.get(part, _CAPS.get(part, part)) for part in _parts(key))
        for key in line.keys
    ]
    return f"{between.join(parts)}: {line.words}"


class KeyTable(QWidget):
    """All sections with their keys, in one column or two."""

    def __init__(self) -> None:
        super().__init__()
        self._sections = [_section(section) for section in SECTIONS]
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
        first = _first_column() if count > 1 else len(self._sections)
        for half in self._halves:
            while half.takeAt(0) is not None:
                pass
        for index, section in enumerate(self._sections):
            self._halves[index >= first].addWidget(section)
        for half in self._halves:
            half.addStretch(1)
        self._across.setSpacing(36 if count > 1 else 0)
        self._across.setStretch(1, int(count > 1))


def _first_column() -> int:
    """How many sections stand in the first of two columns, so that both are about as high."""
    heights = [len(section.lines) + _TITLE_LINES for section in SECTIONS]
    return min(
        range(1, len(heights)), key=lambda first: max(sum(heights[:first]), sum(heights[first:]))
    )


def _section(section: Section) -> QWidget:
    below = column(label(section.title, "bodyStrong"), rule(), spacing=7)
    for line in section.lines:
        below.addLayout(_line(line))
    holder = holding(below)
    holder.setAccessibleName(section.title)
    return holder


def _line(line: Line) -> QGridLayout:
    """Words at the left, caps at the right; the words may break, the caps may not."""
    caps = row(spacing=5)
    for index, key in enumerate(line.keys):
        if index and line.joined:
            caps.addWidget(label(line.joined, "caption", "secondary"))
        cap = label(cap_text(key), "caption", "key")
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        caps.addWidget(cap)
    words = label(line.words[:1].upper() + line.words[1:], wraps=True)
    words.setAccessibleName(spoken(line))
    across = QGridLayout()
    across.setHorizontalSpacing(12)
    across.addWidget(words, 0, 0)
    across.addLayout(caps, 0, 1, Qt.AlignmentFlag.AlignTop)
    across.setColumnStretch(0, 1)
    return across
