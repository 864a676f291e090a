"""The list of keys as a table of words and key caps, made from core.commands.

Must never bind the keys it lists.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.core.commands import SECTIONS, Line, Section
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, holding, label, row
from acutimer.ui.kit.pieces import line as rule
from acutimer.ui.kit.widths import longest_word_px

#: The height of a section's title with the room above it.
_TITLE_LINES = 2
#: Between words and their keys.
_GAP_PX = 12
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
        self._halves = (column(None, spacing=22), column(None, spacing=22))
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
        for index, section in enumerate(self._sections):
            # not takeAt: an item that Python holds keeps the new one from hearing of other words
            for half in self._halves:
                half.removeWidget(section)
            half = self._halves[index >= first]
            half.insertWidget(half.count() - 1, section)
        self._across.setSpacing(36 if count > 1 else 0)
        self._across.setStretch(1, int(count > 1))


def _first_column() -> int:
    """How many sections stand in the first of two columns, so that both are about as high."""
    heights = [len(section.lines) + _TITLE_LINES for section in SECTIONS]
    return min(
        range(1, len(heights)), key=lambda first: max(sum(heights[:first]), sum(heights[first:]))
    )


def _section(section: Section) -> QWidget:
    below = column(label(section.title, "bodyStrong", wraps=True), rule(), spacing=7)
    for line in section.lines:
        below.addWidget(_Line(line))
    holder = holding(below)
    holder.setAccessibleName(section.title)
    return holder


class _Line(QWidget):
    """Words at the left, caps at the right; the caps stand below where a word would be broken."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        caps: list[QWidget] = []
        for index, key in enumerate(line.keys):
            if index and line.joined:
                caps.append(label(line.joined, "caption", "secondary"))
            cap = label(cap_text(key), "caption", "key")
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caps.append(cap)
        self._words = label(line.words[:1].upper() + line.words[1:], wraps=True)
        self._words.setAccessibleName(spoken(line))
        self._caps = flowing(*caps, across=5, down=4)
        for part in (self._words, self._caps):
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Words that wrap need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in px for a width in px."""
        words, caps = self._boxes(width)
        return max(words.bottom(), caps.bottom()) + 1

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        wide = self._words.fontMetrics().horizontalAdvance(self._words.text())
        wide += _GAP_PX + self._caps.sizeHint().width()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The longest word, or the widest key."""
        least = max(longest_word_px(self._words), self._caps.minimumSizeHint().width())
        return QSize(least, self._words.fontMetrics().height())

    def event(self, event: QEvent) -> bool:
        """Put both parts where they belong, whatever of them or of the room has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            for part, box in zip((self._words, self._caps), self._boxes(self.width()), strict=True):
                if mirrored:
                    box.moveRight(self.width() - 1 - box.left())
                part.setGeometry(box)
        return super().event(event)

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where words and caps stand in a width in px, read from the left."""
        caps_wide = min(self._caps.sizeHint().width(), width)
        caps = QSize(caps_wide, self._caps.heightForWidth(caps_wide))
        room = width - _GAP_PX - caps_wide
        beside = room >= longest_word_px(self._words)
        room = room if beside else width
        words = QRect(0, 0, room, self._words.heightForWidth(room))
        at = QPoint(width - caps_wide, 0) if beside else QPoint(0, words.height() + 2)
        return words, QRect(at, caps)
