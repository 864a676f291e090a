"""The scale of pain from 0 to 10, and the line that names its keys.

Must never choose a number by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from acutimer.core.scale import SCALE_HIGH_WORDS, SCALE_LOW_WORDS, SCALE_MOST
from acutimer.ui.kit.pieces import choice_button, label, restyle, row
from acutimer.ui.kit.wording import PAIN_NOW


class RatingRow(QWidget):
    """Eleven cells for pain from 0 to 10 with the scale's fixed words; nothing is preselected."""

    #: the value now chosen, or -1 when cleared
    rated = Signal(int)

    def __init__(self, kind: str = "rating", gap: int = 4) -> None:
        super().__init__()
        self.setAccessibleDescription(f"0: {SCALE_LOW_WORDS}. 10: {SCALE_HIGH_WORDS}.")
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._fold = False, (0, 1)
        self.cells = QGridLayout(self)
        self.cells.setContentsMargins(0, 0, 0, 0)
        self.cells.setHorizontalSpacing(gap)
        for value in range(SCALE_MOST + 1):
            cell = choice_button(str(value), kind)
            cell.clicked.connect(lambda _=False, value=value: self._clicked(value))
            cell.setAutoDefault(
                False
            )  # Enter goes on with the page, it does not take the number back
            cell.installEventFilter(self)
            self._group.addButton(cell, value)
            self.cells.addWidget(cell, 0, value)
        self.name(PAIN_NOW)

    def name(self, words: str) -> None:
        """Say to who does not see it what the number is asked of."""
        self.setAccessibleName(words)
        for value in range(SCALE_MOST + 1):
            self.cell(value).setAccessibleName(f"{words}: {value}")

    @property
    def value(self) -> int | None:
        """What is chosen, None while nothing is."""
        chosen = self._group.checkedId()
        return chosen if chosen >= 0 else None

    def cell(self, value: int) -> QAbstractButton:
        """The cell of a value."""
        return self._group.button(value)

    def whole_px(self) -> int:
        """The width of all cells in one row."""
        cells = [self.cell(value) for value in range(SCALE_MOST + 1)]
        gaps = SCALE_MOST * self.cells.horizontalSpacing()
        return sum(cell.sizeHint().width() for cell in cells) + gaps

    def show_big(self, kind: str) -> None:
        """Cells of another size: the kind that the style sheet knows."""
        for value in range(SCALE_MOST + 1):
            restyle(self.cell(value), "kind", kind)

    def fold(self, *, folded: bool, rows: tuple[int, int] = (0, 1)) -> None:
        """The cells in one row, or the higher ones below the others; ``rows`` of the grid."""
        if (folded, rows) == self._fold:
            return
        self._fold = folded, rows
        for value in range(SCALE_MOST + 1):
            below, column = folded_place(value, folded=folded)
            self.cells.addWidget(self.cell(value), rows[below], column)

    def choose(self, value: int | None) -> None:
        """Choose a value, or none, and tell."""
        self._mark(value)
        self.rated.emit(-1 if value is None else value)

    def _clicked(self, value: int) -> None:
        cell = self._group.button(value)
        self.choose(value if cell.isChecked() else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click chooses, as one click does: its second half takes nothing back."""
        return event.type() == QEvent.Type.MouseButtonDblClick or super().eventFilter(
            watched, event
        )

    def _mark(self, value: int | None) -> None:
        for cell in self._group.buttons():
            cell.setChecked(self._group.id(cell) == value)

    def obey(self, command: str, key: str) -> bool:
        """Rate as a command of core.commands asks, by the key typed; False when it is another."""
        if command == "rate":
            self.choose(int(key))
        elif command == "rate_ten":
            self.choose(SCALE_MOST)
        elif command == "clear":
            self.choose(None)
        else:
            return False
        return True


def folded_place(value: int, *, folded: bool) -> tuple[bool, int]:
    """Whether the cell of a value stands in the lower row, and in which column."""
    below = folded and value > SCALE_MOST // 2
    return below, value - SCALE_MOST // 2 - 1 if below else value


def scale_ends(role: str) -> QHBoxLayout:
    """The words of both ends of the scale, to stand below the cells."""
    low, high = (
        label(words, role, "secondary", wraps=True) for words in (SCALE_LOW_WORDS, SCALE_HIGH_WORDS)
    )
    low.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    high.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
    return row((low, 1), (high, 2))


def key_hint(lead: str, role: str = "caption") -> list[QLabel]:
    """The labels of "``lead`` [0] to [9] or [T] for 10."; ``role`` types words, not keys."""
    return [
        label(lead, role, "secondary"),
        label("0", "caption", "key"),
        label("to", role, "secondary"),
        label("9", "caption", "key"),
        label("or", role, "secondary"),
        label("T", "caption", "key"),
        label("for 10.", role, "secondary"),
    ]
