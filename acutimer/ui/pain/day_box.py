"""Headache and medicine in the panel: one button each notes it.

Must never say that something was noted, nor that a headache is over by itself.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.core.medicine import MEDICINE_CLASSES, MOST_NAME, NO_MEDICINE
from acutimer.core.scale import SCALE_MOST
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, holding, label, row

#: What can be said of a headache, by what it is called in ``headache_told``.
BEGAN, STILL, ENDED, END_UNKNOWN, HAD, HAD_NONE = (
    *("began", "still", "ended", "end_unknown"),
    *("had", "had_none"),
)
_WORDS = {
    BEGAN: "It began",
    STILL: "Still there",
    ENDED: "It ended",
    END_UNKNOWN: "It ended, I do not know when",
    HAD: "Had one today",
    HAD_NONE: "None today",
}
_OF_OPEN = (STILL, ENDED, END_UNKNOWN)
NO_HEADACHE_OPEN = "Headache"


class DayBox(QWidget):
    """Buttons for the headache that is open or begins, and for what was taken."""

    #: one of the words above
    headache_told = Signal(str)
    #: the class, and a name of one's own
    medicine_told = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.status = label(NO_HEADACHE_OPEN, "bodyStrong", wraps=True)
        self.buttons = {key: button(words, "toolbar") for key, words in _WORDS.items()}
        for key, one in self.buttons.items():
            if key not in _OF_OPEN:
                one.setAccessibleName(f"Headache: {_WORDS[key]}")
            one.clicked.connect(lambda _=False, key=key: self.headache_told.emit(key))
        self.worst = Choice("Headache, at its worst")
        self.worst.addItem("not said", None)
        for value in range(1, SCALE_MOST + 1):
            self.worst.addItem(str(value), value)
        self.of_class = Choice("Class of the medicine")
        for key, words in MEDICINE_CLASSES.items():
            self.of_class.addItem(words, key)
        self.name = QLineEdit()
        self.name.setPlaceholderText("Its name, if you like")
        self.name.setAccessibleName("Name of the medicine")
        self.name.setMaxLength(MOST_NAME)
        self.taken = button("Taken", "toolbar", name="Medicine: taken")
        self.taken.clicked.connect(self._take)
        self.none_taken = button("None today", "toolbar", name="Medicine: none today")
        self.none_taken.clicked.connect(lambda: self.medicine_told.emit(NO_MEDICINE, ""))
        self._worst = holding(
            row(label("At its worst", "body", "secondary"), self.worst, None, spacing=10)
        )
        self.setLayout(
            column(
                self.status,
                self._worst,
                flowing(*self.buttons.values(), across=8, down=6),
                6,
                label("Medicine against pain", "bodyStrong"),
                row(self.of_class, None),
                self.name,
                flowing(self.taken, self.none_taken, across=8, down=6),
                spacing=6,
                margins=(4, 0, 4, 0),
            )
        )
        self.show_open("")

    @property
    def worst_value(self) -> int | None:
        """How bad it was at its worst, where that is said."""
        value = self.worst.currentData()
        return value if isinstance(value, int) else None

    def show_open(self, since: str) -> None:
        """Offer what can be said; ``since`` is when the open headache began, empty without one."""
        self.status.setText(f"Headache since {since}" if since else NO_HEADACHE_OPEN)
        for key, one in self.buttons.items():
            one.setVisible((key in _OF_OPEN) == bool(since))

    def begin(self) -> None:
        """Nothing said."""
        self.worst.setCurrentIndex(0)
        self.of_class.setCurrentIndex(0)
        self.name.clear()

    def _take(self) -> None:
        self.medicine_told.emit(
            str(self.of_class.currentData()), " ".join(self.name.text().split())
        )
